"""Catalogs to measure with: as many products as asked, the same ones for the same seed, in constant memory.

They are families like those of the sample launch: each product has a title, codes and a cost of its own and
other numbers in its texts, while colours, sizes, materials and sentences come again, as in real catalogs.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from localizer.paths import resource

SEED: Final = 20261124
#: Variants of each product.
VARIANTS: Final = 2
#: Different numbers in the texts of one family, as sizes and contents repeat.
_NUMBERS: Final = 100
#: Different costs of one family, in tenths of a yuan.
_COSTS: Final = 977
KEY, _TITLE, _SKU, _COST, _STOCK, _CODE = (
    "货号", "商品标题", "SKU编码", "成本价(元)", "库存", "条形码",
)  # fmt: skip
_TOLD: Final = ("卖点1", "卖点2", "卖点3", "卖点4", "商品描述")
_NUMBER: Final = re.compile(r"[0-9]+")
#: Longer ones are years and codes.
_LONG: Final = 3
Line = dict[str, str]


def headers() -> list[str]:
    """Return the names of the columns."""
    return list(_families()[0][0])


def lines(number: int, seed: int = SEED) -> Iterator[Line]:
    """Yield the rows of ``number`` products, `VARIANTS` each; fewer products are the first of more."""
    families = _families()
    chance = random.Random(seed)  # noqa: S311 - the same numbers for the same seed
    for at in range(number):
        family = families[at % len(families)]
        for place, line in enumerate(islice(family, VARIANTS)):
            yield _varied(line, at, place, chance.randrange(1000))


def write_csv(path: Path, number: int, seed: int = SEED) -> None:
    """Write a catalog of ``number`` products as a seller's CSV."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, headers())
        writer.writeheader()
        writer.writerows(lines(number, seed))


def _families() -> list[list[Line]]:
    found: dict[str, list[Line]] = {}
    with resource("sample", "catalog.csv").open(encoding="gb18030", newline="") as file:
        for line in csv.DictReader(file):
            found.setdefault(line[KEY], []).append(line)
    return list(found.values())


def _varied(line: Line, at: int, place: int, stock: int) -> Line:
    """Return a row of the family as that of the product number ``at``; only the first tells of it."""
    made = {**line, KEY: f"P{at:07}", _SKU: f"P{at:07}-{place}", _STOCK: str(stock)}
    made[_CODE] = _gtin(at * VARIANTS + place)
    if made[_COST]:
        made[_COST] = f"{float(made[_COST]) + at % _COSTS / 10:.2f}"
    if place == 0:
        made[_TITLE] = f"{made[_TITLE]}{at}款"
        made.update({name: _other_number(made[name], at) for name in _TOLD})
    return made


def _other_number(text: str, at: int) -> str:
    def more(match: re.Match[str]) -> str:
        return str(int(match[0]) + at % _NUMBERS) if len(match[0]) <= _LONG else match[0]

    return _NUMBER.sub(more, text, count=1)


def _gtin(number: int) -> str:
    """Return a GTIN-13 for use inside a shop (GS1 prefix 2), with its check digit."""
    digits = f"2{number:011}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-total % 10}"
