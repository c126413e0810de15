from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.model.formula import neutral, restored, would_change


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-", "'-"),
        ("＝1", "'＝1"),
        ("-5", "-5"),
        ("+8.50", "+8.50"),
        ("it's", "it's"),
        ("'tis", "'tis"),
        ("'=1", "''=1"),
    ],
)
def test_what_would_be_calculated_gets_an_apostrophe(text: str, cell: str) -> None:
    assert neutral(text) == cell
    assert restored(cell) == text


def test_a_formula_somebody_else_wrote_stays() -> None:
    assert restored("=1+1") == "=1+1"
    assert restored("-5") == "-5"


@given(st.text(st.sampled_from("'=+-@a5 "), max_size=6))
def test_the_way_back_is_exact(text: str) -> None:
    assert restored(neutral(text)) == text


@pytest.mark.parametrize(
    "code",
    [
        "0012",
        "00",
        "690123456789",
        "6901234567892",
        "2E10",
        "12e3",
        "3-6",
        "1/2",
        "10-11-12",
        "2026-1",
    ],
)
def test_a_code_a_spreadsheet_would_show_otherwise(code: str) -> None:
    assert would_change(code)


@pytest.mark.parametrize(
    "text", ["", "0", "12", "12345678901", "12.50", "0.5", "A-0012", "36-38 cm", "ราคา", "=1+1"]
)
def test_what_a_spreadsheet_shows_as_it_is(text: str) -> None:
    assert not would_change(text)
