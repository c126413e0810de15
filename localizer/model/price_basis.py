"""Where the prices of a catalog, a market or a variant come from, as a person chose it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from localizer.model.price import Basis

#: What can be chosen; a fixed price is typed for one variant instead.
CHOICES: Final = (Basis.COST_PLUS, Basis.CONVERTED)
#: A list price is multiplied by no more than this: more is a slip of the keyboard.
MAX_ADJUST: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class PriceBasis:
    """A chosen basis; ``adjust`` is the factor on a converted list price (``1.05`` is 5 % more).

    ``None`` is “automatic”: the cost where one is known, else the list price. Raises `ValueError` for a
    factor that makes no price, and for a basis nobody can choose.
    """

    basis: Basis | None
    adjust: Decimal = Decimal(1)

    def __post_init__(self) -> None:
        """Refuse what would make no price."""
        if self.basis is not None and self.basis not in CHOICES:
            raise ValueError(f"{self.basis} cannot be chosen")
        if not self.adjust.is_finite() or not 0 < self.adjust <= MAX_ADJUST:
            raise ValueError(f"a factor of {self.adjust}")


AUTOMATIC: Final = PriceBasis(None)
