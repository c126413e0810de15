"""The XML of one sheet, cut where rows of data begin; what is not such a row stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from localizer.errors import InputError
from localizer.export.templates.archive import Archive, Sheet, parser
from localizer.export.templates.cells import column_letters, column_number
from localizer.i18n import _

#: Rows above the data; no template known has more than eight.
HEAD_ROWS: Final = 12
#: What is read of a sheet to tell what it is.
HEAD_BYTES: Final = 4 * 1024 * 1024
#: The last row of a sheet.
MAX_ROW: Final = 1_048_576
_ROOT: Final = re.compile(rb"<((?:[A-Za-z_][\w.-]*:)?)worksheet(?:\s[^<>]*)?>")
_PLACE: Final = re.compile(rb'\sr="(\d{1,7})"')
_CELL: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_FILLED: Final = re.compile(rb"<(?:[\w.-]+:)?(?:v|is|f)[\s>]")
_FORMULA: Final = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_DIMENSION: Final = re.compile(
    rb'(<(?:[\w.-]+:)?dimension\s[^<>]*?ref=")([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?(")'
)
_MERGED: Final = re.compile(rb'mergeCell\s[^<>]*?ref="[A-Z]{1,3}\d{1,7}:[A-Z]{1,3}(\d{1,7})"')


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell of a heading: its text, or the number of a shared text in ``shared``; its style's number."""

    text: str = ""
    shared: int | None = None
    style: str = ""


#: Cells by row and column, both from 1.
Grid = dict[int, dict[int, RawCell]]


@dataclass(frozen=True, slots=True)
class Cut:
    """A sheet in pieces. ``head`` ends before the first row of data, ``tail`` begins behind the last.

    ``prefix`` stands before the tags (empty or ending in a colon). ``free`` is the row that comes next,
    ``after`` are blank rows from there on, which stay where nothing is written. ``styles`` are those of the
    first row of data by column, ``own`` the columns whose cells have one. ``dropped`` counts the rows with
    something in them that go, ``found`` all such rows.
    """

    prefix: str
    head: bytes
    tail: bytes
    free: int
    after: tuple[tuple[int, bytes], ...] = ()
    styles: dict[int, str] = field(default_factory=dict)
    own: frozenset[int] = frozenset()
    dropped: int = 0
    found: int = 0


def head_cells(archive: Archive, sheet: Sheet, rows: int = HEAD_ROWS) -> Grid:
    """Return the cells of the first rows of ``sheet``; none where it is written in an unusual way."""
    data = archive.read(sheet.part, HEAD_BYTES)
    root = _ROOT.search(data)
    if root is None:
        return {}
    prefix = root[1]
    grid: Grid = {}
    for number, row in _rows(data, prefix, root.end()):
        if number > rows:
            break
        grid[number] = _cells(root[0], row, b"</" + prefix + b"worksheet>")
    return grid


def cut(archive: Archive, sheet: Sheet, data_row: int, *, replace: bool) -> Cut:
    """Return ``sheet`` cut at ``data_row``; with ``replace`` the rows of data it has go.

    Raises `InputError` for a sheet in an unusual form, and where rows that would go hold formulas.
    """
    data = archive.whole(sheet.part)
    root = _ROOT.search(data)
    if root is None or b"<![CDATA[" in data or b"<!--" in data:
        raise _unusual(archive, sheet)
    prefix = root[1]
    head, rows, tail = _parts(archive, sheet, data, prefix)
    above: list[bytes] = []
    below: list[tuple[int, bytes]] = []
    for number, row in _rows(rows, prefix, 0):
        if number >= data_row:
            below.append((number, row))
        else:
            above.append(row)
    # Anything between rows but blanks would be lost without a word.
    if _pattern(prefix).sub(b"", rows).strip():
        raise _unusual(archive, sheet)
    filled = [number for number, row in below if _FILLED.search(row)]
    free = data_row if replace or not filled else max(filled) + 1
    going = [row for number, row in below if number >= free and _FILLED.search(row)]
    _refuse_formulas(archive, sheet, going)
    kept = [row for number, row in below if number < free]
    close = b"</" + prefix + b"worksheet>"
    first = _cells(root[0], below[0][1], close) if below else {}
    own = {column: cell.style for column, cell in first.items() if cell.style}
    return Cut(
        prefix=prefix.decode(),
        head=head + b"".join((*above, *kept)),
        tail=tail,
        free=free,
        after=tuple((n, row) for n, row in below if n >= free and not _FILLED.search(row)),
        styles={**_column_styles(head, prefix), **own},
        own=frozenset(own),
        dropped=len(going),
        found=len(filled),
    )


def covering(head: bytes, last_row: int, last_column: int) -> bytes:
    """Return ``head`` with a dimension that covers what was written; it never shrinks.

    Readers that trust it would else not see the rows below.
    """
    place = _DIMENSION.search(head)
    if place is None:
        return head
    width, bottom = column_number((place[4] or place[2]).decode()), int(place[5] or place[3])
    if last_row <= bottom and last_column <= width:
        return head
    corner = f"{column_letters(max(width, last_column))}{max(bottom, last_row)}".encode()
    grown = place[1] + place[2] + place[3] + b":" + corner + place[6]
    return head[: place.start()] + grown + head[place.end() :]


def merged_to(tail: bytes) -> int:
    """Return the lowest row that a merged range reaches, 0 for none."""
    return max((int(found) for found in _MERGED.findall(tail)), default=0)


def _parts(
    archive: Archive, sheet: Sheet, data: bytes, prefix: bytes
) -> tuple[bytes, bytes, bytes]:
    """Return what stands before the rows, the rows, and what stands behind."""
    opening = re.search(rb"<" + re.escape(prefix) + rb"sheetData(\s[^<>]*?)?(/?)>", data)
    if opening is None:
        raise _unusual(archive, sheet)
    ending = b"</" + prefix + b"sheetData>"
    if opening[2]:
        begin = b"<" + prefix + b"sheetData" + (opening[1] or b"") + b">"
        return data[: opening.start()] + begin, b"", ending + data[opening.end() :]
    end = data.find(ending, opening.end())
    if end < 0:
        raise _unusual(archive, sheet)
    return data[: opening.end()], data[opening.end() : end], data[end:]


def _pattern(prefix: bytes) -> re.Pattern[bytes]:
    name = re.escape(prefix) + rb"row"
    return re.compile(rb"<" + name + rb"(?:\s[^<>]*?)?(?:/>|>.*?</" + name + rb"\s*>)", re.DOTALL)


def _rows(data: bytes, prefix: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield the number and the XML of each row; one that states none follows the one before."""
    number = 0
    for match in _pattern(prefix).finditer(data, start):
        row = match[0]
        place = _PLACE.search(row, 0, row.find(b">"))
        number = int(place[1]) if place else number + 1
        yield number, row


def _cells(root: bytes, row: bytes, close: bytes) -> dict[int, RawCell]:
    """Return the cells of one row by column; none where it cannot be read."""
    try:
        tree = etree.fromstring(root + row + close, parser())
    except etree.XMLSyntaxError:
        return {}
    found: dict[int, RawCell] = {}
    column = 0
    for cell in tree.iter("{*}c"):
        place = _CELL.fullmatch(str(cell.get("r", "")))
        column = column_number(place[1]) if place else column + 1
        kind, style = cell.get("t", "n"), str(cell.get("s", ""))
        value = "".join(str(one.text or "") for one in cell.iter("{*}v"))
        if kind == "s":
            shared = int(value) if value.isdecimal() else None
            found[column] = RawCell(shared=shared, style=style)
        elif kind == "inlineStr":
            text = "".join(str(one.text or "") for one in cell.iter("{*}t"))
            found[column] = RawCell(text, style=style)
        else:
            found[column] = RawCell(value, style=style)
    return found


def _column_styles(head: bytes, prefix: bytes) -> dict[int, str]:
    """Return the styles of whole columns; a range to the end of the sheet counts to column 1,000."""
    found: dict[int, str] = {}
    for match in re.finditer(rb"<" + re.escape(prefix) + rb"col\s([^<>]*?)/?>", head):
        given = dict(re.findall(rb'(\w+)="(\d+)"', match[1]))
        if style := given.get(b"style"):
            last = min(int(given.get(b"max", b"0")), 1_000)
            for column in range(int(given.get(b"min", b"1")), last + 1):
                found[column] = style.decode()
    return found


def _refuse_formulas(archive: Archive, sheet: Sheet, going: list[bytes]) -> None:
    if any(_FORMULA.search(row) for row in going):
        problem = _(
            "{file}, sheet {sheet}: rows that would be replaced hold formulas. Empty them first, or add "
            "the products below them."
        )
        raise InputError(problem.format(file=archive.path.name, sheet=sheet.name))


def _unusual(archive: Archive, sheet: Sheet) -> InputError:
    problem = _(
        "{file}, sheet {sheet}: written in a form that cannot be filled safely. Download the template again."
    )
    return InputError(problem.format(file=archive.path.name, sheet=sheet.name))
