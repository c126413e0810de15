"""Prices side by side say their currency's code where the sign alone would not tell them apart."""

from __future__ import annotations

from decimal import Decimal

import pytest

from localizer import pipeline
from localizer.model.launch import Target
from localizer.pipeline.views import with_code

MEXICO, AMERICA = Target("MX", "amazon", "es-MX"), Target("US", "amazon", "en-US")
THAILAND, SINGAPORE = Target("TH", "shopee", "th-TH"), Target("SG", "shopee", "en-SG")


@pytest.mark.parametrize(
    ("targets", "coded"),
    [
        ([MEXICO, AMERICA, THAILAND], {MEXICO, AMERICA}),
        ([MEXICO, THAILAND], set()),
        ([AMERICA, SINGAPORE], set()),
        ([], set()),
    ],
)
def test_two_currencies_with_one_sign(
    loaded: pipeline.Tools, targets: list[Target], coded: set[Target]
) -> None:
    assert with_code(loaded, targets) == coded


def test_the_code_stands_behind_the_price() -> None:
    plain = pipeline.format_price(Decimal("199.00"), "MXN", "es-MX")
    assert (
        pipeline.format_price(Decimal("199.00"), "MXN", "es-MX", code=True) == f"{plain}\u00a0MXN"
    )
