"""The prices pane: choosing what a price comes from."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from localizer.catalog import price_bases
from localizer.catalog.price_uses import uses_of
from localizer.catalog.views import PriceFilter
from localizer.model.price import Basis
from localizer.model.price_basis import AUTOMATIC, PriceBasis
from localizer.ui.dialogs.price_basis import BasisAnswer, PriceBasisDialog
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.prices import PricesPane

Rest = Callable[[], None]


def test_a_choice_for_one_sku_in_one_market(
    prices_pane: PricesPane, window: MainWindow, rest: Rest
) -> None:
    prices_pane.card.rebase.click()
    (dialog,) = prices_pane.findChildren(PriceBasisDialog)
    dialog.source.setCurrentIndex(dialog.source.findData(Basis.CONVERTED.value))
    dialog.go.click()
    rest()
    (chosen,) = price_bases.listed(window.session.store.read())
    index = prices_pane.table.currentIndex()
    line, target = (
        prices_pane.model.row_at(index.row()),
        prices_pane.model.target_at(index.column()),
    )
    assert line is not None
    assert target is not None
    assert (chosen.sku, chosen.market) == (line.sku, target.market)
    assert prices_pane.card.basis.text() == "from the list price"
    window.session.undo()
    rest()
    assert price_bases.listed(window.session.store.read()) == ()
    assert prices_pane.card.basis.text() == "from cost"


def test_a_choice_for_the_whole_catalog_everywhere(
    prices_pane: PricesPane, window: MainWindow, rest: Rest
) -> None:
    prices_pane._rebased(
        prices_pane.model.row_at(0) or pytest.fail("no line"),
        BasisAnswer(PriceBasis(Basis.COST_PLUS), whole_catalog=True, market=""),
    )
    rest()
    (chosen,) = price_bases.listed(window.session.store.read())
    assert (chosen.sku, chosen.market, chosen.basis.basis) == ("", "", Basis.COST_PLUS)


@pytest.mark.parametrize(
    ("typed", "factor"),
    [
        ("", "1"), ("5", "1.05"), ("+5 %", "1.05"), ("-10", "0.9"), ("−2,5", "0.975"),
        ("1900", "20"), ("5.125", "1.05125"), ("9900", "100"),
        ("-100", None), ("-150", None), ("a lot", None), ("9901", None), ("10000", None),
    ],
)  # fmt: skip
def test_percentages(qtbot: QtBot, typed: str, factor: str | None) -> None:
    dialog = PriceBasisDialog("A", "TH", PriceBasis(Basis.CONVERTED), None)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.percent.setText(typed)
    assert dialog.go.isEnabled() == (factor is not None)
    assert bool(dialog.told.text()) == (factor is None)
    if factor is not None:
        basis = dialog.answer().basis
        assert basis.adjust == Decimal(factor)


@pytest.mark.parametrize(
    "now",
    [None, AUTOMATIC, PriceBasis(Basis.COST_PLUS), PriceBasis(Basis.CONVERTED, Decimal("1.075"))],
)
def test_what_is_in_force_is_shown_first(qtbot: QtBot, now: PriceBasis | None) -> None:
    dialog = PriceBasisDialog("A", "TH", now, None)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    expected = now or AUTOMATIC
    assert dialog.answer() == BasisAnswer(expected, whole_catalog=False, market="TH")


def test_where_the_price_is_used_is_counted(prices_pane: PricesPane, window: MainWindow) -> None:
    reader = window.session.store.read()
    index = prices_pane.table.currentIndex()
    line, target = (
        prices_pane.model.row_at(index.row()),
        prices_pane.model.target_at(index.column()),
    )
    assert line is not None
    assert target is not None
    uses = uses_of(reader, line.product_id, target)
    assert uses.lines > 0
    assert str(uses.total) in prices_pane.card.used.text()


@pytest.mark.parametrize("only", PriceFilter)
def test_only_some_prices_are_shown(prices_pane: PricesPane, rest: Rest, only: PriceFilter) -> None:
    every = prices_pane.model.rowCount()
    prices_pane._typed(0, prices_pane.model.targets[0], "0.01")
    rest()
    prices_pane.only.setCurrentIndex(prices_pane.only.findData(only.value))
    rest()
    shown = [prices_pane.model.row_at(place) for place in range(prices_pane.model.rowCount())]
    expected = {
        PriceFilter.ALL: every, PriceFilter.MISSING: 0, PriceFilter.FIXED: 1, PriceFilter.LOSS: 1,
    }  # fmt: skip
    assert len(shown) == expected.get(only, len(shown)) > 0 or not expected.get(only, 1)
    assert None not in shown
    if only is PriceFilter.LOSS:
        (line,) = [one for one in shown if one is not None]
        assert any(cell.margin is not None and cell.margin < 0 for cell in line.cells.values())
