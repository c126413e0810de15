"""What if the rate, the fees or the margin were others: sliders, the price in hand, and the whole launch.

Sliding writes nothing. The price in hand is answered at once; the launch in the background, once the sliders
rest, and an answer that comes too late is dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QRadioButton
from shiboken6 import isValid

from localizer import pipeline
from localizer.catalog.prices import StoredPrice
from localizer.i18n import _, ngettext
from localizer.jobs import Progress
from localizer.model.launch import Target
from localizer.pipeline.what_if import Effect, LaunchPrices, TargetEffect, effect, read_prices
from localizer.price.lots import Worth, if_stored
from localizer.price.what_if import WhatIf
from localizer.ui.actions.columns import count
from localizer.ui.actions.session import Session
from localizer.ui.actions.words import in_a_row
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import SPACE_2, SPACE_3
from localizer.ui.widgets.flow import Flow
from localizer.ui.widgets.parts import Card, Elided, box, button, clear, label, row
from localizer.ui.widgets.tenths import TenthsSlider

if TYPE_CHECKING:
    from localizer.ui.jobs import Job

RESTING_MS: Final = 150
#: How far the sliders go: the rate in per cent, fees and margin in points.
RATE, FEES, MARGIN = 10, 5, 10
_NOTHING: Final = "–"
_SPACE: Final = "\u00a0"


class WhatIfCard(Card):
    """``answered`` carries the `Effect` shown."""

    answered = Signal(object)

    def __init__(self, session: Session) -> None:
        """Begin with nothing supposed."""
        self.session = session
        self._stored: StoredPrice | None = None
        self._target: Target | None = None
        self._launch: LaunchPrices | None = None
        self._asked = 0
        self._job: Job | None = None
        self.title = label(_("What if"), "title")
        self.reset = button(_("Reset"), self._reset, role="ghost")
        self.told = label("", wrap=True)
        self.price = label("", wrap=True)
        self.sample = label("", "muted", wrap=True)
        self._grid = QGridLayout()
        self._table = box(self._grid)
        self.follow, self.stay = QRadioButton(_("Prices follow")), QRadioButton(_("Prices stay"))
        super().__init__(row(self.title, None, self.reset), spacing=SPACE_2)
        self._build()
        self._timer = QTimer(self, singleShot=True, interval=RESTING_MS)
        self._timer.timeout.connect(self.ask)
        for one in self.sliders:
            one.changed.connect(self._moved)
        self.follow.toggled.connect(self._moved)
        self._moved()

    def _build(self) -> None:
        percent, points = " %", " " + _("pt")
        self.rate = TenthsSlider(_("Exchange rate, change in per cent"), -RATE, RATE, percent, self)
        self.fees = TenthsSlider(_("Fees, change in points"), -FEES, FEES, points, self)
        self.margin = TenthsSlider(
            _("Target margin, change in points"), -MARGIN, MARGIN, points, self
        )
        self.sliders = (self.rate, self.fees, self.margin)
        names = (_("Rate"), _("Fees"), _("Margin"))
        lines = QGridLayout()
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setHorizontalSpacing(SPACE_2)
        lines.setVerticalSpacing(SPACE_2)
        width = max(one.box.sizeHint().width() for one in self.sliders)
        for place, (name, one) in enumerate(zip(names, self.sliders, strict=True)):
            lines.addWidget(label(name, "muted"), place, 0)
            lines.addWidget(one.slider, place, 1)
            lines.addWidget(one.box, place, 2)
            one.box.setFixedWidth(width)
        lines.setColumnStretch(1, 1)
        self.rate.slider.setToolTip(
            _("Above 0 the goods cost more in the market's currency, below 0 less.")
        )
        self._ways = QButtonGroup(self)
        for way in (self.follow, self.stay):
            self._ways.addButton(way)
        self.follow.setToolTip(_("Prices are made anew by the rules"))
        self.stay.setToolTip(_("Prices are today's: what they would earn"))
        self.follow.setChecked(True)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_3)
        self._grid.setVerticalSpacing(2)
        self.body.addLayout(lines)
        self.body.addLayout(Flow(self.follow, self.stay, spacing=SPACE_3))
        for widget in (self.price, self.told, self._table, self.sample):
            self.body.addWidget(widget)

    # -- what is supposed ------------------------------------------------------------------------

    def what_if(self) -> WhatIf:
        """Return what is supposed; a price that stays asks for no margin."""
        margin = Decimal(0) if self.stay.isChecked() else self.margin.number
        return WhatIf(self.rate.number, self.fees.number, margin)

    def _reset(self) -> None:
        for one in self.sliders:
            one.reset()

    def show_price(self, stored: StoredPrice | None, target: Target | None) -> None:
        """Take the price in hand, ``None`` for none."""
        self._stored, self._target = stored, target
        self._show_price()

    def forget(self) -> None:
        """The workspace changed: prices are read anew."""
        self._launch = None
        self._drop()
        if self.what_if():
            self._timer.start()

    def end(self) -> None:
        """The pane is given up: nothing is asked any more."""
        self._timer.stop()
        self._drop()

    def _moved(self) -> None:
        supposed = bool(self.what_if())
        self.reset.setEnabled(any(one.number for one in self.sliders))
        for widget in (self.margin.slider, self.margin.box):
            widget.setEnabled(self.follow.isChecked())
        self._drop()
        self._show_price()
        if supposed:
            self._timer.start()
            return
        self._timer.stop()
        self._table.hide()
        self.sample.hide()
        self.told.setText(_("Move a slider to see what would follow. Nothing is changed by it."))

    def _drop(self) -> None:
        """Whatever is on its way answers an older question."""
        self._asked += 1
        if self._job is not None:
            self._job.cancel()
            self._job = None

    # -- the launch ------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask in the background what the supposition does to the launch."""
        self._timer.stop()
        self._drop()
        what_if, session = self.what_if(), self.session
        if not what_if or not session.is_open or session.launch is None:
            return
        store, products, targets = session.store, session.products, session.targets
        launch, stay, asked = self._launch, self.stay.isChecked(), self._asked

        def work(progress: Progress) -> tuple[LaunchPrices, Effect]:
            found = launch or read_prices(store.read(), products, targets, progress=progress)
            return found, effect(found, what_if, stay=stay, progress=progress)

        def take(found: tuple[LaunchPrices, Effect]) -> None:
            if asked == self._asked and isValid(self):
                self._job = None
                self._launch = found[0]
                self._show(found[1], what_if, stay=stay)

        self._job = session.jobs.run(work, done=take)

    def _show(self, found: Effect, what_if: WhatIf, *, stay: bool) -> None:
        self.told.setText(launch_sentence(found, what_if, stay=stay))
        self._show_targets(found.targets, stay=stay)
        self.sample.setVisible(found.is_sample)
        text = _("An even sample of {n} of about {total} prices.")
        self.sample.setText(text.format(n=count(found.prices), total=count(found.total)))
        self.setAccessibleDescription(self.told.text())
        self.answered.emit(found)

    def _show_targets(self, targets: Sequence[TargetEffect], *, stay: bool) -> None:
        clear(self._grid)
        heads = (_("Target"), _("Moves by"), _("Margin"), _("Loss"))
        for place, head in enumerate(heads):
            self._grid.addWidget(_cell(head, "section", right=place > 0), 0, place)
        labels = {
            (one.market, one.channel): self.session.label(one)
            for one in reversed(self.session.targets)
        }
        for line, one in enumerate(targets, 1):
            name = labels.get(one.place, "/".join(one.place))
            tip = target_sentence(name, one, stay=stay)
            change = _NOTHING if stay else _signed(one.move)
            margin = _between(one.margin_before, one.margin_after)
            bad = "block" if one.losses else ""
            self._grid.addWidget(Elided(name), line, 0)
            for place, (words, role) in enumerate(
                ((change, ""), (margin, ""), (count(one.losses), bad)), 1
            ):
                cell = _cell(words, role, right=True)
                cell.setToolTip(literal(tip))
                cell.setAccessibleName(tip)
                self._grid.addWidget(cell, line, place)
        self._grid.setColumnStretch(0, 1)
        self._table.setVisible(bool(targets))

    # -- the price in hand -----------------------------------------------------------------------

    def _show_price(self) -> None:
        stored, target, what_if = self._stored, self._target, self.what_if()
        if stored is None or target is None or not what_if or stored.amount is None:
            self.price.hide()
            return
        after = if_stored(stored, what_if, stay=self.stay.isChecked())
        self.price.setText(_price_sentence(stored, after, target))
        self.price.show()


def launch_sentence(found: Effect, what_if: WhatIf, *, stay: bool) -> str:
    """Say what a supposition does to the prices of a launch."""
    number = found.prices
    told = []
    if not stay:
        change = ngettext("{n} of {total} price changes", "{n} of {total} prices change", number)
        told.append(change.format(n=count(found.changed), total=count(number)))
    loss = ngettext(
        "{n} of {total} price is sold at a loss", "{n} of {total} prices are sold at a loss", number
    )
    told.append(loss.format(n=count(found.losses), total=count(number)))
    if found.below_floor:
        floor = ngettext("{n} is below its floor", "{n} are below their floor", found.below_floor)
        told.append(floor.format(n=count(found.below_floor)))
    if found.missing:
        missing = ngettext("{n} has no price", "{n} have no price", found.missing)
        told.append(missing.format(n=count(found.missing)))
    text = _("{what_if}: {what_follows}.")
    return text.format(what_if=supposed(what_if), what_follows=in_a_row(told))


def supposed(what_if: WhatIf) -> str:
    """Say what is supposed: “Rate -5 %, fees +2 points”."""
    parts = []
    if what_if.rate_pct:
        parts.append(_("rate {change} %").format(change=_number(what_if.rate_pct)))
    if what_if.fee_points:
        parts.append(_("fees {change} points").format(change=_number(what_if.fee_points)))
    if what_if.margin_points:
        parts.append(
            _("target margin {change} points").format(change=_number(what_if.margin_points))
        )
    text = in_a_row(parts)
    return text[:1].upper() + text[1:]


def _number(number: Decimal) -> str:
    return f"{number.normalize():+f}"


def target_sentence(name: str, one: TargetEffect, *, stay: bool) -> str:
    """Say what a supposition does to the prices of one target, a line for each thing."""
    told = [ngettext("{n} price", "{n} prices", one.prices).format(n=count(one.prices))]
    if not stay:
        changed = ngettext("{n} changes", "{n} change", one.changed).format(n=count(one.changed))
        told.append(_("{n}, on average by {percent}").format(n=changed, percent=_signed(one.move)))
    text = _("average margin {margin}")
    told.append(text.format(margin=_between(one.margin_before, one.margin_after)))
    told.append(_("at a loss: {n}").format(n=count(one.losses)))
    told.append(_("below the floor: {n}").format(n=count(one.below_floor)))
    told.append(_("without a price: {n}").format(n=count(one.missing)))
    return f"{name}: " + "\n".join(told)


def _price_sentence(stored: StoredPrice, after: Worth, target: Target) -> str:
    def write(amount: Decimal | None) -> str:
        if amount is None:
            return _("no price")
        return pipeline.format_price(amount, stored.currency, target.locale)

    text = _("This price: {before} → {after}")
    words = text.format(before=write(stored.amount), after=write(after.price))
    if after.price == stored.amount:
        words = _("This price: {before}, as today").format(before=write(stored.amount))
    margin = _("margin {margin}").format(margin=_between(stored.margin, after.margin))
    return words if stored.margin is None and after.margin is None else f"{words}\n{margin}"


def _between(before: Decimal | None, after: Decimal | None) -> str:
    """Write two margins: 18.2 → 16.4 %."""
    if before is None and after is None:
        return _NOTHING
    return f"{_plain(before)}{_SPACE}→{_SPACE}{_plain(after)}{_SPACE}%"


def _plain(margin: Decimal | None) -> str:
    return _NOTHING if margin is None else f"{margin * 100:.1f}"


def _signed(share: Decimal | None) -> str:
    return _NOTHING if share is None else f"{share * 100:+.1f} %"


def _cell(text: str, role: str, *, right: bool) -> QLabel:
    made = label(text, role)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    made.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return made
