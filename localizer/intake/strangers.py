"""Contents that are no product table, told by their first bytes or words: what to call them, what to do."""

from __future__ import annotations

import re
from typing import Final

from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.store.application import APPLICATION_ID

CONTROL_SHARE: Final = 0.05
_DATABASE: Final = b"SQLite format 3\x00"
#: First bytes of contents that are no text.
_MAGIC: Final = (
    (b"\x89PNG\r\n\x1a\n", N_("a PNG picture")),
    (b"\xff\xd8\xff", N_("a JPEG picture")),
    (b"GIF8", N_("a GIF picture")),
    (b"BM", N_("a BMP picture")),
    (b"II*\x00", N_("a TIFF picture")),
    (b"MM\x00*", N_("a TIFF picture")),
    (b"8BPS", N_("a Photoshop picture")),
    (b"\x00\x00\x01\x00", N_("an icon")),
    (b"%PDF-", N_("a PDF document")),
    (b"%!PS", N_("a PostScript document")),
    (b"{\\rtf", N_("a text document (RTF)")),
    (b"\x1f\x8b", N_("a gzip archive")),
    (b"BZh", N_("a bzip2 archive")),
    (b"\xfd7zXZ\x00", N_("an xz archive")),
    (b"\x28\xb5\x2f\xfd", N_("a Zstandard archive")),
    (b"Rar!", N_("a RAR archive")),
    (b"7z\xbc\xaf\x27\x1c", N_("a 7z archive")),
    (b"PAR1", N_("a Parquet file")),
    (_DATABASE, N_("a database")),
    (b"\x00\x01\x00\x00Standard ", N_("a database")),
    (b"\xde\x12\x04\x95", N_("a compiled translation file (MO)")),
    (b"\x95\x04\x12\xde", N_("a compiled translation file (MO)")),
    (b"ID3", N_("a sound recording")),
    (b"OggS", N_("a sound recording")),
    (b"\x1aE\xdf\xa3", N_("a video")),
    (b"\x7fELF", N_("a program")),
    (b"MZ", N_("a program")),
)  # fmt: skip
_RIFF: Final = {
    b"WEBP": N_("a WebP picture"),
    b"WAVE": N_("a sound recording"),
    b"AVI ": N_("a video"),
}
#: First words of texts that are no table; the time codes of subtitles stand near the top.
_WORDS: Final = (
    (r"WEBVTT(?:\s|$)", N_("a subtitle file (WebVTT)")),
    (r"(?s:.{0,2000}?)^[ \t]*\d{1,2}:\d{1,2}:\d{1,2},\d{1,3}[ \t]*-->", N_("a subtitle file (SRT)")),
    (
        r"(?s:.{0,2000}?)^[ \t]*(?:\d{1,2}:)?\d{1,2}:\d{2}[.:]\d{1,3}[ \t]*-->",
        N_("a subtitle file (SRT or WebVTT)"),
    ),
    (r"\[Script Info\]", N_("a subtitle file (ASS)")),
    (
        r'(?s:.*?)^[ \t]*(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)[ \t]+"',
        N_("a translation file (PO)"),
    ),
    (r"BEGIN:VCARD", N_("an address card")),
    (r"BEGIN:VCALENDAR", N_("a calendar")),
    (r"-----BEGIN ", N_("a key or certificate")),
    (r"(?:#![ \t]*/|<\?php)", N_("a program")),
    (
        r"(?:(?:--|/\*|#)[^\n]*+\n\s*+)*+(?:CREATE|DROP|INSERT|SET)[ \t]+(?:TABLE|INTO|DATABASE|NAMES)\b",
        N_("a database script (SQL)"),
    ),
)  # fmt: skip
_TEXTS: Final = tuple((re.compile(words, re.MULTILINE), kind) for words, kind in _WORDS)
#: Where SQLite keeps the number of the program a database belongs to (file format, 1.3.17).
_OWNER: Final = slice(68, 72)
WORKSPACE: Final = N_("a workspace of Localizer")
#: Where what is no catalog belongs, or how to get the catalog out of it.
_ADVICE: Final = (
    (
        (
            "a translation file (PO)", "a translation file (XLIFF)", "a translation file (Qt)",
            "a translation file (Android)", "a compiled translation file (MO)",
            "a translation memory (TMX)", "a glossary (TBX)",
        ),
        N_(
            "It holds translations, not products: it belongs in a translation program. Import the catalog "
            "whose texts these are."
        ),
    ),
    (
        (
            "a PDF document", "a PostScript document", "a text document (RTF)", "a Word document",
            "a presentation", "an electronic book", "a web page (HTML)", "a mail",
        ),
        N_("Copy its table into a spreadsheet and save that, or ask for the table it was made from."),
    ),
    (
        (
            "a PNG picture", "a JPEG picture", "a GIF picture", "a BMP picture", "a TIFF picture",
            "a Photoshop picture", "a WebP picture", "an SVG picture", "an icon", "a video or picture",
            "a drawing",
        ),
        N_(
            "Words in a picture are not read. A product's pictures are named in a column of its catalog: "
            "import the catalog."
        ),
    ),
    (
        (
            "a gzip archive", "a bzip2 archive", "an xz archive", "a Zstandard archive", "a RAR archive",
            "a 7z archive",
        ),
        N_("Unpack it and import the catalog that is in it."),
    ),
    (
        ("a database", "a database script (SQL)", "a Parquet file"),
        N_("Export its products as CSV or XLSX from the program it belongs to."),
    ),
    (
        ("an Apple Numbers, Pages or Keynote document",),
        N_("Open it in Numbers and export it as XLSX or CSV."),
    ),
    ((WORKSPACE,), N_("It is opened, not imported. To take its catalog elsewhere, export the catalog.")),
)  # fmt: skip
_ADVICE_FOR: Final = {kind: advice for kinds, advice in _ADVICE for kind in kinds}
#: The kinds of files catalogs are read from, as people call them.
READ: Final = "CSV, TSV, XLSX, XLSB, XLS, ODS, JSON, JSONL, XML"
#: Control characters a text file hardly has; a stray one, left by some export, does no harm.
_CONTROLS: Final = bytes(set(range(32)) - {9, 10, 12, 13, 26, 27})


def refusal(file: str, kind: str) -> InputError:
    """Return what to say about ``file``, which is a ``kind`` (msgid): what it is, and what to do instead."""
    sentences = [
        _("{file} is {kind}, not a product table.").format(file=file, kind=_(kind)),
        *([_(_ADVICE_FOR[kind])] if kind in _ADVICE_FOR else []),
        _("Catalogs are read from files of these kinds: {kinds}.").format(kinds=READ),
    ]
    return InputError(" ".join(sentences))


def kind_of_bytes(head: bytes) -> str | None:
    """Return the msgid of what ``head`` is when it begins like a known file that is no text."""
    if head.startswith(_DATABASE) and int.from_bytes(head[_OWNER], "big") == APPLICATION_ID:
        return WORKSPACE
    kind = next((text for magic, text in _MAGIC if _begins(head, magic)), None)
    if kind is None and head[:4] == b"RIFF":
        kind = _RIFF.get(head[8:12])
    if kind is None and head[4:8] == b"ftyp":
        kind = N_("a video or picture")
    return kind


def kind_of_text(text: str) -> str | None:
    """Return the msgid of what ``text`` is when it is a known format that is no table."""
    return next((kind for words, kind in _TEXTS if words.match(text)), None)


def is_binary(head: bytes) -> bool:
    """Tell whether ``head`` has bytes that no text in a one-byte or mixed-length encoding has."""
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return b"\x00" in head or controls > len(head) * CONTROL_SHARE


def _begins(head: bytes, magic: bytes) -> bool:
    """Tell whether ``head`` starts with ``magic``; letters alone may also be the start of a text."""
    return head.startswith(magic) and (not magic.isalnum() or b"\x00" in head)
