"""A quotation mark that is never closed makes one cell of many rows: told by what that cell looks like."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from localizer.errors import InputError
from localizer.i18n import _
from localizer.intake.table import RawRow

#: Records read at a time: fewer cost more, more are held for nothing where only the first ones are wanted.
TOGETHER: Final = 200
#: Rows that tell what the rows of a file look like.
_USUAL_ROWS: Final = 50
#: So many lines like rows in one cell are rows, where no numbers tell what a row looks like.
_WITHOUT_EXAMPLE: Final = 3


def watched(lines: Iterable[str], delimiter: str, name: str) -> Iterator[RawRow]:
    """Yield the records of a text file called ``name``, numbered from 1, blank ones included.

    Raises `InputError` where a cell holds other rows, or more than the reader of tables takes: then too a
    quotation mark was most likely never closed.
    """
    reader = csv.reader(lines, delimiter=delimiter)
    quotes = OpenQuotes(delimiter)
    read = line = 0
    while True:
        rows: list[list[str]] = []
        try:
            rows.extend(islice(reader, TOGETHER))
        except csv.Error as error:
            raise _never_closed(name, read + len(rows) + 1) from error
        if not rows:
            return
        if reader.line_num - line != len(rows):  # some cells have line ends
            place = quotes.find(rows)
            if place is not None:
                raise _never_closed(name, read + place + 1)
        yield from enumerate(rows, start=read + 1)
        read += len(rows)
        line = reader.line_num


def _never_closed(name: str, row: int) -> InputError:
    return InputError(
        _(
            "{file}: a quotation mark opened in row {row} is never closed, so the rows below it stand in one "
            "cell. Mend that row and import the file again."
        ).format(file=name, row=row)
    )


class OpenQuotes:
    """Knows what the rows of one file look like, and finds cells that hold several."""

    def __init__(self, delimiter: str) -> None:
        """Look at rows whose cells ``delimiter`` sets apart."""
        self._delimiter = delimiter
        self._usual: list[list[str]] = []

    def find(self, rows: Sequence[list[str]]) -> int | None:
        """Return the place of the first of ``rows`` with a cell that holds other rows."""
        broken = [at for at, row in enumerate(rows) if any("\n" in c or "\r" in c for c in row)]
        odd = set(broken)
        whole = (row for at, row in enumerate(rows) if at not in odd and len(row) > 1)
        self._usual = [*whole, *self._usual][:_USUAL_ROWS]
        return next((at for at in broken if self._holds_rows(rows[at])), None)

    def _holds_rows(self, row: list[str]) -> bool:
        widths = Counter(map(len, self._usual))
        width = max(widths, key=lambda one: (widths[one], one), default=0)
        if width < 2:  # noqa: PLR2004 - a table has columns
            return False
        usual = [one for one in self._usual if len(one) == width]
        return any(
            ("\n" in cell or "\r" in cell) and self._is_rows(row, at, width, usual)
            for at, cell in enumerate(row)
        )

    def _is_rows(self, row: list[str], at: int, width: int, usual: list[list[str]]) -> bool:
        """Tell whether the cell at ``at`` goes on with its row, then with whole rows, then a row's end."""
        lines = csv.reader(io.StringIO(row[at], newline=""), delimiter=self._delimiter)
        try:
            first, *middle, last = filter(None, lines)
        except (csv.Error, ValueError):
            return False
        whole = [row[:at] + first, *middle]
        if any(len(one) != width for one in whole):
            return False
        numbers = [_commonly_number(usual, place) for place in range(width)]
        if not any(numbers):  # perhaps only the header is known
            return len(middle) >= _WITHOUT_EXAMPLE and not any(map(_is_spaced, middle))
        if not all(_is_like(one, numbers) for one in whole):
            return False
        if middle:
            return True
        # One line only: the row must end with numbers where they belong, and the next row with the rest.
        rest = len(last) + len(row) - at - 1
        is_row = rest == width or (rest > width and any('"' in cell for cell in row))
        return any(numbers[at + 1 :]) and is_row and not _is_spaced(last)


def _commonly_number(rows: Sequence[list[str]], place: int) -> bool:
    return sum(_is_number(row[place]) for row in rows) > len(rows) / 2


def _is_like(row: list[str], numbers: Sequence[bool]) -> bool:
    """Tell whether a row has numbers where rows have them, and looks like no prose."""
    stated = [cell for cell, is_number in zip(row, numbers, strict=True) if is_number]
    return not _is_spaced(row) and all(
        not cell.strip() or any(map(str.isdecimal, cell)) for cell in stated
    )


def _is_spaced(row: Sequence[str]) -> bool:
    """Tell whether cells begin with a space: prose has one after a comma, records have none."""
    return any(cell[:1] == " " and not cell.isspace() for cell in row[1:])


def _is_number(cell: str) -> bool:
    """Tell whether a cell is mostly digits."""
    text = cell.strip()
    return bool(text) and 2 * sum(map(str.isdecimal, text)) >= len(text)
