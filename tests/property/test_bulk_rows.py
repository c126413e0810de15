"""The quick way to many products' rows gives the same rows and the same remarks as the long way."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.catalog.new_rows import new_rows
from localizer.intake.assemble import build_product
from localizer.intake.bulk_rows import BulkRows
from localizer.intake.context import Context
from localizer.intake.grouping import Grouping
from localizer.intake.issues import IssueLog
from localizer.intake.mapping import map_columns
from localizer.intake.rows import BREAK, Batch, Group, Record, tidied
from localizer.model.segment import normalize

HEADERS = (
    "货号", "商品标题", "商品描述", "品牌", "类目", "成本价(元)", "售价", "库存", "重量(g)", "条形码", "材质",
    "容量", "卖点1", "卖点2", "图片1", "图片2", "HS编码", "标签", "SKU", "SKU图片", "卖点",
    "google product category",
)  # fmt: skip
TEXT = st.text(alphabet="保温杯 a1&<>é\u0301 \t\r\n“，;|\u3000\u00a0\x07", max_size=12)
NUMBERS = st.sampled_from(
    ["", "12", "12.50", "0", "-1", "1,234.5", "¥39.9", "US$5", "abc", "007.10", "1.2E+5", "300g", "0.3kg"]
)  # fmt: skip
CODES = st.sampled_from(
    ["", "6901234567892", "6901234567891", "690123456789", "1.23E+12", "AB-1", "610910", "6109.10.00"]
)  # fmt: skip
CELLS = st.tuples(
    CODES.filter(bool), TEXT.filter(lambda text: bool(text.strip(" \t\r\n\x07\u3000\u00a0"))),
    TEXT | st.sampled_from(
        ["材质：棉\n容量：500ml", "<p>a</p>", "<ul><li>功率: 15W</li></ul>", "x" * 200, "<img src='d.jpg'>b"]
    ),
    TEXT, st.sampled_from(["", "水杯", "服装 > 连衣裙", "x"]), NUMBERS, NUMBERS, NUMBERS, NUMBERS, CODES,
    st.sampled_from(["", "95%棉 5%氨纶", "304不锈钢", " 棉 ", "20×15×8cm"]),
    st.sampled_from(["", "500ml", "1.5L", "大"]),
    TEXT, TEXT, st.sampled_from(["", "a.jpg", "a.jpg;b.jpg", "https://x.cn/1.jpg,https://x.cn/2.jpg"]),
    st.sampled_from(["", "a.jpg", "b c.jpg"]), CODES, TEXT, CODES, st.sampled_from(["", "v.jpg"]),
    st.sampled_from(["", "轻", "轻；薄", "a|b\nc"]), st.sampled_from(["", "187", "99999999", "Apparel"]),
)  # fmt: skip


#: Columns that say how others are to be read, and options.
MORE = (
    "币种",
    "重量单位",
    "售价 USD",
    "颜色",
    "尺码",
    "Option1 Name",
    "Option1 Value",
    "Option2 Value",
)
OPTIONS = st.sampled_from(
    ["", "红", " M", "黑;白", "颜色:红;尺码:L", "Default Title", "颜色：绿 颜色：蓝"]
)
MORE_CELLS = st.tuples(
    st.sampled_from(["", "CNY", "USD", "¥", "元", "pounds of gold"]),
    st.sampled_from(["", "g", "kg", "lb", "bag"]), NUMBERS, OPTIONS, OPTIONS,
    st.sampled_from(["", "Size", "颜色"]), OPTIONS, OPTIONS,
)  # fmt: skip


def as_groups(rows: Sequence[tuple[str, ...]], headers: tuple[str, ...] = HEADERS) -> list[Group]:
    columns = map_columns(headers)
    places = {role: column.index for role, column in columns.by_role.items()}
    grouping = Grouping(columns, [], b"signature")
    groups: list[Group] = []
    for number, cells in enumerate(rows, start=2):
        row = [f"{cells[0]}{number}", *cells[1:]]
        record = Record(number, row, places, BREAK.join(row))
        groups += grouping.gathered([record], IssueLog())
    return groups


@given(rows=st.lists(CELLS, min_size=1, max_size=6))
def test_both_ways_agree(rows: list[tuple[str, ...]]) -> None:
    agree(HEADERS, rows)


@pytest.mark.parametrize(
    "kept", [slice(4), slice(5), slice(8)], ids=["an option", "options", "numbered options"]
)
@given(rows=st.lists(st.tuples(CELLS, MORE_CELLS), min_size=1, max_size=6))
def test_both_ways_agree_on_options_and_units(
    kept: slice, rows: list[tuple[tuple[str, ...], tuple[str, ...]]]
) -> None:
    plain = tuple("重量" if header == "重量(g)" else header for header in HEADERS)
    same_again = [(*cells, *more[kept]) for cells, more in rows for _ in range(2)]
    agree((*plain, *MORE[kept]), same_again)


def agree(headers: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    columns = map_columns(headers)
    logs = IssueLog(), IssueLog()
    contexts = [Context(columns, ".", "zh-Hans", log) for log in logs]
    quick = BulkRows(contexts[0])
    assert quick.applies
    made = quick.columns(Batch.of(as_groups(rows, headers)))
    expected = [
        new_rows(build_product(tidied(group), contexts[1]), group.digest)
        for group in as_groups(rows, headers)
    ]
    assert made.rows() == expected
    assert made.size == len(rows)
    assert [row.product[1] for row in expected] == [normalize(text) for text in made.product[1]]
    assert set(logs[0].issues) == set(logs[1].issues)
    assert set(logs[0].assumptions) == set(logs[1].assumptions)
