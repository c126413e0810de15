"""How texts and lists stand in one cell; that they come back is shown in `tests/property`."""

from __future__ import annotations

from decimal import Decimal

import pytest

from localizer.catalog import file_cells as fc
from localizer.model.product import Fact, FactKind


@pytest.mark.parametrize(
    ("texts", "cell"),
    [
        ((), ""),
        (("one", "two"), "one\ntwo"),
        (("[NEW] one",), "[NEW] one"),
        (("",), '[""]'),
        ((" one",), '[" one"]'),
        (("a\nb", "c"), '["a\\nb","c"]'),
        (('["one"]',), '["[\\"one\\"]"]'),
    ],
)
def test_lists_are_lines_where_lines_tell_them_apart(texts: tuple[str, ...], cell: str) -> None:
    assert fc.lines_cell(texts) == cell
    assert fc.cell_lines(cell) == texts


@pytest.mark.parametrize(
    ("options", "cell"),
    [
        ((), ""),
        ((("Color", "Red"), ("Size", "L: large")), "Color: Red\nSize: L: large"),
        ((("a: b", "c"),), '[["a: b","c"]]'),
        ((("a", ""),), '[["a",""]]'),
    ],
)
def test_options_are_a_line_each(options: tuple[tuple[str, str], ...], cell: str) -> None:
    assert fc.options_cell(options) == cell
    assert fc.cell_options(cell) == options


def test_json_leaves_out_what_is_usual() -> None:
    fact = Fact("material", FactKind.BLEND, "95%棉", parts=(("cotton", Decimal("95.0")),))
    cell = fc.json_cell((fact,))
    assert (
        cell == '[{"name":"material","kind":"blend","value":"95%棉","parts":[["cotton","95.0"]]}]'
    )
    assert fc.cell_json(cell, tuple[Fact, ...]) == (fact,)


def test_an_accent_after_an_escape_does_not_break_the_json() -> None:
    cell = fc.json_cell(("a\n\u0301",))
    assert cell == '["a\\n\u0301"]'
    assert fc.cell_json(cell, tuple[str, ...]) == ("a\n\u0301",)


@pytest.mark.parametrize("cell", ["[", '["a"', "[1]", "{}", "[" * 100_000, "[" * 100_000 + "\\"])
def test_broken_json_is_a_value_error(cell: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        fc.cell_json(cell, tuple[str, ...])


def test_every_column_is_written_once() -> None:
    assert len(set(fc.COLUMNS)) == len(fc.COLUMNS)
    assert set(fc.COLUMNS) == {fc.PRODUCT_KEY, *fc.PRODUCT_COLUMNS, *fc.VARIANT_COLUMNS}
