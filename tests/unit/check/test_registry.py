"""The list of checks: each once, each with a name of its own."""

from __future__ import annotations

import inspect
from types import ModuleType

import pytest

from localizer.check import (
    amounts,
    artefacts,
    casing,
    claims,
    composition,
    formats,
    hidden,
    kept,
    languages,
    limits,
    listings,
    mains,
    marks,
    markup,
    numbers,
    owed,
    prices,
    promises,
    quotes,
    reductions,
    registry,
    repeats,
    scripts,
    spelling,
    style,
    terms,
    texts,
    wordings,
    writing,
)

LISTS = (
    registry.TEXT_CHECKS,
    registry.LISTING_CHECKS,
    registry.PRICE_CHECKS,
    registry.SCRIPT_CHECKS,
)


@pytest.mark.parametrize(
    "module",
    [
        amounts,
        artefacts,
        casing,
        claims,
        composition,
        formats,
        hidden,
        kept,
        languages,
        limits,
        listings,
        mains,
        marks,
        markup,
        numbers,
        owed,
        prices,
        promises,
        quotes,
        reductions,
        repeats,
        scripts,
        spelling,
        style,
        terms,
        texts,
        wordings,
        writing,
    ],
)
def test_every_check_is_registered(module: ModuleType) -> None:
    registered = {type(check) for checks in LISTS for check in checks}
    written = {
        kind
        for _name, kind in inspect.getmembers(module, inspect.isclass)
        if kind.__module__ == module.__name__ and hasattr(kind, "check")
    }
    assert written
    assert written <= registered


@pytest.mark.parametrize("checks", LISTS)
def test_ids_are_unique_in_a_list(checks: tuple[object, ...]) -> None:
    ids = [check.id for check in checks]  # type: ignore[attr-defined]
    assert len(set(ids)) == len(ids)
