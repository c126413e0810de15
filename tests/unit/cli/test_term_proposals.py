"""``localizer terms proposed``, ``accept`` and ``decline``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from localizer.catalog import suggestions
from localizer.catalog.suggestions import TermProposal
from localizer.cli.main import cli
from localizer.errors import InputError
from localizer.store.database import create


@pytest.fixture
def workspace(tmp_path: Path) -> str:
    path = tmp_path / "w.localizer"
    with create(path, person="Mei") as store, store.step("Propose") as step:
        suggestions.propose(step, TermProposal("月光紫", "th-TH", "ม่วงแสงจันทร์", "", "Nok"))
        suggestions.propose(step, TermProposal("旋风锅", "de-DE", "Wirbeltopf", "", "Uli"))
    return str(path)


def run(*args: str) -> str:
    result = CliRunner().invoke(cli, ["terms", *args], standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result.stdout


def listed(workspace: str, *options: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("proposed", workspace, "--json", *options))
    return found


def test_proposals_are_listed_for_people_and_programs(workspace: str) -> None:
    assert [one["target"] for one in listed(workspace)] == ["Wirbeltopf", "ม่วงแสงจันทร์"]
    assert [one["by"] for one in listed(workspace, "--locale", "th-TH")] == ["Nok"]
    assert "Wirbeltopf" in run("proposed", workspace)


def test_one_is_taken_and_one_declined(workspace: str) -> None:
    german, thai = (str(one["number"]) for one in listed(workspace))
    said = json.loads(run("accept", workspace, german, "--as", "Zyklontopf", "--json"))
    assert said["terms"] == 1
    run("decline", workspace, thai)
    assert listed(workspace) == []
    with pytest.raises(InputError):
        run("decline", workspace, thai)
