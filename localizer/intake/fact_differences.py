"""The facts of a product from its columns and from its description, and where the two disagree.

What a column says comes first; a difference is told, not decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from localizer.i18n import _
from localizer.intake.description_facts import FoundFact
from localizer.intake.headers import simplify
from localizer.intake.units import convert
from localizer.model.product import Fact, FactKind

#: Figures that differ by no more were rounded: 12 fl oz and 355 ml.
_ROUNDING: Final = Decimal("0.01")
_MAX_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Difference:
    """A column and the description state the same fact differently; the column was kept."""

    column: Fact
    found: FoundFact

    @property
    def sentence(self) -> str:
        """Return what differs in one sentence for the user."""
        return _(
            "{name}: the column says “{column}”, the description (item {item}) “{found}”. "
            "The column was kept."
        ).format(
            name=self.column.label or self.column.name,
            column=_short(self.column.value),
            item=self.found.item,
            found=_short(self.found.fact.value),
        )


class Joined(NamedTuple):
    """The facts of a product from both places, and where the two differ."""

    facts: tuple[Fact, ...]
    differences: tuple[Difference, ...]


def join_facts(columns: Sequence[Fact], found: Iterable[FoundFact]) -> Joined:
    """Return the facts of both places: of two with one name the column's, with the differences."""
    by_name = {fact.name: fact for fact in columns}
    differences: list[Difference] = []
    for one in found:
        column = by_name.setdefault(one.fact.name, one.fact)
        if column is not one.fact and differ(column, one.fact):
            differences.append(Difference(column, one))
    return Joined(tuple(by_name.values()), tuple(differences))


def differ(one: Fact, other: Fact) -> bool:
    """Tell whether two facts of one name contradict each other; what cannot be compared does not."""
    kinds = {one.kind, other.kind}
    if kinds == {FactKind.BLEND}:
        return _shares(one) != _shares(other)
    if kinds <= {FactKind.QUANTITY, FactKind.RANGE}:
        return not (
            _is_near(one.number, one.unit, other.number, other.unit)
            and _is_near(one.number_to, one.unit, other.number_to, other.unit)
        )
    if one.parts and other.parts and FactKind.BLEND not in kinds:
        sides = zip(one.parts, other.parts, strict=False)
        return len(one.parts) != len(other.parts) or not all(
            _is_near(a, one.unit, b, other.unit) for (_x, a), (_y, b) in sides
        )
    if kinds <= {FactKind.TERM, FactKind.TEXT} and not one.parts and not other.parts:
        first, second = _folded(one.value), _folded(other.value)
        return first not in second and second not in first
    return False


def _shares(fact: Fact) -> set[tuple[str, Decimal]]:
    return {(_folded(word), share) for word, share in fact.parts}


def _folded(text: str) -> str:
    return simplify(text).replace(" ", "")


def _is_near(a: Decimal | None, unit: str | None, b: Decimal | None, other: str | None) -> bool:
    if a is None or b is None or unit is None or other is None:
        return a == b
    same = convert(b, other, unit)
    return same is not None and abs(a - same) <= _ROUNDING * max(abs(a), abs(same))


def _short(text: str) -> str:
    return text if len(text) <= _MAX_SHOWN else text[:_MAX_SHOWN] + "…"
