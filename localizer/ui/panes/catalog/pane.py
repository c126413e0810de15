"""The catalog: search, filters, the table of products, and one product in full beside it or over it."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QSplitter, QWidget
from shiboken6 import isValid

from localizer import pipeline
from localizer.catalog import filters, products, views
from localizer.catalog.filters import Facets, ProductFilter, Sort
from localizer.catalog.views import ProductLine
from localizer.i18n import N_, _, active_language, ngettext
from localizer.model.changes import Changes
from localizer.model.money import Money
from localizer.paths import resource
from localizer.ui.actions.columns import count
from localizer.ui.actions.place import Place
from localizer.ui.actions.session import Session
from localizer.ui.dialogs import bulk_edit, import_history, importing, keep_filter
from localizer.ui.look.tokens import SPACE_1, SPACE_2, SPACE_3
from localizer.ui.models.product_cells import (
    CATEGORY,
    COST,
    LIST_PRICE,
    STOCK,
    TITLE,
    VARIANTS,
)
from localizer.ui.models.product_table import ProductTable, Rows
from localizer.ui.models.thumbnails import Thumbnails
from localizer.ui.panes.catalog import staying
from localizer.ui.panes.catalog.delegate import THUMB
from localizer.ui.panes.catalog.filter_bar import FilterBar
from localizer.ui.panes.catalog.indexing import IndexLine
from localizer.ui.panes.catalog.listing import Found, read_list
from localizer.ui.panes.catalog.page import PICTURE
from localizer.ui.panes.catalog.side import ProductSide
from localizer.ui.panes.catalog.table import ProductView
from localizer.ui.widgets.pane import Pane
from localizer.ui.widgets.parts import box, button, column, hint, label, row

TYPING_MS: Final = 150
#: The width of the page beside the list at first: a share of both, within bounds.
SIDE: Final = (290, 0.3, 400)
_SORTS: Final[dict[int, Sort]] = {
    TITLE: "title",
    CATEGORY: "category",
    VARIANTS: "variants",
    COST: "cost",
    LIST_PRICE: "list_price",
    STOCK: "stock",
}


class CatalogPane(Pane):
    """Search and order are done by the workspace; the table holds ids and reads rows when painted."""

    code: ClassVar[str] = "catalog"
    picture: ClassVar[str] = "catalog"

    def __init__(self, session: Session) -> None:
        """Build head, filters, table and page."""
        super().__init__(session)
        self._product: int | None = None
        self._total = 0
        self._divided = False
        self._facets_known = False
        self._answered: ProductFilter | None = None
        self.dialog: QWidget | None = None
        folders = (session.store.path.parent, resource("sample"))
        self.thumbnails = Thumbnails(session.jobs, folders, THUMB, self)
        self.pictures = Thumbnails(session.jobs, folders, PICTURE, self)
        self.model = ProductTable(self._fetch, self._money, self)
        self.table = ProductView(self.model, self.thumbnails)
        self.filters = FilterBar()
        self.side = ProductSide(session, self.ask, self.pictures, self._money)
        self.index = IndexLine(session, self._indexed)
        self.count = label("", "muted")
        self.search = QLineEdit()
        self.edit = button(
            _("Edit …"),
            self.edit_chosen,
            tip=_("Change a field of the chosen products (E); Ctrl+A chooses all"),
        )
        self.details = button(
            _("Details"), self._toggle_details, role="ghost", tip=_("Show or hide the product (D)")
        )
        self._build()
        self._connect()

    def _build(self) -> None:
        hint(self.search, _("Search all texts, SKU, barcode (Ctrl+F)"))
        self.search.setAccessibleName(_("Search products"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(180)
        self.search.setMaximumWidth(420)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.search.installEventFilter(self)
        self.details.setCheckable(True)
        self.details.setChecked(True)
        self.importer = button(
            _("Import a file …"), lambda: importing.choose_file(self.session, self), role="primary"
        )
        self.imports = button(
            _("Imports"),
            lambda: import_history.show_imports(self.session, self),
            role="ghost",
            tip=_("What earlier imports brought, and their reports"),
        )
        head = row(label(_("Catalog"), "title"), self.count, None, self.search)
        head.addWidget(self.imports)
        head.addWidget(self.edit)
        head.addWidget(self.importer)
        head.setStretch(3, 2)
        tools = row(self.filters, self.details, spacing=SPACE_2)
        tools.setAlignment(self.details, Qt.AlignmentFlag.AlignTop)
        self.tools = box(tools)
        self.list = box(column(self.table, self.index, spacing=SPACE_1))
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setAccessibleName(_("List and product"))
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.side)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setCollapsible(0, False)
        self.splitter.setHandleWidth(SPACE_3)
        self.layout_ = column(head, self.tools, self.splitter, spacing=SPACE_2)
        self.layout_.setStretch(2, 1)
        self.setLayout(self.layout_)

    def _connect(self) -> None:
        self._timer = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._timer.timeout.connect(self._load)
        self.search.textChanged.connect(self._typing)
        self.search.returnPressed.connect(self.table.setFocus)
        self.filters.changed.connect(self._load)
        self.filters.chosen.connect(self._use_filter)
        self.filters.facets_wanted.connect(self._want_facets)
        self.filters.keep.connect(self._keep_filter)
        self.filters.drop.connect(self._drop_filter)
        self.side.closed.connect(self.close_page)
        self.side.moved.connect(self._step)
        table = self.table
        table.opened.connect(self.open_page)
        table.unfold.connect(self._unfold)
        table.fold.connect(self._fold)
        table.edit_wanted.connect(self.edit_chosen)
        table.details_wanted.connect(self.details.click)
        table.horizontalHeader().sectionClicked.connect(self._order)
        table.selectionModel().currentRowChanged.connect(self._moved)
        table.selectionModel().selectionChanged.connect(self._show_count)
        self.splitter.splitterMoved.connect(self._dragged)
        for moved in (self.search.textChanged, table.verticalScrollBar().valueChanged):
            moved.connect(self.index.wait)
        self.session.commands.bind(self, {"catalog.find": self._find})
        self._key("Esc", self._escape)

    def _key(self, keys: str, action: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(action)

    # -- reading the list ------------------------------------------------------------------------

    def _fetch(
        self, ids: Sequence[int], take: Callable[[Rows], object], end: Callable[[], object]
    ) -> None:
        if self.gone or not self.session.is_open:
            return
        store = self.session.store

        def taken(found: dict[int, ProductLine]) -> None:
            if not self.gone:
                take(found)

        def ended() -> None:
            if not self.gone:
                end()

        self.session.jobs.run(
            lambda _progress: views.product_lines(store.read(), ids), done=taken, ended=ended
        )

    def _money(self, money: Money) -> str:
        locale = active_language().replace("_", "-")
        return pipeline.format_price(money.amount, money.currency, locale)

    def first_focus(self) -> QWidget | None:
        """Return where the keys go when the pane comes to the front."""
        return self.table

    def showEvent(self, event: QShowEvent) -> None:
        """Divide the width between list and page when the pane is first seen."""
        super().showEvent(event)
        if not self._divided:
            self._divided = True
            self.layout_.activate()
            self._divide()

    def reload(self) -> None:
        """Read the table and what can be chosen anew."""
        if self.session.is_open:
            self._load()
            store = self.session.store

            self.ask("saved", lambda: filters.saved_filters(store.read()), self._show_saved)
            self._facets_known = False

    def _show_saved(self, saved: dict[str, ProductFilter]) -> None:
        self.filters.saved = saved

    def _want_facets(self) -> None:
        """Count brands and categories when a person is about to choose one, and not before."""
        if not self._facets_known and self.session.is_open:
            self._facets_known = True
            store = self.session.store
            self.ask("facets", lambda: filters.facets(store.read()), self._show_facets)

    def _show_facets(self, facets: Facets) -> None:
        self.filters.show_facets(facets)
        if isinstance(self.dialog, bulk_edit.BulkEditDialog) and isValid(self.dialog):
            self.dialog.offer(facets)

    def open_at(self, place: Place) -> None:
        """Show one product, whatever was searched before."""
        if place.product_id is not None:
            self._product = place.product_id
            self._use_filter(ProductFilter())

    def here(self) -> Place:
        """Return the product whose card is shown."""
        return Place(self._product)

    def wanted(self) -> ProductFilter:
        """Return what is searched and filtered."""
        return replace(self.filters.wanted, text=self.search.text())

    def _typing(self, _text: str) -> None:
        self._timer.start()

    def _load(self) -> None:
        self._timer.stop()
        if not self.session.is_open:
            return
        store, wanted, keep = self.session.store, self.wanted(), self._product
        opened = self.model.open_ids
        self.filters.show_search(searches=bool(wanted.text.strip()))

        def show(found: Found) -> None:
            self._show(found, wanted)

        self.ask("ids", lambda: read_list(store.read(), wanted, keep, opened), show)

    def _show(self, found: Found, asked: ProductFilter) -> None:
        sort = self.filters.wanted.sort
        if found.locale:
            self.table.painter.speak(found.locale)
        self._total = found.state.total
        wanted = self.filters.wanted
        column_ = next((place for place, name in _SORTS.items() if name == sort), None)
        self.model.show_order(column_, descending=wanted.descending)
        narrowed = self.filters.narrows or bool(self.search.text().strip())
        self.table.note = (
            _("No product is like that. Take a condition away, or search for less.")
            if narrowed
            else _("No products yet. Import a file, or drop one here.")
        )
        before = staying.standing(self.table)
        others = self.model.swap(found.ids, found.pages, found.variants)
        self._measure()
        if others:
            self._find_back(before, asked)
        self.side.show_product(self._product if len(found.ids) else None)
        self._answered = asked
        self._show_count()
        self.index.follow(found.state.pending)

    def _find_back(self, before: staying.Standing, asked: ProductFilter) -> None:
        """Go to the product of before in a list that is another one now, or to what is in its place."""
        if not len(self.model.ids):
            return
        same = asked == self._answered
        row_ = self.model.row_of(self._product) if self._product is not None else -1
        if row_ < 0:
            line = min(before.line, len(self.model.ids) - 1) if same else 0
            row_ = self.model.row_of_line(line)
        self._go_to(row_)
        if not staying.restore(self.table, before, asked, self._answered):
            problem = _("The chosen products lie too scattered now. Choose them again.")
            self.session.say(problem, "warn")

    def _measure(self) -> None:
        sample = self.model.sample()
        if sample or not self.model.ids:
            self.table.measure(sample)

    def _indexed(self) -> None:
        """What was searched may be found now."""
        if self.search.text().strip():
            self._load()

    def _order(self, section: int) -> None:
        self.filters.order_by(_SORTS[section])

    # -- moving and choosing ---------------------------------------------------------------------

    def _go_to(self, row_: int) -> None:
        index = self.model.index(row_, TITLE)
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index)
        self._moved(index)

    def _moved(self, current: QModelIndex, _before: QModelIndex | None = None) -> None:
        number = self.model.id_at(current.row()) if current.isValid() else None
        if number is not None and number != self.side.number:
            self._product = number
            self.side.show_product(number)
            self.looks()
        if number is not None and self.side.is_full:
            place = self.model.line_of(number) + 1
            text = _("{n} of {total}").format(n=count(place), total=count(len(self.model.ids)))
            self.side.place.setText(text)

    def _step(self, by: int) -> None:
        """Go to the product so many lines further."""
        if self._product is None:
            return
        line = self.model.line_of(self._product) + by
        if 0 <= line < len(self.model.ids):
            self.side.flush()
            self._go_to(self.model.row_of_line(line))

    def chosen_ids(self) -> array[int]:
        """Return the ids of the products that are chosen, in order."""
        return self.model.ids_of(self.table.ranges())

    def _show_count(self) -> None:
        shown, chosen = len(self.model.ids), len(self.chosen_ids())
        if shown == self._total:
            text = ngettext("{n} product", "{n} products", shown).format(n=count(shown))
        else:
            text = _("{n} of {total} products").format(n=count(shown), total=count(self._total))
        if chosen > 1:
            some = ngettext("{n} chosen", "{n} chosen", chosen).format(n=count(chosen))
            text = f"{text} · {some}"
        self.count.setText(text)
        self.edit.setEnabled(chosen > 0)

    def _unfold(self, row_: int) -> None:
        number = self.model.id_at(row_)
        if number is None or number in self.model.open_ids:
            return
        store = self.session.store
        self.ask(
            f"variants {number}",
            lambda: products.load(store.read(), number).variants,
            lambda found: self.model.unfold(number, found) if len(found) > 1 else None,
        )

    def _fold(self, row_: int) -> None:
        number = self.model.id_at(row_)
        if number is None or number not in self.model.open_ids:
            return
        here = self.table.currentIndex().row()
        if self.model.is_variant(here) and self.model.id_at(here) == number:
            self._go_to(self.model.row_of(number))
        self.model.fold(number)

    # -- keys ------------------------------------------------------------------------------------

    def _find(self) -> None:
        self.close_page()
        self.search.setFocus()
        self.search.selectAll()

    def _escape(self) -> None:
        """Go back one step: from the page, from the search, from many to one."""
        if self.side.is_full:
            self.close_page()
        elif self.search.hasFocus() and self.search.text():
            self.search.clear()
        elif not self.table.hasFocus():
            self.table.setFocus()
        elif self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.table.currentIndex())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go down from the search field into the list."""
        down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if watched is self.search and down and event.type() == QEvent.Type.KeyPress:
            self.table.setFocus()
            return True
        return super().eventFilter(watched, event)

    # -- the page --------------------------------------------------------------------------------

    def open_page(self, index: QModelIndex) -> None:
        """Show a product over the whole screen."""
        if not index.isValid():
            return
        self.side.show_full(full=True)
        self.list.hide()
        self.tools.hide()
        self.side.show()
        self._moved(index)
        self.side.setFocus()
        self.side.area.setFocus()

    def close_page(self) -> None:
        """Show the list again."""
        if not self.side.is_full:
            return
        self.side.flush()
        self.side.show_full(full=False)
        self.list.show()
        self.tools.show()
        self.side.setVisible(self.details.isChecked())
        self.table.setFocus()
        self.table.scrollTo(self.table.currentIndex())

    def _toggle_details(self) -> None:
        self.side.flush()
        self.side.setVisible(self.details.isChecked())
        if self.details.isChecked() and not self.splitter.sizes()[1]:
            self._divide()

    def _divide(self) -> None:
        """Give the page its share of the width."""
        least, share, most = SIDE
        width = self.splitter.width()
        side = round(min(max(width * share, least), most))
        self.splitter.setSizes([width - side, side])

    def _dragged(self) -> None:
        if not self.splitter.sizes()[1]:
            self.details.setChecked(False)
            self.side.hide()

    def flush(self) -> None:
        """Save what is being typed."""
        self.side.flush()

    # -- editing many, and filters by name -------------------------------------------------------

    def edit_chosen(self) -> None:
        """Ask what to change in the chosen products."""
        ids = self.chosen_ids()
        if len(ids):
            self.side.flush()
            self._want_facets()
            self.dialog = bulk_edit.ask_bulk_edit(
                self.session, self, ids, self.filters.facets, self.table.setFocus
            )

    def _use_filter(self, wanted: ProductFilter) -> None:
        self.search.setText(wanted.text)
        self.filters.show_filter(wanted)
        self._load()

    def _keep_filter(self) -> None:
        wanted = self.wanted()
        words = [f"“{wanted.text.strip()}”"] if wanted.text.strip() else []
        describes = " · ".join([*words, *self.filters.chips()])
        self.dialog = keep_filter.ask_name(
            self, describes, self.filters.saved, lambda name: self._keep(name, wanted)
        )

    def _keep(self, name: str, wanted: ProductFilter) -> None:
        store = self.session.store

        def write() -> Changes:
            with store.step(N_("Save the filter {name}"), name=name) as step:
                filters.save_filter(step, name, wanted)
            return step.changes

        told = _("The filter {name} is saved.").format(name=name)
        self.session.edit(write, lambda _changes: self.session.say(told, "ok"))

    def _drop_filter(self, name: str) -> None:
        store = self.session.store

        def write() -> Changes:
            with store.step(N_("Delete the filter {name}"), name=name) as step:
                filters.drop_filter(step, name)
            return step.changes

        told = _("The filter {name} is deleted. Ctrl+Z brings it back.").format(name=name)
        self.session.edit(write, lambda _changes: self.session.say(told, "ok"))
