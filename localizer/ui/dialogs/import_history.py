"""The imports of the workspace, newest first: when, which file, what it brought; a report can be opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from localizer import pipeline
from localizer.i18n import N_, _
from localizer.pipeline import PastImport
from localizer.ui.actions.columns import count
from localizer.ui.actions.session import Session
from localizer.ui.actions.words import day_and_time
from localizer.ui.dialogs.import_report import ImportDialog
from localizer.ui.jobs import Jobs
from localizer.ui.look.tokens import SPACE_2, SPACE_3, SPACE_4
from localizer.ui.models.listed import Listed
from localizer.ui.widgets.column_view import ListTable
from localizer.ui.widgets.parts import button, column, label, row

SIZE: Final = (1120, 480)
COLUMNS: Final = (
    N_("When"), N_("File"), N_("Catalog"), N_("Rows read"), N_("Added"), N_("Changed"), N_("Unchanged"),
    N_("Removed"), N_("Not used"),
)  # fmt: skip
#: Most pixels of the columns; the last one takes the rest.
WIDTHS: Final = (180, 220, 180, 96, 84, 84, 96, 84)
_NUMBERS: Final = range(3, 9)


class ImportHistory(QDialog):
    """One line for each import; Enter, a click or the button opens what it said."""

    def __init__(self, imports: Sequence[PastImport], jobs: Jobs, parent: QWidget) -> None:
        """Show ``imports``."""
        super().__init__(parent)
        self.setWindowTitle(_("Imports"))
        self.resize(*SIZE)
        self._jobs = jobs
        self.table: Listed[PastImport] = Listed(
            [_(name) for name in COLUMNS], _cells, numbers=_NUMBERS
        )
        self.view = ListTable(_("Imports of this workspace"))
        self.view.setModel(self.table)
        self.table.show(imports)
        self.view.fit(*WIDTHS)
        self.view.opened.connect(self.open_report)
        self.none = label(_("Nothing has been imported yet, or it was undone."), "muted")
        self.show_report = button(_("Open report"), self._open_current, role="primary")
        foot = row(None, button(_("Close"), self.reject), self.show_report, spacing=SPACE_2)
        layout = column(self.none, self.view, foot, spacing=SPACE_3)
        layout.setStretch(1, 1)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        self.none.setVisible(not imports)
        self.show_report.setEnabled(bool(imports))
        if imports:
            self.view.setCurrentIndex(self.table.index(0, 0))
        self.view.setFocus()

    def _open_current(self) -> None:
        self.open_report(self.view.currentIndex())

    def open_report(self, index: QModelIndex) -> None:
        """Show what the import in a line said."""
        if not index.isValid():
            return
        dialog = ImportDialog(self.table.rows[index.row()].report, self._jobs, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _cells(one: PastImport) -> tuple[str, ...]:
    report = one.report
    numbers = (
        report.read, report.added, report.changed, report.unchanged, report.removed, report.failed,
    )  # fmt: skip
    file = f"{report.file} ({report.sheet})" if report.sheet else report.file
    return (day_and_time(one.at), file, report.catalog, *map(count, numbers))


def show_imports(session: Session, parent: QWidget) -> None:
    """Read the imports of the open workspace in the background and show them."""
    store = session.store

    def found(imports: tuple[PastImport, ...]) -> None:
        if isValid(parent) and session.is_open and session.store is store:
            dialog = ImportHistory(imports, session.jobs, parent)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    session.jobs.run(lambda _progress: pipeline.past_imports(store), done=found)
