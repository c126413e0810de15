"""A check of what a market's law asks a listing to state: fibres, origin, net content."""

from __future__ import annotations

import re
from typing import ClassVar, Final

from localizer.check.context import ListingContext
from localizer.i18n import N_
from localizer.model.finding import Finding
from localizer.model.owed import ListingDuty, Statement
from localizer.model.product import Fact, FactKind

_MESSAGES: Final = {
    Statement.FIBRES: N_("In {market} textiles state each fibre with its share; no fact does."),
    Statement.ORIGIN: N_("In {market} a listing states where the goods were made; no fact does."),
    Statement.CONTENT: N_(
        "In {market} a price per kilogram or litre is due; nothing states the net content."
    ),
}
_SHARE: Final = re.compile(r"\d\s?[%％]")
#: An option buyers choose the content by: 30ml, 50 克.
_CONTENT: Final = re.compile(
    r"\d\s?(?:m?l|k?g|oz|毫升|公升|升|千克|公斤|克)(?![a-z])", re.IGNORECASE
)


class OwedStatements:
    """The facts of a product state what its listing owes in the market."""

    id: ClassVar[str] = "owed"

    def check(self, context: ListingContext) -> list[Finding]:
        """Return a finding for each statement that nothing makes.

        What kind of goods it is must be known where only some kinds owe the statement.
        """
        kind = context.grounds.product_type if context.grounds is not None else ""
        market = context.target.market
        return [
            Finding(
                f"{self.id}:{duty.what.value}",
                duty.severity,
                _MESSAGES[duty.what],
                (("market", market),),
                source=duty.source,
            )
            for duty in context.owed
            if duty.applies(market, kind) and not _is_stated(duty, context)
        ]


def _is_stated(duty: ListingDuty, context: ListingContext) -> bool:
    product = context.product
    facts = [fact for fact in product.facts if fact.name in duty.facts and fact.value.strip()]
    if duty.what is Statement.FIBRES:
        return any(map(_tells_shares, facts))
    if duty.what is Statement.CONTENT and not facts:
        values = (value for variant in product.variants for _name, value in variant.options)
        return any(_CONTENT.search(value) for value in values)
    return bool(facts)


def _tells_shares(fact: Fact) -> bool:
    return fact.kind is FactKind.BLEND or _SHARE.search(fact.value) is not None
