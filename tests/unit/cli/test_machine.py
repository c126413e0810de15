"""``localizer doctor``: whose spelling can be checked."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from localizer.cli import machine


def _spelling() -> dict[str, object]:
    result = CliRunner().invoke(machine.doctor, ["--json"], standalone_mode=False)
    findings = json.loads(result.output)["findings"]
    return next(one for one in findings if one["name"] == "Spelling")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the only folder dictionaries are looked for in, which is not there yet."""
    monkeypatch.setattr(machine, "system_folders", lambda: ())
    monkeypatch.setattr(machine, "dictionaries_folder", lambda: tmp_path / "dictionaries")
    return tmp_path / "dictionaries"


def test_dictionaries_are_named_by_the_languages_they_serve(folder: Path) -> None:
    pytest.importorskip("hunspell")
    missing = _spelling()
    assert (missing["ok"], missing["needed"]) == (False, False)
    assert str(folder) in str(missing["what"])
    folder.mkdir()
    for kind in ("aff", "dic"):
        Path(folder / f"en_GB.{kind}").write_text("0\n", "utf-8")
    found = _spelling()
    assert found["ok"]
    assert set(str(found["what"]).split(", ")) == {"en-GB", "en-SG", "en-MY"}


def test_without_the_library_the_command_that_mends_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util,
        "find_spec",
        lambda name, *more: None if name == "hunspell" else find_spec(name, *more),
    )
    assert "localizer[spelling]" in str(_spelling()["what"])
