"""Small questions to the tools that several screens ask: rates and their age, limits, prices in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from localizer import pipeline
from localizer.catalog import preferences
from localizer.export.format import Format, Group, Need
from localizer.export.gate import in_words
from localizer.i18n import ngettext
from localizer.model.launch import Target
from localizer.model.money import Money
from localizer.model.term import Named, fold
from localizer.pipeline import price_sums
from localizer.pipeline.rate_info import RateInfo
from localizer.pipeline.readiness import ReadyStep, readiness
from localizer.store.database import Reader
from localizer.ui.actions.words import day, in_a_row

#: Ages of rates that are pointed out.
STALE: Final = frozenset({"warn", "block"})
#: As many terms as have a key.
MOST_TERMS: Final = 9
PriceSum = price_sums.PriceSum
price_sum = price_sums.price_sum
price_sentences = price_sums.price_sentences
margin_text = price_sums.margin_text
part_name = price_sums.part_name


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


@dataclass(frozen=True, slots=True)
class GateAnswer:
    """Whether a target's files would be stamped as approved, why not, and the steps that would mend it."""

    target: Target
    approved: bool
    reasons: tuple[str, ...]
    steps: tuple[ReadyStep, ...] = ()


def gate_of(reader: Reader, target: Target, products: Sequence[int]) -> GateAnswer:
    """Ask the export gate about one target, and what would open it."""
    found = readiness(reader, target, products)
    return GateAnswer(target, found.gate.approved, in_words(found.gate), found.steps)


def export_formats(targets: Iterable[Target]) -> tuple[Format, ...]:
    """Return the formats for people, and the files that the channels of ``targets`` take.

    Those that complete a file of the seller's own ask for it among their settings; workbooks of marketplaces
    have a dialog of their own.
    """
    from localizer.export.formats import REGISTRY  # noqa: PLC0415 - brings every writer

    sold_on = tuple(targets)
    return tuple(
        one
        for one in REGISTRY
        if one.needs is not Need.TEMPLATE
        and (
            one.group is Group.OVERVIEW
            or (
                one.group is Group.UPLOAD
                and any(one.is_for(target.channel, target.market) for target in sold_on)
            )
        )
    )
