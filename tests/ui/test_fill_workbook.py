"""Workbooks of marketplaces filled from the window, and what formats ask of a person."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from localizer.export.formats import BY_CODE
from localizer.pipeline.templates import look_at
from localizer.ui.dialogs.fill_template import FillDialog, open_workbook
from localizer.ui.dialogs.format_settings import missing
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.export import ExportPane
from tests.support import templates

Rest = Callable[[], None]
FORM = "แบบฟอร์มการลงสินค้า"


@pytest.fixture
def pane(window: MainWindow, rest: Rest, tmp_path: Path) -> ExportPane:
    window.show_pane("export")
    rest()
    found = window.panes["export"]
    assert isinstance(found, ExportPane)
    found.how.folder.setText(str(tmp_path / "out"))
    return found


def test_a_workbook_is_looked_at_tried_and_filled(
    window: MainWindow, rest: Rest, tmp_path: Path
) -> None:
    path = templates.shopee(tmp_path / "template.xlsx")
    open_workbook(window.session, window, path, tmp_path / "out")
    rest()
    dialog = window.findChild(FillDialog)
    assert isinstance(dialog, FillDialog)
    assert [dialog.target.itemText(n) for n in range(dialog.target.count())] == ["TH/shopee"]
    by_name = {one.column.name: one for one in dialog.model.rows}
    assert by_name["ps_category"].filled == 0
    # what variants share stands in the first row of each product
    assert (by_name["ps_product_name"].filled, by_name["ps_price"].filled) == (2, 3)
    dialog.go.click()
    rest()
    (written,) = (tmp_path / "out").glob("*.xlsx")
    rows = CalamineWorkbook.from_path(written).get_sheet_by_name(FORM).to_python()[6:]
    assert "DR-1-S" in {str(cell) for row in rows for cell in row}
    assert "draft" in dialog.told.sentence.text()
    assert dialog.results.isVisible()
    dialog.reject()
    rest()


def test_rows_a_file_takes_are_a_number(window: MainWindow, rest: Rest, tmp_path: Path) -> None:
    found = look_at(templates.shopee(tmp_path / "template.xlsx"))
    dialog = FillDialog(window.session, found, tmp_path / "out", window)
    rest()
    assert dialog.go.isEnabled()
    for text, sound in (("ten", False), ("0", False), ("3", True), ("", True)):
        dialog.rows.setText(text)
        assert dialog.go.isEnabled() is sound
    dialog.rows.setText("3")
    assert dialog.chosen().options.rows_per_file == 3
    dialog.deleteLater()
    rest()


def test_a_workbook_for_a_market_of_nobody_is_told(
    window: MainWindow, rest: Rest, tmp_path: Path
) -> None:
    found = look_at(templates.lazada(tmp_path / "template.xlsx"))
    dialog = FillDialog(window.session, found, tmp_path / "out", window)
    rest()
    assert not dialog.go.isEnabled()
    assert "Lazada" in dialog.told.sentence.text()
    dialog.deleteLater()
    rest()


def test_what_is_no_template_is_told(window: MainWindow, rest: Rest, tmp_path: Path) -> None:
    path = tmp_path / "some.xlsx"
    path.write_bytes(b"PK nothing")
    told: list[str] = []
    window.session.said.connect(lambda sentence, *_role: told.append(sentence))
    open_workbook(window.session, window, path, tmp_path)
    rest()
    assert window.findChild(FillDialog) is None
    assert any("some.xlsx" in one for one in told)


def test_formats_ask_and_answers_are_kept_with_the_preset(pane: ExportPane, rest: Rest) -> None:
    pane.how.choose(["csv", "amazon"])
    pane._enable()
    assert pane.how.settings.isEnabled()
    assert pane.how.lacking.text()
    assert {one.code for one in missing([BY_CODE["amazon"]], {})} >= {"amazon_seller"}
    dialog = pane.ask_settings()
    for code, answer in (("csv_mark", "no"), ("amazon_seller", " A1 ")):
        dialog.fields[code].put(answer)
    dialog.fields["amazon_product_type"].put("SHIRT")
    dialog.accept()
    rest()
    wanted = {"csv_mark": "no", "amazon_seller": "A1", "amazon_product_type": "SHIRT"}
    assert pane._now("x").given == wanted
    assert not pane.how.lacking.isVisible()


def test_an_answer_that_cannot_be_one_is_not_taken(pane: ExportPane, rest: Rest) -> None:
    pane.how.choose(["csv"])
    pane._given = {"rows_per_file": "9", "csv_mark": "no"}
    dialog = pane.ask_settings()
    assert dialog.answers() == pane._given
    dialog.fields["csv_mark"].put("")
    assert dialog.answers() == {"rows_per_file": "9"}
    dialog.reject()
    rest()
    assert pane._given["csv_mark"] == "no"
