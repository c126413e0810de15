"""Lines and rows of a table whose lines can be unfolded: which row of the screen shows what.

A line is a place among the products, a row a place on the screen. Only what is unfolded is kept, so a million
folded lines cost nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right


class Folds:
    """The unfolded lines in order, with how many rows each shows below itself."""

    def __init__(self) -> None:
        """Begin with everything folded."""
        self._lines: list[int] = []
        self._counts: list[int] = []
        self._rows: list[int] = []

    @property
    def extra(self) -> int:
        """How many rows there are beyond the lines."""
        return sum(self._counts)

    def clear(self) -> None:
        """Fold everything."""
        self._lines, self._counts, self._rows = [], [], []

    def count_of(self, line: int) -> int:
        """Return how many rows ``line`` shows below itself, 0 while it is folded."""
        place = bisect_left(self._lines, line)
        known = place < len(self._lines) and self._lines[place] == line
        return self._counts[place] if known else 0

    def open(self, line: int, count: int) -> None:
        """Show ``count`` rows below a folded ``line``."""
        place = bisect_left(self._lines, line)
        self._lines.insert(place, line)
        self._counts.insert(place, count)
        self._number()

    def close(self, line: int) -> None:
        """Fold an unfolded ``line``."""
        place = bisect_left(self._lines, line)
        del self._lines[place], self._counts[place]
        self._number()

    def _number(self) -> None:
        before = 0
        self._rows = []
        for line, count in zip(self._lines, self._counts, strict=True):
            self._rows.append(line + before)
            before += count

    def place(self, row: int) -> tuple[int, int]:
        """Return the line a row belongs to, and which of its rows it is: 0 for the line itself."""
        last = bisect_right(self._rows, row) - 1
        if last < 0:
            return row, 0
        beyond = row - self._rows[last]
        if beyond <= self._counts[last]:
            return self._lines[last], beyond
        return self._lines[last] + beyond - self._counts[last], 0

    def row_of(self, line: int) -> int:
        """Return the row of the screen that shows ``line`` itself."""
        return line + sum(self._counts[: bisect_left(self._lines, line)])
