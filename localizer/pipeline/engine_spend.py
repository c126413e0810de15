"""What engines cost: an estimate before a run, and a meter that keeps a run below its ceiling."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from localizer.translate.engines.base import Ask, Engine, Price

_MILLION: Final = Decimal(1_000_000)


def cost_of(chars: int, price: Price | None) -> Decimal:
    """Return what ``chars`` characters cost, unrounded; nothing where no price is known."""
    return Decimal(0) if price is None else price.amount * chars / _MILLION


def sent_chars(engine: Engine, texts: int, chars: int) -> int:
    """Return how many characters ``texts`` texts of ``chars`` characters come to when they are sent.

    What an engine is told goes along with every request, and some of it with every text.
    """
    if not texts:
        return 0
    one, two = engine.weight([Ask("")]), engine.weight([Ask(""), Ask("")])
    with_text, limits = two - one, engine.info.limits
    fitting = max(1, min(limits.texts, limits.request_chars * texts // max(chars, 1)))
    requests = -(-texts // fitting)
    return chars + with_text * texts + (one - with_text) * requests


class Spend:
    """Adds up what a run sends; whatever was sent counts, answered or not, as services count it."""

    def __init__(
        self,
        price: Price | None,
        ceiling: Decimal | None,
        *,
        chars: int = 0,
        cost: Decimal = Decimal(0),
    ) -> None:
        """Go on from ``chars`` sent for ``cost``; ``ceiling`` is in the currency of ``price``."""
        self._price = price
        self._ceiling = ceiling
        self.chars = chars
        self.cost = cost

    def allows(self, chars: int) -> bool:
        """Tell whether ``chars`` more keep below the ceiling."""
        if self._ceiling is None or self._price is None:
            return True
        return self.cost + cost_of(chars, self._price) <= self._ceiling

    def send(self, chars: int) -> Decimal:
        """Count ``chars`` more; return what they cost."""
        cost = cost_of(chars, self._price)
        self.chars += chars
        self.cost += cost
        return cost
