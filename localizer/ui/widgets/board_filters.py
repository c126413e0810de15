"""What narrows the launch board: a state with its count, words of a product; and what its marks mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QPushButton, QWidget

from localizer.catalog.board import CellState
from localizer.i18n import _
from localizer.ui.actions.board_words import STAGES, STATES
from localizer.ui.look.tokens import SPACE_1, SPACE_2
from localizer.ui.widgets.flow import Flow
from localizer.ui.widgets.parts import Elided, box, button, hint, row

TYPING_MS: Final = 200
SEARCH: Final = 220
_SHAPES: Final = {
    CellState.BLOCKED: "■",
    CellState.REVIEW: "●",
    CellState.READY: "✓",
    CellState.EMPTY: "○",
}


class BoardFilters(QWidget):
    """``changed`` asks for the board anew."""

    changed = Signal()

    def __init__(self) -> None:
        """Begin with everything shown."""
        super().__init__()
        self.state: CellState | None = None
        self._group = QButtonGroup(self)
        self.all = self._choice(None, _("All"))
        self.buttons = {state: self._choice(state, "") for state in _SHAPES}
        self.all.setChecked(True)
        self.search = QLineEdit()
        hint(self.search, _("Search products"))
        self.search.setAccessibleName(_("Search products"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(SEARCH)
        order = " · ".join(_(name) for name in STAGES.values())
        self.legend = Elided(_("Marks of a cell: {parts}").format(parts=order), "muted")
        states = box(Flow(self.all, *self.buttons.values(), spacing=SPACE_1))
        line = row(states, self.search, self.legend, spacing=SPACE_2)
        # The filters take the room they need before the legend gets any.
        line.setStretch(2, 1)
        self.setLayout(line)
        self._timer = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._timer.timeout.connect(self.changed)
        self.search.textChanged.connect(lambda _text: self._timer.start())
        self.show_counts({})

    def _choice(self, state: CellState | None, words: str) -> QPushButton:
        made = button(words, lambda: self._choose(state))
        made.setProperty("small", True)
        made.setCheckable(True)
        self._group.addButton(made)
        return made

    def _choose(self, state: CellState | None) -> None:
        if state is not self.state:
            self.state = state
            self.changed.emit()

    @property
    def text(self) -> str:
        """What is searched for."""
        return self.search.text().strip()

    @property
    def narrows(self) -> bool:
        """Tell whether something may be hidden."""
        return self.state is not None or bool(self.text)

    def show_counts(self, counts: Mapping[CellState, int]) -> None:
        """Write the number of cells of each state; none where nothing was counted yet."""
        for state, made in self.buttons.items():
            words = f"{_(STATES[state])} ({counts[state]})" if counts else _(STATES[state])
            made.setText(f"{_SHAPES[state]} {words}")
            made.setAccessibleName(words)
