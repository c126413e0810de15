"""What the window's tables read: ids in order, rows by page, small summaries."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from localizer.catalog import launches, prices, products, queue, segments, translations, views
from localizer.catalog.findings import Place, replace_for_product
from localizer.model.finding import Finding, Severity, Subject
from localizer.model.launch import Target
from localizer.model.money import Money
from localizer.model.product import Fact, FactKind, Product, Variant
from localizer.model.segment import Origin, State, Translation
from localizer.store.database import Store

TH = Target("TH", "shopee", "th-TH")


@pytest.fixture
def filled(store: Store) -> Store:
    """Return two products, one of them translated into Thai and priced."""
    dress = Product(
        key="D-1",
        title="Dress 100%",
        brand="Sorvanne",
        images=("dress.png",),
        facts=(Fact("material", FactKind.TEXT, "cotton"),),
        variants=(
            Variant("S", "D-1-S", (("size", "S"),), cost=Money.of("9.50", "USD"), stock=2),
            Variant("M", "D-1-M", (("size", "M"),), cost=Money.of("12", "USD"), stock=3),
        ),
    )
    cup = Product(key="C_2", title="Cup", variants=(Variant("C", "C_2"),))
    with store.step("Import") as step:
        number = products.ensure_catalog(step, "shop", "en-US")
        products.save_products(step, number, [dress, cup])
        products.ensure_segments(step, products.product_ids(step))
        launches.create(step, "one", [TH], dt.date(2026, 11, 26))
    reader = store.read()
    first = products.product_ids(reader)[0]
    with store.step("Draft") as step:
        for segment in segments.of_product(reader, first):
            new = Translation(
                segment.id, "th-TH", "ไทย", State.DRAFT, Origin.MEMORY, segment.source_hash
            )
            translations.save(step, None, new)
        variant = products.variant_ids(reader, first)["S"]
        prices.save(
            step,
            prices.StoredPrice(
                variant,
                "TH",
                "shopee",
                "ok",
                "",
                "cost-plus",
                Decimal(409),
                "THB",
                Decimal("0.2"),
                ("STALE_RATE",),
                "x",
                {},
                {},
            ),
        )
        prices.fix_price(step, variant, "TH", "shopee", Money.of("409", "THB"))
    return store


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", ["D-1", "C_2"]),
        ("dress", ["D-1"]),
        ("D-1-M", ["D-1"]),
        ("Sorv", ["D-1"]),
        ("100%", ["D-1"]),
        ("%", ["D-1"]),
        ("C_2", ["C_2"]),
        ("nothing", []),
    ],
)
def test_products_are_found_by_text_taken_literally(
    filled: Store, text: str, keys: list[str]
) -> None:
    reader = filled.read()
    ids = views.product_line_ids(reader, text)
    lines = views.product_lines(reader, ids)
    assert [lines[number].key for number in ids] == keys


def test_a_product_line_sums_its_variants(filled: Store) -> None:
    reader = filled.read()
    ids = views.product_line_ids(reader)
    dress, cup = (views.product_lines(reader, ids)[number] for number in ids)
    assert (dress.variants, dress.facts, dress.stock, dress.image) == (2, 1, 5, "dress.png")
    assert dress.cost == (Money.of("9.50", "USD"), Money.of("12", "USD"))
    assert (cup.cost, cup.stock, cup.image) == (None, None, "")


def test_a_price_line_holds_the_prices_by_target(filled: Store) -> None:
    reader = filled.read()
    ids = views.price_line_ids(reader, products.product_ids(reader), "D-1")
    lines = views.price_lines(reader, ids)
    small, medium = (lines[number] for number in ids)
    cell = small.cells["TH", "shopee"]
    assert (cell.amount, cell.fixed, cell.warnings) == (Decimal(409), True, ("STALE_RATE",))
    assert medium.cells == {}
    assert (small.sku, small.options) == ("D-1-S", "S")


def test_clean_counts_what_no_check_has_anything_against(filled: Store) -> None:
    reader = filled.read()
    owners = products.product_ids(reader)
    wanted = queue.QueueFilter(TH)
    total = queue.clean_count(reader, wanted)
    assert total == queue.state_counts(reader, wanted)[State.DRAFT] > 2
    ids = [number for number, _t in translations.of_product(reader, owners[0], "th-TH").values()]
    place = Place(Subject.TRANSLATION, ids[0], owners[0], "", "", "th-TH")
    note = Place(Subject.TRANSLATION, ids[1], owners[0], "", "", "th-TH")
    with filled.derive() as step:
        found = [
            (place, Finding("length", Severity.BLOCK, "Too long.")),
            (note, Finding("other_context", Severity.INFO, "A note.")),
        ]
        replace_for_product(step, owners[0], [TH], found)
    assert queue.clean_count(filled.read(), wanted) == total - 1
    assert set(queue.clean_ids(filled.read(), wanted)).isdisjoint({ids[0]})
    (blocker,) = views.blockers(filled.read(), TH, owners)
    assert (blocker.title, blocker.number) == ("Dress 100%", 1)


def test_history_names_the_steps_that_changed_a_row(filled: Store) -> None:
    reader = filled.read()
    owner = products.product_ids(reader)[0]
    number, old = next(iter(translations.of_product(reader, owner, "th-TH").values()))
    with filled.step("Edit a translation") as step:
        changed = Translation(
            old.segment_id, "th-TH", "ใหม่", State.TRANSLATED, Origin.PERSON, old.source_hash
        )
        translations.save(step, (number, old), changed)
    past = views.history_of(filled.read(), "translation", number)
    assert [one.label for one in past] == ["Edit a translation", "Draft"]
    assert past[0].by == "tester"


def test_the_history_of_a_row_begins_with_the_step_that_brought_it_among_others(
    store: Store,
) -> None:
    with store.step("Bulk") as step:
        number = products.ensure_catalog(step, "a", "en-US")
        columns = ("id", "catalog_id", "position", "key", "title", "brand", "category")
        some = [(n, number, n, f"K{n}", "T", "", "") for n in range(11, 20)]
        step.insert_many("product", columns, some)
    with store.step("Rename") as step:
        step.write("UPDATE product SET title = 'U' WHERE id = 15")

    def labels(row: int) -> list[str]:
        return [past.label for past in views.history_of(store.read(), "product", row)]

    assert labels(15) == ["Rename", "Bulk"]
    assert labels(11) == labels(19) == ["Bulk"]
    assert labels(10) == labels(20) == []
    assert views.history_of(store.read(), "variant", 15) == ()


def test_the_previous_source_is_kept_after_an_import(filled: Store) -> None:
    reader = filled.read()
    catalog = products.catalogs(reader)[0].id
    owner = products.product_ids(reader)[0]
    title = segments.of_product(reader, owner)[0]
    assert views.previous_source(reader, title.id) == ""
    renamed = Product(key="D-1", title="Long dress", variants=())
    with filled.step("Import") as step:
        products.save_products(step, catalog, [renamed])
        products.ensure_segments(step, products.product_ids(step))
    assert views.previous_source(filled.read(), title.id) == "Dress 100%"
