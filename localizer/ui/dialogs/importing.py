"""Bringing files in: choose or drop one, import it, open a workspace, load the sample, make a launch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import platformdirs
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from localizer import pipeline, settings
from localizer.errors import InputError, WorkspaceError
from localizer.exchange.package import ENDING as PACKAGE
from localizer.i18n import _, ngettext, sentences
from localizer.jobs import Progress
from localizer.pipeline.renewal import Renewal, renew
from localizer.store.database import Store, create, open_store
from localizer.ui.actions.columns import count
from localizer.ui.actions.session import Session
from localizer.ui.dialogs import package_take
from localizer.ui.dialogs.column_map import MapChoice
from localizer.ui.dialogs.import_flow import ImportFlow
from localizer.ui.dialogs.import_report import ImportDialog
from localizer.ui.dialogs.new_launch import LaunchChoice, LaunchDialog

if TYPE_CHECKING:
    from localizer.intake.report import ImportReport

WORKSPACE: Final = ".localizer"
#: Endings of what can be dropped or is offered first; what a file is, is told by its content.
CATALOGS: Final = (
    ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".json", ".xml",
)  # fmt: skip
SAMPLE: Final = "sample.localizer"
#: Reasons told in the sentence about a file that makes no product.
REASONS: Final = 3


def usable(mime: QMimeData) -> bool:
    """Tell whether a dragged thing is one file we can import or open."""
    files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return len(files) == 1 and files[0].suffix.lower() in (*CATALOGS, WORKSPACE, PACKAGE)


def take_file(session: Session, parent: QWidget, path: Path) -> None:
    """Do what fits ``path``: open a workspace or package, import into the open one, begin a new launch."""
    if path.suffix.lower() == PACKAGE:
        package_take.take_package(session, parent, path)
    elif path.suffix.lower() == WORKSPACE:
        open_workspace(session, path)
    elif session.is_open:
        import_into(session, parent, path, quick=True)
    else:
        new_workspace(session, parent, path)


def choose_file(session: Session, parent: QWidget) -> None:
    """Let the person choose a catalog file for the open workspace."""
    _ask_file(parent, _("Import a catalog"), lambda path: import_into(session, parent, path))


def choose_new(session: Session, parent: QWidget) -> None:
    """Let the person choose the file a new launch begins with."""
    _ask_file(
        parent, _("New launch from a file"), lambda path: new_workspace(session, parent, path)
    )


def choose_workspace(session: Session, parent: QWidget) -> None:
    """Let the person choose a workspace to open."""
    dialog = QFileDialog(parent, _("Open a workspace"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    names, others = _("Workspaces"), _("All files")
    dialog.setNameFilters([f"{names} (*{WORKSPACE})", f"{others} (*)"])
    dialog.fileSelected.connect(lambda name: open_workspace(session, Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _ask_file(parent: QWidget, title: str, then: Callable[[Path], object]) -> None:
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    kinds = " ".join(f"*{ending}" for ending in CATALOGS)
    names, others = _("Catalogs"), _("All files")
    dialog.setNameFilters([f"{names} ({kinds})", f"{others} (*)"])
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def open_workspace(session: Session, path: Path) -> None:
    """Open ``path`` in the background and show its launch."""
    person = settings.person_name(session.settings)

    def opened(store: Store) -> None:
        session.attach(store=store)
        session.go("board" if session.launch is not None else "catalog")

    session.jobs.run(
        lambda _progress: open_store(path, person=person),
        done=opened,
        writes=True,
        label=_("Opening {file}").format(file=path.name),
    )


def open_sample(session: Session) -> None:
    """Open the sample launch; the first time it is made and drafted."""
    folder = Path(platformdirs.user_data_dir("localizer", appauthor=False))
    path = folder / SAMPLE
    if path.exists():
        open_workspace(session, path)
        return
    person, tools = settings.person_name(session.settings), session.tools

    def make(progress: Progress) -> Store:
        _make_folder(folder)
        store = create(path, person=person)
        try:
            pipeline.create_demo(store, tools, progress=progress)
            pipeline.draft(store, tools, progress=progress)
            pipeline.check(store, tools, progress=progress)
        except BaseException:
            _discard(store)
            raise
        return store

    def made(store: Store) -> None:
        session.attach(store=store)
        session.go("board")

    session.jobs.run(make, done=made, writes=True, label=_("Making the sample launch"))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkspaceError(
            _("The folder {folder} cannot be made: {reason}. Check its place and rights.").format(
                folder=folder, reason=error.strerror or error
            )
        ) from error


def _discard(store: Store) -> None:
    """Close a workspace that was not finished and remove its files."""
    store.close()
    for ending in ("", "-wal", "-shm"):
        Path(f"{store.path}{ending}").unlink(missing_ok=True)


def new_workspace(session: Session, parent: QWidget, file: Path) -> None:
    """Ask what ``file`` holds, import it into a new workspace beside it, then ask for the launch."""
    person = settings.person_name(session.settings)

    def make(choice: MapChoice, progress: Progress) -> tuple[Store, ImportReport]:
        store = create(free_name(file.with_suffix(WORKSPACE)), person=person)
        try:
            report = pipeline.import_catalog(
                store, file, column_map=choice.column_map, sheet=choice.sheet, progress=progress
            )
            if report.nothing:
                raise InputError(sentences(report.nothing, *_first_reasons(report)))  # noqa: TRY301
            return store, report  # noqa: TRY300 - what fails here is discarded alike
        except BaseException:
            _discard(store)
            raise

    def made(result: tuple[Store, ImportReport]) -> None:
        store, report = result
        session.attach(store=store)
        session.go("catalog")
        if isValid(parent):
            ask_launch(session, parent, report)

    ImportFlow(session, parent, file, made, make=make).begin()


def _first_reasons(report: ImportReport) -> list[str]:
    """Return where and why the first rows of a file without a product were not used."""
    place = _("row {row}: {reason}")
    return [place.format(row=one.row, reason=one.reason) for one in report.issues[:REASONS]]


def free_name(path: Path) -> Path:
    """Return ``path``, or the same with a number where a file has that name already."""
    number, free = 2, path
    while free.exists():
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return free


def import_into(session: Session, parent: QWidget, file: Path, *, quick: bool = False) -> None:
    """Ask what ``file`` holds and changes, and import it into the open workspace.

    A ``quick`` one that was imported before is only asked about where it changes something.
    """

    def imported(report: ImportReport) -> None:
        if session.launch is None:
            ask_launch(session, parent, report)
            return
        dialog = ImportDialog(report, session.jobs, parent)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def update(report: ImportReport) -> None:
        if session.launch is None or report.issues:
            imported(report)
        if session.launch is not None:
            update_launch(session, report)

    known = update if quick else None
    ImportFlow(session, parent, file, imported, store=session.store, update=known).begin()


def update_launch(session: Session, report: ImportReport) -> None:
    """Draft and check anew what an import changed; show the board, which says what is left to look at."""
    store, tools, launch = session.store, session.tools, session.launch
    if launch is None:
        return

    def redo(progress: Progress) -> Renewal:
        return renew(store, tools, launch=launch.name, progress=progress)

    def done(renewed: Renewal) -> None:
        session.go("board")
        changed = ngettext("{n} product changed.", "{n} products changed.", report.changed)
        added = ngettext("{n} product is new.", "{n} products are new.", report.added)
        written = ngettext(
            "Lines of {n} approved script were written anew.",
            "Lines of {n} approved scripts were written anew.",
            renewed.scripts,
        )
        counts = ((changed, report.changed), (added, report.added), (written, renewed.scripts))
        told = [text.format(n=count(number)) for text, number in counts if number]
        session.say(sentences(*told, _("Texts, prices and scripts are up to date.")), "ok")

    session.work(_("Updating {launch}").format(launch=launch.name), redo, done)


def ask_launch(session: Session, parent: QWidget, report: ImportReport | None) -> None:
    """Ask for name, date and targets of a launch, make it, and draft it."""
    dialog = LaunchDialog(session, report, parent)
    dialog.accepted.connect(lambda: make_launch(session, dialog.choice()))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def make_launch(session: Session, choice: LaunchChoice) -> None:
    """Create a launch, then translate, price, write scripts and check, as one job; show the board."""
    store, tools = session.store, session.tools

    def make(progress: Progress) -> str:
        launch = pipeline.create_launch(store, tools, choice.name, choice.targets, choice.date)
        pipeline.draft(store, tools, launch=launch.name, progress=progress)
        pipeline.check(store, tools, launch=launch.name, progress=progress)
        return launch.name

    def made(name: str) -> None:
        session.find_launch(name)
        session.go("board")

    session.work(_("Preparing {launch}").format(launch=choice.name), make, made)
