"""No binary fraction comes near money."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import localizer.price
from localizer.model import money
from localizer.model import price as price_model

FOLDER = Path(localizer.price.__file__ or "").parent
FILES = [*sorted(FOLDER.glob("*.py")), Path(money.__file__), Path(price_model.__file__)]


def _floats(path: Path) -> list[int]:
    """Return the lines with a float literal or the name ``float``."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
        name = isinstance(node, ast.Name) and node.id == "float"
        if literal or name:
            found.append(getattr(node, "lineno", 0))
    return found


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_no_float_on_the_money_path(path: Path) -> None:
    assert _floats(path) == []


def test_the_test_sees_floats(tmp_path: Path) -> None:
    path = tmp_path / "bad.py"
    path.write_text("a = 0.5\nb = float('1')\n", "utf-8")
    assert _floats(path) == [1, 2]
