"""The price table with one price explained beside it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import ClassVar, Final

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QLineEdit, QWidget

from localizer import pipeline
from localizer.catalog import price_bases, prices, products, views
from localizer.catalog.price_uses import uses_of
from localizer.catalog.views import PriceFilter, PriceLine
from localizer.i18n import N_, _
from localizer.jobs import Progress
from localizer.model.changes import Changes
from localizer.model.launch import Target
from localizer.model.money import Money
from localizer.pipeline.asked import explain
from localizer.pipeline.rate_info import rate_info
from localizer.pipeline.rates import Fetch, RefreshReport, frozen_on
from localizer.pipeline.views import with_code
from localizer.price.online_rates import Refreshed, refresh
from localizer.ui.actions import asks
from localizer.ui.actions.amounts import parse_amount
from localizer.ui.actions.place import Place
from localizer.ui.actions.session import Session
from localizer.ui.actions.words import day
from localizer.ui.dialogs.bulk_prices import ask_bulk_prices
from localizer.ui.dialogs.price_basis import BasisAnswer, ask_basis
from localizer.ui.dialogs.price_rules import show_rules
from localizer.ui.dialogs.promotion import show_promotions
from localizer.ui.dialogs.rate_outliers import ask_outliers
from localizer.ui.dialogs.rates import check_again, show_rates
from localizer.ui.dialogs.repricing import ask_repricing
from localizer.ui.look.tokens import SPACE_2, SPACE_3
from localizer.ui.models.price_table import CELL_ROLE, PriceTable
from localizer.ui.panes.prices.breakdown import BreakdownCard
from localizer.ui.panes.prices.what_if import WhatIfCard
from localizer.ui.widgets.flow import Flow
from localizer.ui.widgets.name_header import NameHeader
from localizer.ui.widgets.pane import Pane
from localizer.ui.widgets.parts import Elided, box, button, column, combo, hint, label, row, scroll
from localizer.ui.widgets.price_delegate import PriceDelegate
from localizer.ui.widgets.tables import KeyTable

TYPING_MS: Final = 150
SIDE: Final = 340
#: Whoever publishes the rates is named at any width.
LEAST_CREDIT: Final = 160
NAMES_WIDTH: Final = 240
ROW: Final = 46
COLUMN: Final = 124
_FILTERS: Final = {
    PriceFilter.ALL: N_("All prices"),
    PriceFilter.MISSING: N_("Without a price"),
    PriceFilter.WARNED: N_("With a warning"),
    PriceFilter.LOSS: N_("Sold at a loss"),
    PriceFilter.FIXED: N_("Fixed by hand"),
}
_EDITS: Final = (
    QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.AnyKeyPressed
)


class PricesPane(Pane):
    """Editing a cell fixes the price for that target; clearing it lets the rules decide."""

    code: ClassVar[str] = "prices"
    picture: ClassVar[str] = "prices"

    def __init__(self, session: Session) -> None:
        """Build head, table and side."""
        super().__init__(session)
        self._place = Place()
        #: What fetches rates; a test puts its own here.
        self.fetch: Fetch = refresh
        self.search = _search_field()
        self.accept = button(
            _("Accept the rates"),
            self._accept_rates,
            tip=_("Use the exchange rates as they are, although they are old"),
        )
        self.refresh = button(
            _("Refresh rates"),
            self._refresh_rates,
            tip=_(
                "Fetch today's exchange rates from the network: European Central Bank, Frankfurter, "
                "ExchangeRate-API. Nothing about you or your products is sent."
            ),
        )
        self.all_rates = button(
            _("Exchange rates…"), lambda: show_rates(self.window(), self.session)
        )
        self.rates = label("", "warn", wrap=False)
        self.credit = Elided("", "muted")
        self.only = combo(_("Which prices are shown"))
        for one, name in _FILTERS.items():
            self.only.addItem(_(name), one.value)
        self.table = KeyTable()
        self.model = PriceTable(self._fetch, self)
        self.card = BreakdownCard(self._fix_current, self._rebase)
        self._make_table()
        self.what_if = WhatIfCard(session)
        self.side = scroll(box(column(self.card, self.what_if, None)))
        self.side.setFixedWidth(SIDE)
        self.card.hide()
        head = row(label(_("Prices"), "title"), None, self.only, self.search)
        rates = Flow(self.refresh, self.all_rates, self.rates, self.accept, spacing=SPACE_2)
        told = row(box(rates), self.credit)
        told.setStretch(1, 1)
        self.credit.setMinimumWidth(LEAST_CREDIT)
        body = row(self.table, self.side, spacing=SPACE_3)
        body.setStretch(0, 1)
        layout = column(head, self._actions(), told, body, spacing=SPACE_2)
        layout.setStretch(3, 1)
        self.setLayout(layout)
        self._timer = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._timer.timeout.connect(self._load)
        self.search.textChanged.connect(self._typing)
        self.only.currentIndexChanged.connect(self._load)
        self.session.commands.bind(self, {"prices.find": self.search.setFocus})

    def _actions(self) -> QHBoxLayout:
        return row(
            button(_("Make prices anew…"), lambda: ask_repricing(self.session, self)),
            button(_("Fix many prices…"), self._fix_many),
            button(_("Price rules…"), self._rules),
            button(_("Promotions…"), self._promotions),
            None,
        )

    def _typing(self, _text: str) -> None:
        self._timer.start()

    def _make_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setItemDelegate(PriceDelegate(table, CELL_ROLE))
        table.setAccessibleName(_("Prices: variants down, targets across"))
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(_EDITS)
        table.setShowGrid(False)
        table.setMouseTracking(True)
        table.setVerticalHeader(NameHeader(table, NAMES_WIDTH, ROW))
        table.horizontalHeader().setHighlightSections(False)
        table.selectionModel().currentChanged.connect(self._moved)
        self.model.typed.connect(self._typed)

    def _fetch(self, ids: Sequence[int]) -> dict[int, PriceLine]:
        return views.price_lines(self.session.store.read(), ids)

    def open_at(self, place: Place) -> None:
        """Show the prices of a product on a target."""
        self._place = place
        self.search.clear()
        self.only.setCurrentIndex(0)
        self.reload()

    def here(self) -> Place:
        """Return the product and the target of the price that is explained."""
        index = self.table.currentIndex()
        line = self.model.row_at(index.row()) if index.isValid() else None
        target = self.model.target_at(index.column()) if index.isValid() else None
        return Place(None if line is None else line.product_id, target)

    def end(self) -> None:
        """Give up what is being worked out."""
        self.what_if.end()
        super().end()

    def first_focus(self) -> QWidget | None:
        """Return where the keys go when the pane comes to the front."""
        return self.table

    def reload(self) -> None:
        """Read the table anew."""
        session = self.session
        self.what_if.forget()
        places = {(one.market, one.channel): one for one in reversed(session.targets)}
        targets = [one for one in session.targets if places[one.market, one.channel] is one]
        before = self.model.columnCount()
        coded = with_code(session.tools, targets)
        self.model.set_targets(targets, [session.label(one) for one in targets], coded)
        if self.model.columnCount() != before:
            self._fit()
        markets = [one.market for one in session.targets]
        today = session.tools.now().date()
        info = rate_info(session.store.read(), session.tools, today, markets)
        sentence = asks.rates_sentence(info, session.store.read())
        self.rates.setText(sentence)
        self.rates.setVisible(bool(sentence))
        self.accept.setVisible(bool(sentence))
        self.credit.show_text(" · ".join(info.credits))
        self._load()

    def _fit(self) -> None:
        across = self.table.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for place in range(self.model.columnCount()):
            across.resizeSection(place, COLUMN)

    def _load(self) -> None:
        if not self.session.is_open:
            return
        store, text, products = self.session.store, self.search.text(), self.session.products
        only = PriceFilter(self.only.currentData())

        def find() -> array[int]:
            return views.price_line_ids(store.read(), products, text, only)

        self.ask("ids", find, self._show)

    def _show(self, ids: array[int]) -> None:
        current = self.table.currentIndex()
        line, place = current.row(), current.column()
        self.model.swap(ids)
        if not len(ids):
            self.card.hide()
            return
        wanted = self._place
        self._place = Place()
        if wanted.target is not None or wanted.product_id is not None:
            line, place = self._find(wanted, line, place)
        index = self.model.index(max(line, 0), max(place, 0))
        if index != self.table.currentIndex():
            self.table.setCurrentIndex(index)
        else:
            self._explain(index)
        self.table.scrollTo(index)

    def _find(self, wanted: Place, line: int, place: int) -> tuple[int, int]:
        for number in range(self.model.rowCount()):
            found = self.model.row_at(number)
            if found is not None and found.product_id == wanted.product_id:
                line = number
                break
        for number, target in enumerate(self.model.targets):
            if wanted.target is not None and (target.market, target.channel) == (
                wanted.target.market,
                wanted.target.channel,
            ):
                place = number
        return line, place

    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        self._explain(current)

    def _explain(self, index: QModelIndex) -> None:
        line, target = self.model.row_at(index.row()), self.model.target_at(index.column())
        self.looks()
        price = None if line is None else self.model.price_at(line, index.column())
        self.what_if.show_price(None, None)
        self.card.setVisible(price is not None)
        if line is None or target is None or price is None:
            return
        stored = prices.load(self.session.store.read(), price.id)
        name = " · ".join(part for part in (line.title, line.options) if part)
        head = f"{line.sku} · {self.session.label(target)}"
        self.card.show_price(stored, target, head, name)
        self.what_if.show_price(stored, target)
        reader, tools = self.session.store.read(), self.session.tools
        self.card.show_uses(uses_of(reader, line.product_id, target))
        asked = explain(reader, tools, stored, line.product_id, launch=self.session.launch)
        self.card.show_asked(asked, stored.currency, target.locale)

    def _fix_many(self) -> None:
        """Fix the prices of the selected lines, or of all shown."""
        found = self.table.selectionModel().selection()
        parts = [found.at(place) for place in range(found.size())]
        lines = sorted(
            {number for part in parts for number in range(part.top(), part.bottom() + 1)}
        )
        ids = list(self.model.ids)
        ask_bulk_prices(self.session, self, [ids[number] for number in lines], ids)

    def _rules(self) -> None:
        """Show the rules that hold where the person is."""
        index = self.table.currentIndex()
        line, target = self.model.row_at(index.row()), self.model.target_at(index.column())
        number = None if line is None else line.id
        show_rules(self, self.session, target=target, variant=number)

    def _promotions(self) -> None:
        """Show the promotions, with the product in hand as the example."""
        line = self.model.row_at(self.table.currentIndex().row())
        show_promotions(self, self.session, None if line is None else line.product_id)

    def _fix_current(self, text: str) -> None:
        index = self.table.currentIndex()
        target = self.model.target_at(index.column())
        if index.isValid() and target is not None:
            self._typed(index.row(), target, text)

    def _rebase(self) -> None:
        """Ask what the price in hand is to come from."""
        index = self.table.currentIndex()
        line, target = self.model.row_at(index.row()), self.model.target_at(index.column())
        if line is None or target is None:
            return
        bases = price_bases.of_product(self.session.store.read(), line.product_id)
        now = bases.of(line.id, target.market)
        name = line.sku or line.title
        ask_basis(self, name, target.market, now, lambda answer: self._rebased(line, answer))

    def _rebased(self, line: PriceLine, answer: BasisAnswer) -> None:
        store, tools = self.session.store, self.session.tools
        info = products.catalog_of(store.read(), line.product_id)

        def choose(progress: Progress) -> object:
            return pipeline.choose_basis(
                store,
                tools,
                answer.basis,
                catalog=info.name,
                variant=None if answer.whole_catalog else line.id,
                market=answer.market,
                progress=progress,
            )

        self.session.work(_("Making the prices anew"), choose)

    def _typed(self, line: int, target: Target, text: str) -> None:
        """Fix a price a person typed, or with an empty text let the rules decide."""
        found = self.model.row_at(line)
        if found is None:
            return
        amount: Money | None = None
        if text.strip():
            currency = self.session.tools.packs.markets[target.market].currency
            number = parse_amount(text, currency, target.locale)
            if number is None:
                self.session.say(
                    _("“{text}” is no price. Write a number such as 299.00.").format(text=text),
                    "warn",
                )
                return
            amount = Money(number, currency)
        store, tools, place = (
            self.session.store,
            self.session.tools,
            (target.market, target.channel),
        )
        self.session.edit(lambda: pipeline.fix_price(store, tools, found.id, *place, amount))

    def _refresh_rates(self) -> None:
        store, tools = self.session.store, self.session.tools
        self.refresh.setEnabled(False)
        self.session.jobs.run(
            lambda progress: pipeline.fetch_rates(
                store, tools, fetch=self.fetch, progress=progress
            ),
            done=self._fetched,
            ended=lambda: self.refresh.setEnabled(True),
            label=_("Fetching exchange rates"),
        )

    def _fetched(self, found: Refreshed) -> None:
        store, tools, kept = self.session.store, self.session.tools, []

        def keep() -> Changes:
            kept.append(pipeline.keep_rates(store, tools, found))
            return kept[0].changes

        self.session.edit(keep, lambda _changes: self._refreshed(kept[0]))

    def _refreshed(self, report: RefreshReport) -> None:
        """Tell what came, and ask about what is far from before."""
        check_again(self.session, report.changes)
        refreshed = report.refreshed
        dates = [one.date for one in refreshed.fetched]
        frozen = frozen_on(self.session.store.read())
        if frozen is not None:
            text = _("Exchange rates are frozen on {day}: the new ones are kept and not used.")
            self.session.say(text.format(day=day(frozen)), "warn")
        elif dates:
            text = _("Exchange rates of {day} are here. Prepare drafts again to price with them.")
            self.session.say(text.format(day=day(max(dates))), "ok")
        if refreshed.missing:
            text = _("No source had {names}: the rates before stay.")
            self.session.say(text.format(names=", ".join(refreshed.missing)), "warn")
        if report.held:
            ask_outliers(self, report.held, lambda: self._take(refreshed))

    def _take(self, refreshed: Refreshed) -> None:
        """Keep all that was fetched, the unusual rates too."""
        store, tools, every = self.session.store, self.session.tools, refreshed.outliers
        self.session.edit(
            lambda: pipeline.keep_rates(store, tools, refreshed, every).changes,
            lambda changes: check_again(self.session, changes),
        )

    def _accept_rates(self) -> None:
        store, tools = self.session.store, self.session.tools
        self.session.edit(lambda: pipeline.accept_rates(store, tools), self._accepted)

    def _accepted(self, _changes: object) -> None:
        self.session.say(_("The exchange rates are accepted as they are."), "ok")


def _search_field() -> QLineEdit:
    field = QLineEdit()
    hint(field, _("Search SKU or product (Ctrl+F)"))
    field.setAccessibleName(_("Search SKU or product"))
    field.setClearButtonEnabled(True)
    field.setMinimumWidth(260)
    return field
