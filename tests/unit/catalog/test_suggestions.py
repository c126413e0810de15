"""Suggestions beside texts: which are shown, which wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from localizer.catalog import products, queue, segments, suggestions, translations
from localizer.catalog.queue import QueueFilter
from localizer.catalog.suggestions import NewSuggestion, TermProposal
from localizer.model.launch import Target
from localizer.model.product import Product
from localizer.model.segment import Origin, State, Translation
from localizer.store.database import Store

THAI = Target("TH", "shopee", "th-TH")


@pytest.fixture
def said(store: Store, dress: Callable[..., Product], catalog_id: int) -> Store:
    """Return a dress with one Thai text beside which two came back."""
    with store.step("Write") as step:
        if not products.product_ids(step):
            products.save_products(step, catalog_id, [dress()])
        products.ensure_segments(step, [1])
        segment = segments.of_product(step, 1)[0]
        text = Translation(
            segment.id, "th-TH", "ก", State.TRANSLATED, Origin.PERSON, segment.source_hash
        )
        translations.save(step, None, text)
    new = NewSuggestion(segment.id, "th-TH", "ข", "Lin", "clash", segment.source_hash, "pkg")
    with store.step("Suggest") as step:
        suggestions.keep(step, [new, replace(new, text="ค"), replace(new, text="ค", by="Nok")])
    return store


def test_the_newest_stands_first_and_the_text_itself_is_none(said: Store) -> None:
    found = suggestions.of_segment(said.read(), 1, "th-TH")
    assert [(one.text, one.by, one.reason) for one in found] == [
        ("ค", "Lin", "clash"),
        ("ข", "Lin", "clash"),
    ]
    assert suggestions.of_segment(said.read(), 1, "de-DE") == ()
    with said.step("Take") as step:
        step.write("UPDATE translation_body SET text = 'ค'")
    assert [one.text for one in suggestions.of_segment(said.read(), 1, "th-TH")] == ["ข"]


def test_the_queue_counts_what_nobody_has_decided_about(said: Store) -> None:
    wanted = QueueFilter(THAI, suggested=True)
    assert list(queue.queue_ids(said.read(), wanted)) == [1]
    assert queue.facets(said.read(), QueueFilter(THAI)).suggested == 1
    with said.step("Decide") as step:
        number, old = translations.of_product(step, 1, "th-TH")[1]
        translations.save(step, (number, old), replace(old, state=State.APPROVED))
        step.write("UPDATE translation SET updated_at = '2999-01-01T00:00:00.000+00:00'")
    assert list(queue.queue_ids(said.read(), wanted)) == []
    assert queue.facets(said.read(), QueueFilter(THAI)).suggested == 0


def test_a_term_is_proposed_once(store: Store) -> None:
    term = TermProposal("Steel ", "th-TH", "เหล็ก", "note", "Lin")
    with store.step("Propose") as step:
        assert suggestions.propose(step, term)
        assert not suggestions.propose(step, replace(term, source="STEEL"))
        assert suggestions.propose(step, replace(term, target="สแตนเลส"))
    found = suggestions.proposals(store.read(), "th-TH")
    assert [(one.source, one.target) for one in found] == [("steel", "สแตนเลส"), ("steel", "เหล็ก")]
    assert suggestions.proposals(store.read(), "de-DE") == ()
    read = store.read()
    assert len(suggestions.proposals_in(read, "Stainless STEEL cup", "th-TH")) == 2
    assert suggestions.proposals_in(read, "Glass", "th-TH") == ()
