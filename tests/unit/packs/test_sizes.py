"""The size tables we ship, a user's own over them, and malformed ones."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from localizer.errors import PackError
from localizer.model.size import NAMED, Goods, GoodsKind, PartKind, SizeTable, Wearer
from localizer.packs.markets import load_markets
from localizer.packs.sizes import load_sizes

TABLES = load_sizes()
WOMEN = Goods(GoodsKind.SHOES, Wearer.WOMEN)
KIDS = Goods(GoodsKind.CLOTHING, Wearer.KIDS)
ALL = pytest.mark.parametrize(
    "table", TABLES.tables.values(), ids=lambda table: f"{table.goods.wearer} {table.goods.kind}"
)
HEAD = '[[tables]]\nwearer = "women"\nsource = "mine"\nchecked_on = 2026-11-22\ngrade = "U"\n'


def write(folder: Path, text: str, name: str = "shoes.toml") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_there_is_a_table_for_everybody() -> None:
    wearers = [Wearer.WOMEN, Wearer.MEN, Wearer.KIDS]
    assert set(TABLES.tables) == {Goods(kind, wearer) for kind in GoodsKind for wearer in wearers}
    assert TABLES.table(Goods(GoodsKind.CLOTHING, Wearer.MEN, bottoms=True)) is not None
    assert TABLES.table(Goods(GoodsKind.SHOES)) is None


def test_every_market_reads_both_kinds_of_goods() -> None:
    assert set(TABLES.markets) == {(code, kind) for code in load_markets() for kind in GoodsKind}


@ALL
def test_every_table_has_source_and_date(table: SizeTable) -> None:
    assert table.source
    assert dt.date.fromisoformat(table.checked_on) <= dt.date(2026, 11, 22)
    assert table.grade in {"S", "U"}


@ALL
def test_sizes_rise(table: SizeTable) -> None:
    for first, second in pairwise(table.rows):
        for kind in first.measures.keys() & second.measures.keys() - {PartKind.AGE_YEARS}:
            assert first.measures[kind][-1] <= second.measures[kind][-1], kind
        for kind in first.labels.keys() & second.labels.keys() & NAMED:
            if first.labels[kind].isdecimal() and second.labels[kind].isdecimal():
                assert int(first.labels[kind]) < int(second.labels[kind]), kind


@pytest.mark.parametrize(
    ("eu", "us", "uk", "foot"),
    [("34", "4", "1.5", "21.5"), ("36", "5.5", "3", "22.5"), ("41", "10", "7.5", "26")],
)
def test_womens_shoes(eu: str, us: str, uk: str, foot: str) -> None:
    row = TABLES.tables[WOMEN].find(PartKind.EU, eu)
    assert row is not None
    assert (row.labels[PartKind.US], row.labels[PartKind.UK]) == (us, uk)
    assert row.measures[PartKind.FOOT_CM] == (Decimal(foot),)
    assert TABLES.tables[WOMEN].measuring(PartKind.FOOT_CM, Decimal(foot)) is row
    assert int(row.labels[PartKind.BR]) == int(eu) - 2


def test_brazil_takes_two_off_for_everybody() -> None:
    rows = [row for table in TABLES.tables.values() for row in table.rows]
    shoes = [row.labels for row in rows if {PartKind.EU, PartKind.BR} <= row.labels.keys()]
    assert len(shoes) > 10
    assert all(int(one[PartKind.BR]) == int(one[PartKind.EU]) - 2 for one in shoes)


def test_a_row_of_the_users_own_takes_the_place_of_ours(tmp_path: Path) -> None:
    rows = '[[tables.rows]]\nfoot_mm = 230\neu = "36"\n[[tables.rows]]\nfoot_mm = 300\neu = "48"\n'
    tables = load_sizes(own=write(tmp_path, HEAD + rows))
    table = tables.tables[WOMEN]
    row = table.find(PartKind.EU, "36")
    assert row is not None
    assert row.measures[PartKind.FOOT_CM] == (Decimal(23),)
    assert PartKind.US not in row.labels
    assert table.find(PartKind.EU, "37") == TABLES.tables[WOMEN].find(PartKind.EU, "37")
    assert [row.labels[PartKind.EU] for row in table.rows] == [
        *("34", "35", "36", "37", "38", "39", "40", "41", "48")
    ]
    assert table.source == "mine"
    assert tables.tables[KIDS] == TABLES.tables[KIDS]


def test_the_same_foot_length_is_the_same_size(tmp_path: Path) -> None:
    rows = '[[tables.rows]]\nfoot_mm = 225\neu = "36.5"\n'
    table = load_sizes(own=write(tmp_path, HEAD + rows)).tables[WOMEN]
    assert table.find(PartKind.EU, "36") is None
    assert table.find(PartKind.EU, "36.5") is not None


def test_a_whole_table_can_be_replaced(tmp_path: Path) -> None:
    text = HEAD + 'replace = true\n[[tables.rows]]\nfoot_mm = 230\neu = "36"\n'
    assert len(load_sizes(own=write(tmp_path, text)).tables[WOMEN].rows) == 1


def test_a_market_can_be_ruled_otherwise(tmp_path: Path) -> None:
    text = '[markets.DE]\nlabels = ["uk"]\n'
    tables = load_sizes(own=write(tmp_path, text))
    rule = tables.markets["DE", GoodsKind.SHOES]
    assert (rule.labels, rule.brackets, rule.named) == ((PartKind.UK,), (), True)
    assert tables.markets["DE", GoodsKind.CLOTHING] == TABLES.markets["DE", GoodsKind.CLOTHING]
    assert tables.tables == TABLES.tables


def test_a_folder_of_the_users_need_not_exist(tmp_path: Path) -> None:
    assert load_sizes(own=tmp_path / "none") == TABLES


ROW = "[[tables.rows]]\n"


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("hats.toml", "", "hats.toml: Files of sizes are named shoes.toml, clothing.toml."),
        ("shoes.toml", HEAD, "rows: A table has at least one row."),
        (
            "shoes.toml",
            HEAD + ROW,
            "line 6, tables #1 › rows #1: A row has a label or a measure.",
        ),
        (
            "shoes.toml",
            HEAD + f'{ROW}eu = "36"\n{ROW}eu = "36"\n',
            "line 8, tables #1 › rows #2: There is a row for this size already.",
        ),
        ("shoes.toml", HEAD + f"{ROW}eu = 36\n", "line 7, tables #1 › rows #1 › eu: Wanted is a text"),
        ("shoes.toml", HEAD + f"{ROW}foot_cm = 23\n", "A row has a label or a measure."),
        ("shoes.toml", HEAD + f'{ROW}eu = "36"\ncup = "C"\n', "cup: There is no such key"),
        ("shoes.toml", HEAD + f"{ROW}foot_mm = -3\n", "foot_mm: Wanted is a decimal number"),
        ("shoes.toml", HEAD.replace("women", "dogs"), "line 2, tables #1 › wearer: Wanted is one of"),
        ("shoes.toml", HEAD.replace("women", "unknown"), "A table is for women, men or kids."),
        ("shoes.toml", HEAD.replace('"U"', '"A"'), "grade: Wanted is one of O, C, S, U; found is A."),
        ("shoes.toml", HEAD.replace('source = "mine"\n', "") + f'{ROW}eu = "36"\n', "This key is missing."),
        (
            "shoes.toml",
            f'{HEAD}{ROW}eu = "36"\n{HEAD}{ROW}eu = "36"\n',
            "There is a table for this wearer already.",
        ),
        ("clothing.toml", f"{HEAD}{ROW}weight_kg = [50, 40]\n", "A span is two numbers, the smaller one"),
        ("clothing.toml", f"{HEAD}{ROW}weight_kg = 50\n", "Wanted is a list of decimal numbers"),
        ("shoes.toml", "[markets.de]\nlabels = ['eu']\n", "A market is written with two capital letters."),
        ("shoes.toml", "[markets.DE]\nbrackets = ['eu']\n", "labels: Name at least one label."),
        ("shoes.toml", "[markets.DE]\nlabels = ['bust_cm']\n", "labels: Wanted is one of"),
        ("shoes.toml", "[markets.DE]\nlabels = ['eu']\nchart = ['cup']\n", "found is cup."),
    ],
)  # fmt: skip
def test_malformed(name: str, text: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        load_sizes(own=write(tmp_path, text, name))
    assert sentence in str(caught.value)
    assert str(caught.value).startswith(name)
