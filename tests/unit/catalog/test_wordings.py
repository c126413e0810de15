"""How a source that stands in the workspace more than once is said, and what asking costs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from localizer.catalog import products, segments, translations, wordings
from localizer.catalog.wordings import Wordings
from localizer.model.product import Product, Variant
from localizer.model.segment import Field, Origin, Segment, State, Translation
from localizer.model.wording import Wording, preferred
from localizer.store.database import Row, Store


def _cup(key: str, colour: str = "黑色") -> Product:
    options = (("颜色", colour),)
    return Product(key, f"杯 {key}", (Variant(key, key, options),), bullets=("不漏",))


@pytest.fixture
def cups(store: Store) -> Store:
    """Return a workspace of three cups without translations."""
    with store.step("Import") as step:
        catalog = products.ensure_catalog(step, "shop", "zh-Hans")
        products.save_products(step, catalog, [_cup("A"), _cup("B"), _cup("C", "白色")])
        products.ensure_segments(step, products.product_ids(step))
    return store


def _say(store: Store, product: int, field: Field, wording: str, **changes: object) -> Segment:
    segment = next(one for one in segments.of_product(store.read(), product) if one.field is field)
    plain = Translation(
        segment.id, "de-DE", wording, State.DRAFT, Origin.PERSON, segment.source_hash
    )
    old = translations.of_product(store.read(), product, "de-DE").get(segment.id)
    with store.step("Say") as step:
        translations.save(step, old, replace(plain, **changes))  # type: ignore[arg-type]
    return segment


def _said(store: Store, product: int, segment: Segment) -> tuple[Wording, ...]:
    return Wordings().of_product(store.read(), product).of(segment, "de-DE")


def test_wordings_are_counted_with_where_they_stand(cups: Store) -> None:
    _say(cups, 1, Field.BULLET, "Dicht", state=State.APPROVED)
    _say(cups, 2, Field.BULLET, "Läuft nicht aus", origin=Origin.COMPOSED)
    segment = _say(cups, 3, Field.BULLET, "Dicht")
    assert _said(cups, 3, segment) == (
        Wording("Dicht", 2, 1, 0, ("A", "C")),
        Wording("Läuft nicht aus", 1, 0, 1, ("B",)),
    )


def test_one_wording_is_nothing_to_compare(cups: Store) -> None:
    segments_ = [_say(cups, number, Field.BULLET, "Dicht") for number in (1, 2, 3)]
    assert _said(cups, 1, segments_[0]) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"state": State.SENT_BACK},
        {"state": State.UNTRANSLATED},
        {"source_hash": "old"},
        {"locale": "fr-FR"},
        {"text": ""},
    ],
)
def test_what_is_not_valid_does_not_count(cups: Store, changes: dict[str, object]) -> None:
    segment = _say(cups, 1, Field.BULLET, "Dicht")
    _say(cups, 2, Field.BULLET, "Läuft nicht aus", **changes)
    assert _said(cups, 1, segment) == ()


def test_only_the_same_field_and_name_are_compared(store: Store) -> None:
    with store.step("Import") as step:
        catalog = products.ensure_catalog(step, "shop", "zh-Hans")
        other = replace(_cup("B"), variants=(Variant("B", "B", (("杯盖", "黑色"),)),))
        titled = replace(_cup("C", "白色"), title="黑色")
        products.save_products(step, catalog, [_cup("A"), other, titled])
        products.ensure_segments(step, products.product_ids(step))
    segment = _say(store, 1, Field.OPTION_VALUE, "Schwarz")
    _say(store, 2, Field.OPTION_VALUE, "Schwarze")
    _say(store, 3, Field.TITLE, "Schwarzes")
    assert _said(store, 1, segment) == ()


def test_a_source_is_read_once_a_run(cups: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    segment = _say(cups, 1, Field.BULLET, "Dicht")
    _say(cups, 2, Field.BULLET, "Läuft nicht aus")
    run = Wordings()
    first = run.of_product(cups.read(), 1).of(segment, "de-DE")
    monkeypatch.setattr(wordings, "_read", lambda *_asked: pytest.fail("known already"))
    assert run.of_product(cups.read(), 2).of(segment, "de-DE") == first
    assert len(first) == 2


def test_no_more_uses_are_read_than_show_how_it_is_said(
    cups: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    segment = _say(cups, 1, Field.BULLET, "Dicht")
    _say(cups, 2, Field.BULLET, "Dicht")
    _say(cups, 3, Field.BULLET, "Läuft nicht aus")
    monkeypatch.setattr(wordings, "MOST_USES", 2)
    assert _said(cups, 1, segment) == ()


def test_every_step_of_the_queries_goes_by_an_index(cups: Store) -> None:
    shared = cups.read().rows(f"EXPLAIN QUERY PLAN {wordings._SHARED}", (1,))
    uses = cups.read().rows(
        f"EXPLAIN QUERY PLAN {wordings._USES}", ("h", 200, "de-DE", "untranslated", "sent_back")
    )
    details = [row["detail"] for row in (*shared, *uses)]
    tables = [one for one in details if one.startswith("SCAN") and one != "SCAN s"]
    assert tables == []  # s holds the few uses that were picked
    assert sum("segment_source" in one for one in details) == 2


def test_the_texts_of_a_product_are_found_by_the_product(
    cups: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    reader = cups.read()

    def explained(sql: str, values: tuple[object, ...]) -> list[Row]:
        asked.extend(
            row["detail"]
            for row in reader.connection.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
        )
        return []

    monkeypatch.setattr(reader, "rows", explained)
    translations.of_product(reader, 1, "de-DE")
    translations.pairs(reader, 1, "de-DE")
    # by the locale each product would cost as much as all others have texts in it
    by_segment = [one for one in asked if "segment_id=? AND locale=?" in one]
    assert len(by_segment) == 2
    assert not [one for one in asked if "translation_queue" in one or one.startswith("SCAN")]


def test_the_preferred_wording_is_the_approved_then_the_frequent_then_the_first() -> None:
    rare, often, approved = Wording("a", 1), Wording("b", 3), Wording("c", 1, approved=1)
    assert preferred((rare, often)) == often
    assert preferred((rare, often, approved)) == approved
    assert preferred((rare, Wording("d", 1))) == rare
    assert preferred(()) is None
