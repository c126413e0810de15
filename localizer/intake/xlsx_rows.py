"""The rows of an XLSX sheet one after another, without ever holding the sheet.

It reads sheets as Excel, WPS, LibreOffice and the usual libraries write them (ECMA-376 part 1, 18.3.1); one
that is written otherwise is left, from the row in doubt on, to the general reader, which holds all of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True)
class _Kind:
    """What the attributes of a cell say: its type, and how its style shows a number."""

    type: str
    shown: Shown = Shown.NUMBER
    zeros: int = 0
    currency: str = ""

    @property
    def quick(self) -> int:
        """Return how a cell is read in most rows: 1 for a text, 2 for a bare number, 0 for any other."""
        if self.type in ("inlineStr", "str"):
            return 1
        is_bare = self.shown is Shown.NUMBER and not self.zeros and not self.currency
        return 2 if self.type == "n" and is_bare else 0


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
        self._kinds: dict[str, _Kind] = {}
        self._columns: dict[str, int] = {}
        self._shown = self._blank = 0
        #: Most rows have cells in the same columns and of the same kinds as the one above.
        self._letters: tuple[str, ...] = ()
        self._attributes: tuple[str, ...] = ()
        self._plan: tuple[tuple[int, _Kind, int], ...] = ()

    def rows(self, stream: IO[bytes]) -> Iterator[RawRow]:
        """Yield the rows with something in them. Raises `OtherwiseError` and `TooMuchError`."""
        try:
            for window in _windows(stream):
                yield from self._rows_of(window)
        except (UnicodeError, IndexError, ValueError) as error:
            raise OtherwiseError from error

    def _rows_of(self, window: str) -> Iterator[RawRow]:
        if "<!" in window or window.count("<c") != window.count("<c "):
            self._refuse_otherwise(window)
        if (":c" in window or ":row" in window) and _PREFIXED.search(window):
            raise OtherwiseError
        if "<v" not in window and "<is" not in window:  # only styles
            found = _ROW.match(window, window.rfind("<row "))
            if found is None:
                raise OtherwiseError
            self._row = int(found[1])
            return
        for piece in window.split("</row>")[:-1]:
            begin = piece.rfind("<row")
            match = _ROW.match(piece, begin) if begin >= 0 else None
            if match is None or int(match[1]) <= self._row:
                raise OtherwiseError
            row = int(match[1])
            if "<v" in piece or "<is" in piece:
                cells = self._cells(piece, match[1])
                if any(cells):
                    yield row, cells
            self._row = row

    def _refuse_otherwise(self, window: str) -> None:
        """Raise `OtherwiseError` unless what begins like a cell is none."""
        if any(start in window for start in _OTHERWISE):
            raise OtherwiseError

    def _cells(self, piece: str, row: str) -> list[str]:
        found = _CELL.findall(piece)
        if len(found) != piece.count("<c ") or not found:
            raise OtherwiseError
        letters, rows, attributes, values, texts, runs = zip(*found, strict=True)
        if rows.count(row) != len(rows):
            raise OtherwiseError
        if letters != self._letters or attributes != self._attributes:
            self._learn(letters, attributes)
        escaped = "&" in piece or "_x" in piece
        width = self._plan[-1][0] + 1
        self._blank += width - len(found)
        if self._blank > MAX_BLANK:
            raise TooWideError(width)
        cells = [""] * width
        for (place, kind, quick), value, text, run in zip(
            self._plan, values, texts, runs, strict=True
        ):
            if quick == 1 and not run and not escaped:
                cells[place] = text or value
            elif quick == 2 and _PLAIN.fullmatch(value):  # noqa: PLR2004
                cells[place] = value
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
        self._plan = tuple(
            (place, kind, kind.quick) for place, kind in zip(places, kinds, strict=True)
        )
        self._letters, self._attributes = letters, attributes

    def _column(self, letters: str) -> int:
        place = self._columns.get(letters)
        if place is None:
            place = self._columns[letters] = column_number(letters.encode()) - 1
        return place

    def _kind(self, attributes: str) -> _Kind:
        kind = self._kinds.get(attributes)
        if kind is None:
            said = dict(_ATTRIBUTE.findall(attributes))
            formats, style = self._book.formats, int(said.get("s", "0"))
            shown, zeros = formats[style] if style < len(formats) else (Shown.NUMBER, 0)
            named = self._book.currencies
            currency = named[style] if style < len(named) else ""
            kind = self._kinds[attributes] = _Kind(said.get("t", "n"), shown, zeros, currency)
        return kind

    def _text(self, kind: _Kind, value: str, text: str, runs: str) -> str:
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

    def _number(self, kind: _Kind, value: str) -> str:
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
