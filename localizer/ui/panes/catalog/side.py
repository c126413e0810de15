"""Holds the page of one product: reads it, saves what is changed on it, goes over the screen and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from localizer.catalog import edits, products
from localizer.catalog.edit_values import Edit
from localizer.catalog.product_history import product_history
from localizer.i18n import _
from localizer.model.money import Money
from localizer.ui.actions.session import Session
from localizer.ui.look.tokens import SPACE_2
from localizer.ui.models.thumbnails import Thumbnails
from localizer.ui.panes.catalog.page import ProductPage, Shown, form_of
from localizer.ui.panes.catalog.ring import FocusRing
from localizer.ui.widgets.parts import box, button, column, label, row, scroll

#: Steps of a product's history on its page.
STEPS: Final = 30
LEAST: Final = 270
#: Moves in the list that follow one another more quickly than this do not each build a page.
CALM_MS: Final = 100
Ask = Callable[[str, Callable[[], object], Callable[..., object]], None]


class ProductSide(QWidget):
    """``closed`` asks for the list again, ``moved`` for the product so many lines further."""

    closed = Signal()
    moved = Signal(int)

    def __init__(
        self, session: Session, ask: Ask, pictures: Thumbnails, write: Callable[[Money], str]
    ) -> None:
        """Read by ``ask``, which drops late answers; ``write`` makes money readable."""
        super().__init__()
        self.session, self._ask = session, ask
        self._pictures, self._write = pictures, write
        self.number: int | None = None
        self.page: ProductPage | None = None
        self._due = False
        self._late = False
        self._calm = QTimer(self, singleShot=True, interval=CALM_MS)
        self._calm.timeout.connect(self.settle)
        self.place = label("", "muted")
        back = button(_("Back to the list (Esc)"), self.closed.emit, role="ghost")
        up = _("Previous product (Alt+Up)")
        down = _("Next product (Alt+Down)")
        before = button("↑", lambda: self.moved.emit(-1), role="ghost", tip=up, name=up)
        after = button("↓", lambda: self.moved.emit(1), role="ghost", tip=down, name=down)
        self.bar = box(row(back, None, self.place, before, after))
        self.bar.hide()
        self.area = scroll(label(""))
        self.setMinimumWidth(LEAST)
        layout = column(self.bar, self.area, spacing=SPACE_2)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        # What is only read is scrolled by keys as well.
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(_("Product"))
        self.ring = FocusRing(self.area)
        pictures.arrived.connect(self._show_pictures)
        session.commands.bind(
            self,
            {
                "catalog.next": lambda: self.moved.emit(1),
                "catalog.previous": lambda: self.moved.emit(-1),
            },
        )

    @property
    def is_full(self) -> bool:
        """Tell whether the page has the whole screen."""
        return not self.bar.isHidden()

    def show_full(self, *, full: bool) -> None:
        """Show or hide the way back."""
        self.bar.setVisible(full)

    def show_product(self, number: int | None) -> None:
        """Show the product ``number``; ``None`` shows nothing."""
        moved = number != self.number
        if moved:
            self.flush()
        self.number = number
        if number is None:
            self._replace(None)
            return
        # Who runs through the list sees the page of the product he rests at.
        self._due = moved and self._calm.isActive()
        if moved:
            self._calm.start()
        if not self._due:
            self._read(number)

    def settle(self) -> None:
        """Show what the list came to rest at."""
        self._calm.stop()
        if self._due and self.number is not None and self.session.is_open:
            self._due = False
            self._read(self.number)

    def _read(self, number: int) -> None:
        store, today = self.session.store, self.session.tools.now().astimezone().date()

        def read() -> Shown | None:
            reader = store.read()
            try:
                product = products.load(reader, number)
            except LookupError:
                return None
            return Shown(number, product, products.source_locale(reader, number), today)

        self._ask("product", read, self._take)

    def _take(self, shown: Shown | None) -> None:
        if shown is not None and shown.id != self.number:
            return
        if self.page is not None and self.page.editing and shown is not None:
            self._late = (
                True  # what is being typed is not thrown away; the product is read again then
            )
            return
        self._replace(shown)
        if shown is not None:
            self._read_history(shown.id)

    def _read_history(self, number: int) -> None:
        store = self.session.store
        self._ask("history", lambda: product_history(store.read(), number, STEPS), self._past)

    def _past(self, steps: object) -> None:
        if self.page is not None:
            self.page.show_history(steps)  # type: ignore[arg-type]

    def _catch_up(self) -> None:
        """Read what changed elsewhere while a field was being changed."""
        if self._late and self.number is not None and self.session.is_open:
            self._read(self.number)

    def _replace(self, shown: Shown | None) -> None:
        """Put a new page in place of the old one, at the same height for the same product."""
        self._late = False
        before, bar = self.page, self.area.verticalScrollBar()
        same = before is not None and shown is not None and before.shown.id == shown.id
        height, focused = bar.value(), before.focused if before is not None else None
        if shown is None:
            self.page = None
            self.area.setWidget(label(""))
            return
        page = ProductPage(shown, self._pictures, self._write, width=self.width())
        page.setObjectName("root")
        page.edited.connect(self._save)
        page.at_rest.connect(self._catch_up)
        page.refused.connect(self._refuse)
        if same and before is not None:
            page.show_history(before.steps)
        self.page = page
        self.area.setWidget(page)
        if same:
            page.resize(page.sizeHint().expandedTo(self.area.viewport().size()))
            bar.setValue(height)
        if same and focused is not None:
            page.fields[focused].reading.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Build the page anew where it has room for two columns, or no longer has."""
        super().resizeEvent(event)
        page = self.page
        if page is not None and page.form != form_of(self.width()) and not page.editing:
            self._replace(page.shown)

    def _show_pictures(self) -> None:
        if self.page is not None:
            self.page.show_pictures()

    def _save(self, edit: Edit) -> None:
        store, number = self.session.store, self.page.shown.id if self.page else None
        if number is not None:
            self._late = False  # once it is saved, the product is read anyway
            self.session.edit(lambda: edits.apply_edit(store, [number], edit))

    def _refuse(self, problem: str) -> None:
        self.session.say(problem, "warn")

    def flush(self) -> None:
        """Save what is being typed."""
        if self.page is not None:
            self.page.flush()
