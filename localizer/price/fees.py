"""Fees as straight pieces over the price, whatever their shape: flat, slab, marginal, minimum, cap.

A fee on a price ``P`` with tax factor ``g`` (1 + tax where the price contains it, else 1) is
``slope * P / g + constant`` on each piece. Slopes are kept multiplied by ``g`` so that a fee on net
revenue needs no division and a sum of 100 % is recognised exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from localizer.model.price import FeeRule
from localizer.price.precision import ZERO


@dataclass(frozen=True, slots=True)
class Piece:
    """One straight piece: from ``start`` (inside) to ``end`` (outside), in prices shown."""

    start: Decimal
    end: Decimal | None
    slope: Decimal
    constant: Decimal


@dataclass(frozen=True, slots=True)
class FeePlan:
    """The pieces of each fee, in the order of the rules, and of all together."""

    each: tuple[tuple[Piece, ...], ...]
    together: tuple[Piece, ...]


@lru_cache(maxsize=1024)
def fee_plan(rules: tuple[FeeRule, ...], factor: Decimal) -> FeePlan:
    """Return the plan of ``rules`` for a tax ``factor``; a market's rules are planned once for all.

    Call inside the solver's decimal context.
    """
    each = tuple(fee_pieces(rule, factor) for rule in rules)
    return FeePlan(each, sum_pieces(each))


def fee_pieces(rule: FeeRule, factor: Decimal) -> tuple[Piece, ...]:
    """Return the pieces of ``rule``, ascending from 0, for a tax ``factor`` (``1.19`` for 19 %)."""
    net = rule.basis == "net"
    scale = factor if net else None
    steepness = None if net else factor
    return tuple(_on_price(piece, scale, steepness) for piece in _on_base(rule))


def sum_pieces(fees: Sequence[Sequence[Piece]]) -> tuple[Piece, ...]:
    """Return the pieces of all fees together, cut at every breakpoint of any of them."""
    slope = sum((pieces[0].slope for pieces in fees if len(pieces) == 1), ZERO)
    constant = sum((pieces[0].constant for pieces in fees if len(pieces) == 1), ZERO)
    broken = [pieces for pieces in fees if len(pieces) > 1]
    if not broken:
        return (Piece(ZERO, None, slope, constant),)
    starts = sorted({piece.start for pieces in broken for piece in pieces})
    summed = []
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        parts = [piece_at(pieces, start) for pieces in broken]
        summed.append(
            Piece(
                start,
                end,
                slope + sum((part.slope for part in parts), ZERO),
                constant + sum((part.constant for part in parts), ZERO),
            )
        )
    return tuple(summed)


def piece_at(pieces: Sequence[Piece], price: Decimal) -> Piece:
    """Return the piece that ``price`` (0 or more) lies on."""
    for piece in reversed(pieces):
        if price >= piece.start:
            return piece
    return pieces[0]


def amount_at(pieces: Sequence[Piece], price: Decimal, factor: Decimal) -> Decimal:
    """Return the fee due at ``price``, unrounded, in the market's currency."""
    piece = piece_at(pieces, price)
    return piece.slope * price / factor + piece.constant


def _on_price(piece: Piece, scale: Decimal | None, steepness: Decimal | None) -> Piece:
    """Turn a piece over the fee's base into one over the price shown, slope times the factor."""
    start, end = piece.start, piece.end
    if scale is not None:
        start, end = start * scale, None if end is None else end * scale
    slope = piece.slope if steepness is None else piece.slope * steepness
    return Piece(start, end, slope, piece.constant)


def _on_base(rule: FeeRule) -> Iterator[Piece]:
    """Yield the pieces of ``rule`` over its own base."""
    for piece, fixed in _tiers(rule):
        for part in _bounded(piece, rule.minimum, rule.cap):
            yield Piece(part.start, part.end, part.slope, part.constant + fixed + rule.fixed)


def _tiers(rule: FeeRule) -> Iterator[tuple[Piece, Decimal]]:
    """Yield each tier's percentage part as a piece, with the fixed amount due in it."""
    if rule.mode == "flat":
        yield Piece(ZERO, None, rule.pct, ZERO), ZERO
        return
    paid = fixed = ZERO
    for tier in rule.tiers:
        if rule.mode == "slab":
            yield Piece(tier.start, tier.end, tier.pct, ZERO), tier.fixed
            continue
        fixed += tier.fixed
        yield Piece(tier.start, tier.end, tier.pct, paid - tier.pct * tier.start), fixed
        if tier.end is not None:
            paid += tier.pct * (tier.end - tier.start)


def _bounded(piece: Piece, minimum: Decimal | None, cap: Decimal | None) -> Iterator[Piece]:
    """Cut ``piece`` where ``minimum`` stops and where ``cap`` begins to bind."""
    if piece.slope == 0:
        value = piece.constant if minimum is None else max(piece.constant, minimum)
        value = value if cap is None else min(value, cap)
        yield Piece(piece.start, piece.end, ZERO, value)
        return
    start = piece.start
    if minimum is not None:
        until = _within(piece, (minimum - piece.constant) / piece.slope)
        if until is None or until > start:
            yield Piece(start, until, ZERO, minimum)
        if until is None:
            return
        start = until
    begin = None if cap is None else _within(piece, (cap - piece.constant) / piece.slope)
    if begin is None or begin > start:
        yield Piece(start, begin or piece.end, piece.slope, piece.constant)
    if begin is not None and cap is not None:
        yield Piece(max(begin, start), piece.end, ZERO, cap)


def _within(piece: Piece, point: Decimal) -> Decimal | None:
    """Return ``point`` raised to the piece's start, ``None`` where it lies at or past its end."""
    if piece.end is not None and point >= piece.end:
        return None
    return max(point, piece.start)
