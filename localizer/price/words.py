"""The sentences behind the codes of a price: why there is none, or what to know about it.

They are msgids: show them with ``_(REFUSALS[code])``.
"""

from __future__ import annotations

from typing import Final

from localizer.i18n import N_
from localizer.model.price import Flag, Refusal

REFUSALS: Final[dict[Refusal, str]] = {
    Refusal.MISSING_COST: N_("The product has no cost. Enter its cost or set a fixed price."),
    Refusal.MISSING_LIST_PRICE: N_(
        "The product has no list price to convert. Enter one, or let the price come from the cost."
    ),
    Refusal.MISSING_RATE: N_(
        "There is no exchange rate for this market. Enter or refresh the rate."
    ),
    Refusal.MISSING_WEIGHT: N_(
        "Freight is counted by weight, and the weight is not known. Enter the weight."
    ),
    Refusal.RATE_TOO_OLD: N_("The exchange rate is too old. Refresh it or confirm it as it is."),
    Refusal.INFEASIBLE: N_(
        "Fees, tax and margin take the whole price. Lower the margin or check the fees."
    ),
    Refusal.NEGATIVE_COST: N_("A cost is below zero. Correct the cost, shipping or local cost."),
    Refusal.CAP_BELOW_FLOOR: N_(
        "No allowed price at or below the price cap keeps the floor margin. "
        "Raise the cap or lower the floor."
    ),
    Refusal.NO_ENDING: N_("No allowed price ending fits. Check the market's price endings."),
    Refusal.INVALID_PRICE: N_("The price is not above zero. Enter a price above zero."),
    Refusal.AMOUNT_TOO_LARGE: N_("An amount is too large to be a cost. Correct the amount."),
}

FLAGS: Final[dict[Flag, str]] = {
    Flag.STALE_RATE: N_("The exchange rate is more than a week old."),
    Flag.RATE_DATE_IN_FUTURE: N_("The exchange rate is dated in the future."),
    Flag.ZERO_COST: N_("The product's cost is zero."),
    Flag.LOSS: N_("The price makes a loss."),
    Flag.NEGATIVE_MARGIN_TARGET: N_("The target margin is below zero."),
    Flag.BELOW_FLOOR_MARGIN: N_("The price leaves less than the floor margin."),
    Flag.TARGET_MARGIN_MISSED_BY_CAP: N_("The price cap keeps the price below the target margin."),
    Flag.LOWERED_TO_CAP: N_("The price cap lowered the price."),
    Flag.MARGIN_UNKNOWN: N_("The margin is unknown: there is no exchange rate for the cost."),
    Flag.FREIGHT_UNKNOWN: N_(
        "The margin is unknown: freight is counted by weight, and the weight is not known."
    ),
    Flag.NO_REAL_REDUCTION: N_(
        "The former price is not above the price: nothing is struck through."
    ),
    Flag.NO_30_DAY_HISTORY: N_(
        "There is no price record of the last 30 days: nothing is struck through."
    ),
    Flag.SELLER_MUST_PROVE_FORMER_PRICE: N_(
        "Be ready to prove that the product was offered at the former price."
    ),
}
