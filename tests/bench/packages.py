"""How long a translator's package takes to be made, opened and returned, and how large it is. Fails nothing.

Run:  python tests/bench/packages.py [--products N]     (ten texts a product)
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import resource
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from localizer import pipeline
from localizer.pipeline.packages import make_package, return_package
from localizer.pipeline.packages_files import read_units
from localizer.pipeline.packages_opening import open_package
from localizer.store.database import create, open_store

T = TypeVar("T")
HEADER = (
    "handle", "title", "bullet 1", "bullet 2", "bullet 3", "option1 name", "option1 value", "cost price",
    "currency", "material", "capacity", "description",
)  # fmt: skip


def goods(path: Path, products: int) -> None:
    """Write a catalog of bottles that all differ."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(HEADER)
        for number in range(products):
            table.writerow(
                (
                    f"P{number}", f"不锈钢保温杯 {300 + number}ml 型号{number}",
                    f"双层真空 保温{number % 24}小时", f"食品级304不锈钢 第{number}批",
                    f"容量{300 + number}毫升 适合户外", "颜色", "黑色", "12.5", "CNY", "不锈钢",
                    f"{300 + number}ml",
                    f"<p>这款保温杯{number}适合户外运动。</p><p>请用温水清洗 {number}。</p>",
                )
            )  # fmt: skip


def timed(name: str, work: Callable[[], T]) -> T:
    """Print how long ``work`` takes."""
    began = time.perf_counter()
    result = work()
    print(f"{name}: {time.perf_counter() - began:.2f} s")
    return result


def main() -> None:
    """Measure once."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--products", type=int, default=1000)
    products = parser.parse_args().products
    tools = pipeline.load_tools(now=lambda: dt.datetime(2026, 11, 2, tzinfo=dt.UTC))
    folder = Path(tempfile.mkdtemp())
    goods(folder / "goods.csv", products)
    package = folder / "sent.localizer-pkg"
    with create(folder / "w.localizer", person="Mei") as store:
        pipeline.import_catalog(store, folder / "goods.csv")
        pipeline.create_launch(store, tools, "Big", ["TH/shopee"], dt.date(2026, 11, 26))
        pipeline.draft(store, tools)
        report = timed("make", lambda: make_package(store, tools, "th-TH", package))
    print(f"{report.units} texts, {report.bytes / 1e6:.2f} MB")
    opened = timed("open", lambda: open_package(package, folder / "hers", tools))
    with open_store(opened.workspace, person="Somchai") as hers:
        for ending in (".localizer-pkg", ".xlsx", ".csv", ".po"):
            back = folder / f"back{ending}"
            timed(f"return {ending}", partial(return_package, hers, tools, back))
            found = timed(f"read {ending}", partial(read_units, back))
            print(f"{len(found.units)} texts, {back.stat().st_size / 1e6:.2f} MB")
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
