"""Cells become facts of the right kind, read as far as they can be and no further."""

from __future__ import annotations

from decimal import Decimal

import pytest

from localizer.intake.fact_names import GROUPS, KINDS, description_name, fact_name
from localizer.intake.facts import MAX_CACHED, FactLabel, make_fact
from localizer.model.product import FactKind


def _label(name: str, unit: str = "") -> FactLabel:
    return FactLabel(name, known=True, unit=unit, header=name)


@pytest.mark.parametrize(
    ("header", "name"),
    [("材质", "material"), ("wattage", "power"), ("净含量", "net_content"), ("适用年龄", "age_range"),
     ("续航", "runtime"), ("Product Material", "material"), ("heat_retention", "heat_retention"),
     ("保质期", "shelf_life"), ("燃烧时长", "burn_time"), ("room_coverage", None), ("頻率", "frequency"),
     ("น้ำหนัก", "weight"), ("Chất liệu", "material"), ("Kuasa", "power"), ("Boltahe", "voltage"),
     ("Negara asal", "origin"), ("高度", "height")],
)  # fmt: skip
def test_fact_names(header: str, name: str | None) -> None:
    assert fact_name(header) == name


@pytest.mark.parametrize(
    ("label", "language", "name", "measured"),
    [
        ("材质", "zh", "material", False),
        ("长", "zh", "length", True),
        ("Size", "en", "dimensions", True),
        ("Haba", "fil", "length", True),
        ("Haba", "ms", "temperature", True),
        ("Pin", "vi", "battery", True),
    ],
)
def test_names_in_descriptions(label: str, language: str, name: str, measured: bool) -> None:  # noqa: FBT001
    assert description_name(label, language) == (name, measured)


@pytest.mark.parametrize(
    ("label", "language"),
    [
        ("颜色", "zh"),
        ("Certificate", "en"),
        ("尺码", "zh"),
        ("Haba", "en"),
        ("Pin", "en"),
        ("", "en"),
    ],
)
def test_what_is_no_fact_in_descriptions(label: str, language: str) -> None:
    assert description_name(label, language) is None


def test_every_group_belongs_to_a_known_fact() -> None:
    assert GROUPS.keys() <= KINDS.keys()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("棉95% 氨纶5%", [("棉", "95"), ("氨纶", "5")]),
        ("95%棉 5%氨纶", [("棉", "95"), ("氨纶", "5")]),
        ("95% cotton, 5% elastane", [("cotton", "95"), ("elastane", "5")]),
        ("organic cotton 62.5%/recycled polyester 37.5%",
         [("organic cotton", "62.5"), ("recycled polyester", "37.5")]),
        ("羊毛30% 腈纶50% 锦纶20%", [("羊毛", "30"), ("腈纶", "50"), ("锦纶", "20")]),
        ("涤纶100%", [("涤纶", "100")]),
        ("棉：65％，涤纶：35％", [("棉", "65"), ("涤纶", "35")]),
    ],
)  # fmt: skip
def test_blends(text: str, parts: list[tuple[str, str]]) -> None:
    fact = make_fact(_label("material"), text)
    assert fact.kind is FactKind.BLEND
    assert fact.parts == tuple((name, Decimal(share)) for name, share in parts)
    assert fact.value == text


@pytest.mark.parametrize(
    "text", ["棉95%", "面料棉100% 里料涤纶100%", "304不锈钢", "涤纶100%、玻璃纤维"]
)
def test_what_does_not_make_a_hundred_is_no_blend(text: str) -> None:
    fact = make_fact(_label("material"), text)
    assert (fact.kind, fact.parts, fact.value) == (FactKind.TERM, (), text)


@pytest.mark.parametrize(
    ("name", "text", "number", "unit"),
    [
        ("net_content", "500ml", "500", "milliliter"),
        ("capacity", "1.5L", "1.5", "liter"),
        ("battery", "10000mAh", "10000", "milliampere-hour"),
        ("heat_retention", "12小时", "12", "hour"),
        ("warranty", "2 Years", "2", "year"),
        ("voltage", "5V", "5", "volt"),
        ("waterproof", "3000mm", "3000", "millimeter"),
        ("temperature", "-18℃", "-18", "celsius"),
        ("temperature", "−18 °C", "-18", "celsius"),
        ("weight", "2斤", "1000", "gram"),
        ("weight", "0.5两", "25", "gram"),
        ("weight", "1,200 g", "1200", "gram"),
        ("length", "15寸", "15", "inch"),
        ("length", '15"', "15", "inch"),
        ("net_content", "1.7 fl. oz.", "1.7", "fluid-ounce"),
        ("frequency", "2.4GHz", "2.4", "gigahertz"),
        ("load", "5 กก.", "5", "kilogram"),
        ("warranty", "2 tahun", "2", "year"),
    ],
)
def test_quantities(name: str, text: str, number: str, unit: str) -> None:
    fact = make_fact(_label(name), text)
    assert (fact.kind, fact.number, fact.unit) == (FactKind.QUANTITY, Decimal(number), unit)


def test_the_unit_may_stand_in_the_header() -> None:
    fact = make_fact(_label("capacity", "ml"), "500")
    assert (fact.value, fact.number, fact.unit) == ("500 ml", Decimal(500), "milliliter")


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("6-12个月", "6", "12", "month"),
        ("110-240V", "110", "240", "volt"),
        ("220V～240V", "220", "240", "volt"),
        ("6–12 months", "6", "12", "month"),
        ("3至6岁", "3", "6", "year"),
        ("6 to 12 months", "6", "12", "month"),
        ("6 sampai 12 bulan", "6", "12", "month"),
        ("3 đến 6 tuổi", "3", "6", "year"),
        ("3 ถึง 6 ปี", "3", "6", "year"),
        ("-10~50℃", "-10", "50", "celsius"),
        ("-20 - -10 °C", "-20", "-10", "celsius"),
        ("1~2斤", "500", "1000", "gram"),
    ],
)
def test_ranges(text: str, low: str, high: str, unit: str) -> None:
    fact = make_fact(_label("age_range"), text)
    assert (fact.kind, fact.number, fact.number_to) == (FactKind.RANGE, Decimal(low), Decimal(high))
    assert fact.unit == unit


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("neckline", "V领", FactKind.TERM),
        ("waterproof", "IPX5", FactKind.TERM),
        ("bluetooth", "5.3", FactKind.TEXT),
        ("dimensions", "14×7×1.5cm", FactKind.TEXT),
        ("package", "主机×1、充电线×1", FactKind.TEXT),
        ("voltage", "18V Lithium", FactKind.TEXT),
        ("runtime", "约12小时", FactKind.TERM),
        ("age_range", "12-6个月", FactKind.TEXT),
        ("voltage", "5cm-6V", FactKind.TEXT),
        ("care", "手洗。不可漂白。", FactKind.TEXT),
        ("style", "法式" * 40, FactKind.TEXT),
        ("weight", "≥300g", FactKind.TERM),
        ("weight", "2 lbs (907 g)", FactKind.TEXT),
        ("age_range", "3岁以上", FactKind.TEXT),
        ("length", "1½ inch", FactKind.TEXT),
        ("net_content", "30ml×2瓶", FactKind.TEXT),
        ("weight", "　", FactKind.TEXT),
        ("voltage", "220V/50Hz", FactKind.TEXT),
    ],
)
def test_what_cannot_be_measured_stays_the_sellers_words(
    name: str, text: str, kind: FactKind
) -> None:
    fact = make_fact(_label(name), text)
    assert (fact.kind, fact.value, fact.number) == (kind, text, None)


@pytest.mark.parametrize(
    ("text", "parts", "unit"),
    [
        ("20×15×8cm", [("", "20"), ("", "15"), ("", "8")], "centimeter"),
        ("20*15*8 厘米", [("", "20"), ("", "15"), ("", "8")], "centimeter"),
        ("20cm x 15cm", [("", "20"), ("", "15")], "centimeter"),
        ("长20×宽15×高8cm", [("length", "20"), ("width", "15"), ("height", "8")], "centimeter"),
        ("L20 x W15.5 x H8 inch", [("length", "20"), ("width", "15.5"), ("height", "8")], "inch"),
        ("20(L) x 15(W) cm", [("length", "20"), ("width", "15")], "centimeter"),
        ("Ø5 × 高8 mm", [("diameter", "5"), ("height", "8")], "millimeter"),
    ],
)
def test_sides(text: str, parts: list[tuple[str, str]], unit: str) -> None:
    fact = make_fact(_label("dimensions"), text)
    assert (fact.kind, fact.value, fact.unit) == (FactKind.TEXT, text, unit)
    assert fact.parts == tuple((name, Decimal(side)) for name, side in parts)


@pytest.mark.parametrize(
    "text", ["20×15×8", "20cm×15mm", "1×2×3×4cm", "2×500ml", "20×cm", "×20cm", "x", "1920x1080p"]
)
def test_what_is_no_set_of_sides(text: str) -> None:
    fact = make_fact(_label("dimensions"), text)
    assert (fact.kind, fact.parts, fact.unit) == (FactKind.TEXT, (), None)


def test_sides_may_have_their_unit_in_the_header() -> None:
    fact = make_fact(_label("dimensions", "cm"), "20×15×8")
    assert (fact.value, fact.unit, len(fact.parts)) == ("20×15×8 cm", "centimeter", 3)


def test_the_decimal_mark_of_the_file_counts() -> None:
    assert make_fact(_label("weight"), "1.500 g", mark=",").number == Decimal(1500)
    assert make_fact(_label("weight"), "1.500 g").number == Decimal("1.5")


@pytest.mark.parametrize(
    ("text", "known", "unit"),
    [("16G", False, None), ("16g", False, "gram"), ("500G", True, "gram"), ("5M", False, None)],
)
def test_a_capital_g_is_a_gram_only_where_grams_are_expected(
    text: str,
    known: bool,  # noqa: FBT001
    unit: str | None,
) -> None:
    label = FactLabel("weight" if known else "内存", known=known)
    assert make_fact(label, text).unit == unit


def test_the_same_cell_gives_the_same_fact_kept_or_not() -> None:
    kept = make_fact(_label("weight"), "300g")
    assert make_fact(_label("weight"), "300g") is kept
    long = "棉" * (MAX_CACHED + 1)
    assert make_fact(_label("style"), long) == make_fact(_label("style"), long)
    assert make_fact(_label("style"), "300g") != kept


def test_an_unknown_attribute_keeps_its_header() -> None:
    fact = make_fact(FactLabel("噪音", known=False, header="噪音"), "35dB")
    assert (fact.name, fact.known, fact.label, fact.unit) == ("噪音", False, "噪音", "decibel")
