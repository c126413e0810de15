"""What is said of a claim that a rule is against: by kind of claim, in the words of the program."""

from __future__ import annotations

from typing import Final

from localizer.i18n import N_
from localizer.model.finding import Severity
from localizer.model.rule import ClaimRule

#: Messages by category. ``{text}`` is what was found, ``{safer}`` what may be said in the text's language.
MESSAGES: Final[dict[str, str]] = {
    "superlative": N_(
        "“{text}” says that nothing is better. Name where that can be looked up, or say: {safer}."
    ),
    "guarantee": N_("“{text}” promises an effect for certain. Say instead: {safer}."),
    "medical": N_("“{text}” makes the goods a medicine. Say instead: {safer}."),
    "appearance": N_("“{text}” promises to change the body. Say instead: {safer}."),
    "instant_result": N_("“{text}” promises a result at once. Say instead: {safer}."),
    "weight_loss": N_("“{text}” promises to lose weight. Say instead: {safer}."),
    "certification": N_(
        "“{text}” names an authority. Only what its certificate says may be said: {safer}."
    ),
    "authority": N_(
        "“{text}” leans on a state's authority. Only what a certificate says may be said: {safer}."
    ),
    "evidence_claim": N_("“{text}” needs a test that can be shown. Say instead: {safer}."),
    "bait_price": N_("“{text}” makes believe that the price is a mistake. Say instead: {safer}."),
    "price_display": N_("“{text}” hides the price, which has to be told. Say instead: {safer}."),
    "price_term": N_("“{text}” is a word of the law for certain weeks. Say instead: {safer}."),
    "reference_price": N_(
        "“{text}” names a former price, which needs a record of it. Say instead: {safer}."
    ),
    "urgency": N_("“{text}” hurries people, which needs the stock or the end behind it: {safer}."),
    "offplatform": N_("“{text}” leads buyers away from the platform. Say instead: {safer}."),
    "environment": N_("“{text}” praises the goods as green without a proof. Say instead: {safer}."),
    "free_from": N_("“{text}” runs down what is allowed. Say instead: {safer}."),
    "origin": N_("“{text}” names a country of origin. Say the true one: {safer}."),
    "comparison": N_("“{text}” compares with others. Say instead: {safer}."),
    "giveaway": N_("“{text}” promises a gift. Say exactly what is listed: {safer}."),
    "children": N_("“{text}” speaks to children. Say instead: {safer}."),
    "banned_category": N_("“{text}” may not be advertised here. Leave it out. {safer}."),
    "locale_style": N_("“{text}” is not how people here write. Say instead: {safer}."),
}
#: For categories of the user's own rules.
OTHER: Final = N_("“{text}”: {why}. Say instead: {safer}.")
#: For rules that have no other wording to offer.
_NO_OTHER_WORDS: Final = N_("“{text}” may not be said here: {why}.")


def claim_message(rule: ClaimRule) -> str:
    """Return the msgid for a hit of ``rule``."""
    if rule.severity is not Severity.EVIDENCE and rule.safer in ("", "-"):
        return _NO_OTHER_WORDS
    return MESSAGES.get(rule.category, OTHER)
