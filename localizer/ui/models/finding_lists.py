"""The lists of the checks dock: groups of findings, and the findings of one group."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from localizer.catalog.finding_groups import By, FindingLine, Group
from localizer.ui.actions.check_words import Names, counts_in_words, group_name, spoken
from localizer.ui.look.tips import literal
from localizer.ui.models.paged import ROW_ROLE, Index, Paged


class GroupList(QAbstractListModel):
    """One `Group` a line; a delegate paints it."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.groups: tuple[Group, ...] = ()
        self.by = By.RULE
        self.names: Names = {}

    def show_groups(self, groups: Sequence[Group], by: By, names: Names) -> None:
        """Show ``groups``; the same groups keep the selection."""
        new = tuple(groups)
        same = by is self.by and [one.key for one in new] == [one.key for one in self.groups]
        if same and new:
            self.groups, self.names = new, names
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self.groups, self.by, self.names = new, by, names
        self.endResetModel()

    def line_of(self, key: str) -> int:
        """Return the line of a group, -1 when it is not here."""
        return next((n for n, one in enumerate(self.groups) if one.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self.groups)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a group, or what a screen reader says of it."""
        if not index.isValid():
            return None
        group = self.groups[index.row()]
        if role == ROW_ROLE:
            return group
        name = group_name(group, self.by, self.names)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{name}: {counts_in_words(group.counts)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return literal(f"{name}\n{group.key}" if self.by is By.RULE else name)
        return None


class FindingTable(Paged[FindingLine]):
    """One `FindingLine` a line; a delegate paints it."""

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], Mapping[int, FindingLine]],
        parent: QObject | None = None,
    ) -> None:
        """Begin empty."""
        super().__init__(fetch, parent)
        self.names: Names = {}

    def cell(self, row: FindingLine, column: int, role: int) -> Any:  # noqa: ANN401 - Qt's variant
        """Return what a screen reader says of a line; the rest is painted."""
        del column
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return spoken(row, self.names) if role in shown else None
