"""What a workbook would get is told before it is filled."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from localizer import pipeline
from localizer.errors import InputError
from localizer.model.launch import Target
from localizer.pipeline.templates import look_at, targets_for, try_filling
from localizer.pipeline.tools import Tools
from localizer.store.database import Store
from tests.support import templates

GOODS = "handle,title,cost price,currency\nP1,不锈钢保温杯 500ml,12.34,CNY\nP2,棉袜,3,CNY\n"
SHOPEE = Target("TH", "shopee", "th-TH")
LAZADA = Target("TH", "lazada", "th-TH")
AMERICA, GERMANY = Target("US", "amazon", "en-US"), Target("DE", "amazon", "de-DE")


def test_a_template_is_for_its_channel_and_market(tmp_path: Path) -> None:
    every = [SHOPEE, LAZADA, AMERICA, GERMANY]
    (found,) = look_at(templates.shopee(tmp_path / "s.xlsx"))
    assert targets_for(found, every) == (SHOPEE,)
    (found,) = look_at(templates.lazada(tmp_path / "l.xlsx"))
    assert targets_for(found, every) == (LAZADA,)
    (found,) = look_at(templates.amazon(tmp_path / "a.xlsm"))
    assert targets_for(found, every) == (AMERICA,)


def test_a_workbook_with_two_sheets_has_two_templates(tmp_path: Path) -> None:
    found = look_at(templates.lazada(tmp_path / "l.xlsx", twice=True))
    assert len({one.sheet.name for one in found}) == len(found) == 2


def test_columns_tell_how_many_rows_get_something(
    store: Store, tools: Tools, tmp_path: Path
) -> None:
    (tmp_path / "goods.csv").write_text(GOODS, encoding="utf-8")
    pipeline.import_catalog(store, tmp_path / "goods.csv")
    pipeline.create_launch(store, tools, "Winter", ["TH/shopee"], dt.date(2026, 11, 26))
    pipeline.draft(store, tools)
    path = templates.shopee(tmp_path / "s.xlsx")
    before = path.read_bytes()
    (found,) = look_at(path)
    tried = {
        one.column.name: one
        for one in try_filling(store, tools, found, "TH/shopee", launch="Winter")
    }
    assert len(tried) == len(found.columns)
    assert {one.rows for one in tried.values()} == {2}
    assert (tried["ps_product_name"].filled, tried["ps_category"].filled) == (2, 0)
    assert path.read_bytes() == before
    assert {one.name for one in tmp_path.iterdir()} >= {"s.xlsx", "goods.csv"}
    assert not list(tmp_path.glob("*workbook*"))
    with pytest.raises(InputError):
        try_filling(store, tools, found, "DE/amazon", launch="Winter")
