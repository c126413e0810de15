"""A monkey at the keyboard: clicks, keys and text at random, and no error, no warning, no frozen window.

Three seconds by default, five minutes with ``LOCALIZER_LONG=1``; ``LOCALIZER_SEED`` repeats a run.
"""

from __future__ import annotations

import os
import random
import socket
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QMenu,
    QWidget,
)

from localizer import pipeline
from localizer.settings import Settings
from localizer.store.database import open_store
from localizer.ui.actions.session import Session
from localizer.ui.dialogs.crash import CrashDialog
from localizer.ui.jobs import Jobs
from localizer.ui.look.theme import Scheme, Theme
from localizer.ui.main_window import MainWindow

LONG = bool(os.environ.get("LOCALIZER_LONG"))
SECONDS = 300 if LONG else 3
SEED = int(os.environ.get("LOCALIZER_SEED", "7"))
#: A window that answers nothing for so long is frozen, in seconds.
FROZEN = 2.0
#: Keys pressed alone, or with Shift.
KEYS = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Delete),
    *(
        Qt.Key.Key_F1,
        Qt.Key.Key_F7,
        Qt.Key.Key_F8,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageDown,
    ),
)
CONTROL_KEYS = "ZYKFNPDSBI1234567890"
WORDS = ("เสื้อยืด", "纯棉", "Kleid {price}", "<b>x", "0", "-5", "1e9", "\u200b", "👗", "=1+1")


class Monkey:
    """Plays with what is on the screen; ``did`` counts what it did."""

    def __init__(self, window: MainWindow, chance: random.Random) -> None:
        """Play in ``window``."""
        self.window, self.chance = window, chance
        self.did: Counter[str] = Counter()
        self.slowest = 0.0

    def top(self) -> QWidget:
        """Return the window that gets the mouse now."""
        found = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        return found or self.window

    def act(self) -> None:
        """Do one thing."""
        deed = self.chance.choices(
            (self.click, self.press, self.command, self.write, self.leave), (50, 25, 12, 10, 3)
        )[0]
        self.did[deed.__name__] += 1
        begun = time.perf_counter()
        deed()
        QApplication.processEvents()
        # what was closed is gone as soon as Qt's own loop would let it go
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.slowest = max(self.slowest, time.perf_counter() - begun)

    def click(self) -> None:
        """Click somewhere, where there is something more often."""
        top = self.top()
        shown = [one for one in top.findChildren(QWidget) if one.isVisible() and one.isEnabled()]
        at = self.chance.choice(shown) if shown else top
        if at.window() is not top.window() or at.visibleRegion().isEmpty():
            return
        place = QPoint(self.chance.randrange(at.width()), self.chance.randrange(at.height()))
        button = Qt.MouseButton.LeftButton
        do = QTest.mouseDClick if self.chance.random() < 0.1 else QTest.mouseClick
        do(at, button, Qt.KeyboardModifier.NoModifier, place)

    def _keyed(self) -> QWidget:
        return QApplication.focusWidget() or self.top()

    def press(self) -> None:
        """Press a key."""
        shift = Qt.KeyboardModifier.ShiftModifier
        held = shift if self.chance.random() < 0.15 else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(self._keyed(), self.chance.choice(KEYS), held)

    def command(self) -> None:
        """Press a command's keys."""
        key = Qt.Key(ord(self.chance.choice(CONTROL_KEYS)))
        QTest.keyClick(self._keyed(), key, Qt.KeyboardModifier.ControlModifier)

    def write(self) -> None:
        """Type something."""
        at = self._keyed()
        none = Qt.KeyboardModifier.NoModifier
        for letter in self.chance.choice(WORDS):
            QApplication.sendEvent(at, QKeyEvent(QEvent.Type.KeyPress, 0, none, letter))

    def leave(self) -> None:
        """Leave what is open, so that no dialog holds the monkey for ever."""
        top = self.top()
        if isinstance(top, QDialog):
            top.reject()
        elif isinstance(top, QMenu):
            top.close()


def _no_network(*_where: object) -> None:
    raise OSError("there is no network here")


@pytest.fixture
def window(
    qapp: QApplication,
    tools: pipeline.Tools,
    drafted: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[MainWindow]:
    """Return the window on a drafted workspace; nothing it opens leaves the program."""
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda *_url: True)
    monkeypatch.setattr(QFileDialog, "open", lambda _self: None)
    monkeypatch.setattr(QFileDialog, "exec", lambda _self: 0)
    monkeypatch.setattr(MainWindow, "close", lambda self: self.isVisible())
    monkeypatch.setattr(socket.socket, "connect", _no_network)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    Theme(qapp, scheme=Scheme.LIGHT)
    path = tmp_path / "work.localizer"
    path.write_bytes(drafted.read_bytes())
    session = Session(Jobs(), Settings(hints=False))
    session.attach(tools=tools, store=open_store(path, person="tester"))
    made = MainWindow(session)
    made.resize(1366, 820)
    made.show()
    made.activateWindow()
    yield made
    for one in QApplication.topLevelWidgets():
        one.hide()
    end = time.monotonic() + 30
    while session.jobs.live and time.monotonic() < end:
        QTest.qWait(5)
    made.flush()
    session.close()
    made.deleteLater()
    QApplication.processEvents()


# Lists that open: the offscreen platform knows neither levels of windows nor whole keyboards.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_monkey_finds_no_error(window: MainWindow) -> None:
    print(f"seed {SEED}")
    monkey = Monkey(window, random.Random(SEED))  # noqa: S311 - to be repeated
    crashes: list[BaseException] = []
    window.session.jobs.crashed.connect(crashes.append)
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        monkey.act()
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        assert not [one for one in shown if isinstance(one, CrashDialog)], monkey.did
        assert crashes == []
        assert window.isVisible()
    print(dict(monkey.did), f"slowest {monkey.slowest:.2f} s")
    assert monkey.did.total() > SECONDS
    assert monkey.slowest < FROZEN, monkey.slowest
