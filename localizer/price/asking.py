"""What is asked for a variant on a target: its costs, the rate, the terms that hold there.

One `Asker` serves one run: terms, rates and prepared pricers are looked up once for all goods that share
them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from typing import Final, NamedTuple

import msgspec

from localizer.catalog.price_inputs import VariantInputs
from localizer.model.market import Market
from localizer.model.money import Money
from localizer.model.price import Basis, Flag, PriceRequest, Rate, Refusal
from localizer.model.price_basis import PriceBasis
from localizer.model.price_rule import PriceRule, RuleKind, RulePlace, Shipping, Terms
from localizer.price.bulk import Pricer
from localizer.price.precision import MATH, ONE, ZERO
from localizer.price.rates import Rates
from localizer.price.rulebook import RuleBook

#: Raised when the answers to the same requests change, so that stored prices are made anew.
SOLVER_VERSION: Final = 3
#: A price made anew stays as it is where only the exchange rate moved, and it by less than this share.
DEAD_BAND: Final = Decimal("0.02")
#: Freight by weight makes a pricer for every weight: more of them than this are not kept.
_PRICERS_KEPT: Final = 4096


@dataclass(frozen=True, slots=True)
class PriceRules:
    """The values prices are made from.

    ``group`` gives the category group of a product by its title and category, empty for none.
    """

    markets: Mapping[str, Market]
    book: RuleBook
    rates: Rates
    group: Callable[[str, str], str]
    dead_band: Decimal = DEAD_BAND


class Asked(NamedTuple):
    """What is asked for one variant on one target, and the digest of all that it depends on.

    ``steady`` is the digest of all that but exchange rates: costs and freight as they were entered.
    ``pricer`` prices its ``amount`` the quick way; without one the ``request`` goes to the solver, and a
    ``refusal`` needs neither. ``family`` is set where all variants of the product share one price;
    ``flags`` are told beside those of the solver.
    """

    variant: VariantInputs
    request: PriceRequest | None
    pricer: Pricer | None
    amount: Decimal
    digest: str
    steady: str
    refusal: Refusal | None = None
    family: bool = False
    flags: tuple[Flag, ...] = ()

    def whole(self) -> PriceRequest:
        """Return the whole request."""
        if self.request is not None:
            return self.request
        assert self.pricer is not None  # noqa: S101 - one of both is always there
        return self.pricer.request(self.amount)


class _Lot(NamedTuple):
    """What decides which pricer serves: everything but the amount.

    Terms stand here by their identity (the rule book keeps them): their hash would cost more than a price.
    """

    terms: int
    market: str
    currency: str
    basis: Basis
    adjust: Decimal
    shipping: Money | None
    freight: Money | None


class Asker:
    """Turns variants into requests by one set of rules."""

    def __init__(self, rules: PriceRules) -> None:
        """Begin a run."""
        self._rules = rules
        self._pricers: dict[_Lot, tuple[Pricer, bytes, bytes]] = {}
        self._groups: dict[int, str] = {}
        self._categorized: dict[tuple[str, str], bool] = {}
        self._rates: dict[tuple[str, str], Rate | None] = {}

    def ask(self, variant: VariantInputs, market_code: str, channel: str) -> Asked:
        """Return what is asked for ``variant`` in a market on a channel."""
        market = self._rules.markets[market_code]
        terms = self._rules.book.terms(self._place(variant, market_code, channel))
        chosen = variant.basis(market_code)
        price = variant.stated.get(market.currency, variant.list_price)
        by_cost = _by_cost(variant, chosen)
        fixed = variant.fixed.get((market_code, channel))
        if fixed is not None and fixed.currency != market.currency:
            fixed = None
        basis = Basis.COST_PLUS if by_cost else Basis.CONVERTED
        source = variant.cost if by_cost else price
        shipping = self._freight(terms.shipping, variant, source, market.currency)
        wants_list = chosen is not None and chosen.basis is Basis.CONVERTED and price is None
        if fixed is None and wants_list:
            return self._refused(variant, market, terms, Refusal.MISSING_LIST_PRICE, basis)
        if fixed is None and by_cost and isinstance(shipping, Refusal):
            return self._refused(variant, market, terms, shipping, basis)
        adjust = ONE if chosen is None or by_cost else chosen.adjust
        quick = fixed is None and (by_cost or variant.cost is None) and not terms.family
        freight = None if terms.shipping is None else terms.shipping.of(variant.weight_g)
        if quick and source is not None:
            carried = None if isinstance(shipping, Refusal) else shipping
            lot = _Lot(id(terms), market_code, source.currency, basis, adjust, carried, freight)
            return self._quick(variant, lot, terms, source.amount)
        plain = _request(market, terms, basis, adjust)
        plain = replace(plain, fixed_price=None if fixed is None else fixed.amount)
        steady = _digest((plain, variant.cost, price, freight))
        # Without its freight nothing is known of what a piece earns.
        known = variant.cost if not isinstance(shipping, Refusal) else None
        cost, rate = self._converted_with(market.currency, known, price, by_cost=by_cost)
        request = replace(
            plain,
            cost=cost,
            list_price=None if by_cost else price,
            rate=rate,
            shipping=None if isinstance(shipping, Refusal) else shipping,
        )
        asked = Asked(variant, request, None, ZERO, _digest(request), steady, family=terms.family)
        if known is not variant.cost:
            return asked._replace(flags=(Flag.FREIGHT_UNKNOWN,))
        return asked

    def tax_and_fees(
        self, variant: VariantInputs, market: str, channel: str
    ) -> tuple[PriceRule, ...]:
        """Return the rules of tax and fees that count for a variant."""
        place = self._place(variant, market, channel)
        found = (self._rules.book.counting(kind, place) for kind in (RuleKind.TAX, RuleKind.FEES))
        return tuple(rule for rule in found if rule is not None)

    def rate(self, base: str, quote: str) -> Rate | None:
        """Return the rate of two currencies."""
        pair = (base, quote)
        if pair not in self._rates:
            self._rates[pair] = self._rules.rates.rate(base, quote)
        return self._rates[pair]

    def _quick(self, variant: VariantInputs, lot: _Lot, terms: Terms, amount: Decimal) -> Asked:
        found = self._pricers.get(lot)
        if found is None:
            if len(self._pricers) > _PRICERS_KEPT:
                self._pricers.clear()
            template = self._template(lot, terms)
            said = (replace(template, rate=None, shipping=None), lot.freight)
            found = (Pricer(template), _digest(template).encode(), _digest(said).encode())
            self._pricers[lot] = found
        pricer, common, steady = found
        own = str(amount).encode()
        digest, beside = (
            hashlib.blake2b(b"%b %b" % (part, own), digest_size=8).hexdigest()
            for part in (common, steady)
        )
        return Asked(variant, None, pricer, amount, digest, beside)

    def _template(self, lot: _Lot, terms: Terms) -> PriceRequest:
        market = self._rules.markets[lot.market]
        request = _request(market, terms, lot.basis, lot.adjust)
        one = Money(ONE, lot.currency)
        by_cost = lot.basis is Basis.COST_PLUS
        rate = None if lot.currency == market.currency else self.rate(lot.currency, market.currency)
        return replace(
            request,
            cost=one if by_cost else None,
            list_price=None if by_cost else one,
            rate=rate,
            shipping=lot.shipping if by_cost else None,
        )

    def _freight(
        self, shipping: Shipping | None, variant: VariantInputs, source: Money | None, currency: str
    ) -> Money | Refusal | None:
        """Return the freight of a variant in a currency that the request's one rate converts."""
        if shipping is None or source is None:
            return None
        freight = shipping.of(variant.weight_g)
        if freight is None:
            return Refusal.MISSING_WEIGHT
        if freight.currency in (currency, source.currency):
            return freight
        rate = self.rate(freight.currency, source.currency)
        if rate is None:
            return Refusal.MISSING_RATE
        with localcontext(MATH):
            return Money(freight.amount * rate.value, source.currency)

    def _refused(
        self, variant: VariantInputs, market: Market, terms: Terms, refusal: Refusal, basis: Basis
    ) -> Asked:
        request = _request(market, terms, basis, ONE)
        digest = _digest((request, refusal))
        return Asked(variant, request, None, ZERO, digest, digest, refusal)

    def _place(self, variant: VariantInputs, market: str, channel: str) -> RulePlace:
        group = self._group(variant) if self._by_category(market, channel) else ""
        return RulePlace(market, channel, group, variant.catalog_id, variant.id)

    def _by_category(self, market: str, channel: str) -> bool:
        known = self._categorized.get((market, channel))
        if known is None:
            known = self._rules.book.by_category(market, channel)
            self._categorized[market, channel] = known
        return known

    def _group(self, variant: VariantInputs) -> str:
        group = self._groups.get(variant.product_id)
        if group is None:
            group = self._rules.group(variant.title, variant.category)
            self._groups[variant.product_id] = group
        return group

    def _converted_with(
        self, currency: str, cost: Money | None, price: Money | None, *, by_cost: bool
    ) -> tuple[Money | None, Rate | None]:
        """Return the cost and the one rate a request carries; what is in ``currency`` already needs none.

        Beside a list price in another currency than its own a cost is converted here; without a rate the
        price says nothing about profit.
        """
        if by_cost:
            return cost, self._rate_of(cost, currency)
        rate = self._rate_of(price, currency)
        if cost is None or price is None or cost.currency in (currency, price.currency):
            return cost, rate
        own = self._rate_of(cost, currency)
        if own is None or rate is None:
            return (None if own is None else cost), own or rate
        with localcontext(MATH):
            return Money(cost.amount * own.value, currency), rate

    def _rate_of(self, money: Money | None, currency: str) -> Rate | None:
        if money is None or money.currency == currency:
            return None
        return self.rate(money.currency, currency)


def _by_cost(variant: VariantInputs, chosen: PriceBasis | None) -> bool:
    """Tell whether the price is made from the cost: where one is known, unless somebody chose otherwise."""
    automatic = Basis.CONVERTED if variant.cost is None else Basis.COST_PLUS
    return ((chosen and chosen.basis) or automatic) is Basis.COST_PLUS


def _request(market: Market, terms: Terms, basis: Basis, adjust: Decimal) -> PriceRequest:
    """Return the part of a request that the terms decide."""
    by_cost = basis is Basis.COST_PLUS
    return PriceRequest(
        market=market.code,
        currency=market.currency,
        bands=terms.bands,
        adjust=adjust,
        local_cost=terms.local_cost,
        fees=terms.fees,
        target_margin=terms.target_margin if by_cost else ZERO,
        tax=terms.tax,
        tax_mode=terms.tax_mode,
        fx_buffer=terms.fx_buffer if by_cost else ZERO,
        floor_margin=terms.floor_margin,
        max_price=terms.max_price,
        ending_mode=terms.ending_mode,
    )


def _digest(said: object) -> str:
    return hashlib.blake2b(msgspec.json.encode((SOLVER_VERSION, said)), digest_size=8).hexdigest()
