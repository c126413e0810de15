"""The steps of a launch or a workspace: which are listed, in which order, and what each tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from localizer import i18n
from localizer.catalog import launches, products, rows, segments, translations
from localizer.catalog.activity import (
    TABLES,
    Kind,
    Wanted,
    activities,
    first_moment,
    midnight,
    people,
    step_ids,
)
from localizer.i18n import N_
from localizer.model.launch import Launch, Target
from localizer.model.product import Product
from localizer.model.segment import Origin, State, Translation
from localizer.store.database import Step, Store
from localizer.store.schema import RECORDED

Dress = Callable[..., Product]
BANGKOK = ZoneInfo("Asia/Bangkok")


def labels(store: Store, wanted: Wanted) -> list[str]:
    reader = store.read()
    found = activities(reader, ids := step_ids(reader, wanted))
    return [found[number].label for number in ids]


def translate(step: Step, product: int, locale: str) -> int:
    segment = segments.of_product(step, product)[0]
    new = Translation(segment.id, locale, "x", State.DRAFT, Origin.PERSON, segment.source_hash)
    return translations.save(step, None, new)


@pytest.fixture
def busy(store: Store, dress: Dress, catalog_id: int) -> Store:
    """Return two products in two launches with a step about each, and steps about none."""
    with store.step("Import more") as step:
        products.save_products(step, catalog_id, [dress(key="DR-2")])
        products.ensure_segments(step, [2])
    with store.step("Launch first") as step:
        targets = [Target("TH", "shopee", "th-TH")]
        launches.create(step, "first", targets, dt.date(2026, 12, 11), [1])
    with store.step("Launch second") as step:
        targets = [Target("DE", "amazon", "de-DE")]
        launches.create(step, "second", targets, dt.date(2026, 12, 12), [1, 2])
    store.person = "Nok"
    with store.step("Thai 1") as step:
        translate(step, 1, "th-TH")
    with store.step("Thai 2") as step:
        translate(step, 2, "th-TH")
    with store.step("German 2") as step:
        translate(step, 2, "de-DE")
    with store.step("Rename 1") as step:
        products.change_product(step, 1, dress(title="红裙"))
    with store.step("Rate") as step:
        record = {"base": "CNY", "quote": "THB", "value": "5", "date": "2026-11-02", "note": ""}
        rows.insert(step, "manual_rate", record)
    with store.step("Rule of first") as step:
        rows.insert(
            step, "launch_severity",
            {"launch_id": 1, "rule": "length", "severity": "off", "own": "block", "reason": "",
             "by": "", "at": ""},
        )  # fmt: skip
    return store


def launch(store: Store, name: str) -> Launch:
    return launches.find(store.read(), name)


def test_all_steps_come_newest_first(busy: Store) -> None:
    assert labels(busy, Wanted()) == [
        "Rule of first", "Rate", "Rename 1", "German 2", "Thai 2", "Thai 1", "Launch second",
        "Launch first", "Import more", "Import",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("first", ["Rule of first", "Rename 1", "Thai 1", "Launch first", "Import"]),
        ("second", ["Rename 1", "German 2", "Launch second", "Import more", "Import"]),
    ],
)
def test_a_launch_has_what_touched_its_products_on_its_targets(
    busy: Store, name: str, found: list[str]
) -> None:
    assert labels(busy, Wanted(launch(busy, name))) == found


def test_a_launch_that_lists_no_products_has_them_all(busy: Store) -> None:
    with busy.step("Launch all") as step:
        launches.create(step, "all", [Target("TH", "shopee", "th-TH")], dt.date(2026, 12, 13))
    assert labels(busy, Wanted(launch(busy, "all"))) == [
        "Launch all", "Rename 1", "Thai 2", "Thai 1", "Import more", "Import",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "record", "names"),
    [
        ("fixed_price", {"variant_id": 1, "market": "TH", "channel": "shopee", "amount": "1",
                         "currency": "THB"}, {"first"}),
        ("fixed_price", {"variant_id": 1, "market": "TH", "channel": "lazada", "amount": "1",
                         "currency": "THB"}, set()),
        ("fixed_price", {"variant_id": 3, "market": "DE", "channel": "amazon", "amount": "1",
                         "currency": "EUR"}, {"second"}),
        ("variant_basis", {"variant_id": 1, "market": "", "basis": "x", "adjust": ""},
         {"first", "second"}),
        ("answer", {"product_id": 1, "market": "TH", "channel": "shopee", "locale": "th-TH",
                    "question": "q", "ask": "", "line": "", "state": "draft", "edited": 0}, {"first"}),
        ("show", {"name": "s", "market": "DE", "channel": "amazon", "locale": "de-DE",
                  "starts_at": "", "seconds": 1}, {"second"}),
        ("overrule", {"subject": "listing", "subject_id": 2, "market": "DE", "channel": "amazon",
                      "rule": "r", "reason": "w", "by": "", "at": ""}, {"second"}),
        ("overrule", {"subject": "translation", "subject_id": 1, "market": "", "channel": "",
                      "rule": "r", "reason": "w", "by": "", "at": ""}, {"first", "second"}),
        ("offer", {"product_id": 2, "position": 0, "kind": "x", "markets": "[]"}, {"second"}),
        ("host", {"name": "h", "locale": "th-TH", "voice": ""}, set()),
    ],
)  # fmt: skip
def test_each_table_leads_to_its_launches(
    busy: Store, table: str, record: dict[str, object], names: set[str]
) -> None:
    with busy.step("Insert") as step:
        number = rows.insert(step, table, record)
    for name in ("first", "second"):
        newest = labels(busy, Wanted(launch(busy, name)))[0]
        assert (newest == "Insert") is (name in names), name
    with busy.step("Delete") as step:
        step.write(f'DELETE FROM "{table}" WHERE id = ?', (number,))  # noqa: S608 - our names
    for name in ("first", "second"):
        newest = labels(busy, Wanted(launch(busy, name)))[0]
        assert (newest == "Delete") is (name in names), name


def test_a_body_is_of_its_row(busy: Store) -> None:
    with busy.step("Word") as step:
        step.write("UPDATE translation_body SET text = 'y' WHERE id = 2")
    with busy.step("Source") as step:
        step.write(
            "UPDATE segment_body SET source = 'y' "
            "WHERE id = (SELECT min(id) FROM segment WHERE product_id = 2)"
        )
    assert labels(busy, Wanted(launch(busy, "first")))[0] == "Rule of first"
    assert labels(busy, Wanted(launch(busy, "second")))[0] == "Source"


def test_rows_inserted_together_are_of_a_launch_with_one_of_them(busy: Store) -> None:
    with busy.step("Bulk") as step:
        columns = ("id", "catalog_id", "position", "key", "title", "brand", "category")
        some = [(n, 1, n, f"K{n}", "T", "", "") for n in range(10, 13)]
        step.insert_many("product", columns, some)
    with busy.step("Launch late") as step:
        targets = [Target("TH", "shopee", "th-TH")]
        launches.create(step, "late", targets, dt.date(2026, 12, 1), [12])
    assert labels(busy, Wanted(launch(busy, "late"))) == ["Launch late", "Bulk"]
    for name in ("first", "second"):
        assert "Bulk" not in labels(busy, Wanted(launch(busy, name)))


def test_of_one_person_and_of_somebody_without_a_name(busy: Store) -> None:
    busy.person = ""
    with busy.step("Quietly") as step:
        translate(step, 1, "de-DE")
    assert people(busy.read()) == ("", "Nok", "tester")
    assert labels(busy, Wanted(person="")) == ["Quietly"]
    assert labels(busy, Wanted(launch(busy, "second"), person="tester")) == [
        "Launch second", "Import more", "Import",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        (Kind.TEXTS, ["German 2", "Thai 2", "Thai 1"]),
        (Kind.PRICES, ["Rate"]),
        (Kind.PRODUCTS, ["Rename 1", "Import more", "Import"]),
        (Kind.LAUNCHES, ["Launch second", "Launch first"]),
        (Kind.DECISIONS, ["Rule of first"]),
        (Kind.SHOWS, []),
    ],
)
def test_of_one_kind(busy: Store, kind: Kind, found: list[str]) -> None:
    assert labels(busy, Wanted(kind=kind)) == found


def test_a_launch_and_a_kind_ask_for_one_change_that_is_both(busy: Store) -> None:
    with busy.step("Both") as step:
        translate(step, 2, "fr-FR")
        step.write("UPDATE product SET brand = 'B' WHERE id = 1")
    assert labels(busy, Wanted(launch(busy, "first"), kind=Kind.TEXTS)) == ["Thai 1"]
    assert labels(busy, Wanted(launch(busy, "first"), kind=Kind.PRODUCTS))[0] == "Both"


def test_every_recorded_table_is_of_one_kind_at_most() -> None:
    listed = [table for tables in TABLES.values() for table in tables]
    assert len(listed) == len(set(listed))
    assert set(RECORDED) - set(listed) == {"preference"}


def test_of_one_day_where_the_person_is(busy: Store) -> None:
    moments = ("2026-11-02T16:59:59.999+00:00", "2026-11-02T17:00:00.000+00:00")
    with busy.derive() as step:
        step.write("UPDATE step SET at = ?", ("2026-10-01T00:00:00.000+00:00",))
        for number, moment in zip((4, 5), moments, strict=True):
            step.write("UPDATE step SET at = ? WHERE id = ?", (moment, number))
    second, third = dt.date(2026, 11, 2), dt.date(2026, 11, 3)
    assert labels(busy, Wanted(first=third, last=third, zone=BANGKOK)) == ["Thai 1"]
    assert labels(busy, Wanted(first=second, last=second, zone=BANGKOK)) == ["Launch second"]
    assert labels(busy, Wanted(first=second, zone=BANGKOK)) == ["Thai 1", "Launch second"]
    assert len(labels(busy, Wanted(last=second, zone=BANGKOK))) == 9
    assert len(labels(busy, Wanted(first=second, last=second, zone=dt.UTC))) == 2


def test_a_day_begins_where_its_zone_says() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    start, end = midnight(dt.date(2026, 10, 25), berlin), midnight(dt.date(2026, 10, 26), berlin)
    assert end - start == dt.timedelta(hours=25)
    assert start == dt.datetime(2026, 10, 24, 22, tzinfo=dt.UTC)


def test_pages_follow_one_another(busy: Store) -> None:
    reader = busy.read()
    every = list(step_ids(reader, Wanted()))
    pages: list[int] = []
    while page := step_ids(reader, Wanted(), before=pages[-1] if pages else None, limit=3):
        pages += page
    assert pages == every
    assert len(every) == 10


def test_a_step_tells_who_when_what_and_how_much(store: Store) -> None:
    i18n.activate("en")
    with store.step(N_("Import {file}"), file="a.xlsx") as step:
        number = products.ensure_catalog(step, "a", "en-US")
        columns = ("id", "catalog_id", "position", "key", "title", "brand", "category")
        some = [(n, number, n, f"K{n}", "T", "", "") for n in range(11, 20)]
        step.insert_many("product", columns, some)
    with store.step("Rename") as step:
        step.write("UPDATE product SET title = 'U' WHERE id < 13")
    store.undo()
    found = activities(store.read(), [1, 2, 3])
    assert [(one.label, one.by, one.rows, one.undone) for one in found.values()] == [
        ("Import a.xlsx", "tester", 10, False),
        ("Rename", "tester", 2, True),
    ]
    assert dt.datetime.fromisoformat(found[1].at).utcoffset() == dt.timedelta(0)
    assert first_moment(store.read()) == found[1].at


def test_an_empty_workspace_has_none(store: Store) -> None:
    reader = store.read()
    assert (list(step_ids(reader, Wanted())), activities(reader, []), people(reader)) == (
        [],
        {},
        (),
    )
    assert first_moment(reader) is None
