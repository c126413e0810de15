from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.support.engine_server import EngineServer, Fault, engine_server, fake


@pytest.fixture
def server() -> Iterator[EngineServer]:
    with engine_server() as running:
        yield running


def test_it_speaks_libretranslate(server: EngineServer) -> None:
    url = f"{server.url}/translate"
    body = {"q": "红裙", "source": "zh", "target": "th", "api_key": "k"}
    expected = {"translatedText": fake("红裙", "th")}
    assert httpx.post(url, json=body).json() == expected
    assert httpx.post(url, data=body).json() == expected
    assert httpx.post(url, params=body).json() == expected
    listed = httpx.post(url, json=body | {"q": ["红裙", "包"]}).json()
    assert listed == {"translatedText": [fake("红裙", "th"), fake("包", "th")]}
    assert [request.texts for request in server.requests] == [("红裙",)] * 3 + [("红裙", "包")]


def test_it_speaks_deepl(server: EngineServer) -> None:
    url = f"{server.url}/v2/translate"
    server.behaviour.key = "k:fx"
    headers = {"Authorization": "DeepL-Auth-Key k:fx"}
    texts = ["红裙", "包"]
    expected = [fake(text, "DE") for text in texts]
    sent = {"text": texts, "target_lang": "DE"}
    for answer in (
        httpx.post(url, json=sent, headers=headers),
        httpx.post(url, data=sent, headers=headers),
    ):
        assert [one["text"] for one in answer.json()["translations"]] == expected
    assert httpx.post(url, json=sent).status_code == 401


def test_faults_come_one_each_and_in_order(server: EngineServer) -> None:
    server.fail(Fault.RATE, None, Fault.COUNT, Fault.PAGE)
    body = {"q": ["红裙", "包"], "target": "de"}
    answers = [httpx.post(f"{server.url}/translate", json=body) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [429, 200, 200, 200, 200]
    assert answers[0].headers["Retry-After"] == "7"
    assert len(answers[2].json()["translatedText"]) == 1
    assert answers[3].text.startswith("<!DOCTYPE html>")
    assert len(answers[4].json()["translatedText"]) == 2
    assert [request.fault for request in server.requests[:2]] == [Fault.RATE, None]


def test_known_answers_are_given(server: EngineServer) -> None:
    server.behaviour.known = {("红裙", "de"): "Rotes Kleid", "包": "Tasche"}
    body = {"q": ["红裙", "包"], "target": "de"}
    answer = httpx.post(f"{server.url}/translate", json=body).json()
    assert answer == {"translatedText": ["Rotes Kleid", "Tasche"]}


@pytest.mark.parametrize("fault", [Fault.DROP, Fault.HALF])
def test_broken_connections(server: EngineServer, fault: Fault) -> None:
    server.fail(fault)
    with pytest.raises(httpx.RemoteProtocolError):
        httpx.post(f"{server.url}/translate", json={"q": "红裙", "target": "de"})


def test_a_slow_answer_ends_with_the_server(server: EngineServer) -> None:
    server.fail(Fault.SLOW)
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(f"{server.url}/translate", json={"q": "红裙", "target": "de"}, timeout=0.2)


@pytest.mark.parametrize(
    ("code", "word"), [("zt", "連"), ("ZH-HANT", "連"), ("zh-TW", "連"), ("zh", "连")]
)
def test_the_codes_of_services_are_known(code: str, word: str) -> None:
    assert word in fake("红" * 200, code)
    assert fake("红⟦0⟧ 12 色", "th").endswith("⟦0⟧ 12")
    assert fake("红裙", "tl") == fake("红裙", "fil-PH")
