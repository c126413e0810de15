"""What a script is written from: one product as it stands in one market, in the words of one locale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from localizer.model.phrase import (
    CLAIM_CONDITIONS,
    FACT_SLOTS,
    MONEY_TOKENS,
    TOKENS,
    Group,
    Style,
)
from localizer.model.script import ScriptFacts


@dataclass(frozen=True, slots=True)
class ScriptBrief:
    """The product and its market. All texts are in ``locale``, as they stand in the middle of a sentence.

    ``product`` is the short name (``vacuum bottle``), ``facts`` the rendered value by fact name;
    ``colours`` and ``sizes`` are lists for people, empty below two. ``certificate`` names only documents on
    file. ``conditions`` holds what was established of `CLAIM_CONDITIONS`. ``tokens`` are the amounts of now
    by token (``price``, ``was``, ``save``, ``bundle:2``, ``n``, ``stock``, ``offer_end``, ``next``): lines
    are timed by them and a token without one is not said, but for ``price`` and ``n``. ``spoken_tokens`` are
    the same with money in words (``nineteen dollars``), where somebody knows them: what a line takes to say.
    ``voice`` is a voice of the bank, empty for its first one. ``seasons`` are the festivals the show falls
    into, the nearest first, each by the names phrases know it by; ``festival`` is the name of the one that
    is called by its date (``11.11``).
    """

    product_key: str
    locale: str
    market: str
    channel: str
    product: str
    group: Group | None = None
    brand: str = ""
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    colours: str = ""
    sizes: str = ""
    certificate: str = ""
    conditions: frozenset[str] = frozenset()
    tokens: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    spoken_tokens: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    style: Style = Style.WARM
    voice: str = ""
    seasons: tuple[frozenset[str], ...] = ()
    festival: str = ""

    @property
    def bundle_token(self) -> str:
        """Return the token of the bundle price (``bundle:2``), empty when there is none."""
        return next((name for name in self.tokens if name.startswith("bundle:")), "")

    def values(self) -> dict[str, str]:
        """Return the text of every slot that is put in for good; an empty one has no value."""
        known = {name: self.facts.get(name, "") for name in FACT_SLOTS}
        return known | {
            "product": self.product,
            "brand": self.brand,
            "colours": self.colours,
            "sizes": self.sizes,
            "certificate": self.certificate,
            "festival": self.festival,
            "bundle_quantity": self.bundle_token.removeprefix("bundle:"),
        }

    def held(self) -> frozenset[str]:
        """Return the conditions that hold; of the claims only what was established."""
        exist = {name for name, value in self.values().items() if value}
        if self.tokens.get("next"):
            exist.add("next")
        return frozenset(exist - CLAIM_CONDITIONS | self.conditions & CLAIM_CONDITIONS)

    def now(self) -> ScriptFacts:
        """Return what lines of a script of this product may rest on."""
        amounts = {
            name: said
            for name, said in self.tokens.items()
            if said and name.partition(":")[0] in MONEY_TOKENS
        }
        return ScriptFacts(self.held(), self.values(), amounts)

    def fillable(self) -> frozenset[str]:
        """Return the slots a phrase may have: those with a value or an amount, and price and number."""
        amounts = {name for name in TOKENS if self.tokens.get(name)}
        if self.tokens.get(self.bundle_token):
            amounts.add("bundle")
        return frozenset(
            {name for name, value in self.values().items() if value} | amounts | {"price", "n"}
        )
