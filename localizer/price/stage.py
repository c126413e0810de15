"""Reprice: every variant of every product for every target, written only where the inputs changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import localcontext
from typing import Final

import msgspec

from localizer.catalog import price_bases, prices, products
from localizer.i18n import N_
from localizer.jobs import SILENT, Progress
from localizer.model.changes import Changes
from localizer.model.channel import Channel
from localizer.model.launch import Target
from localizer.model.market import Market
from localizer.model.money import Money
from localizer.model.price import Basis, PriceAnswer, PriceRequest, PriceStatus, Rate, Refusal
from localizer.model.price_basis import PriceBasis
from localizer.model.product import Product, Variant
from localizer.price.precision import MATH, ONE, ZERO
from localizer.price.rates import Rates
from localizer.price.requests import answer_to_dict, request_to_dict
from localizer.price.solver import solve
from localizer.store.database import Batch, Reader, Store

CHUNK: Final = 50
#: Raised when the solver's answers change, so that stored prices are made anew.
SOLVER_VERSION: Final = 2


@dataclass(frozen=True, slots=True)
class PriceRules:
    """The values prices are made from; ``groups`` gives the fee category of a product by its id."""

    markets: Mapping[str, Market]
    channels: Mapping[str, Channel]
    rates: Rates
    groups: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked for a variant, and whether it lacks the list price a person wants converted."""

    request: PriceRequest
    lacks_list_price: bool = False


def reprice(
    store: Store,
    rules: PriceRules,
    targets: Sequence[Target],
    *,
    only: Sequence[int] | None = None,
    batch: Batch | None = None,
    progress: Progress = SILENT,
) -> Changes:
    """Bring the prices of ``only`` (default: all products) for ``targets`` up to their inputs.

    With a ``batch`` the changes become part of it.
    """
    wanted = list(only if only is not None else products.product_ids(store.read()))
    places = list(dict.fromkeys((target.market, target.channel) for target in targets))
    writes = batch or store.batch(N_("Price the products"))
    changes = Changes()
    for start in range(0, len(wanted), CHUNK):
        progress.step(start, len(wanted))
        chunk = wanted[start : start + CHUNK]
        fresh = [price for number in chunk for price in _fresh(store, rules, number, places)]
        if not fresh:
            continue
        with writes.step() as step:
            for price in fresh:
                prices.save(step, price)
        changes = changes.merged(step.changes)
    progress.step(len(wanted), len(wanted))
    return changes


def _fresh(
    store: Store, rules: PriceRules, product_id: int, places: Sequence[tuple[str, str]]
) -> list[prices.StoredPrice]:
    reader = store.read()
    found = []
    for market, channel in places:
        known = prices.input_hashes(reader, product_id, market, channel)
        for number, asked in _requests(reader, rules, product_id, market, channel).items():
            digest = _digest(asked)
            if known.get(number) != digest:
                found.append(_priced(number, channel, asked, digest))
    return found


def input_digests(
    reader: Reader, rules: PriceRules, product_id: int, market: str, channel: str
) -> dict[int, str]:
    """Return by variant id what a price made now would depend on, to tell one that is out of date."""
    requests = _requests(reader, rules, product_id, market, channel)
    return {number: _digest(asked) for number, asked in requests.items()}


def _requests(
    reader: Reader, rules: PriceRules, product_id: int, market_code: str, channel_code: str
) -> dict[int, _Asked]:
    product = products.load(reader, product_id)
    ids = products.variant_ids(reader, product_id)
    market, channel = rules.markets[market_code], rules.channels[channel_code]
    fixed = prices.fixed_prices(reader, product_id, market_code, channel_code)
    category = rules.groups.get(product_id)
    bases = price_bases.of_product(reader, product_id)
    requests = {}
    for variant in product.variants:
        chosen = bases.of(ids[variant.key], market.code)
        request = _request(
            rules.rates, market, channel, _priced_here(product, variant, market.currency),
            category, chosen,
        )  # fmt: skip
        amount = fixed.get(ids[variant.key])
        if amount is not None and amount.currency == market.currency:
            request = replace(request, fixed_price=amount.amount)
        is_fixed = request.fixed_price is not None
        lacks = (
            chosen is not None and chosen.basis is Basis.CONVERTED and variant.list_price is None
        )
        requests[ids[variant.key]] = _Asked(request, lacks_list_price=lacks and not is_fixed)
    return requests


def _request(
    rates: Rates,
    market: Market,
    channel: Channel,
    variant: Variant,
    category: str | None,
    chosen: PriceBasis | None = None,
) -> PriceRequest:
    """Return what is asked for a variant: by its cost where one is known, unless somebody chose otherwise."""
    automatic = Basis.CONVERTED if variant.cost is None else Basis.COST_PLUS
    by_cost = ((chosen and chosen.basis) or automatic) is Basis.COST_PLUS
    cost, rate = _converted_with(rates, market.currency, variant, by_cost=by_cost)
    return PriceRequest(
        market=market.code,
        currency=market.currency,
        bands=market.bands,
        cost=cost,
        list_price=None if by_cost else variant.list_price,
        adjust=ONE if chosen is None or by_cost else chosen.adjust,
        rate=rate,
        fees=channel.fee_rules(market.code, category),
        target_margin=market.target_margin if by_cost else ZERO,
        tax=market.effective_tax,
        tax_mode=market.tax_mode,
        fx_buffer=market.fx_buffer if by_cost else ZERO,
    )


def _priced_here(product: Product, variant: Variant, currency: str) -> Variant:
    """Return ``variant`` with the list price the seller states in ``currency``, where there is one.

    Files with a price column for each currency have it; nothing needs converting then.
    """
    stated = dict(product.extra).get(f"list_price {currency} {variant.key}")
    return variant if stated is None else replace(variant, list_price=Money.of(stated, currency))


def _converted_with(
    rates: Rates, currency: str, variant: Variant, *, by_cost: bool
) -> tuple[Money | None, Rate | None]:
    """Return the cost and the one rate a request carries; what is in ``currency`` already needs none.

    Beside a list price in another currency than its own a cost is converted here; without a rate the price
    says nothing about profit.
    """
    cost, price = variant.cost, variant.list_price
    if by_cost:
        return cost, _rate(rates, cost, currency)
    rate = _rate(rates, price, currency)
    if cost is None or price is None or cost.currency in (currency, price.currency):
        return cost, rate
    own = _rate(rates, cost, currency)
    if own is None or rate is None:
        return (None if own is None else cost), own or rate
    with localcontext(MATH):
        return Money(cost.amount * own.value, currency), rate


def _rate(rates: Rates, money: Money | None, currency: str) -> Rate | None:
    if money is None or money.currency == currency:
        return None
    return rates.rate(money.currency, currency)


def _digest(asked: _Asked) -> str:
    said: tuple[object, ...] = (SOLVER_VERSION, asked.request)
    if asked.lacks_list_price:
        said = (*said, Refusal.MISSING_LIST_PRICE)
    return hashlib.blake2b(msgspec.json.encode(said), digest_size=8).hexdigest()


def _priced(variant_id: int, channel: str, asked: _Asked, digest: str) -> prices.StoredPrice:
    request = asked.request
    answer = solve(request)
    if asked.lacks_list_price:
        code = Refusal.MISSING_LIST_PRICE
        answer = PriceAnswer(PriceStatus.ERROR, Basis.CONVERTED, request.currency, code=code)
    return prices.StoredPrice(
        variant_id=variant_id,
        market=request.market,
        channel=channel,
        status=answer.status.value,
        code=answer.code or "",
        basis=answer.basis.value,
        amount=answer.list_price if answer.status is PriceStatus.OK else None,
        currency=answer.currency,
        margin=answer.margin_on_net,
        warnings=tuple(answer.warnings),
        input_hash=digest,
        request=request_to_dict(request),
        answer=answer_to_dict(answer),
    )
