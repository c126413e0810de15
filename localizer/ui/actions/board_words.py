"""What the states and parts of the launch board are called."""

from __future__ import annotations

from typing import Final

from localizer.catalog.board import Cell, CellState, Stage
from localizer.i18n import N_, _
from localizer.ui.actions.words import in_a_row

#: The parts of a cell, in the order of their marks.
STAGES: Final = {
    Stage.LISTING: N_("listing"),
    Stage.PRICE: N_("price"),
    Stage.SCRIPT: N_("script"),
    Stage.CHECKS: N_("checks"),
    Stage.EXPORT: N_("export"),
}
STATES = {
    CellState.EMPTY: N_("not drafted"),
    CellState.BLOCKED: N_("blocked"),
    CellState.REVIEW: N_("to review"),
    CellState.READY: N_("ready"),
}


def stage_words(cell: Cell) -> str:
    """Return in words how far each part of a cell is."""
    told = (f"{_(STAGES[stage])}: {_(STATES[state])}" for stage, state in cell.stages.items())
    return in_a_row(told)


def cell_words(cell: Cell) -> str:
    """Return the one reason of a cell, or that it is ready."""
    message, args = cell.reason
    return _(message).format(**args) if message else _("ready")
