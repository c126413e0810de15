"""What an action changed: returned by every mutation, so that views decide what to refresh."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """Tables and row counts touched by one step; ``step`` is ``None`` when nothing changed."""

    step: int | None = None
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Return the number of rows written."""
        return sum(self.rows.values())

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return self.total > 0

    def merged(self, other: Changes) -> Changes:
        """Return both changes as one; the later step wins."""
        rows = dict(self.rows)
        for table, count in other.rows.items():
            rows[table] = rows.get(table, 0) + count
        return Changes(other.step if other.step is not None else self.step, rows)
