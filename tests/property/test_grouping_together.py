"""Rows taken many at a time come together to the same products as rows taken one by one."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from localizer.intake.grouping import Grouping
from localizer.intake.issues import IssueLog
from localizer.intake.mapping import map_columns
from localizer.intake.rows import Batch, Group, Rows, SplitProductError
from localizer.intake.table import Table
from localizer.jobs import SILENT

KEYS = st.sampled_from(
    ["A1", "A2", "A3", "B 1", "ｂ", "", "  ", "1.2E+12", *(f"N{n}" for n in range(60))]
)
TITLES = st.sampled_from(
    ["杯", "Cup", "Cup\u0301", "", " ", "备注：含税", "\u3000合计：21000", "共 3 件", "a\x1fb"]
)
CELLS = st.sampled_from(["", " ", "9.9", "红"])
ROW = st.tuples(KEYS, TITLES, CELLS, CELLS).flatmap(
    lambda row: st.sampled_from(
        [list(row), [*row, ""], [*row, "x"], list(row)[:3], ["", "", "", ""]]
    )
)
HEADERS = st.sampled_from(
    [
        ("货号", "标题", "价格", "品牌"),
        ("SKU", "标题", "价格", "品牌"),
        ("品牌", "标题", "价格", "类目"),
    ]
)


def said(
    groups: Iterable[Group | Batch],
) -> list[tuple[str, str, list[tuple[int, list[str], str]]]]:
    """Return what groups say; a file whose products lie apart ends with a word for that."""
    found: list[tuple[str, str, list[tuple[int, list[str], str]]]] = []
    try:
        for one in groups:
            whole = [one] if isinstance(one, Group) else list(map(one.group, range(len(one.keys))))
            found += [
                (g.key, g.digest, [(r.row, r.cells, r.given_sku) for r in g.records]) for g in whole
            ]
    except SplitProductError:
        found.append(("apart", "", []))
    return found


@given(headers=HEADERS, cells=st.lists(ROW, max_size=40))
def test_many_at_a_time_is_one_by_one(headers: tuple[str, ...], cells: list[list[str]]) -> None:
    numbered = list(enumerate(cells, start=2))
    table = Table("csv", headers, 1, lambda: iter(numbered), len(numbered))
    columns = map_columns(headers)
    results = []
    for together in (True, False):
        log = IssueLog()
        rows = Rows(table, columns, log, SILENT)
        rows.as_written = True
        rows.sample.clear()
        rows.read = 0
        rows._last = -1
        rows._raw = iter(numbered)
        grouping = Grouping(columns, [], b"signature")
        if together:
            groups = said(grouping.streamed(rows, log))
        else:
            groups = said(grouping._one_by_one(rows.each(), rows, log))
        results.append(
            (groups, rows.read if ("apart", "", []) not in groups else 0, set(log.issues))
        )
    assert results[0] == results[1]
