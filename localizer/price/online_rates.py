"""Fetching new exchange rates, when the user asks for it: bank first, then two public services.

Order: the European Central Bank; Frankfurter for what the bank does not publish (VND, TWD) or for all if it
cannot be reached; the open endpoint of exchangerate-api.com for what is still missing. Nothing is sent but
the request itself: no cookies, no identifiers. The system's proxies are used, its certificates trusted.
What comes back is a value; keeping it is the caller's business, and the module must not know where.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import http.client
import socket
import ssl
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol
from urllib.parse import urljoin, urlsplit

from localizer.errors import LocalizerError
from localizer.i18n import _
from localizer.jobs import SILENT, Progress, unbroken
from localizer.price import rate_feeds
from localizer.price.rate_checks import COST_CURRENCY, Outlier, outliers
from localizer.price.rate_feeds import BASE, MAX_BYTES, FeedError, Fetched
from localizer.price.rates import Rates, Series

USER_AGENT: Final = "Localizer"
#: The only host that may be asked without TLS: this machine.
LOCAL_HOST: Final = "127.0.0.1"
MAX_REDIRECTS: Final = 3
#: What the bank publishes. Source: eurofxref, 2026-11-21 (BGN ended with 2025).
# fmt: off
ECB_CURRENCIES: Final = frozenset({
    "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "GBP", "HKD", "HUF", "IDR", "ILS", "INR", "ISK", "JPY",
    "KRW", "MXN", "MYR", "NOK", "NZD", "PHP", "PLN", "RON", "SEK", "SGD", "THB", "TRY", "USD", "ZAR",
})
# fmt: on
#: How often a wish to stop is looked for.
_POLL: Final = dt.timedelta(milliseconds=50)
_SECOND: Final = dt.timedelta(seconds=1)
_CHUNK: Final = 65_536
_TOO_MANY_REQUESTS: Final = 429
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


class Parse(Protocol):
    """How a source's answer is read."""

    def __call__(self, data: bytes, *, wanted: Iterable[str], today: dt.date) -> Fetched:
        """Return the values, or raise `FeedError`."""


@dataclass(frozen=True, slots=True)
class Source:
    """One source: ``{quotes}`` in ``url`` is replaced by the wanted codes; ``None`` = any currency."""

    name: str
    url: str
    parse: Parse
    currencies: frozenset[str] | None = None

    def among(self, codes: frozenset[str]) -> frozenset[str]:
        """Return those of ``codes`` the source may have."""
        return codes if self.currencies is None else codes & self.currencies

    def address(self, wanted: Iterable[str]) -> str:
        """Return the address that answers for ``wanted``."""
        return self.url.replace("{quotes}", ",".join(sorted(wanted)))


DEFAULT_SOURCES: Final = (
    Source(
        rate_feeds.ECB_NAME,
        "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml",
        rate_feeds.parse_ecb,
        ECB_CURRENCIES,
    ),
    Source(
        rate_feeds.FRANKFURTER_NAME,
        "https://api.frankfurter.dev/v2/rates?base=EUR&quotes={quotes}",
        rate_feeds.parse_frankfurter,
    ),
    Source(
        rate_feeds.ER_API_NAME, "https://open.er-api.com/v6/latest/EUR", rate_feeds.parse_er_api
    ),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a source may take (connecting and each reading; all in all) and how much it may send."""

    read: dt.timedelta = dt.timedelta(seconds=5)
    total: dt.timedelta = dt.timedelta(seconds=15)
    max_bytes: int = MAX_BYTES


DEFAULT_LIMITS: Final = Limits()


class SourceError(LocalizerError):
    """A source cannot be reached or does not answer as it should."""


class _Unusable(Exception):  # noqa: N818 - a reason on its way to a sentence
    """Why an answer cannot be used, as a translated clause."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of asking one source: a translated sentence, and whether its rates are used."""

    source: str
    ok: bool
    sentence: str


class RefreshError(LocalizerError):
    """No source gave any rate; ``tried`` says what each did."""

    def __init__(self, tried: tuple[Attempt, ...]) -> None:
        """Tell all of ``tried`` in one text."""
        reasons = " ".join(one.sentence for one in tried) or _("There is no source to ask.")
        super().__init__(
            _(
                "No new exchange rates could be fetched; the rates already here stay as they are. "
                "{reasons}"
            ).format(reasons=reasons)
        )
        self.tried = tried

    def __reduce__(self) -> tuple[type[RefreshError], tuple[tuple[Attempt, ...]]]:
        """Travel between processes whole."""
        return type(self), (self.tried,)


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh brought: whole answers, what a person should look at, and what stays old.

    ``missing`` are the wanted currencies no source had.
    """

    fetched: tuple[Fetched, ...]
    outliers: tuple[Outlier, ...]
    missing: tuple[str, ...]
    tried: tuple[Attempt, ...]

    @property
    def credits(self) -> tuple[str, ...]:
        """Return the credit lines to show with these rates."""
        return tuple(one.credit for one in self.fetched)

    def series(self, accepted: Collection[Outlier] = ()) -> tuple[Series, ...]:
        """Return the rates to use, without outliers but for those a person ``accepted``.

        What an earlier source had is a mere pivot in a later one.
        """
        found = []
        seen: frozenset[str] = frozenset()
        for one in self.fetched:
            held = frozenset(
                outlier.currency
                for outlier in self.outliers
                if outlier.source == one.source and outlier not in accepted
            )
            series = one.series(without=held, pivots=seen)
            found += [series] if set(series.values) - series.pivots else []
            seen |= set(one.values)
        return tuple(found)

    def applied(self, known: Rates, accepted: Collection[Outlier] = ()) -> Rates:
        """Return ``known`` with these rates; the first source asked comes first."""
        for series in reversed(self.series(accepted)):
            known = known.with_series(series)
        return known


def refresh(
    known: Rates,
    *,
    wanted: Collection[str],
    now: dt.datetime,
    sources: Iterable[Source] = DEFAULT_SOURCES,
    limits: Limits = DEFAULT_LIMITS,
    cost_currency: str = COST_CURRENCY,
    progress: Progress = SILENT,
) -> Refreshed:
    """Fetch the ``wanted`` currencies (ISO 4217 codes) and compare them with the ``known`` rates.

    ``now`` has a zone. ``cost_currency`` is fetched along wherever a source has it, so that its crosses
    are of one source. Raises `RefreshError` if no source gave anything, `localizer.jobs.Cancelled` when
    asked to stop.
    """
    missing = frozenset(wanted) - {BASE}
    today = now.astimezone(dt.UTC).date()
    fetched: list[Fetched] = []
    tried: list[Attempt] = []
    order = tuple(sources)
    for index, source in enumerate(order):
        asked = source.among(missing)
        if not asked:
            continue
        asked |= source.among(frozenset({cost_currency}) - {BASE})
        look = partial(progress.step, index, len(order))
        attempt, answer = _try(source, asked, today, limits, look)
        tried.append(attempt)
        if answer:
            fetched.append(answer)
            missing -= set(answer.values)
    if not fetched and missing:
        raise RefreshError(tuple(tried))
    progress.step(len(order), len(order))
    questions = [
        one for answer in fetched for one in outliers(answer, known, cost_currency=cost_currency)
    ]
    return Refreshed(tuple(fetched), tuple(questions), tuple(sorted(missing)), tuple(tried))


def _try(
    source: Source,
    asked: frozenset[str],
    today: dt.date,
    limits: Limits,
    look: Callable[[], None],
) -> tuple[Attempt, Fetched | None]:
    """Ask one source; whatever the world does wrong is told and not raised."""
    try:
        data = _download(source, asked, limits, look)
        answer = source.parse(data, wanted=asked, today=today)
    except SourceError as error:
        return Attempt(source.name, ok=False, sentence=str(error)), None
    except FeedError as error:
        return Attempt(source.name, ok=False, sentence=_unusable(source, error.reason)), None
    return Attempt(source.name, ok=True, sentence=_told(answer)), answer


def _told(answer: Fetched) -> str:
    """Say what a source gave."""
    return _("{source} gave the rates of {date} for {currencies}.").format(
        source=answer.source,
        date=answer.date.isoformat(),
        currencies=", ".join(sorted(answer.values)),
    )


class _Line:
    """The connections of one request, which can be cut from another thread.

    A time limit of a socket starts anew with each byte, so a server that drips would never meet it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._cut = False

    def add(self, sock: socket.socket) -> None:
        """Take in a new connection."""
        with self._lock:
            self._sockets.append(sock)
        if self._cut:
            self.cut()

    def cut(self) -> None:
        """End all connections; whoever reads from them gets an error or the end at once."""
        with self._lock:
            self._cut = True
            for sock in self._sockets:
                # Not SSLSocket.shutdown: it would take the session from under the reader.
                with contextlib.suppress(OSError):
                    socket.socket.shutdown(sock, socket.SHUT_RDWR)


class _Plain(urllib.request.HTTPHandler):
    """Opens http addresses, on this machine or a proxy."""

    def __init__(self, line: _Line) -> None:
        super().__init__()
        self._line = line

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        line = self._line

        class Connection(http.client.HTTPConnection):
            def connect(self) -> None:
                super().connect()
                line.add(self.sock)

        return self.do_open(Connection, req)


class _Secure(urllib.request.HTTPSHandler):
    """Opens https addresses; certificates and host names are checked."""

    def __init__(self, line: _Line) -> None:
        super().__init__()
        self._line = line

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        line = self._line

        class Connection(http.client.HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                line.add(self.sock)

        return self.do_open(Connection, req, context=ssl.create_default_context())


class _Task(threading.Thread):
    """One download. A daemon: looking up a name cannot be cut and must not hold up the program's end."""

    def __init__(self, url: str, limits: Limits) -> None:
        super().__init__(name="exchange rates", daemon=True)
        self._url, self._limits = url, limits
        self.line = _Line()
        self.done = threading.Event()
        self.result: bytes | Exception | None = None

    def run(self) -> None:
        """Download; what went wrong is kept for the thread that waits."""
        try:
            self.result = _get(self._url, self.line, self._limits)
        except (_Unusable, OSError, http.client.HTTPException, ValueError) as error:
            self.result = error
        finally:
            self.done.set()


def _download(
    source: Source, asked: frozenset[str], limits: Limits, look: Callable[[], None]
) -> bytes:
    """Return the body of the source's answer; raises `SourceError`, never later than the limit.

    ``look`` is called often and raises what should stop the download.
    """
    look()
    task = _Task(source.address(asked), limits)
    end = time.monotonic() + limits.total / _SECOND
    task.start()
    try:
        with unbroken():  # a pause would count as the source's slowness
            while not task.done.wait(_POLL / _SECOND):
                look()
                if time.monotonic() > end:
                    raise SourceError(_slow(source, limits.total))
    finally:
        task.line.cut()
        task.join(_POLL / _SECOND)
    if isinstance(task.result, bytes):
        return task.result
    if task.result is None:
        raise RuntimeError("the download ended without a result")
    raise SourceError(_failed(source, task.result, limits)) from task.result


def _get(url: str, line: _Line, limits: Limits) -> bytes:
    """Follow redirects on one host and return the body."""
    opener = urllib.request.OpenerDirector()
    for handler in (urllib.request.ProxyHandler(), _Plain(line), _Secure(line)):
        opener.add_handler(handler)
    opener.addheaders = [("User-Agent", USER_AGENT)]
    _allow(url, url)
    for _turn in range(MAX_REDIRECTS + 1):
        answer: http.client.HTTPResponse | None = opener.open(url, timeout=limits.read / _SECOND)
        if answer is None:  # no handler for it, which `_allow` excludes
            break
        with answer:
            target = answer.headers.get("Location")
            if answer.status not in _REDIRECTS or target is None:
                return _body(answer, limits.max_bytes)
            _allow(target := urljoin(url, target), url)
            url = target
    raise _Unusable(_("it redirects without end"))


def _allow(target: str, origin: str) -> None:
    """Refuse an address without TLS, unless it is on this machine, and one on another host."""
    new, old = urlsplit(target), urlsplit(origin)
    secure = new.scheme == "https" or (new.scheme == "http" and new.hostname == LOCAL_HOST)
    if not secure or new.username or (new.hostname, new.port) != (old.hostname, old.port):
        raise _Unusable(_("it redirects to another or an insecure place"))


def _body(answer: http.client.HTTPResponse, most: int) -> bytes:
    """Read the body whole, uncompressed and not longer than ``most``."""
    if answer.status == _TOO_MANY_REQUESTS:
        raise _Unusable(_("it asks to wait; try again in half an hour"))
    if answer.status != http.client.OK:
        raise _Unusable(_("it answers with error {code}").format(code=answer.status))
    if answer.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise _Unusable(_("its answer is compressed, which was not asked for"))
    promised = answer.length
    parts: list[bytes] = []
    size = 0
    while size <= most and (promised is None or promised <= most):
        part = answer.read(_CHUNK)
        if not part:
            if promised is not None and size < promised:
                raise _Unusable(_("its answer ends too early"))
            return b"".join(parts)
        parts.append(part)
        size += len(part)
    raise _Unusable(_("its answer is too long"))


def _slow(source: Source, limit: dt.timedelta) -> str:
    """Say that a source took too long."""
    return _(
        "{source} did not answer in {seconds} seconds. Check the internet connection or try again later."
    ).format(source=source.name, seconds=f"{limit / _SECOND:g}")


def _unusable(source: Source, reason: str) -> str:
    """Say why an answer is not used."""
    return _("The answer of {source} is not used: {reason}.").format(
        source=source.name, reason=reason
    )


def _failed(source: Source, error: Exception, limits: Limits) -> str:
    """Say what went wrong with a source."""
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, TimeoutError):
        return _slow(source, limits.read)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return _(
            "The connection to {source} is not secure ({reason}). Check the date of this computer and "
            "whether a program or network looks into secure connections."
        ).format(source=source.name, reason=cause.verify_message)
    if isinstance(cause, _Unusable):
        return _unusable(source, str(cause))
    return _(
        "{source} cannot be reached: {reason}. Check the internet connection and the proxy settings."
    ).format(source=source.name, reason=cause)
