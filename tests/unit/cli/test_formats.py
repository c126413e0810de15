"""`localizer formats` tells every layout and every kind of file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from localizer.cli import commands
from localizer.cli.formats import FILES, formats
from localizer.export.formats import FORMATS
from localizer.intake import layouts as package
from localizer.intake.layout import CARRIED
from localizer.intake.layouts import layouts


def test_every_module_is_listed() -> None:
    modules = {path.stem for folder in package.__path__ for path in Path(folder).glob("[a-z]*.py")}
    result = CliRunner().invoke(formats, ["--json"])
    listed = json.loads(result.output)
    assert {layout["name"] for layout in listed["layouts"]} == modules
    assert [file["name"] for file in listed["files"]] == list(FILES)
    for layout in listed["layouts"]:
        assert set(layout["carries"]) <= set(CARRIED)
        assert set(layout["files"]) <= set(FILES)


def test_the_listing_shows_labels_and_what_they_carry() -> None:
    result = CliRunner().invoke(formats, [])
    assert result.exit_code == 0
    for layout in layouts():
        assert layout.label in result.output
    lines = result.output.splitlines()
    place = next(i for i, line in enumerate(lines) if "Shopify" in line)
    assert "pictures" in lines[place + 1]
    assert any(line.split()[:1] == ["XLSX"] for line in lines)


def test_every_format_that_is_written_is_listed() -> None:
    listed = json.loads(CliRunner().invoke(formats, ["--json"]).output)["exports"]
    assert [one["code"] for one in listed] == list(FORMATS)
    assert all(one["name"] and one["what"] for one in listed)
    shown = CliRunner().invoke(formats, []).output
    assert all(f"  {code} · " in shown for code in FORMATS)


@pytest.mark.parametrize("kind", ["csv", "tsv", "xlsx", "xls", "ods", "json", "jsonl", "xml"])
def test_kinds_of_files(kind: str) -> None:
    assert FILES[kind]


def test_the_command_is_registered() -> None:
    assert formats in commands.ALL
