"""Typed values out of a pack, and the sentences about wrong ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localizer.errors import PackError
from localizer.model.market import Pacing
from localizer.packs.toml_source import MAX_PACK_BYTES, PackFile, Table, share


def pack(tmp_path: Path, text: str) -> PackFile:
    path = tmp_path / "TH.toml"
    path.write_text(text, encoding="utf-8")
    return PackFile(path)


@pytest.mark.parametrize(
    ("text", "take", "value"),
    [
        ('a = "x"', lambda table: table.text("a"), "x"),
        ('a = "e\\u0301"', lambda table: table.text("a"), "\u00e9"),
        ("", lambda table: table.text("a", ""), ""),
        ('a = ["x", "y"]', lambda table: table.texts("a"), ("x", "y")),
        ("", lambda table: table.texts("a"), ()),
        ('a = "0.07"', lambda table: table.decimal("a"), Decimal("0.07")),
        ("a = 0.07", lambda table: table.decimal("a"), Decimal("0.07")),
        ("a = 3", lambda table: table.decimal("a"), Decimal(3)),
        ("", lambda table: table.decimal_or_none("a"), None),
        ('a = ["1", 2]', lambda table: table.decimals("a"), (Decimal(1), Decimal(2))),
        ("a = 2026-11-21", lambda table: table.day("a"), dt.date(2026, 11, 21)),
        ("", lambda table: table.day_or_none("a"), None),
        ("a = true", lambda table: table.flag("a"), True),
        ("a = 5", lambda table: table.whole("a"), 5),
        ("a = [1, 2]", lambda table: table.wholes("a"), (1, 2)),
        ('a = "direct"', lambda table: table.choice("a", Pacing), Pacing.DIRECT),
    ],
)
def test_good_values(
    tmp_path: Path, text: str, take: Callable[[Table], object], value: object
) -> None:
    assert take(pack(tmp_path, text).root) == value


@pytest.mark.parametrize(
    ("text", "take", "sentence"),
    [
        ("", lambda table: table.text("a"), "TH.toml, a: This key is missing."),
        ('a = ""', lambda table: table.text("a"), "TH.toml, line 1, a: This must not be empty."),
        ("a = 1", lambda table: table.text("a"), "a text in quotes; found is 1."),
        ('a = "x"', lambda table: table.texts("a"), "a list of texts in quotes; found is x."),
        ('a = "0,07"', lambda table: table.decimal("a"), "zero or more; found is 0,07."),
        ('a = "٣"', lambda table: table.decimal("a"), "zero or more; found is ٣."),
        ("a = nan", lambda table: table.decimal("a"), "zero or more; found is NaN."),
        ("a = true", lambda table: table.decimal("a"), "zero or more; found is True."),
        ('a = "-1"', lambda table: table.decimal("a"), "zero or more; found is -1."),
        ('a = "1e99"', lambda table: table.decimal("a"), "zero or more; found is 1e99."),
        ('a = "1.5"', lambda table: share(table, "a"), "A share is below 1"),
        ("a = 1", lambda table: table.decimals("a"), "a list of decimal numbers; found is 1."),
        ('a = "2026-11-21"', lambda table: table.day("a"), "without quotes; found is 2026-11-21."),
        ("a = 2026-11-21T00:00:00Z", lambda table: table.day("a"), "without quotes; found is"),
        ("a = -1", lambda table: table.whole("a"), "zero or more; found is -1."),
        ("a = true", lambda table: table.whole("a"), "zero or more; found is True."),
        ("a = [true]", lambda table: table.wholes("a"), "a list of whole numbers"),
        ("a = 1", lambda table: table.flag("a"), "true or false; found is 1."),
        ('a = "fast"', lambda table: table.choice("a", Pacing), "one of direct, balanced"),
        ("a = 1", lambda table: table.table("a"), "Wanted is a table; found is 1."),
        ("a = [1]", lambda table: table.tables("a"), "a list of tables; found is [1]."),
        ("\n\na.b = 1", lambda table: table.named_tables("a"), "a › b: Wanted is a table"),
    ],
)
def test_wrong_values_are_named(
    tmp_path: Path, text: str, take: Callable[[Table], object], sentence: str
) -> None:
    table = pack(tmp_path, text).root
    with pytest.raises(PackError) as caught:
        take(table)
    assert sentence in str(caught.value)
    assert str(caught.value).startswith("TH.toml")


def test_an_unknown_key_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "TH.toml"
    path.write_text('code = "TH"\n[tax]\nvalue = "0.07"\nvalu = "1"\n', encoding="utf-8")
    file = PackFile(path)
    file.root.text("code")
    file.root.table("tax").text("value")
    with pytest.raises(PackError) as caught:
        file.close()
    assert str(caught.value).startswith("TH.toml, line 4, tax › valu: There is no such key")


def test_a_table_based_on_another_takes_what_it_lacks(tmp_path: Path) -> None:
    tables = pack(tmp_path, "[t.a]\nx = 1\ny = 2\n[t.b]\ny = 3\n").root.named_tables("t")
    merged = tables["b"].based_on(tables["a"])
    assert (merged.whole("x"), merged.whole("y")) == (1, 3)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"a = ", "TH.toml: This is not TOML: "),
        (b"a = 2026-13-45", "TH.toml: This is not TOML: "),
        (b"a = " + b"[" * 5000, "TH.toml: This is not TOML: "),
        (b"a = '\xff'", "TH.toml: The file is not in UTF-8."),
        (b"#" * (MAX_PACK_BYTES + 1), "TH.toml: The file is larger than"),
    ],
    ids=["syntax", "date", "depth", "encoding", "size"],
)
def test_a_file_that_is_no_toml(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "TH.toml"
    path.write_bytes(content)
    with pytest.raises(PackError) as caught:
        PackFile(path)
    assert str(caught.value).startswith(sentence)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"TH\.toml: It cannot be read: No such file"):
        PackFile(tmp_path / "TH.toml")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_no_text_brings_anything_but_a_pack_error(tmp_path: Path, text: str) -> None:
    try:
        root = pack(tmp_path, text).root
        root.decimal("a")
    except PackError as error:
        assert str(error).startswith("TH.toml")  # noqa: PT017 - most texts end here
