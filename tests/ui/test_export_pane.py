"""The export centre: presets, the first rows, what changed, what was exported before, launch books."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from localizer import pipeline
from localizer.catalog import export_presets, products, translations
from localizer.export.book.values import BookFormat
from localizer.ui.dialogs.launch_book import ask_launch_book
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.export import ExportPane
from localizer.ui.widgets.column_view import ListTable

Rest = Callable[[], None]


@pytest.fixture
def pane(window: MainWindow, rest: Rest, tmp_path: Path) -> ExportPane:
    """Return the export centre in front: CSV of everything, drafts too, into ``out``."""
    window.show_pane("export")
    rest()
    found = window.panes["export"]
    assert isinstance(found, ExportPane)
    found.how.folder.setText(str(tmp_path / "out"))
    found.how.choose(["csv"])
    found.how.draft.setChecked(True)
    return found


def said(window: MainWindow, rest: Rest) -> list[str]:
    """Return what the bar will be told from now on."""
    told: list[str] = []
    window.session.said.connect(lambda sentence, *_role: told.append(sentence))
    rest()
    return told


def shown(view: ListTable) -> list[list[str]]:
    """Return the cells of a table as texts."""
    model = view.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def edit(window: MainWindow, locale: str, text: str) -> None:
    """Write over the first text of the first product."""
    with window.session.store.step("Edit") as step:
        pair = translations.pairs(step, products.product_ids(step)[0], locale)[0]
        translations.save(step, (pair.id, pair.translation), replace(pair.translation, text=text))


def test_a_preset_is_kept_applied_and_forgotten_with_undo(
    pane: ExportPane, window: MainWindow, rest: Rest
) -> None:
    reader = window.session.store.read
    pane.targets.boxes[1].setChecked(False)
    pane.preset.keep("Weekly")
    rest()
    (kept,) = export_presets.all_presets(reader())
    assert (kept.formats, kept.targets, kept.approved_only) == (("csv",), ("TH/shopee",), False)
    assert pane.preset.current == "Weekly"
    pane.how.choose(["json"])
    pane.targets.boxes[1].setChecked(True)
    pane.how.draft.setChecked(False)
    assert pane.preset.current == "", "other choices than the preset's"
    names = [one.text() for one in pane.preset.menu_now().actions()]
    assert names[0] == "Weekly"
    pane.preset.menu_now().actions()[0].trigger()
    rest()
    assert pane.how.chosen() == ["csv"]
    assert pane.chosen() == ["TH/shopee"]
    assert pane.preset.current == "Weekly"
    pane.preset.forget("Weekly")
    rest()
    assert (export_presets.all_presets(reader()), pane.preset.current) == ((), "")
    window.session.store.undo()
    assert [one.name for one in export_presets.all_presets(reader())] == ["Weekly"]


def test_the_first_rows_are_shown_as_they_would_be_written(pane: ExportPane, rest: Rest) -> None:
    pane.tabs.setCurrentWidget(pane.sample)
    rest()
    page = pane.sample
    assert page.choice() == ("TH/shopee", "csv")
    assert page.note.text() == "Made of the first 3 products."
    rows = shown(page.view)
    model = page.view.model()
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert "product_key" in heads
    assert {"DR-1", "CU-2", "EP-3"} <= {cell for row in rows for cell in row}
    page.target.setCurrentIndex(1)
    rest()
    assert page.file.currentText().startswith("DE-amazon.")
    pane.how.choose([])
    rest()
    assert page.note.text() == "Choose a format."
    assert page.text.toPlainText() == ""


def test_what_changed_is_told_and_nothing_is_written_where_nothing_did(
    pane: ExportPane, window: MainWindow, rest: Rest, tmp_path: Path
) -> None:
    told = said(window, rest)
    pane.run.click()
    rest()
    pane.tabs.setCurrentWidget(pane.changes)
    pane.changes.compare.click()
    rest()
    assert pane.changes.note.text() == "Nothing differs from the last export."
    assert [row[1:4] for row in shown(pane.changes.counts)] == [["0", "0", "3"]] * 2
    before = sorted(path.name for path in (tmp_path / "out").iterdir())
    pane.how.only_changed.setChecked(True)
    pane.run.click()
    rest()
    assert told[-1] == "Nothing differs from the last export: no file was written."
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == before
    edit(window, "de-DE", "Ein ganz neues Kleid")
    pane.changes.compare.click()
    rest()
    ((target, key, _title, what),) = shown(pane.changes.view)
    assert (target, key) == ("DE/amazon", "DR-1")
    assert what.startswith("title"), "scripts and descriptions say the title too"
    pane.changes.view.opened.emit(pane.changes.products.index(0, 0))
    rest()
    assert window.current == "review"


def test_what_was_exported_before_is_listed_with_its_targets(
    pane: ExportPane, window: MainWindow, rest: Rest, tmp_path: Path
) -> None:
    assert pane.history.none.isVisibleTo(pane.history)
    pipeline.export(
        window.session.store, window.session.tools, tmp_path / "old", formats=["csv"],
        targets=["TH/shopee"], preset="Weekly",
    )  # fmt: skip
    pane.run.click()
    rest()
    pane.reload()
    rest()
    runs = shown(pane.history.view)
    assert [row[6] for row in runs] == [str(tmp_path / "out"), str(tmp_path / "old")]
    assert [row[3] for row in runs] == ["", "Weekly"]
    assert [row[0] for row in shown(pane.history.parts)] == ["TH/shopee", "DE/amazon"]
    assert pane.history.folder.isEnabled()
    pane.history.view.setCurrentIndex(pane.history.runs.index(1, 0))
    assert [row[:3] for row in shown(pane.history.parts)] == [["TH/shopee", "draft", "3"]]
    assert "SHA-256" in pane.history.note.text()


def test_a_launch_book_is_written_beside_the_window(
    window: MainWindow, rest: Rest, tmp_path: Path
) -> None:
    dialog = ask_launch_book(window.session, window, ["DE/amazon"])
    assert dialog is not None
    assert dialog.go.text() == "Write the book"
    dialog.pdf.setChecked(False)
    assert not dialog.go.isEnabled(), "no file was chosen"
    dialog.html.setChecked(True)
    assert dialog.warning.text() == ""
    dialog.costs.setChecked(True)
    assert dialog.warning.text() == "Whoever gets this book sees what you pay and earn."
    dialog.costs.setChecked(False)
    dialog.folder.setText(str(tmp_path / "books"))
    found = dialog.chosen()
    assert (found.targets, found.formats) == (("DE/amazon",), (BookFormat.HTML,))
    told = said(window, rest)
    dialog.go.click()
    rest()
    (path,) = (tmp_path / "books").iterdir()
    assert path.name == "DE-amazon.book.draft.html"
    assert path.read_text(encoding="utf-8").count("<article>") == 3
    assert any("1" in sentence or str(tmp_path) in sentence for sentence in told)
