"""Have a language model read the texts of a target for doubtful claims; what it doubts is for a person.

Only engines the person turned on are asked; every request is noted before it goes out. Doubts are findings
beside the others (`localizer.check.doubts`); nothing another check found is touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Final

from babel import Locale

from localizer.catalog import answers, doubts, launches, products, scripts, translations
from localizer.check import doubt_prompt as words
from localizer.check.doubt_prompt import ReadText, Setting
from localizer.errors import InputError
from localizer.i18n import N_, _, active_language
from localizer.jobs import SILENT, Progress
from localizer.model.changes import Changes
from localizer.model.doubt import Doubt
from localizer.model.finding import Subject
from localizer.model.launch import Launch, Target
from localizer.model.script import spoken_text
from localizer.pipeline.asking import Asking
from localizer.pipeline.engine_run import refuse_unpriced
from localizer.pipeline.engine_spend import Spend, cost_of
from localizer.pipeline.engines import answerer_of
from localizer.pipeline.grounds import grounds
from localizer.pipeline.recheck import recheck
from localizer.pipeline.tools import Tools
from localizer.script.rewrite import AnswerError
from localizer.store.database import Batch, Reader, Store
from localizer.translate.engines.base import LASTING, Cause, Engine, Question
from localizer.translate.engines.chat_words import locale_name

#: More rules than this no model keeps in mind; they are in the order of the packs.
MOST_RULES: Final = 60
#: Longer texts are left to the rules: they would be most of a request.
MOST_CHARS: Final = 6_000


@dataclass(frozen=True, slots=True)
class Piece:
    """One text to be read: of what, and the words as they are now."""

    subject: Subject
    subject_id: int
    product_id: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be sent: texts and characters, whereto (empty: this machine), for how much."""

    texts: int
    chars: int
    host: str
    cost: Decimal | None
    currency: str


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What came of it: ``read`` texts with ``doubts`` in all; ``unread`` got no answer for ``cause``."""

    read: int
    doubts: int
    unread: int
    cause: Cause | None
    requests: int
    chars: int
    cost: Decimal
    currency: str
    changes: Changes = field(default_factory=Changes)


def plan_reading(
    reader: Reader, tools: Tools, launch: Launch, target: Target, engine: Engine
) -> Plan:
    """Return what reading the texts of ``target`` would send; nothing is.

    Raises `InputError` for an engine that only translates.
    """
    answerer_of(engine)
    texts = chars = 0
    for batch in _batches(reader, launch, target, engine):
        texts += len(batch)
        chars += _question(reader, tools, launch, target, batch).weight
    info = engine.info
    cost = None if info.price is None else cost_of(chars, info.price)
    return Plan(texts, chars, info.host, cost, "" if info.price is None else info.price.currency)


def read_claims(
    store: Store,
    tools: Tools,
    launch: Launch,
    target: Target,
    engine: Engine,
    *,
    ceiling: Decimal | None = None,
    progress: Progress = SILENT,
) -> ReadReport:
    """Have ``engine`` read every text of ``target`` it has not read as it is now, and keep what it doubts.

    All of it is one step. No request is sent that would cost more than ``ceiling`` in all; what came before
    a stop is kept. Raises `InputError` for an engine that only translates.
    """
    answerer_of(engine)
    refuse_unpriced(engine, ceiling)
    if target not in launch.targets:
        problem = _("{target} is no target of {launch}.")
        label = tools.packs.label(target)
        raise InputError(problem.format(target=label, launch=launch.name))
    asking = Asking(store, engine, Spend(engine.info.price, ceiling), (target.locale,) * 2)
    run = _Run(store, tools, launch, target, asking)
    batches = list(_batches(store.read(), launch, target, engine))
    run.work(batches, progress)
    changes = recheck(store, tools, run.changes, sorted(run.owners), market=target.market)
    price = engine.info.price
    return ReadReport(
        run.read,
        run.doubts,
        run.unread,
        run.cause,
        asking.requests,
        asking.spend.chars,
        asking.spend.cost,
        "" if price is None else price.currency,
        changes,
    )


class _Run:
    """Asks for batch after batch and keeps what comes back at once."""

    def __init__(
        self, store: Store, tools: Tools, launch: Launch, target: Target, asking: Asking
    ) -> None:
        self._store, self._tools, self._asking = store, tools, asking
        self._launch, self._target = launch, target
        self._batch: Batch = store.batch(
            N_("Have {engine} read {target}"),
            engine=asking.engine,
            target=tools.packs.label(target),
        )
        self.read = self.doubts = self.unread = 0
        self.cause: Cause | None = None
        self.owners: set[int] = set()
        self.changes = Changes()

    def work(self, batches: Sequence[Sequence[Piece]], progress: Progress) -> None:
        total = sum(map(len, batches))
        for place, batch in enumerate(batches):
            done = self.read + self.unread
            progress.step(done, total)
            found, cause = self._answered(batch, partial(progress.step, done, total))
            if found is None:
                self.cause = cause
                self.unread += len(batch)
                if cause in LASTING or cause is Cause.STOPPED:
                    self.unread += sum(map(len, batches[place + 1 :]))
                    return
            else:
                self._keep(batch, found)
        progress.step(total, total)

    def _answered(
        self, batch: Sequence[Piece], look: partial[None]
    ) -> tuple[Mapping[int, tuple[Doubt, ...]] | None, Cause | None]:
        texts = _numbered(batch)

        def read(content: str) -> dict[int, tuple[Doubt, ...]]:
            found = words.read_answer(content, texts)
            if found is None:
                raise AnswerError("not the JSON asked for")
            return found

        question = _question(self._store.read(), self._tools, self._launch, self._target, batch)
        return self._asking.answered(question, len(batch), read, look)

    def _keep(self, batch: Sequence[Piece], found: Mapping[int, tuple[Doubt, ...]]) -> None:
        with self._batch.step() as step:
            for number, one in enumerate(batch, 1):
                said = found[number]
                place = (one.subject, one.subject_id, self._target)
                doubts.put(step, *place, one.text, said, self._asking.engine)
                self.read += 1
                self.doubts += len(said)
                self.owners.add(one.product_id)
        self.changes = self.changes.merged(step.changes)


def _batches(
    reader: Reader, launch: Launch, target: Target, engine: Engine
) -> Iterator[tuple[Piece, ...]]:
    """Yield the texts of each request: of one product, as many as the engine takes at once."""
    limits = engine.info.limits
    for number in launches.launch_products(reader, launch):
        batch: list[Piece] = []
        chars = 0
        for piece in _unread(reader, number, target):
            full = len(batch) >= limits.texts or chars + len(piece.text) > limits.request_chars
            if batch and full:
                yield tuple(batch)
                batch, chars = [], 0
            batch.append(piece)
            chars += len(piece.text)
        if batch:
            yield tuple(batch)


def _unread(reader: Reader, number: int, target: Target) -> Iterator[Piece]:
    """Yield the texts of a product nobody has read as they are."""
    pieces = [one for one in _pieces(reader, number, target) if one.text.strip()]
    for subject in (Subject.TRANSLATION, Subject.SCRIPT, Subject.ANSWER):
        mine = [one for one in pieces if one.subject is subject and len(one.text) <= MOST_CHARS]
        known = doubts.of_target(reader, subject, [one.subject_id for one in mine], target)
        for one in mine:
            read = known.get(one.subject_id)
            if read is None or read.text_hash != doubts.hash_of(one.text):
                yield one


def _pieces(reader: Reader, number: int, target: Target) -> Iterator[Piece]:
    for pair in translations.pairs(reader, number, target.locale):
        field_name = pair.segment.field.value
        yield Piece(Subject.TRANSLATION, pair.id, number, field_name, pair.translation.text)
    for script in scripts.of_product(reader, number, target):
        yield Piece(Subject.SCRIPT, script.id, number, "script", spoken_text(script.script))
    for card in answers.of_product(reader, number, target):
        yield Piece(Subject.ANSWER, card.id, number, "answer", card.line.text)


def _numbered(batch: Sequence[Piece]) -> list[ReadText]:
    return [ReadText(number, one.kind, one.text) for number, one in enumerate(batch, 1)]


def _question(
    reader: Reader, tools: Tools, launch: Launch, target: Target, batch: Sequence[Piece]
) -> Question:
    """Return what is asked for some texts of one product: its facts and the market's rules go along."""
    number = batch[0].product_id
    known = grounds(reader, tools, launch, number, target, products.load(reader, number))
    whys = (
        f"{one.category}: {one.why}"
        for one in tools.packs.claims
        if one.applies(target.market, target.locale, target.channel)
    )
    setting = Setting(
        locale_name(target.locale),
        tools.packs.markets[target.market].name,
        tools.packs.channels[target.channel].name,
        Locale.parse(active_language()).get_display_name("en") or "English",
        tuple(dict.fromkeys(whys))[:MOST_RULES],
        words.facts_of(known.facts.items()),
    )
    texts = _numbered(batch)
    return Question(
        words.rules(setting),
        words.material(texts, setting),
        words.SCHEMA,
        words.answer_chars(texts),
    )
