"""Reading a seller's size option: wholly or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.model.size import Goods, GoodsKind, PartKind, Wearer
from localizer.translate.size_values import MAX_TEXT, canonical, read_size

SHOES = Goods(GoodsKind.SHOES, Wearer.WOMEN)
KIDS_SHOES = Goods(GoodsKind.SHOES, Wearer.KIDS)
ANY_SHOES = Goods(GoodsKind.SHOES)
CLOTHES = Goods(GoodsKind.CLOTHING, Wearer.WOMEN)
KIDS = Goods(GoodsKind.CLOTHING, Wearer.KIDS)


@pytest.mark.parametrize(
    ("value", "goods", "kind", "text"),
    [
        ("36码", SHOES, "eu", "36"),
        ("３６", SHOES, "eu", "36"),
        ("36.5", SHOES, "eu", "36.5"),
        ("EU 38", SHOES, "eu", "38"),
        ("欧码38", SHOES, "eu", "38"),
        ("38欧码", SHOES, "eu", "38"),
        ("US7.5", SHOES, "us", "7.5"),
        ("UK 5", SHOES, "uk", "5"),
        ("36-37码", SHOES, "eu", "36–37"),
        ("36/37", SHOES, "eu", "36–37"),
        ("230", SHOES, "foot_cm", "23"),
        ("235mm", SHOES, "foot_cm", "23.5"),
        ("23.5cm", SHOES, "foot_cm", "23.5"),
        ("23.5", SHOES, "foot_cm", "23.5"),
        ("23.5", ANY_SHOES, "own", "23.5"),
        ("7", SHOES, "own", "7"),
        ("58", SHOES, "own", "58"),
        ("26", KIDS_SHOES, "eu", "26"),
        ("16.5cm", KIDS_SHOES, "foot_cm", "16.5"),
        ("M", CLOTHES, "alpha", "M"),
        ("m码", CLOTHES, "alpha", "M"),
        ("2XL", CLOTHES, "alpha", "2XL"),
        ("XXL", CLOTHES, "alpha", "2XL"),
        ("3L", CLOTHES, "alpha", "3L"),
        ("165/88A", CLOTHES, "cn", "165/88A"),
        ("均码", CLOTHES, "one_size", ""),
        ("Free Size", CLOTHES, "one_size", ""),
        ("F", CLOTHES, "one_size", ""),
        ("38", CLOTHES, "own", "38"),
        ("EU 38", CLOTHES, "own", "EU 38"),
        ("US 8", CLOTHES, "us", "8"),
        ("110", KIDS, "height_cm", "110"),
        ("110cm", KIDS, "height_cm", "110"),
        ("73码", KIDS, "height_cm", "73"),
        ("100-110", KIDS, "height_cm", "100–110"),
        ("4", KIDS, "own", "4"),
    ],
)
def test_labels(value: str, goods: Goods, kind: str, text: str) -> None:
    found = read_size(value, goods)
    assert found is not None
    assert (found.label.kind, found.label.text) == (kind, text)


@pytest.mark.parametrize(
    ("value", "goods", "advice"),
    [
        ("M【建议90-105斤】", CLOTHES, {"weight_kg": ["45", "52.5"]}),
        ("M（90斤~105斤）", CLOTHES, {"weight_kg": ["45", "52.5"]}),
        ("L(50-57.5kg)", CLOTHES, {"weight_kg": ["50", "57.5"]}),
        ("L 110-127 lbs", CLOTHES, {"weight_kg": ["49.9", "57.6"]}),
        ("【90-105斤】M", CLOTHES, {"weight_kg": ["45", "52.5"]}),
        ("M/90-105斤", CLOTHES, {"weight_kg": ["45", "52.5"]}),
        ("M 体重90-105斤 身高150-160cm", CLOTHES, {"weight_kg": ["45", "52.5"], "height_cm": ["150", "160"]}),
        ("M(胸围84-88)", CLOTHES, {"bust_cm": ["84", "88"]}),
        ("M(160/84A)", CLOTHES, {"cn": ["160"]}),
        ("均码(80-120斤)", CLOTHES, {"weight_kg": ["40", "60"]}),
        ("110(3-4岁)", KIDS, {"age_years": ["3", "4"]}),
        ("73(6-12个月)", KIDS, {"age_months": ["6", "12"]}),
        ("36(230)", SHOES, {"foot_cm": ["23"]}),
        ("36码=23cm", SHOES, {"foot_cm": ["23"]}),
        ("36(脚长230mm)", SHOES, {"foot_cm": ["23"]}),
        ("26(16.5)", KIDS_SHOES, {"foot_cm": ["16.5"]}),
    ],
)  # fmt: skip
def test_advice(value: str, goods: Goods, advice: dict[str, list[str]]) -> None:
    found = read_size(value, goods)
    assert found is not None
    assert {part.kind: [str(one) for one in part.numbers] for part in found.advice} == advice
    kind = next(iter(advice))
    assert found.said(PartKind(kind)) in found.advice


@pytest.mark.parametrize(
    ("value", "goods"),
    [
        ("M【加绒】", CLOTHES),
        ("36码 偏小拍大一码", SHOES),
        ("M码 90斤以内", CLOTHES),
        ("L 100-115", CLOTHES),
        ("S,M", CLOTHES),
        ("S-XL", CLOTHES),
        ("红色", CLOTHES),
        ("500ml", CLOTHES),
        ("90cm", CLOTHES),
        ("42 2/3", SHOES),
        ("36(内长230)", SHOES),
        ("36/7", SHOES),
        ("38-36", SHOES),
        ("M 90-105斤 100-110斤", CLOTHES),
        ("建议90-105斤", CLOTHES),
        ("500cm", KIDS),
        ("", CLOTHES),
        ("M" + " " * MAX_TEXT + "L", CLOTHES),
    ],
)
def test_what_is_not_understood_is_left_alone(value: str, goods: Goods) -> None:
    assert read_size(value, goods) is None


def test_letters_are_looked_up_in_one_spelling() -> None:
    assert [canonical(one) for one in ("XXL", "XXXS", "XL", "2XL", "M")] == [
        "2XL",
        "3XS",
        "XL",
        "2XL",
        "M",
    ]


@given(text=st.text(max_size=80), goods=st.sampled_from([SHOES, KIDS_SHOES, CLOTHES, KIDS]))
def test_any_text_is_answered(text: str, goods: Goods) -> None:
    found = read_size(text, goods)
    assert found is None or found.label.text or found.label.kind is PartKind.ONE_SIZE


@given(low=st.integers(60, 150), more=st.integers(1, 40))
def test_half_a_kilo_is_exact(low: int, more: int) -> None:
    found = read_size(f"M【建议{low}-{low + more}斤】", CLOTHES)
    assert found is not None
    assert found.advice[0].numbers == (Decimal(low) / 2, Decimal(low + more) / 2)
