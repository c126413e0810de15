"""Cells as a sheet has them: texts as inline strings that nothing calculates, numbers as they are.

Form: ECMA-376 part 1, 18.3.1.4 (``c``), 18.18.11 (``inlineStr``) and 22.9.2.19 (``_xHHHH_``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

#: What stands in a cell.
Cell = str | int | Decimal
#: Characters a cell takes (Microsoft, "Excel specifications and limits", checked 2026-11-21).
MAX_TEXT: Final = 32_767
#: XML 1.0 has no place for these, in any form.
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: A text that a reader would take for one of Excel's own escapes.
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LETTERS: Final = 26


def column_letters(number: int) -> str:
    """Return the letters of a column that counts from 1: ``A``, ``Z``, ``AA``."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column, from 1."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def clean(text: str) -> str:
    """Return ``text`` as a cell shows it: one kind of line end, no control characters."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_XML.sub("", text)


def units(text: str) -> int:
    """Count ``text`` as spreadsheets do: in UTF-16, where an emoji is two."""
    return len(text) + sum(char > "\uffff" for char in text)


class RowPen:
    """Writes rows; what is the same in every row is made once.

    ``styles`` are the numbers of cell styles by column: filled cells get them, and so do blank ones where
    the column is in ``kept``.
    """

    def __init__(self, prefix: str, styles: Mapping[int, str], kept: frozenset[int]) -> None:
        """Write tags with the namespace ``prefix`` (empty or ending in a colon)."""
        self._row = f"<{prefix}row", f"</{prefix}row>"
        self._prefix, self._styles, self._kept = prefix, styles, sorted(kept)
        self._texts: dict[int, tuple[str, str]] = {}
        self._numbers: dict[int, tuple[str, str]] = {}
        p = prefix
        self._text_end = f"</{p}t></{p}is></{p}c>"
        self._number_end = f"</{p}v></{p}c>"

    def row(self, number: int, cells: Mapping[int, Cell]) -> str:
        """Return row ``number`` with ``cells`` by column; empty texts are left blank."""
        begin, end = self._row
        place = str(number)
        made = [f'{begin} r="{place}">']
        blank = [one for one in self._kept if one not in cells] if self._kept else []
        for column in sorted((*cells, *blank)) if blank else sorted(cells):
            value = cells.get(column, "")
            if value.__class__ is str:
                if value:
                    made.append(self._text(column, place, value))
                elif column in self._styles:
                    style = self._styles[column]
                    letters = column_letters(column)
                    made.append(f'<{self._prefix}c r="{letters}{place}" s="{style}"/>')
            else:
                first, second = self._numbers.get(column) or self._number(column)
                written = f"{value:f}" if isinstance(value, Decimal) else str(value)
                made.append(f"{first}{place}{second}{written}{self._number_end}")
        made.append(end)
        return "".join(made)

    def _text(self, column: int, place: str, text: str) -> str:
        if "&" in text:
            text = text.replace("&", "&amp;")
        if "<" in text:
            text = text.replace("<", "&lt;")
        if ">" in text:
            text = text.replace(">", "&gt;")
        if "_x" in text:
            text = _ESCAPE.sub("_x005F_", text)
        first, second = self._texts.get(column) or self._begin_text(column)
        return f"{first}{place}{second}{text}{self._text_end}"

    def _begin_text(self, column: int) -> tuple[str, str]:
        p, style = self._prefix, self._style(column)
        begin = f'" {style}t="inlineStr"><{p}is><{p}t xml:space="preserve">'
        made = self._texts[column] = f'<{p}c r="{column_letters(column)}', begin
        return made

    def _number(self, column: int) -> tuple[str, str]:
        p, style = self._prefix, self._style(column).rstrip()
        begin = f'" {style}><{p}v>' if style else f'"><{p}v>'
        made = self._numbers[column] = f'<{p}c r="{column_letters(column)}', begin
        return made

    def _style(self, column: int) -> str:
        return f's="{self._styles[column]}" ' if column in self._styles else ""
