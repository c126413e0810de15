"""The launch board as a table: products down, targets across, one `Cell` a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from localizer.catalog.board import BoardRow, Cell, CellState
from localizer.i18n import N_, _
from localizer.model.launch import Target
from localizer.ui.models.paged import ROW_ROLE, Index

STATES = {
    CellState.EMPTY: N_("not drafted"),
    CellState.BLOCKED: N_("blocked"),
    CellState.REVIEW: N_("to review"),
    CellState.READY: N_("ready"),
}


def cell_words(cell: Cell) -> str:
    """Return the one reason of a cell, or that it is ready."""
    message, args = cell.reason
    return _(message).format(**args) if message else _("ready")


class BoardTable(QAbstractTableModel):
    """Cells come whole from the catalog; a board has hundreds of products, not millions."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.rows: tuple[BoardRow, ...] = ()
        self.targets: tuple[Target, ...] = ()
        self._labels: tuple[str, ...] = ()

    def show_board(
        self, rows: Sequence[BoardRow], targets: Sequence[Target], labels: Sequence[str]
    ) -> None:
        """Show ``rows``; the same products and targets keep selection and scroll place."""
        same = tuple(targets) == self.targets and [row.product_id for row in rows] == [
            row.product_id for row in self.rows
        ]
        if same and self.rows:
            self.rows = tuple(rows)
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.rows, self.targets, self._labels = tuple(rows), tuple(targets), tuple(labels)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of products."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of targets."""
        return 0 if parent.isValid() else len(self.targets)

    def cell_at(self, index: Index) -> Cell:
        """Return the cell of a place."""
        return self.rows[index.row()].cells[index.column()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what Qt asks about one cell."""
        if not index.isValid():
            return None
        cell = self.cell_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_words(cell)
        if role == ROW_ROLE:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title, target = self.rows[index.row()].title, self._labels[index.column()]
            return f"{title}, {target}: {_(STATES[cell.state])}, {cell_words(cell)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(index, cell)
        return None

    def _tip(self, index: Index, cell: Cell) -> str:
        texts = _("texts: {approved} approved, {review} to review, {empty} untranslated").format(
            approved=cell.approved, review=cell.to_review, empty=cell.untranslated
        )
        prices = _("prices: {n} of {all}").format(n=cell.priced, all=cell.variants)
        scripts = _("scripts: {n}, {review} to review").format(
            n=cell.scripts, review=cell.scripts_to_review
        )
        head = f"{self.rows[index.row()].title} · {self._labels[index.column()]}"
        return f"{head}\n{texts}\n{prices}\n{scripts}"

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return target labels across and product titles down."""
        names = self._labels if orientation is Qt.Orientation.Horizontal else self._titles()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        named = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        return names[section] if named and section < len(names) else None

    def _titles(self) -> tuple[str, ...]:
        return tuple(row.title for row in self.rows)
