"""What is laid over the host's text by one key: ten answers of the running product, its price card."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from localizer.i18n import _
from localizer.model.phrase import Question
from localizer.pipeline.prompt import PromptItem
from localizer.ui.actions.words import question_words
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import SPACE_1
from localizer.ui.prompter.keys import DIGITS, Do, key_words
from localizer.ui.widgets.parts import ElidedButton, button, column, label

QUESTIONS: Final = tuple(Question)


class AnswerSide(QWidget):
    """``asked`` carries the question whose answer is wanted, ``price_asked`` comes for the price card."""

    asked = Signal(object)
    price_asked = Signal()

    def __init__(self) -> None:
        """Offer nothing until there is a product."""
        super().__init__()
        self.buttons: dict[Question, ElidedButton] = {}
        words = question_words()
        for digit, question in zip(DIGITS, QUESTIONS, strict=True):
            made = ElidedButton(f"{digit}   {words[question]}")
            made.clicked.connect(lambda _on, question=question: self.asked.emit(question))
            self.buttons[question] = made
        text = _("Price card") + "   " + key_words(Do.PRICE)
        self.price = button(text, self.price_asked.emit)
        self._item: PromptItem | None = None
        self._carded: Question | str = ""
        self.setLayout(
            column(
                label(_("Answers"), "section"), *self.buttons.values(), self.price, spacing=SPACE_1
            )
        )
        self._show()

    def follow(self, item: PromptItem | None, carded: Question | str) -> None:
        """Offer the answers of the running product; ``carded`` is what the host sees now."""
        if (item, carded) != (self._item, self._carded):
            self._item, self._carded = item, carded
            self._show()

    def _show(self) -> None:
        item, words = self._item, question_words()
        for digit, (question, made) in zip(DIGITS, self.buttons.items(), strict=True):
            answer = None if item is None else item.answer(question)
            name = f"{digit}   {words[question]}"
            if answer is not None and not answer.approved:
                name = _("{answer} · draft").format(answer=name)
            if answer is not None and question == self._carded:
                name = _("{answer} · on screen").format(answer=name)
            made.set_text(name)
            made.setEnabled(answer is not None)
            made.setToolTip(literal("" if answer is None else f"{answer.ask}\n{answer.text}"))
        self.price.setEnabled(item is not None and item.card is not None and bool(item.card.price))
