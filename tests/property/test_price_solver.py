"""The solver against an independent walk over all endings, in exact fractions.

The walk shares nothing with the solver: it lists the allowed prices from below, takes each price apart
with `fractions.Fraction`, and stops at the first one that keeps the margin.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import islice, takewhile
from typing import Final

from hypothesis import assume, given
from hypothesis import strategies as st

from localizer.model.money import Money
from localizer.model.price import (
    EndingBand,
    EndingMode,
    FeeRule,
    Flag,
    PriceRequest,
    PriceStatus,
    Rate,
    Refusal,
    TaxMode,
    Tier,
)
from localizer.price.solver import solve

#: How many endings the walk tries before it gives up.
REACH: Final = 1000
Rows = Sequence[tuple[str, str | None, str, list[str]]]
TABLES: Final[tuple[Rows, ...]] = (
    [("0", None, "1", ["0.99"])],
    [("0", "5", "0.10", ["0.09"]), ("5", None, "1", ["0.95", "0.99"])],
    [("0", "1000", "10", ["9"]), ("1000", None, "100", ["80", "90"])],
    [("0", "50", "1", ["0"]), ("60", "80", "7", ["3", "5.5"]), ("80", None, "10", ["0", "8"])],
    [("0", None, "0.25", ["0"])],
)


def bands(rows: Rows) -> tuple[EndingBand, ...]:
    return tuple(
        EndingBand(
            Decimal(start),
            None if end is None else Decimal(end),
            Decimal(step),
            tuple(Decimal(one) for one in endings),
        )
        for start, end, step, endings in rows
    )


def hundredths(low: int, high: int) -> st.SearchStrategy[Decimal]:
    return st.integers(low, high).map(lambda number: Decimal(number).scaleb(-2))


@st.composite
def tiers(draw: st.DrawFn) -> tuple[Tier, ...]:
    edges = sorted(draw(st.sets(hundredths(100, 12_000), min_size=1, max_size=3)))
    bounds = zip([Decimal(0), *edges], [*edges, None], strict=True)
    return tuple(
        Tier(start, end, draw(hundredths(0, 40)), draw(st.sampled_from([Decimal(0), Decimal(4)])))
        for start, end in bounds
    )


@st.composite
def fees(draw: st.DrawFn) -> FeeRule:
    mode = draw(st.sampled_from(["flat", "flat", "slab", "marginal"]))
    low, high = sorted(draw(st.tuples(hundredths(0, 900), hundredths(0, 3000))))
    return FeeRule(
        name="fee",
        pct=draw(hundredths(0, 35)) if mode == "flat" else Decimal(0),
        fixed=draw(st.sampled_from([Decimal(0), Decimal("1.25"), Decimal(3)])),
        minimum=draw(st.sampled_from([None, low])),
        cap=draw(st.sampled_from([None, high])),
        basis=draw(st.sampled_from(["gross", "net"])),
        mode=mode,
        tiers=() if mode == "flat" else draw(tiers()),
    )


@st.composite
def requests(draw: st.DrawFn) -> PriceRequest:
    rate = Rate("CNY", "USD", draw(hundredths(1, 400)), dt.date(2026, 10, 30), "test")
    return PriceRequest(
        market="US",
        currency="USD",
        bands=bands(draw(st.sampled_from(TABLES))),
        cost=Money(draw(hundredths(0, 8000)), "CNY"),
        shipping=draw(st.sampled_from([None, Money.of("2.50", "CNY"), Money.of("1.10", "USD")])),
        rate=rate,
        local_cost=draw(st.sampled_from([Decimal(0), Decimal("1.20")])),
        fees=tuple(draw(st.lists(fees(), max_size=3))),
        target_margin=draw(hundredths(-20, 60)),
        tax=draw(st.sampled_from([Decimal(text) for text in ("0", "0.07", "0.11", "0.25")])),
        tax_mode=draw(st.sampled_from(TaxMode)),
        fx_buffer=draw(st.sampled_from([Decimal(0), Decimal("0.03")])),
    )


def walk(request: PriceRequest) -> Iterator[Fraction]:
    """Yield the allowed prices, ascending."""
    for band in request.bands:
        step, start = Fraction(band.step), Fraction(band.start)
        end = None if band.end is None else Fraction(band.end)
        multiple = start // step * step
        while end is None or multiple < end:
            for ending in sorted(Fraction(one) for one in band.endings):
                price = multiple + ending
                if price > 0 and price >= start and (end is None or price < end):
                    yield price
            multiple += step


def fee(rule: FeeRule, price: Fraction, factor: Fraction) -> Fraction:
    """Return what one fee takes, calculated the plain way."""
    base = price / factor if rule.basis == "net" else price
    share, fixed = base * Fraction(rule.pct), Fraction(rule.fixed)
    if rule.mode == "slab":
        share = Fraction(0)
    for tier in rule.tiers:
        start = Fraction(tier.start)
        end = base if tier.end is None else Fraction(tier.end)
        if rule.mode == "slab" and start <= base and (tier.end is None or base < end):
            share, fixed = base * Fraction(tier.pct), fixed + Fraction(tier.fixed)
        if rule.mode == "marginal" and start <= base:
            share += (min(base, end) - start) * Fraction(tier.pct)
            fixed += Fraction(tier.fixed)
    if rule.minimum is not None:
        share = max(share, Fraction(rule.minimum))
    if rule.cap is not None:
        share = min(share, Fraction(rule.cap))
    return share + fixed


def surplus(request: PriceRequest, price: Fraction, margin: Decimal) -> Fraction:
    """Return by how much ``price`` exceeds what the margin asks, in money."""
    inside = request.tax_mode is TaxMode.INCLUSIVE
    factor = 1 + Fraction(request.tax) if inside else Fraction(1)
    rate = Fraction(request.rate.value) if request.rate else Fraction(1)
    cost = Fraction(request.local_cost)
    for money in (request.cost, request.shipping):
        if money is not None and money.currency == "CNY":
            cost += Fraction(money.amount) * rate * (1 + Fraction(request.fx_buffer))
        elif money is not None:
            cost += Fraction(money.amount)
    net = price / factor
    taken = sum((fee(rule, price, factor) for rule in request.fees), Fraction(0))
    return net - taken - cost - net * Fraction(margin)


def smallest(request: PriceRequest, margin: Decimal) -> Fraction | None:
    """Return the smallest allowed price within reach that keeps ``margin``."""
    prices = islice(walk(request), REACH)
    return next((one for one in prices if surplus(request, one, margin) >= 0), None)


@given(requests(), st.none() | hundredths(-10, 60))
def test_the_price_is_the_smallest_ending_that_keeps_target_and_floor(
    request: PriceRequest, floor: Decimal | None
) -> None:
    assume(request.cost is not None and request.cost.amount > 0)
    margin = request.target_margin if floor is None else max(request.target_margin, floor)
    answer = solve(with_(request, floor_margin=floor))
    expected = smallest(request, margin)
    if expected is not None:
        assert answer.list_price == to_decimal(expected)
    elif answer.list_price is not None:
        last = list(islice(walk(request), REACH))[-1]
        assert answer.list_price > to_decimal(last)
        assert surplus(request, Fraction(answer.list_price), margin) >= 0
    else:
        assert answer.code is Refusal.INFEASIBLE


@given(requests(), st.none() | hundredths(-10, 60), hundredths(1, 30_000))
def test_the_cap_takes_the_largest_ending_that_keeps_the_floor(
    request: PriceRequest, floor: Decimal | None, cap: Decimal
) -> None:
    free = solve(with_(request, floor_margin=floor))
    assume(free.list_price is not None and free.list_price > cap)
    answer = solve(with_(request, floor_margin=floor, max_price=cap))
    below = takewhile(lambda one: one <= Fraction(cap), walk(request))
    good = [one for one in below if floor is None or surplus(request, one, floor) >= 0]
    if good:
        assert answer.list_price == to_decimal(max(good))
        assert Flag.TARGET_MARGIN_MISSED_BY_CAP in answer.warnings
    else:
        assert answer.code is Refusal.CAP_BELOW_FLOOR


@given(requests(), st.none() | hundredths(-10, 60), st.sampled_from(EndingMode))
def test_other_modes_move_one_ending_at_most_and_never_below_the_floor(
    request: PriceRequest, floor: Decimal | None, mode: EndingMode
) -> None:
    up = solve(with_(request, floor_margin=floor))
    assume(up.list_price is not None and up.exact is not None)
    assert up.list_price is not None
    assert up.exact is not None
    answer = solve(with_(request, floor_margin=floor, ending_mode=mode))
    assert answer.list_price is not None
    if answer.list_price != up.list_price:
        assert mode is not EndingMode.UP
        assert answer.list_price < up.exact + Decimal("0.000001")
        between = [
            one
            for one in islice(walk(request), REACH)
            if Fraction(answer.list_price) < one < Fraction(up.exact) - Fraction(1, 10**6)
        ]
        assert between == []
        assert floor is None or surplus(request, Fraction(answer.list_price), floor) >= 0
    assert floor is None or Flag.BELOW_FLOOR_MARGIN not in answer.warnings


@given(requests(), st.none() | hundredths(1, 20_000))
def test_the_breakdown_adds_up_and_flags_are_true(
    request: PriceRequest, fixed: Decimal | None
) -> None:
    answer = solve(with_(request, fixed_price=fixed))
    assume(answer.status is PriceStatus.OK)
    price = answer.line("price")
    assert price == answer.list_price
    assert price == sum(line.amount for line in answer.breakdown[1:])
    assert all(line.amount == line.amount.quantize(Decimal("0.01")) for line in answer.breakdown)
    assert price is not None
    assert (Flag.LOSS in answer.warnings) == (surplus(request, Fraction(price), Decimal(0)) < 0)


@given(
    st.integers(1, 10**15),
    hundredths(0, 40),
    hundredths(0, 40),
    st.sampled_from(["0", "0.25", "0.6", "1"]),
)
def test_an_exact_hit_is_never_moved_to_the_next_ending(
    whole: int, margin: Decimal, pct: Decimal, tax: str
) -> None:
    price = Decimal(whole) + Decimal("0.99")
    factor = 1 + Fraction(tax)
    cost = Fraction(price) * ((1 - Fraction(margin)) / factor - Fraction(pct))
    assume(cost > 0)
    request = PriceRequest(
        market="US",
        currency="USD",
        bands=bands(TABLES[0]),
        cost=Money(to_decimal(cost), "USD"),
        fees=(FeeRule("fee", pct=pct),),
        target_margin=margin,
        tax=Decimal(tax),
    )
    assert solve(request).list_price == price


def with_(request: PriceRequest, **changes: object) -> PriceRequest:
    """Return ``request`` with ``changes``."""
    return replace(request, **changes)  # type: ignore[arg-type]


def to_decimal(value: Fraction) -> Decimal:
    """Return a finite decimal fraction exactly."""
    scaled = value * 10**12
    assert scaled.denominator == 1
    return Decimal(scaled.numerator).scaleb(-12)
