"""Fetching rates from a real server on this machine, which also misbehaves in every way."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import pickle
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from urllib.parse import parse_qs, urlsplit

import pytest

from localizer.jobs import Cancelled, Progress
from localizer.model.price import Rate
from localizer.price.online_rates import (
    DEFAULT_SOURCES,
    Attempt,
    Limits,
    Refreshed,
    RefreshError,
    Source,
    refresh,
)
from localizer.price.rate_feeds import ECB_NAME, ER_API_NAME, FRANKFURTER_NAME
from localizer.price.rates import Rates, Series

D = Decimal
NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
OLD, FRIDAY, TODAY = dt.date(2026, 10, 30), dt.date(2026, 11, 20), dt.date(2026, 11, 22)
WANTED = frozenset({"CNY", "IDR", "MXN", "USD", "EUR", "VND", "TWD"})
PUBLISHED = {"CNY": "7.4", "IDR": "20300", "MXN": "20.1", "USD": "1.11"}
GAPS = {"VND": "28700", "TWD": "35.2"}
#: A busy machine must not fail a test, so only those that wait for the end of the time use little.
PATIENT = Limits(max_bytes=20_000)
QUICK = Limits(dt.timedelta(milliseconds=300), dt.timedelta(milliseconds=600), 20_000)


def _series(name: str, base: str, values: dict[str, str], day: dt.date = OLD) -> Series:
    points = {code: ((day, D(value)),) for code, value in values.items()}
    return Series(name, "free", base, MappingProxyType(points))


KNOWN = Rates(
    (
        _series("Bundled", "EUR", PUBLISHED | {"CNY": "7.43", "IDR": "20275"}),
        _series("Gaps", "CNY", {"VND": "3868.30730981", "TWD": "4.74859667"}),
    )
)


def ecb(values: dict[str, str], day: str = "2026-11-20") -> bytes:
    cubes = "".join(f"<Cube currency='{code}' rate='{value}'/>" for code, value in values.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"'
        ' xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref"><gesmes:Sender>'
        "<gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>"
        f"<Cube><Cube time='{day}'>{cubes}</Cube></Cube></gesmes:Envelope>"
    ).encode()


def blend(values: dict[str, str], day: str = "2026-11-21") -> bytes:
    rows = [
        {"date": day, "base": "EUR", "quote": code, "rate": float(value)}
        for code, value in values.items()
    ]
    return json.dumps(rows).encode()


def er_api(values: dict[str, str]) -> bytes:
    answer = {"result": "success", "base_code": "EUR", "time_last_update_unix": 1795305601}
    rates = {code: float(value) for code, value in values.items()}
    return json.dumps(answer | {"rates": rates}).encode()


class Handler(BaseHTTPRequestHandler):
    """Answers as the server's table says."""

    server: Server

    def do_GET(self) -> None:
        self.server.seen.append((self.path, dict(self.headers.items())))
        answer = self.server.answers.get(urlsplit(self.path).path.strip("/"))
        with suppress(OSError):
            if answer is None:
                self.send(b"", status=404)
            elif isinstance(answer, bytes):
                self.send(answer)
            else:
                answer(self)

    def send(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        headers.setdefault("Content_Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


Answer = bytes | Callable[[Handler], None]


class Server(ThreadingHTTPServer):
    """A server on this machine, with a table of answers and a list of what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Answer] = {}
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.over = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def sources(self) -> tuple[Source, ...]:
        """Return the program's own sources, moved to this server."""
        paths = ("ecb", "blend?base=EUR&quotes={quotes}", "er")
        return tuple(
            replace(source, url=f"{self.address}/{path}")
            for source, path in zip(DEFAULT_SOURCES, paths, strict=True)
        )


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with Server() as made:
        made.answers = {"ecb": ecb(PUBLISHED), "blend": blend(GAPS | {"CNY": "7.41"})}
        thread = threading.Thread(target=made.serve_forever, args=(0.01,))
        thread.start()
        yield made
        made.over.set()
        made.shutdown()
        thread.join()


def _refresh(server: Server, limits: Limits = PATIENT) -> Refreshed:
    return refresh(KNOWN, wanted=WANTED, now=NOW, sources=server.sources(), limits=limits)


def _rate(table: Rates, base: str, quote: str) -> Rate:
    found = table.rate(base, quote)
    assert found is not None
    return found


def test_bank_first_then_the_gaps(server: Server) -> None:
    found = _refresh(server)
    assert [one.source for one in found.fetched] == [ECB_NAME, FRANKFURTER_NAME]
    assert (found.missing, found.outliers) == ((), ())
    assert [(one.source, one.ok) for one in found.tried] == [
        (ECB_NAME, True),
        (FRANKFURTER_NAME, True),
    ]
    assert "2026-11-20 for CNY, IDR, MXN, USD" in found.tried[0].sentence
    table = found.applied(KNOWN)
    assert _rate(table, "CNY", "IDR") == Rate("CNY", "IDR", D("2743.243243"), FRIDAY, ECB_NAME)
    vnd = _rate(table, "CNY", "VND")
    assert (vnd.value, vnd.source) == (D("3873.144399"), FRANKFURTER_NAME)
    # The blend's CNY is newer, but there only for its own crosses.
    assert _rate(table, "CNY", "EUR").source == ECB_NAME
    assert _rate(table, "CNY", "USD").date == FRIDAY


def test_only_the_request_is_sent(server: Server) -> None:
    _refresh(server)
    (bank, headers), (asked, _more) = server.seen
    assert bank == "/ecb"
    assert parse_qs(urlsplit(asked).query) == {"base": ["EUR"], "quotes": ["CNY,TWD,VND"]}
    assert headers == {
        "Host": server.address.removeprefix("http://"),
        "User-Agent": "Localizer",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }


def test_the_second_source_gives_all_if_the_bank_is_down(server: Server) -> None:
    server.answers |= {"ecb": lambda answer: answer.send(b"", 500)}
    server.answers |= {"blend": blend(PUBLISHED | GAPS)}
    found = _refresh(server)
    assert [one.ok for one in found.tried] == [False, True]
    assert "error 500" in found.tried[0].sentence
    assert found.missing == ()
    assert _rate(found.applied(KNOWN), "CNY", "EUR").source == FRANKFURTER_NAME


def test_the_third_source_comes_last_and_wants_credit(server: Server) -> None:
    server.answers |= {"blend": b"[]", "er": er_api(GAPS | {"CNY": "7.41", "AED": "4"})}
    found = _refresh(server)
    assert [one.source for one in found.fetched] == [ECB_NAME, ER_API_NAME]
    assert "https://www.exchangerate-api.com" in found.credits[1]
    assert _rate(found.applied(KNOWN), "CNY", "TWD").date == TODAY


def test_a_partly_good_result_is_used_and_the_rest_is_told(server: Server) -> None:
    server.answers |= {"blend": b"[]"}
    found = _refresh(server)
    assert found.missing == ("TWD", "VND")
    assert [(one.source, one.ok) for one in found.tried] == [
        (ECB_NAME, True),
        (FRANKFURTER_NAME, False),
        (ER_API_NAME, False),
    ]
    table = found.applied(KNOWN)
    assert _rate(table, "CNY", "USD").date == FRIDAY
    assert _rate(table, "CNY", "VND") == KNOWN.rate("CNY", "VND")


def test_if_nothing_comes_all_that_was_tried_is_told(server: Server) -> None:
    server.answers = {"er": b"<html>Sign in</html>"}
    with pytest.raises(RefreshError, match="stay as they are") as caught:
        _refresh(server)
    assert [one.source for one in caught.value.tried] == [ECB_NAME, FRANKFURTER_NAME, ER_API_NAME]
    assert "error 404" in str(caught.value)
    assert "web page" in str(caught.value)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301 - ours
    with pytest.raises(RefreshError, match="no source"):
        refresh(KNOWN, wanted=WANTED, now=NOW, sources=())


def test_the_base_alone_needs_no_request(server: Server) -> None:
    found = refresh(KNOWN, wanted={"EUR"}, now=NOW, sources=server.sources())
    assert (found.fetched, found.missing, server.seen) == ((), (), [])


def _never(answer: Handler) -> None:
    assert isinstance(answer.server, Server)
    answer.server.over.wait(5)


def _drip_body(answer: Handler) -> None:
    answer.send(b"<", Content_Length="9999")
    _drip(answer)


def _drip_head(answer: Handler) -> None:
    answer.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    _drip(answer)


def _drip(answer: Handler) -> None:
    while not answer.server.over.wait(0.05):
        answer.wfile.write(b"x")


SLOW: tuple[Answer, ...] = (_never, _drip_body, _drip_head)


def _redirect(answer: Handler) -> None:
    answer.send(b"", 302, Location=answer.path)


def _elsewhere(target: str) -> Answer:
    return lambda answer: answer.send(b"", 301, Location=target)


BOMB = gzip.compress(bytes(10_000_000))
ENTITIES = b'<!DOCTYPE b [<!ENTITY a "ha"><!ENTITY c "&a;&a;&a;&a;&a;">]><b>&c;&c;&c;&c;</b>'


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (_never, "did not answer in 0.3 seconds"),
        (_drip_body, "did not answer in 0.6 seconds"),
        (_drip_head, "did not answer in 0.6 seconds"),
        (lambda answer: answer.send(ecb(PUBLISHED), Content_Length="9999"), "ends too early"),
        (ecb(PUBLISHED)[:300], "damaged or incomplete"),
        (b"<!doctype html><html></html>", "web page"),
        (lambda answer: answer.send(b"no", 404), "error 404"),
        (lambda answer: answer.send(b"no", 500), "error 500"),
        (lambda answer: answer.send(b"", 204), "error 204"),
        (lambda answer: answer.send(b"no", 429), "asks to wait"),
        (ecb({"CNY": "7.4"}), "IDR, MXN, USD is missing"),
        (ecb(PUBLISHED | {"CNY": "-7.4"}), "value of CNY"),
        (ecb(PUBLISHED | {"CNY": "0"}), "value of CNY"),
        (ecb(PUBLISHED | {"CNY": "NaN"}), "value of CNY"),
        (ecb(PUBLISHED | {"CNY": "1e999"}), "value of CNY"),
        (ecb(PUBLISHED, "2026-12-24"), "in the future"),
        (ecb(PUBLISHED, "2026-10-01"), "old"),
        (bytes(20_001), "too long"),
        (lambda answer: answer.send(b"", Content_Length="99999999"), "too long"),
        (_redirect, "without end"),
        (_elsewhere("http://localhost/ecb"), "another or an insecure place"),
        (_elsewhere("https://example.org/ecb"), "another or an insecure place"),
        (_elsewhere("file:///etc/hosts"), "another or an insecure place"),
        (_elsewhere("http://[broken"), "cannot be reached"),
        (lambda answer: answer.send(BOMB, Content_Encoding="gzip"), "compressed"),
        (BOMB, "damaged or incomplete"),
        (ecb(PUBLISHED).replace(b"CNY", b"\xff\xfe\xfd"), "damaged or incomplete"),
        (ENTITIES, "damaged or incomplete"),
        (lambda answer: answer.wfile.write(b"hello\r\n\r\n"), "cannot be reached"),
        (lambda _answer: None, "cannot be reached"),
    ],
)
def test_a_server_that_misbehaves_is_passed_over(
    server: Server, answer: Answer, sentence: str
) -> None:
    server.answers |= {"ecb": answer, "blend": blend(PUBLISHED | GAPS)}
    started = time.monotonic()
    found = _refresh(server, QUICK if answer in SLOW else PATIENT)
    assert time.monotonic() - started < 3
    assert found.tried[0].source == ECB_NAME
    assert not found.tried[0].ok
    assert sentence in found.tried[0].sentence
    assert [one.source for one in found.fetched] == [FRANKFURTER_NAME]
    assert found.missing == ()


def test_no_thread_is_left_behind(server: Server) -> None:
    server.answers |= {"ecb": _drip_head, "blend": blend(PUBLISHED | GAPS)}
    _refresh(server, QUICK)
    names = {thread.name for thread in threading.enumerate()}
    assert "exchange rates" not in names


def test_a_redirect_on_the_same_host_is_followed(server: Server) -> None:
    server.answers |= {"ecb": _elsewhere("/moved"), "moved": ecb(PUBLISHED)}
    assert [one.ok for one in _refresh(server).tried] == [True, True]


@pytest.mark.parametrize(
    "url", ["http://example.org/", "ftp://127.0.0.1/", "file:///etc/hosts", "nonsense", ""]
)
def test_an_insecure_address_is_never_asked(url: str) -> None:
    source = replace(DEFAULT_SOURCES[0], url=url)
    with pytest.raises(RefreshError, match="insecure place"):
        refresh(KNOWN, wanted=WANTED, now=NOW, sources=(source,), limits=PATIENT)


def test_a_closed_port_is_told() -> None:
    source = replace(DEFAULT_SOURCES[0], url="http://127.0.0.1:9/")
    with pytest.raises(RefreshError, match="cannot be reached"):
        refresh(KNOWN, wanted=WANTED, now=NOW, sources=(source,), limits=PATIENT)


def test_a_plain_server_is_no_secure_one(server: Server) -> None:
    source = replace(DEFAULT_SOURCES[0], url=server.address.replace("http", "https") + "/ecb")
    with pytest.raises(RefreshError, match="cannot be reached"):
        refresh(KNOWN, wanted=WANTED, now=NOW, sources=(source,), limits=PATIENT)
    assert server.seen == []


def test_the_systems_proxy_is_used(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("no_proxy")
    monkeypatch.setenv("http_proxy", server.address)
    source = replace(DEFAULT_SOURCES[0], url="http://127.0.0.1:1/ecb")
    server.answers |= {"ecb": ecb(PUBLISHED)}
    found = refresh(KNOWN, wanted={"USD"}, now=NOW, sources=(source,), limits=PATIENT)
    assert [one.ok for one in found.tried] == [True]
    assert server.seen[0][0] == "http://127.0.0.1:1/ecb"


@pytest.mark.parametrize("path", ["ecb", "blend"])
def test_a_rate_100_times_off_waits_for_a_person(server: Server, path: str) -> None:
    code = "IDR" if path == "ecb" else "VND"
    wrong = {code: str(D((PUBLISHED | GAPS)[code]) * 100)}
    bodies = {"ecb": ecb(PUBLISHED | wrong), "blend": blend(GAPS | {"CNY": "7.41"} | wrong)}
    server.answers |= {path: bodies[path]}
    found = _refresh(server)
    (question,) = found.outliers
    assert (question.currency, found.missing) == (code, ())
    held = found.applied(KNOWN)
    assert held.rate("CNY", code) == KNOWN.rate("CNY", code)
    assert _rate(held, "CNY", "USD").date == FRIDAY
    taken = found.applied(KNOWN, [question])
    assert _rate(taken, "CNY", code).value > 90 * _rate(KNOWN, "CNY", code).value


def test_a_pivot_that_is_off_holds_back_its_crosses_only(server: Server) -> None:
    server.answers |= {"blend": blend(GAPS | {"CNY": "741"})}
    found = _refresh(server)
    assert {(one.source, one.currency) for one in found.outliers} == {
        (FRANKFURTER_NAME, code) for code in ("CNY", "TWD", "VND")
    }
    assert [one.source for one in found.series()] == [ECB_NAME]
    assert found.applied(KNOWN).rate("CNY", "VND") == KNOWN.rate("CNY", "VND")


def test_refreshing_again_replaces_what_was_refreshed(server: Server) -> None:
    once = _refresh(server).applied(KNOWN)
    server.answers |= {"ecb": ecb(PUBLISHED | {"CNY": "7.42"}, "2026-11-22")}
    twice = _refresh(server).applied(once)
    assert len(twice.series) == len(once.series) == 4
    assert _rate(twice, "EUR", "CNY").value == D("7.42")
    assert _rate(twice.frozen(FRIDAY), "EUR", "CNY").value == D("7.4")
    assert twice.frozen(OLD).rate("CNY", "VND") == KNOWN.rate("CNY", "VND")


def test_a_wish_to_stop_is_heard_while_waiting(server: Server) -> None:
    server.answers |= {"ecb": _never}
    progress = Progress()
    timer = threading.Timer(0.1, progress.cancel)
    timer.start()
    started = time.monotonic()
    with pytest.raises(Cancelled):
        refresh(KNOWN, wanted=WANTED, now=NOW, sources=server.sources(), progress=progress)
    timer.join()
    assert time.monotonic() - started < 3
    assert len(server.seen) == 1


def test_progress_is_told_to_the_end(server: Server) -> None:
    told: list[tuple[int, int]] = []
    progress = Progress(lambda done, total: told.append((done, total)))
    refresh(KNOWN, wanted=WANTED, now=NOW, sources=server.sources(), progress=progress)
    assert told[0] == (0, 3)
    assert told[-1] == (3, 3)


def test_the_programs_sources_are_secure_and_in_order() -> None:
    assert [one.name for one in DEFAULT_SOURCES] == [ECB_NAME, FRANKFURTER_NAME, ER_API_NAME]
    assert all(one.url.startswith("https://") for one in DEFAULT_SOURCES)
    assert Attempt("a", ok=True, sentence="b") == Attempt("a", ok=True, sentence="b")
    asked = DEFAULT_SOURCES[1].address({"VND", "TWD"})
    assert asked == "https://api.frankfurter.dev/v2/rates?base=EUR&quotes=TWD,VND"
