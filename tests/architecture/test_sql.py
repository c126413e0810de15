"""SQL is put together from our own names and from marks; values only ever go beside it.

What stands in braces inside SQL must be a constant of the code, or one of the expressions listed here, each
of which was looked at: it is a name of ours, marks (``?``), or SQL made of such. A new one must be looked at
and listed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

PACKAGE: Final = Path(__file__).resolve().parents[2] / "localizer"
_SQL: Final = re.compile(
    r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|ATTACH|DROP|ALTER|WHERE|FROM|VALUES|JOIN)\b"
)
_CONSTANT: Final = re.compile(r"(?:[A-Za-z_]+\.)?_?[A-Z][A-Z_0-9]*(?:\.[A-Z_]+)?(?: \+ 1)?")
#: Names of tables, columns and aliases, all our own; lists of marks; conditions and queries made of these.
LOOKED_AT: Final = frozenset(
    [
        "table",
        "marks",
        "column",
        "which",
        "names",
        "row",
        "columns",
        "owner",
        "subject",
        "joins",
        "name",
        "_marks(products)",
        "where",
        "sets",
        "found",
        "likes",
        "event.lower()",
        "event",
        "edit.field",
        "wanted",
        "found.sql",
        "only",
        "order",
        "hits.sql",
        "in_launch('s.product_id')",
        "step",
        "when",
        "body",
        "parts",
        "op",
        "kept",
        "term",
        "lacking",
        "_order(wanted)",
        "in_launch('v.product_id')",
        "product",
        "segment",
        "in_launch(owner)",
        "query",
        "terms",
        "place",
        "pragma",
        "kind",
        "', '.join(values)",
        "log",
        "starts",
        "unless",
        "op[0]",
        "before",
        "now",
        "chosen",
        "other",
        "picked",
        "values",
        "assignments",
        "_FILTERED[only]",
    ]
) | {
    "' AND '.join(where) or '1'",
    "' AND '.join(about)",
    "_BODY.format(_NO_IMAGES)",
    "', '.join(_COLUMNS)",
    "_kept(table, 'variant_id')",
    "_kept('note', 'segment_id')",
    "', '.join('?' * len(some))",
    "' AND '.join(terms)",
    "', '.join(sums)",
    "_matching('rest', is_outdated=bool(outdated))",
    "_kept('variant_id')",
    "_kept('catalog_id')",
    "_kept('segment_id')",
    "marks.format('b.source')",
    "marks.format('p.category')",
    "'FULL' if durable else 'NORMAL'",
    "_MARK_OWNER.format('old.segment_id')",
}


def interpolated(code: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the source of what is put into SQL by f-strings, ``%`` and ``+``."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(one.value) for one in node.values if isinstance(one, ast.Constant))
            if _SQL.search(text):
                for one in node.values:
                    if isinstance(one, ast.FormattedValue):
                        yield node.lineno, ast.unparse(one.value)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Mod, ast.Add)):
            left = node.left
            if (
                isinstance(left, ast.Constant)
                and isinstance(left.value, str)
                and _SQL.search(left.value)
            ):
                yield node.lineno, ast.unparse(node.right)


def faults(code: str) -> list[tuple[int, str]]:
    return [
        (line, what)
        for line, what in interpolated(code)
        if not _CONSTANT.fullmatch(what) and what not in LOOKED_AT
    ]


def test_no_value_is_put_into_sql() -> None:
    found = {
        f"{path.relative_to(PACKAGE)}:{line}: {what}"
        for path in PACKAGE.rglob("*.py")
        for line, what in faults(path.read_text("utf-8"))
    }
    assert not found


def test_nothing_is_listed_that_is_no_longer_there() -> None:
    used = {
        what
        for path in PACKAGE.rglob("*.py")
        for _line, what in interpolated(path.read_text("utf-8"))
    }
    assert used >= LOOKED_AT, LOOKED_AT - used


@pytest.mark.parametrize(
    "code",
    [
        "reader.rows(f\"SELECT * FROM product WHERE title = '{title}'\")",
        'step.write("DELETE FROM product WHERE key = %s" % key)',
        'reader.one("SELECT 1 FROM product WHERE brand = \'" + brand + "\'")',
        'reader.rows(f"SELECT * FROM product WHERE id = {product.key}")',
    ],
)
def test_a_planted_value_is_found(code: str) -> None:
    assert faults(code)
