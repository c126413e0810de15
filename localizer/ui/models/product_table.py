"""The catalog as a table: product ids in order, rows read by page beside the window, variants unfolded.

What is not read yet is a placeholder; rows that changed stay as they were until the new ones are there. The
model asks for pages and never writes.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from localizer.catalog.views import ProductLine
from localizer.i18n import _
from localizer.model.money import Money
from localizer.model.product import Variant
from localizer.ui.models.folds import Folds
from localizer.ui.models.product_cells import (
    COLUMNS,
    NUMBERS,
    ProductRow,
    VariantRow,
    product_row,
    spoken,
    tip,
    variant_row,
)

Index = QModelIndex | QPersistentModelIndex
Rows = Mapping[int, ProductLine]
#: Reads rows beside the window: gives them to the first function, and calls the second however it ended.
Fetch = Callable[[Sequence[int], Callable[[Rows], object], Callable[[], object]], object]
PAGE: Final = 256
PAGES_KEPT: Final = 64
#: Pages waiting to be read; while somebody drags the scroll bar the oldest wish is given up.
WANTED: Final = 3
#: So near to the end of a page the next one is read as well.
NEAR: Final = 64
#: What a delegate paints: `ProductRow`, `VariantRow`, or ``None`` while it is not there.
ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole)
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter


@dataclass(slots=True)
class _Page:
    """Rows of one page, and their words once painted. A stale page is shown until it is read anew."""

    lines: list[ProductLine | None]
    shown: dict[int, ProductRow] = field(default_factory=dict)
    stale: bool = False


class ProductTable(QAbstractTableModel):
    """Six columns; ``write_money`` makes an amount readable."""

    def __init__(
        self, fetch: Fetch, write_money: Callable[[Money], str], parent: QObject | None = None
    ) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._fetch = fetch
        self._write = write_money
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, _Page] = OrderedDict()
        self._folds = Folds()
        self._variants: dict[int, tuple[VariantRow, ...]] = {}
        self._wanted: list[int] = []
        self._reading: int | None = None
        self._turn = 0
        self._order: tuple[int, bool] | None = None

    # -- ids and pages ---------------------------------------------------------------------------

    def swap(
        self,
        ids: array[int],
        pages: Mapping[int, Rows] | None = None,
        variants: Mapping[int, Sequence[Variant]] | None = None,
    ) -> bool:
        """Show ``ids`` from now on; tell whether they are others than before.

        ``pages`` are whole pages, by their number, that were read together with the ids; ``variants`` are
        those of the products that stay unfolded. With the same ids the selection is kept, and all rows are
        read anew.
        """
        opened = dict(variants or {})
        counts = {one: len(found) for one, found in opened.items()}
        same = ids == self._ids and counts == {one: len(it) for one, it in self._variants.items()}
        if same:
            self._variants = {one: self._as_rows(one, found) for one, found in opened.items()}
            for page in self._pages.values():
                page.stale = True
        else:
            self.beginResetModel()
            self._ids = ids
            self._pages.clear()
            self._refold(opened)
        self._turn += 1
        self._wanted.clear()
        self._reading = None
        for number, rows in (pages or {}).items():
            self._keep(number, [rows.get(one) for one in self._page_ids(number)])
        if not same:
            self.endResetModel()
        elif self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        return not same

    def _refold(self, opened: Mapping[int, Sequence[Variant]]) -> None:
        self._folds.clear()
        self._variants = {}
        for number, variants in opened.items():
            line = self.line_of(number)
            if line >= 0 and variants:
                self._variants[number] = self._as_rows(number, variants)
                self._folds.open(line, len(variants))

    def _keep(self, page: int, lines: list[ProductLine | None]) -> None:
        self._pages[page] = _Page(lines)
        self._pages.move_to_end(page)
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)

    def _page_ids(self, page: int) -> array[int]:
        return self._ids[page * PAGE : (page + 1) * PAGE]

    def _page_at(self, line: int) -> _Page | None:
        """Return the page of ``line``, asking for what is missing there or soon will be."""
        number, place = divmod(line, PAGE)
        page = self._pages.get(number)
        if page is None or page.stale:
            self._want(number)
        else:
            self._pages.move_to_end(number)
            beside = number + (place >= PAGE - NEAR) - (place < NEAR)
            if beside != number and 0 <= beside * PAGE < len(self._ids):
                neighbour = self._pages.get(beside)
                if neighbour is None or neighbour.stale:
                    self._want(beside)
        return page

    def _want(self, page: int) -> None:
        if page == self._reading:
            return
        if page in self._wanted:
            self._wanted.remove(page)
        self._wanted.append(page)
        del self._wanted[:-WANTED]
        if self._reading is None:
            self._read_next()

    def _read_next(self) -> None:
        if not self._wanted:
            return
        page, turn = self._wanted.pop(), self._turn
        self._reading = page
        ids = self._page_ids(page)

        def take(found: Rows) -> None:
            if turn == self._turn:
                self._keep(page, [found.get(one) for one in ids])
                self._tell(page)

        def end() -> None:
            if turn == self._turn:
                self._reading = None
                self._read_next()

        self._fetch(ids, take, end)

    def _tell(self, page: int) -> None:
        first = self.row_of_line(page * PAGE)
        last = self.row_of_line(min((page + 1) * PAGE, len(self._ids)) - 1)
        self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))

    @property
    def ids(self) -> array[int]:
        """The ids of all products shown, in order."""
        return self._ids

    def line_of(self, wanted: int) -> int:
        """Return the place of an id among the products, -1 when it is not shown."""
        try:
            return self._ids.index(wanted)
        except ValueError:
            return -1

    def row_of_line(self, line: int) -> int:
        """Return the row of the screen that shows the product in ``line``."""
        return self._folds.row_of(line)

    def row_of(self, wanted: int) -> int:
        """Return the row of the screen that shows a product's id, -1 when it is not shown."""
        line = self.line_of(wanted)
        return line if line < 0 else self._folds.row_of(line)

    def id_at(self, row: int) -> int | None:
        """Return the id of the product that ``row`` shows or belongs to."""
        if not 0 <= row < self.rowCount():
            return None
        return self._ids[self._folds.place(row)[0]]

    def row_at(self, row: int) -> ProductLine | None:
        """Return the product that ``row`` shows or belongs to, ``None`` while it is not read."""
        if not 0 <= row < self.rowCount():
            return None
        line = self._folds.place(row)[0]
        page = self._page_at(line)
        return None if page is None else page.lines[line % PAGE]

    def ids_of(self, ranges: Iterable[tuple[int, int]]) -> array[int]:
        """Return the ids in ranges of rows (first, last), each once; a variant stands for its product."""
        spans = sorted(
            (self._folds.place(first)[0], self._folds.place(last)[0]) for first, last in ranges
        )
        if spans and spans[0][0] == 0 and spans[0][1] == len(self._ids) - 1:
            return self._ids
        found: array[int] = array("q")
        beyond = 0
        for first, last in spans:
            found.extend(self._ids[max(first, beyond) : last + 1])
            beyond = max(beyond, last + 1)
        return found

    # -- variants --------------------------------------------------------------------------------

    @property
    def open_ids(self) -> tuple[int, ...]:
        """The products that are unfolded."""
        return tuple(self._variants)

    def is_variant(self, row: int) -> bool:
        """Tell whether ``row`` shows a variant."""
        return 0 <= row < self.rowCount() and self._folds.place(row)[1] > 0

    def unfold(self, product_id: int, variants: Sequence[Variant]) -> None:
        """Show ``variants`` below their product."""
        line = self.line_of(product_id)
        if line < 0 or product_id in self._variants or not variants:
            return
        row = self._folds.row_of(line)
        self.beginInsertRows(QModelIndex(), row + 1, row + len(variants))
        self._variants[product_id] = self._as_rows(product_id, variants)
        self._folds.open(line, len(variants))
        self.endInsertRows()
        self._retell(line)

    def fold(self, product_id: int) -> None:
        """Hide the variants of a product."""
        line = self.line_of(product_id)
        if line < 0 or product_id not in self._variants:
            return
        row = self._folds.row_of(line)
        self.beginRemoveRows(QModelIndex(), row + 1, row + self._folds.count_of(line))
        del self._variants[product_id]
        self._folds.close(line)
        self.endRemoveRows()
        self._retell(line)

    def _retell(self, line: int) -> None:
        page = self._pages.get(line // PAGE)
        if page is not None:
            page.shown.pop(line % PAGE, None)
        row = self._folds.row_of(line)
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def _as_rows(self, product_id: int, variants: Sequence[Variant]) -> tuple[VariantRow, ...]:
        return tuple(variant_row(product_id, variant, self._write) for variant in variants)

    # -- what Qt asks ----------------------------------------------------------------------------

    def shown_at(self, row: int) -> ProductRow | VariantRow | None:
        """Return what ``row`` paints; ``None`` while it is read, or where the product is gone."""
        line, below = self._folds.place(row)
        if below:
            return self._variants[self._ids[line]][below - 1]
        page = self._page_at(line)
        if page is None:
            return None
        place = line % PAGE
        found = page.lines[place]
        if found is None:
            return None
        if place not in page.shown:
            page.shown[place] = product_row(found, self._write, is_open=found.id in self._variants)
        return page.shown[place]

    def sample(self) -> list[tuple[str, ...]]:
        """Return the words of products that are there already, for the widths of the columns."""
        page = next(iter(self._pages.values()), None)
        lines = [] if page is None else page.lines
        return [product_row(line, self._write).cells for line in lines if line is not None]

    def show_order(self, column: int | None, *, descending: bool = False) -> None:
        """Mark the column the products are ordered by; ``None`` marks none."""
        self._order = None if column is None else (column, descending)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of rows: products, and variants of unfolded ones."""
        return 0 if parent.isValid() else len(self._ids) + self._folds.extra

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what Qt asks; what is not there yet is blank."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_MIDDLE | _side(index.column()))
        if role not in _TOLD:
            return None
        shown = self.shown_at(index.row())
        if role == ROW_ROLE or shown is None:
            return shown
        return _TOLD[role](shown, index.column())

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return the columns' names."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            column, descending = self._order or (-1, False)
            mark = ("", " ↑", " ↓")[(section == column) * (1 + descending)]
            return f"{_(COLUMNS[section])}{mark}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_MIDDLE | _side(section))
        return None


#: What is told of a row under each role; rows themselves go to the delegate.
_TOLD: Final[dict[int, Callable[[ProductRow | VariantRow, int], str]]] = {
    ROW_ROLE: spoken,
    Qt.ItemDataRole.DisplayRole: lambda shown, column: shown.cells[column],
    Qt.ItemDataRole.ToolTipRole: tip,
    Qt.ItemDataRole.AccessibleTextRole: spoken,
}


def _side(column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
