from __future__ import annotations

import datetime as dt

import pytest

from localizer.errors import InputError
from localizer.translate.engines.base import Cause
from localizer.translate.engines.chat_http import code_of, failure, is_here, place, retry_after

NOW = dt.datetime(2026, 11, 22, 12, 0, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        (" 120 ", 120.0),
        ("0", 0.0),
        ("Sun, 22 Nov 2026 12:00:30 GMT", 30.0),
        ("Sun, 22 Nov 2026 13:00:30 +0100", 30.0),
        ("Sun, 22 Nov 2026 12:00:30 -0000", 30.0),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0.0),
        ("99999999999999999999", 999999999.0),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("nan", None),
        ("٧", None),
        ("Sun, 99 Nov 2026 12:00:30 GMT", None),
        ("", None),
        (None, None),
    ],
)
def test_how_long_to_wait(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds


@pytest.mark.parametrize(
    ("url", "host", "inside"),
    [
        ("https://api.example.com/v1", "api.example.com", False),
        ("https://api.example.com:8443/v1/", "api.example.com:8443", False),
        ("http://localhost:11434/v1", "localhost:11434", True),
        ("http://127.0.0.1:1234/v1", "127.0.0.1:1234", True),
        ("http://[::1]:1234/v1", "[::1]:1234", True),
        ("http://192.168.1.20:8000/v1", "192.168.1.20:8000", True),
        ("http://10.0.0.5/v1", "10.0.0.5", True),
        ("https://192.168.1.20/v1", "192.168.1.20", True),
        (" https://api.example.com/v1 ", "api.example.com", False),
    ],
)
def test_where_texts_may_go(url: str, host: str, inside: bool) -> None:  # noqa: FBT001
    assert place(url) == (host, inside)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://api.example.com/v1", "unencrypted"),
        ("http://8.8.8.8/v1", "unencrypted"),
        ("http://localhost.example.com/v1", "unencrypted"),
        ("ftp://localhost/v1", "no address"),
        ("api.example.com/v1", "no address"),
        ("https://", "no address"),
        ("https://[::1/v1", "no address"),
        ("https://host:port/v1", "no address"),
        ("", "no address"),
        ("https://sk-secret@api.example.com/v1", "more than a path"),
        ("https://me:sk-secret@api.example.com/v1", "more than a path"),
        ("https://api.example.com/v1?key=sk-secret", "more than a path"),
        ("https://api.example.com/v1#sk-secret", "more than a path"),
    ],
)
def test_where_texts_may_not_go(url: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        place(url)
    assert "sk-secret" not in str(caught.value)


def test_what_is_this_machine() -> None:
    assert is_here("localhost:11434")
    assert is_here("127.0.0.9")
    assert is_here("[::1]:80")
    assert not is_here("192.168.1.2")
    assert not is_here("api.example.com")


@pytest.mark.parametrize(
    ("status", "body", "cause"),
    [
        (401, "", Cause.KEY),
        (403, "", Cause.KEY),
        (403, '{"error": {"code": "model_not_found"}}', Cause.SETUP),
        (404, "", Cause.SETUP),
        (405, "", Cause.SETUP),
        (400, "model not exist", Cause.SETUP),
        (400, '{"error": {"code": "context_length_exceeded"}}', Cause.TOO_LONG),
        (413, "", Cause.TOO_LONG),
        (402, "insufficient balance", Cause.QUOTA),
        (402, "", Cause.QUOTA),
        (429, '{"error": {"code": "insufficient_quota"}}', Cause.QUOTA),
        (429, '{"error": {"code": "rate_limit_exceeded"}}', Cause.RATE),
        (408, "", Cause.TIMEOUT),
        (500, "", Cause.SERVER),
        (503, "<html>", Cause.SERVER),
        (307, "", Cause.SETUP),
        (301, "insufficient_quota", Cause.SETUP),
    ],
)
def test_what_a_status_means(status: int, body: str, cause: Cause) -> None:
    error = failure(status, body, {"retry-after": "3"})
    assert error is not None
    assert error.cause is cause


def test_a_bad_request_may_be_tried_in_another_way() -> None:
    assert failure(400, "unsupported response_format", {}) is None
    assert failure(422, "", {}) is None


def test_a_wait_is_passed_on() -> None:
    error = failure(429, "", {"retry-after": "3"})
    assert error is not None
    assert error.retry_after == 3.0


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('{"error": {"code": "rate_limit_exceeded", "message": "text"}}', "rate_limit_exceeded"),
        ('{"error": {"code": null, "type": "server_error"}}', "server_error"),
        ('{"error": {"code": "a code with words"}}', ""),
        ('{"error": "text"}', ""),
        ('{"error": null}', ""),
        ("[]", ""),
        ("<html>", ""),
        ("[" * 100_000, ""),
    ],
)
def test_only_a_code_is_told_of_a_body(body: str, code: str) -> None:
    assert code_of(body) == code
