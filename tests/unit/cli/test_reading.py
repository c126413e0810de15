"""``localizer read-claims``: what would be sent, what is doubted, what cannot be read."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from localizer import pipeline
from localizer.catalog import findings, products, translations
from localizer.cli import reading
from localizer.cli.engines import engines
from localizer.cli.reading import read_claims_
from localizer.errors import InputError
from localizer.model.finding import Subject
from localizer.store.database import create, open_store
from tests.support.engine_server import EngineServer, engine_server

GOODS = "商品编码,商品标题,面料成分,颜色\nA-1,女士连衣裙,棉95% 氨纶5%,红色\n"
HERE = ("--target", "US/amazon", "--engine", "chat")


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
) -> Path:
    """Return a drafted workspace, with an endpoint turned on that doubts one title."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(reading, "load_tools", lambda: loaded)
    goods, path = tmp_path / "goods.csv", tmp_path / "w.localizer"
    goods.write_text(GOODS, encoding="utf-8")
    with create(path, person="tester") as store:
        pipeline.import_catalog(store, goods)
        pipeline.create_launch(store, loaded, "launch", ["US/amazon"], dt.date(2026, 11, 26))
        pipeline.draft(store, loaded)
        number = products.product_ids(store.read())[0]
        title = translations.pairs(store.read(), number, "en-US")[0].id
        pipeline.edit_translation(store, loaded, title, "A dress that floors everyone")
    server.behaviour.known["floors everyone"] = "Promises an effect."
    run(engines, "add", "chat", "--url", f"{server.url}/v1", "--model", "m", text="\n")
    return path


def test_what_is_doubted_is_a_warning(workspace: Path, server: EngineServer) -> None:
    plan = json.loads(run(read_claims_, str(workspace), *HERE, "--dry-run", "--json"))
    assert plan["texts"] > 1
    assert server.requests == ()
    told = json.loads(run(read_claims_, str(workspace), *HERE, "--json"))
    assert (told["doubts"], told["unread"], told["read"]) == (1, 0, plan["texts"])
    with open_store(workspace) as store:
        number = products.product_ids(store.read())[0]
        title = translations.pairs(store.read(), number, "en-US")[0].id
        found = findings.of_subject(store.read(), Subject.TRANSLATION, title)
        (doubt,) = [one for one in found if one.finding.rule == "model_doubt"]
    assert dict(doubt.finding.args)["why"] == "Promises an effect."
    assert "0 texts were read." in run(read_claims_, str(workspace), *HERE)


def test_an_answer_that_is_none_is_told(workspace: Path, server: EngineServer) -> None:
    server.behaviour.says = "I am afraid I cannot."
    assert "not read" in run(read_claims_, str(workspace), *HERE, status=1)


def test_an_engine_that_is_not_on_is_refused(workspace: Path) -> None:
    with pytest.raises(InputError):
        run(read_claims_, str(workspace), "--target", "US/amazon", "--engine", "deepl")
