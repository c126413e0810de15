"""The rundown of a show as a table; its rows are dragged to another place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QColor

from localizer.i18n import _, pgettext
from localizer.model.segment import State
from localizer.model.show import ItemKind, RundownLine
from localizer.pipeline.shows import ItemView
from localizer.ui.actions.words import STATES, minutes, style_word
from localizer.ui.look.tips import literal
from localizer.ui.models.paged import ROW_ROLE, Index

#: What a dragged row carries: the id of its item.
MIME: Final = "application/x-localizer-show-item"
NUMBER, AT, TAKES, TITLE, PITCH, PRICE, MARKS = range(7)
#: Seconds below which nobody speaks of a gap or an overlap.
NOTICED: Final = 1.0
_ENDS: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class RundownRow:
    """An item with its place on the clock of the market."""

    view: ItemView
    line: RundownLine
    at: dt.datetime

    @property
    def role(self) -> str:
        """Return how pressing the row is: ``block``, ``warn`` or ``ok``."""
        if self.line.overlap >= NOTICED or self.line.late >= NOTICED:
            return "block"
        if self.view.item.kind is ItemKind.BREAK:
            return "ok"
        script = self.view.script
        if script is None or self.view.findings or script.state is not State.APPROVED:
            return "warn"
        return "warn" if self.line.gap >= NOTICED else "ok"

    def marks(self) -> str:
        """Return in words what is to be seen to: time that does not fit, no script, findings, no approval."""
        found: list[str] = []
        if self.line.late >= NOTICED:
            found.append(_("{time} late").format(time=minutes(self.line.late)))
        if self.line.overlap >= NOTICED:
            found.append(_("{time} overlap").format(time=minutes(self.line.overlap)))
        if self.line.gap >= NOTICED:
            found.append(_("{time} gap").format(time=minutes(self.line.gap)))
        if self.view.item.kind is ItemKind.SCRIPT:
            found += self._of_script()
        return " · ".join(found)

    def _of_script(self) -> list[str]:
        script = self.view.script
        if script is None:
            return [_("no script yet")]
        if self.view.findings:
            return [_("{n} to mend").format(n=self.view.findings)]
        return [] if script.state is State.APPROVED else [_(STATES[script.state])]


class RundownTable(QAbstractTableModel):
    """``moved`` tells the id of an item that was dropped, and the position it is to stand at."""

    moved = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.rows: tuple[RundownRow, ...] = ()
        #: Gives the colour in use for how pressing something is; without it all is written alike.
        self.colour: Callable[[str], QColor] | None = None

    def show_rows(self, rows: Sequence[RundownRow]) -> None:
        """Show ``rows``; the same items in the same order keep the selection."""
        same = [one.view.item.id for one in rows] == [one.view.item.id for one in self.rows]
        if same and rows:
            self.rows = tuple(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, MARKS))
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def place_of(self, item_id: int | None) -> int:
        """Return the row of an item, -1 where it is not here."""
        ids = [one.view.item.id for one in self.rows]
        return ids.index(item_id) if item_id in ids else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of items."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of columns."""
        return 0 if parent.isValid() else MARKS + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return the names of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        at, takes = pgettext("clock", "At"), pgettext("clock", "Takes")
        names = ("#", at, takes, _("Item"), _("Pitch"), _("Price"), _("To see to"))
        return names[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a cell's words, the whole row for screen readers, or the row itself."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        if role == ROW_ROLE:
            return self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return literal(self.words(index.row(), index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            every = (self.words(index.row(), column) for column in range(MARKS + 1))
            return ", ".join(text for text in every if text)
        return self._look(index, role)

    def _look(self, index: Index, role: int) -> Any:  # noqa: ANN401
        """Return how a cell stands and in which colour."""
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in (NUMBER, AT, TAKES):
            return int(_ENDS)
        pressing = self.rows[index.row()].role
        is_marks = role == Qt.ItemDataRole.ForegroundRole and index.column() == MARKS
        return self.colour(pressing) if is_marks and self.colour is not None else None

    def words(self, place: int, column: int) -> str:
        """Return what stands in a cell."""
        row = self.rows[place]
        item, card = row.view.item, row.view.card
        pitch = f"{style_word(item.style)} · {item.label}"
        return (
            str(place + 1),
            f"{row.at:%H:%M:%S}",
            minutes(row.line.seconds) + ("" if item.seconds is None else " ●"),
            row.view.title,
            "" if item.kind is ItemKind.BREAK else pitch,
            "" if card is None else card.price,
            row.marks(),
        )[column]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let rows be dragged between others."""
        found = super().flags(index)
        drag = Qt.ItemFlag.ItemIsDragEnabled
        return found | (drag if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled)

    def supportedDropActions(self) -> Qt.DropAction:
        """Move, nothing else."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Return what rows are carried as."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Carry the item of the dragged row."""
        carried = QMimeData()
        for index in indexes[:1]:
            number = self.rows[index.row()].view.item.id
            carried.setData(MIME, str(number).encode())
        return carried

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Tell where the row was dropped. The rundown itself changes when the move was saved."""
        del action, column
        if not data.hasFormat(MIME):
            return False
        number = int(bytes(data.data(MIME).data()))
        before = self.place_of(number)
        onto = row if row >= 0 else parent.row() if parent.isValid() else len(self.rows)
        to = onto - 1 if before < onto else onto
        if before >= 0 and to != before:
            self.moved.emit(number, to)
        return False
