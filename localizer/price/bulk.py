"""Many prices by the same rules: everything that does not depend on the amount is prepared once.

A `Pricer` answers exactly what `localizer.price.solver.solve` answers, as flat tuples. It keeps the
solver's operations and their order; what it has no prepared way for, it asks the solver. Prepare one per
market, channel, fee category and currency of the cost; it holds no store and knows no products.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from decimal import (
    ROUND_CEILING,
    ROUND_HALF_UP,
    Context,
    Decimal,
    Inexact,
    InvalidOperation,
    localcontext,
)
from typing import Final, NamedTuple

from localizer.model.money import Money, selling_unit
from localizer.model.price import (
    Basis,
    BreakdownLine,
    EndingBand,
    EndingMode,
    Flag,
    PriceAnswer,
    PriceRequest,
    PriceStatus,
    Refusal,
    TaxMode,
)
from localizer.price.breakdown import EXACT_UNIT, MARGIN_UNIT, line_names
from localizer.price.choice import Choice, choose
from localizer.price.costs import Landed, convert, land
from localizer.price.economics import Economics, tax_factor
from localizer.price.fees import FeePlan, Piece, amount_at, fee_plan, piece_at
from localizer.price.precision import GRID, MATH, MAX_MAGNITUDE, ONE, ZERO, too_large
from localizer.price.requests import answer_to_dict, request_to_dict, written_price
from localizer.price.solver import solve

#: A percentage of at most this many digits times a price (28 digits) stays exact in 50 digits.
_SHORT: Final = 22
_STRICT: Final = Context(prec=MATH.prec, traps=[Inexact, InvalidOperation])

#: Start, end, step and endings of a band.
_Band = tuple[Decimal, Decimal | None, Decimal, tuple[Decimal, ...]]
#: Start, end, what one unit of price leaves for costs, fixed fees, and the need from which on no price
#: before the end is enough (``None``: not known exactly).
_Line = tuple[Decimal, Decimal | None, Decimal, Decimal, Decimal | None]
#: Percentage of the price (``None``: nothing) and fixed amount of a fee in one piece (to the unit where
#: that is all); else its pieces.
_Fee = tuple[Decimal | None, Decimal, tuple[Piece, ...] | None]


class Priced(NamedTuple):
    """One price as `PriceAnswer` has it; ``amounts`` are the lines `Pricer.names` names, in order."""

    code: Refusal | None
    price: Decimal | None = None
    exact: Decimal | None = None
    amounts: tuple[Decimal, ...] = ()
    margin: Decimal | None = None
    added: Decimal | None = None
    pays: Decimal | None = None
    flags: tuple[Flag, ...] = ()
    suggested: Decimal | None = None


#: Half the time of ``Priced(...)``.
_make: Final = tuple.__new__


class Pricer:
    """The rules of ``template``, prepared to price many costs, or list prices where it has one.

    Of the template's cost (or list price) only the currency counts. A fixed price, or a cost beside a
    list price, belongs to one variant: ask `solve` there (`answer` does so for a ``fixed_price``).
    """

    __slots__ = (
        "_adjust",
        "_bands",
        "_buffer",
        "_carried",
        "_carried_abroad",
        "_factor",
        "_fee_plan",
        "_fees",
        "_fx_buffer",
        "_guarded",
        "_local",
        "_no_tax",
        "_on_unit",
        "_one",
        "_parts",
        "_plain",
        "_profitable",
        "_rate",
        "_rest",
        "_tax",
        "_template",
        "_unit",
        "_wanted",
        "_written",
        "names",
    )

    def __init__(self, template: PriceRequest) -> None:
        """Prepare; nothing of what a user can enter is refused here, it is answered by `price`."""
        with localcontext(MATH):
            self._template = template
            self._unit = selling_unit(template.currency)
            self._factor = tax_factor(template)
            self._no_tax = ZERO.quantize(self._unit) if self._factor == ONE else None
            self._tax = template.tax if template.tax_mode is TaxMode.EXCLUSIVE else None
            self._plain = template.ending_mode is EndingMode.UP and template.max_price is None
            self._bands, self._on_unit = _in_units(template.bands, self._unit)
            self.names = line_names(template.fees)
            self._written = request_to_dict(template)
            self._one = self._way()

    @property
    def template(self) -> PriceRequest:
        """Return the rules it was prepared with."""
        return self._template

    def price(self, amount: Decimal) -> Priced:
        """Return the price for one ``amount`` of cost (or list price) in its currency."""
        with localcontext(MATH):
            return self._one(amount)

    def prices(self, amounts: Iterable[Decimal]) -> list[Priced]:
        """Return the prices for ``amounts``, in their order; the fastest way to many prices."""
        with localcontext(MATH):
            return [self._one(amount) for amount in amounts]

    def request(self, amount: Decimal) -> PriceRequest:
        """Return the whole request that ``amount`` stands for."""
        template = self._template
        if template.list_price is not None:
            asked = Money(amount, template.list_price.currency)
            return dataclasses.replace(template, list_price=asked)
        if template.cost is None:
            return template
        return dataclasses.replace(template, cost=Money(amount, template.cost.currency))

    def answer(self, amount: Decimal, *, fixed_price: Decimal | None = None) -> PriceAnswer:
        """Return what `solve` answers for ``amount``, with a price a person fixed if there is one."""
        if fixed_price is None:
            return self.expand(self.price(amount))
        return solve(dataclasses.replace(self.request(amount), fixed_price=fixed_price))

    def written_request(self, amount: Decimal) -> dict[str, object]:
        """Return what `request_to_dict` writes for ``amount``; what is nested is shared: do not change it."""
        template = self._template
        name = "cost" if template.list_price is None else "list"
        source = template.cost if template.list_price is None else template.list_price
        if source is None:
            return dict(self._written)
        asked: dict[str, object] = {"amount": f"{amount:f}", "currency": source.currency}
        return {**self._written, name: asked}

    def written(self, priced: Priced) -> dict[str, object]:
        """Return what `answer_to_dict` writes for ``priced``, which this pricer made."""
        if priced.code is not None or priced.price is None:
            return answer_to_dict(self.expand(priced))
        return written_price(
            {"exact": priced.exact, "suggested": priced.suggested, "list_price": priced.price},
            dict(zip(self.names, priced.amounts, strict=False)),
            {
                "margin_on_net": priced.margin,
                "tax_added_at_checkout": priced.added,
                "buyer_pays": priced.pays,
            },
            priced.flags,
        )

    def expand(self, priced: Priced) -> PriceAnswer:
        """Return ``priced``, which this pricer made, as the solver writes it."""
        template = self._template
        if priced.code is not None:
            return PriceAnswer(
                PriceStatus.ERROR, template.basis, template.currency, code=priced.code
            )
        return PriceAnswer(
            PriceStatus.OK,
            template.basis,
            template.currency,
            exact=priced.exact,
            suggested=priced.suggested,
            list_price=priced.price,
            breakdown=tuple(map(BreakdownLine, self.names, priced.amounts)),
            margin_on_net=priced.margin,
            tax_added_at_checkout=priced.added,
            buyer_pays=priced.pays,
            warnings=priced.flags,
        )

    def _way(self) -> Callable[[Decimal], Priced]:
        """Return the quickest way that answers as the solver does."""
        template = self._template
        self._adjust = template.adjust
        if template.basis is Basis.CONVERTED and template.cost is None:
            return self._from_list if self._plain and self._knows_rate() else self._solved
        if template.basis is not Basis.COST_PLUS or template.cost is None:
            return self._solved
        rest = land(dataclasses.replace(template, cost=Money(ZERO, template.cost.currency)))
        if isinstance(rest, Refusal) or not self._knows_rate():
            return self._solved
        self._prepare_costs(rest)
        return self._from_cost if self._prepare_fees() else self._solved

    def _knows_rate(self) -> bool:
        """Keep the rate of the amount's currency (``None``: the market's own); tell whether it is known."""
        template = self._template
        source = template.cost if template.list_price is None else template.list_price
        if source is None:
            return False
        one = convert(Money(ONE, source.currency), template)
        self._rate = None
        if isinstance(one, Refusal):
            return False
        if source.currency != template.currency and template.rate is not None:
            self._rate = template.rate.value
        return True

    def _prepare_costs(self, rest: Landed) -> None:
        """Keep what the template's other costs come to, and their lines."""
        template, unit = self._template, self._unit
        self._carried, self._buffer, self._local = rest.shipping, rest.buffer, rest.local
        shipping = template.shipping
        abroad = shipping is not None and shipping.currency != template.currency
        self._rest = bool(rest.shipping or rest.local)
        self._carried_abroad = rest.shipping if abroad else ZERO
        self._fx_buffer = template.fx_buffer if self._rate is not None else ZERO
        lines = (rest.shipping, rest.buffer, rest.local)
        self._parts = tuple(part.quantize(unit, ROUND_HALF_UP) for part in lines)

    def _prepare_fees(self) -> bool:
        """Keep the fees and the lines of target and floor; tell whether all of them rise."""
        template = self._template
        self._fee_plan: FeePlan = fee_plan(template.fees, self._factor)
        self._fees: tuple[_Fee, ...] = tuple(
            self._fee(pieces, net=rule.basis == "net")
            for rule, pieces in zip(template.fees, self._fee_plan.each, strict=True)
        )
        self._wanted = _lines(self._fee_plan.together, template.target_margin)
        floor = template.floor_margin
        self._guarded: tuple[_Line, ...] = ()
        if floor is not None and floor > template.target_margin:
            self._guarded = _lines(self._fee_plan.together, floor)
        # On one straight piece a price at a target above 0 makes no loss: nothing is left to ask.
        self._profitable = floor is None and template.target_margin > 0 and len(self._wanted) == 1
        return all(line[2] > 0 for line in (*self._wanted, *self._guarded))

    def _fee(self, pieces: tuple[Piece, ...], *, net: bool) -> _Fee:
        """Return a fee as percentage and fixed amount where that is the same to the last digit."""
        first = pieces[0]
        if len(pieces) == 1 and first.slope == 0 and not too_large(first.constant):
            return None, first.constant.quantize(self._unit, ROUND_HALF_UP), None
        if len(pieces) > 1 or (net and self._factor != ONE):
            return ZERO, ZERO, pieces
        pct = first.slope / self._factor
        short = max(len(one.as_tuple().digits) for one in (first.slope, pct)) <= _SHORT
        return (pct, first.constant, None) if short else (ZERO, ZERO, pieces)

    def _solved(self, amount: Decimal) -> Priced:
        """Ask the solver."""
        answer = solve(self.request(amount))
        return Priced(
            answer.code,
            answer.list_price,
            answer.exact,
            tuple(line.amount for line in answer.breakdown),
            answer.margin_on_net,
            answer.tax_added_at_checkout,
            answer.buyer_pays,
            answer.warnings,
            answer.suggested,
        )

    def _from_list(self, amount: Decimal) -> Priced:
        """Price a list price: times the rate, times the adjustment, up to the ending."""
        if too_large(amount) or amount <= 0:
            return Priced(Refusal.INVALID_PRICE)
        exact = (amount if self._rate is None else amount * self._rate) * self._adjust
        if too_large(exact) or exact <= 0:
            return Priced(Refusal.INVALID_PRICE)
        exact = exact.quantize(GRID, ROUND_CEILING)
        found = _next(self._bands, exact)
        if found is None:
            return Priced(Refusal.NO_ENDING)
        price = found.quantize(self._unit, ROUND_HALF_UP)
        exact = exact.quantize(EXACT_UNIT, ROUND_HALF_UP)
        if self._tax is None:
            return Priced(None, price, exact)
        added = (price * self._tax).quantize(self._unit, ROUND_HALF_UP)
        return Priced(None, price, exact, (), None, added, price + added)

    def _from_cost(self, amount: Decimal) -> Priced:
        """Price a cost: land it, gross it up, find its ending, take it apart."""
        if not amount.is_finite() or amount < ZERO or amount.adjusted() > MAX_MAGNITUDE:
            return self._solved(amount)
        cost = amount if self._rate is None else amount * self._rate
        buffer = self._buffer
        if self._fx_buffer:
            buffer = (cost + self._carried_abroad) * self._fx_buffer
        total = cost + buffer
        if self._rest:
            total = cost + self._carried + buffer + self._local
        found = self._guarded_first(total) if self._guarded else self._first(self._wanted, total)
        if found is None or total.adjusted() > MAX_MAGNITUDE:
            return self._solved(amount)
        price, exact = found
        if not self._plain:
            landed = Landed(cost, self._carried, buffer, self._local)
            return self._chosen(landed, total, exact, price)
        if not self._on_unit:
            price = price.quantize(self._unit, ROUND_HALF_UP)
        flags: tuple[Flag, ...] = ()
        if not (self._profitable and price >= exact and cost):
            flags = self._flags(cost, total, price)
        return self._taken_apart(price, exact, cost, buffer, flags)

    def _chosen(self, landed: Landed, total: Decimal, exact: Decimal, above: Decimal) -> Priced:
        """Price where another mode or a cap chooses among the endings."""
        money = Economics(self._factor, landed, total, self._fee_plan)
        choice = choose(self._template, money, exact, above)
        if not isinstance(choice, Choice):
            return Priced(choice)
        price = choice.price.quantize(self._unit, ROUND_HALF_UP)
        flags = self._flags(landed.cost, total, price)
        if choice.lowered:
            flags = (*flags, Flag.TARGET_MARGIN_MISSED_BY_CAP)
        return self._taken_apart(price, exact, landed.cost, landed.buffer, flags)

    def _guarded_first(self, total: Decimal) -> tuple[Decimal, Decimal] | None:
        """Return the smallest ending that keeps the floor too, and where the target's range begins."""
        wanted, guarded = self._first(self._wanted, total), self._first(self._guarded, total)
        return None if wanted is None or guarded is None else (guarded[0], wanted[1])

    def _first(self, lines: Sequence[_Line], total: Decimal) -> tuple[Decimal, Decimal] | None:
        """Return the smallest ending that keeps the margin of ``lines``, and where its range begins.

        Ranges that touch are one: the end of the last is kept to tell.
        """
        factor, bands = self._factor, self._bands
        low = last = found = None
        for start, end, slope, constant, limit in lines:
            need = factor * (total + constant)
            if limit is not None and need >= limit:
                continue
            begin = start
            if need > 0:
                root = need / slope
                if root.adjusted() > MAX_MAGNITUDE:
                    continue
                root = root.quantize(GRID, ROUND_CEILING)
                if root > start:
                    begin = root
                if end is not None and begin >= end:
                    continue
            if low is None or last != begin:
                low, found = begin, _next(bands, begin)
                if found is None:
                    return None
            if end is None or (found is not None and found < end):
                return None if found is None else (found, low)
            last = end
        return None

    def _flags(self, cost: Decimal, total: Decimal, price: Decimal) -> tuple[Flag, ...]:
        """Return the flags that follow from cost and margin, in the order of `Flag`."""
        template = self._template
        pieces = self._fee_plan.together
        piece = pieces[0] if len(pieces) == 1 else piece_at(pieces, price)
        need = self._factor * (total + piece.constant)
        floor = template.floor_margin
        loss = price * (ONE - piece.slope) < need
        short = floor is not None and price * (ONE - floor - piece.slope) < need
        if cost and not loss and not short and template.target_margin >= 0:
            return ()
        told = (
            (Flag.ZERO_COST, not cost),
            (Flag.LOSS, loss),
            (Flag.NEGATIVE_MARGIN_TARGET, template.target_margin < 0),
            (Flag.BELOW_FLOOR_MARGIN, short),
        )
        return tuple(flag for flag, holds in told if holds)

    def _taken_apart(
        self,
        price: Decimal,
        exact: Decimal,
        cost: Decimal,
        buffer: Decimal,
        flags: tuple[Flag, ...],
    ) -> Priced:
        """Return ``price`` with its lines; profit is what they leave."""
        unit, factor = self._unit, self._factor
        tax = self._no_tax
        if tax is None:
            tax = (price - price / factor).quantize(unit, ROUND_HALF_UP)
        net = profit = price - tax
        amounts = [price, tax]
        for pct, constant, pieces in self._fees:
            if pct is None:
                due = constant
            elif pieces is None:
                due = price * pct
                if constant:
                    due += constant
                due = due.quantize(unit, ROUND_HALF_UP)
            else:
                due = amount_at(pieces, price, factor).quantize(unit, ROUND_HALF_UP)
            amounts.append(due)
            profit -= due
        landed = cost.quantize(unit, ROUND_HALF_UP)
        shipping, held, local = self._parts
        if self._fx_buffer:
            held = buffer.quantize(unit, ROUND_HALF_UP)
        profit = profit - landed - held
        if self._rest:
            profit = profit - shipping - local
        amounts += (landed, shipping, held, local, profit)
        margin = (profit / net).quantize(MARGIN_UNIT, ROUND_HALF_UP) if net else None
        exact = exact.quantize(EXACT_UNIT, ROUND_HALF_UP)
        if self._tax is None:
            return _make(
                Priced, (None, price, exact, tuple(amounts), margin, None, None, flags, None)
            )
        added = (price * self._tax).quantize(unit, ROUND_HALF_UP)
        paid = price + added
        return _make(Priced, (None, price, exact, tuple(amounts), margin, added, paid, flags, None))


def _in_units(bands: Sequence[EndingBand], unit: Decimal) -> tuple[tuple[_Band, ...], bool]:
    """Return the bands, and whether all they allow is written in units: then nothing is left to round."""
    try:
        with localcontext(_STRICT):
            found = tuple(
                (
                    band.start,
                    band.end,
                    band.step.quantize(unit),
                    tuple(ending.quantize(unit) for ending in band.endings),
                )
                for band in bands
            )
    except (Inexact, InvalidOperation):
        return tuple((band.start, band.end, band.step, band.endings) for band in bands), False
    return found, True


def _lines(pieces: Sequence[Piece], margin: Decimal) -> tuple[_Line, ...]:
    """Return for each piece what a price on it leaves for costs at ``margin``."""
    found = []
    for piece in pieces:
        slope = ONE - margin - piece.slope
        found.append((piece.start, piece.end, slope, piece.constant, _limit(piece.end, slope)))
    return tuple(found)


def _limit(end: Decimal | None, slope: Decimal) -> Decimal | None:
    """Return ``end * slope`` if it is exact: a need from there on has its root past the end."""
    if end is None or slope <= 0:
        return None
    try:
        return _STRICT.multiply(end, slope)
    except Inexact:
        return None


def _next(bands: Sequence[_Band], price: Decimal) -> Decimal | None:
    """Return the smallest allowed price at or above ``price``, as `next_ending` does."""
    for start, end, step, endings in bands:
        if end is not None and price >= end:
            continue
        lowest = price if price > start else start  # noqa: FURB136 - `max` takes four times as long
        best = None
        for ending in endings:
            if lowest <= ending:
                found = ending or step
            else:
                found = (lowest - ending) // step * step + ending
                if found < lowest:
                    found += step
            if best is None or found < best:
                best = found
        if best is not None and (end is None or best < end):
            return best
    return None
