from __future__ import annotations

from decimal import Decimal

import pytest

from localizer.model.channel import FieldLimit, LengthUnit
from localizer.model.own_term import OwnTerm, Scope, ScopeKind
from localizer.model.product import Fact, FactKind, Product
from localizer.model.term import (
    Casing,
    Concept,
    JoinRules,
    LocalePatterns,
    PatternBook,
    PatternGroup,
    Slot,
    Term,
    TermBase,
)
from localizer.translate.composed import Composed, Missing, MissingReason, explain
from localizer.translate.composer import Composers
from localizer.translate.reading import named_type


def term(name: str, value: str) -> Fact:
    return Fact(name, FactKind.TERM, value)


def quantity(name: str, value: str, number: str, unit: str) -> Fact:
    return Fact(name, FactKind.QUANTITY, value, Decimal(number), unit=unit)


def blend(name: str, *parts: tuple[str, str]) -> Fact:
    text = " ".join(f"{word}{share}%" for word, share in parts)
    shares = tuple((word, Decimal(share)) for word, share in parts)
    return Fact(name, FactKind.BLEND, text, parts=shares)


def limit(maximum: int, unit: LengthUnit = LengthUnit.CHARS) -> FieldLimit:
    return FieldLimit("title", True, maximum, unit, True, "test", "2026-11-21", "O")  # noqa: FBT003


DRESS = Product(
    "DR-1",
    "法式碎花连衣裙女春夏新款",
    (),
    brand="Sorvanne",
    facts=(
        blend("material", ("涤纶", "100")),
        term("neckline", "V领"),
        term("sleeve", "短袖"),
        term("pattern", "碎花"),
        term("style", "法式"),
        term("season", "春夏"),
        term("audience", "女士"),
    ),
)
CUT_DRESS = "Sorvanne French-Style Floral Polyester Dress for Women, V-Neck, Short Sleeve"
BANK = Product(
    "PB-1",
    "轻薄便携充电宝10000毫安大容量",
    (),
    brand="Homivelt",
    facts=(
        quantity("battery", "10000mAh", "10000", "milliampere-hour"),
        quantity("power", "22.5W", "22.5", "watt"),
        term("connector", "Type-C、USB-A"),
    ),
)


@pytest.mark.parametrize(
    ("product", "locale", "text"),
    [
        (
            DRESS,
            "en-US",
            f"{CUT_DRESS} – Spring and Summer",
        ),
        (BANK, "en-US", "Homivelt Power Bank, 10,000 mAh, 22.5 W, USB-C/USB-A"),
        (Product("B", "婴儿睡袋", ()), "en-GB", "Baby Sleeping Bag"),
        (Product("C", "某商品", (), category="户外/帐篷"), "en-US", "Camping Tent"),
        (
            Product("D", "毛衣", (), facts=(term("season", "秋冬"),)),
            "en-GB",
            "Jumper – Autumn and Winter",
        ),
        (
            Product("E", "毛衣", (), facts=(blend("material", ("羊毛", "30"), ("腈纶", "70")),)),
            "en-US",
            "Acrylic Blend Sweater",
        ),
        (
            Product("F", "毛衣", (), facts=(blend("material", ("羊毛", "50"), ("腈纶", "50")),)),
            "en-US",
            "Sweater",
        ),
        (
            Product("G", "保温杯", (), facts=(quantity("heat_retention", "12小时", "12", "hour"),)),
            "en-US",
            "Insulated Bottle – Keeps Hot for 12 Hours",
        ),
        (
            Product("H", "Men's cotton T-Shirts", (), facts=(term("material", "cotton"),)),
            "en-US",
            "Cotton T-Shirt for Men",
        ),
        (
            Product(
                "I", "帐篷", (), facts=(Fact("material", FactKind.TEXT, "涤纶100%、玻璃纤维"),)
            ),
            "en-US",
            "Polyester Camping Tent",
        ),
    ],
)
def test_titles(
    termbase: TermBase, patterns: PatternBook, product: Product, locale: str, text: str
) -> None:
    answer = Composers(termbase, patterns).title(product, locale)
    assert isinstance(answer, Composed)
    assert answer.text == text
    assert "".join(piece.text for piece in answer.pieces) == text


def test_pieces_name_slot_fact_and_concept(termbase: TermBase, patterns: PatternBook) -> None:
    answer = Composers(termbase, patterns).title(DRESS, "en-US")
    assert isinstance(answer, Composed)
    found = {(piece.slot, piece.fact, piece.concept, piece.text) for piece in answer.pieces}
    assert ("type", "", "dress", "Dress") in found
    assert ("neckline", "neckline", "v_neck", "V-Neck") in found
    assert ("brand", "", "", "Sorvanne") in found


@pytest.mark.parametrize(
    ("maximum", "text"),
    [
        (90, CUT_DRESS),
        (70, "Sorvanne Floral Polyester Dress for Women, V-Neck, Short Sleeve"),
        (45, "Sorvanne Floral Polyester Dress for Women"),
        (40, "Sorvanne Polyester Dress for Women"),
        (20, "Sorvanne Dress"),
        (5, "Dress"),
    ],
)
def test_a_title_too_long_gives_up_groups_in_order(
    termbase: TermBase, patterns: PatternBook, maximum: int, text: str
) -> None:
    answer = Composers(termbase, patterns).title(DRESS, "en-US", limit=limit(maximum))
    assert isinstance(answer, Composed)
    assert answer.text == text


def test_a_title_is_never_cut_inside_a_word(termbase: TermBase, patterns: PatternBook) -> None:
    answer = Composers(termbase, patterns).title(DRESS, "en-US", limit=limit(4))
    assert answer == Missing(MissingReason.TOO_LONG, ("Dress",))


def test_bytes_count_where_the_channel_counts_bytes(
    termbase: TermBase, patterns: PatternBook
) -> None:
    product = Product("S", "毛衣", (), facts=(term("season", "秋冬"),))
    text = "Sweater – Fall and Winter"
    size = len(text.encode())
    kept = Composers(termbase, patterns).title(
        product,
        "en-US",
        limit=limit(size, LengthUnit.UTF8_BYTES),
    )
    cut = Composers(termbase, patterns).title(
        product,
        "en-US",
        limit=limit(size - 1, LengthUnit.UTF8_BYTES),
    )
    assert isinstance(kept, Composed)
    assert isinstance(cut, Composed)
    assert (kept.text, cut.text) == (text, "Sweater")


def test_a_word_without_a_term_is_left_out_and_named(
    termbase: TermBase, patterns: PatternBook
) -> None:
    product = Product("X", "连衣裙", (), brand="优雅", facts=(term("style", "洛丽塔"),))
    answer = Composers(termbase, patterns).title(product, "en-US")
    assert isinstance(answer, Composed)
    assert answer.text == "Dress"
    assert answer.lacking == ("优雅", "洛丽塔")


@pytest.mark.parametrize(
    ("product", "locale", "reason", "terms"),
    [
        (Product("X", "神秘商品", ()), "en-US", MissingReason.NO_TYPE, ("神秘商品",)),
        (Product("X", "连衣裙", ()), "ja-JP", MissingReason.NO_PATTERNS, ("ja-JP",)),
    ],
)
def test_no_title_without_type_or_patterns(
    termbase: TermBase,
    patterns: PatternBook,
    product: Product,
    locale: str,
    reason: MissingReason,
    terms: tuple[str, ...],
) -> None:
    answer = Composers(termbase, patterns).title(product, locale)
    assert answer == Missing(reason, terms)


@pytest.mark.parametrize(
    ("title", "concept"),
    [
        ("真无线蓝牙耳机入耳式", "earbuds"),
        ("便携榨汁杯小型果汁机学生随行杯", "portable_blender"),
        ("Ｔ恤男夏季", "t_shirt"),
        ("A pillowcase", "type_pillowcase"),
        ("Two pillows", "pillow"),
        ("contented", None),
    ],
)
def test_the_type_is_the_longest_one_named(
    termbase: TermBase, title: str, concept: str | None
) -> None:
    found = named_type(title, "", termbase)
    assert (found.id if found else None) == concept


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (blend("material", ("棉", "95"), ("氨纶", "5")), "Material: 95% cotton, 5% spandex"),
        (term("material", "Tritan、食品级硅胶"), "Material: Tritan and food-grade silicone"),
        (
            Fact("material", FactKind.TEXT, "涤纶100%、玻璃纤维"),
            "Material: 100% polyester, fiberglass",
        ),
        (term("audience", "女士"), "For women"),
        (Fact("里料", FactKind.TERM, "棉", known=False, label="里料"), "Lining material: cotton"),
        (
            Fact("电压", FactKind.TEXT, "5V USB-C", known=False, label="电压"),
            "Power supply: 5 V USB-C",
        ),
        (term("certificate", "CE、FCC、RoHS"), "Certification: CE, FCC and RoHS"),
        (Fact("bluetooth", FactKind.TEXT, "5.3"), "Bluetooth 5.3"),
        (term("waterproof", "IPX5"), "Waterproof rating: IPX5"),
        (quantity("waterproof", "3000mm", "3000", "millimeter"), "Waterproof rating: 3,000 mm"),
        (quantity("net_content", "3.5g", "3.5", "gram"), "Net content: 3.5 g"),
        (quantity("shelf_life", "1年", "1", "year"), "Shelf life: 1 year"),
        (quantity("shelf_life", "3年", "3", "year"), "Shelf life: 3 years"),
        (quantity("power", "5A", "5", "ampere"), "Power: 5 A"),
        (
            Fact("age_range", FactKind.RANGE, "3-18个月", Decimal(3), Decimal(18), "month"),
            "Age: 3–18 months",
        ),
        (
            Fact("dimensions", FactKind.TEXT, "14×7×1.5cm"),
            "Dimensions: 14 × 7 × 1.5 cm",
        ),
        (
            Fact("package", FactKind.TEXT, "耳机×2、充电盒×1、耳塞6个"),
            "In the box: 2 × earbuds, 1 × charging case, 6 × ear tips",
        ),
    ],
)
def test_facts(termbase: TermBase, patterns: PatternBook, fact: Fact, text: str) -> None:
    answer = Composers(termbase, patterns).fact(fact, "en-US")
    assert isinstance(answer, Composed)
    assert answer.text == text


@pytest.mark.parametrize(
    ("value", "text"),
    [("2x500ml", "Capacity: 2x500ml"), ("1/2 inch", None), ("5V USB-C", "Capacity: 5 V USB-C")],
)
def test_several_of_a_thing_are_no_lengths_and_a_fraction_is_no_list(
    termbase: TermBase, patterns: PatternBook, value: str, text: str | None
) -> None:
    answer = Composers(termbase, patterns).fact(Fact("capacity", FactKind.TEXT, value), "en-US")
    assert (answer.text if isinstance(answer, Composed) else None) == text


@pytest.mark.parametrize(
    ("scopes", "text"),
    [
        ([], "Grey"),
        ([("global", "", "en", "Silver")], "Grey"),
        ([("global", "", "en-GB", "Silver")], "Silver"),
        ([("global", "", "en-GB", "a"), ("market", "GB", "en", "b")], "B"),
        ([("market", "GB", "en-GB", "b"), ("brand", "ACME", "en", "c")], "C"),
        ([("brand", "Other", "en-GB", "c"), ("market", "US", "en", "b")], "Grey"),
    ],
)
def test_the_narrowest_scope_counts_then_the_nearest_locale(
    termbase: TermBase,
    patterns: PatternBook,
    scopes: list[tuple[str, str, str, str]],
    text: str,
) -> None:
    own = [
        OwnTerm(Term("grey", locale, word), Scope(ScopeKind(kind), value))
        for kind, value, locale, word in scopes
    ]
    product = Product("X", "T恤", (), brand="Acme")
    answer = Composers(termbase, patterns, own=own).option_value(
        "灰色", "en-GB", option="颜色", product=product
    )
    assert isinstance(answer, Composed)
    assert answer.text == text


@pytest.mark.parametrize(
    ("fact", "reason", "terms"),
    [
        (term("material", "龙须草"), MissingReason.NO_TERM, ("龙须草",)),
        (blend("material", ("棉", "60"), ("龙须草", "40")), MissingReason.NO_TERM, ("龙须草",)),
        (term("material", "棉、龙须草、椰壳絮"), MissingReason.NO_TERM, ("龙须草", "椰壳絮")),
        (term("material", "Sisal wool"), MissingReason.NO_TERM, ("Sisal wool",)),
        (Fact("龙格", FactKind.TERM, "棉", known=False), MissingReason.UNKNOWN_FACT, ("龙格",)),
        (quantity("power", "5马力", "5", "horsepower"), MissingReason.NO_TERM, ("5马力",)),
        (
            Fact("care", FactKind.TEXT, "手洗、" * 200),
            MissingReason.NO_TERM,
            (f"{('手洗、' * 14)[:40]}…",),
        ),
        (Fact("care", FactKind.TEXT, "、"), MissingReason.NO_TERM, ("、",)),
        (Fact("care", FactKind.TEXT, ""), MissingReason.NO_TERM, ("",)),
    ],
)
def test_a_fact_that_cannot_be_written_whole_is_missing(
    termbase: TermBase,
    patterns: PatternBook,
    fact: Fact,
    reason: MissingReason,
    terms: tuple[str, ...],
) -> None:
    answer = Composers(termbase, patterns).fact(fact, "en-US")
    assert answer == Missing(reason, terms)


def test_a_value_stands_alone_inside_a_sentence(termbase: TermBase, patterns: PatternBook) -> None:
    composer = Composers(termbase, patterns).find("en-US")
    assert composer is not None
    value = composer.value(term("audience", "女士"))
    kind = composer.kind(BANK)
    assert isinstance(value, Composed)
    assert isinstance(kind, Composed)
    assert (value.text, kind.text) == ("women", "power bank")


def test_a_reason_is_stored_as_a_code_and_explained() -> None:
    code = Missing(MissingReason.NO_TERM, ("龙须草", "椰壳絮")).code
    assert code == "no_term:龙须草|椰壳絮"
    assert explain(code) == "Terms are missing: 龙须草, 椰壳絮"


def _french() -> tuple[TermBase, PatternBook]:
    concepts = [
        Concept("dress", "product_type", ("连衣裙",), "apparel"),
        Concept("t_shirt", "product_type", ("T恤",), "apparel"),
        Concept("leggings", "product_type", ("打底裤",), "apparel"),
        Concept("solid_colour", "value", ("纯色",)),
        Concept("cotton", "material", ("棉",)),
        Concept("regular", "value", ("常规",)),
    ]
    terms = [
        Term("dress", "fr", "robe", "f"),
        Term("t_shirt", "fr", "t-shirt", "m"),
        Term("leggings", "fr", "leggings", "mp"),
        Term("solid_colour", "fr", "uni", adjectives=("uni", "unie", "unis", "unies")),
        Term("cotton", "fr", "coton", adjectives=("en coton",)),
        Term("regular", "fr", "coupe droite", adjectives=("-",)),
    ]
    title = (
        PatternGroup((Slot("type"),), optional=False),
        *(
            PatternGroup((" ", Slot(name, adjective=True)), optional=True)
            for name in ("material", "pattern", "fit")
        ),
    )
    blend_title = (Slot("material", adjective=True), " mélangé")
    join = JoinRules(", ", " et ", "/", "{from}–{to}", "{n} %", "{percent} {material}", blend_title,
                     "{count} × {item}", " × ")  # fmt: skip
    found = LocalePatterns("fr", {"apparel": title}, (), (), {}, join, {}, 5, Casing.SENTENCE,
                           Casing.NONE, Casing.NONE, frozenset())  # fmt: skip
    words = {(term.locale, term.concept): term for term in terms}
    return TermBase.build(concepts, words), PatternBook({"fr": found})


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("连衣裙", "Robe en coton mélangé unie"),
        ("T恤", "T-shirt en coton mélangé uni"),
        ("打底裤", "Leggings en coton mélangé unis"),
    ],
)
def test_adjectives_agree_with_the_type_and_dashes_stay_away(title: str, text: str) -> None:
    termbase, patterns = _french()
    facts = (
        blend("material", ("棉", "95"), ("棉", "5")),
        term("pattern", "纯色"),
        term("fit", "常规"),
    )
    product = Product("X", title, (), facts=facts)
    answer = Composers(termbase, patterns).title(product, "fr-FR")
    assert isinstance(answer, Composed)
    assert answer.text == text
