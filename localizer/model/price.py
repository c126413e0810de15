"""Prices: what is asked of the solver, the rules it follows, and the answer with its breakdown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from localizer.model.money import Money

_FEE_MODES = frozenset({"flat", "slab", "marginal"})
_FEE_BASES = frozenset({"gross", "net"})


class Basis(StrEnum):
    """Where a price comes from."""

    COST_PLUS = "cost-plus"
    CONVERTED = "converted-list"
    FIXED = "fixed"


class TaxMode(StrEnum):
    """Whether the shown price contains the tax."""

    INCLUSIVE = "inclusive"
    EXCLUSIVE = "exclusive"


class EndingMode(StrEnum):
    """Which ending is taken when the exact price lies between two.

    ``nearest`` respects the floor margin where one is set (ties go up); ``down`` is only obeyed where
    a floor margin is set, else it means ``up``.
    """

    UP = "up"
    NEAREST = "nearest"
    DOWN = "down"


class PriceStatus(StrEnum):
    """Whether a price could be made."""

    OK = "ok"
    ERROR = "error"


class Refusal(StrEnum):
    """Why there is no price. ``localizer.price.words`` has the sentences."""

    MISSING_COST = "MISSING_COST"
    MISSING_LIST_PRICE = "MISSING_LIST_PRICE"
    MISSING_RATE = "MISSING_RATE"
    MISSING_WEIGHT = "MISSING_WEIGHT"
    RATE_TOO_OLD = "RATE_TOO_OLD"
    INFEASIBLE = "INFEASIBLE"
    NEGATIVE_COST = "NEGATIVE_COST"
    CAP_BELOW_FLOOR = "CAP_BELOW_FLOOR"
    NO_ENDING = "NO_ENDING"
    INVALID_PRICE = "INVALID_PRICE"
    AMOUNT_TOO_LARGE = "AMOUNT_TOO_LARGE"


class Flag(StrEnum):
    """What a person should know about a price that was made; listed in the order it is reported."""

    STALE_RATE = "STALE_RATE"
    RATE_DATE_IN_FUTURE = "RATE_DATE_IN_FUTURE"
    ZERO_COST = "ZERO_COST"
    LOSS = "LOSS"
    NEGATIVE_MARGIN_TARGET = "NEGATIVE_MARGIN_TARGET"
    BELOW_FLOOR_MARGIN = "BELOW_FLOOR_MARGIN"
    TARGET_MARGIN_MISSED_BY_CAP = "TARGET_MARGIN_MISSED_BY_CAP"
    LOWERED_TO_CAP = "LOWERED_TO_CAP"
    MARGIN_UNKNOWN = "MARGIN_UNKNOWN"
    FREIGHT_UNKNOWN = "FREIGHT_UNKNOWN"
    NO_REAL_REDUCTION = "NO_REAL_REDUCTION"
    NO_30_DAY_HISTORY = "NO_30_DAY_HISTORY"
    SELLER_MUST_PROVE_FORMER_PRICE = "SELLER_MUST_PROVE_FORMER_PRICE"


@dataclass(frozen=True, slots=True)
class Tier:
    """One step of a tiered fee: ``start`` (inside) to ``end`` (outside, ``None`` = no end).

    The bounds are amounts of the fee's basis, in the market's currency.
    """

    start: Decimal
    end: Decimal | None
    pct: Decimal
    fixed: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class FeeRule:
    """A marketplace fee in the market's currency.

    ``mode`` is ``flat`` (``pct`` of the base), ``slab`` (the whole base pays the tier it falls in) or
    ``marginal`` (each tier is paid on its own part, its fixed amount once the tier is reached).
    ``minimum`` and ``cap`` bound the percentage part; fixed amounts come on top. ``basis`` is
    ``gross`` (the shown price) or ``net`` (without tax). Malformed rules raise ``ValueError``.
    """

    name: str
    pct: Decimal = Decimal(0)
    fixed: Decimal = Decimal(0)
    minimum: Decimal | None = None
    cap: Decimal | None = None
    basis: str = "gross"
    mode: str = "flat"
    tiers: tuple[Tier, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what the solver could not calculate with."""
        if self.mode not in _FEE_MODES or self.basis not in _FEE_BASES:
            raise ValueError(f"fee {self.name}: unknown mode or basis")
        amounts = [self.pct, self.fixed, self.minimum or Decimal(0), self.cap or Decimal(0)]
        amounts += [part for tier in self.tiers for part in (tier.pct, tier.fixed)]
        if min(amounts) < 0:
            raise ValueError(f"fee {self.name}: negative number")
        if self.minimum is not None and self.cap is not None and self.minimum > self.cap:
            raise ValueError(f"fee {self.name}: minimum above cap")
        if (self.mode == "flat") == bool(self.tiers):
            raise ValueError(f"fee {self.name}: tiers belong to slab and marginal fees only")
        if self.tiers and not _contiguous([(tier.start, tier.end) for tier in self.tiers]):
            raise ValueError(f"fee {self.name}: tiers must follow one another from 0 without end")


@dataclass(frozen=True, slots=True)
class EndingBand:
    """Allowed price endings from ``start`` (inside) to ``end`` (outside): ``k * step + ending``.

    ``k`` counts from 0. Malformed bands raise ``ValueError``.
    """

    start: Decimal
    end: Decimal | None
    step: Decimal
    endings: tuple[Decimal, ...]

    def __post_init__(self) -> None:
        """Refuse what would never give a price."""
        if self.step <= 0 or not self.endings:
            raise ValueError("an ending band needs a step above 0 and at least one ending")
        if min(self.endings) < 0 or max(self.endings) >= self.step:
            raise ValueError("endings must lie from 0 to below the step")


def _contiguous(bounds: list[tuple[Decimal, Decimal | None]]) -> bool:
    """Tell whether ``bounds`` run from 0 to no end without gap or overlap."""
    expected: Decimal | None = Decimal(0)
    for start, end in bounds:
        if expected is None or start != expected or (end is not None and end <= start):
            return False
        expected = end
    return expected is None


@dataclass(frozen=True, slots=True)
class Rate:
    """One unit of ``base`` is worth ``value`` units of ``quote``, published on ``date``.

    ``source`` names who published it; a rate made of two names both with their dates.
    """

    base: str
    quote: str
    value: Decimal
    date: dt.date
    source: str


@dataclass(frozen=True, slots=True)
class PriceRequest:
    """Everything one price depends on; equal requests give equal answers.

    Margins, tax, buffer and percentages are fractions (``0.20`` is 20 %). ``local_cost``,
    ``max_price``, ``fixed_price`` and fees are in the market's currency; ``cost``, ``shipping`` and
    ``list_price`` carry their own, which is the market's or the base of ``rate``. ``target_margin``
    and ``floor_margin`` are margins on net revenue. ``adjust`` is the factor on a converted list
    price. Set ``list_price`` only where the price is to be made from it. A negative tax or buffer
    raises ``ValueError``.
    """

    market: str
    currency: str
    bands: tuple[EndingBand, ...]
    cost: Money | None = None
    shipping: Money | None = None
    list_price: Money | None = None
    adjust: Decimal = Decimal(1)
    rate: Rate | None = None
    local_cost: Decimal = Decimal(0)
    fees: tuple[FeeRule, ...] = ()
    target_margin: Decimal = Decimal(0)
    tax: Decimal = Decimal(0)
    tax_mode: TaxMode = TaxMode.INCLUSIVE
    fx_buffer: Decimal = Decimal(0)
    floor_margin: Decimal | None = None
    max_price: Decimal | None = None
    fixed_price: Decimal | None = None
    ending_mode: EndingMode = EndingMode.UP

    def __post_init__(self) -> None:
        """Refuse what would turn the formula round."""
        if self.tax < 0 or self.fx_buffer < 0:
            raise ValueError("tax and exchange buffer must not be negative")

    @property
    def basis(self) -> Basis:
        """Return where the price comes from: fixed wins over list price, list price over cost."""
        if self.fixed_price is not None:
            return Basis.FIXED
        return Basis.COST_PLUS if self.list_price is None else Basis.CONVERTED


@dataclass(frozen=True, slots=True)
class BreakdownLine:
    """One line of the sum that makes a price, in selling digits of the market's currency.

    Names are ``price``, ``tax_inside``, ``fee_<name>``, ``cost``, ``shipping``, ``fx_buffer``,
    ``local_cost``, ``profit``: price minus all others is profit, to the last digit.
    """

    name: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class PriceAnswer:
    """The solver's answer; ``code`` is set exactly when ``status`` is ``error``.

    ``exact`` (6 decimals) is the price before its ending. ``suggested`` is what the rules would have
    given where a fixed price was set. ``breakdown`` and ``margin_on_net`` (4 decimals) are empty where
    no cost is known. ``tax_added_at_checkout`` and ``buyer_pays`` belong to tax-exclusive prices.
    """

    status: PriceStatus
    basis: Basis
    currency: str
    code: Refusal | None = None
    exact: Decimal | None = None
    suggested: Decimal | None = None
    list_price: Decimal | None = None
    breakdown: tuple[BreakdownLine, ...] = ()
    margin_on_net: Decimal | None = None
    tax_added_at_checkout: Decimal | None = None
    buyer_pays: Decimal | None = None
    warnings: tuple[Flag, ...] = ()

    def line(self, name: str) -> Decimal | None:
        """Return the amount of the breakdown line called ``name``, ``None`` if there is none."""
        return next((line.amount for line in self.breakdown if line.name == name), None)


class RateAgeLevel(StrEnum):
    """How old a rate may be before it shows: silent, told, warned of, or blocking."""

    SILENT = "silent"
    INFO = "info"
    WARN = "warn"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class RateAge:
    """The age of a rate in calendar days (negative = dated in the future) and what follows from it."""

    days: int
    level: RateAgeLevel
    code: Refusal | None = None
    warnings: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """A price per ``per`` (``kg``, ``l``, ``m``, ``m2`` or ``piece``) in selling digits."""

    amount: Decimal
    per: str


@dataclass(frozen=True, slots=True)
class Strike:
    """The struck-through former price a market's law allows, ``None`` where it allows none.

    ``percent`` is the reduction in whole per cent, rounded down; ``None`` where it is below 1 %.
    """

    price: Decimal | None
    percent: int | None = None
    warning: Flag | None = None
