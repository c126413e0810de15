"""Requests and answers as JSON lines: the public form, the second basis, and what is refused."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from localizer.errors import InputError
from localizer.model.price import EndingMode, Rate
from localizer.price.requests import (
    MAX_LINE,
    answer_request,
    answer_to_dict,
    read_bands,
    read_line,
    request_from_dict,
    request_to_dict,
)
from localizer.price.solver import solve

EXAMPLES = json.loads(
    (Path(__file__).resolve().parents[2] / "data" / "price-examples.json").read_text("utf-8")
)
TABLES = {name: read_bands(rows) for name, rows in EXAMPLES["endings"].items()}
SMALL = {"market": "US", "currency": "USD", "cost": {"amount": "10", "currency": "USD"}}


@pytest.mark.parametrize(
    "case", EXAMPLES["cases"], ids=[case["request"]["id"] for case in EXAMPLES["cases"]]
)
def test_a_request_written_and_read_again_is_the_same(case: dict[str, dict[str, object]]) -> None:
    request = request_from_dict(case["request"], TABLES)
    text = json.dumps(request_to_dict(request))
    again = request_from_dict(read_line(text), {})
    assert again == request
    assert answer_to_dict(solve(again)) == case["answer"]


def test_the_second_basis() -> None:
    data: dict[str, object] = {
        "id": "list",
        "market": "TH",
        "currency": "THB",
        "list": {"amount": "59", "currency": "CNY"},
        "adjust": "1.2",
        "fx": {"rate": "5.069962059", "date": "2026-10-30", "source": "ECB"},
        "endings": "TH",
        "tax": "0.07",
    }
    assert answer_request(data, TABLES) == {
        "status": "ok",
        "exact": "358.953314",
        "list_price": "359.00",
        "warnings": [],
    }
    request = request_from_dict(data, TABLES)
    assert isinstance(request.rate, Rate)
    assert (request.rate.base, request.rate.quote) == ("CNY", "THB")
    assert request_from_dict(request_to_dict(request), {}) == request


def test_defaults_are_every_price_and_no_margin() -> None:
    answer = answer_request({**SMALL, "cost": {"amount": "9.995", "currency": "USD"}}, {})
    assert answer["list_price"] == "10.00"
    assert answer["exact"] == "9.995000"


def test_the_mode_is_read() -> None:
    assert (
        request_from_dict({**SMALL, "ending_mode": "nearest"}, {}).ending_mode is EndingMode.NEAREST
    )


def test_json_numbers_are_read_exactly() -> None:
    data = read_line(
        '{"market": "US", "currency": "USD", "cost": {"amount": 0.1, "currency": "USD"}, "local_cost": 2}'
    )
    request = request_from_dict(data, {})
    assert request.cost is not None
    assert (request.cost.amount, request.local_cost) == (Decimal("0.1"), Decimal(2))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"max_pirce": "9"}, "max_pirce"),
        ({"market": None}, "market"),
        ({"market": ""}, "market"),
        ({"market": "x" * 201}, "market"),
        ({"currency": "usd"}, "currency"),
        ({"cost": {"amount": "1,000", "currency": "USD"}}, "amount"),
        ({"cost": {"amount": "1_000", "currency": "USD"}}, "amount"),
        ({"cost": {"amount": "١٢", "currency": "USD"}}, "amount"),
        ({"cost": {"amount": "NaN", "currency": "USD"}}, "amount"),
        ({"cost": {"amount": "1e5", "currency": "USD"}}, "amount"),
        ({"cost": {"amount": "9" * 26, "currency": "USD"}}, "amount"),
        ({"cost": {"amount": True, "currency": "USD"}}, "amount"),
        ({"cost": {"currency": "USD"}}, "amount"),
        ({"cost": {"amount": "1", "currency": "USD", "tax": "1"}}, "tax"),
        ({"cost": "10"}, "cost"),
        ({"tax": "-0.1"}, "tax"),
        ({"tax": "119"}, "tax"),
        ({"fx_buffer": "-0.1"}, "fx_buffer"),
        ({"tax_mode": "maybe"}, "tax_mode"),
        ({"endings": "XX"}, "XX"),
        ({"endings": [["0", None, "1"]]}, "endings"),
        ({"endings": [["0", None, "1", ["2"]]]}, "endings"),
        ({"endings": ["0"]}, "endings"),
        ({"fx": {"rate": "1", "date": "30.10.2026", "source": "x"}}, "date"),
        ({"fx": {"rate": "1", "date": "2026-10-30"}}, "source"),
        ({"fees": {}}, "fees"),
        ({"fees": [{"pct": "0.1"}]}, "name"),
        ({"fees": [{"name": "a", "pct": "-0.1"}]}, "fee a"),
        ({"fees": [{"name": "a", "mode": "steps"}]}, "fee a"),
        ({"fees": [{"name": "a", "mode": "slab", "tiers": [["0", None]]}]}, "tiers"),
        ({"fees": [{"name": "a", "mode": "slab", "tiers": [["1", None, "0.1"]]}]}, "fee a"),
        ({"fees": [{"name": "a"}, {"name": "a"}]}, "same name"),
        ({"fees": [{"name": "a", "surcharge": "1"}]}, "surcharge"),
    ],
)
def test_malformed_requests_name_the_field(changes: dict[str, object], field: str) -> None:
    with pytest.raises(InputError, match=field):
        request_from_dict({**SMALL, **changes}, TABLES)


@pytest.mark.parametrize(
    "line",
    ["", "{", "[]", '"x"', '{"tax": NaN}', "[" * 50_000, "{}" + " " * MAX_LINE],
)
def test_lines_that_are_no_request_are_refused(line: str) -> None:
    with pytest.raises(InputError):
        read_line(line)


def test_tiers_may_leave_out_the_fixed_amount() -> None:
    fee = {"name": "a", "mode": "slab", "tiers": [["0", "10", "0.1"], ["10", None, "0.2", "3"]]}
    request = request_from_dict({**SMALL, "fees": [fee]}, {})
    assert [tier.fixed for tier in request.fees[0].tiers] == [Decimal(0), Decimal(3)]
    assert request_from_dict(request_to_dict(request), {}) == request
