"""The catalog as a table with one product in full beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QWidget

from localizer import pipeline
from localizer.catalog import products, views
from localizer.catalog.views import ProductLine
from localizer.i18n import _, active_language, ngettext
from localizer.model.money import Money
from localizer.model.product import Product
from localizer.paths import resource
from localizer.ui.actions.place import Place
from localizer.ui.actions.session import Session
from localizer.ui.dialogs import importing
from localizer.ui.look.tokens import SPACE_3
from localizer.ui.models.paged import PAGE
from localizer.ui.models.product_table import LIST_PRICE, TITLE, ProductTable
from localizer.ui.models.thumbnails import Thumbnails
from localizer.ui.panes.catalog.detail import PICTURE, DetailPanel
from localizer.ui.widgets.pane import Pane
from localizer.ui.widgets.parts import button, column, label, row, scroll
from localizer.ui.widgets.tables import KeyTable

THUMB: Final = 32
ROW: Final = 40
TYPING_MS: Final = 150
DETAIL: Final = 320


class CatalogPane(Pane):
    """Search is done by the workspace; the table holds ids and fetches rows when painted."""

    code: ClassVar[str] = "catalog"
    picture: ClassVar[str] = "catalog"

    def __init__(self, session: Session) -> None:
        """Build head, table and side."""
        super().__init__(session)
        self._product: int | None = None
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search title, SKU, brand, category (Ctrl+F)"))
        self.search.setAccessibleName(_("Search products"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(320)
        self.count = label("", "muted")
        self.importer = button(_("Import a file …"), self._import, role="primary")
        folders = (session.store.path.parent, resource("sample"))
        self.thumbnails = Thumbnails(session.jobs, folders, THUMB, self)
        self.pictures = Thumbnails(session.jobs, folders, PICTURE, self)
        self.pictures.arrived.connect(self._show_picture)
        self.table = KeyTable()
        self.model = ProductTable(self._fetch, self._money, self.thumbnails, self)
        self._make_table()
        self.detail = scroll(label(""))
        self.detail.setFixedWidth(DETAIL)
        head = row(label(_("Catalog"), "title"), self.count, None, self.search, self.importer)
        body = row(self.table, self.detail, spacing=SPACE_3)
        body.setStretch(0, 1)
        layout = column(head, body, spacing=SPACE_3)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._timer = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._timer.timeout.connect(self._load)
        self.search.textChanged.connect(self._typing)
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.search.setFocus)

    def _typing(self, _text: str) -> None:
        self._timer.start()

    def _make_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(_("Products"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setIconSize(QSize(THUMB, THUMB))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW)
        across = table.horizontalHeader()
        across.setHighlightSections(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        for place, width in enumerate((0, 116, 84, 190, 190, 84, 80)):
            if place != TITLE:
                across.resizeSection(place, width)
        table.selectionModel().currentRowChanged.connect(self._moved)

    def _fetch(self, ids: Sequence[int]) -> dict[int, ProductLine]:
        return views.product_lines(self.session.store.read(), ids)

    def _money(self, money: Money) -> str:
        return pipeline.format_price(
            money.amount, money.currency, active_language().replace("_", "-")
        )

    def first_focus(self) -> QWidget | None:
        """Return where the keys go when the pane comes to the front."""
        return self.table

    def reload(self) -> None:
        """Read the table anew."""
        self._load()

    def open_at(self, place: Place) -> None:
        """Show one product."""
        if place.product_id is not None:
            self._product = place.product_id
            self.search.clear()
            self._load()

    def _load(self) -> None:
        if not self.session.is_open:
            return
        store, text = self.session.store, self.search.text()
        self.ask("ids", lambda: views.product_line_ids(store.read(), text), self._show)

    def _show(self, ids: object) -> None:
        keep = self._product
        self.model.swap(ids)  # type: ignore[arg-type]
        number = self.model.rowCount()
        first = (self.model.row_at(line) for line in range(min(number, PAGE)))
        priced = any(one is not None and one.list_price is not None for one in first)
        self.table.setColumnHidden(LIST_PRICE, not priced)
        self.count.setText(ngettext("{n} product", "{n} products", number).format(n=number))
        line = max(self.model.line_of(keep), 0) if keep is not None else 0
        if number:
            index = self.model.index(line, TITLE)
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index)
            self._show_product(self.model.id_at(line))
        else:
            self._show_nothing()

    def _show_nothing(self) -> None:
        text = (
            _("Nothing is found.")
            if self.search.text()
            else _("No products yet. Import a file, or drop one here.")
        )
        self.detail.setWidget(label(text, "muted", wrap=True))

    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self._show_product(self.model.id_at(current.row()))

    def _show_product(self, number: int | None) -> None:
        if number is None:
            return
        self._product = number
        store = self.session.store

        def read() -> tuple[Product, str]:
            reader = store.read()
            return products.load(reader, number), products.source_locale(reader, number)

        self.ask("product", read, self._show_detail)

    def _show_detail(self, found: tuple[Product, str]) -> None:
        product, locale = found
        panel = DetailPanel(product, locale, self._money)
        panel.setObjectName("root")
        self._image = product.images[0] if product.images else ""
        panel.show_picture(self.pictures.find(self._image))
        self.detail.setWidget(panel)

    _image = ""

    def _show_picture(self) -> None:
        panel = self.detail.widget()
        if isinstance(panel, DetailPanel):
            panel.show_picture(self.pictures.find(self._image))

    def _import(self) -> None:
        importing.choose_file(self.session, self)
