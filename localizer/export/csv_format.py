"""CSV for spreadsheets: UTF-8 with a byte-order mark, CRLF, no cell that calculates or loses a digit."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

from localizer.export.columns import LISTING, SCRIPT, Cell, listing_cells, script_cells
from localizer.export.content import ProductContent
from localizer.export.gate import GateResult
from localizer.export.writer import Head, Part
from localizer.model.formula import would_change

#: Spreadsheets read a cell that begins so as a formula (OWASP, "CSV Injection", checked 2026-11-21); the
#: full-width signs count where the input method is Chinese or Japanese.
FORMULA: Final = frozenset("=+-@\t\r\n＝＋－＠")
#: Texts from the first letter to the first full-width sign are written as they are; digits and signs, which
#: stand before the letters, are looked at. Two comparisons cost less than looking a first letter up.
_FIRST: Final = "A"
_SIGNS: Final = min("＝＋－＠")
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?", re.ASCII)


def neutral(text: str) -> str:
    """Return ``text`` so that no spreadsheet calculates it: an apostrophe before a formula."""
    if text[:1] in FORMULA and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def as_text(text: str) -> str:
    """Return ``text`` so that a spreadsheet shows just that: codes keep their zeros and digits."""
    return f"'{text}" if would_change(text) else neutral(text)


class CsvWriter:
    """Writes ``listings.csv`` and ``scripts.csv`` of one target."""

    def __init__(self, head: Head, folder: Path) -> None:
        """Begin both files in ``folder``."""
        mark, text = (_wanted(head.given.get(one, "")) for one in ("csv_mark", "codes_as_text"))
        self._listings = Table(folder / "listings.csv", LISTING, mark=mark, text=text)
        self._scripts = Table(folder / "scripts.csv", SCRIPT, mark=mark, text=text)

    def add(self, content: ProductContent) -> None:
        """Write the listing rows and script lines of one product."""
        for row in content.rows:
            self._listings.write(listing_cells(row))
        for pitch in content.pitches:
            for cells in script_cells(pitch):
                self._scripts.write(cells)

    def close(self, verdict: GateResult) -> tuple[Part, ...]:
        """Finish both files."""
        del verdict
        self.abort()
        return (
            Part(self._listings.path, "listings", ".csv", self._listings.rows),
            Part(self._scripts.path, "scripts", ".csv", self._scripts.rows),
        )

    def abort(self) -> None:
        """Close both files."""
        self._listings.close()
        self._scripts.close()


class Table:
    """One CSV file."""

    def __init__(
        self, path: Path, heading: Sequence[str], *, mark: bool = True, text: bool = True
    ) -> None:
        """Begin ``path``; with a byte-order mark if ``mark``; ``text`` keeps codes from becoming numbers."""
        self.path = path
        self.rows = 0
        self._guard = as_text if text else neutral
        self._stream = path.open("w", encoding="utf-8-sig" if mark else "utf-8", newline="")
        self._csv = csv.writer(self._stream, lineterminator="\r\n")
        self._csv.writerow(heading)

    def write(self, cells: Sequence[Cell]) -> None:
        """Write a row."""
        # Most cells are harmless texts: they need no call.
        looked_at = self._looked_at
        safe = [
            cell if cell.__class__ is str and _FIRST <= cell < _SIGNS else looked_at(cell)
            for cell in cells
        ]
        self._csv.writerow(safe)
        self.rows += 1

    def _looked_at(self, cell: Cell) -> str:
        return self._guard(cell) if isinstance(cell, str) else _text(cell)

    def close(self) -> None:
        """Close the file."""
        self._stream.close()


def _text(cell: Cell) -> str:
    """Return a number, digit for digit; it never begins a formula."""
    if cell is None:
        return ""
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def _wanted(answer: str) -> bool:
    """Tell whether a setting is on; it is unless somebody turned it off."""
    return answer.strip().casefold() not in {"no", "false", "0"}
