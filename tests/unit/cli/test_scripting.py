"""The command that writes one script."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from localizer.cli import scripting
from localizer.cli.importing import import_
from localizer.errors import InputError
from localizer.pipeline.tools import Tools

GOODS = """商品编码,商品标题,面料成分,颜色
A-1,女士连衣裙,棉95% 氨纶5%,红色
"""


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loaded: Tools) -> Path:
    monkeypatch.setattr(scripting, "load_tools", lambda: loaded)
    file, path = tmp_path / "goods.csv", tmp_path / "w.localizer"
    file.write_text(GOODS, encoding="utf-8")
    result = CliRunner().invoke(import_, [str(file), "--into", str(path)], standalone_mode=False)
    assert result.exception is None
    return path


def ask(workspace: Path, *more: str, target: str = "US/amazon") -> str:
    arguments = [str(workspace), "--target", target, "--product", "A-1", *more]
    result = CliRunner().invoke(scripting.script, arguments, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result.output


def asked(workspace: Path, *more: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ask(workspace, "--json", *more))
    return found


def test_json_has_beats_that_add_up_and_lines_that_say_what_they_rest_on(workspace: Path) -> None:
    found = asked(workspace, "--style", "expert", "--seconds", "180")
    assert (found["target"], found["locale"], found["style"]) == ("US/amazon", "en-US", "expert")
    assert sum(beat["seconds"] for beat in found["beats"]) == 180
    assert abs(found["seconds"] - 180) <= 9
    assert found["unit"] == "word"
    assert found["units"] > 300
    lines = [line for beat in found["beats"] for line in beat["lines"]]
    material = next(line for line in lines if "material" in line["facts"])
    assert material["values"]["material"] in material["text"]
    assert {line["lane"] for line in lines} == {"host", "control", "action"}
    assert [name for line in lines for name in line["tokens"] if name == "price"]
    assert asked(workspace, "--style", "expert", "--seconds", "180") == found


def test_variant_b_opens_otherwise(workspace: Path) -> None:
    hooks = [
        [line["text"] for line in asked(workspace, "--variant", label)["beats"][0]["lines"]]
        for label in "AB"
    ]
    assert hooks[0] != hooks[1]


def test_for_people_cues_stand_in_brackets(workspace: Path) -> None:
    told = ask(workspace, "--seconds", "60")
    assert "## hook (" in told
    assert "[control: " in told


def test_thai_has_two_voices(workspace: Path) -> None:
    female, male = (
        ask(workspace, "--voice", voice, target="TH/shopee") for voice in ("female", "male")
    )
    assert "ค่ะ" in female
    assert "ครับ" not in female
    assert "ครับ" in male
    assert "ค่ะ" not in male


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--voice", "loud"], "no voice loud"),
        (["--seconds", "5"], "30 to 900"),
        (["--product", "B-9"], "B-9"),
    ],
)
def test_what_cannot_be_written_is_said(workspace: Path, more: list[str], words: str) -> None:
    with pytest.raises(InputError, match=words):
        ask(workspace, *more)
