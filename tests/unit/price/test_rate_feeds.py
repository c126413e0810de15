"""The answers of the rate sources: what is taken, and what is refused in words."""

from __future__ import annotations

import datetime as dt
import json
import pickle
from decimal import Decimal

import pytest

from localizer.price.rate_feeds import (
    MAX_BYTES,
    FeedError,
    Fetched,
    parse_ecb,
    parse_er_api,
    parse_frankfurter,
)

D = Decimal
TODAY = dt.date(2026, 11, 22)
FRIDAY = dt.date(2026, 11, 20)
ENVELOPE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"'
    ' xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">\n'
    "<gesmes:subject>Reference rates</gesmes:subject><gesmes:Sender>"
    "<gesmes:name>%s</gesmes:name></gesmes:Sender><Cube>%s</Cube></gesmes:Envelope>"
)
CUBES = "<Cube currency='CNY' rate='7.4326'/><Cube currency='IDR' rate='20275.17'/>"
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 or str()};" * 10}">' for n in range(1, 10))
    + "]><b>&a9;</b>"
)
PAGE = b"\n<!DOCTYPE html><html><body>Sign in</body></html>"


def _ecb(cubes: str = CUBES, day: str = "2026-11-20", sender: str = "European Central Bank") -> str:
    return ENVELOPE % (sender, f"<Cube time='{day}'>{cubes}</Cube>")


def _row(quote: str, rate: object, day: object = "2026-11-20", base: object = "EUR") -> object:
    return {"date": day, "base": base, "quote": quote, "rate": rate}


ROWS = [_row("TWD", 36.5), _row("VND", 30521.48)]
MOMENT = 1795305601  # 2026-11-22 00:00:01 UTC
ER_API = {
    "result": "success",
    "provider": "https://www.exchangerate-api.com",
    "time_last_update_unix": MOMENT,
    "base_code": "EUR",
    "rates": {"EUR": 1, "VND": 30521.48, "TWD": 36, "AED": 4.2},
}


def _read_ecb(text: str | bytes, *wanted: str) -> Fetched:
    data = text if isinstance(text, bytes) else text.encode()
    return parse_ecb(data, wanted=wanted or ("CNY", "IDR"), today=TODAY)


def _read_frankfurter(value: object, *wanted: str) -> Fetched:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return parse_frankfurter(data, wanted=wanted or ("VND", "TWD"), today=TODAY)


def _read_er_api(value: object, *wanted: str) -> Fetched:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return parse_er_api(data, wanted=wanted or ("VND", "TWD"), today=TODAY)


def test_the_banks_file_is_read_with_its_digits() -> None:
    found = _read_ecb(_ecb())
    assert found.values == {"CNY": D("7.4326"), "IDR": D("20275.17")}
    assert (found.base, found.date, found.credit) == ("EUR", FRIDAY, "European Central Bank")
    assert str(found.values["IDR"]) == "20275.17"
    assert found.series().values["CNY"] == ((FRIDAY, D("7.4326")),)


def test_only_what_is_wanted_is_kept_and_the_base_is_never_missing() -> None:
    assert set(_read_ecb(_ecb(), "CNY", "EUR").values) == {"CNY"}
    broken_elsewhere = _ecb(CUBES + "<Cube currency='XXX' rate='-'/>")
    assert set(_read_ecb(broken_elsewhere).values) == {"CNY", "IDR"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "damaged"),
        (PAGE, "web page"),
        ("<html><body/></html>", "web page"),
        (_ecb()[:-40], "damaged"),
        ("<rates/>", "not the bank's table"),
        (_ecb(sender="Danmarks Nationalbank"), "not the bank's table"),
        (ENVELOPE % ("European Central Bank", ""), "one day"),
        (ENVELOPE % ("European Central Bank", "<Cube time='2026-11-20'/>" * 2), "one day"),
        (_ecb("<Cube currency='CNY' rate='7.4'/>"), "IDR is missing"),
        (_ecb(""), "CNY, IDR is missing"),
        (_ecb(CUBES + "<Cube currency='CNY' rate='7.4'/>"), "twice"),
        (_ecb(day="2026-11-24"), "2026-11-24, is in the future"),
        (_ecb(day="2026-11-07"), "old"),
        (_ecb(day="2026-02-30"), "date cannot be read"),
        (_ecb(day="20261120"), "date cannot be read"),
        (_ecb(day="٢٠٢٦-١١-٢٠"), "date cannot be read"),
        (_ecb().encode() + b"\xff", "damaged"),
        (_ecb().replace("UTF-8", "klingon"), "damaged"),
        (_ecb().encode().replace(b"CNY", b"\xc3\x28"), "damaged"),
        (BOMB, "damaged"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "damaged"),
        ("<a>" * 200_000, "damaged"),
        ("<a>" * 100_000 + "</a>" * 100_000, "not the bank's table"),
        (b" " * (MAX_BYTES + 1), "too long"),
        (b"\x1f\x8b\x08\x00", "damaged"),
    ],
)
def test_the_banks_file_is_refused(text: str | bytes, reason: str) -> None:
    with pytest.raises(FeedError, match=reason):
        _read_ecb(text)


BAD_VALUES = ["", "0", "0.0", "-7.4", "NaN", "inf", "1e999", "7,4", "٧", " 7.4", "7.4.1", "9" * 12]


@pytest.mark.parametrize("value", BAD_VALUES)
def test_what_is_no_rate_is_refused_in_xml(value: str) -> None:
    with pytest.raises(FeedError, match="value of CNY is not a rate"):
        _read_ecb(_ecb(CUBES.replace("7.4326", value)))


def test_a_value_without_a_number_is_refused() -> None:
    with pytest.raises(FeedError, match="value of CNY"):
        _read_ecb(_ecb("<Cube currency='CNY'/>"))


def test_rows_keep_their_own_dates() -> None:
    rows = [_row("TWD", "36.5", "2026-11-18"), _row("VND", 30521.48), _row("EUR", 1)]
    found = _read_frankfurter(rows)
    assert found.values == {"VND": D("30521.48"), "TWD": D("36.5")}
    assert (found.date, found.dated("TWD")) == (FRIDAY, dt.date(2026, 11, 18))
    series = found.series(without=frozenset({"VND"}), pivots=frozenset({"TWD", "CNY"}))
    assert series.values == {"TWD": ((dt.date(2026, 11, 18), D("36.5")),)}
    assert series.pivots == {"TWD"}


def test_a_date_of_tomorrow_is_taken() -> None:
    rows = [_row("TWD", 36.5, "2026-11-23"), _row("VND", 30521.48)]
    assert _read_frankfurter(rows).date == dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (b"", "damaged"),
        (PAGE, "web page"),
        (b'[{"date":"2026-11-20"', "damaged"),
        (b"\xff\xfe[]", "damaged"),
        (b"[" * 100_000, "damaged"),
        ({"status": 404, "message": "not found"}, "not a list"),
        (["TWD"], "not a list"),
        ([], "TWD, VND is missing"),
        (ROWS[:1], "VND is missing"),
        ([*ROWS, ROWS[0]], "twice"),
        ([_row("TWD", 36.5, base="USD")], "not for one EUR"),
        ([_row("TWD", 36.5, "2026-11-24")], "future"),
        ([_row("TWD", 36.5, "2026-11-01")], "old"),
        ([_row("TWD", 36.5, None)], "date"),
        ([_row("TWD", [36.5])], "not a rate"),
        ([_row("TWD", None)], "not a rate"),
        ([_row("TWD", rate=True)], "not a rate"),
        (b" " * (MAX_BYTES + 1), "too long"),
    ],
)
def test_a_list_of_rates_is_refused(value: object, reason: str) -> None:
    with pytest.raises(FeedError, match=reason):
        _read_frankfurter(value)


@pytest.mark.parametrize(
    "value",
    ["0", "-1", "1e999", "1e-99", "1e99999999999999999999", "NaN", "Infinity", f"1.{'3' * 30}"],
)
def test_what_is_no_rate_is_refused_in_json(value: str) -> None:
    data = f'[{{"date":"2026-11-20","base":"EUR","quote":"TWD","rate":{value}}}]'.encode()
    with pytest.raises(FeedError):
        _read_frankfurter(data, "TWD")


def test_no_float_is_made_of_a_json_number() -> None:
    data = b'[{"date":"2026-11-20","base":"EUR","quote":"TWD","rate":36.10000000000000000001}]'
    assert str(_read_frankfurter(data, "TWD").values["TWD"]) == "36.10000000000000000001"


def test_the_third_source_is_read_and_wants_credit() -> None:
    found = _read_er_api(ER_API)
    assert found.values == {"VND": D("30521.48"), "TWD": D(36)}
    assert found.date == TODAY
    assert "https://www.exchangerate-api.com" in found.credit


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"result": "error", "error-type": "unsupported-code"}, "no rates"),
        ({"base_code": "USD"}, "not for one EUR"),
        ({"rates": [1]}, "no table"),
        ({"rates": {"VND": 30521.48}}, "TWD is missing"),
        ({"rates": {"VND": 30521.48, "TWD": -36}}, "value of TWD"),
        ({"time_last_update_unix": "soon"}, "date"),
        ({"time_last_update_unix": 1e300}, "date"),
        ({"time_last_update_unix": -1}, "date"),
        ({"time_last_update_unix": MOMENT + 2 * 86_400}, "future"),
        ({"time_last_update_unix": 0}, "old, of 1970"),
    ],
)
def test_the_third_source_is_refused(change: dict[str, object], reason: str) -> None:
    with pytest.raises(FeedError, match=reason):
        _read_er_api(ER_API | change)
    with pytest.raises(FeedError, match="no rates"):
        _read_er_api([])


def test_the_error_says_what_to_do_and_travels() -> None:
    with pytest.raises(FeedError) as caught:
        _read_ecb("")
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert str(again) == str(caught.value)
    assert "stay as they are" in str(again)
