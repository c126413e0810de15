"""Measure an OpenDocument spreadsheet: its cells and rows say how often they repeat.

The reader understands the names ``table:table-row`` and so on as they stand, whatever they are bound to
(OpenDocument 1.2, part 1, chapter 9); so does this.
"""

from __future__ import annotations

import zipfile
from typing import Final
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser

from localizer.errors import InputError
from localizer.i18n import _
from localizer.intake.merged_cells import Merge
from localizer.intake.sheet_load import (
    CELL_BYTES,
    FORMULA_BYTES,
    MAX_MEMORY,
    MAX_MERGES,
    MAX_UNPACKED_BYTES,
    Checked,
    Load,
    damaged,
    protected,
    refuse_if_too_much,
    too_many_merges,
    unpacks_too_far,
)
from localizer.intake.sniff import Probe

MIME: Final = b"application/vnd.oasis.opendocument.spreadsheet"
CONTENT: Final = "content.xml"
MANIFEST: Final = "META-INF/manifest.xml"
#: Content is read by a slower parser than that of other workbooks.
MAX_CONTENT_BYTES: Final = MAX_UNPACKED_BYTES // 2
MAX_ROWS: Final = 1_048_576
MAX_COLUMNS: Final = 16_384
_CHUNK: Final = 1 << 16
_CELLS: Final = ("table:table-cell", "table:covered-table-cell")


class _TooMuchError(Exception):
    """The tables together take more memory than there may be."""


class _Tables(ContentHandler):
    """Follows the tables as the reader will: what is empty at the end of rows and tables counts little."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets = 0
        self.largest = Load()
        self.kept = 0
        self.merges: dict[str, list[Merge]] = {}
        self._name = ""
        self._load = Load()
        self._row = self._repeat = 0
        self._column = self._last = self._text = 0
        self._times = 0
        self._cell_text = 0
        self._merged = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - SAX's name
        if name in _CELLS:
            self._start_cell(attrs)
        elif name == "table:table-row":
            self._repeat = min(_count(attrs, "table:number-rows-repeated"), MAX_ROWS - self._row)
            self._column = self._last = self._text = 0
        elif name == "table:table":
            self.sheets += 1
            self._name = attrs.get("table:name", "")
            self._load, self._row = Load(), 0
        elif name == "text:s":
            self._cell_text += _count(attrs, "text:c")

    def _start_cell(self, attrs: AttributesImpl) -> None:
        self._times = min(
            _count(attrs, "table:number-columns-repeated"), MAX_COLUMNS - self._column
        )
        self._cell_text = sum(
            len(value) * 4 for key, value in attrs.items() if key.startswith(("office:", "table:f"))
        )
        rows = _count(attrs, "table:number-rows-spanned")
        columns = _count(attrs, "table:number-columns-spanned")
        if rows > 1 or columns > 1:
            self._merged += 1
            bottom = max(self._row, min(self._row + rows, MAX_ROWS) - 1)
            right = max(self._column, min(self._column + columns, MAX_COLUMNS) - 1)
            merge = Merge(self._row, bottom, self._column, right)
            self.merges.setdefault(self._name, []).append(merge)
            if self._merged > MAX_MERGES:
                raise _TooMuchError

    def characters(self, content: str) -> None:
        self._cell_text += len(content) * 4

    def endElement(self, name: str) -> None:  # noqa: N802
        if name in _CELLS:
            self._column += self._times
            if self._cell_text:
                self._last = self._column
                self._text += self._cell_text * max(1, self._times)
            self._cell_text = 0
        elif name == "table:table-row":
            if self._last:
                self._load.extend(self._row + self._repeat, self._last)
                self._load.cells += self._last
                self._load.text += self._text * max(1, self._repeat)
            self._row += self._repeat
            self._stop_early()
        elif name == "table:table":
            self._keep()

    def _keep(self) -> None:
        self.kept += self._load.kept + self._load.rows * self._load.columns * FORMULA_BYTES
        if self._load.memory > self.largest.memory:
            self.largest = self._load

    def _stop_early(self) -> None:
        if self.kept + self._load.memory > MAX_MEMORY:
            self._keep()
            raise _TooMuchError


def _count(attrs: AttributesImpl, name: str) -> int:
    text = attrs.get(name)
    return 1 if text is None else max(0, int(text[:20]))


def check(probe: Probe, archive: zipfile.ZipFile) -> Checked:
    """Return how large the sheets are, and their merged ranges. Raises `InputError`."""
    for entry in archive.infolist():
        if entry.filename == CONTENT and entry.file_size > MAX_CONTENT_BYTES:
            raise unpacks_too_far(probe)
    if archive.namelist().count(CONTENT) != 1:
        raise damaged(probe)
    if MANIFEST in archive.namelist() and b"encryption-data" in archive.read(MANIFEST):
        raise protected(probe)
    tables = _Tables()
    try:
        _parse(archive, tables)
    except _TooMuchError as error:
        if tables.kept <= MAX_MEMORY:
            raise too_many_merges(probe) from error
        refuse_if_too_much(probe, tables.largest, beside=tables.kept)
        raise unpacks_too_far(probe) from error
    except DefusedXmlException as error:
        raise InputError(
            _("{file} holds XML declarations that are not allowed ({part}).").format(
                file=probe.name, part=CONTENT
            )
        ) from error
    except SAXException as error:
        raise damaged(probe) from error
    load = tables.largest
    refuse_if_too_much(probe, load, beside=tables.kept + load.cells * (CELL_BYTES // 2))
    return Checked("ods", tables.sheets, load.rows, tables.merges)


def _parse(archive: zipfile.ZipFile, tables: _Tables) -> None:
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(tables)
    with archive.open(CONTENT) as stream:
        while chunk := stream.read(_CHUNK):
            parser.feed(chunk)
    parser.close()
