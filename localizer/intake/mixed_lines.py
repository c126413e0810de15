"""Text files put together from two encodings: some lines in UTF-8, the others in GB 18030.

A line of Chinese in UTF-8 is often valid in GB 18030 as well, and says nothing there; so each line is read
in the encoding in which it is language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from localizer.intake.encodings import CHUNK_BYTES, everyday_share

#: The encoding of the other lines, and what a file of both is called.
OTHER: Final = "gb18030"
NAME: Final = "utf-8/gb18030"
#: Two Han characters in UTF-8, one after the other; in GB 18030 seldom a text. Looked for first, for speed.
_SUSPECT: Final = re.compile(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}){2}")
#: A cut between two pieces must not hide one.
_OVERLAP: Final = 8


def has_utf8_lines(path: Path) -> bool:
    """Tell whether a file that is valid in GB 18030 has lines that are Chinese in UTF-8."""
    return _is_suspect(path) and any(is_utf8(line) for line in _lines(path))


def _is_suspect(path: Path) -> bool:
    tail = b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            if _SUSPECT.search(tail + chunk):
                return True
            tail = chunk[-_OVERLAP:]
    return False


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from file


def is_utf8(line: bytes) -> bool:
    """Tell whether a line is Chinese in UTF-8 rather than in GB 18030."""
    if not _SUSPECT.search(line):
        return False
    try:
        text = line.decode()
    except UnicodeError:
        return False
    try:
        line.decode(OTHER)
    except UnicodeError:
        return True
    return everyday_share(text.encode(OTHER), OTHER) > everyday_share(line, OTHER)


def decoded(line: bytes) -> str:
    """Return a line in the encoding it is written in. Raises `UnicodeError` where it is neither."""
    if is_utf8(line):
        return line.decode()
    try:
        return line.decode(OTHER)
    except UnicodeError:
        return line.decode()


def is_mixed(path: Path) -> bool:
    """Tell whether every line is valid in one of the two encodings, some as Chinese in UTF-8."""
    found = False
    for line in _lines(path):
        if not line.isascii():
            try:
                decoded(line)
            except UnicodeError:
                return False
            found = found or is_utf8(line)
    return found


def first_odd_line(path: Path) -> int:
    """Return the first line that is in neither of the two encodings, 0 where there is none."""
    for number, line in enumerate(_lines(path), start=1):
        try:
            decoded(line)
        except UnicodeError:
            return number
    return 0
