"""The solver: public examples to the last digit, and the edges between them."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal, localcontext
from pathlib import Path

import pytest

from localizer.model.money import Money, selling_unit
from localizer.model.price import (
    Basis,
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
from localizer.price.endings import no_endings
from localizer.price.rates import Rates
from localizer.price.requests import answer_request, read_bands
from localizer.price.solver import solve

D = Decimal
CURRENCIES = sorted(Rates.load().currencies)
EXAMPLES = json.loads(
    (Path(__file__).resolve().parents[2] / "data" / "price-examples.json").read_text("utf-8")
)
TABLES = {name: read_bands(rows) for name, rows in EXAMPLES["endings"].items()}
RATE = Rate("CNY", "USD", D("0.15"), dt.date(2026, 10, 30), "test")
#: Cost 10 USD, no tax, 10 % fee, 20 % margin: exact 14.285714.
PLAIN = PriceRequest(
    market="US",
    currency="USD",
    bands=(EndingBand(D(0), None, D(1), (D("0.99"),)),),
    cost=Money.of("10", "USD"),
    fees=(FeeRule("platform", pct=D("0.10")),),
    target_margin=D("0.20"),
)


def test_there_are_examples() -> None:
    assert len(EXAMPLES["cases"]) == 17


@pytest.mark.parametrize(
    "case", EXAMPLES["cases"], ids=[case["request"]["id"] for case in EXAMPLES["cases"]]
)
def test_public_example(case: dict[str, dict[str, object]]) -> None:
    assert answer_request(case["request"], TABLES) == case["answer"]


def test_the_plain_case() -> None:
    answer = solve(PLAIN)
    assert (answer.exact, answer.list_price) == (D("14.285714"), D("14.99"))
    assert answer.basis is Basis.COST_PLUS
    assert answer.line("profit") == D("3.49")
    assert answer.line("nothing") is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"cost": None}, Refusal.MISSING_COST),
        ({"cost": Money.of("-1", "USD")}, Refusal.NEGATIVE_COST),
        ({"shipping": Money.of("-1", "USD")}, Refusal.NEGATIVE_COST),
        ({"local_cost": D(-1)}, Refusal.NEGATIVE_COST),
        ({"cost": Money.of("10", "CNY")}, Refusal.MISSING_RATE),
        ({"shipping": Money.of("10", "CNY")}, Refusal.MISSING_RATE),
        ({"cost": Money.of("10", "EUR"), "rate": RATE}, Refusal.MISSING_RATE),
        ({"cost": Money.of("10", "CNY"), "rate": replace(RATE, value=D(0))}, Refusal.MISSING_RATE),
        (
            {"cost": Money.of("10", "CNY"), "rate": replace(RATE, value=D("NaN"))},
            Refusal.MISSING_RATE,
        ),
        ({"cost": Money.of("1e25", "USD")}, Refusal.AMOUNT_TOO_LARGE),
        ({"cost": Money.of("NaN", "USD")}, Refusal.AMOUNT_TOO_LARGE),
        ({"target_margin": D("0.90")}, Refusal.INFEASIBLE),
        ({"target_margin": D("0.95")}, Refusal.INFEASIBLE),
        ({"target_margin": D("0.90"), "cost": Money.of("0", "USD")}, Refusal.INFEASIBLE),
        ({"floor_margin": D("0.90")}, Refusal.INFEASIBLE),
        ({"bands": (EndingBand(D(0), D(10), D(1), (D(0),)),)}, Refusal.NO_ENDING),
        ({"max_price": D("0.50")}, Refusal.CAP_BELOW_FLOOR),
        ({"max_price": D(0)}, Refusal.CAP_BELOW_FLOOR),
        ({"max_price": D("13.50"), "floor_margin": D("0.15")}, Refusal.CAP_BELOW_FLOOR),
        ({"fixed_price": D(0)}, Refusal.INVALID_PRICE),
        ({"fixed_price": D(-3)}, Refusal.INVALID_PRICE),
        ({"fixed_price": D(3), "cost": Money.of("-1", "USD")}, Refusal.NEGATIVE_COST),
    ],
)
def test_no_price_and_why(changes: dict[str, object], code: Refusal) -> None:
    answer = solve(replace(PLAIN, **changes))  # type: ignore[arg-type]
    assert (answer.status, answer.code) == (PriceStatus.ERROR, code)
    assert answer.list_price is None


@pytest.mark.parametrize(
    ("changes", "price"),
    [
        ({}, "14.99"),
        ({"floor_margin": D("0.30")}, "16.99"),
        ({"floor_margin": D("0.10")}, "14.99"),
        ({"max_price": D("14.99")}, "14.99"),
        ({"max_price": D("14.98")}, "13.99"),
        ({"max_price": D("12.50"), "floor_margin": D("0.03")}, "11.99"),
        ({"ending_mode": EndingMode.NEAREST}, "13.99"),
        ({"ending_mode": EndingMode.NEAREST, "floor_margin": D("0.15")}, "13.99"),
        ({"ending_mode": EndingMode.NEAREST, "floor_margin": D("0.19")}, "14.99"),
        ({"ending_mode": EndingMode.DOWN}, "14.99"),
        ({"ending_mode": EndingMode.DOWN, "floor_margin": D("0.15")}, "13.99"),
        ({"ending_mode": EndingMode.DOWN, "floor_margin": D("0.19")}, "14.99"),
        ({"tax": D("0.20")}, "17.99"),
        ({"tax": D("0.20"), "tax_mode": TaxMode.EXCLUSIVE}, "14.99"),
        ({"cost": Money.of("1e16", "USD")}, "14285714285714285.99"),
        ({"cost": Money.of("0.0001", "USD")}, "0.99"),
    ],
)
def test_price(changes: dict[str, object], price: str) -> None:
    answer = solve(replace(PLAIN, **changes))  # type: ignore[arg-type]
    assert answer.list_price == D(price)
    assert answer.line("price") == sum(line.amount for line in answer.breakdown[1:])


def test_a_tie_between_two_endings_goes_up() -> None:
    tie = replace(PLAIN, cost=Money.of("10.143", "USD"), ending_mode=EndingMode.NEAREST)
    answer = solve(tie)
    assert (answer.exact, answer.list_price) == (D("14.490000"), D("14.99"))


@pytest.mark.parametrize("mode", list(EndingMode))
def test_an_exact_hit_stays_in_every_mode(mode: EndingMode) -> None:
    hit = replace(PLAIN, cost=Money.of("10.493", "USD"), ending_mode=mode, floor_margin=D("-1"))
    assert solve(hit).list_price == D("14.99")


def test_an_exact_hit_survives_a_division_that_never_ends() -> None:
    # 9.99 net of 19 % and of 15 % fee and 20 % margin, as far as a cost can be written.
    request = replace(
        PLAIN,
        cost=Money.of("3.0", "USD"),
        fees=(
            FeeRule("net", pct=D("0.50"), basis="net"),
            FeeRule("more", pct=D("0.20"), basis="net"),
        ),
        target_margin=D("0.20"),
        tax=D("0.3320"),
        bands=no_endings("USD"),
    )
    # P = 1.332 * 3 / 0.1 = 39.96 exactly
    assert solve(request).list_price == D("39.96")


@pytest.mark.parametrize(
    ("changes", "flags"),
    [
        ({"cost": Money.of("0", "USD")}, [Flag.ZERO_COST]),
        (
            {"target_margin": D("-0.01"), "cost": Money.of("10.50", "USD")},
            [Flag.NEGATIVE_MARGIN_TARGET],
        ),
        ({"target_margin": D("-0.40")}, [Flag.LOSS, Flag.NEGATIVE_MARGIN_TARGET]),
        ({"max_price": D("13.99")}, [Flag.TARGET_MARGIN_MISSED_BY_CAP]),
        ({"max_price": D("9.99")}, [Flag.LOSS, Flag.TARGET_MARGIN_MISSED_BY_CAP]),
        ({"fixed_price": D("9.00")}, [Flag.LOSS]),
        ({"fixed_price": D("9.00"), "floor_margin": D(0)}, [Flag.LOSS, Flag.BELOW_FLOOR_MARGIN]),
        ({"fixed_price": D("12.50"), "floor_margin": D("0.10")}, []),
        ({"fixed_price": D("12.49"), "floor_margin": D("0.10")}, [Flag.BELOW_FLOOR_MARGIN]),
        ({"fixed_price": D(20), "cost": Money.of("1", "CNY")}, [Flag.MARGIN_UNKNOWN]),
        ({"fixed_price": D(20), "cost": None}, []),
    ],
)
def test_flags(changes: dict[str, object], flags: list[Flag]) -> None:
    answer = solve(replace(PLAIN, **changes))  # type: ignore[arg-type]
    assert list(answer.warnings) == flags


def test_a_fixed_price_without_cost_claims_no_profit() -> None:
    answer = solve(replace(PLAIN, fixed_price=D(20), cost=None))
    assert (answer.list_price, answer.suggested) == (D("20.00"), None)
    assert (answer.breakdown, answer.margin_on_net) == ((), None)
    assert answer.basis is Basis.FIXED


def test_the_buffer_is_its_own_line_and_only_on_converted_amounts() -> None:
    answer = solve(
        replace(
            PLAIN,
            cost=Money.of("100", "CNY"),
            shipping=Money.of("2", "USD"),
            rate=RATE,
            fx_buffer=D("0.02"),
        )
    )
    assert [answer.line(name) for name in ("cost", "shipping", "fx_buffer")] == [
        D("15.00"),
        D("2.00"),
        D("0.30"),
    ]


def test_a_slab_that_takes_more_makes_the_price_leap() -> None:
    slab = FeeRule(
        "slab",
        mode="slab",
        tiers=(Tier(D(0), D(15), D("0.05")), Tier(D(15), None, D("0.30"))),
    )
    answer = solve(replace(PLAIN, cost=Money.of("11.50", "USD"), fees=(slab,)))
    assert (answer.exact, answer.list_price) == (D("23.000000"), D("23.99"))


def test_the_cap_finds_the_lower_slab_that_still_keeps_the_floor() -> None:
    slab = FeeRule(
        "slab",
        mode="slab",
        tiers=(Tier(D(0), D(15), D("0.05")), Tier(D(15), None, D("0.30"))),
    )
    request = replace(
        PLAIN,
        cost=Money.of("11.50", "USD"),
        fees=(slab,),
        max_price=D("16"),
        floor_margin=D("0.10"),
    )
    answer = solve(request)
    assert answer.list_price == D("14.99")
    assert answer.warnings == (Flag.TARGET_MARGIN_MISSED_BY_CAP,)


def test_an_ending_on_a_tier_edge_pays_the_dearer_tier() -> None:
    slab = FeeRule(
        "slab",
        mode="slab",
        tiers=(Tier(D(0), D(15), D("0.05")), Tier(D(15), None, D("0.30"))),
    )
    whole = (EndingBand(D(0), None, D(1), (D(0),)),)
    request = replace(PLAIN, bands=whole, cost=Money.of("10.75", "USD"), fees=(slab,))
    assert solve(request).list_price == D("22.00")
    capped = solve(replace(request, max_price=D(16), floor_margin=D("0.10")))
    assert capped.list_price == D("14.00")


def test_a_rising_marginal_fee_keeps_the_margin_only_up_to_a_price() -> None:
    rising = FeeRule(
        "rising",
        mode="marginal",
        tiers=(Tier(D(0), D(20), D("0.10")), Tier(D(20), None, D("0.90"))),
    )
    good = replace(PLAIN, fees=(rising,), cost=Money.of("13.80", "USD"))
    assert solve(good).list_price == D("19.99")
    too_dear = replace(good, cost=Money.of("14.20", "USD"))
    assert solve(too_dear).code is Refusal.INFEASIBLE
    floor = replace(good, max_price=D("100"), target_margin=D("0.10"), floor_margin=D("0.20"))
    assert solve(floor).list_price == D("19.99")


def test_the_exact_price_is_where_the_margin_begins_even_across_a_break() -> None:
    capped = FeeRule("capped", pct=D("0.10"), cap=D("1.4999"))
    answer = solve(replace(PLAIN, fees=(capped,), cost=Money.of("10.4965", "USD")))
    assert answer.exact == D("14.995000")
    assert answer.list_price == D("15.99")


def test_the_threads_own_precision_does_not_matter() -> None:
    with localcontext() as context:
        context.prec = 3
        assert solve(PLAIN) == solve(replace(PLAIN))
        assert solve(PLAIN).exact == D("14.285714")


@pytest.mark.parametrize("name", ["tax", "fx_buffer"])
def test_negative_tax_and_buffer_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="negative"):
        replace(PLAIN, **{name: D("-0.1")})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cost", "price"),
    [
        ("9.99", "9.99"),
        ("9.99000000000000000000000001", "10.99"),
        ("9.98999999999999999999999999", "9.99"),
    ],
)
def test_a_hair_above_an_ending_is_the_next_one(cost: str, price: str) -> None:
    request = replace(PLAIN, cost=Money.of(cost, "USD"), fees=(), target_margin=D(0))
    answer = solve(request)
    assert (answer.list_price, answer.warnings) == (D(price), ())


@pytest.mark.parametrize(("cost", "price"), [("9.49", "9.99"), ("9.48", "8.99"), ("9.50", "9.99")])
def test_half_way_goes_up(cost: str, price: str) -> None:
    request = replace(
        PLAIN,
        cost=Money.of(cost, "USD"),
        fees=(),
        target_margin=D(0),
        ending_mode=EndingMode.NEAREST,
    )
    assert solve(request).list_price == D(price)


@pytest.mark.parametrize("quote", CURRENCIES)
def test_any_currency_the_rates_know_is_source_and_target(quote: str) -> None:
    rates = Rates.load()
    for base in CURRENCIES:
        request = PriceRequest(
            market="??",
            currency=quote,
            bands=no_endings(quote),
            cost=Money.of("123.45", base),
            rate=rates.rate(base, quote),
            fees=(FeeRule("platform", pct=D("0.10")),),
            target_margin=D("0.20"),
            tax=D("0.10"),
        )
        answer = solve(request)
        assert answer.list_price is not None
        assert answer.exact is not None
        unit = selling_unit(quote)
        assert answer.list_price == answer.list_price.quantize(unit)
        assert answer.exact - D("0.000001") <= answer.list_price <= answer.exact + unit
        assert answer.line("price") == sum(line.amount for line in answer.breakdown[1:])


@pytest.mark.parametrize(
    ("currency", "unit"), [("KWD", "0.001"), ("BHD", "0.001"), ("CLF", "0.0001"), ("KRW", "1")]
)
def test_lines_are_in_the_currencys_own_digits(currency: str, unit: str) -> None:
    answer = solve(
        replace(
            PLAIN,
            currency=currency,
            bands=no_endings(currency),
            cost=Money.of("12.34567", currency),
            tax=D("0.05"),
        )
    )
    assert {line.amount.as_tuple().exponent for line in answer.breakdown} == {
        D(unit).as_tuple().exponent
    }
