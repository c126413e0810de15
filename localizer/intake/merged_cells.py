"""What stands in a merged range stands in each of its rows, as a person sees it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from localizer.intake.table import HEADER_WITHIN_ROWS

#: A range over more columns is a title above the table.
_WIDEST: Final = 20
_NUMBER: Final = re.compile(r"[-+]?[0-9][0-9.,]*%?")


class Merge(NamedTuple):
    """A merged range: first and last row, first and last column, counted from 0."""

    top: int
    bottom: int
    left: int
    right: int


class Fill:
    """Writes what stands in the first cell of a merged range into the rows below, in its first column.

    A header over several columns (图片 over three) stands in each of them: in the first row with several
    texts. Further down a text over several columns is a note or a total, and stays alone.
    """

    def __init__(self, merges: Iterable[Merge]) -> None:
        """Take the ranges of a sheet, in any order."""
        self._waiting = sorted((one for one in merges if one.bottom > one.top), reverse=True)
        self._wide: dict[int, list[Merge]] = {}
        for one in merges:
            if one.right > one.left and one.top < HEADER_WITHIN_ROWS:
                self._wide.setdefault(one.top, []).append(one)
        #: By column: the last row of the range open there, and its text. Ranges never overlap in good files.
        self._open: dict[int, tuple[int, str]] = {}

    def into(self, row: int, cells: list[str]) -> None:
        """Complete the cells of ``row``; rows come in order, blank ones may be left out."""
        for column in [c for c, (last, _text) in self._open.items() if last < row]:
            del self._open[column]
        if any(cells):  # a row with nothing of its own stays blank
            for column, (_last, text) in self._open.items():
                if text and column >= len(cells):
                    cells += [""] * (column + 1 - len(cells))
                if text and not cells[column]:
                    cells[column] = text
        while self._waiting and self._waiting[-1].top <= row:
            one = self._waiting.pop()
            if one.top == row and one.left < len(cells):
                self._open[one.left] = (one.bottom, cells[one.left])
        if self._wide and len([cell for cell in cells if cell]) > 1:
            if not any(map(_NUMBER.fullmatch, cells)):
                self._spread(self._wide.get(row, ()), cells)
            self._wide.clear()

    def _spread(self, merges: Iterable[Merge], cells: list[str]) -> None:
        for one in merges:
            if one.left < len(cells) and cells[one.left]:
                text = cells[one.left]
                cells += [""] * (min(one.right, one.left + _WIDEST) + 1 - len(cells))
                for column in range(one.left + 1, min(one.right, one.left + _WIDEST) + 1):
                    cells[column] = cells[column] or text
