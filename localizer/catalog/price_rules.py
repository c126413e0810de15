"""The price rules people set instead of the packs' defaults; a value that was replaced is kept."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from localizer.catalog import rows
from localizer.model.price_rule import PriceRule, RuleKind, RulePlace
from localizer.store.database import Reader, Row, Step

_PLACE: Final = (
    "market = :market AND channel = :channel AND category = :category "
    "AND catalog_id IS :catalog_id AND variant_id IS :variant_id"
)


def current(reader: Reader) -> tuple[PriceRule, ...]:
    """Return every rule that was not replaced, in force or not, in the order they were set."""
    found = reader.rows("SELECT * FROM price_rule WHERE replaced_at IS NULL ORDER BY id")
    return tuple(map(_rule, found))


def load(reader: Reader, number: int) -> PriceRule:
    """Return one rule. Raises `LookupError` when there is none."""
    row = reader.one("SELECT * FROM price_rule WHERE id = ?", (number,))
    if row is None:
        raise LookupError(f"no price rule {number}")
    return _rule(row)


def history(reader: Reader, kind: RuleKind, place: RulePlace) -> tuple[PriceRule, ...]:
    """Return what was ever set at ``place``, newest first."""
    query = f"SELECT * FROM price_rule WHERE kind = :kind AND {_PLACE} ORDER BY id DESC"  # noqa: S608
    return tuple(map(_rule, reader.rows(query, {"kind": kind.value, **_columns(place)})))


def put(step: Step, rule: PriceRule) -> bool:
    """Set a rule in place of the one with the same first day; tell whether that changed anything."""
    old = _same(step, rule)
    if old is not None:
        if (old["value"], old["valid_to"], old["source"]) == (
            rule.value, _day(rule.valid_to), rule.source,
        ):  # fmt: skip
            return False
        withdraw(step, old["id"])
    record = {
        "kind": rule.kind.value,
        **_columns(rule.place),
        "value": rule.value,
        "valid_from": _day(rule.valid_from),
        "valid_to": _day(rule.valid_to),
        "source": rule.source,
        "checked_on": rule.checked_on,
        "confidence": rule.confidence,
        "set_at": step.moment,
    }
    rows.insert(step, "price_rule", record)
    return True


def withdraw(step: Step, number: int) -> None:
    """Let a rule count no longer; it stays in the history."""
    rows.update(step, "price_rule", number, {"replaced_at": step.moment})


def _same(step: Step, rule: PriceRule) -> Row | None:
    query = (
        "SELECT * FROM price_rule WHERE replaced_at IS NULL AND kind = :kind "  # noqa: S608 - ours
        f"AND {_PLACE} AND valid_from IS :valid_from"
    )
    key = {"kind": rule.kind.value, "valid_from": _day(rule.valid_from)}
    return step.one(query, {**key, **_columns(rule.place)})


def _columns(place: RulePlace) -> dict[str, Any]:
    return {
        "market": place.market,
        "channel": place.channel,
        "category": place.category,
        "catalog_id": place.catalog_id,
        "variant_id": place.variant_id,
    }


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _date(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def _rule(row: Row) -> PriceRule:
    place = RulePlace(
        row["market"], row["channel"], row["category"], row["catalog_id"], row["variant_id"]
    )
    return PriceRule(
        kind=RuleKind(row["kind"]),
        place=place,
        value=row["value"],
        source=row["source"],
        checked_on=row["checked_on"],
        confidence=row["confidence"],
        valid_from=_date(row["valid_from"]),
        valid_to=_date(row["valid_to"]),
        set_at=row["set_at"],
        replaced_at=row["replaced_at"] or "",
        id=row["id"],
    )
