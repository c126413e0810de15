"""How long a price takes: by a bare loop of the same formula, by the bulk way, and by the solver.

Run:  python tests/bench/prices.py [SKUS] [RUNS]

Every SKU is priced for all markets with the fees of the channel ``shopee`` or, where it has none, of
``generic``, with breakdown, rate and rule. Measures; fails nothing. The three loops take turns.
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import time
from collections.abc import Callable, Sequence
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal, localcontext
from typing import Final

from localizer.model.market import Market
from localizer.model.money import Money, selling_unit
from localizer.model.price import FeeRule, PriceRequest, TaxMode
from localizer.packs.channels import load_channels
from localizer.packs.markets import load_markets
from localizer.price.bulk import Pricer
from localizer.price.precision import MATH
from localizer.price.rates import Rates
from localizer.price.solver import solve

SEED: Final = 20261122
PLAIN_FEES: Final = (
    FeeRule("platform", pct=Decimal("0.10")),
    FeeRule("order", fixed=Decimal("0.50")),
)
GRID: Final = Decimal("1e-20")
Line = tuple[Decimal, ...]


def template(market: Market, rates: Rates, fees: tuple[FeeRule, ...]) -> PriceRequest:
    """Return the rules of ``market`` for a cost in yuan."""
    return PriceRequest(
        market=market.code,
        currency=market.currency,
        bands=market.bands,
        cost=Money.of("1", "CNY"),
        rate=rates.rate("CNY", market.currency),
        fees=fees,
        target_margin=market.target_margin,
        tax=market.effective_tax,
        tax_mode=market.tax_mode,
        fx_buffer=market.fx_buffer,
    )


def shop(market: Market) -> str:
    """Return the channel whose fees are taken in ``market``."""
    return "shopee" if "shopee" in market.channels else "generic"


def bare(rules: PriceRequest, costs: Sequence[Decimal]) -> list[Line]:
    """Price ``costs`` with nothing but the formula: one percentage, one fixed fee, one ending."""
    assert rules.rate is not None
    rate, inside = rules.rate.value, rules.tax_mode is TaxMode.INCLUSIVE
    factor = 1 + rules.tax if inside else Decimal(1)
    pct, fixed = PLAIN_FEES[0].pct, PLAIN_FEES[1].fixed
    share = (1 - rules.target_margin) / factor - pct
    unit = selling_unit(rules.currency)
    step, ending = rules.bands[-1].step, rules.bands[-1].endings[-1]
    found: list[Line] = []
    for cost in costs:
        landed = cost * rate
        buffer = landed * rules.fx_buffer
        exact = ((landed + buffer + fixed) / share).quantize(GRID)
        price = ((exact - ending) / step).to_integral_value(ROUND_CEILING) * step + ending
        tax = (price - price / factor).quantize(unit, ROUND_HALF_UP)
        fee = (price * pct).quantize(unit, ROUND_HALF_UP)
        order = fixed.quantize(unit, ROUND_HALF_UP)
        bought = landed.quantize(unit, ROUND_HALF_UP)
        held = buffer.quantize(unit, ROUND_HALF_UP)
        profit = price - tax - fee - order - bought - held
        found.append((price, tax, fee, order, bought, held, profit))
    return found


def microseconds(work: Callable[[], object], prices: int) -> float:
    """Return how long one of ``prices`` takes in ``work``."""
    gc.collect()
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e6 / prices


def main() -> None:
    """Print microseconds a price, and the ratios to the bare loop of the same round."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("skus", type=int, nargs="?", default=2000)
    parser.add_argument("runs", type=int, nargs="?", default=5)
    asked = parser.parse_args()
    measure(asked.skus, asked.runs)


def measure(skus: int, runs: int) -> None:
    """Let the ways take turns ``runs`` times over ``skus`` costs, and print what they took."""
    random_ = random.Random(SEED)  # noqa: S311 - costs to measure with
    costs = [Decimal(random_.randint(100, 50_000)).scaleb(-2) for _ in range(skus)]
    rates, channels = Rates.load(), load_channels()
    markets = load_markets()
    plain = [template(market, rates, PLAIN_FEES) for market in markets.values()]
    real = [
        template(market, rates, channels[shop(market)].fee_rules(market.code, None))
        for market in markets.values()
    ]
    some = costs[: max(1, skus // 10)]

    def by_bare() -> None:
        with localcontext(MATH):
            for rules in plain:
                bare(rules, costs)

    def by_bulk(templates: Sequence[PriceRequest]) -> None:
        for rules in templates:
            Pricer(rules).prices(costs)

    def by_solver() -> None:
        for rules in real:
            pricer = Pricer(rules)
            for request in [pricer.request(cost) for cost in some]:
                solve(request)

    times: dict[str, list[float]] = {}
    for _run in range(runs):
        for name, work, amounts in (
            ("bare loop", by_bare, costs),
            ("bulk, same two fees", lambda: by_bulk(plain), costs),
            ("bulk, real fees", lambda: by_bulk(real), costs),
            ("solve, real fees", by_solver, some),
        ):
            times.setdefault(name, []).append(microseconds(work, len(amounts) * len(markets)))
    print(f"{skus} SKUs x {len(markets)} markets, median of {runs} runs")
    show(times)


def show(times: dict[str, list[float]]) -> None:
    """Print the medians, and those of the ratios to the bare loop of the same round."""
    base = times["bare loop"]
    for name, series in times.items():
        ratio = statistics.median(one / zero for one, zero in zip(series, base, strict=True))
        print(f"{name:22} {statistics.median(series):7.2f} us a price   {ratio:6.2f} x bare")


if __name__ == "__main__":
    main()
