"""The launch board as a table: products down, targets across, one `Cell` a place."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Final

from PySide6.QtCore import QObject, Qt

from localizer.catalog.board import BoardCounts, BoardRow, CellState, TargetCounts
from localizer.i18n import _
from localizer.model.launch import Target
from localizer.ui.actions.board_words import STATES, cell_words, stage_words
from localizer.ui.look.tips import literal
from localizer.ui.models.paged import ROW_ROLE, Paged

CELL_ROLE: Final = ROW_ROLE + 1
#: Of the heads across: what is ready in words, and its share from 0 to 1.
PROGRESS_ROLE: Final = ROW_ROLE + 2


class BoardTable(Paged[BoardRow]):
    """A line for each product; the header down names it, the one across names the target."""

    #: Every target of a line is a query of its own: a page is little more than what is in sight.
    page: ClassVar[int] = 24

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], Mapping[int, BoardRow]],
        parent: QObject | None = None,
    ) -> None:
        """Begin empty."""
        super().__init__(fetch, parent)
        self.targets: tuple[Target, ...] = ()
        self._labels: tuple[str, ...] = ()
        self._progress: tuple[tuple[str, float], ...] = ()

    def show_board(self, ids: array[int], targets: Sequence[Target], labels: Sequence[str]) -> None:
        """Show ``ids``; the same products and targets keep selection and scroll place."""
        if tuple(targets) != self.targets:
            self.beginResetModel()
            self.targets, self._labels = tuple(targets), tuple(labels)
            self.endResetModel()
        self.swap(ids)

    def show_progress(self, counts: BoardCounts) -> None:
        """Show above each target how much of it is ready."""
        self._progress = tuple(_progress(one) for one in counts.targets)
        if self.targets:
            last = len(self.targets) - 1
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def columns(self) -> int:
        """Return the number of targets."""
        return len(self.targets)

    def cell(self, row: BoardRow, column: int, role: int) -> Any:  # noqa: ANN401 - Qt's variant
        """Return the words of one cell, all of it for screen readers, or its counts."""
        cell = row.cells[column]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_words(cell)
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            target = self._labels[column]
            state, parts = _(STATES[cell.state]), stage_words(cell)
            return f"{row.title}, {target}: {state}, {cell_words(cell)}; {parts}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return literal(self._tip(row, column))
        return None

    def _tip(self, row: BoardRow, column: int) -> str:
        cell = row.cells[column]
        texts = _("texts: {approved} approved, {review} to review, {empty} untranslated").format(
            approved=cell.approved, review=cell.to_review, empty=cell.untranslated
        )
        prices = _("prices: {n} of {all}").format(n=cell.priced, all=cell.variants)
        scripts = _("scripts: {n}, {review} to review").format(
            n=cell.scripts, review=cell.scripts_to_review
        )
        head = f"{row.title} · {self._labels[column]}"
        return f"{head}\n{stage_words(cell)}\n{texts}\n{prices}\n{scripts}"

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return target labels across and product titles down."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role == PROGRESS_ROLE and orientation is Qt.Orientation.Horizontal:
            return self._progress[section] if section < len(self._progress) else None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation is Qt.Orientation.Horizontal:
            if section >= len(self._labels):
                return None
            label = self._labels[section]
            tip = role == Qt.ItemDataRole.ToolTipRole
            return (
                _("{target}: click for what would make it ready").format(target=label)
                if tip
                else label
            )
        row = self.row_at(section)
        words = row.title if row is not None else ""
        return literal(words) if role == Qt.ItemDataRole.ToolTipRole else words or None


def _progress(counts: TargetCounts) -> tuple[str, float]:
    """Return what is ready of a target in words, and its share."""
    total, ready = sum(counts.states.values()), counts.states[CellState.READY]
    words = _("{n} of {all} ready").format(n=ready, all=total)
    return words, ready / total if total else 0.0
