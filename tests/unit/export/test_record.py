"""Which rate a price rests on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from localizer.catalog.prices import StoredPrice
from localizer.export.record import RateUsed, rate_used

FX = {"rate": "5.07", "date": "2026-10-30", "source": "ECB"}
CNY = {"amount": "20.00", "currency": "CNY"}
THB = {"amount": "99.00", "currency": "THB"}
PRICE = StoredPrice(
    variant_id=1,
    market="TH",
    channel="shopee",
    status="ok",
    code="",
    basis="cost-plus",
    amount=Decimal(199),
    currency="THB",
    margin=None,
    warnings=(),
    input_hash="",
    request={},
    answer={},
)
USED = RateUsed("CNY", "THB", Decimal("5.07"), dt.date(2026, 10, 30), "ECB")


@pytest.mark.parametrize(
    ("request_", "used"),
    [
        ({"fx": FX, "cost": CNY}, USED),
        ({"fx": FX, "list": CNY}, USED),
        ({"fx": FX, "cost": THB, "shipping": CNY}, USED),
        ({"fx": FX, "cost": THB}, None),
        ({"fx": FX}, None),
        ({"fx": None, "cost": CNY}, None),
        ({}, None),
    ],
)
def test_rate_used(request_: dict[str, object], used: RateUsed | None) -> None:
    assert rate_used(replace(PRICE, request=request_)) == used


def test_a_price_that_was_not_made_used_no_rate() -> None:
    assert rate_used(replace(PRICE, amount=None, request={"fx": FX, "cost": CNY})) is None
