"""What an import adds, compares, keeps, asks about and removes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from localizer.catalog import products, segments, translations
from localizer.catalog.incoming import Incoming, Received
from localizer.catalog.merging import Rules
from localizer.catalog.new_rows import new_rows
from localizer.model.incoming import Answers, DifferenceKind
from localizer.model.money import Money
from localizer.model.product import Evidence, Product, Variant
from localizer.model.segment import Origin, Segment, State, Translation
from localizer.store.database import Store

Dress = Callable[..., Product]
ALL = frozenset({"title", "description_html", "bullets", "brand", "fact:origin", "stock", "cost"})


def take(store: Store, catalog_id: int, *items: Product, rules: Rules | None = None) -> Received:
    """Import ``items`` as one file."""
    with store.step("Import") as step:
        incoming = Incoming(step, catalog_id, rules or Rules())
        known = incoming.digests()
        new = [item for item in items if item.key not in known]
        incoming.insert([new_rows(item, f"digest of {item.title}") for item in new])
        for item in items:
            if item not in new:
                incoming.change(item, f"digest of {item.title}")
        return incoming.finish()


def stored(store: Store, key: str) -> Product:
    number = products.find_by_key(store.read(), 1, key)
    assert number is not None
    return products.load(store.read(), number)


def approve(store: Store, text: str) -> None:
    with store.step("Approve") as step:
        for segment in segments.of_product(step, 1):
            made = Translation(
                segment.id, "th-TH", text, State.APPROVED, Origin.PERSON, segment.source_hash
            )
            translations.save(step, None, made)


def first_title(store: Store) -> Segment:
    return segments.of_product(store.read(), 1)[0]


def test_new_products_come_back_as_they_went_in(
    store: Store, catalog_id: int, dress: Dress
) -> None:
    items = [dress(key=f"N-{n}", images=("a.png",), extra=(("tags", "x"),)) for n in range(3)]
    items.append(dress(key="N-9", evidence=(Evidence("CE", "1"),), variants=(Variant("1"),)))
    done = take(store, catalog_id, *items)
    assert (done.added, done.changed, done.unchanged, done.variants) == (4, 0, 0, 7)
    for item in items:
        assert stored(store, item.key) == item
    assert done.gone == ("DR-1",)


def test_an_undone_import_leaves_the_workspace_as_it_was_and_can_be_redone(
    store: Store, catalog_id: int, dress: Dress
) -> None:
    before = dump(store)
    item = dress(key="N-1", evidence=(Evidence("CE", "1"),))
    take(store, catalog_id, item, dress(brand="Other"))
    after = dump(store)
    store.undo()
    assert dump(store) == before
    store.redo()
    assert dump(store) == after
    store.undo()
    assert dump(store) == before


def dump(store: Store) -> list[list[tuple[object, ...]]]:
    tables = ("product", "product_body", "variant", "evidence", "segment", "segment_body")
    reader = store.read()
    queries = [f"SELECT * FROM {table} ORDER BY id" for table in tables]  # noqa: S608 - our own
    return [[tuple(row) for row in reader.rows(query)] for query in queries]


def test_new_products_stand_below_those_of_before(
    store: Store, catalog_id: int, dress: Dress
) -> None:
    take(store, catalog_id, dress(key="N-1"), dress(key="N-2"))
    found = store.read().rows("SELECT key FROM product ORDER BY position, id")
    places = store.read().rows("SELECT DISTINCT position FROM product")
    assert [row["key"] for row in found] == ["DR-1", "N-1", "N-2"]
    assert len(places) == 3


def test_rows_that_say_the_same_are_done_with(store: Store, catalog_id: int, dress: Dress) -> None:
    take(store, catalog_id, dress(key="N-1"))
    with store.step("Again") as step:
        incoming = Incoming(step, catalog_id, Rules())
        assert incoming.digests() == {"DR-1": "", "N-1": "digest of 连衣裙"}
        incoming.keep(["N-1"])
        done = incoming.finish()
    assert (done.unchanged, step.changes.total) == (1, 0)


@pytest.mark.parametrize(
    ("answers", "present", "brand", "bullets"),
    [
        (Answers(), ALL, "Sorvanne", ("透气", "收腰")),
        (Answers(blank="clear"), ALL, "", ()),
        (Answers(blank="clear"), frozenset({"title"}), "Sorvanne", ("透气", "收腰")),
    ],
)
def test_a_blank_cell_is_asked_about_and_an_absent_column_never_deletes(
    store: Store,
    catalog_id: int,
    dress: Dress,
    answers: Answers,
    present: frozenset[str],
    brand: str,
    bullets: tuple[str, ...],
) -> None:
    blank = dress(brand="", bullets=())
    done = take(store, catalog_id, blank, rules=Rules(answers, present))
    item = stored(store, "DR-1")
    assert (item.brand, item.bullets, item.title) == (brand, bullets, "连衣裙")
    asked = 2 if "brand" in present else 0
    assert done.kinds.get(DifferenceKind.BLANK, 0) == asked


def test_a_blank_cost_stock_or_fact_is_asked_about_too(
    store: Store, catalog_id: int, dress: Dress
) -> None:
    old = dress()
    bare = tuple(replace(variant, cost=None, stock=None) for variant in old.variants)
    new = dress(variants=bare, facts=old.facts[:1])
    assert take(store, catalog_id, new, rules=Rules(Answers(), ALL)).kinds == {
        DifferenceKind.BLANK: 5
    }
    assert stored(store, "DR-1") == old
    take(store, catalog_id, new, rules=Rules(Answers(blank="clear"), ALL))
    item = stored(store, "DR-1")
    assert [variant.cost for variant in item.variants] == [None, None]
    assert [fact.name for fact in item.facts] == ["material"]


def test_what_the_file_no_longer_has_is_kept_unless_told(
    store: Store, catalog_id: int, dress: Dress
) -> None:
    take(store, catalog_id, dress(key="N-1"))
    small = dress(variants=dress().variants[:1])
    done = take(store, catalog_id, small)
    assert (done.gone, done.kinds) == (("N-1",), {DifferenceKind.GONE: 1})
    assert len(stored(store, "DR-1").variants) == 2
    done = take(store, catalog_id, small, rules=Rules(Answers(gone="remove")))
    assert (done.removed, len(stored(store, "DR-1").variants)) == (1, 1)
    assert products.find_by_key(store.read(), catalog_id, "N-1") is None
    store.undo()
    assert stored(store, "N-1") == dress(key="N-1")


def test_what_a_person_wrote_by_hand_stays(store: Store, catalog_id: int, dress: Dress) -> None:
    with store.step("Edit") as step:
        edited = frozenset({"brand"})
        products.change_product(step, 1, dress(brand="Mine"), edited=edited)
    done = take(store, catalog_id, dress(brand="Theirs", title="新款连衣裙"))
    item = stored(store, "DR-1")
    assert (item.brand, item.title) == ("Mine", "新款连衣裙")
    assert done.kinds == {DifferenceKind.TEXT: 1, DifferenceKind.BY_HAND: 1}


def test_a_changed_text_makes_its_translation_out_of_date(
    store: Store, catalog_id: int, dress: Dress
) -> None:
    approve(store, "ชุด")
    count = len(segments.of_product(store.read(), 1))
    done = take(store, catalog_id, dress(title="长袖连衣裙"))
    assert (done.touched.texts, done.touched.approved) == (1, 1)
    assert count > 1
    (difference,) = done.differences
    assert (difference.kind, difference.before, difference.after) == (
        DifferenceKind.TEXT,
        "连衣裙",
        "长袖连衣裙",
    )


@pytest.mark.parametrize(("answer", "touched"), [("keep", 0), ("review", 1)])
def test_punctuation_alone_keeps_the_approval_unless_told(
    store: Store, catalog_id: int, dress: Dress, answer: str, touched: int
) -> None:
    approve(store, "ชุด")
    rules = Rules(Answers(minor=answer))  # type: ignore[arg-type]
    done = take(store, catalog_id, dress(title="连衣裙！"), rules=rules)
    assert done.touched.approved == touched
    assert done.kinds[DifferenceKind.MINOR] == 1
    assert first_title(store).source == "连衣裙！"


def test_a_new_price_counts_the_prices_that_rest_on_it(
    store: Store, catalog_id: int, dress: Dress
) -> None:
    with store.step("Price") as step:
        step.write(
            "INSERT INTO price(variant_id, market, channel, status, code, basis, currency, warnings, "
            "input_hash) VALUES(1, 'TH', 'shopee', 'ok', '', 'cost', 'THB', '[]', '')"
        )
    dearer = tuple(replace(v, cost=Money.of("50", "CNY")) for v in dress().variants)
    done = take(store, catalog_id, dress(variants=dearer))
    assert (done.touched.prices, done.kinds) == (1, {DifferenceKind.PRICE: 2})


@pytest.mark.parametrize(
    ("before", "after", "minor"),
    [
        ("保温杯 500ml", "保温杯，500ml。", True),
        ("Only {price}!", "only {was}", True),
        ("适合3-6岁", "适合36岁", False),
        ("-5°C", "5°C", False),
        ("1.5 L", "15 L", False),
        ("100%棉", "100棉", False),
        ("ผ้า", "ผา", False),
        ("same", "same", False),
        ("$5", "€5", False),
    ],
)
def test_which_changes_leave_the_meaning(before: str, after: str, *, minor: bool) -> None:
    assert segments.is_minor(before, after) is minor
