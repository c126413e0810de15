"""Open findings are gathered by rule, product and target; what was let pass is not among them."""

from __future__ import annotations

import pytest

from localizer.catalog import finding_groups, findings, products, segments, translations
from localizer.catalog.finding_groups import By, Wanted
from localizer.catalog.findings import Place
from localizer.model.finding import Finding, Severity, Subject
from localizer.model.launch import Target
from localizer.model.product import Product
from localizer.model.segment import Field, Origin, State, Translation
from localizer.store.database import Store

THAI = Target("TH", "shopee", "th-TH")
LAZADA = Target("TH", "lazada", "th-TH")
GERMAN = Target("DE", "amazon", "de-DE")
BLOCK = Finding("claim:best", Severity.BLOCK, "“{text}”", (("text", "ดีที่สุด"),))
LOOK = Finding("yamok", Severity.WARNING, "!")
NOTE = Finding("length", Severity.INFO, "?")


@pytest.fixture
def found(store: Store) -> tuple[Store, tuple[int, ...]]:
    """Return a store with findings of two products: three Thai ones, one of every target, one German."""
    with store.step("Import") as step:
        number = products.ensure_catalog(step, "shop", "zh-Hans")
        products.save_products(
            step, number, [Product("A", "裙子", variants=()), Product("B", "杯子", variants=())]
        )
        products.ensure_segments(step, products.product_ids(step))
        ids = products.product_ids(step)
        first, second = ids
        segment = segments.of_product(step, first)[0].id
        text = translations.save(
            step, None, Translation(segment, "th-TH", "เดรส", State.DRAFT, Origin.PERSON, "")
        )
    thai = ("TH", "shopee", "th-TH")
    with store.derive() as step:
        findings.replace_for_product(
            step,
            first,
            [THAI],
            [
                (Place(Subject.TRANSLATION, text, first, *thai), LOOK),
                (Place(Subject.TRANSLATION, text, first, *thai), BLOCK),
            ],
        )
        findings.replace_for_product(
            step,
            second,
            [THAI, GERMAN],
            [
                (Place(Subject.LISTING, second, second, *thai), LOOK),
                (Place(Subject.LISTING, second, second, "", "", ""), NOTE),
                (Place(Subject.LISTING, second, second, "DE", "amazon", "de-DE"), LOOK),
            ],
        )
    return store, tuple(ids)


def shapes(store: Store, wanted: Wanted) -> list[tuple[str, Severity, int]]:
    gathered = finding_groups.gather(store.read(), wanted)
    return [(one.key, one.worst, len(one.ids)) for one in gathered.groups]


def test_groups_come_with_the_worst_and_largest_first(
    found: tuple[Store, tuple[int, ...]],
) -> None:
    store, ids = found
    every = (THAI, GERMAN)
    assert shapes(store, Wanted(every, ids)) == [
        ("claim:best", Severity.BLOCK, 1),
        ("yamok", Severity.WARNING, 3),
        ("length", Severity.INFO, 1),
    ]
    assert shapes(store, Wanted(every, ids, By.PRODUCT)) == [
        (str(ids[0]), Severity.BLOCK, 2),
        (str(ids[1]), Severity.WARNING, 3),
    ]
    assert shapes(store, Wanted(every, ids, By.TARGET)) == [
        ("TH/shopee/th-TH", Severity.BLOCK, 4),
        ("DE/amazon/de-DE", Severity.WARNING, 2),
    ]


def test_the_worst_of_a_group_come_first(found: tuple[Store, tuple[int, ...]]) -> None:
    store, ids = found
    gathered = finding_groups.gather(store.read(), Wanted((THAI,), ids, By.TARGET))
    lines = finding_groups.lines(store.read(), gathered.groups[0].ids)
    order = [lines[number] for number in gathered.groups[0].ids]
    assert [one.stored.finding.severity for one in order] == [
        Severity.BLOCK,
        Severity.WARNING,
        Severity.WARNING,
        Severity.INFO,
    ]
    assert (order[0].title, order[0].field, order[0].position) == ("裙子", Field.TITLE, 0)
    assert (order[3].title, order[3].field) == ("杯子", None)


def test_severities_products_and_targets_narrow_it(found: tuple[Store, tuple[int, ...]]) -> None:
    store, ids = found
    only = frozenset({Severity.WARNING})
    gathered = finding_groups.gather(store.read(), Wanted((THAI,), ids, By.RULE, only))
    assert [one.key for one in gathered.groups] == ["yamok"]
    # what is filtered away is still counted
    assert gathered.counts == {Severity.BLOCK: 1, Severity.WARNING: 2, Severity.INFO: 1}
    assert finding_groups.open_counts(store.read(), (GERMAN,), ids[:1]) == {}
    assert finding_groups.open_counts(store.read(), (GERMAN,), ids) == {
        Severity.WARNING: 1,
        Severity.INFO: 1,
    }
    assert shapes(store, Wanted((LAZADA,), ids)) == [("length", Severity.INFO, 1)]


def test_what_was_let_pass_is_not_open(found: tuple[Store, tuple[int, ...]]) -> None:
    store, ids = found
    (number,) = finding_groups.gather(store.read(), Wanted((THAI,), ids)).groups[0].ids
    with store.step("Overrule") as step:
        findings.overrule(step, findings.load(step, number), "quoted")
    assert [key for key, _worst, _n in shapes(store, Wanted((THAI,), ids))] == ["yamok", "length"]
