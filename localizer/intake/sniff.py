"""Look at a file before reading it: is it there, may we, and what does its content say it is."""

from __future__ import annotations

import codecs
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.intake import strangers

HEAD_BYTES: Final = 65_536
ZIP: Final = b"PK\x03\x04"
OLE2: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: What stands before the first word of a text and is not part of it.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Probe:
    """A file that can be opened: its size in bytes and its first bytes.

    ``in_passing``: what would take reading all of it before its first row may be guessed.
    """

    path: Path
    size: int
    head: bytes
    in_passing: bool = False

    @property
    def name(self) -> str:
        """Return the name to show in messages."""
        return self.path.name


def look(path: Path, *, in_passing: bool = False) -> Probe:
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
    return Probe(path, status.st_size, head, in_passing)


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


def too_large(probe: Probe, limit: int) -> InputError:
    """Return what to say about a file of more than ``limit`` bytes."""
    return InputError(
        _("{file} is larger than {limit} MB. Split it into several files.").format(
            file=probe.name, limit=limit // 1024 // 1024
        )
    )


def changed(probe: Probe) -> InputError:
    """Return what to say about a file whose encoding held once and does not any more."""
    return InputError(_("{file} changed while it was read. Try again.").format(file=probe.name))


def text_start(head: bytes) -> str:
    """Return the first characters of a text as far as its words in Latin letters go, without its mark.

    Letters above ASCII may be wrong: no encoding is found here.
    """
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(codec, "replace")
    if looks_like_utf16(head):
        little = head[1::2].count(0) >= head[0::2].count(0)
        return head.decode("utf-16-le" if little else "utf-16-be", "replace")
    return head.decode("utf-8", "replace")


def refuse_strangers(probe: Probe) -> None:
    """Raise `InputError` when the content is known to be no table: a picture, subtitles, a program."""
    kind = strangers.kind_of_bytes(probe.head)
    if kind is None:
        kind = strangers.kind_of_text(text_start(probe.head).lstrip())
    if kind is None and not _is_wide(probe.head) and strangers.is_binary(probe.head):
        kind = N_("a binary file")
    if kind is not None:
        raise strangers.refusal(probe.name, kind)


def _is_wide(head: bytes) -> bool:
    marks = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
    return head.startswith(marks) or looks_like_utf16(head)


def looks_like_utf16(head: bytes) -> bool:
    """Tell whether ``head`` is UTF-16 without its mark: every other byte of ASCII text is zero."""
    sample = head[: len(head) // 2 * 2]
    if not sample:
        return False
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    return (odd > half * 0.3 and even < half * 0.02) or (even > half * 0.3 and odd < half * 0.02)
