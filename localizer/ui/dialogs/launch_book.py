"""Writes a launch as books to read and print: for which targets, as which files, with what in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QGridLayout, QLineEdit, QWidget

from localizer import pipeline
from localizer.export.book.values import BookChoice, BookFormat
from localizer.i18n import _, ngettext, sentences
from localizer.pipeline.books import BookReport, make_books
from localizer.ui import printing
from localizer.ui.actions.columns import count
from localizer.ui.actions.session import Session
from localizer.ui.actions.words import in_a_row, market_name
from localizer.ui.look.tokens import SPACE_1, SPACE_2, SPACE_3, SPACE_4
from localizer.ui.printing.books import print_book
from localizer.ui.printing.pictures import BOOK_SIDE, smaller
from localizer.ui.widgets.parts import Elided, box, button, column, label, row, scroll

_SIZE: Final = (620, 640)
_COLUMNS: Final = 3


@dataclass(frozen=True, slots=True)
class LaunchBook:
    """What the person chose; ``targets`` are written as in commands."""

    targets: tuple[str, ...]
    formats: tuple[BookFormat, ...]
    choice: BookChoice
    folder: Path


class LaunchBookDialog(QDialog):
    """Targets and files; the button works when there is one of each."""

    def __init__(self, session: Session, launch: str, parent: QWidget) -> None:
        """Offer the targets of the launch that is open, called ``launch``."""
        super().__init__(parent)
        self.setWindowTitle(_("Launch book"))
        self.resize(*_SIZE)
        self.targets: dict[str, QCheckBox] = {}
        for target in session.targets:
            name = session.label(target)
            made = QCheckBox(
                _("{target}, {market}").format(target=name, market=market_name(target.market))
            )
            made.setChecked(True)
            self.targets[name] = made
        self.pdf = QCheckBox(_("PDF, to print"))
        self.pdf.setChecked(True)
        self.html = QCheckBox(_("Web page, for a phone"))
        self.scripts = QCheckBox(_("Scripts with their times"))
        self.findings = QCheckBox(_("What is still open"))
        for one in (self.scripts, self.findings):
            one.setChecked(True)
        self.costs = QCheckBox(_("Where each price comes from: cost, fees and margin"))
        self.costs.setToolTip(_("Not for hosts and translators."))
        self.approved = QCheckBox(_("Only products that are approved"))
        path = session.store.path.absolute()
        self.folder = QLineEdit(str(path.with_name(f"{path.stem}-books")))
        self.folder.setAccessibleName(_("Folder"))
        self.warning = label("", "warn", wrap=True)
        self.go = button("", self.accept, role="primary")
        self.go.setDefault(True)
        for box_ in (*self.targets.values(), self.pdf, self.html, self.costs):
            box_.toggled.connect(self._enable)
        self.folder.textChanged.connect(self._enable)
        self._lay_out(launch)
        self._enable()

    def _lay_out(self, launch: str) -> None:
        said = _(
            "Listings, prices and scripts of each target on paper: for a manager, a host, a translator."
        )
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_3)
        grid.setVerticalSpacing(SPACE_1)
        for place, made in enumerate(self.targets.values()):
            grid.addWidget(made, place // _COLUMNS, place % _COLUMNS)
        grid.setRowStretch(len(self.targets), 1)
        layout = column(
            Elided(launch, "title"),
            label(said, "muted", wrap=True),
            row(
                label(_("Targets"), "section"),
                None,
                button(_("All"), partial(self._tick, on=True), role="ghost"),
                button(_("None"), partial(self._tick, on=False), role="ghost"),
            ),
            scroll(box(grid)),
            label(_("Files"), "section"),
            row(self.pdf, self.html, None, spacing=SPACE_3),
            label(_("In the book"), "section"),
            column(self.scripts, self.findings, self.costs, self.approved, spacing=SPACE_1),
            self.warning,
            label(_("Folder"), "section"),
            row(self.folder, button(_("Choose …"), self._choose_folder)),
            row(None, button(_("Cancel"), self.reject), self.go),
            spacing=SPACE_2,
        )
        layout.setStretch(3, 1)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)

    def _tick(self, *, on: bool) -> None:
        for one in self.targets.values():
            one.setChecked(on)

    def _enable(self) -> None:
        found = self.chosen()
        number = len(found.targets)
        self.go.setText(
            ngettext("Write the book", "Write books of {n} targets", number).format(n=count(number))
        )
        self.go.setEnabled(bool(number and found.formats and self.folder.text().strip()))
        self.warning.setText(
            _("Whoever gets this book sees what you pay and earn.") if found.choice.costs else ""
        )

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, _("Folder for the books"), self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def chosen(self) -> LaunchBook:
        """Return what was chosen."""
        kinds = ((BookFormat.PDF, self.pdf), (BookFormat.HTML, self.html))
        return LaunchBook(
            tuple(name for name, one in self.targets.items() if one.isChecked()),
            tuple(kind for kind, one in kinds if one.isChecked()),
            BookChoice(
                costs=self.costs.isChecked(),
                scripts=self.scripts.isChecked(),
                findings=self.findings.isChecked(),
                approved_only=self.approved.isChecked(),
            ),
            Path(self.folder.text().strip()).expanduser(),
        )


def ask_launch_book(
    session: Session, parent: QWidget, targets: Sequence[str] | None = None
) -> LaunchBookDialog | None:
    """Ask which books shall be written, ``targets`` ticked (default: all), and write them beside the window.

    Without a launch there is nothing to write.
    """
    if not session.is_open or session.launch is None:
        session.say(_("Open a launch first: the book is about one."), "warn")
        return None
    launch = session.launch.name
    dialog = LaunchBookDialog(session, launch, parent)
    if targets is not None:
        for name, one in dialog.targets.items():
            one.setChecked(name in targets)
    dialog.accepted.connect(lambda: write_books(session, launch, dialog.chosen()))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def write_books(session: Session, launch: str, wish: LaunchBook) -> None:
    """Check the launch, then write its books; only the checking keeps others from writing."""
    store, tools = session.store, session.tools
    session.work(
        _("Checking for the launch book"),
        lambda progress: pipeline.check(store, tools, launch=launch, progress=progress),
        lambda _report: _write(session, launch, wish),
    )


def _write(session: Session, launch: str, wish: LaunchBook) -> None:
    store, tools = session.store, session.tools
    printing.require_application()
    session.jobs.run(
        lambda progress: make_books(
            store,
            tools,
            wish.folder.absolute(),
            launch=launch,
            targets=wish.targets,
            formats=wish.formats,
            choice=wish.choice,
            shrink=partial(smaller, side=BOOK_SIDE),
            printer=print_book,
            check_first=False,
            progress=progress,
        ),
        done=lambda report: _written(session, report),
        cancelled=lambda: session.say(_("Stopped. No file was written."), "warn"),
        label=_("Writing the launch book"),
    )


def _written(session: Session, report: BookReport) -> None:
    number = len(report.files)
    if not number:
        session.say(_("No book was written: no product of these targets is approved."), "warn")
        return
    text = ngettext("{n} file written to {folder}.", "{n} files written to {folder}.", number)
    told = text.format(n=count(number), folder=report.folder)
    drafts = [one.label for one in report.targets if one.files and not one.approved]
    if drafts:
        told = sentences(told, _("Stamped as a draft: {targets}").format(targets=in_a_row(drafts)))
    session.say(told, "warn" if drafts else "ok")
