from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import deep_translator.google
import deep_translator.mymemory
import pytest
import requests

from localizer.translate.engines.base import Cause, EngineError
from localizer.translate.engines.web_apis import Account
from localizer.translate.engines.web_http import Timing, Wire
from localizer.translate.engines.web_pages import google, google_says, mymemory, mymemory_says
from tests.support.web_stub import Scripted, WebStub, web_stub

PAGE = '<!doctype html><html><body><div class="result-container">{}</div></body></html>'


@pytest.fixture
def stub() -> Iterator[WebStub]:
    with web_stub() as running:
        yield running


def _google(stub: WebStub, text: str, body: str, *, status: int = 200) -> str | None:
    stub.give(Scripted(body=body.encode(), status=status))
    wire = Wire(Timing(read=1.0), google_says)
    return google(wire, Account(stub.url), [text], "zh-CN", "tl")[0]


def _mymemory(stub: WebStub, value: object, *, text: str = "红色", status: int = 200) -> str | None:
    stub.give(Scripted(value, status=status))
    wire = Wire(Timing(read=1.0), mymemory_says)
    return mymemory(wire, Account(stub.url, email="me@example.com"), [text], "zh-CN", "tl-PH")[0]


def test_google_reads_the_answer_from_the_page(stub: WebStub) -> None:
    assert (
        _google(stub, "红色 & 蓝色", PAGE.format("pula &amp; asul\nberde")) == "pula & asul\nberde"
    )
    (asked,) = stub.asked
    assert (asked.method, asked.path) == ("GET", "/m")
    assert asked.query == {"tl": ["tl"], "sl": ["zh-CN"], "q": ["红色 & 蓝色"]}


def test_google_without_an_answer_in_its_page_is_a_page(stub: WebStub) -> None:
    with pytest.raises(EngineError) as caught:
        _google(stub, "红色", "<html><title>Error 500 (Server Error)!!1</title></html>")
    assert caught.value.cause is Cause.PAGE


def test_google_may_answer_nothing(stub: WebStub) -> None:
    assert _google(stub, "...", PAGE.format("...")) is None


@pytest.mark.parametrize(
    ("status", "cause"),
    [(429, Cause.RATE), (403, Cause.RATE), (302, Cause.PAGE), (500, Cause.SERVER)],
)
def test_google_refuses(stub: WebStub, status: int, cause: Cause) -> None:
    with pytest.raises(EngineError) as caught:
        _google(stub, "红色", "<html></html>", status=status)
    assert caught.value.cause is cause


def test_a_silent_google_is_given_up(stub: WebStub) -> None:
    stub.give(Scripted(body=PAGE.encode(), delay=1.0))
    with pytest.raises(EngineError) as caught:
        google(Wire(Timing(read=0.2)), Account(stub.url), ["红色"], "zh-CN", "en")
    assert caught.value.cause is Cause.TIMEOUT


def test_the_modules_of_others_stay_as_they_are(stub: WebStub) -> None:
    _google(stub, "红色", PAGE.format("red"))
    assert vars(deep_translator.google)["requests"] is requests
    assert vars(deep_translator.mymemory)["requests"] is requests
    assert sys.modules["deep_translator.google"] is deep_translator.google


def test_mymemory(stub: WebStub) -> None:
    value = {
        "responseData": {"translatedText": "it&#39;s red"},
        "responseStatus": 200,
        "matches": [],
    }
    assert _mymemory(stub, value) == "it's red"
    (asked,) = stub.asked
    assert (asked.path, asked.query) == (
        "/get",
        {"q": ["红色"], "langpair": ["zh-CN|tl-PH"], "de": ["me@example.com"]},
    )


def test_what_the_source_spells_so_stays_so(stub: WebStub) -> None:
    value = {"responseData": {"translatedText": "R&amp;D"}, "responseStatus": 200}
    assert _mymemory(stub, value, text="研发 R&amp;D") == "R&amp;D"


ALL_USED = "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. NEXT AVAILABLE IN  10 HOURS"


@pytest.mark.parametrize(
    ("text", "status", "details", "cause"),
    [
        (ALL_USED, 200, "", "quota"),
        (ALL_USED, 429, ALL_USED, "quota"),
        ("PLEASE SELECT TWO DISTINCT LANGUAGES", 403, "", "languages"),
        ("PLEASE SELECT TWO DISTINCT LANGUAGES", 200, "", "languages"),
        ("'xx' IS AN INVALID TARGET LANGUAGE . EXAMPLE", "403", "", "languages"),
        ("QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS", 403, "", "too_long"),
        ("INVALID EMAIL PROVIDED", 403, "", "key"),
        ("something", 500, "", "server"),
        ("", 200, "", "empty"),
        (None, 200, None, "empty"),
    ],
)
def test_mymemory_says_its_failures_as_text(
    stub: WebStub, text: str | None, status: int | str, details: str | None, cause: str
) -> None:
    value = {
        "responseData": {"translatedText": text},
        "responseStatus": status,
        "responseDetails": details,
        "matches": [{"translation": "a match of somebody else"}],
    }
    with pytest.raises(EngineError) as caught:
        _mymemory(stub, value)
    assert caught.value.cause == cause


def test_mymemory_may_be_out_of_quota_with_a_text(stub: WebStub) -> None:
    value = {
        "responseData": {"translatedText": "red"},
        "responseStatus": 200,
        "quotaFinished": True,
    }
    with pytest.raises(EngineError) as caught:
        _mymemory(stub, value)
    assert caught.value.cause is Cause.QUOTA


def test_a_sellers_text_with_such_words_is_a_text(stub: WebStub) -> None:
    value = {"responseData": {"translatedText": "Game: MYMEMORY WARNING edition"}}
    assert _mymemory(stub, value) == "Game: MYMEMORY WARNING edition"


@pytest.mark.parametrize(
    ("value", "cause"),
    [([1], Cause.MALFORMED), ({"responseData": None}, Cause.EMPTY), ({}, Cause.EMPTY)],
)
def test_mymemory_of_another_shape(stub: WebStub, value: object, cause: Cause) -> None:
    with pytest.raises(EngineError) as caught:
        _mymemory(stub, value)
    assert caught.value.cause is cause


def test_mymemory_with_a_page_is_a_page(stub: WebStub) -> None:
    stub.give(Scripted(body=b"<!doctype html><html></html>"))
    with pytest.raises(EngineError) as caught:
        mymemory(Wire(Timing(), mymemory_says), Account(stub.url), ["红"], "zh-CN", "en-US")
    assert caught.value.cause is Cause.PAGE


def test_without_deep_translator_it_is_a_matter_of_setup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "deep_translator", None)
    with pytest.raises(EngineError) as caught:
        google(Wire(Timing()), Account(str(tmp_path)), ["红"], "zh-CN", "en")
    assert caught.value.cause is Cause.SETUP
