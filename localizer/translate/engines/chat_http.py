"""The network side of the chat engine: where texts may go, what a failed request means, how much is read."""

from __future__ import annotations

import datetime as dt
import email.utils
import ipaddress
import json
import re
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from localizer.errors import InputError
from localizer.i18n import _
from localizer.translate.engines.base import Cause, EngineError

if TYPE_CHECKING:
    import httpx

#: A service that sends a byte now and then never times out by itself.
WHOLE_S: Final = 300.0
ANSWER_BYTES: Final = 4_000_000
_CODE: Final = re.compile(r"[A-Za-z0-9_.-]{1,48}")
#: What services write into an error's body, lower case (OpenAI, DeepSeek, Ollama and LM Studio, 2026).
_BY_WORDS: Final[Mapping[str, Cause]] = {
    "insufficient_quota": Cause.QUOTA,
    "insufficient balance": Cause.QUOTA,
    "billing_hard_limit": Cause.QUOTA,
    "context_length_exceeded": Cause.TOO_LONG,
    "maximum context length": Cause.TOO_LONG,
    "string_above_max_length": Cause.TOO_LONG,
    "model_not_found": Cause.SETUP,
    "model not exist": Cause.SETUP,
    "invalid_model": Cause.SETUP,
}
_BY_STATUS: Final[Mapping[int, Cause]] = {
    401: Cause.KEY, 402: Cause.QUOTA, 403: Cause.KEY, 408: Cause.TIMEOUT, 413: Cause.TOO_LONG,
    429: Cause.RATE,
}  # fmt: skip
_BAD_REQUEST: Final = frozenset({400, 422})
_SERVER_FAULT: Final = 500
_REDIRECTS: Final = range(300, 400)


def retry_after(value: str | None, now: dt.datetime | None = None) -> float | None:
    """Return the seconds a Retry-After header asks to wait: seconds or an HTTP date (RFC 9110, 10.2.3).

    ``now`` is the zoned moment a date is counted from. ``None`` for a header that is missing or senseless.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        until = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=dt.UTC)
    return max(0.0, (until - (now or dt.datetime.now(dt.UTC))).total_seconds())


def place(url: str) -> tuple[str, bool]:
    """Return host (with port) of an address and whether it is inside this machine or network."""
    try:
        parts = urlsplit(url.strip())
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        parts, host = urlsplit(""), ""
    if not host or parts.scheme not in {"http", "https"}:
        raise InputError(
            _("“{url}” is no address of a service. It begins with https://.").format(
                url=url.rpartition("@")[2]
            )
        )
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise InputError(
            _("The address of {host} holds more than a path. Enter the key as a key.").format(
                host=host
            )
        )
    inside = is_here(host) or _is_private(host)
    if parts.scheme == "http" and not inside:
        raise InputError(
            _("Texts and the key would go to {host} unencrypted. Use https://.").format(host=host)
        )
    return parts.netloc, inside


def is_here(netloc: str) -> bool:
    """Tell whether a host is this machine."""
    host = urlsplit(f"//{netloc}").hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_private(host: str) -> bool:
    """Tell whether a host is an address of a private network; names are not looked up."""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return False


def read_body(response: httpx.Response) -> bytes:
    """Return the body, which has limits of size and time."""
    until = time.monotonic() + WHOLE_S
    pieces = bytearray()
    for piece in response.iter_bytes():
        pieces += piece
        if len(pieces) > ANSWER_BYTES:
            raise EngineError(Cause.MALFORMED, f"over {ANSWER_BYTES} bytes")
        if time.monotonic() > until:
            raise EngineError(Cause.TIMEOUT, f"over {WHOLE_S:.0f} s")
    return bytes(pieces)


def failure(status: int, refusal: str, headers: Mapping[str, str]) -> EngineError | None:
    """Return what a status means; ``None`` for a 400 that a simpler request may avoid.

    ``refusal`` is the body in lower case.
    """
    detail = f"status {status} {code_of(refusal)}".strip()
    wait = retry_after(headers.get("retry-after"))
    if status in _REDIRECTS:
        return EngineError(Cause.SETUP, f"{detail}: the service is elsewhere; nothing was sent on")
    for words, cause in _BY_WORDS.items():
        if words in refusal:
            return EngineError(cause, detail, retry_after=wait)
    if status in _BAD_REQUEST:
        return None
    other = Cause.SERVER if status >= _SERVER_FAULT else Cause.SETUP
    return EngineError(_BY_STATUS.get(status, other), detail, retry_after=wait)


def code_of(refusal: str) -> str:
    """Return the code of an error's body: its message may repeat texts or a part of the key."""
    try:
        error = json.loads(refusal).get("error", {})
        code = str(error.get("code") or error.get("type") or "")
    except (ValueError, AttributeError, RecursionError):
        return ""
    return code if _CODE.fullmatch(code) else ""
