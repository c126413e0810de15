"""Ten thousand random requests against an independent walk over the allowed prices, in whole numbers.

The walk shares nothing with the solver but the request. It multiplies money by the tax factor so that
nothing is divided, tries the allowed prices one by one and, where there are too many, those on both sides
of every point where a fee breaks: in between the surplus is a straight line. `test_price_solver.py` has
Hypothesis shrink; here a failure prints the line that `localizer price --request` reads.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import islice, takewhile
from math import ceil, floor
from typing import Final

import pytest

from localizer.model.money import Money, selling_digits
from localizer.model.price import (
    EndingBand,
    EndingMode,
    FeeRule,
    Flag,
    PriceAnswer,
    PriceRequest,
    Rate,
    Refusal,
    TaxMode,
    Tier,
)
from localizer.packs.markets import load_markets
from localizer.price.bulk import Pricer
from localizer.price.endings import no_endings
from localizer.price.rates import Rates
from localizer.price.requests import request_to_dict
from localizer.price.solver import solve

SEED: Final = 20261122
ROUNDS: Final = 10
EACH: Final = 1000
#: So many allowed prices are tried one by one; where there are more, those around the breaks.
REACH: Final = 60
NEAR: Final = 4
D = Decimal
MARKETS: Final = tuple(load_markets().values())
RATES: Final = Rates.load()
#: Prices are counted in millionths, fractions in units of 1e-28 (the tax of Brazil has so many digits).
CENT: Final = 10**6
SHARE: Final = 10**28
#: Where no price keeps the margin; or some do, and none of them is allowed.
REFUSED: Final = {Refusal.INFEASIBLE: {Refusal.INFEASIBLE, Refusal.NO_ENDING}}
ODD: Final = (
    (EndingBand(D(0), D(50), D(1), (D(0),)), EndingBand(D(60), None, D(7), (D(3), D("5.5")))),
    (EndingBand(D(0), D(5), D("0.10"), (D("0.09"),)), EndingBand(D(5), None, D(1), (D("0.95"),))),
    (EndingBand(D(0), None, D("0.25"), (D(0),)),),
)


class Maker:
    """Makes requests of every kind, with amounts that lie near one another."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - prices to try

    def fraction(self, low: int, high: int) -> Decimal:
        return D(self.random.randint(low, high)).scaleb(-2)

    def some(self, chance: int) -> bool:
        return self.random.randrange(100) < chance

    def amount(self) -> Decimal:
        ordinary = D(self.random.randint(1, 10 ** self.random.randint(2, 7))).scaleb(-2)
        if self.some(85):
            return ordinary
        odd = [D(text) for text in ("0", "0.01", "0.001", "0.005", "0.3")]
        return self.random.choice([*odd, D(2**53) + ordinary, ordinary.scaleb(14)])

    def near(self, amount: Decimal, digits: int) -> Decimal:
        """Return an amount between a fifth and the fivefold, above 0."""
        found = (amount * D(self.random.randint(20, 500)) / 100).quantize(D(1).scaleb(-digits))
        return found if found > 0 else D(1)

    def tiers(self, size: Decimal) -> tuple[Tier, ...]:
        edges = sorted({self.near(size, 2) for _ in range(self.random.randint(1, 3))})
        bounds = zip([D(0), *edges], [*edges, None], strict=True)
        fixed = self.near(size / 20, 2) if self.some(50) else D(0)
        return tuple(Tier(start, end, self.fraction(0, 40), fixed) for start, end in bounds)

    def fee(self, name: str, size: Decimal) -> FeeRule:
        mode = self.random.choice(["flat", "flat", "flat", "slab", "marginal"])
        low, high = sorted(self.near(size / 10, 2) for _ in "ab")
        return FeeRule(
            name,
            pct=self.fraction(0, 25) if mode == "flat" else D(0),
            fixed=self.near(size / 20, 2) if self.some(30) else D(0),
            minimum=low if self.some(20) else None,
            cap=high if self.some(20) else None,
            basis="net" if self.some(25) else "gross",
            mode=mode,
            tiers=() if mode == "flat" else self.tiers(size),
        )

    def rate(self, base: str, quote: str) -> Rate | None:
        if self.some(3):
            return None
        if self.some(70):
            return RATES.rate(base, quote)
        value = D(self.random.randint(1, 10**10)).scaleb(-self.random.randint(5, 10))
        return Rate(base, quote, value, dt.date(2026, 10, 30), "test")

    def request(self) -> PriceRequest:
        market = self.random.choice(MARKETS)
        bands, tax, mode = market.bands, market.effective_tax, market.tax_mode
        if self.some(20):
            bands = self.random.choice([*ODD, no_endings(market.currency)])
        if self.some(25):
            tax = self.random.choice([D(0), D("0.0725"), D("0.25"), D("0.6"), D(1)])
            mode = self.random.choice(list(TaxMode))
        base, other = ("CNY" if self.some(80) else market.currency for _ in "ab")
        cost, rate = Money(self.amount(), base), self.rate("CNY", market.currency)
        value = rate.value if rate is not None and base == "CNY" else D(1)
        size = max(cost.amount * value * 2, D("0.01")).quantize(D("0.01"))
        request = PriceRequest(
            market=market.code,
            currency=market.currency,
            bands=bands,
            cost=cost,
            shipping=Money(self.near(cost.amount / 5, 2), other) if self.some(25) else None,
            rate=rate,
            local_cost=self.near(size / 50, 2) if self.some(20) else D(0),
            fees=tuple(self.fee(name, size) for name in "abc"[: self.random.randrange(4)]),
            target_margin=self.fraction(-20, 60) if self.some(60) else market.target_margin,
            tax=tax,
            tax_mode=mode,
            fx_buffer=market.fx_buffer if self.some(60) else D(0),
            floor_margin=self.fraction(-10, 50) if self.some(30) else None,
            max_price=self.near(size, 2) if self.some(20) else None,
            fixed_price=self.near(size, 2) if self.some(6) else None,
            ending_mode=self.random.choice([EndingMode.UP, EndingMode.UP, *EndingMode]),
        )
        return self.turned(request, size)

    def turned(self, request: PriceRequest, size: Decimal) -> PriceRequest:
        """Return some requests as exact hits, from a list price, or without a cost."""
        if self.some(12):
            return self.hit(request, size)
        if self.some(18):
            listed = Money(self.amount(), self.random.choice(["CNY", request.currency]))
            adjust = self.fraction(50, 300)
            cost = None if self.some(60) else request.cost
            return replace(request, list_price=listed, adjust=adjust, cost=cost)
        return replace(request, cost=None) if self.some(1) else request

    def hit(self, request: PriceRequest, size: Decimal) -> PriceRequest:
        """Return the request whose exact price is an allowed price near ``size``."""
        grid = Grid(request.bands)
        price = next(grid.after(round(Fraction(size) * CENT)), None)
        tax, margin, pct = D("0.25"), self.fraction(-10, 40), self.fraction(0, 35)
        net = D("0.8") if request.tax_mode is TaxMode.INCLUSIVE else D(1)
        if price is None:
            return request
        exact = D(price).scaleb(-6)
        return replace(
            request,
            cost=Money(exact * ((1 - margin) * net - pct), request.currency),
            shipping=None,
            local_cost=D(0),
            fees=(FeeRule("a", pct=pct),),
            target_margin=margin,
            tax=tax,
        )


class Grid:
    """The allowed prices of some bands, in millionths."""

    def __init__(self, bands: tuple[EndingBand, ...]) -> None:
        self.rows = [
            (
                whole(band.start, CENT),
                None if band.end is None else whole(band.end, CENT),
                whole(band.step, CENT),
                sorted(whole(one, CENT) for one in band.endings),
            )
            for band in bands
        ]

    def after(self, price: int) -> Iterator[int]:
        """Yield the allowed prices at or above ``price``, ascending."""
        for start, end, step, endings in self.rows:
            lowest = max(price, start, 1)
            multiple = lowest // step * step
            while end is None or multiple < end:
                for ending in endings:
                    found = multiple + ending
                    if found >= lowest and (end is None or found < end):
                        yield found
                multiple += step

    def before(self, price: int) -> Iterator[int]:
        """Yield the allowed prices at or below ``price``, descending."""
        for start, end, step, endings in reversed(self.rows):
            highest = price if end is None else min(price, end - 1)
            multiple = highest // step * step
            while highest >= start and multiple + step > start and multiple >= 0:
                for ending in reversed(endings):
                    if max(start, 1) <= multiple + ending <= highest:
                        yield multiple + ending
                multiple -= step


class Till:
    """What a price leaves, times the tax factor, in whole numbers."""

    def __init__(self, request: PriceRequest) -> None:
        self.request = request
        self.grid = Grid(request.bands)
        inside = request.tax_mode is TaxMode.INCLUSIVE
        self.factor = SHARE + (whole(request.tax, SHARE) if inside else 0)
        carried = None if request.cost is None else request.shipping
        self.parts = [self.converted(request.cost), self.converted(carried)]
        abroad = [
            part
            for part, money in zip(self.parts, (request.cost, carried), strict=True)
            if money is not None and money.currency != request.currency
        ]
        self.parts += [sum(abroad) * Fraction(request.fx_buffer), Fraction(request.local_cost)]
        self.need = ceil(sum(self.parts) * self.factor * CENT * SHARE)
        self.rules = [self.counted(rule) for rule in request.fees]

    def converted(self, money: Money | None) -> Fraction:
        if money is None:
            return Fraction(0)
        request = self.request
        if money.currency == request.currency:
            return Fraction(money.amount)
        assert request.rate is not None
        return Fraction(money.amount) * Fraction(request.rate.value)

    def counted(self, rule: FeeRule) -> Callable[[int], int]:
        factor, net = self.factor, rule.basis == "net"
        fixed = whole(rule.fixed, CENT) * factor * SHARE
        tiers = [
            (
                whole(tier.start, CENT) * factor,
                None if tier.end is None else whole(tier.end, CENT) * factor,
                whole(tier.pct, SHARE),
                whole(tier.fixed, CENT) * factor * SHARE,
            )
            for tier in rule.tiers
        ]
        low, high = (
            None if one is None else whole(one, CENT) * factor * SHARE
            for one in (rule.minimum, rule.cap)
        )
        pct, slab = whole(rule.pct, SHARE), rule.mode == "slab"

        def due(price: int) -> int:
            base = price * (SHARE if net else factor)
            share, paid = base * pct, fixed
            for start, end, part, extra in tiers:
                if base < start:
                    break
                if slab and (end is None or base < end):
                    share, paid = base * part, paid + extra
                elif not slab:
                    share += ((base if end is None else min(base, end)) - start) * part
                    paid += extra
            if low is not None and share < low:
                share = low
            if high is not None and share > high:
                share = high
            return share + paid

        return due

    def surplus(self, price: int, margin: Decimal) -> int:
        left = price * (SHARE - whole(margin, SHARE)) * SHARE
        return left - sum(rule(price) for rule in self.rules) - self.need

    def keeps(self, price: int, margin: Decimal) -> bool:
        """Tell whether ``price`` leaves ``margin`` of net revenue after all costs."""
        return self.surplus(price, margin) >= 0

    def earns(self, price: int, margin: Decimal) -> bool:
        """Tell the same, but for 100 % of nothing: it is left at no price."""
        left = self.surplus(price, margin)
        return left > 0 or (left == 0 and (self.need > 0 or self.surplus(price - 1, margin) != 0))

    @property
    def breaks(self) -> list[int]:
        """Return where any fee may break, and a price beyond all."""
        found = {0, 10**27 * CENT}
        for rule in self.request.fees:
            bounds = [one for one in (rule.minimum, rule.cap) if one is not None]
            edges = [Fraction(tier.start) for tier in rule.tiers]
            for pct, start, paid in slopes(rule):
                edges += [start + (Fraction(one) - paid) / pct for one in bounds if pct]
            scale = Fraction(self.factor, SHARE) if rule.basis == "net" else 1
            found |= {floor(edge * scale * CENT) for edge in edges if edge > 0}
        return sorted(found)

    def first(self, low: int, good: Callable[[int], bool]) -> int | None:
        """Return the smallest allowed price from ``low`` on that is good."""
        near = list(islice(self.grid.after(low), REACH))
        hit = next((one for one in near if good(one)), None)
        if hit is not None or len(near) < REACH:
            return hit
        tried = near[-1]
        for edge in [one for one in self.breaks if one > tried]:
            here = [one for one in islice(self.grid.after(tried), NEAR) if one < edge]
            last = [one for one in islice(self.grid.before(edge - 1), NEAR) if one > tried]
            if any(good(one) for one in (*here, *last)):
                return self.between(tried, edge, good)
            tried = edge
        return None

    def between(self, low: int, high: int, good: Callable[[int], bool]) -> int:
        """Return the first good price on one straight piece that has one near its ends."""
        hit = next((one for one in islice(self.grid.after(low), NEAR) if good(one)), None)
        if hit is not None:
            return hit
        while high - low > 1:
            middle = (low + high) // 2
            last = next(self.grid.before(middle), None)
            if last is not None and last > low and good(last):
                high = middle
            else:
                low = middle
        return next(self.grid.before(high))

    def last(self, high: int, good: Callable[[int], bool]) -> int | None:
        """Return the largest allowed price up to ``high`` that is good."""
        near = list(islice(self.grid.before(high), REACH))
        hit = next((one for one in near if good(one)), None)
        if hit is not None or len(near) < REACH:
            return hit
        tried = near[-1]
        for edge in reversed([one for one in self.breaks if one < tried]):
            here = [one for one in islice(self.grid.before(tried - 1), NEAR) if one >= edge]
            least = [one for one in islice(self.grid.after(edge), NEAR) if one < tried]
            hits = [one for one in (*here, *least) if good(one)]
            if hits:
                return max(hits)
            tried = edge
        return None


def slopes(rule: FeeRule) -> Iterator[tuple[Fraction, Fraction, Fraction]]:
    """Yield percentage, start and what is due at the start, per tier."""
    if rule.mode == "flat":
        yield Fraction(rule.pct), Fraction(0), Fraction(0)
    paid = Fraction(0)
    for tier in rule.tiers:
        pct, start = Fraction(tier.pct), Fraction(tier.start)
        yield pct, start, pct * start if rule.mode == "slab" else paid
        if tier.end is not None:
            paid += pct * (Fraction(tier.end) - start)


@lru_cache(maxsize=10_000)
def whole(value: Decimal | Fraction, scale: int) -> int:
    """Return ``value`` times ``scale``, which must be whole."""
    found = Fraction(value) * scale
    assert found.denominator == 1
    return found.numerator


def expected(request: PriceRequest) -> Decimal | Refusal | tuple[Decimal, ...]:
    """Return the price, the refusal, or two prices between which six digits cannot tell."""
    if request.list_price is None and request.cost is None:
        return Refusal.MISSING_COST
    monies = (request.cost, request.shipping if request.cost else None, request.list_price)
    foreign = any(one is not None and one.currency != request.currency for one in monies)
    if request.list_price is not None and request.list_price.amount == 0:
        return Refusal.INVALID_PRICE
    if foreign and request.rate is None:
        return Refusal.MISSING_RATE
    till = Till(request)
    aimed = converted(till) if request.list_price is not None else grossed_up(till)
    return aimed if isinstance(aimed, Refusal) else rounded(till, *aimed)


def grossed_up(till: Till) -> tuple[Fraction, int] | Refusal:
    """Return the exact price and the ending above it that keeps target and floor."""
    request = till.request
    target, least = request.target_margin, request.floor_margin
    exact = solve(replace(request, fixed_price=None, max_price=None)).exact
    margin = target if least is None else max(target, least)
    above = till.first(0, lambda price: till.earns(price, margin))
    if above is None:
        return Refusal.INFEASIBLE
    assert exact is not None
    step = Fraction(2, CENT)
    begins = Fraction(exact) * CENT
    assert till.earns(ceil(begins + step * CENT), target)
    assert begins <= 2 or not till.earns(floor(begins - step * CENT), target)
    return Fraction(exact), above


def converted(till: Till) -> tuple[Fraction, int] | Refusal:
    """Return the converted list price and the ending above it that keeps the floor."""
    request = till.request
    exact = till.converted(request.list_price) * Fraction(request.adjust)
    least = request.floor_margin if request.cost is not None else None
    low = ceil(exact * CENT)
    above = till.first(low, lambda price: least is None or till.earns(price, least))
    return Refusal.INFEASIBLE if above is None else (exact, above)


def rounded(till: Till, exact: Fraction, above: int) -> Decimal | Refusal | tuple[Decimal, ...]:
    """Return what mode and cap make of it."""
    request = till.request
    mode, least, known = request.ending_mode, request.floor_margin, request.cost is not None
    price = above
    tie: tuple[int, ...] = ()
    below = next(till.grid.before(floor(exact * CENT)), None)
    free = least is None and mode is EndingMode.NEAREST
    guarded = least is not None and known and below is not None and till.keeps(below, least)
    if mode is not EndingMode.UP and below is not None and (free or guarded):
        gap = 2 * exact * CENT - below - above
        price = below if mode is EndingMode.DOWN or gap < 0 else above
        close = abs(gap) < 3 if mode is EndingMode.NEAREST else above - exact * CENT < 1
        tie = (below, above) if close and request.list_price is None else ()
    cap = request.max_price
    if cap is None or price <= Fraction(cap) * CENT:
        return tuple(D(one).scaleb(-6) for one in tie) if tie else D(price).scaleb(-6)
    high = floor(Fraction(cap) * CENT)
    kept = least if known else None
    found = till.last(high, lambda one: kept is None or till.earns(one, kept))
    return Refusal.CAP_BELOW_FLOOR if found is None else D(found).scaleb(-6)


def half_up(value: Fraction, digits: int) -> Decimal:
    found = D(floor(abs(value) * 10**digits + Fraction(1, 2))).scaleb(-digits)
    return found.copy_sign(D(1 if value >= 0 else -1))


def check_parts(request: PriceRequest, answer: PriceAnswer) -> None:
    """Assert every line, the margin and the flags at the answer's price."""
    till, digits = Till(request), selling_digits(request.currency)
    price = answer.list_price
    assert price is not None
    counted = whole(price, CENT)
    tax = half_up(Fraction(price) * (1 - Fraction(SHARE, till.factor)), digits)
    scale = till.factor * CENT * SHARE
    fees = [half_up(Fraction(rule(counted), scale), digits) for rule in till.rules]
    cost, shipping, buffer, local = (half_up(part, digits) for part in till.parts)
    parts = [tax, *fees, cost, shipping, buffer, local]
    profit = price - sum(parts)
    assert [line.amount for line in answer.breakdown] == [price, *parts, profit]
    if price > tax:
        assert answer.margin_on_net == half_up(Fraction(profit) / Fraction(price - tax), 4)
    least = request.floor_margin
    below = least is not None and not till.keeps(counted, least)
    assert (Flag.LOSS in answer.warnings) == (not till.keeps(counted, D(0)))
    assert (Flag.BELOW_FLOOR_MARGIN in answer.warnings) == below
    assert (Flag.ZERO_COST in answer.warnings) == (till.parts[0] == 0)


def check(request: PriceRequest) -> str:
    """Assert that the solver's answer is the walk's, and the bulk way's; return what came of it."""
    answer, rules = solve(request), replace(request, fixed_price=None)
    wanted, digits = expected(rules), selling_digits(request.currency)
    if request.fixed_price is not None:
        assert answer.list_price == half_up(Fraction(request.fixed_price), digits)
        assert solve(rules).list_price == answer.suggested
    elif isinstance(wanted, Refusal):
        assert answer.code in REFUSED.get(wanted, {wanted})
    elif isinstance(wanted, tuple):
        assert answer.list_price in {half_up(Fraction(one), digits) for one in wanted}
    else:
        assert answer.list_price == half_up(Fraction(wanted), digits)
    if answer.breakdown:
        check_parts(request, answer)
    amount = request.cost if request.list_price is None else request.list_price
    if amount is not None:
        assert repr(Pricer(request).answer(amount.amount)) == repr(answer)
    return answer.code or answer.basis


@pytest.mark.parametrize("number", range(ROUNDS))
def test_the_solver_finds_what_the_walk_finds(number: int) -> None:
    maker = Maker(SEED + number)
    seen: dict[str, int] = {}
    for _ in range(EACH):
        request = maker.request()
        try:
            kind = check(request)
        except AssertionError as error:
            line = json.dumps(request_to_dict(request))
            raise AssertionError(f"{line}\n{solve(request)}\n{expected(request)}") from error
        seen[kind] = seen.get(kind, 0) + 1
    assert {"cost-plus", "converted-list", "fixed", "INFEASIBLE", "CAP_BELOW_FLOOR"} <= set(seen)
    assert seen["cost-plus"] > EACH // 3


def test_the_walk_itself_steps_through_every_band() -> None:
    grid = Grid(ODD[0])
    up = list(takewhile(lambda one: one <= 80 * CENT, grid.after(0)))
    assert [one / CENT for one in up[47:]] == [48, 49, 61.5, 66, 68.5, 73, 75.5, 80]
    assert list(grid.before(80 * CENT)) == up[::-1]
