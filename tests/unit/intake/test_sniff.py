"""What is refused before it is read, and in which words."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from localizer.errors import InputError
from localizer.intake.sniff import look, looks_like_utf16, refuse_strangers


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "PNG picture"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 40, "JPEG picture"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "WebP picture"),
        (b"BM" + b"\x00" * 40, "BMP picture"),
        (b"%PDF-1.7\n", "PDF document"),
        (b"\x1f\x8b\x08\x00", "gzip archive"),
        (b"SQLite format 3\x00", "database"),
        (b"a,b\x01\x02\x00,c", "binary"),
        (b"\x00\x00\x00\x20ftypmp42", "video or picture"),
        (b"RIFF\x10\x00\x00\x00WAVEfmt ", "sound recording"),
        (b"{\\rtf1\\ansi", "text document"),
        (b"\xde\x12\x04\x95\x00\x00\x00\x00", "compiled translation"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n", "subtitle file .WebVTT."),
        (b"\xef\xbb\xbfWEBVTT", "subtitle file .WebVTT."),
        (b"1\r\n00:00:01,000 --> 00:00:02,000\r\nHi\r\n", "subtitle file .SRT."),
        ("1\n00:00:1,000 --> 00:00:02,000\nHi\n".encode("utf-16"), "subtitle file .SRT."),
        (b"[Script Info]\nTitle: x\n", "subtitle file .ASS."),
        (b'# comment\n#, fuzzy\nmsgid ""\nmsgstr ""\n', "translation file .PO."),
        (b'  msgid "x"\n', "translation file .PO."),
        (b"-- dump\n\nCREATE TABLE goods (id int);\n", "database script"),
        (b"BEGIN:VCARD\n", "address card"),
        (b"#!/bin/sh\n", "a program"),
    ],
)
def test_contents_that_are_no_table_are_named(tmp_path: Path, content: bytes, word: str) -> None:
    path = tmp_path / "goods.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=word):
        refuse_strangers(look(path))


@pytest.mark.parametrize(
    "content",
    [
        b"title,price\n",
        b"title,description\nx,set 00:00:01 --> 00:00:02\n",
        b"# products\ntitle,msgid\n",
        b"CREATE,title\n",
        b"BMX bike,1\n",
        b"MZ code\tname\n",
        "标题".encode("utf-16"),
        "a,b".encode("utf-16-le"),
    ],
)
def test_text_passes_even_when_it_begins_like_a_picture(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "goods.dat"
    path.write_bytes(content)
    refuse_strangers(look(path))


def test_missing_empty_and_folder_have_their_own_sentences(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").touch()
    for name, word in (("none.csv", "no file"), ("empty.csv", "is empty"), ("", "folder")):
        with pytest.raises(InputError, match=word):
            look(tmp_path / name)


@pytest.mark.parametrize("name", ["a\x00b.csv", "n" * 400 + ".csv"])
def test_impossible_names_are_told_not_raised(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        look(tmp_path / name)


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(InputError, match="no ordinary file"):
        look(tmp_path / "pipe.csv")


def test_missing_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "goods.csv"
    path.write_text("title\n", encoding="utf-8")

    def refuse(*_args: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="permission is missing"):
        look(path)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"", False),
        (b"title,x", False),
        ("title,x".encode("utf-16-be"), True),
        (b"\x00" * 50, False),
    ],
)
def test_utf16_without_a_mark(head: bytes, expected: bool) -> None:  # noqa: FBT001 - a table
    assert looks_like_utf16(head) is expected
