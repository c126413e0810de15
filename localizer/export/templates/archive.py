"""A workbook as the archive it is: read within limits, copied byte for byte but for one part.

Form of the archive: PKWARE APPNOTE 6.3.10, sections 4.3 and 4.4. Parts are copied as they lie, compressed
data, headers, order and all, so that nothing a marketplace relies on can change.
"""

from __future__ import annotations

import posixpath
import shutil
import struct
import zipfile
import zlib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import IO, BinaryIO, Final

from lxml import etree

from localizer.errors import InputError
from localizer.i18n import _

#: Templates have some megabytes at most; what is larger is no template.
MAX_FILE: Final = 64 * 1024 * 1024
MAX_PARTS: Final = 2_000
MAX_UNPACKED: Final = 512 * 1024 * 1024
#: A part that is read whole: the sheet that is filled, the list of sheets, the shared texts.
MAX_READ: Final = 64 * 1024 * 1024
MAX_RATIO: Final = 200
#: Small parts pack very well without being a bomb.
RATIO_FROM: Final = 65_536
#: Sizes and places from here on stand in a record of their own (ZIP64), which no template has.
MAX_32: Final = 0xFFFF_FFFF
_CHUNK: Final = 1 << 20
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_END: Final = struct.Struct("<4s4H2LH")
_ENCRYPTED: Final = 0x1
_DESCRIPTOR: Final = 0x8
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error,
)  # fmt: skip
_DECLARED: Final = (b"<!DOCTYPE", b"<!ENTITY")
_OFFICE: Final = "/officeDocument"


@dataclass(frozen=True, slots=True)
class Packed:
    """A part that is packed: raw deflate data in ``stream`` from its beginning, and what it holds."""

    stream: BinaryIO
    size: int
    unpacked: int
    crc: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook: its name, its part in the archive, whether it is hidden."""

    name: str
    part: str
    hidden: bool


class Archive:
    """A template on the disk that was found sound. Everything is read from the file anew."""

    def __init__(self, path: Path) -> None:
        """Look at ``path``. Raises `InputError` for what is no workbook, or is a dangerous one."""
        self.path = path
        try:
            if path.stat().st_size > MAX_FILE:
                raise _too_large(path)
            with zipfile.ZipFile(path) as archive:
                self._entries = {entry.filename: entry for entry in archive.infolist()}
                self._check(archive)
                self._directory = self._records(archive)
        except _BROKEN as error:
            raise self.damaged() from error
        except OSError as error:
            problem = _("{file} cannot be read: {reason}.")
            reason = error.strerror or type(error).__name__
            raise InputError(problem.format(file=path, reason=reason)) from error

    def read(self, part: str, most: int = MAX_READ) -> bytes:
        """Return a part unpacked, its first ``most`` bytes. Raises `InputError` where it is missing."""
        if part not in self._entries:
            problem = _("{file} is damaged: the part {part} is missing.")
            raise InputError(problem.format(file=self.path.name, part=part))
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(part) as stream:
                return stream.read(most)
        except (*_BROKEN, OSError) as error:
            raise self.damaged() from error

    def whole(self, part: str) -> bytes:
        """Return a part unpacked. Raises `InputError` for one that is too large."""
        data = self.read(part, MAX_READ + 1)
        if len(data) > MAX_READ:
            raise _too_large(self.path)
        return data

    def xml(self, part: str) -> etree._Element:
        """Return a part as a tree. Raises `InputError`."""
        try:
            return etree.fromstring(self.whole(part), parser())
        except etree.XMLSyntaxError as error:
            raise self.damaged() from error

    def has(self, part: str) -> bool:
        """Tell whether there is such a part."""
        return part in self._entries

    @property
    def book(self) -> str:
        """Return the part that lists the sheets."""
        for target, kind, _id in self._related("_rels/.rels", ""):
            if kind.endswith(_OFFICE):
                return target
        raise self.damaged()

    def sheets(self) -> tuple[Sheet, ...]:
        """Return the sheets in their order."""
        book = self.book
        targets = {one: target for target, _kind, one in self._related(*self._rels(book))}
        found = []
        for sheet in self.xml(book).iter("{*}sheet"):
            number = next((v for k, v in sheet.attrib.items() if str(k).endswith("}id")), "")
            part = targets.get(str(number), "")
            hidden = sheet.get("state", "visible") != "visible"
            if part in self._entries:
                found.append(Sheet(str(sheet.get("name", "")), part, hidden))
        return tuple(found)

    def related(self, part: str, kind: str) -> str:
        """Return the part that ``part`` names as its ``kind`` (the end of the type), empty for none."""
        for target, found, _id in self._related(*self._rels(part)):
            if found.endswith(kind):
                return target
        return ""

    def copy(self, out: BinaryIO, part: str, new: Packed) -> None:
        """Write the archive to ``out`` with ``new`` in place of ``part``; all else stays as it lies."""
        places: dict[int, int] = {}
        with self.path.open("rb") as source:
            entries = sorted(self._entries.values(), key=lambda one: one.header_offset)
            starts = [entry.header_offset for entry in entries]
            ends = [*starts[1:], self._start]
            _span(source, out, 0, starts[0])
            for entry, start, end in zip(entries, starts, ends, strict=True):
                places[start] = out.tell()
                if entry.filename == part:
                    _write_part(source, out, start, new)
                else:
                    _span(source, out, start, end)
            self._write_directory(source, out, places, part, new)

    def damaged(self) -> InputError:
        """Return what to tell of a workbook that cannot be read."""
        problem = _("{file} is no workbook or is damaged. Download the template again.")
        return InputError(problem.format(file=self.path.name))

    def _write_directory(
        self, source: IO[bytes], out: BinaryIO, places: dict[int, int], part: str, new: Packed
    ) -> None:
        start = out.tell()
        for entry, record in zip(self._entries.values(), self._directory, strict=True):
            fields = list(_CENTRAL.unpack_from(record))
            fields[16] = places[entry.header_offset]
            if entry.filename == part:
                fields[3] &= ~_DESCRIPTOR
                fields[4] = zipfile.ZIP_DEFLATED
                fields[7:10] = new.crc, new.size, new.unpacked
            if max(fields[8], fields[9], fields[16]) >= MAX_32:
                raise _too_large(self.path)
            out.write(_CENTRAL.pack(*fields) + record[_CENTRAL.size :])
        size = out.tell() - start
        if start >= MAX_32:
            raise _too_large(self.path)
        source.seek(self._end)
        last = source.read()
        ending = list(_END.unpack_from(last))
        ending[5:7] = size, start
        out.write(_END.pack(*ending) + last[_END.size :])

    def _records(self, archive: zipfile.ZipFile) -> list[bytes]:
        """Return the records of the directory as they are; remember where it and its end begin."""
        self._start = archive.start_dir
        with self.path.open("rb") as source:
            source.seek(self._start)
            data = source.read()
        records, at = [], 0
        for entry in archive.infolist():
            fields = _CENTRAL.unpack_from(data, at)
            if fields[0] != b"PK\x01\x02" or fields[16] != entry.header_offset:
                raise ValueError
            size = _CENTRAL.size + fields[10] + fields[11] + fields[12]
            if max(fields[8], fields[9], fields[16]) >= MAX_32:
                raise ValueError
            records.append(data[at : at + size])
            at += size
        if data[at : at + 4] != b"PK\x05\x06":
            raise ValueError
        self._end = self._start + at
        return records

    def _check(self, archive: zipfile.ZipFile) -> None:
        entries = archive.infolist()
        total = sum(entry.file_size for entry in entries)
        if len(entries) > MAX_PARTS or total > MAX_UNPACKED:
            raise _too_large(self.path)
        names = {entry.filename.casefold() for entry in entries}
        if len(names) < len(entries) or not entries:
            raise ValueError
        places = [*sorted(entry.header_offset for entry in entries), archive.start_dir]
        after = dict(pairwise(places))
        for entry in entries:
            self._check_entry(entry, after[entry.header_offset])
            self._check_content(archive, entry)

    def _check_entry(self, entry: zipfile.ZipInfo, end: int) -> None:
        name = entry.orig_filename
        if ".." in name.split("/") or name.startswith("/") or set(name) & set("\\\0:"):
            problem = _("{file} has a part with the name {part}, which leads out of it.")
            raise InputError(problem.format(file=self.path.name, part=name))
        ratio = entry.file_size // max(1, entry.compress_size)
        if entry.file_size > RATIO_FROM and ratio > MAX_RATIO:
            problem = _(
                "{file} looks like an archive bomb: {part} unpacks to {ratio} times its size."
            )
            raise InputError(problem.format(file=self.path.name, part=name, ratio=ratio))
        if entry.flag_bits & _ENCRYPTED:
            problem = _("{file} is protected with a password. Save it without one.")
            raise InputError(problem.format(file=self.path.name))
        # A part that reaches into the next one would be copied twice, or be unpacked again and again.
        if entry.header_offset + _LOCAL.size + entry.compress_size > end:
            raise ValueError

    def _check_content(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
        """Unpack a part, which proves its size and checksum. Raises `InputError` for declarations."""
        is_xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
        tail = b""
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                window = tail + chunk
                if is_xml and any(mark in window for mark in _DECLARED):
                    problem = _("{file} holds XML declarations that are not allowed ({part}).")
                    name = entry.filename
                    raise InputError(problem.format(file=self.path.name, part=name))
                tail = chunk[-16:]

    def _rels(self, part: str) -> tuple[str, str]:
        folder, name = posixpath.split(part)
        return posixpath.join(folder, "_rels", f"{name}.rels"), folder

    def _related(self, rels: str, folder: str) -> list[tuple[str, str, str]]:
        """Return (part, type, id) of everything a part names."""
        if not self.has(rels):
            return []
        found = []
        for one in self.xml(rels).iter("{*}Relationship"):
            target = str(one.get("Target", "")).replace("\\", "/")
            inside = target.lstrip("/") if target[:1] == "/" else posixpath.join(folder, target)
            part = posixpath.normpath(inside)
            found.append((part, str(one.get("Type", "")), str(one.get("Id", ""))))
        return found


def parser() -> etree.XMLParser:
    """Return a parser that reads nothing but what it is given."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _too_large(path: Path) -> InputError:
    problem = _("{file} is too large for a template of a marketplace.")
    return InputError(problem.format(file=path.name))


def _span(source: IO[bytes], out: BinaryIO, start: int, end: int) -> None:
    """Copy the bytes from ``start`` to ``end``."""
    source.seek(start)
    left = end - start
    while left and (chunk := source.read(min(left, _CHUNK))):
        out.write(chunk)
        left -= len(chunk)


def _write_part(source: IO[bytes], out: BinaryIO, start: int, new: Packed) -> None:
    """Write a part with the header of the old one at ``start``."""
    source.seek(start)
    fields = list(_LOCAL.unpack(source.read(_LOCAL.size)))
    names = source.read(fields[9] + fields[10])
    fields[2] &= ~_DESCRIPTOR
    fields[3] = zipfile.ZIP_DEFLATED
    fields[6:9] = new.crc, new.size, new.unpacked
    if max(new.size, new.unpacked) >= MAX_32:
        raise InputError(
            _("The filled sheet is too large for a workbook. Fill fewer rows at once.")
        )
    out.write(_LOCAL.pack(*fields) + names)
    new.stream.seek(0)
    shutil.copyfileobj(new.stream, out, _CHUNK)
