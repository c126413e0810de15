"""How files are written: where, in which formats, what goes out; and what was written last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QWidget

from localizer.export.format import Format, Group
from localizer.export.remarks import told as remark_words
from localizer.i18n import _
from localizer.ui.actions.folders import open_folder
from localizer.ui.actions.words import in_a_row
from localizer.ui.look.tokens import SPACE_1, SPACE_2, SPACE_3
from localizer.ui.widgets.flow import Flow
from localizer.ui.widgets.parts import Card, Elided, box, button, chip, clear, column, label, row

if TYPE_CHECKING:
    from localizer.export.stage import ExportResult

WIDTH: Final = 380
#: So many remarks are shown under the files; the manifest has all.
MOST_REMARKS: Final = 12


class HowCards(QWidget):
    """``changed`` tells that something else was chosen."""

    changed = Signal()

    def __init__(
        self,
        folder: Path,
        chosen: Iterable[str],
        *,
        shop: Callable[[], object],
        settings: Callable[[], object],
        fill: Callable[[], object],
    ) -> None:
        """Begin with ``folder`` and the codes of the formats ``chosen``; the rest is what buttons do."""
        super().__init__()
        self.folder = QLineEdit(str(folder))
        self.folder.setAccessibleName(_("Folder"))
        self.formats: dict[str, QCheckBox] = {}
        self._chosen = frozenset(chosen)
        self.for_people, self.for_channels = Flow(spacing=SPACE_3), Flow(spacing=SPACE_2)
        self.uploads = box(column(label(_("Files to upload"), "muted"), self.for_channels))
        self.draft = QCheckBox(_("Export what is not ready, too"))
        self.only_changed = QCheckBox(_("Only what changed"))
        self.draft.toggled.connect(self.changed)
        self.only_changed.toggled.connect(self.changed)
        where = Card(
            label(_("Folder"), "section"),
            row(self.folder, button(_("Choose …"), self._choose_folder)),
        )
        self.settings = button(_("Settings …"), settings)
        self.fill = button(_("Fill a workbook …"), fill)
        self.fill.setToolTip(
            _("One that you downloaded from Shopee, Lazada, TikTok Shop or Amazon.")
        )
        self.lacking = label("", "warn", wrap=True)
        self.lacking.hide()
        self.kinds = Card(
            label(_("Formats"), "section"),
            self.for_people,
            self.uploads,
            self.lacking,
            row(self.settings, self.fill, None),
        )
        stamped = label(_("Its files are stamped as draft."), "muted", wrap=True)
        apart = label(
            _(
                "Since the last export; into a folder of its own, so that files not uploaded yet stay."
            ),
            "muted",
            wrap=True,
        )
        heading = label(_("What goes out"), "section")
        how = Card(heading, self.draft, stamped, self.only_changed, apart)
        does = Card(label(_("Shop"), "section"), button(_("What the shop does …"), shop))
        self.setLayout(column(where, self.kinds, how, does, None, spacing=SPACE_3))

    def offer(self, offered: Sequence[Format]) -> None:
        """Offer what can be written; what was chosen stays chosen."""
        if [one.code for one in offered] == list(self.formats):
            return
        shown = {name: one.isChecked() for name, one in self.formats.items()}
        self._chosen = frozenset(
            {name for name in self._chosen if shown.get(name, True)}
            | {name for name, checked in shown.items() if checked}
        )
        clear(self.for_people)
        clear(self.for_channels)
        self.formats = {}
        for one in offered:
            upload = one.group is Group.UPLOAD
            made = QCheckBox(_(one.name) if upload else one.code.upper())
            made.setToolTip(_(one.what))
            made.setAccessibleDescription(_(one.what))
            made.setChecked(one.code in self._chosen)
            made.toggled.connect(self.changed)
            self.formats[one.code] = made
            (self.for_channels if upload else self.for_people).addWidget(made)
        self.uploads.setVisible(bool(self.for_channels.count()))

    def tell_settings(self, number: int, lacking: Sequence[str]) -> None:
        """Say how many settings the chosen formats have, and which formats lack what they need."""
        self.settings.setEnabled(number > 0)
        text = _("Not all filled in: {formats}").format(formats=in_a_row(lacking))
        self.lacking.setText(text if lacking else "")
        self.lacking.setVisible(bool(lacking))

    def chosen(self) -> list[str]:
        """Return the codes of the formats that are chosen."""
        return [name for name, one in self.formats.items() if one.isChecked()]

    def choose(self, formats: Iterable[str]) -> None:
        """Choose ``formats``; those that are not offered now are chosen once they are."""
        self._chosen = frozenset(formats)
        for name, one in self.formats.items():
            one.setChecked(name in self._chosen)

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, _("Folder for the files"), self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class WrittenCard(Card):
    """The files of the export just done, their stamp and what they lack."""

    def __init__(self) -> None:
        """Be hidden until something is written."""
        files = column(spacing=SPACE_1)
        super().__init__(label(_("Written files"), "section"), files)
        self.files = files
        self.hide()

    def show_result(self, result: ExportResult) -> None:
        """Show what ``result`` wrote."""
        clear(self.files)
        stamps: Mapping[str, bool] = {
            record.name: one.verdict.approved for one in result.exported for record in one.files
        }
        for file in result.files:
            line = row(Elided(file.name))
            if file.name in stamps:
                approved = stamps[file.name]
                line.addWidget(chip(*((_("approved"), "ok") if approved else (_("draft"), "warn"))))
            line.setStretch(0, 1)
            self.files.addWidget(box(line))
        for sentence in _remarks(result):
            self.files.addWidget(label(sentence, "muted", wrap=True))
        self.files.addWidget(button(_("Open the folder"), lambda: open_folder(result.folder)))
        self.setVisible(bool(result.files))


def _remarks(result: ExportResult) -> list[str]:
    found = [
        _("{file}: {what}").format(file=record.name, what=remark_words(mark))
        for one in result.exported
        for record in one.files
        for mark in record.remarks
    ]
    if len(found) <= MOST_REMARKS:
        return found
    left = _("{n} more remarks are in the manifest.").format(n=len(found) - MOST_REMARKS)
    return [*found[:MOST_REMARKS], left]
