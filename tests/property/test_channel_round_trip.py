"""What is written for Shopify and WooCommerce comes back through our own importer as it was."""

from __future__ import annotations

import os
import tempfile
from decimal import Decimal
from html import escape
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localizer.export.content import ProductContent
from localizer.intake.reading import read_catalog
from localizer.model.launch import Target
from localizer.model.product import Product, Variant
from localizer.packs.channels import load_channels
from tests.support.channel_content import made, written

EXAMPLES = 600 if os.environ.get("LOCALIZER_LONG") else 25
CHANNELS = load_channels()
WORDS = st.lists(
    st.sampled_from(
        [
            "เสื้อ",
            "áo đầm",
            "Shirt",
            "👕",
            "纯棉",
            "a,b",
            'say "hi"',
            "2;3",
            "x|y",
            "\\n",
            "l'été",
            "50%",
            "A > B",
        ]
    ),
    min_size=1,
    max_size=4,
).map(" ".join)
VALUES = st.lists(
    st.sampled_from(["แดง", "Xanh", "S, M", 'L "big"', "é", "👟 1", "10", "0012"]),
    min_size=1,
    max_size=3,
    unique=True,
)
GTIN = st.sampled_from(["", "0012345678905", "4006381333931", "00012345600012"])
WEIGHT = st.sampled_from([None, Decimal(250), Decimal("12.5"), Decimal(1000)])
IMAGES = st.integers(min_value=0, max_value=4).map(
    lambda n: [f"https://cdn.example.com/{number}.jpg" for number in range(n)]
)


@st.composite
def products(draw: st.DrawFn, number: int, *, html: bool) -> ProductContent:
    names = draw(st.lists(st.sampled_from(["Color", "ขนาด", "Chất liệu"]), max_size=2, unique=True))
    chosen: list[tuple[tuple[str, str], ...]] = [()]
    for name in names:
        values = draw(VALUES)
        chosen = [(*one, (name, value)) for one in chosen for value in values]
    # The importer gives a variant without a weight that of the first.
    weight = draw(WEIGHT)
    variants = [
        Variant(
            key=f"P{number}-{place}",
            sku=f"0{number}-{place}",
            options=options,
            gtin=draw(GTIN),
            stock=draw(st.integers(min_value=0, max_value=10**6)),
            weight_g=weight if weight is None else weight + place,
            image=draw(st.sampled_from(["", f"https://cdn.example.com/v{place}.jpg"])),
        )
        for place, options in enumerate(chosen)
    ]
    lines = draw(st.lists(WORDS, min_size=1, max_size=3))
    cents = [Decimal(draw(st.integers(1, 10**7))) / 100 for _one in variants]
    return made(
        f"product-{number}",
        title=draw(WORDS),
        description="\n".join(
            f"<p>{escape(one, quote=False)}</p>" if html else one for one in lines
        ),
        brand=draw(st.sampled_from(["", "Harbour", "Müller, Söhne", "兰居"])),
        images=draw(IMAGES),
        variants=variants,
        prices=cents,
        currency="USD",
    )


def catalogs(*, html: bool) -> st.SearchStrategy[tuple[ProductContent, ...]]:
    return st.tuples(products(0, html=html), products(1, html=html))


def back(contents: tuple[ProductContent, ...], code: str, channel: str) -> dict[str, Product]:
    target = Target("US", channel, "en-US")
    with tempfile.TemporaryDirectory() as folder:
        parts, refused = written(code, contents, target, Path(folder), CHANNELS[channel])
        assert refused == 0, parts[0].remarks
        reading = read_catalog(parts[0].path)
    return {product.key: product for product in reading.products}


def offered(content: ProductContent) -> list[tuple[object, ...]]:
    return [
        (row.sku, row.gtin, row.options, row.price, row.stock, row.weight_g) for row in content.rows
    ]


def taken(product: Product) -> list[tuple[object, ...]]:
    return [
        (
            one.sku,
            one.gtin,
            one.options,
            None if one.list_price is None else one.list_price.amount,
            one.stock,
            one.weight_g,
        )
        for one in product.variants
    ]


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(catalogs(html=True))
def test_shopify_comes_back_as_it_was(contents: tuple[ProductContent, ...]) -> None:
    found = back(contents, "shopify", "shopify")
    assert list(found) == [content.product.key for content in contents]
    for content in contents:
        product, source = found[content.product.key], content.product
        assert product.title == content.title
        assert product.brand == source.brand
        assert product.images == source.images
        assert product.description_html == content.rows[0].texts.description
        assert taken(product) == offered(content)
        assert [one.image for one in product.variants] == [one.image for one in source.variants]


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(catalogs(html=False))
def test_woocommerce_comes_back_as_it_was(contents: tuple[ProductContent, ...]) -> None:
    found = back(contents, "woocommerce", "generic")
    assert len(found) == len(contents)
    for content, product in zip(contents, found.values(), strict=True):
        assert product.title == content.title
        assert product.brand == content.product.brand
        lines = content.rows[0].texts.description.split("\n")
        assert product.description_html == "\n".join(
            f"<p>{escape(one, quote=False)}</p>" for one in lines
        )
        own = [one.image for one in content.product.variants]
        assert [one for one in product.images if one not in own] == list(content.product.images)
        assert taken(product) == offered(content)
