"""Which rule counts where: what people set over the packs' defaults, each value with its source.

The nearest rule counts (`localizer.model.price_rule.RulePlace`); of two at one place that which began later:
on its first day or, without one, on the day it was set. A rule that is not in force is passed over, a pack's
default never: it warns past its date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeVar

from localizer.model.channel import Channel
from localizer.model.market import Market
from localizer.model.price import EndingBand, EndingMode, FeeRule, TaxMode
from localizer.model.price_rule import PriceRule, RuleKind, RulePlace, Shipping, Terms
from localizer.price.precision import ZERO
from localizer.price.requests import EndingTables
from localizer.price.rule_values import Value, read_value, write_value

V_ = TypeVar("V_")

#: Fee categories of the channel packs by category group.
_FEE_CATEGORIES: Final = {"apparel": "clothing", "home": "home"}
_OWN: Final = "Localizer"


class RuleBook:
    """The rules of one workspace on one day in each market."""

    def __init__(
        self,
        markets: Mapping[str, Market],
        channels: Mapping[str, Channel],
        rules: Sequence[PriceRule] = (),
        *,
        tables: EndingTables | None = None,
        today: Callable[[str], dt.date] | None = None,
    ) -> None:
        """Take packs, what people set, named endings, and what tells the day in a market.

        Without ``today`` every rule counts whatever its dates.
        """
        self._markets, self._channels = markets, channels
        self._tables = tables or {}
        self._today = today
        self._own: dict[RuleKind, list[PriceRule]] = {}
        for rule in rules:
            self._own.setdefault(rule.kind, []).append(rule)
        self._variants = frozenset(
            rule.place.variant_id for rule in rules if rule.place.variant_id is not None
        )
        self._categories = any(rule.place.category for rule in rules)
        self._values: dict[int, Value] = {}
        self._known: dict[RulePlace, Terms] = {}
        self._counting: dict[tuple[RuleKind, RulePlace], PriceRule | None] = {}
        self._days: dict[str, dt.date] = {}

    def terms(self, place: RulePlace) -> Terms:
        """Return what holds at ``place``, which names market and channel.

        Of the variant nothing is asked where it has no rule of its own, so that many share one answer.
        """
        place = self._shared(place)
        found = self._known.get(place)
        if found is None:
            found = self._known[place] = self._terms(place)
        return found

    def by_category(self, market: str, channel: str) -> bool:
        """Tell whether anything depends on the category of the goods there."""
        return self._categories or any(
            fee.category and fee.market == market for fee in self._channels[channel].fees
        )

    def counting(self, kind: RuleKind, place: RulePlace) -> PriceRule | None:
        """Return the rule that counts at ``place``: what a person set, else the pack's default."""
        key = kind, self._shared(place)
        if key not in self._counting:
            self._counting[key] = self._nearest(*key) or self.default(*key)
        return self._counting[key]

    def default(self, kind: RuleKind, place: RulePlace) -> PriceRule | None:
        """Return the packs' default at ``place``, ``None`` where they say nothing."""
        market = self._markets[place.market]
        if kind is RuleKind.FEES:
            return self._default_fees(place)
        if kind is RuleKind.TAX:
            return PriceRule(
                kind,
                RulePlace(market.code),
                write_value(market.effective_tax),
                market.tax.source,
                market.tax.checked_on.isoformat(),
                market.tax.confidence,
                market.tax.valid_from,
                market.tax.valid_to,
            )
        found: dict[RuleKind, tuple[Value, str]] = {
            RuleKind.TAX_MODE: (market.tax_mode, market.tax.source),
            RuleKind.MARGIN: (market.target_margin, market.target_margin_source),
            RuleKind.ENDINGS: (market.bands, market.bands_source),
            RuleKind.FX_BUFFER: (market.fx_buffer, market.fx_buffer_source),
            RuleKind.ENDING_MODE: (EndingMode.UP, _OWN),
            RuleKind.FAMILY: (False, _OWN),
        }
        if kind not in found:
            return None
        value, source = found[kind]
        day = market.tax.checked_on.isoformat()
        return PriceRule(kind, RulePlace(market.code), write_value(value), source, day, "default")

    def value(self, kind: RuleKind, place: RulePlace) -> Value | None:
        """Return the value that counts at ``place``."""
        rule = self._nearest(kind, place)
        return None if rule is None else self._read(rule)

    def _shared(self, place: RulePlace) -> RulePlace:
        """Return ``place`` without a variant that has no rules of its own."""
        if place.variant_id is None or place.variant_id in self._variants:
            return place
        return RulePlace(place.market, place.channel, place.category, place.catalog_id)

    def _day(self, market: str) -> dt.date | None:
        if self._today is None:
            return None
        if market not in self._days:
            self._days[market] = self._today(market)
        return self._days[market]

    def _default_fees(self, place: RulePlace) -> PriceRule:
        channel = self._channels[place.channel]
        fee = channel.fee(place.market, _FEE_CATEGORIES.get(place.category))
        where = RulePlace(place.market, place.channel, place.category if fee.category else "")
        return PriceRule(
            RuleKind.FEES, where, write_value(fee.rules), fee.source, fee.checked_on, fee.confidence
        )

    def _nearest(self, kind: RuleKind, place: RulePlace) -> PriceRule | None:
        day = self._day(place.market)
        found = [
            rule
            for rule in self._own.get(kind, ())
            if rule.place.holds(place) and (day is None or rule.in_force(day))
        ]
        return max(
            found, key=lambda rule: (rule.place.nearness, _began(rule), rule.id), default=None
        )

    def _read(self, rule: PriceRule) -> Value:
        value = self._values.get(rule.id)
        if value is None:
            value = self._values[rule.id] = read_value(rule.kind, rule.value, self._tables)
        return value

    def _terms(self, place: RulePlace) -> Terms:
        market, channel = self._markets[place.market], self._channels[place.channel]

        def own(kind: RuleKind, default: V_) -> V_:
            value = self.value(kind, place)
            return default if value is None else value  # type: ignore[return-value]

        fees: tuple[FeeRule, ...] = channel.fee_rules(
            place.market, _FEE_CATEGORIES.get(place.category)
        )
        bands: tuple[EndingBand, ...] = market.bands
        floor: Decimal | None = None
        cap: Decimal | None = None
        shipping: Shipping | None = None
        mode: TaxMode = market.tax_mode
        ending_mode: EndingMode = EndingMode.UP
        return Terms(
            tax=own(RuleKind.TAX, market.effective_tax),
            tax_mode=own(RuleKind.TAX_MODE, mode),
            fees=own(RuleKind.FEES, fees),
            target_margin=own(RuleKind.MARGIN, market.target_margin),
            bands=own(RuleKind.ENDINGS, bands),
            ending_mode=own(RuleKind.ENDING_MODE, ending_mode),
            fx_buffer=own(RuleKind.FX_BUFFER, market.fx_buffer),
            floor_margin=own(RuleKind.FLOOR, floor),
            max_price=own(RuleKind.CAP, cap),
            shipping=own(RuleKind.SHIPPING, shipping),
            local_cost=own(RuleKind.LOCAL_COST, ZERO),
            family=own(RuleKind.FAMILY, default=False),
        )


def _began(rule: PriceRule) -> dt.date:
    """Return the day from which a rule goes before older ones."""
    if rule.valid_from is not None:
        return rule.valid_from
    return dt.datetime.fromisoformat(rule.set_at).date() if rule.set_at else dt.date.min
