"""Answers are kept by product, target and question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from localizer.catalog import answers, findings, products
from localizer.catalog.answers import StoredAnswer
from localizer.model.finding import Finding, Severity, Subject
from localizer.model.launch import Target
from localizer.model.phrase import Question
from localizer.model.script import Beat, Lane, ScriptLine
from localizer.model.segment import State
from localizer.store.database import Store

THAI = Target("TH", "shopee", "th-TH")
LINE = ScriptLine(
    Beat.QA, Lane.HOST, "{price} ค่ะ", ("material",), ("price",), 7, 2.5, "c", values=(("a", "b"),)
)


@pytest.fixture
def product(store: Store, catalog_id: int) -> int:
    return products.product_ids(store.read(), catalog_id)[0]


def save(store: Store, stored: StoredAnswer) -> int:
    with store.step("Save") as step:
        return answers.save(step, stored)


def test_a_card_reads_back_typed_in_the_order_of_the_questions(store: Store, product: int) -> None:
    stock = StoredAnswer(0, product, THAI, Question.STOCK, "หมดยัง", LINE)
    price = replace(stock, question=Question.PRICE, state=State.APPROVED, edited=True)
    numbers = save(store, stock), save(store, price)
    found = answers.of_product(store.read(), product, THAI)
    assert found == (replace(price, id=numbers[1]), replace(stock, id=numbers[0]))
    assert answers.load(store.read(), numbers[0]) == found[1]
    assert answers.of_product(store.read(), product, replace(THAI, channel="lazada")) == ()


def test_a_card_a_person_wrote_is_marked(product: int) -> None:
    stored = StoredAnswer(0, product, THAI, Question.STOCK, "หมดยัง", LINE)
    written = answers.with_line(stored, replace(LINE, text="มีค่ะ"))
    assert (written.edited, written.state) == (True, State.TRANSLATED)
    script = replace(written, id=5).as_script()
    assert (script.id, script.product_id, script.target) == (5, product, THAI)
    assert script.script.lines == (written.line,)


def test_another_wording_drops_what_was_let_pass(store: Store, product: int) -> None:
    stored = StoredAnswer(0, product, THAI, Question.STOCK, "หมดยัง", LINE)
    stored = replace(stored, id=save(store, stored))
    place = findings.Place(
        Subject.ANSWER, stored.id, product, THAI.market, THAI.channel, THAI.locale
    )
    found = findings.StoredFinding(1, place, Finding("r", Severity.WARNING, "m"))
    with store.step("Overrule") as step:
        findings.overrule(step, found, "fine")
    save(store, replace(stored, state=State.APPROVED))
    assert store.read().value("SELECT count(*) FROM overrule") == 1
    save(store, replace(stored, line=replace(LINE, text="มี")))
    assert store.read().value("SELECT count(*) FROM overrule") == 0
    store.undo()
    assert store.read().value("SELECT count(*) FROM overrule") == 1
    with store.step("Remove") as step:
        answers.remove(step, stored.id)
    assert store.read().value("SELECT count(*) FROM overrule") == 0


def test_a_card_that_is_gone_is_not_written(store: Store, product: int) -> None:
    with pytest.raises(LookupError), store.step("Save") as step:
        answers.save(step, StoredAnswer(9, product, THAI, Question.STOCK, "", LINE))
    with pytest.raises(LookupError):
        answers.load(store.read(), 9)
