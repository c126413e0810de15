"""What would make a target ready, a line a step; each leads to where it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from localizer.i18n import _
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import SPACE_1
from localizer.ui.widgets.finding_row import SHAPES
from localizer.ui.widgets.parts import ElidedButton, box, chip, clear, column, row


@dataclass(frozen=True, slots=True)
class ReadyLine:
    """One step in words, how pressing it is (``block``, ``warn``) and what leads there."""

    text: str
    role: str
    go: Callable[[], object]


class ReadyList(QWidget):
    """The steps of one target from the first to the last."""

    def __init__(self, name: str) -> None:
        """Begin empty; ``name`` says to screen readers which target it is."""
        super().__init__()
        self.setAccessibleName(name)
        self.buttons: list[ElidedButton] = []
        self._lines = column(spacing=SPACE_1)
        self.setLayout(self._lines)

    def show_lines(self, lines: Sequence[ReadyLine]) -> None:
        """Show ``lines`` in their order."""
        clear(self._lines)
        self.buttons = []
        for number, line in enumerate(lines, 1):
            self._lines.addWidget(self._line(number, line))

    def _line(self, number: int, line: ReadyLine) -> QWidget:
        made = ElidedButton(line.text)
        made.setProperty("role", "nav")
        made.setToolTip(literal(_("{step} (click to go there)").format(step=line.text)))
        made.clicked.connect(lambda: line.go())  # noqa: PLW0108 - clicked carries a bool
        self.buttons.append(made)
        laid = row(chip(f"{SHAPES[line.role]} {number}", line.role), made)
        laid.setStretch(1, 1)
        return box(laid)
