"""Rows of a listing: options, texts that are left out, pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from localizer.catalog import products, segments, translations
from localizer.catalog.sold import Sold
from localizer.export.gate import GateState
from localizer.export.listing import listing_rows, listing_texts, option_cells
from localizer.export.material import Material, read
from localizer.export.stage import ExportRules
from localizer.model.bullets import BulletStyle
from localizer.model.launch import Target
from localizer.model.product import Fact, FactKind, Product, Variant
from localizer.model.segment import Field, Origin, State, Translation
from localizer.store.database import Store

Edit = Callable[..., None]


@pytest.fixture
def material(
    store: Store, rules: ExportRules, shopee: Target, edit: Edit
) -> Callable[[int], Material]:
    del edit  # its launch fills the workspace
    return lambda number: read(store.read(), shopee, number, rules.tokens)


@pytest.mark.parametrize(
    ("options", "cells"),
    [
        ((), ("", "", "", "", "", "", "")),
        ((("C", "r"),), ("C", "r", "", "", "", "", "")),
        (
            (("a", "1"), ("b", "2"), ("c", "3"), ("d", "4"), ("", "5")),
            ("a", "1", "b", "2", "c", "3", "d: 4\n5"),
        ),
    ],
)
def test_option_cells(options: tuple[tuple[str, str], ...], cells: tuple[str, ...]) -> None:
    assert option_cells(options) == cells


def test_an_untranslated_option_is_left_out_and_keeps_its_column(
    edit: Edit, rules: ExportRules, material: Callable[[int], Material]
) -> None:
    edit("红色", state=State.UNTRANSLATED, text="")
    rows = listing_rows(material(1), GateState.DRAFT, rules.format_price, html_description=False)
    assert [row.options for row in rows] == [(("สี", ""),), (("สี", "น้ำเงิน"),)]
    assert {row.state for row in rows} == {GateState.DRAFT}


def test_an_untranslated_text_is_never_replaced_by_its_source(
    edit: Edit, material: Callable[[int], Material]
) -> None:
    for source in ("保温杯", "双层", "第一段", "第二段"):
        edit(source, state=State.UNTRANSLATED)  # words were kept, but nobody stands by them
    texts = listing_texts(material(1), html_description=True)
    assert (texts.title, texts.bullets, texts.description) == ("", ("วัสดุ: สแตนเลส",), "")


def test_bullets_keep_the_sellers_order_over_imports(
    store: Store, material: Callable[[int], Material]
) -> None:
    with store.step("Import") as step:
        new = Product(key="MAT", title="垫子", variants=(), bullets=("一", "二"))
        products.save_products(step, 1, [new])
        products.ensure_segments(step, products.product_ids(step))
        for segment in segments.of_product(step, 2):
            if segment.field is Field.BULLET:
                words = Translation(
                    segment.id,
                    "th-TH",
                    f"{segment.position}",
                    State.DRAFT,
                    Origin.PERSON,
                    segment.source_hash,
                )
                translations.save(step, None, words)
        step.write("UPDATE segment SET position = 9 WHERE product_id = 2 AND position = 0")
    assert listing_texts(material(2), html_description=False).bullets == ("1", "0")


def test_a_variant_without_price_has_none_and_no_currency(
    store: Store, rules: ExportRules, material: Callable[[int], Material]
) -> None:
    with store.step("Import") as step:
        late = Product("MAT", "垫子", (Variant("MAT"), Variant("NEW", image="n.jpg")))
        products.save_products(step, 1, [late])
        products.ensure_segments(step, products.product_ids(step))
    rows = listing_rows(material(2), GateState.DRAFT, rules.format_price, html_description=False)
    assert [(row.variant_key, row.price, row.currency, row.price_text) for row in rows] == [
        ("MAT", rows[0].price, "THB", "THB 199.00 (th-TH)"),
        ("NEW", None, "", ""),
    ]
    assert rows[1].images == ("n.jpg",)


def test_a_picture_stands_once(rules: ExportRules, material: Callable[[int], Material]) -> None:
    one = material(1)
    product = replace(one.product, images=("red.jpg", "main.jpg", "main.jpg", ""))
    rows = listing_rows(
        replace(one, product=product),
        GateState.APPROVED,
        rules.format_price,
        html_description=False,
    )
    assert rows[0].images == ("red.jpg", "main.jpg")


def test_tokens_are_asked_only_where_one_is_used(
    store: Store, shopee: Target, material: Callable[[int], Material]
) -> None:
    del material
    asked: list[int] = []

    def tokens(sold: Sold, _target: object) -> dict[str, str]:
        asked.append(sold.product_id)
        return {}

    for number in (1, 2):
        read(store.read(), shopee, number, tokens)
    assert asked == [1]


def test_a_size_table_is_in_the_description_and_no_bullet(
    store: Store, material: Callable[[int], Material]
) -> None:
    words = {
        "裙": "ชุดเดรส",
        "材质:棉": "วัสดุ: ผ้าฝ้าย",
        "尺码表:S: 胸围 98 cm": "ตารางไซส์: S: รอบอก 98 ซม.",
    }
    facts = (
        Fact("size_table", FactKind.TEXT, "S: 胸围 98 cm", label="尺码表"),
        Fact("material", FactKind.TERM, "棉", label="材质"),
    )
    with store.step("Import") as step:
        new = Product(key="DRESS", title="裙", variants=(), facts=facts)
        products.save_products(step, 1, [new])
        products.ensure_segments(step, products.product_ids(step))
        for segment in segments.of_product(step, 3):
            said = Translation(
                segment.id,
                "th-TH",
                words[segment.source],
                State.DRAFT,
                Origin.COMPOSED,
                segment.source_hash,
            )
            translations.save(step, None, said)
    style = BulletStyle(details="รายละเอียด")
    texts = listing_texts(material(3), html_description=False, style=style)
    assert texts.bullets == ("วัสดุ: ผ้าฝ้าย",)
    assert texts.description == ("ชุดเดรส\n\nรายละเอียด\n- ตารางไซส์: S: รอบอก 98 ซม.\n- วัสดุ: ผ้าฝ้าย")
