"""Customs codes as sellers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.intake.hs_code import parse_hs_code
from localizer.intake.issues import CellError


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("610910", "610910"),
        ("6109.10", "610910"),
        ("6109.10.00", "61091000"),
        ("6109 10 0010", "6109100010"),
        (" '0901.21 ", "090121"),
        ("６１０９.１０", "610910"),
    ],
)
def test_good_codes(text: str, code: str) -> None:
    assert parse_hs_code(text) == code


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("9012100", "has 7 digits"),
        ("6109", "has 4 digits"),
        ("6109100010999", "has 13 digits"),
        ("001020", "no chapter"),
        ("980100", "no chapter"),
        ("6109-10", "is no HS code"),
        ("棉T恤", "is no HS code"),
        ("6.10910E+5", "is no HS code"),
        ("٦١٠٩١٠", "is no HS code"),
        ("", "is no HS code"),
    ],
)
def test_bad_codes_say_why(text: str, reason: str) -> None:
    with pytest.raises(CellError, match=reason):
        parse_hs_code(text)


@given(st.text(max_size=30))
def test_any_text_is_a_code_or_refused(text: str) -> None:
    try:
        code = parse_hs_code(text)
    except CellError:
        return
    assert len(code) in (6, 8, 10)
    assert "01" <= code[:2] <= "97"
