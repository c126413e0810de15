"""A table over any number of rows: one array of ids in SQL order, rows fetched by page when painted."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
RowT = TypeVar("RowT")
PAGE: Final = 256
PAGES_KEPT: Final = 64
#: The whole row object, for delegates that paint several of its parts.
ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole)


class Paged(QAbstractTableModel, Generic[RowT]):
    """Ids and a cache of pages. ``fetch`` returns rows by id; ids that are gone are missing from it."""

    #: Rows fetched at once: many where each costs little.
    page: ClassVar[int] = PAGE

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], Mapping[int, RowT]],
        parent: QObject | None = None,
    ) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._fetch = fetch
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, list[RowT | None]] = OrderedDict()

    def columns(self) -> int:
        """Return the number of columns."""
        return 1

    def cell(self, row: RowT, column: int, role: int) -> Any:  # noqa: ANN401 - Qt's variant
        """Return what Qt asks about one cell."""
        raise NotImplementedError

    def swap(self, ids: array[int]) -> None:
        """Show ``ids`` from now on. Equal ids only drop the cached rows, and selection is kept."""
        if ids == self._ids:
            self.refresh()
            return
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def refresh(self) -> None:
        """Fetch the rows anew when they are next painted."""
        self._pages.clear()
        if self._ids:
            last = self.index(len(self._ids) - 1, self.columns() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row_at(self, number: int) -> RowT | None:
        """Return the row in line ``number``, ``None`` when it is gone from the workspace."""
        if not 0 <= number < len(self._ids):
            return None
        page, place = divmod(number, self.page)
        rows = self._pages.get(page)
        if rows is None:
            ids = self._ids[page * self.page : (page + 1) * self.page]
            found = self._fetch(ids)
            rows = self._pages[page] = [found.get(one) for one in ids]
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(page)
        return rows[place]

    def id_at(self, number: int) -> int | None:
        """Return the id in line ``number``."""
        return self._ids[number] if 0 <= number < len(self._ids) else None

    def line_of(self, wanted: int) -> int:
        """Return the line of an id, -1 when it is not shown."""
        # A dict of all places would be quicker to ask, but a million take a quarter of a second to put in.
        try:
            return self._ids.index(wanted)
        except ValueError:
            return -1

    @property
    def ids(self) -> array[int]:
        """The ids in order."""
        return self._ids

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of columns."""
        return 0 if parent.isValid() else self.columns()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what Qt asks; a row that is gone is blank."""
        if not index.isValid():
            return None
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        return self.cell(row, index.column(), role)
