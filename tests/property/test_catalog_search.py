"""Whatever is added, changed, deleted, undone and indexed in whatever order: a search finds what is there."""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from localizer.catalog import filters, products, search, search_index, segments, translations
from localizer.catalog.filters import ProductFilter
from localizer.model.product import Product, Variant
from localizer.model.segment import Origin, State, Translation
from localizer.store.database import Step, Store

TYPED = (
    "红色",
    "色",
    "红",
    "สี",
    "แ",
    "dam",
    "ao dam",
    "red",
    "x-7",
    "裙",
    "eds",
    "hermo",
    "mos",
    "rmos-",
)
WORDS = (
    "红色",
    "红",
    "色裙",
    "สีแดง",
    "แ",
    "áo",
    "Đầm",
    "RED",
    "reds",
    "Thermos",
    "X-7",
    "，",
    "裙",
)
TITLE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(
    lambda parts: "".join(
        part if part.isalpha() and part[0] > "\u0e00" else f" {part} " for part in parts
    )
)
ACTION = st.tuples(
    st.sampled_from(
        [
            "add",
            "title",
            "bullet",
            "variant",
            "sku",
            "fewer",
            "translate",
            "delete",
            "undo",
            "redo",
            "some",
        ]
    ),
    TITLE,
    st.booleans(),
)


class Catalog:
    """A workspace to which actions are done, on products in turn."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.count = self.turn = 0
        with store.step("Start") as step:
            self.catalog = products.ensure_catalog(step, "a", "zh-Hans")

    def one(self) -> int | None:
        """Return a product, another one each time."""
        ids = products.product_ids(self.store.read())
        self.turn += 1
        return ids[self.turn % len(ids)] if ids else None

    def do(self, action: str, text: str) -> None:
        store, number = self.store, self.one()
        if action == "undo":
            if store.read().value("SELECT count(*) FROM step WHERE undone = 0") > 1:
                store.undo()
        elif action == "redo":
            store.redo()
        elif action == "some":
            with store.derive() as step:
                search_index.index_some(step, 1)
        elif action == "add":
            self.count += 1
            product = Product(f"P{self.count}", text, (Variant("V", sku=f"N{self.count}"),))
            with store.step("Add") as step:
                products.save_products(step, self.catalog, [product])
        elif number is not None:
            with store.step("Change") as step:
                self.change(step, action, number, text)

    def change(self, step: Step, action: str, number: int, text: str) -> None:
        old = products.load(step, number)
        first, *rest = old.variants
        if action == "delete":
            step.write("DELETE FROM product WHERE id = ?", (number,))
        elif action == "translate":
            self.translate(step, number, text)
        else:
            fresh = Variant(f"V{len(old.variants)}", sku=text)
            new = {
                "title": replace(old, title=text),
                "bullet": replace(old, bullets=(text,)),
                "variant": replace(old, variants=(*old.variants, fresh)),
                "sku": replace(old, variants=(replace(first, sku=text), *rest)),
                "fewer": replace(old, bullets=(), variants=(first,)),
            }
            products.change_product(step, number, new[action])

    def translate(self, step: Step, number: int, text: str) -> None:
        """Translate the last of the product's texts, which may be a bullet that goes again."""
        products.ensure_segments(step, [number])
        segment = segments.of_product(step, number)[-1]
        existing = translations.of_product(step, number, "th-TH").get(segment.id)
        new = Translation(
            segment.id, "th-TH", text, State.DRAFT, Origin.PERSON, segment.source_hash
        )
        translations.save(step, existing, new)

    def texts(self) -> dict[int, list[str]]:
        """Return what can be searched, gathered without the search's own code."""
        reader = self.store.read()
        found: dict[int, list[str]] = {}
        for number in products.product_ids(reader):
            product = products.load(reader, number)
            locales = translations.of_product(reader, number, "th-TH").values()
            found[number] = [product.key, product.title, *product.bullets]
            found[number] += [variant.sku for variant in product.variants]
            found[number] += [translation.text for _id, translation in locales]
        return found


def holds(text: str, typed: str) -> bool:
    """Tell whether ``text`` holds ``typed``: short words by their beginning, others and runs anywhere."""
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", text.casefold()) if not "\u0300" <= c <= "\u036f"
    )
    plain = plain.replace("đ", "d")
    parts = "".join(c if c.isalnum() or c > "\u0e00" else " " for c in plain).split()
    wanted = typed.strip("-").split()
    if typed == "x-7":
        return any(pair[0] == "x" and pair[1].startswith("7") for pair in pairwise(parts))
    if typed[0] > "\u0e00":
        return typed in plain
    return all(
        any(one in part if len(one) > 2 else part.startswith(one) for part in parts)
        for one in wanted
    )


@given(actions=st.lists(ACTION, min_size=1, max_size=12))
def test_a_search_agrees_with_looking_at_every_text(
    new_store: Callable[[Path], Store], actions: list[tuple[str, str, bool]]
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        new_store(Path(folder) / "w.localizer") as store,
    ):
        catalog = Catalog(store)
        for action, text, is_indexed in [("add", "红色", True), *actions]:
            catalog.do(action, text)
            if is_indexed:
                search_index.refresh(store)
        texts = catalog.texts()
        for is_fresh in (False, True):
            if is_fresh:
                search_index.refresh(store)
                assert search.pending(store.read()) == 0
            for typed in TYPED:
                found = set(filters.product_ids(store.read(), ProductFilter(typed)))
                parts = typed.split()
                wanted = {
                    number
                    for number, lines in texts.items()
                    if all(any(holds(line, part) for line in lines) for part in parts)
                }
                assert found == wanted, (typed, is_fresh, texts)
