"""The table of steps: when, who, what, how many changes; fetched by page as they are painted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont

from localizer.catalog.activity import Activity
from localizer.i18n import _, ngettext, pgettext
from localizer.ui.actions.columns import count
from localizer.ui.actions.words import day_and_time, in_a_row, when
from localizer.ui.actions.work_bars import person_words
from localizer.ui.look.tips import tip
from localizer.ui.models.paged import Paged

WHEN, WHO, WHAT, ROWS = range(4)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_LEFT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class ActivityTable(Paged[Activity]):
    """Steps by id, the newest first."""

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], Mapping[int, Activity]],
        parent: QObject | None = None,
    ) -> None:
        """Begin empty."""
        super().__init__(fetch, parent)
        self._heads = (
            pgettext("history", "When"), pgettext("history", "Who"), pgettext("history", "What"),
            _("Changes"),
        )  # fmt: skip
        self._taken_back = QFont()
        self._taken_back.setStrikeOut(True)

    def columns(self) -> int:
        """Return the number of columns."""
        return len(self._heads)

    def cell(self, row: Activity, column: int, role: int) -> Any:  # noqa: ANN401 - Qt's variant
        """Return a cell; what was undone is struck out and says so."""
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(day_and_time(row.at) if column == WHEN else _cell(row, column))
        if role == Qt.ItemDataRole.FontRole and column == WHAT and row.undone:
            return self._taken_back
        if role == Qt.ItemDataRole.TextAlignmentRole and column == ROWS:
            return _RIGHT
        if role == Qt.ItemDataRole.AccessibleTextRole and column == WHAT:
            return in_a_row(
                (_cell(row, WHAT), person_words(row.by), day_and_time(row.at), _rows(row))
            )
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return the names of the columns."""
        if orientation is Qt.Orientation.Vertical or section >= len(self._heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section == ROWS else _LEFT
        return None


def _cell(row: Activity, column: int) -> str:
    if column == WHEN:
        return when(row.at)
    if column == WHO:
        return person_words(row.by)
    if column == ROWS:
        return count(row.rows)
    return _("{step} (undone)").format(step=row.label) if row.undone else row.label


def _rows(row: Activity) -> str:
    text = ngettext("{n} change", "{n} changes", row.rows)
    return text.format(n=count(row.rows))
