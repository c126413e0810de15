"""What of the catalog is shown: brand, category, what products lack, the order, and filters kept by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final, Literal

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget
from shiboken6 import isValid

from localizer.catalog.filters import Facet, Facets, Lack, ProductFilter, Sort
from localizer.i18n import N_, _
from localizer.ui.actions.columns import count, sentence_case
from localizer.ui.widgets.filter_parts import ChipButton, Choice, ChoicePopup, MenuButton
from localizer.ui.widgets.flow import Flow
from localizer.ui.widgets.parts import button

Which = Literal["brands", "categories"]
LACKS: Final[Mapping[Lack, str]] = {
    "picture": N_("picture"),
    "cost": N_("cost"),
    "price": N_("price"),
    "stock": N_("stock"),
    "barcode": N_("barcode (GTIN)"),
    "description": N_("description"),
    "facts": N_("facts"),
    "category": N_("category"),
    "brand": N_("brand"),
    "hs_code": N_("HS code"),
}
SORTS: Final[Mapping[Sort, str]] = {
    "file": N_("order of the file"),
    "title": N_("title"),
    "key": N_("key"),
    "brand": N_("brand"),
    "category": N_("category"),
    "variants": N_("number of variants"),
    "facts": N_("number of facts"),
    "stock": N_("stock"),
    "cost": N_("cost"),
    "list_price": N_("list price"),
}


class FilterBar(QWidget):
    """``changed`` comes when a person chose something; ``keep`` and ``drop`` ask to keep or forget a name.

    Brands and categories are asked for by ``facets_wanted`` when a person is about to choose.

    The text that is searched is no part of it: who owns the search field puts both together.
    """

    changed = Signal()
    chosen = Signal(object)
    keep = Signal()
    facets_wanted = Signal()
    drop = Signal(str)

    def __init__(self) -> None:
        """Begin with everything shown."""
        super().__init__()
        self.wanted = ProductFilter()
        self.facets = Facets((), ())
        self.saved: Mapping[str, ProductFilter] = {}
        self._searches = False
        self._open: tuple[ChoicePopup, Which] | None = None
        self.brand = MenuButton(_("Brand"), self._ask_brand)
        self.category = MenuButton(_("Category"), self._ask_category)
        self.lacks = MenuButton(
            _("Lacks …"), self._ask_lacks, _("Show only products that lack something")
        )
        self.sort = MenuButton(_("Order"), self._ask_sort)
        self.kept = MenuButton(_("Saved filters"), self._ask_kept)
        self._buttons = (self.brand, self.category, self.lacks, self.sort, self.kept)
        self._flow = Flow(*self._buttons)
        self._chips: list[QWidget] = []
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # -- what is chosen --------------------------------------------------------------------------

    def show_filter(self, wanted: ProductFilter) -> None:
        """Show ``wanted`` without telling anybody."""
        self.wanted = replace(wanted, text="")
        self._show_chips()

    def show_search(self, *, searches: bool) -> None:
        """Know whether a text is searched as well: then there is something to keep."""
        self._searches = searches

    def choose(self, wanted: ProductFilter) -> None:
        """Show ``wanted`` and tell that it was chosen."""
        if replace(wanted, text="") != self.wanted:
            self.show_filter(wanted)
            self.changed.emit()

    def order_by(self, sort: Sort) -> None:
        """Order by ``sort``: upwards, downwards the second time, the order of the file the third time."""
        now = self.wanted
        if now.sort != sort:
            self.choose(replace(now, sort=sort, descending=False))
        elif not now.descending:
            self.choose(replace(now, descending=True))
        else:
            self.choose(replace(now, sort="file", descending=False))

    @property
    def narrows(self) -> bool:
        """Tell whether fewer than all products are wanted."""
        now = self.wanted
        return bool(now.brand or now.category or now.lacks)

    @property
    def orders(self) -> bool:
        """Tell whether another order than that of the file is wanted."""
        return self.wanted.sort != "file" or self.wanted.descending

    def chips(self) -> list[str]:
        """Return the words of the chips shown."""
        return [chip.text() for chip in self._chips if isinstance(chip, ChipButton)]

    def _show_chips(self) -> None:
        focused = any(chip.hasFocus() for chip in self._chips)
        while (item := self._flow.takeAt(len(self._buttons))) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        now = self.wanted
        self._chips = []
        if now.brand:
            self._chip(_("Brand: {name}"), now.brand, replace(now, brand=""))
        if now.category:
            self._chip(_("Category: {name}"), now.category, replace(now, category=""))
        for lack in now.lacks:
            rest = tuple(one for one in now.lacks if one != lack)
            self._chip(_("Lacks: {name}"), _(LACKS[lack]), replace(now, lacks=rest))
        if self.orders:
            way = " ↓" if now.descending else " ↑"
            unsorted = replace(now, sort="file", descending=False)
            self._chip(_("Order: {name}"), _(SORTS[now.sort]) + way, unsorted)
        if len(self._chips) > 1:
            self._add(button(_("Clear all"), self.clear, role="ghost"))
        if focused:
            (self._chips[-1] if self._chips else self.brand).setFocus()
        self.updateGeometry()

    def _chip(self, words: str, name: str, without: ProductFilter) -> None:
        self._add(ChipButton(words.format(name=name), lambda: self.choose(without)))

    def _add(self, widget: QWidget) -> None:
        self._flow.addWidget(widget)
        widget.show()
        self._chips.append(widget)

    def clear(self) -> None:
        """Show everything in the order of the file."""
        self.choose(ProductFilter())

    # -- what can be chosen ----------------------------------------------------------------------

    def _ask_brand(self) -> None:
        def take(value: str) -> None:
            self.choose(replace(self.wanted, brand=value))

        self._popup(_("Brand"), "brands", take, self.brand)

    def _ask_category(self) -> None:
        def take(value: str) -> None:
            self.choose(replace(self.wanted, category=value))

        self._popup(_("Category"), "categories", take, self.category)

    def _popup(
        self,
        name: str,
        which: Which,
        then: Callable[[str], object],
        under: QWidget,
    ) -> None:
        popup = ChoicePopup(name, self._choices(which), then, self)
        self._open = (popup, which)
        popup.show_under(under)
        self.facets_wanted.emit()

    def _choices(self, which: Which) -> list[Choice]:
        facets: tuple[Facet, ...] = getattr(self.facets, which)
        return [Choice(facet.value, count(facet.products)) for facet in facets]

    def show_facets(self, facets: Facets) -> None:
        """Offer other brands and categories, also in a list that is open."""
        self.facets = facets
        if self._open is not None and isValid(self._open[0]):
            popup, which = self._open
            popup.offer(self._choices(which))

    def _ask_lacks(self) -> None:
        menu = self._menu()
        for lack, name in LACKS.items():
            there = lack in self.wanted.lacks
            self._choice(menu, sentence_case(_(name)), partial(self._lack, lack), checked=there)
        self._show_menu(menu, self.lacks)

    def _lack(self, lack: Lack) -> None:
        now = self.wanted.lacks
        rest = tuple(one for one in now if one != lack)
        self.choose(replace(self.wanted, lacks=rest if lack in now else (*now, lack)))

    def _ask_sort(self) -> None:
        menu, now = self._menu(), self.wanted
        for sort, name in SORTS.items():
            wanted = replace(now, sort=sort, descending=now.descending and sort != "file")
            action = partial(self.choose, wanted)
            self._choice(menu, sentence_case(_(name)), action, checked=sort == now.sort)
        menu.addSeparator()
        reverse = partial(self.choose, replace(now, descending=not now.descending))
        self._choice(menu, _("Last first"), reverse, checked=now.descending)
        self._show_menu(menu, self.sort)

    def _ask_kept(self) -> None:
        menu = self._menu()
        for name, wanted in self.saved.items():
            self._choice(menu, name, partial(self.chosen.emit, wanted))
        if self.saved:
            menu.addSeparator()
        keep = menu.addAction(_("Save this filter …"))
        keep.setEnabled(self.narrows or self._searches or self.orders)
        keep.triggered.connect(self.keep)
        if self.saved:
            drop = menu.addMenu(_("Delete a saved filter"))
            for name in self.saved:
                self._choice(drop, name, partial(self.drop.emit, name))
        self._show_menu(menu, self.kept)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    @staticmethod
    def _choice(
        menu: QMenu, name: str, action: Callable[[], object], *, checked: bool | None = None
    ) -> QAction:
        # A lone ampersand would underline a letter of a brand.
        made = menu.addAction(name.replace("&", "&&"))
        if checked is not None:
            made.setCheckable(True)
            made.setChecked(checked)
        made.triggered.connect(lambda: action())  # noqa: PLW0108 - triggered carries a bool
        return made

    @staticmethod
    def _show_menu(menu: QMenu, under: QWidget) -> None:
        menu.popup(under.mapToGlobal(QPoint(0, under.height() + 2)))
