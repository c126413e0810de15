"""How long the catalog's index, searches, filters and bulk edits take. Measures; fails nothing.

Run:  python tests/bench/catalog.py [--products N] [--no-index] [--keep FILE]
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from localizer.catalog import edits, filters, search, search_index
from localizer.catalog.edits import Edit
from localizer.catalog.filters import ProductFilter
from localizer.catalog.product_history import product_history
from localizer.store.database import Store, create, open_store

CHINESE = (
    "透气收腰连衣裙夏季新款女装碎花短袖长裙棉麻宽松显瘦气质法式复古红色蓝色白色米色大码学生韩版时尚百搭上衣裤子外套鞋子运动跑步"
    "轻便防滑耐磨保温杯不锈钢便携车载办公室家用厨房收纳盒充电宝快充数据线蓝牙耳机降噪无线手机壳防摔透明硅胶保护套护肤品面膜"
)
THAI = (
    "ชุดเดรสแขนสั้นผ้าฝ้ายระบายอากาศได้ดีสีแดงน้ำเงินขาวรองเท้าวิ่งน้ำหนักเบากันลื่นทนทานแก้วเก็บความร้อนสแตนเลส"
    "พกพาสะดวกหูฟังบลูทูธตัดเสียงรบกวนเคสมือถือกันกระแทกครีมบำรุงผิวหน้าให้ความชุ่มชื้นพร้อมส่งราคาพิเศษลดทันที"
)
VIETNAMESE = re.findall(
    r"\w+",
    "áo đầm váy liền thân mùa hè chất liệu cotton thoáng mát màu đỏ xanh trắng giày chạy bộ nhẹ chống trượt "
    "bền bình giữ nhiệt inox tai nghe không dây ốp lưng điện thoại chống sốc kem dưỡng da mặt cấp ẩm nhanh",
)
QUERIES = (
    "连衣裙", "红色", "裙", "蓝牙耳机", "收腰连", "รองเท้า", "น้ำหนักเบา", "สี", "ก", "ao", "đỏ", "giay",
    "s", "sh", "SKU-77", "sku-12-6", "Brand17", "giay đo", "连衣裙 รองเท้า", "42 Brand3", "063350", "rand17",
    "thoai", "123", "ku-12-6",
)  # fmt: skip
CHUNK = 5_000
COLUMNS: dict[str, tuple[str, ...]] = {
    "product": (
        "id", "catalog_id", "key", "position", "title", "brand", "category", "hs_code", "taxonomy",
        "source_digest", "segmented",
    ),
    "product_body": ("id", "description_html", "bullets", "images", "extra", "facts", "edited"),
    "variant": (
        "id", "product_id", "key", "position", "sku", "options", "gtin", "cost", "cost_currency",
        "list_price", "list_currency", "stock", "weight_g", "image",
    ),
    "segment": ("id", "product_id", "field", "position", "name", "source_hash"),
    "segment_body": ("id", "source", "previous"),
    "translation": (
        "id", "segment_id", "locale", "state", "origin", "score", "source_hash", "reason",
        "updated_at", "updated_by",
    ),
    "translation_body": ("id", "text", "comment"),
}  # fmt: skip


def some(chance: random.Random, text: str, length: int) -> str:
    """Return pieces of ``text``, about ``length`` characters."""
    pieces = []
    while length > 0:
        size = chance.randint(2, 9)
        start = chance.randrange(len(text) - size)
        pieces.append(text[start : start + size])
        length -= size
    return "".join(pieces)


def rows_of(chance: random.Random, number: int) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield the rows of one product, about 1 KB of text in four languages."""
    key, title = f"SKU-{number // 50}-{number}", some(chance, CHINESE, 20)
    vietnamese = " ".join(chance.choice(VIETNAMESE) for _ in range(40))
    picture = [] if number % 10 == 0 else [f"https://cdn.example/{number}.jpg"]
    brand, kind = f"Brand{chance.randrange(500)}", f"{title[:2]}/{chance.randrange(300)}"
    yield "product", (number, 1, key, number - 1, title, brand, kind, "", "", "0" * 16, 1)
    html = f"<p>{some(chance, CHINESE, 100)}</p><p>Item {number}, model X{number % 97}</p>"
    fact = ["colour", "text", title[-2:], "颜色", "import", True]
    facts = json.dumps([fact], ensure_ascii=False)
    yield "product_body", (number, html, '["透气"]', json.dumps(picture), "[]", facts, "[]")
    price = None if number % 3 else "99"
    barcode = f"4006{number * 7919 % 1_000_000_000:09d}"
    options = '[["颜色","红色"]]'
    yield (
        "variant",
        (number, number, key, 0, key, options, barcode, "42.50", "CNY", price, "CNY", 5, "260", ""),
    )
    yield "segment", (number, number, "title", 0, "", "x")
    yield "segment_body", (number, title, "")
    for place, (locale, text) in enumerate(
        (("th-TH", some(chance, THAI, 120)), ("vi-VN", vietnamese))
    ):
        own = 2 * number + place
        yield "translation", (own, number, locale, "draft", "memory", 100, "x", "", "", "")
        yield "translation_body", (own, text, "")


def fill(store: Store, number: int) -> None:
    """Write ``number`` products."""
    chance = random.Random(20261122)  # noqa: S311 - test data
    with store.step("Import", durable=False) as step:
        step.write(
            "INSERT INTO catalog(id, name, locale, created_at) VALUES(1, 'a', 'zh-Hans', '')"
        )
        for first in range(1, number + 1, CHUNK):
            tables: dict[str, list[tuple[Any, ...]]] = {table: [] for table in COLUMNS}
            for one in range(first, min(first + CHUNK, number + 1)):
                for table, row in rows_of(chance, one):
                    tables[table].append(row)
            for table, rows in tables.items():
                step.insert_many(table, COLUMNS[table], rows)


def show(name: str, action: Callable[[], object], runs: int = 5) -> float:
    """Run ``action`` some times, print its median and return it, in milliseconds."""
    took = []
    for _run in range(runs):
        start = time.perf_counter()
        action()
        took.append((time.perf_counter() - start) * 1000)
    middle = statistics.median(took)
    print(f"{name:44} median {middle:8.1f} ms   max {max(took):8.1f} ms")
    return middle


class Waiter(threading.Thread):
    """Asks for the write lane again and again and notes how long it waited."""

    def __init__(self, store: Store) -> None:
        super().__init__(daemon=True)
        self.store = store
        self.waits: list[float] = []
        self.stop = threading.Event()

    def run(self) -> None:
        while not self.stop.wait(0.05):
            start = time.perf_counter()
            with self.store.derive():
                self.waits.append(time.perf_counter() - start)


def build_index(store: Store) -> None:
    """Index everything and tell how long it took and how long a writer had to wait."""
    before = used_mb(store)
    waiter = Waiter(store)
    waiter.start()
    start, cpu = time.perf_counter(), time.process_time()
    count = search_index.refresh(store)
    took, work = time.perf_counter() - start, time.process_time() - cpu
    waiter.stop.set()
    waiter.join()
    waits = sorted(waiter.waits) or [0.0]
    print(
        f"index of {count:,} products: {took:.1f} s ({work:.1f} s of CPU), {used_mb(store) - before:.0f} MB; "
        f"a writer waited {statistics.median(waits) * 1000:.0f} ms, at most {waits[-1] * 1000:.0f} ms"
    )


def used_mb(store: Store) -> float:
    """Return the size of the workspace in MB."""
    reader = store.read()
    return float(reader.value("PRAGMA page_count") * reader.value("PRAGMA page_size") / 1e6)


def measure(store: Store, *, with_index: bool) -> None:
    """Print what the catalog pane and the bulk edits wait for."""
    reader = store.read()
    for name, wanted in {
        "ids, file order": ProductFilter(),
        "ids, one brand": ProductFilter(brand="Brand7"),
        "ids, no picture": ProductFilter(lacks=("picture",)),
        "ids, no facts": ProductFilter(lacks=("facts",)),
        "ids, no price": ProductFilter(lacks=("price",)),
        "ids, no HS code": ProductFilter(lacks=("hs_code",)),
        "ids by title": ProductFilter(sort="title"),
        "ids by stock": ProductFilter(sort="stock", descending=True),
    }.items():
        show(name, partial(filters.product_ids, reader, wanted), 3)
    show("facets", lambda: filters.facets(reader), 3)
    show("waiting for the index", lambda: search.pending(reader), 3)
    medians = []
    for text in QUERIES:
        found = len(filters.product_ids(reader, ProductFilter(text)))
        ids = partial(filters.product_ids, reader, ProductFilter(text))
        medians.append(show(f"search {text!r}: {found:,}", ids, 3))
    print(
        f"{len(medians)} searches: median {statistics.median(medians):.1f}, max {max(medians):.1f} ms"
    )
    if with_index:
        both = ProductFilter("红色", brand="Brand7", lacks=("picture", "price"))
        show("search and filter", lambda: filters.product_ids(reader, both))
    show("history of a product", lambda: product_history(reader, 77))


def bulk(store: Store) -> None:
    """Edit a tenth of the products."""
    reader = store.read()
    ids = filters.product_ids(reader, ProductFilter())
    some_ids = ids[: len(ids) // 10]
    for edit in (
        Edit("brand", "set", "Another"),
        Edit("cost", "percent", "+5"),
        Edit("title", "prefix", "新 "),
    ):
        show(f"count {edit.field} of {len(ids):,}", partial(edits.count_edit, reader, ids, edit), 1)
        apply = partial(edits.apply_edit, store, some_ids, edit)
        show(f"apply {edit.field} to {len(some_ids):,}", apply, 1)
        show("undo", store.undo, 1)


def main() -> None:
    """Fill a workspace and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=100_000)
    parser.add_argument("--no-index", action="store_true")
    parser.add_argument("--keep", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.keep or Path(folder) / "bench.localizer"
        is_new = not path.exists()
        with create(path) if is_new else open_store(path) as store:
            if is_new:
                start = time.perf_counter()
                fill(store, chosen.products)
                print(f"filled in {time.perf_counter() - start:.1f} s, {used_mb(store):.0f} MB")
            if not chosen.no_index:
                build_index(store)
            measure(store, with_index=not chosen.no_index)
            bulk(store)


if __name__ == "__main__":
    main()
