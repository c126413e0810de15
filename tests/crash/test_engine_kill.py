"""A run of an engine that is killed asks nothing again that was answered, and loses nothing."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from localizer.model.product import Product
from localizer.store.database import Store, open_store
from tests.support import engine_child
from tests.support.fake_engine import fill, shown, thai

COUNT = 240
KILLS = 8 if os.environ.get("LOCALIZER_LONG") else 3
#: Texts that can be under way when the program is killed.
FLYING = engine_child.TEXTS * engine_child.PARALLEL


class Service(ThreadingHTTPServer):
    """Answers in Thai and counts; kills the program that asks at the request ``kill_at``."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: Counter[str] = Counter()
        self.requests = 0
        self.kill_at = 0
        self.after_answer = False
        self.kill: Callable[[], None] = lambda: None
        self.lock = threading.Lock()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a program that is gone: it was killed."""


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Service

    def do_POST(self) -> None:
        """Count the texts and answer them."""
        texts = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        service = self.server
        with service.lock:
            service.asked.update(texts)
            service.requests += 1
            strikes = service.requests == service.kill_at
        if strikes and not service.after_answer:
            service.kill()
        body = json.dumps([thai(text) for text in texts]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        if strikes and service.after_answer:
            # A moment later: while the answer is being written, or just after.
            threading.Timer(random.uniform(0, 0.02), service.kill).start()  # noqa: S311

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture
def service() -> Iterator[Service]:
    """Return a running service."""
    with Service() as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def path(new_store: Callable[[Path], Store], tmp_path: Path) -> Path:
    """Return a workspace in which texts wait, some of them for two segments."""
    bullets = tuple(f"说明文字第{number}条" for number in range(COUNT - 1))
    with new_store(tmp_path / "w.localizer") as store:
        fill(
            store,
            [
                Product(key="A", title="连衣裙", variants=(), bullets=bullets),
                Product(key="B", title="连衣裙", variants=(), bullets=bullets[::3]),
            ],
        )
    return tmp_path / "w.localizer"


def answered(path: Path) -> set[str]:
    """Return the texts whose answers are kept in the file."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = connection.execute(
            "SELECT j.source, j.state FROM engine_job j JOIN engine_answer a USING(source_hash)"
        ).fetchall()
    # An answer is never there without its job being marked: both are one transaction.
    assert {state for _source, state in rows} <= {"answered"}
    return {source for source, _state in rows}


def run(path: Path, service: Service) -> tuple[int, str]:
    """Run the program until it ends or is killed; return its code and what it said."""
    address = f"127.0.0.1:{service.server_address[1]}"
    process = subprocess.Popen(
        [sys.executable, engine_child.__file__, str(path), address],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    service.kill = lambda: process.send_signal(signal.SIGKILL)
    out, errors = process.communicate(timeout=120)
    assert errors == ""
    return process.returncode, out.strip()


@pytest.mark.slow
def test_a_killed_run_asks_nothing_twice_and_loses_nothing(path: Path, service: Service) -> None:
    chance = random.Random(20261122)  # noqa: S311 - the moments of the kills
    kept: set[str] = set()
    grew = 0
    for number in range(KILLS):
        # With two under way at once, two answers are written before the fourth request goes out.
        service.kill_at = service.requests + chance.randint(4, 9)
        service.after_answer = bool(number % 2)
        before = service.asked.copy()
        code, _out = run(path, service)
        assert code == -signal.SIGKILL
        assert not kept & set(service.asked - before), "asked again though it was answered"
        now = answered(path)
        assert kept <= now
        grew += len(now) > len(kept)
        kept = now
    assert grew == KILLS, "the kills came too early to prove anything"
    service.kill_at = 0
    before = service.asked.copy()
    code, out = run(path, service)
    assert (code, out) == (0, f"done {COUNT}")
    assert not kept & set(service.asked - before)
    assert len(service.asked) == COUNT
    assert sum(service.asked.values()) <= COUNT + KILLS * FLYING
    with open_store(path) as store:
        assert shown(store) == {
            source: (thai(source), "draft", "engine:served") for source in service.asked
        }
        sent = store.read().value("SELECT sum(texts) FROM engine_log")
        # Every request is in the log, answered or not; one may have been noted and not sent.
        assert sum(service.asked.values()) <= sent <= COUNT + KILLS * FLYING
        cut = "SELECT count(*) FROM engine_log WHERE cause = 'stopped' AND answered = 0"
        assert 1 <= store.read().value(cut) <= KILLS * engine_child.PARALLEL
        assert store.undo() is not None
        assert {state for _text, state, _reason in shown(store).values()} == {"untranslated"}
    code, out = run(path, service)
    assert (code, out) == (0, f"done {COUNT}")
    assert service.asked.total() <= COUNT + KILLS * FLYING, "a new run takes what was answered"
