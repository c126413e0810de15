"""How much is in a package, where goods are sold by weight, volume, length or area.

Only such goods need a price per unit. A bottle's capacity or the weight of a chair is no content.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from localizer.model.product import Fact, FactKind
from localizer.price.policy import EU_MARKETS

#: Markets whose law asks for a price per unit: Directive 98/6/EC Art. 3 (1), and in Great Britain the Price
#: Marking Order 2004, since 6 April 2026 per kg, l, m or m² (S.I. 2024/1055, 2025/592; gov.uk guidance of
#: 22 September 2025). Checked 2026-11-22.
UNIT_PRICE_MARKETS: Final = EU_MARKETS | {"GB"}
#: Facts that state what a package holds. Directive 98/6/EC Art. 2 (b) and § 4 (1) PAngV speak of goods
#: offered by weight, volume, length or area, which is what a net quantity says; ``capacity``, ``weight``,
#: ``dimensions`` and ``battery`` describe the thing itself. Checked 2026-11-22.
CONTENT_FACTS: Final = ("net_content",)
#: Units of facts (CLDR) as `localizer.price.policy.unit_price` names them, and how many of those one is.
#: Exact by definition: international pound (1959), US fluid ounce (NIST Handbook 44), inch, foot.
_UNITS: Final = {
    "milligram": ("mg", Decimal(1)),
    "gram": ("g", Decimal(1)),
    "kilogram": ("kg", Decimal(1)),
    "ounce": ("g", Decimal("28.349523125")),
    "pound": ("g", Decimal("453.59237")),
    "milliliter": ("ml", Decimal(1)),
    "centiliter": ("cl", Decimal(1)),
    "liter": ("l", Decimal(1)),
    "fluid-ounce": ("ml", Decimal("29.5735295625")),
    "millimeter": ("mm", Decimal(1)),
    "centimeter": ("cm", Decimal(1)),
    "meter": ("m", Decimal(1)),
    "inch": ("mm", Decimal("25.4")),
    "foot": ("mm", Decimal("304.8")),
    "square-centimeter": ("cm2", Decimal(1)),
    "square-meter": ("m2", Decimal(1)),
}


def content_of(facts: Iterable[Fact]) -> tuple[Decimal, str] | None:
    """Return how much of which unit is in a package; ``None`` for goods not sold by content.

    The first fact that tells it counts: put those of a variant before those of its product.
    """
    for fact in facts:
        measured = fact.name in CONTENT_FACTS and fact.kind is FactKind.QUANTITY and fact.known
        if measured and fact.number is not None and fact.number > 0 and fact.unit in _UNITS:
            unit, times = _UNITS[fact.unit]
            return fact.number * times, unit
    return None
