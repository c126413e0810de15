"""Find the encoding of a text file: by its mark, by strict trial, by which reading looks like language."""

from __future__ import annotations

import codecs
import os
from pathlib import Path
from typing import Final

from localizer.errors import InputError
from localizer.i18n import _
from localizer.intake.sniff import Probe, looks_like_utf16

CHUNK_BYTES: Final = 1 << 20
#: Looked at of both ends of a file that is read in passing.
END_BYTES: Final = 1 << 22
#: What a cut through a character leaves at the front.
_CONTINUATIONS: Final = bytes(range(0x80, 0xC0))
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Lead bytes of the everyday Han characters: GB 2312 level 1 and Big5's frequently used plane.
_EVERYDAY_LEADS: Final = {"gb18030": range(0xB0, 0xD8), "big5": range(0xA4, 0xC7)}
_HAN: Final = range(0x4E00, 0xA000)
#: A Latin text rarely has two accented letters side by side; a Chinese one has little else.
_SINGLE_SHARE: Final = 0.75


def detect(probe: Probe) -> str:
    """Return the Python codec that decodes the whole file. Raises `InputError` when none does."""
    for mark, codec in _MARKS:
        if probe.head.startswith(mark):
            return _must_decode(probe, codec)
    if looks_like_utf16(probe.head):
        little = probe.head[1::2].count(0) >= probe.head[0::2].count(0)
        return _must_decode(probe, "utf-16-le" if little else "utf-16-be")
    if _is_utf8(probe):
        return "utf-8"
    candidates = [codec for codec in _ranked(probe.path) if decodes(probe.path, codec)]
    if candidates:
        return candidates[0]
    from charset_normalizer import from_bytes  # noqa: PLC0415 - hardly any file needs it

    best = from_bytes(probe.head).best()
    if best is not None and decodes(probe.path, best.encoding):
        return best.encoding
    raise _unknown(probe)


def _is_utf8(probe: Probe) -> bool:
    """Tell whether the file is in UTF-8; in passing, whether the ends of a large one are."""
    if not probe.in_passing or probe.size <= 2 * END_BYTES:
        return decodes(probe.path, "utf-8")
    decoder = codecs.getincrementaldecoder("utf-8")()
    with probe.path.open("rb") as file:
        try:
            decoder.decode(file.read(END_BYTES))
            file.seek(-END_BYTES, os.SEEK_END)
            end = file.read().lstrip(_CONTINUATIONS)
            end.decode("utf-8")
        except UnicodeError:
            return False
    return True


def decodes(path: Path, codec: str) -> bool:
    """Tell whether the whole file is valid in ``codec``."""
    decoder = codecs.getincrementaldecoder(codec)()
    with path.open("rb") as file:
        try:
            while chunk := file.read(CHUNK_BYTES):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeError:
            return False
    return True


def _must_decode(probe: Probe, codec: str) -> str:
    if decodes(probe.path, codec):
        return codec
    raise _unknown(probe)


def _unknown(probe: Probe) -> InputError:
    return InputError(
        _("The text encoding of {file} is not recognised. Save it again as CSV UTF-8.").format(
            file=probe.name
        )
    )


def _ranked(path: Path) -> list[str]:
    """Return the legacy codecs, the likeliest first, judged by the lines that are not plain ASCII."""
    sample = _telling_bytes(path)
    if _share_of_single_bytes(sample) > _SINGLE_SHARE:
        return ["cp1252", "gb18030", "big5"]
    share = {codec: everyday_share(sample, codec) for codec in _EVERYDAY_LEADS}
    chinese = sorted(share, key=lambda codec: -share[codec])
    return [*chinese, "cp1252"]


def _telling_bytes(path: Path) -> bytes:
    """Return up to 64 KiB of lines holding bytes above 127."""
    kept: list[bytes] = []
    size = 0
    with path.open("rb") as file:
        while size < CHUNK_BYTES // 16 and (line := file.readline(CHUNK_BYTES)):
            if not line.isascii():
                kept.append(line)
                size += len(line)
    return b"".join(kept)


def _share_of_single_bytes(sample: bytes) -> float:
    single = total = run = 0
    for byte in (*sample, 0):
        if byte > 127:  # noqa: PLR2004 - the end of ASCII
            run += 1
            continue
        if run:
            total += 1
            single += run == 1
        run = 0
    return single / total if total else 0.0


def everyday_share(sample: bytes, codec: str) -> float:
    """Return which share of the characters above ASCII are everyday Han characters in ``codec``."""
    leads = _EVERYDAY_LEADS[codec]
    text = [char for char in sample.decode(codec, "replace") if ord(char) > 127]  # noqa: PLR2004
    usual = 0
    for char in text:
        encoded = char.encode(codec, "replace")
        usual += len(encoded) == 2 and ord(char) in _HAN and encoded[0] in leads  # noqa: PLR2004
    return usual / len(text) if text else 0.0
