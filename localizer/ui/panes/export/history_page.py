"""What was exported before: when, by whom, how much, and where the files are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from localizer.catalog.export_records import ExportRun, RunTarget
from localizer.export.gate import GateState
from localizer.i18n import _, pgettext
from localizer.ui.actions.folders import open_folder
from localizer.ui.actions.words import day_and_time, in_a_row
from localizer.ui.look.tokens import SPACE_2
from localizer.ui.models.listed import Listed
from localizer.ui.widgets.column_view import ListTable
from localizer.ui.widgets.parts import Elided, button, column, label, row

_WIDTHS: Final = (200, 110, 150, 120, 70, 70)
_TARGET_WIDTHS: Final = (130, 90, 80, 80, 80, 80)


class HistoryPage(QWidget):
    """One line for each export, newest first; below it what each target got."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.runs: Listed[ExportRun] = Listed(
            [
                pgettext("export", "When"),
                pgettext("export", "Who"),
                _("Launch"),
                _("Preset"),
                _("Files"),
                pgettext("export", "Rows"),
                _("Folder"),
            ],
            _cells,
            numbers=(4, 5),
            parent=self,
        )
        self.view = ListTable(_("Exports of this workspace"))
        self.view.setModel(self.runs)
        self.targets: Listed[RunTarget] = Listed(
            [
                _("Target"),
                _("State"),
                _("Products"),
                pgettext("products", "New"),
                pgettext("products", "Changed"),
                pgettext("products", "Gone"),
                _("Files"),
            ],
            _target_cells,
            numbers=(2, 3, 4, 5),
            parent=self,
        )
        self.parts = ListTable(_("What each target got"))
        self.parts.setModel(self.targets)
        self.folder = button(_("Open the folder"), self.open_current)
        self.note = Elided("", "muted")
        self.none = label(_("Nothing was exported from this workspace yet."), "muted")
        foot = row(self.folder, self.note, spacing=SPACE_2)
        foot.setStretch(1, 1)
        layout = column(self.none, self.view, foot, self.parts, spacing=SPACE_2)
        layout.setContentsMargins(0, SPACE_2, 0, 0)
        layout.setStretch(1, 3)
        layout.setStretch(3, 2)
        self.setLayout(layout)
        self.view.selectionModel().currentRowChanged.connect(self._show_run)
        self.show_runs(())

    def show_runs(self, runs: Sequence[ExportRun]) -> None:
        """Show ``runs``."""
        same = [one.id for one in runs] == [one.id for one in self.runs.rows]
        if not same or not runs:
            self.runs.show(runs)
            self.view.fit(*_WIDTHS)
            if runs:
                self.view.setCurrentIndex(self.runs.index(0, 0))
        for widget in (self.view, self.parts, self.folder, self.note):
            widget.setVisible(bool(runs))
        self.none.setVisible(not runs)

    def _current(self) -> ExportRun | None:
        index = self.view.currentIndex()
        return self.runs.rows[index.row()] if index.isValid() else None

    def _show_run(self, _now: QModelIndex, _before: QModelIndex) -> None:
        run = self._current()
        self.targets.show(() if run is None else run.targets)
        self.parts.fit(*_TARGET_WIDTHS)
        there = run is not None and Path(run.folder).is_dir()
        self.folder.setEnabled(there)
        if run is None:
            self.note.show_text("")
        elif there:
            told = _("Manifest {name}, SHA-256 {digest}")
            self.note.show_text(told.format(name=run.manifest, digest=run.sha256))
        else:
            self.note.show_text(
                _("The folder is no longer there: {folder}").format(folder=run.folder)
            )

    def open_current(self) -> None:
        """Show the folder of the current export."""
        if (run := self._current()) is not None:
            open_folder(Path(run.folder))


def _cells(run: ExportRun) -> tuple[str, ...]:
    launch = _("{launch} (only what changed)") if run.only_changed else "{launch}"
    return (
        day_and_time(run.at),
        run.by,
        launch.format(launch=run.launch),
        run.preset,
        str(run.files),
        str(run.rows),
        run.folder,
    )


def _target_cells(one: RunTarget) -> tuple[str, ...]:
    approved = one.state == GateState.APPROVED
    return (
        one.target,
        _("approved") if approved else _("draft"),
        *map(str, (one.products, one.added, one.changed, len(one.removed))),
        in_a_row(one.files),
    )
