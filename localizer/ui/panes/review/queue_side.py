"""The left side of the desk: which target, which texts, and the queue."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from localizer import settings
from localizer.catalog.queue import QueueFacets, QueueFilter, QueueRow, queue_rows
from localizer.catalog.queue_views import ME, QueueView
from localizer.i18n import N_, _, ngettext
from localizer.model.launch import Target
from localizer.model.segment import State
from localizer.settings import changed
from localizer.ui.actions.session import Session
from localizer.ui.look.tokens import SPACE_2
from localizer.ui.models.paged import ROW_ROLE
from localizer.ui.models.queue_table import QueueTable
from localizer.ui.panes.review.filter_panel import FilterPanel
from localizer.ui.widgets.parts import (
    button,
    column,
    combo,
    hint,
    keep_wheel_off,
    label,
    row,
    scroll,
)
from localizer.ui.widgets.queue_delegate import QueueDelegate
from localizer.ui.widgets.tables import LongList

WIDTH: Final = 300
TYPING_MS: Final = 150
#: Least pixels of the open filters and of the list: in a low window the filters scroll.
FILTERS: Final = 120
LIST: Final = 150
#: Views everybody has, with what they narrow to.
VIEWS: Final[tuple[tuple[str, QueueView], ...]] = (
    (N_("Everything, flagged first"), QueueView()),
    (N_("Flagged only"), QueueView(flagged=True)),
    (N_("Sent back"), QueueView(state=State.SENT_BACK)),
    (N_("Source changed"), QueueView(source_changed=True)),
    (N_("With open comments"), QueueView(noted=True)),
    (N_("My work"), QueueView(assignee=ME)),
    (N_("Changed today"), QueueView(days=0)),
)


class QueueSide(QWidget):
    """``filtered`` asks for the queue anew, ``chosen`` tells which translation is wanted."""

    filtered = Signal()
    chosen = Signal(int)
    save_wanted = Signal()
    drop_wanted = Signal(str)

    def __init__(self, session: Session, approve_clean: Callable[[], object]) -> None:
        """Build filters, list and the bulk button."""
        super().__init__()
        self.session = session
        self.setFixedWidth(WIDTH)
        self.targets = combo(_("Target"))
        self.views = combo(_("View"))
        self.products = combo(_("Product"))
        self.panel = FilterPanel()
        self.states = self.panel.states
        self.more = button("", self.toggle_filters, picture="filter", name=_("Filters"))
        self.more.setCheckable(True)
        self.more.setToolTip(_("Show or hide the filters"))
        self.drop = button(
            "", self._drop, role="ghost", picture="trash", name=_("Forget this view")
        )
        self.drop.setToolTip(_("Forget this view"))
        self.search = QLineEdit()
        hint(self.search, _("Search source and translation (Ctrl+F)"))
        self.search.setAccessibleName(_("Search source and translation"))
        self.search.setClearButtonEnabled(True)
        self.list = LongList()
        self.list.setAccessibleName(_("Queue: flagged work first"))
        self.model = QueueTable(self._fetch, self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(QueueDelegate(self.list, ROW_ROLE))
        self.list.setMouseTracking(True)
        self.counts = label("", "muted", wrap=True)
        self.clean = button(_("Approve all clean"), approve_clean)
        self.clean.setToolTip(_("Approve everything no check has anything against (Ctrl+Shift+A)"))
        self._saved: Mapping[str, QueueView] = {}
        self._lay_out()
        self._timer = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._connect()
        self._fill_views()
        self._show_filters()

    def _lay_out(self) -> None:
        boxes = (self.targets, self.views, self.products)
        for box in boxes:
            box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        keep_wheel_off(*boxes)
        line = row(self.views, self.drop, self.more)
        line.setStretch(0, 1)
        self.held = scroll(self.panel)
        layout = column(
            self.targets,
            line,
            self.products,
            self.held,
            self.search,
            self.list,
            self.counts,
            self.clean,
            spacing=SPACE_2,
        )
        self.list.setMinimumHeight(LIST)
        layout.setStretchFactor(self.held, 1)
        layout.setStretchFactor(self.list, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self._timer.timeout.connect(self.filtered)
        self.search.textChanged.connect(self._typing)
        for box in (self.targets, self.products):
            box.activated.connect(self.filtered)
        self.views.activated.connect(self._choose_view)
        self.panel.changed.connect(self._narrowed)
        self.panel.save_wanted.connect(self.save_wanted)
        self.panel.clear_wanted.connect(self._clear)
        self.list.moved.connect(lambda index: self._moved(index.row()))

    def _typing(self, _text: str) -> None:
        self._timer.start()

    def _fetch(self, ids: Sequence[int]) -> dict[int, QueueRow]:
        target = self.target
        if target is None:
            return {}
        return queue_rows(self.session.store.read(), ids, target)

    def _moved(self, line: int) -> None:
        number = self.model.id_at(line)
        if number is not None:
            self.chosen.emit(number)

    # -- filters ---------------------------------------------------------------------------------

    def toggle_filters(self) -> None:
        """Open the filters, or close them."""
        now = self.session.settings
        self.session.remember(changed(now, filters_open=not now.filters_open))
        self._show_filters()
        if now.filters_open:
            return
        self.filtered.emit()
        self.panel.states.setFocus()

    def _show_filters(self) -> None:
        is_open = self.session.settings.filters_open
        self.held.setVisible(is_open)
        tall = self.panel.sizeHint().height()
        self.held.setMinimumHeight(min(tall, FILTERS) if is_open else 0)
        self.held.setMaximumHeight(tall)
        self.more.setChecked(is_open)

    def _narrowed(self) -> None:
        self._show_chosen_view()
        self.filtered.emit()

    def _clear(self) -> None:
        self.panel.show_view(QueueView())
        self._narrowed()

    def show_saved(self, saved: Mapping[str, QueueView]) -> None:
        """Offer the views a person kept."""
        if dict(saved) != dict(self._saved):
            self._saved = dict(saved)
            self._fill_views()

    def _fill_views(self) -> None:
        with QSignalBlocker(self.views):
            self.views.clear()
            for name, view in VIEWS:
                self.views.addItem(_(name), view)
            if self._saved:
                self.views.insertSeparator(self.views.count())
            for name, view in self._saved.items():
                self.views.addItem(name, view)
        self._show_chosen_view()

    def _show_chosen_view(self) -> None:
        """Name the view that is what is chosen now; none is named for another choice."""
        view = self.panel.view()
        data = [self.views.itemData(place) for place in range(self.views.count())]
        with QSignalBlocker(self.views):
            self.views.setCurrentIndex(data.index(view) if view in data else -1)
        if self.views.currentIndex() < 0:
            self.views.setPlaceholderText(_("Own filter"))
        self.drop.setVisible(self.views.currentText() in self._saved)

    def _choose_view(self, at: int) -> None:
        view = self.views.itemData(at)
        if isinstance(view, QueueView):
            self.panel.show_view(view)
            self._narrowed()

    def _drop(self) -> None:
        if self.views.currentText() in self._saved:
            self.drop_wanted.emit(self.views.currentText())

    @property
    def saved_names(self) -> tuple[str, ...]:
        """The names of the views a person kept."""
        return tuple(self._saved)

    @property
    def target(self) -> Target | None:
        """The target being worked on."""
        found = self.targets.currentData()
        return found if isinstance(found, Target) else None

    @property
    def product(self) -> int | None:
        """The one product shown, ``None`` for all."""
        found = self.products.currentData()
        return found if isinstance(found, int) else None

    def wanted(self) -> QueueFilter | None:
        """Return what the queue shall hold."""
        target, launch = self.target, self.session.launch
        if target is None:
            return None
        midnight = dt.datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        person = settings.person_name(self.session.settings)
        return replace(
            self.panel.view().of(target, today=midnight, person=person),
            product_id=self.product,
            text=self.search.text().strip(),
            launch_id=launch.id if launch is not None else None,
        )

    def fill(self, targets: Sequence[Target], titles: dict[int, str]) -> None:
        """Offer ``targets`` and products, keeping what was chosen."""
        target, product = self.target, self.product
        with QSignalBlocker(self.targets), QSignalBlocker(self.products):
            self.targets.clear()
            for one in targets:
                self.targets.addItem(self.session.label(one), one)
            self.products.clear()
            self.products.addItem(_("All products"), None)
            for number, title in titles.items():
                self.products.addItem(title, number)
            self.choose(target, product)

    def choose(self, target: Target | None, product: int | None) -> None:
        """Set target and product without asking for the queue."""
        with QSignalBlocker(self.targets), QSignalBlocker(self.products):
            if target is not None:
                places = [self.targets.itemData(i) for i in range(self.targets.count())]
                self.targets.setCurrentIndex(places.index(target) if target in places else 0)
            found = self.products.findData(product) if product is not None else 0
            self.products.setCurrentIndex(max(found, 0))

    def clear_filters(self) -> None:
        """Show every state and text again."""
        with QSignalBlocker(self.search):
            self.search.clear()
        self.panel.show_view(QueueView())
        self._show_chosen_view()

    def choose_state(self, state: State | None) -> None:
        """Narrow to one state, or with ``None`` to none, without asking for the queue."""
        self.panel.show_view(replace(self.panel.view(), state=state))
        self._show_chosen_view()

    # -- the list --------------------------------------------------------------------------------

    def show_ids(self, ids: array[int], keep: int | None) -> int | None:
        """Show ``ids`` and select ``keep``, or the first; return what is selected."""
        with QSignalBlocker(self.list):
            self.model.swap(ids)
        line = self.model.line_of(keep) if keep is not None else -1
        return self.select(max(line, 0))

    def select(self, line: int) -> int | None:
        """Select a line without telling; return its id."""
        number = self.model.id_at(line)
        if number is not None:
            with QSignalBlocker(self.list):
                index = self.model.index(line, 0)
                self.list.setCurrentIndex(index)
                self.list.scrollTo(index)
            self.list.viewport().update()
        return number

    @property
    def line(self) -> int:
        """The selected line, -1 for none."""
        return self.list.currentIndex().row()

    def show_counts(self, counts: dict[State, int], clean: int) -> None:
        """Show how far the target is and how much may be approved at once."""
        total = sum(counts.values())
        done = counts[State.APPROVED]
        shown = len(self.model.ids)
        text = _("{n} of {all} approved").format(n=done, all=total)
        wanted = self.wanted()
        if wanted is not None and wanted.narrows:
            text = ngettext("{n} text shown", "{n} texts shown", shown).format(n=shown)
            text = f"{text} · {_('{n} of {all} approved').format(n=done, all=total)}"
        self.counts.setText(text)
        self.clean.setText(_("Approve all clean ({n})").format(n=clean))
        self.clean.setEnabled(clean > 0)

    def show_facets(self, found: QueueFacets, people: Sequence[str]) -> None:
        """Show what one can filter by, with counts."""
        self.panel.show_facets(found, people)
