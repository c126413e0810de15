"""Column maps on the command line, and what is shown of a file's columns."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from localizer.cli.columns import column_map, how_to_map, written
from localizer.cli.importing import import_
from localizer.errors import ColumnsUnknownError


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("sku=货号,title=标题", {"货号": "sku", "标题": "title"}),
        ("货号=sku, 标题 = title", {"货号": "sku", "标题": "title"}),
        ('title="Name, long",sku=a', {"Name, long": "title", "a": "sku"}),
        ('"title=Name, long"', {"Name, long": "title"}),
        ('title="a ""b"" c"', {'a "b" c': "title"}),
        ("title=a=b", {"a=b": "title"}),
        ("a=b=title", {"a=b": "title"}),
        ("title=sku", {"sku": "title"}),
        ("#3=title,fact=#4", {"#3": "title", "#4": "fact"}),
        ("image=a,image=b", {"a": "image", "b": "image"}),
        ("nonsense=a", {"a": "nonsense"}),
    ],
)
def test_maps(text: str, columns: dict[str, str]) -> None:
    assert column_map(text) == columns


def test_no_map_is_none() -> None:
    assert column_map(None) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("title", "column=header"),
        ("title=", "column=header"),
        ("", "column=header"),
        ("title=a,", "column=header"),
        ('title="a', "never closed"),
        ("title=a,sku=a", "two things"),
        ("title=a,title=b", "two things"),
    ],
)
def test_maps_that_are_refused(text: str, word: str) -> None:
    with pytest.raises(click.BadParameter, match=word):
        column_map(text)


@given(
    st.dictionaries(st.text("ab,\"= 标#'", min_size=1).map(str.strip), st.just("sku"), max_size=4)
)
def test_what_is_written_is_read_again(columns: dict[str, str]) -> None:
    wanted = {header: role for header, role in columns.items() if header}
    if wanted and not any(_is_ambiguous(header) for header in wanted):
        assert column_map(written(wanted)) == wanted


def _is_ambiguous(header: str) -> bool:
    """Tell whether a header begins or ends like a sign of the notation itself."""
    return header != header.strip(" =")


def test_the_map_to_give_is_told() -> None:
    proposed = ColumnsUnknownError("no.", ["a", "品项"], {"品项": "title", "a": "sku"})
    assert how_to_map(proposed) == "If “品项” is the title, add: --map 'title=品项'"
    assert "--map title=a" in how_to_map(ColumnsUnknownError("no.", ["", "a"]))
    assert '"b, c"' in how_to_map(ColumnsUnknownError("no.", ["b, c"]))


def _file(folder: Path, text: str) -> Path:
    path = folder / "goods.csv"
    path.write_text(text, encoding="utf-8")
    return path


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(import_, [str(one) for one in arguments], standalone_mode=False)


def test_a_preview_imports_nothing(tmp_path: Path) -> None:
    path = _file(tmp_path, "Titlle,售价\nRed dress,¥39.90\n")
    result = _run(path, "--preview", "--into", tmp_path / "w.localizer")
    assert result.return_value == 0
    assert "¥39.90 → 39.90 CNY" in result.output
    assert "The header is nearly a known name." in result.output
    assert not (tmp_path / "w.localizer").exists()


def test_a_preview_as_json(tmp_path: Path) -> None:
    result = _run(_file(tmp_path, "title,price\nDress,12\n"), "--preview", "--json")
    told = json.loads(result.stdout)
    assert told["map"] == "title=title,list_price=price"
    assert told["columns"][1] == {
        "place": 2,
        "header": "price",
        "role": "list_price",
        "confidence": "sure",
        "why": "The header is a known name.",
        "samples": ["12"],
    }
    assert told["understood"][0]["meaning"] == "12 USD"


def test_a_file_without_a_title_is_asked_about(tmp_path: Path) -> None:
    path = _file(tmp_path, "foo,bar\nFloral dress,12.50\nCotton shirt,13.50\n")
    result = _run(path, "--into", tmp_path / "w.localizer")
    assert result.return_value == 1
    assert "--map title=foo" in result.stderr
    assert "Floral dress | Cotton shirt" in result.stderr
    assert not (tmp_path / "w.localizer").exists()


def test_a_map_is_remembered_for_the_next_file(tmp_path: Path) -> None:
    path = _file(tmp_path, "foo,bar\nFloral dress,12.50\nCotton shirt,13.50\n")
    work = tmp_path / "w.localizer"
    assert _run(path, "--into", work, "--map", "title=foo").return_value == 0
    assert _run(path, "--into", work).return_value == 0
    told = json.loads(_run(path, "--into", work, "--preview", "--json").stdout)
    assert (told["problem"], told["columns"][0]["role"]) == ("", "title")


def test_a_workspace_must_be_named() -> None:
    result = _run("x.csv")
    assert isinstance(result.exception, click.UsageError)


def test_a_column_may_be_named_as_it_stands_in_files() -> None:
    assert column_map("标题=东东,价格=多少钱,sku=代码A") == {
        "东东": "title",
        "多少钱": "list_price",
        "代码A": "sku",
    }
