"""What a check is given: a text, a listing, a price or a script with what it depends on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Protocol

from localizer.model.channel import Channel, FieldLimit
from localizer.model.doubt import Doubt
from localizer.model.finding import Finding
from localizer.model.glossary import Glossary
from localizer.model.grounds import Grounds
from localizer.model.launch import Target
from localizer.model.market import Market, MeasureSystem
from localizer.model.owed import ListingDuty
from localizer.model.price_rule import PriceRule
from localizer.model.product import Product
from localizer.model.promise import PromiseBook
from localizer.model.rule import ClaimRule, RequiredText
from localizer.model.script import Script, ScriptFacts
from localizer.model.segment import Field, Segment, Translation
from localizer.model.wording import Wording


def channel_field(field: Field) -> str:
    """Return what a channel calls ``field``: a line of the fact list is shown as a bullet."""
    return (Field.BULLET if field is Field.FACT else field).value


class Speller(Protocol):
    """What knows the words of one language, those of the workspace among them."""

    def knows(self, word: str) -> bool:
        """Tell whether ``word`` is spelt right."""

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return what may have been meant, the likeliest first."""


@dataclass(frozen=True, slots=True)
class TextContext:
    """A translation for one target. ``limit`` is the channel's limit of its field, if it has one.

    ``measure`` is the system of units the market's listings show. ``grounds`` is what is known of the
    product, ``None`` where nobody can tell: then nothing is held against what a text claims of it.
    ``claims_of_source`` are the phrase rules of the source's language.
    ``promises`` are the words by which texts promise something.
    ``elsewhere`` is how the workspace says the same source in the same field, where it says it in several
    ways; ``twins`` are other sources of the product's field with this very translation. ``glossary`` holds
    the terms texts in this locale are held to, ``speller`` knows its words. ``doubts`` are what a
    language model doubted in this very text.
    """

    target: Target
    source_locale: str
    segment: Segment
    translation: Translation
    limit: FieldLimit | None
    channel: Channel
    claims: tuple[ClaimRule, ...]
    measure: MeasureSystem = MeasureSystem.METRIC
    grounds: Grounds | None = None
    claims_of_source: tuple[ClaimRule, ...] = ()
    promises: PromiseBook | None = None
    elsewhere: tuple[Wording, ...] = ()
    twins: tuple[str, ...] = ()
    glossary: Glossary | None = None
    speller: Speller | None = None
    doubts: tuple[Doubt, ...] = ()

    @property
    def field(self) -> Field:
        """Return the listing field of the text."""
        return self.segment.field

    @property
    def channel_field(self) -> str:
        """Return the channel's name of the field."""
        return channel_field(self.field)

    @property
    def text(self) -> str:
        """Return the text under check."""
        return self.translation.text

    @property
    def brand(self) -> str:
        """Return the brand of the product, empty where there is none or nothing is known of it."""
        return _brand_of(self)


def _brand_of(context: TextContext) -> str:
    # past whoever watches who looks at the grounds: many products share a brand
    known: Grounds | None = TextContext.__dict__["grounds"].__get__(context)
    return "" if known is None else known.brand


@dataclass(frozen=True, slots=True)
class ListedText:
    """A text of a listing with its translation, which may be empty."""

    segment: Segment
    translation: Translation


@dataclass(frozen=True, slots=True)
class ListingContext:
    """A whole listing of one product for one target; ``market`` is the target's, where it is known.

    ``texts`` are those of the listing in its order, ``None`` where nobody can tell. ``owed`` is what laws ask
    listings to state, ``grounds`` what is known of the product.
    """

    target: Target
    product: Product
    channel: Channel
    market: Market | None = None
    texts: tuple[ListedText, ...] | None = None
    owed: tuple[ListingDuty, ...] = ()
    grounds: Grounds | None = None


@dataclass(frozen=True, slots=True)
class PriceContext:
    """One variant's price; ``amount`` is ``None`` and ``code`` says why when there is none.

    ``rate_date`` is the day of the exchange rate used, ``today`` the day in the market's zone, ``accepted``
    tells that a person accepted the rate as it is, ``outdated`` that cost, rate or rules changed since.
    ``rules`` are those of tax and fees that count.
    """

    target: Target
    market: Market
    sku: str
    amount: Decimal | None
    code: str
    warnings: tuple[str, ...]
    margin: Decimal | None
    rate_date: dt.date | None
    today: dt.date
    accepted: bool
    rules: tuple[PriceRule, ...] = ()
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class PricesNow:
    """What the prices of a product on a target would be made from now: digests by variant, rules."""

    digests: Mapping[int, str]
    rules: tuple[PriceRule, ...]


@dataclass(frozen=True, slots=True)
class ScriptContext:
    """One script; ``tokens`` holds today's rendered value of every token.

    ``facts`` is what lines may rest on now, ``grounds`` what is known of the product; ``None`` where nobody
    can tell.
    """

    target: Target
    script: Script
    tokens: Mapping[str, str]
    claims: tuple[ClaimRule, ...]
    required: tuple[RequiredText, ...]
    facts: ScriptFacts | None = None
    grounds: Grounds | None = None
    promises: PromiseBook | None = None
    doubts: tuple[Doubt, ...] = ()


class TextCheck(Protocol):
    """A rule about one text."""

    id: ClassVar[str]

    def check(self, context: TextContext) -> list[Finding]:
        """Return what is wrong with the text, empty when nothing is."""


class ListingCheck(Protocol):
    """A rule about a whole listing."""

    id: ClassVar[str]

    def check(self, context: ListingContext) -> list[Finding]:
        """Return what is wrong with the listing."""


class PriceCheck(Protocol):
    """A rule about one price."""

    id: ClassVar[str]

    def check(self, context: PriceContext) -> list[Finding]:
        """Return what is wrong with the price."""


class ScriptCheck(Protocol):
    """A rule about one script."""

    id: ClassVar[str]

    def check(self, context: ScriptContext) -> list[Finding]:
        """Return what is wrong with the script."""
