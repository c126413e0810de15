"""``localizer rewrite-script``: shown, kept, undone, and what it says where it cannot."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from localizer import pipeline
from localizer.catalog import scripts
from localizer.cli import rewriting
from localizer.cli.commands import undo
from localizer.cli.engines import engines
from localizer.cli.rewriting import rewrite_script
from localizer.errors import InputError
from localizer.model.launch import Target
from localizer.model.script import Beat, Lane
from localizer.store.database import create, open_store
from tests.support.engine_server import EngineServer, Fault, engine_server

GOODS = """商品编码,商品标题,面料成分,颜色
A-1,女士连衣裙,棉95% 氨纶5%,红色
"""
AMERICAN = Target("US", "amazon", "en-US")
HERE = ("--target", "US/amazon", "--product", "A-1", "--engine", "chat")


def run(command: click.Command, *args: str, status: int = 0, text: str = "") -> str:
    result = CliRunner().invoke(command, args, standalone_mode=False, input=text)
    if result.exception is not None:
        raise result.exception
    assert (result.return_value or 0) == status
    return result.stdout


@pytest.fixture
def server() -> Iterator[EngineServer]:
    with engine_server() as running:
        yield running


@pytest.fixture
def workspace(
    tmp_path: Path, loaded: pipeline.Tools, server: EngineServer, monkeypatch: pytest.MonkeyPatch
) -> str:
    """Return a drafted workspace, with an endpoint turned on that rewords the hook."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(rewriting, "load_tools", lambda: loaded)
    goods = tmp_path / "goods.csv"
    goods.write_text(GOODS, encoding="utf-8")
    path = tmp_path / "w.localizer"
    with create(path, person="tester") as store:
        pipeline.import_catalog(store, goods)
        pipeline.create_launch(store, loaded, "launch", ["US/amazon"], dt.date(2026, 11, 26))
        pipeline.draft(store, loaded)
    run(engines, "add", "chat", "--url", f"{server.url}/v1", "--model", "m", text="\n")
    hook = said(str(path), Beat.HOOK)
    server.behaviour.known[hook] = f"Okay, {hook[:1].lower()}{hook[1:]}"
    return str(path)


def said(path: str, beat: Beat) -> str:
    with open_store(Path(path), person="tester") as store:
        lines = scripts.of_target(store.read(), AMERICAN)[0].script.lines
    return next(line.text for line in lines if line.beat is beat and line.lane is Lane.HOST)


def test_a_trial_shows_and_keeps_nothing(workspace: str) -> None:
    hook = said(workspace, Beat.HOOK)
    told = json.loads(
        run(rewrite_script, workspace, *HERE, "--beat", "hook", "--dry-run", "--json")
    )
    (line, *_others) = told["lines"]
    assert {one["beat"] for one in told["lines"]} == {"hook"}
    assert (line["before"], line["accepted"], line["refused"]) == (hook, True, [])
    assert (told["kept"], told["requests"], told["unit"]) == (0, 1, "word")
    assert told["units"] > 20
    assert (told["cost"], told["currency"]) == (None, "")
    assert said(workspace, Beat.HOOK) == hook


def test_what_is_kept_can_be_undone(workspace: str, server: EngineServer) -> None:
    hook = said(workspace, Beat.HOOK)
    told = run(rewrite_script, workspace, *HERE)
    assert f"  + {server.behaviour.known[hook]}" in told
    assert said(workspace, Beat.HOOK) == server.behaviour.known[hook]
    run(undo, workspace)
    assert said(workspace, Beat.HOOK) == hook


def test_what_is_refused_is_told_with_the_reason(workspace: str, server: EngineServer) -> None:
    hook = said(workspace, Beat.HOOK)
    server.behaviour.known[hook] = "Only 3 left, and free shipping today only!"
    told = json.loads(run(rewrite_script, workspace, *HERE, "--beat", "hook", "--json"))
    refused = {one["code"] for one in told["lines"][0]["refused"] if not one["note"]}
    assert {"number", "promise"} <= refused
    assert said(workspace, Beat.HOOK) == hook
    assert "  × Only 3 left" in run(rewrite_script, workspace, *HERE, "--beat", "hook")


def test_an_engine_that_fails_ends_with_the_reason(workspace: str, server: EngineServer) -> None:
    server.fail(Fault.KEY)
    told = run(rewrite_script, workspace, *HERE, status=1)
    assert "The engine refused the key." in told


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (("--product", "B-9"), "no product"),
        (("--variant", "C"), "no script C"),
        (("--engine", "deepl"), "No engine “deepl” is turned on"),
        (("--ceiling", "much"), "is no price"),
        (("--ceiling", "1"), "Set its price"),
    ],
)
def test_what_cannot_be_done_is_told(
    workspace: str, server: EngineServer, changed: tuple[str, str], reason: str
) -> None:
    with pytest.raises(InputError, match=reason):
        run(rewrite_script, workspace, *HERE, *changed)
    assert server.requests == ()
