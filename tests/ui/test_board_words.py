"""What the marks of the board are called."""

from __future__ import annotations

import pytest

from localizer.catalog.board import Cell, CellState, Stage
from localizer.catalog.export_records import Exported
from localizer.ui.actions.board_words import EXPORTED, STAGES, STATES, stage_words

READY = {"approved": 3, "variants": 1, "priced": 1, "scripts": 1}


def test_everything_has_a_word() -> None:
    assert set(STAGES) == set(Stage)
    assert set(STATES) == set(CellState)
    assert set(EXPORTED) == set(Exported)
    assert len(set(EXPORTED.values())) == len(Exported)


@pytest.mark.parametrize("exported", Exported)
def test_a_ready_cell_says_how_its_export_stands(exported: Exported) -> None:
    words = stage_words(Cell(**READY, exported=exported))
    assert words.endswith(f"export: {EXPORTED[exported]}")
    assert words.startswith("listing: ready")


@pytest.mark.parametrize("exported", Exported)
def test_what_the_gate_stops_says_why_and_not_what_went_out(exported: Exported) -> None:
    words = stage_words(Cell(**{**READY, "priced": 0}, exported=exported))
    assert words.endswith("export: blocked")
