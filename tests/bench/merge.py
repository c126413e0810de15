"""How long texts take to be collected for translators and merged back, and the memory. Fails nothing.

Run:  python tests/bench/merge.py [--texts N] [--check]     (eight texts a product)

One text in ten comes back changed, one in a hundred clashes. ``--check`` checks what changed too.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from localizer import pipeline
from localizer.catalog import products
from localizer.model.exchange import ExchangeHead, Unit
from localizer.model.money import Money
from localizer.model.product import Product, Variant
from localizer.model.segment import State
from localizer.pipeline import exchange_merging
from localizer.pipeline.exchange import merge_units, units_of
from localizer.store.database import Store, create
from tests.support.peak import peak_bytes

T = TypeVar("T")
EACH = 8


def fill(store: Store, count: int) -> None:
    """Fill a workspace with ``count`` texts in Thai, every second of them a person's."""
    made = (
        Product(
            key=f"P{number}",
            title=f"不锈钢保温杯 型号{number}",
            bullets=tuple(f"第{line}个卖点 双层真空 {number}" for line in range(EACH - 1)),
            variants=(Variant(f"P{number}", f"P{number}", cost=Money.of("12.5", "CNY")),),
        )
        for number in range(count // EACH)
    )
    with store.step("Import", durable=False) as step:
        catalog = products.ensure_catalog(step, "shop", "zh-Hans")
        products.save_products(step, catalog, list(made))
        products.ensure_segments(step, products.product_ids(step))
        step.write(
            "INSERT INTO translation(segment_id, locale, state, origin, score, source_hash, reason, "
            "updated_at, updated_by) SELECT id, 'th-TH', CASE id % 2 WHEN 0 THEN 'translated' "
            "ELSE 'draft' END, CASE id % 2 WHEN 0 THEN 'person' ELSE 'engine' END, 0, source_hash, '', "
            "'2026-11-01T00:00:00.000+00:00', 'Mei' FROM segment"
        )
        step.write(
            "INSERT INTO translation_body(id, text, comment) "
            "SELECT id, 'ข้อความภาษาไทยที่ยาวพอสมควรสำหรับสินค้า ' || id, '' FROM translation"
        )


def timed(name: str, work: Callable[[], T]) -> T:
    """Print how long ``work`` takes and the most memory until then."""
    began = time.perf_counter()
    result = work()
    peak = peak_bytes() / 1e6
    print(f"{name}: {time.perf_counter() - began:.2f} s, peak {peak:.0f} MB")
    return result


def changed(units: Iterator[Unit], every: int) -> Iterator[Unit]:
    """Yield units with one text in ``every`` written anew, one in a hundred from another base."""
    for number, unit in enumerate(units):
        if number % 100 == 1:
            yield replace(unit, target=f"ของเขา {number}", base_hash="f" * 16, origin="")
        elif number % every == 0:
            yield replace(unit, target=f"ใหม่ {number}", state=State.TRANSLATED, origin="")
        else:
            yield unit


def main() -> None:
    """Measure once."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", type=int, default=100_000)
    parser.add_argument("--check", action="store_true")
    chosen = parser.parse_args()
    tools = pipeline.load_tools(now=lambda: dt.datetime(2026, 11, 2, tzinfo=dt.UTC))
    if not chosen.check:
        setattr(exchange_merging, "recheck", lambda *_some, **_more: None)  # noqa: B010
    with create(Path(tempfile.mkdtemp()) / "w.localizer", person="Mei") as store:
        timed("fill", lambda: fill(store, chosen.texts))
        pipeline.create_launch(store, tools, "Big", ["TH/shopee"], dt.date(2026, 11, 26))

        def sent() -> tuple[ExchangeHead, Iterator[Unit]]:
            return units_of(store, tools, "th-TH")

        collected: Callable[[], deque[Unit]] = lambda: deque(sent()[1], maxlen=0)  # noqa: E731
        timed("collect", collected)
        for every in (10, 1):
            head, units = sent()
            back = changed(units, every)
            merging = partial(merge_units, store, tools, head, back)
            report = timed(f"merge, one in {every} changed", merging)
            print({verdict.value: count for verdict, count in report.counts.items()})
            timed("undo", store.undo)


if __name__ == "__main__":
    main()
