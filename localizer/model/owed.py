"""What a market's law asks a listing to state about the goods."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from localizer.model.finding import Severity


class Statement(StrEnum):
    """What is to be stated: every fibre with its percentage, the country of origin, the net content."""

    FIBRES = "fibres"
    ORIGIN = "origin"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class ListingDuty:
    """A statement owed in ``markets`` for the product types ``types``, for all goods where none is named.

    ``facts`` are the names of facts that can make it. ``checked_on`` is the ISO date of our reading.
    """

    what: Statement
    markets: tuple[str, ...]
    types: tuple[str, ...]
    facts: tuple[str, ...]
    severity: Severity
    source: str
    checked_on: str

    def applies(self, market: str, product_type: str) -> bool:
        """Tell whether goods of ``product_type`` (empty for unknown) owe the statement in ``market``."""
        return market in self.markets and (not self.types or product_type in self.types)
