"""What comes back is sorted: to be shown, failed, asked again, asked apart, or the end of the run."""

from __future__ import annotations

import pytest

from localizer.catalog.engine_runs import EngineJob, Pair
from localizer.model.segment import text_hash
from localizer.pipeline.engine_queue import Batch, Preparer
from localizer.pipeline.engine_replies import Verdict, ask, judge
from localizer.pipeline.tools import Tools
from localizer.translate.engines.base import Cause, EngineError, Reply
from tests.support.fake_engine import FakeEngine, thai

SOURCES = ("透气面料", "收腰设计", "水杯容量 500 ml")


@pytest.fixture
def batch(tools: Tools) -> Batch:
    """Return a batch of three texts for Thai."""
    preparer = Preparer(tools.termbase)
    jobs = [
        EngineJob(number, text_hash(text), text, "zh-Hans", "th-TH", "bullet", "", 0)
        for number, text in enumerate(SOURCES, 1)
    ]
    return Batch(Pair("zh-Hans", "th-TH"), tuple(preparer.item(job, ()) for job in jobs))


def causes(verdict: Verdict) -> dict[int, Cause | None]:
    return {outcome.job.id: outcome.cause for outcome in verdict.outcomes}


def good(batch: Batch) -> list[Reply]:
    return [Reply(thai(item.ask.text)) for item in batch.items]


def test_good_texts_are_shown_with_what_was_shielded(batch: Batch) -> None:
    verdict = judge(batch, good(batch))
    assert causes(verdict) == {1: None, 2: None, 3: None}
    assert verdict.outcomes[2].text.endswith("500 ml")
    assert all(outcome.is_new for outcome in verdict.outcomes)
    assert (verdict.answered, verdict.is_up, verdict.cause) == (3, True, "")
    assert not verdict.again
    assert not verdict.apart


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("", Cause.EMPTY),
        ("คำแปลที่ 7", Cause.PLACEHOLDER),  # lost ⟦0⟧
        ("คำแปล ⟦0⟧ ⟦0⟧", Cause.PLACEHOLDER),
        ("水杯容量 ⟦0⟧", Cause.UNCHANGED),
        ("这是水杯 ⟦0⟧", Cause.LANGUAGE),
        ("<html><body>⟦0⟧</body></html>", Cause.PAGE),
    ],
)
def test_a_bad_text_fails_alone(batch: Batch, text: str, cause: Cause) -> None:
    verdict = judge(batch, [*good(batch)[:2], Reply(text)])
    assert causes(verdict) == {1: None, 2: None, 3: cause}
    assert verdict.outcomes[2].text == ""
    assert (verdict.answered, verdict.is_up, verdict.cause) == (2, True, cause.value)


@pytest.mark.parametrize("cause", [Cause.TIMEOUT, Cause.NETWORK, Cause.SERVER, Cause.RATE])
def test_what_passes_is_asked_again(batch: Batch, cause: Cause) -> None:
    verdict = judge(batch, EngineError(cause, "later", retry_after=7))
    assert verdict.again == list(batch.items)
    assert (verdict.again_cause, verdict.retry_after, verdict.is_up) == (cause, 7, False)
    assert (verdict.cause, verdict.detail) == (cause.value, "later")
    assert verdict.outcomes == []
    verdict = judge(batch, [*good(batch)[:2], Reply(cause=cause)])
    assert verdict.again == [batch.items[2]]
    assert verdict.is_up is True


def test_a_service_that_puts_every_text_off_is_not_up(batch: Batch) -> None:
    assert judge(batch, [Reply(cause=Cause.SERVER)] * 3).is_up is False


@pytest.mark.parametrize("cause", [Cause.KEY, Cause.QUOTA, Cause.SETUP, Cause.STOPPED])
def test_what_lasts_ends_the_run_and_fails_no_text(batch: Batch, cause: Cause) -> None:
    for came in (EngineError(cause), [*good(batch)[:2], Reply(cause=cause)]):
        verdict = judge(batch, came)
        assert verdict.ending is cause
        assert not verdict.again
        assert all(outcome.cause is None for outcome in verdict.outcomes)


@pytest.mark.parametrize("cause", [Cause.COUNT, Cause.MALFORMED, Cause.TRUNCATED])
def test_what_one_bad_text_may_have_spoilt_is_asked_apart(batch: Batch, cause: Cause) -> None:
    assert judge(batch, EngineError(cause)).apart == list(batch.items)
    verdict = judge(batch, [*good(batch)[:2], Reply(cause=cause)])
    assert verdict.apart == [batch.items[2]]
    assert causes(verdict) == {1: None, 2: None}
    alone = Batch(batch.pair, batch.items[:1])
    assert causes(judge(alone, EngineError(cause))) == {1: cause}
    assert causes(judge(alone, [Reply(cause=cause)])) == {1: cause}


@pytest.mark.parametrize("number", [0, 2, 4])
def test_another_number_of_replies_belongs_to_no_text(batch: Batch, number: int) -> None:
    verdict = judge(batch, (good(batch) * 2)[:number])
    assert verdict.apart == list(batch.items)
    assert verdict.outcomes == []
    assert (verdict.cause, verdict.detail) == ("count", f"{number} replies to 3 texts")


@pytest.mark.parametrize(
    ("cause", "says"), [(Cause.PAGE, "down"), (Cause.LANGUAGES, "?"), (Cause.TOO_LONG, "?")]
)
def test_other_failures_are_final(batch: Batch, cause: Cause, says: str) -> None:
    verdict = judge(batch, EngineError(cause))
    assert causes(verdict) == {1: cause, 2: cause, 3: cause}
    assert {True: "up", False: "down", None: "?"}[verdict.is_up] == says


def test_a_request_gives_its_failure_instead_of_raising_it(batch: Batch) -> None:
    engine = FakeEngine()
    error = EngineError(Cause.SERVER)
    engine.faults.append(error)
    assert ask(engine, batch) is error
    assert ask(engine, batch) == good(batch)
    assert [one.text for one in engine.requests[0]][2] == "水杯容量 ⟦0⟧"


def test_a_bug_of_an_engine_is_no_failure_of_a_text(batch: Batch) -> None:
    def broken(_asks: object) -> list[Reply]:
        raise ZeroDivisionError

    engine = FakeEngine()
    engine.faults.append(broken)
    with pytest.raises(ZeroDivisionError):
        ask(engine, batch)
