"""What a file was recognised as and what its columns are taken for: to be confirmed or corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QLayout, QWidget
from shiboken6 import isValid

from localizer.errors import LocalizerError
from localizer.i18n import _, ngettext
from localizer.intake.preview import NAMED_FIELDS
from localizer.intake.report import no_rows
from localizer.pipeline import FilePreview
from localizer.ui.actions.columns import count, role_name
from localizer.ui.dialogs.understanding import Samples, Understanding
from localizer.ui.jobs import Jobs
from localizer.ui.look.tokens import SPACE_2, SPACE_3, SPACE_4
from localizer.ui.models import column_table
from localizer.ui.models.column_table import ColumnTable
from localizer.ui.widgets.banner import Banner
from localizer.ui.widgets.column_view import ColumnView
from localizer.ui.widgets.parts import Elided, box, button, chip, clear, column, combo, label, row

SIZE: Final = (1080, 720)
COMPACT: Final = (760, 400)
#: Pixels of the columns: number, header, taken for, how sure; the cells take the rest.
WIDTHS: Final = (64, 220, 250, 200)
#: Height of what is told about the cells; the columns take the rest.
BELOW: Final = 272
#: The file is looked at again when nothing was chosen for so long.
PAUSE_MS: Final = 250
_DELIMITERS: Final = {"\t": "TAB", ",": ",", ";": ";", "|": "|"}
#: Looks at the file again, with a column map (none yet) and a sheet (empty: the one found).
Look = Callable[[Mapping[str, str] | None, str], FilePreview]


@dataclass(frozen=True, slots=True)
class MapChoice:
    """What the person said; ``column_map`` is ``None`` where she only said yes to what is certain."""

    column_map: dict[str, str] | None = None
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the dialog begins with; ``suggested`` (column map) is proposed for what is not known."""

    found: FilePreview
    suggested: Mapping[str, str] = field(default_factory=dict)


class MappingDialog(QDialog):
    """Import works when a column is the title; a file that is known through and through is shown briefly."""

    def __init__(self, asked: Asked, look: Look, jobs: Jobs, parent: QWidget) -> None:
        """Show ``asked``; ``look`` is called in the background when something is chosen."""
        super().__init__(parent)
        self.found = asked.found
        self._look = look
        self._jobs = jobs
        self._turn = 0
        self._unreadable = ""
        self._moved = ""
        self._samples = asked.found.preview.samples
        self.setWindowTitle(_("Import {file}").format(file=self.found.preview.file.name))
        self.table = ColumnTable(self)
        self.view = ColumnView(
            taken=column_table.TAKEN,
            sure=column_table.SURE,
            roles=(column_table.PROPOSED_ROLE, column_table.CONFIDENCE_ROLE),
        )
        self.view.setModel(self.table)
        self.view.setMinimumHeight(150)
        self.banner = Banner()
        self.summary = label("", "muted")
        self.samples = Samples()
        self.understanding = Understanding()
        self.sheet_name = label(_("Sheet"), "muted")
        self.sheets = combo(_("Sheet"))
        self.go = button(_("Import"), self.accept, role="primary")
        self.more = button(_("Show the columns"), self.expand)
        self._chips = row()
        self.setLayout(self._laid_out())
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._connect()
        self._fill_sheets()
        self._take(asked.found, asked.suggested)
        self._begin()

    def _laid_out(self) -> QLayout:
        name = Elided(self.found.preview.file.name, "title")
        sheet = row(self.sheet_name, self.sheets)
        head = row(box(self._chips), None, box(sheet), spacing=SPACE_3)
        around = row(self.samples, self.understanding, spacing=SPACE_3)
        around.setStretch(0, 2)
        around.setStretch(1, 3)
        below = box(around)
        below.setMaximumHeight(BELOW)
        foot = row(
            self.summary,
            None,
            self.more,
            button(_("Cancel"), self.reject),
            self.go,
            spacing=SPACE_2,
        )
        layout = column(name, head, self.banner, self.view, below, foot, spacing=SPACE_3)
        layout.setStretch(3, 1)
        layout.setStretch(4, 1)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        return layout

    def _connect(self) -> None:
        self.table.changed.connect(self._on_changed)
        self.table.moved.connect(self._on_moved)
        self.view.moved.connect(self._show_samples)
        self.sheets.activated.connect(self._on_sheet)
        self._pause.timeout.connect(self._look_again)
        self.go.setDefault(True)

    def _begin(self) -> None:
        """Show a file of a known layout briefly, any other with all its columns."""
        preview = self.found.preview
        known = bool(preview.layout) or preview.recalled
        brief = not preview.problem and (self.found.complete or (known and self.table.is_sure))
        self.view.setVisible(not brief)
        self.samples.setVisible(not brief)
        self.more.setVisible(brief)
        self.resize(*(COMPACT if brief else SIZE))
        (self.go if brief else self.view).setFocus()
        if not brief:
            self._to_first_open()

    def _to_first_open(self) -> None:
        """Go to the first column that is not sure."""
        line = next((n for n in range(self.table.rowCount()) if self.table.is_open(n)), 0)
        self.view.setCurrentIndex(self.table.index(line, column_table.TAKEN))
        # the view knows its height only when it is laid out
        QTimer.singleShot(0, self.view, lambda: self.view.scrollTo(self.view.currentIndex()))

    def expand(self) -> None:
        """Show the columns of a file that was shown briefly."""
        self.view.show()
        self.samples.show()
        self.more.hide()
        self.resize(max(self.width(), SIZE[0]), max(self.height(), SIZE[1]))
        self._to_first_open()
        self.view.setFocus()

    def _take(self, found: FilePreview, suggested: Mapping[str, str]) -> None:
        """Show ``found`` from the beginning."""
        self.found = found
        self._moved = ""
        self._samples = found.preview.samples
        clear(self._chips)
        for text in _told(found):
            self._chips.addWidget(chip(text, "info"))
        self.understanding.show_preview(found.preview)
        self.table.show(found.preview, suggested)
        self._pause.stop()
        for place, width in enumerate(WIDTHS):
            self.view.setColumnWidth(place, width)
        self._show_samples(self.view.currentIndex().row())

    def _fill_sheets(self) -> None:
        preview = self.found.preview
        for name in preview.sheets:
            hidden = name in self.found.hidden
            shown = _("{sheet} (hidden)").format(sheet=name) if hidden else name
            self.sheets.addItem(shown, name)
        self.sheets.setCurrentIndex(self.sheets.findData(preview.sheet))
        for one in (self.sheet_name, self.sheets):
            one.setVisible(self.sheets.count() > 1)

    def _show_samples(self, line: int) -> None:
        if 0 <= line < self.table.rowCount():
            cells = self._samples[line]
            self.samples.show_column(self.table.name(line), self.table.why(line), cells)

    def _on_moved(self, name: str, role: str) -> None:
        self._moved = _("“{column}” is left out now: only one column can be: {role}.").format(
            column=name, role=role_name(role)
        )

    def _on_changed(self) -> None:
        self._pause.start()
        self._show_samples(self.view.currentIndex().row())
        self._show_state()
        self._moved = ""

    def _show_state(self) -> None:
        """Say what is still missing, and let the file be imported when nothing is."""
        self.go.setEnabled(self.can_import)
        self.summary.setText(" · ".join(self._counted()))
        if self._unreadable:
            self.banner.say(self._unreadable, "block")
        elif self._is_header_alone:
            self.banner.say(no_rows(self.found.preview.file.name), "block")
        elif not self.can_import:
            self.banner.say(self._missing(), "block")
        elif self._moved:
            self.banner.say(self._moved, "warn")
        elif self.found.preview.recalled and not self.table.is_changed:
            self.banner.say(_("The columns are as you chose them for such a file before."), "ok")
        elif not self.table.is_changed and self.found.preview.problem:
            self.banner.say(self.found.preview.problem, "warn")
        else:
            self.banner.say("")

    def _counted(self) -> Iterator[str]:
        """Yield how many columns are used, kept under their own names, and left out."""
        used, kept = self.table.used, self.table.kept
        rest = self.table.rowCount() - used
        yield ngettext("{n} column used", "{n} columns used", used).format(n=count(used))
        if kept:
            some = ngettext("{n} of them kept as a fact", "{n} of them kept as facts", kept)
            yield some.format(n=count(kept))
        yield ngettext("{n} left out", "{n} left out", rest).format(n=count(rest))

    def _missing(self) -> str:
        return _(
            "No column is the title of the product yet. Choose it below under “Taken for”: Enter or a click "
            "opens the list."
        )

    @property
    def can_import(self) -> bool:
        """Tell whether the file can be imported as it is shown."""
        as_it_is = self.found.complete and not self.table.is_changed
        readable = not (self._unreadable or self._is_header_alone)
        return readable and (as_it_is or self.table.has_title)

    @property
    def _is_header_alone(self) -> bool:
        preview = self.found.preview
        return preview.counted and not preview.estimate

    def _on_sheet(self, _place: int) -> None:
        sheet = str(self.sheets.currentData())
        if sheet != self.found.preview.sheet or self._unreadable:
            self._read(None, sheet, self._have_sheet)

    def _have_sheet(self, found: FilePreview) -> None:
        self._unreadable = ""
        self._take(found, {})
        self._to_first_open()
        if not self.view.isVisible() and not self.table.is_sure:
            self.expand()

    def _look_again(self) -> None:
        """Understand the first cells by what was chosen."""
        if self.table.is_changed and self.table.has_title:
            self._read(self.table.column_map(), self._sheet(), self._have_understood)

    def _have_understood(self, found: FilePreview) -> None:
        self.understanding.show_preview(found.preview)
        self._samples = found.preview.samples
        self._show_samples(self.view.currentIndex().row())

    def _read(
        self, columns: Mapping[str, str] | None, sheet: str, then: Callable[[FilePreview], object]
    ) -> None:
        """Look at the file in the background; an answer that comes too late is dropped."""
        self._turn += 1
        turn = self._turn

        def is_wanted() -> bool:
            return turn == self._turn and isValid(self)

        def told(error: LocalizerError) -> None:
            if is_wanted():
                self._unreadable = str(error)
                self._show_state()

        self._jobs.run(
            lambda _progress: self._look(columns, sheet),
            done=lambda found: then(found) if is_wanted() else None,
            failed=told,
        )

    def _sheet(self) -> str:
        preview = self.found.preview
        return preview.sheet if len(preview.sheets) > 1 else ""

    def choice(self) -> MapChoice:
        """Return what was said, to be remembered where it was not certain before."""
        preview, table = self.found.preview, self.table
        certain = not preview.problem and (table.is_sure or self.found.complete)
        same = certain and not table.is_changed
        return MapChoice(None if same else table.column_map(), self._sheet())


def _told(found: FilePreview) -> Iterator[str]:
    """Yield what the file was recognised as, in few words each."""
    preview = found.preview
    if preview.layout:
        yield preview.layout
    yield preview.format.upper()
    if preview.encoding:
        codec = preview.encoding.upper().replace("_", "-")
        yield {"UTF-8-SIG": "UTF-8"}.get(codec, codec)
        mark = _DELIMITERS.get(preview.delimiter, preview.delimiter)
        yield _("columns apart by {mark}").format(mark=mark)
    if preview.format not in NAMED_FIELDS:
        yield _("headers in row {row}").format(row=preview.header_row)
    columns = len(preview.own_headers)
    yield ngettext("{n} column", "{n} columns", columns).format(n=count(columns))
    rows = (
        ngettext("{n} row", "{n} rows", preview.estimate)
        if preview.counted
        else ngettext("about {n} row", "about {n} rows", preview.estimate)
    )
    yield rows.format(n=count(preview.estimate))
