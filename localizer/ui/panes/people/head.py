"""The top of the pane: the name new steps are noted under, and what is counted how."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from localizer.i18n import N_, _
from localizer.ui.actions.work_bars import Measure, Stack
from localizer.ui.look.tokens import SPACE_2
from localizer.ui.widgets.parts import Elided, combo, row

#: The longest name, in letters, and the width of its field in pixels.
LONGEST, _WIDE = 80, 190
_SPANS = {
    14: N_("The last 14 days"),
    30: N_("The last 30 days"),
    90: N_("The last 90 days"),
    0: N_("All days"),
}
_STACKS = {Stack.DEED: N_("by what was done"), Stack.PERSON: N_("by person")}
_MEASURES = {Measure.WORDS: N_("in words"), Measure.TEXTS: N_("in texts")}


class Scope(StrEnum):
    """Whose products are counted."""

    LAUNCH = "launch"
    WORKSPACE = "workspace"


class NameField(QLineEdit):
    """``named`` carries another name when the person has finished typing it."""

    named = Signal(str)

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._name = ""
        self.setMaxLength(LONGEST)
        self.setMinimumWidth(_WIDE)
        self.setAccessibleName(_("Your name"))
        self.setToolTip(
            _(
                "Your steps are noted under this name. It needs no account and stays on this machine."
            )
        )
        self.editingFinished.connect(self.finish)

    def show_name(self, name: str, otherwise: str) -> None:
        """Show the name that is set, or the one that is taken without one."""
        self._name = name
        self.setPlaceholderText(otherwise)
        self.setText(name)

    def finish(self) -> None:
        """Take what is typed for the name."""
        name = " ".join(self.text().split())
        if name != self._name:
            self._name = name
            self.named.emit(name)
        elif name != self.text():
            self.setText(name)


class Counted(QWidget):
    """What is counted: of which products, over which days, stacked by what, in which measure."""

    #: Something has to be counted anew, or only shown in another way.
    wanted = Signal()
    turned = Signal()

    def __init__(self) -> None:
        """Offer what there is to choose."""
        super().__init__()
        self.scope, self.span = combo(_("What is counted")), combo(_("Which days"))
        self.stack, self.measure = combo(_("What the bars are made of")), combo(_("Counted in"))
        for box, names in (
            (self.span, {days: _(name) for days, name in _SPANS.items()}),
            (self.stack, {one.value: _(name) for one, name in _STACKS.items()}),
            (self.measure, {one.value: _(name) for one, name in _MEASURES.items()}),
        ):
            for value, name in names.items():
                box.addItem(name, value)
        self.span.setCurrentIndex(1)
        for box in (self.scope, self.span):
            box.activated.connect(self.wanted)
        for box in (self.stack, self.measure):
            box.activated.connect(self.turned)
        self.note = Elided("", "muted")
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = row(
            self.scope, self.span, self.stack, self.measure, self.note, spacing=SPACE_2
        )  # fmt: skip
        layout.setStretch(4, 1)
        self.setLayout(layout)

    def offer(self, launch: str | None) -> None:
        """Offer the launch, where there is one, and the whole workspace."""
        chosen = self.scope.currentData()
        with QSignalBlocker(self.scope):
            self.scope.clear()
            if launch is not None:
                self.scope.addItem(launch, Scope.LAUNCH.value)
            self.scope.addItem(_("The whole workspace"), Scope.WORKSPACE.value)
            choose(self.scope, chosen)

    @property
    def of_launch(self) -> bool:
        """Tell whether only the launch is counted."""
        return bool(self.scope.currentData() == Scope.LAUNCH.value)

    def days(self, today: dt.date) -> dt.date | None:
        """Return the first day, ``None`` for all of them."""
        days = int(self.span.currentData())
        return today - dt.timedelta(days - 1) if days else None

    @property
    def chosen_stack(self) -> Stack:
        """What the parts of the bars are."""
        return Stack(self.stack.currentData())

    @property
    def chosen_measure(self) -> Measure:
        """What is counted."""
        return Measure(self.measure.currentData())


def choose(box: QComboBox, value: object) -> None:
    """Choose the line with ``value``, the first one where there is none."""
    box.setCurrentIndex(max(box.findData(value), 0))
