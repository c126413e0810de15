"""``localizer demo``: into a folder, and again into the same."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from localizer import pipeline
from localizer.cli import demo as module
from localizer.cli.demo import demo
from localizer.errors import OutputError
from localizer.store.database import Store, open_store

GOODS = "handle,title,cost price,currency\nP1,不锈钢保温杯 500ml,12.34,CNY\nP2,棉袜,3,CNY\n"


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let the sample be two products on two targets: all of it runs from the wheel."""
    (tmp_path / "goods.csv").write_text(GOODS, encoding="utf-8")

    def create_demo(store: Store, tools: pipeline.Tools, **_progress: object) -> None:
        pipeline.import_catalog(store, tmp_path / "goods.csv")
        targets = ["TH/shopee", "DE/amazon"]
        pipeline.create_launch(store, tools, "Sample", targets, dt.date(2026, 11, 26))

    monkeypatch.setattr(module, "create_demo", create_demo)


def run(*args: str | Path) -> str:
    command = [*map(str, args), "--no-window"]
    result = CliRunner().invoke(demo, command, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    assert result.return_value == 0
    return result.output


def test_the_road_ends_with_files_and_can_be_gone_again(tmp_path: Path) -> None:
    out = tmp_path / "demo"
    told = json.loads(run("--out", out, "--json"))
    manifest = json.loads((out / "files" / "manifest.json").read_bytes())
    assert [one["target"] for one in manifest["targets"]] == ["TH/shopee", "DE/amazon"]
    assert [one["target"] for one in told["files"]["targets"]] == ["TH/shopee", "DE/amazon"]
    assert [one["prices"] for one in told["status"]["targets"]] == [2, 2]
    with open_store(Path(told["workspace"])) as store:
        assert store.read().value("SELECT count(*) FROM finding") > 0, "nothing was checked"
        steps = store.read().value("SELECT count(*) FROM step")
    again = run("--out", out)
    assert "TH/shopee" in again
    assert str(out / "files") in again
    with open_store(Path(told["workspace"])) as store:
        assert store.read().value("SELECT count(*) FROM step") == steps


def test_without_a_folder_it_makes_its_own_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run()
    assert (tmp_path / "localizer-demo" / "sample.localizer").is_file()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot be made"):
        run("--out", tmp_path / "file" / "demo")
