"""``localizer fill``: a template, a target, a folder."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from localizer import pipeline
from localizer.cli.filling import fill
from localizer.errors import InputError
from localizer.store.database import create
from tests.support import templates

GOODS = "handle,title,cost price,currency\nP1,不锈钢保温杯 500ml,12.34,CNY\n"
FORM = "แบบฟอร์มการลงสินค้า"


@pytest.fixture
def workspace(tmp_path: Path) -> str:
    """Return a drafted workspace for Thailand."""
    (tmp_path / "goods.csv").write_text(GOODS, encoding="utf-8")
    path, tools = tmp_path / "w.localizer", pipeline.load_tools()
    with create(path) as store:
        pipeline.import_catalog(store, tmp_path / "goods.csv")
        pipeline.create_launch(store, tools, "Winter", ["TH/shopee"], dt.date(2026, 11, 26))
        pipeline.draft(store, tools)
    return str(path)


def run(*args: str) -> tuple[int, str]:
    result = CliRunner().invoke(fill, args, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return int(result.return_value or 0), result.stdout


def test_a_draft_is_stamped_in_the_name(workspace: str, tmp_path: Path) -> None:
    source, out = templates.shopee(tmp_path / "t.xlsx"), tmp_path / "out"
    before = source.read_bytes()
    options = ("--template", str(source), "--target", "TH/shopee", "--out", str(out))
    code, text = run(workspace, *options, "--json")
    told = json.loads(text)
    assert code == 0
    assert (told["channel"], told["sheet"], told["data_row"]) == ("shopee", FORM, 7)
    assert (told["approved"], told["rows"]) == (False, 1)
    assert told["files"] == [str(out / "TH-shopee.workbook.draft.xlsx")]
    assert "ps_category" in {one["field"] for one in told["remarks"]}
    row = CalamineWorkbook.from_path(told["files"][0]).get_sheet_by_name(FORM).to_python()[6]
    assert row[3] == "P1"
    assert source.read_bytes() == before
    assert str(out / "TH-shopee.workbook.draft.xlsx") in run(workspace, *options)[1]


def test_nothing_is_written_that_is_not_approved_where_so_asked(
    workspace: str, tmp_path: Path
) -> None:
    source, out = templates.shopee(tmp_path / "t.xlsx"), tmp_path / "out"
    options = ("--template", str(source), "--target", "TH/shopee", "--out", str(out))
    code, text = run(workspace, *options, "--approved-only", "--json")
    assert (code, json.loads(text)["files"]) == (1, [])


def test_the_template_must_be_for_the_target(workspace: str, tmp_path: Path) -> None:
    source = templates.tiktok(tmp_path / "t.xlsx")
    with pytest.raises(InputError, match="template of tiktok"):
        run(workspace, "--template", str(source), "--target", "TH/shopee", "--out", str(tmp_path))


def test_a_filled_workbook_is_not_filled_over_itself(workspace: str, tmp_path: Path) -> None:
    source = templates.shopee(tmp_path / "TH-shopee.workbook.draft.xlsx")
    before = source.read_bytes()
    with pytest.raises(InputError, match="written over"):
        run(workspace, "--template", str(source), "--target", "TH/shopee", "--out", str(tmp_path))
    assert source.read_bytes() == before
