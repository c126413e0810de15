"""The works that ended in this session, newest first: how, when, how long, and what was told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from localizer.i18n import _
from localizer.jobs import Outcome
from localizer.ui.actions.news import Ended, outcome_words
from localizer.ui.actions.words import clock, minutes
from localizer.ui.look.tips import literal
from localizer.ui.widgets.marks import Mark
from localizer.ui.widgets.row_delegate import RowDelegate, RowWords
from localizer.ui.widgets.tables import KeyList

_ROLE: Final = int(Qt.ItemDataRole.UserRole)
_MARKS: Mapping[Outcome, Mark] = {
    Outcome.DONE: Mark.OK,
    Outcome.STOPPED: Mark.WARN,
    Outcome.FAILED: Mark.BLOCK,
    Outcome.CRASHED: Mark.BLOCK,
}


class EndedList(KeyList):
    """One row a work; the whole of it is its tooltip and what a screen reader says."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.setAccessibleName(_("Work that ended"))
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(self, _ROLE))

    def show_ended(self, ended: Sequence[Ended]) -> None:
        """Show ``ended``, newest first; where the person is in the list stays."""
        before = self.currentIndex().data(_ROLE)
        self._rows.clear()
        for one in ended:
            item = QStandardItem(whole(one))
            item.setData(one, _ROLE)
            item.setToolTip(literal(whole(one)))
            self._rows.appendRow(item)
            if one == before:
                self.setCurrentIndex(item.index())


class _Delegate(RowDelegate):
    def words(self, value: object) -> RowWords | None:
        if not isinstance(value, Ended):
            return None
        return RowWords(
            mark=_MARKS[value.outcome],
            head=value.work,
            place=" · ".join(_parts(value)),
            end=outcome_words()[value.outcome],
        )


def whole(one: Ended) -> str:
    """Return everything about a work that ended, in one line."""
    return " · ".join((one.work, outcome_words()[one.outcome], *_parts(one)))


def _parts(one: Ended) -> tuple[str, ...]:
    told = (one.told,) if one.told else ()
    return clock(one.at.isoformat()), minutes(one.seconds), *told
