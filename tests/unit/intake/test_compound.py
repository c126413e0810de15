"""Compound files: chains that leave the file or run in circles are found before anything follows them."""

from __future__ import annotations

import struct

import pytest

from localizer.intake.compound import Compound

END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    entry = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1)
    return entry.ljust(116, b"\0") + struct.pack("<IQ", start, size)


def build(fat: list[int], *, mini: list[int], small: int = 100, extra: int = END) -> bytes:
    """Return a file with sectors: table, folder, mini table, mini stream; one small stream in the last."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0") + struct.pack(
        "<HHHHH", 62, 3, 0xFFFE, 9, 6
    )
    head = head.ljust(44, b"\0") + struct.pack("<IIIIIIII", 1, 1, 0, 4096, 2, 1, extra, 0)
    head += struct.pack("<109I", 0, *[FREE] * 108)
    folder = (_entry("Root Entry", 5, 3, 512) + _entry("Small", 2, 0, small)).ljust(512, b"\0")
    tables = [fat + [FREE] * (128 - len(fat)), mini + [FREE] * (128 - len(mini))]
    first, second = (struct.pack("<128I", *table) for table in tables)
    return head + first + folder + second + bytes(range(256)) * 2


GOOD = [TABLE, END, END, END]


def test_a_small_stream_is_joined() -> None:
    found = Compound(build(GOOD, mini=[2, END, END]))
    entry = found.find("Small")
    assert entry is not None
    assert found.read(entry) == bytes(range(64)) + bytes(range(128, 164))


@pytest.mark.parametrize(
    ("fat", "mini", "extra"),
    [
        ([TABLE, 1, END, END], [END], END),
        ([TABLE, END, END, 9], [END], END),
        ([TABLE, FREE, END, END], [END], END),
        (GOOD, [1, 0], END),
        (GOOD, [77], END),
        (GOOD, [END], 3),
        (GOOD, [END], 99),
    ],
)
def test_a_chain_that_goes_wrong_is_refused(fat: list[int], mini: list[int], extra: int) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        Compound(build(fat, mini=mini, extra=extra))


@pytest.mark.parametrize("data", [b"", b"x" * 600, build(GOOD, mini=[END])[:700]])
def test_a_file_that_is_too_short_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        Compound(data)
