"""One edit: what it may say, and what it makes of old values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.catalog.edit_values import (
    ACTIONS,
    LONGEST_TEXT,
    Edit,
    EditField,
    checked,
    edited_amount,
    edited_stock,
    edited_tags,
    edited_text,
)
from localizer.errors import InputError
from localizer.model.money import Money


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (Edit("title", "clear"), "cannot be done"),
        (Edit("brand", "percent", "5"), "cannot be done"),
        (Edit("cost", "prefix", "5"), "cannot be done"),
        (Edit("title", "set", " \n"), "Say what is to be written"),
        (Edit("brand", "prefix", " "), "Say what is to be written"),
        (Edit("brand", "replace", "a", ""), "to be replaced"),
        (Edit("brand", "set", "a" * (LONGEST_TEXT + 1)), "longer than 1000"),
        (Edit("hs_code", "set", "61091"), "6 to 12 digits"),
        (Edit("hs_code", "set", "shirts"), "6 to 12 digits"),
        (Edit("taxonomy", "set", "Dresses"), "are numbers"),
        (Edit("stock", "set", "-1"), "whole number"),
        (Edit("stock", "set", "1.5"), "whole number"),
        (Edit("stock", "set", "9999999999"), "whole number"),
        (Edit("tags", "set", ",;"), "Say what is to be written"),
        (Edit("cost", "set", "1,50"), "such as 12.50"),
        (Edit("cost", "set", "-1"), "such as 12.50"),
        (Edit("cost", "set", "1e3"), "such as 12.50"),
        (Edit("cost", "set", "NaN"), "such as 12.50"),
        (Edit("cost", "set", "٣"), "such as 12.50"),
        (Edit("cost", "set", "1 XQZ"), "XQZ is no currency"),
        (Edit("cost", "percent", "-101"), "not below -100"),
        (Edit("cost", "percent", "10001"), "per cent"),
        (Edit("stock", "percent", "much"), "per cent"),
    ],
)
def test_a_wrong_edit_is_refused_in_words(edit: Edit, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        checked(edit)


def text_after(edit: Edit, old: str) -> str:
    return edited_text(checked(edit), old)


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        (Edit("title", "set", " Red\ndress "), "x", "Red dress"),
        (Edit("title", "set", "a\u0301o"), "x", "áo"),
        (Edit("brand", "clear"), "x", ""),
        (Edit("title", "prefix", "New "), "dress", "New dress"),
        (Edit("title", "prefix", "New "), "New dress", "New dress"),
        (Edit("title", "replace", "蓝", "红"), "红裙红", "蓝裙蓝"),
        (Edit("title", "replace", "", "red "), "red dress", "dress"),
        (Edit("title", "replace", "", "red"), "red", "red"),
        (Edit("brand", "replace", "", "red"), "red", ""),
        (Edit("brand", "replace", "x", "Red"), " red", " red"),
        (Edit("title", "replace", "a" * 999, "a"), "aa", "aa"),
        (Edit("hs_code", "set", "6109.10-00"), "", "61091000"),
    ],
)
def test_a_text_after_an_edit(edit: Edit, old: str, new: str) -> None:
    assert text_after(edit, old) == new


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        (Edit("tags", "set", "夏季，new; a"), "old", "夏季, new, a"),
        (Edit("tags", "set", "a,b"), "a、b", "a、b"),
        (Edit("tags", "clear"), "a", ""),
        (Edit("tags", "clear"), "", ""),
        (Edit("tags", "prefix", "new, a"), "a,b", "new, a, b"),
        (Edit("tags", "prefix", "b"), "a,b", "a,b"),
        (Edit("tags", "replace", "c", "a"), "a,ab", "c, ab"),
        (Edit("tags", "replace", "", "a"), "a,ab", "ab"),
        (Edit("tags", "replace", "ab", "a"), "a,ab", "ab"),
        (Edit("tags", "replace", "x", "y"), "a;b", "a;b"),
    ],
)
def test_tags_after_an_edit(edit: Edit, old: str, new: str) -> None:
    assert edited_tags(checked(edit), old) == new


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


@pytest.mark.parametrize(
    ("edit", "old", "other", "new"),
    [
        (Edit("cost", "set", "12.5"), usd("9"), "", usd("12.5")),
        (Edit("cost", "set", "12.5"), None, "CNY", Money.of("12.5", "CNY")),
        (Edit("cost", "set", "12.5"), None, "", None),
        (Edit("cost", "set", "12.5 CNY"), usd("9"), "USD", Money.of("12.5", "CNY")),
        (Edit("cost", "clear"), usd("9"), "", None),
        (Edit("cost", "percent", "+10 %"), usd("9.95"), "", usd("10.95")),
        (Edit("cost", "percent", "-5"), usd("0.10"), "", usd("0.10")),
        (Edit("cost", "percent", "2.5"), Money.of("999", "JPY"), "", Money.of("1024", "JPY")),
        (Edit("cost", "percent", "-100"), usd("3"), "", usd("0.00")),
        (Edit("cost", "percent", "10"), None, "USD", None),
    ],
)
def test_an_amount_after_an_edit(
    edit: Edit, old: Money | None, other: str, new: Money | None
) -> None:
    assert edited_amount(checked(edit), old, other) == new


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        (Edit("stock", "set", "7"), None, 7),
        (Edit("stock", "clear"), 7, None),
        (Edit("stock", "percent", "50"), 3, 5),
        (Edit("stock", "percent", "-100"), 3, 0),
        (Edit("stock", "percent", "50"), None, None),
    ],
)
def test_a_number_of_pieces_after_an_edit(edit: Edit, old: int | None, new: int | None) -> None:
    assert edited_stock(checked(edit), old) == new


@given(
    st.decimals(0, 10**9, places=2),
    st.decimals(-100, 1000, places=2),
    st.sampled_from(["USD", "JPY", "KWD"]),
)
def test_a_percentage_is_right_to_half_of_the_smallest_coin(
    amount: Decimal, percent: Decimal, currency: str
) -> None:
    new = edited_amount(checked(Edit("cost", "percent", str(percent))), Money(amount, currency), "")
    assert new is not None
    places = {"USD": 2, "JPY": 0, "KWD": 3}[currency]
    assert -new.amount.as_tuple().exponent == places  # type: ignore[operator]
    exact = amount * (100 + percent) / 100
    assert abs(new.amount - exact) <= Decimal(5).scaleb(-places - 1)


@given(st.sampled_from(sorted(ACTIONS)), st.text(), st.text(), st.text())
def test_whatever_is_typed_is_refused_or_done(
    field: EditField, value: str, find: str, old: str
) -> None:
    for action in ACTIONS[field]:
        try:
            edit = checked(Edit(field, action, value, find))
        except InputError:
            continue
        if field == "tags":
            edited_tags(edit, old)
        elif field in ("cost", "list_price"):
            edited_amount(edit, usd("1.50"), "")
        elif field == "stock":
            edited_stock(edit, 3)
        else:
            edited_text(edit, old).encode()
