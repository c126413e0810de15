"""Above the lists of the dock: what findings are gathered by, which of them, and of what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from localizer.catalog.finding_groups import By
from localizer.i18n import N_, _
from localizer.model.finding import Severity
from localizer.ui.actions.check_words import by_words
from localizer.ui.actions.columns import count
from localizer.ui.actions.words import SEVERITIES
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import SPACE_1, SPACE_3
from localizer.ui.widgets.finding_row import SHAPES
from localizer.ui.widgets.parts import button, combo, label, row


class Scope(StrEnum):
    """Of what findings are shown."""

    LAUNCH = "launch"
    PRODUCT = "product"
    TARGET = "target"


SCOPES: Final[Mapping[Scope, str]] = {
    Scope.LAUNCH: N_("Whole launch"),
    Scope.PRODUCT: N_("Only the product shown"),
    Scope.TARGET: N_("Only the target shown"),
}
#: The kinds of severity one can show and hide, by their role; notes are hidden at first.
KINDS: Final[Mapping[str, frozenset[Severity]]] = {
    "block": frozenset({Severity.BLOCK, Severity.EVIDENCE}),
    "warn": frozenset({Severity.WARNING}),
    "info": frozenset({Severity.INFO}),
}
_NAMES: Final[Mapping[str, str]] = {
    "block": N_("must be mended or proved"),
    "warn": SEVERITIES[Severity.WARNING],
    "info": SEVERITIES[Severity.INFO],
}


#: Width of the row from which there is room for its title.
WITH_TITLE: Final = 960
#: Letters the choice of scope is wide then, and otherwise.
SCOPE_WIDE: Final = 18
SCOPE: Final = 15


class FilterRow(QWidget):
    """``changed`` asks for the groups anew."""

    changed = Signal()

    def __init__(self, close: Callable[[], object], ask: Callable[[], object]) -> None:
        """``close`` hides the dock, ``ask`` offers to have a language model read the texts."""
        super().__init__()
        self._ways = QButtonGroup(self)
        self.ways: dict[By, QPushButton] = {}
        for by, words in by_words().items():
            self.ways[by] = self._toggle(words)
            self._ways.addButton(self.ways[by])
        self.ways[By.RULE].setChecked(True)
        self.kinds: dict[str, QPushButton] = {}
        for role in KINDS:
            self.kinds[role] = self._toggle(f"{SHAPES[role]} 0")
            self.kinds[role].setChecked(role != "info")
        self.scope = combo(_("Of what"))
        self.scope.setSizeAdjustPolicy(
            self.scope.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for scope, words in SCOPES.items():
            self.scope.addItem(_(words), scope)
        shut = button("", close, role="ghost", name=_("Close the checks"))
        shut.setToolTip(_("Close (Ctrl+Shift+C)"))
        shut.setObjectName("close")
        self.shut = shut
        self.model = button(_("Ask a model …"), ask, role="ghost")
        self.model.setProperty("small", True)
        self.model.setToolTip(_("Have a language model look for claims the rules may have missed"))
        self._title = label(_("Checks"), "title")
        self.setLayout(
            row(
                self._title,
                row(*self.ways.values(), spacing=SPACE_1),
                row(*self.kinds.values(), spacing=SPACE_1),
                self.scope,
                None,
                self.model,
                shut,
                spacing=SPACE_3,
            )
        )
        self._ways.buttonClicked.connect(lambda _button: self.changed.emit())
        for one in self.kinds.values():
            one.clicked.connect(lambda _on: self.changed.emit())
        self.scope.activated.connect(lambda _index: self.changed.emit())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the title out where the rest needs its room."""
        super().resizeEvent(event)
        wide = self.width() >= WITH_TITLE
        self._title.setVisible(wide)
        self.scope.setMinimumContentsLength(SCOPE_WIDE if wide else SCOPE)

    def _toggle(self, words: str) -> QPushButton:
        made = QPushButton(words)
        made.setProperty("role", "ghost")
        made.setProperty("small", True)
        made.setCheckable(True)
        return made

    @property
    def by(self) -> By:
        """What findings are gathered by."""
        return next(by for by, made in self.ways.items() if made.isChecked())

    @property
    def severities(self) -> frozenset[Severity]:
        """The severities to be shown."""
        shown = [KINDS[role] for role, made in self.kinds.items() if made.isChecked()]
        return frozenset().union(*shown)

    @property
    def of(self) -> Scope:
        """Of what findings are to be shown."""
        return Scope(self.scope.currentData())

    def show_counts(self, counts: Mapping[Severity, int]) -> None:
        """Say on the buttons how many there are, shown or not."""
        for role, made in self.kinds.items():
            number = count(sum(counts.get(one, 0) for one in KINDS[role]))
            made.setText(f"{SHAPES[role]} {number}")
            name = _("{n} {severity}").format(n=number, severity=_(_NAMES[role]))
            made.setAccessibleName(name)
            made.setToolTip(literal(name))
