"""Fix many prices: chosen, previewed and done in one step."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from localizer.catalog import fixed_prices
from localizer.pipeline.bulk_prices import OverrideKind
from localizer.ui.dialogs.bulk_prices import BulkPricesDialog, ask_bulk_prices, factor_of
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.prices import PricesPane

Rest = Callable[[], None]


@pytest.fixture
def dialog(prices_pane: PricesPane, window: MainWindow, rest: Rest) -> BulkPricesDialog:
    """Return the dialog over two selected lines of the table."""
    ids = list(prices_pane.model.ids)
    made = ask_bulk_prices(window.session, prices_pane, ids[:2], ids)
    rest()
    return made


def choose(dialog: BulkPricesDialog, kind: OverrideKind) -> None:
    dialog.kind.setCurrentIndex(dialog.kind.findData(kind.value))


def planned(dialog: BulkPricesDialog, rest: Rest) -> int:
    dialog.ask()
    rest()
    return 0 if dialog.found is None else len(dialog.found.lines)


def test_lowered_by_ten_per_cent_and_undone(
    dialog: BulkPricesDialog, prices_pane: PricesPane, window: MainWindow, rest: Rest
) -> None:
    assert not dialog.go.isEnabled()
    dialog.percent.setText("-10")
    assert planned(dialog, rest) == 4
    assert dialog.told.text() == "4 prices change."
    row = [dialog.table.index(0, place).data() for place in range(5)]
    assert row[0] == "DR-1-S"
    assert row[2] == "TH/shopee"
    assert row[3] != row[4]
    dialog.go.click()
    rest()
    found = fixed_prices.of_variants(window.session.store.read(), list(prices_pane.model.ids))
    assert len(found) == 4
    assert prices_pane.card.basis.text() == "fixed by hand"
    window.session.undo()
    rest()
    assert not fixed_prices.of_variants(window.session.store.read(), list(prices_pane.model.ids))


def test_one_price_needs_one_target(
    dialog: BulkPricesDialog, window: MainWindow, rest: Rest
) -> None:
    choose(dialog, OverrideKind.SET)
    assert dialog.percent.isHidden()
    dialog.amount.setText("299")
    assert planned(dialog, rest) == 0
    assert "Choose one target" in dialog.told.text()
    dialog.target.setCurrentIndex(1)
    assert dialog.amount.placeholderText() == "THB"
    dialog.scope.setCurrentIndex(1)
    assert planned(dialog, rest) == 4, "all lines shown, the earphones without a cost too"
    assert dialog.table.index(3, 3).data() == "no price"
    dialog.amount.setText("a lot")
    assert planned(dialog, rest) == 0
    assert "THB" in dialog.told.text()
    assert not dialog.go.isEnabled()
    assert window.session.launch is not None


def test_a_loss_needs_a_tick_of_its_own(
    dialog: BulkPricesDialog, window: MainWindow, prices_pane: PricesPane, rest: Rest
) -> None:
    dialog.percent.setText("-99")
    assert planned(dialog, rest) == 4
    assert dialog.told.text() == "4 prices change. 4 of the new prices make a loss."
    assert dialog.told.property("role") == "warn"
    assert dialog.at_loss.isVisible()
    assert not dialog.go.isEnabled()
    dialog.at_loss.click()
    assert dialog.go.isEnabled()
    dialog.percent.setText("+5")
    assert planned(dialog, rest) == 4
    assert not dialog.at_loss.isVisible()
    assert dialog.told.property("role") == ""
    assert dialog.go.isEnabled()
    dialog.percent.setText("-98")
    assert planned(dialog, rest) == 4
    assert not dialog.at_loss.isChecked(), "other prices are asked about anew"
    assert not dialog.go.isEnabled()
    dialog.at_loss.click()
    dialog.go.click()
    rest()
    found = fixed_prices.of_variants(window.session.store.read(), list(prices_pane.model.ids))
    assert len(found) == 4


def test_frozen_and_given_back(
    dialog: BulkPricesDialog, prices_pane: PricesPane, window: MainWindow, rest: Rest, qtbot: QtBot
) -> None:
    choose(dialog, OverrideKind.FREEZE)
    dialog.scope.setCurrentIndex(1)
    assert planned(dialog, rest) == 6
    assert dialog.told.text() == "6 prices change, 2 have no price today."
    dialog.go.click()
    rest()
    ids = list(prices_pane.model.ids)
    again = ask_bulk_prices(window.session, prices_pane, [], ids)
    choose(again, OverrideKind.CLEAR)
    assert again.scope.count() == 1
    assert again.variants() == tuple(ids)
    assert planned(again, rest) == 6
    assert "2 are so already" in again.told.text()
    assert again.table.index(0, 4).data() == "as the rules say"
    qtbot.waitUntil(again.go.isEnabled)
    again.go.click()
    rest()
    assert not fixed_prices.of_variants(window.session.store.read(), ids)


@pytest.mark.parametrize(
    ("typed", "factor"),
    [
        ("+5", "1.05"), ("-10 %", "0.90"), ("−2,5", "0.975"), ("× 1.2", "1.2"), ("x0,5", "0.5"),
        ("*2", "2"), ("", None), ("much", None), ("5 5", None), ("x", None),
    ],
)  # fmt: skip
def test_factors_as_typed(typed: str, factor: str | None) -> None:
    assert factor_of(typed) == (None if factor is None else Decimal(factor))
