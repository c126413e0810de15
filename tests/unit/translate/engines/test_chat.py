from __future__ import annotations

import logging
import socket
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from decimal import Decimal

import httpx
import pytest

from localizer.errors import InputError
from localizer.translate.engines import chat, chat_http
from localizer.translate.engines.base import (
    Ask,
    Cause,
    EngineError,
    EngineInfo,
    Limits,
    Price,
    Question,
)
from localizer.translate.engines.chat import ChatEngine, ChatSettings
from localizer.translate.engines.guard import checked
from tests.support.engine_server import EngineServer, Fault, fake

KEY = "sk-Test0123456789secret"
ASKS = (Ask("这款⟦0⟧连衣裙面料柔软，适合夏天穿"), Ask("附带两个口袋的红色大衣"))

QUESTION = Question("Reword.", '{"lines": [{"n": 1, "text": "Hallo"}]}', {"name": "lines"}, 200)

Made = Callable[..., ChatEngine]


@pytest.fixture
def made(server: EngineServer) -> Iterator[Made]:
    engines: list[ChatEngine] = []

    def make(key: str = KEY, **settings: object) -> ChatEngine:
        values = {"url": f"{server.url}/v1", "model": "test-1"} | settings
        engines.append(ChatEngine(ChatSettings(**values), key))  # type: ignore[arg-type]
        return engines[-1]

    yield make
    for engine in engines:
        engine.close()


def failed(engine: ChatEngine) -> EngineError:
    with pytest.raises(EngineError) as caught:
        engine.translate(ASKS, "zh-Hans", "de-DE")
    return caught.value


@pytest.mark.parametrize("target", ["de-DE", "th-TH", "zh-Hant-TW", "fil-PH"])
def test_texts_come_back_in_order(server: EngineServer, made: Made, target: str) -> None:
    replies = made().translate(ASKS, "zh-Hans", target)
    assert [reply.text for reply in replies] == [fake(ask.text, target) for ask in ASKS]
    for ask, reply in zip(ASKS, replies, strict=True):
        assert checked(ask, reply, "zh-Hans", target).cause is None
    (request,) = server.requests
    assert request.path == "/v1/chat/completions"
    assert request.headers["Authorization"] == f"Bearer {KEY}"
    assert request.body["model"] == "test-1"
    assert request.body["temperature"] == 0
    assert request.body["max_tokens"] > 100
    assert request.body["response_format"]["type"] == "json_schema"
    assert request.texts == tuple(ask.text for ask in ASKS)


def test_nothing_is_asked_for_nothing(server: EngineServer, made: Made) -> None:
    assert made().translate((), "zh-Hans", "de-DE") == ()
    assert server.requests == ()


def test_a_model_without_a_key(server: EngineServer, made: Made) -> None:
    assert made(key="").translate(ASKS, "zh-Hans", "de-DE")[0].text
    assert "Authorization" not in server.requests[0].headers


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        (Fault.RATE, Cause.RATE),
        (Fault.QUOTA, Cause.QUOTA),
        (Fault.KEY, Cause.KEY),
        (Fault.NOT_FOUND, Cause.SETUP),
        (Fault.SERVER, Cause.SERVER),
        (Fault.REDIRECT, Cause.SETUP),
        (Fault.DROP, Cause.NETWORK),
        (Fault.HALF, Cause.MALFORMED),
        (Fault.PAGE, Cause.PAGE),
        (Fault.NOT_JSON, Cause.MALFORMED),
    ],
)
def test_a_request_that_fails(server: EngineServer, made: Made, fault: Fault, cause: Cause) -> None:
    server.fail(fault)
    engine = made()
    assert failed(engine).cause is cause
    assert len(server.requests) == 1
    assert engine.translate(ASKS, "zh-Hans", "de-DE")[0].text == fake(ASKS[0].text, "de-DE")


@pytest.mark.parametrize(
    ("fault", "causes"),
    [
        (Fault.COUNT, [Cause.COUNT, Cause.COUNT]),
        (Fault.TRUNCATED, [Cause.TRUNCATED, Cause.TRUNCATED]),
        (Fault.EMPTY, [Cause.EMPTY, Cause.EMPTY]),
    ],
)
def test_texts_that_fail(
    server: EngineServer, made: Made, fault: Fault, causes: list[Cause]
) -> None:
    server.fail(fault)
    replies = made().translate(ASKS, "zh-Hans", "de-DE")
    assert [reply.cause for reply in replies] == causes
    assert not any(reply.text for reply in replies)


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        (Fault.UNCHANGED, Cause.UNCHANGED),
        (Fault.PLACEHOLDER, Cause.PLACEHOLDER),
        (Fault.LANGUAGE, Cause.LANGUAGE),
    ],
)
def test_what_only_the_guard_sees(
    server: EngineServer, made: Made, fault: Fault, cause: Cause
) -> None:
    server.fail(fault)
    reply = made().translate(ASKS, "zh-Hans", "de-DE")[0]
    assert reply.cause is None
    assert checked(ASKS[0], reply, "zh-Hans", "de-DE").cause is cause


def test_a_service_that_says_nothing_times_out(
    server: EngineServer, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat, "READ_S", 0.2)
    server.fail(Fault.SLOW)
    assert failed(made()).cause is Cause.TIMEOUT


def test_no_connection_is_a_fault_of_the_network() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
        with ChatEngine(ChatSettings(url, "m")) as engine:
            assert failed(engine).cause is Cause.NETWORK


@pytest.mark.parametrize(
    ("header", "seconds"), [("7", 7.0), ("Sun, 22 Nov 2020 12:00:00 GMT", 0.0)]
)
def test_how_long_to_wait_is_passed_on(
    server: EngineServer, made: Made, header: str, seconds: float
) -> None:
    server.behaviour.retry_after = header
    server.fail(Fault.RATE)
    assert failed(made()).retry_after == seconds


def test_a_redirect_sends_nothing_on(server: EngineServer, made: Made) -> None:
    server.behaviour.elsewhere = f"{server.url}/elsewhere"
    server.fail(Fault.REDIRECT)
    failed(made())
    assert [request.path for request in server.requests] == ["/v1/chat/completions"]


def test_a_client_that_follows_redirects_does_not_here(server: EngineServer) -> None:
    server.behaviour.elsewhere = f"{server.url}/elsewhere"
    server.fail(Fault.REDIRECT)
    with httpx.Client(follow_redirects=True) as client:
        engine = ChatEngine(ChatSettings(f"{server.url}/v1", "m"), KEY, client)
        assert failed(engine).cause is Cause.SETUP
        engine.close()
        assert not client.is_closed
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("refused", "left"),
    [
        ({"json_schema"}, "json_object"),
        ({"json_schema", "json_object"}, None),
    ],
)
def test_a_form_that_is_refused_is_given_up_for_good(
    server: EngineServer, made: Made, refused: set[str], left: str | None
) -> None:
    server.behaviour.refused = frozenset(refused)
    engine = made()
    assert engine.translate(ASKS, "zh-Hans", "de-DE")[0].text
    tried = len(server.requests)
    assert tried == len(refused) + 1
    assert engine.translate(ASKS, "zh-Hans", "de-DE")[0].text
    assert len(server.requests) == tried + 1
    assert server.requests[-1].body.get("response_format", {}).get("type") == left


def test_parameters_that_are_refused_are_left_out(server: EngineServer, made: Made) -> None:
    server.behaviour.refused = frozenset({"temperature", "max_tokens"})
    assert made().translate(ASKS, "zh-Hans", "de-DE")[0].text
    last = server.requests[-1].body
    assert "temperature" not in last
    assert last["max_completion_tokens"] > 100
    assert last["response_format"]["type"] == "json_schema"


def test_a_request_that_is_refused_in_every_form_fails(server: EngineServer, made: Made) -> None:
    server.behaviour.refused = frozenset({"messages"})
    engine = made()
    assert failed(engine).cause is Cause.MALFORMED
    assert len(server.requests) == 3
    server.behaviour.refused = frozenset()
    engine.translate(ASKS, "zh-Hans", "de-DE")
    assert server.requests[-1].body["response_format"]["type"] == "json_schema"


def test_a_model_that_is_not_there(server: EngineServer, made: Made) -> None:
    server.behaviour.models = ("other",)
    assert failed(made()).cause is Cause.SETUP


def test_a_wrong_key(server: EngineServer, made: Made) -> None:
    server.behaviour.key = "another"
    assert failed(made()).cause is Cause.KEY


@pytest.mark.parametrize("key", ["sk-äöü", "sk two words", "sk\nX-Header: 1", "sk\x00"])
def test_what_can_be_no_key_is_not_sent(server: EngineServer, made: Made, key: str) -> None:
    error = failed(made(key=key))
    assert error.cause is Cause.KEY
    assert key not in f"{error!r} {error.detail}"
    assert server.requests == ()


@pytest.mark.parametrize("fault", [one for one in Fault if one is not Fault.SLOW])
def test_the_key_is_told_to_nobody(
    server: EngineServer, made: Made, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.fail(fault)
    engine = made()
    told = [repr(engine), str(engine), repr(engine.info)]
    attached: list[BaseException | None] = []
    try:
        told.append(repr(engine.translate(ASKS, "zh-Hans", "de-DE")))
    except EngineError as error:
        told += [repr(error), error.detail, *traceback.format_exception(error)]
        attached += [error.__cause__, error.__context__]
    assert KEY not in "\n".join([*told, caplog.text])
    assert attached in ([], [None, None])


def test_a_service_that_repeats_the_key_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    body = f'{{"error": {{"code": "{KEY}"}}}}'.encode()
    engine = ChatEngine(ChatSettings("http://localhost/v1", "m"), KEY)
    monkeypatch.setattr(engine, "_post", lambda _asked: (401, body, {}))
    error = failed(engine)
    assert error.cause is Cause.KEY
    assert KEY.lower() not in f"{error!r} {error.detail}".lower()


def test_tokens_are_counted_as_the_service_says(server: EngineServer, made: Made) -> None:
    engine = made()
    engine.translate(ASKS, "zh-Hans", "de-DE")
    assert engine.used == 150
    server.behaviour.usage = False
    engine.translate(ASKS, "zh-Hans", "de-DE")
    assert 500 < engine.used < 2000


def test_a_failed_request_costs_what_was_read(server: EngineServer, made: Made) -> None:
    engine = made()
    server.fail(Fault.RATE)
    failed(engine)
    assert engine.used == 0
    server.fail(Fault.NOT_JSON)
    failed(engine)
    assert engine.used > 100


def test_the_budget_stops_the_run(server: EngineServer, made: Made) -> None:
    engine = made(budget=1300)
    engine.translate(ASKS, "zh-Hans", "de-DE")
    sent = len(server.requests)
    error = EngineError(Cause.SERVER)
    for _ in range(20):
        try:
            engine.translate(ASKS, "zh-Hans", "de-DE")
        except EngineError as stopped:
            error = stopped
            break
    assert error.cause is Cause.STOPPED
    assert sent < len(server.requests) < 10
    assert engine.used <= 1300


def test_no_answer_may_be_longer_than_what_is_left(server: EngineServer, made: Made) -> None:
    long = (Ask("连衣裙" * 200),)
    with pytest.raises(EngineError) as caught:
        made(budget=500).translate(long, "zh-Hans", "de-DE")
    assert caught.value.cause is Cause.STOPPED
    made(answer_limit=900).translate(long, "zh-Hans", "de-DE")
    assert [request.body["max_tokens"] for request in server.requests] == [900]


def test_threads_share_the_budget(server: EngineServer, made: Made) -> None:
    engine = made(budget=3000)
    causes: list[Cause | None] = []

    def run() -> None:
        try:
            engine.translate(ASKS, "zh-Hans", "de-DE")
            causes.append(None)
        except EngineError as error:
            causes.append(error.cause)

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(causes) <= {None, Cause.STOPPED}
    assert causes.count(None) == len(server.requests)
    assert engine.used == 150 * len(server.requests) > 0


def test_a_body_that_never_ends_is_not_read(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat_http, "ANSWER_BYTES", 50)
    assert failed(made()).cause is Cause.MALFORMED


def test_a_body_that_comes_too_slowly_is_not_read(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat_http, "WHOLE_S", -1.0)
    assert failed(made()).cause is Cause.TIMEOUT


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (b"{}", Cause.MALFORMED),
        (b"[]", Cause.MALFORMED),
        (b'{"choices": []}', Cause.MALFORMED),
        (b'{"choices": [7]}', Cause.MALFORMED),
        (b'{"choices": [{"message": "x"}]}', Cause.MALFORMED),
        (b'{"choices": {"0": 1}}', Cause.MALFORMED),
        (
            b'{"choices": [{"message": {"content": null}, "finish_reason": "stop"}]}',
            Cause.MALFORMED,
        ),
        (
            b'{"choices": [{"message": {"content": "[]"}, "finish_reason": "content_filter"}]}',
            Cause.MALFORMED,
        ),
        (b"  <html>", Cause.PAGE),
        (b"\xff\xfe", Cause.MALFORMED),
    ],
)
def test_a_good_status_with_a_bad_body(
    monkeypatch: pytest.MonkeyPatch, body: bytes, cause: Cause
) -> None:
    engine = ChatEngine(ChatSettings("http://localhost/v1", "m"))
    monkeypatch.setattr(engine, "_post", lambda _asked: (200, body, {}))
    assert failed(engine).cause is cause


def test_what_is_known_before_it_is_asked() -> None:
    price = Price(Decimal("2.50"), "USD")
    limits = Limits(texts=3)
    outside = ChatEngine(ChatSettings("https://api.example.com/v1", "m-1", price, limits=limits))
    assert outside.info == EngineInfo("chat", "m-1", "api.example.com", limits, price)
    assert ChatEngine(ChatSettings("http://localhost:11434/v1", "m")).info.host == ""
    assert ChatEngine(ChatSettings("http://10.0.0.2/v1", "m")).info.host == "10.0.0.2"
    assert repr(outside) == "ChatEngine('api.example.com', 'm-1')"


def test_an_open_line_out_of_the_house_is_refused() -> None:
    with pytest.raises(InputError, match=r"Texts and the key would go to api\.example\.com"):
        ChatEngine(ChatSettings("http://api.example.com/v1", "m"), KEY)


@pytest.mark.parametrize(
    ("source", "target", "can"),
    [
        ("zh-Hans", "th-TH", True),
        ("zh-Hans", "zh-Hant-TW", True),
        ("en-US", "en-GB", False),
        ("zh-Hans", "xx-YY", False),
    ],
)
def test_which_languages_it_can(source: str, target: str, can: bool) -> None:  # noqa: FBT001
    assert ChatEngine(ChatSettings("http://localhost/v1", "m")).can(source, target) is can


def test_without_httpx_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    error = failed(ChatEngine(ChatSettings("http://localhost/v1", "m")))
    assert error.cause is Cause.SETUP
    assert "httpx" in error.detail


def test_no_proxy_of_the_environment_sees_what_stays_inside(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert made().translate(ASKS, "zh-Hans", "de-DE")[0].text


def test_a_closed_engine_opens_again(server: EngineServer, made: Made) -> None:
    engine = made()
    engine.translate(ASKS, "zh-Hans", "de-DE")
    engine.close()
    engine.translate(ASKS, "zh-Hans", "de-DE")
    assert len(server.requests) == 2


def test_another_question_is_asked_in_its_own_form(server: EngineServer, made: Made) -> None:
    engine = made()
    assert engine.answer(QUESTION) == '{"lines": [{"n": 1, "text": "Hallo"}]}'
    (request,) = server.requests
    assert [one["content"] for one in request.body["messages"]] == [
        QUESTION.rules, QUESTION.material,
    ]  # fmt: skip
    assert request.body["response_format"]["json_schema"] == {"name": "lines"}
    assert request.body["max_tokens"] >= QUESTION.answer_chars
    assert QUESTION.weight == len(QUESTION.rules) + len(QUESTION.material)
    assert engine.used == 150


def test_a_question_that_is_answered_in_part_fails(server: EngineServer, made: Made) -> None:
    server.fail(Fault.TRUNCATED)
    with pytest.raises(EngineError) as caught:
        made().answer(QUESTION)
    assert caught.value.cause is Cause.TRUNCATED
    with pytest.raises(EngineError) as caught:
        made(budget=100).answer(QUESTION)
    assert caught.value.cause is Cause.STOPPED
