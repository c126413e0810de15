"""A dump of Saleor's database becomes rows; any other document, or a damaged one, does no harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.intake.saleor_fixture import json_text, text_of, unfold

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
MODELS = st.sampled_from(
    ["product.product", "product.productvariant", "product.category", "attribute.attribute",
     "attribute.attributevalue", "attribute.assignedproductattributevalue", "warehouse.stock"]
)  # fmt: skip
FIELDS = st.dictionaries(
    st.sampled_from(
        ["name", "product", "parent", "category", "description", "attribute", "value", "slug"]
    ),
    JSON | st.integers(0, 3),
)


def _object(model: str, pk: int, **fields: object) -> dict[str, object]:
    return {"model": model, "pk": pk, "fields": fields}


def _rows(document: object) -> list[dict[str, str]]:
    grid = unfold(document)
    assert grid is not None
    (_zero, headers), *rows = list(grid.rows())
    return [
        {name: cell for name, cell in zip(headers, cells, strict=True) if cell}
        for _number, cells in rows
    ]


@pytest.mark.parametrize(
    "document", [None, {}, [], [1], [{"model": "product.product"}], [_object("auth.user", 1)], "x"]
)
def test_other_documents_are_left_to_others(document: object) -> None:
    assert unfold(document) is None


def test_a_product_with_variants() -> None:
    document = [
        _object("product.category", 1, name="Drinks", parent=None),
        _object("product.category", 2, name="Juices", parent=1),
        _object("product.product", 7, name="Juice", category=2, weight="0.5:kg"),
        _object("product.productvariant", 8, product=7, sku="J-1", name="1l"),
        _object("channel.channel", 1, slug="default-channel", currency_code="USD"),
        _object(
            "product.productvariantchannellisting",
            1,
            variant=8,
            channel=1,
            currency="USD",
            price_amount="5.00",
        ),
        _object("warehouse.stock", 1, warehouse="w", product_variant=8, quantity=3),
        _object("product.productmedia", 1, product=7, image="a.png", type="IMAGE"),
        _object(
            "product.productmedia", 2, product=7, external_url="https://v.example", type="VIDEO"
        ),
    ]
    (row,) = _rows(document)
    assert row["category"] == "Drinks > Juices"
    assert row["product weight"] == "0.5 kg"
    assert row["product media"] == "a.png"
    assert row["default-channel (channel price amount)"] == "5.00"
    assert row["w (warehouse quantity)"] == "3"
    assert row["variant sku"] == "J-1"


def test_a_product_without_variants_is_a_row_at_its_own_place() -> None:
    grid = unfold([_object("page.page", 1), _object("product.product", 1, name="Bare")])
    assert grid is not None
    assert [number for number, _cells in grid.rows()] == [0, 2]


def test_a_category_that_is_its_own_parent_ends() -> None:
    (row,) = _rows(
        [
            _object("product.category", 1, name="Loop", parent=1),
            _object("product.product", 1, name="Thing", category=1),
        ]
    )
    assert row["category"].startswith("Loop > Loop")


@given(
    st.lists(
        st.builds(
            lambda m, k, f: {"model": m, "pk": k, "fields": f}, MODELS, st.integers(0, 3), FIELDS
        )
    )
)
def test_damaged_dumps_do_no_harm(document: list[dict[str, object]]) -> None:
    grid = unfold(document)
    rows = [] if grid is None else list(grid.rows())
    assert all(len(cells) == len(rows[0][1]) for _number, cells in rows)


@pytest.mark.parametrize(
    ("value", "html"),
    [
        (None, ""),
        ({"blocks": "x"}, ""),
        (
            {"blocks": [1, {"type": "paragraph"}, {"type": "paragraph", "data": {"text": "a"}}]},
            "<p>a</p>",
        ),
        ({"blocks": [{"type": "header", "data": {"text": "a"}}]}, "<h3>a</h3>"),
        (
            {
                "blocks": [
                    {"type": "list", "data": {"style": "ordered", "items": ["a", {"content": "b"}]}}
                ]
            },
            "<ol><li>a</li><li>b</li></ol>",
        ),
    ],
)
def test_json_text(value: object, html: str) -> None:
    assert json_text(value) == html


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (True, "true"), (3, "3"), ("x", "x"), ([1], ""), ({}, "")]
)
def test_text_of(value: object, text: str) -> None:
    assert text_of(value) == text
