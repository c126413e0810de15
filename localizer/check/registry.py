"""The one list of all checks, by what they look at. Adding a check is one class and one line here."""

from __future__ import annotations

from typing import Final

from localizer.check.amounts import PriceInText
from localizer.check.claims import Claims, Disclosure, SourceClaims, SpokenClaims
from localizer.check.context import ListingCheck, PriceCheck, ScriptCheck, TextCheck
from localizer.check.limits import ForbiddenCharacters, Length, Pictures
from localizer.check.listings import (
    PictureFiles,
    RepeatedLines,
    Required,
    TooMany,
    WholeLength,
)
from localizer.check.mains import Mains
from localizer.check.numbers import Numbers, Tokens
from localizer.check.owed import OwedStatements
from localizer.check.prices import Defaults, PriceOutdated, PriceThere, PriceWarnings, RateAge
from localizer.check.promises import PROMISE_CHECKS
from localizer.check.reductions import FormerPrice, Reduction, TokenValues, UnitPriceBeside
from localizer.check.scripts import ApprovedAmounts, Beats, LineFacts, ScriptTokens, Timing
from localizer.check.spelling import Spelling
from localizer.check.style import BrandInTitle, Markup, RepeatedItem, Shouting, Stuffing
from localizer.check.terms import ForbiddenTerm, MissingTerm
from localizer.check.texts import (
    DoubledWord,
    LeftoverHan,
    MachineGuess,
    SameAsSource,
    SentBack,
    SourceChanged,
    Spaces,
    Untranslated,
)
from localizer.check.wordings import Inconsistent, Reused

TEXT_CHECKS: Final[tuple[TextCheck, ...]] = (
    Untranslated(),
    SentBack(),
    SourceChanged(),
    SameAsSource(),
    LeftoverHan(),
    Spaces(),
    DoubledWord(),
    MachineGuess(),
    Numbers(),
    Tokens(),
    PriceInText(),
    Length(),
    ForbiddenCharacters(),
    Inconsistent(),
    Reused(),
    MissingTerm(),
    ForbiddenTerm(),
    Markup(),
    Stuffing(),
    RepeatedItem(),
    Shouting(),
    BrandInTitle(),
    Spelling(),
    Claims(),
    SourceClaims(),
    TokenValues(),
    FormerPrice(),
    Reduction(),
    UnitPriceBeside(),
    *PROMISE_CHECKS,
)
LISTING_CHECKS: Final[tuple[ListingCheck, ...]] = (
    Pictures(),
    PictureFiles(),
    Required(),
    TooMany(),
    WholeLength(),
    RepeatedLines(),
    OwedStatements(),
    Mains(),
)
PRICE_CHECKS: Final[tuple[PriceCheck, ...]] = (
    PriceThere(),
    PriceOutdated(),
    PriceWarnings(),
    RateAge(),
    Defaults(),
)
SCRIPT_CHECKS: Final[tuple[ScriptCheck, ...]] = (
    LineFacts(),
    ApprovedAmounts(),
    Timing(),
    Beats(),
    ScriptTokens(),
    Disclosure(),
    SpokenClaims(),
    PriceInText(),
    FormerPrice(),
    Reduction(),
    *PROMISE_CHECKS,
)
