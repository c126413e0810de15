"""The one list of all checks, by what they look at. Adding a check is one class and one line here."""

from __future__ import annotations

from typing import Final

from localizer.check.amounts import PriceInText
from localizer.check.artefacts import CutOff, MachineTalk, UnusualLength
from localizer.check.casing import Capitals, MixedCase, SentenceStart
from localizer.check.claims import Claims, Disclosure, SourceClaims, SpokenClaims
from localizer.check.composition import Composed, ThaiOrder, VietnameseLetters
from localizer.check.context import ListingCheck, PriceCheck, ScriptCheck, TextCheck
from localizer.check.doubts import Doubted, SpokenDoubted
from localizer.check.formats import DateFormat, Digits, NumberFormat
from localizer.check.hidden import BrokenCharacters, HiddenCharacters, Misread
from localizer.check.kept import Codes, Emoji, Links
from localizer.check.languages import LeftoverWords, WrongLanguage
from localizer.check.limits import ForbiddenCharacters, Length, Pictures
from localizer.check.listings import (
    PictureFiles,
    RepeatedLines,
    Required,
    TooMany,
    WholeLength,
)
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
from localizer.check.numbers import Numbers, Tokens
from localizer.check.owed import OwedStatements
from localizer.check.prices import Defaults, PriceOutdated, PriceThere, PriceWarnings, RateAge
from localizer.check.promises import PROMISE_CHECKS
from localizer.check.quotes import Brackets, Quotes
from localizer.check.reductions import FormerPrice, Reduction, TokenValues, UnitPriceBeside
from localizer.check.repeats import Repeated
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
    Doubted(),
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
    SpokenDoubted(),
)
