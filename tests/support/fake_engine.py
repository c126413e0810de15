"""An engine in the same process that answers in Thai and fails as told, and a clock that never waits."""

from __future__ import annotations

import re
import threading
import zlib
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from localizer.catalog import products, translations
from localizer.model.product import Product
from localizer.model.segment import Origin, State, Translation
from localizer.store.database import Store
from localizer.translate.engines.base import (
    Ask,
    Cause,
    EngineError,
    EngineInfo,
    Limits,
    Price,
    Reply,
    text_weight,
)

Fault = EngineError | Callable[[Sequence[Ask]], Sequence[Reply]]
TEN = Limits(texts=10, text_chars=500, request_chars=2000)


def thai(text: str) -> str:
    """Return what the engine answers: its number differs with the text, its placeholders are kept."""
    kept = "".join(re.findall(r"⟦\d+⟧", text))
    return f"คำแปลที่ {zlib.crc32(text.encode()) % 100_000} {kept}".strip()


@dataclass
class FakeEngine:
    """Answers with `thai`. ``faults`` befall the next requests in turn, ``bad`` texts always fail."""

    limits: Limits = TEN
    price: Price | None = None
    version: str = "1"
    id: str = "fake"
    faults: deque[Fault] = field(default_factory=deque)
    bad: dict[str, Cause | EngineError] = field(default_factory=dict)
    knows: Callable[[str], bool] = lambda _locale: True
    before: Callable[[], None] = lambda: None
    requests: list[list[Ask]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def info(self) -> EngineInfo:
        """Say what it is."""
        return EngineInfo(self.id, self.version, "fake.example", self.limits, self.price)

    @property
    def asked(self) -> Counter[str]:
        """Return how often each text was sent."""
        return Counter(ask.text for request in self.requests for ask in request)

    @property
    def sizes(self) -> list[int]:
        """Return how many texts each request had."""
        return [len(request) for request in self.requests]

    def can(self, _source: str, target: str) -> bool:
        """Tell whether it knows the target."""
        return self.knows(target)

    def weight(self, batch: Sequence[Ask]) -> int:
        """Return the characters of the texts."""
        return text_weight(batch)

    def translate(self, batch: Sequence[Ask], _source: str, _target: str) -> Sequence[Reply]:
        """Answer, or fail as told."""
        with self._lock:
            self.requests.append(list(batch))
            fault = self.faults.popleft() if self.faults else None
        self.before()
        if isinstance(fault, EngineError):
            raise fault
        if fault is not None:
            return fault(batch)
        return [self._reply(ask) for ask in batch]

    def _reply(self, ask: Ask) -> Reply:
        bad = self.bad.get(ask.text)
        if isinstance(bad, EngineError):
            raise bad
        return Reply(thai(ask.text)) if bad is None else Reply(cause=bad)


@dataclass
class FakeClock:
    """Seconds that pass only when somebody sleeps."""

    time: float = 1000.0
    slept: float = 0.0

    def now(self) -> float:
        """Return the time."""
        return self.time

    def sleep(self, seconds: float) -> None:
        """Let the time pass."""
        self.time += seconds
        self.slept += seconds


def fill(
    store: Store, goods: Sequence[Product], locales: Sequence[str] = ("th-TH",)
) -> tuple[int, ...]:
    """Put Chinese products into a workspace, all untranslated in ``locales``; return their ids."""
    with store.step("Import") as step:
        number = products.ensure_catalog(step, "sample", "zh-Hans")
        products.save_products(step, number, goods)
        ids = products.product_ids(step)
        products.ensure_segments(step, ids)
        for row in step.rows("SELECT * FROM segment ORDER BY id"):
            for locale in locales:
                new = Translation(
                    segment_id=row["id"],
                    locale=locale,
                    text="",
                    state=State.UNTRANSLATED,
                    origin=Origin.NONE,
                    source_hash=row["source_hash"],
                    reason="no_match:",
                )
                translations.save(step, None, new)
    return ids


def shown(store: Store, locale: str = "th-TH") -> dict[str, tuple[str, str, str]]:
    """Return (text, state, reason) by source in ``locale``; equal sources must show the same."""
    found: dict[str, tuple[str, str, str]] = {}
    for number in products.product_ids(store.read()):
        for pair in translations.pairs(store.read(), number, locale):
            one = pair.translation
            value = one.text, one.state.value, one.reason
            assert found.setdefault(pair.segment.source, value) == value
    return found
