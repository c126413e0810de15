"""Findings: what a check says, where, how bad, and what would mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

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

    @property
    def stops(self) -> bool:
        """Tell whether a finding of this severity stops an export."""
        return self in (Severity.BLOCK, Severity.EVIDENCE)


#: What a rule is set to whose findings are not wanted in a launch.
OFF: Final = "off"
Weight = Severity | Literal["off"]


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
    be shown in the reader's language. ``fix`` is a replacement for the span, or ``None``. ``own`` is how
    severe the rule is by itself, where the launch has it otherwise.
    """

    rule: str
    severity: Severity
    message: str
    args: tuple[tuple[str, str], ...] = ()
    start: int = 0
    end: int = 0
    fix: str | None = None
    source: str = ""
    own: Severity | None = None


@dataclass(frozen=True, slots=True)
class SeverityChoice:
    """How severe a rule is in one launch, as a person chose it, why, who and when (ISO 8601).

    ``rule`` may be the part before the colon: then it stands for all rules of that check which have no
    choice of their own. ``own`` was the severity of the rule by itself, ``None`` where nobody knew.
    """

    rule: str
    weight: Weight
    own: Severity | None = None
    reason: str = ""
    by: str = ""
    at: str = ""

    def lowers(self, severity: Severity) -> bool:
        """Tell whether a finding of ``severity`` would count for less."""
        return self.weight == OFF or Severity(self.weight).rank > severity.rank

    def allowed(self, severity: Severity) -> bool:
        """Tell whether the choice may be followed for a finding of ``severity``.

        What stops an export is lowered only with a reason, and never turned off.
        """
        if not severity.stops or not self.lowers(severity):
            return True
        return self.weight != OFF and bool(self.reason)
