from __future__ import annotations

import time
from pathlib import Path

import pytest

from localizer.jobs import SILENT, Cancelled, Progress
from localizer.translate.fuzzy.cache_folder import TEXTS
from localizer.translate.fuzzy.grams import (
    gram_size,
    made_by,
    new_writer,
    open_index,
    query_of,
    text_at,
    write_index,
)

UNITS = [(7, "abcd"), (8, "无线耳机"), (9, "the quick brown fox"), (10, "")]


@pytest.mark.parametrize(
    ("locale", "size"),
    [("zh-Hans-CN", 2), ("zh-Hant-TW", 2), ("ja-JP", 2), ("th-TH", 3), ("vi-VN", 3), ("en", 3)],
)
def test_han_is_cut_in_pairs_and_the_rest_in_threes(locale: str, size: int) -> None:
    assert gram_size(locale) == size


def test_the_library_says_its_version() -> None:
    assert "index_format" in made_by()


def found(place: Path, text: str, size: int) -> list[tuple[int, str]]:
    index = open_index(place, size)
    searcher = index.searcher()
    query = query_of(text, size, index, searcher)
    if query is None:
        return []
    hits = [place for _score, place in searcher.search(query, 10, count=False).hits]
    texts = (place / TEXTS).read_bytes()
    units = searcher.fast_field_values("id", hits)
    offsets = searcher.fast_field_values("offset", hits)
    return [
        (int(unit or 0), text_at(texts, int(offset or 0)))
        for unit, offset in zip(units, offsets, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "size", "expected"),
    [
        ("abxd", 3, [(7, "abcd")]),  # one edit in the middle: the start is shared
        ("xbcd", 3, [(7, "abcd")]),
        ("abcx", 3, [(7, "abcd")]),
        ("有线耳塞", 2, [(8, "无线耳机")]),
        ("the quick red fox", 3, [(9, "the quick brown fox")]),
        ("ABCD", 3, []),
        ("", 3, []),
        ("zzz", 3, []),
    ],
)
def test_a_unit_that_shares_a_piece_is_a_candidate(
    tmp_path: Path, text: str, size: int, expected: list[tuple[int, str]]
) -> None:
    write_index(tmp_path, UNITS, size, total=4, progress=SILENT)
    assert found(tmp_path, text, size) == expected


def test_the_rarer_pieces_are_asked_for(tmp_path: Path) -> None:
    common = "".join(chr(0x4E00 + number) for number in range(40))
    rare = "".join(chr(0x6E00 + number) for number in range(40))
    write_index(
        tmp_path,
        [*((number, common) for number in range(50)), (99, rare)],
        2,
        total=51,
        progress=SILENT,
    )
    assert found(tmp_path, common + rare, 2) == [(99, rare)]


def test_pieces_that_no_unit_has_do_not_count(tmp_path: Path) -> None:
    write_index(tmp_path, UNITS, 3, total=4, progress=SILENT)
    unknown = "".join(chr(0x4E00 + number) for number in range(200))
    assert found(tmp_path, f"the quick {unknown}", 3) == [(9, "the quick brown fox")]


def test_a_very_long_text_is_found_in_little_time(tmp_path: Path) -> None:
    text = " ".join(str(number) for number in range(200_000))
    write_index(tmp_path, [(1, text), *UNITS], 3, total=5, progress=SILENT)
    start = time.process_time()
    assert found(tmp_path, text[:1_000_000] + " and more", 3)[0][0] == 1
    assert time.process_time() - start < 5


def test_building_reports_and_can_be_stopped(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    write_index(tmp_path, UNITS, 3, total=4, progress=Progress(lambda *step: steps.append(step)))
    assert steps[-1] == (4, 4)
    stopped = Progress()
    stopped.cancel()
    other = tmp_path / "other"
    other.mkdir()
    with pytest.raises(Cancelled):
        write_index(other, UNITS, 3, total=4, progress=stopped)
    # The lock is gone, and nothing was written.
    index = open_index(other, 3)
    new_writer(index).wait_merging_threads()
    assert index.searcher().num_docs == 0


def test_what_is_no_index_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="meta"):
        open_index(tmp_path, 3)
