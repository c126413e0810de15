"""What a translator sent back is merged into the workspace; then what became of each text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from shiboken6 import isValid

from localizer.catalog import products
from localizer.exchange.package_reading import read_package
from localizer.i18n import N_, _, ngettext
from localizer.model.segment import Field
from localizer.pipeline.exchange_files import merge_file
from localizer.pipeline.exchange_merging import MergeReport
from localizer.pipeline.packages_files import INCOMING
from localizer.review.merge import KEPT_BESIDE, Verdict
from localizer.review.merge_writing import MergeLine
from localizer.store.database import Reader
from localizer.ui.actions.columns import count
from localizer.ui.actions.session import Session
from localizer.ui.actions.whole_work import run_whole
from localizer.ui.actions.words import field_name
from localizer.ui.dialogs import package_open
from localizer.ui.dialogs.package_words import ask_file
from localizer.ui.look.tokens import SPACE_3, SPACE_4
from localizer.ui.models.listed import Listed
from localizer.ui.widgets.banner import Banner
from localizer.ui.widgets.column_view import ListTable
from localizer.ui.widgets.counters import Counter, counters
from localizer.ui.widgets.parts import button, column, label, row

SIZE: Final = (980, 560)
SMALL: Final = (720, 220)
_WIDTHS: Final = (200, 180, 210, 210)
#: Verdicts a person has to know of, in the order of the list, and what each is called there.
TOLD: Final = {
    Verdict.CLASH: N_("changed on both sides"),
    Verdict.SOURCE_CHANGED: N_("source changed"),
    Verdict.LOCKED: N_("locked here"),
    Verdict.REFUSED: N_("cannot stand"),
    Verdict.UNKNOWN: N_("no such text here"),
}


@dataclass(frozen=True, slots=True)
class TakenLine:
    """One text that did not simply take its place."""

    verdict: Verdict
    line: MergeLine


class TakenDialog(QDialog):
    """Counts what came back; what a person has to know of is listed and can be copied."""

    def __init__(self, file: str, report: MergeReport, parent: QWidget) -> None:
        """Show ``report`` of ``file``."""
        super().__init__(parent)
        self.report = report
        self.setWindowTitle(_("Taken in: {file}").format(file=file))
        self.told = Banner()
        headers = [_("What became of it"), _("Text"), _("Theirs"), _("Here"), _("Why")]
        self.model = Listed[TakenLine](headers, _cells)
        self.view = ListTable(_("Texts that a person has to look at"))
        self.view.setModel(self.model)
        self.model.setParent(self)
        self.model.show(tuple(_lines(report)))
        self.view.fit(*_WIDTHS)
        kept = _(
            "These stay as they are here; theirs stands beside each at the desk, as a suggestion."
        )
        self.kept = label(kept, "muted", wrap=True)
        self.copy = button(_("Copy"), self._copy, name=_("Copy the texts to look at"))
        has_lines = bool(self.model.rows)
        self.resize(*(SIZE if has_lines else SMALL))
        for one in (self.view, self.copy):
            one.setVisible(has_lines)
        self.kept.setVisible(any(report.count(verdict) for verdict in KEPT_BESIDE))
        self.close_ = button(_("Close"), self.accept, role="primary")
        self.close_.setDefault(True)
        layout = column(
            counters(_counts(report)),
            row(label(_heading(report), "section"), None, self.copy),
            self.kept,
            *(label(problem, "muted", wrap=True) for problem in report.problems),
            self.told,
            self.view,
            spacing=SPACE_3,
        )
        layout.setStretchFactor(self.view, 1)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        layout.addStretch(0)
        layout.addLayout(row(label(_takes_back(report), "muted"), None, self.close_))
        self.setLayout(layout)

    def _copy(self) -> None:
        lines = ("\t".join(_cells(one)) for one in self.model.rows)
        QGuiApplication.clipboard().setText("\n".join(lines))
        number = len(self.model.rows)
        copied = ngettext("{n} line copied.", "{n} lines copied.", number)
        self.told.say(copied.format(n=count(number)), "ok")


def _lines(report: MergeReport) -> Iterator[TakenLine]:
    for verdict in TOLD:
        yield from (TakenLine(verdict, line) for line in report.lines.get(verdict, ()))


def _cells(one: TakenLine) -> tuple[str, ...]:
    line = one.line
    place = line.id
    if line.field in set(Field):
        place = f"{line.product_key} · {field_name(Field(line.field), line.position, line.name)}"
    return _(TOLD[one.verdict]), place, line.text, line.ours, line.reason


def _counts(report: MergeReport) -> tuple[Counter, ...]:
    refused = report.count(Verdict.REFUSED) + report.count(Verdict.LOCKED)
    return (
        Counter(_("taken over"), report.count(Verdict.APPLIED), "ok"),
        Counter(_("there already"), report.count(Verdict.SAME)),
        Counter(_("suggestions"), report.count(Verdict.CLASH), "warn"),
        Counter(_("source changed"), report.count(Verdict.SOURCE_CHANGED), "warn"),
        Counter(_("unknown"), report.count(Verdict.UNKNOWN), "warn"),
        Counter(_("locked or refused"), refused, "warn"),
        Counter(_("comments"), report.notes),
        Counter(_("proposed terms"), report.terms),
    )


def _heading(report: MergeReport) -> str:
    number = sum(report.count(verdict) for verdict in TOLD)
    if not number:
        return _("Everything found its place.")
    text = ngettext("{n} text to look at", "{n} texts to look at", number)
    return text.format(n=count(number))


def _takes_back(report: MergeReport) -> str:
    if not report.changes:
        return _("Nothing changed.")
    return _("Ctrl+Z takes all of it back.")


def choose_file(session: Session, parent: QWidget) -> QFileDialog | None:
    """Let the person choose what a translator sent, and merge it."""
    if not session.is_open or session.launch is None:
        session.say(_("Open the workspace first that the texts were sent from."), "warn")
        return None
    kinds = " ".join(f"*{ending}" for ending in INCOMING)
    return ask_file(
        parent,
        _("Take in a translator's file"),
        [f"{_('From translators')} ({kinds})", f"{_('All files')} (*)"],
        lambda path: take_in(session, parent, path),
    )


def take_in(session: Session, parent: QWidget, path: Path) -> None:
    """Merge the texts of ``path`` beside the window and show what became of them."""
    store, tools = session.store, session.tools

    def taken(report: MergeReport) -> None:
        session.refresh()
        if isValid(parent):
            dialog = TakenDialog(path.name, report, parent)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    run_whole(
        session,
        _("Taking in {file}").format(file=path.name),
        lambda progress: merge_file(store, tools, path, progress=progress),
        taken,
    )


def take_package(session: Session, parent: QWidget, path: Path) -> None:
    """Merge a package that comes back to the open workspace; open any other one."""
    if not session.is_open:
        package_open.open_file(session, path)
        return
    store = session.store

    def known(mine: bool) -> None:  # noqa: FBT001 - what a job found out
        if mine:
            take_in(session, parent, path)
        else:
            package_open.open_file(session, path)

    session.jobs.run(lambda _progress: comes_home(path, store.read()), done=known)


def comes_home(path: Path, reader: Reader) -> bool:
    """Tell whether a package was sent from this workspace and comes back."""
    manifest = read_package(path).manifest
    return manifest.returned and manifest.workspace_id == products.beginning(reader)
