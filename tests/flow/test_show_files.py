"""A show leaves in every format by the command, from one drafted workspace."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from PySide6.QtWidgets import QApplication

from localizer import pipeline
from localizer.cli import commands
from localizer.cli.show_export import show_export
from localizer.errors import LocalizerError
from localizer.pipeline.tools import Tools
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
