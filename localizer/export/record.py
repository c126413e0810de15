"""What is written down of a target's export: rates, findings and decisions, gathered product by product."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from localizer.catalog.export_records import Contents
from localizer.catalog.findings import StoredFinding
from localizer.catalog.prices import StoredPrice
from localizer.export.content_hash import ContentPart
from localizer.export.gate import GateResult
from localizer.export.material import Material
from localizer.export.remarks import Remark
from localizer.i18n import _
from localizer.model.finding import Severity, SeverityChoice, Subject
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
    """A finding a person let pass: which rule about what, why, who said so and when (ISO 8601).

    ``subject`` is the kind of thing, ``where`` its place in the product: the field of a text with its number,
    the style of a script, the variant of a price. ``text`` are the words it is about.
    """

    product_key: str
    rule: str
    severity: Severity
    subject: Subject
    where: str
    text: str
    message: str
    reason: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Lowered:
    """A rule that would stop the export and counts for less in this launch, why, who chose so and when.

    ``findings`` is how many there are of it on the target.
    """

    rule: str
    own: Severity
    severity: Severity
    findings: int
    reason: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file that was put in place; ``rows`` without headings, ``cut`` texts too long for a cell.

    ``remarks`` say what the file lacks or leaves out.
    """

    name: str
    format: str
    size: int
    sha256: str
    rows: int
    cut: int = 0
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangedProduct:
    """A product that differs from its last export: the parts that do, none where it is ``new``."""

    product_id: int
    key: str
    title: str
    new: bool
    parts: tuple[ContentPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """How a target's products stand to its last export in the same formats.

    ``added`` were in none of them before, ``removed`` are keys of those that are gone from the launch.
    ``named`` are the first ones that are new or changed, where they were asked for.
    """

    added: int = 0
    changed: int = 0
    same: int = 0
    removed: tuple[str, ...] = ()
    named: tuple[ChangedProduct, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetExport:
    """What became of one target. ``files`` is empty where the target was left out.

    ``contents`` are what its products held, for the record; ``None`` where it was left out.
    """

    target: Target
    label: str
    verdict: GateResult
    files: tuple[FileRecord, ...] = ()
    rates: tuple[RateUsed, ...] = ()
    overruled: tuple[Overruled, ...] = ()
    lowered: tuple[Lowered, ...] = ()
    changes: Changes = Changes()
    contents: Contents | None = None


@dataclass(slots=True)
class Notes:
    """Gathers what the manifest says while products go by."""

    rates: set[RateUsed] = field(default_factory=set)
    overruled: list[Overruled] = field(default_factory=list)
    less: Counter[tuple[str, Severity, Severity]] = field(default_factory=Counter)

    def take(self, material: Material) -> None:
        """Note the rates and the decisions of one product."""
        self.rates.update(filter(None, map(rate_used, material.prices.values())))
        self.overruled += [
            _overruled(material, item) for item in material.findings if item.overruled
        ]
        self.less.update(filter(None, map(_less, material.findings)))

    def lowered(self, choices: Mapping[str, SeverityChoice]) -> tuple[Lowered, ...]:
        """Return which rules count for less than they would by themselves, by ``choices`` of the launch."""
        made = []
        for (rule, own, severity), number in sorted(self.less.items()):
            choice = choices.get(rule) or choices.get(rule.partition(":")[0])
            if choice is not None:
                why = choice.reason, choice.by, choice.at
                made.append(Lowered(rule, own, severity, number, *why))
        return tuple(made)


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


def _less(item: StoredFinding) -> tuple[str, Severity, Severity] | None:
    """Return the rule of a finding that would stop by itself and does no longer, or does so for less."""
    own, now = item.finding.own, item.finding.severity
    if own is None or not own.stops or now.rank <= own.rank:
        return None
    return item.finding.rule, own, now


def _overruled(material: Material, item: StoredFinding) -> Overruled:
    finding = item.finding
    return Overruled(
        product_key=material.product.key,
        rule=finding.rule,
        severity=finding.severity,
        subject=item.place.subject,
        where=_where(material, item),
        text=item.passage,
        message=_(finding.message).format(**dict(finding.args)),
        reason=item.overruled,
        by=item.overruled_by,
        at=item.overruled_at,
    )


def _where(material: Material, item: StoredFinding) -> str:
    """Return the place of a finding in its product for whoever looks it up; empty for the whole of it."""
    number = item.place.subject_id
    if item.place.subject is Subject.TRANSLATION:
        found = (one.segment for one in material.texts if one.translation_id == number)
        return next((f"{one.field.value}:{one.position + 1}" for one in found), "")
    if item.place.subject is Subject.SCRIPT:
        return next((one.script.style for one in material.scripts if one.id == number), "")
    if item.place.subject is Subject.PRICE:
        return next((key for key, price in material.prices.items() if price.id == number), "")
    return ""
