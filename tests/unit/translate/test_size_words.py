"""Sizes as buyers of each market read them, in the words of their language."""

from __future__ import annotations

import pytest

from localizer.model.product import Fact, FactKind, Product, Variant
from localizer.model.size import Goods, GoodsKind, Wearer
from localizer.model.term import PatternBook, TermBase
from localizer.packs.sizes import load_sizes
from localizer.translate import size_words
from localizer.translate.composed import Composed, Missing
from localizer.translate.composer import Composers
from localizer.translate.reading import read_title
from localizer.translate.size_words import is_worn, sized_goods

SIZES = load_sizes()


def goods(title: str, *facts: tuple[str, str]) -> Product:
    return Product(
        "X", title, (), facts=tuple(Fact(name, FactKind.TERM, value) for name, value in facts)
    )


DRESS = goods("连衣裙", ("audience", "女士"))
SHOES = goods("运动鞋", ("audience", "女士"))


@pytest.mark.parametrize(
    ("product", "size", "locale", "text"),
    [
        (DRESS, "M", "th-TH", "M (สำหรับรอบอก 33 นิ้ว)"),
        (DRESS, "M", "de-DE", "M (Brustumfang 84 cm)"),
        (DRESS, "M【建议90-105斤】", "vi-VN", "M (45-52,5 kg)"),
        (DRESS, "均码", "en-US", "One Size"),
        (SHOES, "36码", "en-US", "US 5.5 (EU 36)"),
        (SHOES, "36", "de-DE", "36 (22,5 cm)"),
        (SHOES, "36-37", "en-US", "US 5.5–6.5 (EU 36–37)"),
        (goods("保温杯"), "M", "en-US", "M"),
        (DRESS, "Small", "de-DE", "S (Brustumfang 80 cm)"),
        (DRESS, "大号", "th-TH", "L (สำหรับรอบอก 34.5 นิ้ว)"),
        (DRESS, "US 8", "de-DE", "US 8 (Brustumfang 92 cm)"),
    ],
)
def test_sizes(
    termbase: TermBase, patterns: PatternBook, product: Product, size: str, locale: str, text: str
) -> None:
    answer = Composers(termbase, patterns, sizes=SIZES).option_value(
        size, locale, option="尺码", product=product
    )
    assert isinstance(answer, Composed)
    assert answer.text == text


def test_a_measure_of_general_knowledge_is_told_and_no_memory_stands_for_it(
    termbase: TermBase, patterns: PatternBook
) -> None:
    composers = Composers(termbase, patterns, sizes=SIZES)
    dress = composers.option_value("M", "th-TH", option="尺码", product=DRESS)
    shoe = composers.option_value("36码", "en-US", option="尺码", product=SHOES)
    colour = composers.option_value("黑色", "th-TH", option="颜色", product=DRESS)
    assert isinstance(dress, Composed)
    assert isinstance(shoe, Composed)
    assert isinstance(colour, Composed)
    assert (dress.reason, dress.of_goods) == ("assumed:M", True)
    assert (shoe.reason, shoe.of_goods) == ("", True)
    assert (colour.reason, colour.of_goods) == ("", False)
    word = composers.option_value("Medium", "th-TH", option="尺码", product=DRESS)
    assert isinstance(word, Composed)
    assert word.reason == "assumed:Medium", "named as the seller wrote it"


def test_without_tables_a_size_stays_what_it_is(termbase: TermBase, patterns: PatternBook) -> None:
    answer = Composers(termbase, patterns).option_value("M", "th-TH", option="尺码", product=DRESS)
    assert not isinstance(answer, Missing)
    assert answer.text == "M"


@pytest.mark.parametrize(
    ("title", "audience", "wanted"),
    [
        ("连衣裙", "", Goods(GoodsKind.CLOTHING, Wearer.WOMEN)),
        ("牛仔裤", "男士", Goods(GoodsKind.CLOTHING, Wearer.MEN, bottoms=True)),
        ("T恤", "", Goods(GoodsKind.CLOTHING, Wearer.UNKNOWN)),
        ("T恤", "情侣", Goods(GoodsKind.CLOTHING, Wearer.UNKNOWN)),
        ("童鞋", "", Goods(GoodsKind.SHOES, Wearer.KIDS)),
        ("手提包", "女士", None),
        ("神秘", "", None),
    ],
)
def test_what_has_the_sizes_of_a_body(
    termbase: TermBase, title: str, audience: str, wanted: Goods | None
) -> None:
    kind = read_title(title, termbase).kind
    assert sized_goods("" if kind is None else kind.id, audience, termbase) == wanted


def test_every_size_of_a_product_is_composed_for_it(
    termbase: TermBase, patterns: PatternBook
) -> None:
    variants = tuple(Variant(size, options=(("尺码", size),)) for size in ("S", "M"))
    product = Product("X", "连衣裙", variants, facts=DRESS.facts)
    composer = Composers(termbase, patterns, sizes=SIZES).find("vi-VN")
    assert composer is not None
    texts = [composer.option_value(v.key, "尺码", product) for v in variants]
    assert [one.text for one in texts if isinstance(one, Composed)] == [
        "S (40-45 kg)",
        "M (45-50 kg)",
    ]


@pytest.mark.parametrize(
    ("kind", "worn"),
    [
        *(("dress", True), ("baseball_cap", True), ("belt", True), ("pet_clothes", True)),
        *(("scarf", False), ("handbag", False), ("shapewear", True), ("mug", False)),
    ],
)
def test_what_is_worn(termbase: TermBase, kind: str, worn: bool) -> None:  # noqa: FBT001
    assert is_worn(termbase.concepts[kind]) is worn


def test_every_kind_named_in_code_is_a_product_type(termbase: TermBase) -> None:
    names = size_words._WORN | size_words._CLOTHS
    assert {name for name in names if termbase.concepts[name].domain != "product_type"} == set()
    assert all(is_worn(termbase.concepts[name]) for name in size_words._KIDS)
