"""What the states and parts of the launch board are called."""

from __future__ import annotations

from typing import Final

from localizer.catalog.board import Cell, CellState, Stage
from localizer.catalog.export_records import Exported
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
#: How the export of a product stands that nothing stops.
EXPORTED: Final = {
    Exported.NEVER: N_("not exported yet"),
    Exported.CHANGED: N_("changed since it was exported"),
    Exported.DRAFT: N_("exported as a draft"),
    Exported.SAME: N_("exported"),
}


def stage_words(cell: Cell) -> str:
    """Return in words how far each part of a cell is."""
    told = (
        f"{_(STAGES[stage])}: {_part(cell, stage, state)}" for stage, state in cell.stages.items()
    )
    return in_a_row(told)


def _part(cell: Cell, stage: Stage, state: CellState) -> str:
    if stage is Stage.EXPORT and cell.state is CellState.READY:
        return _(EXPORTED[cell.exported])
    return _(STATES[state])


def cell_words(cell: Cell) -> str:
    """Return the one reason of a cell, or that it is ready."""
    message, args = cell.reason
    return _(message).format(**args) if message else _("ready")
