"""Exchange rates: what each currency is worth, how that went, and a person's own word on it.

The window behind stays usable. Every decision is one step, so Ctrl+Z takes it back here as well.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QDialog, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from localizer import pipeline
from localizer.catalog import exchange_rates
from localizer.errors import InputError
from localizer.i18n import _, ngettext
from localizer.model.changes import Changes
from localizer.model.price import Rate
from localizer.pipeline.rate_edits import check_touched
from localizer.pipeline.rates import RateLine, check_freeze, frozen_on, known_rates, rate_lines
from localizer.price.rate_checks import COST_CURRENCY
from localizer.price.rates import HISTORY_DAYS
from localizer.ui.actions.session import Session
from localizer.ui.actions.words import day
from localizer.ui.dialogs.rates_entry import RateEntry
from localizer.ui.dialogs.rates_numbers import age_sentence, currency_name
from localizer.ui.dialogs.rates_table import RateTable, RateView
from localizer.ui.look.tokens import SPACE_2, SPACE_3, SPACE_4
from localizer.ui.widgets.parts import (
    Card,
    Elided,
    box,
    button,
    column,
    combo,
    label,
    row,
    set_role,
)
from localizer.ui.widgets.rate_chart import FEWEST, RateChart
from localizer.ui.widgets.rate_scale import Point, in_digits

SIZE: Final = (1320, 700)
#: Calendar days the chart can show.
SPANS: Final = (30, 90, HISTORY_DAYS)
LEFT: Final = 780
#: Most pixels of the columns; the last one takes the rest.
WIDTHS: Final = (80, 110, 140, 120, 80, 110)


class RatesDialog(QDialog):
    """The list on the left; the line in hand drawn on the right, with its fields below."""

    def __init__(self, session: Session, bases: Sequence[str], parent: QWidget) -> None:
        """Show the rates of one unit of ``bases``, the first of them at the beginning."""
        super().__init__(parent)
        self.setWindowTitle(_("Exchange rates"))
        self.resize(*SIZE)
        self.session = session
        self.base = combo(_("Rates of one unit of"))
        for code in bases:
            self.base.addItem(code, code)
        self.every = QCheckBox(_("All markets"))
        self.table = RateTable()
        self.view = RateView(self.table)
        self.head, self.told = label("", "title"), label("", "muted", wrap=True)
        self.chart = RateChart()
        self.summary = label("", "muted", wrap=True)
        self._has_history = False
        self.spans = QButtonGroup(self)
        self.entry = RateEntry(session)
        self.frozen = label("")
        self.freeze = _plain(button("", self._freeze))
        self.thaw = _plain(button(_("Use new rates"), self._thaw))
        self.credit = Elided("", "muted")
        self._build(len(bases))
        self._connect()
        self.reload()
        self.view.setFocus()

    def _build(self, bases: int) -> None:
        one_of = label(_("Rates of one"), "muted")
        of = row(one_of, self.base, None, self.every)
        self.every.setVisible(bool(self.session.targets))
        for piece in (one_of, self.base):
            piece.setVisible(bases > 1)
        left = column(of, self.view, spacing=SPACE_2)
        left.setStretch(1, 1)
        whole = row(box(left), box(self._right()), spacing=SPACE_3)
        whole.setStretch(0, LEFT)
        whole.setStretch(1, SIZE[0] - LEFT)
        close = _plain(button(_("Close"), self.reject))
        foot = row(self.freeze, self.thaw, self.frozen, None, close)
        layout = column(whole, self.credit, foot, spacing=SPACE_3)
        layout.setStretch(0, 1)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)

    def _right(self) -> QVBoxLayout:
        spans = row(None, spacing=SPACE_2)
        for days in SPANS:
            text = ngettext("{n} day", "{n} days", days).format(n=days)
            made = _plain(QPushButton(text))
            made.setCheckable(True)
            self.spans.addButton(made, days)
            spans.addWidget(made)
        self.span_row = box(spans)
        card = Card(self.span_row, self.chart, self.summary, spacing=SPACE_2)
        card.body.setStretch(1, 1)
        right = column(self.head, self.told, card, self.entry, spacing=SPACE_2)
        right.setStretch(2, 1)
        return right

    def _connect(self) -> None:
        session = self.session
        self.spans.idClicked.connect(self._span)
        self.spans.button(HISTORY_DAYS).click()
        self.base.currentIndexChanged.connect(self.reload)
        self.every.toggled.connect(self.reload)
        self.view.moved.connect(self._show)
        self.view.opened.connect(self._to_entry)
        self.chart.chosen.connect(self._name_freeze)
        self.entry.entered.connect(self._enter)
        self.entry.taken_back.connect(self._take_back)
        self.entry.spread_set.connect(self._spread)
        session.changed.connect(self.reload)
        session.launch_changed.connect(self.reload)
        session.opened.connect(self.reject)
        for keys, action in (("Ctrl+Z", session.undo), ("Ctrl+Shift+Z", session.redo)):
            QShortcut(QKeySequence(keys), self).activated.connect(action)

    # -- showing ------------------------------------------------------------------------------

    @property
    def _base(self) -> str:
        return str(self.base.currentData())

    @property
    def line(self) -> RateLine | None:
        """The line in hand."""
        place = self.view.currentIndex().row()
        return self.table.rows[place] if 0 <= place < len(self.table.rows) else None

    def reload(self, *_news: object) -> None:
        """Read the rates anew; the line in hand stays."""
        session = self.session
        if not session.is_open:
            return
        reader, tools = session.store.read(), session.tools
        markets = tools.packs.markets
        targets = [] if self.every.isChecked() else session.targets
        codes = [markets[target.market].currency for target in targets]
        codes = codes or sorted({market.currency for market in markets.values()})
        before = self.line
        self.table.set_base(self._base)
        self.table.show(rate_lines(reader, tools, codes, base=self._base))
        self.view.fit(*WIDTHS)
        wanted = before.currency if before is not None else ""
        places = [n for n, line in enumerate(self.table.rows) if line.currency == wanted]
        self.view.setCurrentIndex(self.table.index(places[0] if places else 0, 0))
        credits_ = dict.fromkeys(one.credit for one in exchange_rates.all_series(reader))
        self.credit.show_text(" · ".join(credits_))
        self.credit.setVisible(bool(credits_))
        self._show()

    def _show(self, _place: int = 0) -> None:
        """Show the line in hand."""
        line, session = self.line, self.session
        self.entry.show_line(self._base, line)
        if line is None or not session.is_open:
            return
        reader, tools = session.store.read(), session.tools
        named = {"base": self._base, "currency": line.currency}
        self.head.setText(
            "{pair} · {name}".format(
                pair=_("1 {base} in {currency}").format(**named), name=currency_name(line.currency)
            )
        )
        self.told.setText(_told(line))
        points = known_rates(reader, tools).history(self._base, line.currency, HISTORY_DAYS)
        frozen = frozen_on(reader)
        self._draw(line, points, frozen)
        text = _("Frozen: no rate after {day} is used.")
        self._say_frozen("" if frozen is None else text.format(day=day(frozen)), "warn")
        self.thaw.setVisible(frozen is not None)
        self._name_freeze()

    def _draw(self, line: RateLine, points: Sequence[Point], frozen: dt.date | None) -> None:
        name = _("1 {base} in {currency}").format(base=self._base, currency=line.currency)
        own = None if line.own is None else line.own.value
        self.chart.show_history(name, points, own=own, frozen=frozen)
        enough = len(points) >= FEWEST
        self._has_history = enough
        self.chart.setVisible(enough)
        self.span_row.setVisible(enough)
        place = Qt.AlignmentFlag.AlignLeft if enough else Qt.AlignmentFlag.AlignCenter
        self.summary.setAlignment(place)
        self._say_summary()

    def _say_summary(self) -> None:
        """Say below the chart what it shows, or why there is none."""
        found = self.chart.points
        if len(found) >= FEWEST:
            text = self.chart.summary
        elif found and self._has_history:
            told = _("Only {day} lies in this time: {rate}.")
            text = told.format(rate=in_digits(found[0][1]), day=day(found[0][0]))
        elif found:
            told = _(
                "Only one day is known so far: {rate} on {day}. Each refresh adds a day to the chart."
            )
            text = told.format(rate=in_digits(found[0][1]), day=day(found[0][0]))
        else:
            text = _("No source publishes this pair, so there is no history to draw.")
        self.summary.setText(text)

    def _span(self, days: int) -> None:
        self.chart.show_days(days)
        self._say_summary()
        self._name_freeze()

    def _name_freeze(self, _day: object = None) -> None:
        self.freeze.setText(_("Freeze on {day}").format(day=day(self._freeze_day())))

    def _say_frozen(self, sentence: str, role: str) -> None:
        set_role(self.frozen, role)
        self.frozen.setText(sentence)
        self.frozen.setVisible(bool(sentence))

    def _freeze_day(self) -> dt.date:
        """Return the day chosen in the chart, today where none is."""
        return self.chart.day or self.session.tools.now().date()

    def _to_entry(self, _index: QModelIndex) -> None:
        self.entry.rate.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- deciding -----------------------------------------------------------------------------

    def _edit(self, action: Callable[[], Changes], sentence: str = "") -> None:
        """Make one step and tell that it is made; then what became old is checked."""

        def done(changes: Changes) -> None:
            if sentence and isValid(self):
                self.entry.tell(sentence, "ok")
            check_again(self.session, changes)

        self.session.edit(action, done)

    def _enter(self, rate: Rate) -> None:
        store, tools = self.session.store, self.session.tools
        text = _("Prices made from now on use it. Prepare drafts again to change those there are.")
        self._edit(lambda: pipeline.set_rate(store, tools, rate, sure=True), text)

    def _take_back(self, base: str, quote: str) -> None:
        store = self.session.store
        text = _("Your rate is taken back: the published one is used again.")
        self._edit(lambda: pipeline.clear_rate(store, base, quote), text)

    def _spread(self, currency: str, percent: Decimal) -> None:
        store, tools = self.session.store, self.session.tools
        text = _("The spread is set. Prepare drafts again to price with it.")
        self._edit(lambda: pipeline.set_spread(store, tools, currency, percent), text)

    def _freeze(self) -> None:
        store, tools, until = self.session.store, self.session.tools, self._freeze_day()
        try:
            check_freeze(store.read(), tools, until)
        except InputError as error:
            self._say_frozen(str(error), "block")
            return
        self._edit(lambda: pipeline.freeze_rates(store, tools, until))

    def _thaw(self) -> None:
        store, tools = self.session.store, self.session.tools
        self._edit(lambda: pipeline.freeze_rates(store, tools, None))


def _told(line: RateLine) -> str:
    """Return what is said above the chart: rate, day, source, and what its age means."""
    if line.rate is None or line.age is None:
        return _("Nobody knows a rate: enter your own, or refresh the rates.")
    parts = [in_digits(line.rate.value), day(line.rate.date), line.rate.source]
    meaning = age_sentence(line.age)
    return " · ".join(parts) + (f"\n{meaning}" if meaning else "")


def _plain(made: QPushButton) -> QPushButton:
    """Let Enter in a field not press the button."""
    made.setAutoDefault(False)
    return made


def check_again(session: Session, changes: Changes) -> None:
    """Check in the background the prices that rates were changed for."""
    if not changes:
        return
    store, tools = session.store, session.tools
    session.work(
        _("Checking the prices again"),
        lambda progress: check_touched(store, tools, changes, progress=progress),
    )


def show_rates(parent: QWidget, session: Session) -> None:
    """Show the rates of the open workspace, or bring them to the front where they are shown already."""
    shown = [one for one in parent.findChildren(RatesDialog) if one.isVisible()]
    if shown:
        shown[0].raise_()
        shown[0].activateWindow()
        return
    store = session.store

    def found(bases: Sequence[str]) -> None:
        if isValid(parent) and session.is_open and session.store is store:
            known = session.tools.rates.currencies
            codes = dict.fromkeys((COST_CURRENCY, *(code for code in bases if code in known)))
            dialog = RatesDialog(session, tuple(codes), parent)
            dialog.finished.connect(dialog.deleteLater)
            dialog.show()

    session.jobs.run(lambda _progress: exchange_rates.currencies_of_costs(store.read()), done=found)
