"""What a reduction makes of a price, which of several holds, and since when."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.model.money import Money, selling_unit
from localizer.model.price import EndingBand, Flag, PriceRequest
from localizer.model.promotion import Rounding
from localizer.price import promotion as under_test
from localizer.price.endings import no_endings
from localizer.price.promotion import Reduction, Sale, Stays

NINES = (EndingBand(Decimal(0), None, Decimal(10), (Decimal(9),)),)


def at(day: int, hour: int = 0) -> dt.datetime:
    return dt.datetime(2026, 11, day, hour, tzinfo=dt.UTC)


def reduced(
    percent: str,
    starts: dt.datetime | None = None,
    ends: dt.datetime | None = None,
    *,
    rounding: Rounding = Rounding.EXACT,
    guarded: bool = True,
) -> Reduction:
    return Reduction(Decimal(percent), starts, ends, "sale", rounding, guarded)


def made(amount: str, starts: int | None = None, ends: int | None = None) -> Sale:
    window = tuple(None if day is None else at(day) for day in (starts, ends))
    return Sale(reduced("0.1", *window), Decimal(amount))


def too_low(amount: str, flag: Flag) -> Sale:
    return replace(made(amount), flags=(flag,), refused=True)


@pytest.mark.parametrize(
    ("regular", "currency", "percent", "rounding", "amount"),
    [
        ("19.99", "EUR", "0.20", Rounding.EXACT, "15.99"),
        ("19.99", "EUR", "0.15", Rounding.EXACT, "16.99"),
        ("199000", "VND", "0.333", Rounding.EXACT, "132733"),
        ("199", "THB", "0.20", Rounding.ENDING, "159"),
        ("199", "THB", "0.45", Rounding.ENDING, "109"),
        ("9", "THB", "0.20", Rounding.ENDING, None),
        ("0.01", "EUR", "0.10", Rounding.EXACT, None),
        ("0.01", "EUR", "0.99", Rounding.EXACT, None),
    ],
)
def test_sale_price(
    regular: str, currency: str, percent: str, rounding: Rounding, amount: str | None
) -> None:
    found = under_test.sale_price(
        Decimal(regular), currency, NINES, reduced(percent, rounding=rounding)
    )
    assert found == (None if amount is None else Decimal(amount))


@given(
    st.decimals("0.01", 10**9, places=2),
    st.decimals("0.001", "0.999", places=3),
    st.sampled_from(list(Rounding)),
)
def test_a_sale_price_is_lower_and_can_be_asked(
    regular: Decimal, percent: Decimal, rounding: Rounding
) -> None:
    reduction = reduced(str(percent), rounding=rounding)
    found = under_test.sale_price(regular, "EUR", NINES, reduction)
    if found is not None:
        assert 0 < found < regular
        assert found == found.quantize(selling_unit("EUR"))
        if rounding is Rounding.ENDING:
            assert found <= regular * (1 - percent)
            assert found % 10 == 9


def asked(floor: str | None = None, cost: str | None = "50") -> PriceRequest:
    return PriceRequest(
        market="US",
        currency="USD",
        bands=no_endings("USD"),
        cost=None if cost is None else Money.of(cost, "USD"),
        target_margin=Decimal("0.5"),
        floor_margin=None if floor is None else Decimal(floor),
    )


@pytest.mark.parametrize(
    ("percent", "floor", "margin", "flags", "refused"),
    [
        ("0.20", None, "0.3750", (), False),
        ("0.50", None, "0.0000", (), False),
        ("0.51", None, "-0.0204", (Flag.LOSS,), True),
        ("0.30", "0.30", "0.2857", (Flag.BELOW_FLOOR_MARGIN,), True),
        ("0.20", "0.375", "0.3750", (), False),
        ("0.60", "0.30", "-0.2500", (Flag.LOSS, Flag.BELOW_FLOOR_MARGIN), True),
    ],
)
def test_it_never_goes_too_low_unless_allowed(
    percent: str,
    floor: str | None,
    margin: str,
    flags: tuple[Flag, ...],
    refused: bool,  # noqa: FBT001
) -> None:
    found = under_test.sale(Decimal(100), asked(floor), reduced(percent))
    assert found is not None
    assert (found.margin, found.flags, found.refused) == (Decimal(margin), flags, refused)
    assert found.too_low is bool(flags)
    allowed = under_test.sale(Decimal(100), asked(floor), reduced(percent, guarded=False))
    assert allowed == replace(found, refused=False, reduction=reduced(percent, guarded=False))


@pytest.mark.parametrize("guarded", [True, False])
@pytest.mark.parametrize("currency", [None, "CNY"])
def test_without_a_cost_no_margin_is_claimed(currency: str | None, *, guarded: bool) -> None:
    cost = None if currency is None else Money.of("30", currency)  # there is no rate for it
    request = replace(asked(floor="0.3"), cost=cost)
    found = under_test.sale(Decimal(100), request, reduced("0.95", guarded=guarded))
    assert found is not None
    assert (found.margin, found.flags) == (None, (Flag.MARGIN_UNKNOWN,))
    assert (found.refused, found.too_low) == (False, False)


def test_no_lower_price_is_no_sale() -> None:
    assert under_test.sale(Decimal("0.01"), asked(), reduced("0.1")) is None


@pytest.mark.parametrize(
    ("sales", "why"),
    [
        ([made("9"), made("8")], None),
        ([made("9"), None], Stays.NOT_LOWER),
        ([made("9"), too_low("8", Flag.BELOW_FLOOR_MARGIN), None], Stays.BELOW_FLOOR),
        (
            [too_low("8", Flag.BELOW_FLOOR_MARGIN), too_low("7", Flag.LOSS)],
            Stays.LOSS,
        ),
        ([replace(too_low("7", Flag.LOSS), refused=False)], None),
        ([], Stays.NO_PRICE),
    ],
    ids=["all", "one not lower", "one below the floor", "the worst", "allowed", "no price"],
)
def test_all_variants_are_on_sale_or_none(sales: list[Sale | None], why: Stays | None) -> None:
    assert under_test.stays(sales) is why
    found = under_test.together(dict(enumerate(sales)))
    known = {place: one for place, one in enumerate(sales) if one is not None}
    assert found.keys() == known.keys()
    for place, one in found.items():
        if why is None:
            assert one == known[place]
        else:
            assert one == replace(known[place], refused=True, stays=why)
            assert one.flags == known[place].flags


def test_the_lowest_holds_and_of_equals_the_one_that_ends_first() -> None:
    sales = [made("9", 1), made("8", 1, 20), made("8", 1, 10), made("8")]
    refused = replace(made("1"), refused=True)
    assert under_test.best([*sales, refused]) == sales[2]
    assert under_test.best([refused]) is None
    assert under_test.running(sales, at(9, 23)) == sales[2]
    assert under_test.running(sales, at(10)) == sales[1]
    assert under_test.running([made("8", 5, 6)], at(6)) is None


@pytest.mark.parametrize(
    ("now", "preferred", "amount"),
    [
        (1, None, "8"), (1, 12, "7"), (1, 25, "6"), (4, None, "8"), (9, 2, "8"), (12, None, "7"),
        (30, None, None), (1, 30, "8"),
    ],
)  # fmt: skip
def test_the_sale_a_file_names(now: int, preferred: int | None, amount: str | None) -> None:
    sales = [made("8", 3, 10), made("7", 12, 14), made("6", 20, 28)]
    wished = None if preferred is None else at(preferred)
    found = under_test.current_or_next(sales, at(now), wished)
    assert (None if found is None else str(found.amount)) == amount


@pytest.mark.parametrize(
    ("others", "since"),
    [
        ([], 10),
        ([made("9", 5, 10)], 5),
        ([made("9", 5, 12)], 5),
        ([made("9", 5, 9)], 10),
        ([made("7", 5, 10)], 10),
        ([made("9", 5, 10), made("9.5", 1, 5)], 1),
        ([made("9", 5, 10), made("8.5", 1, 5)], 5),
        ([made("9", None, 10)], None),
        ([replace(made("9", 5, 10), refused=True)], 10),
    ],
    ids=[
        "alone", "step by step", "overlapping", "a pause", "it was lower", "three steps",
        "up and down", "no beginning", "refused",
    ],
)  # fmt: skip
def test_a_reduction_in_steps_has_one_beginning(others: list[Sale], since: int | None) -> None:
    chosen = made("8", 10, 20)
    found = under_test.reduced_since(chosen, [*others, chosen])
    assert found == (None if since is None else at(since))
