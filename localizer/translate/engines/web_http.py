"""One request to a web service: with time-outs, a limit of size and one meaning for each failure.

Keys, addresses and texts are never in an error: its detail says the status or the kind of fault only.
"""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import urlsplit

import msgspec

from localizer.errors import InputError
from localizer.i18n import _
from localizer.translate.engines.base import Cause, EngineError
from localizer.translate.engines.optional import module

if TYPE_CHECKING:
    import requests

#: An answer is a few times as long as the texts; a longer one is no answer.
_MAX_BYTES: Final = 8 * 1024 * 1024
_CHUNK: Final = 64 * 1024
_FIRST_SUCCESS: Final = 200
_FIRST_REDIRECT: Final = 300
_FIRST_CLIENT_FAULT: Final = 400
_FIRST_SERVER_FAULT: Final = 500

#: What a status means where the service says nothing more exact. 456 and 529 are DeepL's own
#: (developers.deepl.com, "Error handling", 2026-06).
_STATUS: Final[Mapping[int, Cause]] = {
    401: Cause.KEY,
    402: Cause.QUOTA,
    403: Cause.KEY,
    404: Cause.SETUP,
    408: Cause.TIMEOUT,
    413: Cause.TOO_LONG,
    414: Cause.TOO_LONG,
    429: Cause.RATE,
    456: Cause.QUOTA,
    529: Cause.RATE,
}


#: What msgspec raises on a body that is no JSON, another value than asked for, or nested without end.
_NO_JSON: Final = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
_Told = TypeVar("_Told")


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds to wait for a connection, for the next bytes, and for the whole answer."""

    connect: float = 10.0
    read: float = 60.0
    total: float = 120.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, read to its end. Its members are named as deep-translator expects them."""

    status_code: int
    body: bytes = field(repr=False)
    retry_after: float | None = None

    @property
    def text(self) -> str:
        """The body as text; what is not UTF-8 is replaced."""
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:  # noqa: ANN401 - any JSON value
        """Return the body as a JSON value. Raises `EngineError`."""
        return self.parsed(Any)

    def parsed(self, kind: Any) -> Any:  # noqa: ANN401 - whatever ``kind`` describes
        """Return the body as ``kind``, a type msgspec knows. Raises `EngineError`: a page or malformed."""
        try:
            return msgspec.json.decode(self.body, type=kind)
        except _NO_JSON:
            raise EngineError(Cause.PAGE if self.is_page() else Cause.MALFORMED, "JSON") from None

    def told(self, kind: type[_Told]) -> _Told | None:
        """Return the body as ``kind`` if it is one."""
        try:
            return msgspec.json.decode(self.body, type=kind)
        except _NO_JSON:
            return None

    def is_page(self) -> bool:
        """Tell whether the body is a web page."""
        start = self.body[:2000].lstrip().lower()
        return start.startswith((b"<!doctype", b"<html")) or b"<body" in start or b"<head" in start

    def close(self) -> None:
        """Do nothing: the answer was read."""


#: Returns what a service says went wrong, whatever the status; `None` if it does not say.
Refine = Callable[[Answer], Cause | None]


def _nothing_said(_answer: Answer) -> None:
    """Say nothing."""


class Wire:
    """Sends requests. Its `get` and `post` are named as those of `requests`, which deep-translator calls."""

    def __init__(self, timing: Timing, refine: Refine = _nothing_said) -> None:
        """Wait as ``timing`` says; ask ``refine`` first what an answer means."""
        self._timing = timing
        self._refine = refine

    def get(
        self, url: str, params: Mapping[str, str] | None = None, proxies: object = None
    ) -> Answer:
        """Ask for ``url``. Raises `EngineError`. ``proxies`` are the system's whatever is given."""
        del proxies
        return self._sent("GET", url, params=dict(params or {}))

    def post(
        self,
        url: str,
        *,
        value: object = None,
        form: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send ``value`` as JSON, or a ``form``. Raises `EngineError`."""
        sent = dict(headers or {})
        if form is not None:
            return self._sent("POST", url, params=params, data=dict(form), headers=sent)
        sent["Content-Type"] = "application/json"
        return self._sent("POST", url, params=params, data=msgspec.json.encode(value), headers=sent)

    def _sent(self, method: str, url: str, **more: object) -> Answer:
        """Send, read and judge."""
        requests = module("requests")
        try:
            answer = self._read(requests, method, url, more)
        except requests.exceptions.Timeout as error:
            raise EngineError(Cause.TIMEOUT, type(error).__name__) from None
        except (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError):
            raise EngineError(Cause.MALFORMED, "half a body") from None
        except (requests.exceptions.InvalidHeader, UnicodeError):
            # A key with a line break or a letter that no header may hold.
            raise EngineError(Cause.KEY, "no header can hold it") from None
        except requests.exceptions.RequestException as error:
            # Its sentence holds the address and what was asked: only its kind is kept.
            raise EngineError(Cause.NETWORK, type(error).__name__) from None
        self._judge(answer)
        return answer

    def _read(self, requests: ModuleType, method: str, url: str, more: Mapping[str, Any]) -> Answer:
        """Return the answer, read within the limits of time and size."""
        end = time.monotonic() + self._timing.total
        with (
            requests.Session() as session,
            session.request(
                method,
                url,
                timeout=(self._timing.connect, self._timing.read),
                stream=True,
                # A key must not follow to another host, nor one of a .netrc file take its place.
                allow_redirects=False,
                auth=_as_it_is,
                **more,
            ) as response,
        ):
            body = bytearray()
            for chunk in response.iter_content(_CHUNK):
                body += chunk
                if len(body) > _MAX_BYTES:
                    raise EngineError(Cause.MALFORMED, "too large")
                if time.monotonic() > end:
                    raise EngineError(Cause.TIMEOUT, "the body")
            return Answer(
                response.status_code,
                bytes(body),
                seconds_to_wait(response.headers.get("Retry-After", "")),
            )

    def _judge(self, answer: Answer) -> None:
        """Raise `EngineError` when the answer is a failure."""
        cause = self._refine(answer)
        status = answer.status_code
        if cause is None and not _FIRST_SUCCESS <= status < _FIRST_REDIRECT:
            cause = cause_of(status)
        if cause is not None:
            raise EngineError(cause, f"HTTP {status}", retry_after=answer.retry_after)


def cause_of(status: int) -> Cause:
    """Return what an HTTP status that is no success means."""
    if status in _STATUS:
        return _STATUS[status]
    if _FIRST_REDIRECT <= status < _FIRST_CLIENT_FAULT:
        return Cause.PAGE  # to a page that asks for consent or proof of being a person
    return Cause.SERVER if status >= _FIRST_SERVER_FAULT else Cause.MALFORMED


def seconds_to_wait(header: str, now: datetime | None = None) -> float | None:
    """Return what a ``Retry-After`` header says, in seconds from ``now``; `None` when it is no use."""
    value = header.strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - (now or datetime.now(UTC))).total_seconds())


def checked_address(address: str) -> str:
    """Return the address of a service without its last slash. Raises `InputError` when it is unsafe.

    Texts and keys go over an encrypted connection, except to this machine or the private network.
    """
    try:
        parts = urlsplit(address.strip())
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    if parts.username or parts.password:
        raise InputError(_("The address of a service must not hold a name or a password."))
    if not host or parts.scheme not in {"http", "https"} or parts.query or parts.fragment:
        raise InputError(
            _(
                "“{address}” is not the address of a service. Give one like https://example.com."
            ).format(address=address)
        )
    if parts.scheme == "http" and not _is_private(host):
        raise InputError(
            _(
                "Texts would travel unencrypted to {host}. Use an address that begins with https."
            ).format(host=host)
        )
    return parts.geturl().rstrip("/")


def _is_private(host: str) -> bool:
    """Tell whether a host is this machine or in the private network, as far as its name says."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".lan"))
    return address.is_private or address.is_loopback


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Authenticate nothing: the key is in a header or the body already."""
    return request
