"""A package somebody sent: opened as a workspace of its own, worked on in the desk, returned."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import platformdirs
from PySide6.QtWidgets import QFileDialog, QWidget

from localizer import settings
from localizer.exchange.package import ENDING
from localizer.i18n import _, ngettext, sentences
from localizer.jobs import Progress
from localizer.pipeline import Tools
from localizer.pipeline.packages import package_of, return_package
from localizer.pipeline.packages_opening import OpenedPackage, open_package, workspaces_folder
from localizer.pipeline.packages_writing import PackageReport
from localizer.store.database import Store, open_store
from localizer.ui.actions.columns import count
from localizer.ui.actions.place import Place
from localizer.ui.actions.session import Session
from localizer.ui.dialogs.package_words import ask_file, ask_where, packages_filter

#: Problems told in the message; there are hardly ever more.
TOLD: Final = 3


def choose_package(session: Session, parent: QWidget) -> QFileDialog:
    """Let the person choose the package she was sent, and open it."""
    return ask_file(
        parent,
        _("Open a package"),
        [packages_filter(), f"{_('All files')} (*)"],
        lambda path: open_file(session, path),
    )


def load(path: Path, tools: Tools, person: str, progress: Progress) -> tuple[OpenedPackage, Store]:
    """Return the package ``path`` and its workspace, which is made where it is opened the first time."""
    data = Path(platformdirs.user_data_dir("localizer", appauthor=False))
    folder = workspaces_folder(path.absolute(), data)
    opened = open_package(path, folder, tools, person=person, progress=progress)
    return opened, open_store(opened.workspace, person=person)


def open_file(session: Session, path: Path) -> None:
    """Open a package in the background and show the first text that needs a look."""
    person, tools = settings.person_name(session.settings), session.tools

    def loaded(found: tuple[OpenedPackage, Store]) -> None:
        opened, store = found
        session.attach(store=store)
        show(session, opened)

    session.jobs.run(
        lambda progress: load(path, tools, person, progress),
        done=loaded,
        writes=True,
        label=_("Opening {file}").format(file=path.name),
    )


def show(session: Session, opened: OpenedPackage) -> None:
    """Go to the desk, to the first flagged text of the package, and say what is there."""
    target = session.targets[0] if session.targets else None
    session.go("review", Place(target=target, flagged=True))
    number = opened.units
    text = ngettext("The package holds {n} text.", "The package holds {n} texts.", number)
    told = text.format(n=count(number))
    if not opened.is_new:
        told = _("This package was opened before: your work in it is here.")
    told = sentences(told, *opened.problems[:TOLD])
    session.say(told, "warn" if opened.problems else "ok")


def ask_return(session: Session, parent: QWidget) -> QFileDialog | None:
    """Ask where the work on a package is written; in another workspace there is nothing to return."""
    manifest = package_of(session.store.read()) if session.is_open else None
    if manifest is None:
        session.say(_("This workspace was not made from a translator's package."), "warn")
        return None
    said = _("{name} returned").format(name=session.store.path.stem)
    file = session.store.path.absolute().parent / f"{said}{ENDING}"
    workbook = f"{_('Workbook')} (*.xlsx)"
    return ask_where(
        parent,
        _("Return the package"),
        file,
        [packages_filter(), workbook, "XLIFF 2.1 (*.xlf)", "PO (*.po)", "CSV (*.csv)"],
        lambda path: give_back(session, path),
    )


def give_back(session: Session, path: Path) -> None:
    """Write the work on a package beside the window, and say where it is."""
    store, tools = session.store, session.tools

    def written(report: PackageReport) -> None:
        text = ngettext(
            "{n} text written to {file}. Send it to whoever sent you the package.",
            "{n} texts written to {file}. Send it to whoever sent you the package.",
            report.units,
        )
        session.say(text.format(n=count(report.units), file=report.path), "ok")

    session.jobs.run(
        lambda progress: return_package(store, tools, path, progress=progress),
        done=written,
        cancelled=lambda: session.say(_("Stopped. No file was written."), "warn"),
        label=_("Writing {file}").format(file=path.name),
    )
