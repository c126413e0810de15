"""Refuse dangerous workbooks before anything opens them.

A workbook is an archive of XML (XLSX, ODS), of binary parts (XLSB), or an old compound file (XLS). It can
claim sizes it does not have, unpack to gigabytes, declare entities, or put one cell at the far corner of a
sheet so that a reader allocates half a terabyte.
"""

from __future__ import annotations

import zipfile
import zlib
from array import array
from typing import Final
from xml.parsers.expat import ExpatError

from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.intake import ods_scan, sheet_load, xls_scan, xlsb_scan, xlsx_scan
from localizer.intake.merged_cells import Merge
from localizer.intake.sheet_load import (
    Checked,
    Load,
    damaged,
    plain_name,
    refuse_if_too_much,
    unpacks_too_far,
)
from localizer.intake.sniff import OLE2, Probe, cannot_read
from localizer.intake.strangers import refusal
from localizer.intake.xlsx_scan import Part

MAX_ENTRIES: Final = 10_000
MAX_RATIO: Final = 200
#: Small parts pack very well without being a bomb (a theme, an empty sheet).
RATIO_FROM_BYTES: Final = 65_536
#: Parts with lists of sheets and styles; real ones have some hundred kilobytes.
MAX_SMALL_PART: Final = 32 * 1024 * 1024
#: A sheet written in an unusual way is read slowly; larger than this, for too long.
MAX_EXACT_BYTES: Final = sheet_load.MAX_UNPACKED_BYTES // 2
_SMALL_PARTS: Final = ("workbook.xml", "styles.xml", "workbook.bin", "styles.bin", ".rels")
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, ExpatError,
)  # fmt: skip
#: The list of parts and their kinds, for workbooks that do not stand in the usual folder.
_TYPES: Final = "[content_types].xml"
_MAIN_TYPES: Final = (b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main")
#: A name in the archive that tells another kind of document, and what to call it.
_OTHERS: Final = (
    ("word/", N_("a Word document")),
    ("ppt/", N_("a presentation")),
    ("index/document.iwa", N_("an Apple Numbers, Pages or Keynote document")),
    ("index.zip", N_("an Apple Numbers, Pages or Keynote document")),
    ("meta-inf/container.xml", N_("an electronic book")),
    ("androidmanifest.xml", N_("a program")),
    ("meta-inf/manifest.mf", N_("a program")),
)


def check(probe: Probe) -> Checked:
    """Return what kind of workbook it is. Raises `InputError` unless it can be opened within limits."""
    if probe.size > sheet_load.MAX_FILE_BYTES:
        raise unpacks_too_far(probe)
    try:
        if probe.head.startswith(OLE2):
            return xls_scan.check(probe)
        with zipfile.ZipFile(probe.path) as archive:
            return _check_archive(probe, archive)
    except _BROKEN as error:
        raise damaged(probe) from error
    except OSError as error:
        raise cannot_read(probe.path, error) from error


def _check_archive(probe: Probe, archive: zipfile.ZipFile) -> Checked:
    entries = archive.infolist()
    kind = _kind(probe, archive, {plain_name(entry) for entry in entries})
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or total > sheet_load.MAX_UNPACKED_BYTES:
        raise unpacks_too_far(probe)
    for entry in entries:
        _check_entry(probe, entry)
    if kind == "ods":
        return ods_scan.check(probe, archive)
    return _check_xlsb(probe, archive) if kind == "xlsb" else _glance_xlsx(probe, archive)


def _kind(probe: Probe, archive: zipfile.ZipFile, names: set[str]) -> str:
    """Return the kind of workbook. Raises `InputError` for another kind of archive, named where known."""
    package = any(name.startswith("xl/") for name in names) or _TYPES in names
    if "mimetype" in archive.namelist():
        with archive.open("mimetype") as stream:
            if stream.read(64).strip() == ods_scan.MIME:
                return _only("ods", two_kinds=package)
    if "xl/workbook.bin" in names:
        return _only("xlsb", two_kinds="xl/workbook.xml" in names)
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    types = next((e for e in archive.infolist() if plain_name(e) == _TYPES), None)
    if types is not None and types.file_size < MAX_SMALL_PART:
        types_xml = archive.read(types)
        if any(main in types_xml for main in _MAIN_TYPES):
            return "xlsx"
    other = next((text for start, text in _OTHERS if any(n.startswith(start) for n in names)), None)
    if other is None:
        raise InputError(
            _("{file} is a ZIP archive or another kind of document, not an XLSX workbook.").format(
                file=probe.name
            )
        )
    raise refusal(probe.name, other)


def _only(kind: str, *, two_kinds: bool) -> str:
    """Return ``kind``. Raises `ValueError` when a reader may take the file for another kind."""
    if two_kinds:
        raise ValueError
    return kind


def _check_entry(probe: Probe, entry: zipfile.ZipInfo) -> None:
    ratio = entry.file_size // max(1, entry.compress_size)
    if entry.file_size > RATIO_FROM_BYTES and ratio > MAX_RATIO:
        raise InputError(
            _(
                "{file} looks like an archive bomb: {part} unpacks to {ratio} times its size."
            ).format(file=probe.name, part=entry.filename, ratio=ratio)
        )
    if entry.file_size > MAX_SMALL_PART and entry.filename.lower().endswith(_SMALL_PARTS):
        raise unpacks_too_far(probe)


def _glance_xlsx(probe: Probe, archive: zipfile.ZipFile) -> Checked:
    """Unpack every part, which also proves that its size and checksum are what it claims."""
    sheets = rows = 0
    computes = False
    merges: dict[str, list[Merge]] = {}
    for entry in archive.infolist():
        with archive.open(entry) as stream:
            seen = xlsx_scan.glance(stream, most=sheet_load.MAX_MERGES)
        if seen.declares and "/media/" not in plain_name(entry):
            raise InputError(
                _("{file} holds XML declarations that are not allowed ({part}).").format(
                    file=probe.name, part=entry.filename
                )
            )
        if seen.merged > sheet_load.MAX_MERGES:
            raise sheet_load.too_many_merges(probe)
        if seen.is_sheet:
            sheets, rows = sheets + 1, max(rows, seen.rows)
            merges[entry.filename] = seen.merges
            computes = computes or seen.computes
    return Checked("xlsx", sheets, rows, merges, computes)


def check_whole(probe: Probe) -> None:
    """Raise `InputError` unless the sheets of an XLSX workbook that `check` lets pass can be held whole."""
    try:
        with zipfile.ZipFile(probe.path) as archive:
            parts: dict[zipfile.ZipInfo, Part] = {}
            for entry in archive.infolist():
                with archive.open(entry) as stream:
                    part = xlsx_scan.measure(stream)
                if part.is_sheet or part.strings:
                    parts[entry] = part
            _check_sheets(probe, archive, parts)
    except _BROKEN as error:
        raise damaged(probe) from error
    except OSError as error:
        raise cannot_read(probe.path, error) from error


def _check_sheets(
    probe: Probe, archive: zipfile.ZipFile, parts: dict[zipfile.ZipInfo, Part]
) -> None:
    texts = sum(part.size + part.strings * AREA for part in parts.values() if part.strings)
    longest = max((part.longest for part in parts.values()), default=0)
    sizes: array[int] | None = None
    sheets = {entry: part for entry, part in parts.items() if part.is_sheet}
    for entry, part in sheets.items():
        load = Load(part.load.rows, part.load.columns, part.load.cells, part.size)
        if part.plain:
            refuse_if_too_much(probe, load, beside=texts)
        elif part.size > MAX_EXACT_BYTES:
            raise unpacks_too_far(probe)
        load.text += part.shared * longest
        if not part.plain or load.memory + texts > sheet_load.MAX_MEMORY:
            sizes = sizes if sizes is not None else _string_sizes(archive, parts)
            with archive.open(entry) as stream:
                load = xlsx_scan.measure_exactly(stream, sizes)
        refuse_if_too_much(probe, load, beside=texts)


AREA: Final = sheet_load.AREA_BYTES


def _string_sizes(archive: zipfile.ZipFile, parts: dict[zipfile.ZipInfo, Part]) -> array[int]:
    """Return the sizes of the shared texts; of several lists of them, at each place the largest."""
    found = array("q")
    for entry, part in parts.items():
        if part.strings:
            with archive.open(entry) as stream:
                sizes = xlsx_scan.string_sizes(stream)
            longer, shorter = (sizes, found) if len(sizes) > len(found) else (found, sizes)
            for index, size in enumerate(shorter):
                longer[index] = max(longer[index], size)
            found = longer
    return found


def _check_xlsb(probe: Probe, archive: zipfile.ZipFile) -> Checked:
    for entry in archive.infolist():
        with archive.open(entry) as stream:
            while stream.read(1 << 20):
                pass
    return xlsb_scan.check(probe, archive)
