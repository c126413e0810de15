from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from localizer.errors import InputError
from localizer.translate.engines.base import Cause, EngineError
from localizer.translate.engines.web_http import (
    Answer,
    Timing,
    Wire,
    cause_of,
    checked_address,
    seconds_to_wait,
)
from tests.support.web_stub import Scripted, WebStub, web_stub


class _Words(msgspec.Struct):
    words: list[str]


QUICK = Timing(connect=0.5, read=0.3, total=0.5)
KEY = "secret-key-1234"


@pytest.fixture
def stub() -> Iterator[WebStub]:
    with web_stub() as running:
        yield running


def _failure(wire: Wire, url: str) -> EngineError:
    with pytest.raises(EngineError) as caught:
        wire.post(url, value={"q": "红色"}, headers={"Authorization": KEY})
    return caught.value


def test_sends_json_in_utf8_and_returns_the_body(stub: WebStub) -> None:
    stub.give(Scripted({"a": "ไทย"}))
    answer = Wire(QUICK).post(stub.url + "/x", value={"q": "红色"}, params={"v": "3"})
    assert answer.json() == {"a": "ไทย"}
    assert stub.asked[0].body == '{"q":"红色"}'.encode()
    assert stub.asked[0].query == {"v": ["3"]}
    assert stub.asked[0].headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("status", "cause"),
    [
        (401, Cause.KEY),
        (402, Cause.QUOTA),
        (403, Cause.KEY),
        (404, Cause.SETUP),
        (413, Cause.TOO_LONG),
        (414, Cause.TOO_LONG),
        (418, Cause.MALFORMED),
        (429, Cause.RATE),
        (456, Cause.QUOTA),
        (500, Cause.SERVER),
        (503, Cause.SERVER),
        (529, Cause.RATE),
        (302, Cause.PAGE),
    ],
)
def test_a_status_has_a_cause(stub: WebStub, status: int, cause: Cause) -> None:
    stub.give(Scripted({}, status=status, headers={"Location": "http://127.0.0.1:1/"}))
    failure = _failure(Wire(QUICK), stub.url)
    assert failure.cause is cause is cause_of(status)
    assert failure.detail == f"HTTP {status}"
    assert len(stub.asked) == 1  # no redirect was followed


def test_the_seconds_to_wait_are_told(stub: WebStub) -> None:
    stub.give(Scripted({}, status=429, headers={"Retry-After": "7"}))
    assert _failure(Wire(QUICK), stub.url).retry_after == 7.0


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 3 ", 3.0),
        ("Sun, 22 Nov 2026 12:00:30 GMT", 30.0),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0.0),
        ("Sun, 22 Nov 2026 12:00:30 -0000", 30.0),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str, seconds: float | None) -> None:
    assert seconds_to_wait(header, datetime(2026, 11, 22, 12, tzinfo=UTC)) == seconds


def test_a_silent_server_is_given_up(stub: WebStub) -> None:
    stub.give(Scripted({}, delay=1.0))
    assert _failure(Wire(QUICK), stub.url).cause is Cause.TIMEOUT


def test_a_server_that_drips_is_given_up(stub: WebStub) -> None:
    stub.give(Scripted(body=b"x" * 3_000_000, drips=30))
    assert _failure(Wire(QUICK), stub.url).cause is Cause.TIMEOUT


def test_half_a_body_is_no_answer(stub: WebStub) -> None:
    stub.give(Scripted({"translatedText": "half of it"}, sent=9))
    assert _failure(Wire(QUICK), stub.url).cause is Cause.MALFORMED


def test_a_body_that_does_not_end_is_no_answer(stub: WebStub) -> None:
    stub.give(Scripted(body=b"x" * (8 * 1024 * 1024 + 1)))
    assert _failure(Wire(Timing()), stub.url).cause is Cause.MALFORMED


def test_no_server_is_a_matter_of_the_network() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    failure = _failure(Wire(QUICK), f"http://127.0.0.1:{port}/?key={KEY}")
    assert failure.cause is Cause.NETWORK
    # What requests says holds the whole address.
    assert KEY not in f"{failure}{failure!r}{failure.detail}{failure.__cause__!r}"


@pytest.mark.parametrize("key", ["a\nb", "ключ"])
def test_a_key_no_header_can_hold_is_a_wrong_key(stub: WebStub, key: str) -> None:
    stub.give(Scripted({}))
    with pytest.raises(EngineError) as caught:
        Wire(QUICK).post(stub.url, value=1, headers={"Authorization": key})
    assert caught.value.cause is Cause.KEY
    assert key not in str(caught.value)


def test_a_netrc_file_does_not_take_the_keys_place(
    stub: WebStub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\n", encoding="ascii")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    stub.give(Scripted({}))
    Wire(QUICK).post(stub.url, value=1, headers={"Authorization": KEY})
    assert stub.asked[0].headers["Authorization"] == KEY


def test_the_service_may_say_more_than_its_status(stub: WebStub) -> None:
    stub.give(Scripted({"error_code": "54004"}))

    def says(answer: Answer) -> Cause | None:
        return Cause.QUOTA if b"54004" in answer.body else None

    assert _failure(Wire(QUICK, says), stub.url).cause is Cause.QUOTA


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (b"<!DOCTYPE html><title>Sign in</title>", Cause.PAGE),
        (b"\n <html><body>Too many requests", Cause.PAGE),
        (b'{"a": ', Cause.MALFORMED),
        (b"\xff\xfe", Cause.MALFORMED),
        (b"[" * 100_000, Cause.MALFORMED),
        (b'{"a": 1}', Cause.MALFORMED),  # JSON, but not of the kind that was asked for
    ],
)
def test_what_is_no_answer_is_told_apart(body: bytes, cause: Cause) -> None:
    with pytest.raises(EngineError) as caught:
        Answer(200, body).parsed(list[str])
    assert caught.value.cause is cause
    assert Answer(200, body).told(_Words) is None


def test_what_is_told_may_be_of_another_kind() -> None:
    assert Answer(400, b'{"words": ["a"], "more": 1}').told(_Words) == _Words(["a"])


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://lt.example.com/", "https://lt.example.com"),
        (" https://example.com/base/ ", "https://example.com/base"),
        ("http://localhost:5000", "http://localhost:5000"),
        ("http://192.168.1.7:5000/", "http://192.168.1.7:5000"),
        ("http://[::1]:5000", "http://[::1]:5000"),
        ("http://nas.local", "http://nas.local"),
    ],
)
def test_addresses_that_may_be_asked(given: str, kept: str) -> None:
    assert checked_address(given) == kept


@pytest.mark.parametrize(
    "address",
    [
        "http://example.com",
        "http://8.8.8.8",
        "ftp://example.com",
        "example.com",
        "https://",
        "https://example.com/?key=secret",
        "https://example.com:port",
        "https://name:secret@example.com",
        "http://[::1",
        "",
    ],
)
def test_addresses_that_may_not(address: str) -> None:
    with pytest.raises(InputError) as caught:
        checked_address(address)
    assert "@" not in str(caught.value)
