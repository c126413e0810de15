"""The settings of formats on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from localizer.cli.exporting import export


@pytest.mark.parametrize("text", ["link", "nothing=1", "=x"])
def test_a_setting_nobody_knows_is_refused_with_those_there_are(text: str, tmp_path: Path) -> None:
    workspace = tmp_path / "w.localizer"
    workspace.touch()
    arguments = [str(workspace), "--out", str(tmp_path / "out"), "--set", text]
    result = CliRunner().invoke(export, arguments)
    assert result.exit_code == 2
    assert "shopify_market" in result.output


def test_a_file_to_fill_must_be_there(tmp_path: Path) -> None:
    arguments = [str(tmp_path), "--out", str(tmp_path), "--fill", str(tmp_path / "none.csv")]
    result = CliRunner().invoke(export, arguments)
    assert result.exit_code == 2
    assert "none.csv" in result.output
