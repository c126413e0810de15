"""Findings: what a check says, where, how bad, and what would mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

#: The rule of amounts that moved after the wording around them was approved; the board shows it.
AMOUNT_MOVED: Final = "script_amount"


class Severity(StrEnum):
    """``block`` and ``evidence`` stop an export; ``warning`` wants a look; ``info`` is for the record."""

    BLOCK = "block"
    EVIDENCE = "evidence"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Return 0 for the worst."""
        return list(Severity).index(self)


class Subject(StrEnum):
    """What kind of thing a finding is about."""

    TRANSLATION = "translation"
    LISTING = "listing"
    PRICE = "price"
    SCRIPT = "script"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``start``/``end`` are offsets in the checked text (0, 0 = the whole).

    ``message`` is a gettext msgid with named placeholders filled from ``args`` when shown, so that it can
    be shown in the reader's language. ``fix`` is a replacement for the span, or ``None``.
    """

    rule: str
    severity: Severity
    message: str
    args: tuple[tuple[str, str], ...] = ()
    start: int = 0
    end: int = 0
    fix: str | None = None
    source: str = ""
