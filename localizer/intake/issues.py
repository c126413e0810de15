"""What could not be used as it stands in a file, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Literal

Treatment = Literal["failed", "skipped", "repaired"]


class CellError(ValueError):
    """A cell cannot be read as what its column says; ``str(error)`` is a translated sentence."""


@dataclass(frozen=True, slots=True)
class RowIssue:
    """One remark about a row.

    ``row`` is counted as a spreadsheet shows it, the header included; ``column`` is the header as written,
    empty for the whole row. ``reason`` is a translated sentence. A ``failed`` row was not used, a
    ``skipped`` one adds nothing, of a ``repaired`` one all but the named cell was used.
    """

    row: int
    column: str
    reason: str
    treatment: Treatment


class IssueLog:
    """Collects the remarks and the assumptions of one reading."""

    def __init__(self) -> None:
        """Start empty."""
        self._issues: list[RowIssue] = []
        self._seen: set[RowIssue] = set()
        self._assumptions: dict[str, None] = {}
        #: Numbers, SKUs or titles of rows that were not used: what they stand for is in the file.
        self.unused: dict[str, None] = {}
        self._unused_given = 0

    @property
    def told(self) -> int:
        """How many remarks were made so far."""
        return len(self._seen)

    def rows_after(self, told: int) -> set[int]:
        """Return the rows of the remarks made after the first ``told``, of those not handed over yet."""
        new = len(self._seen) - told
        return {issue.row for issue in self._issues[-new:]} if new else set()

    def give_unused(self) -> tuple[str, ...]:
        """Return what was added to ``unused`` since the last time."""
        new = tuple(islice(self.unused, self._unused_given, None))
        self._unused_given = len(self.unused)
        return new

    def failed(self, row: int, reason: str, column: str = "") -> None:
        """Say that ``row`` was not used."""
        self._add(RowIssue(row, column, reason, "failed"))

    def skipped(self, row: int, reason: str, column: str = "") -> None:
        """Say that ``row`` adds nothing."""
        self._add(RowIssue(row, column, reason, "skipped"))

    def repaired(self, row: int, reason: str, column: str = "") -> None:
        """Say that one cell of ``row`` was left out or put right."""
        self._add(RowIssue(row, column, reason, "repaired"))

    def _add(self, issue: RowIssue) -> None:
        if issue not in self._seen:
            self._seen.add(issue)
            self._issues.append(issue)

    def take(self, issues: Iterable[RowIssue], assumptions: Iterable[str] = ()) -> None:
        """Add the remarks of another log."""
        for issue in issues:
            self._add(issue)
        for sentence in assumptions:
            self.assume(sentence)

    def give(self) -> tuple[tuple[RowIssue, ...], tuple[str, ...]]:
        """Hand over the remarks and assumptions made since the last time; the counts stay."""
        given = tuple(self._issues), tuple(self._assumptions)
        self._issues.clear()
        self._assumptions.clear()
        return given

    def assume(self, sentence: str) -> None:
        """State, once, something the file does not say."""
        self._assumptions[sentence] = None

    @property
    def issues(self) -> tuple[RowIssue, ...]:
        """Return the remarks in the order of the rows."""
        return tuple(sorted(self._issues, key=lambda issue: issue.row))

    @property
    def assumptions(self) -> tuple[str, ...]:
        """Return the assumptions, each once."""
        return tuple(self._assumptions)

    def rows(self, treatment: Treatment) -> int:
        """Return how many rows were treated so."""
        return len({issue.row for issue in self._issues if issue.treatment == treatment})
