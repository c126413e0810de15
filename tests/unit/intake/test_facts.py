"""Cells become facts of the right kind, read as far as they can be and no further."""

from __future__ import annotations

from decimal import Decimal

import pytest

from localizer.intake.fact_names import fact_name
from localizer.intake.facts import FactLabel, make_fact
from localizer.model.product import FactKind


def _label(name: str, unit: str = "") -> FactLabel:
    return FactLabel(name, known=True, unit=unit, header=name)


@pytest.mark.parametrize(
    ("header", "name"),
    [("材质", "material"), ("wattage", "power"), ("净含量", "net_content"), ("适用年龄", "age_range"),
     ("续航", "runtime"), ("Product Material", "material"), ("heat_retention", "heat_retention"),
     ("保质期", "shelf_life"), ("燃烧时长", "burn_time"), ("room_coverage", None)],
)  # fmt: skip
def test_fact_names(header: str, name: str | None) -> None:
    assert fact_name(header) == name


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
    ],
)
def test_what_cannot_be_measured_stays_the_sellers_words(
    name: str, text: str, kind: FactKind
) -> None:
    fact = make_fact(_label(name), text)
    assert (fact.kind, fact.value, fact.number) == (kind, text, None)


def test_an_unknown_attribute_keeps_its_header() -> None:
    fact = make_fact(FactLabel("噪音", known=False, header="噪音"), "35dB")
    assert (fact.name, fact.known, fact.label, fact.unit) == ("噪音", False, "噪音", "decibel")
