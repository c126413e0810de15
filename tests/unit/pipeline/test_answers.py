"""Answers are drafted from the bank, and what a person saw stays."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from localizer import pipeline
from localizer.catalog import answers, findings, products, steps
from localizer.catalog.answers import StoredAnswer
from localizer.errors import InputError
from localizer.model.finding import Severity, Subject
from localizer.model.phrase import Question
from localizer.model.segment import State
from localizer.pipeline.answers import (
    approve_answers,
    edit_answer,
    open_answers,
    write_answers,
)
from localizer.pipeline.tools import Tools
from localizer.store.database import Store, open_store
from tests.support.show_stage import THAI, build, launch


@pytest.fixture(scope="module")
def built(tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("answers") / "w.localizer"
    build(path, tools)
    with open_store(path, person="tester") as store:
        write_answers(store, tools, launch(store), [THAI])
    return path


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Iterator[Store]:
    with open_store(shutil.copyfile(built, tmp_path / "w.localizer"), person="tester") as store:
        yield store


def number(store: Store, key: str = "BT-1") -> int:
    found = products.find_by_sku(store.read(), key)
    assert found is not None
    return found


def cards(store: Store, key: str = "BT-1") -> dict[Question, StoredAnswer]:
    found = answers.of_product(store.read(), number(store, key), THAI)
    return {one.question: one for one in found}


def rules(store: Store, card: StoredAnswer) -> dict[str, Severity]:
    found = findings.of_subject(store.read(), Subject.ANSWER, card.id)
    return {one.finding.rule: one.finding.severity for one in found}


def change_facts(store: Store, **changes: object) -> None:
    with store.step("Change") as step:
        product = replace(products.load(step, number(store)), **changes)  # type: ignore[arg-type]
        products.change_product(step, number(store), product)


def test_every_question_has_a_draft_that_says_what_is_known(store: Store) -> None:
    found = cards(store)
    assert list(found) == list(Question)
    assert {one.state for one in found.values()} == {State.DRAFT}
    price = found[Question.PRICE].line
    assert "{price}" in price.text
    assert price.seconds > 0
    size = found[Question.SIZE].line
    assert ("capacity", "500 มล.") in size.values
    assert "500" in size.text
    assert all(not rules(store, one) for one in found.values())
    assert steps.recent(store.read())[0].label == "Write answers"


def test_writing_again_changes_nothing(store: Store, tools: Tools) -> None:
    assert not write_answers(store, tools, launch(store), [THAI])


def test_writing_is_one_undoable_step(store: Store) -> None:
    store.undo()
    assert not cards(store)
    assert not cards(store, "DR-1")
    store.redo()
    assert len(cards(store)) == 10


def test_drafts_follow_the_facts_but_seen_ones_stay(store: Store, tools: Tools) -> None:
    before = cards(store)
    edit_answer(store, tools, before[Question.PRICE].id, "ถูกมากค่ะ {price}")
    approve_answers(store, tools, [before[Question.QUALITY].id])
    change_facts(store, facts=())
    write_answers(store, tools, launch(store), [THAI])
    after = cards(store)
    assert after[Question.PRICE].line.text == "ถูกมากค่ะ {price}"
    assert after[Question.PRICE].edited
    assert after[Question.QUALITY].state is State.APPROVED
    assert after[Question.SIZE].line.text != before[Question.SIZE].line.text
    assert "500" not in after[Question.SIZE].line.text
    assert after[Question.SIZE].id == before[Question.SIZE].id


def test_only_the_products_asked_for_are_written(store: Store, tools: Tools) -> None:
    store.undo()
    write_answers(store, tools, launch(store), [THAI], only=[number(store, "DR-1")])
    assert cards(store, "DR-1")
    assert not cards(store)


def test_the_voice_is_the_hosts(store: Store, tools: Tools) -> None:
    write_answers(store, tools, launch(store), [THAI], voice="male")
    said = " ".join(one.line.text for one in cards(store).values())
    assert "ครับ" in said
    assert "ค่ะ" not in said


def test_an_edit_is_timed_checked_and_undone(store: Store, tools: Tools) -> None:
    card = cards(store)[Question.DELIVERY]
    edit_answer(store, tools, card.id, " ส่งถึงใน 3 วันค่ะ ")
    edited = cards(store)[Question.DELIVERY]
    assert (edited.line.text, edited.state) == ("ส่งถึงใน 3 วันค่ะ", State.TRANSLATED)
    assert edited.line.phrase == ""
    assert 0 < edited.line.seconds < card.line.seconds
    assert rules(store, edited) == {"promise:delivery": Severity.EVIDENCE}
    assert not edit_answer(store, tools, card.id, "ส่งถึงใน 3 วันค่ะ")
    with pytest.raises(InputError):
        edit_answer(store, tools, card.id, "  ")
    store.undo()
    assert cards(store)[Question.DELIVERY] == card


def test_an_answer_whose_token_has_no_value_is_stopped(store: Store, tools: Tools) -> None:
    card = cards(store)[Question.PRICE]
    edit_answer(store, tools, card.id, "จาก {was} เหลือ {price} ค่ะ")
    assert rules(store, card) == {"script_token": Severity.BLOCK}


def test_an_approved_answer_that_rests_on_a_changed_fact_is_stopped(
    store: Store, tools: Tools
) -> None:
    card = cards(store)[Question.SIZE]
    approve_answers(store, tools, [card.id])
    assert cards(store)[Question.SIZE].state is State.APPROVED
    (fact,) = products.load(store.read(), number(store)).facts
    change_facts(store, facts=(replace(fact, value="600ml", number=Decimal(600)),))
    pipeline.check(store, tools)
    assert rules(store, card) == {"script_fact": Severity.BLOCK}
    approve_answers(store, tools, [card.id])  # she read it with the new fact in mind
    assert rules(store, card) == {}


def test_undoing_an_answer_concerns_its_product_only(store: Store, tools: Tools) -> None:
    edit_answer(store, tools, cards(store)[Question.STOCK].id, "มีค่ะ")
    newest = steps.recent(store.read())[0].id
    assert steps.touched_products(store.read(), newest) == (number(store),)


def test_approving_is_one_step(store: Store, tools: Tools) -> None:
    ids = [one.id for one in open_answers(store.read(), [number(store)], THAI)]
    assert len(ids) == 10
    approve_answers(store, tools, ids)
    assert list(open_answers(store.read(), [number(store)], THAI)) == []
    assert len(list(open_answers(store.read(), [number(store, "DR-1")], THAI))) == 10
    store.undo()
    assert len(list(open_answers(store.read(), [number(store)], THAI))) == 10
