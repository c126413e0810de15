"""How long writers of channel files take beside `csv.writer`, and how much memory. Measures; fails nothing.

Run:  python tests/bench/channel_files.py [--listings N] [--long] [--only FORMAT ...]

Every table is measured beside `csv.writer` that gets the finished cells of the same rows in the same run.
``layer`` is what cuts rows into files of a limited size, given finished cells too; ``times`` is the whole
writer, which makes the cells of ready products. ``--read`` measures what reading a workspace costs.
"""

from __future__ import annotations

import argparse
import csv
import json
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from localizer.catalog import launches
from localizer.export.channels.numbered import Dialect, NumberedTable
from localizer.export.content import ProductContent
from localizer.export.formats import BY_CODE, REGISTRY
from localizer.export.gate import GateCounts, judge
from localizer.export.material import read
from localizer.export.writer import Head
from localizer.model.launch import Target
from localizer.model.product import Variant
from localizer.packs.channels import load_channels
from localizer.store.database import open_store
from tests.support.channel_content import NOW, made

LISTINGS = 10_000
LONG = 100_000
RUNS = 5
THAI = "เสื้อยืดผ้าฝ้ายแขนสั้นระบายอากาศได้ดี รุ่นใหม่ "
MARKETS = {"ebay": "DE", "ebay-draft": "DE", "amazon": "DE"}
GIVEN = {"link": "https://shop.example/products/{key}?sku={sku}", "condition": "new"}


def listing(number: int) -> ProductContent:
    """Return a product of one variant with the texts of a usual listing."""
    variant = Variant(
        key=f"SKU-{number:07}",
        sku=f"SKU-{number:07}",
        options=(("颜色", "红色"), ("尺码", "M")),
        gtin=f"{4006381333931 + number}",
        stock=number % 90,
        weight_g=Decimal(250),
    )
    return made(
        f"product-{number}",
        title=f"{THAI}{number}"[:75],
        description=f"<p>{THAI * 4}</p>\n<p>{THAI * 3}</p>",
        bullets=["ผ้าฝ้าย 100%", "ซักเครื่องได้"],
        images=[f"https://cdn.example.com/{number}/{n}.jpg" for n in range(3)],
        variants=[variant],
        shown=[[("สี", "แดง"), ("ขนาด", "M")]],
        prices=[Decimal(number % 900 + 99)],
        taxonomy="212",
    )


def wrote(code: str, contents: list[ProductContent], folder: Path) -> list[Path]:
    """Write the contents and return the files."""
    channels = load_channels()
    fit = next(name for name in ("generic", "shopify", *channels) if BY_CODE[code].is_for(name))
    target = Target(MARKETS.get(code, "TH"), fit, "th-TH")
    head = Head(target, "bench", "bench", NOW, GIVEN, channels[fit])
    writer = BY_CODE[code].make(head, folder)
    for content in contents:
        writer.add(content)
    return [part.path for part in writer.close(judge(GateCounts()))]


def rows_of(paths: list[Path]) -> tuple[list[list[str]], str]:
    """Return the cells of written tables, and what parts them."""
    delimiter = "\t" if paths[0].suffix == ".txt" else ","
    if paths[0].name.startswith("ebay"):
        delimiter = ";"
    found: list[list[str]] = []
    for path in paths:
        with path.open(encoding="utf-8", newline="") as stream:
            found += csv.reader(stream, delimiter=delimiter)
    return found, delimiter


def raw(rows: list[list[str]], delimiter: str, path: Path) -> None:
    """Write finished cells with nothing but `csv.writer`."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, delimiter=delimiter)
        for row in rows:
            out.writerow(row)


def measured(code: str, contents: list[ProductContent]) -> dict[str, object]:
    """Return the seconds of a writer and of `csv.writer` for the same rows, runs in turns."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = wrote(code, contents, folder)
        is_table = paths[0].suffix in {".csv", ".txt"}
        rows, delimiter = rows_of(paths) if is_table else ([], ",")
        own, layer, plain = [], [], []
        for _run in range(RUNS):
            start = time.perf_counter()
            wrote(code, contents, folder)
            own.append(time.perf_counter() - start)
            if is_table:
                start = time.perf_counter()
                raw(rows, delimiter, folder / "raw.txt")
                plain.append(time.perf_counter() - start)
                start = time.perf_counter()
                table = NumberedTable(folder, "layer", ".txt", rows[0], dialect=Dialect(delimiter))
                for row in rows[1:]:
                    table.write([row])
                table.parts()
                layer.append(time.perf_counter() - start)
        size = sum(path.stat().st_size for path in paths)
    found: dict[str, object] = {
        "format": code,
        "columns": len(rows[0]) if rows else None,
        "seconds": round(statistics.median(own), 3),
        "megabytes": round(size / 1e6, 1),
        "files": len(paths),
    }
    if plain:
        found["csv_writer"] = round(statistics.median(plain), 3)
        found["layer_times"] = round(statistics.median(layer) / statistics.median(plain), 2)
        found["times"] = round(statistics.median(own) / statistics.median(plain), 2)
    return found


def peak(code: str, listings: int) -> float:
    """Return the peak of memory in MB while so many listings are made and written one by one."""

    class Each(list[ProductContent]):
        def __iter__(self) -> Iterator[ProductContent]:
            return map(listing, range(listings))

    with tempfile.TemporaryDirectory() as name:
        tracemalloc.start()
        wrote(code, Each(), Path(name))
        found = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
    return found


def reading(path: Path) -> dict[str, object]:
    """Return what reading the first target of a workspace costs, a product at a time."""
    with open_store(path) as store:
        reader = store.read()
        launch = launches.find(reader)
        ids = launches.launch_products(reader, launch)
        start = time.perf_counter()
        for number in ids:
            read(reader, launch.targets[0], number, None)
        seconds = time.perf_counter() - start
    return {
        "products": len(ids),
        "seconds": round(seconds, 3),
        "each_ms": 1000 * seconds / len(ids),
    }


def main() -> None:
    """Measure and print a line of JSON for each format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listings", type=int, default=LISTINGS)
    parser.add_argument("--long", action="store_true", help=f"{LONG:,} listings")
    parser.add_argument("--only", nargs="*", default=None)
    parser.add_argument("--read", type=Path, default=None)
    given = parser.parse_args()
    number = LONG if given.long else given.listings
    contents = [listing(n) for n in range(number)]
    skipped = {"shopify-translations", "workbook", "xlsx", "md"}
    for one in REGISTRY:
        if one.code in skipped or (given.only and one.code not in given.only):
            continue
        found = measured(one.code, contents)
        found["peak_mb"] = {n: round(peak(one.code, n), 2) for n in (500, 2_000)}
        print(json.dumps({"listings": number, **found}))
    if given.read is not None:
        print(json.dumps({"reading": reading(given.read)}))


if __name__ == "__main__":
    main()
