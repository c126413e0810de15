"""Which products a filter gives, in which order; facets; filters kept by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from localizer.catalog import filters, products, search_index
from localizer.catalog.filters import Facet, Lack, ProductFilter, Sort
from localizer.model.money import Money
from localizer.model.product import Fact, FactKind, Product, Variant
from localizer.store.database import Store

FULL = Product(
    key="FULL",
    title="Red dress",
    brand="Sorvanne",
    category="Dresses",
    hs_code="610910",
    description_html="<p>Long</p>",
    images=("a.jpg",),
    facts=(Fact("material", FactKind.TEXT, "cotton"), Fact("care", FactKind.TEXT, "wash")),
    variants=(
        Variant(
            "S", gtin="1", cost=Money.of("9", "USD"), list_price=Money.of("30", "USD"), stock=2
        ),
        Variant(
            "M", gtin="2", cost=Money.of("12", "USD"), list_price=Money.of("20", "USD"), stock=3
        ),
    ),
)
BARE = Product(key="bare", title="blue cup", variants=())
HALF = replace(
    FULL,
    key="HALF",
    title="Alpha",
    brand="Other",
    images=(),
    facts=(),
    variants=(
        replace(FULL.variants[0], image="v.jpg", stock=100),
        Variant("M", cost=Money.of("10.5", "USD")),
    ),
)


@pytest.fixture
def filled(store: Store) -> Store:
    """Return two catalogs, the second of one product."""
    with store.step("Import") as step:
        first = products.ensure_catalog(step, "one", "en-US")
        products.save_products(step, first, [FULL, BARE, HALF])
        second = products.ensure_catalog(step, "two", "en-US")
        products.save_products(step, second, [replace(FULL, title="Zebra")])
    return store


def keys(store: Store, wanted: ProductFilter) -> list[str]:
    reader = store.read()
    ids = filters.product_ids(reader, wanted)
    return [products.load(reader, number).title for number in ids]


ALL = ["Red dress", "blue cup", "Alpha", "Zebra"]


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        (ProductFilter(), ALL),
        (ProductFilter(descending=True), ALL[::-1]),
        (ProductFilter(catalog_id=2), ["Zebra"]),
        (ProductFilter(brand="Sorvanne"), ["Red dress", "Zebra"]),
        (ProductFilter(brand="sorvanne"), []),
        (ProductFilter(category="Dresses", catalog_id=1), ["Red dress", "Alpha"]),
        (ProductFilter("dress", catalog_id=1), ["Red dress", "Alpha"]),
        (ProductFilter("dress", brand="Other"), ["Alpha"]),
        (ProductFilter("cotton", lacks=("picture",)), []),
        (ProductFilter(lacks=("stock", "brand")), ["blue cup"]),
        (ProductFilter("dress", sort="title", descending=True), ["Zebra", "Red dress", "Alpha"]),
    ],
)
@pytest.mark.parametrize("is_indexed", [False, True])
def test_what_a_filter_gives(
    filled: Store, wanted: ProductFilter, titles: list[str], *, is_indexed: bool
) -> None:
    if is_indexed:
        search_index.refresh(filled)
    assert keys(filled, wanted) == titles


@pytest.mark.parametrize(
    ("lack", "titles"),
    [
        ("picture", ["blue cup"]),
        ("cost", ["blue cup"]),
        ("price", ["blue cup", "Alpha"]),
        ("stock", ["blue cup", "Alpha"]),
        ("barcode", ["blue cup", "Alpha"]),
        ("description", ["blue cup"]),
        ("facts", ["blue cup", "Alpha"]),
        ("category", ["blue cup"]),
        ("brand", ["blue cup"]),
        ("hs_code", ["blue cup"]),
    ],
)
def test_what_lacks_something(filled: Store, lack: Lack, titles: list[str]) -> None:
    assert keys(filled, ProductFilter(lacks=(lack,))) == titles


@pytest.mark.parametrize(
    ("sort", "titles"),
    [
        ("key", ["blue cup", "Red dress", "Zebra", "Alpha"]),
        ("title", ["Alpha", "blue cup", "Red dress", "Zebra"]),
        ("brand", ["blue cup", "Alpha", "Red dress", "Zebra"]),
        ("category", ["blue cup", "Red dress", "Alpha", "Zebra"]),
        ("variants", ["blue cup", "Red dress", "Alpha", "Zebra"]),
        ("stock", ["Red dress", "Zebra", "Alpha", "blue cup"]),
        ("cost", ["Red dress", "Alpha", "Zebra", "blue cup"]),
        ("list_price", ["Red dress", "Zebra", "Alpha", "blue cup"]),
        ("facts", ["blue cup", "Alpha", "Red dress", "Zebra"]),
    ],
)
def test_an_order_puts_equals_in_file_order_and_nothing_last(
    filled: Store, sort: Sort, titles: list[str]
) -> None:
    assert keys(filled, ProductFilter(sort=sort)) == titles


def test_the_longest_is_first_when_descending_and_nothing_still_last(filled: Store) -> None:
    wanted = ProductFilter(sort="stock", descending=True)
    assert keys(filled, wanted) == ["Alpha", "Red dress", "Zebra", "blue cup"]


def test_every_sort_and_lack_has_its_sql() -> None:
    assert {*filters._SORTS, "file"} == set(Sort.__args__)  # type: ignore[attr-defined]
    assert set(filters._LACKS) == set(Lack.__args__)  # type: ignore[attr-defined]


def test_the_file_order_comes_from_an_index(filled: Store) -> None:
    found = filters._condition(filled.read(), ProductFilter())
    plan = filled.read().rows(
        f"EXPLAIN QUERY PLAN SELECT p.id FROM product p WHERE {found.sql} "  # noqa: S608
        f"ORDER BY {filters._order(ProductFilter())}"
    )
    assert [row["detail"] for row in plan] == ["SCAN p USING COVERING INDEX product_order"]


@pytest.mark.parametrize("lack", ["picture", "facts", "description"])
def test_a_lack_of_texts_is_told_without_reading_them(filled: Store, lack: Lack) -> None:
    found = filters._condition(filled.read(), ProductFilter(lacks=(lack,)))
    plan = filled.read().rows(f"EXPLAIN QUERY PLAN SELECT id FROM product p WHERE {found.sql}")  # noqa: S608
    assert any(f"INDEX product_body_no_{lack}" in row["detail"] for row in plan)


def test_facets_are_counted_most_first(filled: Store) -> None:
    facets = filters.facets(filled.read())
    assert facets.brands == (Facet("Sorvanne", 2), Facet("Other", 1))
    assert facets.categories == (("Dresses", 3),)


def test_facets_end_somewhere(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filters, "FACETS", 1)
    assert filters.facets(filled.read()).brands == (Facet("Sorvanne", 2),)


def test_a_filter_is_kept_changed_forgotten_and_undone(store: Store) -> None:
    wanted = ProductFilter("红", brand="A", lacks=("cost", "picture"), sort="title")
    with store.step("Save") as step:
        assert filters.save_filter(step, "Mine: 1", wanted)
        assert not filters.save_filter(step, "Mine: 1", wanted)
        filters.save_filter(step, "All", ProductFilter())
    assert list(filters.saved_filters(store.read()).items()) == [
        ("Mine: 1", wanted),
        ("All", ProductFilter()),
    ]
    with store.step("Drop") as step:
        assert filters.drop_filter(step, "Mine: 1")
        assert not filters.drop_filter(step, "Mine: 1")
    assert list(filters.saved_filters(store.read())) == ["All"]
    store.undo()
    assert filters.saved_filters(store.read())["Mine: 1"] == wanted


def test_a_filter_of_a_newer_program_is_left_out(store: Store) -> None:
    with store.step("Save") as step:
        step.write(
            "INSERT INTO preference(key, value) VALUES('filter:new', '{\"sort\": \"mood\"}')"
        )
        step.write("INSERT INTO preference(key, value) VALUES('filter:bad', 'no JSON')")
        step.write("INSERT INTO preference(key, value) VALUES('filters', 'x')")
    assert filters.saved_filters(store.read()) == {}
