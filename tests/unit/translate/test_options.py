from __future__ import annotations

import pytest

from localizer.model.term import PatternBook, TermBase
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
