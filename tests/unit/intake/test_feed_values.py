"""Several values in one cell: apart by commas and colons, in quotes where they hold one themselves."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.intake.feed_values import (
    MAX_CHARS,
    NAME,
    VALUE,
    as_cells,
    join_values,
    split_details,
    split_values,
)


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("", []),
        ("one", ["one"]),
        ("a,b", ["a", "b"]),
        ("Bright, warm light", ["Bright, warm light"]),
        ('"Bright, warm",dim', ["Bright, warm", "dim"]),
        ('"a", "b"', ["a", "b"]),
        ('"a ""b"" c",d', ['a "b" c', "d"]),
        ('2.5" screen, thin,light', ['2.5" screen, thin', "light"]),
        ("16:9,4:3", ["16:9", "4:3"]),
        (",,", []),
        ('"never closed, a', ['"never closed, a']),
    ],
)
def test_values(cell: str, values: list[str]) -> None:
    assert split_values(cell) == values


@given(st.lists(st.text(min_size=1).map(str.strip).filter(bool), max_size=5))
def test_what_is_joined_comes_apart_again(values: list[str]) -> None:
    assert split_values(join_values(values)) == values


@pytest.mark.parametrize(
    ("cell", "details"),
    [
        ("", []),
        ("General:Type:Player", [("Type", "Player")]),
        ("General:Type:Player,Display:Pixels:432 x 240", [("Type", "Player"), ("Pixels", "432 x 240")]),
        ('Display:Diagonal:"2.5"""', [("Diagonal", '2.5"')]),
        ('"A:B":"C, D":"E:F"', [("C, D", "E:F")]),
        (":Power:12 W", [("Power", "12 W")]),
        ("Power:12 W", [("Power", "12 W")]),
        ("Display:Ratio:16:9", [("Ratio", "16:9")]),
        ("General:Colors:red, blue,General:Type:x", [("Colors", "red, blue"), ("Type", "x")]),
        ("General:Colors:red,blue", [("Colors", "red,blue")]),
        ("General:Name:", []),
        ("no detail", []),
    ],
)  # fmt: skip
def test_details(cell: str, details: list[tuple[str, str]]) -> None:
    assert split_details(cell) == details


def test_a_header_may_leave_the_section_out() -> None:
    assert split_details("Power:12:30", (NAME, VALUE)) == [("Power", "12:30")]


def test_items_of_xml_are_written_as_text_feeds_are() -> None:
    record: dict[str, object] = {
        "id": "1",
        "product_highlight": ["a, b", 'c "d"'],
        "product_type": ["Home > Lamps", "Sale"],
        "product_detail": [
            {"section_name": "General", NAME: "Power", VALUE: "12: 13, 14"},
            {NAME: "Glass", VALUE: "clear"},
            {"section_name": "lacks a name"},
        ],
        "price": "1 USD",
    }
    cells = as_cells(record)
    assert next(iter(cells)) == "g:id"
    assert split_values(str(cells["product_highlight"])) == ["a, b", 'c "d"']
    packed = str(cells["product_detail(section_name:attribute_name:attribute_value)"])
    assert split_details(packed) == [("Power", "12: 13, 14"), ("Glass", "clear")]
    assert (cells["product_type"], cells["price"]) == ("Home > Lamps", "1 USD")


@pytest.mark.parametrize("text", ['"', '":', '"",', ",", ":", 'a"b,"', ' "'])
def test_junk_takes_no_time(text: str) -> None:
    began = time.perf_counter()
    split_values(text * MAX_CHARS)
    split_details(text * MAX_CHARS)
    assert time.perf_counter() - began < 2
