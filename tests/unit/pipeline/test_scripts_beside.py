"""Several processes draft the scripts one drafts, in the same order; a death among them is survived."""

from __future__ import annotations

import datetime as dt
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from localizer import pipeline
from localizer.bench.data import write_csv
from localizer.catalog import launches
from localizer.jobs import Cancelled, Progress
from localizer.pipeline import check_beside, scripts_beside
from localizer.pipeline.check_beside import Share
from localizer.pipeline.scripts_beside import script_crew
from localizer.pipeline.tools import Tools
from localizer.store.database import create

TARGETS = ("TH/shopee", "DE/amazon", "VN/shopee")


def scripts(
    folder: Path, catalog: Path, tools: Tools, *, again: bool = False
) -> list[tuple[Any, ...]]:
    """Draft a catalog in a workspace of its own; return the scripts as they were written."""
    folder.mkdir()
    with create(folder / "w.localizer") as store:
        pipeline.import_catalog(store, catalog)
        pipeline.create_launch(store, tools, "l", TARGETS, dt.date(2026, 12, 11))
        pipeline.draft(store, tools)
        if again:
            assert pipeline.draft(store, tools).rows_written == 0
        return store.read().tuples(
            "SELECT s.id, s.product_id, s.market, s.input_hash, b.lines FROM script s "
            "JOIN script_body b ON b.id = s.id ORDER BY s.id"
        )


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    path = tmp_path / "c.csv"
    write_csv(path, 6)
    return path


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two processes draft, however little there is."""
    monkeypatch.setattr(check_beside, "BESIDE_FROM", 1)
    monkeypatch.setattr(check_beside, "cores", lambda: 2)
    monkeypatch.setattr(scripts_beside, "cores", lambda: 2)
    monkeypatch.setattr("localizer.script.stage.CHUNK", 2)


@pytest.mark.slow
def test_others_draft_what_one_drafts(
    tmp_path: Path, catalog: Path, loaded: Tools, request: pytest.FixtureRequest
) -> None:
    alone = scripts(tmp_path / "alone", catalog, loaded)
    assert len(alone) > 12
    request.getfixturevalue("beside")
    assert scripts(tmp_path / "beside", catalog, loaded, again=True) == alone


@pytest.mark.slow
def test_where_a_process_dies_this_one_drafts(
    tmp_path: Path,
    catalog: Path,
    loaded: Tools,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alone = scripts(tmp_path / "alone", catalog, loaded)
    request.getfixturevalue("beside")
    monkeypatch.setattr(scripts_beside, "_serve", _die)
    assert scripts(tmp_path / "beside", catalog, loaded) == alone


def _die(_share: Share, _wanted: object, _pipe: object) -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def test_a_cancel_ends_the_others(tmp_path: Path, catalog: Path, loaded: Tools) -> None:
    with create(tmp_path / "w.localizer") as store:
        pipeline.import_catalog(store, catalog)
        pipeline.create_launch(store, loaded, "l", TARGETS, dt.date(2026, 12, 11))
        launch = launches.find(store.read())
        share = Share(store.path, launch.name, launch.targets, loaded.now(), loaded.root, ())
        progress = Progress()
        progress.cancel()
        with pytest.raises(Cancelled), script_crew(share, [1, 2], 2) as spread:
            list(spread([[1, 2]], progress))
