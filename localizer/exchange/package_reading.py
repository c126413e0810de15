"""Opening a package somebody sent: refused in words where it is dangerous, tolerant of what was worked on.

Nothing is unpacked under a name that is not ours, nothing beyond its limits, and no link is followed. A file
whose digest is not the manifest's any more is told: the texts changed because somebody translated them.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

import msgspec

from localizer.errors import InputError
from localizer.exchange.package import (
    FORMAT,
    MANIFEST,
    MEMORY,
    PICTURES,
    PREVIEW,
    PRODUCTS,
    README,
    TERMS,
    TEXTS,
    WORKBOOK,
    XLIFF,
    Manifest,
    chunks,
)
from localizer.i18n import _
from localizer.model.term_text import is_locale

MAX_BYTES: Final = 1024 * 1024 * 1024
MAX_UNPACKED: Final = 1024 * 1024 * 1024
#: Files that are held whole: the texts of some 400,000 units.
MAX_JSON: Final = 256 * 1024 * 1024
MAX_PICTURE: Final = 4 * 1024 * 1024
MAX_ENTRIES: Final = 20_000
MAX_RATIO: Final = 200
#: Small files pack very well without being a bomb.
RATIO_FROM_BYTES: Final = 1024 * 1024
MAX_UNITS: Final = 2_000_000
_OURS: Final = frozenset(
    {MANIFEST, XLIFF, WORKBOOK, TEXTS, PRODUCTS, TERMS, MEMORY, PREVIEW, README}
)
_WORKED_ON: Final = frozenset({XLIFF, WORKBOOK})
#: What other programs add when a folder is packed by hand.
_STRAY: Final = re.compile(r"(?:__MACOSX/.*|(?:.*/)?(?:\.DS_Store|Thumbs\.db|desktop\.ini))")
_PICTURE: Final = re.compile(r"pictures/[A-Za-z0-9][A-Za-z0-9_-]{0,80}\.(?:png|jpe?g|webp|gif)")
_ID: Final = re.compile(r"[A-Za-z0-9-]{8,64}")
_LINK: Final = 0o120000
_KIND: Final = 0o170000
_ENCRYPTED: Final = 0x1
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Package:
    """A package that can be opened. ``changed`` are its files that are not as the manifest says."""

    path: Path
    manifest: Manifest
    names: frozenset[str]
    changed: tuple[str, ...]

    @property
    def altered(self) -> tuple[str, ...]:
        """Return the changed files other than the texts, which people do not work on."""
        return tuple(name for name in self.changed if name not in _WORKED_ON)

    @property
    def texts(self) -> str:
        """Return which file holds the newest texts: the one somebody worked on, else ours."""
        worked_on = (name for name in (XLIFF, WORKBOOK) if name in self.changed)
        whole = (name for name in (TEXTS, XLIFF, WORKBOOK) if name in self.names)
        return next(chain(worked_on, whole))

    def pictures(self) -> tuple[str, ...]:
        """Return the names of its pictures."""
        return tuple(sorted(name for name in self.names if name.startswith(PICTURES)))

    def unpack(self, name: str, file: Path) -> None:
        """Write one of its files to ``file``. Raises `InputError` where the package is damaged."""
        with (
            _told(self.path),
            zipfile.ZipFile(self.path) as archive,
            archive.open(name) as stream,
            file.open("wb") as out,
        ):
            for chunk in chunks(stream):
                out.write(chunk)


def is_package(path: Path) -> bool:
    """Tell whether a file is a package by its content; one that cannot be read is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            return MANIFEST in archive.namelist()
    except (OSError, *_BROKEN):
        return False


def read_package(path: Path) -> Package:
    """Return the package in ``path``. Raises `InputError` where it is none, damaged or dangerous."""
    with _told(path):
        if path.stat().st_size > MAX_BYTES:
            raise _refused(path, _("it is too large"))
        with zipfile.ZipFile(path) as archive:
            names = _checked(path, archive)
            manifest = _manifest(path, archive)
            changed = tuple(_changed(archive, manifest, names))
    return Package(path, manifest, frozenset(names), changed)


def _checked(path: Path, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the members that are ours, by name."""
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES or sum(one.file_size for one in entries) > MAX_UNPACKED:
        raise _refused(path, _("it unpacks to more than a package can hold"))
    found: dict[str, zipfile.ZipInfo] = {}
    seen: set[str] = set()
    for entry in entries:
        _refuse_dangerous(path, entry)
        if entry.filename.casefold() in seen:
            raise _refused(path, _("it holds {name} twice").format(name=entry.filename))
        seen.add(entry.filename.casefold())
        if entry.filename in _OURS or _is_picture(entry):
            found[entry.filename] = entry
    for name in (MANIFEST, TEXTS, PRODUCTS):
        if name in found and found[name].file_size > MAX_JSON:
            raise _refused(path, _("{name} is too large").format(name=name))
    if MANIFEST not in found:
        raise InputError(
            _("{file} is no translator's package of Localizer.").format(file=path.name)
        )
    if not found.keys() & {TEXTS, XLIFF, WORKBOOK}:
        raise _refused(path, _("it holds no texts"))
    return found


def _is_picture(entry: zipfile.ZipInfo) -> bool:
    return _PICTURE.fullmatch(entry.filename) is not None and entry.file_size <= MAX_PICTURE


def _refuse_dangerous(path: Path, entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename
    parts = name.split("/")
    if (
        name.startswith("/")
        or "\\" in name
        or "\0" in name
        or ".." in parts
        or re.match(r"[A-Za-z]:", name)
    ):
        raise _refused(path, _("it holds a file outside of itself ({name})").format(name=name[:80]))
    if (entry.external_attr >> 16) & _KIND == _LINK:
        raise _refused(path, _("it holds a link ({name})").format(name=name[:80]))
    if entry.flag_bits & _ENCRYPTED:
        raise _refused(path, _("it is locked with a password"))
    ratio = entry.file_size // max(1, entry.compress_size)
    if entry.file_size > RATIO_FROM_BYTES and ratio > MAX_RATIO:
        raise _refused(
            path, _("{name} unpacks to {ratio} times its size").format(name=name, ratio=ratio)
        )


def _manifest(path: Path, archive: zipfile.ZipFile) -> Manifest:
    data = archive.read(MANIFEST)
    _refuse_newer(path, data)
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        told = _("its manifest cannot be read: {reason}").format(reason=error)
        raise _refused(path, told) from error
    sound = (
        _ID.fullmatch(manifest.package_id)
        and is_locale(manifest.source_locale)
        and is_locale(manifest.target_locale)
        and 0 <= manifest.units <= MAX_UNITS
    )
    if not sound:
        raise _refused(path, _("its manifest does not say which package it is"))
    return manifest


class _Version(msgspec.Struct):
    """The one thing every manifest tells, whatever program made it."""

    format: int = 0


def _refuse_newer(path: Path, data: bytes) -> None:
    try:
        version = msgspec.json.decode(data, type=_Version).format
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        told = _("its manifest cannot be read: {reason}").format(reason=error)
        raise _refused(path, told) from error
    if version > FORMAT:
        problem = _("{file} was made by a newer Localizer. Update the program to open it.")
        raise InputError(problem.format(file=path.name))


def _changed(
    archive: zipfile.ZipFile, manifest: Manifest, names: dict[str, zipfile.ZipInfo]
) -> Iterator[str]:
    for name in sorted(names):
        if name == MANIFEST:
            continue
        digest = hashlib.sha256()
        with archive.open(name) as stream:
            for chunk in chunks(stream):
                digest.update(chunk)
        if manifest.members.get(name) != digest.hexdigest():
            yield name


def _refused(path: Path, reason: str) -> InputError:
    problem = _("{file} cannot be opened: {reason}. Ask whoever sent it for a new one.")
    return InputError(problem.format(file=path.name, reason=reason))


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except zipfile.BadZipFile as error:
        if not zipfile.is_zipfile(path):
            problem = _("{file} is no translator's package of Localizer.")
            raise InputError(problem.format(file=path.name)) from error
        raise _refused(path, _("it is damaged")) from error
    except _BROKEN as error:
        raise _refused(path, _("it is damaged")) from error
    except OSError as error:
        problem = _("{file} cannot be read: {reason}")
        raise InputError(problem.format(file=path.name, reason=error.strerror or error)) from error
