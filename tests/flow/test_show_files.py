"""A show leaves in every format by the command, from one drafted workspace."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from PySide6.QtWidgets import QApplication

from localizer import pipeline
from localizer.catalog import show_log, shows
from localizer.cli import commands
from localizer.cli.show_export import show_export
from localizer.errors import LocalizerError
from localizer.model.show import EventKind, RunKind, ShowEvent
from localizer.pipeline.tools import Tools
from localizer.store.database import open_store
from tests.support.show_stage import NAME, build

#: How a file of each format begins.
BEGINNINGS = {
    "docx": b"PK\x03\x04",
    "pdf": b"%PDF-",
    "html": b"<!DOCTYPE html>",
    "md": b"# Show",
    "srt": b"1\n00:00:00,000 --> ",
    "vtt": b"WEBVTT\n\n1\n00:00:00.000 --> ",
    "csv": b"\xef\xbb\xbfn,start_clock",
    "txt": b"[Show \xc2\xb7 TH/shopee]",
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, loaded: Tools) -> str:
    path = tmp_path_factory.mktemp("files") / "w.localizer"
    build(path, loaded)
    return str(path)


@pytest.fixture(autouse=True)
def _loaded_once(loaded: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "load_tools", lambda: loaded)


def export(*args: str) -> str:
    result = CliRunner().invoke(show_export, args, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result.stdout


@pytest.mark.parametrize("kind", BEGINNINGS)
def test_each_format_is_written(
    workspace: str, kind: str, tmp_path: Path, qapp: QApplication
) -> None:
    del qapp  # a later test needs the one with widgets
    path = tmp_path / f"show.{kind}"
    told = json.loads(export(workspace, NAME, "--format", kind, "--out", str(path), "--json"))
    assert (told["file"], told["format"], told["items"]) == (str(path), kind, 3)
    assert told["draft"] is True
    assert ("cues" in told) is (kind in {"srt", "vtt"})
    content = path.read_bytes()
    assert content.startswith(BEGINNINGS[kind])
    if kind == "pdf":
        assert len(re.findall(rb"/Type /Page\b", content)) >= 4
        assert b"/FontFile2" in content
        assert b"/ToUnicode" in content


def test_a_pdf_needs_no_display(workspace: str, tmp_path: Path) -> None:
    path = tmp_path / "show.pdf"
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    surroundings = {name: value for name, value in os.environ.items() if name not in hidden}
    command = (sys.executable, "-m", "localizer", "show", "export", workspace, NAME)
    given = (*command, "--format", "pdf", "--out", str(path))
    done = subprocess.run(given, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == "Some of it is not approved and stamped as a draft.\n"
    assert path.read_bytes().startswith(b"%PDF-")


def test_times_of_a_logged_run(workspace: str, tmp_path: Path) -> None:
    with open_store(Path(workspace), person="tester") as store:
        found = shows.find(store.read(), NAME)
        item = found.items[0]
        began = dt.datetime(2026, 11, 26, 13, tzinfo=dt.UTC)
        with show_log.begin(store, found, RunKind.REHEARSAL, began) as log:
            for after, kind in ((61.0, EventKind.BEGIN), (66.0, EventKind.END)):
                log.append(ShowEvent(after, kind, item.id, item.product_id, 0, "hook"))
        run = log.run_id
    path = tmp_path / "show.vtt"
    export(workspace, NAME, "--format", "vtt", "--out", str(path), "--run", str(run))
    assert path.read_text("utf-8").startswith("WEBVTT\n\n1\n00:01:01.000 --> ")


def test_the_command_is_one_of_shows() -> None:
    (group,) = (one for one in commands.ALL if one.name == "show")
    assert isinstance(group, click.Group)
    assert group.commands["export"] is show_export


def test_the_person_is_told_what_was_written(workspace: str, tmp_path: Path) -> None:
    path = tmp_path / "show.txt"
    said = export(workspace, NAME, "--format", "txt", "--out", str(path), "--words")
    assert said == f"3 items written to {path}.\n"


def test_a_run_nobody_logged_and_a_folder_that_is_missing(workspace: str, tmp_path: Path) -> None:
    path = tmp_path / "show.srt"
    with pytest.raises(LocalizerError, match="no run 5"):
        export(workspace, NAME, "--format", "srt", "--out", str(path), "--run", "5")
    away = tmp_path / "away" / "show.srt"
    with pytest.raises(LocalizerError, match="There is no folder"):
        export(workspace, NAME, "--format", "srt", "--out", str(away))
    assert not any(tmp_path.iterdir())
