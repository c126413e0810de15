"""The gate: what makes a draft of a target, one reason at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from localizer.catalog import findings, products, scripts
from localizer.catalog import prices as price_rows
from localizer.catalog.findings import Place
from localizer.catalog.sold import Sold
from localizer.export.gate import GateCounts, GateState, count, gate, in_words, judge
from localizer.export.material import read
from localizer.export.stage import ExportRules
from localizer.model.finding import Finding, Severity, Subject
from localizer.model.launch import Target
from localizer.model.product import Product, Variant
from localizer.model.segment import State
from localizer.store.database import Store

Edit = Callable[..., None]


def reasons(store: Store, target: Target, rules: ExportRules | None = None) -> list[str]:
    reader = store.read()
    tokens = None if rules is None else rules.tokens
    return list(in_words(gate(reader, target, products.product_ids(reader), tokens=tokens)))


def assert_counted_alike(store: Store, target: Target) -> None:
    """Check that products counted together are what they are one by one."""
    reader = store.read()
    ids = products.product_ids(reader)
    single = [count(read(reader, target, one, None), values_known=False) for one in ids]
    assert gate(reader, target, ids).counts == sum(single, GateCounts())


@pytest.mark.usefixtures("launch")
def test_all_approved_passes(store: Store, shopee: Target, rules: ExportRules) -> None:
    reader = store.read()
    answer = gate(reader, shopee, products.product_ids(reader), tokens=rules.tokens)
    assert answer.approved
    assert answer.reasons == ()
    assert answer.counts == GateCounts(products=2, approved=9, scripts=1, variants=3)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"state": State.DRAFT}, "Texts that are not approved: 1."),
        ({"state": State.TRANSLATED}, "Texts that are not approved: 1."),
        ({"state": State.SENT_BACK, "comment": "no"}, "Texts that are not approved: 1."),
        (
            {"state": State.UNTRANSLATED, "text": ""},
            "Texts that are not translated and are left out: 1.",
        ),
        ({"text": " "}, "Texts that are not translated and are left out: 1."),
        ({"source_hash": "old"}, "Texts whose source changed after they were written: 1."),
        ({"text": "{was}"}, "Texts and lines with a token that has no value: 1."),
    ],
)
def test_one_text_makes_a_draft(
    values: dict[str, object],
    reason: str,
    store: Store,
    shopee: Target,
    rules: ExportRules,
    edit: Edit,
) -> None:
    edit("双层", **values)
    assert reasons(store, shopee, rules) == [reason]
    assert_counted_alike(store, shopee)


@pytest.mark.usefixtures("launch")
def test_a_text_nobody_drafted_is_untranslated(store: Store, shopee: Target) -> None:
    with store.step("Import") as step:
        late = Product(key="LATE", title="新品", variants=(Variant(key="L"),))
        products.save_products(step, 1, [late])
        products.ensure_segments(step, products.product_ids(step))
    assert reasons(store, shopee) == [
        "Variants without a price: 1.",
        "Texts that are not translated and are left out: 1.",
    ]


@pytest.mark.usefixtures("launch")
def test_a_product_without_a_variant_is_not_passed_over(store: Store, shopee: Target) -> None:
    with store.step("Change") as step:
        step.write("DELETE FROM variant WHERE product_id = 2")
    assert reasons(store, shopee) == ["Products without a variant, which no listing shows: 1."]


@pytest.mark.usefixtures("launch")
def test_a_price_that_could_not_be_made_is_no_price(store: Store, shopee: Target) -> None:
    with store.step("Price") as step:
        variant = products.variant_ids(step, 1)["B-BLUE"]
        old = price_rows.of_product(step, 1, "TH", "shopee")[variant]
        price_rows.save(step, replace(old, amount=None, code="MISSING_RATE", input_hash="1"))
    assert reasons(store, shopee) == ["Variants without a price: 1."]


@pytest.mark.usefixtures("launch")
def test_an_open_script_makes_a_draft_of_its_target_only(
    store: Store, shopee: Target, lazada: Target
) -> None:
    with store.step("Write") as step:
        stored = scripts.of_product(step, 1, shopee)[0]
        scripts.save(step, replace(stored, state=State.DRAFT))
    assert reasons(store, shopee) == ["Scripts that are not approved: 1."]
    assert reasons(store, lazada) == []


@pytest.mark.usefixtures("launch")
@pytest.mark.parametrize(
    ("severity", "stops"),
    [
        (Severity.BLOCK, True),
        (Severity.EVIDENCE, True),
        (Severity.WARNING, False),
        (Severity.INFO, False),
    ],
)
@pytest.mark.parametrize("overruled", [False, True])
def test_open_findings_of_two_severities_stop(
    severity: Severity,
    stops: bool,  # noqa: FBT001 - a column of the table
    overruled: bool,  # noqa: FBT001 - a column of the table
    store: Store,
    shopee: Target,
) -> None:
    place = Place(Subject.LISTING, 1, 1, "TH", "shopee", "th-TH")
    with store.derive() as step:
        findings.replace_for_product(
            step, 1, [shopee], [(place, Finding("rule", severity, "Wrong."))]
        )
    if overruled:
        with store.step("Overrule") as step:
            stored = findings.of_subject(step, Subject.LISTING, 1)[0]
            findings.overrule(step, stored, "because")
    reader = store.read()
    answer = gate(reader, shopee, products.product_ids(reader))
    stopped = stops and not overruled
    assert answer.state is (GateState.DRAFT if stopped else GateState.APPROVED)
    assert answer.counts.overruled == int(overruled)
    assert getattr(answer.counts, severity.value) == int(not overruled)


@pytest.mark.usefixtures("launch")
def test_a_finding_of_another_target_does_not_stop(
    store: Store, shopee: Target, lazada: Target
) -> None:
    place = Place(Subject.LISTING, 1, 1, "TH", "lazada", "th-TH")
    with store.derive() as step:
        found = [(place, Finding("rule", Severity.BLOCK, "Wrong."))]
        findings.replace_for_product(step, 1, [lazada], found)
    assert reasons(store, shopee) == []


@pytest.mark.usefixtures("launch")
def test_no_product_is_nothing_to_approve(store: Store, shopee: Target) -> None:
    answer = gate(store.read(), shopee, [])
    assert in_words(answer) == ("There is no product to export.",)


@pytest.mark.usefixtures("launch")
def test_without_tokens_their_values_are_not_judged(store: Store, shopee: Target) -> None:
    assert reasons(store, shopee) == []


@pytest.mark.usefixtures("launch")
def test_tokens_without_value_are_counted_in_texts_and_lines(
    store: Store, shopee: Target, rules: ExportRules
) -> None:
    def nothing(_sold: Sold, _target: Target) -> Mapping[str, str]:
        return {"price": ""}

    assert reasons(store, shopee, replace(rules, tokens=nothing)) == [
        "Texts and lines with a token that has no value: 2."
    ]


def test_counts_add_up_field_by_field() -> None:
    both = GateCounts(products=1, draft=2, block=1) + GateCounts(
        products=1, sent_back=3, evidence=2
    )
    assert both == GateCounts(products=2, draft=2, sent_back=3, block=1, evidence=2)
    assert both.to_review == 5
    assert both.stopping == 3


def test_reasons_keep_their_order_whatever_is_wrong() -> None:
    answer = judge(GateCounts(products=1, scripts_open=2, block=1, unpriced=4))
    assert in_words(answer) == (
        "Findings that must be mended or overruled: 1.",
        "Variants without a price: 4.",
        "Scripts that are not approved: 2.",
    )
