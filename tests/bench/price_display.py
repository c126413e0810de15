"""How long one price takes to write, beside Babel in the same run. Measures; fails nothing.

Run:  python tests/bench/price_display.py [--runs N]
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable, Sequence
from decimal import Decimal

from babel import Locale
from babel.numbers import format_currency

from localizer.model.locale import to_babel
from localizer.packs.markets import load_markets
from localizer.price.display import format_price
from localizer.price.spoken import spoken_price

AMOUNTS = 2_000
Job = Callable[[Decimal, str, str], str]


def microseconds(job: Job, amounts: Sequence[Decimal], currency: str, locale: str) -> float:
    """Return the microseconds per call of ``job`` over ``amounts``."""
    start = time.perf_counter()
    for amount in amounts:
        job(amount, currency, locale)
    return (time.perf_counter() - start) / len(amounts) * 1e6


def prices(locale: str) -> list[Decimal]:
    """Return amounts of one to nine digits with two decimals, the same in every run."""
    dice = random.Random(locale)  # noqa: S311 - test data
    return [
        Decimal(dice.randrange(10 ** dice.randrange(3, 12))).scaleb(-2)
        for _number in range(AMOUNTS)
    ]


def jobs(locale: str) -> tuple[Job, ...]:
    """Return the ways to write a price, in the order of the columns; Babel gets its locale parsed."""
    babel = Locale.parse(to_babel(locale))
    return (
        format_price,
        lambda amount, currency, locale: format_price(amount, currency, locale, whole=True),
        lambda amount, currency, _locale: format_currency(amount, currency, locale=babel),
        spoken_price,
    )


def main() -> None:
    """Print the median of each column, locale by locale, and over all locales."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    columns = ("format_price", "whole=True", "Babel", "spoken_price")
    print("us per call, medians".ljust(24), *(f"{name:>13}" for name in columns))
    all_medians: list[list[float]] = []
    pairs = [(locale, one.currency) for one in load_markets().values() for locale in one.locales]
    for locale, currency in pairs:
        amounts = prices(locale)
        ways = jobs(locale)
        for way in ways:
            way(amounts[0], currency, locale)
        rounds = [
            [microseconds(way, amounts, currency, locale) for way in ways]
            for _number in range(runs)
        ]
        medians = [statistics.median(column) for column in zip(*rounds, strict=True)]
        all_medians.append(medians)
        print(f"{locale:19} {currency} ", *(f"{value:13.2f}" for value in medians))
    overall = [statistics.median(column) for column in zip(*all_medians, strict=True)]
    print("median of all".ljust(24), *(f"{value:13.2f}" for value in overall))


if __name__ == "__main__":
    main()
