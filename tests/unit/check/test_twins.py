"""Of two findings that say one thing of the same words the more exact one is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from localizer.check.twins import without_twins
from localizer.model.finding import Finding, Severity
from localizer.model.rule import ClaimRule


def found(rule: str, start: int, end: int) -> Finding:
    return Finding(rule, Severity.EVIDENCE, "m", (), start, end)


@pytest.mark.parametrize(
    ("category", "promise", "places", "kept"),
    [
        ("urgency", "promise:stock_left", ((0, 5), (0, 9)), ["promise:stock_left"]),
        ("reference_price", "promise:former_price", ((3, 9), (0, 9)), ["promise:former_price"]),
        ("superlative", "promise:lowest_price", ((0, 5), (0, 9)), ["claim:best"]),
        ("medical", "promise:stock_left", ((0, 5), (0, 9)), ["claim:best", "promise:stock_left"]),
        ("urgency", "promise:stock_left", ((9, 12), (0, 9)), ["claim:best", "promise:stock_left"]),
        ("urgency", "numbers", ((0, 5), (0, 9)), ["claim:best", "numbers"]),
    ],
)
def test_twins(
    category: str,
    promise: str,
    places: tuple[tuple[int, int], tuple[int, int]],
    kept: list[str],
    claim: Callable[..., ClaimRule],
) -> None:
    rule = claim("x", category=category)
    every = [found("claim:best", *places[0]), found(promise, *places[1])]
    assert [one.rule for one in without_twins(every, (rule,))] == kept
