"""``localizer xliff check``: faults with their lines, and a status for scripts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from localizer.catalog import memory
from localizer.cli.main import cli
from localizer.exchange.xliff.words import CORE_20
from localizer.model.segment import MemoryUnit
from localizer.store.database import create

FILE = (
    f'<xliff xmlns="{CORE_20}" version="2.0" srcLang="en" trgLang="th"><file id="f">\n'
    '<unit id="a"><segment state="{}"><source>x</source><target>y</target></segment></unit>\n'
    "</file></xliff>"
)


def _run(path: Path, *options: str) -> Result:
    result = CliRunner().invoke(cli, ["xliff", "check", str(path), *options], standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result


def test_a_sound_file(tmp_path: Path) -> None:
    path = tmp_path / "x.xlf"
    path.write_text(FILE.format("reviewed"), encoding="utf-8")
    result = _run(path)
    assert result.return_value == 0
    assert result.stdout.splitlines() == [
        "XLIFF 2.0  en → th",
        "1 unit: reviewed 1",
        "Nothing is wrong with this file.",
    ]


def test_a_fault_has_its_line(tmp_path: Path) -> None:
    path = tmp_path / "x.xlf"
    path.write_text(FILE.format("done"), encoding="utf-8")
    result = _run(path)
    assert result.return_value == 1
    assert "Line 2, error: “done” is no value of “state”." in result.stdout.splitlines()
    assert result.stdout.splitlines()[-1] == "1 error, 0 warnings"


def test_json_says_all(tmp_path: Path) -> None:
    path = tmp_path / "x.xlf"
    path.write_text(FILE.format("done"), encoding="utf-8")
    result = _run(path, "--json")
    said = json.loads(result.stdout)
    assert result.return_value == 1
    assert (said["version"], said["units"], said["segments"], said["valid"]) == ("2.0", 1, 1, False)
    assert said["states"] == {"done": 1}
    assert said["errors"] == [
        {"line": 2, "rule": "attribute-value", "reason": "“done” is no value of “state”."}
    ]
    assert (said["warnings"], said["error_count"], said["warning_count"]) == ([], 1, 0)


@pytest.mark.parametrize("text", ["", "no xml", "<a/>"])
def test_what_is_no_xliff_is_an_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.xlf"
    path.write_text(text, encoding="utf-8")
    result = _run(path)
    assert result.return_value == 1
    assert result.stdout.startswith("Line 1, error: ")


def _filled(folder: Path, *options: str) -> Result:
    workspace = folder / "w.localizer"
    if not workspace.exists():
        pair = MemoryUnit("x", "en", "กขค", "th", "", "nok", "2026-10-01T00:00:00+00:00")
        with create(workspace, person="Mei") as store, store.step("Approve") as step:
            memory.remember(step, [pair])
    path = folder / "x.xlf"
    text = FILE.format("initial").replace("<target>y</target>", "")
    path.write_text(text, encoding="utf-8")
    arguments = ["xliff", "fill", str(path), "--from", str(workspace)]
    out = ["--out", str(folder / "out.xlf")]
    result = CliRunner().invoke(cli, [*arguments, *out, *options], standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result


def test_a_file_is_filled_from_the_memory(tmp_path: Path) -> None:
    result = _filled(tmp_path)
    assert result.return_value == 0
    assert result.stdout.splitlines() == [
        str(tmp_path / "out.xlf"),
        "Translations of this workspace: 0",
        "From the memories: 1",
        "Left as they were: 0",
        "Nobody translated before: 0",
    ]
    assert "<target>กขค</target>" in (tmp_path / "out.xlf").read_text(encoding="utf-8")


def test_filling_tells_programs_what_was_done(tmp_path: Path) -> None:
    said = json.loads(_filled(tmp_path, "--json").stdout)
    assert (said["from_memory"], said["unknown"], said["left_out"]) == (1, 0, [])
    assert said["target_locale"] == "th"
