"""Small answers for panes: amounts as people read them, lines with today's values, suggestions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from localizer.catalog import exchange_rates, launches, memory, products, scripts
from localizer.catalog.translations import Pair
from localizer.i18n import _
from localizer.model.launch import Launch, Target
from localizer.model.locale import language_script, lookup_chain
from localizer.model.segment import Field, MemoryUnit, Origin
from localizer.pipeline.rates import rate_lines, rates_of
from localizer.pipeline.run import token_source
from localizer.pipeline.tokens import spoken_source
from localizer.pipeline.tools import Tools
from localizer.pipeline.wording import translate_rules
from localizer.price import display
from localizer.price.policy import rate_age
from localizer.script.render import render_line
from localizer.store.database import Reader, Store
from localizer.translate.composed import Composed, explain
from localizer.translate.stage import NO_MATCH, SOURCE_CHANGED, compose_segment


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text a person may take over; ``note`` says who approved it and when, or what it is made of."""

    text: str
    origin: Origin
    score: int
    note: str


@dataclass(frozen=True, slots=True)
class RateInfo:
    """How old the exchange rates are that prices come from; ``credits`` are to be shown beside them.

    ``currencies`` are those whose rate is of that day.
    """

    date: dt.date
    days: int
    level: str
    credits: tuple[str, ...] = ()
    currencies: tuple[str, ...] = ()


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
    order = launches.launch_products(reader, launch)
    return token_source(tools, launch, order)(reader, product_id, target)


def spoken_today(
    reader: Reader, tools: Tools, launch: Launch, product_id: int, target: Target
) -> dict[str, str]:
    """Return the tokens of `price_today` with every amount of money in words, as the host says it."""
    order = launches.launch_products(reader, launch)
    return spoken_source(tools, launch, order)(reader, product_id, target)


def render_script(stored: scripts.StoredScript, values: Mapping[str, str]) -> tuple[str, ...]:
    """Return the lines of a script with their tokens filled; a missing value shows as ⟦name⟧."""
    return tuple(render_line(line.text, values) for line in stored.script.lines)


def suggestions(store: Store, tools: Tools, pair: Pair) -> tuple[Suggestion, ...]:
    """Return what memory and composer offer for a segment, best first, each text once."""
    reader = store.read()
    segment, locale = pair.segment, pair.translation.locale
    source_locale = products.source_locale(reader, segment.product_id)
    found = memory.find_exact(
        reader, segment.source_hash, language_script(source_locale), lookup_chain(locale)
    )
    offered = [_remembered(unit, segment.field) for unit in found]
    composed = compose_segment(reader, translate_rules(reader, tools), segment, locale)
    if isinstance(composed, Composed):
        facts = len({piece.fact for piece in composed.pieces if piece.fact})
        note = _("composed from {n} facts").format(n=facts)
        offered.append(Suggestion(composed.text, Origin.COMPOSED, 0, note))
    return tuple({item.text: item for item in reversed(offered)}.values())[::-1]


def _remembered(unit: MemoryUnit, field: Field) -> Suggestion:
    in_place = unit.context == field.value
    origin = Origin.MEMORY_CONTEXT if in_place else Origin.MEMORY
    note = " · ".join(part for part in (unit.created_by, unit.created_at[:10]) if part)
    return Suggestion(unit.target, origin, 101 if in_place else 100, note)


def reason_text(reason: str) -> str:
    """Return the sentence for the stored reason of a draft, empty for none."""
    if not reason:
        return ""
    if reason == NO_MATCH:
        return _("Nothing in the memory, and free text is not composed.")
    if reason == SOURCE_CHANGED:
        return _("The source changed after this was written.")
    return explain(reason)


def rate_info(
    reader: Reader | None, tools: Tools, today: dt.date, markets: Sequence[str] = ()
) -> RateInfo:
    """Return the date of the oldest rate that prices in ``markets`` need, and what its age means.

    Without markets the newest of all rates counts. Those of a workspace are its own; ``None`` stands for
    no workspace.
    """
    sold_in = dict.fromkeys(tools.packs.markets[code].currency for code in markets)
    lines = () if reader is None else rate_lines(reader, tools, sold_in)
    dates = {line.currency: line.rate.date for line in lines if line.rate is not None}
    rates = tools.rates if reader is None else rates_of(reader, tools)
    date = min(dates.values(), default=None) or rates.newest()
    age = rate_age(date, today)
    stored = () if reader is None else exchange_rates.all_series(reader)
    credits_ = tuple(dict.fromkeys(one.credit for one in stored))
    named = tuple(code for code, of in dates.items() if of == date)
    return RateInfo(date, age.days, age.level.value, credits_, named)
