"""Memories from and into files: which file, and the work on it beside the window."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from localizer.i18n import _, ngettext
from localizer.pipeline.memory import MemoryImport, export_memory, import_memory
from localizer.ui.actions.columns import count
from localizer.ui.actions.session import Session
from localizer.ui.actions.whole_work import run_whole
from localizer.ui.dialogs.memory_import import MemoryImportDialog

TMX: Final = ".tmx"
WORKSPACE: Final = ".localizer"


def choose_import(session: Session, parent: QWidget) -> QFileDialog:
    """Let the person choose a file of pairs, and import it."""
    memories, others = _("Translation memories"), _("All files")
    filters = [f"{memories} (*{TMX})", f"{others} (*)"]
    return _choose(
        parent, _("Import a memory"), filters, lambda path: import_file(session, parent, path)
    )


def choose_shelf(parent: QWidget, then: Callable[[Path], object]) -> QFileDialog:
    """Let the person choose another workspace; ``then`` gets its file."""
    workspaces = _("Workspaces")
    return _choose(parent, _("Add a memory"), [f"{workspaces} (*{WORKSPACE})"], then)


def _choose(
    parent: QWidget, title: str, filters: list[str], then: Callable[[Path], object]
) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(filters)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def import_file(session: Session, parent: QWidget, path: Path) -> None:
    """Take the pairs of ``path`` over, and show what was taken and what was not."""
    store = session.store

    def taken(report: MemoryImport) -> None:
        session.refresh()
        if isValid(parent):
            dialog = MemoryImportDialog(path.name, report, parent)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    run_whole(
        session,
        _("Importing {file}").format(file=path.name),
        lambda progress: import_memory(store, path, progress=progress),
        taken,
    )


def choose_export(session: Session, parent: QWidget, ids: array[int] | None) -> QFileDialog:
    """Let the person choose where the pairs with ``ids``, or all, are written."""
    dialog = QFileDialog(
        parent, _("Export the memory") if ids is None else _("Export the pairs shown")
    )
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    memories = _("Translation memories")
    dialog.setNameFilters([f"{memories} (*{TMX})"])
    dialog.setDefaultSuffix(TMX[1:])
    dialog.selectFile(f"{session.store.path.stem}{TMX}")
    dialog.fileSelected.connect(lambda chosen: export_file(session, Path(chosen), ids))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def export_file(session: Session, path: Path, ids: array[int] | None) -> None:
    """Write pairs to ``path`` and say how many."""
    store = session.store

    def written(number: int) -> None:
        text = ngettext("{n} pair written to {file}.", "{n} pairs written to {file}.", number)
        session.say(text.format(n=count(number), file=path), "ok")

    session.jobs.run(
        lambda progress: export_memory(store.read(), path, ids, progress),
        done=written,
        cancelled=lambda: session.say(_("Stopped. No file was written."), "warn"),
        label=_("Writing {file}").format(file=path.name),
    )
