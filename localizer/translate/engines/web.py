"""Engines over web services: Google, DeepL, Microsoft, LibreTranslate, MyMemory, Baidu, Papago, Yandex.

Libraries are imported when the first text is sent, so that a program without them starts and says what it
lacks. What `web_services` declares is all that tells one engine from another.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from localizer.translate.engines.base import (
    LASTING,
    Ask,
    Cause,
    EngineError,
    EngineInfo,
    Price,
    Reply,
    text_weight,
)
from localizer.translate.engines.codes import Service, pair_for
from localizer.translate.engines.web_apis import Account
from localizer.translate.engines.web_http import Timing, Wire, checked_address
from localizer.translate.engines.web_services import SERVICES, WebService

_NO_KEYS: Final[Mapping[str, str]] = MappingProxyType({})
#: DeepL's free accounts (developers.deepl.com, "Authentication", 2026-06) are at an address of their own.
_FREE_KEY: Final = ":fx"
_FREE_BASE: Final = "https://api-free.deepl.com"
#: Further requests of the batch would meet the same.
_ENDS_BATCH: Final = LASTING | {Cause.RATE, Cause.LANGUAGES}


@dataclass(frozen=True, slots=True)
class WebSettings:
    """What the person sets for one service, without keys.

    ``url`` is the address of an own server, empty for the service's; ``region`` Microsoft's; ``email`` gives
    MyMemory's larger allowance; ``price`` stands for the published one.
    """

    url: str = ""
    region: str = ""
    email: str = ""
    price: Price | None = None
    timing: Timing = field(default_factory=Timing)


class WebEngine:
    """An engine over one service. Used by several threads at once: it keeps nothing between requests."""

    def __init__(self, service: WebService, settings: WebSettings, keys: Mapping[str, str]) -> None:
        """Ask ``service`` with ``keys`` (see `WebService.secrets`). Raises `InputError` on a bad address."""
        self.service = service
        self._settings = settings
        given = {name: value.strip() for name, value in keys.items() if value.strip()}
        self._missing = [name for name in service.secrets if name not in given]
        self._account = Account(
            base=_base_of(service, settings, given),
            keys=given,
            region=settings.region.strip(),
            email=settings.email.strip(),
        )
        self._wire = Wire(settings.timing, service.says)

    def __repr__(self) -> str:
        """Name the engine, never its keys."""
        return f"WebEngine({self.service.id.value!r}, {self.info.host!r})"

    @property
    def info(self) -> EngineInfo:
        """What is known before it is asked."""
        return EngineInfo(
            id=self.service.id.value,
            version=self.service.version,
            host=urlsplit(self._account.base).netloc,
            limits=self.service.limits,
            price=self._price(),
        )

    def can(self, source: str, target: str) -> bool:
        """Tell whether the service has a model from ``source`` into ``target``."""
        return pair_for(self.service.id, source, target) is not None

    def weight(self, batch: Sequence[Ask]) -> int:
        """Return the characters of the texts: nothing else is sent."""
        return text_weight(batch)

    def translate(self, batch: Sequence[Ask], source: str, target: str) -> Sequence[Reply]:
        """Return one reply for each of ``batch``, in order. Raises `EngineError` when all of it failed."""
        codes = pair_for(self.service.id, source, target)
        if codes is None:
            raise EngineError(Cause.LANGUAGES, f"{source} {target}")
        if self._missing:
            raise EngineError(Cause.KEY, "missing: " + ", ".join(self._missing))
        replies: dict[int, Reply] = {}
        for number, ask in enumerate(batch):
            if (refused := self._refused(ask.text)) is not None:
                replies[number] = refused
        failure: EngineError | None = None
        reached = False
        for part in self._parts(batch, [n for n in range(len(batch)) if n not in replies]):
            found: Sequence[Reply] | None = None
            if failure is None or failure.cause not in _ENDS_BATCH:
                try:
                    found = self._asked([batch[number].text for number in part], codes)
                    reached = True
                except EngineError as error:
                    failure = error
            replies |= zip(part, found or [_failed(failure)] * len(part), strict=True)
        if failure is not None and not reached:
            raise failure
        return [replies[number] for number in range(len(batch))]

    def _refused(self, text: str) -> Reply | None:
        """Return the reply for a text that is not sent, `None` for one that is."""
        if not text.strip():
            return Reply(cause=Cause.EMPTY, detail="nothing to translate")
        size = len(text.encode()) if self.service.text_bytes else 0
        if len(text) > self.service.limits.text_chars or size > self.service.text_bytes:
            return Reply(cause=Cause.TOO_LONG, detail=f"{len(text)} characters")
        return None

    def _parts(self, batch: Sequence[Ask], numbers: Sequence[int]) -> Iterator[list[int]]:
        """Divide the texts with these numbers into requests within the limits."""
        part: list[int] = []
        chars = 0
        limits = self.service.limits
        for number in numbers:
            length = len(batch[number].text)
            if part and (len(part) >= limits.texts or chars + length > limits.request_chars):
                yield part
                part, chars = [], 0
            part.append(number)
            chars += length
        if part:
            yield part

    def _asked(self, texts: Sequence[str], codes: tuple[str, str]) -> list[Reply]:
        """Send one request. Raises `EngineError`."""
        found = self.service.asking(self._wire, self._account, texts, *codes)
        if len(found) != len(texts):
            raise EngineError(Cause.COUNT, f"{len(found)} for {len(texts)}")
        return [
            Reply(text) if text and text.strip() else Reply(cause=Cause.EMPTY) for text in found
        ]

    def _price(self) -> Price | None:
        """Return what the person states, else what is published for this kind of account."""
        if self._settings.price is not None:
            return self._settings.price
        free = self._account.base == _FREE_BASE or (self.service.own_server and self._settings.url)
        if free:
            return dataclasses.replace(
                self.service.price or Price(Decimal(0), "USD"), amount=Decimal(0)
            )
        return self.service.price


def _failed(failure: EngineError | None) -> Reply:
    """Return the reply for a text whose request failed, or was not sent after one that failed."""
    return Reply(cause=failure.cause, detail=failure.detail) if failure else Reply()


def engine_for(
    engine_id: str, settings: WebSettings | None = None, keys: Mapping[str, str] = _NO_KEYS
) -> WebEngine:
    """Return the engine of a service by its id. Raises `InputError` on a bad address, `ValueError` on an id.

    A missing key is told when a text is to be sent, so that an engine can be shown before it is set up.
    """
    return WebEngine(SERVICES[Service(engine_id)], settings or WebSettings(), keys)


def _base_of(service: WebService, settings: WebSettings, keys: Mapping[str, str]) -> str:
    """Return the address that is asked. Raises `InputError`."""
    if settings.url.strip():
        return checked_address(settings.url)
    if service.id is Service.DEEPL and keys.get("key", "").endswith(_FREE_KEY):
        return _FREE_BASE
    return service.base
