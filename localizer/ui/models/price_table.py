"""Prices as a table: variants down, targets across; amounts as the target's readers write them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QObject, Qt, Signal

from localizer import pipeline
from localizer.catalog.views import PriceCell, PriceLine
from localizer.i18n import _
from localizer.model.launch import Target
from localizer.ui.actions.amounts import write_amount
from localizer.ui.actions.asks import margin_text, price_sentences
from localizer.ui.look.tips import literal
from localizer.ui.models.paged import Index, Paged

CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class PriceTable(Paged[PriceLine]):
    """The header down names the variant in two lines. ``typed`` carries line, target and text of an edit."""

    #: A jump into the middle of a million rows is to be painted within a frame.
    page: ClassVar[int] = 64

    typed = Signal(int, object, str)

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], Mapping[int, PriceLine]],
        parent: QObject | None = None,
    ) -> None:
        """Begin empty."""
        super().__init__(fetch, parent)
        self.targets: tuple[Target, ...] = ()
        self._labels: tuple[str, ...] = ()
        self._coded: frozenset[Target] = frozenset()

    def set_targets(
        self, targets: Sequence[Target], labels: Sequence[str], coded: Collection[Target] = ()
    ) -> None:
        """Show a column for each of ``targets``, prices of those ``coded`` with their currency's code."""
        if tuple(targets) == self.targets:
            return
        self.beginResetModel()
        self.targets, self._labels = tuple(targets), tuple(labels)
        self._coded = frozenset(coded)
        self.endResetModel()

    def columns(self) -> int:
        """Return the number of columns."""
        return len(self.targets)

    def target_at(self, column: int) -> Target | None:
        """Return the target of a column."""
        return self.targets[column] if 0 <= column < len(self.targets) else None

    def price_at(self, row: PriceLine, column: int) -> PriceCell | None:
        """Return the price in a column, ``None`` where none was made yet."""
        target = self.target_at(column)
        return None if target is None else row.cells.get((target.market, target.channel))

    def cell(self, row: PriceLine, column: int, role: int) -> Any:  # noqa: ANN401 - Qt's variant
        """Return one cell's words, its `PriceCell`, or why it is as it is."""
        price, target = self.price_at(row, column), self.target_at(column)
        if role == CELL_ROLE:
            return price
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        if price is None or target is None:
            return _("not priced") if role == Qt.ItemDataRole.DisplayRole else None
        return self._words(row, column, price, role)

    def _words(self, row: PriceLine, column: int, price: PriceCell, role: int) -> str | None:
        target = self.targets[column]
        if role == Qt.ItemDataRole.EditRole:
            if price.amount is None:
                return ""
            return write_amount(price.amount, price.currency, target.locale)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._amount(price, target)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            label = self._labels[column]
            head = f"{row.sku}, {label}: {self._amount(price, target)}"
            earned = [] if price.margin is None else [margin_text(price.margin)]
            told = "\n".join((head, *earned, *price_sentences(price.code, price.warnings)))
            return literal(told) if role == Qt.ItemDataRole.ToolTipRole else told
        return None

    def _amount(self, price: PriceCell, target: Target) -> str:
        if price.amount is None:
            return _("no price")
        code = target in self._coded
        return pipeline.format_price(price.amount, price.currency, target.locale, code=code)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Pass what was typed on; the workspace is written by the pane's action, never here."""
        target = self.target_at(index.column())
        if role != Qt.ItemDataRole.EditRole or target is None:
            return False
        text = str(value).strip()
        if text != self.data(index, Qt.ItemDataRole.EditRole):
            self.typed.emit(index.row(), target, text)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let prices be edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemIsEditable if self.target_at(index.column()) else plain

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return targets across, variants in two lines down."""
        if orientation is Qt.Orientation.Vertical:
            row = self.row_at(section)
            if row is None or role not in (
                Qt.ItemDataRole.DisplayRole,
                Qt.ItemDataRole.ToolTipRole,
            ):
                return None
            named = " · ".join(part for part in (row.sku, row.options) if part)
            told = f"{named}\n{row.title}"
            return literal(told) if role == Qt.ItemDataRole.ToolTipRole else told
        if section >= self.columns():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._labels[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        return None
