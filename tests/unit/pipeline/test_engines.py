"""Engines are made from settings and keys, tried with one sentence, and given hints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from localizer import keys, settings
from localizer.catalog import memory, own_terms
from localizer.catalog.engine_runs import EngineJob
from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.launch import Target
from localizer.model.own_term import OwnConcept, OwnTerm
from localizer.model.segment import MemoryUnit
from localizer.model.term import Term
from localizer.pipeline import engines
from localizer.pipeline.engine_words import CAUSES, engine_text
from localizer.pipeline.matching import matches_of
from localizer.settings import EngineSetting
from localizer.store.database import Store
from localizer.translate.engines.base import Cause
from tests.support.engine_server import EngineServer, Fault, engine_server

SENTENCE = "轻便保温杯，容量 500 ml，适合办公室和旅行。"


@pytest.fixture
def server() -> Iterator[EngineServer]:
    """Run a translation service on this machine."""
    with engine_server() as running:
        yield running


def test_every_kind_says_who_receives_the_texts() -> None:
    found = engines.kinds()
    assert len({one.id for one in found}) == len(found) == 10
    assert all(_(one.privacy).endswith(".") for one in found)
    assert [one.id for one in found if "url" in one.takes] == ["libretranslate", "chat"]


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        (EngineSetting("x", "babelfish"), "babelfish"),
        (EngineSetting("local", "local"), "folder"),
        (EngineSetting("chat", "chat", url="https://example.com"), "model"),
        (EngineSetting("deepl", "deepl", price="-1"), "-1"),
        (EngineSetting("deepl", "deepl", price="NaN"), "NaN"),
    ],
)
def test_a_setting_that_makes_no_engine_is_told(setting: EngineSetting, told: str) -> None:
    with pytest.raises(InputError, match=re.escape(told)):
        engines.make_engine(setting)


def test_a_price_of_ones_own_goes_before_the_published_one() -> None:
    setting = EngineSetting("deepl", "deepl", price="12.5", currency="CNY")
    price = engines.make_engine(setting).info.price
    assert price is not None
    assert (price.amount, price.currency) == (Decimal("12.5"), "CNY")


@pytest.mark.parametrize("kind", ["libretranslate", "chat"])
def test_one_sentence_is_tried(kind: str, server: EngineServer) -> None:
    url = server.url if kind == "libretranslate" else f"{server.url}/v1"
    engine = engines.make_engine(EngineSetting(kind, kind, url=url, model="m"))
    trial = engines.try_engine(engine, SENTENCE, "zh-Hans", "th-TH")
    assert "500 ml" in trial.text
    assert trial.problem == ""
    for fault in (Fault.PAGE, Fault.SERVER, Fault.PLACEHOLDER, Fault.EMPTY):
        server.fail(fault)
        failed = engines.try_engine(engine, SENTENCE, "zh-Hans", "th-TH")
        assert failed.text == ""
        assert failed.problem in CAUSES.values()


def test_a_missing_key_is_told_and_a_kept_one_used(monkeypatch: pytest.MonkeyPatch) -> None:
    setting = EngineSetting("baidu", "baidu")
    assert engines.missing_keys(setting, {}) == ("app_id", "app_key")
    held = {"baidu.app_id": "1", "baidu.app_key": "2"}
    monkeypatch.setattr(keys, "key_of", lambda name: held.get(name, ""))
    assert engines.stored_keys(setting) == {"app_id": "1", "app_key": "2"}
    assert engines.missing_keys(setting, engines.stored_keys(setting)) == ()
    trial = engines.try_engine(engines.make_engine(setting), SENTENCE, "zh-Hans", "th-TH")
    assert trial.problem == CAUSES[Cause.KEY]


def test_engines_are_replaced_in_place_and_forgotten_with_their_keys(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    forgotten: list[tuple[str, str]] = []

    def keep(name: str, key: str) -> bool:
        forgotten.append((name, key))
        return True

    monkeypatch.setattr(keys, "keep", keep)
    chosen = settings.Settings()
    for one in ("deepl", "google"):
        chosen = engines.with_engine(chosen, EngineSetting(one, one))
    chosen = engines.with_engine(chosen, EngineSetting("deepl", "deepl", price="9"))
    assert [(one.id, one.price) for one in chosen.engines] == [("deepl", "9"), ("google", "")]
    chosen = engines.without_engine(chosen, "DeepL")
    assert [one.id for one in chosen.engines] == ["google"]
    assert forgotten == [("deepl", "")]
    with pytest.raises(InputError, match="google"):
        engines.without_engine(chosen, "deepl")


def test_own_terms_and_texts_like_it_go_along(store: Store) -> None:
    with store.step("Fill") as step:
        own_terms.put_concept(step, OwnConcept("own_1", "value", ("保温杯",), "", ""))
        own_terms.put_term(step, OwnTerm(Term("own_1", "th", "แก้วเก็บความเย็น")))
        unit = MemoryUnit(SENTENCE.replace("500", "350"), "zh-Hans", "แก้ว 350 ml", "th-TH")
        memory.remember(step, [unit])
    job = EngineJob(1, "h", SENTENCE, "zh-Hans-CN", "th-TH", "bullet", "保温杯", 0)
    with matches_of(store.read()) as matches:
        terms, hits = engines.hints_for(store.read(), matches)(job)
    assert terms == (("保温杯", "แก้วเก็บความเย็น"),)
    assert hits == ((unit.source, "แก้ว 500 ml"),)


def test_every_cause_has_a_sentence() -> None:
    assert set(CAUSES) == set(Cause)
    assert engine_text("timeout") == CAUSES[Cause.TIMEOUT]
    assert engine_text("deepl") == "Drafted by deepl; nobody has read it yet."


def test_each_language_has_its_own_turns() -> None:
    one, two = EngineSetting("a", "google"), EngineSetting("b", "mymemory")
    chosen = settings.Settings(engines=(one, two), engine_order={"th-TH": ("b",)})
    thai, german = Target("TH", "shopee", "th-TH"), Target("DE", "amazon", "de-DE")
    assert engines.turns(chosen, (thai, german)) == (
        (two, (thai,)), (one, (german,)), (one, (thai,)), (two, (german,)),
    )  # fmt: skip
    assert engines.turns(chosen, (thai, german), but="b") == ((one, (thai, german)),)
    assert engines.turns(settings.Settings(), (thai,)) == ()
