"""Small answers for panes: amounts as people read them, lines with today's values, suggestions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from localizer.catalog import launches, memory, products, scripts
from localizer.catalog import suggestions as kept
from localizer.catalog.translations import Pair
from localizer.i18n import _
from localizer.model.launch import Launch, Target
from localizer.model.locale import language_script, lookup_chain
from localizer.model.segment import ENGINE_REASON, SOURCE_CHANGED, MemoryUnit, Origin, Segment
from localizer.pipeline.engine_words import engine_text
from localizer.pipeline.matching import SharedMatches
from localizer.pipeline.stage_rules import token_source
from localizer.pipeline.tokens import spoken_source
from localizer.pipeline.tools import Tools
from localizer.pipeline.wording import translate_rules
from localizer.price import display
from localizer.review.merge import Verdict
from localizer.review.merge_writing import sentence
from localizer.script.render import render_line
from localizer.store.database import Reader, Store
from localizer.translate.composed import Composed, explain
from localizer.translate.fuzzy.diff import Part, word_diff
from localizer.translate.fuzzy.score import Difference
from localizer.translate.matches import CONTEXT_SCORE, EXACT_SCORE, Match, Wanted
from localizer.translate.stage import FUZZY, NO_MATCH, compose_segment

#: Texts less like the one asked for than this help nobody.
_OFFERED: Final = 60


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text a person may take over; ``note`` says who approved it and when, or what it is made of.

    Of a text that is only like the one asked for, ``parts`` lead from its source to that one, ``repairs``
    are the numbers put right in it (old, new), ``differences`` those that are not.
    """

    text: str
    origin: Origin
    score: int
    note: str
    parts: tuple[Part, ...] = ()
    repairs: tuple[Difference, ...] = ()
    differences: tuple[Difference, ...] = ()


def format_price(amount: Decimal, currency: str, locale: str, *, code: bool = False) -> str:
    """Return ``amount`` as ``locale`` writes it, without ``.00`` where that is the custom.

    With its ``code`` where other currencies beside it have the same sign.
    """
    return display.format_price(amount, currency, locale, whole=True, code=code)


def with_code(tools: Tools, targets: Sequence[Target]) -> frozenset[Target]:
    """Return those of ``targets`` whose prices need their currency's code beside the others'."""
    pairs = {one: (tools.packs.markets[one.market].currency, one.locale) for one in targets}
    shared = display.shared_signs(pairs.values())
    return frozenset(one for one, pair in pairs.items() if pair in shared)


def price_today(
    reader: Reader, tools: Tools, launch: Launch, product_id: int, target: Target
) -> dict[str, str]:
    """Return the text of every token of a product on ``target`` that has a value."""
    order = launches.ProductOrder(reader, launch)
    return token_source(tools, launch, order)(reader, product_id, target)


def spoken_today(
    reader: Reader, tools: Tools, launch: Launch, product_id: int, target: Target
) -> dict[str, str]:
    """Return the tokens of `price_today` with every amount of money in words, as the host says it."""
    order = launches.ProductOrder(reader, launch)
    return spoken_source(tools, launch, order)(reader, product_id, target)


def render_script(stored: scripts.StoredScript, values: Mapping[str, str]) -> tuple[str, ...]:
    """Return the lines of a script with their tokens filled; a missing value shows as ⟦name⟧."""
    return tuple(render_line(line.text, values) for line in stored.script.lines)


def suggestions(store: Store, tools: Tools, pair: Pair) -> tuple[Suggestion, ...]:
    """Return what translators, memory and composer have for a segment itself, best first, each text once."""
    reader = store.read()
    segment, locale = pair.segment, pair.translation.locale
    source_locale = products.source_locale(reader, segment.product_id)
    exact = memory.find_exact(
        reader, segment.source_hash, language_script(source_locale), lookup_chain(locale)
    )
    offered = [_from_translator(one) for one in kept.of_segment(reader, segment.id, locale)]
    offered += [_exact(unit, segment) for unit in exact]
    composed = compose_segment(reader, translate_rules(reader, tools), segment, locale)
    if isinstance(composed, Composed):
        facts = len({piece.fact for piece in composed.pieces if piece.fact})
        note = _("composed from {n} facts").format(n=facts)
        offered.append(Suggestion(composed.text, Origin.COMPOSED, 0, note))
    return each_once(offered)


def alike(store: Store, pair: Pair, matches: SharedMatches) -> tuple[Suggestion, ...]:
    """Return what the memories have like a segment, best first; nothing while an index is being made."""
    segment, locale = pair.segment, pair.translation.locale
    source_locale = products.source_locale(store.read(), segment.product_id)
    found = matches.find(
        Wanted(segment.source, source_locale, locale, segment.field.value, minimum=_OFFERED)
    )
    return tuple(_remembered(match, segment, source_locale) for match in found)


def each_once(offered: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """Return the suggestions without those whose text stands before them."""
    first: dict[str, Suggestion] = {}
    for one in offered:
        first.setdefault(one.text, one)
    return tuple(first.values())


def _from_translator(one: kept.Suggested) -> Suggestion:
    """Return a text that came back from a translator and does not stand."""
    who = _("from {person}").format(person=one.by) if one.by else _("from a translator")
    reason = sentence(Verdict(one.reason)) if one.reason in set(Verdict) else ""
    note = " · ".join(part for part in (who, one.at[:10], reason) if part)
    return Suggestion(one.text, Origin.PERSON, 0, note)


def _exact(unit: MemoryUnit, segment: Segment) -> Suggestion:
    in_place = unit.context == segment.field.value
    origin = Origin.MEMORY_CONTEXT if in_place else Origin.MEMORY
    return Suggestion(unit.target, origin, CONTEXT_SCORE if in_place else EXACT_SCORE, _who(unit))


def _who(unit: MemoryUnit, *before: str) -> str:
    return " · ".join(part for part in (*before, unit.created_by, unit.created_at[:10]) if part)


def _remembered(match: Match, segment: Segment, source_locale: str) -> Suggestion:
    unit = match.unit
    differs = match.score < EXACT_SCORE
    return Suggestion(
        match.text,
        match.origin,
        match.score,
        _who(unit, match.memory),
        word_diff(unit.source, segment.source, source_locale) if differs else (),
        match.repairs,
        match.differences,
    )


def reason_text(reason: str) -> str:
    """Return the sentence for the stored reason of a draft, empty for none."""
    if not reason:
        return ""
    if reason == NO_MATCH:
        return _("Nothing in the memory, and free text is not composed.")
    if reason.startswith(FUZZY):
        return _fuzzy_text(reason)
    if reason.startswith(ENGINE_REASON):
        return engine_text(reason.removeprefix(ENGINE_REASON))
    if reason == SOURCE_CHANGED:
        return _("The source changed after this was written.")
    return explain(reason)


def _fuzzy_text(reason: str) -> str:
    """Return the sentence for a draft made from a text that is like it."""
    score, how, *pairs = reason.removeprefix(FUZZY).split("|")
    told = ", ".join(pair.replace(">", " → ", 1) for pair in pairs if pair)
    if how == "repaired":
        sentence = _("Taken from a text that is {score} % like this one; put right in it: {pairs}")
    elif told:
        sentence = _("Taken from a text that is {score} % like this one, which says: {pairs}")
    else:
        sentence = _("Taken from a text that is {score} % like this one.")
    return sentence.format(score=score, pairs=told)
