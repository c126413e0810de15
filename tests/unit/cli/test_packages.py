"""``localizer package``, ``return`` and ``open-package``: to the translator and back."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from localizer import pipeline
from localizer.cli.main import cli
from localizer.cli.packages import open_package_, package, return_
from localizer.errors import InputError
from localizer.exchange.package_reading import read_package
from localizer.store.database import create

GOODS = "handle,title,cost price,currency\nP1,不锈钢保温杯 500ml,12.34,CNY\n"


def run(command: click.Command, *args: str) -> str:
    result = CliRunner().invoke(command, args, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    assert not result.return_value
    return result.stdout


@pytest.fixture
def workspace(tmp_path: Path) -> str:
    """Return a drafted workspace for Thailand."""
    (tmp_path / "goods.csv").write_text(GOODS, encoding="utf-8")
    path, tools = tmp_path / "w.localizer", pipeline.load_tools()
    with create(path) as store:
        pipeline.import_catalog(store, tmp_path / "goods.csv")
        pipeline.create_launch(store, tools, "Winter", ["TH/shopee"], dt.date(2026, 11, 26))
        pipeline.draft(store, tools)
    return str(path)


def test_there_and_back(workspace: str, tmp_path: Path) -> None:
    out, back = str(tmp_path / "out.localizer-pkg"), str(tmp_path / "back.localizer-pkg")
    sent = json.loads(run(package, workspace, "--locale", "th-TH", "--out", out, "--json"))
    assert sent["units"] == sum(sent["states"].values()) > 0
    assert sent["bytes"] == Path(out).stat().st_size
    opened = json.loads(run(open_package_, out, "--into", str(tmp_path / "hers"), "--json"))
    assert (opened["new"], opened["units"], opened["unknown"]) == (True, sent["units"], 0)
    assert opened["workspace"] in run(open_package_, out, "--into", str(tmp_path / "hers"))
    told = run(return_, opened["workspace"], "--out", back)
    assert back in told
    manifest = read_package(Path(back)).manifest
    assert (manifest.package_id, manifest.returned) == (sent["package_id"], True)


def test_a_language_that_is_not_sold_in_is_told(workspace: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="fr-FR"):
        run(package, workspace, "--locale", "fr-FR", "--out", str(tmp_path / "x.localizer-pkg"))


@pytest.mark.parametrize("name", ["W.LOCALIZER", "a b.localizer-pkg"])
def test_a_file_by_itself_is_for_the_window(name: str) -> None:
    context = click.Context(cli)
    found, command, rest = cli.resolve_command(context, [name])
    assert (found, rest) == ("gui", [name])
    assert command is not None
    assert command.name == "gui"


def test_commands_are_still_found() -> None:
    found, _command, rest = cli.resolve_command(click.Context(cli), ["package", "x.localizer"])
    assert (found, rest) == ("package", ["x.localizer"])
