"""An engine for every service that speaks the chat interface of OpenAI: hosted, or a model of one's own.

Needs httpx (extra ``llm``), loaded at the first request. The key goes into one header and nowhere else.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from localizer.model.locale import language_script
from localizer.translate.engines import chat_words
from localizer.translate.engines.base import (
    Ask,
    Cause,
    EngineError,
    EngineInfo,
    Limits,
    Price,
    Question,
    Reply,
)
from localizer.translate.engines.chat_http import code_of, failure, is_here, place, read_body

if TYPE_CHECKING:
    import httpx

CONNECT_S: Final = 10.0
READ_S: Final = 120.0
#: What a model is told is as long for any other two languages.
_SOME_PAIR: Final = ("zh-Hans", "th-TH")
_PATH: Final = "/chat/completions"
#: Answers are reserved for at their longest; this part of it is what one is likely to need.
_LIKELY: Final = 3
_PAID: Final = frozenset({Cause.TIMEOUT, Cause.MALFORMED})
_GOOD: Final = range(200, 300)
_LIMITS: Final = Limits(texts=20, text_chars=4000, request_chars=4000, parallel=2)


class Form(StrEnum):
    """How the model is held to JSON, strictest first."""

    SCHEMA = "json_schema"
    OBJECT = "json_object"
    PROMPT = "prompt"


@dataclass(frozen=True, slots=True)
class ChatSettings:
    """Where a model is and what it may do.

    ``url`` is the address before ``/chat/completions``, such as ``http://localhost:11434/v1``. ``budget``
    are the tokens, sent and received, one engine may use before it stops; ``thinking`` those a model that
    reasons may use for itself in each answer. No answer may have more than ``answer_limit`` tokens: models
    refuse to be asked for more than they can give. ``price`` is what the person says it costs.
    """

    url: str
    model: str
    price: Price | None = None
    budget: int | None = None
    thinking: int = 0
    answer_limit: int = 8000
    limits: Limits = _LIMITS


@dataclass(frozen=True, slots=True)
class _Dialect:
    """What an endpoint accepts: learnt from its refusals, kept once a request went well."""

    form: Form = Form.SCHEMA
    temperature: bool = True
    ceiling: str = "max_tokens"

    def parameters(self, limit: int, schema: Mapping[str, Any]) -> dict[str, Any]:
        """Return the parameters of a request whose answer in ``schema`` may have ``limit`` tokens."""
        asked: dict[str, Any] = {self.ceiling: limit}
        if self.temperature:
            asked["temperature"] = 0
        if self.form is Form.SCHEMA:
            asked["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif self.form is Form.OBJECT:
            asked["response_format"] = {"type": "json_object"}
        return asked

    def simpler(self, refusal: str) -> _Dialect | None:
        """Return what to try after ``refusal`` (a 400's body, lower case), ``None`` when all was tried."""
        if self.temperature and "temperature" in refusal:
            return replace(self, temperature=False)
        if self.ceiling == "max_tokens" and "max_tokens" in refusal:
            return replace(self, ceiling="max_completion_tokens")
        if self.form is Form.SCHEMA:
            return replace(self, form=Form.OBJECT)
        return replace(self, form=Form.PROMPT) if self.form is Form.OBJECT else None


class ChatEngine:
    """Translates with a chat model. One engine is one run: its budget of tokens is used up once.

    Threads may share it. Raises `InputError` for an address texts must not be sent to: no https (unless it is
    this machine or a private network), or a name, password, query or fragment in it.
    """

    def __init__(
        self, settings: ChatSettings, key: str = "", client: httpx.Client | None = None
    ) -> None:
        """Keep where to ask; nothing is sent. A ``client`` that is given is not closed here."""
        self._host, self._inside = place(settings.url)
        self._address = settings.url.strip().rstrip("/") + _PATH
        self._settings = settings
        self._key = key.strip()
        self._client = client
        self._own = client is None
        self._dialect = _Dialect()
        self._lock = threading.Lock()
        self._used = 0

    def __repr__(self) -> str:
        """Return what it is, without the key."""
        return f"ChatEngine({self._host!r}, {self._settings.model!r})"

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connections."""
        self.close()

    @property
    def info(self) -> EngineInfo:
        """What is known before it is asked; a model on this machine has no host."""
        settings = self._settings
        host = "" if is_here(self._host) else self._host
        return EngineInfo("chat", settings.model, host, settings.limits, settings.price)

    @property
    def used(self) -> int:
        """Tokens used so far, as the service counts them, else as estimated."""
        with self._lock:
            return self._used

    def can(self, source: str, target: str) -> bool:
        """Tell whether both locales have a name to call them by; the guard says whether it went well."""
        named = chat_words.locale_name(source) and chat_words.locale_name(target)
        return bool(named) and language_script(source) != language_script(target)

    def weight(self, batch: Sequence[Ask]) -> int:
        """Return the characters of a request: what the model is told goes along with the texts."""
        found = chat_words.messages(batch, *_SOME_PAIR)
        return sum(len(message["content"]) for message in found)

    def translate(self, batch: Sequence[Ask], source: str, target: str) -> Sequence[Reply]:
        """Return one reply for each of ``batch``. Raises `EngineError` when all of it failed.

        `Cause.STOPPED` means that the budget of tokens is used up.
        """
        if not batch:
            return ()
        messages = chat_words.messages(batch, source, target)
        answer = chat_words.answer_tokens(batch)
        content, reason = self._completed(messages, chat_words.SCHEMA, answer)
        if reason == "length":
            return [Reply(cause=Cause.TRUNCATED, detail="finish_reason length")] * len(batch)
        return chat_words.replies(content, len(batch))

    def answer(self, question: Question) -> str:
        """Return what the model wrote. Raises `EngineError` where nothing whole came back."""
        messages = [
            {"role": "system", "content": question.rules},
            {"role": "user", "content": question.material},
        ]
        answer = chat_words.longest_tokens(question.answer_chars)
        content, reason = self._completed(messages, question.schema, answer)
        if reason == "length":
            raise EngineError(Cause.TRUNCATED, "finish_reason length")
        return chat_words.bare(content)

    def _completed(
        self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], answer: int
    ) -> tuple[str, str]:
        """Return what the model wrote and why it ended, its tokens taken out of the budget."""
        sent = sum(chat_words.tokens(message["content"]) for message in messages)
        answer += self._settings.thinking
        limit = self._reserve(sent, min(answer, self._settings.answer_limit))
        spent = 0
        try:
            body = self._asked(messages, schema, limit)
            spent = _usage(body) or sent
            content, reason = _content(body)
            spent = _usage(body) or sent + chat_words.tokens(content)
        except EngineError as error:
            # What came too late or in pieces was written by the model all the same.
            spent = max(spent, sent if error.cause in _PAID else 0)
            raise
        finally:
            self._settle(sent + limit, spent)
        return content, reason

    def close(self) -> None:
        """Close the connections; the next request opens new ones."""
        with self._lock:
            if self._own and self._client is not None:
                self._client.close()
                self._client = None

    def _reserve(self, sent: int, answer: int) -> int:
        """Take a request's tokens out of the budget and return how many the answer may have."""
        with self._lock:
            if self._settings.budget is not None:
                left = self._settings.budget - self._used - sent
                if left < answer // _LIKELY:
                    raise EngineError(Cause.STOPPED, "the budget of tokens is used up")
                answer = min(answer, left)
            self._used += sent + answer
        return answer

    def _settle(self, reserved: int, spent: int) -> None:
        """Put what was used in the place of what was reserved."""
        with self._lock:
            self._used += spent - reserved

    def _asked(
        self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], limit: int
    ) -> Mapping[str, Any]:
        """Return the service's answer, asked for in the strictest form it accepts."""
        dialect: _Dialect | None = self._dialect
        refusal = ""
        while dialect is not None:
            asked = {"model": self._settings.model, "messages": messages}
            status, raw, headers = self._post(asked | dialect.parameters(limit, schema))
            if status in _GOOD:
                self._dialect = dialect
                return _decoded(raw)
            refusal = self._without_key(raw.decode("utf-8", "replace")).lower()
            error = failure(status, refusal, headers)
            if error is not None:
                raise error
            dialect = dialect.simpler(refusal)
        raise EngineError(Cause.MALFORMED, f"the request was refused, {code_of(refusal)}")

    def _post(self, asked: Mapping[str, Any]) -> tuple[int, bytes, Mapping[str, str]]:
        """Send a request; return status, body and headers. Raises `EngineError` where nothing came back."""
        client = self._connected()
        import httpx  # noqa: PLC0415 - optional; `_connected` has said so where it is missing

        answered = False
        try:
            with client.stream(
                "POST",
                self._address,
                content=json.dumps(asked, ensure_ascii=False).encode("utf-8", "replace"),
                headers=self._headers(),
                timeout=httpx.Timeout(READ_S, connect=CONNECT_S),
                follow_redirects=False,
            ) as response:
                answered = True
                return response.status_code, read_body(response), response.headers
        except httpx.TimeoutException as error:
            cause, detail = Cause.TIMEOUT, type(error).__name__
        except (httpx.RequestError, httpx.InvalidURL) as error:
            cause = Cause.MALFORMED if answered else Cause.NETWORK
            detail = type(error).__name__
        # Raised out here: what httpx raised holds the request and so the key, and would stay attached.
        raise EngineError(cause, detail)

    def _headers(self) -> dict[str, str]:
        """Return the headers of a request. Raises `EngineError` for what can be no key."""
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if not self._key:
            return headers
        if not (self._key.isascii() and self._key.isprintable()) or " " in self._key:
            raise EngineError(Cause.KEY, "the key has characters that no key has")
        return headers | {"Authorization": f"Bearer {self._key}"}

    def _without_key(self, text: str) -> str:
        """Return what a service said without the key, should it repeat it."""
        return text.replace(self._key, "***") if self._key else text

    def _connected(self) -> httpx.Client:
        """Return the client, made at the first request."""
        try:
            import httpx  # noqa: PLC0415 - optional
        except ImportError:
            raise EngineError(Cause.SETUP, "httpx is not installed (extra llm)") from None
        with self._lock:
            if self._client is None:
                # A transport of its own knows no proxy: none leads to this machine or network.
                inside = httpx.HTTPTransport() if self._inside else None
                self._client = httpx.Client(transport=inside)
            return self._client


def _decoded(raw: bytes) -> Mapping[str, Any]:
    """Return the JSON of an answer. Raises `EngineError` for a page and for what is no JSON object."""
    if raw.lstrip()[:1] == b"<":
        raise EngineError(Cause.PAGE)
    value = None
    # What the decoder raises holds the whole answer: it must not stay attached to what is raised here.
    with contextlib.suppress(ValueError, RecursionError):
        value = json.loads(raw)
    if not isinstance(value, dict):
        raise EngineError(Cause.MALFORMED, "no JSON object")
    return value


def _content(body: Mapping[str, Any]) -> tuple[str, str]:
    """Return the text of an answer and why it ended. Raises `EngineError` where there is none."""
    choices = body.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(choice, dict) or not isinstance(message, dict):
        raise EngineError(Cause.MALFORMED, "no choice in the answer")
    content, reason = message.get("content"), choice.get("finish_reason")
    if reason == "length":
        return str(content or ""), "length"
    if not isinstance(content, str) or reason == "content_filter":
        raise EngineError(Cause.MALFORMED, "the model refused")
    return content, str(reason)


def _usage(body: Mapping[str, Any]) -> int:
    """Return the tokens a service says it used, 0 where it does not say."""
    usage = body.get("usage")
    total = usage.get("total_tokens") if isinstance(usage, dict) else None
    return total if isinstance(total, int) and total > 0 else 0
