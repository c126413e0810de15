"""Make prices anew: what would change line by line, decided by ticks, done in one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from localizer import pipeline
from localizer.catalog import preferences, prices
from localizer.model.price import Rate
from localizer.model.price_rule import RuleKind, RulePlace
from localizer.pipeline.rates import rates_of
from localizer.pipeline.repricing import MoveReason, PriceMove
from localizer.ui.dialogs.repricing import RepricingDialog, ask_repricing
from localizer.ui.main_window import MainWindow
from localizer.ui.models.price_moves import TICK, can_choose, key_of, ordered, why
from localizer.ui.panes.prices import PricesPane

Rest = Callable[[], None]
Show = Callable[[], RepricingDialog]


def move_rate(window: MainWindow, currency: str, factor: str) -> None:
    """Enter a rate by hand that is ``factor`` times today's."""
    session = window.session
    known = rates_of(session.store.read(), session.tools).rate("CNY", currency)
    assert known is not None
    value = known.value * Decimal(factor)
    rate = Rate("CNY", currency, value, dt.date(2026, 11, 2), "bank")
    pipeline.set_rate(session.store, session.tools, rate)


def amounts(window: MainWindow, moves: list[PriceMove]) -> list[Decimal | None]:
    reader = window.session.store.read()
    places = [(one.market, one.channel) for one in moves]
    known = prices.stored(reader, [one.variant_id for one in moves], places)
    return [known[key_of(one)].amount for one in moves]


@pytest.fixture
def said(window: MainWindow) -> list[str]:
    """Return what is told in the message bar."""
    told: list[str] = []
    window.session.said.connect(lambda sentence, _role: told.append(sentence))
    return told


@pytest.fixture
def show(prices_pane: PricesPane, window: MainWindow, rest: Rest) -> Show:
    """Return what opens the dialog."""

    def ask() -> RepricingDialog:
        ask_repricing(window.session, prices_pane)
        rest()
        (dialog,) = prices_pane.findChildren(RepricingDialog)
        return dialog

    return ask


def test_nothing_to_do_is_a_sentence(
    prices_pane: PricesPane, window: MainWindow, rest: Rest, said: list[str]
) -> None:
    ask_repricing(window.session, prices_pane)
    rest()
    assert not prices_pane.findChildren(RepricingDialog)
    assert said == ["All prices are up to date."]


def test_ticked_prices_change_and_the_others_stay(
    show: Show, window: MainWindow, rest: Rest, said: list[str]
) -> None:
    move_rate(window, "THB", "1.3")
    dialog = show()
    moves = list(dialog.lines)
    assert len(moves) == 3
    assert dialog.told.text() == "3 prices change."
    assert all(one.reasons == {MoveReason.RATE} for one in moves)
    dialog.view.setCurrentIndex(dialog.table.index(0, 4))
    QTest.keyClick(dialog.view, Qt.Key.Key_Space)
    assert dialog.told.text() == "2 prices change, 1 is kept by you."
    before = amounts(window, moves)
    dialog.go.click()
    rest()
    after = amounts(window, moves)
    assert after == [before[0], moves[1].after, moves[2].after]
    assert said[-1] == "2 prices change, 1 is kept by you. Ctrl+Z takes it back."
    window.session.undo()
    rest()
    assert amounts(window, moves) == before


def test_the_dead_band_plans_anew_and_is_kept_by_apply_alone(
    show: Show, window: MainWindow, rest: Rest, qtbot: QtBot
) -> None:
    move_rate(window, "THB", "1.1")
    dialog = show()
    before = amounts(window, dialog.lines)
    assert "3 prices change" in dialog.told.text()
    dialog.band.setValue(200)
    assert not dialog.go.isEnabled()
    qtbot.waitUntil(dialog.go.isEnabled, timeout=5000)
    assert "3 stay within the dead band" in dialog.told.text()
    assert [dialog.table.is_new(one) for one in dialog.lines] == [False] * 3
    assert why(dialog.lines[0]) == "the exchange rate moved, within the dead band"
    dialog.reject()
    rest()
    assert not preferences.read(window.session.store.read(), preferences.DEAD_BAND)
    assert amounts(window, dialog.lines) == before
    again = show()
    again.band.setValue(200)
    qtbot.waitUntil(again.go.isEnabled, timeout=5000)
    again.go.click()
    rest()
    assert preferences.read(window.session.store.read(), preferences.DEAD_BAND) == "0.2"
    window.session.undo()
    rest()
    assert not preferences.read(window.session.store.read(), preferences.DEAD_BAND)


def test_one_within_the_band_can_be_taken(show: Show, window: MainWindow, rest: Rest) -> None:
    with window.session.store.step("Band") as step:
        preferences.write(step, preferences.DEAD_BAND, "0.2")
    move_rate(window, "THB", "1.1")
    dialog = show()
    moves = list(dialog.lines)
    assert dialog.band.text() == "20.0 %"
    tick = dialog.table.index(1, TICK)
    assert tick.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Unchecked
    role = Qt.ItemDataRole.CheckStateRole
    assert dialog.table.setData(tick, Qt.CheckState.Checked, role)
    before = amounts(window, moves)
    dialog.go.click()
    rest()
    assert amounts(window, moves) == [before[0], moves[1].after, before[2]]


def test_one_target_at_a_time(show: Show, window: MainWindow) -> None:
    move_rate(window, "THB", "1.3")
    move_rate(window, "EUR", "0.7")
    dialog = show()
    assert [dialog.filter.itemText(place) for place in range(3)] == [
        "6 prices", "TH/shopee: 3", "DE/amazon: 3",
    ]  # fmt: skip
    dialog.filter.setCurrentIndex(1)
    dialog.filter.activated.emit(1)
    assert len(dialog.table.rows) == 3
    dialog.none.click()
    assert dialog.told.text() == "3 prices change, 3 are kept by you."
    assert {key[1] for key in dialog.table.decisions(dialog.moves).keep} == {"TH"}
    dialog.all.click()
    assert not dialog.table.decisions(dialog.moves).keep


def test_a_price_that_is_lost_cannot_be_kept(show: Show, window: MainWindow) -> None:
    session = window.session
    with session.store.step("Margin") as step:
        from localizer.catalog import price_rules
        from localizer.model.price_rule import PriceRule

        rule = PriceRule(RuleKind.MARGIN, RulePlace("TH"), "0.95", "test", "2026-11-02")
        price_rules.put(step, rule)
    dialog = show()
    assert "3 lose their price" in dialog.told.text()
    lost = dialog.lines[0]
    assert lost.after is None
    assert not can_choose(lost)
    tick = dialog.table.index(0, TICK)
    assert not dialog.table.flags(tick) & Qt.ItemFlag.ItemIsUserCheckable
    assert not dialog.table.setData(tick, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    cells = [dialog.table.index(0, place).data() for place in range(9)]
    assert cells[3] == "TH/shopee"
    assert cells[5] == "no price"
    assert cells[8] == "the margin changed"
    dialog.reject()
    QApplication.processEvents()


def test_the_largest_moves_come_first() -> None:
    def move(number: int, before: str | None, after: str | None) -> PriceMove:
        return PriceMove(
            number, 1, "TH", "shopee", "THB",
            None if before is None else Decimal(before),
            None if after is None else Decimal(after),
            kept=False, margin=None, reasons=frozenset({MoveReason.RATE}),
        )  # fmt: skip

    moves = [
        move(1, None, "9"), move(2, "10", "11"), move(3, "10", "5"), move(4, "10", None),
        move(5, "10", "10"),
    ]  # fmt: skip
    assert [one.variant_id for one in ordered(moves)] == [4, 3, 2, 1]
