"""The small parts of an XLSX workbook: its sheets, its shared texts, how its styles show numbers.

ECMA-376 part 1: 18.2 (workbook), 18.4 (shared strings), 18.8 (styles); part 2, 9.3 (relationships).
"""

from __future__ import annotations

import html
import re
import zipfile
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import IO, Final
from xml.parsers import expat

from localizer.intake.sheet_load import plain_name
from localizer.intake.xlsx_formats import Shown, currencies_of, formats_of

_CHUNK: Final = 1 << 20
_ROOT: Final = "_rels/.rels"
_YES: Final = frozenset({"1", "true"})
_BLANK: Final = re.compile(rb"<t(?: [^<>]*?)?/>")
_TEXT: Final = re.compile(rb"<t(?: [^<>]*+)?>([^<]*+)</t>")
#: Halves of characters: no text may hold one by itself.
_HALVES: Final = range(0xD800, 0xE000)
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_MAX_ITEM: Final = 1 << 24


class OtherwiseError(Exception):
    """A part is written otherwise than expected here; the general reader takes the workbook."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet in the order of the workbook: its name, whether it is shown, its part of the archive."""

    name: str
    hidden: bool
    part: zipfile.ZipInfo


@dataclass(frozen=True, slots=True)
class XlsxBook:
    """What is needed of a workbook before its cells.

    ``formats`` tells by style how numbers are shown, ``currencies`` in which currency, empty for none.
    """

    sheets: tuple[Sheet, ...]
    since_1904: bool
    formats: tuple[tuple[Shown, int], ...]
    strings: zipfile.ZipInfo | None
    currencies: tuple[str, ...] = ()


def open_book(archive: zipfile.ZipFile) -> XlsxBook:
    """Return what the parts of the workbook say. Raises `OtherwiseError`."""
    try:
        parts = {plain_name(entry): entry for entry in archive.infolist()}
        main = next(
            t for kind, t in _relations(archive, parts, "").values() if kind == "officeDocument"
        )
        relations = _relations(archive, parts, main)
        book = _Workbook()
        _parse(archive.read(_part(parts, main)), book.start)
        sheets = tuple(
            Sheet(name, hidden, _part(parts, relations[number][1]))
            for name, hidden, number in book.sheets
            if relations[number][0] == "worksheet"
        )
        others = {kind: target for kind, target in relations.values() if kind in _OTHERS}
    except (StopIteration, LookupError, ValueError, expat.ExpatError) as error:
        raise OtherwiseError from error
    if not sheets or len({sheet.part for sheet in sheets}) < len(sheets):
        raise OtherwiseError
    try:
        styled = _styles(archive, parts, others["styles"]) if "styles" in others else ({}, [])
        texts = _part(parts, others["sharedStrings"]) if "sharedStrings" in others else None
    except (LookupError, ValueError, expat.ExpatError) as error:
        raise OtherwiseError from error
    codes, styles = styled
    currencies = currencies_of(styles, codes)
    return XlsxBook(sheets, book.since_1904, formats_of(styles, codes), texts, currencies)


_OTHERS: Final = frozenset({"styles", "sharedStrings"})


def _part(parts: dict[str, zipfile.ZipInfo], name: str) -> zipfile.ZipInfo:
    return parts[name.lower()]


def _relations(
    archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], source: str
) -> dict[str, tuple[str, str]]:
    """Return (kind, part) by id of what ``source`` refers to within the archive."""
    folder, _slash, name = source.rpartition("/")
    place = join(folder, "_rels", f"{name}.rels") if source else _ROOT
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes["Target"].replace("\\", "/")
            path = normpath(
                target.lstrip("/") if target[:1] == "/" else join(dirname(source), target)
            )
            found[attributes["Id"]] = (attributes["Type"].rpartition("/")[2], path)

    _parse(archive.read(_part(parts, place)), start)
    return found


class _Workbook:
    """Collects the sheets of ``workbook.xml`` and from which day it counts."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, bool, str]] = []
        self.since_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "sheet":
            number = next(text for key, text in attributes.items() if key.endswith(":id"))
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes["name"], hidden, number))
        elif kind == "workbookPr":
            self.since_1904 = attributes.get("date1904", "") in _YES


def _styles(
    archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], name: str
) -> tuple[dict[int, str], list[int]]:
    """Return the workbook's own formats by number, and the number of each cell style's."""
    codes: dict[int, str] = {}
    styles: list[int] = []
    inside = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        kind = tag.rpartition(":")[2]
        if kind == "numFmt":
            codes[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif kind == "xf" and inside:
            styles.append(int(attributes.get("numFmtId", "0")))
        elif kind in ("cellXfs", "cellStyles", "dxfs"):
            inside = kind == "cellXfs"

    try:
        _parse(archive.read(_part(parts, name)), start)
    except (LookupError, ValueError, expat.ExpatError) as error:
        raise OtherwiseError from error
    return codes, styles


def _parse(data: bytes, start: Callable[[str, dict[str, str]], None]) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(data, True)  # noqa: FBT003 - its name is "isfinal", by place only


class Strings:
    """The shared texts, packed: a workbook may have a million of them."""

    def __init__(self) -> None:
        """Start without any."""
        self._texts = bytearray()
        self._ends = array("Q")

    @classmethod
    def read(cls, stream: IO[bytes]) -> Strings:
        """Return the texts of a part. Raises `OtherwiseError`."""
        strings = cls()
        tail = b""
        while chunk := stream.read(_CHUNK):
            pieces = (tail + chunk).split(b"</si>")
            tail = pieces.pop()
            if len(tail) > _MAX_ITEM:
                raise OtherwiseError
            for piece in pieces:
                strings._add(piece)
        if b"<si>" in tail or b":si>" in tail:
            raise OtherwiseError
        return strings

    def _add(self, item: bytes) -> None:
        begin = item.rfind(b"<si>")
        if begin < 0 or b":t>" in item or b"<!" in item:
            raise OtherwiseError
        for _ in range(item.count(b"<si/>", 0, begin)):
            self._ends.append(len(self._texts))
        inside = item[begin + 4 :]
        if b"<rPh" in inside:
            inside = without_phonetic(inside.decode("latin-1")).encode("latin-1")
        if b"/>" in inside:
            inside = _BLANK.sub(b"", inside)
        texts = _TEXT.findall(inside)
        if len(texts) != inside.count(b"<t>") + inside.count(b"<t "):
            raise OtherwiseError
        self._texts += b"".join(texts)
        self._ends.append(len(self._texts))

    def __len__(self) -> int:
        """Return how many texts there are."""
        return len(self._ends)

    def text(self, index: int) -> str:
        """Return a text, its entities read. Raises `IndexError` and `UnicodeError`."""
        if index < 0:
            raise IndexError
        begin = self._ends[index - 1] if index else 0
        return plain_text(self._texts[begin : self._ends[index]].decode())


def without_phonetic(text: str) -> str:
    """Return XML ``text`` without its hints how to pronounce it. Raises `OtherwiseError` for a cut one."""
    kept, *more = text.split("<rPh ")
    parts = [piece.partition("</rPh>") for piece in more]
    if not all(ended for _hint, ended, _rest in parts):
        raise OtherwiseError
    return kept + "".join([rest for _hint, _ended, rest in parts])


def plain_text(text: str) -> str:
    """Return XML text with its entities and Excel's own escapes (``_x000D_``, 22.9.2.19) read."""
    if "&" in text:
        text = html.unescape(text)
    if "_x" in text:
        text = _ESCAPED.sub(_escaped, text)
    return text


def _escaped(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return "\ufffd" if code in _HALVES else chr(code)
