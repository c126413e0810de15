"""The catalog as a table: product ids in order, `ProductLine` by page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QObject, Qt

from localizer.catalog.views import ProductLine
from localizer.i18n import N_, _
from localizer.model.money import Money
from localizer.ui.models.paged import Paged
from localizer.ui.models.thumbnails import Thumbnails

_COLUMNS: Final = (
    N_("Product"),
    N_("Category"),
    N_("Variants"),
    N_("Cost"),
    N_("List price"),
    N_("Stock"),
    N_("Facts"),
)
TITLE, CATEGORY, VARIANTS, COST, LIST_PRICE, STOCK, FACTS = range(7)
_NUMBERS: Final = frozenset({VARIANTS, COST, LIST_PRICE, STOCK, FACTS})
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter


class ProductTable(Paged[ProductLine]):
    """Seven columns; ``write_money`` makes an amount readable."""

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], Mapping[int, ProductLine]],
        write_money: Callable[[Money], str],
        thumbnails: Thumbnails,
        parent: QObject | None = None,
    ) -> None:
        """Begin empty."""
        super().__init__(fetch, parent)
        self._write = write_money
        self._thumbnails = thumbnails
        thumbnails.arrived.connect(self._pictures_arrived)

    def _pictures_arrived(self) -> None:
        if self.rowCount():
            last = self.index(self.rowCount() - 1, TITLE)
            self.dataChanged.emit(self.index(0, TITLE), last, [Qt.ItemDataRole.DecorationRole])

    def columns(self) -> int:
        """Return the number of columns."""
        return len(_COLUMNS)

    def cell(self, row: ProductLine, column: int, role: int) -> Any:  # noqa: ANN401 - Qt's variant
        """Return one cell's words, alignment or picture."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in _NUMBERS:
            return int(_MIDDLE | Qt.AlignmentFlag.AlignRight)
        if role == Qt.ItemDataRole.DecorationRole and column == TITLE:
            return self._thumbnails.find(row.image)
        if role == Qt.ItemDataRole.ToolTipRole and column == TITLE:
            return " · ".join(part for part in (row.title, row.brand, row.key) if part)
        return None

    def _words(self, row: ProductLine, column: int) -> str:
        if column == TITLE:
            return row.title
        if column == CATEGORY:
            return row.category
        if column == COST:
            return self._span(row.cost)
        if column == LIST_PRICE:
            return self._span(row.list_price)
        if column == STOCK:
            return "" if row.stock is None else str(row.stock)
        return str(row.variants if column == VARIANTS else row.facts)

    def _span(self, span: tuple[Money, Money] | None) -> str:
        if span is None:
            return ""
        low, high = span
        if low == high:
            return self._write(low)
        return _("{low} – {high}").format(low=self._write(low), high=self._write(high))

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return the columns' names."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(_COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(_COLUMNS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight if section in _NUMBERS else Qt.AlignmentFlag.AlignLeft
            )
            return int(_MIDDLE | side)
        return None
