"""Checks of prices: there is one, its rate is fresh, it earns money, the tax is still in force."""

from __future__ import annotations

from typing import ClassVar, Final

from localizer.check.context import PriceContext
from localizer.i18n import N_
from localizer.model.channel import NO_FEE_KNOWN
from localizer.model.finding import Finding, Severity
from localizer.model.price import Flag, Refusal
from localizer.model.price_rule import RuleKind

#: Why there is no price, in words, by the solver's code.
REASONS: Final[dict[str, str]] = {
    Refusal.MISSING_COST: N_("{sku} has no price: its cost is not known."),
    Refusal.MISSING_LIST_PRICE: N_("{sku} has no price: it has no list price to convert."),
    Refusal.MISSING_RATE: N_("{sku} has no price: there is no exchange rate for it."),
    Refusal.MISSING_WEIGHT: N_(
        "{sku} has no price: freight is counted by weight, and its weight is not known."
    ),
    Refusal.RATE_TOO_OLD: N_("{sku} has no price: its exchange rate is too old."),
    Refusal.INFEASIBLE: N_("{sku} has no price: fees, tax and margin together exceed it."),
    Refusal.NEGATIVE_COST: N_("{sku} has no price: its cost is below zero."),
    Refusal.CAP_BELOW_FLOOR: N_("{sku} has no price: the cap lies below the lowest price allowed."),
    Refusal.NO_ENDING: N_("{sku} has no price: none of the market's endings fits."),
    Refusal.INVALID_PRICE: N_("{sku} has no price: the fixed price is not above zero."),
    Refusal.AMOUNT_TOO_LARGE: N_("{sku} has no price: an amount is too large."),
}
#: What the solver warns of. The age of the rate has a check of its own, former prices are not checked here.
_WARNINGS: Final[dict[str, tuple[Severity, str]]] = {
    Flag.LOSS: (Severity.WARNING, N_("{sku} is sold at a loss.")),
    Flag.BELOW_FLOOR_MARGIN: (Severity.WARNING, N_("{sku} earns less than the floor margin.")),
    Flag.ZERO_COST: (Severity.WARNING, N_("{sku} has a cost of 0.")),
    Flag.NEGATIVE_MARGIN_TARGET: (Severity.WARNING, N_("The target margin is below zero.")),
    Flag.TARGET_MARGIN_MISSED_BY_CAP: (
        Severity.WARNING,
        N_("The price cap keeps {sku} below the target margin."),
    ),
    Flag.LOWERED_TO_CAP: (Severity.INFO, N_("The price cap lowered the price of {sku}.")),
    Flag.MARGIN_UNKNOWN: (
        Severity.WARNING,
        N_("The margin of {sku} is unknown: there is no exchange rate for its cost."),
    ),
    Flag.FREIGHT_UNKNOWN: (
        Severity.WARNING,
        N_("The margin of {sku} is unknown: its freight is counted by weight, which is missing."),
    ),
}
#: Calendar days, as in the price stage's rate policy (checked 2026-11-21).
WARN_DAYS: Final = 7
BLOCK_DAYS: Final = 45


class PriceThere:
    """The variant has a price."""

    id: ClassVar[str] = "price_missing"

    def check(self, context: PriceContext) -> list[Finding]:
        """Return a blocking finding with the reason when there is none."""
        if context.amount is not None:
            return []
        message = REASONS.get(context.code, N_("{sku} has no price ({code})."))
        args = (("sku", context.sku), ("code", context.code))
        return [Finding(self.id, Severity.BLOCK, message, args)]


class PriceOutdated:
    """The price was made from the cost, rate and rules of today."""

    id: ClassVar[str] = "price_outdated"

    def check(self, context: PriceContext) -> list[Finding]:
        """Return a blocking finding when something it depends on changed since."""
        if not context.outdated:
            return []
        message = N_(
            "{sku}: cost, rate or rules changed after this price was made. Prepare drafts again."
        )
        return [Finding(self.id, Severity.BLOCK, message, (("sku", context.sku),))]


class PriceWarnings:
    """What the solver warned of."""

    id: ClassVar[str] = "price_warning"

    def check(self, context: PriceContext) -> list[Finding]:
        """Return one finding for each warning known here."""
        return [
            Finding(f"{self.id}:{code}", *_WARNINGS[code], (("sku", context.sku),))
            for code in context.warnings
            if code in _WARNINGS
        ]


class RateAge:
    """The exchange rate is fresh, or a person accepted it."""

    id: ClassVar[str] = "rate_age"

    def check(self, context: PriceContext) -> list[Finding]:
        """Return a warning after 7 days, a block after 45 unless accepted, a warning for the future."""
        if context.rate_date is None or context.amount is None:
            return []
        days = (context.today - context.rate_date).days
        args = (("date", context.rate_date.isoformat()), ("days", str(days)))
        if days < 0:
            message = N_("The exchange rate is dated in the future: {date}.")
            return [Finding(self.id, Severity.WARNING, message, args)]
        if days > BLOCK_DAYS and not context.accepted:
            message = N_("The exchange rate of {date} is {days} days old: refresh or accept it.")
            return [Finding(self.id, Severity.BLOCK, message, args)]
        if days > WARN_DAYS:
            severity = Severity.INFO if context.accepted else Severity.WARNING
            message = N_("The exchange rate of {date} is {days} days old.")
            return [Finding(self.id, severity, message, args)]
        return []


#: What is past its date, by the kind of rule.
_EXPIRED: Final = {
    RuleKind.TAX: N_("The tax rate of {market} was valid until {date}: check it."),
    RuleKind.FEES: N_("The fees of {channel} in {market} were valid until {date}: check them."),
}
#: Confidences of a fee that holds nothing, or not all of it.
UNKNOWN_FEES: Final = frozenset({NO_FEE_KNOWN, "partial"})


class Defaults:
    """The tax and the fees that count are in force and known."""

    id: ClassVar[str] = "price_default"

    def check(self, context: PriceContext) -> list[Finding]:
        """Return a warning for a default past its date, and a note where no fee is known."""
        found = []
        place = (("channel", context.target.channel), ("market", context.market.code))
        for rule in context.rules:
            name = f"{self.id}:{rule.kind}"
            if rule.valid_to is not None and rule.valid_to < context.today:
                args = (*place, ("date", rule.valid_to.isoformat()))
                message = _EXPIRED[rule.kind]
                found.append(Finding(name, Severity.INFO, message, args, source=rule.source))
            if rule.confidence in UNKNOWN_FEES:
                message = N_("No fee of {channel} in {market} is known; the price holds none.")
                if rule.confidence != NO_FEE_KNOWN:
                    message = N_("Only some fees of {channel} in {market} are known: check them.")
                found.append(Finding(name, Severity.INFO, message, place, source=rule.source))
        return found
