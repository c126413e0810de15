"""A description as numbered rows of cells: its lines, list items, and the rows of its tables.

Markup and plain text give the same rows, so that whoever looks for facts or sizes need not know HTML.
"""

from __future__ import annotations

import html
import re
from typing import Final, NamedTuple

#: What lies beyond is not searched: the longest description seen has 40,000 characters.
MAX_CHARS: Final = 100_000
MAX_ROWS: Final = 2000
MAX_CELLS: Final = 40
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,15})\b[^<>]*>")
_PLAIN_CELLS: Final = re.compile(r"\s*[\t|｜¦]\s*")
#: The line of dashes that Markdown puts under the head of a table.
_RULE: Final = re.compile(r"[\s|:+\-–—=]+")
#: Tags that end a line.
_BREAKS: Final = frozenset(
    ["p", "br", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "thead", "tbody", "tr",
     "blockquote", "hr", "dl", "dt", "dd", "pre", "section", "article", "caption"]
)  # fmt: skip
#: Of these, the ones that end it inside a cell too.
_ROW_ENDS: Final = frozenset({"tr", "thead", "tbody"})
_CELLS: Final = frozenset({"td", "th"})
_SILENT: Final = frozenset({"script", "style"})
_BREAK: Final = re.compile(rf"</?(?:{'|'.join(sorted(_BREAKS))})\b[^<>]*>", re.IGNORECASE)
_CELLS_OR_CODE: Final = re.compile(r"<(?:t[dhr]|table|d[ltd]|script|style)\b", re.IGNORECASE)
_BLOCK: Final = re.compile(r"<(?:br|p|li|tr|div|dl|h[1-6])\b", re.IGNORECASE)
#: Stands for a tag that breaks the line, while line ends are looked at.
_BROKEN: Final = "\x00"
#: One line end; two are a paragraph even there.
_LINE_END: Final = re.compile(r"(?<![\r\n])\r?\n(?![ \t]*\r?\n)")


class Row(NamedTuple):
    """One row. ``item`` counts from 1 as a reader counts the lines; ``table`` is 0 outside HTML tables."""

    item: int
    cells: tuple[str, ...]
    table: int = 0


def rows_of(text: str) -> tuple[Row, ...]:
    """Return the rows of ``text``, HTML or plain; empty ones do not count. Junk is no error."""
    text = text[:MAX_CHARS]
    if _CELLS_OR_CODE.search(text) is None:
        return _line_rows(text)
    pieces = _TAG.split(text)
    reader = _Reader(wraps=_BLOCK.search(text) is not None)
    reader.text(pieces[0])
    for at in range(1, len(pieces), 3):
        reader.tag(pieces[at + 1].lower(), closing=pieces[at] == "/")
        if pieces[at + 2]:
            reader.text(pieces[at + 2])
    reader.end_row()
    return tuple(reader.rows)


def _line_rows(text: str) -> tuple[Row, ...]:
    """Return the lines of a text without tables; the same as `_Reader` gives, several times faster."""
    if "<" in text:
        wraps = "\n" in text and _BLOCK.search(text) is not None
        text = _TAG.sub("", _BREAK.sub(_BROKEN if wraps else "\n", text))
        if wraps:  # only now: a tag between two line ends does not keep them apart
            text = _LINE_END.sub(" ", text).replace(_BROKEN, "\n")
    if "&" in text:
        text = html.unescape(text)
    cells = [found for line in text.splitlines() if (found := _line_cells(line))]
    return tuple(Row(item, found) for item, found in enumerate(cells[:MAX_ROWS], start=1))


def _line_cells(line: str) -> tuple[str, ...]:
    """Split a line of plain text at tabs and bars; nothing for an empty line or a line of dashes."""
    if "|" not in line and "\t" not in line and "｜" not in line and "¦" not in line:
        line = line.strip()
        return (line,) if line else ()
    if _RULE.fullmatch(line):
        return ()
    inner = line.strip(" |｜¦\r\n\xa0")
    return tuple(_PLAIN_CELLS.split(inner)[:MAX_CELLS]) if inner else ()


class _Reader:
    """Collects rows while the tags go by; knows only where a row and a cell end.

    ``wraps``: the text breaks its lines with tags, so that a single line end in it is only a space.
    """

    def __init__(self, *, wraps: bool) -> None:
        self.rows: list[Row] = []
        self._wraps = wraps
        self._cells: list[str] = []
        self._text: list[str] = []
        self._tables = 0
        self._open: list[int] = []
        self._in_cell = False
        self._silent = ""

    def text(self, text: str) -> None:
        """Take in the text between two tags."""
        if not self._silent:
            self._text.append(text)

    def tag(self, name: str, *, closing: bool) -> None:
        """Take in a tag: some end a cell, some a row, the others nothing."""
        if self._silent or name in _SILENT:
            if not self._silent:
                self._silent = "" if closing else name
            elif closing and name == self._silent:
                self._silent = ""
        elif name in _CELLS:
            self._end_cell()
            self._in_cell = not closing
        elif name == "table":
            self._table_tag(closing=closing)
        elif name in _BREAKS:
            if self._in_cell and name not in _ROW_ENDS:
                self._text.append(" ")
            elif name == "dt" and closing:  # a term and its explanation are two cells of one row
                self._cells.append(self._take())
            elif name != "dd" or closing:
                self.end_row()

    def end_row(self) -> None:
        """Close the row; lines inside a run of text are rows of their own."""
        self._in_cell = False
        if not self._cells and not self._open:
            self._end_lines()
            return
        self._end_cell()
        if any(self._cells):
            self._add(tuple(self._cells[:MAX_CELLS]))
        self._cells = []

    def _table_tag(self, *, closing: bool) -> None:
        self.end_row()
        if not closing:
            self._tables += 1
            self._open.append(self._tables)
        elif self._open:
            self._open.pop()

    def _end_cell(self) -> None:
        """Close the cell; between cells only text counts."""
        text = self._take()
        if text or self._in_cell:
            self._cells.append(text)

    def _end_lines(self) -> None:
        if not self._text:
            return
        text = "".join(self._text)
        self._text.clear()
        if self._wraps and "\n" in text:
            text = _LINE_END.sub(" ", text)
        for line in (html.unescape(text) if "&" in text else text).splitlines():
            if cells := _line_cells(line):
                self._add(cells)

    def _take(self) -> str:
        text = "".join(self._text)
        self._text.clear()
        return " ".join((html.unescape(text) if "&" in text else text).split())

    def _add(self, cells: tuple[str, ...]) -> None:
        if len(self.rows) < MAX_ROWS:
            self.rows.append(Row(len(self.rows) + 1, cells, self._open[-1] if self._open else 0))
