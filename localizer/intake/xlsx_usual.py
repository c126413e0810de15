"""One pattern for a whole row of an XLSX sheet: most rows have the same kinds of cells in the same columns.

A row is then read by one match instead of one for each cell. A row that is not like most does not match and
is read cell by cell, so nothing is read here that would be read otherwise there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from localizer.intake.xlsx_formats import Shown

#: Rows of a kind after which the next ones are expected to be like them.
_SEEN: Final = 50
#: Kinds of rows of one sheet that are known; each is tried on a row that is like none.
_MAX_LAYOUTS: Final = 4
_MAX_NOTED: Final = 64
#: Columns of a row; a wider one is no usual table of products.
_MAX_WIDTH: Final = 128

_ROW: Final = r'<row(?= )[^<>]*? r="(\d{1,7})"[^<>]*+>'
_FORMULA: Final = r"(?:<f(?: [^<>]*?)?(?:/>|>[^<]*+</f>))?+"
_VALUE: Final = rf"{_FORMULA}<v(?: [^<>]*+)?>([^<]*+)</v>"
_INLINE: Final = r"<is><t(?: [^<>]*+)?>([^<]*+)</t></is>"


@dataclass(frozen=True, slots=True)
class CellKind:
    """What the attributes of a cell say: its type, and how its style shows a number."""

    type: str
    shown: Shown = Shown.NUMBER
    zeros: int = 0
    currency: str = ""

    @property
    def is_text(self) -> bool:
        """Whether the text stands in the cell itself."""
        return self.type in ("inlineStr", "str")

    @property
    def is_bare(self) -> bool:
        """Whether it is a number shown as it is."""
        is_number = self.type == "n" and self.shown is Shown.NUMBER
        return is_number and not self.zeros and not self.currency


#: A cell of a row: its letters, its attributes as written, its 0-based column, its kind.
Cell = tuple[str, str, int, CellKind]


class Layout:
    """How the rows of one kind are read: the pattern, and which of its groups are what."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        """Expect some of ``cells`` in each row."""
        self.pattern: Final = re.compile(_ROW + "".join(map(_cell, cells)))
        self.kinds: Final = [kind for _letters, _attributes, _place, kind in cells]
        numbered = list(enumerate(self.kinds))
        self.texts: Final = [at for at, kind in numbered if kind.is_text]
        self.numbers: Final = [at for at, kind in numbered if kind.is_bare]
        self.others: Final = [at for at, kind in numbered if not kind.is_text and not kind.is_bare]
        places = [place for _letters, _attributes, place, _kind in cells]
        self._places = None if places == list(range(len(places))) else places

    def placed(self, cells: list[str]) -> list[str]:
        """Return ``cells`` each in its column."""
        if self._places is None:
            return cells
        row = [""] * (self._places[-1] + 1)
        for place, cell in zip(self._places, cells, strict=True):
            row[place] = cell
        return row


def _cell(cell: Cell) -> str:
    letters, attributes, _place, kind = cell
    inside = _INLINE if kind.type == "inlineStr" else _VALUE
    return rf'(?:<c r="{letters}\1"{re.escape(attributes)} ?(?:/>|>{inside}</c>))?+'


class UsualRows:
    """Learns what most rows of a sheet are like."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._layouts: list[Layout] = []
        self._noted: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}

    def match(self, row: str) -> tuple[Layout, re.Match[str]] | None:
        """Return how a row is read and its number and cells, ``None`` for one that is not like most."""
        for layout in self._layouts:
            if found := layout.pattern.fullmatch(row):
                if layout is not self._layouts[0]:
                    self._layouts.remove(layout)
                    self._layouts.insert(0, layout)
                return layout, found
        return None

    def note(
        self,
        letters: tuple[str, ...],
        attributes: tuple[str, ...],
        cells: Sequence[tuple[int, CellKind]],
    ) -> None:
        """Note a row that was read cell by cell."""
        key = (letters, attributes)
        seen = self._noted.get(key, 0) + 1
        if seen > 1 or len(self._noted) < _MAX_NOTED:
            self._noted[key] = seen
        if seen == _SEEN and len(self._layouts) < _MAX_LAYOUTS and cells[-1][0] < _MAX_WIDTH:
            named = zip(letters, attributes, cells, strict=True)
            self._layouts.append(Layout([(one, said, *cell) for one, said, cell in named]))
