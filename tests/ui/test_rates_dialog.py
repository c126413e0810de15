"""The dialog of exchange rates: what it lists, what is entered in it, how it is taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from localizer import i18n, pipeline
from localizer.catalog import exchange_rates
from localizer.model.price import Rate, RateAge, RateAgeLevel
from localizer.pipeline.rates import frozen_on
from localizer.ui.dialogs.rates import RatesDialog, show_rates
from localizer.ui.dialogs.rates_numbers import age_sentence, age_words, editable, parse_number
from localizer.ui.dialogs.rates_table import AGE, LEVEL_ROLE, SOURCE
from localizer.ui.main_window import MainWindow

Rest = Callable[[], None]
NO_HISTORY = {"VND", "TWD"}


@pytest.fixture
def dialog(window: MainWindow, rest: Rest) -> RatesDialog:
    """Return the dialog over the window, its rates shown."""
    show_rates(window, window.session)
    rest()
    (made,) = window.findChildren(RatesDialog)
    return made


def choose(dialog: RatesDialog, currency: str) -> None:
    dialog.every.setChecked(True)
    codes = [line.currency for line in dialog.table.rows]
    dialog.view.setCurrentIndex(dialog.table.index(codes.index(currency), 0))


def own(window: MainWindow) -> dict[str, Rate]:
    found = exchange_rates.manual_rates(window.session.store.read())
    return {rate.quote: rate for rate in found}


def cell(dialog: RatesDialog, column: int) -> str:
    place = dialog.view.currentIndex().row()
    return str(dialog.table.index(place, column).data())


def test_the_launchs_markets_come_first_and_all_at_a_click(dialog: RatesDialog) -> None:
    assert [line.currency for line in dialog.table.rows] == ["THB", "EUR"]
    assert not dialog.base.isVisible(), "all costs are in one currency"
    dialog.every.click()
    assert len(dialog.table.rows) == 12
    assert [line.currency for line in dialog.table.rows if line.currency in NO_HISTORY]
    assert dialog.line is not None
    assert dialog.line.currency == "THB", "the line in hand stays"


@pytest.mark.qt_log_ignore("raise", extend=True)
def test_it_leaves_the_window_usable_and_is_there_once(
    dialog: RatesDialog, window: MainWindow, rest: Rest
) -> None:
    assert not dialog.isModal()
    show_rates(window, window.session)
    rest()
    assert window.findChildren(RatesDialog) == [dialog]
    dialog.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChildren(RatesDialog) == []


def test_every_currency_says_how_old_it_is(dialog: RatesDialog) -> None:
    choose(dialog, "THB")
    assert [cell(dialog, column) for column in range(4)] == [
        "THB", "5.06996", "Oct 30, 2026", "3 days",
    ]  # fmt: skip
    assert "ECB" in cell(dialog, SOURCE)
    choose(dialog, "VND")
    index = dialog.view.currentIndex().siblingAtColumn(AGE)
    assert index.data() == "34 days"
    assert index.data(LEVEL_ROLE) == RateAgeLevel.WARN
    assert "older than a week" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "older than a week" in dialog.told.text()
    assert not dialog.grab().isNull()


def test_a_currency_is_drawn_and_one_with_one_day_is_told(dialog: RatesDialog) -> None:
    choose(dialog, "THB")
    assert dialog.chart.isVisible()
    assert len(dialog.chart.points) == 280
    assert dialog.summary.text() == dialog.chart.accessibleDescription() != ""
    dialog.spans.button(30).click()
    assert len(dialog.chart.points) == 22
    choose(dialog, "VND")
    assert not dialog.chart.isVisible()
    assert "Only one day is known so far: 3,868.31" in dialog.summary.text()


def test_an_own_rate_is_entered_with_its_note_and_undone(
    dialog: RatesDialog, window: MainWindow, rest: Rest
) -> None:
    dialog.entry.rate.setText("5.2")
    dialog.entry.note.setText("Bank of China")
    QTest.keyClick(dialog.entry.note, Qt.Key.Key_Return)
    rest()
    entered = own(window)["THB"]
    assert (entered.value, entered.source) == (Decimal("5.2"), "Bank of China")
    assert dialog.line is not None
    assert dialog.line.own == entered
    assert dialog.entry.back.isVisible()
    assert dialog.entry.told.property("role") == "ok"
    window.session.undo()
    rest()
    assert own(window) == {}
    assert dialog.entry.rate.text() == ""
    assert not dialog.entry.back.isVisible()


def test_prices_of_its_markets_are_checked_after(
    dialog: RatesDialog, window: MainWindow, rest: Rest
) -> None:
    def outdated() -> set[str]:
        query = "SELECT market FROM finding WHERE rule = 'price_outdated'"
        return {row["market"] for row in window.session.store.read().rows(query)}

    dialog.entry.rate.setText("5.5")
    dialog.entry.use.click()
    rest()
    assert outdated() == {"TH"}
    dialog.entry.back.click()
    rest()
    assert outdated() == set()
    assert own(window) == {}


def test_a_rate_far_off_is_asked_about(dialog: RatesDialog, window: MainWindow, rest: Rest) -> None:
    dialog.entry.rate.setText("52")
    dialog.entry.use.click()
    rest()
    assert own(window) == {}
    assert "far from that" in dialog.entry.told.text()
    assert dialog.entry.use.text() == "Use it all the same"
    dialog.entry.rate.setText("53")
    dialog.entry.rate.textEdited.emit("53")
    assert dialog.entry.use.text() == "Use this rate", "another number is asked about anew"
    dialog.entry.use.click()
    assert own(window) == {}
    dialog.entry.use.click()
    rest()
    assert own(window)["THB"].value == 53


@pytest.mark.parametrize("text", ["", "abc", "0", "-5", "5,5,5", "1e3"])
def test_what_is_no_rate_is_told_in_place(
    dialog: RatesDialog, window: MainWindow, rest: Rest, text: str
) -> None:
    dialog.entry.rate.setText(text)
    dialog.entry.use.click()
    rest()
    assert own(window) == {}
    assert dialog.entry.told.isVisible()
    assert dialog.entry.rate.property("invalid")
    dialog.entry.rate.textEdited.emit("5")
    assert not dialog.entry.told.isVisible()


def test_a_spread_is_set_and_undone(dialog: RatesDialog, window: MainWindow, rest: Rest) -> None:
    def spreads() -> dict[str, Decimal]:
        return exchange_rates.spreads(window.session.store.read())

    for text in ("x", "90"):
        dialog.entry.spread.setText(text)
        dialog.entry.keep.click()
        rest()
        assert spreads() == {}
        assert dialog.entry.told.property("role") == "block"
    dialog.entry.spread.setText("1.5 %")
    dialog.entry.keep.click()
    rest()
    assert spreads() == {"THB": Decimal("1.5")}
    assert dialog.line is not None
    assert dialog.line.rate is not None
    assert "1.5 % spread" in dialog.line.rate.source
    assert dialog.chart.points[-1][1] < dialog.line.rate.value, "the chart shows what was published"
    window.session.undo()
    rest()
    assert spreads() == {}


def test_rates_are_frozen_on_the_day_in_the_chart(
    dialog: RatesDialog, window: MainWindow, rest: Rest
) -> None:
    assert "Nov 2, 2026" in dialog.freeze.text(), "today where no day is chosen"
    for _ in range(2):
        QTest.keyClick(dialog.chart, Qt.Key.Key_Left)
    assert "Oct 29, 2026" in dialog.freeze.text()
    dialog.freeze.click()
    rest()
    assert frozen_on(window.session.store.read()) == dt.date(2026, 10, 29)
    assert "Oct 29, 2026" in dialog.frozen.text()
    assert cell(dialog, 2) == "Oct 29, 2026"
    dialog.thaw.click()
    rest()
    assert frozen_on(window.session.store.read()) is None
    assert not dialog.frozen.isVisible()


def test_a_day_without_rates_is_told_in_place(
    dialog: RatesDialog, window: MainWindow, rest: Rest
) -> None:
    QTest.keyClick(dialog.chart, Qt.Key.Key_Home)
    dialog.freeze.click()
    rest()
    assert frozen_on(window.session.store.read()) is None
    assert "VND" in dialog.frozen.text()
    assert dialog.frozen.isVisible()


def test_what_is_typed_stays_while_others_change_something(
    dialog: RatesDialog, window: MainWindow, rest: Rest
) -> None:
    store, tools = window.session.store, window.session.tools
    dialog.entry.rate.setText("5.")
    euro = Rate("CNY", "EUR", Decimal("0.13"), dt.date(2026, 11, 2), "bank")
    window.session.edit(lambda: pipeline.set_rate(store, tools, euro))
    rest()
    assert dialog.entry.rate.text() == "5."
    assert [line.own is not None for line in dialog.table.rows] == [False, True]


def test_enter_on_a_line_goes_to_its_field(dialog: RatesDialog) -> None:
    QTest.keyClick(dialog.view, Qt.Key.Key_Down)
    assert dialog.entry.quote.text() == "EUR"
    QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.entry.rate
    assert dialog.isVisible()


def test_costs_in_other_currencies_are_offered(window: MainWindow, rest: Rest) -> None:
    made = RatesDialog(window.session, ["CNY", "USD"], window)
    made.show()
    assert made.base.isVisible()
    made.base.setCurrentIndex(1)
    assert made.head.text().startswith("1 USD in THB")
    assert made.table.headerData(1, Qt.Orientation.Horizontal) == "1 USD ="
    made.entry.rate.setText("33.7")
    made.entry.use.click()
    rest()
    assert own(window)["THB"].base == "USD"
    made.reject()


@pytest.mark.parametrize("language", ["en", "zh_Hans", "th", "vi", "id"])
def test_nothing_is_cut_off(rest: Rest, language: str, request: pytest.FixtureRequest) -> None:
    i18n.activate(language)
    made = request.getfixturevalue("dialog")
    made.every.click()
    rest()
    assert made.view.horizontalScrollBar().maximum() == 0
    assert made.view.verticalScrollBar().maximum() == 0
    for one in made.findChildren(QPushButton):
        assert one.width() >= one.sizeHint().width() or not one.isVisible(), one.text()


def test_it_closes_with_its_workspace(dialog: RatesDialog, window: MainWindow) -> None:
    window.session.opened.emit()
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "5.07", "5.07"), ("en", "2,727.87", "2727.87"), ("en", "5,07", None), ("en", ".5", "0.5"),
        ("en", "", None), ("en", "1e5", None), ("en", "nan", None), ("en", "9" * 30, None),
        ("en", "５.07", "5.07"), ("id", "5,07", "5.07"), ("id", "2.727,87", "2727.87"),
        ("id", "2.727", "2727"), ("id", "0.150310793", "0.150310793"), ("id", "1.5", "1.5"),
        ("vi", "0.150", "0.150"), ("th", "5.07", "5.07"), ("zh_Hans", " 0.15 ", "0.15"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_the_language_writes_them(
    language: str, text: str, value: str | None
) -> None:
    i18n.activate(language)
    found = parse_number(text)
    assert found == (None if value is None else Decimal(value))
    if found is not None:
        assert parse_number(editable(found)) == found


@pytest.mark.parametrize(
    ("days", "level", "words", "sentence"),
    [
        (-2, RateAgeLevel.WARN, "in the future", "dated in the future"),
        (0, RateAgeLevel.SILENT, "today", ""),
        (1, RateAgeLevel.SILENT, "1 day", ""), (9, RateAgeLevel.WARN, "9 days", "older than a week"),
        (60, RateAgeLevel.BLOCK, "60 days", "too old"),
    ],
)  # fmt: skip
def test_ages_in_words(days: int, level: RateAgeLevel, words: str, sentence: str) -> None:
    age = RateAge(days, level)
    assert age_words(age) == words
    assert sentence in age_sentence(age)
    assert bool(age_sentence(age)) == bool(sentence)
