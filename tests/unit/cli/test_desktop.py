"""``localizer desktop``: where it writes, what it says; and files that are double-clicked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from localizer.cli.main import cli
from localizer.errors import EnvironmentProblem


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    return tmp_path


def run(*args: str) -> str:
    result = CliRunner().invoke(cli, ["desktop", *args], standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result.stdout


def test_it_writes_below_the_persons_own_folder(home: Path) -> None:
    said = json.loads(run("install", "--json"))
    entry = home / ".local" / "share" / "applications" / "localizer.desktop"
    assert str(entry) in said["places"]
    assert entry.is_file()
    assert json.loads(run("remove", "--json"))["places"] == said["places"]
    assert not entry.exists()


def test_the_folder_of_the_system_counts(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    assert str(home / "data" / "mime") in run("install")
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    assert str(home / ".local") in run("install")


def test_a_mac_is_told_what_to_do(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    with pytest.raises(EnvironmentProblem, match="Finder"):
        run("install")
    assert not list(home.iterdir())
