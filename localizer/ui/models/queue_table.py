"""The review desk's queue as a list: translation ids in order, `QueueRow` by page."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import Qt

from localizer.catalog.queue import QueueRow
from localizer.i18n import _
from localizer.model.segment import State
from localizer.ui.actions.words import STATES, field_name, rule_words
from localizer.ui.look.tips import literal
from localizer.ui.models.paged import Index, Paged

#: Severity ranks up to this one (block, evidence, warning) are flags.
FLAGGED = 2


def is_flagged(row: QueueRow) -> bool:
    """Tell whether a person must look at the row, whatever its state."""
    open_state = row.state in (State.SENT_BACK, State.UNTRANSLATED)
    return row.worst <= FLAGGED or open_state or row.source_changed


class QueueTable(Paged[QueueRow]):
    """One column; a delegate paints the whole row."""

    #: A row looks for its findings and notes: after each decision those in sight are fetched anew.
    page: ClassVar[int] = 24

    def cell(self, row: QueueRow, column: int, role: int) -> Any:  # noqa: ANN401 - Qt's variant
        """Return the source, and all of it for screen readers."""
        del column
        if role == Qt.ItemDataRole.DisplayRole:
            return row.source
        if role == Qt.ItemDataRole.ToolTipRole:
            return literal(f"{row.source}\n{row.text}")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            place = field_name(row.field, row.position, row.name)
            return ", ".join(
                part
                for part in (row.source, place, _(STATES[row.state]), rule_words(row.rule))
                if part
            )
        return None

    def find_flagged(self, start: int, by: int) -> int:
        """Return the next flagged line from ``start``, ``by`` 1 or -1 and round the end; -1 if none."""
        number = self.rowCount()
        for distance in range(1, number + 1):
            line = (start + by * distance) % number
            row = self.row_at(line)
            if row is not None and is_flagged(row):
                return line
        return -1

    def next_open(self, start: int) -> int:
        """Return the next line after ``start`` that is not approved, round the end; -1 if none."""
        number = self.rowCount()
        for distance in range(1, number + 1):
            line = (start + distance) % number
            row = self.row_at(line)
            if row is not None and row.state is not State.APPROVED:
                return line
        return -1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let rows be chosen; nothing is edited in the list."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
