"""Texts read by a model: what it doubts is added, stays with its text, and takes nothing away."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest

from localizer.catalog import engine_log, findings, launches, products, translations
from localizer.errors import InputError
from localizer.model.finding import Severity, Subject
from localizer.model.launch import Launch, Target
from localizer.pipeline import check, edit_translation, engine_wait, undo
from localizer.pipeline.claim_reader import plan_reading, read_claims
from localizer.pipeline.tools import Tools
from localizer.store.database import Store
from localizer.translate.engines.base import (
    Cause,
    EngineError,
    EngineInfo,
    Limits,
    Price,
    Question,
)
from tests.support.fake_engine import FakeEngine

GERMAN = Target("DE", "amazon", "de-DE")
TEXT = "Kleid, das jeden umhaut und das beste ist"


@pytest.fixture
def goods() -> str:
    return "商品编码,商品标题,面料成分,颜色,成本价(元)\nA-1,女士连衣裙,棉95% 氨纶5%,红色,40\n"


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_wait, "backoff", lambda _failures: 0.01)


def doubts_umhaut(texts: list[dict[str, Any]]) -> str:
    """Doubt one passage, as a model that follows its rules."""
    said = [
        {"n": one["n"], "passage": "jeden umhaut", "why": "Promises an effect on everybody."}
        for one in texts
        if "jeden umhaut" in one["text"]
    ]
    return json.dumps({"doubts": said})


@dataclass
class Reader:
    """A chat model of the test's own."""

    says: Callable[[list[dict[str, Any]]], str] = doubts_umhaut
    limits: Limits = field(default_factory=Limits)
    price: Price | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    errors: deque[EngineError] = field(default_factory=deque)

    @property
    def info(self) -> EngineInfo:
        return EngineInfo("chat:own", "m", "model.example", self.limits, self.price)

    def can(self, _source: str, _target: str) -> bool:
        return True

    def weight(self, _batch: object) -> int:
        return 0

    def translate(self, *_args: object) -> list[Any]:
        raise AssertionError("nothing is translated")

    def answer(self, question: Question) -> str:
        asked = json.loads(question.material)
        self.asked.append(asked)
        if self.errors:
            raise self.errors.popleft()
        return self.says(asked["texts"])


@pytest.fixture
def launch(drafted: Store) -> Launch:
    return launches.find(drafted.read())


@pytest.fixture
def title(drafted: Store, tools: Tools) -> int:
    product = products.product_ids(drafted.read())[0]
    number = translations.pairs(drafted.read(), product, "de-DE")[0].id
    edit_translation(drafted, tools, number, TEXT)
    check(drafted, tools)
    return number


def found(store: Store, number: int) -> set[tuple[str, Severity, str]]:
    of = findings.of_subject(store.read(), Subject.TRANSLATION, number)
    return {
        (one.finding.rule, one.finding.severity, dict(one.finding.args).get("text", ""))
        for one in of
    }


def test_doubts_are_added_and_nothing_is_taken_away(
    drafted: Store, tools: Tools, launch: Launch, title: int
) -> None:
    before = found(drafted, title)
    assert any(rule.startswith("claim:") for rule, _severity, _text in before)
    reader = Reader()
    report = read_claims(drafted, tools, launch, GERMAN, reader)
    assert (report.doubts, report.unread, report.cause) == (1, 0, None)
    assert report.read == sum(len(one["texts"]) for one in reader.asked)
    mine = ("model_doubt", Severity.WARNING, "jeden umhaut")
    assert found(drafted, title) == {*before, mine}
    noted = engine_log.recent(drafted.read())
    assert len(noted) == report.requests == len(reader.asked)
    assert {one.host for one in noted} == {"model.example"}
    undo(drafted, tools)
    assert found(drafted, title) == before


def test_the_facts_and_rules_of_the_market_go_along(
    drafted: Store, tools: Tools, launch: Launch, title: int
) -> None:
    del title
    reader = Reader()
    read_claims(drafted, tools, launch, GERMAN, reader)
    first = reader.asked[0]
    assert first["facts"]["material"]
    assert any("superlative" in one for one in first["rules"])
    kinds = {text["kind"] for one in reader.asked for text in one["texts"]}
    assert {"title", "script"} <= kinds


def test_a_doubt_stays_while_its_text_does_and_is_not_asked_again(
    drafted: Store, tools: Tools, launch: Launch, title: int
) -> None:
    read_claims(drafted, tools, launch, GERMAN, Reader())
    check(drafted, tools)
    assert any(rule == "model_doubt" for rule, _severity, _text in found(drafted, title))
    again = Reader()
    assert read_claims(drafted, tools, launch, GERMAN, again).read == 0
    assert again.asked == []
    assert plan_reading(drafted.read(), tools, launch, GERMAN, again).texts == 0
    edit_translation(drafted, tools, title, "Kleid, das jeden umhaut, wirklich")
    assert not any(rule == "model_doubt" for rule, _severity, _text in found(drafted, title))
    assert read_claims(drafted, tools, launch, GERMAN, again).read == 1
    assert any(rule == "model_doubt" for rule, _severity, _text in found(drafted, title))


def test_an_answer_that_cannot_be_used_changes_nothing(
    drafted: Store, tools: Tools, launch: Launch, title: int
) -> None:
    before = found(drafted, title)
    report = read_claims(drafted, tools, launch, GERMAN, Reader(says=lambda _texts: "Sure! {"))
    assert (report.read, report.doubts, report.cause) == (0, 0, Cause.MALFORMED)
    assert report.unread > 0
    assert not report.changes
    assert found(drafted, title) == before


def test_what_lasts_ends_the_run_and_what_came_before_is_kept(
    drafted: Store, tools: Tools, launch: Launch, title: int
) -> None:
    reader = Reader(limits=Limits(texts=1))
    reader.errors.append(EngineError(Cause.KEY, "no"))
    report = read_claims(drafted, tools, launch, GERMAN, reader)
    assert (report.read, report.cause, len(reader.asked)) == (0, Cause.KEY, 1)
    assert read_claims(drafted, tools, launch, GERMAN, reader).read == report.unread
    assert any(rule == "model_doubt" for rule, _severity, _text in found(drafted, title))


def test_a_ceiling_is_kept(drafted: Store, tools: Tools, launch: Launch) -> None:
    reader = Reader(price=Price(Decimal(1_000_000), "USD"))
    plan = plan_reading(drafted.read(), tools, launch, GERMAN, reader)
    assert plan.cost == Decimal(plan.chars)
    report = read_claims(drafted, tools, launch, GERMAN, reader, ceiling=Decimal(1))
    assert (report.read, report.requests, report.cause) == (0, 0, Cause.STOPPED)


def test_an_engine_that_only_translates_and_a_strange_target_are_refused(
    drafted: Store, tools: Tools, launch: Launch
) -> None:
    with pytest.raises(InputError, match="only translates"):
        read_claims(drafted, tools, launch, GERMAN, FakeEngine())
    with pytest.raises(InputError, match="no target of"):
        read_claims(drafted, tools, launch, Target("US", "amazon", "en-US"), Reader())
