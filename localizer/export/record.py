"""What is written down of a target's export: rates, findings and decisions, gathered product by product."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from localizer.catalog.findings import StoredFinding
from localizer.catalog.prices import StoredPrice
from localizer.export.gate import GateResult
from localizer.export.material import Material
from localizer.model.launch import Target


@dataclass(frozen=True, slots=True, order=True)
class RateUsed:
    """A rate prices rest on: one ``base`` is ``value`` ``quote``, of ``date``, published by ``source``."""

    base: str
    quote: str
    value: Decimal
    date: dt.date
    source: str


@dataclass(frozen=True, slots=True)
class Overruled:
    """A finding a person let pass: which rule about which product, why, who said so and when (ISO 8601)."""

    product_key: str
    rule: str
    reason: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file that was put in place; ``rows`` without headings, ``cut`` texts too long for a cell."""

    name: str
    format: str
    size: int
    sha256: str
    rows: int
    cut: int = 0


@dataclass(frozen=True, slots=True)
class TargetExport:
    """What became of one target. ``files`` is empty where the target was left out."""

    target: Target
    label: str
    verdict: GateResult
    files: tuple[FileRecord, ...] = ()
    rates: tuple[RateUsed, ...] = ()
    overruled: tuple[Overruled, ...] = ()


@dataclass(slots=True)
class Notes:
    """Gathers what the manifest says while products go by."""

    rates: set[RateUsed] = field(default_factory=set)
    overruled: list[Overruled] = field(default_factory=list)

    def take(self, material: Material) -> None:
        """Note the rates and the decisions of one product."""
        self.rates.update(filter(None, map(rate_used, material.prices.values())))
        self.overruled += [
            _overruled(material, item) for item in material.findings if item.overruled
        ]


def rate_used(price: StoredPrice) -> RateUsed | None:
    """Return the rate behind ``price``, ``None`` where it needed none."""
    rate = price.request.get("fx")
    if price.amount is None or not isinstance(rate, dict):
        return None
    base = _foreign_currency(price)
    if base is None:
        return None
    return RateUsed(
        base,
        price.currency,
        Decimal(str(rate["rate"])),
        dt.date.fromisoformat(str(rate["date"])),
        str(rate["source"]),
    )


def _foreign_currency(price: StoredPrice) -> str | None:
    """Return the currency the rate converts from: that of the cost, the list price or the shipping."""
    for name in ("list", "cost", "shipping"):
        money = price.request.get(name)
        if isinstance(money, dict) and money["currency"] != price.currency:
            return str(money["currency"])
    return None


def _overruled(material: Material, item: StoredFinding) -> Overruled:
    return Overruled(
        product_key=material.product.key,
        rule=item.finding.rule,
        reason=item.overruled,
        by=item.overruled_by,
        at=item.overruled_at,
    )
