"""Answers to viewers of the product in hand: each read, mended and approved like any text."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from localizer.catalog.findings import StoredFinding
from localizer.i18n import _, ngettext
from localizer.model.segment import State
from localizer.script.render import render_line
from localizer.ui.actions.words import STATES, question_words
from localizer.ui.look.tokens import SMALL, SPACE_1, SPACE_2, SPACE_3
from localizer.ui.panes.show.reading import Card as AnswerNow
from localizer.ui.widgets.editor import Editor
from localizer.ui.widgets.finding_row import FindingRow
from localizer.ui.widgets.parts import (
    Card,
    Elided,
    button,
    chip,
    clear,
    column,
    label,
    row,
    set_role,
    speak,
)

_MOST_LINES = 8


class AnswerCard(Card):
    """One answer; ``saved`` carries its id and the text, ``approved`` its id."""

    saved = Signal(int, str)
    approved = Signal(int)

    def __init__(self, now: AnswerNow, locale: str) -> None:
        """Show an answer in ``locale``."""
        self.state = chip("", "info")
        self.time = label("", "muted")
        self.ask = Elided("", "muted")
        speak(self.ask, locale, pixels=SMALL)
        self.editor = Editor()
        self.editor.setProperty("role", "")
        self.said = label("", "muted", wrap=True)
        speak(self.editor, locale)
        speak(self.said, locale, pixels=SMALL)
        self.findings = column(spacing=SPACE_1)
        self.number = now.stored.id
        name = question_words()[now.stored.question]
        self.editor.setAccessibleName(_("Answer: {question}").format(question=name))
        self.go = button(
            _("Approve"), lambda: self.approved.emit(self.number), role="ghost",
            name=_("Approve the answer: {question}").format(question=name),
        )  # fmt: skip
        head = row(label(name, "section"), self.ask, self.time, self.state, self.go)
        head.setStretch(1, 1)
        super().__init__(head, self.editor, self.said, self.findings, spacing=SPACE_2)
        self.editor.rested.connect(self._save)
        self._stored = ""
        #: A text on its way into the workspace.
        self._sent: str | None = None

    def show_answer(
        self,
        now: AnswerNow,
        tokens: Mapping[str, str],
        overrule: Callable[[StoredFinding], object],
    ) -> None:
        """Show it as it is stored, with what it says today; text being typed stays."""
        stored = now.stored
        if self._sent == stored.line.text:
            self._sent = None
        kept = self.editor.dirty or self._sent is not None
        if not kept and self.editor.toPlainText().strip() != stored.line.text:
            self.editor.load(stored.line.text)
        self._stored = stored.line.text
        self.ask.show_text(stored.ask)
        self.time.setText(_("{n} s").format(n=round(stored.line.seconds)))
        self.state.setText(_(STATES[stored.state]))
        is_approved = stored.state is State.APPROVED
        set_role(self.state, "ok" if is_approved else "info")
        self.go.setVisible(not is_approved)
        said = render_line(stored.line.text, tokens)
        self.said.setText(_("says today: {text}").format(text=said))
        self.said.setVisible(said != stored.line.text)
        clear(self.findings)
        for one in now.found:
            self.findings.addWidget(FindingRow(one, fix=None, overrule=overrule))
        self.editor.fit(1, _MOST_LINES)

    def _save(self) -> None:
        text = unicodedata.normalize("NFC", self.editor.toPlainText()).strip()
        known = self._stored if self._sent is None else self._sent
        if text and text != known:
            self._sent = text
            self.saved.emit(self.number, text)

    def forget_sent(self) -> None:
        """What was on its way is stored or was taken back: what is stored counts again."""
        self._sent = None


class AnswerSide(QWidget):
    """The cards of one product. ``wanted`` asks to draft those of the show."""

    saved = Signal(int, str)
    approved = Signal(list)
    #: The ids of answers nothing was found against when they were shown.
    cleared = Signal(list)
    wanted = Signal()

    def __init__(self, overrule: Callable[[StoredFinding], object]) -> None:
        """Begin without a product."""
        super().__init__()
        self._overrule = overrule
        self.cards: dict[int, AnswerCard] = {}
        self._clean: list[int] = []
        self.nothing = label(_("No answers yet for this product."), "muted", wrap=True)
        self.draft = button(
            _("Draft the answers"),
            self.wanted.emit,
            tip=_("For every product of the show; what you edited or approved stays"),
        )
        self.all = button("", self._approve_clean)
        self.list = column(spacing=SPACE_2)
        head = row(self.draft, None, self.all)
        layout = column(head, self.nothing, self.list, None, spacing=SPACE_3)
        layout.setContentsMargins(0, SPACE_3, 0, 0)
        self.setLayout(layout)

    def show_cards(
        self, cards: Sequence[AnswerNow], tokens: Mapping[str, str], locale: str
    ) -> None:
        """Show the answers of a product; the same ones are only refreshed."""
        if [one.stored.id for one in cards] != list(self.cards):
            clear(self.list)
            self.cards = {}
            for one in cards:
                made = AnswerCard(one, locale)
                made.saved.connect(self.saved)
                made.approved.connect(lambda number: self.approved.emit([number]))
                self.cards[one.stored.id] = made
                self.list.addWidget(made)
        for one in cards:
            self.cards[one.stored.id].show_answer(one, tokens, self._overrule)
        self._clean = [
            one.stored.id
            for one in cards
            if one.stored.state is not State.APPROVED
            and all(found.overruled for found in one.found)
        ]
        number = len(self._clean)
        self.all.setText(
            ngettext("Approve {n} clean answer", "Approve {n} clean answers", number).format(
                n=number
            )
        )
        self.all.setVisible(number > 0)
        self.nothing.setVisible(not cards)

    def _approve_clean(self) -> None:
        self.flush()
        self.cleared.emit(list(self._clean))

    def flush(self) -> None:
        """Save what is being typed."""
        for made in self.cards.values():
            made.editor.rest()

    def forget_sent(self) -> None:
        """Show what is stored again: an edit failed, or something was undone."""
        for made in self.cards.values():
            made.forget_sent()
