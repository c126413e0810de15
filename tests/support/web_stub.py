"""A server on this machine that answers what a test has laid down and keeps what it was asked."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Scripted:
    """One answer: ``value`` as JSON, or the ``body`` as it is.

    After ``delay`` seconds; only ``sent`` bytes of the body, if given; in ``drips`` pieces, one each 0.05 s.
    """

    value: object = None
    status: int = 200
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    sent: int | None = None
    drips: int = 1

    def content(self) -> bytes:
        """Return the whole body."""
        return json.dumps(self.value).encode() if self.body is None else self.body


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    method: str
    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:  # noqa: ANN401 - any JSON value
        """Return the body as JSON."""
        return json.loads(self.body)

    def form(self) -> dict[str, str]:
        """Return the fields of a form."""
        return {name: values[0] for name, values in parse_qs(self.body.decode()).items()}


class _Listener(ThreadingHTTPServer):
    """Takes many connections at once."""

    daemon_threads = True
    request_queue_size = 64


class WebStub:
    """The server; ``answers`` are given one after the other, the last of them again and again."""

    def __init__(self) -> None:
        self.answers: deque[Scripted] = deque()
        self.asked: list[Asked] = []
        self.server = _Listener(("127.0.0.1", 0), _handler(self))

    @property
    def url(self) -> str:
        """The address, without a slash behind."""
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def give(self, *answers: Scripted) -> None:
        """Answer these next."""
        self.answers.extend(answers)

    def next(self) -> Scripted:
        """Return the answer for a request."""
        return self.answers.popleft() if len(self.answers) > 1 else self.answers[0]


@contextmanager
def web_stub() -> Iterator[WebStub]:
    """Run a server until the test is over."""
    stub = WebStub()
    thread = threading.Thread(target=stub.server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        stub.server.shutdown()
        thread.join()
        stub.server.server_close()


def _handler(stub: WebStub) -> type[BaseHTTPRequestHandler]:
    """Return the class that answers for ``stub``."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._serve()

        def do_POST(self) -> None:
            self._serve()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is given
            """Say nothing."""

        def _serve(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            query = parse_qs(parts.query)
            stub.asked.append(Asked(self.command, parts.path, query, dict(self.headers), body))
            self._send(stub.next())

        def _send(self, answer: Scripted) -> None:
            content = answer.content()
            time.sleep(answer.delay)
            try:
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                size = -(-len(content) // answer.drips)
                for start in range(0, len(content[: answer.sent]), size or 1):
                    self.wfile.write(content[: answer.sent][start : start + size])
                    self.wfile.flush()
                    if answer.drips > 1:
                        time.sleep(0.05)
            except OSError:
                return  # the client has gone, as it should

    return Handler
