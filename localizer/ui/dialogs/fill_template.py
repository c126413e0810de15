"""Fills a workbook that the seller downloaded from a marketplace: what it is, which columns get something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFileDialog, QLineEdit, QWidget
from shiboken6 import isValid

from localizer.errors import LocalizerError
from localizer.export.remarks import told
from localizer.export.templates.recognise import Template
from localizer.i18n import N_, _, ngettext, sentences
from localizer.model.launch import Target
from localizer.pipeline.templates import (
    FilledColumn,
    FillOptions,
    FillReport,
    fill_template,
    look_at,
    targets_for,
    try_filling,
)
from localizer.ui.actions.columns import count
from localizer.ui.actions.folders import open_folder
from localizer.ui.actions.session import Session
from localizer.ui.dialogs.package_words import ask_file
from localizer.ui.look.tokens import SPACE_1, SPACE_2, SPACE_3, SPACE_4
from localizer.ui.models.listed import Listed
from localizer.ui.widgets.banner import Banner
from localizer.ui.widgets.column_view import ListTable
from localizer.ui.widgets.parts import (
    Elided,
    Piece,
    box,
    button,
    clear,
    column,
    combo,
    label,
    row,
    scroll,
)

_SIZE: Final = (760, 680)
_WIDTHS: Final = (250, 240)
_WHERE: Final = (
    (N_("Replace the rows it has"), True),
    (N_("Below the rows it has"), False),
)
_MOST_ROWS: Final = 7


@dataclass(frozen=True, slots=True)
class Filling:
    """What the person chose."""

    template: Path
    target: str
    folder: Path
    options: FillOptions
    replace_rows: bool
    approved_only: bool


class FillDialog(QDialog):
    """Shows what a workbook is and how it would be filled; writes it, then tells what was done."""

    def __init__(
        self, session: Session, templates: Sequence[Template], folder: Path, parent: QWidget
    ) -> None:
        """Show the sheets for products a workbook has, to be filled into ``folder``."""
        super().__init__(parent)
        self._session, self._templates = session, templates
        self._path = templates[0].archive.path
        self.setWindowTitle(_("Fill a workbook"))
        self.resize(*_SIZE)
        self.sheet = combo(_("Sheet"))
        self.sheet.addItems([one.sheet.name for one in templates])
        self.target = combo(_("Target"))
        self.where = combo(_("Rows"))
        for text, replaces in _WHERE:
            self.where.addItem(_(text), replaces)
        self.rows = QLineEdit()
        self.rows.setMaxLength(_MOST_ROWS)
        self.rows.setPlaceholderText(_("all in one file"))
        self.rows.setAccessibleName(_("Rows a file takes"))
        self.kind, self.theme = QLineEdit(), QLineEdit()
        self.kind.setPlaceholderText("SHIRT")
        self.kind.setAccessibleName(_("Product type"))
        self.theme.setPlaceholderText("COLOR_SIZE")
        self.theme.setAccessibleName(_("Variation theme"))
        self.approved = QCheckBox(_("Only products that are approved"))
        self.folder = QLineEdit(str(folder))
        self.folder.setAccessibleName(_("Folder"))
        self.what = label("", "muted", wrap=True)
        self.told = Banner()
        self.model = Listed[FilledColumn]([_("Column"), _("Name in the file"), _("Filled")], _cells)
        self.view = ListTable(_("Columns of the workbook"))
        self.view.setModel(self.model)
        self.model.setParent(self)
        self.outcome = column(spacing=SPACE_1)
        self.results = scroll(box(self.outcome))
        self.results.hide()
        self.go = button(_("Fill"), self._fill, role="primary")
        self.go.setDefault(True)
        self.leave = button(_("Cancel"), self.reject)
        self._lay_out()
        self.sheet.currentIndexChanged.connect(lambda _place: self._offer())
        for one in (self.target, self.kind, self.theme):
            signal = one.currentIndexChanged if isinstance(one, QComboBox) else one.editingFinished
            signal.connect(self._try)
        for line in (self.rows, self.folder):
            line.textChanged.connect(self._enable)
        self._offer()

    def _lay_out(self) -> None:
        amazon = any(one.channel == "amazon" for one in self._templates)
        self.sheet.setVisible(len(self._templates) > 1)
        lines: list[Piece] = [
            Elided(self._path.name, "title"),
            self.what,
            row(self.sheet, self.target, self.where, None, spacing=SPACE_2),
            row(label(_("Rows a file takes"), "muted"), self.rows, None, spacing=SPACE_2),
        ]
        if amazon:
            lines.append(
                row(
                    label(_("Product type"), "muted"),
                    self.kind,
                    label(_("Variation theme"), "muted"),
                    self.theme,
                    None,
                )
            )
        self.rows.setFixedWidth(160)
        layout = column(
            *lines,
            self.told,
            self.view,
            self.results,
            self.approved,
            row(self.folder, button(_("Choose …"), self._choose_folder)),
            row(None, self.leave, self.go),
            spacing=SPACE_3,
        )
        for one in (self.view, self.results):
            layout.setStretchFactor(one, 1)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)

    @property
    def template(self) -> Template:
        """Return the sheet that is chosen."""
        return self._templates[max(0, self.sheet.currentIndex())]

    def _offer(self) -> None:
        """Offer the targets of the launch that the sheet is for."""
        template, tools = self.template, self._session.tools
        channel = tools.packs.channels[template.channel].name
        number = len(template.columns)
        text = ngettext("{channel}: {n} column", "{channel}: {n} columns", number)
        self.what.setText(text.format(channel=channel, n=count(number)))
        found = targets_for(template, self._session.targets)
        self.target.blockSignals(True)
        self.target.clear()
        for one in found:
            self.target.addItem(self._session.label(one), one)
        self.target.blockSignals(False)
        if not found:
            problem = _("The launch has no target on {channel} that this workbook is for.")
            self.told.say(problem.format(channel=channel), "warn")
        self._enable()
        self._try()

    def _try(self) -> None:
        """Find out which columns the first products fill."""
        launch, target = self._session.launch, self.target.currentData()
        if launch is None or not isinstance(target, Target):
            self._show(tuple(FilledColumn(one, 0, 0) for one in self.template.columns))
            return
        store, tools, template = self._session.store, self._session.tools, self.template
        name, options = launch.name, self._options()
        label_ = self._session.label(target)
        self.told.say(_("Looking which columns are filled …"), "info")
        self._session.jobs.run(
            lambda _progress: try_filling(
                store, tools, template, label_, launch=name, options=options
            ),
            done=self._tried,
            failed=self._failed,
        )

    def _tried(self, found: Sequence[FilledColumn]) -> None:
        if not isValid(self):
            return
        self._show(found)
        blank = sum(not one.filled for one in found)
        if not found or not found[0].rows:
            self.told.say(_("None of the first products can go into this workbook."), "warn")
            return
        said = ngettext(
            "{n} column stays blank, going by the first products.",
            "{n} columns stay blank, going by the first products.",
            blank,
        )
        self.told.say(said.format(n=count(blank)), "info")

    def _show(self, found: Sequence[FilledColumn]) -> None:
        self.model.show(found)
        self.view.fit(*_WIDTHS)

    def _failed(self, error: LocalizerError) -> None:
        if isValid(self):
            self.told.say(str(error), "block")

    def _options(self) -> FillOptions:
        most = self.rows.text().strip()
        return FillOptions(
            self.template.sheet.name,
            int(most) if most.isascii() and most.isdecimal() and int(most) else None,
            self.kind.text().strip(),
            self.theme.text().strip(),
        )

    def _enable(self) -> None:
        most = self.rows.text().strip()
        sound = not most or (most.isascii() and most.isdecimal() and int(most) > 0)
        if not sound:
            self.told.say(_("A whole number is needed here."), "warn")
        has_all = self.target.count() > 0 and bool(self.folder.text().strip())
        self.go.setEnabled(sound and has_all)

    def chosen(self) -> Filling:
        """Return what was chosen."""
        return Filling(
            self._path,
            self.target.currentText(),
            Path(self.folder.text().strip()).expanduser(),
            self._options(),
            bool(self.where.currentData()),
            self.approved.isChecked(),
        )

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, _("Folder for the files"), self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # -- filling -------------------------------------------------------------------------------------

    def _fill(self) -> None:
        launch = self._session.launch
        if launch is None:
            return
        wish, store, tools, name = (
            self.chosen(),
            self._session.store,
            self._session.tools,
            launch.name,
        )
        self.go.setEnabled(False)
        self._session.jobs.run(
            lambda progress: fill_template(
                store,
                tools,
                wish.template,
                wish.target,
                wish.folder,
                launch=name,
                approved_only=wish.approved_only,
                replace_rows=wish.replace_rows,
                options=wish.options,
                progress=progress,
            ),
            done=self._filled,
            failed=self._failed,
            cancelled=lambda: self._session.say(_("Stopped. No file was written."), "warn"),
            ended=self._over,
            writes=True,
            label=_("Filling the workbook"),
        )

    def _over(self) -> None:
        if isValid(self):
            self._enable()

    def _filled(self, report: FillReport) -> None:
        """Tell what was written and what is left to do by hand."""
        self._session.refresh()
        text = ngettext("{n} row written.", "{n} rows written.", report.rows)
        said = text.format(n=count(report.rows))
        if not report.files:
            said = _("Nothing was written: the target is not approved.")
        elif not report.approved:
            said = sentences(said, _("Stamped as a draft."))
        state = "ok" if report.files and report.approved else "warn"
        if not isValid(self):
            self._session.say(said, state)
            return
        self.told.say(said, state)
        clear(self.outcome)
        names = [file.name for file in report.files]
        for line in (*names, *report.reasons, *map(told, report.remarks)):
            self.outcome.addWidget(label(line, "" if line in names else "muted", wrap=True))
        if report.files:
            folder = report.files[0].parent
            opens = button(_("Open the folder"), lambda: open_folder(folder))
            self.outcome.addLayout(row(opens, None))
        self.outcome.addStretch(1)
        self.view.hide()
        self.results.show()
        self.leave.setText(_("Close"))


def _cells(one: FilledColumn) -> tuple[str, ...]:
    name = one.column.label or one.column.name
    if not one.rows:
        return name, one.column.name, ""
    filled = _("{n} of {all} rows").format(n=count(one.filled), all=count(one.rows))
    return name, one.column.name, filled if one.filled else _("blank")


def ask_workbook(session: Session, parent: QWidget, folder: Path) -> QFileDialog | None:
    """Ask for a workbook downloaded from a marketplace, then how it is filled, into ``folder`` at first."""
    if not session.is_open or session.launch is None:
        session.say(_("Open a launch first: its products fill the workbook."), "warn")
        return None
    filters = [f"{_('Workbooks')} (*.xlsx *.xlsm)"]
    title = _("Workbook downloaded from the marketplace")
    return ask_file(
        parent, title, filters, lambda path: open_workbook(session, parent, path, folder)
    )


def open_workbook(session: Session, parent: QWidget, path: Path, folder: Path) -> None:
    """Look at a workbook, then show how it would be filled."""
    session.jobs.run(
        lambda _progress: look_at(path),
        done=lambda found: _show(session, parent, found, folder),
        label=_("Looking at the workbook"),
    )


def _show(
    session: Session, parent: QWidget, found: Sequence[Template], folder: Path
) -> FillDialog | None:
    if not session.is_open or not isValid(parent):
        return None
    dialog = FillDialog(session, found, folder, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
