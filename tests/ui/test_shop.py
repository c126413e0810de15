"""What the shop does is filled in for all markets or one, is one step, and satisfies promises at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from localizer.catalog import findings, shop_facts, translations
from localizer.catalog.findings import Place as Spot
from localizer.model.finding import Finding, Severity, Subject
from localizer.model.grounds import Ground
from localizer.model.launch import Target
from localizer.ui.dialogs.shop import ShopDialog, ask_shop
from localizer.ui.main_window import MainWindow

Rest = Callable[[], None]
THAI = Target("TH", "shopee", "th-TH")


@pytest.fixture
def dialog(window: MainWindow, rest: Rest) -> ShopDialog:
    made = ask_shop(window.session, window)
    rest()
    return made


def number(dialog: ShopDialog, name: Ground) -> QLineEdit:
    field = dialog.fields[name]
    assert isinstance(field, QLineEdit)
    return field


def choice(dialog: ShopDialog, name: Ground) -> QComboBox:
    field = dialog.fields[name]
    assert isinstance(field, QComboBox)
    return field


def fill(dialog: ShopDialog, name: Ground, text: str) -> None:
    field = number(dialog, name)
    field.clear()
    field.insert(text)
    field.textEdited.emit(field.text())


def test_it_is_saved_by_market_as_one_step(
    dialog: ShopDialog, window: MainWindow, rest: Rest
) -> None:
    fill(dialog, Ground.DELIVERY_DAYS, "5")
    yes = choice(dialog, Ground.CASH_ON_DELIVERY)
    yes.setCurrentIndex(yes.findData("yes"))
    yes.activated.emit(yes.currentIndex())
    dialog.market.setCurrentIndex(dialog.market.findData("TH"))
    assert number(dialog, Ground.DELIVERY_DAYS).text() == ""
    assert number(dialog, Ground.DELIVERY_DAYS).placeholderText() == "5"
    assert choice(dialog, Ground.CASH_ON_DELIVERY).currentText() == "as everywhere: yes"
    fill(dialog, Ground.DELIVERY_DAYS, "2")
    dialog.go.click()
    rest()
    reader = window.session.store.read()
    assert shop_facts.of_market(reader, "TH") == {"delivery_days": "2", "cash_on_delivery": "yes"}
    assert shop_facts.of_market(reader, "DE")["delivery_days"] == "5"
    window.session.undo()
    rest()
    assert shop_facts.of_every_market(reader) == {}


def test_cancel_and_nothing_changed_write_nothing(
    dialog: ShopDialog, window: MainWindow, rest: Rest
) -> None:
    assert dialog.changes() == {}
    fill(dialog, Ground.RETURNS_DAYS, "30")
    dialog.reject()
    rest()
    assert shop_facts.of_every_market(window.session.store.read()) == {}


def test_days_are_whole_numbers(dialog: ShopDialog) -> None:
    field = number(dialog, Ground.DELIVERY_DAYS)
    QTest.keyClicks(field, "3a-")
    assert field.text() == "3"


def test_a_promise_leads_from_the_checks_to_the_field_that_proves_it(
    window: MainWindow, rest: Rest
) -> None:
    store = window.session.store
    text = translations.pairs(store.read(), 2, "th-TH")[0].id
    args = (("text", "ส่งภายใน 3 วัน"), ("evidence", "delivery_days"))
    promise = Finding("promise:delivery", Severity.EVIDENCE, "“{text}”", args)
    with store.derive() as step:
        step.write("DELETE FROM finding")
        place = Spot(Subject.TRANSLATION, text, 2, "TH", "shopee", "th-TH")
        findings.replace_for_product(step, 2, [THAI], [(place, promise)])
    window.session.refresh()
    window.show_pane("board")
    window.toggle_checks()
    rest()
    dock = window.checks
    assert dock is not None
    assert "the days of delivery" in dock.details.fill.text()
    dock.details.fill.click()
    rest()
    (shown,) = [one for one in dock.findChildren(ShopDialog) if one.isVisible()]
    assert shown.market.currentData() == "TH"
    assert shown.fields[Ground.DELIVERY_DAYS] is shown.focusWidget()
    shown.reject()
