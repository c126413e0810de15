"""The scripts of a target as a list; a launch has hundreds, so they are held whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from localizer.catalog.views import ScriptHead
from localizer.i18n import _
from localizer.ui.actions.words import STATES, minutes
from localizer.ui.models.paged import ROW_ROLE, Index


class ScriptList(QAbstractListModel):
    """One `ScriptHead` a line; a delegate paints it."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.heads: tuple[ScriptHead, ...] = ()

    def show_heads(self, heads: Sequence[ScriptHead]) -> None:
        """Show ``heads``; the same scripts keep the selection."""
        same = [one.id for one in heads] == [one.id for one in self.heads]
        if same and heads:
            self.heads = tuple(heads)
            self.dataChanged.emit(self.index(0), self.index(len(heads) - 1))
            return
        self.beginResetModel()
        self.heads = tuple(heads)
        self.endResetModel()

    def line_of(self, script_id: int | None, product_id: int | None) -> int:
        """Return the line of a script, or of a product's first one; -1 if neither is here."""
        for line, head in enumerate(self.heads):
            if head.id == script_id or (script_id is None and head.product_id == product_id):
                return line
        return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of scripts."""
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return the product's title, all of it for screen readers, or the head itself."""
        if not index.isValid() or index.row() >= len(self.heads):
            return None
        head = self.heads[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return head.title
        if role == ROW_ROLE:
            return head
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            time = _("{spoken} of {planned}").format(
                spoken=minutes(head.seconds), planned=minutes(head.planned)
            )
            return f"{head.title}, {_(STATES[head.state])}, {time}"
        return None
