"""Fixes many prices at once, or gives them back to the rules: the first of them are shown before."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QLineEdit, QWidget

from localizer import pipeline
from localizer.catalog import views
from localizer.catalog.views import PriceLine
from localizer.errors import InputError
from localizer.i18n import N_, _, ngettext
from localizer.jobs import Progress
from localizer.model.launch import Target
from localizer.model.money import Money
from localizer.pipeline.bulk_prices import (
    Override,
    OverrideKind,
    OverrideLine,
    OverridePlan,
    apply_override,
    plan_override,
)
from localizer.ui.actions.amounts import parse_amount
from localizer.ui.actions.columns import count, counted
from localizer.ui.actions.price_words import prices_change
from localizer.ui.actions.session import Session
from localizer.ui.actions.words import in_a_row
from localizer.ui.look.tokens import SPACE_2, SPACE_3, SPACE_4
from localizer.ui.models.listed import Listed
from localizer.ui.widgets.column_view import ListTable
from localizer.ui.widgets.parts import Card, box, button, column, combo, label, row, set_role

if TYPE_CHECKING:
    from localizer.ui.jobs import Job

SIZE: Final = (740, 640)
#: Lines shown before it is done.
FIRST: Final = 50
TYPING_MS: Final = 150
WIDTHS: Final = (150, 170, 110, 120)
_HUNDRED: Final = Decimal(100)
_PERCENT: Final = re.compile(r"[+\-−]?[0-9]{1,4}(?:[.,][0-9]{1,4})?")
_FACTOR: Final = re.compile(r"[×x*]\s*([0-9]{1,3}(?:[.,][0-9]{1,6})?)", re.IGNORECASE)
KINDS: Final[Mapping[OverrideKind, str]] = {
    OverrideKind.CHANGE: N_("Change today's prices and fix them"),
    OverrideKind.SET: N_("Fix one price for all"),
    OverrideKind.FREEZE: N_("Fix the prices as they are today"),
    OverrideKind.CLEAR: N_("Let the rules decide again"),
}
Previewed = tuple[OverridePlan, Mapping[int, PriceLine]]


class BulkPricesDialog(QDialog):
    """Plans in the background while the person chooses; the button works when a price would change."""

    def __init__(
        self, session: Session, selected: Sequence[int], shown: Sequence[int], parent: QWidget
    ) -> None:
        """Offer the variants ``selected`` in the table and all ``shown`` there."""
        super().__init__(parent)
        self.setWindowTitle(_("Fix many prices"))
        self.resize(*SIZE)
        self.session = session
        self.found: OverridePlan | None = None
        self._job: Job | None = None
        self._asked = 0
        self._variants = (tuple(selected), tuple(shown))
        places = {(one.market, one.channel): one for one in reversed(session.targets)}
        self._targets = tuple(reversed(places.values()))
        self.kind, self.scope = combo(_("What to do")), combo(_("Which products"))
        self.target, self.ending = combo(_("Which targets")), combo(_("Price endings"))
        self.percent, self.amount = QLineEdit(), QLineEdit()
        self.percent.setAccessibleName(_("Change by per cent"))
        self.percent.setPlaceholderText(_("+5, -10 or × 1.2"))
        self.amount.setAccessibleName(_("Fixed price"))
        self.told = label("", wrap=True)
        self.at_loss = QCheckBox(_("Sell at a loss"))
        self.at_loss.setVisible(False)
        self.at_loss.toggled.connect(self._enable)
        self.table: Listed[OverrideLine] = Listed(
            [_("SKU"), _("Product"), _("Target"), _("Today"), _("Then")],
            self._cells,
            numbers=(3, 4),
            parent=self,
        )
        self._names: Mapping[int, PriceLine] = {}
        self.view = ListTable(_("The first prices that change"))
        self.view.setModel(self.table)
        self.view.fit(*WIDTHS)
        self.go = button(_("Apply"), self.accept, role="primary")
        self.go.setDefault(True)
        self._timer = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._timer.timeout.connect(self.ask)
        self._fill()
        self._build()
        self._choose()

    def _fill(self) -> None:
        for kind, name in KINDS.items():
            self.kind.addItem(_(name), kind.value)
        for number, ids in enumerate(self._variants):
            words = (
                ngettext("{n} selected line", "{n} selected lines", len(ids)),
                ngettext("All {n} line shown", "All {n} lines shown", len(ids)),
            )[number]
            if ids:
                self.scope.addItem(words.format(n=count(len(ids))), number)
        self.target.addItem(_("All targets"), None)
        for place, target in enumerate(self._targets):
            self.target.addItem(self.session.label(target), place)
        self.ending.addItem(_("Up to the market's price ending"), True)
        self.ending.addItem(_("Exactly"), False)

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_3)
        grid.setVerticalSpacing(SPACE_2)
        self._lines = (
            (label(_("What to do"), "muted"), self.kind),
            (label(_("Change by per cent"), "muted"), self.percent),
            (label(_("Price endings"), "muted"), self.ending),
            (label(_("Fixed price"), "muted"), self.amount),
            (label(_("Products"), "muted"), self.scope),
            (label(_("Target"), "muted"), self.target),
        )
        for place, (name, control) in enumerate(self._lines):
            grid.addWidget(name, place, 0)
            grid.addWidget(control, place, 1)
        grid.setColumnStretch(1, 1)
        layout = column(
            label(_("Fix many prices"), "title"),
            Card(box(grid)),
            self.told,
            self.view,
            row(self.at_loss, None, button(_("Cancel"), self.reject), self.go),
            spacing=SPACE_3,
        )
        layout.setStretch(3, 1)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        self.kind.currentIndexChanged.connect(self._choose)
        self.target.currentIndexChanged.connect(self._choose)
        for one in (self.scope, self.ending):
            one.currentIndexChanged.connect(self._typing)
        self.percent.textChanged.connect(self._typing)
        self.amount.textChanged.connect(self._typing)

    # -- what is chosen --------------------------------------------------------------------------

    def _choose(self) -> None:
        kind = OverrideKind(self.kind.currentData())
        wanted = {
            OverrideKind.CHANGE: (self.percent, self.ending),
            OverrideKind.SET: (self.amount,),
        }.get(kind, ())
        for name, control in self._lines[1:4]:
            for one in (name, control):
                one.setVisible(control in wanted)
        currencies = {self._currency(one) for one in self.targets()}
        self.amount.setPlaceholderText(", ".join(sorted(currencies)))
        self._typing()

    def variants(self) -> tuple[int, ...]:
        """Return the variants chosen."""
        return self._variants[self.scope.currentData() or 0]

    def targets(self) -> tuple[Target, ...]:
        """Return the targets chosen."""
        place = self.target.currentData()
        return self._targets if place is None else (self._targets[place],)

    def _currency(self, target: Target) -> str:
        return self.session.tools.packs.markets[target.market].currency

    def override(self) -> Override:
        """Return what is chosen. Raises `InputError` for what is no number or fits no target."""
        kind = OverrideKind(self.kind.currentData())
        if kind is OverrideKind.CHANGE:
            factor = factor_of(self.percent.text())
            if factor is None:
                text = _("Write by how much: +5, -10 or × 1.2.")
                raise InputError(text)
            return Override(kind, factor=factor, ending=self.ending.currentData())
        if kind is OverrideKind.SET:
            return Override(kind, amount=self._typed_amount())
        return Override(kind)

    def _typed_amount(self) -> Money:
        targets = self.targets()
        currencies = sorted({self._currency(one) for one in targets})
        if len(currencies) > 1:
            text = _("The targets sell in {currencies}. Choose one target for one price.")
            raise InputError(text.format(currencies=", ".join(currencies)))
        amount = parse_amount(self.amount.text(), currencies[0], targets[0].locale)
        if amount is None:
            raise InputError(
                _("Write a price in {currency}, such as 299.").format(currency=currencies[0])
            )
        return Money(amount, currencies[0])

    # -- what it would do ------------------------------------------------------------------------

    def _typing(self) -> None:
        self._forget()
        self._timer.start()

    def _forget(self) -> None:
        self._asked += 1
        self.found = None
        self.at_loss.setVisible(False)
        self.at_loss.setChecked(False)
        self.go.setEnabled(False)
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def ask(self) -> None:
        """Plan in the background what is chosen."""
        self._timer.stop()
        self._forget()
        try:
            override = self.override()
        except InputError as problem:
            typed = self.percent.text() if self.percent.isVisible() else self.amount.text()
            self._say(str(problem), wrong=bool(typed.strip()))
            self.table.show(())
            return
        asked, store, tools = self._asked, self.session.store, self.session.tools
        variants, targets = self.variants(), self.targets()

        def plan(progress: Progress) -> Previewed | InputError:
            reader = store.read()
            try:
                found = plan_override(reader, tools, override, variants, targets, progress=progress)
            except InputError as problem:
                return problem
            first = sorted({one.variant_id for one in found.lines[:FIRST]})
            return found, views.price_lines(reader, first)

        def take(found: Previewed | InputError) -> None:
            if asked != self._asked:
                return
            self._job = None
            if isinstance(found, InputError):
                self._say(str(found), wrong=True)
                self.table.show(())
            else:
                self._show(*found)

        self._job = self.session.jobs.run(plan, done=take)

    def _show(self, found: OverridePlan, names: Mapping[int, PriceLine]) -> None:
        self.found, self._names = found, names
        self.table.show(found.lines[:FIRST])
        self.view.fit(*WIDTHS)
        self._say(in_words(found), wrong=bool(found.losses or found.below_floor or found.unknown))
        self.at_loss.setVisible(bool(found.losses))
        self._enable()

    def _enable(self, _ticked: object = None) -> None:
        """Let prices at a loss be fixed only where the person says so."""
        found = self.found
        is_meant = found is not None and (not found.losses or self.at_loss.isChecked())
        self.go.setEnabled(is_meant and found is not None and bool(found.lines))

    def _say(self, sentence: str, *, wrong: bool = False) -> None:
        set_role(self.told, "warn" if wrong else "")
        self.told.setText(sentence)
        self.setAccessibleDescription(sentence)

    def _cells(self, one: OverrideLine) -> Sequence[str]:
        line = self._names.get(one.variant_id)
        target = next(
            target for target in self._targets if (target.market, target.channel) == one.place
        )
        write = partial(pipeline.format_price, currency=one.currency, locale=target.locale)
        return (
            line.sku if line else "",
            " · ".join(part for part in (line.title, line.options) if part) if line else "",
            self.session.label(target),
            _("no price") if one.before is None else write(one.before),
            _("as the rules say") if one.after is None else write(one.after),
        )

    def done(self, result: int) -> None:
        """Stop planning when the dialog goes."""
        self._timer.stop()
        self._asked += 1
        if self._job is not None:
            self._job.cancel()
        super().done(result)


def factor_of(text: str) -> Decimal | None:
    """Return the factor that ``+5``, ``-10 %`` or ``× 1.2`` stands for, ``None`` for what is none."""
    typed = text.strip().removesuffix("%").strip()
    times = _FACTOR.fullmatch(typed)
    if times is not None:
        return Decimal(times[1].replace(",", "."))
    if _PERCENT.fullmatch(typed) is None:
        return None
    return 1 + Decimal(typed.replace(",", ".").replace("−", "-")) / _HUNDRED


def in_words(found: OverridePlan) -> str:
    """Say how many prices an override changes, and what of the others."""
    number, same, without = len(found.lines), found.same, found.without
    told = [
        prices_change(number),
        *counted(
            (
                (same, ngettext("{n} is so already", "{n} are so already", same)),
                (without, ngettext("{n} has no price today", "{n} have no price today", without)),
            )
        ),
    ]
    sentence = _("{list}.").format(list=in_a_row(told))
    risks = _risks(found)
    return f"{sentence} {_('{list}.').format(list=in_a_row(risks))}" if risks else sentence


def _risks(found: OverridePlan) -> list[str]:
    """Say how many of the new prices earn too little, and of how many nobody knows."""
    losses = ngettext(
        "{n} of the new prices makes a loss", "{n} of the new prices make a loss", found.losses
    )
    below = ngettext(
        "{n} of the new prices is below the floor margin",
        "{n} of the new prices are below the floor margin",
        found.below_floor,
    )
    unknown = ngettext(
        "{n} of the new prices has an unknown margin",
        "{n} of the new prices have an unknown margin",
        found.unknown,
    )
    return counted(((found.losses, losses), (found.below_floor, below), (found.unknown, unknown)))


def ask_bulk_prices(
    session: Session,
    parent: QWidget,
    selected: Sequence[int],
    shown: Sequence[int],
    then: Callable[[], object] | None = None,
) -> BulkPricesDialog:
    """Show the dialog without blocking; what is confirmed is done as one step, then ``then`` is called."""
    dialog = BulkPricesDialog(session, selected, shown, parent)
    dialog.accepted.connect(lambda: _apply(session, dialog, then))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _apply(session: Session, dialog: BulkPricesDialog, then: Callable[[], object] | None) -> None:
    if dialog.found is None:
        return
    store, tools, number = session.store, session.tools, len(dialog.found.lines)
    override, variants, targets = dialog.override(), dialog.variants(), dialog.targets()

    def applied(_changes: object) -> None:
        told = ngettext("{n} price changed.", "{n} prices changed.", number)
        session.say(f"{told.format(n=count(number))} {_('Ctrl+Z takes it back.')}", "ok")
        if then is not None:
            then()

    session.work(
        _("Making the prices anew"),
        lambda progress: apply_override(
            store, tools, override, variants, targets, progress=progress
        ),
        applied,
    )
