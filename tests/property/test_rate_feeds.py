"""Whatever a source sends is either rates or refused in words."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from localizer.price.online_rates import Parse
from localizer.price.rate_feeds import FeedError, parse_ecb, parse_er_api, parse_frankfurter

TODAY = dt.date(2026, 11, 22)
CODES = ("CNY", "VND", "TWD")
HEAD = (
    b'<g:Envelope xmlns:g="http://www.gesmes.org/xml/2002-08-01"'
    b' xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref"><g:Sender>'
    b"<g:name>European Central Bank</g:name></g:Sender><Cube>"
)
PARSERS = pytest.mark.parametrize("parse", [parse_ecb, parse_frankfurter, parse_er_api])
KEYS = [
    *("date", "base", "quote", "rate", "rates", "result", "base_code", "time_last_update_unix"),
    *CODES,
]
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["EUR", "2026-11-20", "success", *CODES]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)


def _fair(parse: Parse, data: bytes) -> None:
    """Assert that ``data`` gives whole and sane rates or a `FeedError`."""
    try:
        found = parse(data, wanted=CODES, today=TODAY)
    except FeedError as error:
        assert str(error)  # noqa: PT017 - either end is right
        return
    assert set(found.values) == set(CODES)
    assert all(0 < value < Decimal("1e10") for value in found.values.values())
    assert all(-14 <= (found.dated(code) - TODAY).days <= 1 for code in CODES)


@PARSERS
@given(data=st.binary(max_size=200))
@example(data=b"\xef\xbb\xbf[]")
@example(data=b'"\\ud800"')
def test_any_bytes(parse: Parse, data: bytes) -> None:
    _fair(parse, data)


@PARSERS
@given(value=VALUES)
def test_any_json(parse: Parse, value: object) -> None:
    _fair(parse, json.dumps(value).encode())


@given(
    rows=st.lists(
        st.tuples(st.sampled_from([*CODES, "EUR"]), VALUES, st.sampled_from(["2026-11-20", "x"]))
    )
)
def test_any_rows(rows: list[tuple[str, object, str]]) -> None:
    data = [{"date": day, "base": "EUR", "quote": code, "rate": rate} for code, rate, day in rows]
    _fair(parse_frankfurter, json.dumps(data).encode())


@given(rates=st.dictionaries(st.sampled_from(CODES), VALUES), moment=st.integers() | st.floats())
def test_any_table(rates: dict[str, object], moment: object) -> None:
    answer = {"result": "success", "base_code": "EUR", "time_last_update_unix": moment}
    _fair(parse_er_api, json.dumps(answer | {"rates": rates}).encode())


@given(inside=st.binary(max_size=100), cut=st.integers(0, 400))
def test_any_envelope(inside: bytes, cut: int) -> None:
    _fair(parse_ecb, (HEAD + inside + b"</Cube></g:Envelope>")[: 400 - cut])


@given(
    values=st.fixed_dictionaries(
        {code: st.decimals("0.000001", "1000000", places=6) for code in CODES}
    )
)
def test_true_rates_come_through_unchanged(values: dict[str, Decimal]) -> None:
    rows = ",".join(
        f'{{"date":"2026-11-20","base":"EUR","quote":"{code}","rate":{value:f}}}'
        for code, value in values.items()
    )
    found = parse_frankfurter(f"[{rows}]".encode(), wanted=CODES, today=TODAY)
    assert {code: str(value) for code, value in found.values.items()} == {
        code: str(Decimal(f"{value:f}")) for code, value in values.items()
    }
    cubes = "".join(f"<Cube currency='{code}' rate='{v:f}'/>" for code, v in values.items())
    data = HEAD + f"<Cube time='2026-11-20'>{cubes}</Cube></Cube></g:Envelope>".encode()
    assert parse_ecb(data, wanted=CODES, today=TODAY).values == values
