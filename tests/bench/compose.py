"""How fast listings are composed, and how much of them: titles, bullets and options of whole catalogs.

Run:  python tests/bench/compose.py [LISTINGS] [--cover CATALOG ...]

Speed: products of the sample's categories, each with a title of its own and one of a hundred numbers, as
sizes and contents repeat in a catalog, get title, five bullets and options, first in one language, then in
six as a launch has them; CPU time of one core, median of three. The floor is putting ready pieces together.
Coverage: the share of titles, bullets and option values composed without a missing word, by language, for
the sample and each CATALOG. Measures; fails nothing.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
import timeit
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from localizer import pipeline
from localizer.catalog import products
from localizer.model.product import Fact, Product
from localizer.paths import resource
from localizer.pipeline.tools import Tools
from localizer.pipeline.wording import composers_of
from localizer.store.database import create
from localizer.translate.composed import Composed
from localizer.translate.composer import Composer, Composers

BULLETS: Final = 5
RUNS: Final = 3
#: Different capacities, weights and so on of one kind of goods.
NUMBERS: Final = 100
SIX: Final = ("th-TH", "vi-VN", "id-ID", "ms-MY", "de-DE", "fr-FR")
ALL: Final = (
    "de-DE", "en-US", "es-ES", "es-MX", "fil-PH", "fr-FR", "id-ID", "it-IT", "ms-MY", "pt-BR", "th-TH",
    "vi-VN", "zh-Hans-MY", "zh-Hant-TW",
)  # fmt: skip


def goods_of(path: Path, tools: Tools) -> tuple[list[Product], Composers]:
    """Return the products of a catalog file and what composes them."""
    with (
        tempfile.TemporaryDirectory() as folder,
        create(Path(folder) / "bench.localizer", person="bench") as store,
    ):
        pipeline.import_catalog(store, path)
        reader = store.read()
        found = [products.load(reader, number) for number in products.product_ids(reader)]
        return found, composers_of(reader, tools)


def varied(product: Product, number: int) -> Product:
    """Return ``product`` with a title of its own and its first single number changed."""
    facts: list[Fact] = []
    changed = False
    for fact in product.facts:
        text = str(fact.number)
        if not changed and fact.number is not None and fact.value.startswith(text):
            more = fact.number + number % NUMBERS
            fact = replace(fact, number=more, value=fact.value.replace(text, str(more), 1))  # noqa: PLW2901
            changed = True
        facts.append(fact)
    return replace(product, title=f"{product.title}{number}", facts=tuple(facts))


def compose(composer: Composer, product: Product) -> None:
    """Compose title, bullets and options of one listing."""
    composer.title(product)
    for fact in product.facts[:BULLETS]:
        composer.fact(fact)
    for name, value in {pair: None for variant in product.variants for pair in variant.options}:
        composer.option_value(value, name, product)


def rate(make: Callable[[], Composers], goods: Sequence[Product], locales: Sequence[str]) -> float:
    """Return listings a second of one core, from a cold start; median of some runs."""
    rates = []
    for _run in range(RUNS):
        made = make()
        composers = [found for one in locales if (found := made.find(one)) is not None]
        start = time.process_time()
        for product in goods:
            for composer in composers:
                compose(composer, product)
        rates.append(len(goods) * len(composers) / (time.process_time() - start))
    return statistics.median(rates)


def further(make: Callable[[], Composers], goods: Sequence[Product], locale: str) -> float:
    """Return listings a second of one core in a further language: the title was read for another one."""
    rates = []
    for _run in range(RUNS):
        made = make()
        first, second = made.find("en-US"), made.find(locale)
        if first is None or second is None:
            return 0.0
        taken = 0
        for product in goods:
            first.title(product)
            start = time.perf_counter_ns()
            compose(second, product)
            taken += time.perf_counter_ns() - start
        rates.append(len(goods) / (taken / 1e9))
    return statistics.median(rates)


def step() -> float:
    """Return the seconds of one step of an empty loop: shared machines change their pace."""
    return min(timeit.repeat("for _ in steps: pass", "steps = range(1_000_000)", number=1)) / 1e6


def floor(composer: Composer, goods: Sequence[Product]) -> float:
    """Return how many listings a second are put together from pieces that are ready."""
    ready = []
    for product in goods[:500]:
        answers = [
            composer.title(product),
            *(composer.fact(one) for one in product.facts[:BULLETS]),
        ]
        ready.append([one.pieces for one in answers if isinstance(one, Composed)])
    start = time.process_time()
    for texts in ready:
        for pieces in texts:
            "".join([piece.text for piece in pieces])
    return len(ready) / (time.process_time() - start)


def cover(name: str, goods: Sequence[Product], composers: Composers) -> None:
    """Print the shares composed without a missing word, by language."""
    print(f"{name}: {len(goods)} products")
    for locale in ALL:
        composer = composers.find(locale)
        if composer is None:
            continue
        whole: Counter[str] = Counter()
        total: Counter[str] = Counter()
        for product in goods:
            title = composer.title(product)
            count(total, whole, "titles", isinstance(title, Composed) and not title.lacking)
            for fact in product.facts:
                count(total, whole, "bullets", isinstance(composer.fact(fact), Composed))
            for name_, value in {pair for one in product.variants for pair in one.options}:
                answer = composer.option_value(value, name_, product)
                count(total, whole, "options", isinstance(answer, Composed))
        shares = "  ".join(
            f"{what} {whole[what] / total[what]:7.1%} of {total[what]:4}" for what in total
        )
        print(f"  {locale:10} {shares}")


def count(total: Counter[str], whole: Counter[str], what: str, good: object) -> None:
    """Count one text."""
    total[what] += 1
    whole[what] += bool(good)


def main() -> None:
    """Measure speed and coverage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("listings", type=int, nargs="?", default=20_000)
    parser.add_argument("--cover", type=Path, nargs="*", default=[], metavar="CATALOG")
    asked = parser.parse_args()
    tools = pipeline.load_tools()
    sample, composers = goods_of(resource("sample", "catalog.csv"), tools)
    cover("sample", sample, composers)
    for path in asked.cover:
        cover(path.name, *goods_of(path, tools))
    if not asked.listings:
        return
    many = [varied(sample[at % len(sample)], at) for at in range(asked.listings)]

    def make() -> Composers:
        return Composers(
            tools.termbase,
            tools.patterns,
            systems={market.code: market.measure for market in tools.packs.markets.values()},
            sizes=tools.packs.sizes,
        )

    print(f"{asked.listings} listings, a second and core, at {step() * 1e9:.0f} ns a loop step:")
    for locale in ("de-DE", "th-TH", "en-US"):
        print(f"  {locale}: {rate(make, many, [locale]):,.0f}")
        print(f"    beside another language: {further(make, many, locale):,.0f}")
    print(f"  six languages of a launch: {rate(make, many, SIX):,.0f}")
    composer = make().find("de-DE")
    if composer is not None:
        print(f"  floor, pieces joined: {floor(composer, many):,.0f}")


if __name__ == "__main__":
    main()
