"""The dialog of price rules: what is set changes prices, comes back by undo, and bad values are told."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from localizer.catalog import prices, products
from localizer.model.launch import Target
from localizer.model.price_rule import RuleKind, RulePlace
from localizer.pipeline.price_rules import all_rules
from localizer.ui.actions.session import Session
from localizer.ui.dialogs.price_rules import PriceRulesDialog, show_rules
from localizer.ui.dialogs.price_rules.editor import RuleEditor
from localizer.ui.dialogs.price_rules.endings import EndingsField
from localizer.ui.dialogs.price_rules.fees import FeesField
from localizer.ui.dialogs.price_rules.fields import NumberField, ShippingField
from localizer.ui.dialogs.price_rules.history import RuleHistory
from localizer.ui.main_window import MainWindow

Rest = Callable[[], None]
TH = Target("TH", "shopee", "th-TH")


@pytest.fixture
def dialog(window: MainWindow, rest: Rest) -> PriceRulesDialog:
    """Return the rules of Thailand on Shopee; the first variant can be chosen."""
    rest()
    return show_rules(window, window.session, target=TH, variant=1)


def edit(dialog: PriceRulesDialog, kind: RuleKind) -> RuleEditor:
    dialog.lines[kind].change.click()
    return [one for one in dialog.findChildren(RuleEditor) if one.isVisible()][-1]


def amounts(session: Session, market: str, channel: str) -> list[Decimal | None]:
    reader = session.store.read()
    return [
        price.amount
        for number in products.product_ids(reader)
        for price in prices.of_product(reader, number, market, channel).values()
    ]


def told(dialog: PriceRulesDialog, kind: RuleKind) -> str:
    labels = dialog.lines[kind].findChildren(QLabel)
    return " | ".join(one.text() for one in labels if one.text())


def test_a_fee_moves_the_prices_of_its_target_and_undo_brings_both_back(
    dialog: PriceRulesDialog, session: Session, rest: Rest
) -> None:
    before, german = amounts(session, "TH", "shopee"), amounts(session, "DE", "amazon")
    editor = edit(dialog, RuleKind.FEES)
    assert isinstance(editor.value, FeesField)
    editor.value.fees[0].pct.setText("25")
    editor.source.setText("my contract")
    assert "commission: 25 %" in editor.told.text()
    editor.go.click()
    assert not dialog.area.isEnabled()
    rest()
    assert dialog.area.isEnabled()
    assert amounts(session, "TH", "shopee") != before
    assert amounts(session, "DE", "amazon") == german
    (rule,) = all_rules(session.store.read())
    assert (rule.place, rule.source) == (RulePlace("TH", "shopee"), "my contract")
    text = told(dialog, RuleKind.FEES)
    assert "own" in text
    assert "Default: commission: 11 %" in text
    session.undo()
    rest()
    assert amounts(session, "TH", "shopee") == before
    assert all_rules(session.store.read()) == ()
    assert "Default:" not in told(dialog, RuleKind.FEES)


def test_the_default_comes_back_and_the_history_keeps_the_value(
    dialog: PriceRulesDialog, session: Session, rest: Rest
) -> None:
    before = amounts(session, "TH", "shopee")
    assert not dialog.lines[RuleKind.MARGIN].past.isVisible()
    for percent in ("30", "35"):
        editor = edit(dialog, RuleKind.MARGIN)
        assert isinstance(editor.value, NumberField)
        editor.value.field.setText(percent)
        editor.go.click()
        rest()
    dialog.lines[RuleKind.MARGIN].back.click()
    rest()
    assert amounts(session, "TH", "shopee") == before
    dialog.lines[RuleKind.MARGIN].past.click()
    (history,) = dialog.findChildren(RuleHistory)
    assert [history.table.index(line, 0).data() for line in (0, 1)] == ["35 %", "30 %"]
    assert all(history.table.index(line, 4).data() for line in (0, 1))
    assert not history.back.isEnabled()
    history.reject()


def test_a_rule_to_come_is_told_and_can_be_taken_back(
    dialog: PriceRulesDialog, session: Session, rest: Rest
) -> None:
    before = amounts(session, "TH", "shopee")
    editor = edit(dialog, RuleKind.MARGIN)
    assert isinstance(editor.value, NumberField)
    editor.value.field.setText("30")
    editor.valid_from.setText("2099-01-01")
    editor.go.click()
    rest()
    assert amounts(session, "TH", "shopee") == before
    assert "Not in force: 30 % · from Jan 1, 2099 on" in told(dialog, RuleKind.MARGIN)
    assert not dialog.lines[RuleKind.MARGIN].back.isVisible()
    dialog.lines[RuleKind.MARGIN].past.click()
    (history,) = dialog.findChildren(RuleHistory)
    history.back.click()
    rest()
    assert all_rules(session.store.read()) == ()
    assert "Not in force" not in told(dialog, RuleKind.MARGIN)


@pytest.mark.parametrize(
    ("kind", "text", "told_"),
    [
        (RuleKind.MARGIN, "much", "no percentage"),
        (RuleKind.MARGIN, "100", "below 100"),
        (RuleKind.MARGIN, "", "Write a number"),
        (RuleKind.CAP, "0", "above 0"),
        (RuleKind.CAP, "a lot", "no amount"),
        (RuleKind.LOCAL_COST, "-1", "no amount"),
        (RuleKind.FX_BUFFER, "101", "fraction"),
    ],
)
def test_bad_values_are_told_beside_the_field(
    dialog: PriceRulesDialog, kind: RuleKind, text: str, told_: str
) -> None:
    editor = edit(dialog, kind)
    assert isinstance(editor.value, NumberField)
    editor.value.field.setText("1")
    assert editor.go.isEnabled()
    editor.value.field.setText(text)
    assert told_ in editor.told.text()
    assert not editor.go.isEnabled()


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        ("2026-13-01", "", "no date"),
        ("", "soon", "no date"),
        ("2027-01-02", "2027-01-01", "before"),
    ],
)
def test_bad_days_are_told(dialog: PriceRulesDialog, first: str, last: str, wrong: str) -> None:
    editor = edit(dialog, RuleKind.TAX)
    editor.valid_from.setText(first)
    editor.valid_to.setText(last)
    assert wrong in editor.dates.text()
    assert not editor.go.isEnabled()
    editor.valid_from.clear()
    editor.valid_to.setText("2027-12-31")
    assert editor.go.isEnabled()


def test_a_value_left_as_it_is_keeps_all_its_digits(dialog: PriceRulesDialog) -> None:
    dialog.market.setCurrentIndex(dialog.market.findData("BR"))
    editor = edit(dialog, RuleKind.TAX)
    assert isinstance(editor.value, NumberField)
    assert len(editor.value.field.text()) < 12
    rule = dialog.lines[RuleKind.TAX]
    assert rule.kind is RuleKind.TAX
    assert len(editor.text()) > 20


def test_fees_with_tiers_are_added_and_removed(dialog: PriceRulesDialog, qtbot: QtBot) -> None:
    editor = edit(dialog, RuleKind.FEES)
    field = editor.value
    assert isinstance(field, FeesField)
    for fee in list(field.fees):
        fee.remove.click()
    assert "none" in editor.told.text()
    field.add.click()
    (fee,) = field.fees
    assert "name" in editor.told.text()
    fee.name.setCurrentText("Order")
    fee.mode.setCurrentIndex(fee.mode.findData("slab"))
    assert not fee.pct.isEnabled()
    fee.tiers[0].pct.setText("5")
    fee.more.click()
    fee.tiers[1].pct.setText("10")
    assert "begins at 0" in editor.told.text()
    fee.tiers[1].start.setText("1,000")
    fee.tiers[1].fixed.setText("3")
    qtbot.waitUntil(fee.tiers[1].start.isVisible)
    text = editor.told.text().replace("\u00a0", " ")
    assert "order: the tier of the price, for all of it" in text
    assert "below ฿1,000: 5 %; from ฿1,000: 10 % + ฿3" in text
    fee.tiers[1].remove.click()
    assert len(fee.tiers) == 1
    fee.mode.setCurrentIndex(fee.mode.findData("flat"))
    assert not fee.tiers[0].start.isVisible()
    fee.minimum.setText("9")
    fee.cap.setText("2")
    assert "minimum above cap" in editor.told.text()
    assert not editor.go.isEnabled()


def test_endings_are_chosen_or_typed_with_examples(
    dialog: PriceRulesDialog, session: Session, rest: Rest
) -> None:
    editor = edit(dialog, RuleKind.ENDINGS)
    field = editor.value
    assert isinstance(field, EndingsField)
    assert field.table.currentData() == "TH"
    shown = [one.text() for one in field.samples]
    field.table.setCurrentIndex(field.table.findData("LUCKY8"))
    assert [one.text() for one in field.samples] != shown
    field.table.setCurrentIndex(0)
    assert len(field.bands) == 1
    field.bands[0].endings.setText("88; eight")
    assert "no ending" in editor.told.text()
    assert not any(one.text() for one in field.samples)
    field.bands[0].endings.setText("88; 99")
    field.bands[0].end.setText("500")
    field.add.click()
    assert field.bands[1].start.text() == "500"
    field.bands[1].step.setText("100")
    field.bands[1].endings.setText("99")
    assert editor.go.isEnabled()
    field.bands[1].remove.click()
    field.bands[0].end.clear()
    editor.go.click()
    rest()
    (rule,) = all_rules(session.store.read())
    assert rule.value == '[["0", null, "100", ["88", "99"]]]'
    found = [one for one in amounts(session, "TH", "shopee") if one is not None]
    assert {one % 100 for one in found} <= {88, 99}


def test_shipping_and_choices(dialog: PriceRulesDialog, session: Session, rest: Rest) -> None:
    editor = edit(dialog, RuleKind.SHIPPING)
    assert isinstance(editor.value, ShippingField)
    editor.value.piece.setText("5.5")
    editor.value.currency.setCurrentText("yuan")
    assert "currency code" in editor.told.text()
    editor.value.currency.setCurrentText("cny")
    editor.go.click()
    rest()
    assert "5.5 CNY a piece" in told(dialog, RuleKind.SHIPPING)
    editor = edit(dialog, RuleKind.FAMILY)
    editor.value.choice.setCurrentIndex(1)  # type: ignore[attr-defined]
    editor.go.click()
    rest()
    assert {one.value for one in all_rules(session.store.read())} >= {"yes"}


def test_a_place_is_chosen(dialog: PriceRulesDialog, session: Session, rest: Rest) -> None:
    assert dialog.place == RulePlace("TH", "shopee")
    assert "past its date" in told(dialog, RuleKind.TAX)
    dialog.channel.setCurrentIndex(0)
    assert "channel to channel" in told(dialog, RuleKind.FEES)
    dialog.category.setCurrentIndex(dialog.category.findData("apparel"))
    assert dialog.place == RulePlace("TH", "", "apparel")
    dialog.goods.setCurrentIndex(dialog.goods.count() - 1)
    assert dialog.place == RulePlace("TH", variant_id=1)
    assert not dialog.category.isEnabled()
    dialog.market.setCurrentIndex(dialog.market.findData(""))
    assert not dialog.lines[RuleKind.TAX].change.isEnabled()
    editor = edit(dialog, RuleKind.MARGIN)
    assert isinstance(editor.value, NumberField)
    editor.value.field.setText("-5")
    editor.go.click()
    rest()
    (rule,) = all_rules(session.store.read())
    assert (rule.place, rule.value) == (RulePlace(variant_id=1), "-0.05")
    dialog.goods.setCurrentIndex(0)
    assert "Counts before it: -5 % · All markets · All channels · DR-1-S" in told(
        dialog, RuleKind.MARGIN
    )
