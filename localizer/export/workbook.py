"""A workbook written row by row: texts as inline strings, numbers as numbers, nothing kept in memory.

Form: ECMA-376 part 1 (SpreadsheetML), as few parts as spreadsheets need. The first sheet goes straight into
the archive, the others wait in files beside it, as an archive takes one part after the other.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import IO, Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from localizer.export.columns import Cell
from localizer.export.templates.cells import MAX_TEXT, clean, column_letters, units

#: Digits a sheet keeps of a number; longer ones are written as text.
EXACT_DIGITS: Final = 15
#: How hard parts are packed: beyond this files get little smaller and take twice as long.
_LEVEL: Final = 3
#: Characters that wait before they are packed.
_WAIT: Final = 1 << 18
_MOST_DIGITS: Final = 6
_HEADING: Final = 1
#: The style of numbers with so many decimals.
_MONEY: Final[Mapping[int, str]] = MappingProxyType(
    {n: f' s="{n + 2}"' for n in range(_MOST_DIGITS + 1)}
)
#: What stands behind the place of a text, and behind the text.
_TEXT: Final = '" t="inlineStr"><is><t xml:space="preserve">'
_TEXT_END: Final = "</t></is></c>"
#: A text no longer than this fits into a cell whatever its characters are.
_SHORT: Final = MAX_TEXT // 2
#: Finds what cannot stand in a cell as it is.
_ODD: Final = re.compile("[&<>_\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]").search
#: What a reader would take for one of Excel's own escapes.
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: Archives do not know days before this one; what they carry is in the properties.
_DAY: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Properties:
    """What a workbook says of itself; ``made_at`` is zoned."""

    title: str
    made_at: dt.datetime
    status: str = ""
    comments: str = ""


class SheetWriter:
    """One sheet with a frozen heading; ``rows`` counts those below, ``cut`` texts too long for a cell."""

    def __init__(
        self, stream: IO[bytes], heading: Sequence[str], widths: Mapping[str, int], width: int
    ) -> None:
        """Begin the sheet; columns are as wide as ``widths`` says, else ``width`` characters."""
        self._stream = stream
        self._columns = [f'<c r="{column_letters(n)}' for n in range(1, len(heading) + 1)]
        self._waiting: list[str] = []
        self._wait = 0
        self.rows = self.cut = 0
        self._put(_head(heading, widths, width))
        style = f'" s="{_HEADING}"{_TEXT[1:]}'
        texts = zip(self._columns, heading, strict=True)
        cells = "".join(f"{at}1{style}{_escaped(text)}{_TEXT_END}" for at, text in texts)
        self._put(f'<row r="1">{cells}</row>')

    def write(
        self, cells: Sequence[Cell], digits: int | None = None, plain: frozenset[int] = frozenset()
    ) -> None:
        """Write a row; numbers have ``digits`` decimals if given, but in the columns ``plain`` (from 0)."""
        self.rows += 1
        row = str(self.rows + 1)
        made = [f'<row r="{row}">']
        for at, cell in zip(self._columns, cells, strict=True):
            if cell is None or cell == "":
                made.append("")  # so that the length tells the column
            elif isinstance(cell, str):
                text = self._text(cell) if len(cell) > _SHORT or _ODD(cell) else cell
                made.append(f"{at}{row}{_TEXT}{text}{_TEXT_END}")
            else:
                style = "" if digits is None or len(made) - 1 in plain else _MONEY.get(digits, "")
                made.append(f"{at}{row}{_number(cell, style)}")
        made.append("</row>")
        self._put("".join(made))

    def _text(self, cell: str) -> str:
        """Return a text as XML, cut where a cell takes no more."""
        text = clean(cell)
        if len(text) > _SHORT and units(text) > MAX_TEXT:
            self.cut += 1
            text = text.encode("utf-16-le")[: 2 * MAX_TEXT].decode("utf-16-le", "ignore")
        return _escaped(text)

    def finish(self, header: str) -> None:
        """Write the end; ``header`` stands at the head of each printed page."""
        shown = (
            f"<headerFooter><oddHeader>{escape(header)}</oddHeader></headerFooter>"
            if header
            else ""
        )
        self._put(f"</sheetData>{shown}</worksheet>")
        self._flush()

    def _put(self, text: str) -> None:
        self._waiting.append(text)
        self._wait += len(text)
        if self._wait > _WAIT:
            self._flush()

    def _flush(self) -> None:
        self._stream.write("".join(self._waiting).encode())
        self._waiting, self._wait = [], 0


def _number(cell: str | int | Decimal, style: str) -> str:
    """Return what stands behind the place of a number; one with too many digits is a text."""
    written = f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
    if len(written) > EXACT_DIGITS and sum(map(str.isdigit, written)) > EXACT_DIGITS:
        return f"{_TEXT}{written}{_TEXT_END}"
    return f'"{style}><v>{written}</v></c>'


def _escaped(text: str) -> str:
    return _ESCAPE.sub("_x005F_", escape(text))


def _head(heading: Sequence[str], widths: Mapping[str, int], width: int) -> str:
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{widths.get(name, width)}" customWidth="1"/>'
        for n, name in enumerate(heading, 1)
    )
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
        f"</sheetViews><cols>{columns}</cols><sheetData>"
    )


class Workbook:
    """Sheets called ``names``, in that order; `close` puts the archive together."""

    def __init__(self, path: Path, names: Sequence[str]) -> None:
        """Begin the file. Raises `OSError`."""
        self._path, self._names = path, tuple(names)
        self._stack = contextlib.ExitStack()
        self._zip = self._stack.enter_context(
            ZipFile(path, "w", ZIP_DEFLATED, compresslevel=_LEVEL, allowZip64=True)
        )
        self._sheets: list[SheetWriter] = []
        self._first: IO[bytes] | None = None
        self._waiting: dict[int, IO[bytes]] = {}

    def sheet(
        self, name: str, heading: Sequence[str], widths: Mapping[str, int], width: int
    ) -> SheetWriter:
        """Begin the sheet ``name``. Each has to be begun before `close`."""
        number = self._names.index(name) + 1
        if self._first is None:
            stream = self._zip.open(_part(number), "w", force_zip64=True)
            self._first = stream
        else:
            spare = tempfile.TemporaryFile(dir=self._path.parent)  # noqa: SIM115 - on the stack
            stream = self._stack.enter_context(spare)
            self._waiting[number] = stream
        made = SheetWriter(stream, heading, widths, width)
        self._sheets.append(made)
        return made

    def close(self, said: Properties, *, header: str = "") -> None:
        """Finish all sheets and the file; ``header`` stands on each printed page. Raises `OSError`."""
        try:
            self._finish(said, header)
        except BaseException:
            self.abort()
            raise
        self._stack.close()

    def _finish(self, said: Properties, header: str) -> None:
        for sheet in self._sheets:
            sheet.finish(header)
        if self._first is not None:
            self._first.close()
        for number, stream in sorted(self._waiting.items()):
            stream.seek(0)
            with self._zip.open(_part(number), "w", force_zip64=True) as out:
                while block := stream.read(_WAIT):
                    out.write(block)
        for name, text in _parts(self._names, said).items():
            self._zip.writestr(_part_named(name), text)

    def abort(self) -> None:
        """Let go of everything; what is on the disk is of no use."""
        with contextlib.suppress(OSError, ValueError):
            if self._first is not None:
                self._first.close()
            self._stack.close()


def _part(number: int) -> ZipInfo:
    return _part_named(f"xl/worksheets/sheet{number}.xml")


def _part_named(name: str) -> ZipInfo:
    made = ZipInfo(name, _DAY)
    made.compress_type = ZIP_DEFLATED
    return made


def _parts(names: Sequence[str], said: Properties) -> dict[str, str]:
    """Return the parts beside the sheets."""
    places = range(1, len(names) + 1)
    sheets = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in zip(places, names, strict=True)
    )
    related = "".join(_related(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in places)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_KIND}.worksheet+xml"/>'
        for n in places
    )
    return {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{_related('rId1', 'officeDocument', 'xl/workbook.xml')}"
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>',
        "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{related}{_related('rIdS', 'styles', 'styles.xml')}</Relationships>",
        "xl/styles.xml": _styles(),
        "docProps/core.xml": _properties(said),
    }


def _related(number: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _styles() -> str:
    """Return the styles: usual, heading, then numbers with no, one, two … decimals."""
    patterns = ["#,##0" + (f".{'0' * n}" if n else "") for n in _MONEY]
    formats = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode="{pattern}"/>'
        for n, pattern in enumerate(patterns)
    )
    money = "".join(
        f'<xf numFmtId="{164 + n}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        for n in _MONEY
    )
    font = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
    return (
        f'{_XML}<styleSheet xmlns="{_MAIN}"><numFmts count="{len(patterns)}">{formats}</numFmts>'
        f'<fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{2 + len(patterns)}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
        f'{money}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
        "</cellStyles></styleSheet>"
    )


def _properties(said: Properties) -> str:
    moment = said.made_at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    texts = (
        ("dc:title", said.title),
        ("dc:description", said.comments),
        ("cp:contentStatus", said.status),
    )
    told = "".join(f"<{name}>{escape(clean(text))}</{name}>" for name, text in texts if text)
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{told}'
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created></cp:coreProperties>'
    )
