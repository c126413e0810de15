"""The dialog of promotions and what the card of a price tells of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import QDate, QDateTime, Qt, QTime, QTimeZone
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from localizer import pipeline
from localizer.catalog import prices, products, promotions
from localizer.model.money import Money
from localizer.model.price_rule import RuleKind, RulePlace
from localizer.model.promotion import Scope
from localizer.pipeline.asked import explain
from localizer.pipeline.promotions import plan_promotion, promotion_of
from localizer.ui.dialogs.promotion import PromotionsDialog, show_promotions
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.prices import PricesPane

Rest = Callable[[], None]


@pytest.fixture
def dialog(window: MainWindow, rest: Rest) -> PromotionsDialog:
    """Return the dialog over the window; the dress is in hand."""
    made = show_promotions(window, window.session)
    rest()
    return made


def write(dialog: PromotionsDialog, name: str, percent: str) -> None:
    dialog.form.name.setText(name)
    dialog.form.percent.setText(percent)
    dialog._try()


def shown(dialog: PromotionsDialog, column: int) -> list[str]:
    items = (dialog.preview.topLevelItem(n) for n in range(dialog.preview.topLevelItemCount()))
    return [item.text(column) for item in items if item is not None]


def listed(dialog: PromotionsDialog) -> list[str]:
    items = (dialog.list.topLevelItem(n) for n in range(dialog.list.topLevelItemCount()))
    return [item.text(0) for item in items if item is not None]


def test_planned_and_removed_and_taken_back(
    dialog: PromotionsDialog, window: MainWindow, rest: Rest
) -> None:
    assert dialog.none.isVisible()
    assert not dialog.go.isEnabled()
    write(dialog, " Singles  day ", "12,5 %")
    assert shown(dialog, 0) == ["TH/shopee", "DE/amazon"]
    assert all(shown(dialog, 2))
    assert dialog.go.isEnabled()
    dialog.go.click()
    rest()
    found = promotions.find(window.session.store.read(), "Singles day")
    assert (found.percent, found.scope) == (Decimal("0.125"), Scope.LISTED)
    assert found.product_ids == window.session.products, "later imports do not join the sale"
    assert found.starts == dt.datetime.fromisoformat("2026-11-11")
    assert found.ends == dt.datetime.fromisoformat("2026-11-14")
    assert listed(dialog) == ["Singles day"]
    dialog._try()
    counts = "{}: 2 of 3 products; 1 has no price."
    told = " ".join(counts.format(one) for one in ("TH/shopee", "DE/amazon"))
    assert dialog.form.name.text() == ""
    assert dialog.told.text() == f"“Singles day” is planned. {told}"
    item = dialog.list.topLevelItem(0)
    assert item is not None
    assert (item.text(4), item.text(6)) == ("Nov 13, 2026, 24:00", "2 of 3")
    assert item.toolTip(6).splitlines()[0] == "TH/shopee: 2 of 3 products; 1 has no price"
    window.session.undo()
    rest()
    assert listed(dialog) == []
    window.session.redo()
    rest()
    dialog.list.topLevelItem(0).setSelected(True)  # type: ignore[union-attr]
    dialog.remove.click()
    rest()
    assert promotions.all_promotions(window.session.store.read()) == ()
    assert not dialog.remove.isEnabled()


@pytest.mark.parametrize(
    ("name", "percent", "sentence"),
    [
        ("Sale", "a lot", "“a lot” is no percentage"),
        ("Sale", "100", "“100” is no percentage"),
        ("Sale", "0", "0 % off is no promotion"),
        ("Sale", "0,2", "0.2 % off is less than 1 %"),
        ("", "20", ""),
        ("Sale", "", ""),
    ],
)
def test_what_is_no_promotion_is_told_in_place(
    dialog: PromotionsDialog, name: str, percent: str, sentence: str
) -> None:
    write(dialog, name, percent)
    assert dialog.told.text().startswith(sentence)
    assert bool(dialog.told.text()) == bool(sentence)
    assert not dialog.go.isEnabled()


def test_it_must_end_after_it_starts(dialog: PromotionsDialog) -> None:
    utc = QTimeZone(QTimeZone.Initialization.UTC)
    dialog.form.ends.setDateTime(QDateTime(QDate(2026, 11, 10), QTime(12, 0), utc))
    write(dialog, "Sale", "20")
    assert "ends at 2026-11-10 12:00, not after it starts" in dialog.told.text()


def test_an_hour_the_machine_skips_can_be_written(dialog: PromotionsDialog) -> None:
    utc = QTimeZone(QTimeZone.Initialization.UTC)
    dialog.form.starts.setDateTime(QDateTime(QDate(2026, 3, 29), QTime(2, 30), utc))
    write(dialog, "Sale", "20")
    assert dialog.form.promotion().starts == dt.datetime.fromisoformat("2026-03-29T02:30")


def test_a_loss_is_warned_of(dialog: PromotionsDialog, rest: Rest) -> None:
    write(dialog, "Sale", "60")
    rest()
    assert shown(dialog, 4) == ["not reduced: a loss"] * 2
    assert shown(dialog, 5) == ["0 of 3"] * 2
    assert "TH/shopee: 0 of 3 products; 2 would make a loss, 1 has no price." in dialog.told.text()
    assert dialog.told.property("role") == "warn"
    dialog.form.allow.setChecked(True)
    dialog._try()
    rest()
    assert shown(dialog, 4) == ["a loss"] * 2
    assert "2 on sale go below the floor or make a loss" in dialog.told.text()


def test_all_chosen_products_count_not_only_the_one_in_hand(
    dialog: PromotionsDialog, window: MainWindow, rest: Rest
) -> None:
    session = window.session
    number = session.products[0]
    tight = products.variant_ids(session.store.read(), number)["DR-1-M"]
    place = RulePlace("DE", variant_id=tight)
    pipeline.set_rule(session.store, session.tools, RuleKind.FLOOR, place, "0.5")
    write(dialog, "Sale", "5")
    rest()
    assert shown(dialog, 4) == ["", "not reduced: another variant would fall below the floor"]
    assert shown(dialog, 5) == ["2 of 3", "1 of 3"]
    assert "DE/amazon: 1 of 3 products; 1 would fall below the floor" in dialog.told.text()
    dialog.form.goods.setCurrentIndex(dialog.form.goods.findData("one"))
    dialog._try()
    rest()
    assert shown(dialog, 5) == ["1 of 1", "0 of 1"]
    assert dialog.told.text().startswith("On 1 target all products are on sale. DE/amazon: 0 of 1")


def test_the_end_is_the_end_of_a_day(dialog: PromotionsDialog) -> None:
    assert dialog.form.ends.text() == "2026-11-13 23:59"
    write(dialog, "Sale", "20")
    assert dialog.form.promotion().ends == dt.datetime.fromisoformat("2026-11-14")
    words = [one.text() for one in dialog.form.findChildren(QLabel)]
    assert "In each market's own time; 23:59 is the end of the day." in words


def test_one_that_is_over_is_refused_in_place(dialog: PromotionsDialog) -> None:
    utc = QTimeZone(QTimeZone.Initialization.UTC)
    dialog.form.starts.setDateTime(QDateTime(QDate(2026, 10, 10), QTime(0, 0), utc))
    dialog.form.ends.setDateTime(QDateTime(QDate(2026, 10, 20), QTime(23, 59), utc))
    write(dialog, "Sale", "20")
    assert dialog.told.text().startswith(
        "The promotion is over everywhere: it ends at 2026-10-20 24:00"
    )
    assert not dialog.go.isEnabled()


@pytest.fixture
def phones(window: MainWindow) -> int:
    """Return the earphones, without a cost and at a price fixed by hand in both markets."""
    session = window.session
    number = session.products[2]
    (variant,) = products.variant_ids(session.store.read(), number).values()
    for target, currency in zip(session.targets, ("THB", "EUR"), strict=True):
        amount = Money(Decimal(990), currency)
        pipeline.fix_price(
            session.store, session.tools, variant, target.market, target.channel, amount
        )
    return number


def test_an_unknown_margin_is_warned_of(phones: int, window: MainWindow, rest: Rest) -> None:
    dialog = show_promotions(window, window.session, phones)
    rest()
    write(dialog, "Sale", "95")
    assert shown(dialog, 3) == ["unknown"] * 2
    assert shown(dialog, 4) == ["may make a loss"] * 2
    rest()
    assert "1 on sale may make a loss: its cost is unknown" in dialog.told.text()
    assert dialog.go.isEnabled()
    dialog.form.allow.setChecked(True)
    dialog._try()
    assert shown(dialog, 4) == ["may make a loss"] * 2


def test_the_card_warns_of_an_unknown_margin(
    phones: int, prices_pane: PricesPane, window: MainWindow
) -> None:
    session = window.session
    made = promotion_of(
        session.tools, "Sale", Decimal("0.95"), dt.datetime.fromisoformat("2026-11-01"),
        dt.datetime.fromisoformat("2026-11-20"), product_ids=[phones],
    )  # fmt: skip
    plan_promotion(session.store, session.tools, made)
    target = session.targets[0]
    reader = session.store.read()
    (stored,) = prices.of_product(reader, phones, target.market, target.channel).values()
    told = explain(reader, session.tools, stored, phones, launch=session.launch)
    prices_pane.card.show_asked(told, stored.currency, target.locale)
    assert "(−95 %, Sale) · margin unknown" in sentences(prices_pane)
    assert "The sale price may make a loss: the cost" in sentences(prices_pane)


def test_one_whose_products_are_gone_says_so(
    dialog: PromotionsDialog, window: MainWindow, rest: Rest
) -> None:
    session = window.session
    for name, ids in (("Mug", session.products[1:2]), ("Two", session.products[1:])):
        made = promotion_of(
            session.tools, name, Decimal("0.1"), dt.datetime.fromisoformat("2026-11-01"),
            dt.datetime.fromisoformat("2026-11-20"), product_ids=ids,
        )  # fmt: skip
        plan_promotion(session.store, session.tools, made)
    with session.store.step("Import again") as step:
        step.write("DELETE FROM product WHERE id = ?", (session.products[1],))
    dialog._reload()
    rows = [dialog.list.topLevelItem(place) for place in range(2)]
    told = {row.text(0): (row.text(2), row.text(5)) for row in rows if row is not None}
    gone = "All markets · All channels · No product is left: it holds nowhere"
    assert told["Mug"] == (gone, "no product left")
    assert told["Two"] == ("All markets · All channels · 1 product", "running")
    session.undo()
    rest()
    rows = [dialog.list.topLevelItem(place) for place in range(2)]
    assert {row.text(5) for row in rows if row is not None} == {"running"}


def test_places_products_and_a_name_twice(
    dialog: PromotionsDialog, window: MainWindow, rest: Rest
) -> None:
    form = dialog.form
    form.market.setCurrentIndex(form.market.findData("DE"))
    form.channel.setCurrentIndex(form.channel.findData("amazon"))
    form.goods.setCurrentIndex(form.goods.findData("one"))
    form.rounding.setCurrentIndex(form.rounding.findData("ending"))
    write(dialog, "Sale", "10")
    assert shown(dialog, 0) == ["DE/amazon"]
    dialog.go.click()
    rest()
    found = promotions.find(window.session.store.read(), "Sale")
    first = window.session.products[0]
    assert (found.market, found.channel, found.product_ids) == ("DE", "amazon", (first,))
    write(dialog, "Sale", "10")
    assert "already a promotion named “Sale”" in dialog.told.text()
    (info,) = products.catalogs(window.session.store.read())
    form.goods.setCurrentIndex(form.goods.findData(f"catalog:{info.id}"))
    assert form.readable() is not None
    form.name.setText("Other")
    assert form.promotion().catalog_id == info.id
    form.goods.setCurrentIndex(form.goods.findData("all"))
    assert form.promotion().scope is Scope.ALL


def test_keys_reach_everything(dialog: PromotionsDialog, qtbot: QtBot, rest: Rest) -> None:
    assert dialog.form.name.hasFocus()
    QTest.keyClicks(dialog.form.name, "Sale")
    QTest.keyClick(dialog.form.name, Qt.Key.Key_Tab)
    assert dialog.form.percent.hasFocus()
    QTest.keyClicks(dialog.form.percent, "5")
    qtbot.waitUntil(dialog.go.isEnabled)
    QTest.keyClick(dialog.form.percent, Qt.Key.Key_Return)
    rest()
    assert listed(dialog) == ["Sale"]
    dialog.list.setFocus()
    dialog.list.topLevelItem(0).setSelected(True)  # type: ignore[union-attr]
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    rest()
    assert listed(dialog) == []


def sentences(pane: PricesPane) -> str:
    lines = pane.card.asked
    found = [lines.itemAt(place).widget() for place in range(lines.count())]  # type: ignore[union-attr]
    return "\n".join(one.text() for one in found if isinstance(one, QLabel))


@pytest.mark.parametrize(
    ("percent", "market", "allow", "wanted"),
    [
        ("0.10", "TH", False, ["Sale price ฿", "(−10 %, Sale)", "Asia/Bangkok", "struck through: ฿"]),
        ("0.10", "DE", False, ["Europe/Berlin", "Nothing may be struck through: no price"]),
        ("0.60", "TH", False, ["The promotion Sale leaves this price alone: ฿", "would make a loss"]),
        ("0.60", "TH", True, ["The sale price makes a loss."]),
    ],
)  # fmt: skip
def test_the_card_tells_what_is_asked(
    prices_pane: PricesPane, window: MainWindow, percent: str, market: str, allow: bool,  # noqa: FBT001
    wanted: list[str],
) -> None:  # fmt: skip
    session = window.session
    made = promotion_of(
        session.tools, "Sale", Decimal(percent), dt.datetime.fromisoformat("2026-11-10"),
        dt.datetime.fromisoformat("2026-11-20"), below_floor=allow,
    )  # fmt: skip
    plan_promotion(session.store, session.tools, made)
    reader, number = session.store.read(), session.products[1]
    target = next(one for one in session.targets if one.market == market)
    stored = next(iter(prices.of_product(reader, number, market, target.channel).values()))
    told = explain(reader, session.tools, stored, number, launch=session.launch)
    prices_pane.card.show_asked(told, stored.currency, target.locale)
    for part in wanted:
        assert part in sentences(prices_pane)
    prices_pane.card.show_asked(None, stored.currency, target.locale)
    assert sentences(prices_pane) == ""
