"""Price rules: on the left for what, on the right what counts there and from whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QFormLayout, QFrame, QWidget

from localizer import pipeline
from localizer.catalog import products
from localizer.catalog.prices import without_price
from localizer.i18n import N_, _
from localizer.jobs import Progress
from localizer.model.launch import Target
from localizer.model.price import EndingMode
from localizer.model.price_rule import PriceRule, RuleKind, RulePlace
from localizer.pipeline.price_rules import (
    Said,
    ScopeLine,
    rule_history,
    scope_lines,
    sku_of,
)
from localizer.ui.actions import price_words as words
from localizer.ui.actions.price_words import lost_prices
from localizer.ui.actions.session import Session
from localizer.ui.actions.words import market_name
from localizer.ui.dialogs.price_rules.editor import edit_rule
from localizer.ui.dialogs.price_rules.history import RuleHistory
from localizer.ui.dialogs.price_rules.line import Actions, RuleLineView
from localizer.ui.dialogs.price_rules.scope import Editing, Scope
from localizer.ui.jobs import Job
from localizer.ui.look.tokens import SPACE_2, SPACE_3, SPACE_4
from localizer.ui.widgets.parts import Card, box, button, clear, column, combo, label, row, scroll

SIZE: Final = (1060, 700)
SIDE: Final = 250
_ALL: Final = "all"
_CATALOG: Final = "catalog"
_SKU: Final = "sku"
GROUPS: Final = (
    (N_("Tax and marketplace"), (RuleKind.FEES, RuleKind.TAX, RuleKind.TAX_MODE)),
    (N_("Profit"), (RuleKind.MARGIN, RuleKind.FLOOR, RuleKind.CAP)),
    (N_("Price endings"), (RuleKind.ENDINGS, RuleKind.ENDING_MODE, RuleKind.FAMILY)),
    (N_("Costs"), (RuleKind.SHIPPING, RuleKind.LOCAL_COST, RuleKind.FX_BUFFER)),
)


class PriceRulesDialog(QDialog):
    """Every change is saved and priced at once; Ctrl+Z takes it back."""

    def __init__(
        self, session: Session, parent: QWidget, target: Target | None, variant: int | None
    ) -> None:
        """Begin at a target; a ``variant`` can be chosen beside catalogs."""
        super().__init__(parent)
        self.setWindowTitle(_("Price rules"))
        self.resize(*SIZE)
        self.session = session
        self._job: Job | None = None
        self.lines: dict[RuleKind, RuleLineView] = {}
        self.market = combo(_("Market"))
        self.channel = combo(_("Channel"))
        self.category = combo(_("Category"))
        self.goods = combo(_("Goods"))
        self._fill(target, variant)
        self.busy = label(_("Making the prices anew…"), "muted")
        self.stop = button(_("Stop"), self._stop)
        self.leave = button(_("Close"), self.accept, role="primary")
        self._list = column(spacing=SPACE_3)
        self.area = scroll(box(column(self._list, None)))
        self._build()
        self._show_busy(busy=False)
        self.market.currentIndexChanged.connect(self._market_chosen)
        self.goods.currentIndexChanged.connect(self._goods_chosen)
        for one in (self.channel, self.category):
            one.currentIndexChanged.connect(self.reload)
        session.changed.connect(self.reload)
        session.opened.connect(self.reject)
        session.jobs.idle.connect(self._ended)  # a job may end before its own signal is heard
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.activated.connect(session.undo)
        redo = QShortcut(QKeySequence(QKeySequence.StandardKey.Redo), self)
        redo.activated.connect(session.redo)
        self.reload()
        self.market.setFocus()

    def _build(self) -> None:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(SPACE_2)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, field in (
            (_("Market"), self.market),
            (_("Channel"), self.channel),
            (_("Category"), self.category),
            (_("Goods"), self.goods),
        ):
            field.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            form.addRow(label(name, "muted"), field)
        hint = _(
            "The nearest rule counts: that of a SKU before its catalog's, its category's, the channel's, "
            "the market's. What nobody set comes from the packs."
        )
        side = box(column(Card(box(form)), label(hint, "muted", wrap=True), None, spacing=SPACE_3))
        side.setFixedWidth(SIDE)
        body = row(side, self.area, spacing=SPACE_3)
        body.setStretch(1, 1)
        layout = column(
            label(_("Price rules"), "title"),
            body,
            row(self.busy, self.stop, None, self.leave),
            spacing=SPACE_3,
        )
        layout.setStretch(1, 1)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        self.leave.setDefault(True)

    def _fill(self, target: Target | None, variant: int | None) -> None:
        packs, reader = self.session.tools.packs, self.session.store.read()
        self.market.addItem(_("All markets"), "")
        for code in sorted(packs.markets, key=market_name):
            self.market.addItem(market_name(code), code)
        wanted = target or next(iter(self.session.targets), None)
        if wanted is not None:
            self.market.setCurrentIndex(self.market.findData(wanted.market))
        self._fill_channels("" if wanted is None else wanted.channel)
        self.category.addItem(_("All categories"), "")
        for group in words.GROUPS:
            self.category.addItem(words.group_name(group), str(group))
        self.goods.addItem(_("All goods"), (_ALL, 0))
        for one in products.catalogs(reader):
            self.goods.addItem(_("Catalog {name}").format(name=one.name), (_CATALOG, one.id))
        if variant is not None:
            text = _("SKU {sku}").format(sku=sku_of(reader, variant))
            self.goods.addItem(text, (_SKU, variant))

    def _fill_channels(self, chosen: str) -> None:
        """Offer the channels of the market, keeping the one chosen where it is there."""
        packs, market = self.session.tools.packs, self.market.currentData()
        codes = packs.markets[market].channels if market else tuple(packs.channels)
        was = self.channel.blockSignals(True)
        self.channel.clear()
        self.channel.addItem(_("All channels"), "")
        for code in codes:
            self.channel.addItem(packs.channels[code].name, code)
        self.channel.setCurrentIndex(max(self.channel.findData(chosen), 0))
        self.channel.blockSignals(was)

    def _market_chosen(self) -> None:
        self._fill_channels(str(self.channel.currentData() or ""))
        self.reload()

    def _goods_chosen(self) -> None:
        """A SKU has its category already."""
        is_sku = self.goods.currentData()[0] == _SKU
        self.category.setEnabled(not is_sku)
        if is_sku and self.category.currentIndex():
            self.category.setCurrentIndex(0)
        else:
            self.reload()

    @property
    def place(self) -> RulePlace:
        """Return the place whose rules are shown."""
        what, number = self.goods.currentData()
        market, channel = str(self.market.currentData()), str(self.channel.currentData())
        if what == _SKU:
            return RulePlace(market, channel, variant_id=number)
        category = str(self.category.currentData())
        return RulePlace(market, channel, category, number if what == _CATALOG else None)

    @property
    def scope(self) -> Scope:
        """Return the place with its names."""
        return Scope(self.session.tools, self.session.store.read(), self.place)

    def reload(self) -> None:
        """Read what counts and show it; the keys stay where they are."""
        if not self.session.is_open:
            return
        reader, scope = self.session.store.read(), self.scope
        found = {one.kind: one for one in scope_lines(reader, self.session.tools, scope.place)}
        focused = self._focused()
        where = self.area.verticalScrollBar().value()
        clear(self._list)
        self.lines = {}
        actions = Actions(self._change, self._withdraw, self._history)
        for title, kinds in GROUPS:
            views: list[QWidget] = []
            for kind in kinds:
                had = bool(rule_history(reader, kind, scope.place))
                view = self.lines[kind] = RuleLineView(scope, found[kind], actions, had=had)
                views += [_divider(), view] if views else [view]
            self._list.addWidget(Card(label(_(title), "section"), *views))
        if focused is not None:
            self.lines[focused].change.setFocus()
        self.area.verticalScrollBar().setValue(where)

    def _focused(self) -> RuleKind | None:
        widget = QApplication.focusWidget()
        if widget is None:
            return None
        for kind, view in self.lines.items():
            if view.isAncestorOf(widget):
                return kind
        return None

    def _change(self, line: ScopeLine) -> None:
        """Edit a rule; what is saved holds for the place it was shown for."""
        scope = self.scope
        found = {one.kind: one for one in scope_lines(scope.reader, scope.tools, scope.place)}
        mode = found[RuleKind.ENDING_MODE].rule
        ending = EndingMode.UP if mode is None else EndingMode(mode.value)
        if ending is EndingMode.DOWN and found[RuleKind.FLOOR].rule is None:
            ending = EndingMode.UP
        edit_rule(
            Editing(scope, line, ending),
            self,
            lambda text, said: self._set(line.kind, scope.place, text, said),
        )

    def _set(self, kind: RuleKind, place: RulePlace, text: str, said: Said) -> None:
        store, tools = self.session.store, self.session.tools
        self._work(
            lambda progress: pipeline.set_rule(
                store, tools, kind, place, text, said=said, progress=progress
            )
        )

    def _withdraw(self, rule: PriceRule) -> None:
        store, tools = self.session.store, self.session.tools
        self._work(
            lambda progress: pipeline.withdraw_rule(store, tools, rule.id, progress=progress)
        )

    def _work(self, action: Callable[[Progress], object]) -> None:
        """Save and price; the dialog says so until it is done."""
        self._show_busy(busy=True)
        store, lost = self.session.store, []

        def act(progress: Progress) -> object:
            before = without_price(store.read())
            changes = action(progress)
            lost.append(without_price(store.read()) - before)
            return changes

        def tell(_changes: object) -> None:
            if lost[0] > 0:
                self.session.say(lost_prices(lost[0]), "warn")

        self._job = self.session.work(_("Making the prices anew"), act, tell)
        self._job.ended.connect(self._ended)

    def _ended(self) -> None:
        self._job = None
        self._show_busy(busy=False)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _show_busy(self, *, busy: bool) -> None:
        self.busy.setVisible(busy)
        self.stop.setVisible(busy)
        self.area.setEnabled(not busy)

    def _history(self, kind: RuleKind) -> None:
        scope = self.scope
        rules = rule_history(scope.reader, kind, scope.place)
        dialog = RuleHistory(scope, kind, rules, self._withdraw, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _divider() -> QFrame:
    made = QFrame()
    made.setProperty("role", "divider")
    return made


def show_rules(
    parent: QWidget,
    session: Session,
    *,
    target: Target | None = None,
    variant: int | None = None,
) -> PriceRulesDialog:
    """Show the rules of ``target``, of the launch's first one without; a ``variant`` can be chosen too."""
    dialog = PriceRulesDialog(session, parent, target, variant)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
