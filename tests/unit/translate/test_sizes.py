"""Sizes as each market reads them, size charts and pack counts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from localizer.model.size import (
    Goods,
    GoodsKind,
    MarketSizes,
    PartKind,
    SizeLabel,
    SizePart,
    SizeRow,
    SizeTable,
    SizeTables,
    Wearer,
)
from localizer.packs.sizes import load_sizes
from localizer.translate.sizes import pack_count, size_chart, size_labels

TABLES = load_sizes()
GOODS = {
    "women's shoes": Goods(GoodsKind.SHOES, Wearer.WOMEN),
    "men's shoes": Goods(GoodsKind.SHOES, Wearer.MEN),
    "kids' shoes": Goods(GoodsKind.SHOES, Wearer.KIDS),
    "shoes": Goods(GoodsKind.SHOES),
    "dress": Goods(GoodsKind.CLOTHING, Wearer.WOMEN),
    "skirt": Goods(GoodsKind.CLOTHING, Wearer.WOMEN, bottoms=True),
    "shirt": Goods(GoodsKind.CLOTHING, Wearer.MEN),
    "men's trousers": Goods(GoodsKind.CLOTHING, Wearer.MEN, bottoms=True),
    "romper": Goods(GoodsKind.CLOTHING, Wearer.KIDS),
    "clothes": Goods(GoodsKind.CLOTHING),
}


def shown(label: SizeLabel | None) -> str | None:
    """Write a label as a test reads it: ``US 5.5 (EU 36)``."""
    if label is None:
        return None
    parts = [part.text or f"{part.kind} {'-'.join(map(str, part.numbers))}" for part in label.parts]
    main = label.label or str(label.main.kind)
    return f"{main} ({', '.join(parts)})" if parts else main


def read(value: str, goods: str, market: str) -> str | None:
    return shown(size_labels(value, GOODS[goods], market, TABLES))


@pytest.mark.parametrize(
    ("value", "goods", "market", "answer"),
    [
        ("36码", "women's shoes", "US", "US 5.5 (EU 36)"),
        ("36码", "women's shoes", "GB", "UK 3 (EU 36)"),
        ("36码", "women's shoes", "DE", "36 (22.5)"),
        ("36码", "women's shoes", "TW", "22.5 (EU 36)"),
        ("36码", "women's shoes", "MX", "22.5 (EU 36)"),
        ("36码", "women's shoes", "BR", "BR 34 (EU 36, 22.5)"),
        ("36码", "women's shoes", "MY", "EU 36 (UK 3, 22.5)"),
        ("36-37码", "women's shoes", "US", "US 5.5–6.5 (EU 36–37)"),
        ("36-37码", "women's shoes", "TH", "36–37 (22.5–23.5)"),
        ("235", "women's shoes", "US", "US 6.5 (EU 37)"),
        ("US 7.5", "women's shoes", "DE", "38 (24)"),
        ("42", "men's shoes", "US", "US 8.5 (EU 42)"),
        ("22", "kids' shoes", "US", "US 6 (EU 22)"),
        # What the seller measured goes before the table.
        ("36(230)", "women's shoes", "DE", "36 (23)"),
        ("36(230)", "women's shoes", "MX", "23 (EU 36)"),
        ("36(230)", "women's shoes", "US", "US 5.5 (EU 36, foot_in 9.1)"),
        # Not in the table, or the wearer is not known: as it is.
        ("48", "women's shoes", "US", "EU 48"),
        ("US 7", "women's shoes", "DE", "US 7"),
        ("36-48", "women's shoes", "US", "EU 36–48"),
        ("28", "kids' shoes", "US", "EU 28"),
        ("36", "shoes", "US", "EU 36 (22.5)"),
        ("36", "shoes", "DE", "36 (22.5)"),
        ("36-37", "shoes", "US", "EU 36–37 (22.5–23.5)"),
        ("36(230)", "shoes", "US", "EU 36 (foot_in 9.1)"),
        ("48", "shoes", "US", "EU 48"),
        ("22", "shoes", "US", "22"),
        ("US 7.5", "shoes", "DE", "US 7.5"),
    ],
)
def test_shoes(value: str, goods: str, market: str, answer: str) -> None:
    assert read(value, goods, market) == answer


@pytest.mark.parametrize(
    ("value", "goods", "market", "answer"),
    [
        ("M", "dress", "TH", "M (bust_in 33)"),
        ("M", "dress", "VN", "M (weight_kg 45-50)"),
        ("M", "dress", "ID", "M (bust_cm 84)"),
        ("M", "dress", "TW", "M (bust_cm 84)"),
        ("M", "dress", "US", "M (US 4, bust_in 33)"),
        ("M", "dress", "DE", "DE 36 (M, bust_cm 84)"),
        ("M", "dress", "ES", "ES 38 (M, bust_cm 84)"),
        ("M", "dress", "IT", "IT 42 (M, bust_cm 84)"),
        ("M", "dress", "BR", "M (bust_cm 84)"),
        ("L", "dress", "BR", "G (L, bust_cm 88)"),
        ("XXL", "dress", "GB", "UK 14 (XXL, bust_cm 96)"),
        ("US 8", "dress", "US", "US 8 (bust_in 36)"),
        ("US 8", "dress", "DE", "DE 40 (XL, bust_cm 92)"),
        ("L", "shirt", "DE", "DE 46 (L, bust_cm 92)"),
        ("L", "men's trousers", "DE", "L (waist_cm 78)"),
        ("M", "skirt", "TH", "M (waist_in 27)"),
        ("M【建议90-105斤】", "dress", "VN", "M (weight_kg 45-52.5)"),
        ("M【建议90-105斤】", "dress", "US", "M (US 4, bust_in 33, weight_lb 99-116)"),
        ("M【建议90-105斤】", "dress", "DE", "DE 36 (M, bust_cm 84, weight_kg 45-52.5)"),
        ("L(50-57.5kg)", "dress", "VN", "L (weight_kg 50-57.5)"),
        ("165/88A", "dress", "VN", "L (weight_kg 50-55, 165, 165/88A)"),
        ("165/88", "dress", "TH", "L (bust_in 34.5, 165, 165/88)"),
        ("165/72A", "dress", "TH", "L (waist_in 28.5, 165, 165/72A)"),
        ("165/72A", "skirt", "ID", "L (waist_cm 72, 165, 165/72A)"),
        ("M(160/84A)", "dress", "US", "M (US 4, bust_in 33, 160/84A, height_in 63)"),
        ("M(165/88A)", "dress", "US", "M (bust_in 34.5, 165/88A, height_in 65)"),
        ("M(165/88A)", "dress", "DE", "M (bust_cm 88, 165/88A, 165)"),
        ("175/100A", "dress", "DE", "175/100A (175)"),
        ("80/84", "dress", "DE", "80/84"),
        ("均码", "dress", "US", "one_size"),
        ("均码(80-120斤)", "dress", "US", "one_size (weight_lb 88-132)"),
        ("5XL", "dress", "US", "5XL"),
        ("38", "dress", "US", "38"),
        ("M", "clothes", "DE", "M"),
        ("M【建议90-105斤】", "clothes", "US", "M (weight_lb 99-116)"),
        ("165/88A", "clothes", "US", "165/88A (height_in 65)"),
        ("110cm", "romper", "US", "110 (age_years 4-5)"),
        ("73", "romper", "DE", "73 (age_months 6-12)"),
        ("90", "romper", "TH", "90 (age_months 18-36)"),
        ("110(3-4岁)", "romper", "TH", "110 (age_years 3-4)"),
        ("115", "romper", "TH", "115"),
    ],
)
def test_clothing(value: str, goods: str, market: str, answer: str) -> None:
    assert read(value, goods, market) == answer


@pytest.mark.parametrize("value", ["M【加绒】", "红色", "500ml", ""])
def test_what_is_not_understood_is_left_to_others(value: str) -> None:
    assert read(value, "dress", "US") is None


def test_a_market_without_rules() -> None:
    assert read("M", "dress", "XX") is None
    assert size_chart(["M"], GOODS["dress"], "XX", TABLES) is None


def test_a_table_is_named_where_it_says_something() -> None:
    label = size_labels("M", GOODS["dress"], "DE", TABLES)
    assert label is not None
    assert (label.grade, bool(label.source)) == ("U", True)
    assert label.main == SizePart(PartKind.DE, "DE 36", (Decimal(36),))
    own = size_labels("5XL", GOODS["dress"], "DE", TABLES)
    assert own is not None
    assert (own.grade, own.source) == ("", "")
    anybody = size_labels("36", GOODS["shoes"], "US", TABLES)
    assert anybody is not None
    assert anybody.grade == "S"


def test_tables_that_disagree_give_no_foot_length() -> None:
    def table(wearer: Wearer, foot: str) -> tuple[Goods, SizeTable]:
        goods = Goods(GoodsKind.SHOES, wearer)
        row = SizeRow({PartKind.EU: "39"}, {PartKind.FOOT_CM: (Decimal(foot),)})
        return goods, SizeTable(goods, (row,), "s", "2026-11-21", "S")

    rule = MarketSizes((PartKind.EU,), (), ())
    markets = {("DE", GoodsKind.SHOES): rule}
    apart = SizeTables(dict([table(Wearer.WOMEN, "24.5"), table(Wearer.MEN, "24")]), markets)
    assert shown(size_labels("39", GOODS["shoes"], "DE", apart)) == "EU 39"
    agreed = SizeTables(dict([table(Wearer.WOMEN, "24"), table(Wearer.MEN, "24")]), markets)
    assert shown(size_labels("39", GOODS["shoes"], "DE", agreed)) == "EU 39 (24)"


def test_chart() -> None:
    chart = size_chart(["S", "M", "M", "红色"], GOODS["dress"], "DE", TABLES)
    assert chart is not None
    assert [kind.value for kind in chart.columns] == [
        *("alpha", "bust_cm", "waist_cm", "hip_cm", "height_cm", "weight_kg")
    ]
    assert [row.size.label for row in chart.rows] == ["DE 34", "DE 36"]
    assert chart.rows[1].cells[1] == SizePart(PartKind.BUST_CM, "", (Decimal(84),))
    assert chart.grade == "U"


def test_chart_takes_the_sellers_own_numbers() -> None:
    chart = size_chart(["M【90-105斤】", "5XL【200-220斤】"], GOODS["dress"], "US", TABLES)
    assert chart is not None
    weights = [row.cells[chart.columns.index(PartKind.WEIGHT_LB)] for row in chart.rows]
    assert [part and part.numbers for part in weights] == [
        (Decimal(99), Decimal(116)),
        (Decimal(220), Decimal(243)),
    ]
    assert chart.rows[1].cells[0] is None


def test_chart_of_bottoms_shows_the_waist() -> None:
    chart = size_chart(["M", "L"], GOODS["skirt"], "TH", TABLES)
    assert chart is not None
    assert PartKind.BUST_IN not in chart.columns
    assert chart.columns[0] is PartKind.WAIST_IN


def test_no_chart_where_only_labels_are_known() -> None:
    assert size_chart(["5XL", "6XL"], GOODS["dress"], "US", TABLES) is None
    assert size_chart([], GOODS["dress"], "US", TABLES) is None


@pytest.mark.parametrize("market", sorted({code for code, _kind in TABLES.markets}))
@pytest.mark.parametrize("goods", list(GOODS))
def test_no_two_sizes_look_the_same(market: str, goods: str) -> None:
    smallest = 20 if GOODS[goods].wearer is Wearer.KIDS else 33  # below lie foot lengths of adults
    values = {
        GoodsKind.SHOES: [str(size) for size in range(smallest, 47)],
        GoodsKind.CLOTHING: ["S", "M", "L", "XL", "2XL", "3XL", "均码", "80", "90", "100", "110"],
    }[GOODS[goods].kind]
    labels = [size_labels(value, GOODS[goods], market, TABLES) for value in values]
    mains = [label.main for label in labels if label is not None]
    assert len(set(mains)) == len(mains)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("2件装", 2),
        ("3个装", 3),
        ("两件装", 2),
        ("单件装", 1),
        ("10片装", 10),
        ("【2只装】", 2),
        ("3入", 3),
        ("6入組", 6),
        ("2 pack", 2),
        ("6-pack", 6),
        ("Pack of 3", 3),
        ("2pcs", 2),
        ("5 pieces", 5),
        ("四件套", None),
        ("2件", None),
        ("装", None),
        ("0件装", None),
        ("2件装 红色", None),
        ("M", None),
        ("", None),
    ],
)
def test_pack_count(text: str, count: int | None) -> None:
    assert pack_count(text) == count
