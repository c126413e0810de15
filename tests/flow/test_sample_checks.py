"""Checks across texts, of terms, spelling and whole listings on the sample: right texts are let be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from localizer import pipeline
from localizer.catalog import findings, launches, own_terms, segments, translations
from localizer.model.finding import Finding, Severity
from localizer.model.launch import Target
from localizer.model.own_term import OwnTerm
from localizer.model.segment import Field, Origin, State, Translation
from localizer.model.term import Term
from localizer.pipeline.demo import create_demo
from localizer.pipeline.tools import Tools
from localizer.store.database import Store

RULES = (
    "inconsistent", "same_translation", "term_missing", "term_forbidden", "spelling", "markup", "stuffing",
    "repeated_item", "shouting", "brand_in_title", "required", "too_many", "whole_length", "repeated_line",
    "picture_files", "owed",
)  # fmt: skip
GERMAN = Target("DE", "amazon", "de-DE")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sample(
    new_store: Callable[[Path], Store], loaded: Tools, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, Counter[tuple[str, str, int]]]]:
    """Return the sample, drafted and checked, with what was found before any test wrote something."""
    path = tmp_path_factory.mktemp("checks") / "sample.localizer"
    with new_store(path) as store:
        create_demo(store, loaded)
        pipeline.draft(store, loaded)
        pipeline.check(store, loaded)
        told = Counter(
            (target.market, finding.rule, product)
            for target in launches.find(store.read()).targets
            for product, finding in _found(store, target)
        )
        yield store, told


@pytest.fixture(scope="module")
def checked(sample: tuple[Store, Counter[tuple[str, str, int]]]) -> Store:
    return sample[0]


def _found(store: Store, target: Target, product: int | None = None) -> list[tuple[int, Finding]]:
    only = None if product is None else [product]
    every = findings.of_target(
        store.read(), target.market, target.channel, target.locale, products=only
    )
    return [
        (one.place.product_id, one.finding)
        for one in every
        if one.finding.rule.split(":")[0] in RULES
    ]


def test_what_the_sample_is_told(
    sample: tuple[Store, Counter[tuple[str, str, int]]],
) -> None:
    _store, told = sample
    assert told == {
        ("PH", "stuffing", 21): 1,  # "Chair" four times in one title
        # two products have no country of origin
        ("US", "owed:origin", 3): 1,
        ("VN", "owed:origin", 3): 1,
        ("VN", "owed:origin", 16): 1,
        ("TW", "owed:origin", 3): 1,
        ("TW", "owed:origin", 16): 1,
    }


def _say(store: Store, product: int, field: Field, text: str) -> None:
    """Write a person's German text over the first of a field."""
    found = (one for one in segments.of_product(store.read(), product) if one.field is field)
    segment = next(found)
    old = translations.of_product(store.read(), product, "de-DE").get(segment.id)
    new = Translation(
        segment.id, "de-DE", text, State.TRANSLATED, Origin.PERSON, segment.source_hash
    )
    with store.step("Write") as step:
        translations.save(step, old, new)


def _rules(store: Store, tools: Tools, product: int) -> dict[str, Finding]:
    pipeline.check(store, tools, only=[product])
    return {finding.rule: finding for _product, finding in _found(store, GERMAN, product)}


def test_a_colour_that_becomes_another_blocks(checked: Store, loaded: Tools) -> None:
    values = [
        pair
        for pair in translations.pairs(checked.read(), 1, "de-DE")
        if pair.segment.field is Field.OPTION_VALUE and pair.segment.name == "颜色"
    ]
    with checked.step("Write") as step:
        text = values[0].translation.text.upper()
        new = replace(values[1].translation, text=text, origin=Origin.PERSON)
        translations.save(step, (values[1].id, values[1].translation), new)
    found = _rules(checked, loaded, 1)
    assert found["same_translation"].severity is Severity.BLOCK


def test_a_bullet_that_other_products_say_otherwise_has_their_wording_as_its_fix(
    checked: Store, loaded: Tools
) -> None:
    """面料亲肤透气… stands in four products."""
    pair = next(
        pair
        for pair in translations.pairs(checked.read(), 4, "de-DE")
        if pair.segment.source == "面料亲肤透气，贴身穿着不闷热"
    )
    with checked.step("Write") as step:
        new = replace(pair.translation, text="Fühlt sich gut an", origin=Origin.PERSON)
        translations.save(step, (pair.id, pair.translation), new)
    found = _rules(checked, loaded, 4)["inconsistent"]
    assert found.fix == pair.translation.text


def test_terms_of_the_workspace_are_asked_for(checked: Store, loaded: Tools) -> None:
    concept = loaded.termbase.longest("304不锈钢", "material")
    assert concept is not None
    with checked.step("Terms") as step:
        term = Term(concept.id, "de", "Edelstahl 1.4301", avoid=("Nirosta",))
        own_terms.put_term(step, OwnTerm(term))
    # 内胆选用304不锈钢，装茶装咖啡都放心
    _say(checked, 10, Field.BULLET, "Innen aus Nirosta, für Tee und Kaffee")
    found = _rules(checked, loaded, 10)
    assert {"term_missing", "term_forbidden"} <= set(found)
    assert found["term_forbidden"].fix == "Edelstahl 1.4301"


def test_a_listing_says_nothing_twice_and_no_markup(checked: Store, loaded: Tools) -> None:
    _say(checked, 5, Field.TITLE, "YOGAHOSE DAMEN ELASTISCH SCHWARZ Hose, Hose, hose")
    _say(checked, 5, Field.BULLET, "Bequem, weich, bequem <b>und fest</b>")
    found = _rules(checked, loaded, 5)
    assert {"stuffing", "shouting", "repeated_item", "markup"} <= set(found)
    assert found["markup"].fix == ""
