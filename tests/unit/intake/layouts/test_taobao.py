"""The CSV of Taobao's assistant: UTF-16, labels below the keys, SKUs packed in one cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.intake.layouts.taobao import Sku, parse_names, parse_pictures, parse_skus
from localizer.intake.reading import read_catalog
from localizer.model.product import Product

Lines = Callable[[Product], list[str]]


def test_products(data: Path, lines: Lines) -> None:
    reading = read_catalog(data / "taobao.csv")
    assert reading.locale == "zh-Hans"
    assert {p.key: lines(p) for p in reading.products} == {
        "612345678901": [
            "QZ-W-S | 颜色分类=白色 尺码=S | 199 CNY | 10 | -",
            "QZ-X-M | 颜色分类=雾霾蓝 尺码=M码 | 209 CNY | 20 | -",
        ],
        "MUG01": ["MUG01 | - | 39.9 CNY | 120 | -"],
        "TS01": ["- | 颜色分类=黑色 | 59 CNY | 5 | -", "- | 颜色分类=红色 | 59 CNY | 3 | -"],
    }
    assert (reading.failed, reading.issues) == (0, ())


def test_words_and_pictures(data: Path) -> None:
    dress, mug, _shirt = read_catalog(data / "taobao.csv").products
    assert (dress.title, dress.brand, dress.bullets) == ("春季真丝连衣裙", "港湾", ("100%桑蚕丝",))
    assert dress.images == ("https://img.example.com/a1.jpg", "c3d4.tbi")
    assert [variant.image for variant in dress.variants] == [
        "https://img.example.com/white.jpg",
        "",
    ]
    assert [variant.gtin for variant in mug.variants] == ["4006381333931"]


@pytest.mark.parametrize(
    ("packed", "skus"),
    [
        ("", []),
        (
            "74:3515:A-白:1627207:28320;20509:28383;",
            [Sku("74", "3515", "A-白", (("1627207", "28320"), ("20509", "28383")))],
        ),
        (
            "5:1::1627207:1;6:2:x:y:1627207:2;",
            [
                Sku("5", "1", "", (("1627207", "1"),)),
                Sku("6", "2", "x:y", (("1627207", "2"),)),
            ],
        ),
        ("20509:28383;nonsense;", []),
    ],
)
def test_parse_skus(packed: str, skus: list[Sku]) -> None:
    assert parse_skus(packed) == skus


@given(st.text(alphabet=";:0a| \n"))
def test_packed_cells_take_anything(packed: str) -> None:
    assert all(sku.properties for sku in parse_skus(packed))
    assert all(":" in key and name for key, name in parse_names(packed).items())
    main, options = parse_pictures(packed)
    assert all(main)
    assert all(options.values())


def test_parse_names() -> None:
    assert parse_names("1627207:-1001:Blue: dark;20509:1:;x") == {"1627207:-1001": "Blue: dark"}


@pytest.mark.parametrize(
    ("packed", "main", "options"),
    [
        ("a:1:0:|;b:1:1:|;", ["a.tbi", "b.tbi"], {}),
        (
            "a:1:0:|https://x.example/a;b.jpg;c:2:0:1:2|;",
            ["https://x.example/a;b.jpg"],
            {"1:2": "c.tbi"},
        ),
        ("https://x.example/a.jpg", [], {}),
    ],
)
def test_parse_pictures(packed: str, main: list[str], options: dict[str, str]) -> None:
    assert parse_pictures(packed) == (main, options)
