"""No tooltip takes a text for HTML: what is not a constant sentence of ours is written out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "localizer" / "ui"
#: Sentences of the program, and what writes any other text out.
FINE = frozenset({"_", "pgettext", "ngettext", "literal", "tip"})


def is_fine(node: ast.expr) -> bool:
    if isinstance(node, ast.IfExp):
        return is_fine(node.body) and is_fine(node.orelse)
    if isinstance(node, ast.Constant):
        return True
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FINE


def faults(text: str) -> Iterator[int]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            told = node.func.attr == "setToolTip" and node.args
            if told and not is_fine(node.args[-1]):
                yield node.lineno


def test_every_tooltip_is_written_out() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for line in faults(path.read_text("utf-8"))
    ]
    assert not found


def test_the_finder_finds() -> None:
    assert list(faults("a.setToolTip(title)")) == [1]
    assert list(faults("a.setToolTip(2, f'{title}')")) == [1]
    assert not list(faults("a.setToolTip(_('Close'))\na.setToolTip(literal(title))"))
