"""Stored prices read back as requests, those together that differ in one amount only.

A lot is priced by one prepared `localizer.price.bulk.Pricer`, again and again under other suppositions. What
has a fixed price, or a cost beside a list price, stands alone. This module writes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, NamedTuple

from localizer.catalog import price_requests
from localizer.catalog.price_requests import AskedPrice, Json
from localizer.catalog.prices import StoredPrice
from localizer.jobs import SILENT, Progress
from localizer.model.money import Money
from localizer.model.price import Flag, PriceAnswer, PriceRequest
from localizer.price.bulk import Pricer
from localizer.price.requests import request_from_dict
from localizer.price.solver import solve
from localizer.price.what_if import WhatIf, earned
from localizer.store.database import Reader

#: Prices between two looks at whether the person still wants them.
CHUNK: Final = 500


class Worth(NamedTuple):
    """A price (``None``: there is none), what it earns, and what is to be known about it."""

    price: Decimal | None
    margin: Decimal | None
    flags: Sequence[Flag]


@dataclass(frozen=True, slots=True)
class Lot:
    """Prices with the same ``template``: ``rows`` are their places in a list, ``amounts`` their costs.

    A price that stands ``alone`` is its template, whole.
    """

    template: PriceRequest
    rows: Sequence[int]
    amounts: Sequence[Decimal]
    alone: bool

    def request(self, template: PriceRequest, place: int) -> PriceRequest:
        """Return the request of the lot's price number ``place`` by the rules of ``template``."""
        if self.alone:
            return template
        amount = self.amounts[place]
        if template.list_price is not None:
            return replace(template, list_price=Money(amount, template.list_price.currency))
        if template.cost is None:
            return template
        return replace(template, cost=Money(amount, template.cost.currency))

    def made(self, template: PriceRequest, progress: Progress = SILENT) -> Iterator[Worth]:
        """Yield what the rules of ``template`` give, in the order of ``rows``."""
        if self.alone:
            yield worth(solve(template))
            return
        pricer = Pricer(template)
        for start in range(0, len(self.amounts), CHUNK):
            progress.step(start, len(self.amounts))
            for priced in pricer.prices(self.amounts[start : start + CHUNK]):
                price = priced.price if priced.code is None else None
                yield Worth(price, priced.margin, priced.flags)

    def kept(self, template: PriceRequest, place: int, price: Decimal) -> Worth:
        """Return what price number ``place`` earns at ``price`` by the rules of ``template``."""
        return worth(earned(self.request(template, place), price))


def worth(answer: PriceAnswer) -> Worth:
    """Return what matters of an answer."""
    return Worth(answer.list_price, answer.margin_on_net, answer.warnings)


def if_stored(stored: StoredPrice, what_if: WhatIf, *, stay: bool) -> Worth:
    """Return what one stored price becomes under ``what_if``, or with ``stay`` what it earns as it is.

    A price that is kept although the rules give another moves only where they now give a third one. What
    shares its price with a family is told by its own costs.
    """
    request = request_from_dict(stored.request, {})
    supposed = what_if.applied(request)
    stays = stay or request.fixed_price is not None
    made = None if stays else solve(supposed)
    same = made is not None and made.list_price == solve(request).list_price
    if stored.amount is not None and (made is None or same):
        return worth(earned(replace(supposed, fixed_price=None), stored.amount))
    return worth(made or solve(supposed))


def lots(reader: Reader, prices: Sequence[AskedPrice]) -> list[Lot]:
    """Return ``prices`` in lots; ``Lot.rows`` are places in ``prices``."""
    terms = price_requests.terms(reader, {one.terms for one in prices})
    rows: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for row, one in enumerate(prices):
        rows[_key(row, one)].append(row)
    return [_lot(prices, found, terms) for found in rows.values()]


def _key(row: int, one: AskedPrice) -> tuple[object, ...]:
    """Return what prices of one lot have in common."""
    cost, price, shipping = (_money(one.own, name) for name in ("cost", "list", "shipping"))
    if not one.terms or "fixed_price" in one.own or (cost is None) == (price is None):
        return (row,)
    return one.terms, cost and cost[1], price and price[1], shipping


def _money(own: Json, name: str) -> tuple[object, object] | None:
    found = own.get(name)
    return (found["amount"], found["currency"]) if isinstance(found, Mapping) else None


def _lot(prices: Sequence[AskedPrice], rows: Sequence[int], terms: Mapping[int, Json]) -> Lot:
    first = prices[rows[0]]
    template = request_from_dict({**terms.get(first.terms, {}), **first.own}, {})
    alone = len(_key(rows[0], first)) == 1
    amounts = [] if alone else [_amount(prices[row].own) for row in rows]
    return Lot(template, rows, amounts, alone)


def _amount(own: Json) -> Decimal:
    found = _money(own, "cost") or _money(own, "list")
    assert found is not None  # noqa: S101 - one of both is there, or the price stands alone
    return Decimal(str(found[0]))
