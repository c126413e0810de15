"""Every key of the prompter in one table: what the windows obey and what F1 shows.

Presenters and remote clickers send Page Down and Page Up, arrows, B or a full stop, F5 and Esc: all of them
do something sensible in both windows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QComboBox, QWidget

from localizer.i18n import N_, _


class Do(Enum):
    """What a key does."""

    TOGGLE = auto()
    START = auto()
    HIDE = auto()
    NEXT = auto()
    BACK = auto()
    LINE_ON = auto()
    LINE_BACK = auto()
    FASTER = auto()
    SLOWER = auto()
    ANSWER = auto()
    PRICE = auto()
    MARK = auto()
    INSERT = auto()
    EDIT = auto()
    LARGER = auto()
    SMALLER = auto()
    HIGHER = auto()
    LOWER = auto()
    MIRROR = auto()
    FULL = auto()
    UNDO = auto()
    REDO = auto()
    KEYS = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Keys:
    """What does one thing: the keys as Qt writes them, and the words of the list of keys."""

    do: Do
    keys: tuple[str, ...]
    words: str


ARROWS: Final = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)
#: The digits stand for the ten questions, 0 for the tenth.
DIGITS: Final = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0")
TABLE: Final = (
    Keys(Do.TOGGLE, ("Space", ".", "B"), N_("start or pause")),
    Keys(Do.START, ("F5",), N_("start")),
    Keys(Do.HIDE, ("Esc",), N_("take the card away; pause where there is none")),
    Keys(Do.NEXT, ("PgDown", "Right"), N_("next beat")),
    Keys(Do.BACK, ("PgUp", "Left", "Backspace"), N_("back one beat")),
    Keys(Do.LINE_ON, ("Down",), N_("one line on")),
    Keys(Do.LINE_BACK, ("Up",), N_("one line back")),
    Keys(Do.FASTER, ("+", "="), N_("faster")),
    Keys(Do.SLOWER, ("-",), N_("slower")),
    Keys(Do.ANSWER, DIGITS, N_("show the answer to a question, or take it away")),
    Keys(Do.PRICE, ("C",), N_("show the price card, or take it away")),
    Keys(Do.MARK, ("M",), N_("mark this moment")),
    Keys(Do.INSERT, ("I",), N_("write a line to put in")),
    Keys(Do.EDIT, ("E",), N_("edit the running line")),
    Keys(Do.LARGER, ("Ctrl++", "Ctrl+="), N_("larger letters")),
    Keys(Do.SMALLER, ("Ctrl+-",), N_("smaller letters")),
    Keys(Do.HIGHER, ("Ctrl+Up",), N_("read line higher")),
    Keys(Do.LOWER, ("Ctrl+Down",), N_("read line lower")),
    Keys(Do.MIRROR, ("Ctrl+M",), N_("mirror the text")),
    Keys(Do.FULL, ("F11",), N_("host's window over the whole screen, or not")),
    Keys(Do.UNDO, ("Ctrl+Z",), N_("take the newest edit back")),
    Keys(Do.REDO, ("Ctrl+Shift+Z", "Ctrl+Y"), N_("make it again")),
    Keys(Do.KEYS, ("F1",), N_("these keys")),
    Keys(Do.END, ("Ctrl+W",), N_("end the run and close")),
)


def obey(window: QWidget, actions: Mapping[Do, Callable[[int], object]]) -> None:
    """Let ``window`` do what the keys say; each action gets the number of its key."""
    for row in TABLE:
        for number, keys in enumerate(row.keys):
            shortcut = QShortcut(QKeySequence(keys), window)
            shortcut.setAutoRepeat(row.do in _REPEATED)
            shortcut.activated.connect(_call(actions[row.do], number))


#: Keys that go on while they are held; a clicker that bounces must not skip a beat.
_REPEATED: Final = frozenset(
    {Do.LINE_ON, Do.LINE_BACK, Do.FASTER, Do.SLOWER, Do.LARGER, Do.SMALLER, Do.HIGHER, Do.LOWER}
)


def _call(action: Callable[[int], object], number: int) -> Callable[[], object]:
    return lambda: action(number)


class OwnKeys(QObject):
    """Leaves keys to a control a person went to with Tab: a slider its arrows, a button the space bar.

    A click does not bring the focus there, so that a clicker goes on steering the show.
    """

    def guard(self, window: QWidget) -> None:
        """Guard the controls of ``window``."""
        for kind in (QAbstractButton, QAbstractSlider, QComboBox):
            for control in window.findChildren(kind):
                if control.focusPolicy() != Qt.FocusPolicy.NoFocus:
                    control.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                    control.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a key for the control before it does anything to the show."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            presses = {Qt.Key.Key_Space}
            if not isinstance(watched, QAbstractButton):
                presses |= ARROWS
            if (
                event.key() in presses
                and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            ):
                event.accept()
                return True
        return super().eventFilter(watched, event)


def key_words(do: Do) -> str:
    """Return the first key of ``do`` as the system writes it, for tips."""
    row = next(row for row in TABLE if row.do is do)
    return QKeySequence(row.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)


def listed() -> tuple[tuple[str, str], ...]:
    """Return keys and what they do, as people read them."""
    return tuple((_keys_of(row), _(row.words)) for row in TABLE)


def _keys_of(row: Keys) -> str:
    if row.do is Do.ANSWER:
        return "1 – 9, 0"
    native = QKeySequence.SequenceFormat.NativeText
    return "   ".join(QKeySequence(keys).toString(native) for keys in row.keys)
