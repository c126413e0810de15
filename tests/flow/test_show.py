"""From the sample to a frozen show by the commands: an evening as a producer prepares it."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from localizer.cli import commands
from localizer.cli.drafting import draft
from localizer.cli.importing import import_
from localizer.cli.show import show
from localizer.pipeline.tools import Tools
from localizer.store.database import open_store
from tests.support.loaded_once import load_once

TARGETS = "TH/shopee,DE/amazon"


def read(command: click.Command, *args: str) -> Any:  # noqa: ANN401 - JSON
    result = CliRunner().invoke(command, [*args, "--json"], standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return json.loads(result.output)


@pytest.fixture(scope="module", autouse=True)
def _loaded_once(loaded: Tools) -> Iterator[None]:
    """Let commands take what was loaded already."""
    with pytest.MonkeyPatch.context() as patch:
        load_once(patch, loaded)
        yield


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> str:
    """Return a workspace of the sample, drafted for two targets."""
    path = str(tmp_path_factory.mktemp("show") / "w.localizer")
    read(import_, str(sample / "catalog.xlsx"), "--into", path)
    create = ("create", path, "--name", "launch", "--date", "2026-11-26", "--targets", TARGETS)
    read(commands.launch, *create)
    read(draft, path)
    return path


@pytest.mark.slow
@pytest.mark.parametrize(
    ("target", "sign", "zone"), [("TH/shopee", "฿", "+07:00"), ("DE/amazon", "€", "+01:00")]
)
def test_an_evening_is_planned_frozen_and_taken_back(
    workspace: str, target: str, sign: str, zone: str
) -> None:
    name = f"Thursday {target}"
    given = ("--target", target, "--name", name, "--starts", "2026-11-26T20:00", "--minutes", "30")
    made = read(show, "new", workspace, *given)
    assert made["starts"] == f"2026-11-26T20:00:00{zone}"
    items = made["items"]
    assert len(items) == 26
    assert all(one["state"] == "draft" and sign in one["tokens"]["price"] for one in items)
    assert [one["tokens"]["n"] for one in items] == [str(n) for n in range(1, 27)]
    for one, after in itertools.pairwise(items):
        assert after["start"] == pytest.approx(one["start"] + one["seconds"], abs=0.02)
        assert one["tokens"]["next"] == after["title"]
    assert made["over"] == pytest.approx(items[-1]["start"] + items[-1]["seconds"] - 1800, abs=0.02)
    moved = read(show, "move", workspace, name, "26", "--to", "1")
    assert moved["items"][0]["product"] == items[-1]["product"]
    assert moved["items"][0]["tokens"]["n"] == "1"
    assert read(show, "freeze", workspace, name)["products"] == 26
    frozen = read(show, "rundown", workspace, name)
    assert all(one["pinned"] for one in frozen["items"])
    assert frozen["moved"] == []
    cards = read(show, "answers", workspace, name)
    assert {one["product"] for one in cards} == {one["product"] for one in items}
    assert all("{" not in one["said"] and "⟦" not in one["said"] for one in cards)
    read(commands.check, workspace)
    with open_store(Path(workspace)) as store:
        found = "SELECT rule FROM finding WHERE subject = 'answer'"
        assert [row["rule"] for row in store.read().rows(found)] == []
    for _step in ("answers", "freeze", "move"):
        read(commands.undo, workspace)
    assert read(show, "rundown", workspace, name)["items"] == items
