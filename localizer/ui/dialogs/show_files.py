"""Writes a show into a file: for whom, with which times and prices, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QListWidget,
    QListWidgetItem,
    QWidget,
)
from shiboken6 import isValid

from localizer.catalog import show_log, shows
from localizer.export.files import safe_name
from localizer.export.show.sheet import READ_ALOUD, SUBTITLES, ShowFormat
from localizer.i18n import N_, _, ngettext, sentences
from localizer.model.show import RunKind, ShowRun
from localizer.pipeline.show_files import WrittenShow, write_show
from localizer.store.database import Reader
from localizer.ui import printing
from localizer.ui.actions.session import Session
from localizer.ui.actions.words import day_and_time
from localizer.ui.look.tokens import SPACE_3, SPACE_4
from localizer.ui.widgets.parts import button, column, combo, label, row

_SIZE: Final = (560, 560)
#: The height the style gives a row; a list not shown yet does not ask it.
_ROW: Final = 32
#: What each format is called, and for whom it is.
FORMATS: Final[Mapping[ShowFormat, tuple[str, str]]] = {
    ShowFormat.DOCX: (
        N_("Word document"),
        N_(
            "For a host who reads from paper or changes words herself: large letters, a page an item."
        ),
    ),
    ShowFormat.PDF: (
        N_("PDF"),
        N_("To print as it is, or for a tablet: the letters of every language are in the file."),
    ),
    ShowFormat.HTML: (
        N_("Web page"),
        N_("For a phone or a tablet without any program: one file that needs no network."),
    ),
    ShowFormat.MD: (N_("Markdown"), N_("For notes and wikis, and to compare two versions.")),
    ShowFormat.SRT: (
        N_("Subtitles (SRT)"),
        N_("For who edits the video: what the host says, on the clock."),
    ),
    ShowFormat.VTT: (
        N_("Subtitles (WebVTT)"),
        N_("For players on web pages: what the host says, on the clock."),
    ),
    ShowFormat.CSV: (
        N_("Rundown (CSV)"),
        N_("For a producer's spreadsheet: one row an item, with times and prices."),
    ),
    ShowFormat.TXT: (
        N_("Text for prompters"),
        N_("For QPrompt, PromptSmart and others: cues of the control room in brackets."),
    ),
}


@dataclass(frozen=True, slots=True)
class ShowChoice:
    """What the person chose; ``run_id`` is ``None`` for the times of the plan."""

    kind: ShowFormat
    run_id: int | None
    words: bool


class ShowFileDialog(QDialog):
    """Formats with a sentence each; which times; prices in digits or in words."""

    def __init__(self, name: str, runs: Sequence[ShowRun], parent: QWidget) -> None:
        """Offer the formats for the show ``name`` and the times of its ``runs``."""
        super().__init__(parent)
        self.setWindowTitle(_("Write “{name}” into a file").format(name=name))
        self.resize(*_SIZE)
        self.formats = QListWidget()
        self.formats.setAccessibleName(_("Format"))
        self.formats.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for kind, (title, _sentence) in FORMATS.items():
            made = QListWidgetItem(_(title))
            made.setSizeHint(QSize(0, _ROW))
            made.setData(Qt.ItemDataRole.UserRole, kind.value)
            self.formats.addItem(made)
        self.whom = label("", "muted", wrap=True)
        self.times = combo(_("Times"))
        self.times.addItem(_("As planned"), None)
        for run in runs:
            self.times.addItem(_run_words(run), run.id)
        self.words = QCheckBox(_("Prices in words, as they are said"))
        self.note = label("", "muted", wrap=True)
        self.go = button(_("Choose the file …"), self.accept, role="primary")
        self.go.setDefault(True)
        self.formats.currentRowChanged.connect(self._show)
        self.formats.itemActivated.connect(lambda _item: self.go.click())
        self._lay_out()
        self.formats.setCurrentRow(0)
        self.formats.setFocus()

    def _lay_out(self) -> None:
        layout = column(
            label(_("Format"), "section"),
            self.formats,
            self.whom,
            label(_("Times"), "section"),
            row(self.times, None),
            self.words,
            self.note,
            row(None, button(_("Cancel"), self.reject), self.go),
            spacing=SPACE_3,
        )
        layout.setStretch(1, 1)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)

    def choice(self) -> ShowChoice:
        """Return what was chosen."""
        kind = self._kind()
        words = self.words.isChecked() and kind in READ_ALOUD
        return ShowChoice(kind, self.times.currentData(), words)

    def _kind(self) -> ShowFormat:
        return ShowFormat(self.formats.currentItem().data(Qt.ItemDataRole.UserRole))

    def _show(self) -> None:
        kind = self._kind()
        self.whom.setText(_(FORMATS[kind][1]))
        self.words.setEnabled(kind in READ_ALOUD)
        self.note.setText(
            _("With the times of a run, what was not said in it is left out.")
            if kind in SUBTITLES
            else ""
        )


def _run_words(run: ShowRun) -> str:
    """Return a run as the list of times names it."""
    rehearsed = run.kind is RunKind.REHEARSAL
    named = _("Rehearsal of {moment}") if rehearsed else _("On air {moment}")
    return named.format(moment=day_and_time(run.started_at.isoformat()))


def ask_show_file(session: Session, parent: QWidget, show_id: int) -> None:
    """Ask what a show shall be written as and where, and write it beside the window."""
    store = session.store

    def read() -> tuple[str, tuple[ShowRun, ...]]:
        reader: Reader = store.read()
        return shows.load(reader, show_id).name, show_log.of_show(reader, show_id)

    def asked(found: tuple[str, tuple[ShowRun, ...]]) -> None:
        if not isValid(parent):
            return
        name, runs = found
        dialog = ShowFileDialog(name, runs, parent)
        dialog.accepted.connect(
            lambda: _choose_file(session, parent, show_id, name, dialog.choice())
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    session.jobs.run(lambda _progress: read(), done=asked)


def _choose_file(
    session: Session, parent: QWidget, show_id: int, name: str, choice: ShowChoice
) -> QFileDialog:
    ending = choice.kind.value
    dialog = QFileDialog(parent, _("Write the show to"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    title = _(FORMATS[choice.kind][0])
    dialog.setNameFilters([f"{title} (*.{ending})"])
    dialog.setDefaultSuffix(ending)
    dialog.setDirectory(str(session.store.path.absolute().parent))
    dialog.selectFile(f"{safe_name(name, 'show')}.{ending}")
    dialog.fileSelected.connect(lambda chosen: write_file(session, show_id, choice, Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def write_file(session: Session, show_id: int, choice: ShowChoice, path: Path) -> None:
    """Write a show to ``path`` beside the window, and say where it is."""
    store, tools = session.store, session.tools
    printer = None
    if choice.kind is ShowFormat.PDF:
        printing.require_application()
        printer = printing.pdf_of

    def written(file: WrittenShow) -> None:
        text = ngettext("{n} item written to {file}.", "{n} items written to {file}.", file.items)
        told = text.format(n=file.items, file=file.file)
        if file.draft:
            told = sentences(told, _("Some of it is not approved and stamped as a draft."))
        session.say(told, "warn" if file.draft else "ok")

    session.jobs.run(
        lambda _progress: write_show(
            *(store.read(), tools, show_id, choice.kind, path),
            run_id=choice.run_id,
            words=choice.words,
            printer=printer,
        ),
        done=written,
        cancelled=lambda: session.say(_("Stopped. No file was written."), "warn"),
        label=_("Writing {file}").format(file=path.name),
    )
