"""The one list of all checks, by what they look at. Adding a check is one class and one line here."""

from __future__ import annotations

from typing import Final

from localizer.check.artefacts import CutOff, MachineTalk, UnusualLength
from localizer.check.casing import Capitals, MixedCase, SentenceStart
from localizer.check.claims import Claims, Disclosure, SpokenClaims
from localizer.check.composition import Composed, ThaiOrder, VietnameseLetters
from localizer.check.context import ListingCheck, PriceCheck, ScriptCheck, TextCheck
from localizer.check.formats import DateFormat, Digits, NumberFormat
from localizer.check.hidden import BrokenCharacters, HiddenCharacters, Misread
from localizer.check.kept import Codes, Emoji, Links
from localizer.check.languages import LeftoverWords, WrongLanguage
from localizer.check.limits import ForbiddenCharacters, Length, Pictures
from localizer.check.mains import Mains
from localizer.check.marks import (
    DoubledMarks,
    FinalMark,
    FrenchSpaces,
    NarrowMarks,
    SpaceAtMarks,
    WideMarks,
    Yamok,
)
from localizer.check.markup import Entities, Tags
from localizer.check.numbers import Numbers, PriceInText, Tokens
from localizer.check.prices import Defaults, PriceOutdated, PriceThere, PriceWarnings, RateAge
from localizer.check.quotes import Brackets, Quotes
from localizer.check.repeats import Repeated
from localizer.check.scripts import ApprovedAmounts, Beats, LineFacts, ScriptTokens, Timing
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
from localizer.check.writing import HanVariant, LeftoverScript

TEXT_CHECKS: Final[tuple[TextCheck, ...]] = (
    Untranslated(),
    SentBack(),
    SourceChanged(),
    SameAsSource(),
    LeftoverHan(),
    LeftoverScript(),
    LeftoverWords(),
    HanVariant(),
    WrongLanguage(),
    Spaces(),
    DoubledWord(),
    Repeated(),
    HiddenCharacters(),
    BrokenCharacters(),
    Misread(),
    Composed(),
    ThaiOrder(),
    VietnameseLetters(),
    WideMarks(),
    NarrowMarks(),
    SpaceAtMarks(),
    DoubledMarks(),
    FrenchSpaces(),
    Yamok(),
    FinalMark(),
    Brackets(),
    Quotes(),
    SentenceStart(),
    MixedCase(),
    Capitals(),
    Tags(),
    Entities(),
    Links(),
    Codes(),
    Emoji(),
    MachineTalk(),
    UnusualLength(),
    CutOff(),
    MachineGuess(),
    Numbers(),
    NumberFormat(),
    DateFormat(),
    Digits(),
    Tokens(),
    PriceInText(),
    Length(),
    ForbiddenCharacters(),
    Claims(),
)
LISTING_CHECKS: Final[tuple[ListingCheck, ...]] = (Pictures(), Mains())
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
)
