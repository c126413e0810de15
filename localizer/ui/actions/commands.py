"""Commands at work: who carries each out now, by which keys, and the keys a person chose instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from localizer.i18n import _
from localizer.ui.actions.command_list import BY_CODE, COMMANDS, Command

Action = Callable[[], object]
Chosen = Mapping[str, tuple[str, ...]]


class Commands(QObject):
    """``changed`` comes when keys are other ones. A screen's commands work while the keys are in it."""

    changed = Signal()

    def __init__(self, chosen: Chosen, parent: QObject | None = None) -> None:
        """Begin with the keys a person ``chosen``, by the code of a command."""
        super().__init__(parent)
        self._chosen = dict(chosen)
        self._owners: dict[str, tuple[QWidget, Action]] = {}
        self._shortcuts: dict[str, list[QShortcut]] = {}

    def bind(self, owner: QWidget, actions: Mapping[str, Action]) -> None:
        """Let ``owner`` carry out ``actions``, by code, from now on; its keys work inside it only."""
        for code, action in actions.items():
            if code not in BY_CODE:
                raise LookupError(f"no command {code}")
            self._owners[code] = (owner, action)
            self._make(code)

    def _make(self, code: str) -> None:
        for shortcut in self._shortcuts.pop(code, []):
            if isValid(shortcut):
                shortcut.setEnabled(False)
                shortcut.deleteLater()
        found = self._owners.get(code)
        if found is None or not isValid(found[0]):
            return
        owner, action = found
        made = []
        for keys in self.keys(code):
            shortcut = QShortcut(QKeySequence(keys), owner)
            inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut if owner.isWindow() else inside)
            shortcut.activated.connect(action)
            made.append(shortcut)
        self._shortcuts[code] = made

    def keys(self, code: str) -> tuple[str, ...]:
        """Return the keys of a command, in Qt's portable spelling."""
        return self._chosen.get(code, BY_CODE[code].keys)

    def keys_text(self, code: str) -> str:
        """Return the first keys of a command as this system writes them, empty for none."""
        keys = self.keys(code)
        return native(keys[0]) if keys else ""

    def all_keys_text(self, code: str) -> str:
        """Return all keys of a command as this system writes them."""
        return "   ".join(native(keys) for keys in self.keys(code))

    def can(self, code: str) -> bool:
        """Tell whether somebody carries the command out now."""
        found = self._owners.get(code)
        return found is not None and isValid(found[0])

    def run(self, code: str) -> bool:
        """Carry a command out; tell whether somebody did."""
        found = self._owners.get(code)
        if found is None or not isValid(found[0]):
            return False
        found[1]()
        return True

    def clash(self, code: str, keys: str) -> Command | None:
        """Return another command that ``keys`` belong to where ``code`` works too."""
        wanted = QKeySequence(keys)
        for other in COMMANDS:
            if other.code == code or not meets(BY_CODE[code], other):
                continue
            if any(QKeySequence(one) == wanted for one in self.keys(other.code)):
                return other
        return None

    def choose(self, code: str, keys: Sequence[str]) -> None:
        """Give a command other keys; those it has at first are no choice."""
        if tuple(keys) == BY_CODE[code].keys:
            self._chosen.pop(code, None)
        else:
            self._chosen[code] = tuple(keys)
        self._make(code)
        self.changed.emit()

    def choose_none(self) -> None:
        """Give every command the keys it has at first."""
        codes = list(self._chosen)
        self._chosen.clear()
        for code in codes:
            self._make(code)
        self.changed.emit()

    @property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The keys a person chose, by code."""
        return dict(self._chosen)


#: Groups whose commands work on every screen.
_EVERYWHERE = frozenset({"go", "edit", "window", "translators", "book"})


def meets(one: Command, other: Command) -> bool:
    """Tell whether two commands can be wanted at the same place."""
    groups = {one.group, other.group}
    return len(groups) == 1 or bool(groups & _EVERYWHERE)


def native(keys: str) -> str:
    """Return keys as this system writes them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def with_keys(words: str, keys: str) -> str:
    """Return a tip with its keys."""
    return _("{name} ({key})").format(name=words, key=keys) if keys else words
