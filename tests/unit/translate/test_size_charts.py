"""Size charts: the seller's own table and what is known of his sizes, in words and units of the market."""

from __future__ import annotations

from dataclasses import replace

import pytest

from localizer.model.bullets import BulletStyle
from localizer.model.channel import FieldLimit, LengthUnit
from localizer.model.market import MeasureSystem
from localizer.model.product import Fact, FactKind, Product, Variant
from localizer.model.term import PatternBook, TermBase
from localizer.packs.sizes import load_sizes
from localizer.translate.composed import Composed, Missing, MissingReason
from localizer.translate.composer import Composer, Composers
from localizer.translate.listing import compose_listing
from localizer.translate.size_charts import table_lines
from localizer.translate.values import LackError

SIZES = load_sizes()
TABLE = (
    "S: 胸围 98 cm, 衣长 65 cm, 体重 90-100 斤; 中码: 胸围 102 cm, 大腿围 66.5 cm; 均码: 肩宽 40 cm"
)


def composer(termbase: TermBase, patterns: PatternBook, locale: str) -> Composer:
    systems = {"US": MeasureSystem.US}
    found = Composers(termbase, patterns, sizes=SIZES, systems=systems).find(locale)
    assert found is not None
    return found


def goods(title: str, *sizes: str, table: str = "") -> Product:
    variants = tuple(Variant(size, options=(("尺码", size),)) for size in sizes)
    facts = (Fact("size_table", FactKind.TEXT, table),) if table else ()
    return Product("X", title, variants, facts=facts)


@pytest.mark.parametrize(
    ("locale", "lines"),
    [
        (
            "de-DE",
            [
                "Größentabelle",
                "S: Brustumfang 98 cm, Gesamtlänge 65 cm, Körpergewicht 45–50 kg",
                "M: Brustumfang 102 cm, Oberschenkelumfang 66,5 cm",
                "Einheitsgröße: Schulterbreite 40 cm",
            ],
        ),
        (
            "en-US",
            [
                "Size chart",
                "S: bust 38.6 inches, garment length 25.6 inches, 99–110 lb",
                "M: bust 40.2 inches, thigh 26.2 inches",
                "One size: shoulder width 15.7 inches",
            ],
        ),
        (
            "zh-Hant-TW",
            [
                "尺寸表",
                "S：胸圍98cm、衣長65cm、體重45～50kg",
                "M：胸圍102cm、大腿圍66.5cm",
                "單一尺寸：肩寬40cm",
            ],
        ),
    ],
)
def test_a_sellers_table(
    termbase: TermBase, patterns: PatternBook, locale: str, lines: list[str]
) -> None:
    chart = composer(termbase, patterns, locale).size_chart(goods("连衣裙", table=TABLE))
    assert [one.text for one in chart] == lines
    for one in chart:
        assert "".join(piece.text for piece in one.pieces) == one.text


@pytest.mark.parametrize(
    ("table", "lacking"),
    [
        ("S: 胸围 98 cm, 吉祥围 5 cm; M: 吉祥围 6 cm", ("吉祥围",)),
        ("S: 胸围 98 丈", ("丈",)),
        ("S: 胸围 很大", ("胸围 很大",)),
        ("吉祥: 胸围 98 cm", ("吉祥",)),
        ("尺码偏小", ("尺码偏小",)),
        ("S: 胸围 98 cm; " * 200, ("S: 胸围 98 cm; S: 胸围 98 cm; S: 胸围 98 cm; S…",)),
    ],
)
def test_a_table_is_written_wholly_or_not_at_all(
    termbase: TermBase, patterns: PatternBook, table: str, lacking: tuple[str, ...]
) -> None:
    german = composer(termbase, patterns, "de-DE")
    with pytest.raises(LackError) as caught:
        table_lines(table, german.wording)
    assert caught.value.words == lacking
    product = goods("连衣裙", table=table)
    assert german.size_chart(product) == ()
    assert german.fact(product.facts[0]) == Missing(MissingReason.NO_TERM, lacking)


def test_systems_and_bare_figures_stay(termbase: TermBase, patterns: PatternBook) -> None:
    wording = composer(termbase, patterns, "de-DE").wording
    lines = table_lines("36码: EU 36, 脚长 22.5 cm; 160/84A: 胸围 98-102", wording)
    texts = ["".join(piece.text for piece in line) for line in lines]
    assert texts == ["36: EU 36, Fußlänge 22,5 cm", "160/84A: Brustumfang 98–102"]


def test_as_a_fact_a_table_is_one_line(termbase: TermBase, patterns: PatternBook) -> None:
    fact = goods("连衣裙", table="S: 胸围 98 cm; M: 胸围 102 cm").facts[0]
    answer = composer(termbase, patterns, "de-DE").fact(fact)
    assert isinstance(answer, Composed)
    assert answer.text == "Größentabelle: S: Brustumfang 98 cm; M: Brustumfang 102 cm"
    assert {piece.fact for piece in answer.pieces if piece.slot == "value"} == {"size_table"}


@pytest.mark.parametrize(
    ("product", "locale", "lines"),
    [
        (
            goods("女士运动鞋", "36", "37"),
            "en-US",
            [
                "US 5.5: EU 36, foot length 8.9 inches (22.5 cm)",
                "US 6.5: EU 37, foot length 9.3 inches (23.5 cm)",
            ],
        ),
        (
            goods("女士运动鞋", "36", "37"),
            "de-DE",
            ["36: Fußlänge 22,5 cm", "37: Fußlänge 23,5 cm"],
        ),
        (
            goods("儿童套装", "73", "90"),
            "de-DE",
            ["73 cm: 6–12 Monate", "90 cm: 18–36 Monate"],
        ),
        (
            goods("连衣裙", "M【90-105斤】", "L【105-120斤】"),
            "vi-VN",
            ["M: 45-52,5 kg", "L: 52,5-60 kg"],
        ),
    ],
)
def test_what_is_known_of_the_sizes(
    termbase: TermBase, patterns: PatternBook, product: Product, locale: str, lines: list[str]
) -> None:
    chart = composer(termbase, patterns, locale).size_chart(product)
    assert [one.text for one in chart][1:] == lines


@pytest.mark.parametrize(
    "product",
    [
        goods("连衣裙", "M", "L"),
        goods("女士运动鞋", "36"),
        goods("保温杯", "M", "L"),
        goods("龙格", "36", "37"),
        goods("连衣裙"),
    ],
)
def test_general_knowledge_one_size_and_things_make_no_chart(
    termbase: TermBase, patterns: PatternBook, product: Product
) -> None:
    assert composer(termbase, patterns, "de-DE").size_chart(product) == ()


def test_a_description_ends_with_the_chart_where_it_has_room(
    termbase: TermBase, patterns: PatternBook
) -> None:
    german = composer(termbase, patterns, "de-DE")
    product = goods("连衣裙", table="S: 胸围 98 cm; M: 胸围 102 cm")
    style = BulletStyle(details="Details")
    listing = compose_listing(german, product, style)
    texts = [one.text for one in listing.description]
    assert texts == ["Kleid.", "Größentabelle", "S: Brustumfang 98 cm", "M: Brustumfang 102 cm"]
    assert listing.bullets == (), "a table is no bullet"
    room = len("\n".join(texts))
    limit = FieldLimit("description", False, room, LengthUnit.CHARS, True, "", "2026-11-22", "O")  # noqa: FBT003
    assert compose_listing(german, product, style, description_limit=limit) == listing
    tight = replace(limit, maximum=room - 1)
    shorter = compose_listing(german, product, style, description_limit=tight)
    assert [one.text for one in shorter.description] == ["Kleid."]
