"""Numbers written by any convention are read back exactly."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from localizer.intake.facts import FactLabel, make_fact
from localizer.intake.issues import CellError
from localizer.intake.numbers import Mark, guess_mark, parse_decimal, parse_money
from localizer.intake.variants import parse_variant_options

AMOUNTS = st.decimals(min_value="0.01", max_value="9999999.99", places=2)


def _write(amount: Decimal, mark: Mark) -> str:
    text = f"{amount:,.2f}"
    return text if mark == "." else text.translate(str.maketrans(",.", ".,"))


@given(amount=AMOUNTS, mark=st.sampled_from([".", ","]))
def test_money_comes_back_whatever_the_convention(amount: Decimal, mark: Mark) -> None:
    text = _write(amount, mark)
    assert guess_mark([text]) == mark
    assert parse_money(f"¥{text}", currency="USD", mark=mark).amount == amount
    assert parse_money(f"{text} EUR", currency="USD").amount == amount


@given(text=st.text(max_size=30))
def test_any_text_is_a_finite_number_or_refused(text: str) -> None:
    try:
        assert parse_decimal(text).is_finite()
    except CellError as error:
        assert str(error)  # noqa: PT017 - either end is right


@given(text=st.text(min_size=1, max_size=200))
def test_a_fact_keeps_the_sellers_text(text: str) -> None:
    fact = make_fact(FactLabel("material", known=True), text)
    assert fact.value == text
    assert sum(share for _name, share in fact.parts) in (0, 100)


@given(text=st.text(max_size=60))
def test_variant_options_of_any_text(text: str) -> None:
    assert all(sku for sku in parse_variant_options(text))
