from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.model.formula import neutral, restored


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
