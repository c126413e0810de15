"""What an engine is to be asked: counted before a run, and handed out in batches that keep its limits."""

from __future__ import annotations

import heapq
import re
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count
from typing import Final

from localizer.catalog import engine_answers, engine_runs
from localizer.catalog.engine_answers import Demand
from localizer.catalog.engine_runs import EngineJob, Pair, Scope
from localizer.model.launch import Target
from localizer.model.term import BRANDS, TermBase
from localizer.pipeline.engine_spend import cost_of
from localizer.pipeline.tools import Tools
from localizer.store.database import Store
from localizer.translate.engines.base import Ask, Cause, Engine, EngineInfo, Price
from localizer.translate.placeholders import Shielded, restore, shield

PAGE: Final = 100
_SHIELD: Final = re.compile(r"⟦\d+⟧")

#: (source word, wanted word) or (source, target) pairs.
Pairs = tuple[tuple[str, str], ...]
#: Gives the terms that a text must be translated with and similar texts of the memory; both may be empty.
Hints = Callable[[EngineJob], tuple[Pairs, Pairs]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run of an engine would ask, counted by pair of locales."""

    engine: str
    version: str
    scope: Scope
    demands: tuple[Demand, ...]

    @property
    def texts(self) -> int:
        """Return how many different texts wait, counted once for each pair of locales."""
        return sum(one.texts for one in self.demands)

    @property
    def segments(self) -> int:
        """Return how many segments wait for them."""
        return sum(one.segments for one in self.demands)

    @property
    def repeats(self) -> int:
        """Return how many segments get a text that is asked for another."""
        return self.segments - self.texts

    @property
    def chars(self) -> int:
        """Return the characters of all texts."""
        return sum(one.chars for one in self.demands)

    @property
    def cached(self) -> int:
        """Return how many texts the engine has answered before: they cost nothing."""
        return sum(one.known for one in self.demands)

    @property
    def chars_to_send(self) -> int:
        """Return the characters of the texts that it has not."""
        return self.chars - sum(one.known_chars for one in self.demands)


@dataclass(slots=True)
class Item:
    """A text on its way to the engine; ``failures`` are those after which it is tried again."""

    job: EngineJob
    shielded: Shielded
    ask: Ask
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts of one request."""

    pair: Pair
    items: tuple[Item, ...]

    @property
    def asks(self) -> list[Ask]:
        """Return what is asked."""
        return [item.ask for item in self.items]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: a ``text`` to show, or the ``cause`` of a failure, or nobody waits any more.

    ``is_new`` tells of an answer that is to be kept.
    """

    job: EngineJob
    text: str = ""
    cause: Cause | None = None
    is_new: bool = False

    @property
    def is_gone(self) -> bool:
        """Tell whether nobody waits for it."""
        return not self.text and self.cause is None


def plan(
    store: Store,
    tools: Tools,
    targets: Sequence[Target],
    engine_info: EngineInfo,
    *,
    only: Sequence[int] | None = None,
) -> Plan:
    """Count what waits for an engine on ``targets``, of the products ``only`` (default: all).

    Texts without a draft from their present source are not counted: memory and facts come first. Nothing is
    written and nothing sent. Raises `InputError` for a target of an unknown market or channel.
    """
    tools.packs.require(targets)
    scope = Scope(
        tuple(dict.fromkeys(target.locale for target in targets)),
        None if only is None else tuple(only),
    )
    demands = engine_answers.demand(store.read(), scope, engine_info.id, engine_info.version)
    return Plan(engine_info.id, engine_info.version, scope, demands)


def cost(plan: Plan, price: Price | None) -> Decimal:
    """Return what a run would cost about, in the currency of ``price``, if nothing is asked twice."""
    return cost_of(plan.chars_to_send, price)


def no_hints(_job: EngineJob) -> tuple[Pairs, Pairs]:
    """Give neither terms nor similar texts."""
    return (), ()


@dataclass(frozen=True, slots=True)
class Preparer:
    """Makes of a job what is sent: brands and everything else that must stay is shielded."""

    base: TermBase
    hints: Hints = no_hints

    def item(self, job: EngineJob, brands: Iterable[str]) -> Item:
        """Return a job as it is sent; what is shielded comes back as readers of the target know it."""
        names = {brand.strip(): self._shown(brand.strip(), job.target_locale) for brand in brands}
        hidden = shield(job.source, brands=names)
        shielded = Shielded(hidden.text, tuple(names.get(one, one) for one in hidden.originals))
        terms, hits = self.hints(job)
        ask = Ask(hidden.text, job.field, job.about, terms, hits)
        return Item(job, shielded, ask)

    def _shown(self, brand: str, locale: str) -> str:
        """Return a brand as a person writes it in ``locale``, as titles have it too."""
        concept = self.base.find(brand, (BRANDS,))
        if concept is None or concept.domain != BRANDS:
            return brand
        term = self.base.term(concept.id, locale)
        return brand if term is None else term.text


@dataclass(slots=True)
class Queue:
    """The waiting texts of a run, a page at a time, and those that are to be asked once more.

    What needs no request is put in ``settled``: who takes batches empties it.
    """

    store: Store
    run_id: int
    engine: Engine
    preparer: Preparer
    settled: list[Outcome] = field(default_factory=list)
    _pairs: deque[Pair] = field(init=False)
    _after: int = 0
    _items: deque[Item] = field(default_factory=deque)
    _pair: Pair | None = None
    _halves: deque[Batch] = field(default_factory=deque)
    _later: list[tuple[float, int, Batch]] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        """Look between which locales texts wait."""
        self._pairs = deque(engine_runs.waiting_pairs(self.store.read(), self.run_id))

    def wait(self, now: float) -> float | None:
        """Return the seconds until there is something to take, ``None`` when nothing is left."""
        if self._halves or self._items or self._pairs:
            return 0.0
        return max(0.0, self._later[0][0] - now) if self._later else None

    def take(self, now: float) -> Batch | None:
        """Return the next batch; ``None`` where all that was found needs no request."""
        if self._later and self._later[0][0] <= now:
            return heapq.heappop(self._later)[2]
        if self._halves:
            return self._halves.popleft()
        if self._pairs and len(self._items) < self.engine.info.limits.texts:
            self._read_page()
        return self._next() if self._items and self._pair is not None else None

    def again(self, batch: Batch, due: float) -> None:
        """Hand out a batch once more at the moment ``due``."""
        heapq.heappush(self._later, (due, next(self._numbers), batch))

    def halve(self, batch: Batch) -> None:
        """Hand out each half of a batch: one bad text must not lose the rest."""
        middle = len(batch.items) // 2
        self._halves += [
            Batch(batch.pair, some) for some in (batch.items[:middle], batch.items[middle:]) if some
        ]

    def _next(self) -> Batch:
        """Return as many of the texts in hand as one request may hold, and at least one."""
        limits, items, chars = self.engine.info.limits, [self._items.popleft()], 0
        chars = len(items[0].ask.text)
        while self._items and len(items) < limits.texts:
            chars += len(self._items[0].ask.text)
            if chars > limits.request_chars:
                break
            items.append(self._items.popleft())
        assert self._pair is not None  # noqa: S101 - items are of a pair
        return Batch(self._pair, tuple(items))

    def _read_page(self) -> None:
        """Read more jobs of the pair in hand; those of the next one only when these are all handed out."""
        pair = self._pairs[0]
        if self._pair != pair:
            if self._items:
                return
            self._pair, self._after = pair, 0
        limit = max(PAGE, self.engine.info.limits.texts)
        reader = self.store.read()
        jobs = engine_runs.waiting_jobs(reader, self.run_id, pair, after=self._after, limit=limit)
        if len(jobs) < limit:
            self._pairs.popleft()
        if jobs:
            self._after = jobs[-1].id
            self._sort(pair, jobs)

    def _sort(self, pair: Pair, jobs: Sequence[EngineJob]) -> None:
        """Put jobs among those to be sent, or settle them."""
        if not self.engine.can(pair.source, pair.target):
            self.settled += [Outcome(job, cause=Cause.LANGUAGES) for job in jobs]
            return
        hashes = [job.source_hash for job in jobs]
        brands = engine_answers.brands(self.store.read(), pair, hashes)
        for job in jobs:
            if job.source_hash not in brands:
                self.settled.append(Outcome(job))
                continue
            item = self.preparer.item(job, brands[job.source_hash])
            limits = self.engine.info.limits
            if not any(map(str.isalpha, _SHIELD.sub("", item.ask.text))):
                # Numbers, codes and brands alone read the same everywhere.
                text = restore(item.ask.text, item.shielded.originals)
                self.settled.append(Outcome(job, text))
            elif len(item.ask.text) > min(limits.text_chars, limits.request_chars):
                self.settled.append(Outcome(job, cause=Cause.TOO_LONG))
            else:
                self._items.append(item)
