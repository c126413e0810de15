"""Small questions to the tools that several screens ask: rates and their age, limits, prices in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from localizer import pipeline
from localizer.catalog import preferences
from localizer.catalog.prices import StoredPrice
from localizer.export.formats import REGISTRY, Group
from localizer.export.gate import in_words
from localizer.i18n import N_, _, ngettext
from localizer.model.launch import Target
from localizer.model.money import Money
from localizer.model.price import Flag, Refusal
from localizer.model.term import Named, fold
from localizer.pipeline.readiness import ReadyStep
from localizer.pipeline.views import RateInfo
from localizer.price.display import rate_text
from localizer.price.words import FLAGS, REFUSALS
from localizer.store.database import Reader
from localizer.ui.actions.price_words import fee_name
from localizer.ui.actions.words import day, in_a_row

#: Ages of rates that are pointed out.
STALE: Final = frozenset({"warn", "block"})
#: As many terms as have a key.
MOST_TERMS: Final = 9
#: Parts of a price in the order they are paid; fees, tax and profit follow.
COST_ORDER: Final[tuple[str, ...]] = ("cost", "shipping", "local_cost", "fx_buffer")
PARTS: Final = {
    "cost": N_("cost"),
    "shipping": N_("shipping"),
    "local_cost": N_("local cost"),
    "fx_buffer": N_("exchange buffer"),
    "tax_inside": N_("tax inside"),
    "profit": N_("profit"),
}
_NO_PARTS: Final = frozenset({"price", "margin_on_net", "tax_added_at_checkout", "buyer_pays"})


def rates_sentence(info: RateInfo, reader: Reader) -> str:
    """Return how old the exchange rates are, empty while they are fresh or once a person accepted them."""
    accepted = preferences.read(reader, preferences.RATES_ACCEPTED)
    if info.level not in STALE or accepted >= info.date.isoformat():
        return ""
    if not info.currencies:
        text = ngettext(
            "Exchange rates are {n} day old ({day}). Refresh or accept them.",
            "Exchange rates are {n} days old ({day}). Refresh or accept them.",
            info.days,
        )
        return text.format(n=info.days, day=day(info.date))
    text = ngettext(
        "The rate of {names} is {n} day old ({day}). Refresh or accept it.",
        "The rate of {names} is {n} days old ({day}). Refresh or accept it.",
        info.days,
    )
    return text.format(n=info.days, day=day(info.date), names=in_a_row(info.currencies))


def money_text(money: Money | None, locale: str) -> str:
    """Return an amount as ``locale`` writes it, empty for none."""
    return "" if money is None else pipeline.format_price(money.amount, money.currency, locale)


@dataclass(frozen=True, slots=True)
class FoundTerm:
    """A word of the source and what it is called in the target's language."""

    source: str
    target: str
    note: str


def terms_in(tools: pipeline.Tools, text: str, locale: str) -> tuple[FoundTerm, ...]:
    """Return the terms of the term base that stand in ``text``, the longest of each domain."""
    longest: dict[str, Named] = {}
    for named in tools.termbase.named(text):
        known = longest.get(named.concept.domain)
        if known is None or named.end - named.start > known.end - known.start:
            longest[named.concept.domain] = named
    found: dict[str, FoundTerm] = {}
    folded = fold(text)
    for named in longest.values():
        term = tools.termbase.term(named.concept.id, locale)
        if term is not None:
            word = folded[named.start : named.end]
            found.setdefault(term.text, FoundTerm(word, term.text, term.note))
    return tuple(found.values())[:MOST_TERMS]


def price_sentences(code: str, warnings: Sequence[str]) -> tuple[str, ...]:
    """Return in words why there is no price (``code``, else empty) and what to know about it."""
    sentences = [_(REFUSALS[Refusal(code)])] if code in set(Refusal) else []
    sentences += [_(FLAGS[Flag(flag)]) for flag in warnings if flag in set(Flag)]
    return tuple(sentences)


@dataclass(frozen=True, slots=True)
class PriceSum:
    """A price taken apart: parts in the order they are paid, from cost up to the list price."""

    parts: tuple[tuple[str, Decimal], ...]
    price: Decimal | None
    margin: Decimal | None
    exact: Decimal | None
    suggested: Decimal | None
    added_tax: Decimal | None
    rate: str
    rate_day: dt.date | None
    rate_source: str


def price_sum(stored: StoredPrice) -> PriceSum:
    """Return the parts of a stored price but those of nothing; one without a known cost has none."""
    answer, request = stored.answer, stored.request
    lines = _mapping(answer.get("breakdown"))
    named = {name: Decimal(str(value)) for name, value in lines.items() if name not in _NO_PARTS}
    names: list[str] = [name for name in COST_ORDER if name in named]
    names += [name for name in named if name.startswith("fee_")]
    names += [name for name in ("tax_inside", "profit") if name in named]
    names = [name for name in names if named[name] or name in ("cost", "profit")]
    rate = _mapping(request.get("fx"))
    value = rate.get("rate")
    own = request.get("currency", "")
    amounts = (_mapping(request.get(name)) for name in ("list", "cost", "shipping"))
    foreign = (amount["currency"] for amount in amounts if amount.get("currency", own) != own)
    base = next(foreign, own)
    day_text = rate.get("date")
    return PriceSum(
        parts=tuple((name, named[name]) for name in names),
        price=stored.amount,
        margin=stored.margin,
        exact=_decimal(answer.get("exact")),
        suggested=_decimal(answer.get("suggested")),
        added_tax=_decimal(lines.get("tax_added_at_checkout")),
        rate="" if value is None else f"1 {base} = {rate_text(Decimal(str(value)))} {own}",
        rate_day=dt.date.fromisoformat(str(day_text)) if day_text else None,
        rate_source=str(rate.get("source") or ""),
    )


def margin_text(margin: Decimal) -> str:
    """Return how much of the net price is earned."""
    return _("margin {percent} %").format(percent=f"{margin * 100:.1f}")


def part_name(name: str) -> str:
    """Return what a part of a price is called."""
    if name.startswith("fee_"):
        return _("fee: {name}").format(name=fee_name(name.removeprefix("fee_")))
    found = PARTS.get(name)
    return _(found) if found else name


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


@dataclass(frozen=True, slots=True)
class GateAnswer:
    """Whether a target's files would be stamped as approved, why not, and the steps that would mend it."""

    target: Target
    approved: bool
    reasons: tuple[str, ...]
    steps: tuple[ReadyStep, ...] = ()


def gate_of(reader: Reader, target: Target, products: Sequence[int]) -> GateAnswer:
    """Ask the export gate about one target, and what would open it."""
    found = pipeline.readiness(reader, target, products)
    return GateAnswer(target, found.gate.approved, in_words(found.gate), found.steps)


def export_formats() -> tuple[str, ...]:
    """Return the codes of the formats that are for people and for every channel."""
    return tuple(one.code for one in REGISTRY if one.group is Group.OVERVIEW)
