"""The left side of the desk: which target, which texts, and the queue."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from localizer.catalog.queue import QueueFilter, QueueRow, queue_rows
from localizer.i18n import N_, _
from localizer.model.launch import Target
from localizer.model.segment import State
from localizer.ui.actions.session import Session
from localizer.ui.actions.words import STATES
from localizer.ui.look.tokens import SPACE_2
from localizer.ui.models.paged import ROW_ROLE
from localizer.ui.models.queue_table import QueueTable
from localizer.ui.widgets.parts import button, column, combo, label
from localizer.ui.widgets.queue_delegate import QueueDelegate
from localizer.ui.widgets.tables import KeyList

WIDTH: Final = 300
TYPING_MS: Final = 150
_ALL: Final = N_("All states")


class QueueSide(QWidget):
    """``filtered`` asks for the queue anew, ``chosen`` tells which translation is wanted."""

    filtered = Signal()
    chosen = Signal(int)

    def __init__(self, session: Session, approve_clean: Callable[[], object]) -> None:
        """Build filters, list and the bulk button."""
        super().__init__()
        self.session = session
        self.setFixedWidth(WIDTH)
        self.targets = combo(_("Target"))
        self.states = combo(_("State"))
        self.products = combo(_("Product"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search source and translation (Ctrl+F)"))
        self.search.setAccessibleName(_("Search source and translation"))
        self.search.setClearButtonEnabled(True)
        self.list = KeyList()
        self.list.setAccessibleName(_("Queue: flagged work first"))
        self.model = QueueTable(self._fetch, self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(QueueDelegate(self.list, ROW_ROLE))
        self.list.setMouseTracking(True)
        self.counts = label("", "muted", wrap=True)
        self.clean = button(_("Approve all clean"), approve_clean)
        self.clean.setToolTip(_("Approve everything no check has anything against (Ctrl+Shift+A)"))
        for box in (self.targets, self.states, self.products):
            box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        layout = column(
            self.targets,
            self.products,
            self.states,
            self.search,
            self.list,
            self.counts,
            self.clean,
            spacing=SPACE_2,
        )
        self.setLayout(layout)
        self._timer = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._fill_states()
        self._connect()

    def _connect(self) -> None:
        self._timer.timeout.connect(self.filtered)
        self.search.textChanged.connect(self._typing)
        for box in (self.targets, self.states, self.products):
            box.activated.connect(self.filtered)
        self.list.moved.connect(lambda index: self._moved(index.row()))

    def _typing(self, _text: str) -> None:
        self._timer.start()

    def _fill_states(self) -> None:
        self.states.addItem(_(_ALL), None)
        for state, name in STATES.items():
            self.states.addItem(_(name), state)

    def _fetch(self, ids: Sequence[int]) -> dict[int, QueueRow]:
        target = self.target
        if target is None:
            return {}
        return queue_rows(self.session.store.read(), ids, target)

    def _moved(self, line: int) -> None:
        number = self.model.id_at(line)
        if number is not None:
            self.chosen.emit(number)

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
        target = self.target
        if target is None:
            return None
        state = self.states.currentData()
        return QueueFilter(
            target,
            product_id=self.product,
            state=State(state) if state else None,
            text=self.search.text().strip(),
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
        with QSignalBlocker(self.states), QSignalBlocker(self.search):
            self.states.setCurrentIndex(0)
            self.search.clear()

    def choose_state(self, state: State | None) -> None:
        """Narrow to one state, or with ``None`` to none, without asking for the queue."""
        with QSignalBlocker(self.states):
            self.states.setCurrentIndex(max(self.states.findData(state), 0))

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
        self.counts.setText(_("{n} of {all} approved").format(n=done, all=total))
        self.clean.setText(_("Approve all clean ({n})").format(n=clean))
        self.clean.setEnabled(clean > 0)
