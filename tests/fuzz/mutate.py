"""Change files at random: bytes, words that mean something to parsers, lines, parts of archives."""

from __future__ import annotations

import io
import random
import re
import zipfile
from typing import Final

#: What parsers stumble over: signs of formats, large numbers, odd spaces, broken encodings.
WORDS: Final = (
    b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\xaf",
    b'"', b"'", b"<", b">", b"&", b"&amp;", b"&#0;", b"&#xD800;", b"&lol;", b"]]>", b"<!--", b"<![CDATA[",
    b"<?xml version='1.1'?>", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>", b"{", b"}", b"[", b"]",
    b"{{", b"}}", b"{price}", b"{0.__class__}", b"%s", b"%n", b"\\", b"\\u0000", b"\\ud800", b",", b";", b"\t",
    b"\r", b"\n", b"\r\n", b"\x0b", b"\x85", b"\xe2\x80\xa8", b"\xe2\x80\x8b", b"\xe2\x80\xae", b"0", b"-0",
    b"-1", b"1e999", b"1e-999", b"NaN", b"Infinity", b"-Infinity", b"9" * 40, b"0x10", b"1_000", b"1,5", b"1.5.5",
    b"2026-02-30", b"9999-12-31", b"0000-00-00", b"24:61", b"true", b"null", b"None", b"=1+1", b"@SUM(A1)",
    b"../../x", b"/etc/passwd", b"C:\\x", b"a" * 5000, b"\xe0\xb8\x81" * 500, b"(" * 300, b"[" * 3000, b"<a>" * 500,
)  # fmt: skip
_TOKEN: Final = re.compile(rb"[A-Za-z0-9_.:-]+|\s+|.", re.DOTALL)
#: Files grow no further than this.
MOST: Final = 300_000


def mutated(data: bytes, chance: random.Random, others: tuple[bytes, ...] = ()) -> bytes:
    """Return ``data`` changed in some places; ``others`` are files to take pieces from."""
    if data[:2] == b"PK" and chance.random() < 0.8:
        inside = _in_archive(data, chance, others)
        if inside is not None:
            return inside
    made = bytearray(data)
    for _change in range(chance.choice((1, 1, 1, 2, 3, 5, 8))):
        chance.choice(_WAYS)(made, chance, others)
    return bytes(made[:MOST])


def _in_archive(data: bytes, chance: random.Random, others: tuple[bytes, ...]) -> bytes | None:
    """Change one file of an archive, or its name, or leave it out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = [(one, archive.read(one)) for one in archive.infolist()]
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError):
        return None
    if not files:
        return None
    at = chance.randrange(len(files))
    info, content = files[at]
    what = chance.random()
    if what < 0.08:
        del files[at]
    elif what < 0.16:
        info.filename = chance.choice(
            ("../" + info.filename, "/" + info.filename, info.filename + "\\x", "x")
        )
    elif what < 0.2:
        files.append((zipfile.ZipInfo(info.filename), mutated(content, chance)))
    else:
        files[at] = (info, mutated(content, chance, others) if content[:2] != b"PK" else content)
    out = io.BytesIO()
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name twice
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for one, text in files:
                archive.writestr(one.filename, text)
    return out.getvalue()


def _place(made: bytearray, chance: random.Random) -> tuple[int, int]:
    """Return a span: mostly of a word, else of any bytes."""
    if not made:
        return 0, 0
    start = chance.randrange(len(made))
    if chance.random() < 0.7:
        match = _TOKEN.match(made, start)
        if match is not None:
            return match.start(), match.end()
    return start, min(len(made), start + chance.randrange(1, 40))


def _flip(made: bytearray, chance: random.Random, _others: tuple[bytes, ...]) -> None:
    if made:
        made[chance.randrange(len(made))] = chance.randrange(256)


def _word(made: bytearray, chance: random.Random, _others: tuple[bytes, ...]) -> None:
    start, end = _place(made, chance)
    made[start : end if chance.random() < 0.6 else start] = chance.choice(WORDS)


def _cut(made: bytearray, chance: random.Random, _others: tuple[bytes, ...]) -> None:
    start, end = _place(made, chance)
    del made[start : end if chance.random() < 0.8 else len(made)]


def _twice(made: bytearray, chance: random.Random, _others: tuple[bytes, ...]) -> None:
    start = chance.randrange(len(made) + 1)
    piece = bytes(made[start : start + chance.randrange(1, 400)])
    made[start:start] = piece * chance.choice((1, 1, 2, 20))


def _line(made: bytearray, chance: random.Random, _others: tuple[bytes, ...]) -> None:
    lines = bytes(made).split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    made[:] = b"\n".join(lines)


def _splice(made: bytearray, chance: random.Random, others: tuple[bytes, ...]) -> None:
    if others:
        other = chance.choice(others)
        start = chance.randrange(len(other) + 1)
        at = chance.randrange(len(made) + 1)
        made[at:at] = other[start : start + chance.randrange(1, 300)]


_WAYS: Final = (_flip, _word, _word, _word, _cut, _cut, _twice, _line, _splice)
