"""Files that hardly fit, hold no product or odd cells, and our own file: what is told and asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel

from localizer.catalog import products
from localizer.export.catalog_file import export_catalog
from localizer.model.incoming import Answers
from localizer.ui.actions.session import Session
from localizer.ui.dialogs import importing
from localizer.ui.dialogs.column_map import MappingDialog
from localizer.ui.dialogs.import_changes import ChangesDialog
from localizer.ui.dialogs.import_history import ImportHistory
from localizer.ui.dialogs.import_report import ImportDialog
from localizer.ui.main_window import MainWindow
from localizer.ui.models.column_table import SURE, TAKEN
from localizer.ui.panes.catalog.pane import CatalogPane

Rest = Callable[[], None]
DialogT = TypeVar("DialogT", bound=QDialog)
Bring = Callable[[Path], MappingDialog]
HEAD = "SKU,Title,Brand,Price,Currency\n"
FULL = HEAD + (
    "P-1,Cotton dress,Sorvanne,12.50,USD\n"
    "P-2,Steel bottle,Homivelt,8.00,USD\n"
    "P-3,Wool jumper,Sorvanne,30.00,USD\n"
)


def written(folder: Path, text: str, name: str = "more.csv") -> Path:
    """Return a new file in ``folder``."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def open_dialog(window: MainWindow, kind: type[DialogT]) -> DialogT:
    """Return the dialog of ``kind`` that is shown."""
    (found,) = [one for one in window.findChildren(kind) if one.isVisible()]
    return found


def keys(session: Session) -> set[str]:
    """Return the keys of all products."""
    reader = session.store.read()
    return {product.key for _n, product in products.load_each(reader, products.product_ids(reader))}


@pytest.fixture
def bring(window: MainWindow, session: Session, rest: Rest) -> Bring:
    """Return what drops a file on the window and gives the dialog that asks about it."""

    def drop(file: Path) -> MappingDialog:
        importing.import_into(session, window, file)
        rest()
        return open_dialog(window, MappingDialog)

    return drop


@pytest.fixture
def known(bring: Bring, window: MainWindow, rest: Rest, tmp_path: Path) -> Path:
    """Return a file that was imported."""
    file = written(tmp_path, FULL, "winter.csv")
    bring(file).go.click()
    rest()
    open_dialog(window, ImportDialog).accept()
    rest()
    return file


def asked(bring: Bring, window: MainWindow, rest: Rest, file: Path) -> ChangesDialog:
    """Return the sheet of differences of ``file``."""
    bring(file).go.click()
    rest()
    return open_dialog(window, ChangesDialog)


def strange(known: Path) -> Path:
    """Write other products under the name of a file that is known."""
    lines = "".join(f"Q-{n},Hat {n},Homivelt,9,USD\n" for n in range(3))
    known.write_text(HEAD + lines, encoding="utf-8")
    return known


def test_a_file_with_little_in_common_is_offered_a_catalog_of_its_own(
    bring: Bring, window: MainWindow, session: Session, rest: Rest, known: Path
) -> None:
    dialog = asked(bring, window, rest, strange(known))
    sentences = {one.text() for one in dialog.findChildren(QLabel)}
    assert "None of the 3 products of “winter” is in this file." in sentences
    assert dialog.into.text() == "Into the catalog “winter 2”"
    assert not any(choice.isEnabled() for choice in dialog.groups["gone"].buttons())
    assert (dialog.catalog(), dialog.answers()) == ("winter 2", Answers())
    dialog.go.click()
    rest()
    names = [info.name for info in products.catalogs(session.store.read())]
    assert names[-2:] == ["winter", "winter 2"]
    assert {"P-1", "P-3", "Q-0"} <= keys(session)


def test_it_may_be_said_that_it_is_the_same_catalog_all_the_same(
    bring: Bring, window: MainWindow, session: Session, rest: Rest, known: Path
) -> None:
    dialog = asked(bring, window, rest, strange(known))
    dialog.groups["catalog"].buttons()[1].click()
    dialog.groups["gone"].buttons()[1].click()
    assert (dialog.catalog(), dialog.answers().gone) == ("winter", "remove")
    dialog.go.click()
    rest()
    assert "Q-0" in keys(session)
    assert not {"P-1", "P-3"} & keys(session)


def test_a_part_of_a_catalog_says_how_little_it_is_and_removes_when_told_so(
    bring: Bring, window: MainWindow, session: Session, rest: Rest, known: Path
) -> None:
    known.write_text(HEAD + "P-2,Steel bottle,Homivelt,8.00,USD\n", encoding="utf-8")
    dialog = asked(bring, window, rest, known)
    assert "Only 1 of the 3 products of “winter”" in dialog.banner.sentence.text()
    assert set(dialog.groups) == {"gone"}
    assert dialog.catalog() is None
    dialog.groups["gone"].buttons()[1].click()
    dialog.go.click()
    rest()
    assert "P-2" in keys(session)
    assert not {"P-1", "P-3"} & keys(session)


def test_a_header_alone_changes_nothing_and_says_so(
    bring: Bring, window: MainWindow, session: Session, rest: Rest, known: Path
) -> None:
    before = session.step_labels()
    known.write_text(HEAD, encoding="utf-8")
    dialog = bring(known)
    assert "has a header and no rows below it" in dialog.banner.sentence.text()
    assert not dialog.go.isEnabled()
    dialog.reject()
    rest()
    assert not any(one.isVisible() for one in window.findChildren(ChangesDialog))
    assert session.step_labels() == before


def test_rows_that_make_no_product_are_told_with_their_reasons(
    bring: Bring, window: MainWindow, session: Session, rest: Rest, known: Path
) -> None:
    before = session.step_labels()
    known.write_text(HEAD + ",,,5,USD\n", encoding="utf-8")
    bring(known).go.click()
    rest()
    assert len(open_dialog(window, ImportDialog).report.remarks.rows) == 1
    assert session.step_labels() == before


def test_earlier_imports_are_listed_and_their_reports_open(
    bring: Bring, window: MainWindow, rest: Rest, known: Path
) -> None:
    known.write_text(
        FULL.replace("P-3,Wool jumper", "P-4,Linen shirt").replace("8.00", "9"), encoding="utf-8"
    )
    asked(bring, window, rest, known).go.click()
    rest()
    open_dialog(window, ImportDialog).accept()
    window.show_pane("catalog")
    catalog = window.panes["catalog"]
    assert isinstance(catalog, CatalogPane)
    rest()
    catalog.imports.click()
    rest()
    history = open_dialog(window, ImportHistory)
    lines = history.table.rows
    assert [line.report.file for line in lines] == ["winter.csv", "winter.csv"]
    assert lines[0].report.changed == 1
    history.show_report.click()
    rest()
    report = open_dialog(window, ImportDialog).report.report
    assert report.gone == (("P-3", "Wool jumper"),)


def test_an_odd_cell_is_shown_with_its_reason_and_an_unknown_header_as_a_fact(
    bring: Bring, tmp_path: Path
) -> None:
    prices = [*map(str, range(1, 20)), "面议"]
    text = "商品标题,售价(元),裙型\n" + "".join(f"裙{n},{p},A字\n" for n, p in enumerate(prices))
    dialog = bring(written(tmp_path, text))
    dialog.view.setCurrentIndex(dialog.table.index(1, TAKEN))
    shown = [one.text() for one in dialog.samples.findChildren(QLabel)]
    assert any(words.startswith("row 21: “面议”") for words in shown)
    assert dialog.table.index(2, TAKEN).data() == "Fact “裙型”"
    assert dialog.table.index(2, SURE).data() == "kept as a fact"
    assert "1 of them kept as a fact" in dialog.summary.text()


def test_our_own_file_is_shown_as_it_is_read_and_nothing_can_be_chosen(
    bring: Bring, session: Session, tmp_path: Path
) -> None:
    file = tmp_path / "own.csv"
    export_catalog(session.store.read(), file)
    dialog = bring(file)
    dialog.expand()
    assert dialog.table.index(2, TAKEN).data() == "Key of the variant"
    assert not dialog.table.flags(dialog.table.index(2, TAKEN)) & Qt.ItemFlag.ItemIsEditable
    QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    QTest.keyClick(dialog.view, Qt.Key.Key_Delete)
    assert not dialog.table.is_changed
    assert dialog.table.used == dialog.table.rowCount()
    assert dialog.can_import
