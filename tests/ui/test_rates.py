"""The prices pane: exchange rates are fetched at a click, and unusual ones asked about."""

from __future__ import annotations

from collections.abc import Callable, Collection
from decimal import Decimal

import pytest

from localizer.catalog import exchange_rates
from localizer.pipeline.rates import rates_of
from localizer.price.online_rates import Refreshed, RefreshError
from localizer.price.rate_checks import outliers
from localizer.price.rate_feeds import Fetched
from localizer.price.rates import Rates
from localizer.ui.dialogs.rate_outliers import RateOutliersDialog
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.prices import PricesPane

Rest = Callable[[], None]


def fetched(window: MainWindow, factor: int) -> Callable[..., Refreshed]:
    """Return what stands for the network: the rates known, that into baht times ``factor``."""

    def fetch(known: Rates, *, wanted: Collection[str], **_: object) -> Refreshed:
        values = {code: rate.value for code in wanted if (rate := known.rate("EUR", code))}
        values["THB"] *= Decimal(factor)
        day = window.session.tools.now().date()
        answer = Fetched("Bank", "free", "EUR", day, values, "by the bank")
        return Refreshed((answer,), outliers(answer, known), (), ())

    return fetch


def test_fetched_rates_are_kept(prices_pane: PricesPane, window: MainWindow, rest: Rest) -> None:
    prices_pane.fetch = fetched(window, 1)
    prices_pane.refresh.click()
    rest()
    assert prices_pane.refresh.isEnabled()
    assert not prices_pane.findChildren(RateOutliersDialog)
    assert not prices_pane.rates.text(), "they are of today"
    (series,) = exchange_rates.all_series(window.session.store.read())
    assert series.source == "Bank"
    assert "by the bank" in prices_pane.credit.text()


@pytest.mark.parametrize("answer", ["use", "keep"])
def test_unusual_rates_are_asked_about(
    prices_pane: PricesPane, window: MainWindow, rest: Rest, answer: str
) -> None:
    before = rates_of(window.session.store.read(), window.session.tools).rate("EUR", "THB")
    prices_pane.fetch = fetched(window, 100)
    prices_pane.refresh.click()
    rest()
    (dialog,) = prices_pane.findChildren(RateOutliersDialog)
    (dialog.use if answer == "use" else dialog.keep).click()
    rest()
    after = rates_of(window.session.store.read(), window.session.tools).rate("EUR", "THB")
    assert before is not None
    assert after is not None
    assert after.value == before.value * (100 if answer == "use" else 1)


def test_where_no_source_answers_it_is_told(
    prices_pane: PricesPane, window: MainWindow, rest: Rest
) -> None:
    def none(*_: object, **__: object) -> Refreshed:
        raise RefreshError(())

    said: list[str] = []
    window.session.jobs.problem.connect(lambda error: said.append(str(error)))
    prices_pane.fetch = none
    prices_pane.refresh.click()
    rest()
    assert prices_pane.refresh.isEnabled()
    assert any("No new exchange rates" in text for text in said)
