"""A whole listing: its bullets in the market's order, its description, its options, what lacks."""

from __future__ import annotations

import pytest

from localizer.model.bullets import BulletStyle
from localizer.model.channel import FieldLimit, LengthUnit
from localizer.model.product import Fact, FactKind, Product, Variant
from localizer.model.term import PatternBook, TermBase
from localizer.translate.composed import Composed, Missing, MissingReason
from localizer.translate.composer import Composer, Composers
from localizer.translate.listing import compose_listing


def fact(name: str, value: str, *, known: bool = True) -> Fact:
    return Fact(name, FactKind.TERM, value, known=known, label=name)


SHIRT = Product(
    "S-1",
    "男士纯棉衬衫",
    (
        Variant("a", options=(("颜色", "白色"), ("尺码", "M"))),
        Variant("b", options=(("颜色", "白色"), ("尺码", "L"))),
    ),
    brand="Lanju",
    facts=(
        fact("origin", "中国"),
        fact("material", "棉"),
        fact("colour", "白色"),
        fact("面料", "棉", known=False),
        fact("care", "手洗"),
        fact("龙格", "甲", known=False),
    ),
)


@pytest.fixture
def english(termbase: TermBase, patterns: PatternBook) -> Composer:
    found = Composers(termbase, patterns).find("en-US")
    assert found is not None
    return found


def test_a_listing_has_everything_and_says_what_lacks(english: Composer) -> None:
    style = BulletStyle(("care", "material", "origin"), details="Details")
    listing = compose_listing(english, SHIRT, style)
    assert isinstance(listing.title, Composed)
    assert [one.text for one in listing.bullets] == [
        "Care: hand wash",
        "Material: cotton",
        "Made in China",
    ]
    assert [one.text for one in listing.description][1:] == [
        "Details",
        "Care: hand wash",
        "Material: cotton",
        "Made in China",
    ]
    options = [
        (one.source, one.value.text) for one in listing.options if isinstance(one.value, Composed)
    ]
    assert options == [
        (("颜色", "白色"), "White"),
        (("尺码", "M"), "M"),
        (("尺码", "L"), "L"),
    ]
    assert listing.missing == (("龙格", Missing(MissingReason.UNKNOWN_FACT, ("龙格",))),)


def test_pieces_make_up_every_text(english: Composer) -> None:
    listing = compose_listing(english, SHIRT, BulletStyle(most=2))
    texts = [*listing.bullets, *listing.description]
    assert len(listing.bullets) == 2
    for one in texts:
        assert "".join(piece.text for piece in one.pieces) == one.text


def test_search_terms_name_the_goods_and_never_the_brand(english: Composer) -> None:
    listing = compose_listing(english, SHIRT, BulletStyle())
    words = [one.text for one in listing.search_terms]
    assert words[0] == "shirt"
    assert "cotton shirt" in words
    assert "shirt for men" in words
    assert not [word for word in words if "Lanju" in word or "," in word]


def test_search_terms_keep_their_numbers_whole(termbase: TermBase, patterns: PatternBook) -> None:
    bank = Product("P", "充电宝", (), facts=(Fact("power", FactKind.TEXT, "22.5W"),))
    composer = Composers(termbase, patterns).find("de-DE")
    assert composer is not None
    words = [one.text for one in composer.search_terms(bank)]
    assert any(word.endswith("22,5 W") for word in words)


def test_what_has_no_type_has_no_description(english: Composer) -> None:
    listing = compose_listing(english, Product("X", "神秘", ()), BulletStyle())
    assert (listing.description, listing.search_terms) == ((), ())


@pytest.mark.parametrize("maximum", [60, 75, 120, 255])
@pytest.mark.parametrize("locale", ["en-US", "de-DE", "th-TH", "vi-VN", "zh-Hant-TW"])
def test_titles_keep_the_limits_of_channels_whole_words_only(
    termbase: TermBase, patterns: PatternBook, locale: str, maximum: int
) -> None:
    composer = Composers(termbase, patterns).find(locale)
    assert composer is not None
    whole = composer.title(SHIRT)
    limit = FieldLimit(
        "title", True, maximum, LengthUnit.CHARS, True, "test", "2026-11-21", "O"  # noqa: FBT003
    )  # fmt: skip
    cut = composer.title(SHIRT, limit)
    assert isinstance(whole, Composed)
    assert isinstance(cut, Composed)
    assert len(cut.text) <= maximum
    assert {piece.concept for piece in cut.pieces} <= {piece.concept for piece in whole.pieces}


def test_a_title_says_nothing_its_noun_says_and_nothing_twice(
    termbase: TermBase, patterns: PatternBook
) -> None:
    jacket = Product("J", "羽绒服", (), facts=(fact("material", "羽绒"), fact("filling", "羽绒")))
    composer = Composers(termbase, patterns).find("en-US")
    assert composer is not None
    title = composer.title(jacket)
    assert isinstance(title, Composed)
    assert title.text.casefold().count("down") == 1
