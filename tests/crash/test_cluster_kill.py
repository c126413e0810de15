"""A cluster gives what this process gives, byte for byte, and a worker that is killed loses nothing."""

from __future__ import annotations

import datetime as dt
import logging
import os
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from localizer.bench import data
from localizer.cluster.part import Order, Result
from localizer.cluster.run import Task, draft_parts, here
from localizer.cluster.workers import DaskWorkers

arrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
distributed = pytest.importorskip("distributed")

LONG = bool(os.environ.get("LOCALIZER_LONG"))
PARTS, EACH = (50, 1000) if LONG else (4, 1)
ORDER = Order(("TH/shopee",), dt.date(2026, 12, 11), dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC))


def inputs(folder: Path) -> list[Path]:
    lines = list(data.lines(PARTS * EACH))
    keys = list(dict.fromkeys(line["货号"] for line in lines))
    files = []
    for at in range(PARTS):
        mine = set(keys[at * EACH : (at + 1) * EACH])
        files.append(folder / f"part-{at:03}.parquet")
        rows = [line for line in lines if line["货号"] in mine]
        parquet.write_table(arrow.Table.from_pylist(rows), files[-1])
    return files


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


class Deadly:
    """Workers on this machine, one of which is killed when the first result is there."""

    def __init__(self) -> None:
        self.killed = 0

    def __call__(
        self, tasks: Sequence[Task], order: Order, material: bytes
    ) -> Iterator[tuple[Task, Result]]:
        for at, one in enumerate(DaskWorkers("local:2")(tasks, order, material)):
            if at == 0:
                self._kill()
            yield one

    def _kill(self) -> None:
        client = distributed.get_client()
        workers = client.run(os.getpid)
        os.kill(next(iter(workers.values())), signal.SIGKILL)
        self.killed += 1


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows ends processes in another way")
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_gives_the_same_bytes_though_a_worker_is_killed(tmp_path: Path) -> None:
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    files = inputs(tmp_path)
    draft_parts(files, tmp_path / "here", ORDER, here)
    deadly = Deadly()
    began = time.perf_counter()
    total = draft_parts(files, tmp_path / "cluster", ORDER, deadly)
    print(f"{total.listings} listings by two workers in {time.perf_counter() - began:.1f} s")
    assert deadly.killed == 1
    assert total.problems == ()
    assert contents(tmp_path / "cluster") == contents(tmp_path / "here")
    assert threading.active_count() < 50
