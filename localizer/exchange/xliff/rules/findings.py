"""What is wrong in a file, by line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from localizer.exchange.tables import MAX_PROBLEMS
from localizer.i18n import _

#: An element, or a line.
Place = Any


class Level(StrEnum):
    """How bad a finding is: errors break the specification, warnings are against its advice."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong, in which line; ``rule`` is a stable name for programs.

    The line is the element's; past line 65,535 it may be one of its first children's.
    """

    line: int
    level: Level
    rule: str
    reason: str

    @property
    def sentence(self) -> str:
        """Say where and why."""
        return _("Line {line}: {reason}").format(line=self.line, reason=self.reason)


class Findings:
    """Collects findings; all are counted, the first ones kept."""

    def __init__(self) -> None:
        """Begin with none."""
        self.kept: list[Finding] = []
        self.errors = 0
        self.warnings = 0

    def error(self, place: Place, rule: str, reason: str, /, **words: object) -> None:
        """Tell that ``place`` (an element or a line) breaks ``rule``; ``words`` go into ``reason``."""
        self.errors += 1
        self._keep(place, Level.ERROR, rule, reason, words)

    def warn(self, place: Place, rule: str, reason: str, /, **words: object) -> None:
        """Tell that ``place`` is against the advice of ``rule``."""
        self.warnings += 1
        self._keep(place, Level.WARNING, rule, reason, words)

    def hint(
        self,
        place: Place,
        rule: str,
        reason: str,
        /,
        *,
        final: bool,
        **words: object,
    ) -> None:
        """Tell of a broken editing hint: an error only in what is final (section 4.7.2.6 of 2.1)."""
        (self.error if final else self.warn)(place, rule, reason, **words)

    def _keep(
        self,
        place: Place,
        level: Level,
        rule: str,
        reason: str,
        words: dict[str, object],
    ) -> None:
        if len(self.kept) < MAX_PROBLEMS:
            line = place if isinstance(place, int) else place.sourceline or 0
            self.kept.append(Finding(line, level, rule, reason.format(**words)))
