"""Rows rewritten and widened keep their numbers and their width."""

from __future__ import annotations

import pytest

from localizer.intake.reshape import (
    MAX_NAMES,
    Places,
    deepest,
    fact_header,
    name_key,
    names_in,
    option_cells,
    option_headers,
    reshaped,
    tidy_name,
    widened,
)
from localizer.intake.table import Table


def _table(*rows: list[str]) -> Table:
    numbered = list(enumerate(rows, start=2))
    return Table("csv", ("SKU", "Name *"), 1, lambda: iter(numbered), len(rows))


def test_places() -> None:
    places = Places.of(["SKU", "Name *", "sku", "Attribute 2 name", "Attribute 10 name"])
    assert places.get(["a", " b "], "name") == "b"
    assert places.get(["a"], "name") == ""
    assert places.get(["a"], "unknown") == ""
    assert places.at["sku"] == 0
    assert places.first(["", "x"], "sku", "name") == "x"
    assert places.numbered(r"attribute (\d+) name") == (
        (2, "attribute 2 name"),
        (10, "attribute 10 name"),
    )
    cells = ["a"]
    places.put(cells, "name", "n")
    places.put(cells, "unknown", "n")
    assert cells == ["a", "n"]


def test_reshaped_makes_several_rows_of_one_or_none() -> None:
    table = reshaped(
        _table(["A", "x"], ["", ""], ["B", "y"]),
        lambda cells: [cells] * (2 if cells[0] == "A" else 0),
    )
    assert list(table.rows) == [(2, ["A", "x"]), (2, ["A", "x"]), (3, ["", ""])]
    assert list(table.rows) == list(table.rows)


def test_widened_keeps_new_cells_under_their_headers() -> None:
    table = widened(
        _table(["A"], ["B", "y", "beyond"], ["C", "z"]),
        ("key",),
        lambda cells: None if cells[0] == "C" else (cells, [cells[0].lower()]),
        roles={"key": "product"},
    )
    assert table.headers == ("SKU", "Name *", "key")
    assert list(table.rows) == [(2, ["A", "", "a"]), (3, ["B", "y", "b", "beyond"])]
    assert table.roles == {"key": "product"}


def test_names_in_are_found_once_and_not_without_end() -> None:
    assert names_in(_table(["Color", ""], ["color ", ""], ["Size", ""]), lambda c: [c[0]]) == (
        "Color",
        "Size",
    )
    many = _table(*([str(number), ""] for number in range(MAX_NAMES + 50)))
    assert len(names_in(many, lambda cells: [cells[0]])) == MAX_NAMES


@pytest.mark.parametrize(
    ("name", "tidy", "key"),
    [
        (" Shoe\n size ", "Shoe size", "shoe size"),
        ("a" * 99, "a" * 60, "a" * 60),
        ("", "", ""),
    ],
)
def test_names(name: str, tidy: str, key: str) -> None:
    assert (tidy_name(name), name_key(name)) == (tidy, key)
    assert fact_header(name) == f"attribute: {tidy}"


def test_options() -> None:
    assert option_headers(2) == ("option1 name", "option1 value", "option2 name", "option2 value")
    assert option_cells([("Size", "S")], 2) == ["Size", "S", "", ""]
    assert option_cells([("a", "1"), ("b", "2"), ("c", "3")], 2) == ["a", "1", "b", "2"]


def test_deepest() -> None:
    assert deepest(["A", " A > B ", "C > D"], mark=">") == "A > B"
    assert deepest([], mark=">") == ""
