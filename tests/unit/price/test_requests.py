"""Requests and answers as JSON lines: the public form, the second basis, and what is refused."""

from __future__ import annotations

import json
from dataclasses import replace
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
        ({"market": "\ud800"}, "market"),
        ({"\ud800": "1"}, r"\\ud800"),
        ({"currency": None}, "lacks"),
        ({"cost": {"amount": Decimal("1e999999999"), "currency": "USD"}}, "amount"),
        ({"cost": {"amount": Decimal("1e-999999999"), "currency": "USD"}}, "amount"),
        ({"cost": {"amount": Decimal("NaN"), "currency": "USD"}}, "amount"),
        ({"cost": {"amount": [[[]]], "currency": "USD"}}, "amount"),
        ({"cost": {"amount": "0." + "1" * 31, "currency": "USD"}}, "amount"),
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
        ({"endings": []}, "endings"),
        ({"endings": {}}, "endings"),
        ({"endings": [["-1", None, "1", ["0"]]]}, "endings"),
        ({"endings": [["10", "5", "1", ["0"]]]}, "endings"),
        ({"endings": [["0", "10", "1", ["0"]], ["5", None, "1", ["0"]]]}, "endings"),
        ({"endings": [["0", None, "1", ["0"]], ["5", None, "1", ["0"]]]}, "endings"),
        ({"fx": {"rate": "1", "date": "20261030", "source": "x"}}, "date"),
        ({"fx": {"rate": "1", "date": "2026-W44-5", "source": "x"}}, "date"),
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
    [
        *("", "{", "[]", '"x"', "null", '{"tax": NaN}', '{"tax": -Infinity}', "\x00", "{}{}"),
        *("[" * 50_000, "{}" + " " * MAX_LINE, '{"tax": 1e99999999999999999999}'),
        *('{"tax": 1, "tax": 1}', '{"cost": {"amount": "1", "amount": "2"}}'),
    ],
)
def test_lines_that_are_no_request_are_refused(line: str) -> None:
    with pytest.raises(InputError):
        read_line(line)


def test_tiers_may_leave_out_the_fixed_amount() -> None:
    fee = {"name": "a", "mode": "slab", "tiers": [["0", "10", "0.1"], ["10", None, "0.2", "3"]]}
    request = request_from_dict({**SMALL, "fees": [fee]}, {})
    assert [tier.fixed for tier in request.fees[0].tiers] == [Decimal(0), Decimal(3)]
    assert request_from_dict(request_to_dict(request), {}) == request


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("0.1", "0.1"),
        ('"0.1"', "0.1"),
        ("1e2", "100"),
        ("1E-5", "0.00001"),
        ("-0", "0"),
        ("-0.00", "0.00"),
        ('"-0"', "0"),
        ("9007199254740993.01", "9007199254740993.01"),
    ],
)
def test_amounts_are_read_as_written(written: str, amount: str) -> None:
    line = (
        f'{{"market": "US", "currency": "USD", "cost": {{"amount": {written}, "currency": "USD"}}}}'
    )
    cost = request_from_dict(read_line(line), {}).cost
    assert cost is not None
    assert (cost.amount, cost.amount.is_signed()) == (Decimal(amount), False)


@pytest.mark.parametrize("digits", [41, 5000, 90_000])
def test_a_number_of_any_length_is_refused_by_its_field(digits: int) -> None:
    with pytest.raises(InputError, match="local_cost"):
        request_from_dict({**SMALL, **read_line(f'{{"local_cost": {"9" * digits}}}')}, {})


def test_a_byte_order_mark_and_a_carriage_return_do_no_harm() -> None:
    assert read_line('\ufeff{"market": "US"}\r\n') == {"market": "US"}


def test_the_twice_written_field_is_named() -> None:
    with pytest.raises(InputError, match="market"):
        read_line('{"market": "US", "market": "DE"}')


@pytest.mark.parametrize(
    ("currency", "price"),
    [("USD", "1.24"), ("JPY", "2"), ("KWD", "1.235"), ("CLF", "1.2346"), ("XYZ", "1.24")],
)
def test_no_endings_in_any_currency(currency: str, price: str) -> None:
    data = {"market": "??", "currency": currency, "endings": "none"}
    answer = answer_request({**data, "cost": {"amount": "1.23456", "currency": currency}}, {})
    assert answer["list_price"] == price
    tables = {"none": TABLES["US"]}
    named = answer_request({**data, "cost": {"amount": "1", "currency": currency}}, tables)
    assert str(named["exact"]) == "1.000000"


def test_a_tax_inside_itself_is_read_back() -> None:
    tax = Decimal("0.17") / Decimal("0.83")
    request = replace(request_from_dict(SMALL, {}), tax=tax)
    assert request_from_dict(request_to_dict(request), {}) == request


@pytest.mark.parametrize("depth", [2, 400, 990])
def test_nested_junk_is_told(depth: int) -> None:
    for field in ("cost", "endings", "fees", "tax", "fx", "nobody"):
        junk = "[" * depth + "]" * depth
        with pytest.raises(InputError):
            request_from_dict(
                read_line(f'{{"currency": "USD", "market": "US", "{field}": {junk}}}'), {}
            )
