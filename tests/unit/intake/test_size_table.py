"""Size tables of descriptions, whichever way round."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.intake.description_rows import Row, rows_of
from localizer.intake.size_table import MAX_TEXT, size_table


def _text(text: str, locale: str = "zh-Hans") -> str:
    found = size_table(rows_of(text), locale=locale)
    return found.fact.value if found is not None else ""


def _html(rows: list[list[str]]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([["尺码", "胸围(cm)", "衣长/cm"], ["S", "98", "65"], ["M", "102", "67"]],
         "S: 胸围 98 cm, 衣长 65 cm; M: 胸围 102 cm, 衣长 67 cm"),
        ([["尺码(cm)", "S", "M"], ["胸围", "98", "102"], ["衣长", "65", "67"]],
         "S: 胸围 98 cm, 衣长 65 cm; M: 胸围 102 cm, 衣长 67 cm"),
        ([["Size", "Bust", "Length"], ["XL", "40 in", "28 in"], ["2XL", "42 in", "29 in"]],
         "XL: Bust 40 in, Length 28 in; 2XL: Bust 42 in, Length 29 in"),
        ([["EU", "Foot length (cm)"], ["38", "24.0"], ["38.5", "24.5"]],
         "38: Foot length 24.0 cm; 38.5: Foot length 24.5 cm"),
        ([["尺码", "胸围", "体重"], ["M码", "98-102", "100-110斤"]], "M码: 胸围 98-102, 体重 100-110斤"),
        ([["尺码", "胸围"], ["S", "98"], ["手工测量，误差1-3cm", ""]], "S: 胸围 98"),
        ([["尺码", "胸围", "备注"], ["S", "98", "偏小"], ["M", "", "正常"]], "S: 胸围 98"),
    ],
)  # fmt: skip
def test_size_tables(rows: list[list[str]], text: str) -> None:
    assert _text(_html(rows)) == text
    assert _text("\n".join("\t".join(row) for row in rows)) == text
    assert _text("\n".join(f"| {' | '.join(row)} |" for row in rows)) == text


def test_a_unit_may_be_stated_beside_the_table() -> None:
    table = _html([["尺码", "胸围", "体重"], ["S", "98", "50"]])
    assert _text(f"<p>单位：cm</p>{table}") == "S: 胸围 98 cm, 体重 50"


def test_the_label_is_in_the_language_of_the_catalog() -> None:
    rows = rows_of("Saiz|Dada\nS|98")
    found = [size_table(rows, locale=one) for one in ("zh-Hant-TW", "ms", "de")]
    assert [one.fact.label for one in found if one] == ["尺碼表", "Jadual saiz", "Size chart"]
    assert found[0] is not None
    assert found[0].items == {1, 2}


@pytest.mark.parametrize(
    "rows",
    [
        [["功率", "1500W"], ["电压", "220V"]],
        [["尺码", "库存"], ["S", "多"], ["M", "少"]],
        [["Size", "Price"], ["one size fits all people", "9"]],
        [["尺码"], ["S"]],
        [["尺码", "胸围"]],
        [["Weight", "300g"], ["Height", "20cm"]],
    ],
)
def test_other_tables_are_none(rows: list[list[str]]) -> None:
    assert _text(_html(rows)) == ""


def test_a_huge_table_is_cut_at_a_whole_size() -> None:
    rows = [["尺码", *(f"胸围{n}" for n in range(30))]] + [
        ["S", *("98.55" for _ in range(30))]
    ] * 40
    rows[0][1] = "胸围"
    text = _text(_html(rows))
    assert 0 < len(text) <= MAX_TEXT
    assert text.endswith("98.55")


def test_heads_without_tables_take_no_time() -> None:
    rows = rows_of(("尺码|" * 30 + "\n") * 2000)
    began = time.process_time()
    assert size_table(rows, locale="zh-Hans") is None
    assert time.process_time() - began < 1


@given(
    st.lists(
        st.lists(st.sampled_from(["尺码", "S", "M", "胸围", "98", "", "(cm)", "x"]), min_size=1)
    )
)
def test_junk_never_fails(cells: list[list[str]]) -> None:
    rows = [Row(number, tuple(row)) for number, row in enumerate(cells, start=1)]
    found = size_table(rows, locale="zh-Hans")
    assert found is None or found.fact.value
