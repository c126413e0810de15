"""Where the person is in the list and what is chosen there, kept by product when the list changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange

from localizer.catalog.filters import ProductFilter
from localizer.ui.models.product_cells import TITLE
from localizer.ui.models.product_table import ProductTable
from localizer.ui.panes.catalog.table import ProductView

#: So many separate groups of rows can be chosen: Qt looks through all of them for each cell it paints.
SPANS: Final = 5_000
_UPDATE: Final = QItemSelectionModel.SelectionFlag


@dataclass(frozen=True, slots=True)
class Standing:
    """What a list showed: the chosen products (none for one or none), whether these were all, and where.

    ``anchor`` is a product that was seen at the height ``top``; ``line`` is the place of the current one.
    """

    chosen: frozenset[int]
    has_all: bool
    anchor: int | None
    top: int
    scrolled: int
    line: int


def standing(view: ProductView) -> Standing:
    """Return where ``view`` stands and what is chosen in it."""
    model = view.products
    ids = model.ids_of(view.ranges())
    chosen = frozenset(ids) if len(ids) > 1 else frozenset()
    current = view.currentIndex()
    anchor = current if current.isValid() else model.index(-1, TITLE)
    if not anchor.isValid() or not view.viewport().rect().intersects(view.visualRect(anchor)):
        anchor = model.index(view.rowAt(0), TITLE)
    number = model.id_at(anchor.row()) if anchor.isValid() else None
    row = model.row_of(number) if number is not None else -1
    here = model.id_at(current.row()) if current.isValid() else None
    return Standing(
        chosen,
        has_all=len(ids) == len(model.ids),
        anchor=number,
        top=view.rowViewportPosition(row) if row >= 0 else 0,
        scrolled=view.verticalScrollBar().value(),
        line=model.line_of(here) if here is not None else 0,
    )


def restore(
    view: ProductView, before: Standing, asked: ProductFilter, answered: ProductFilter | None
) -> bool:
    """Let ``view`` stand as before in the list that was ``asked`` for after the one that was ``answered``.

    What was chosen stays chosen unless something else is looked for; tell whether that could be done. Where
    only the products changed, people see the same part of the list as before.
    """
    could = True
    if answered is not None and _in_order(asked) == _in_order(answered):
        could = choose_again(view, before)
    if asked == answered:
        scroll_back(view, before)
    return could


def _in_order(wanted: ProductFilter) -> ProductFilter:
    """Return what is wanted, whatever the order."""
    return replace(wanted, sort="file", descending=False)


def choose_again(view: ProductView, before: Standing) -> bool:
    """Choose the products that were chosen, of those shown; tell whether that could be done.

    It cannot where they lie too scattered now; then what is chosen stays as it is.
    """
    model = view.products
    if not before.chosen:
        return True
    if before.has_all and before.chosen.issuperset(model.ids):
        view.selectionModel().select(_selection(model, [(0, len(model.ids) - 1)]), _FRESH)
        return True
    spans = list(_spans(model.ids, before.chosen))
    if len(spans) > SPANS:
        return False
    if spans:
        view.selectionModel().select(_selection(model, spans), _FRESH)
    return True


_FRESH: Final = _UPDATE.ClearAndSelect | _UPDATE.Rows


def _spans(ids: Sequence[int], chosen: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last lines of neighbours that are chosen."""
    first = None
    for line, number in enumerate(ids):
        if number in chosen:
            first = line if first is None else first
        elif first is not None:
            yield first, line - 1
            first = None
    if first is not None:
        yield first, len(ids) - 1


def _selection(model: ProductTable, spans: Sequence[tuple[int, int]]) -> QItemSelection:
    made, last = QItemSelection(), model.columnCount() - 1
    for start, end in spans:
        above, below = model.row_of_line(start), model.row_of_line(end)
        made.append(QItemSelectionRange(model.index(above, 0), model.index(below, last)))
    return made


def scroll_back(view: ProductView, before: Standing) -> None:
    """Show the product that was the anchor where it was, or else the same part of the list."""
    view.lay_out()
    bar, model = view.verticalScrollBar(), view.products
    row = model.row_of(before.anchor) if before.anchor is not None else -1
    bar.setValue(before.scrolled)
    if row >= 0:
        bar.setValue(bar.value() + view.rowViewportPosition(row) - before.top)
