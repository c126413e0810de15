"""Stored price rules: the value before is kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from localizer.catalog import price_rules
from localizer.model.price_rule import PriceRule, RuleKind, RulePlace
from localizer.store.database import Store

PLACE = RulePlace("TH", "shopee")
RULE = PriceRule(RuleKind.TAX, PLACE, "0.07", "a letter", "2026-11-22")


def put(store: Store, rule: PriceRule) -> bool:
    """Set a rule in a step of its own."""
    with store.step("Set") as step:
        return price_rules.put(step, rule)


def values(store: Store) -> list[str]:
    """Return the values that count."""
    return [rule.value for rule in price_rules.current(store.read())]


def test_a_new_value_replaces_and_keeps_the_old_one(store: Store) -> None:
    assert put(store, RULE)
    assert not put(store, RULE), "the same again changes nothing"
    assert put(store, replace(RULE, value="0.10"))
    assert values(store) == ["0.10"]
    new, old = price_rules.history(store.read(), RuleKind.TAX, PLACE)
    assert (new.value, new.replaced_at) == ("0.10", "")
    assert (old.value, old.source) == ("0.07", "a letter")
    assert old.set_at <= old.replaced_at
    store.undo()
    assert values(store) == ["0.07"]


def test_values_of_other_times_places_and_kinds_stand_beside(store: Store) -> None:
    later = replace(RULE, value="0.10", valid_from=dt.date(2027, 1, 1))
    everywhere = replace(RULE, place=RulePlace("TH"))
    other = replace(RULE, kind=RuleKind.MARGIN)
    for rule in (RULE, later, everywhere, other):
        assert put(store, rule)
    assert len(values(store)) == 4
    assert len(price_rules.history(store.read(), RuleKind.TAX, PLACE)) == 2


def test_what_is_taken_back_stays_in_the_history(store: Store) -> None:
    put(store, RULE)
    (rule,) = price_rules.current(store.read())
    assert rule == replace(RULE, id=rule.id, set_at=rule.set_at)
    with store.step("Take back") as step:
        price_rules.withdraw(step, rule.id)
    assert values(store) == []
    assert price_rules.load(store.read(), rule.id).replaced_at
    with pytest.raises(LookupError):
        price_rules.load(store.read(), rule.id + 1)
