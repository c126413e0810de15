"""Prices to be made anew, each with a tick: taken as the rules give it, or kept as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal

from localizer import pipeline
from localizer.catalog.views import PriceLine
from localizer.i18n import N_, _
from localizer.model.launch import Target
from localizer.pipeline.repricing import MoveReason, PriceMove
from localizer.price.moves import Decisions, PriceKey
from localizer.ui.actions.words import in_a_row
from localizer.ui.models.listed import Index, Listed

COLUMNS: Final = (
    N_("New price"), N_("SKU"), N_("Product"), N_("Target"), N_("Before"), N_("After"),
    N_("Moves by"), N_("Margin"), N_("Why"),
)  # fmt: skip
TICK: Final = 0
_NUMBERS: Final = (4, 5, 6, 7)
#: Lines whose names are read together.
_PAGE: Final = 100
REASONS: Final[Mapping[MoveReason, str]] = {
    MoveReason.NEW: N_("no price before"),
    MoveReason.COST: N_("the cost or list price changed"),
    MoveReason.RATE: N_("the exchange rate moved"),
    MoveReason.FEES: N_("the fees changed"),
    MoveReason.TAX: N_("the tax changed"),
    MoveReason.MARGIN: N_("the margin changed"),
    MoveReason.ENDINGS: N_("the price endings changed"),
    MoveReason.FREIGHT: N_("freight or local costs changed"),
    MoveReason.CAP: N_("the price cap changed"),
    MoveReason.BASIS: N_("the price comes from elsewhere"),
    MoveReason.FIXED: N_("the fixed price changed"),
    MoveReason.OTHER: N_("the rules changed"),
}
_UNKEEPABLE: Final = frozenset({MoveReason.BASIS, MoveReason.FIXED})


def key_of(move: PriceMove) -> PriceKey:
    """Return whose price on which target it is."""
    return move.variant_id, move.market, move.channel


def is_move(move: PriceMove) -> bool:
    """Tell whether the amount moves, or would."""
    return move.before != move.after


def can_choose(move: PriceMove) -> bool:
    """Tell whether a person may keep the old price: there is one, made in the same way as the new one."""
    both = move.before is not None and move.after is not None
    return both and is_move(move) and not _UNKEEPABLE & move.reasons


def ordered(moves: Iterable[PriceMove]) -> list[PriceMove]:
    """Return those whose amount moves: lost prices first, then by the size of the move, new prices last."""
    return sorted(filter(is_move, moves), key=_rank)


def _rank(move: PriceMove) -> tuple[int, Decimal, PriceKey]:
    if move.after is None:
        return 0, Decimal(0), key_of(move)
    if move.before is None:
        return 2, Decimal(0), key_of(move)
    return 1, -abs(move.share or Decimal(0)), key_of(move)


class MoveTable(Listed[PriceMove]):
    """``ticked`` tells that the person decided otherwise about a price."""

    ticked = Signal()

    def __init__(
        self,
        targets: Mapping[tuple[str, str], tuple[Target, str]],
        names: Callable[[Sequence[int]], Mapping[int, PriceLine]],
        parent: QObject | None = None,
    ) -> None:
        """Show prices of ``targets`` (with their labels) by market and channel; ``names`` reads variants."""
        heads = [_(name) for name in COLUMNS]
        super().__init__(heads, self._cells_of, numbers=_NUMBERS, parent=parent)
        self._targets, self._fetch = targets, names
        self._names: dict[int, PriceLine] = {}
        self._asked: set[int] = set()
        self._chosen: dict[PriceKey, bool] = {}

    def take(self, moves: Iterable[PriceMove], *, new: bool) -> None:
        """Decide about all of ``moves`` that may be decided."""
        for move in moves:
            if can_choose(move):
                self._chosen[key_of(move)] = new
        self._tell_all()

    def forget(self) -> None:
        """Let the rules and the dead band decide about all again."""
        self._chosen.clear()
        self._tell_all()

    def is_new(self, move: PriceMove) -> bool:
        """Tell whether the new price is taken."""
        return self._chosen.get(key_of(move), not move.kept) or not can_choose(move)

    def decisions(self, moves: Iterable[PriceMove]) -> Decisions:
        """Return what was decided otherwise than the rules and the dead band do."""
        keep: list[PriceKey] = []
        take: list[PriceKey] = []
        for move in moves:
            new = self.is_new(move)
            if can_choose(move) and new is move.kept:
                (take if new else keep).append(key_of(move))
        return Decisions(frozenset(keep), frozenset(take))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a cell's words, or the tick."""
        if index.isValid() and index.column() == TICK:
            move = self.rows[index.row()]
            if role == Qt.ItemDataRole.CheckStateRole:
                new = self.is_new(move)
                return Qt.CheckState.Checked if new else Qt.CheckState.Unchecked
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return " ".join(self._cells_of(move)[1:])
        return super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let prices be ticked that may be kept or taken."""
        found = super().flags(index)
        if index.isValid() and index.column() == TICK:
            if can_choose(self.rows[index.row()]):
                return found | Qt.ItemFlag.ItemIsUserCheckable
            return Qt.ItemFlag.ItemIsSelectable
        return found

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Decide about one price."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != TICK:
            return False
        move = self.rows[index.row()]
        if not can_choose(move):
            return False
        self._chosen[key_of(move)] = Qt.CheckState(value) is Qt.CheckState.Checked
        self.dataChanged.emit(index, index)
        self.ticked.emit()
        return True

    def _tell_all(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0, TICK), self.index(len(self.rows) - 1, TICK))
        self.ticked.emit()

    def _cells_of(self, move: PriceMove) -> Sequence[str]:
        target, name = self._targets[move.market, move.channel]
        line = self._line(move)

        def write(amount: Decimal | None) -> str:
            if amount is None:
                return _("no price")
            return pipeline.format_price(amount, move.currency, target.locale)

        share = move.share
        return (
            "",
            line.sku if line else "",
            " · ".join(part for part in (line.title, line.options) if part) if line else "",
            name,
            write(move.before),
            write(move.after),
            "" if share is None else f"{share * 100:+.1f} %",
            "" if move.margin is None else f"{move.margin * 100:.1f} %",
            why(move),
        )

    def _line(self, move: PriceMove) -> PriceLine | None:
        if move.variant_id not in self._asked:
            start = next(
                (n for n, one in enumerate(self.rows) if one.variant_id == move.variant_id), 0
            )
            ids = {one.variant_id for one in self.rows[start : start + _PAGE]} | {move.variant_id}
            wanted = sorted(ids - self._asked)
            self._asked |= ids
            self._names.update(self._fetch(wanted))
        return self._names.get(move.variant_id)


def why(move: PriceMove) -> str:
    """Return in words why a price moves, and why it is kept."""
    words = [_(REASONS[one]) for one in MoveReason if one in move.reasons]
    if move.kept:
        words.append(_("kept by you") if move.by_person else _("within the dead band"))
    return in_a_row(words)
