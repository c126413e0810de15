"""A translation service on this machine that misbehaves when a test asks it to.

It speaks LibreTranslate (``/translate``), DeepL (``/v2/translate``) and the OpenAI chat interface
(``/v1/chat/completions``). What it answers is no translation, but text in the right language with the
numbers and placeholders of the source, always the same for the same text.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit


class Fault(StrEnum):
    """What goes wrong with one request."""

    #: Answers with a status: 429 with Retry-After, 429 as OpenAI says it when the money is used up, …
    RATE = "rate"
    QUOTA = "quota"
    KEY = "key"
    NOT_FOUND = "not_found"
    SERVER = "server"
    REDIRECT = "redirect"
    #: Nothing for ``slow`` seconds, then the connection is closed.
    SLOW = "slow"
    #: The connection is closed at once.
    DROP = "drop"
    #: The length of the whole body is announced, half of it is sent.
    HALF = "half"
    #: Status 200 and a web page; status 200 and text that is no JSON.
    PAGE = "page"
    NOT_JSON = "not_json"
    #: One text fewer than asked for; one placeholder fewer; another language; nothing; the source.
    COUNT = "count"
    PLACEHOLDER = "placeholder"
    LANGUAGE = "language"
    EMPTY = "empty"
    UNCHANGED = "unchanged"
    #: Half of the answer with ``finish_reason: length`` (of the others: half of every text).
    TRUNCATED = "truncated"


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came; ``fault`` is what it was answered with."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]
    texts: tuple[str, ...]
    fault: Fault | None


@dataclass
class Behaviour:
    """What the service is like; a test may change it at any time."""

    #: A key that is asked for (as ``Authorization`` or ``api_key``); empty: none.
    key: str = ""
    #: The models of the chat interface; empty: every one.
    models: tuple[str, ...] = ()
    #: ``response_format`` types and other parameters the chat interface answers 400 to.
    refused: frozenset[str] = frozenset()
    #: Sent with a 429; seconds or an HTTP date.
    retry_after: str = "7"
    slow: float = 5.0
    #: Whether the chat interface counts tokens.
    usage: bool = True
    #: Where a redirect leads.
    elsewhere: str = "http://127.0.0.2:9/"
    #: What the model writes instead of an answer, word for word; empty: an answer.
    says: str = ""
    #: Answers for certain texts, by (text, language as it was asked for) or by text alone.
    known: dict[tuple[str, str] | str, str] = field(default_factory=dict)


WORDS: Final[Mapping[str, str]] = {
    "en": "the soft dress is made for you with pockets and a warm collar in summer",
    "de": "das weiche Kleid ist für den Sommer gemacht und hat einen warmen Kragen mit Taschen",
    "fr": "la robe douce est faite pour vous avec des poches et un col chaud en été",
    "es": "el vestido suave está hecho para usted con bolsillos y un cuello cálido en verano",
    "it": "il vestito morbido è fatto per voi con tasche e un collo caldo anche in estate",
    "pt": "o vestido macio é feito para você com bolsos e uma gola quente também no verão",
    "id": "gaun lembut ini dibuat untuk Anda dengan saku dan kerah yang hangat pada musim panas",
    "ms": "gaun lembut ini dibuat untuk anda dengan butang dan kolar yang hangat pada musim panas",
    "fil": "ang malambot na bestida ay ginawa para sa iyo na may mga bulsa at mainit na kuwelyo",
    "vi": "chiếc váy mềm mại này được may cho bạn với túi và cổ áo ấm áp trong mùa hè",
    "th": "ชุดเดรส เนื้อนุ่ม ตัดเย็บ เพื่อคุณ พร้อมกระเป๋า และคอเสื้อ ที่อบอุ่น ในฤดูร้อน",
    "zh": "柔软 连衣裙 专为您 制作 带口袋 和温暖 领子 夏季 也舒适",
    "zh-hant": "柔軟 連衣裙 專為您 製作 帶口袋 和溫暖 領子 夏季 也舒適",
}
_CODES: Final = {"zt": "zh-hant", "tl": "fil", "pb": "pt", "cht": "zh-hant"}
_KEPT: Final = re.compile(r"⟦\s*\d+\s*⟧|\d+(?:[.,]\d+)*")
_PLACEHOLDER: Final = re.compile(r"⟦\s*\d+\s*⟧")
_PAGE: Final = (
    "<!DOCTYPE html><html><head><title>Sorry</title></head><body>Too many requests</body></html>"
)


def fake(text: str, target: str) -> str:
    """Return text in the language ``target`` (any service's code) with the numbers of ``text``."""
    tongue = _tongue(target)
    words = WORDS[tongue].split()
    start = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest())
    turned = [words[(start + place) % len(words)] for place in range(len(words))]
    gap = "" if tongue.startswith("zh") else " "
    kept = _KEPT.findall(text)
    wanted = max(2, min(len(words), len(text) // 4))
    return f"{gap.join(turned[:wanted])} {start % 9973} {' '.join(kept)}".strip()


class EngineServer:
    """The running service. ``fail`` queues what goes wrong with the next requests, one each."""

    def __init__(self) -> None:
        """Listen on a free port of this machine."""
        self.behaviour = Behaviour()
        self._faults: deque[Fault | None] = deque()
        self._requests: list[Request] = []
        self._lock = threading.Lock()
        self.closing = threading.Event()
        self._http = _Listener(self)
        self._thread = threading.Thread(
            target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()

    @property
    def url(self) -> str:
        """Where it listens, without a slash at the end."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    @property
    def requests(self) -> tuple[Request, ...]:
        """Every request so far."""
        with self._lock:
            return tuple(self._requests)

    def fail(self, *faults: Fault | None) -> None:
        """Let the next requests go wrong so, one after the other; ``None`` lets one go well."""
        with self._lock:
            self._faults.extend(faults)

    def close(self) -> None:
        """Stop listening; a request that is held back ends."""
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def take(self) -> Fault | None:
        """Return what goes wrong with this request."""
        with self._lock:
            return self._faults.popleft() if self._faults else None

    def record(self, request: Request) -> None:
        """Keep what came in."""
        with self._lock:
            self._requests.append(request)

    def answer(self, texts: Sequence[str], target: str, fault: Fault | None) -> list[str]:
        """Return what is answered for ``texts``, spoilt by ``fault``."""
        known = self.behaviour.known
        good = [
            known.get((text, target)) or known.get(text) or fake(text, target) for text in texts
        ]
        match fault:
            case Fault.COUNT:
                return good[:-1]
            case Fault.EMPTY:
                return ["" for _ in texts]
            case Fault.UNCHANGED:
                return list(texts)
            case Fault.PLACEHOLDER:
                return [_PLACEHOLDER.sub("", text, count=1) for text in good]
            case Fault.LANGUAGE:
                other = "th" if _tongue(target) != "th" else "de"
                return [fake(text, other) for text in texts]
            case _:
                return good

    def reworded(self, texts: Sequence[str], fault: Fault | None) -> list[str]:
        """Return ``texts`` reworded: as `Behaviour.known` says, else as they are; spoilt by ``fault``."""
        known = self.behaviour.known
        good = [known.get(text, text) for text in texts]
        match fault:
            case Fault.COUNT:
                return good[:-1]
            case Fault.EMPTY:
                return ["" for _ in texts]
            case Fault.LANGUAGE:
                return [fake(text, "th") for text in texts]
            case _:
                return good


@contextmanager
def engine_server() -> Iterator[EngineServer]:
    """Run the service as long as the block."""
    server = EngineServer()
    try:
        yield server
    finally:
        server.close()


def _tongue(target: str) -> str:
    """Return the key of `WORDS` for a service's or our own code of a language."""
    code = _CODES.get(target.lower(), target.lower())
    if code.startswith("zh"):
        return "zh-hant" if any(part in code for part in ("hant", "tw", "hk")) else "zh"
    return code.split("-")[0] if code.split("-")[0] in WORDS else "en"


@dataclass(frozen=True, slots=True)
class _Answer:
    """What goes out."""

    status: int
    body: bytes
    kind: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()


def _json(status: int, value: object, *headers: tuple[str, str]) -> _Answer:
    return _Answer(
        status, json.dumps(value, ensure_ascii=False).encode(), "application/json", headers
    )


def _refusal(server: EngineServer, fault: Fault | None) -> _Answer | None:
    """Return the answer to a request that is not even read."""
    after = ("Retry-After", server.behaviour.retry_after)
    elsewhere = ("Location", server.behaviour.elsewhere)
    refusals = {
        Fault.RATE: _json(429, _error("Rate limit reached", "rate_limit_exceeded"), after),
        Fault.QUOTA: _json(429, _error("You exceeded your quota", "insufficient_quota")),
        Fault.KEY: _json(401, _error("Incorrect API key provided", "invalid_api_key")),
        Fault.NOT_FOUND: _json(404, _error("The model does not exist", "model_not_found")),
        Fault.SERVER: _json(500, _error("Something went wrong", "server_error")),
        Fault.REDIRECT: _Answer(307, b"", headers=(elsewhere,)),
        Fault.PAGE: _Answer(200, _PAGE.encode(), "text/html; charset=utf-8"),
        Fault.NOT_JSON: _Answer(200, b"upstream closed", "text/plain"),
    }
    return refusals.get(fault) if fault else None


def _error(message: str, code: str) -> dict[str, Any]:
    return {"error": {"message": message, "type": code, "code": code, "param": None}}


def _parameters(query: str, raw: bytes, kind: str) -> dict[str, Any]:
    """Return what a request asks for, from its address, a form or JSON; a list where there are several."""
    found: dict[str, Any] = dict(parse_qs(query, keep_blank_values=True))
    if "json" in kind and raw:
        found |= json.loads(raw)
    elif raw:
        found |= parse_qs(raw.decode(), keep_blank_values=True)
    return {
        name: value[0] if isinstance(value, list) and len(value) == 1 and name != "text" else value
        for name, value in found.items()
    }


def _libre(server: EngineServer, body: Mapping[str, Any], fault: Fault | None) -> _Answer:
    """Answer as LibreTranslate does: a text for a text, a list for a list."""
    asked = body.get("q", "")
    texts = asked if isinstance(asked, list) else [asked]
    done = _halves(server.answer(texts, str(body.get("target", "")), fault), fault)
    single = not isinstance(asked, list)
    return _json(200, {"translatedText": done[0] if single and done else done})


def _deepl(server: EngineServer, body: Mapping[str, Any], fault: Fault | None) -> _Answer:
    """Answer as DeepL does."""
    asked = body.get("text", [])
    texts = asked if isinstance(asked, list) else [asked]
    done = _halves(server.answer(texts, str(body.get("target_lang", "")), fault), fault)
    found = [{"detected_source_language": "ZH", "text": text} for text in done]
    return _json(200, {"translations": found})


def _halves(texts: list[str], fault: Fault | None) -> list[str]:
    return [text[: len(text) // 2] for text in texts] if fault is Fault.TRUNCATED else texts


def _chat(server: EngineServer, body: Mapping[str, Any], fault: Fault | None) -> _Answer:
    """Answer as an OpenAI-compatible service does; the last message holds the texts as JSON."""
    behaviour = server.behaviour
    if behaviour.models and body.get("model") not in behaviour.models:
        return _json(404, _error("The model does not exist", "model_not_found"))
    wanted = {*body, body.get("response_format", {}).get("type", "")}
    for name in sorted(wanted & behaviour.refused):
        refused = _error(f"Unsupported parameter: {name}", "unsupported_parameter")
        refused["error"]["param"] = name if name in body else "response_format"
        return _json(400, refused)
    asked = json.loads(body["messages"][-1]["content"])
    if (
        "rules" in asked
    ):  # texts to be read for doubtful claims: it doubts what `Behaviour.known` says
        return _said(body, behaviour.says or json.dumps({"doubts": _doubts(server, asked)}))
    name, number = ("lines", "n") if "lines" in asked else ("texts", "id")
    texts = [one["text"] for one in asked[name]]
    done = (
        server.reworded(texts, fault)
        if name == "lines"
        else server.answer(texts, asked["target"], fault)
    )
    numbers = [one[number] for one in asked[name]]
    found = [{number: at, "text": text} for at, text in zip(numbers, done, strict=False)]
    answer_name = "lines" if name == "lines" else "translations"
    content = behaviour.says or json.dumps({answer_name: found}, ensure_ascii=False)
    if fault is Fault.TRUNCATED:
        content = content[: len(content) // 2]
    reason = "length" if fault is Fault.TRUNCATED else "stop"
    return _said(body, content, reason, usage=behaviour.usage)


def _said(
    body: Mapping[str, Any], content: str, reason: str = "stop", *, usage: bool = True
) -> _Answer:
    message = {"role": "assistant", "content": content}
    answer: dict[str, Any] = {
        "choices": [{"index": 0, "message": message, "finish_reason": reason}],
        "model": body.get("model"),
    }
    if usage:
        answer["usage"] = {"prompt_tokens": 100, "completion_tokens": 50, "total_tokens": 150}
    return _json(200, answer)


def _doubts(server: EngineServer, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {"n": one["n"], "passage": passage, "why": why}
        for one in asked["texts"]
        for passage, why in server.behaviour.known.items()
        if isinstance(passage, str) and passage in one["text"]
    ]


_SPOKEN: Final = {
    "/translate": _libre,
    "/v2/translate": _deepl,
    "/v1/chat/completions": _chat,
}


def _texts(path: str, body: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the texts a request asks for."""
    if path == "/v1/chat/completions":
        sent = json.loads(body["messages"][-1]["content"])
        return tuple(one["text"] for one in sent.get("texts") or sent["lines"])
    asked = body.get("q", body.get("text", []))
    return tuple(asked) if isinstance(asked, list) else (str(asked),)


def _key_given(headers: Mapping[str, str], body: Mapping[str, Any]) -> str:
    """Return the key of a request, however it was sent."""
    sent = headers.get("Authorization", "").split(" ")[-1]
    return sent or str(body.get("api_key") or body.get("auth_key") or "")


class _Handler(BaseHTTPRequestHandler):
    """Reads one request, records it, answers it and closes the connection."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is given
        """Say nothing on the console."""

    def _serve(self) -> None:
        assert isinstance(self.server, _Listener)
        engine = self.server.engine
        address = urlsplit(self.path)
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = _parameters(address.query, raw, self.headers.get("Content-Type", ""))
        fault = engine.take()
        headers = {name.title(): value for name, value in self.headers.items()}
        texts = _texts(address.path, body) if address.path in _SPOKEN else ()
        request = Request(self.command, address.path, headers, body, texts, fault)
        engine.record(request)
        self.close_connection = True
        if fault is Fault.SLOW:
            engine.closing.wait(engine.behaviour.slow)
        elif fault is not Fault.DROP:
            # Who asked may have gone away meanwhile.
            with contextlib.suppress(ConnectionError):
                self._send(_answered(engine, request), half=fault is Fault.HALF)

    def _send(self, answer: _Answer, *, half: bool) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Connection", "close")
        for name, value in answer.headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body[: len(answer.body) // 2] if half else answer.body)


class _Listener(ThreadingHTTPServer):
    """Listens for an `EngineServer`."""

    daemon_threads = True

    def __init__(self, engine: EngineServer) -> None:
        self.engine = engine
        super().__init__(("127.0.0.1", 0), _Handler)


def _answered(engine: EngineServer, request: Request) -> _Answer:
    """Return what goes out for ``request``."""
    refused = _refusal(engine, request.fault)
    if refused is not None:
        return refused
    key = engine.behaviour.key
    if key and _key_given(request.headers, request.body) != key:
        return _json(401, _error("Incorrect API key provided", "invalid_api_key"))
    if request.path not in _SPOKEN:
        return _json(404, {"detail": "Not Found"})
    return _SPOKEN[request.path](engine, request.body, request.fault)
