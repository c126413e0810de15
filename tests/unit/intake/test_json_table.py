"""JSON documents and JSON Lines as tables."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from localizer.errors import InputError
from localizer.intake import json_table
from localizer.intake.formats import open_table
from localizer.intake.json_table import read, recognises
from localizer.intake.sniff import look
from localizer.intake.table import Grid


def score(headers: Sequence[str]) -> int:
    return 2 if "title" in headers else 0


def grid(folder: Path, content: str | bytes) -> Grid:
    path = folder / "goods.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    probe = look(path)
    assert recognises(probe)
    (found,) = read(probe).grids
    return found


def test_a_document_is_a_table(tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"  # the content decides
    path.write_text(
        '{"products": [{"title": "甲", "price": 39.90}, {"title": "乙"}]}', encoding="utf-8"
    )
    table = open_table(path, score)
    assert (table.format, table.headers, table.header_row) == ("json", ("title", "price"), 1)
    assert list(table.rows) == [(2, ["甲", "39.90"]), (3, ["乙", ""])]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_any_encoding(tmp_path: Path, codec: str) -> None:
    text = '[{"title": "纯棉短袖衬衫男装夏季新款"}]'
    rows = [cells for _number, cells in grid(tmp_path, text.encode(codec)).rows()]
    assert rows == [["title"], ["纯棉短袖衬衫男装夏季新款"]]


def test_lines_with_a_broken_one(tmp_path: Path) -> None:
    found = grid(
        tmp_path,
        '{"title": "a"}\n\n{"title": broken}\n["b"]\n{"title": "c", "sku": 1}\n{"title": "d"}\n',
    )
    assert list(found.rows()) == [
        (1, ["title", "sku"]),
        (2, ["a", ""]),
        (5, ["c", "1"]),
        (6, ["d", ""]),
    ]
    assert [(problem.row, problem.reason) for problem in found.problems] == [
        (3, "Line 3 is no JSON object."),
        (4, "Line 4 is no JSON object."),
    ]
    path = tmp_path / "goods.json"
    assert open_table(path, score).problems == found.problems


def test_one_object_on_one_line_is_a_line(tmp_path: Path) -> None:
    assert len(list(grid(tmp_path, '{"title": "a", "sku": "1"}\n').rows())) == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('{\n"name": "x"\n}', "goods.json is a JSON file without a list of products."),
        ('[{"a": 1},\n{"a": ]', "no valid JSON from line 2 on"),
        ('{"a": 1}\n{"b": \n{"c": \n{"d": \n', "no valid JSON from line 2 on"),
        ("[" * 100_000, "goods.json is no list of products"),
        ('[{"title": ' + "[" * 900 + "]" * 900 + "}]", "too many levels"),
        (json.dumps([{f"k{n}": 1 for n in range(2000)}]), "more than 1000 fields"),
    ],
)
def test_what_is_no_list_of_products_is_told(tmp_path: Path, content: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        list(grid(tmp_path, content).rows())


@pytest.mark.parametrize(
    ("limit", "sentence"),
    [("json_table.MAX_BYTES", "larger than"), ("json_text.MAX_COMMAS", "more than 1 values"),
     ("json_table._LIMIT", "record 1 is larger")],
)  # fmt: skip
def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, sentence: str) -> None:
    monkeypatch.setattr(f"localizer.intake.{limit}", 1)
    with pytest.raises(InputError, match=sentence):
        grid(tmp_path, '[{"a": 1, "b": 2, "c": 3},\n {"a": 1}]')


def test_a_file_that_shrinks_between_two_readings_is_told(tmp_path: Path) -> None:
    found = grid(tmp_path, '{"title": "a"}\n{"title": "b"}\n')
    (tmp_path / "goods.json").unlink()
    with pytest.raises(InputError, match=r"There is no file .*goods\.json"):
        list(found.rows())


@pytest.mark.parametrize(
    "text", ["{title},price", "[title];price", "title", "{\\rtf1", "[Script Info]"]
)
def test_other_brackets_are_no_json(tmp_path: Path, text: str) -> None:
    path = tmp_path / "goods.json"
    path.write_text(text, encoding="utf-8")
    assert not recognises(look(path))


def test_the_limit_is_that_of_other_texts() -> None:
    assert json_table.MAX_BYTES == 200 * 1024 * 1024
