"""Tables line up whatever the script; JSON is exact."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from localizer.cli.output import emit, table
from localizer.model.text_width import width


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("连衣裙", 6), ("ที่", 1), ("é", 1), ("", 0)]
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_columns_line_up() -> None:
    lines = table(("name", "n"), [("连衣裙", "1"), ("a", "10")]).splitlines()
    assert {width(line) for line in lines} == {10}


def test_json_keeps_decimals_as_strings(capsys: pytest.CaptureFixture[str]) -> None:
    emit({"amount": Decimal("28.50"), "name": "裙"})
    out = capsys.readouterr().out
    assert json.loads(out) == {"amount": "28.50", "name": "裙"}
    assert "裙" in out
