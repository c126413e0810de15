"""Names that stay in their folder, and failures in one sentence."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest

from localizer.errors import OutputError
from localizer.export.files import MAX_NAME, Scratch, remove, safe_name, sync_folder, told


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("TH/shopee", "TH-shopee"),
        ("MY/lazada@en-MY", "MY-lazada@en-MY"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("..", "export"),
        (".", "export"),
        ("", "export"),
        (" . . ", "export"),
        (".hidden", "hidden"),
        ("C:\\Windows\\system32", "C-Windows-system32"),
        ("\\\\server\\share", "-server-share"),
        ("a\0b\x1bc\x7f", "abc"),
        ("a\n\tb", "a b"),
        ("x\u202egnp.exe", "xgnp.exe"),
        ("zero\u200bwidth", "zerowidth"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("COM1", "_COM1"),
        ("lpt9.json", "_lpt9.json"),
        ("COM¹", "_COM¹"),
        ("nul .txt", "_nul .txt"),
        ("CONSOLE", "CONSOLE"),
        ("ends with dot. ", "ends with dot"),
        ('a<b>c:"d"|e?f*', "a-b-c-d-e-f-"),
        ("ผ้า 11.11", "ผ้า 11.11"),
        ("e\u0301", "é"),
    ],
)
def test_safe_names(text: str, name: str) -> None:
    assert safe_name(text) == name


@pytest.mark.parametrize("text", ["x" * 500, "保" * 500, "x" * (MAX_NAME - 1) + "保"])
def test_long_names_are_cut_between_characters(text: str) -> None:
    name = safe_name(text)
    assert len(name.encode()) <= MAX_NAME
    assert text.startswith(name)


def test_the_fallback_is_the_callers() -> None:
    assert safe_name("///", "launch") == "-"
    assert safe_name("...", "launch") == "launch"


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "The disk is full: f was not written. Free some space and export again."),
        (errno.EDQUOT, "The disk is full: f was not written. Free some space and export again."),
        (errno.EROFS, "f cannot be written: the disk is read-only. Choose another folder."),
        (errno.EEXIST, "f is a file, not a folder. Choose another folder."),
        (errno.EISDIR, "f is a folder. Move it away or choose another folder."),
        (errno.ENAMETOOLONG, "The name f is too long. Choose a folder with a shorter name."),
        (errno.EIO, "f cannot be written (why). Check the disk or network drive it is on."),
    ],
)
def test_failures_are_told_in_a_sentence(number: int, sentence: str) -> None:
    with pytest.raises(OutputError) as caught, told(Path("f")):
        raise OSError(number, "why")
    assert str(caught.value) == sentence
    assert isinstance(caught.value.__cause__, OSError)


def test_a_failure_without_number_names_its_kind() -> None:
    with pytest.raises(OutputError, match="TimeoutError"), told(Path("f")):
        raise TimeoutError


def test_bugs_are_not_told() -> None:
    with pytest.raises(ValueError, match="bug"), told(Path("f")):
        raise ValueError("bug")


def test_scratch_seals_and_places(tmp_path: Path) -> None:
    with Scratch(tmp_path / "new" / "folder") as scratch:
        waiting = scratch.path / "part"
        waiting.write_bytes(b"abc")
        sealed = scratch.seal(waiting)
        assert (sealed.size, sealed.sha256) == (3, hashlib.sha256(b"abc").hexdigest())
        scratch.place(waiting, "whole.txt")
    assert [path.name for path in scratch.folder.iterdir()] == ["whole.txt"]
    assert (scratch.folder / "whole.txt").read_bytes() == b"abc"


def test_scratch_is_removed_whatever_happens(tmp_path: Path) -> None:
    with pytest.raises(KeyError), Scratch(tmp_path) as scratch:
        (scratch.path / "part").write_bytes(b"abc")
        raise KeyError
    assert list(tmp_path.iterdir()) == []


def test_placing_over_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "name").mkdir()
    (tmp_path / "name" / "mine").write_text("x")
    with Scratch(tmp_path) as scratch:
        (scratch.path / "part").write_bytes(b"abc")
        with pytest.raises(OutputError, match="name"):
            scratch.place(scratch.path / "part", "name")
    assert (tmp_path / "name" / "mine").read_text() == "x"


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_placing_replaces_a_link_and_not_what_it_points_at(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    folder = tmp_path / "out"
    with Scratch(folder) as scratch:
        (folder / "a.txt").symlink_to(outside)
        (scratch.path / "part").write_text("new")
        scratch.place(scratch.path / "part", "a.txt")
    assert outside.read_text() == "mine"
    assert (folder / "a.txt").read_text() == "new"


def test_removing_what_is_gone_is_fine_and_a_folder_is_not(tmp_path: Path) -> None:
    remove(tmp_path / "gone")
    with pytest.raises(OutputError):
        remove(tmp_path)


def test_syncing_a_folder_that_cannot_be_synced_is_silent(tmp_path: Path) -> None:
    sync_folder(tmp_path / "gone")
    sync_folder(tmp_path)
    assert list(tmp_path.iterdir()) == []
