"""Decisions are saved, checked again and undone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from localizer import pipeline
from localizer.catalog import findings, memory, prices, products, queue, scripts, translations
from localizer.errors import InputError
from localizer.model.finding import Severity, Subject
from localizer.model.launch import Launch, Target
from localizer.model.money import Money
from localizer.model.product import FactKind
from localizer.model.segment import State
from localizer.pipeline.tools import Tools
from localizer.store.database import Store, open_store

AMERICAN = Target("US", "amazon", "en-US")


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory, tools: Tools, sample: Path) -> Path:
    """Return a drafted and checked workspace of the sample for one target."""
    from localizer.store.database import create

    path = tmp_path_factory.mktemp("decide") / "w.localizer"
    with create(path, person="tester") as store:
        pipeline.import_catalog(store, sample / "catalog.xlsx")
        pipeline.create_launch(store, tools, "launch", ["US/amazon"], dt.date(2026, 11, 26))
        pipeline.draft(store, tools)
        pipeline.check(store, tools)
    return path


@pytest.fixture
def store(drafted: Path, tmp_path: Path) -> Store:
    """Return a copy that a test may change."""
    path = tmp_path / "w.localizer"
    path.write_bytes(drafted.read_bytes())
    return open_store(path, person="tester")


@pytest.fixture
def launch(store: Store) -> Launch:
    """Return the launch."""
    from localizer.catalog import launches

    return launches.find(store.read())


def first(store: Store, state: State = State.DRAFT) -> int:
    return queue.queue_ids(store.read(), queue.QueueFilter(AMERICAN, state=state))[0]


def test_an_edit_is_saved_checked_and_undone(store: Store, tools: Tools) -> None:
    number = first(store)
    before = translations.pair(store.read(), number).translation
    pipeline.edit_translation(store, tools, number, "  Chinese 中文 left  ")
    pair = translations.pair(store.read(), number)
    assert (pair.translation.text, pair.translation.state) == (
        "Chinese 中文 left",
        State.TRANSLATED,
    )
    rules = {
        item.finding.rule for item in findings.of_subject(store.read(), Subject.TRANSLATION, number)
    }
    assert "leftover_han" in rules
    assert pipeline.undo(store, tools) is not None
    assert translations.pair(store.read(), number).translation == before
    rules = {
        item.finding.rule for item in findings.of_subject(store.read(), Subject.TRANSLATION, number)
    }
    assert "leftover_han" not in rules


def test_what_a_person_wrote_outlives_the_next_draft(store: Store, tools: Tools) -> None:
    number = first(store)
    pipeline.edit_translation(store, tools, number, "By hand")
    pipeline.draft(store, tools)
    assert translations.pair(store.read(), number).translation.text == "By hand"


def test_approval_is_remembered_for_the_next_launch(store: Store, tools: Tools) -> None:
    number = first(store)
    pipeline.edit_translation(store, tools, number, "By hand")
    pipeline.approve_translations(store, tools, [number])
    assert memory.every(store.read())[-1].target == "By hand"
    pair = translations.pair(store.read(), number)
    offered = pipeline.suggestions(store, tools, pair)
    assert offered[0].text == "By hand"
    assert len({item.text for item in offered}) == len(offered)


def test_an_empty_text_cannot_be_approved(store: Store, tools: Tools) -> None:
    number = first(store, State.UNTRANSLATED)
    with pytest.raises(InputError, match="no translation yet"):
        pipeline.approve_translations(store, tools, [number])
    with pytest.raises(InputError, match="what is to be changed"):
        pipeline.send_back(store, tools, number, " ")


def test_sending_back_shows_the_comment(store: Store, tools: Tools) -> None:
    number = first(store)
    pipeline.send_back(store, tools, number, "too stiff")
    shown = findings.of_subject(store.read(), Subject.TRANSLATION, number)
    assert ("comment", "too stiff") in {arg for item in shown for arg in item.finding.args}


def test_a_fixed_price_wins_and_is_freed_again(store: Store, tools: Tools) -> None:
    number = products.product_ids(store.read())[0]
    variant, old = next(iter(prices.of_product(store.read(), number, "US", "amazon").items()))
    pipeline.fix_price(store, tools, variant, "US", "amazon", Money.of("99.00", "USD"))
    now = prices.of_product(store.read(), number, "US", "amazon")[variant]
    assert (now.amount, now.basis) == (Decimal("99.00"), "fixed")
    pipeline.undo(store, tools)
    assert prices.of_product(store.read(), number, "US", "amazon")[variant].amount == old.amount
    pipeline.redo(store, tools)
    pipeline.fix_price(store, tools, variant, "US", "amazon", None)
    assert prices.of_product(store.read(), number, "US", "amazon")[variant].amount == old.amount


def test_an_edited_line_is_timed_and_survives_the_next_draft(
    store: Store, tools: Tools, launch: Launch
) -> None:
    stored = scripts.of_target(store.read(), AMERICAN)[0]
    pipeline.edit_script_line(store, tools, stored.id, 0, "One two three four five.")
    line = scripts.load(store.read(), stored.id).script.lines[0]
    assert (line.text, line.units) == ("One two three four five.", 5)
    assert 1.5 < line.seconds < 2.5
    pipeline.draft(store, tools, launch=launch.name)
    assert scripts.load(store.read(), stored.id).script.lines[0] == line
    with pytest.raises(InputError, match="no line 100"):
        pipeline.edit_script_line(store, tools, stored.id, 99, "x")


def test_overruling_needs_a_reason(store: Store) -> None:
    shown = findings.of_target(store.read(), "US", "amazon", "en-US")
    with pytest.raises(InputError, match="why this may pass"):
        pipeline.overrule(store, shown[0].id, "")
    assert pipeline.overrule(store, shown[0].id, "agreed with the shop")
    assert not pipeline.overrule(store, shown[0].id, "again")


def test_clean_work_is_approved_in_one_step(store: Store, tools: Tools) -> None:
    report = pipeline.approve_clean(store, tools)
    assert report.translations > 100
    assert report.left > 0
    flagged = {
        item.place.subject_id
        for item in findings.of_target(store.read(), "US", "amazon", "en-US")
        if item.place.subject is Subject.TRANSLATION and item.finding.severity is not Severity.INFO
    }
    for number in queue.queue_ids(store.read(), queue.QueueFilter(AMERICAN, state=State.APPROVED)):
        assert number not in flagged
    undone = pipeline.undo(store, tools)
    assert undone is not None
    assert undone.label == "Approve all clean work"
    approved = queue.QueueFilter(AMERICAN, state=State.APPROVED)
    assert not queue.queue_ids(store.read(), approved)


def test_old_rates_block_until_a_person_accepts_them(store: Store, tools: Tools) -> None:
    later = replace(tools, now=lambda: dt.datetime(2027, 3, 1, tzinfo=dt.UTC))
    pipeline.check(store, later)

    def severities() -> set[Severity]:
        shown = findings.of_target(store.read(), "US", "amazon", "en-US")
        return {item.finding.severity for item in shown if item.finding.rule == "rate_age"}

    assert severities() == {Severity.BLOCK}
    pipeline.accept_rates(store, later)
    assert severities() == {Severity.INFO}
    pipeline.undo(store, later)
    assert severities() == {Severity.BLOCK}


def rules_of(store: Store, subject: Subject, subject_id: int) -> set[str]:
    return {item.finding.rule for item in findings.of_subject(store.read(), subject, subject_id)}


def reimport(store: Store, product_id: int, **changes: object) -> None:
    """Import a product again with other values."""
    product = replace(products.load(store.read(), product_id), **changes)  # type: ignore[arg-type]
    with store.step("Import") as step:
        products.save_products(step, 1, [product])
        products.ensure_segments(step, products.product_ids(step))


def test_an_approved_script_is_flagged_when_its_facts_change(store: Store, tools: Tools) -> None:
    stored = next(
        one
        for one in scripts.of_target(store.read(), AMERICAN)
        if any("material" in line.facts for line in one.script.lines)
    )
    pipeline.approve_scripts(store, tools, [stored.id])
    assert "script_fact" not in rules_of(store, Subject.SCRIPT, stored.id)
    product = products.load(store.read(), stored.product_id)
    facts = tuple(
        replace(fact, value="亚麻", kind=FactKind.TERM, parts=())
        if fact.name == "material"
        else fact
        for fact in product.facts
    )
    reimport(store, stored.product_id, facts=facts)
    pipeline.draft(store, tools)
    pipeline.check(store, tools)
    assert scripts.load(store.read(), stored.id).state is State.APPROVED
    assert "script_fact" in rules_of(store, Subject.SCRIPT, stored.id)
    pipeline.approve_scripts(store, tools, [stored.id])  # a person looked at it again
    assert "script_fact" not in rules_of(store, Subject.SCRIPT, stored.id)


def test_a_price_whose_cost_changed_is_flagged_until_it_is_made_anew(
    store: Store, tools: Tools
) -> None:
    number = products.product_ids(store.read())[0]
    product = products.load(store.read(), number)
    dearer = tuple(replace(variant, cost=Money.of("400", "CNY")) for variant in product.variants)
    reimport(store, number, variants=dearer)
    pipeline.check(store, tools)
    (price, *_rest) = prices.of_product(store.read(), number, "US", "amazon").values()
    assert "price_outdated" in rules_of(store, Subject.PRICE, price.id)
    pipeline.draft(store, tools)
    pipeline.check(store, tools)
    assert "price_outdated" not in rules_of(store, Subject.PRICE, price.id)


def test_export_looks_again_before_it_trusts_the_gate(
    store: Store, tools: Tools, tmp_path: Path
) -> None:
    number = products.product_ids(store.read())[0]
    product = products.load(store.read(), number)
    dearer = tuple(replace(variant, cost=Money.of("400", "CNY")) for variant in product.variants)
    reimport(store, number, variants=dearer)
    pipeline.export(store, tools, tmp_path / "out")
    (price, *_rest) = prices.of_product(store.read(), number, "US", "amazon").values()
    assert "price_outdated" in rules_of(store, Subject.PRICE, price.id)


def test_a_decision_falls_when_the_text_it_was_about_changes(store: Store, tools: Tools) -> None:
    number = first(store)
    pipeline.edit_translation(store, tools, number, "left 中文")
    (flagged, *_rest) = findings.of_subject(store.read(), Subject.TRANSLATION, number)
    pipeline.overrule(store, flagged.id, "a name")
    pipeline.edit_translation(store, tools, number, "left 中文 and more 汉字")
    assert not any(
        item.overruled for item in findings.of_subject(store.read(), Subject.TRANSLATION, number)
    )


def test_undoing_an_approved_mistake_closes_the_gate_again(store: Store, tools: Tools) -> None:
    number = first(store)
    pipeline.edit_translation(store, tools, number, "left 中文")
    pipeline.approve_translations(store, tools, [number])
    pipeline.edit_translation(store, tools, number, "all English")
    assert "leftover_han" not in rules_of(store, Subject.TRANSLATION, number)
    pipeline.undo(store, tools)
    assert "leftover_han" in rules_of(store, Subject.TRANSLATION, number)
