"""Checks of answers to viewers: those of scripts that make sense for one line, and numbers of no fact."""

from __future__ import annotations

from typing import ClassVar, Final

from localizer.check.amounts import PriceInText, amounts
from localizer.check.claims import SpokenClaims
from localizer.check.context import ScriptCheck, ScriptContext
from localizer.check.doubts import SpokenDoubted
from localizer.check.numbers import number_values
from localizer.check.promises import PROMISE_CHECKS
from localizer.check.reductions import FormerPrice, Reduction
from localizer.check.said import sayings
from localizer.check.scripts import ApprovedAmounts, LineFacts, ScriptTokens
from localizer.i18n import N_
from localizer.model.finding import Finding, Severity
from localizer.model.promise import MoneyRole, PromiseWords
from localizer.model.token import TOKEN


class AnswerNumbers:
    """What a person wrote into an answer has no number that is in no fact: amounts are tokens.

    Lines of the phrase bank get theirs from facts.
    """

    id: ClassVar[str] = "numbers"

    def check(self, context: ScriptContext) -> list[Finding]:
        """Return a finding for each such number; spans count in the line."""
        if context.facts is None:
            return []
        locale, book = context.target.locale, context.promises
        words = None if book is None else book.find(locale)
        texts = [text for line in context.script.lines for _name, text in line.values]
        texts += context.facts.values.values()
        known = {value for text in texts for value, _start, _end in number_values(text, locale)}
        found: list[Finding] = []
        start = 0
        for line in context.script.lines:
            # tokens keep their length, so that the spans stay right
            wording = "" if line.phrase else line.text
            plain = TOKEN.sub(lambda match: " " * len(match.group()), wording)
            told = _told_elsewhere(plain, locale, words)
            for value, begin, end in number_values(plain, locale):
                if value not in known and not any(first <= begin < last for first, last in told):
                    args = (("number", plain[begin:end]),)
                    message = N_("{number} is in no fact of this product.")
                    span = (start + begin, start + end)
                    found.append(Finding(self.id, Severity.WARNING, message, args, *span))
            start += len(line.text) + 1
        return found


def _told_elsewhere(text: str, locale: str, words: PromiseWords | None) -> list[tuple[int, int]]:
    """Return the places of money and of promises, which have checks of their own."""
    money = amounts(text, locale, words)
    places = [(one.start, one.end) for one in money if one.role is not MoneyRole.OTHER]
    said = () if words is None else sayings(text, words)
    return places + [(one.start, one.end) for one in said]


#: What is checked of an answer.
ANSWER_CHECKS: Final[tuple[ScriptCheck, ...]] = (
    LineFacts(),
    ApprovedAmounts(),
    ScriptTokens(),
    SpokenClaims(),
    AnswerNumbers(),
    PriceInText(),
    FormerPrice(),
    Reduction(),
    *PROMISE_CHECKS,
    SpokenDoubted(),
)
