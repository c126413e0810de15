"""The what-if card: sliding asks and writes nothing; late answers are dropped."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QValidator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from localizer.catalog import prices, steps
from localizer.catalog.prices import StoredPrice
from localizer.model.launch import Target
from localizer.pipeline.what_if import Effect
from localizer.price.what_if import WhatIf
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.prices import PricesPane
from localizer.ui.panes.prices.what_if import WhatIfCard, launch_sentence, supposed
from localizer.ui.widgets.tenths import TenthsBox

Rest = Callable[[], None]


@pytest.fixture
def card(prices_pane: PricesPane, window: MainWindow, qtbot: QtBot) -> WhatIfCard:
    """Return a card on the window's session, the first price in hand."""
    made = WhatIfCard(window.session)
    qtbot.addWidget(made)
    made.show()
    made.show_price(*first(prices_pane))
    return made


def first(pane: PricesPane) -> tuple[StoredPrice, Target]:
    line, target = pane.model.row_at(0), pane.model.target_at(0)
    assert line is not None
    assert target is not None
    cell = pane.model.price_at(line, 0)
    assert cell is not None
    return prices.load(pane.session.store.read(), cell.id), target


def asked(card: WhatIfCard, qtbot: QtBot, act: Callable[[], object]) -> Effect:
    """Return the answer to what ``act`` supposes."""
    with qtbot.waitSignal(card.answered, timeout=10_000) as heard:
        act()
    found = (heard.args or [None])[0]
    assert isinstance(found, Effect)
    return found


def test_at_first_nothing_is_supposed(card: WhatIfCard, rest: Rest) -> None:
    rest()
    assert not card.what_if()
    assert not card.reset.isEnabled()
    assert card.price.isHidden()
    assert "Move a slider" in card.told.text()


def test_slider_and_field_are_one(card: WhatIfCard, qtbot: QtBot) -> None:
    found = asked(card, qtbot, lambda: card.rate.slider.setValue(50))
    assert card.rate.box.text() == "+5.0 %"
    assert card.what_if() == WhatIf(Decimal("5.0"))
    assert found.changed > 0
    assert card.told.text().startswith("Rate +5 %: ")
    assert f"{found.changed} of {found.prices} prices change" in card.told.text()
    assert "→" in card.price.text()
    card.rate.box.setValue(-25)
    assert card.rate.slider.value() == -25
    QTest.mouseClick(card.reset, Qt.MouseButton.LeftButton)
    assert not card.what_if()


def test_what_is_told_of_each_target(card: WhatIfCard, qtbot: QtBot) -> None:
    found = asked(card, qtbot, lambda: card.fees.box.setValue(50))
    words = [one.text() for one in card.findChildren(QLabel) if one.isVisible()]
    assert {"TH/shopee", "DE/amazon"} <= set(words)
    assert [one.prices for one in found.targets] == [4, 4]
    thai = next(one for one in found.targets if one.place == ("TH", "shopee"))
    assert thai.move is not None
    assert f"{thai.move * 100:+.1f} %" in words
    assert card.sample.isHidden()


def test_prices_that_stay_ask_for_no_margin(card: WhatIfCard, qtbot: QtBot) -> None:
    card.margin.box.setValue(50)
    asked(card, qtbot, lambda: card.rate.box.setValue(100))
    found = asked(card, qtbot, lambda: card.stay.setChecked(True))
    assert found.changed == 0
    assert not card.margin.box.isEnabled()
    assert card.what_if() == WhatIf(Decimal(10))
    assert "change" not in card.told.text()
    assert ", as today" in card.price.text()


def test_sliding_writes_nothing_and_only_the_last_is_told(
    card: WhatIfCard, window: MainWindow, qtbot: QtBot, rest: Rest
) -> None:
    before = steps.recent(window.session.store.read(), 1)
    told: list[Effect] = []
    card.answered.connect(told.append)
    card.rate.box.setValue(100)
    card.ask()
    card.rate.box.setValue(50)
    card.ask()
    qtbot.waitUntil(lambda: bool(told))
    rest()
    assert len(told) == 1
    assert card.told.text().startswith("Rate +5 %")
    assert steps.recent(window.session.store.read(), 1) == before


def test_a_changed_workspace_is_read_anew(
    card: WhatIfCard, prices_pane: PricesPane, qtbot: QtBot, rest: Rest
) -> None:
    asked(card, qtbot, lambda: card.rate.box.setValue(100))
    prices_pane._typed(0, prices_pane.model.targets[0], "0.01")
    rest()
    found = asked(card, qtbot, card.forget)
    assert found.losses == 1
    assert "1 of 8 prices are sold at a loss" in card.told.text()
    card.show_price(None, None)
    assert card.price.isHidden()
    card.end()


def test_the_keys_move_the_sliders(card: WhatIfCard) -> None:
    for one in card.sliders:
        QTest.keyClick(one.slider, Qt.Key.Key_Right)
        assert one.number == Decimal("0.5")
        assert one.slider.accessibleName() == one.box.accessibleName() != ""


@pytest.mark.parametrize(
    ("what_if", "words"),
    [
        (WhatIf(Decimal(-5)), "Rate -5 %"),
        (WhatIf(Decimal(10), Decimal("2.5")), "Rate +10 %, fees +2.5 points"),
        (WhatIf(margin_points=Decimal(-3)), "Target margin -3 points"),
    ],
)
def test_a_supposition_in_words(what_if: WhatIf, words: str) -> None:
    assert supposed(what_if) == words
    empty = Effect((), 0)
    assert launch_sentence(empty, what_if, stay=True).startswith(f"{words}: 0 of 0")


@pytest.mark.parametrize(
    ("typed", "number", "ok"),
    [
        ("+2.5 %", "2.5", True), ("2,5", "2.5", True), ("-7", "-7", True), ("−0.5 %", "-0.5", True),
        ("11", None, False), ("x", None, False), ("1.25", None, False),
    ],
)  # fmt: skip
def test_numbers_typed(qtbot: QtBot, typed: str, number: str | None, *, ok: bool) -> None:
    box = TenthsBox(-10, 10, " %")
    qtbot.addWidget(box)
    state, _text, _place = box.validate(typed, 0)
    assert (state is QValidator.State.Acceptable) == ok
    if number is not None:
        box.setValue(box.valueFromText(typed))
        assert box.number == Decimal(number)
    assert box.validate("-", 1)[0] is QValidator.State.Intermediate
