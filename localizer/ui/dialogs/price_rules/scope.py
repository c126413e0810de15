"""The place whose rules are shown, with the names and the currency that belong to it."""

from __future__ import annotations

from dataclasses import dataclass

from localizer import pipeline
from localizer.catalog import products
from localizer.model.price import EndingMode
from localizer.model.price_rule import PriceRule, RuleKind, RulePlace
from localizer.pipeline.price_rules import ScopeLine, sku_of
from localizer.store.database import Reader
from localizer.ui.actions import price_words as words


@dataclass(frozen=True, slots=True)
class Scope:
    """A place as the dialog shows it. ``currency`` is empty where no market is named."""

    tools: pipeline.Tools
    reader: Reader
    place: RulePlace

    @property
    def currency(self) -> str:
        """Return the currency amounts are in."""
        market = self.tools.packs.markets.get(self.place.market)
        return "" if market is None else market.currency

    def where(self, place: RulePlace) -> str:
        """Return a place in words."""
        packs = self.tools.packs
        return words.where(
            place,
            {code: one.name for code, one in packs.channels.items()},
            {one.id: one.name for one in products.catalogs(self.reader)},
            lambda number: sku_of(self.reader, number),
        )

    def pairs(self, rule: PriceRule) -> tuple[words.Pair, ...]:
        """Return a rule's value in words."""
        return self.words(rule.kind, rule.value, rule.place.market or self.place.market)

    def words(self, kind: RuleKind, text: str, code: str = "") -> tuple[words.Pair, ...]:
        """Return the value ``text`` in words, in the currency of the market ``code``, else of the place."""
        market = self.tools.packs.markets.get(code or self.place.market)
        currency = "" if market is None else market.currency
        locale = "en" if market is None else market.default_locale
        return words.value_pairs(kind, text, self.tools.endings, currency, locale)

    def line(self, rule: PriceRule) -> str:
        """Return a rule's value on one line."""
        return words.on_one_line(self.pairs(rule))


@dataclass(frozen=True, slots=True)
class Editing:
    """One rule to be edited: what counts now, and what else its editor shows."""

    scope: Scope
    line: ScopeLine
    ending_mode: EndingMode = EndingMode.UP

    @property
    def kind(self) -> RuleKind:
        """Return the kind of the rule."""
        return self.line.kind

    @property
    def own(self) -> PriceRule | None:
        """Return the rule a person set for this very place and that counts, if any."""
        rule = self.line.rule
        return rule if rule is not None and rule.id and rule.place == self.scope.place else None
