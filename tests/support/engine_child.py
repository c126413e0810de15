"""A program of its own that lets an engine behind a local server draft a workspace: ``path``, ``address``.

It begins a run, or goes on with one that was cut short.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from http.client import HTTPConnection
from pathlib import Path

from localizer import pipeline
from localizer.catalog import engine_runs
from localizer.model.launch import Target
from localizer.pipeline import engine_queue, engine_run
from localizer.store.database import open_store
from localizer.translate.engines.base import Ask, EngineInfo, Limits, Reply, text_weight

TEXTS = 4
PARALLEL = 2


class ServedEngine:
    """Sends JSON lists of texts to a server, which answers with lists."""

    def __init__(self, address: str) -> None:
        """Ask the server at ``address`` (host:port)."""
        self.address = address

    @property
    def info(self) -> EngineInfo:
        """Say what it is."""
        return EngineInfo("served", "1", self.address, Limits(texts=TEXTS, parallel=PARALLEL))

    def can(self, _source: str, _target: str) -> bool:
        """Know every language."""
        return True

    def weight(self, batch: Sequence[Ask]) -> int:
        """Return the characters of the texts."""
        return text_weight(batch)

    def translate(self, batch: Sequence[Ask], _source: str, _target: str) -> Sequence[Reply]:
        """Ask the server."""
        connection = HTTPConnection(self.address, timeout=30)
        connection.request("POST", "/", json.dumps([ask.text for ask in batch]))
        with connection.getresponse() as response:
            answers = json.load(response)
        connection.close()
        return [Reply(text) for text in answers]


def main(path: str, address: str) -> None:
    """Draft the workspace in Thai and say what came of it."""
    engine, tools = ServedEngine(address), pipeline.load_tools()
    with open_store(Path(path), person="tester") as store:
        begun = engine_runs.unfinished(store.read())
        if begun:
            report = engine_run.resume(store, tools, engine, begun[0].id)
        else:
            plan = engine_queue.plan(store, tools, [Target("TH", "shopee", "th-TH")], engine.info)
            report = engine_run.start(store, tools, engine, plan)
    print(report.state.value, report.answered)


if __name__ == "__main__":
    main(*sys.argv[1:])
