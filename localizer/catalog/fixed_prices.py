"""Prices that people fixed, many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from localizer.catalog.json_text import IDS, listed
from localizer.model.money import Money
from localizer.store.database import Reader, Step

#: Variant, market, channel.
Key = tuple[int, str, str]
_COLUMNS: Final = ("id", "variant_id", "market", "channel", "amount", "currency")


def of_variants(reader: Reader, variant_ids: Sequence[int]) -> dict[Key, Money]:
    """Return the fixed prices of variants."""
    return {key: money for key, (_number, money) in _stored(reader, variant_ids).items()}


def put_many(step: Step, wanted: Mapping[Key, Money | None]) -> int:
    """Fix prices, or with ``None`` let the rules decide again; return how many that changed."""
    known = _stored(step, list(dict.fromkeys(key[0] for key in wanted)))
    removed = [(known[key][0],) for key, money in wanted.items() if money is None and key in known]
    changed = [
        (*_cells(money), known[key][0])
        for key, money in wanted.items()
        if money is not None and key in known and known[key][1] != money
    ]
    fresh = [(key, money) for key, money in wanted.items() if money and key not in known]
    step.write_many("DELETE FROM fixed_price WHERE id = ?", removed)
    step.write_many("UPDATE fixed_price SET amount = ?, currency = ? WHERE id = ?", changed)
    first = 1 + int(step.value("SELECT max(id) FROM fixed_price") or 0)
    lines = [(number, *key, *_cells(money)) for number, (key, money) in enumerate(fresh, first)]
    step.insert_many("fixed_price", _COLUMNS, lines)
    return len(removed) + len(changed) + len(fresh)


def _stored(reader: Reader, variant_ids: Sequence[int]) -> dict[Key, tuple[int, Money]]:
    found = reader.tuples(
        f"SELECT {', '.join(_COLUMNS)} FROM fixed_price WHERE variant_id {IDS}",  # noqa: S608 - ours
        listed(variant_ids),
    )
    return {
        (variant, market, channel): (number, Money(Decimal(amount), currency))
        for number, variant, market, channel, amount, currency in found
    }


def _cells(money: Money) -> tuple[str, str]:
    return str(money.amount), money.currency
