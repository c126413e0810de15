"""``localizer severity``: chosen, listed and given back from the command line."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from localizer import pipeline
from localizer.cli.severities import severity
from localizer.errors import InputError
from localizer.store.database import create


@pytest.fixture
def workspace(tmp_path: Path, loaded: pipeline.Tools) -> str:
    """Return a checked workspace with one product for one target."""
    goods, path = tmp_path / "goods.csv", tmp_path / "w.localizer"
    goods.write_text("货号,商品标题,成本价(元),售价(元)\nA,水杯,20,60\n", encoding="utf-8")
    with create(path, person="tester") as store:
        pipeline.import_catalog(store, goods)
        pipeline.create_launch(store, loaded, "11.11", ["TH/shopee"], dt.date(2026, 11, 11))
        pipeline.draft(store, loaded)
        pipeline.check(store, loaded)
    return str(path)


def run(*args: str) -> tuple[int, str]:
    result = CliRunner().invoke(severity, args, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result.return_value, result.output


def test_chosen_listed_and_given_back(workspace: str) -> None:
    words = "“pictures” is “block” in this launch from now on.\n"
    chosen = (workspace, "--launch", "11.11", "--rule", "pictures", "--set", "block")
    assert run(*chosen, "--reason", "the shop wants them") == (0, words)
    status, output = run(workspace, "--list", "--json")
    content = json.loads(output)
    (one,) = content.pop("severities")
    assert (status, content) == (0, {"launch": "11.11"})
    assert (one["rule"], one["severity"], one["own"]) == ("pictures", "block", "warning")
    assert one["reason"] == "the shop wants them"
    assert "the shop wants them" in run(workspace, "--list")[1]
    again = run(workspace, "--rule", "pictures", "--set", "own", "--json")
    assert json.loads(again[1]) == {"rule": "pictures", "severity": None, "changed": True}
    assert "every rule has its own severity" in run(workspace, "--list")[1]
    assert "so already" in run(workspace, "--rule", "pictures", "--set", "own")[1]


def test_half_a_choice_is_refused(workspace: str) -> None:
    for args in ((), ("--rule", "pictures"), ("--set", "info"), ("--list", "--rule", "pictures")):
        with pytest.raises(click.UsageError):
            run(workspace, *args)
    with pytest.raises(InputError, match="no rule"):
        run(workspace, "--rule", "x", "--set", "info")
