"""The catalog pane: found, filtered, unfolded, changed one by one and many at once, and taken back."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from localizer.catalog import edits, filters, products, search, translations
from localizer.catalog.edits import Edit, EditCount
from localizer.catalog.filters import ProductFilter
from localizer.catalog.steps import recent
from localizer.jobs import Cancelled, Progress
from localizer.model.changes import Changes
from localizer.model.product import Evidence, Product, Variant
from localizer.ui.actions.place import Place
from localizer.ui.dialogs.bulk_edit import BulkEditDialog
from localizer.ui.dialogs.keep_filter import KeepFilterDialog
from localizer.ui.main_window import MainWindow
from localizer.ui.models.product_cells import TITLE
from localizer.ui.panes.catalog import CatalogPane, indexing, staying
from localizer.ui.panes.catalog.cards import evidence_card, origin_words
from localizer.ui.panes.catalog.indexing import Polite
from localizer.ui.panes.catalog.page import ProductPage
from localizer.ui.panes.catalog.table import TITLE_ROOM
from localizer.ui.widgets.filter_parts import ChipButton, ChoicePopup

Rest = Callable[[], None]
#: The offscreen platform cannot raise a popup or catch the keys for it, and says so.
popups = pytest.mark.qt_log_ignore(r"raise\(\)", "grabbing the keyboard", extend=True)


@pytest.fixture
def pane(window: MainWindow, rest: Rest) -> CatalogPane:
    window.show_pane("catalog")
    rest()
    made = window.panes["catalog"]
    assert isinstance(made, CatalogPane)
    return made


def keys(pane: CatalogPane) -> list[str]:
    """Return the keys of the products shown, in order; variants as ``>``."""
    found = []
    for row in range(pane.model.rowCount()):
        line = pane.model.row_at(row)
        found.append(">" if pane.model.is_variant(row) else line.key if line else "?")
    return found


def look_for(pane: CatalogPane, rest: Rest, text: str) -> list[str]:
    pane.search.setText(text)
    pane._timer.timeout.emit()
    rest()
    return keys(pane)


def product(pane: CatalogPane, key: str) -> Product:
    reader = pane.session.store.read()
    number = products.find_by_key(reader, 1, key)
    assert number is not None
    return products.load(reader, number)


def page_of(pane: CatalogPane, rest: Rest) -> ProductPage:
    """Return the page of the product the list came to rest at."""
    pane.side.settle()
    rest()
    assert pane.side.page is not None
    return pane.side.page


# -- search and filters ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("保温", ["CU-2"]),
        ("雪纺面料", ["DR-1"]),
        ("dr-1-m", ["DR-1"]),
        ("无线", ["EP-3"]),
        ("女装", ["DR-1"]),
        ("nothing like this", []),
        ("", ["DR-1", "CU-2", "EP-3"]),
    ],
)
def test_search_finds_parts_of_any_text(
    pane: CatalogPane, rest: Rest, text: str, found: list[str]
) -> None:
    assert look_for(pane, rest, text) == found


def test_search_finds_a_part_of_a_thai_translation(pane: CatalogPane, rest: Rest) -> None:
    reader = pane.session.store.read()
    assert search.pending(reader) == 0  # the pane brought the index up to date
    assert pane.index.isHidden()
    thai = thai_title(pane, "CU-2")
    part = thai.split()[0][:6]
    assert any("\u0e00" <= letter <= "\u0e7f" for letter in part)
    assert "CU-2" in look_for(pane, rest, part)


def thai_title(pane: CatalogPane, key: str) -> str:
    reader = pane.session.store.read()
    number = products.find_by_key(reader, 1, key)
    assert number is not None
    found = translations.of_product(reader, number, "th-TH").values()
    return next(one.text for _number, one in found if one.text)


def test_an_older_answer_never_replaces_a_newer_one(pane: CatalogPane, rest: Rest) -> None:
    for text in ("保温", "无线"):
        pane.search.setText(text)
        pane._timer.timeout.emit()
    rest()
    assert keys(pane) == ["EP-3"]


def test_the_line_of_the_index_says_what_is_left(pane: CatalogPane) -> None:
    pane.index._show(12_000)
    assert pane.index.text() == "Search index: 12,000 products to go"
    assert pane.index.isVisible()
    pane.index._show(0)
    assert not pane.index.isVisible()


def test_the_upkeep_of_the_index_waits_for_calm_and_can_be_stopped(
    pane: CatalogPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "CALM_S", 0.6)
    told: list[tuple[int, int]] = []
    whole = Progress(lambda done, total: told.append((done, total)))
    polite = Polite(whole, pane.index)
    polite.step(1, 2)
    assert told == [(1, 2)]
    pane.index.wait()
    threading.Timer(0.1, whole.cancel).start()
    with pytest.raises(Cancelled):
        polite.step(2, 3)


def test_filters_narrow_and_their_chips_take_them_away(pane: CatalogPane, rest: Rest) -> None:
    bar = pane.filters
    bar.choose(replace(bar.wanted, lacks=("cost",)))
    rest()
    assert keys(pane) == ["EP-3"]
    bar.choose(replace(bar.wanted, lacks=("cost", "brand")))
    rest()
    assert bar.chips() == ["Lacks: cost", "Lacks: brand"]
    assert pane.count.text() == "1 of 3 products"
    first = next(chip for chip in bar.findChildren(ChipButton) if chip.text() == "Lacks: cost")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Delete)
    rest()
    assert keys(pane) == ["CU-2", "EP-3"]
    bar.clear()
    rest()
    assert keys(pane) == ["DR-1", "CU-2", "EP-3"]
    assert not bar.chips()


@popups
def test_a_brand_is_chosen_from_a_list_by_keys(pane: CatalogPane, rest: Rest) -> None:
    pane.filters.brand.click()
    popup = pane.filters.findChild(ChoicePopup)
    assert popup is not None
    rest()
    assert [popup.list.item(0).text()] == ["Sorvanne  (1)"]
    QTest.keyClicks(popup.typed, "sorv")
    QTest.keyClick(popup.typed, Qt.Key.Key_Return)
    rest()
    assert keys(pane) == ["DR-1"]
    assert pane.filters.chips() == ["Brand: Sorvanne"]


@pytest.mark.parametrize(("section", "order"), [(TITLE, 2), (5, 3)])
def test_a_header_orders_up_down_and_not_at_all(
    pane: CatalogPane, rest: Rest, section: int, order: int
) -> None:
    header = pane.table.horizontalHeader()
    seen = []
    for _click in range(3):
        header.sectionClicked.emit(section)
        rest()
        seen.append(tuple(keys(pane)))
    assert seen[2] == ("DR-1", "CU-2", "EP-3")
    assert len(set(seen)) >= order - 1
    assert pane.filters.wanted == ProductFilter()


def test_a_filter_is_saved_chosen_deleted_and_brought_back(pane: CatalogPane, rest: Rest) -> None:
    look_for(pane, rest, "3")
    pane.filters.choose(replace(pane.filters.wanted, lacks=("cost",)))
    pane.filters.keep.emit()
    dialog = pane.dialog
    assert isinstance(dialog, KeepFilterDialog)
    assert not dialog.go.isEnabled()
    QTest.keyClicks(dialog.name, "no cost")
    dialog.go.click()
    rest()
    assert filters.saved_filters(pane.session.store.read()) == {
        "no cost": ProductFilter("3", lacks=("cost",))
    }
    pane.search.clear()
    pane.filters.clear()
    rest()
    assert len(keys(pane)) == 3
    pane.filters.chosen.emit(pane.filters.saved["no cost"])
    rest()
    assert keys(pane) == ["EP-3"]
    assert pane.search.text() == "3"
    pane.filters.drop.emit("no cost")
    rest()
    assert not pane.filters.saved
    pane.session.undo()
    rest()
    assert list(pane.filters.saved) == ["no cost"]


@popups
def test_the_menus_offer_what_there_is(pane: CatalogPane, rest: Rest, qtbot: QtBot) -> None:
    for control in (pane.filters.lacks, pane.filters.sort, pane.filters.kept):
        control.click()
        menu = next(one for one in pane.filters.findChildren(QMenu) if one.isVisible())
        assert menu.actions()
        menu.close()
        qtbot.waitUntil(lambda: not pane.filters.findChildren(QMenu))
    pane.filters.lacks.click()
    menu = next(one for one in pane.filters.findChildren(QMenu) if one.isVisible())
    next(action for action in menu.actions() if action.text() == "Cost").trigger()
    menu.close()
    rest()
    assert keys(pane) == ["EP-3"]


def test_a_place_shows_its_product_whatever_was_searched(
    pane: CatalogPane, rest: Rest, window: MainWindow
) -> None:
    look_for(pane, rest, "保温")
    window.show_pane("catalog", Place(product_id=3))
    rest()
    assert pane.search.text() == ""
    assert pane.table.currentIndex().row() == 2
    assert page_of(pane, rest).shown.product.key == "EP-3"


# -- the table -------------------------------------------------------------------------------------


def test_variants_unfold_and_fold_by_keys(pane: CatalogPane, rest: Rest) -> None:
    QTest.keyClick(pane.table, Qt.Key.Key_Right)
    rest()
    assert keys(pane) == ["DR-1", ">", ">", "CU-2", "EP-3"]
    QTest.keyClick(pane.table, Qt.Key.Key_Down)
    QTest.keyClick(pane.table, Qt.Key.Key_Down)
    rest()
    assert pane.table.currentIndex().row() == 2
    assert page_of(pane, rest).shown.product.key == "DR-1"
    assert list(pane.chosen_ids()) == [1]
    QTest.keyClick(pane.table, Qt.Key.Key_Left)
    assert keys(pane) == ["DR-1", "CU-2", "EP-3"]
    assert pane.table.currentIndex().row() == 0


def test_what_is_unfolded_stays_so_after_a_change(pane: CatalogPane, rest: Rest) -> None:
    pane.table.unfold.emit(0)
    rest()
    store = pane.session.store
    pane.session.edit(lambda: edits.apply_edit(store, [1], Edit("stock", "set", "4")))
    rest()
    assert keys(pane) == ["DR-1", ">", ">", "CU-2", "EP-3"]
    assert pane.model.index(1, 5).data() == "4"


def test_the_arrow_is_clicked_without_choosing_the_row(pane: CatalogPane, rest: Rest) -> None:
    pane._go_to(2)
    place = pane.table.visualRect(pane.model.index(0, TITLE)).topLeft()
    place.setX(place.x() + 14)
    place.setY(place.y() + 20)
    QTest.mouseClick(pane.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    rest()
    assert keys(pane)[1] == ">"
    assert page_of(pane, rest).shown.product.key == "EP-3"


@pytest.mark.parametrize(("width", "details"), [(1080, True), (1080, False), (1600, True)])
def test_the_title_has_the_room_and_no_column_is_cut(
    pane: CatalogPane,
    rest: Rest,
    window: MainWindow,
    width: int,
    details: bool,  # noqa: FBT001
) -> None:
    window.resize(width, 700)
    if not details:
        QTest.keyClick(pane.table, Qt.Key.Key_D)
    rest()
    table = pane.table
    shown = [one for one in range(6) if not table.isColumnHidden(one)]
    assert pane.side.isVisible() is details
    assert table.columnWidth(TITLE) >= TITLE_ROOM
    assert sum(table.columnWidth(one) for one in shown) <= table.viewport().width()
    assert len(shown) >= 3


def test_a_column_without_a_word_is_left_out(pane: CatalogPane, window: MainWindow) -> None:
    window.resize(1900, 800)
    assert pane.table.isColumnHidden(4)  # no product of the shop has a list price
    assert not pane.table.isColumnHidden(3)


# -- many at once ----------------------------------------------------------------------------------


def test_many_are_changed_after_the_count_is_told_and_taken_back(
    pane: CatalogPane, rest: Rest, window: MainWindow
) -> None:
    pane.table.setFocus()
    QTest.keySequence(pane.table, QKeySequence(QKeySequence.StandardKey.SelectAll))
    assert pane.count.text() == "3 products · 3 chosen"
    QTest.keyClick(pane.table, Qt.Key.Key_E)
    dialog = pane.dialog
    assert isinstance(dialog, BulkEditDialog)
    rest()
    assert not dialog.go.isEnabled()
    dialog.field.setCurrentIndex(dialog.field.findData("brand"))
    dialog.value.setText("Sorvanne")
    dialog.ask()
    rest()
    assert dialog.told.text() == "Changes 2 of 3 products."
    assert dialog.warned.text() == "4 scripts of these products may no longer be right."
    dialog.go.click()
    rest()
    assert [product(pane, key).brand for key in ("DR-1", "CU-2", "EP-3")] == ["Sorvanne"] * 3
    assert window.messages.sentence.text() == "2 products changed. Ctrl+Z takes it back."
    assert recent(pane.session.store.read(), 1)[0].label == "Change brands (2)"
    pane.session.undo()
    rest()
    assert [product(pane, key).brand for key in ("DR-1", "CU-2", "EP-3")] == ["Sorvanne", "", ""]


def test_the_dialog_says_which_translations_become_outdated(pane: CatalogPane, rest: Rest) -> None:
    pane.table.selectAll()
    pane.edit_chosen()
    dialog = pane.dialog
    assert isinstance(dialog, BulkEditDialog)
    dialog.field.setCurrentIndex(dialog.field.findData("title"))
    dialog.action.setCurrentIndex(dialog.action.findData("prefix"))
    dialog.value.setText("新款 ")
    dialog.ask()
    rest()
    assert dialog.found is not None
    assert dialog.found.texts > 0
    assert dialog.found.languages == 2
    assert "into 2 languages become out of date" in dialog.warned.text()
    assert dialog.found.scripts > 0
    assert "may no longer be right" in dialog.warned.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    rest()
    assert product(pane, "DR-1").title.startswith("法式")


@pytest.mark.parametrize(
    ("field", "action", "value", "told"),
    [
        ("hs_code", "set", "12", "An HS code has 6 to 12 digits, such as 6109.10."),
        ("cost", "set", "cheap", "Write an amount such as 12.50 or 12.50 CNY."),
        ("brand", "set", "", "Say what is to be written, or choose to clear the field."),
        ("category", "clear", "", "Changes 2 of 3 products."),
        ("hs_code", "clear", "", "Nothing changes: all 3 products are so already."),
        ("cost", "percent", "10", "Changes 2 of 3 products."),
        ("bullets", "suffix", "一\n二", "Changes 3 of 3 products."),
        ("description_html", "set", "<p>x</p>", "Changes 3 of 3 products."),
        ("description_html", "set", "<script>x</script>", "Say what is to be written"),
        ("gtin", "set", "4006381333931", "A barcode belongs to one variant."),
        ("gtin", "set", "4006381333932", "The check digit of barcode 4006381333932 is wrong."),
    ],
)
def test_the_dialog_tells_what_an_edit_would_do(
    pane: CatalogPane, rest: Rest, field: str, action: str, value: str, told: str
) -> None:
    pane.table.selectAll()
    pane.edit_chosen()
    dialog = pane.dialog
    assert isinstance(dialog, BulkEditDialog)
    dialog.field.setCurrentIndex(dialog.field.findData(field))
    dialog.action.setCurrentIndex(dialog.action.findData(action))
    is_long = dialog.long.isVisibleTo(dialog)
    assert is_long is (field in ("bullets", "description_html"))
    if is_long:
        dialog.long.setPlainText(value)
    else:
        dialog.value.setText(value)
    dialog.ask()
    rest()
    assert dialog.told.text().startswith(told)
    assert dialog.go.isEnabled() is told.startswith("Changes")
    dialog.reject()


def test_prices_that_rest_on_a_cost_are_counted(pane: CatalogPane, rest: Rest) -> None:
    pane.table.selectAll()
    pane.edit_chosen()
    dialog = pane.dialog
    assert isinstance(dialog, BulkEditDialog)
    dialog.field.setCurrentIndex(dialog.field.findData("cost"))
    dialog.action.setCurrentIndex(dialog.action.findData("percent"))
    dialog.value.setText("5")
    dialog.ask()
    rest()
    assert dialog.found is not None
    assert dialog.found.prices == 6  # three variants with a cost, two targets
    assert dialog.warned.text().startswith("6 prices rest on this and have to be made again.")
    dialog.reject()


# -- what stays when the list changes --------------------------------------------------------------


@pytest.fixture
def long_list(pane: CatalogPane, rest: Rest) -> CatalogPane:
    """Return a pane over 60 more products, ordered by their titles."""
    add(pane, [Product(f"K{n:02}", f"t{n:02}", (Variant("V"),)) for n in range(60)])
    pane.filters.order_by("title")
    rest()
    return pane


def add(pane: CatalogPane, made: list[Product]) -> None:
    """Import products."""
    store = pane.session.store

    def write() -> Changes:
        with store.step("Import") as step:
            products.save_products(step, 1, made)
        return step.changes

    pane.session.edit(write)


def choose(pane: CatalogPane, *chosen: str) -> None:
    """Choose products by key; the last one becomes the current one."""
    rows = [keys(pane).index(key) for key in chosen]
    pane.table.clearSelection()
    flags = QItemSelectionModel.SelectionFlag
    for row in rows:
        pane.table.selectionModel().setCurrentIndex(
            pane.model.index(row, TITLE), flags.Select | flags.Rows
        )


def chosen_keys(pane: CatalogPane) -> list[str]:
    return [products.load(pane.session.store.read(), one).key for one in pane.chosen_ids()]


def test_the_chosen_stay_chosen_when_an_edit_puts_them_elsewhere(
    long_list: CatalogPane, rest: Rest
) -> None:
    pane = long_list
    choose(pane, "K10", "K11", "K40", "K30")
    ids = list(pane.chosen_ids())
    current = pane.table.currentIndex()
    height = pane.table.visualRect(current).top()
    store = pane.session.store
    pane.session.edit(lambda: edits.apply_edit(store, ids[:2], Edit("title", "prefix", "z")))
    rest()
    assert keys(pane)[-4:-2] == ["K10", "K11"]  # behind t59, before the Chinese titles
    assert chosen_keys(pane) == ["K30", "K40", "K10", "K11"]
    assert pane.count.text() == "63 products · 4 chosen"
    assert pane.model.id_at(pane.table.currentIndex().row()) == ids[-2]
    assert pane.table.visualRect(pane.table.currentIndex()).top() == height
    pane.session.undo()
    rest()
    assert chosen_keys(pane) == ["K10", "K11", "K30", "K40"]


def test_the_chosen_that_are_gone_are_not_chosen_any_more(
    long_list: CatalogPane, rest: Rest
) -> None:
    pane = long_list
    choose(pane, "K10", "K11", "K12")
    store = pane.session.store
    gone = pane.chosen_ids()[1]

    def delete() -> Changes:
        with store.step("Delete") as step:
            step.write("DELETE FROM product WHERE id = ?", (gone,))
        return step.changes

    pane.session.edit(delete)
    rest()
    assert chosen_keys(pane) == ["K10", "K12"]
    pane.session.undo()
    rest()
    assert chosen_keys(pane) == ["K10", "K12"]


def test_all_that_were_chosen_are_chosen_in_another_order(
    long_list: CatalogPane, rest: Rest
) -> None:
    pane = long_list
    pane.table.selectAll()
    pane.filters.order_by("key")
    rest()
    assert len(pane.chosen_ids()) == 63
    assert pane.table.selectionModel().selection().count() == 1
    look_for(pane, rest, "t1")
    assert len(pane.chosen_ids()) == 1  # what is looked for anew is not chosen


def test_too_scattered_a_choice_is_given_up_with_words(
    long_list: CatalogPane, rest: Rest, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staying, "SPANS", 1)
    pane = long_list
    choose(pane, "K10", "K11")
    store, last = pane.session.store, pane.chosen_ids()[1]
    pane.session.edit(lambda: edits.apply_edit(store, [last], Edit("title", "prefix", "z")))
    rest()
    assert len(pane.chosen_ids()) == 1
    assert "too scattered" in window.messages.sentence.text()


def test_people_see_the_same_part_of_the_list_after_an_import(
    long_list: CatalogPane, rest: Rest
) -> None:
    pane = long_list
    choose(pane, "K00")
    bar = pane.table.verticalScrollBar()
    bar.setValue(bar.maximum() * 2 // 3)
    top = keys(pane)[pane.table.rowAt(1)]
    add(pane, [Product(f"A{n:02}", f"a{n:02}", (Variant("V"),)) for n in range(20)])
    rest()
    assert keys(pane)[pane.table.rowAt(1)] == top
    assert keys(pane)[pane.table.currentIndex().row()] == "K00"


def test_a_product_that_is_gone_leaves_its_place_to_the_next(
    long_list: CatalogPane, rest: Rest
) -> None:
    pane = long_list
    choose(pane, "K10")
    store, gone = pane.session.store, pane.chosen_ids()[0]

    def delete() -> Changes:
        with store.step("Delete") as step:
            step.write("DELETE FROM product WHERE id = ?", (gone,))
        return step.changes

    pane.session.edit(delete)
    rest()
    assert chosen_keys(pane) == ["K11"]
    assert page_of(pane, rest).shown.product.key == "K11"


# -- the page follows ------------------------------------------------------------------------------


@pytest.mark.parametrize("with_more", [False, True])
def test_the_page_follows_an_import_its_undo_and_redo(
    pane: CatalogPane, rest: Rest, *, with_more: bool
) -> None:
    assert page_of(pane, rest).shown.product.key == "DR-1"
    again = replace(product(pane, "DR-1"), brand="Nova", bullets=("新",))
    add(pane, [again, Product("NEW", "新", (Variant("V"),))] if with_more else [again])
    rest()
    for brand, action in (
        ("Nova", pane.session.undo),
        ("Sorvanne", pane.session.redo),
        ("Nova", None),
    ):
        page = page_of(pane, rest)
        assert (page.shown.product.key, page.shown.product.brand) == ("DR-1", brand)
        assert page.fields["brand"].reading.text() == brand
        assert page.steps[0].undone is (brand == "Sorvanne")
        if action is not None:
            action()
            rest()


def test_the_page_follows_the_deletion_of_its_product(pane: CatalogPane, rest: Rest) -> None:
    store = pane.session.store
    for left in (2, 1, 0):
        number = pane.side.number

        def delete(number: int | None = number) -> Changes:
            with store.step("Delete") as step:
                step.write("DELETE FROM product WHERE id = ?", (number,))
            return step.changes

        pane.session.edit(delete)
        rest()
        assert len(keys(pane)) == left
        pane.side.settle()
        rest()
        shown = pane.side.page.shown.id if pane.side.page is not None else None
        assert shown == pane.side.number != number
    assert pane.side.page is None
    pane.session.undo()
    rest()
    assert page_of(pane, rest).shown.id == pane.model.id_at(0)


def test_another_product_with_the_id_of_one_that_is_gone_is_shown(
    pane: CatalogPane, rest: Rest
) -> None:
    pane._go_to(2)
    assert page_of(pane, rest).shown.product.key == "EP-3"
    store = pane.session.store

    def swap() -> Changes:
        with store.step("Swap") as step:
            step.write("DELETE FROM product WHERE key = 'EP-3'")
            products.save_products(step, 1, [Product("XX-9", "别的", (Variant("V"),))])
        return step.changes

    pane.session.edit(swap)
    rest()
    assert keys(pane) == ["DR-1", "CU-2", "XX-9"]
    assert page_of(pane, rest).shown.product.key == "XX-9"


@pytest.mark.parametrize("way", ["escape", "same"])
def test_what_changed_while_a_field_was_open_is_shown_when_it_closes(
    pane: CatalogPane, rest: Rest, way: str
) -> None:
    field = page_of(pane, rest).fields["brand"]
    field.reading.click()
    store = pane.session.store
    pane.session.edit(lambda: edits.apply_edit(store, [1], Edit("category", "set", "裙")))
    rest()
    assert field.editing
    QTest.keyClick(field.typing, Qt.Key.Key_Escape if way == "escape" else Qt.Key.Key_Return)
    rest()
    assert page_of(pane, rest).fields["category"].reading.text() == "裙"


# -- one product -----------------------------------------------------------------------------------


def test_a_field_is_changed_in_its_place_and_taken_back(pane: CatalogPane, rest: Rest) -> None:
    field = page_of(pane, rest).fields["title"]
    field.reading.click()
    field.typing.setPlainText("碎花 连衣裙")
    QTest.keyClick(field.typing, Qt.Key.Key_Return)
    rest()
    assert product(pane, "DR-1").title == "碎花 连衣裙"
    assert page_of(pane, rest).fields["title"].reading.text() == "碎花 连衣裙"
    assert pane.model.index(0, TITLE).data() == "碎花 连衣裙"
    pane.session.undo()
    rest()
    assert product(pane, "DR-1").title.startswith("法式碎花")
    assert page_of(pane, rest).fields["title"].reading.text().startswith("法式碎花")


def test_escape_leaves_a_field_as_it_was(pane: CatalogPane, rest: Rest) -> None:
    field = page_of(pane, rest).fields["brand"]
    field.reading.click()
    QTest.keyClicks(field.typing, "Other")
    QTest.keyClick(field.typing, Qt.Key.Key_Escape)
    rest()
    assert not field.editing
    assert pane.table.isVisible()
    assert product(pane, "DR-1").brand == "Sorvanne"


@pytest.mark.parametrize(
    ("field", "typed", "problem"),
    [("hs_code", "61", "An HS code"), ("taxonomy", "dresses", "Google"), ("title", "", "Say what")],
)
def test_a_wrong_value_is_told_and_stays_open(
    pane: CatalogPane, rest: Rest, window: MainWindow, field: str, typed: str, problem: str
) -> None:
    made = page_of(pane, rest).fields[field]  # type: ignore[index]
    made.reading.click()
    made.typing.setPlainText(typed)
    QTest.keyClick(made.typing, Qt.Key.Key_Return)
    rest()
    assert made.editing
    assert window.messages.sentence.text().startswith(problem)
    made.cancel()
    assert product(pane, "DR-1").hs_code == ""


def test_what_is_being_typed_outlives_a_change_from_elsewhere(
    pane: CatalogPane, rest: Rest
) -> None:
    field = page_of(pane, rest).fields["brand"]
    field.reading.click()
    field.typing.setPlainText("Nova")
    store = pane.session.store
    pane.session.edit(lambda: edits.apply_edit(store, [1], Edit("category", "set", "裙")))
    rest()
    assert field.editing
    pane.flush()
    rest()
    assert product(pane, "DR-1").brand == "Nova"
    assert product(pane, "DR-1").category == "裙"
    assert page_of(pane, rest).fields["category"].reading.text() == "裙"


def test_going_to_another_product_saves_what_was_typed(pane: CatalogPane, rest: Rest) -> None:
    field = page_of(pane, rest).fields["hs_code"]
    field.reading.click()
    field.typing.setPlainText("6204.43")
    pane._go_to(1)
    rest()
    assert product(pane, "DR-1").hs_code == "620443"
    assert page_of(pane, rest).shown.product.key == "CU-2"


def test_enter_opens_the_page_and_escape_goes_back(pane: CatalogPane, rest: Rest) -> None:
    pane.table.setFocus()
    QTest.keyClick(pane.table, Qt.Key.Key_Return)
    rest()
    assert pane.side.is_full
    assert not pane.table.isVisible()
    assert pane.side.place.text() == "1 of 3"
    pane._step(1)
    rest()
    assert page_of(pane, rest).shown.product.key == "CU-2"
    assert pane.side.place.text() == "2 of 3"
    QTest.keyClick(pane, Qt.Key.Key_Escape)
    assert pane.table.isVisible()
    assert pane.table.currentIndex().row() == 1


def test_the_history_tells_who_did_what_and_what_was_taken_back(
    pane: CatalogPane, rest: Rest
) -> None:
    store = pane.session.store
    pane.session.edit(lambda: edits.apply_edit(store, [1], Edit("brand", "set", "Nova")))
    rest()
    pane.session.undo()
    rest()
    steps = page_of(pane, rest).steps
    assert (steps[0].label, steps[0].by, steps[0].undone) == (
        "Change brands (1)", "tester", True,
    )  # fmt: skip
    assert steps[-1].label == "Import"
    struck = [
        one.text()
        for one in page_of(pane, rest).history.findChildren(QLabel)
        if one.property("role") == "strike"
    ]
    assert struck == ["Change brands (1)"]


@pytest.mark.parametrize(
    ("until", "role"),
    [
        (dt.date(2026, 11, 1), "block"),
        (dt.date(2026, 11, 20), "warn"),
        (dt.date(2027, 11, 20), "ok"),
        (None, "muted"),
    ],
)
def test_an_expired_certificate_is_marked(qtbot: QtBot, until: dt.date | None, role: str) -> None:
    cards = evidence_card([Evidence("CE", "7", valid_to=until)], dt.date(2026, 11, 2))
    qtbot.addWidget(cards[0])
    roles = [one.property("role") for one in cards[0].findChildren(QLabel)]
    assert roles[-1] == role


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        ("import", "column"),
        ("description:3", "description 3"),
        ("description", "description"),
        ("elsewhere", "elsewhere"),
    ],
)
def test_a_fact_says_where_it_was_read(origin: str, words: str) -> None:
    assert origin_words(origin) == words


def test_keys_go_where_they_should(pane: CatalogPane, rest: Rest, qtbot: QtBot) -> None:
    pane.table.setFocus()
    QTest.keyClick(pane, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(pane.search.hasFocus)
    pane.search.setText("保温")
    pane._timer.timeout.emit()
    rest()
    QTest.keyClick(pane.search, Qt.Key.Key_Escape)
    assert pane.search.text() == ""
    QTest.keyClick(pane.search, Qt.Key.Key_Down)
    qtbot.waitUntil(pane.table.hasFocus)
    pane._timer.timeout.emit()
    rest()


def test_tab_reaches_everything_and_everything_says_what_it_is(
    pane: CatalogPane, rest: Rest, window: MainWindow
) -> None:
    page = page_of(pane, rest)
    pane.search.setFocus()
    reached: dict[QWidget, str] = {}
    here = window.focusWidget()
    while here not in reached and pane.isAncestorOf(here):
        reached[here] = QAccessible.queryAccessibleInterface(here).text(QAccessible.Text.Name)
        QTest.keyClick(here, Qt.Key.Key_Tab)
        here = window.focusWidget()
    bar = pane.filters
    wanted = [
        pane.search, pane.edit, pane.importer, bar.brand, bar.category, bar.lacks, bar.sort, bar.kept,
        pane.details, pane.table, pane.side.area, *(one.reading for one in page.fields.values()),
    ]  # fmt: skip
    assert [one for one in wanted if one not in reached] == []
    assert [type(one) for one, name in reached.items() if not name.strip()] == []


def test_the_page_is_scrolled_by_keys_and_shows_that_it_has_them(
    pane: CatalogPane, rest: Rest, qtbot: QtBot
) -> None:
    page_of(pane, rest)
    area = pane.side.area
    assert pane.side.ring.isHidden()
    area.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(area.hasFocus)
    assert pane.side.ring.isVisible()
    assert pane.side.ring.geometry() == area.geometry()
    before = area.grab().toImage()
    QTest.keyClick(area, Qt.Key.Key_End)
    QTest.keyClick(area, Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > 0
    assert area.grab().toImage() != before
    pane.table.setFocus()
    qtbot.waitUntil(pane.side.ring.isHidden)


def test_rows_that_lie_apart_are_chosen_by_keys(pane: CatalogPane) -> None:
    pane.table.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space):
        QTest.keyClick(pane.table, key, control)
    assert list(pane.chosen_ids()) == [1, 3]
    assert pane.count.text() == "3 products · 2 chosen"


def test_a_long_text_makes_the_dialog_grow_instead_of_squeezing_lines(
    pane: CatalogPane, rest: Rest
) -> None:
    pane.table.selectAll()
    pane.edit_chosen()
    dialog = pane.dialog
    assert isinstance(dialog, BulkEditDialog)
    rest()
    dialog._show(EditCount(1200, 1000, 200, 3500, 120, 6, 2400, 800))
    rest()
    assert dialog.warned.text().count("\n") == 3
    for control in (dialog.field, dialog.action, dialog.value, dialog.warned):
        assert control.height() >= control.minimumSizeHint().height()
        assert control.height() >= control.sizeHint().height() - 1
    dialog.reject()


def test_words_that_run_from_the_right_end_at_the_left(pane: CatalogPane, rest: Rest) -> None:
    add(pane, [Product("RTL", "فستان " * 40, (Variant("V"),)), Product("E", "👗" * 99, ())])
    rest()
    table = pane.table
    room = table.visualRect(pane.model.index(3, TITLE)).adjusted(76, 0, -8, 0)
    image = table.viewport().grab(room).toImage()

    def inked(left: int, right: int) -> int:
        lines = range(4, image.height() // 2)
        ground = image.pixel(1, 1)
        return sum(image.pixel(x, y) != ground for x in range(left, right) for y in lines)

    assert inked(0, 20) < inked(image.width() - 40, image.width() - 20)


def test_no_product_is_said_in_words(pane: CatalogPane, rest: Rest) -> None:
    assert look_for(pane, rest, "zzz") == []
    assert "Take a condition away" in pane.table.note
    assert pane.side.page is None
    assert not pane.edit.isEnabled()
    QWidget.grab(pane)
