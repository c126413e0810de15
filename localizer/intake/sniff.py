"""Look at a file before reading it: is it there, may we, and what does its content say it is."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from localizer.errors import InputError
from localizer.i18n import N_, _

HEAD_BYTES: Final = 65_536
#: First bytes of contents that are no table, and what to call them.
_MAGIC: Final = (
    (b"\x89PNG\r\n\x1a\n", N_("a PNG picture")),
    (b"\xff\xd8\xff", N_("a JPEG picture")),
    (b"GIF8", N_("a GIF picture")),
    (b"BM", N_("a BMP picture")),
    (b"%PDF-", N_("a PDF document")),
    (b"\x1f\x8b", N_("a gzip archive")),
    (b"Rar!", N_("a RAR archive")),
    (b"7z\xbc\xaf\x27\x1c", N_("a 7z archive")),
    (b"SQLite format 3\x00", N_("a database")),
    (b"\x7fELF", N_("a program")),
    (b"MZ", N_("a program")),
)
ZIP: Final = b"PK\x03\x04"
OLE2: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CONTROL_SHARE: Final = 0.05
_UNICODE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
#: Control characters a text file hardly has; a stray one, left by some export, does no harm.
_CONTROLS: Final = bytes(set(range(32)) - {9, 10, 12, 13, 26, 27})


@dataclass(frozen=True, slots=True)
class Probe:
    """A file that can be opened: its size in bytes and its first bytes."""

    path: Path
    size: int
    head: bytes

    @property
    def name(self) -> str:
        """Return the name to show in messages."""
        return self.path.name


def look(path: Path) -> Probe:
    """Return the first bytes of ``path``. Raises `InputError` for what is no readable, non-empty file."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise InputError(_("{file} is a folder. Choose a file in it.").format(file=path.name))
        if not stat.S_ISREG(status.st_mode):
            raise InputError(_("{file} is no ordinary file.").format(file=path.name))
        if status.st_size == 0:
            raise InputError(_("{file} is empty.").format(file=path.name))
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except (OSError, ValueError) as error:
        raise cannot_read(path, error) from error
    return Probe(path, status.st_size, head)


def cannot_read(path: Path, error: Exception) -> InputError:
    """Return what to tell the user about ``error`` while reading ``path``."""
    if isinstance(error, FileNotFoundError):
        return InputError(
            _("There is no file {file}. Check the name and the folder.").format(file=path)
        )
    if isinstance(error, PermissionError):
        return InputError(
            _(
                "{file} cannot be read: permission is missing. Copy it to a folder of your own."
            ).format(file=path.name)
        )
    detail = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputError(
        _("{file} cannot be read: {reason}.").format(file=path.name, reason=detail.rstrip("."))
    )


def refuse_strangers(probe: Probe) -> None:
    """Raise `InputError` when the content is known to be no table (a picture, an old workbook, XML)."""
    head = probe.head
    if head.startswith(OLE2):
        raise InputError(
            _(
                "{file} is an old Excel file (.xls) or protected by a password. Open it in a spreadsheet "
                "program, remove the password and save it as .xlsx or CSV."
            ).format(file=probe.name)
        )
    kind = next((text for magic, text in _MAGIC if _begins(head, magic)), None)
    if kind is None and head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        kind = N_("a WebP picture")
    if kind is None:
        kind = _kind_of_text(head)
    if kind is not None:
        raise InputError(
            _("{file} is {kind}, not a product table. Choose a CSV or XLSX file.").format(
                file=probe.name, kind=_(kind)
            )
        )


def _begins(head: bytes, magic: bytes) -> bool:
    """Tell whether ``head`` starts with ``magic``; letters alone may also be the start of a text."""
    return head.startswith(magic) and (not magic.isalnum() or b"\x00" in head)


def _kind_of_text(head: bytes) -> str | None:
    if head.startswith(_UNICODE_MARKS):
        return None
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"<?xml", b"<!DOCTYPE", b"<!doctype")) or start[:5].lower() == b"<html":
        return N_("an XML or HTML file")
    if start.startswith((b"{", b"[")):
        return N_("a JSON file")
    if looks_like_utf16(head):
        return None
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return N_("a binary file") if b"\x00" in head or controls > len(head) * CONTROL_SHARE else None


def looks_like_utf16(head: bytes) -> bool:
    """Tell whether ``head`` is UTF-16 without its mark: every other byte of ASCII text is zero."""
    sample = head[: len(head) // 2 * 2]
    if not sample:
        return False
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    return (odd > half * 0.3 and even < half * 0.02) or (even > half * 0.3 and odd < half * 0.02)
