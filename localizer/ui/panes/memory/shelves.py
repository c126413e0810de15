"""The memories of other workspaces that matches may come from: look at, weigh, add, remove."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpinBox, QWidget

from localizer.i18n import _, ngettext, pgettext
from localizer.pipeline.memory_edits import MOST_PENALTY
from localizer.ui.actions.columns import count
from localizer.ui.actions.memory_asks import Shelf
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import SPACE_2
from localizer.ui.widgets.parts import (
    Card,
    Elided,
    box,
    button,
    clear,
    column,
    label,
    row,
    scroll,
    set_role,
)

#: The most room the list takes, in pixels; where there is little, one line is enough.
_TALLEST = 168


class ShelfLine(QWidget):
    """One memory: its name and pairs, the points its matches lose, and what can be done with it."""

    def __init__(self, one: Shelf) -> None:
        """Show ``one``."""
        super().__init__()
        self.number = one.attached.id
        name = one.attached.path.name
        self.name = Elided(name)
        self.said = Elided("", "muted")
        self.points = QSpinBox()
        self.points.setRange(0, MOST_PENALTY)
        self.points.setAlignment(Qt.AlignmentFlag.AlignRight)
        # A wheel that scrolls the list by must not change what it passes.
        self.points.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.points.setKeyboardTracking(False)
        self.points.setToolTip(_("Points taken off its matches: your own memory goes first"))
        self.points.setAccessibleName(_("Points off the matches of {file}").format(file=name))
        self.look = button(
            _("Show"), _nothing, role="ghost", name=_("Show {file}").format(file=name)
        )
        self.remove = button(
            pgettext("memory", "Remove"),
            _nothing,
            role="ghost",
            name=_("Remove {file}").format(file=name),
        )
        head: QHBoxLayout = row(self.name, label(_("Points off"), "muted"), self.points)
        head.setStretch(0, 1)
        foot = row(self.said, self.look, self.remove)
        foot.setStretch(0, 1)
        self.setLayout(column(head, foot, spacing=0))
        self.show_shelf(one)

    def show_shelf(self, one: Shelf) -> None:
        """Show how ``one`` is now."""
        pairs = ngettext("{n} pair", "{n} pairs", one.pairs).format(n=count(one.pairs))
        self.said.show_text(_("cannot be read") if one.problem else pairs)
        if one.problem:
            self.said.setToolTip(literal(one.problem))
            self.said.setAccessibleName(one.problem)
        self.name.setToolTip(literal(str(one.attached.path)))
        set_role(self.said, "warn" if one.problem else "muted")
        with QSignalBlocker(self.points):
            self.points.setValue(one.attached.penalty)
        self.look.setEnabled(not one.problem)


def _nothing() -> None:
    """Do nothing: the card says what a button does."""


class ShelvesCard(Card):
    """``added`` asks for a file; the others carry a memory, ``weighed`` also the points it shall lose."""

    added = Signal()
    looked = Signal(object)
    removed = Signal(object)
    weighed = Signal(object, int)

    def __init__(self) -> None:
        """Begin without any."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.lines: list[ShelfLine] = []
        self.add = button(
            _("Add …"), self.added.emit, tip=_("Use the memory of another workspace, read only")
        )
        self.hint = label(
            _("Matches can also come from the memory of another workspace. It is only read."),
            "muted", wrap=True,
        )  # fmt: skip
        self.list = column(spacing=SPACE_2)
        inside = column(self.list, None)
        inside.setContentsMargins(0, 0, SPACE_2, 0)
        self.area = scroll(box(inside))
        self.body.addLayout(row(label(_("Other memories"), "section"), None, self.add))
        self.body.addWidget(self.hint)
        self.body.addWidget(self.area)
        self.area.hide()

    def show_shelves(self, found: Sequence[Shelf]) -> None:
        """Show the attached memories; lines that stay keep the cursor."""
        shown = tuple(found)
        if [one.attached.id for one in shown] != [line.number for line in self.lines]:
            clear(self.list)
            self.lines = [self._line(one) for one in shown]
            for line in self.lines:
                self.list.addWidget(line)
        for line, one in zip(self.lines, shown, strict=True):
            line.show_shelf(one)
        self.hint.setVisible(not shown)
        self.area.setVisible(bool(shown))
        heights = [line.sizeHint().height() + SPACE_2 for line in self.lines]
        self.area.setMaximumHeight(min(sum(heights), _TALLEST))
        self.area.setMinimumHeight(max(heights, default=0))

    def _line(self, one: Shelf) -> ShelfLine:
        made = ShelfLine(one)
        made.look.clicked.connect(partial(_tell, self.looked, one))
        made.remove.clicked.connect(partial(_tell, self.removed, one))
        made.points.valueChanged.connect(partial(self.weighed.emit, one.attached))
        return made


def _tell(signal: SignalInstance, one: Shelf, *_clicked: object) -> None:
    """Tell which memory is meant; a click carries a bool."""
    signal.emit(one.attached)
