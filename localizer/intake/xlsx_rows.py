"""The rows of an XLSX sheet one after another, without ever holding the sheet.

It reads sheets as Excel, WPS, LibreOffice and the usual libraries write them (ECMA-376 part 1, 18.3.1); one
that is written otherwise is left, from the row in doubt on, to the general reader, which holds all of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import IO, Final

from localizer.intake.cell_texts import number_text, to_text
from localizer.intake.table import RawRow
from localizer.intake.xlsx_book import (
    OtherwiseError,
    Strings,
    XlsxBook,
    plain_text,
    without_phonetic,
)
from localizer.intake.xlsx_formats import Shown, elapsed_of, moment_of
from localizer.intake.xlsx_scan import column_number
from localizer.intake.xlsx_usual import CellKind, Layout, UsualRows

_CHUNK: Final = 1 << 20
#: A row of 16,384 columns has some megabytes.
_MAX_ROW_BYTES: Final = 1 << 24
#: Bytes of shared texts shown by the cells of one sheet; a real catalog has a tenth.
MAX_SHOWN: Final = 200 * 1024 * 1024
_ROW: Final = re.compile(r'<row(?= )[^<>]*? r="(\d{1,7})"')
#: Place, attributes, then one of: a value, an inline text, an inline text in runs.
_CELL: Final = re.compile(
    r'<c r="([A-Z]{1,3})(\d{1,7})"((?: (?:s|t|cm|vm)="\w{1,12}")*+) ?'
    r"(?:/>|>(?:<f(?: [^<>]*?)?(?:/>|>[^<]*+</f>))?+"
    r"(?:<v(?: [^<>]*+)?>([^<]*+)</v>|<v/>|<is><t(?: [^<>]*+)?>([^<]*+)</t></is>|"
    r"<is>((?:[^<]++|<(?!/?(?:is|c|row)\b))*+)</is>|<is/>)?+</c>)"
)
#: How cells begin that the pattern does not know.
_OTHERWISE: Final = ("<c>", "<c/", "<c\t", "<c\n", "<c\r", "<!")
_PREFIXED: Final = re.compile(r"<[^\s<>/:]{1,200}:(?:c|row)[\s/>]")
_BLANK: Final = re.compile(r"<t(?: [^<>]*?)?/>")
_RUN: Final = re.compile(r"<t(?: [^<>]*+)?>([^<]*+)</t>")
_ATTRIBUTE: Final = re.compile(r'(\w+)="(\w+)"')
#: Numbers whose text is what a person typed: no exponent, no zeros at the ends, not too many digits.
_PLAIN: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,14})|(?=.{1,16}$)-?(?:0|[1-9][0-9]*)\.[0-9]*[1-9]")


#: Blank places between the cells of a sheet; a cell far to the right in every row makes millions.
MAX_BLANK: Final = 20_000_000


class TooMuchError(Exception):
    """The cells of a sheet show more text than is read."""


class TooWideError(Exception):
    """The cells of a sheet lie so far apart that it is mostly blank; ``columns`` is how wide it is."""

    def __init__(self, columns: int) -> None:
        """Keep the width."""
        super().__init__(columns)
        self.columns = columns


class XlsxRows:
    """Reads one sheet, once."""

    def __init__(
        self, book: XlsxBook, strings: Strings, priced: Collection[int] = frozenset()
    ) -> None:
        """Begin before the first row; numbers in columns ``priced`` come with their format's currency."""
        self._priced = priced
        self._row = 0
        self._book = book
        self._strings = strings
        self._kinds: dict[str, CellKind] = {}
        self._columns: dict[str, int] = {}
        self._shown = self._blank = 0
        #: Most rows have cells in the same columns and of the same kinds as the one above.
        self._letters: tuple[str, ...] = ()
        self._attributes: tuple[str, ...] = ()
        self._plan: tuple[tuple[int, CellKind], ...] = ()
        self._usual = UsualRows()

    def rows(self, stream: IO[bytes]) -> Iterator[RawRow]:
        """Yield the rows with something in them. Raises `OtherwiseError` and `TooMuchError`."""
        try:
            for window in _windows(stream):
                yield from self._rows_of(window)
        except (UnicodeError, IndexError, ValueError) as error:
            raise OtherwiseError from error

    def _rows_of(self, window: str) -> Iterator[RawRow]:
        if "<v" not in window and "<is" not in window:  # only styles
            self._row = int(_number_of(window, window.rfind("<row ")))
            return
        match = self._usual.match
        for piece in window.split("</row>")[:-1]:
            usual = match(piece)
            cells = self._usual_cells(*usual) if usual else self._unusual(piece)
            if any(cells):
                yield self._row, cells

    def _begin(self, number: str) -> None:
        """Begin with the row that states ``number``."""
        row = int(number)
        if row <= self._row:
            raise OtherwiseError
        self._row = row

    def _unusual(self, piece: str) -> list[str]:
        """Return the cells of a row that is not like most, or of the first ones."""
        is_odd = "<!" in piece or piece.count("<c") != piece.count("<c ")
        if is_odd and any(start in piece for start in _OTHERWISE):
            raise OtherwiseError
        if (":c" in piece or ":row" in piece) and _PREFIXED.search(piece):
            raise OtherwiseError
        number = _number_of(piece, piece.rfind("<row"))
        self._begin(number)
        return self._cells(piece, number) if "<v" in piece or "<is" in piece else []

    def _usual_cells(self, layout: Layout, found: re.Match[str]) -> list[str]:
        """Return the cells of a row that is like most."""
        self._begin(found[1])
        cells = list(found.groups("")[1:])
        if "&" in found.string or "_x" in found.string:
            for at in layout.texts:
                cells[at] = plain_text(cells[at])
        for at in layout.numbers:
            value = cells[at]
            if value and not _PLAIN.fullmatch(value):
                cells[at] = self._text(layout.kinds[at], value, "", "")
        for at in layout.others:
            if value := cells[at]:
                cells[at] = self._text(layout.kinds[at], value, "", "")
        return layout.placed(cells)

    def _cells(self, piece: str, row: str) -> list[str]:
        found = _CELL.findall(piece)
        if len(found) != piece.count("<c ") or not found:
            raise OtherwiseError
        letters, rows, attributes, values, texts, runs = zip(*found, strict=True)
        if rows.count(row) != len(rows):
            raise OtherwiseError
        if letters != self._letters or attributes != self._attributes:
            self._learn(letters, attributes)
        self._usual.note(letters, attributes, self._plan)
        escaped = "&" in piece or "_x" in piece
        width = self._plan[-1][0] + 1
        self._blank += width - len(found)
        if self._blank > MAX_BLANK:
            raise TooWideError(width)
        cells = [""] * width
        for (place, kind), value, text, run in zip(self._plan, values, texts, runs, strict=True):
            if kind.is_text and not run and not escaped:
                cells[place] = text or value
            elif value or text or run:
                cells[place] = self._text(kind, value, text, run)
        return cells

    def _learn(self, letters: tuple[str, ...], attributes: tuple[str, ...]) -> None:
        """Note where the cells of rows like this one go and how they are read."""
        places = [self._column(one) for one in letters]
        if any(first >= second for first, second in pairwise(places)):
            raise OtherwiseError
        kinds = [
            kind if place in self._priced or not kind.currency else replace(kind, currency="")
            for place, kind in zip(places, map(self._kind, attributes), strict=True)
        ]
        self._plan = tuple(zip(places, kinds, strict=True))
        self._letters, self._attributes = letters, attributes

    def _column(self, letters: str) -> int:
        place = self._columns.get(letters)
        if place is None:
            place = self._columns[letters] = column_number(letters.encode()) - 1
        return place

    def _kind(self, attributes: str) -> CellKind:
        kind = self._kinds.get(attributes)
        if kind is None:
            said = dict(_ATTRIBUTE.findall(attributes))
            formats, style = self._book.formats, int(said.get("s", "0"))
            shown, zeros = formats[style] if style < len(formats) else (Shown.NUMBER, 0)
            named = self._book.currencies
            currency = named[style] if style < len(named) else ""
            kind = self._kinds[attributes] = CellKind(said.get("t", "n"), shown, zeros, currency)
        return kind

    def _text(self, kind: CellKind, value: str, text: str, runs: str) -> str:
        if kind.type == "s":
            shared = self._strings.text(int(value))
            self._shown += len(shared)
            if self._shown > MAX_SHOWN:
                raise TooMuchError
            return shared
        if kind.type == "n":
            return self._number(kind, value)
        if kind.type == "inlineStr":
            return plain_text(text) if text else _inline(runs)
        if kind.type == "str":
            return plain_text(value)
        if kind.type == "b":
            return "TRUE" if value == "1" else "FALSE"
        if kind.type == "e":
            return ""  # a formula that could not be computed
        raise OtherwiseError

    def _number(self, kind: CellKind, value: str) -> str:
        if kind.is_bare and _PLAIN.fullmatch(value):
            return value
        number = float(value)
        if kind.shown is Shown.DATE:
            moment = moment_of(number, since_1904=self._book.since_1904)
            return number_text(number) if moment is None else to_text(moment)
        if kind.shown is Shown.ELAPSED:
            length = elapsed_of(number)
            return number_text(number) if length is None else to_text(length)
        if kind.shown is Shown.PERCENT:
            return _percent(number)
        text = number_text(number)
        if kind.currency:
            return f"{text} {kind.currency}"
        return text.zfill(kind.zeros) if kind.zeros and text.isdigit() else text


def _number_of(piece: str, begin: int) -> str:
    """Return the number of the row that begins there, as written. Raises `OtherwiseError`."""
    match = _ROW.match(piece, begin) if begin >= 0 else None
    if match is None:
        raise OtherwiseError
    return match[1]


def _windows(stream: IO[bytes]) -> Iterator[str]:
    """Yield pieces of XML that end with a row."""
    tail = b""
    while chunk := stream.read(_CHUNK):
        window = tail + chunk
        cut = window.rfind(b"</row>") + 6
        if cut < 6:  # noqa: PLR2004 - none was found
            cut = 0
        tail = window[cut:]
        if len(tail) > _MAX_ROW_BYTES and b"</sheetData>" not in tail:
            raise OtherwiseError
        if cut:
            yield window[:cut].decode()
        elif b"</sheetData>" in tail:
            break  # what stands behind the rows is not looked at
    before, end, _after = tail.partition(b"</sheetData>")
    if (not end and b"<sheetData/>" not in tail) or b"<c " in before or b":row>" in before:
        raise OtherwiseError


def _percent(number: float) -> str:
    try:
        hundredfold = Decimal(number_text(number)) * 100
    except InvalidOperation:
        return number_text(number)
    text = f"{hundredfold:f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"


def _inline(inside: str) -> str:
    """Return the text of an inline string, plain or in runs; how to pronounce it is left out."""
    if "<rPh" in inside:
        inside = without_phonetic(inside)
    if "/>" in inside:
        inside = _BLANK.sub("", inside)
    runs = _RUN.findall(inside)
    if len(runs) != inside.count("<t>") + inside.count("<t "):
        raise OtherwiseError
    return plain_text("".join(runs))
