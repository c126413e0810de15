"""A stored price taken apart: its parts with their names, its rate, its margin and warnings in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from localizer.catalog.prices import StoredPrice
from localizer.i18n import N_, _
from localizer.model.price import Flag, Refusal
from localizer.price.display import rate_text
from localizer.price.words import FLAGS, REFUSALS

#: Parts of a price in the order they are paid; fees, tax and profit follow.
COST_ORDER: Final[tuple[str, ...]] = ("cost", "shipping", "local_cost", "fx_buffer")
PARTS: Final[Mapping[str, str]] = {
    "cost": N_("cost"),
    "shipping": N_("shipping"),
    "local_cost": N_("local cost"),
    "fx_buffer": N_("exchange buffer"),
    "tax_inside": N_("tax inside"),
    "profit": N_("profit"),
}
_NO_PARTS: Final = frozenset({"price", "margin_on_net", "tax_added_at_checkout", "buyer_pays"})
#: Every name of a fee in the channel packs, and a few that sellers use.
FEES: Final[Mapping[str, str]] = {
    "commission": N_("commission"),
    "payment": N_("payment"),
    "order": N_("order"),
    "cross_border": N_("cross-border"),
    "dynamic": N_("dynamic commission"),
    "service": N_("service"),
    "transaction": N_("transaction"),
    "affiliate": N_("affiliate"),
    "voucher": N_("voucher programme"),
}


def price_sentences(code: str, warnings: Sequence[str]) -> tuple[str, ...]:
    """Return in words why there is no price (``code``, else empty) and what to know about it."""
    sentences = [_(REFUSALS[Refusal(code)])] if code in set(Refusal) else []
    sentences += [_(FLAGS[Flag(flag)]) for flag in warnings if flag in set(Flag)]
    return tuple(sentences)


@dataclass(frozen=True, slots=True)
class PriceSum:
    """A price taken apart: parts in the order they are paid, from cost up to the list price.

    ``base`` is the currency the seller pays in, one of which is ``worth`` so many of the market's; both are
    empty where that is the market's own.
    """

    parts: tuple[tuple[str, Decimal], ...]
    price: Decimal | None
    margin: Decimal | None
    exact: Decimal | None
    suggested: Decimal | None
    added_tax: Decimal | None
    rate: str
    rate_day: dt.date | None
    rate_source: str
    base: str = ""
    worth: Decimal | None = None


def price_sum(stored: StoredPrice) -> PriceSum:
    """Return the parts of a stored price but those of nothing; one without a known cost has none."""
    answer, request = stored.answer, stored.request
    lines = _mapping(answer.get("breakdown"))
    named = {name: Decimal(str(value)) for name, value in lines.items() if name not in _NO_PARTS}
    names: list[str] = [name for name in COST_ORDER if name in named]
    names += [name for name in named if name.startswith("fee_")]
    names += [name for name in ("tax_inside", "profit") if name in named]
    names = [name for name in names if named[name] or name in ("cost", "profit")]
    rate = _mapping(request.get("fx"))
    value = rate.get("rate")
    own = request.get("currency", "")
    amounts = (_mapping(request.get(name)) for name in ("list", "cost", "shipping"))
    foreign = (amount["currency"] for amount in amounts if amount.get("currency", own) != own)
    base = next(foreign, own)
    day_text = rate.get("date")
    return PriceSum(
        parts=tuple((name, named[name]) for name in names),
        price=stored.amount,
        margin=stored.margin,
        exact=_decimal(answer.get("exact")),
        suggested=_decimal(answer.get("suggested")),
        added_tax=_decimal(lines.get("tax_added_at_checkout")),
        rate="" if value is None else f"1 {base} = {rate_text(Decimal(str(value)))} {own}",
        rate_day=dt.date.fromisoformat(str(day_text)) if day_text else None,
        rate_source=str(rate.get("source") or ""),
        base="" if value is None or base == own else str(base),
        worth=None if value is None or base == own else Decimal(str(value)),
    )


def margin_text(margin: Decimal) -> str:
    """Return how much of the net price is earned."""
    return _("margin {percent} %").format(percent=f"{margin * 100:.1f}")


def part_name(name: str) -> str:
    """Return what a part of a price is called."""
    if name.startswith("fee_"):
        return _("fee: {name}").format(name=fee_name(name.removeprefix("fee_")))
    found = PARTS.get(name)
    return _(found) if found else name


def fee_name(name: str) -> str:
    """Return what a fee is called; an unknown one as it is written."""
    found = FEES.get(name)
    return _(found) if found else name


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
