"""``localizer book``: a launch to read and print."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from localizer import pipeline
from localizer.cli import books as module
from localizer.cli.books import book
from localizer.cli.main import cli
from localizer.errors import InputError, OutputError
from localizer.store.database import create

GOODS = "handle,title,cost price,currency\nP1,不锈钢保温杯 500ml,12.34,CNY\nP2,棉袜,3,CNY\n"


@pytest.fixture(autouse=True)
def _no_qt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep Qt away: an application object without widgets would stay, and tests of widgets come later."""
    monkeypatch.setitem(sys.modules, "localizer.ui.printing", None)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, loaded: pipeline.Tools) -> Path:
    """Return a drafted workspace on two targets."""
    folder = tmp_path_factory.mktemp("book")
    (folder / "goods.csv").write_text(GOODS, encoding="utf-8")
    with create(folder / "w.localizer") as store:
        pipeline.import_catalog(store, folder / "goods.csv")
        targets = ["TH/shopee", "DE/amazon"]
        pipeline.create_launch(store, loaded, "Winter", targets, dt.date(2026, 11, 26))
        pipeline.draft(store, loaded)
    return folder / "w.localizer"


def run(command: click.Command, *args: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(command, [*map(str, args)], standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return int(result.return_value or 0), result.stdout


def read(*args: str | Path) -> Any:  # noqa: ANN401 - JSON
    return json.loads(run(book, *args, "--json")[1])


def test_each_target_gets_its_book_and_drafts_are_told(workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told = CliRunner().invoke(book, [str(workspace), "--out", str(out)])
    assert told.exit_code == 0
    names = ["TH-shopee.book.draft.html", "DE-amazon.book.draft.html"]
    assert told.stdout.split() == [str(out / name) for name in names]
    assert told.stderr.strip() == "Stamped as a draft: TH/shopee, DE/amazon"


def test_the_answer_tells_every_file(workspace: Path, tmp_path: Path) -> None:
    answer = read(workspace, "--out", tmp_path, "--target", "DE/amazon", "--costs")
    (one,) = answer["targets"]
    assert (one["target"], one["approved"], one["products"], one["left_out"]) == (
        "DE/amazon", False, 2, 0,
    )  # fmt: skip
    (file,) = one["files"]
    assert (file["products"], file["pages"]) == (2, None)
    text = Path(file["file"]).read_text(encoding="utf-8")
    assert "Where the price comes from" in text
    bare = read(workspace, "--out", tmp_path, "--target", "DE/amazon", "--no-findings")
    text = Path(bare["targets"][0]["files"][0]["file"]).read_text(encoding="utf-8")
    assert "Where the price comes from" not in text


def test_nothing_to_write_is_1_and_says_why(workspace: Path, tmp_path: Path) -> None:
    args = [str(workspace), "--out", str(tmp_path / "out"), "--approved-only"]
    result = CliRunner().invoke(book, args, standalone_mode=False)
    assert result.return_value == 1
    assert result.stdout == ""
    said = "2 products are left out because they are not approved."
    assert result.stderr.splitlines() == [f"TH/shopee: {said}", f"DE/amazon: {said}"]


def test_what_cannot_be_asked_for_is_refused(workspace: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no target VN/shopee"):
        run(book, workspace, "--out", tmp_path / "out", "--target", "VN/shopee")
    (tmp_path / "file").touch()
    with pytest.raises(OutputError):
        run(book, workspace, "--out", tmp_path / "file")
    for args in (["--out", str(tmp_path), "--format", "docx"], []):
        assert CliRunner().invoke(book, [str(workspace), *args]).exit_code == 2


def test_without_qt_html_is_written_all_the_same(workspace: Path, tmp_path: Path) -> None:
    assert module._printing(pdf=False) == (None, None)
    assert run(book, workspace, "--out", tmp_path, "--target", "DE/amazon")[0] == 0


def test_a_pdf_needs_no_display(workspace: Path, tmp_path: Path) -> None:
    """In a process of its own: the application object stays for good."""
    clean = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    done = subprocess.run(
        [sys.executable, "-m", "localizer", "book", str(workspace), "--target", "DE/amazon",
         "--out", str(tmp_path), "--format", "pdf", "--format", "pdf", "--json"],
        env={name: value for name, value in clean.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (file,) = json.loads(done.stdout)["targets"][0]["files"]
    assert file["pages"] >= 3, "a cover and two products"
    assert Path(file["file"]).name == "DE-amazon.book.draft.pdf"
    assert Path(file["file"]).read_bytes().startswith(b"%PDF-")


def test_the_command_is_registered() -> None:
    assert cli.get_command(click.Context(cli), "book") is book
