from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence

import pytest

from localizer.translate.engines import web_apis
from localizer.translate.engines.base import Cause, EngineError
from localizer.translate.engines.codes import Service
from localizer.translate.engines.web_apis import Account
from localizer.translate.engines.web_http import Answer, Timing, Wire
from localizer.translate.engines.web_services import SERVICES
from tests.support.web_stub import Scripted, WebStub, web_stub

KEYS = {
    "key": "the-key",
    "app_id": "the-app",
    "app_key": "the-app-key",
    "client_id": "the-client",
    "client_secret": "the-secret",
}
Asked = Callable[..., Sequence[str | None]]


@pytest.fixture
def stub() -> Iterator[WebStub]:
    with web_stub() as running:
        yield running


def _ask(
    stub: WebStub, service: Service, texts: Sequence[str], answer: object, **account: str
) -> Sequence[str | None]:
    stub.give(Scripted(answer))
    declared = SERVICES[service]
    wire = Wire(Timing(read=2.0), declared.says)
    return declared.asking(wire, Account(stub.url, KEYS, **account), texts, "S", "T")


def test_deepl(stub: WebStub) -> None:
    answer = {"translations": [{"text": "red", "detected_source_language": "ZH"}, {"text": "blue"}]}
    assert _ask(stub, Service.DEEPL, ["红", "蓝"], answer) == ["red", "blue"]
    (asked,) = stub.asked
    assert (asked.path, asked.query) == ("/v2/translate", {})
    assert asked.headers["Authorization"] == "DeepL-Auth-Key the-key"
    assert asked.json() == {
        "text": ["红", "蓝"],
        "source_lang": "S",
        "target_lang": "T",
        "model_type": "prefer_quality_optimized",
    }


def test_microsoft(stub: WebStub) -> None:
    answer = [{"translations": [{"text": "red", "to": "en"}]}, {"translations": []}]
    found = _ask(stub, Service.MICROSOFT, ["红", "蓝"], answer, region="southeastasia")
    assert found == ["red", None]
    (asked,) = stub.asked
    assert (asked.path, asked.query) == (
        "/translate",
        {"api-version": ["3.0"], "from": ["S"], "to": ["T"]},
    )
    assert asked.json() == [{"Text": "红"}, {"Text": "蓝"}]
    assert asked.headers["Ocp-Apim-Subscription-Key"] == "the-key"
    assert asked.headers["Ocp-Apim-Subscription-Region"] == "southeastasia"


def test_microsoft_without_a_region_sends_none(stub: WebStub) -> None:
    _ask(stub, Service.MICROSOFT, ["红"], [{"translations": [{"text": "red"}]}])
    assert "Ocp-Apim-Subscription-Region" not in stub.asked[0].headers


def test_libretranslate(stub: WebStub) -> None:
    assert _ask(stub, Service.LIBRE, ["红", "蓝"], {"translatedText": ["red", "blue"]}) == [
        "red",
        "blue",
    ]
    (asked,) = stub.asked
    assert (asked.path, asked.query) == ("/translate", {})
    assert asked.json() == {
        "q": ["红", "蓝"],
        "source": "S",
        "target": "T",
        "format": "text",
        "api_key": "the-key",
    }


def test_libretranslate_of_ones_own_needs_no_key(stub: WebStub) -> None:
    stub.give(Scripted({"translatedText": "red"}))
    wire = Wire(Timing(), web_apis.libre_says)
    assert web_apis.libre(wire, Account(stub.url), ["红"], "zh", "en") == ["red"]
    assert "api_key" not in stub.asked[0].json()


def test_baidu_answers_by_lines(stub: WebStub) -> None:
    answer = {"from": "zh", "trans_result": [{"src": "x", "dst": word} for word in "abc"]}
    assert _ask(stub, Service.BAIDU, ["红\n\n蓝", "绿"], answer) == ["a\n\nb", "c"]
    (asked,) = stub.asked
    form = asked.form()
    assert (asked.path, asked.query) == ("/api/trans/vip/translate", {})
    assert form["q"] == "红\n蓝\n绿"
    assert (form["from"], form["to"], form["appid"]) == ("S", "T", "the-app")
    signed = f"the-app{form['q']}{form['salt']}the-app-key".encode()
    assert form["sign"] == hashlib.md5(signed, usedforsecurity=False).hexdigest()
    assert b"the-app-key" not in asked.body


def test_baidu_with_another_number_of_lines_is_no_answer(stub: WebStub) -> None:
    with pytest.raises(EngineError) as caught:
        _ask(stub, Service.BAIDU, ["红\n蓝"], {"trans_result": [{"src": "x", "dst": "a"}]})
    assert caught.value.cause is Cause.COUNT


def test_a_line_that_baidu_left_out_loses_its_text_only(stub: WebStub) -> None:
    answer = {"trans_result": [{"dst": "a"}, {"dst": None}, {"dst": "c"}]}
    assert _ask(stub, Service.BAIDU, ["红\n蓝", "绿"], answer) == [None, "c"]


def test_papago(stub: WebStub) -> None:
    answer = {"message": {"result": {"srcLangType": "zh-CN", "translatedText": "red"}}}
    assert _ask(stub, Service.PAPAGO, ["红"], answer) == ["red"]
    (asked,) = stub.asked
    assert (asked.path, asked.query) == ("/nmt/v1/translation", {})
    assert asked.json() == {"source": "S", "target": "T", "text": "红"}
    assert asked.headers["X-NCP-APIGW-API-KEY-ID"].lower() == "the-client"
    assert asked.headers["X-NCP-APIGW-API-KEY"] == "the-secret"


def test_yandex(stub: WebStub) -> None:
    answer = {"translations": [{"text": "red"}, {"detectedLanguageCode": "zh"}]}
    assert _ask(stub, Service.YANDEX, ["红", "蓝"], answer) == ["red", None]
    (asked,) = stub.asked
    assert (asked.path, asked.query) == ("/translate/v2/translate", {})
    assert asked.headers["Authorization"] == "Api-Key the-key"
    assert asked.json() == {
        "texts": ["红", "蓝"],
        "sourceLanguageCode": "S",
        "targetLanguageCode": "T",
        "format": "PLAIN_TEXT",
    }


@pytest.mark.parametrize(
    ("service", "status", "value", "cause"),
    [
        (Service.DEEPL, 400, {"message": "Value for 'target_lang' not supported."}, "languages"),
        (Service.DEEPL, 400, {"message": "Bad request."}, "malformed"),
        (Service.DEEPL, 403, {"message": "target_lang"}, "key"),
        (Service.DEEPL, 456, {"message": "Quota Exceeded"}, "quota"),
        (Service.DEEPL, 413, {}, "too_long"),
        (Service.MICROSOFT, 401, {"error": {"code": 401000, "message": "m"}}, "key"),
        (Service.MICROSOFT, 403, {"error": {"code": 403001, "message": "m"}}, "quota"),
        (Service.MICROSOFT, 400, {"error": {"code": 400036, "message": "m"}}, "languages"),
        (Service.MICROSOFT, 400, {"error": {"code": 400077, "message": "m"}}, "too_long"),
        (Service.MICROSOFT, 429, {"error": {"code": 429001, "message": "m"}}, "rate"),
        (Service.MICROSOFT, 500, {"error": "text"}, "server"),
        (Service.LIBRE, 400, {"error": "zh-hans is not supported"}, "languages"),
        (
            Service.LIBRE,
            400,
            {"error": "th (th) is not available as a target language"},
            "languages",
        ),
        (Service.LIBRE, 400, {"error": "Visit https://x to get an API key"}, "key"),
        (Service.LIBRE, 400, {"error": "request (9) exceeds text limit (5)"}, "too_long"),
        (Service.LIBRE, 403, {"error": "Invalid API key"}, "key"),
        (Service.LIBRE, 429, {"error": "Slowdown: limit"}, "rate"),
        (Service.BAIDU, 200, {"error_code": "52001", "error_msg": "TIMEOUT"}, "timeout"),
        (Service.BAIDU, 200, {"error_code": "52003", "error_msg": "m"}, "key"),
        (Service.BAIDU, 200, {"error_code": 54001, "error_msg": "Invalid Sign"}, "key"),
        (Service.BAIDU, 200, {"error_code": "54003", "error_msg": "m"}, "rate"),
        (Service.BAIDU, 200, {"error_code": "54004", "error_msg": "m"}, "quota"),
        (Service.BAIDU, 200, {"error_code": "58001", "error_msg": "m"}, "languages"),
        (Service.BAIDU, 200, {"error_code": "99999", "error_msg": "m"}, "server"),
        (Service.PAPAGO, 429, {"error": {"errorCode": "400", "message": "m"}}, "quota"),
        (Service.PAPAGO, 429, {"error": {"errorCode": "420", "message": "m"}}, "rate"),
        (Service.PAPAGO, 400, {"error": {"errorCode": "N2MT04", "message": "m"}}, "languages"),
        (Service.PAPAGO, 400, {"error": {"errorCode": "N2MT08", "message": "m"}}, "too_long"),
        (Service.PAPAGO, 401, {"error": {"errorCode": "200", "message": "m"}}, "key"),
        (
            Service.YANDEX,
            400,
            {"code": 3, "message": "unsupported target_language_code"},
            "languages",
        ),
        (Service.YANDEX, 400, {"code": 3, "message": "texts length must be"}, "too_long"),
        (Service.YANDEX, 401, {"code": 16, "message": "Unknown api key"}, "key"),
        (Service.YANDEX, 429, {"code": 8, "message": "limit on requests"}, "rate"),
    ],
)
def test_what_a_service_says_went_wrong(
    stub: WebStub, service: Service, status: int, value: object, cause: str
) -> None:
    stub.give(Scripted(value, status=status))
    declared = SERVICES[service]
    with pytest.raises(EngineError) as caught:
        declared.asking(Wire(Timing(), declared.says), Account(stub.url, KEYS), ["红"], "zh", "en")
    assert caught.value.cause == cause
    assert not any(key in str(caught.value) for key in KEYS.values())


@pytest.mark.parametrize("service", [s for s in Service if s not in {"google", "mymemory"}])
@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (b"<!doctype html><html><body>Too many requests</body></html>", Cause.PAGE),
        (b'{"translations": [{"text": "re', Cause.MALFORMED),
        (b"null", Cause.MALFORMED),
        (b'{"something": "else"}', Cause.MALFORMED),
    ],
)
def test_a_page_or_nonsense_is_never_a_text(
    stub: WebStub, service: Service, body: bytes, cause: Cause
) -> None:
    stub.give(Scripted(body=body))
    declared = SERVICES[service]
    with pytest.raises(EngineError) as caught:
        declared.asking(Wire(Timing(), declared.says), Account(stub.url, KEYS), ["红"], "zh", "en")
    assert caught.value.cause is cause


def test_what_a_service_says_is_not_asked_of_a_page() -> None:
    page = Answer(200, b"<html>")
    assert [declared.says(page) for declared in SERVICES.values()] == [None] * len(SERVICES)


def test_an_account_does_not_show_its_keys() -> None:
    assert "the-key" not in repr(Account("https://example.com", KEYS, email="me@example.com"))
    assert "me@" not in repr(Account("https://example.com", KEYS, email="me@example.com"))
