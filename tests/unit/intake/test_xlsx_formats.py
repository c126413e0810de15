"""How formats of cells show numbers; every number is answered."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.intake.xlsx_formats import Shown, elapsed_of, formats_of, moment_of, shown_as


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        (0, None, Shown.NUMBER),
        (9, None, Shown.PERCENT),
        (14, None, Shown.DATE),
        (31, None, Shown.DATE),
        (46, None, Shown.ELAPSED),
        (49, None, Shown.NUMBER),
        (164, "yyyy-mm-dd", Shown.DATE),
        (164, "mm:ss.0", Shown.DATE),
        (164, '0" m"', Shown.NUMBER),
        (164, "0\\d", Shown.NUMBER),
        (164, "[Blue]0;[Red]-0", Shown.NUMBER),
        (164, "General", Shown.NUMBER),
        (164, "#,##0.0 %", Shown.PERCENT),
        (164, "[mm]:ss", Shown.ELAPSED),
        (14, "0.00", Shown.NUMBER),
        (164, "", Shown.NUMBER),
    ],
)
def test_formats(number: int, code: str | None, shown: Shown) -> None:
    assert shown_as(number, code)[0] is shown


def test_zeros_in_front() -> None:
    assert shown_as(164, "00000") == (Shown.NUMBER, 5)
    assert formats_of([0, 164], {164: "000"}) == ((Shown.NUMBER, 0), (Shown.NUMBER, 3))


def test_moments() -> None:
    assert moment_of(0.5, since_1904=False) == dt.time(12)
    assert moment_of(0.5, since_1904=True) == dt.datetime(1904, 1, 1, 12)  # noqa: DTZ001
    assert moment_of(60, since_1904=False) == dt.date(1900, 2, 28)
    assert moment_of(2_958_466, since_1904=False) is None


@given(st.floats(), st.booleans())
def test_any_number_is_answered(serial: float, since_1904: bool) -> None:  # noqa: FBT001 - drawn
    moment_of(serial, since_1904=since_1904)
    elapsed_of(serial)


@given(st.integers(0, 300), st.none() | st.text(max_size=300))
def test_any_format_is_answered(number: int, code: str | None) -> None:
    assert shown_as(number, code)[1] >= 0
