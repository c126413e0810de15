from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from localizer.errors import InputError
from localizer.translate.engines.base import Ask, Cause, Engine, EngineError, Price, Reply
from localizer.translate.engines.codes import Service
from localizer.translate.engines.web import WebEngine, WebSettings, engine_for
from localizer.translate.engines.web_http import Timing
from tests.support.engine_server import EngineServer, Fault
from tests.support.web_stub import Scripted, WebStub, web_stub

KEYS = {
    name: f"{name}-secret" for name in ("key", "app_id", "app_key", "client_id", "client_secret")
}
TIMING = Timing(connect=1.0, read=1.0, total=5.0)


@pytest.fixture
def stub() -> Iterator[WebStub]:
    with web_stub() as running:
        yield running


def _engine(service: str, url: str, timing: Timing = TIMING) -> WebEngine:
    return engine_for(service, WebSettings(url=url, timing=timing), KEYS)


def _asks(*texts: str) -> list[Ask]:
    return [Ask(text) for text in texts]


def _papago(text: str) -> Scripted:
    return Scripted({"message": {"result": {"translatedText": text}}})


@pytest.mark.parametrize("service", Service)
def test_every_service_is_an_engine(service: Service) -> None:
    engine: Engine = engine_for(service, keys=KEYS)
    assert engine.info.id == service
    assert engine.info.version
    assert "." in engine.info.host
    assert engine.can("zh-Hans", "en-US")
    assert not engine.can("zh-Hans", "zh-Hans-MY")
    assert not engine.can("zh-Hans", "xx-XX")


def test_an_unknown_engine_is_a_bug() -> None:
    with pytest.raises(ValueError, match="bing"):
        engine_for("bing")


def test_an_engine_does_not_show_its_keys(stub: WebStub) -> None:
    engine = _engine("deepl", stub.url)
    assert repr(engine) == f"WebEngine('deepl', '{engine.info.host}')"
    assert not any(key in f"{engine.info}{engine.service}" for key in KEYS.values())


@pytest.mark.parametrize(
    ("key", "host", "amount"),
    [("abc", "api.deepl.com", 20), ("abc:fx", "api-free.deepl.com", 0), ("abc:fx\n", None, 0)],
)
def test_deepl_has_an_address_for_free_keys(key: str, host: str | None, amount: int) -> None:
    info = engine_for("deepl", keys={"key": key}).info
    assert info.host == (host or "api-free.deepl.com")
    assert info.price == Price(Decimal(amount), "EUR")


def test_a_server_of_ones_own_costs_nothing_and_the_public_one_is_not_known() -> None:
    own = engine_for("libretranslate", WebSettings(url="http://localhost:5000/")).info
    assert (own.host, own.price) == ("localhost:5000", Price(Decimal(0), "USD"))
    assert engine_for("libretranslate").info.price is None


def test_a_stated_price_stands_for_the_published_one() -> None:
    price = Price(Decimal("8.5"), "USD")
    assert engine_for("microsoft", WebSettings(price=price)).info.price == price


def test_an_unsafe_address_is_refused_at_once() -> None:
    with pytest.raises(InputError):
        engine_for("libretranslate", WebSettings(url="http://lt.example.com"))


@pytest.mark.parametrize("service", ["deepl", "microsoft", "baidu", "papago", "yandex"])
def test_a_missing_key_is_told_without_asking(stub: WebStub, service: str) -> None:
    engine = engine_for(service, WebSettings(url=stub.url), {"key": " ", "app_id": "a"})
    with pytest.raises(EngineError) as caught:
        engine.translate(_asks("红色"), "zh-Hans", "en-US")
    assert caught.value.cause is Cause.KEY
    assert stub.asked == []


def test_a_pair_it_cannot_do_is_told_without_asking(stub: WebStub) -> None:
    with pytest.raises(EngineError) as caught:
        _engine("papago", stub.url).translate(_asks("红色"), "zh-Hans", "th-TH")
    assert caught.value.cause is Cause.LANGUAGES
    assert stub.asked == []


def test_the_services_codes_are_sent(stub: WebStub) -> None:
    stub.give(Scripted({"translations": [{"text": "rojo"}]}))
    assert _engine("deepl", stub.url).translate(_asks("红色"), "zh-Hans", "es-MX") == [
        Reply("rojo")
    ]
    assert stub.asked[0].json()["source_lang"] == "ZH"
    assert stub.asked[0].json()["target_lang"] == "ES-419"


def test_texts_that_cannot_be_sent_do_not_keep_the_others_back(stub: WebStub) -> None:
    stub.give(Scripted({"translatedText": ["red", "blue"]}))
    replies = _engine("libretranslate", stub.url).translate(
        _asks("红色", "  ", "长" * 2001, "蓝色"), "zh-Hans", "en-US"
    )
    assert [reply.text for reply in replies] == ["red", "", "", "blue"]
    assert [reply.cause for reply in replies] == [None, Cause.EMPTY, Cause.TOO_LONG, None]
    assert stub.asked[0].json()["q"] == ["红色", "蓝色"]


def test_mymemorys_limit_is_in_bytes(stub: WebStub) -> None:
    stub.give(Scripted({"responseData": {"translatedText": "red"}, "responseStatus": 200}))
    engine = engine_for("mymemory", WebSettings(url=stub.url))
    replies = engine.translate(_asks("红" * 166, "红" * 167), "zh-Hans", "en-US")
    assert [reply.cause for reply in replies] == [None, Cause.TOO_LONG]


def test_a_batch_is_sent_within_the_limits(stub: WebStub) -> None:
    stub.give(*(Scripted({"translatedText": ["x"] * count}) for count in (20, 3, 1)))
    texts = ["短"] * 20 + ["中" * 600] * 3 + ["中" * 600]
    replies = _engine("libretranslate", stub.url).translate(_asks(*texts), "zh-Hans", "en-US")
    assert [len(asked.json()["q"]) for asked in stub.asked] == [20, 3, 1]
    assert [reply.text for reply in replies] == ["x"] * 24


def test_one_bad_text_does_not_lose_the_others(stub: WebStub) -> None:
    stub.give(_papago("red"), Scripted({}, status=500), _papago("blue"))
    replies = _engine("papago", stub.url).translate(_asks("红", "坏", "蓝"), "zh-Hans", "en-US")
    assert replies == [Reply("red"), Reply(cause=Cause.SERVER, detail="HTTP 500"), Reply("blue")]


def test_each_text_has_the_cause_of_its_own_request(stub: WebStub) -> None:
    stub.give(_papago("red"), Scripted({}, status=500), Scripted({}, status=413), _papago("blue"))
    replies = _engine("papago", stub.url).translate(_asks(*"红坏长蓝"), "zh-Hans", "en-US")
    assert [reply.cause for reply in replies] == [None, Cause.SERVER, Cause.TOO_LONG, None]


def test_a_refusal_ends_the_batch_and_keeps_what_was_answered(stub: WebStub) -> None:
    stub.give(_papago("red"), Scripted({}, status=401))
    replies = _engine("papago", stub.url).translate(_asks("红", "蓝", "绿"), "zh-Hans", "en-US")
    assert [reply.cause for reply in replies] == [None, Cause.KEY, Cause.KEY]
    assert len(stub.asked) == 2


def test_when_nothing_was_answered_the_whole_request_failed(stub: WebStub) -> None:
    stub.give(Scripted({}, status=429, headers={"Retry-After": "9"}))
    with pytest.raises(EngineError) as caught:
        _engine("papago", stub.url).translate(_asks("红", "蓝"), "zh-Hans", "en-US")
    assert (caught.value.cause, caught.value.retry_after) == (Cause.RATE, 9.0)
    assert len(stub.asked) == 1


def test_nothing_to_send_is_no_failure(stub: WebStub) -> None:
    replies = _engine("papago", stub.url).translate(_asks(" "), "zh-Hans", "en-US")
    assert [reply.cause for reply in replies] == [Cause.EMPTY]
    assert _engine("papago", stub.url).translate([], "zh-Hans", "en-US") == []


@pytest.mark.parametrize("text", [None, "", " \n"])
def test_an_empty_answer_is_no_translation(stub: WebStub, text: str | None) -> None:
    stub.give(Scripted({"translations": [{"text": text}, {"text": "blue"}]}))
    replies = _engine("deepl", stub.url).translate(_asks("红", "蓝"), "zh-Hans", "en-US")
    assert replies == [Reply(cause=Cause.EMPTY), Reply("blue")]


def test_another_number_of_texts_is_no_answer(stub: WebStub) -> None:
    stub.give(Scripted({"translations": [{"text": "red"}]}))
    with pytest.raises(EngineError) as caught:
        _engine("deepl", stub.url).translate(_asks("红", "蓝"), "zh-Hans", "en-US")
    assert caught.value.cause is Cause.COUNT


def test_without_requests_it_is_a_matter_of_setup(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "requests", None)
    with pytest.raises(EngineError) as caught:
        engine_for("deepl", keys=KEYS).translate(_asks("红"), "zh-Hans", "en-US")
    assert caught.value.cause is Cause.SETUP


def test_several_threads_ask_at_once(stub: WebStub) -> None:
    stub.give(Scripted({"translatedText": ["red"]}))
    engine = _engine("libretranslate", stub.url)
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(engine.translate, _asks("红"), "zh-Hans", "en-US") for _n in range(8)]
        assert [future.result() for future in asked] == [[Reply("red")]] * 8


@pytest.mark.parametrize("service", ["deepl", "libretranslate"])
@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        (Fault.RATE, Cause.RATE),
        (Fault.KEY, Cause.KEY),
        (Fault.NOT_FOUND, Cause.SETUP),
        (Fault.SERVER, Cause.SERVER),
        (Fault.REDIRECT, Cause.PAGE),
        (Fault.SLOW, Cause.TIMEOUT),
        (Fault.DROP, Cause.NETWORK),
        (Fault.HALF, Cause.MALFORMED),
        (Fault.PAGE, Cause.PAGE),
        (Fault.NOT_JSON, Cause.MALFORMED),
        (Fault.COUNT, Cause.COUNT),
    ],
)
def test_every_fault_of_a_service_has_its_cause(
    server: EngineServer, service: str, fault: Fault, cause: Cause
) -> None:
    server.fail(fault)
    timing = Timing(connect=1.0, read=0.3, total=1.0)
    with pytest.raises(EngineError) as caught:
        _engine(service, server.url, timing).translate(_asks("红色", "蓝色"), "zh-Hans", "en-US")
    assert caught.value.cause is cause
    assert "secret" not in f"{caught.value!r}"
    server.fail(None)
    replies = _engine(service, server.url).translate(_asks("红色", "蓝色"), "zh-Hans", "en-US")
    assert all(reply.text and reply.cause is None for reply in replies)
