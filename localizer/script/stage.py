"""Write the scripts of a launch: one pitch per product and target, rewritten only when its inputs change.

A script a person edited or approved is never rewritten.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import msgspec

from localizer.catalog import products, scripts
from localizer.catalog.scripts import StoredScript
from localizer.i18n import N_
from localizer.jobs import SILENT, Progress, chunked
from localizer.model.changes import Changes
from localizer.model.launch import Target
from localizer.model.market import Market, Pacing
from localizer.model.pacing import BeatBook
from localizer.model.phrase import PhraseBank, Style
from localizer.model.script import Beat, BeatPlan, Script, ScriptFacts
from localizer.model.segment import State
from localizer.model.speech import SpeechRate
from localizer.script.brief import ScriptBrief
from localizer.script.heard import Heard
from localizer.script.opening import Opening, script_opening
from localizer.script.pacing import plan_beats
from localizer.script.writer import NO_WISH, Wish, write_script
from localizer.store.database import Batch, Reader, Step, Store

CHUNK: Final = 20
DEFAULT_SECONDS: Final = 60
LABEL: Final = "A"
#: An evening holds no more products: with so many others one is compared that is drafted alone.
BESIDE: Final = 200
#: Raised when the writer changes so much that old drafts should be written anew. 2: amounts are timed by
#: the words they are said in. 3: banks with styles, voices and seasons. 4: questions read out and answered.
WRITER_VERSION: Final = 4


#: What urgency rests on, and the share of its seconds that is left without any of it; an own value.
PRESSING: Final = frozenset({"offer_end", "stock_low"})
CALM_URGENCY: Final = 0.4


@dataclass(frozen=True, slots=True)
class PitchOptions:
    """What kind of script is wanted of each product; ``label`` tells variants apart (A, B).

    ``voice`` is a voice of the bank, empty for its first. ``pacing`` arranges the beats, the market's own
    way without it. A variant other than A opens in another way than A does. ``per_minute`` is the host's
    measured pace in the language's unit.
    """

    seconds: int = DEFAULT_SECONDS
    style: Style = Style.WARM
    label: str = LABEL
    voice: str = ""
    pacing: Pacing | None = None
    per_minute: int | None = None

    @property
    def seed(self) -> int:
        """Return the number that varies the choice of phrases: 0 for A."""
        return 0 if self.label == LABEL else zlib.crc32(self.label.encode())


@dataclass(frozen=True, slots=True)
class ScriptRules:
    """Banks by locale and voice, the seconds and pace of beats, speaking rates, a product's brief.

    ``brief`` returns ``None`` where a product has no name in the target's language yet.
    """

    markets: Mapping[str, Market]
    beats: BeatBook
    bank: Callable[[str, str], PhraseBank | None]
    rate: Callable[[str], SpeechRate | None]
    brief: Callable[[Reader, int, Target], ScriptBrief | None]


@dataclass(frozen=True, slots=True)
class Ready:
    """All a script of one product for one target is written from."""

    brief: ScriptBrief
    bank: PhraseBank
    rate: SpeechRate
    plan: tuple[BeatPlan, ...]
    pacing: Pacing
    options: PitchOptions

    @property
    def digest(self) -> str:
        """Return what the wording depends on."""
        return input_digest(self.brief, self.bank, self.options)

    def write(self, heard: Heard | None = None, wish: Wish = NO_WISH, *, seed: int = 0) -> Script:
        """Return the script; another ``seed`` gives another one."""
        wish = replace(wish, per_minute=wish.per_minute or self.options.per_minute)
        script = write_script(
            self.brief,
            self.bank,
            self.plan,
            self.rate,
            seed=self.options.seed + seed,
            heard=heard,
            wish=wish,
        )
        return replace(script, pacing=self.pacing.value)


def ready(
    reader: Reader, rules: ScriptRules, number: int, target: Target, options: PitchOptions
) -> Ready | None:
    """Return what a script is written from; ``None`` while the product or the bank lacks something."""
    bank, rate = rules.bank(target.locale, options.voice), rules.rate(target.locale)
    brief = rules.brief(reader, number, target)
    if bank is None or rate is None or brief is None:
        return None
    brief = replace(brief, style=options.style, voice=options.voice)
    pacing = options.pacing or rules.markets[target.market].pacing
    plan = plan_beats(
        rules.beats.timings,
        rules.beats.presets[pacing],
        options.seconds,
        _weights(rules.beats, brief),
    )
    return Ready(brief, bank, rate, plan, pacing, options)


def _weights(beats: BeatBook, brief: ScriptBrief) -> dict[Beat, float]:
    """Return what a product gives more or less time to; without an end or a low stock nothing presses."""
    weights = dict(beats.weights_of(brief.group))
    if not brief.held() & PRESSING:
        weights[Beat.URGENCY] = min(weights.get(Beat.URGENCY, 1.0), CALM_URGENCY)
    return weights


class Pitches:
    """Drafts the pitches of products for some targets, one after the other: none opens as one before it."""

    def __init__(
        self,
        reader: Reader,
        rules: ScriptRules,
        targets: Sequence[Target],
        wanted: Sequence[int],
        options: PitchOptions,
    ) -> None:
        """Begin with what the scripts of products other than ``wanted`` say."""
        self._rules = rules
        self._options = options
        self._heard = {target: _heard_beside(reader, target, wanted) for target in targets}

    def over(self, reader: Reader, numbers: Sequence[int]) -> list[StoredScript]:
        """Return the scripts to be written of products, by product; those that stay are passed over."""
        written = scripts.with_any(reader, numbers)
        return [
            stored
            for number in numbers
            for target, heard in self._heard.items()
            if (
                stored := _fresh(
                    reader,
                    self._rules,
                    number,
                    target,
                    self._options,
                    heard,
                    new=number not in written,
                )
            )
        ]


#: Gives the scripts to be written of each of some chunks of products, in their order.
Spread = Callable[[Sequence[Sequence[int]], Progress], Iterable[list[StoredScript]]]


def write_scripts(
    store: Store,
    rules: ScriptRules,
    targets: Sequence[Target],
    *,
    only: Sequence[int] | None = None,
    options: PitchOptions = PitchOptions(),
    batch: Batch | None = None,
    spread: Spread | None = None,
    progress: Progress = SILENT,
) -> Changes:
    """Draft a pitch for each product of ``only`` (default: all) and target.

    With a ``batch`` the changes become part of it. With ``spread`` other processes draft by the same rules,
    each for some of the targets; what they draft is written here.
    """
    wanted = list(only if only is not None else products.product_ids(store.read()))
    writes = batch or store.batch(N_("Write scripts"))
    changes = Changes()
    chunks = chunked(wanted, CHUNK)
    for fresh in (spread or _Here(store, rules, targets, wanted, options))(chunks, progress):
        if fresh:
            with writes.step() as step:
                _save_all(step, fresh)
            changes = changes.merged(step.changes)
    progress.step(len(wanted), len(wanted))
    return changes


@dataclass(frozen=True, slots=True)
class _Here:
    """Drafts chunk after chunk in this process."""

    store: Store
    rules: ScriptRules
    targets: Sequence[Target]
    wanted: Sequence[int]
    options: PitchOptions

    def __call__(
        self, chunks: Sequence[Sequence[int]], progress: Progress
    ) -> Iterator[list[StoredScript]]:
        pitches = Pitches(self.store.read(), self.rules, self.targets, self.wanted, self.options)
        done = 0
        for chunk in chunks:
            progress.step(done, len(self.wanted))
            yield pitches.over(self.store.read(), chunk)
            done += len(chunk)


def _save_all(step: Step, fresh: Sequence[StoredScript]) -> None:
    known = scripts.with_any(step, {stored.product_id for stored in fresh})
    scripts.insert_many(step, [one for one in fresh if one.product_id not in known])
    for stored in fresh:
        if stored.product_id in known:
            _save(step, stored)


def _heard_beside(reader: Reader, target: Target, wanted: Sequence[int]) -> Heard:
    """Return what the scripts of other products say: one that is written alone must not repeat them."""
    heard = Heard()
    for stored in scripts.beside(reader, target, wanted, BESIDE):
        heard.add(stored.script)
    return heard


def _fresh(
    reader: Reader,
    rules: ScriptRules,
    number: int,
    target: Target,
    options: PitchOptions,
    heard: Heard,
    *,
    new: bool = False,
) -> StoredScript | None:
    """Return the script to be written, or ``None`` when the stored one is to stay.

    ``heard`` is what the products before this one say: no two should open alike. A ``new`` product has no
    script yet.
    """
    found = ready(reader, rules, number, target, options)
    if found is None:
        return None
    old = None
    if not new:
        old = scripts.find(reader, number, target, options.style.value, options.label)
    digest = found.digest
    if old is not None and (old.edited or old.state is State.APPROVED or old.input_hash == digest):
        heard.add(old.script)
        return None
    script = found.write(
        heard, Wish(not_opening=_opening_of_first(reader, number, target, options))
    )
    heard.add(script)
    return StoredScript(
        id=0 if old is None else old.id,
        product_id=number,
        target=target,
        label=options.label,
        state=State.DRAFT,
        edited=False,
        input_hash=digest,
        script=script,
    )


def _opening_of_first(
    reader: Reader, number: int, target: Target, options: PitchOptions
) -> Opening | None:
    """Return how variant A opens, which another variant should not."""
    if options.label == LABEL:
        return None
    first = scripts.find(reader, number, target, options.style.value, LABEL)
    return None if first is None else script_opening(first.script)


def _save(step: Step, stored: StoredScript) -> None:
    """Save a draft unless another program wrote, edited or approved that script meanwhile."""
    now = scripts.find(step, stored.product_id, stored.target, stored.script.style, stored.label)
    if now is None:
        scripts.save(step, replace(stored, id=0))
    elif not (now.edited or now.state is State.APPROVED or now.input_hash == stored.input_hash):
        scripts.save(step, replace(stored, id=now.id))


def facts_now(reader: Reader, rules: ScriptRules, stored: StoredScript) -> ScriptFacts | None:
    """Return what lines like those of ``stored`` may rest on now; ``None`` if it could not be written."""
    brief = rules.brief(reader, stored.product_id, stored.target)
    return None if brief is None else brief.now()


def options_of(stored: StoredScript) -> PitchOptions:
    """Return the options ``stored`` was written with."""
    script = stored.script
    known = {style.value for style in Style}
    return PitchOptions(
        seconds=round(stored.planned_seconds),
        style=Style(script.style) if script.style in known else Style.WARM,
        label=stored.label,
        voice=script.voice,
        pacing=Pacing(script.pacing) if script.pacing else None,
    )


def input_digest(brief: ScriptBrief, bank: PhraseBank, options: PitchOptions) -> str:
    """Return what the wording depends on; amounts are tokens, so a new price alone rewrites nothing."""
    parts: tuple[object, ...] = (
        WRITER_VERSION,
        options.seconds,
        brief.product_key,
        brief.locale,
        brief.style,
        sorted(brief.values().items()),
        sorted(brief.conditions),
        sorted(name for name, value in brief.tokens.items() if value),
        bank.digest,
        [sorted(one) for one in brief.seasons],
        options.pacing or "",
        options.per_minute or 0,
    )
    return hashlib.blake2b(msgspec.json.encode(parts), digest_size=8).hexdigest()
