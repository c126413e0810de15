"""The way of a file into a workspace: look at it, ask what it is, try it, ask what changes, import it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from localizer import pipeline
from localizer.catalog import products
from localizer.errors import ColumnsUnknownError, LocalizerError
from localizer.i18n import _, ngettext, sentences
from localizer.jobs import Progress
from localizer.model.incoming import Answers
from localizer.pipeline import FilePreview
from localizer.store.database import Store
from localizer.ui.actions.columns import count
from localizer.ui.actions.session import Session
from localizer.ui.dialogs.column_map import Asked, MapChoice, MappingDialog
from localizer.ui.dialogs.import_changes import ChangesDialog
from localizer.ui.dialogs.import_report import ImportDialog

if TYPE_CHECKING:
    from localizer.intake.report import ImportReport

#: Makes or finds the workspace in the write lane and imports into it.
Make = Callable[[MapChoice, Progress], object]


class ImportFlow(QObject):
    """One file on its way; it lives until the person is told how it ended.

    ``store`` is the open workspace, ``None`` where ``make`` makes a new one. ``finish`` is told what ``make``
    or the import returned; ``update`` instead where the file is known here.
    Nothing is written before the person has pressed Import; each question can be left
    with Cancel.
    """

    def __init__(
        self,
        session: Session,
        parent: QWidget,
        file: Path,
        finish: Callable[..., object],
        *,
        store: Store | None = None,
        make: Make | None = None,
        update: Callable[[ImportReport], object] | None = None,
    ) -> None:
        """Take ``file`` along; its dialogs stand before ``parent``."""
        super().__init__(session)
        self.session = session
        self.file = file
        self.choice = MapChoice()
        #: The file has the columns of one that was imported here before: only what changes is asked about.
        self.known = False
        self._parent = parent
        self._finish = finish
        self._store = store
        self._make = make
        self._update = update
        self._columns_wanted = False

    def begin(self, suggested: Mapping[str, str] | None = None) -> None:
        """Look at the file in the background, then ask what its columns are.

        What was said about the file before goes: its problem is not this one's.
        """
        self.session.say("")
        self.session.jobs.run(
            self._first_look,
            done=lambda found: self._ask_columns(Asked(found, suggested or {})),
            failed=self._told,
            cancelled=self._cancelled,
            label=_("Reading {file}").format(file=self.file.name),
        )

    def _first_look(self, progress: Progress) -> FilePreview:
        found = self._look(None, self.choice.sheet)
        progress.step(1, 1)  # who pressed Stop meanwhile is asked nothing
        return found

    def _look(self, columns: Mapping[str, str] | None, sheet: str) -> FilePreview:
        return pipeline.preview_file(self.file, store=self._store, column_map=columns, sheet=sheet)

    @property
    def _is_stale(self) -> bool:
        """Tell whether the window, or the workspace the file was meant for, is gone."""
        if not isValid(self._parent):
            return True
        return self._store is not None and not (
            self.session.is_open and self.session.store is self._store
        )

    def _ask_columns(self, asked: Asked) -> None:
        if self._is_stale:
            return
        if self._knows(asked):
            self.known = True
            self._try()
            return
        self.known = False
        dialog = MappingDialog(asked, self._look, self.session.jobs, self._parent)
        dialog.accepted.connect(lambda: self._chosen(dialog.choice()))
        dialog.rejected.connect(self._cancelled)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _knows(self, asked: Asked) -> bool:
        """Tell whether nothing is to be asked about the columns of the file."""
        if self._store is None or self._update is None or asked.suggested or self._columns_wanted:
            return False
        return asked.found.again and not asked.found.preview.problem

    def _ask_anyway(self) -> None:
        """Let the person say what the columns are, although they are known."""
        self._columns_wanted = True
        self.begin()

    def _chosen(self, choice: MapChoice) -> None:
        self.choice = choice
        if self._store is None:
            self._begin_new()
        elif products.catalogs(self._store.read()):
            self._try()
        else:
            self._import(Answers())

    def _run(
        self, label: str, work: Callable[[Progress], object], done: Callable[..., object]
    ) -> None:
        self.session.jobs.run(
            work,
            done=done,
            failed=self._failed,
            cancelled=self._cancelled,
            writes=True,
            label=label.format(file=self.file.name),
        )

    def _begin_new(self) -> None:
        make, choice = self._make, self.choice
        if make is None:
            raise RuntimeError("no workspace to import into")
        self._run(_("Importing {file}"), lambda progress: make(choice, progress), self._made)

    def _made(self, result: object) -> None:
        self._finish(result)
        self.deleteLater()

    def _try(self) -> None:
        self._run(
            _("Comparing {file} with the catalog"),
            lambda progress: self._read_in(Answers(), progress, trial=True),
            self._tried,
        )

    def _import(self, answers: Answers, catalog: str | None = None) -> None:
        self._run(
            _("Importing {file}"),
            lambda progress: self._read_in(answers, progress, catalog=catalog),
            self._imported,
        )

    def _read_in(
        self,
        answers: Answers,
        progress: Progress,
        *,
        catalog: str | None = None,
        trial: bool = False,
    ) -> ImportReport:
        if self._store is None:
            raise RuntimeError("no workspace to import into")
        return pipeline.import_catalog(
            self._store,
            self.file,
            catalog=catalog,
            column_map=self.choice.column_map,
            sheet=self.choice.sheet,
            answers=answers,
            trial=trial,
            progress=progress,
        )

    def _tried(self, report: ImportReport) -> None:
        if self._is_stale:
            return
        if report.nothing:
            self._nothing_imported(report)
        elif not (report.added or report.changed or report.asks):
            self._nothing_changed(report)
        elif report.asks or report.changed or self.known:
            self._ask_changes(report)
        else:
            self._import(Answers())

    def _nothing_changed(self, report: ImportReport) -> None:
        same = ngettext(
            "Nothing changed: {n} product of {file} is as it was.",
            "Nothing changed: all {n} products of {file} are as they were.",
            report.unchanged,
        ).format(n=count(report.unchanged), file=self.file.name)
        if report.failed:
            unused = ngettext("{n} row was not used.", "{n} rows were not used.", report.failed)
            same = sentences(same, unused.format(n=count(report.failed)))
        self.session.say(same, "warn" if report.failed else "ok")
        self.deleteLater()

    def _ask_changes(self, report: ImportReport) -> None:
        updates = self.known and self.session.launch is not None
        dialog = ChangesDialog(report, self._parent, known=self.known, updates=updates)
        dialog.accepted.connect(lambda: self._import(dialog.answers(), dialog.catalog()))
        dialog.rejected.connect(lambda: self._left(asked_columns=dialog.columns_asked))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _left(self, *, asked_columns: bool) -> None:
        if asked_columns:
            self._ask_anyway()
        else:
            self._cancelled()

    def _nothing_imported(self, report: ImportReport) -> None:
        """Say that the file makes no product, with the remarks why where there are any."""
        self.session.say(report.nothing, "warn")
        if report.issues:
            dialog = ImportDialog(report, self.session.jobs, self._parent)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()
        self.deleteLater()

    def _imported(self, report: ImportReport) -> None:
        if not self._is_stale and report.nothing:
            self._nothing_imported(report)
            return
        if not self._is_stale:
            self.session.refresh()
            if self.known and self._update is not None:
                self._update(report)
            else:
                self._finish(report)
        self.deleteLater()

    def _failed(self, error: LocalizerError) -> None:
        """Ask about unknown columns again with what was told of them; say anything else."""
        if isinstance(error, ColumnsUnknownError) and not self._is_stale:
            self.begin(error.suggested)
            return
        self._told(error)

    def _told(self, error: LocalizerError) -> None:
        self.session.jobs.problem.emit(error)
        self.deleteLater()

    def _cancelled(self) -> None:
        self.session.say(
            _("{file} was not imported; everything is as it was.").format(file=self.file.name)
        )
        self.deleteLater()
