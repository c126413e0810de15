"""The order of the show on the clock: items and beats with their planned time, what they took, and over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from localizer.i18n import _, pgettext
from localizer.pipeline.on_air import OnAir
from localizer.ui.actions.words import minutes
from localizer.ui.models.listed import Listed
from localizer.ui.prompter.flow_lines import beat_word
from localizer.ui.widgets.tables import KeyTable

Index = QModelIndex | QPersistentModelIndex
_TIMES: Final = (1, 2, 3)
#: Pixels the names of beats need, with what stands around the table.
NAMES: Final = 130
#: Page Up and Page Down stay with the show: clickers send them.
_MOVES: Final = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End})


@dataclass(frozen=True, slots=True)
class RundownRow:
    """An item (without ``beat``) or one of its beats."""

    item: int
    beat: int | None
    name: str
    planned: float
    spent: float | None
    running: bool


def rows_of(air: OnAir) -> tuple[RundownRow, ...]:
    """Return the rundown as it stands now."""
    here, found = air.here, []
    for number, item in enumerate(air.prompt.items):
        running = here is not None and here[0] == number
        spent = air.spent.get(item.item_id)
        found.append(RundownRow(number, None, item.title, item.seconds, spent, running))
        if len(item.beats) > 1:
            for at, beat in enumerate(item.beats):
                took = sum(line.seconds for line in beat.lines)
                name = f"      {beat_word(beat)}"
                found.append(RundownRow(number, at, name, took, None, here == (number, at)))
    return tuple(found)


def _cells(row: RundownRow) -> tuple[str, ...]:
    spent = "" if row.spent is None else minutes(row.spent)
    over = "" if row.spent is None or row.spent <= row.planned else over_words(row)
    return row.name, minutes(row.planned), spent, over


def over_words(row: RundownRow) -> str:
    """Return how much an item took beyond its plan."""
    return f"+{minutes((row.spent or 0) - row.planned)}"


class RundownTable(Listed[RundownRow]):
    """The rows; what runs is written bold, beats stand in from their item."""

    def __init__(self) -> None:
        """Begin empty."""
        headers = (
            pgettext("rundown", "What"),
            pgettext("rundown", "Plan"),
            pgettext("rundown", "Took"),
            pgettext("rundown", "Over"),
        )
        super().__init__(headers, _cells, numbers=_TIMES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a cell; names keep the room before them."""
        if index.isValid() and role == Qt.ItemDataRole.DisplayRole and index.column() == 0:
            return self.rows[index.row()].name
        if index.isValid() and role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(self.rows[index.row()].running)
            return font
        return super().data(index, role)

    def follow(self, rows: Sequence[RundownRow]) -> bool:
        """Show ``rows``; tell whether they are other ones, not only other times of the same."""
        known = [(one.item, one.beat, one.name, one.planned) for one in self.rows]
        if known != [(one.item, one.beat, one.name, one.planned) for one in rows]:
            self.show(rows)
            return True
        before, self._rows = self.rows, rows
        for at, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(at, 0), self.index(at, 3))
        return False


class RundownView(KeyTable):
    """``jumped`` carries the numbers of an item and a beat a person clicked or entered."""

    jumped = Signal(int, int)

    def __init__(self) -> None:
        """Show nothing."""
        super().__init__()
        self.table = RundownTable()
        self.table.setParent(self)
        self.setModel(self.table)
        self.setAccessibleName(_("Order of the show"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in _TIMES:
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self._running = -1
        self.opened.connect(self._open)

    def room(self) -> int:
        """Return the width in which names can be read beside the times, whose headers differ by language."""
        head = self.horizontalHeader()
        return NAMES + sum(head.sectionSizeHint(column) for column in _TIMES)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that move in a list: elsewhere they move the text."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if plain and event.key() in _MOVES:
                event.accept()
                return True
        return super().event(event)

    def follow(self, air: OnAir) -> None:
        """Show how far the show is; the running row comes into sight when it becomes another."""
        rows = rows_of(air)
        other = self.table.follow(rows)
        running = max((at for at, one in enumerate(rows) if one.running), default=-1)
        if other or running != self._running:
            self._running = running
            if running >= 0:
                self.scrollTo(self.table.index(running, 0))

    def _open(self, index: QModelIndex) -> None:
        row = self.table.rows[index.row()]
        self.jumped.emit(row.item, row.beat or 0)
