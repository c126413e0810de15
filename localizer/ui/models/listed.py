"""A table over values in memory: nothing is made for a line before it is painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from localizer.ui.look.tips import tip

Index = QModelIndex | QPersistentModelIndex
RowT = TypeVar("RowT")
_RIGHT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class Listed(QAbstractTableModel, Generic[RowT]):
    """Shows any sequence; ``cells`` says a value's cells when they are painted."""

    def __init__(
        self,
        headers: Sequence[str],
        cells: Callable[[RowT], Sequence[str]],
        *,
        tips: Callable[[RowT], Sequence[str]] | None = None,
        numbers: Sequence[int] = (),
        parent: QObject | None = None,
    ) -> None:
        """Begin empty. ``tips`` are the whole texts of cells shown shortened; ``numbers`` stand right."""
        super().__init__(parent)
        self._headers = tuple(headers)
        self._cells = cells
        self._tips = tips or cells
        self._numbers = frozenset(numbers)
        self._rows: Sequence[RowT] = ()

    @property
    def rows(self) -> Sequence[RowT]:
        """What is shown, in order."""
        return self._rows

    def show(self, rows: Sequence[RowT]) -> None:
        """Show ``rows`` from now on."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._headers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a cell's words on one line, and all of them where the pointer rests."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(self._cells(row)[column].split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._tips(row)[column])
        if role == Qt.ItemDataRole.TextAlignmentRole and column in self._numbers:
            return _RIGHT
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return the names of the columns."""
        if orientation is Qt.Orientation.Vertical or section >= len(self._headers):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            left = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            return _RIGHT if section in self._numbers else left
        return None
