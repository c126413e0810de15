"""What is no table, by its first bytes or words."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from localizer.cli.formats import FILES
from localizer.intake.strangers import READ, is_binary, kind_of_bytes, kind_of_text, refusal
from localizer.intake.xml_table import _STRANGE_ROOTS
from localizer.store.database import create


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"GIF89a\x00", "a GIF picture"),
        (b"GIF8 rings,9.90\n", None),
        (b"RIFF....AVI ", "a video"),
        (b"RIFFRAFF,1", None),
        (b"PAR1\x15\x04\x00", "a Parquet file"),
        (b"title,price", None),
        (b"", None),
    ],
)
def test_bytes(head: bytes, kind: str | None) -> None:
    assert kind_of_bytes(head) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("00:01.000 --> 00:02.000\nHi", "a subtitle file (SRT or WebVTT)"),
        ("-- INSERT INTO goods", None),
        ("# x\n# y\n\nSET NAMES utf8;", "a database script (SQL)"),
        ("WEBVTTITLE,price", None),
        ("msgid,msgstr\n1,2", None),
        ("title\n" * 3000 + 'msgid "x"', "a translation file (PO)"),
    ],
)
def test_words(text: str, kind: str | None) -> None:
    assert kind_of_text(text) == kind


@pytest.mark.parametrize(
    "text", ["#" + " " * 65_000, "# a\n" * 16_000, " \t" * 32_000, "0:" * 32_000, "\n" * 65_000]
)
def test_no_text_takes_long_to_tell(text: str) -> None:
    began = time.process_time()
    assert kind_of_text(text) is None
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("head", "expected"),
    [(b"a\x00b", True), (b"\x01" * 9, True), (b"a\tb\r\n\x0b" + b"c" * 99, False)],
)
def test_binary(head: bytes, expected: bool) -> None:  # noqa: FBT001 - a table
    assert is_binary(head) is expected


@pytest.mark.parametrize(
    ("kind", "advice"),
    [
        ("a translation file (PO)", "It belongs in a translation program"),
        ("a translation file (XLIFF)", "Import the catalog"),
        ("a PDF document", "Copy its table into a spreadsheet"),
        ("a Word document", "ask for the table it was made from"),
        ("a PNG picture", "Words in a picture are not read"),
        ("a database", "Export its products as CSV or XLSX"),
        ("a RAR archive", "Unpack it"),
        ("a video", "Catalogs are read from files of these kinds"),
    ],
)
def test_a_refusal_says_what_to_do(kind: str, advice: str) -> None:
    told = str(refusal("x.bin", kind))
    assert told.startswith(f"x.bin is {kind}, not a product table.")
    assert advice.casefold() in told.casefold()
    assert told.endswith("JSONL, XML.")


def test_advice_is_for_kinds_there_are() -> None:
    assert "a translation file (XLIFF)" in _STRANGE_ROOTS.values()
    assert {name.upper() for name in FILES} <= set(READ.split(", "))


def test_a_workspace_is_told_from_other_databases(tmp_path: Path) -> None:
    with create(tmp_path / "w.localizer"):
        pass
    head = (tmp_path / "w.localizer").read_bytes()[:100]
    assert kind_of_bytes(head) == "a workspace of Localizer"
    assert kind_of_bytes(head[:68] + bytes(32)) == "a database"
