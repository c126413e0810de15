"""Fixes to be made, each with a tick: where, what stands there, what takes its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal

from localizer.i18n import _, pgettext
from localizer.pipeline.fixing import Fix
from localizer.ui.models.listed import Index, Listed

TICK: Final = 0
#: Characters shown before and behind what is replaced.
AROUND: Final = 24


class FixTable(Listed[Fix]):
    """``ticked`` tells that the person wants another choice of fixes."""

    ticked = Signal()

    def __init__(self, where: Callable[[Fix], str], parent: QObject | None = None) -> None:
        """Begin empty; ``where`` says where a fix is made."""
        heads = (
            pgettext("column of fixes", "Fix"),
            pgettext("column of fixes", "Where"),
            pgettext("column of fixes", "Now"),
            pgettext("column of fixes", "Then"),
        )
        super().__init__(heads, self._cells_of, tips=self._tips_of, parent=parent)
        self._where = where
        self.left_out: set[int] = set()

    def takes(self, fix: Fix) -> bool:
        """Tell whether a fix is to be made."""
        return not fix.problem and fix.stored.id not in self.left_out

    def chosen(self, fixes: Sequence[Fix]) -> list[int]:
        """Return the findings among ``fixes`` that are to be fixed."""
        return [one.stored.id for one in fixes if self.takes(one)]

    def take(self, fixes: Sequence[Fix], *, on: bool) -> None:
        """Take or leave all of ``fixes``."""
        numbers = {one.stored.id for one in fixes}
        self.left_out = self.left_out - numbers if on else self.left_out | numbers
        self._tell_all()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a cell's words, or the tick."""
        if index.isValid() and index.column() == TICK and role == Qt.ItemDataRole.CheckStateRole:
            taken = self.takes(self.rows[index.row()])
            return Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take or leave one fix."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        fix = self.rows[index.row()]
        if fix.problem:
            return False
        on = Qt.CheckState(value) is Qt.CheckState.Checked
        self.take([fix], on=on)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the ticks of fixes that can be made be changed."""
        flags = super().flags(index)
        if not index.isValid() or self.rows[index.row()].problem:
            return flags
        return flags | Qt.ItemFlag.ItemIsUserCheckable

    def _tell_all(self) -> None:
        if self.rows:
            last = self.index(len(self.rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.ticked.emit()

    def _cells_of(self, fix: Fix) -> Sequence[str]:
        if fix.problem:
            return "", self._where(fix), _shown(fix, ""), _(fix.problem)
        old = fix.before[fix.start : fix.end]
        return "", self._where(fix), _shown(fix, old), _shown(fix, fix.new)

    def _tips_of(self, fix: Fix) -> Sequence[str]:
        return "", self._where(fix), fix.before, _(fix.problem) if fix.problem else fix.after


def _shown(fix: Fix, words: str) -> str:
    """Return ``words`` in brackets among what stands around them."""
    if not fix.before:
        return ""
    if fix.problem:
        return fix.before
    before, behind = fix.before[: fix.start], fix.before[fix.end :]
    left = ("…" + before[-AROUND:]) if len(before) > AROUND else before
    right = (behind[:AROUND] + "…") if len(behind) > AROUND else behind
    return f"{left}[{words}]{right}"
