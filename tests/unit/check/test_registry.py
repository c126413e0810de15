"""The list of checks: each once, each with a name of its own."""

from __future__ import annotations

import inspect
from types import ModuleType

import pytest

from localizer.check import (
    artefacts,
    casing,
    claims,
    composition,
    formats,
    hidden,
    kept,
    languages,
    limits,
    mains,
    marks,
    markup,
    numbers,
    prices,
    quotes,
    registry,
    repeats,
    scripts,
    texts,
    writing,
)

LISTS = (
    registry.TEXT_CHECKS,
    registry.LISTING_CHECKS,
    registry.PRICE_CHECKS,
    registry.SCRIPT_CHECKS,
)


MODULES = (
    *(
        artefacts,
        casing,
        claims,
        composition,
        formats,
        hidden,
        kept,
        languages,
        limits,
        mains,
        marks,
        markup,
    ),
    *(numbers, prices, quotes, repeats, scripts, texts, writing),
)


@pytest.mark.parametrize("module", MODULES)
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
