"""Terms that translators propose: beside what is said now, taken in one step, or declined for good."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from localizer import pipeline
from localizer.catalog import own_terms, products, suggestions, translations
from localizer.catalog.suggestions import TermProposal
from localizer.errors import InputError
from localizer.model.segment import Field
from localizer.pipeline.term_proposals import accept, decline, open_proposals, proposal_of
from localizer.pipeline.tools import Tools
from localizer.store.database import Store

GOODS = "货号,商品标题,类目,材质,颜色\nB,旋风锅,厨具/旋风锅,不锈钢,月光紫\n"


@pytest.fixture
def kitchen(store: Store, tools: Tools, tmp_path: Path) -> Store:
    """Return a drafted workspace whose colour nobody knows; Nok proposes it, and another word for steel."""
    (tmp_path / "goods.csv").write_text(GOODS, encoding="utf-8")
    pipeline.import_catalog(store, tmp_path / "goods.csv")
    pipeline.create_launch(store, tools, "Winter", ["TH/shopee"], dt.date(2026, 11, 26))
    pipeline.draft(store, tools)
    with store.step("Propose") as step:
        suggestions.propose(step, TermProposal("月光紫", "th-TH", "ม่วงแสงจันทร์", "a shade", "Nok"))
        suggestions.propose(step, TermProposal("不锈钢", "th-TH", "เหล็กกล้าไร้สนิม", "", "Nok"))
        suggestions.propose(step, TermProposal("不锈钢", "de-DE", "Edelstahl", "", "Uli"))
    return store


def _sources(store: Store, tools: Tools) -> list[tuple[str, str]]:
    found = open_proposals(store.read(), tools)
    return [(one.proposal.source, one.proposal.target) for one in found]


def _thai(store: Store) -> set[str]:
    number = products.product_ids(store.read())[0]
    pairs = translations.pairs(store.read(), number, "th-TH")
    return {one.translation.text for one in pairs if one.segment.field is Field.OPTION_VALUE}


def test_what_is_said_so_already_is_not_shown_and_a_clash_is(kitchen: Store, tools: Tools) -> None:
    steel, violet = open_proposals(kitchen.read(), tools)
    assert steel.proposal.target == "เหล็กกล้าไร้สนิม"
    assert steel.now == ("สแตนเลส",)
    assert (violet.proposal.by, violet.now) == ("Nok", ())
    assert open_proposals(kitchen.read(), tools, ["de-DE"]) == ()


def test_a_term_taken_stands_in_the_drafts_and_undo_takes_all_back(
    kitchen: Store, tools: Tools
) -> None:
    before = _thai(kitchen)
    assert "ม่วงแสงจันทร์" not in before
    _steel, violet = open_proposals(kitchen.read(), tools)
    report = accept(kitchen, tools, violet.proposal)
    assert report.terms == 1
    assert report.texts > 0
    assert "ม่วงแสงจันทร์" in _thai(kitchen)
    assert [source for source, _target in _sources(kitchen, tools)] == ["不锈钢"]
    pipeline.undo(kitchen, tools)
    assert _thai(kitchen) == before
    assert own_terms.terms(kitchen.read()) == ()
    assert len(_sources(kitchen, tools)) == 2


def test_a_term_may_be_changed_before_it_is_taken(kitchen: Store, tools: Tools) -> None:
    steel, _violet = open_proposals(kitchen.read(), tools)
    accept(kitchen, tools, steel.proposal, " สเตนเลสสตีล ")
    assert [one.term.text for one in own_terms.terms(kitchen.read())] == ["สเตนเลสสตีล"]
    assert [source for source, _target in _sources(kitchen, tools)] == ["月光紫"]
    with kitchen.step("Propose again") as step:
        assert not suggestions.propose(step, steel.proposal)


def test_a_declined_term_does_not_come_again_until_that_is_undone(
    kitchen: Store, tools: Tools
) -> None:
    _steel, violet = open_proposals(kitchen.read(), tools)
    decline(kitchen, violet.proposal)
    with kitchen.step("Propose again") as step:
        assert not suggestions.propose(step, violet.proposal)
    assert [source for source, _target in _sources(kitchen, tools)] == ["不锈钢"]
    assert suggestions.proposals_in(kitchen.read(), "月光紫 M", "th-TH") == ()
    with pytest.raises(InputError, match="no open proposal"):
        proposal_of(kitchen.read(), violet.proposal.id)
    pipeline.undo(kitchen, tools)
    assert len(_sources(kitchen, tools)) == 2


def test_a_word_that_cannot_be_a_term_is_refused_and_stays_proposed(
    kitchen: Store, tools: Tools
) -> None:
    _steel, violet = open_proposals(kitchen.read(), tools)
    with pytest.raises(InputError):
        accept(kitchen, tools, violet.proposal, "x" * 5000)
    assert len(_sources(kitchen, tools)) == 2
