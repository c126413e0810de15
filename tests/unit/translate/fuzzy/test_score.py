from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest

from localizer.translate.fuzzy.score import Difference, differences, percent, similarity


@pytest.mark.parametrize(
    ("a", "b", "score"),
    [
        ("", "", 100),
        ("", "红", 0),
        ("红色", "红色", 100),
        ("红色", "蓝色", 50),
        ("kitten", "sitting", 57),  # three edits of seven
        ("电源适配器 220V", "电源适配器 110V", 80),
        ("Red", "red", 66),
        ("a b", "a  b", 75),
    ],
)
def test_similarity_is_the_share_of_characters_that_need_no_edit(
    a: str, b: str, score: int
) -> None:
    assert similarity(a, b) == score
    assert similarity(b, a) == score


def test_a_long_text_with_one_edit_is_not_equal() -> None:
    assert similarity("a" * 5000, "a" * 4999 + "b") == 99


def test_decomposed_vietnamese_is_equal_to_composed() -> None:
    text = "Tai nghe không dây chống ồn"
    assert similarity(unicodedata.normalize("NFD", text), text) == 100


def test_percent_is_exact_where_a_fraction_is_not() -> None:
    # 0.29 * 100 is 28.999999999999996 in binary.
    assert percent(71, 100) == 29
    assert percent(0, 0) == 100


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("电源 220V 50Hz", "电源 110V 50Hz", [("220V", "110V")]),
        ("电源 220V", "电源 220 V", []),
        ("电源 220V", "电源 ２２０V", []),
        ("500毫升保温杯", "750毫升保温杯", [("500", "750")]),
        ("220 V", "220 W", [("220 V", "220 W")]),
        ("型号A2634 黑色", "型号A2635 黑色", [("A2634", "A2635")]),
        ("with 2 lids", "with lids", [("2", "")]),
        ("with lids", "with 2 lids and 3 cups", [("", "2"), ("", "3")]),
        ("10x20cm", "10x25cm", [("20cm", "25cm")]),
        ("三件装", "五件装", []),
        ("零下 -20℃", "零下 20℃", [("-20℃", "20℃")]),
    ],
)
def test_differences_are_numbers_and_codes(
    old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    assert differences(old, new) == tuple(Difference(*pair) for pair in expected)


def test_nothing_of_the_search_libraries_is_imported_before_it_is_used() -> None:
    names = "score repair penalty diff index on_disk grams cache_folder"
    code = f"""
import importlib, sys
for name in {names.split()!r}:
    importlib.import_module("localizer.translate.fuzzy." + name)
print(sorted({{"rapidfuzz", "tantivy", "numpy"}} & set(sys.modules)))
"""
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert shown.stdout.strip() == "[]"
