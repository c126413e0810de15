"""Draft the translations of a launch: from memory, facts, or a text like it; else left with the reason.

What a person wrote or approved is never overwritten; when its source changed it is marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from localizer.catalog import assignments, memory, products, segments, translations
from localizer.i18n import N_
from localizer.jobs import SILENT, Progress
from localizer.model.changes import Changes
from localizer.model.channel import Channel, FieldLimit
from localizer.model.launch import Target
from localizer.model.locale import language_script, lookup_chain, same_language
from localizer.model.product import Fact, Product
from localizer.model.segment import (
    SOURCE_CHANGED,
    Field,
    MemoryUnit,
    Origin,
    Segment,
    State,
    Translation,
)
from localizer.store.database import Batch, Reader, Step, Store
from localizer.translate.composed import Composed, Missing
from localizer.translate.composer import Composers
from localizer.translate.matches import Match, Matches, Wanted

CHUNK: Final = 20
CONTEXT_SCORE: Final = 101
EXACT_SCORE: Final = 100
#: Stored as the reason where nothing in the program could write the text.
NO_MATCH: Final = "no_match:"
FUZZY: Final = "fuzzy:"
#: One word like another says nothing: its term is asked for.
_WORDS: Final = frozenset({Field.OPTION_NAME, Field.OPTION_VALUE, Field.FACT})
#: A shorter text that differs in one character may say the opposite.
_SHORT: Final = 8
_KEPT: Final = frozenset({State.APPROVED, State.TRANSLATED, State.SENT_BACK})


@dataclass(frozen=True, slots=True)
class TranslateRules:
    """What drafts are composed with, the channels whose limits they keep, and the memories looked into.

    Without ``matches`` only equal texts of the workspace's own memory are found.
    """

    composers: Composers
    channels: Mapping[str, Channel]
    matches: Matches | None = None


@dataclass(frozen=True, slots=True)
class _Job:
    """One product in one locale."""

    product: Product
    source_locale: str
    locale: str
    title_limit: FieldLimit | None
    rules: TranslateRules
    #: The hashes of sources the workspace's memory has; only those are looked up.
    remembered: frozenset[str] = frozenset()


def translate(
    store: Store,
    rules: TranslateRules,
    targets: Sequence[Target],
    *,
    only: Sequence[int] | None = None,
    batch: Batch | None = None,
    progress: Progress = SILENT,
) -> Changes:
    """Draft the texts of ``only`` (default: all products) in every locale of ``targets``.

    With a ``batch`` the changes become part of it.
    """
    wanted = list(only if only is not None else products.product_ids(store.read()))
    limits = _title_limits(rules, targets)
    writes = batch or store.batch(N_("Translate"))
    changes = Changes()
    for start in range(0, len(wanted), CHUNK):
        progress.step(start, len(wanted))
        with writes.step() as step:
            _draft_products(step, rules, wanted[start : start + CHUNK], limits)
        changes = changes.merged(step.changes)
    progress.step(len(wanted), len(wanted))
    return changes


def _title_limits(rules: TranslateRules, targets: Sequence[Target]) -> dict[str, FieldLimit | None]:
    """Return the tightest title limit by locale: channels that share a locale share its texts."""
    tightest: dict[str, FieldLimit | None] = {}
    for target in targets:
        limit = rules.channels[target.channel].limit(Field.TITLE.value, target.market)
        known = tightest.setdefault(target.locale, limit)
        if limit is None or limit.maximum is None:
            continue
        if known is None or known.maximum is None or limit.maximum < known.maximum:
            tightest[target.locale] = limit
    return tightest


def _draft_products(
    step: Step,
    rules: TranslateRules,
    numbers: Sequence[int],
    limits: Mapping[str, FieldLimit | None],
) -> None:
    """Read what there is of some products at once, draft them, and write what is new at once."""
    products.ensure_segments(step, numbers)
    known = segments.of_products(step, numbers)
    existing = translations.of_products(step, numbers, tuple(limits))
    remembered = _remembered_hashes(step, known.values())
    asked = _asking(rules)
    locked = assignments.locked(step)
    fresh: list[Translation] = []
    for number in numbers:
        product = products.load(step, number)
        source_locale = products.source_locale(step, number)
        for locale, limit in limits.items():
            job = _Job(product, source_locale, locale, limit, asked, remembered)
            for segment in known.get(number, ()):
                old = existing.get((segment.id, locale))
                if old is None:
                    fresh.append(_draft(step, job, segment))
                elif old[0] not in locked:
                    new = _kept(segment, old[1]) or _redrafted(step, job, segment, old)
                    translations.save(step, old, new)
    translations.insert_many(step, fresh)


def _asking(rules: TranslateRules) -> TranslateRules:
    """Return rules that do not ask memories in which there is nothing."""
    if rules.matches is None or rules.matches.holds_any():
        return rules
    return replace(rules, matches=None)


def _remembered_hashes(reader: Reader, known: Iterable[Iterable[Segment]]) -> frozenset[str]:
    """Return those hashes of sources for which the workspace's memory has pairs at all."""
    return memory.known_hashes(reader, {one.source_hash for some in known for one in some})


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a draft of a segment in a locale would be; ``kept`` is the work of a person that stays."""

    segment: Segment
    source_locale: str
    translation: Translation
    kept: bool


def proposals(
    reader: Reader, rules: TranslateRules, targets: Sequence[Target], numbers: Sequence[int]
) -> Iterator[Proposal]:
    """Yield what drafts of the products ``numbers`` would be, text by text; nothing is written."""
    limits = _title_limits(rules, targets)
    asked = _asking(rules)
    for number in numbers:
        product = products.load(reader, number)
        source_locale = products.source_locale(reader, number)
        known = segments.of_product(reader, number)
        remembered = _remembered_hashes(reader, [known])
        for locale, limit in limits.items():
            job = _Job(product, source_locale, locale, limit, asked, remembered)
            existing = translations.of_product(reader, number, locale)
            for segment in known:
                old = existing.get(segment.id)
                kept = _kept(segment, old[1]) if old is not None else None
                made = kept or _redrafted(reader, job, segment, old)
                yield Proposal(segment, source_locale, made, kept is not None)


def _kept(segment: Segment, old: Translation) -> Translation | None:
    """Return what stays of a person's work, or ``None`` where a draft may be made anew."""
    if old.reason == SOURCE_CHANGED:
        return old
    if old.state not in _KEPT and old.origin is not Origin.PERSON:
        return None
    if old.source_hash == segment.source_hash:
        return old
    return replace(old, state=State.DRAFT, reason=SOURCE_CHANGED)


def _redrafted(
    reader: Reader, job: _Job, segment: Segment, old: tuple[int, Translation] | None
) -> Translation:
    """Return a draft; what an engine wrote stays where there is nothing better, as long as it fits."""
    made = _draft(reader, job, segment)
    if made.state is not State.UNTRANSLATED or old is None:
        return made
    before = old[1]
    fits = before.origin is Origin.ENGINE and before.source_hash == segment.source_hash
    return before if fits else made


def _draft(reader: Reader, job: _Job, segment: Segment) -> Translation:
    if same_language(job.source_locale, job.locale):
        return _translation(job, segment, segment.source, Origin.SAME_LANGUAGE)
    best = _exact(reader, job, segment)
    other = _attached(job, segment) if best is None else None
    known = best is not None or other is not None
    composed = _compose(job, segment) if not known or _sized(segment) else None
    if known and not (isinstance(composed, Composed) and composed.of_goods):
        if other is not None:
            return _translation(job, segment, other.text, other.origin, other.score)
        if best is not None:
            return _remembered(job, segment, best)
    if isinstance(composed, Composed):
        return _translation(job, segment, composed.text, Origin.COMPOSED, reason=composed.reason)
    alike = _alike(job, segment)
    if alike is not None:
        reason = fuzzy_reason(alike)
        return _translation(job, segment, alike.text, alike.origin, alike.score, reason)
    return Translation(
        segment_id=segment.id,
        locale=job.locale,
        text="",
        state=State.UNTRANSLATED,
        origin=Origin.NONE,
        source_hash=segment.source_hash,
        reason=NO_MATCH if composed is None else composed.code,
    )


def _exact(reader: Reader, job: _Job, segment: Segment) -> MemoryUnit | None:
    """Return the pair of the workspace's own memory for a text."""
    if segment.source_hash not in job.remembered:
        return None
    found = memory.find_exact(
        reader,
        segment.source_hash,
        language_script(job.source_locale),
        lookup_chain(job.locale),
    )
    return _best(found, segment)


def _remembered(job: _Job, segment: Segment, unit: MemoryUnit) -> Translation:
    in_place = unit.context == segment.field.value
    origin = Origin.MEMORY_CONTEXT if in_place else Origin.MEMORY
    score = CONTEXT_SCORE if in_place else EXACT_SCORE
    return _translation(job, segment, unit.target, origin, score)


def _attached(job: _Job, segment: Segment) -> Match | None:
    """Return the equal text of an attached memory."""
    matches = job.rules.matches
    if matches is None or not matches.attached:
        return None
    return matches.attached_exact(_wanted(job, segment))


def _wanted(job: _Job, segment: Segment) -> Wanted:
    return Wanted(segment.source, job.source_locale, job.locale, segment.field.value)


def _alike(job: _Job, segment: Segment) -> Match | None:
    """Return what the memories have like a text; words wait for a term, which is asked for once."""
    matches = job.rules.matches
    if matches is None or segment.field in _WORDS or len(segment.source) < _SHORT:
        return None
    return matches.best(_wanted(job, segment))


def fuzzy_reason(match: Match) -> str:
    """Return what is stored with a draft made from a text like it: which, and what was put right in it.

    ``fuzzy:87|repaired|220V>110V`` or ``fuzzy:87|differs|220V>110V``.
    """
    how, pairs = ("repaired", match.repairs) if match.repairs else ("differs", match.differences)
    told = "|".join(f"{one.old}>{one.new}" for one in pairs)
    return f"{FUZZY}{match.score}|{how}|{told}"


def _sized(segment: Segment) -> bool:
    """Tell whether a text may mean another thing for other goods: an M of women's dresses and of socks.

    The name too: Spanish has one word for the size of a dress and another for that of a pot.
    """
    return segment.field in {Field.OPTION_NAME, Field.OPTION_VALUE}


def _best(found: Sequence[MemoryUnit], segment: Segment) -> MemoryUnit | None:
    """Return the nearest locale's pair, one approved in the same field first."""
    if not found:
        return None
    nearest = [unit for unit in found if unit.target_locale == found[0].target_locale]
    return next((unit for unit in nearest if unit.context == segment.field.value), nearest[0])


def _translation(
    job: _Job, segment: Segment, text: str, origin: Origin, score: int = 0, reason: str = ""
) -> Translation:
    return Translation(
        segment_id=segment.id,
        locale=job.locale,
        text=text,
        state=State.DRAFT,
        origin=origin,
        source_hash=segment.source_hash,
        score=score,
        reason=reason,
    )


def compose_segment(
    reader: Reader, rules: TranslateRules, segment: Segment, locale: str
) -> Composed | Missing | None:
    """Compose one segment from its product's facts; ``None`` where the field holds free prose."""
    product = products.load(reader, segment.product_id)
    source_locale = products.source_locale(reader, segment.product_id)
    return _compose(_Job(product, source_locale, locale, None, rules), segment)


def _compose(job: _Job, segment: Segment) -> Composed | Missing | None:
    """Compose a text the facts can give; ``None`` where the field holds free prose."""
    composers, product, brand = job.rules.composers, job.product, job.product.brand
    match segment.field:
        case Field.TITLE:
            return composers.title(product, job.locale, job.title_limit)
        case Field.FACT:
            fact = _fact(product, segment.name)
            return None if fact is None else composers.fact(fact, job.locale, brand)
        case Field.OPTION_NAME:
            return composers.option_name(segment.source, job.locale, product=product)
        case Field.OPTION_VALUE:
            return composers.option_value(
                segment.source, job.locale, option=segment.name, product=product
            )
        case _:
            return None


def _fact(product: Product, name: str) -> Fact | None:
    return next((fact for fact in product.facts if fact.name == name), None)
