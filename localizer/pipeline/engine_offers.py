"""What an engine would be asked for in a launch, and what that would cost."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from localizer.pipeline.engine_spend import cost_of, sent_chars
from localizer.pipeline.leverage import Amount, Leverage
from localizer.translate.engines.base import Engine, EngineInfo


@dataclass(frozen=True, slots=True)
class EngineCost:
    """The ``amount`` an engine can do; ``cost`` is in the currency of its price, ``None`` without one."""

    info: EngineInfo
    amount: Amount
    cost: Decimal | None


def weighed(engine: Engine, found: Leverage, sources: Collection[str]) -> EngineCost:
    """Return what ``engine`` would cost for what is left, of products written in ``sources``."""
    total, chars = Amount(), 0
    for locale, amount in found.asked().items():
        if any(engine.can(source, locale) for source in sources):
            total += amount
            chars += sent_chars(engine, amount.texts, amount.characters)
    info = engine.info
    cost = None if info.price is None else cost_of(chars, info.price)
    return EngineCost(info, total, cost)
