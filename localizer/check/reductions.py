"""Checks of reductions: former prices have records, percentages are the computed ones, tokens have values."""

from __future__ import annotations

import re
from typing import ClassVar, Final

from localizer.check.amounts import amounts
from localizer.check.context import TextContext
from localizer.check.promise_check import PromiseCheck, Verdict
from localizer.check.said import Saying
from localizer.i18n import N_
from localizer.model.finding import Finding, Severity
from localizer.model.grounds import LOW_STOCK, Ground, Grounds
from localizer.model.promise import MoneyRole, Promise
from localizer.model.token import TOKEN

#: What a token of a text is made from. ``{n}`` is the place in a show, which every product of one has.
_TOKEN_GROUNDS: Final = {
    "price": Ground.PRICE,
    "was": Ground.WAS,
    "save": Ground.WAS,
    "bundle": Ground.BUNDLE,
    "stock": Ground.STOCK,
    "offer_end": Ground.OFFER_END,
}
#: A price per kilogram, litre or metre, as our languages write it.
_PER_UNIT: Final = re.compile(
    r"(?:/|\b(?:pro|je|per|par|por|al|le|el|the|a|o)\s)\s?(?:1(?:00)?\s?)?(?:kg|kilo\w*|g|l|lit\w+|ml|m[²2]?|met\w+)\b",
    re.IGNORECASE,
)
_UNIT_PRICE_LAW: Final = (
    "Directive 98/6/EC Art. 3 (1), (4); Price Marking Order 2004 (S.I. 2024/1055)"
)


class FormerPrice(PromiseCheck):
    """A former price is named only where a record of what was asked supports it."""

    id: ClassVar[str] = "promise:former_price"
    kinds: ClassVar[frozenset[Promise]] = frozenset({Promise.FORMER_PRICE})

    def judge(self, said: Saying, grounds: Grounds, /) -> Verdict | None:
        """Ask for the former price; a token without value is told by the check of tokens."""
        if grounds.value(Ground.WAS) or "{was}" in said.text:
            return None
        if over := grounds.value(Ground.OFFER_OVER):
            message = N_("“{text}”: the offer ended on {date}. Leave this out.")
            return Verdict.wrong(message, ("date", over))
        if old := grounds.value(Ground.PRICE_RECORD_OLD):
            message = N_(
                "“{text}”: the price record of {date} supports no former price now. It takes a reduction "
                "that runs, and a higher price that was asked in the 30 days before."
            )
            return Verdict.unproven(message, Ground.PRICE_RECORD, ("date", old))
        message = N_(
            "“{text}”: no former price is on record for this market. Add the price record, or leave this "
            "out."
        )
        return Verdict.unproven(message, Ground.PRICE_RECORD)


class Reduction(PromiseCheck):
    """A percentage taken off is the one between the former price and the price."""

    id: ClassVar[str] = "promise:reduction"
    kinds: ClassVar[frozenset[Promise]] = frozenset({Promise.REDUCTION})

    def judge(self, said: Saying, grounds: Grounds, /) -> Verdict | None:
        """Compare with what was computed. What a voucher or several pieces save is not computed here."""
        percent = grounds.number(Ground.SAVE_PERCENT)
        if said.number is None or percent == said.number:
            return None
        if percent is not None:
            args = ("percent", f"{percent:f}")
            message = N_("“{text}”: the reduction is {percent} %.")
            return Verdict(Severity.BLOCK, message, (args,), _with_number(said, args[1]))
        if grounds.first((Ground.BUNDLE, Ground.VOUCHER)):
            return None
        if over := grounds.value(Ground.OFFER_OVER):
            message = N_("“{text}”: the offer ended on {date}. Leave this out.")
            return Verdict.wrong(message, ("date", over))
        message = N_(
            "“{text}”: there is no former price to reckon this from. Add the price record and the offer, or "
            "leave this out."
        )
        return Verdict.unproven(message, Ground.SAVE_PERCENT)


def _with_number(said: Saying, number: str) -> str | None:
    """Return what was said with another number; ``None`` where the words do not show a percentage itself."""
    start, end = said.figure[0] - said.start, said.figure[1] - said.start
    shown = said.text[start:end]
    if said.figure == (0, 0) or not said.number or shown != f"{said.number:f}":
        return None
    return f"{said.text[:start]}{number}{said.text[end:]}"


class TokenValues:
    """Every token of a listing text has a value today."""

    id: ClassVar[str] = "token_value"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a blocking finding for each token whose fact is not filled (any more)."""
        if "{" not in context.text or (grounds := context.grounds) is None:
            return []
        return [
            Finding(
                self.id,
                Severity.BLOCK,
                N_("There is no value for {token}: “{fact}” is not filled."),
                (("token", match.group()), ("fact", fact.value)),
                match.start(),
                match.end(),
            )
            for match in TOKEN.finditer(context.text)
            if (fact := _TOKEN_GROUNDS.get(match[1].partition(":")[0]))
            and not _has_value(fact, grounds)
        ]


def _has_value(fact: Ground, grounds: Grounds) -> bool:
    if fact is not Ground.STOCK:
        return bool(grounds.value(fact))
    stock = grounds.number(fact)
    return stock is not None and 0 < stock <= LOW_STOCK


class UnitPriceBeside:
    """Where the law asks for a price per unit, a listing text that names the price names that too."""

    id: ClassVar[str] = "unit_price"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding on the first price; none where a price per unit stands in the text."""
        grounds, text = context.grounds, context.text
        if grounds is None or not grounds.value(Ground.UNIT_PRICE) or _PER_UNIT.search(text):
            return []
        args = (
            ("amount", grounds.value(Ground.UNIT_PRICE)),
            ("currency", grounds.currency),
            ("unit", grounds.value(Ground.UNIT_PRICE_PER)),
        )
        message = N_(
            "A price in a text needs the price per unit beside it ({amount} {currency} per {unit}). Leave "
            "the price to its own field, which has both."
        )
        return [
            Finding(self.id, Severity.WARNING, message, args, start, end, source=_UNIT_PRICE_LAW)
            for start, end in self._prices(text, context)[:1]
        ]

    def _prices(self, text: str, context: TextContext) -> list[tuple[int, int]]:
        locale, book = context.target.locale, context.promises
        found = amounts(text, locale, None if book is None else book.find(locale))
        typed = [(one.start, one.end) for one in found if one.role is MoneyRole.PRICE]
        tokens = [match.span() for match in TOKEN.finditer(text) if match[1] == "price"]
        return sorted((*tokens, *typed))
