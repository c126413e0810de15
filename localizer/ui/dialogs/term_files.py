"""Terms from and into files: which file, and the work on it beside the window."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from localizer.i18n import _, ngettext
from localizer.pipeline.missing_sheet import write_missing_sheet
from localizer.pipeline.missing_terms import missing_terms
from localizer.pipeline.term_exchange import (
    CSV_ENDINGS,
    TBX_ENDINGS,
    TermImport,
    export_terms,
    import_terms,
)
from localizer.ui.actions.columns import count
from localizer.ui.actions.session import Session
from localizer.ui.actions.whole_work import run_whole
from localizer.ui.dialogs.term_import import TermImportDialog

TBX: Final = ".tbx"
CSV: Final = ".csv"


def choose_import(session: Session, parent: QWidget) -> QFileDialog:
    """Let the person choose a file of terms, and import it."""
    dialog = QFileDialog(parent, _("Import terms"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    endings = " ".join(f"*{ending}" for ending in sorted(TBX_ENDINGS | CSV_ENDINGS))
    names, others = _("Terms"), _("All files")
    dialog.setNameFilters([f"{names} ({endings})", f"{others} (*)"])
    dialog.fileSelected.connect(lambda name: import_file(session, parent, Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def import_file(session: Session, parent: QWidget, path: Path) -> None:
    """Take the terms of ``path`` over, and show what was taken and what was not."""
    store, tools = session.store, session.tools

    def taken(report: TermImport) -> None:
        session.refresh()
        if isValid(parent):
            dialog = TermImportDialog(path.name, report, parent)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    run_whole(
        session,
        _("Importing {file}").format(file=path.name),
        lambda progress: import_terms(store, tools, path, progress=progress),
        taken,
    )


def choose_export(session: Session, parent: QWidget, *, everything: bool) -> QFileDialog:
    """Let the person choose where one's own terms, or with ``everything`` all, are written."""
    dialog = QFileDialog(parent, _("Export all terms") if everything else _("Export my own terms"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    tools, table, name = _("TBX, for translation tools"), _("Table"), _("terms")
    tbx, csv = f"{tools} (*{TBX})", f"{table} (*{CSV})"
    dialog.setNameFilters([tbx, csv])
    dialog.setDefaultSuffix(TBX[1:])
    dialog.filterSelected.connect(
        lambda kind: dialog.setDefaultSuffix(CSV[1:] if kind == csv else TBX[1:])
    )
    dialog.selectFile(f"{session.store.path.stem}-{name}{TBX}")
    dialog.fileSelected.connect(
        lambda chosen: export_file(session, Path(chosen), everything=everything)
    )
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def choose_missing_export(session: Session, parent: QWidget) -> QFileDialog:
    """Let the person choose where the words without a term are written, to be filled in."""
    dialog = QFileDialog(parent, _("Export the missing words"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([f"{_('Table')} (*{CSV})"])
    dialog.setDefaultSuffix(CSV[1:])
    dialog.selectFile(f"{session.store.path.stem}-{_('missing words')}{CSV}")
    dialog.fileSelected.connect(lambda chosen: export_missing(session, Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def export_missing(session: Session, path: Path) -> None:
    """Write the words without a term to ``path`` and say how many."""
    store, tools = session.store, session.tools

    def written(number: int) -> None:
        text = ngettext("{n} word written to {file}.", "{n} words written to {file}.", number)
        session.say(text.format(n=count(number), file=path), "ok")

    session.jobs.run(
        lambda _progress: write_missing_sheet(path, missing_terms(store.read(), tools), tools),
        done=written,
        label=_("Writing {file}").format(file=path.name),
    )


def export_file(session: Session, path: Path, *, everything: bool) -> None:
    """Write terms to ``path`` and say how many."""
    store, tools = session.store, session.tools

    def written(number: int) -> None:
        text = ngettext("{n} concept written to {file}.", "{n} concepts written to {file}.", number)
        session.say(text.format(n=count(number), file=path), "ok")

    session.jobs.run(
        lambda _progress: export_terms(store.read(), tools, path, everything=everything),
        done=written,
        label=_("Writing {file}").format(file=path.name),
    )
