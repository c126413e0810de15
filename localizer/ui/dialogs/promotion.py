"""Promotions: those planned, a new one, and what it would make of the prices of the product in hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget
from shiboken6 import isValid

from localizer import pipeline
from localizer.catalog import products
from localizer.errors import InputError
from localizer.i18n import _
from localizer.jobs import Progress
from localizer.model.promotion import Promotion
from localizer.pipeline.promotion_reach import Reach, reach
from localizer.pipeline.promotions import (
    Phase,
    Planned,
    Tried,
    plan_promotion,
    planned,
    remove_promotion,
    try_promotion,
)
from localizer.ui.actions.columns import count
from localizer.ui.actions.promotion_words import (
    end_time,
    percent_off,
    reach_sentence,
    reach_text,
    remark,
    state_text,
    wall_time,
    where_text,
)
from localizer.ui.actions.session import Session
from localizer.ui.dialogs.promotion_form import PromotionForm
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import SPACE_3, SPACE_4
from localizer.ui.widgets.parts import (
    Card,
    Elided,
    button,
    column,
    label,
    palette_of,
    row,
    set_role,
)

if TYPE_CHECKING:
    from localizer.ui.jobs import Job

SIZE: Final = (1120, 760)
#: The least width of a column: a remark is told in its tooltip, its heading is to be read.
LEAST: Final = 72
TYPING_MS: Final = 150
FORM_WIDTH: Final = 480
LIST_HEIGHT: Final = 190
#: Columns of the preview that hold numbers; the last one counts all chosen products.
NUMBERS: Final = (1, 2, 3, 5)
COUNTED: Final = 5
#: Column of the list that tells on how many products a promotion is.
LISTED: Final = 6
_TO_THE_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PromotionsDialog(QDialog):
    """The list follows what happens; a new promotion is told about while it is written."""

    def __init__(self, session: Session, parent: QWidget, product_id: int | None = None) -> None:
        """Show what is planned; ``product_id`` is in hand, else the launch's first product."""
        super().__init__(parent)
        self.setWindowTitle(_("Promotions"))
        self.resize(*SIZE)
        self.session = session
        first = session.products[0] if session.products else None
        self._product = first if product_id is None else product_id
        self._counting: dict[str, tuple[object, Job]] = {}
        self.list = _table(
            _("Planned promotions"),
            [
                _("Promotion"),
                _("Off"),
                _("Where"),
                _("Starts"),
                _("Ends"),
                _("State"),
                _("On sale"),
            ],
            stretched=2,
        )
        self.list.setFixedHeight(LIST_HEIGHT)
        self.none = label(_("No promotion is planned yet."), "muted")
        self.remove = button(_("Remove"), self._remove, name=_("Remove the selected promotion"))
        self.form = PromotionForm(session, self._product)
        self.preview = _table(
            _("Preview: prices under the new promotion"),
            [
                _("Target"),
                _("Price"),
                _("Sale price"),
                _("Margin"),
                _("Remark"),
                _("Products on sale"),
            ],
            stretched=4,
        )
        for place in NUMBERS:
            self.preview.headerItem().setTextAlignment(place, _TO_THE_RIGHT)
        self.previewed = Elided("", "section")
        self.told = label("", "warn", wrap=True)
        self.go = button(_("Plan promotion"), self._plan, role="primary")
        self.go.setDefault(True)
        self._build()
        self._timer = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._timer.timeout.connect(self._try)
        self.form.changed.connect(self._timer.start)
        self.list.itemSelectionChanged.connect(self._enable)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)
        session.changed.connect(self._reload)
        self._reload()
        self.form.name.setFocus()

    def _build(self) -> None:
        head = row(label(_("Planned promotions"), "section"), None, self.remove)
        form = Card(label(_("New promotion"), "section"), self.form, None)
        form.setFixedWidth(FORM_WIDTH)
        tried = Card(self.previewed, self.preview)
        below = row(form, tried, spacing=SPACE_3)
        below.setStretch(1, 1)
        foot = row(self.told, button(_("Close"), self.reject), self.go)
        foot.setStretch(0, 1)
        layout = column(
            Card(head, self.none, self.list),
            below,
            foot,
            spacing=SPACE_3,
        )
        layout.setStretch(1, 1)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        self.told.setMinimumHeight(self.go.sizeHint().height())

    def _reload(self, _changes: object = None) -> None:
        """Read the list and the preview anew."""
        session = self.session
        if not session.is_open:
            return
        found = planned(session.store.read(), session.tools, session.tools.now())
        self.list.clear()
        for one in found:
            self.list.addTopLevelItem(_listed(one))
        self._count_listed(found)
        self.none.setVisible(not found)
        self.list.setVisible(bool(found))
        self._enable()
        self._try()

    def _count_listed(self, found: Sequence[Planned]) -> None:
        """Count in the background on how many products each promotion is that is not over."""
        store, tools = self.session.store, self.session.tools
        wanted = [one.promotion for one in found if one.phase is not Phase.OVER]

        def work(progress: Progress) -> dict[str, tuple[Reach, ...]]:
            reader = store.read()
            return {one.name: reach(reader, tools, one, progress=progress) for one in wanted}

        def take(counted: dict[str, tuple[Reach, ...]]) -> None:
            for place in range(self.list.topLevelItemCount()):
                item = self.list.topLevelItem(place)
                if item is not None and item.text(0) in counted:
                    each = counted[item.text(0)]
                    item.setText(LISTED, _fewest(each))
                    item.setToolTip(LISTED, literal(self._by_target(each)))

        self._count("list", work, take)

    def _by_target(self, each: Sequence[Reach]) -> str:
        label_ = self.session.label
        return "\n".join(f"{label_(one.target)}: {reach_text(one)}" for one in each)

    def _count(
        self, what: str, work: Callable[[Progress], object], take: Callable[..., object]
    ) -> None:
        """Count in the background; of counts of the same ``what`` only the newest is shown."""
        self._stop_counting(what)
        mine = object()

        def done(found: object) -> None:
            if isValid(self) and self._counting.get(what, (None, None))[0] is mine:
                del self._counting[what]
                take(found)

        self._counting[what] = mine, self.session.jobs.run(work, done=done)

    def _stop_counting(self, what: str) -> None:
        _mine, job = self._counting.pop(what, (None, None))
        if job is not None:
            job.cancel()

    def done(self, result: int) -> None:
        """Stop counting when the dialog goes."""
        self._timer.stop()
        for what in list(self._counting):
            self._stop_counting(what)
        super().done(result)

    def _enable(self) -> None:
        self.remove.setEnabled(bool(self.list.selectedItems()))

    def _promotion(self) -> Promotion | None:
        """Return what is written, or say why it is no promotion."""
        try:
            found = self.form.promotion()
        except InputError as error:
            if self.form.is_touched:
                self._say(str(error))
            elif self.told.property("role") != "ok":
                self._say("")
            return None
        taken = {self.list.topLevelItem(n).text(0) for n in range(self.list.topLevelItemCount())}  # type: ignore[union-attr]
        if found.name in taken:
            problem = _("There is already a promotion named “{name}”. Choose another name.")
            self._say(problem.format(name=found.name))
            return None
        self._say("")
        return found

    def _say(self, sentence: str, role: str = "warn") -> None:
        set_role(self.told, role if sentence else "muted")
        self.told.setText(sentence)

    def _try(self) -> None:
        """Show what the promotion would make of the product in hand."""
        session = self.session
        if not session.is_open:
            return
        found = self._promotion()
        self.go.setEnabled(found is not None)
        self.preview.clear()
        self._stop_counting("preview")
        reader, tools = session.store.read(), session.tools
        if self._product not in session.products:  # an undo took it while this was open
            self._product = next(iter(session.products), None)
        if self._product is None:
            self.previewed.show_text(_("Preview: there is no launch with a product."))
            return
        title = products.load(reader, self._product).title
        self.previewed.show_text(_("Preview: {product}").format(product=title))
        known = self.form.readable()
        if known is None:
            return
        tried = try_promotion(reader, tools, known, self._product, session.targets)
        for one in tried:
            self.preview.addTopLevelItem(self._shown(one))
        self._count_tried(known, [session.label(one.target) for one in tried])

    def _count_tried(self, known: Promotion, rows: Sequence[str]) -> None:
        """Tell for all of the chosen products, not only for the one in hand, how many are on sale."""
        store, tools = self.session.store, self.session.tools

        def take(counted: tuple[Reach, ...]) -> None:
            for one in counted:
                name = self.session.label(one.target)
                item = self.preview.topLevelItem(rows.index(name)) if name in rows else None
                if item is not None:
                    item.setText(COUNTED, _fewest([one]))
                    item.setToolTip(COUNTED, literal(reach_text(one)))
            if not self.told.text():
                self._say(reach_sentence(counted, self.session.label), _role(counted))

        self._count(
            "preview", lambda progress: reach(store.read(), tools, known, progress=progress), take
        )

    def _shown(self, one: Tried) -> QTreeWidgetItem:
        def write(amount: object) -> str:
            return pipeline.format_price(amount, one.currency, one.target.locale)  # type: ignore[arg-type]

        sale = one.sale
        cells = [self.session.label(one.target), write(one.regular)]
        if sale is None:
            cells += ["–", "", _("not lower"), ""]
        else:
            wrong = remark(sale)[0]
            if sale.refused:
                wrong = _("not reduced: {problem}").format(problem=wrong)
            margin = _("unknown") if sale.margin is None else f"{sale.margin * 100:.1f} %"
            cells += [write(sale.amount), margin, wrong, ""]
        item = QTreeWidgetItem(cells)
        for place in NUMBERS:
            item.setTextAlignment(place, _TO_THE_RIGHT)
        item.setToolTip(4, literal(cells[4]))
        if sale is not None and (sale.flags or sale.refused):
            inks = palette_of(self)
            ink = QColor(inks.block if sale.refused else inks.warn)
            for place in (2, 3, 4):
                item.setForeground(place, ink)
        return item

    def _plan(self) -> None:
        found = self._promotion()
        if found is None:
            return
        store, tools = self.session.store, self.session.tools
        self.go.setEnabled(False)
        self.session.work(
            _("Planning the promotion"),
            lambda _progress: plan_promotion(store, tools, found),
            lambda _changes: self._planned(found),
        )

    def _planned(self, promotion: Promotion) -> None:
        """Say that it is planned, and as soon as that is counted on how many products it is."""
        self.form.start_again()
        told = _("“{name}” is planned.").format(name=promotion.name)
        self._say(told, "ok")
        store, tools = self.session.store, self.session.tools

        def take(counted: tuple[Reach, ...]) -> None:
            if self.told.text() == told:
                self._say(f"{told} {reach_sentence(counted, self.session.label)}", "ok")

        self._count(
            "planned",
            lambda progress: reach(store.read(), tools, promotion, progress=progress),
            take,
        )

    def _remove(self) -> None:
        chosen = self.list.selectedItems()
        if not chosen:
            return
        store, tools, name = self.session.store, self.session.tools, chosen[0].text(0)
        self.session.work(
            _("Removing the promotion"), lambda _progress: remove_promotion(store, tools, name)
        )


def _table(name: str, heads: list[str], *, stretched: int) -> QTreeWidget:
    made = QTreeWidget()
    made.setRootIsDecorated(False)
    made.setAccessibleName(name)
    made.setHeaderLabels(heads)
    made.setUniformRowHeights(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    across = made.header()
    across.setMinimumSectionSize(LEAST)
    across.setStretchLastSection(False)
    across.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    across.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    return made


def _listed(one: Planned) -> QTreeWidgetItem:
    promotion = one.promotion
    cells = [
        promotion.name,
        percent_off(promotion.percent),
        where_text(one),
        wall_time(promotion.starts),
        end_time(promotion.ends),
        state_text(one),
        "–" if one.phase is Phase.OVER else "",
    ]
    item = QTreeWidgetItem(cells)
    item.setToolTip(2, literal(cells[2]))
    item.setToolTip(5, literal(cells[5]))
    return item


def _fewest(each: Sequence[Reach]) -> str:
    """Return on how many products a promotion is where it is on the fewest: 20 of 26."""
    one = min(each, key=lambda one: one.on_sale - one.products, default=None)
    if one is None:
        return "–"
    return _("{sold} of {n}").format(sold=count(one.on_sale), n=count(one.products))


def _role(each: Sequence[Reach]) -> str:
    """Return the role of the sentence about counts: a warning where something stays or earns too little."""
    good = each and not any(one.stays or one.low or one.unknown for one in each)
    return "muted" if good else "warn"


def show_promotions(
    parent: QWidget, session: Session, product_id: int | None = None
) -> PromotionsDialog:
    """Show the dialog without blocking; ``product_id`` is the product whose prices are tried."""
    dialog = PromotionsDialog(session, parent, product_id)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
