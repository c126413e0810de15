"""Products and variants are found again in the file they came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from localizer.intake.beside import Request
from localizer.intake.row_places import row_places


def _request(folder: Path, text: str) -> Request:
    path = folder / "goods.csv"
    path.write_text(text, encoding="utf-8")
    return Request(path, None, "", {})


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "货号,SKU,商品标题,颜色\nA,a1,裙子,红\nA,a2,,蓝\nB,b1,裤子,\n",
            {("A", ""): 2, ("A", "a1"): 2, ("A", "a2"): 3, ("B", ""): 4, ("B", "b1"): 4},
        ),
        (
            "商品标题,SKU,颜色\nA,a1,红\n,a2,蓝\nX,x1,黑\n\nB,b1,白\n",
            {("A", ""): 2, ("A", "a1"): 2, ("A", "a2"): 3, ("B", ""): 6, ("B", "b1"): 6},
        ),
        (
            "sku,title,price\nA,Dress,1\nB,Shirt,2\n",
            {("A", ""): 2, ("A", "A"): 2, ("B", ""): 3, ("B", "B"): 3},
        ),
        (
            "product_key,title,variant_key,sku\nA,Dress,v1,s\nA,,v2,\nB,Shirt,,s9\n",
            {("A", ""): 2, ("A", "v1"): 2, ("A", "v2"): 3, ("B", ""): 4, ("B", "s9"): 4},
        ),
    ],
)  # fmt: skip
def test_places(tmp_path: Path, text: str, places: dict[tuple[str, str], int]) -> None:
    assert row_places(_request(tmp_path, text), {"A", "B"}) == places
