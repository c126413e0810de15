from __future__ import annotations

import pytest

from localizer.model.own_term import EVERYWHERE, OwnTerm
from localizer.model.product import Product, Variant
from localizer.model.term import PatternBook, Term, TermBase
from localizer.translate.composed import Composed, Missing, MissingReason
from localizer.translate.composer import Composers


@pytest.mark.parametrize(
    ("name", "locale", "text"),
    [
        ("颜色", "en-US", "Color"),
        ("颜色", "en-SG", "Colour"),
        ("尺码", "en-US", "Size"),
        ("净含量", "en-US", "Net Content"),
        ("Color", "en-GB", "Colour"),
    ],
)
def test_names(
    termbase: TermBase, patterns: PatternBook, name: str, locale: str, text: str
) -> None:
    answer = Composers(termbase, patterns).option_name(name, locale)
    assert isinstance(answer, Composed)
    assert answer.text == text


@pytest.mark.parametrize("name", ["祥瑞类型", "黑色", ""])
def test_an_unknown_name_is_missing(termbase: TermBase, patterns: PatternBook, name: str) -> None:
    answer = Composers(termbase, patterns).option_name(name, "en-US")
    assert answer == Missing(MissingReason.NO_TERM, (name,))


@pytest.mark.parametrize(
    ("option", "value", "text"),
    [
        ("颜色", "酒红色", "Wine Red"),
        ("颜色", "黑色+白色", "Black + White"),
        ("颜色", "黑色/白色", "Black/White"),
        ("颜色", "浅灰色", "Light Gray"),
        ("", "黑色 XL", "Black XL"),
        ("色号", "奶茶色", "Milk Tea Brown"),
        ("香味", "玫瑰", "Rose"),
        ("尺码", "S", "S"),
        ("尺码", "XXL", "XXL"),
        ("尺码", "2XL", "2XL"),
        ("尺码", "3L", "3L"),
        ("尺码", "M码", "M"),
        ("尺码", "均码", "One Size"),
        ("尺码", "66cm", "66 cm"),
        ("尺码", "38", "38"),
        ("尺码", "36-37", "36–37"),
        ("尺码", "EU 38", "EU 38"),
        ("容量", "3L", "3 L"),
        ("容量", "500毫升", "500 ml"),
        ("尺寸", "150×200cm", "150 × 200 cm"),
        ("规格", "小号", "Small"),
        ("适用肤质", "油性肤质", "Oily Skin"),
    ],
)
def test_values(
    termbase: TermBase, patterns: PatternBook, option: str, value: str, text: str
) -> None:
    answer = Composers(termbase, patterns).option_value(value, "en-US", option=option)
    assert isinstance(answer, Composed)
    assert answer.text == text


@pytest.mark.parametrize(
    ("value", "terms"),
    [
        ("菩提蓝", ("菩提蓝",)),
        ("黑色+菩提蓝", ("菩提蓝",)),
        ("均码(90-120斤)", ("均码(90-120斤)",)),
        ("16G", None),
    ],
)
def test_a_value_is_written_whole_or_not_at_all(
    termbase: TermBase, patterns: PatternBook, value: str, terms: tuple[str, ...] | None
) -> None:
    answer = Composers(termbase, patterns).option_value(value, "en-US")
    if terms is None:
        assert isinstance(answer, Composed)
        assert answer.text == value
    else:
        assert answer == Missing(MissingReason.NO_TERM, terms)


def size_of(title: str, *values: str, option: str = "Size") -> Product:
    variants = tuple(Variant(value, options=((option, value),)) for value in values)
    return Product("X", title, variants)


@pytest.mark.parametrize(
    ("product", "spanish", "thai"),
    [
        (size_of("连衣裙", "M"), "Talla", "ไซส์"),
        (size_of("棒球帽", "M"), "Talla", "ไซส์"),
        (size_of("baby romper", "80"), "Talla", "ไซส์"),
        (size_of("不锈钢汤锅", "20 cm"), "Tamaño", "ขนาด"),
        (size_of("丝巾", "90×90cm"), "Tamaño", "ขนาด"),
        (size_of("龙格", "20 cm", "24 cm"), "Tamaño", "ขนาด"),
        (size_of("龙格", "Small", "大号"), "Tamaño", "ขนาด"),
        (size_of("龙格", "S", "20 cm"), "Talla", "ไซส์"),
        (size_of("龙格", "36"), "Talla", "ไซส์"),
        (size_of("龙格"), "Talla", "ไซส์"),
    ],
)
def test_the_size_of_a_thing_has_a_word_of_its_own(
    termbase: TermBase, patterns: PatternBook, product: Product, spanish: str, thai: str
) -> None:
    composers = Composers(termbase, patterns)
    for locale, text in (("es-ES", spanish), ("th-TH", thai)):
        answer = composers.option_name("Size", locale, product=product)
        assert isinstance(answer, Composed)
        assert (answer.text, answer.of_goods) == (text, True)


def test_where_both_have_one_word_a_memory_may_stand_for_it(
    termbase: TermBase, patterns: PatternBook
) -> None:
    product = size_of("不锈钢汤锅", "20 cm")
    for name, text in (("Size", "Größe"), ("颜色", "Farbe")):
        answer = Composers(termbase, patterns).option_name(name, "de-DE", product=product)
        assert isinstance(answer, Composed)
        assert (answer.text, answer.of_goods) == (text, False)


@pytest.mark.parametrize(
    ("title", "value", "text"),
    [
        ("棒球帽", "Medium", "M"),
        ("棒球帽", "大号", "L"),
        ("袜子", "x-large", "XL"),
        ("不锈钢汤锅", "Medium", "Mittel"),
        ("龙格", "Medium", "Mittel"),
    ],
)
def test_a_word_for_a_size_is_a_letter_on_clothing(
    termbase: TermBase, patterns: PatternBook, title: str, value: str, text: str
) -> None:
    product = size_of(title, value)
    answer = Composers(termbase, patterns).option_value(
        value, "de-DE", option="Size", product=product
    )
    assert isinstance(answer, Composed)
    assert (answer.text, answer.of_goods) == (text, True)


def test_a_persons_own_word_for_a_size_stays(termbase: TermBase, patterns: PatternBook) -> None:
    own = (OwnTerm(Term("size_medium", "de", "mittelgroß"), EVERYWHERE),)
    answer = Composers(termbase, patterns, own=own).option_value(
        "Medium", "de-DE", option="Size", product=size_of("棒球帽", "Medium")
    )
    assert isinstance(answer, Composed)
    assert answer.text == "Mittelgroß"


@pytest.mark.parametrize("option", ["Medium", "Format", "Type", "Edition", "Style", "Color", ""])
def test_a_record_is_not_made_of_pvc(
    termbase: TermBase, patterns: PatternBook, option: str
) -> None:
    answer = Composers(termbase, patterns).option_value("Vinyl", "de-DE", option=option)
    assert answer == Missing(MissingReason.NO_TERM, ("Vinyl",))


def test_a_bag_is(termbase: TermBase, patterns: PatternBook) -> None:
    answer = Composers(termbase, patterns).option_value("Vinyl", "de-DE", option="Material")
    assert isinstance(answer, Composed)
    assert answer.text == "PVC"
