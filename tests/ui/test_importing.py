"""What a person sees when she brings a file: its columns, what it changes, what became of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from localizer import pipeline
from localizer.catalog import products
from localizer.errors import ColumnsUnknownError
from localizer.jobs import Progress
from localizer.model.incoming import Answers
from localizer.model.product import Product
from localizer.settings import Settings
from localizer.store.database import open_store
from localizer.ui.actions.session import Session
from localizer.ui.dialogs import importing
from localizer.ui.dialogs.column_map import MappingDialog
from localizer.ui.dialogs.import_changes import ChangesDialog
from localizer.ui.dialogs.import_report import ImportDialog
from localizer.ui.dialogs.new_launch import LaunchDialog
from localizer.ui.jobs import Jobs
from localizer.ui.main_window import MainWindow
from localizer.ui.models.column_table import HEADER, SURE, TAKEN
from localizer.ui.panes.start import StartPane
from localizer.ui.widgets.column_view import Choice

#: Lists that open: the offscreen platform knows neither levels of windows nor whole keyboards.
lists_open = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Rest = Callable[[], None]
DialogT = TypeVar("DialogT", bound=QDialog)
CSV = "SKU,Title,Price,Currency\nA-1,Cotton dress,12.50,USD\nA-2,Steel bottle,8.00,USD\n"
SHOPIFY = (
    "Handle,Title,Body (HTML),Vendor,Option1 Name,Option1 Value,Variant SKU,Variant Price,Status\n"
    "dress,Cotton dress,<p>Soft</p>,Sorvanne,Size,S,D-S,12.50,active\n"
)
UNKNOWN = "Code,Words,Amount\nB-1,Wool jumper,30\nB-2,Linen shirt,20\n"
FULL = (
    "Product number,SKU,Title,Brand,Price,Currency\n"
    "P-1,P-1-S,Cotton dress,Sorvanne,12.50,USD\n"
    "P-1,P-1-M,Cotton dress,Sorvanne,12.50,USD\n"
    "P-2,P-2,Steel bottle,Homivelt,8.00,USD\n"
    "P-3,P-3,Wool jumper,Sorvanne,30.00,USD\n"
)
#: P-1 loses a variant and its brand, its price rises; P-3 is gone; P-4 is new.
NEWER = (
    "Product number,SKU,Title,Brand,Price,Currency\n"
    "P-1,P-1-S,Cotton dress,,13.50,USD\n"
    "P-2,P-2,Steel bottle,Homivelt,8.00,USD\n"
    "P-4,P-4,Linen shirt,Tavimoa,20.00,USD\n"
)


def written(folder: Path, text: str, name: str = "more.csv") -> Path:
    """Return a new file in ``folder``."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def open_dialog(window: MainWindow, kind: type[DialogT]) -> DialogT:
    """Return the dialog of ``kind`` that is shown."""
    found = [one for one in window.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def is_shown(window: MainWindow, kind: type[QDialog]) -> bool:
    """Tell whether a dialog of ``kind`` is shown."""
    return any(one.isVisible() for one in window.findChildren(kind))


def keys(session: Session) -> set[str]:
    """Return the keys of all products."""
    reader = session.store.read()
    return {product.key for _n, product in products.load_each(reader, products.product_ids(reader))}


@pytest.fixture
def bring(window: MainWindow, session: Session, rest: Rest) -> Callable[[Path], MappingDialog]:
    """Return what drops a file on the window and gives the dialog that asks about it."""

    def drop(file: Path) -> MappingDialog:
        importing.import_into(session, window, file)
        rest()
        return open_dialog(window, MappingDialog)

    return drop


Bring = Callable[[Path], MappingDialog]


def test_a_dropped_file_is_asked_about_and_cancel_leaves_everything(
    bring: Bring, window: MainWindow, session: Session, rest: Rest, tmp_path: Path
) -> None:
    before = session.step_labels()
    dialog = bring(written(tmp_path, CSV))
    assert keys(session) == {"DR-1", "CU-2", "EP-3"}
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    rest()
    assert keys(session) == {"DR-1", "CU-2", "EP-3"}
    assert session.step_labels() == before
    assert "was not imported" in window.messages.sentence.text()


def test_a_known_layout_is_shown_briefly_and_enter_imports_it(
    bring: Bring, window: MainWindow, session: Session, rest: Rest, tmp_path: Path
) -> None:
    dialog = bring(written(tmp_path, SHOPIFY))
    assert not dialog.view.isVisible()
    assert dialog.understanding.cells.rows == [("Variant Price", "12.50 → 12.50 USD")]
    assert dialog.go.isDefault()
    assert dialog.choice().column_map is None
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    rest()
    assert "dress" in keys(session)
    open_dialog(window, ImportDialog).accept()


def test_a_file_shown_briefly_shows_its_columns_when_asked(bring: Bring, tmp_path: Path) -> None:
    dialog = bring(written(tmp_path, SHOPIFY))
    dialog.more.click()
    assert dialog.view.isVisible()
    assert dialog.table.rowCount() == 9
    assert dialog.table.data(dialog.table.index(1, HEADER)) == "Title"
    dialog.reject()


@lists_open
def test_without_a_title_the_file_waits_until_one_is_chosen_with_the_keys(
    bring: Bring, window: MainWindow, session: Session, rest: Rest, qtbot: QtBot, tmp_path: Path
) -> None:
    file = written(tmp_path, UNKNOWN)
    dialog = bring(file)
    assert not dialog.go.isEnabled()
    assert "title" in dialog.banner.sentence.text()
    dialog.view.setFocus()
    dialog.view.setCurrentIndex(dialog.table.index(1, HEADER))
    QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    editor = dialog.view.findChild(Choice)
    assert isinstance(editor, Choice)
    qtbot.waitUntil(lambda: editor.view().isVisible())
    editor.setCurrentIndex(editor.findData("title"))
    QTest.keyClick(editor.view(), Qt.Key.Key_Return)
    rest()
    assert dialog.table.roles[1] == "title"
    assert dialog.table.data(dialog.table.index(1, SURE)) == "your choice"
    assert dialog.go.isEnabled()
    dialog.table.take(0, "sku")
    dialog.go.click()
    rest()
    assert {"B-1", "B-2"} <= keys(session)
    open_dialog(window, ImportDialog).accept()
    importing.take_file(session, window, file)
    rest()
    assert not is_shown(window, MappingDialog)
    assert "Nothing changed" in window.messages.sentence.text()
    importing.import_into(session, window, file)
    rest()
    again = open_dialog(window, MappingDialog)
    assert again.found.preview.recalled
    assert again.table.roles[:2] == ("sku", "title")
    assert not again.view.isVisible()
    again.reject()


def test_a_file_dropped_again_is_asked_about_only_where_it_changes_something(
    bring: Bring, window: MainWindow, session: Session, rest: Rest, tmp_path: Path
) -> None:
    file = written(tmp_path, CSV)
    bring(file).go.click()
    rest()
    open_dialog(window, ImportDialog).accept()
    file.write_text(CSV.replace("12.50", "13.50"), encoding="utf-8")
    importing.take_file(session, window, file)
    rest()
    changes = open_dialog(window, ChangesDialog)
    assert changes.go.text() == "Update launch"
    changes.columns.click()
    rest()
    open_dialog(window, MappingDialog).reject()
    importing.take_file(session, window, file)
    rest()
    open_dialog(window, ChangesDialog).go.click()
    rest()
    assert window.current == "board"
    assert "up to date" in window.messages.sentence.text()


@lists_open
def test_what_is_unsure_is_proposed_and_a_click_opens_its_list(
    bring: Bring, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = bring(written(tmp_path, UNKNOWN))
    field = dialog.view.visualRect(dialog.table.index(2, TAKEN)).center()
    QTest.mouseClick(dialog.view.viewport(), Qt.MouseButton.LeftButton, pos=field)
    editor = dialog.view.findChild(Choice)
    assert isinstance(editor, Choice)
    assert editor.itemData(0) == dialog.table.guesses[2].role
    qtbot.waitUntil(lambda: editor.view().isVisible())
    editor.hidePopup()
    qtbot.waitUntil(lambda: dialog.view.findChild(Choice) is None)
    QTest.keyClick(dialog.view, Qt.Key.Key_Delete)
    assert dialog.table.roles[2] == "ignore"
    dialog.reject()


def test_a_meaning_one_column_can_have_moves_and_that_is_said(bring: Bring, tmp_path: Path) -> None:
    dialog = bring(written(tmp_path, CSV))
    dialog.table.take(3, "title")
    assert dialog.table.roles == ("sku", "ignore", "list_price", "title")
    assert "“Title” is left out now" in dialog.banner.sentence.text()
    assert dialog.go.isEnabled()
    dialog.table.take(3, "ignore")
    assert not dialog.go.isEnabled()
    dialog.reject()


def test_cells_are_understood_anew_when_a_column_is_chosen(
    bring: Bring, qtbot: QtBot, tmp_path: Path
) -> None:
    text = "SKU,Title,Foo\nA-1,Cotton dress,¥39.90\nA-2,Steel bottle,¥45\n"
    dialog = bring(written(tmp_path, text))
    dialog.table.take(2, "cost")
    cells = dialog.understanding.cells
    qtbot.waitUntil(lambda: any("39.90 CNY" in words for _name, words in cells.rows), timeout=5000)
    dialog.reject()


def workbook(file: Path) -> Path:
    """Return a workbook with two sheets of products, the second one hidden, and an empty one."""
    book = xlsxwriter.Workbook(file)
    for name, sku in (("Shown", "S-1"), ("Kept back", "H-1")):
        sheet = book.add_worksheet(name)
        for column, (head, cell) in enumerate([("SKU", sku), ("Title", f"Title of {sku}")]):
            sheet.write(0, column, head)
            sheet.write(1, column, cell)
    sheet.hide()
    book.add_worksheet("Nothing")
    book.close()
    return file


def test_a_sheet_can_be_chosen_and_hidden_ones_are_marked(
    bring: Bring, session: Session, rest: Rest, tmp_path: Path
) -> None:
    dialog = bring(workbook(tmp_path / "book.xlsx"))
    shown = [dialog.sheets.itemText(n) for n in range(dialog.sheets.count())]
    assert shown == ["Shown", "Kept back (hidden)", "Nothing"]
    dialog.sheets.setCurrentIndex(2)
    dialog.sheets.activated.emit(2)
    rest()
    assert not dialog.go.isEnabled()
    assert dialog.banner.property("state") == "block"
    dialog.sheets.setCurrentIndex(1)
    dialog.sheets.activated.emit(1)
    rest()
    assert dialog.samples.isVisible()
    assert dialog.table.guesses[0].samples == ("H-1",)
    dialog.go.click()
    rest()
    assert "H-1" in keys(session)
    assert "S-1" not in keys(session)


@pytest.fixture
def known(bring: Bring, window: MainWindow, rest: Rest, tmp_path: Path) -> Path:
    """Return a file that was imported and has a newer content now."""
    file = written(tmp_path, FULL, "winter.csv")
    bring(file).go.click()
    rest()
    open_dialog(window, ImportDialog).accept()
    rest()
    return written(tmp_path, NEWER, "winter.csv")


def asked(bring: Bring, window: MainWindow, rest: Rest, file: Path) -> ChangesDialog:
    """Return the sheet of differences of ``file``."""
    bring(file).go.click()
    rest()
    return open_dialog(window, ChangesDialog)


def test_a_newer_file_shows_what_it_changes_and_cancel_leaves_it(
    bring: Bring, window: MainWindow, session: Session, rest: Rest, known: Path
) -> None:
    before = session.step_labels()
    dialog = asked(bring, window, rest, known)
    report = dialog.report
    assert (report.added, report.changed, report.unchanged) == (1, 1, 1)
    assert report.gone == (("P-3", "Wool jumper"),)
    assert set(dialog.groups) == {"blank", "gone"}
    assert dialog.answers() == Answers("keep", "keep", "keep")
    dialog.filter.setCurrentIndex(dialog.filter.findData("price"))
    dialog.filter.activated.emit(dialog.filter.currentIndex())
    (line,) = dialog.differences.rows
    assert (line.product, line.before, line.after) == ("P-1", "12.5 USD", "13.5 USD")
    dialog.reject()
    rest()
    assert session.step_labels() == before
    assert "P-4" not in keys(session)


def loaded(session: Session, key: str) -> Product:
    """Return the product ``key``."""
    reader = session.store.read()
    found = products.load_each(reader, products.product_ids(reader))
    return next(product for _n, product in found if product.key == key)


def test_a_newer_file_keeps_what_it_leaves_open_unless_told_otherwise(
    bring: Bring, window: MainWindow, session: Session, rest: Rest, known: Path
) -> None:
    asked(bring, window, rest, known).go.click()
    rest()
    dress = loaded(session, "P-1")
    assert (dress.brand, len(dress.variants)) == ("Sorvanne", 2)
    assert {"P-3", "P-4"} <= keys(session)
    report = open_dialog(window, ImportDialog).report.report
    assert (report.added, report.changed, report.removed) == (1, 1, 0)


def test_answers_hold_for_the_whole_file(
    bring: Bring, window: MainWindow, session: Session, rest: Rest, known: Path
) -> None:
    dialog = asked(bring, window, rest, known)
    for group in dialog.groups.values():
        group.buttons()[1].click()
    dialog.go.click()
    rest()
    dress = loaded(session, "P-1")
    assert (dress.brand, len(dress.variants)) == ("", 1)
    assert "P-3" not in keys(session)
    session.undo()
    rest()
    assert "P-3" in keys(session)


def test_an_unchanged_file_says_so_and_asks_nothing(
    bring: Bring, window: MainWindow, session: Session, rest: Rest, known: Path
) -> None:
    before = session.step_labels()
    known.write_text(FULL, encoding="utf-8")
    bring(known).go.click()
    rest()
    assert "Nothing changed: all 3 products" in window.messages.sentence.text()
    assert not is_shown(window, ChangesDialog)
    assert not is_shown(window, ImportDialog)
    assert session.step_labels() == before


def test_a_stopped_import_leaves_everything(
    bring: Bring,
    window: MainWindow,
    session: Session,
    rest: Rest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def slow(*_given: object, progress: Progress, **_options: object) -> None:
        for done in range(1000):
            progress.step(done, 1000)
            time.sleep(0.005)

    monkeypatch.setattr(pipeline, "import_catalog", slow)
    bring(written(tmp_path, CSV)).go.click()
    assert window.navigation.jobs.isVisible()
    window.navigation.jobs.stop.click()
    rest()
    assert "everything is as it was" in window.messages.sentence.text()
    assert keys(session) == {"DR-1", "CU-2", "EP-3"}


def test_columns_the_import_does_not_know_are_asked_about_again(
    bring: Bring,
    window: MainWindow,
    rest: Rest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_given: object, **_options: object) -> None:
        raise ColumnsUnknownError(
            "Which one?", ("Code", "Words"), {"Code": "sku", "Words": "title"}
        )

    monkeypatch.setattr(pipeline, "import_catalog", refuse)
    dialog = bring(written(tmp_path, UNKNOWN))
    dialog.table.take(1, "title")
    dialog.go.click()
    rest()
    again = open_dialog(window, MappingDialog)
    assert again is not dialog
    assert again.table.roles[:2] == ("sku", "title")
    assert again.go.isEnabled()
    again.reject()


def test_a_file_for_a_workspace_that_is_gone_asks_nothing(
    window: MainWindow, session: Session, rest: Rest, drafted: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.localizer"
    other.write_bytes(drafted.read_bytes())
    importing.take_file(session, window, written(tmp_path, CSV))
    session.attach(store=open_store(other))
    rest()
    assert not is_shown(window, MappingDialog)


@pytest.fixture
def empty_window(qtbot: QtBot, qapp: QApplication, tools: pipeline.Tools) -> MainWindow:
    """Return a window without a workspace."""
    del qapp
    session = Session(Jobs(), Settings())
    session.attach(tools=tools)
    window = MainWindow(session)
    qtbot.addWidget(window, before_close_func=lambda _window: session.close())
    window.show()
    return window


def begin_new(window: MainWindow, qtbot: QtBot, file: Path) -> MappingDialog:
    """Drop ``file`` on a window without a workspace."""
    importing.take_file(window.session, window, file)
    qtbot.waitUntil(lambda: is_shown(window, MappingDialog), timeout=10_000)
    return open_dialog(window, MappingDialog)


def test_a_new_launch_from_a_file(empty_window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window, session = empty_window, empty_window.session
    begin_new(window, qtbot, written(tmp_path, CSV, "shop.csv")).go.click()
    qtbot.waitUntil(lambda: is_shown(window, LaunchDialog), timeout=10_000)
    dialog = open_dialog(window, LaunchDialog)
    assert dialog.name.hasFocus()
    for target, one in dialog.boxes.items():
        one.setChecked(target == "TH/shopee")
    dialog.name.setText("First")
    dialog.go.click()
    qtbot.waitUntil(lambda: window.current == "board", timeout=20_000)
    qtbot.waitUntil(lambda: not session.jobs.live, timeout=20_000)
    assert session.launch is not None
    assert (session.launch.name, len(session.products)) == ("First", 2)
    assert (tmp_path / "shop.localizer").exists()


def test_a_new_launch_that_is_cancelled_or_fails_leaves_no_file_and_the_doors_open(
    empty_window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window, session = empty_window, empty_window.session
    file = written(tmp_path, CSV, "shop.csv")
    begin_new(window, qtbot, file).reject()
    assert not (tmp_path / "shop.localizer").exists()
    monkeypatch.setattr(pipeline, "import_catalog", lambda *_given, **_options: 1 / 0)
    monkeypatch.setattr(window, "report", lambda _error: None)
    dialog = begin_new(window, qtbot, file)
    session.jobs.crashed.disconnect()
    dialog.go.click()
    qtbot.waitUntil(lambda: not session.jobs.live, timeout=10_000)
    assert not (tmp_path / "shop.localizer").exists()
    assert not session.is_open
    start = window.panes["start"]
    assert isinstance(start, StartPane)
    doors = (start.new[1], start.sample[1], start.package[1], start.open)
    assert all(made.isEnabled() for made in doors)


def test_a_header_alone_cannot_be_imported_and_says_why(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window, session = empty_window, empty_window.session
    dialog = begin_new(window, qtbot, written(tmp_path, CSV.splitlines()[0] + "\n", "shop.csv"))
    assert not dialog.go.isEnabled()
    assert "has a header and no rows below it" in dialog.banner.sentence.text()
    dialog.reject()
    assert not (tmp_path / "shop.localizer").exists()
    assert not session.is_open


def test_the_problem_of_a_file_goes_when_the_next_one_is_brought(
    bring: Bring, window: MainWindow, session: Session, rest: Rest, tmp_path: Path
) -> None:
    importing.take_file(session, window, tmp_path / "none.csv")
    rest()
    assert window.messages.isVisible()
    assert window.messages.property("state") == "block"
    dialog = bring(written(tmp_path, CSV))
    assert not window.messages.isVisible()
    dialog.go.click()
    rest()
    assert not window.messages.isVisible()
    open_dialog(window, ImportDialog).accept()
