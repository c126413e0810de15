"""The right side of the desk: one page at a time, chosen by pictures with names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from localizer.ui.actions.commands import Commands, with_keys
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import SPACE_1, SPACE_2
from localizer.ui.widgets.parts import button, column, label, paint_icon, row

#: Six pictures, one of them with a number, stand in a row.
_TAB = 46


@dataclass(frozen=True, slots=True)
class Page:
    """One page: the code of the command that shows it, its name, its picture, what is on it."""

    code: str
    name: str
    picture: str
    widget: QWidget


class HelpTabs(QWidget):
    """``shown`` tells which page came to the front, by code."""

    shown = Signal(str)

    def __init__(self, pages: Sequence[Page], commands: Commands) -> None:
        """Show the first of ``pages``."""
        super().__init__()
        self._pages = tuple(pages)
        self._commands = commands
        self.current = pages[0].code
        self.name = label("", "section")
        self.stack = QStackedWidget()
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        tabs = row(spacing=SPACE_1)
        for page in pages:
            tabs.addWidget(self._button(page))
            self.stack.addWidget(_topped(page.widget))
        tabs.addStretch(1)
        self.setLayout(column(tabs, self.name, self.stack, spacing=SPACE_2))
        # What wraps asks for more width than it needs: the column gives what it has
        self.setMinimumWidth(1)
        commands.changed.connect(self._name_all)
        self._name_all()
        self.show_page(pages[0].code)

    def _button(self, page: Page) -> QPushButton:
        made = button("", lambda: self.show_page(page.code), role="ghost", name=page.name)
        made.setProperty("small", True)
        made.setCheckable(True)
        made.setFixedWidth(_TAB)
        paint_icon(made, page.picture)
        self._group.addButton(made)
        self.buttons[page.code] = made
        return made

    def _name_all(self) -> None:
        for page in self._pages:
            keys = self._commands.keys_text(page.code)
            self.buttons[page.code].setToolTip(literal(with_keys(page.name, keys)))

    def show_page(self, code: str) -> None:
        """Bring a page to the front."""
        for place, page in enumerate(self._pages):
            if page.code == code:
                self.current = code
                self.stack.setCurrentIndex(place)
                self.name.setText(page.name)
                self.buttons[code].setChecked(True)
                self._fit(place)
                self.shown.emit(code)

    def _fit(self, shown: int) -> None:
        """Be as high as the page in front: the others hold no room."""
        for place in range(self.stack.count()):
            one = self.stack.widget(place)
            if one is None:
                continue
            policy = one.sizePolicy()
            ignored = policy.Policy.Preferred if place == shown else policy.Policy.Ignored
            one.setSizePolicy(policy.horizontalPolicy(), ignored)

    def mark(self, code: str, number: int) -> None:
        """Write a number beside a page's picture, nothing for 0."""
        made = self.buttons[code]
        made.setText(str(number) if number else "")
        page = next(one for one in self._pages if one.code == code)
        made.setAccessibleName(f"{page.name} ({number})" if number else page.name)


def _topped(widget: QWidget) -> QWidget:
    """Keep a page at the top of the room there is."""
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(widget)
    layout.addStretch(1)
    return made
