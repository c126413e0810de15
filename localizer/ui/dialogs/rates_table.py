"""The list of rates: one line a currency, its age by shape, colour and word."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from localizer.i18n import _
from localizer.model.price import RateAgeLevel
from localizer.pipeline.rates import RateLine
from localizer.ui.actions.columns import sentence_case
from localizer.ui.actions.words import day
from localizer.ui.dialogs.rates_numbers import age_sentence, age_words, currency_name
from localizer.ui.look.tips import tip
from localizer.ui.look.tokens import SPACE_2
from localizer.ui.models.listed import Listed
from localizer.ui.widgets.column_view import ListTable, paint_ground
from localizer.ui.widgets.marks import SIDE, Mark, paint_mark
from localizer.ui.widgets.parts import palette_of
from localizer.ui.widgets.rate_scale import in_digits

Index = QModelIndex | QPersistentModelIndex
LEVEL_ROLE: Final = int(Qt.ItemDataRole.UserRole)
CURRENCY, RATE, DATE, AGE, SPREAD, OWN, SOURCE = range(7)
MARKS: Final = {
    RateAgeLevel.SILENT: Mark.OK,
    RateAgeLevel.INFO: Mark.OPEN,
    RateAgeLevel.WARN: Mark.WARN,
    RateAgeLevel.BLOCK: Mark.BLOCK,
}
_NONE: Final = "–"
#: Pixels a column has at least; the last one ends in … where there is no more.
LEAST: Final = 48
#: Room for the mark before an age.
_BEFORE: Final = 10 + SIDE + SPACE_2
_LEFT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


def _cells(line: RateLine) -> tuple[str, ...]:
    rate, own = line.rate, line.own
    return (
        line.currency,
        _NONE if rate is None else in_digits(rate.value),
        _NONE if rate is None else day(rate.date),
        _("no rate") if line.age is None else age_words(line.age),
        f"{line.spread.normalize():f} %" if line.spread else _NONE,
        _NONE if own is None else in_digits(own.value),
        "" if rate is None else rate.source,
    )


def _tips(line: RateLine) -> tuple[str, ...]:
    cells = list(_cells(line))
    cells[CURRENCY] = currency_name(line.currency)
    if line.age is not None and age_sentence(line.age):
        cells[AGE] = age_sentence(line.age)
    return tuple(cells)


class RateTable(Listed[RateLine]):
    """What is known of each currency."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(self._heads("CNY"), _cells, tips=_tips, numbers=(RATE, SPREAD, OWN))

    @staticmethod
    def _heads(base: str) -> tuple[str, ...]:
        return (
            _("Currency"),
            _("1 {base} =").format(base=base),
            _("Date"),
            _("Age"),
            _("Spread"),
            _("Your rate"),
            sentence_case(_("source")),
        )

    def set_base(self, base: str) -> None:
        """Name the currency rates are of."""
        self._headers = self._heads(base)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, RATE, RATE)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a cell's words, what a screen reader says of it, or the level of an age."""
        if not index.isValid():
            return None
        line = self.rows[index.row()]
        if role == LEVEL_ROLE:
            return RateAgeLevel.BLOCK if line.age is None else line.age.level
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() in (CURRENCY, AGE):
            return _tips(line)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == SOURCE:
            return tip(_cells(line)[SOURCE])
        return super().data(index, role)


class AgeDelegate(QStyledItemDelegate):
    """Paints an age with the mark of what it means."""

    def __init__(self, view: QWidget) -> None:
        """Paint in the colours of ``view``."""
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        inks, room = palette_of(self._view), option.rect
        mark = MARKS.get(RateAgeLevel(index.data(LEVEL_ROLE)), Mark.NONE)
        painter.save()
        paint_ground(painter, option, inks)
        at = QPointF(room.left() + 10, room.center().y() - SIDE / 2 + 0.5)
        paint_mark(painter, mark, at, inks)
        painter.setPen(mark.ink(inks))
        inside = room.adjusted(_BEFORE, 0, -SPACE_2, 0)
        painter.drawText(inside, _LEFT, str(index.data(Qt.ItemDataRole.DisplayRole) or ""))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for room for words and mark."""
        size = super().sizeHint(option, index)
        size.setWidth(size.width() + _BEFORE)
        return size


class RateView(ListTable):
    """The list; ``moved`` tells that another line is looked at."""

    moved = Signal(int)

    def __init__(self, table: RateTable) -> None:
        """Show ``table``."""
        super().__init__(_("Exchange rates, one line a currency"))
        self.setModel(table)
        self.setItemDelegateForColumn(AGE, AgeDelegate(self))
        self.horizontalHeader().setMinimumSectionSize(LEAST)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which line the person is at."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.moved.emit(current.row())
