"""How prices move: what they were, what the rules give now, and which of them stay as they are.

A price stays where only exchange rates moved and the new price lies within the dead band of it, or where a
person said so, until what the rules give moves out of the band of what they gave then. What stays is worked
out again at its old amount, so that its margin, rate and date are those of today; `PriceAnswer.suggested`
then tells what the rules would give. A family stays as one or not at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from typing import Final

from localizer.catalog import price_inputs, prices
from localizer.catalog.prices import KEPT_BY_BAND, KEPT_BY_PERSON, Stored, StoredPrice
from localizer.model.price import Basis, Flag, PriceAnswer
from localizer.price.answering import answers, stored, with_families
from localizer.price.asking import Asked, Asker, PriceRules
from localizer.price.breakdown import answer
from localizer.price.economics import Economics, economics
from localizer.price.precision import MATH
from localizer.store.database import Reader

#: Variant, market, channel.
PriceKey = tuple[int, str, str]
_BAD: Final = frozenset({Flag.LOSS, Flag.BELOW_FLOOR_MARGIN})


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a person decided about single prices: ``keep`` the old one, or ``take`` one that was kept.

    With ``look_again`` those are looked at too that are kept and up to date.
    """

    keep: Collection[PriceKey] = ()
    take: Collection[PriceKey] = ()
    look_again: bool = False


UNDECIDED: Final = Decisions()
LOOK_AGAIN: Final = Decisions(look_again=True)


@dataclass(frozen=True, slots=True)
class Move:
    """One price made anew: ``before`` is what was stored, ``rules`` the amount the rules give now.

    ``kept`` tells that the old amount stays; ``price`` is what is to be stored.
    """

    product_id: int
    price: StoredPrice
    before: Stored | None
    rules: Decimal | None
    kept: bool = False

    @property
    def key(self) -> PriceKey:
        """Return whose price on which target it is."""
        return self.price.variant_id, self.price.market, self.price.channel


def moves(
    reader: Reader,
    rules: PriceRules,
    asker: Asker,
    product_ids: Sequence[int],
    places: Sequence[tuple[str, str]],
    decisions: Decisions = UNDECIDED,
) -> Iterator[Move]:
    """Yield the prices of products that are out of date, with what becomes of each."""
    variants = price_inputs.read(reader, product_ids)
    known = prices.stored(reader, [one.id for one in variants], places)
    for market, channel in places:
        fresh = with_families([asker.ask(one, market, channel) for one in variants])
        olds = {
            one.variant.id: old
            for one in fresh
            if (old := known.get((one.variant.id, market, channel))) is not None
        }
        changed = _changed(fresh, olds, rules.dead_band, decisions, (market, channel))
        made = answers(changed, fresh, channel)
        found = [
            (one, Move(one.variant.product_id, price, olds.get(one.variant.id), price.amount))
            for one, price in zip(changed, made, strict=True)
        ]
        yield from _settled(found, rules.dead_band, decisions)


def _changed(
    fresh: Sequence[Asked],
    olds: Mapping[int, Stored],
    band: Decimal,
    decisions: Decisions,
    place: tuple[str, str],
) -> list[Asked]:
    """Return what is to be priced: what is out of date, and what is no longer to be kept.

    Of a family all members or none.
    """
    wanted = {
        one.variant.id
        for one in fresh
        if (old := olds.get(one.variant.id)) is None
        or old.input_hash != one.digest
        or (
            old.kept
            and (
                decisions.look_again
                or _released(old, band)
                or (one.variant.id, *place) in decisions.take
            )
        )
    }
    families = {one.variant.product_id for one in fresh if one.family and one.variant.id in wanted}
    return [
        one
        for one in fresh
        if one.variant.id in wanted or (one.family and one.variant.product_id in families)
    ]


def _released(old: Stored, band: Decimal) -> bool:
    """Tell whether the band is now too narrow for a price it keeps."""
    if old.kept != KEPT_BY_BAND or old.rules is None or old.amount is None:
        return False
    return abs(old.rules - old.amount) >= band * old.amount


def _settled(
    found: Sequence[tuple[Asked, Move]], band: Decimal, decisions: Decisions
) -> Iterator[Move]:
    """Yield each move as it is to be stored: prices that stay at their old amount."""
    settled = [(asked, move, _settle(asked, move, band, decisions)) for asked, move in found]
    families: dict[int, list[Move]] = defaultdict(list)
    for asked, _move, after in settled:
        if asked.family and after.price.basis != Basis.FIXED.value and after.price.amount:
            families[after.product_id].append(after)
    torn = {
        number
        for number, members in families.items()
        if len({move.price.amount for move in members}) > 1
    }
    for asked, move, after in settled:
        yield move if asked.family and move.product_id in torn else after


def _settle(asked: Asked, move: Move, band: Decimal, decisions: Decisions) -> Move:
    """Return ``move``, or that its old amount stays."""
    by = _keeper(asked, move, band, decisions)
    if not by:
        return move
    before = move.before
    at = before.rules if before and before.kept == by and move.key not in decisions.keep else None
    kept = _kept(asked, move, by, at)
    return move if by == KEPT_BY_BAND and _BAD & set(kept.price.warnings) else kept


def _keeper(asked: Asked, move: Move, band: Decimal, decisions: Decisions) -> str:
    """Return who keeps the old amount, empty for nobody."""
    before, amount = move.before, move.price.amount
    if not _moved(move) or move.key in decisions.take or before is None or amount is None:
        return ""
    if move.key in decisions.keep:
        return KEPT_BY_PERSON
    if not before.steady or before.steady != asked.steady:
        return ""
    by = before.kept or KEPT_BY_BAND
    at = before.rules if by == KEPT_BY_PERSON else before.amount
    return by if at is not None and abs(amount - at) < band * at else ""


def _moved(move: Move) -> bool:
    """Tell whether a price became another price made in the same way, so that the old one could stay."""
    before, price = move.before, move.price
    return (
        before is not None
        and before.amount is not None
        and price.amount is not None
        and before.amount != price.amount
        and before.basis == price.basis != Basis.FIXED.value
    )


def _kept(asked: Asked, move: Move, by: str, rules: Decimal | None = None) -> Move:
    """Return ``move`` with the old amount, worked out at today's rate and rules.

    ``rules`` is what the rules gave when a person decided; small moves since are measured from there.
    """
    price, before = move.price, move.before
    if before is None or before.amount is None:
        return move
    with localcontext(MATH):
        request = asked.whole()
        money = None if request.cost is None else economics(request)
        exact = price.answer.get("exact")
        given: PriceAnswer = answer(
            request,
            money if isinstance(money, Economics) else None,
            before.amount,
            exact=None if exact is None else Decimal(str(exact)),
            suggested=price.amount,
        )
    kept = replace(
        stored(asked, price.channel, request, given), kept=by, rules=rules or price.amount
    )
    return Move(move.product_id, kept, before, move.rules, kept=True)
