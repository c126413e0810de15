"""The products of a target that have scripts, as a list; a launch has hundreds, so they are held whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from localizer.catalog.views import ScriptHead
from localizer.i18n import _, ngettext
from localizer.ui.actions.script_asks import ProductScripts
from localizer.ui.actions.script_words import variant_words
from localizer.ui.actions.words import STATES, in_a_row, minutes
from localizer.ui.look.tips import literal
from localizer.ui.models.paged import ROW_ROLE, Index


class ScriptList(QAbstractListModel):
    """One `ProductScripts` a line; a delegate paints it."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.products: tuple[ProductScripts, ...] = ()

    def show_heads(self, heads: Sequence[ScriptHead]) -> None:
        """Show ``heads`` by product; the same products keep the selection."""
        by_product: dict[int, list[ScriptHead]] = {}
        for head in heads:
            by_product.setdefault(head.product_id, []).append(head)
        new = tuple(ProductScripts(tuple(group)) for group in by_product.values())
        same = [one.product_id for one in new] == [one.product_id for one in self.products]
        if same and new:
            self.products = new
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self.products = new
        self.endResetModel()

    def line_of(self, script_id: int | None, product_id: int | None) -> int:
        """Return the line of a product or of a script of it; -1 if neither is here."""
        for line, product in enumerate(self.products):
            if script_id is None and product.product_id == product_id:
                return line
            if any(head.id == script_id for head in product.heads):
                return line
        return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of products."""
        return 0 if parent.isValid() else len(self.products)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return the product's title, all of it for screen readers, or the scripts themselves."""
        if not index.isValid() or index.row() >= len(self.products):
            return None
        product = self.products[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return product.title
        if role == ROW_ROLE:
            return product
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            number = len(product.heads)
            count = ngettext("{n} script", "{n} scripts", number).format(n=number)
            told = in_a_row((product.title, count, *(_told(head) for head in product.heads)))
            return literal(told) if role == Qt.ItemDataRole.ToolTipRole else told
        return None


def _told(head: ScriptHead) -> str:
    time = _("{spoken} of {planned}").format(
        spoken=minutes(head.seconds), planned=minutes(head.planned)
    )
    return f"{variant_words(head.style, head.label)}, {_(STATES[head.state])}, {time}"
