"""How long pricing a whole catalog takes when everything is stored: request, breakdown, rate, rule.

Run:  python tests/bench/reprice.py [SKUS] [--moves]

One variant a product, one channel a market: every SKU gets 15 prices. Then again with nothing to do, after
one fee changed, and after every rate moved by 1 % (within the dead band). Measures; fails nothing.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import random
import tempfile
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Final

from localizer import pipeline
from localizer.catalog import price_rules as stored_rules
from localizer.catalog import prices
from localizer.model.changes import Changes
from localizer.model.launch import Target
from localizer.model.price import Rate
from localizer.model.price_rule import PriceRule, RuleKind, RulePlace
from localizer.pipeline.stage_rules import price_rules
from localizer.pipeline.tools import Tools
from localizer.price.stage import reprice
from localizer.store.database import Store, create

SEED: Final = 20261122
FEE: Final = '[{"name":"commission","pct":"0.12"}]'


def write_catalog(path: Path, skus: int) -> None:
    """Write a catalog of ``skus`` products with one variant each."""
    chance = random.Random(SEED)  # noqa: S311 - costs to measure with
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["SKU", "Title", "Cost", "Currency"])
        for number in range(skus):
            cost = Decimal(chance.randint(100, 50_000)).scaleb(-2)
            writer.writerow([f"S{number:06}", f"Kettle {number}", f"{cost:f}", "CNY"])


def timed(label: str, store: Store, tools: Tools, targets: list[Target], skus: int) -> None:
    """Reprice everything once and print what it took and wrote."""
    start = time.perf_counter()
    changes: Changes = reprice(store, price_rules(store.read(), tools), targets)
    seconds = time.perf_counter() - start
    written = changes.rows.get("price", 0)
    each = seconds * 1e6 / (skus * len(targets))
    print(f"{label:28} {seconds:8.2f} s  {each:7.1f} us a price  {written:9,} prices written")


def moved(tools: Tools, factor: Decimal) -> Tools:
    """Return tools whose rates are all ``factor`` times today's, as if a person had entered them."""
    rates = tools.rates
    for market in tools.packs.markets.values():
        rate = tools.rates.rate("CNY", market.currency)
        if rate is not None:
            value = (rate.value * factor).quantize(Decimal("1e-10"))
            entered = Rate("CNY", market.currency, value, dt.date(2026, 11, 22), "moved")
            rates = rates.with_manual(entered)
    return replace(tools, rates=rates)


def main() -> None:
    """Make a workspace, price it, and print the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("skus", type=int, nargs="?", default=10_000)
    parser.add_argument("--moves", action="store_true", help="move every rate by 1 % at the end")
    asked = parser.parse_args()
    skus = asked.skus
    tools = pipeline.load_tools()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_catalog(folder / "catalog.csv", skus)
        store = create(folder / "w.localizer")
        pipeline.import_catalog(store, folder / "catalog.csv")
        measure(store, tools, skus, moves=asked.moves)
        store.close()
        print(f"file: {(folder / 'w.localizer').stat().st_size / 1e6:,.0f} MB")


def measure(store: Store, tools: Tools, skus: int, *, moves: bool) -> None:
    """Price everything, again, after a change of one fee, and after a small move of all rates."""
    targets = [
        Target(market.code, _shop(market.channels), market.default_locale)
        for market in tools.packs.markets.values()
    ]
    print(f"{skus:,} SKUs x {len(targets)} markets")
    timed("all prices", store, tools, targets, skus)
    timed("again, nothing to do", store, tools, targets, skus)
    with store.step("One fee") as step:
        place = RulePlace("TH", "shopee")
        stored_rules.put(step, PriceRule(RuleKind.FEES, place, FEE, "bench", "2026-11-22"))
    thai = [target for target in targets if target.market == place.market]
    timed("one fee of one market", store, tools, thai, skus)
    timed("all again, nothing to do", store, tools, targets, skus)
    if moves:
        timed("every rate 1 % up", store, moved(tools, Decimal("1.01")), targets, skus)
    places = [(target.market, target.channel) for target in targets]
    found = prices.stored(store.read(), [1], places)
    print(f"prices of the first SKU: {len(found)}")


def _shop(channels: tuple[str, ...]) -> str:
    return "shopee" if "shopee" in channels else "generic"


if __name__ == "__main__":
    main()
