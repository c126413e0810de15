"""What all checks of promises have in common: they look at what is said and judge it by what is known."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from localizer.check.said import Checked, Saying, passages, sayings
from localizer.model.finding import Finding, Severity
from localizer.model.grounds import Ground, Grounds
from localizer.model.promise import Promise


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with a promise: how bad, the message, what it names, and what mends it.

    ``message`` is a gettext msgid; ``{text}`` in it is what was said.
    """

    severity: Severity
    message: str
    args: tuple[tuple[str, str], ...] = ()
    fix: str | None = None

    @classmethod
    def wrong(cls, message: str, *args: tuple[str, str]) -> Verdict:
        """Return the verdict on what a fact contradicts."""
        return cls(Severity.BLOCK, message, args)

    @classmethod
    def unproven(cls, message: str, fact: Ground, *args: tuple[str, str]) -> Verdict:
        """Return the verdict on what ``fact`` would support if it were filled; its args name that fact."""
        return cls(Severity.EVIDENCE, message, (("evidence", fact.value), *args))


def promised(context: Checked) -> bool:
    """Tell whether anything is promised in ``context``; where nothing is, checks of promises are silent."""
    book = context.promises
    words = None if book is None else book.find(context.target.locale)
    if words is None or not any(sayings(text, words) for _offset, text in passages(context)):
        return False
    return context.grounds is not None


class PromiseCheck(ABC):
    """A check of some kinds of promises in texts, scripts and answers.

    Where nobody knows the grounds, or the language has no list of wordings, nothing is said.
    """

    id: ClassVar[str]
    kinds: ClassVar[frozenset[Promise]]

    def check(self, context: Checked) -> list[Finding]:
        """Return a finding for each promise that does not hold; spans count as in the whole text."""
        book = context.promises
        words = None if book is None else book.find(context.target.locale)
        if words is None:
            return []
        mine = [
            (offset, said)
            for offset, text in passages(context)
            for said in sayings(text, words)
            if said.kind in self.kinds
        ]
        if not mine or (grounds := context.grounds) is None:
            return []
        return [
            self._finding(said, verdict, offset)
            for offset, said in mine
            if not self.lawful(said, context) and (verdict := self.judge(said, grounds))
        ]

    def lawful(self, _said: Saying, _context: Checked, /) -> bool:
        """Tell whether a promise holds by law, whatever the shop does."""
        return False

    @abstractmethod
    def judge(self, said: Saying, grounds: Grounds, /) -> Verdict | None:
        """Return what is wrong with a promise, ``None`` when nothing is."""

    def _finding(self, said: Saying, verdict: Verdict, offset: int) -> Finding:
        start, end = said.start + offset, said.end + offset
        args = (("text", said.text), *verdict.args)
        return Finding(self.id, verdict.severity, verdict.message, args, start, end, verdict.fix)
