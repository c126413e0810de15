"""``localizer words``: taught, listed, forgotten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from localizer.cli.words import words
from localizer.store.database import create


@pytest.fixture
def workspace(tmp_path: Path) -> str:
    path = tmp_path / "w.localizer"
    create(path, person="tester").close()
    return str(path)


def run(*args: str, status: int = 0) -> str:
    result = CliRunner().invoke(words, args, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    assert (result.return_value or 0) == status
    return result.output


def test_words_come_and_go(workspace: str) -> None:
    assert run("teach", workspace, "de", "Midikleid", "Sorvanne") == "Midikleid, Sorvanne\n"
    assert "already" in run("teach", workspace, "de-DE", "Midikleid")
    assert run("list", workspace, "de-AT") == "Midikleid\nSorvanne\n"
    assert run("forget", workspace, "de", "Midikleid", "Unknown") == "Midikleid\n"
    assert "None" in run("forget", workspace, "de", "Midikleid", status=1)
    assert json.loads(run("list", workspace, "de", "--json")) == {"words": ["Sorvanne"]}
    assert "No word" in run("list", workspace, "fr")


def test_answers_in_json(workspace: str) -> None:
    assert json.loads(run("teach", workspace, "de", "Midikleid", "--json")) == {
        "taught": ["Midikleid"]
    }
    assert json.loads(run("forget", workspace, "de", "Midikleid", "--json")) == {
        "forgotten": ["Midikleid"]
    }
