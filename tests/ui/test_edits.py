"""Prices, scripts and exports by hand: what is typed is stored, undo takes it back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from localizer.catalog import scripts
from localizer.model.segment import State
from localizer.ui.actions.amounts import parse_amount, write_amount
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.export import ExportPane
from localizer.ui.panes.prices import PricesPane
from localizer.ui.panes.scripts import ScriptsPane

Rest = Callable[[], None]


@pytest.mark.parametrize(
    ("typed", "currency", "locale", "number"),
    [
        ("299", "THB", "th-TH", "299"),
        ("299.50", "THB", "th-TH", "299.50"),
        ("1,299.50", "THB", "th-TH", "1299.50"),
        ("1,299.50", "USD", "en-US", "1299.50"),
        ("1,299", "SGD", "en-SG", "1299"),
        ("1,299", "CNY", "zh-Hans-CN", "1299"),
        ("1,299,000", "USD", "en-US", "1299000"),
        (" 1 299 ", "USD", "en-US", "1299"),
        ("299.000", "IDR", "id-ID", "299000"),
        ("299.000", "VND", "vi-VN", "299000"),
        ("1.299,50", "EUR", "de-DE", "1299.50"),
        ("299,50", "EUR", "de-DE", "299.50"),
        ("299.50", "EUR", "de-DE", "299.50"),
        ("1.299", "EUR", "de-DE", "1299"),
        ("1\u202f299,50", "EUR", "fr-FR", "1299.50"),
        ("1,00,000", "INR", "hi-IN", "100000"),
        ("１２９９", "JPY", "ja-JP", "1299"),
        ("1.500", "KWD", "en-US", "1.500"),
        ("299,50", "USD", "en-US", None),
        ("299.505", "USD", "en-US", None),
        ("299.00", "IDR", "id-ID", None),
        ("299,5", "VND", "vi-VN", None),
        ("29.9000", "IDR", "id-ID", None),
        ("1.2990", "EUR", "de-DE", None),
        ("1,299.50", "EUR", "de-DE", None),
        ("1.299,50", "USD", "en-US", None),
        ("12,99", "USD", "en-US", None),
        ("1,299 000", "USD", "en-US", None),
        ("0,299", "USD", "en-US", None),
        ("1,2990", "USD", "en-US", None),
        ("1e5", "USD", "en-US", None),
        ("299.", "USD", "en-US", None),
        (".5", "USD", "en-US", None),
        ("9" * 16, "USD", "en-US", None),
        ("5²", "USD", "en-US", None),
        ("0", "USD", "en-US", None),
        ("0.00", "USD", "en-US", None),
        ("-3", "USD", "en-US", None),
        ("NaN", "USD", "en-US", None),
        ("cheap", "USD", "en-US", None),
        ("", "USD", "en-US", None),
    ],
)
def test_an_amount_is_read_or_refused_never_guessed(
    typed: str, currency: str, locale: str, number: str | None
) -> None:
    assert parse_amount(typed, currency, locale) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "written"),
    [
        ("1299.50", "EUR", "de-DE", "1299,50"),
        ("1299.50", "THB", "th-TH", "1299.50"),
        ("299000.00", "IDR", "id-ID", "299000"),
    ],
)
def test_a_written_amount_is_read_back(
    amount: str, currency: str, locale: str, written: str
) -> None:
    assert write_amount(Decimal(amount), currency, locale) == written
    assert parse_amount(written, currency, locale) == Decimal(amount)


@pytest.fixture
def prices(window: MainWindow, rest: Rest) -> PricesPane:
    window.show_pane("prices")
    rest()
    pane = window.panes["prices"]
    assert isinstance(pane, PricesPane)
    return pane


def test_a_price_is_fixed_in_its_cell_and_undone(prices: PricesPane, rest: Rest) -> None:
    model = prices.model
    before = model.index(0, 0).data()
    assert model.setData(model.index(0, 0), "999")
    rest()
    row = model.row_at(0)
    assert row is not None
    cell = model.price_at(row, 0)
    assert cell is not None
    assert (cell.amount, cell.fixed) == (Decimal(999), True)
    assert model.setData(model.index(0, 0), "")
    rest()
    assert model.index(0, 0).data() == before
    prices.session.undo()
    rest()
    assert "999" in model.index(0, 0).data()


def test_a_wrong_amount_is_told_and_not_stored(
    prices: PricesPane, rest: Rest, window: MainWindow
) -> None:
    before = prices.model.index(0, 0).data()
    prices.model.setData(prices.model.index(0, 0), "cheap")
    rest()
    assert prices.model.index(0, 0).data() == before
    assert window.messages.isVisible()


def test_a_price_is_explained_from_cost_to_list_price(prices: PricesPane, rest: Rest) -> None:
    prices.table.setCurrentIndex(prices.model.index(0, 0))
    rest()
    assert prices.card.isVisible()
    parts = prices.card.bars._steps
    assert sum(amount for _name, amount, _text, _role in parts[:-1]) == parts[-1][1]
    assert "THB" in prices.card.rate.text()


def test_a_missing_price_says_why(prices: PricesPane, rest: Rest) -> None:
    line = prices.model.rowCount() - 1
    prices.table.setCurrentIndex(prices.model.index(line, 0))
    rest()
    assert prices.card.warnings.count() == 1


@pytest.fixture
def studio(window: MainWindow, rest: Rest) -> ScriptsPane:
    window.show_pane("scripts")
    rest()
    pane = window.panes["scripts"]
    assert isinstance(pane, ScriptsPane)
    assert pane.script is not None
    assert pane.sheet is not None
    return pane


def test_a_line_is_saved_when_typing_rests(studio: ScriptsPane, rest: Rest) -> None:
    assert studio.script is not None
    assert studio.sheet is not None
    number = studio.script.id
    before = studio.script.script.lines[0].text
    editor = studio.sheet.rows[0].editor
    editor.setFocus()
    QTest.keyClicks(editor, " new words")
    studio.flush()
    rest()
    line = scripts.load(studio.session.store.read(), number).script.lines[0]
    assert line.text == f"{before} new words"
    assert studio.sheet.rows[0].editor.text() == line.text
    studio.session.undo()
    rest()
    assert scripts.load(studio.session.store.read(), number).script.lines[0].text == before
    assert studio.sheet.rows[0].editor.text() == before


def test_a_line_taken_back_while_its_save_waits_is_stored_as_it_reads(
    studio: ScriptsPane, rest: Rest
) -> None:
    assert studio.script is not None
    assert studio.sheet is not None
    number, editor = studio.script.id, studio.sheet.rows[0].editor
    before = editor.text()
    gate = threading.Event()
    studio.session.jobs.run(lambda _progress: gate.wait(10), writes=True)
    for text in (f"{before} more", before):
        editor.replace_all(text)
        studio.flush()
    gate.set()
    rest()
    line = scripts.load(studio.session.store.read(), number).script.lines[0]
    assert (line.text, editor.text()) == (before, before)


def test_a_script_is_approved_by_key_and_the_next_one_shown(
    studio: ScriptsPane, rest: Rest
) -> None:
    assert studio.script is not None
    number = studio.script.id
    QTest.keyClick(studio.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    rest()
    assert scripts.load(studio.session.store.read(), number).state is State.APPROVED
    assert studio.script.id != number


def test_drafts_are_exported_stamped(window: MainWindow, rest: Rest, tmp_path: Path) -> None:
    window.show_pane("export")
    rest()
    pane = window.panes["export"]
    assert isinstance(pane, ExportPane)
    pane.how.folder.setText(str(tmp_path / "out"))
    pane.how.draft.setChecked(True)
    pane.run.click()
    rest()
    assert (tmp_path / "out" / "manifest.json").exists()
    assert pane.written.isVisible()
    assert pane.written.files.count() > 2
