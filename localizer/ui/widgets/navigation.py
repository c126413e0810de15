"""The left side: where one can go, which launch it is, how old the rates are, and that all is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from localizer.i18n import _
from localizer.model.launch import Launch
from localizer.ui.look.icons import icon
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import SPACE_1, SPACE_2, SPACE_3
from localizer.ui.widgets.job_bar import JobBar
from localizer.ui.widgets.parts import (
    Elided,
    button,
    column,
    combo,
    label,
    palette_of,
    row,
    set_role,
)

WIDTH: Final = 208
WORK_SIZE: Final = (32, 26)
#: From this height on there is room between the destinations.
ROOMY: Final = 700


@dataclass(frozen=True, slots=True)
class Destination:
    """One line of the navigation."""

    code: str
    name: str
    picture: str
    key: str = ""


class Navigation(QWidget):
    """Emits ``chosen`` with a pane's code and ``launch_chosen`` with a launch's name."""

    chosen = Signal(str)
    launch_chosen = Signal(str)
    undo_wanted = Signal()
    redo_wanted = Signal()
    work_wanted = Signal()

    def __init__(self, destinations: Sequence[Destination]) -> None:
        """List ``destinations``, each with its key."""
        super().__init__()
        self.setObjectName("side")
        self.setFixedWidth(WIDTH)
        self.buttons: dict[str, QPushButton] = {}
        self._pictures = {one.code: one.picture for one in destinations}
        self._top = row(label(_("Localizer"), "title"), None)
        self._launch = Elided("", "muted")
        self._launches = combo(_("Launch"))
        self._launches.textActivated.connect(self.launch_chosen)
        self.jobs = JobBar()
        self.jobs.wanted.connect(self.work_wanted)
        self.rates = label("", "warn", wrap=True)
        self.saved = label("", "muted")
        self._undo = self._tool("undo", _("Undo"), self.undo_wanted)
        self._redo = self._tool("redo", _("Redo"), self.redo_wanted)
        self.work = self._tool("clock", _("Work and messages"), self.work_wanted)
        self.work.setToolTip(_("Work and messages"))
        self.work.setFixedSize(*WORK_SIZE)  # no higher than the title: the smallest window is full
        self._top.addWidget(self.work)
        layout = column(self._top, self._launch, self._launches, spacing=SPACE_1)
        layout.setContentsMargins(SPACE_2, SPACE_2, SPACE_2, 0)
        layout.addSpacing(SPACE_2)
        self._group = QButtonGroup(self)
        self._places = column(*map(self._destination, destinations), spacing=SPACE_1)
        layout.addLayout(self._places)
        layout.addStretch(1)
        layout.addWidget(self.jobs)
        layout.addWidget(self.rates)
        layout.addSpacing(SPACE_3 - SPACE_2)
        self._last = row(self._undo, self._redo, None, spacing=SPACE_1)
        layout.addLayout(self._last)
        layout.addWidget(self.saved)
        self.setLayout(layout)
        self.rates.hide()
        self._launches.hide()
        self.repaint_icons()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the destinations together in a low window, so that running work is not squeezed."""
        super().resizeEvent(event)
        self._places.setSpacing(SPACE_1 if self.height() >= ROOMY else 0)

    def _destination(self, one: Destination) -> QPushButton:
        made = button(one.name, lambda: self.chosen.emit(one.code), role="nav")
        made.setCheckable(True)
        tip = _("{name} ({key})").format(name=one.name, key=one.key) if one.key else one.name
        made.setToolTip(literal(tip))
        self._group.addButton(made)
        self.buttons[one.code] = made
        return made

    def _tool(self, picture: str, name: str, signal: SignalInstance) -> QPushButton:
        made = button("", signal.emit, role="ghost", name=name)
        made.setObjectName(picture)
        return made

    def repaint_icons(self) -> None:
        """Paint the icons in the colours in use."""
        inks = palette_of(self)
        for code, made in self.buttons.items():
            made.setIcon(
                icon(self._pictures[code], inks.muted, on=inks.accent, disabled=inks.faint)
            )
        for made in (self._undo, self._redo, self.work):
            made.setIcon(icon(made.objectName(), inks.muted, disabled=inks.faint))

    def hold_above(self, widget: QWidget) -> None:
        """Show ``widget`` beside the program's name."""
        widget.setFixedSize(*WORK_SIZE)
        self._top.addWidget(widget)

    def hold(self, widget: QWidget) -> None:
        """Show ``widget`` beside undo and redo, on every screen."""
        self._last.addWidget(widget)

    def select(self, code: str) -> None:
        """Mark ``code`` as where we are."""
        for other, made in self.buttons.items():
            made.setChecked(other == code)

    def enable(self, code: str, *, on: bool) -> None:
        """Allow going to ``code`` or not."""
        self.buttons[code].setEnabled(on)

    def show_launch(self, text: str, launches: Sequence[Launch], current: str) -> None:
        """Show which launch it is; with several, let one choose."""
        self._launch.show_text(text)
        self._launches.setVisible(len(launches) > 1)
        self._launches.clear()
        self._launches.addItems([launch.name for launch in launches])
        self._launches.setCurrentText(current)
        self._launches.setMaximumWidth(WIDTH - SPACE_3)

    def show_rates(self, text: str, role: str) -> None:
        """Show how old the rates are, nothing when ``text`` is empty."""
        self.rates.setText(text)
        set_role(self.rates, role or "muted")
        self.rates.setVisible(bool(text))

    def show_steps(self, back: str, again: str) -> None:
        """Say on the undo and redo buttons what they would do."""
        for made, step, empty, full in (
            (self._undo, back, _("Nothing to undo"), _("Undo: {step} (Ctrl+Z)")),
            (self._redo, again, _("Nothing to redo"), _("Redo: {step} (Ctrl+Shift+Z)")),
        ):
            made.setEnabled(bool(step))
            made.setToolTip(literal(full.format(step=step) if step else empty))
