"""What cells tell by themselves, and whether they agree with a header."""

from __future__ import annotations

import pytest

from localizer.intake.cell_kinds import agrees, told_by

CODES = ["K-001", "K-002", "K-003"]


@pytest.mark.parametrize(
    ("cells", "role", "sure"),
    [
        (["https://a.b/1.jpg", "https://a.b/2.png?x=1"], "image", True),
        (["dress 1.jpg", "b.webp"], "image", True),
        (["<p>a</p>", "<br>b", "c"], "description", True),
        (["4006381333931", "036000291452", "96385074"], "gtin", True),
        (["4006381333931", "4006381333931", "4006381333931"], "gtin", False),
        (["¥39.90", "¥9", "12元"], "list_price", True),
        (["USD 12", "EUR 13.50", "RM 4"], "list_price", True),
        (["¥39.90"], "list_price", False),
        (["59.90 元/件", "¥1.5万", "RM 12.90 / pcs"], "list_price", True),
        (["颜色:黑;尺码:M", "颜色:白;尺码:L"], "option", True),
        (["USD", "EUR", "USD"], "currency", True),
        (CODES, "sku", True),
        (["0.3 kg", "300 g"], "weight", False),
        (["12.50", "13.00"], "list_price", False),
        (["Floral summer dress", "Cotton shirt"], "title", False),
        (["法式碎花连衣裙", "男士纯棉短袖"], "title", False),
        (["word " * 60, "text " * 70], "description", False),
    ],
)
def test_cells_tell(cells: list[str], role: str, sure: bool) -> None:  # noqa: FBT001
    told = told_by(cells)
    assert told is not None
    assert (told.role, told.sure) == (role, sure)


@pytest.mark.parametrize(
    "cells",
    [
        [],
        ["1", "2", "3"],
        ["yes", "no", "yes"],
        ["500ml", "250ml", "100g"],
        ["K-001", "K-001", "K-002"],
        ["2024-01-05", "2024-01-06", "2024-01-07"],
        ["4006381333932", "036000291453"],
        ["https://shop.example/item/1"],
        ["材质:棉", "材质:棉", "材质:棉"],
    ],
)
def test_cells_that_tell_nothing(cells: list[str]) -> None:
    assert told_by(cells) is None


def test_a_title_is_never_sure() -> None:
    told = told_by([f"A fine dress number {n}" for n in range(100)])
    assert told is not None
    assert not told.sure


@pytest.mark.parametrize(
    ("role", "cells", "fits"),
    [
        ("list_price", ["12", "13.5", "¥9"], True),
        ("list_price", ["deny", "continue"], False),
        ("stock", ["true", "false"], False),
        ("weight", ["300", "0.3 kg"], True),
        ("weight", ["半斤", "约300", "三百克"], True),
        ("stock", ["有货", "售罄", "10件"], True),
        ("gtin", ["ABC"], False),
        ("title", ["12", "13"], False),
        ("title", ["https://a.b"], False),
        ("image", ["a.jpg"], True),
        ("image", ["1", "2"], False),
        ("hs_code", ["6204.42", "610910"], True),
        ("hs_code", ["cotton"], False),
        ("tags", ["anything"], True),
        ("list_price", [], True),
    ],
)
def test_cells_agree_with_a_header(role: str, cells: list[str], fits: bool) -> None:  # noqa: FBT001
    assert agrees(role, cells) is fits
