"""``localizer check-text``: a line in, a line out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from localizer.cli import texts
from localizer.errors import InputError
from localizer.pipeline.tools import Tools


@pytest.fixture(autouse=True)
def quick(loaded: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "load_tools", lambda: loaded)


def answers(path: str, given: str | None = None) -> tuple[int, list[dict[str, Any]]]:
    run = CliRunner().invoke(
        texts.check_text_, ["--request", path], input=given, standalone_mode=False
    )
    if run.exception is not None:
        raise run.exception
    return run.return_value, [json.loads(line) for line in run.stdout.splitlines()]


def test_each_line_is_answered_with_its_id(tmp_path: Path) -> None:
    requests = [
        {"id": "a", "market": "US", "locale": "en-US", "field": "line", "target": "The best mug"},
        {"id": {"n": 2}, "market": "US", "locale": "en-US", "field": "line", "target": "A mug"},
    ]
    path = tmp_path / "in.jsonl"
    path.write_text("\ufeff" + "\n\n".join(map(json.dumps, requests)), encoding="utf-8")
    status, (first, second) = answers(str(path))
    assert status == 0
    assert (second["id"], second["findings"]) == ({"n": 2}, [])
    (found,) = first["findings"]
    assert (found["rule"], found["check"], found["text"]) == ("en-superlative", "claim", "target")
    assert (found["severity"], found["start"], found["end"]) == ("evidence", 0, 8)
    assert "2026-11-21" in found["source"]
    assert "tt-id-abs" in found["source"]
    assert found["message"].startswith("“The best” says that nothing is better.")


def test_what_cannot_be_read_is_told_and_the_rest_is_checked() -> None:
    good = json.dumps({"id": 3, "market": "US", "field": "line", "target": "A \ud800 mug"})
    status, (first, second, third) = answers("-", f'nothing\n{{"id": 2, "market": "XX"}}\n{good}\n')
    assert status == 1
    assert first["error"].startswith("Line 1: This is no JSON")
    assert (second["id"], second["findings"]) == (2, [])
    assert second["error"].startswith("There is no market XX")
    assert third["id"] == 3
    assert "error" not in third


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no file"):
        answers(str(tmp_path / "gone.jsonl"))
