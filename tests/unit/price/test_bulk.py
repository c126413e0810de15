"""Many prices by the same rules are the solver's prices. Random requests: tests/property."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal, localcontext

import pytest

from localizer.model.money import Money
from localizer.model.price import (
    EndingBand,
    EndingMode,
    FeeRule,
    PriceRequest,
    Rate,
    Refusal,
    TaxMode,
    Tier,
)
from localizer.packs.channels import load_channels
from localizer.packs.markets import load_markets
from localizer.price.bulk import Pricer
from localizer.price.rates import Rates
from localizer.price.requests import answer_to_dict, request_to_dict
from localizer.price.solver import solve

D = Decimal
MARKETS = load_markets()
PLAIN = PriceRequest(
    market="US",
    currency="USD",
    bands=(EndingBand(D(0), None, D(1), (D("0.99"),)),),
    cost=Money.of("1", "CNY"),
    rate=Rate("CNY", "USD", D("0.15"), dt.date(2026, 10, 30), "test"),
    fees=(FeeRule("platform", pct=D("0.10")), FeeRule("order", fixed=D("0.305"))),
    target_margin=D("0.20"),
    tax=D("0.0725"),
    tax_mode=TaxMode.EXCLUSIVE,
    fx_buffer=D("0.02"),
)
SLAB = FeeRule(
    "slab",
    mode="slab",
    tiers=(Tier(D(0), D(15), D("0.05")), Tier(D(15), None, D("0.30"), D(1))),
)
CAPPED = FeeRule("capped", pct=D("0.10"), cap=D("1.4999"), minimum=D("0.30"))
NET = FeeRule("net", pct=D("0.10"), basis="net")
LISTED = replace(PLAIN, cost=None, list_price=Money.of("1", "CNY"), adjust=D("1.1"))
SHIPPED = replace(PLAIN, shipping=Money.of("3.333", "CNY"), local_cost=D("1.005"))
AMOUNTS = [
    D(text)
    for text in (
        *("0", "-0", "0.01", "0.005", "28.50", "69.976667", "100", "1e3", "9007199254740993.01"),
        *("-1", "NaN", "-NaN", "sNaN", "Infinity", "1e24", "9.99e24", "1e25", "1e60"),
        *(f"{number}.{number % 10}" for number in range(1, 400, 7)),
    )
]


@pytest.mark.parametrize(
    "rules",
    [
        PLAIN,
        SHIPPED,
        replace(SHIPPED, fx_buffer=D(0)),
        replace(SHIPPED, shipping=Money.of("1", "USD")),
        replace(SHIPPED, shipping=Money.of("1", "EUR")),
        replace(SHIPPED, local_cost=D(-1)),
        replace(SHIPPED, cost=Money.of("1", "USD")),
        replace(PLAIN, tax_mode=TaxMode.INCLUSIVE, fees=(NET, *PLAIN.fees)),
        replace(PLAIN, tax_mode=TaxMode.INCLUSIVE, tax=D("0.17") / D("0.83")),
        replace(PLAIN, fees=(SLAB, CAPPED)),
        replace(PLAIN, fees=(CAPPED,), target_margin=D(0)),
        replace(PLAIN, fees=(FeeRule("dear", pct=D("0.8")),)),
        replace(PLAIN, fees=(FeeRule("dear", fixed=D("1e24")),)),
        replace(PLAIN, fees=(FeeRule("long", pct=D("0.123456789012345678901234567")),)),
        replace(PLAIN, target_margin=D("-0.5"), floor_margin=D("-0.1")),
        replace(PLAIN, floor_margin=D("0.30")),
        replace(PLAIN, floor_margin=D("0.95")),
        replace(PLAIN, floor_margin=D("0.05"), max_price=D(20), fees=(SLAB,)),
        replace(PLAIN, floor_margin=D("0.1"), ending_mode=EndingMode.NEAREST),
        replace(PLAIN, ending_mode=EndingMode.NEAREST, max_price=D(50)),
        replace(PLAIN, floor_margin=D("-0.1"), ending_mode=EndingMode.DOWN),
        replace(PLAIN, bands=(EndingBand(D(0), D(9), D(1), (D(0), D("0.5"))),)),
        replace(PLAIN, bands=()),
        replace(PLAIN, rate=None),
        replace(PLAIN, rate=Rate("CNY", "USD", D("NaN"), dt.date(2026, 10, 30), "test")),
        replace(PLAIN, cost=None),
        replace(PLAIN, fixed_price=D("12.345")),
        replace(PLAIN, currency="KWD", cost=Money.of("1", "KWD")),
        LISTED,
        replace(LISTED, tax_mode=TaxMode.INCLUSIVE, rate=None),
        replace(LISTED, max_price=D(5)),
        replace(LISTED, ending_mode=EndingMode.NEAREST),
        replace(LISTED, adjust=D("1e24")),
        replace(LISTED, cost=Money.of("20", "CNY"), floor_margin=D("0.1")),
        replace(LISTED, bands=(EndingBand(D(0), D(9), D(1), (D(0),)),)),
    ],
)
def test_every_answer_is_the_solvers(rules: PriceRequest) -> None:
    pricer = Pricer(rules)
    for amount, priced in zip(AMOUNTS, pricer.prices(AMOUNTS), strict=True):
        answer = solve(pricer.request(amount))
        assert repr(pricer.expand(priced)) == repr(answer)
        assert pricer.price(amount) == priced
        assert written(pricer.written(priced)) == written(answer_to_dict(answer))
        request = request_to_dict(pricer.request(amount))
        assert written(pricer.written_request(amount)) == written(request)


def written(data: dict[str, object]) -> str:
    """Return ``data`` as stored, the order of its fields included."""
    return json.dumps(data)


@pytest.mark.parametrize("code", sorted(MARKETS))
def test_all_markets_and_channels(code: str) -> None:
    rates, channels, found = Rates.load(), load_channels(), MARKETS[code]
    for channel in found.channels:
        rules = PriceRequest(
            market=found.code,
            currency=found.currency,
            bands=found.bands,
            cost=Money.of("1", "CNY"),
            rate=rates.rate("CNY", found.currency),
            fees=channels[channel].fee_rules(found.code, None),
            target_margin=found.target_margin,
            tax=found.effective_tax,
            tax_mode=found.tax_mode,
            fx_buffer=found.fx_buffer,
        )
        pricer = Pricer(rules)
        for amount in AMOUNTS[::3]:
            assert repr(pricer.answer(amount)) == repr(solve(pricer.request(amount)))


def test_the_lines_have_their_names() -> None:
    pricer = Pricer(PLAIN)
    priced = pricer.price(D("28.50"))
    assert dict(zip(pricer.names, priced.amounts, strict=True)) == {
        "price": D("6.99"),
        "tax_inside": D("0.00"),
        "fee_platform": D("0.70"),
        "fee_order": D("0.31"),
        "cost": D("4.28"),
        "shipping": D("0.00"),
        "fx_buffer": D("0.09"),
        "local_cost": D("0.00"),
        "profit": D("1.61"),
    }
    assert (priced.code, priced.price, priced.pays) == (None, D("6.99"), D("7.50"))


def test_a_fixed_price_is_one_variants() -> None:
    pricer = Pricer(PLAIN)
    answer = pricer.answer(D("28.50"), fixed_price=D("12.50"))
    assert answer == solve(replace(pricer.request(D("28.50")), fixed_price=D("12.50")))
    assert answer.suggested == D("6.99")


def test_what_is_refused_says_why() -> None:
    assert Pricer(PLAIN).price(D(-1)).code is Refusal.NEGATIVE_COST
    assert Pricer(LISTED).price(D(0)).code is Refusal.INVALID_PRICE


def test_the_threads_own_precision_does_not_matter() -> None:
    expected = Pricer(PLAIN).price(D("28.50"))
    with localcontext() as context:
        context.prec = 3
        assert Pricer(PLAIN).prices([D("28.50")]) == [expected]
        assert context.prec == 3
