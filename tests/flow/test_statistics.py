"""Statistics from end to end by commands: what was approved and taken back shows in the figures."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from localizer import pipeline, settings
from localizer.cli import commands, statistics
from localizer.settings import Settings

GOODS = (
    "货号,商品标题,品牌,卖点1,商品描述,成本价(元),售价(元),图片\n"
    "A,水杯,Marla,好用,日常使用,20,60,a.jpg\n"
    "B,杯子,Marla,好用,日常使用,30,80,b.jpg\n"
)
Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path, loaded: pipeline.Tools, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs a command on the workspace and reads the JSON it wrote."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))  # the name set here is nobody else's
    monkeypatch.setattr(pipeline, "load_tools", lambda: loaded)
    monkeypatch.setattr(commands, "load_tools", lambda: loaded)
    monkeypatch.setattr(statistics, "load_tools", lambda: loaded)
    group = click.Group(commands={one.name or "": one for one in commands.ALL})

    def run(*words: str) -> Any:  # noqa: ANN401 - JSON
        name, *rest = words
        args = [*name.split(), str(tmp_path / "w.localizer"), *rest, "--json"]
        result = CliRunner().invoke(group, args, standalone_mode=False)
        if result.exception is not None:
            raise result.exception
        return json.loads(result.stdout)

    return run


def test_what_is_approved_by_command_is_the_persons_and_undo_takes_it_back(
    run: Run, tmp_path: Path
) -> None:
    settings.save(Settings(person="Mei"))
    goods = tmp_path / "goods.csv"
    goods.write_text(GOODS, encoding="utf-8")
    group = click.Group(commands={one.name or "": one for one in commands.ALL})
    into = ["import", str(goods), "--into", str(tmp_path / "w.localizer"), "--json"]
    assert CliRunner().invoke(group, into, standalone_mode=False).exception is None
    targets = ("--targets", "DE/amazon,TH/shopee", "--date", "2026-11-11")
    run("launch create", "--name", "cups", *targets)
    run("draft")
    before = run("statistics")["rows"]
    approved = run("approve", "--clean")["translations"]
    assert approved > 0
    rows = run("statistics")["rows"]
    assert total(rows, "texts") == total(before, "texts")
    assert total(rows, "words") == total(before, "words")
    assert total(rows, "texts", "approved") == approved
    (mei,) = run("statistics", "--by", "person")["rows"]
    assert (mei["person"], mei["approved_texts"]) == ("Mei", approved)
    assert mei["approved_words"] == total(rows, "words", "approved")
    (day,) = run("statistics", "--by", "day")["rows"]
    assert {name: day[name] for name in mei} == mei
    run("undo")
    assert run("statistics", "--by", "person")["rows"] == []
    assert run("statistics")["rows"] == before


def total(rows: list[dict[str, Any]], what: str, state: str = "") -> int:
    """Return the sum over the rows, or over those of one state."""
    return sum(row[what] for row in rows if state in ("", row["state"]))
