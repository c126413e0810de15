"""Terms that translators propose: each beside what is said now; taken as it is or changed, or declined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from shiboken6 import isValid

from localizer.errors import LocalizerError
from localizer.i18n import _, ngettext
from localizer.pipeline.term_proposals import OpenProposal, accept, decline, open_proposals
from localizer.pipeline.terms import TermReport
from localizer.ui.actions.columns import count
from localizer.ui.actions.session import Session
from localizer.ui.actions.words import in_a_row, language_name
from localizer.ui.look.tokens import SPACE_2, SPACE_3, SPACE_4
from localizer.ui.models.listed import Listed
from localizer.ui.widgets.banner import Banner
from localizer.ui.widgets.column_view import ListTable
from localizer.ui.widgets.parts import button, column, label, row

_SIZE: Final = (900, 520)
_WIDTHS: Final = (180, 180, 140, 180)


class ProposedTermsDialog(QDialog):
    """The list above, the term in hand below; the next one is in hand once one is decided."""

    def __init__(self, session: Session, found: Sequence[OpenProposal], parent: QWidget) -> None:
        """Show what is proposed."""
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(_("Proposed terms"))
        self.resize(*_SIZE)
        headers = [_("Source"), _("Proposed"), _("Language"), _("Now"), _("Who")]
        self.model = Listed[OpenProposal](headers, _cells)
        self.view = ListTable(_("Proposed terms"))
        self.view.setModel(self.model)
        self.model.setParent(self)
        self.told = Banner()
        self.term = QLineEdit()
        self.term.setAccessibleName(_("Term"))
        self.go = button(_("Take the term"), self._take, role="primary")
        self.go.setDefault(True)
        self.drop = button(_("Decline"), self._decline, tip=_("It is not proposed again (Del)"))
        said = _(
            "A term that is taken holds everywhere, and drafts with these words are made again."
        )
        layout = column(
            label(said, "muted", wrap=True),
            self.told,
            self.view,
            row(label(_("Term"), "muted"), self.term, self.drop, self.go, spacing=SPACE_2),
            row(None, button(_("Close"), self.reject)),
            spacing=SPACE_3,
        )
        layout.setStretchFactor(self.view, 1)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        self.view.selectionModel().currentChanged.connect(lambda *_change: self._in_hand())
        self.term.textChanged.connect(lambda _text: self._enable())
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.drop.click)
        self.show_proposals(found)
        self.view.setFocus()

    def show_proposals(self, found: Sequence[OpenProposal]) -> None:
        """Show ``found``; what comes after the one that is gone is in hand."""
        line = max(0, self.view.currentIndex().row())
        self.model.show(found)
        self.view.fit(*_WIDTHS)
        if found:
            self.view.setCurrentIndex(self.model.index(min(line, len(found) - 1), 0))
        else:
            self.told.say(_("No term is proposed any more."), "ok")
        self._in_hand()

    @property
    def in_hand(self) -> OpenProposal | None:
        """The proposal that is chosen."""
        line = self.view.currentIndex().row()
        return self.model.rows[line] if 0 <= line < len(self.model.rows) else None

    def _in_hand(self) -> None:
        one = self.in_hand
        self.term.setText("" if one is None else one.proposal.target)
        if one is not None and one.now:
            text = _("“{source}” is “{now}” now; the term taken goes before it.")
            self.told.say(text.format(source=one.proposal.source, now=in_a_row(one.now)), "warn")
        elif one is not None:
            self.told.say("")
        self._enable()

    def _enable(self) -> None:
        self.go.setEnabled(self.in_hand is not None and bool(self.term.text().strip()))
        self.drop.setEnabled(self.in_hand is not None)
        self.term.setEnabled(self.in_hand is not None)

    def _take(self) -> None:
        one, text = self.in_hand, self.term.text()
        if one is None:
            return
        store, tools = self._session.store, self._session.tools
        self._wait()
        self._session.jobs.run(
            lambda progress: accept(store, tools, one.proposal, text, progress=progress),
            done=self._taken,
            failed=self._failed,
            ended=self._read_again,
            writes=True,
            label=_("Taking the term"),
        )

    def _taken(self, report: TermReport) -> None:
        self._session.refresh()
        number = report.texts
        text = ngettext(
            "Taken; {n} draft was made again.", "Taken; {n} drafts were made again.", number
        )
        self._session.say(text.format(n=count(number)), "ok")

    def _decline(self) -> None:
        one, store = self.in_hand, self._session.store
        if one is None:
            return
        self._wait()
        self._session.jobs.run(
            lambda _progress: decline(store, one.proposal),
            done=lambda _changes: self._session.refresh(),
            failed=self._failed,
            ended=self._read_again,
            writes=True,
        )

    def _wait(self) -> None:
        for one in (self.go, self.drop):
            one.setEnabled(False)

    def _failed(self, error: LocalizerError) -> None:
        if isValid(self):
            self.told.say(str(error), "block")

    def _read_again(self) -> None:
        if not isValid(self) or not self._session.is_open:
            return
        store, tools = self._session.store, self._session.tools
        self._session.jobs.run(
            lambda _progress: open_proposals(store.read(), tools), done=self._show_rest
        )

    def _show_rest(self, found: tuple[OpenProposal, ...]) -> None:
        if isValid(self):
            self.show_proposals(found)


def _cells(one: OpenProposal) -> tuple[str, ...]:
    said = one.proposal
    who = " · ".join(part for part in (said.by, said.note) if part)
    return said.source, said.target, language_name(said.locale), in_a_row(one.now), who


def ask_proposed(
    session: Session, found: Sequence[OpenProposal], parent: QWidget
) -> ProposedTermsDialog:
    """Show the proposals without blocking."""
    dialog = ProposedTermsDialog(session, found, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
