"""A window without a workspace, worked in as a person does: with the mouse and the keys, and counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from localizer import pipeline
from localizer.catalog import products
from localizer.settings import Settings
from localizer.store.database import create
from localizer.ui.actions.session import Session
from localizer.ui.jobs import Jobs
from localizer.ui.look.theme import Scheme, Theme
from localizer.ui.main_window import MainWindow
from tests.ui.conftest import TARGETS, made_products


@dataclass
class Hand:
    """Does what a person does with mouse and keys, and counts it. ``rest`` waits until work is done."""

    window: MainWindow
    rest: Callable[[], None]
    clicks: int = 0
    keys: int = 0
    done: list[str] = field(default_factory=list)

    def drop(self, file: Path) -> None:
        """Drop a file on the window; that is no click."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        copy, left, none = (
            Qt.DropAction.CopyAction,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        enter = QDragEnterEvent(QPoint(50, 50), copy, data, left, none)
        QApplication.sendEvent(self.window, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(self.window, QDropEvent(QPointF(50, 50), copy, data, left, none))
        self.rest()

    def click(self, what: QWidget) -> None:
        """Click in the middle of a widget that is there to be clicked."""
        assert what.isVisible(), what
        assert what.isEnabled(), what
        middle = QPoint(what.width() // 2, what.height() // 2)
        at = what.window().childAt(what.mapTo(what.window(), middle))
        assert at is what, f"{what} is covered by {at}"
        read = getattr(what, "text", None)
        self.done.append(str(read()) if callable(read) else type(what).__name__)
        self.clicks += 1
        QTest.mouseClick(what, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
        self.rest()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        """Press a key where the keys go now."""
        at = QApplication.focusWidget()
        assert at is not None
        self.keys += 1
        QTest.keyClick(at, key, modifiers)
        self.rest()


@pytest.fixture(scope="session")
def tools(loaded: pipeline.Tools) -> pipeline.Tools:
    """Return the program's own resources, with a clock close to the rates."""
    return replace(loaded, now=lambda: dt.datetime(2026, 11, 2, 8, tzinfo=dt.UTC))


@pytest.fixture
def session(qapp: QApplication, tools: pipeline.Tools) -> Iterator[Session]:
    """Return a session without a workspace."""
    Theme(qapp, scheme=Scheme.LIGHT)
    made = Session(Jobs(), Settings(hints=False))
    made.attach(tools=tools)
    yield made
    made.close()
    made.jobs.deleteLater()
    made.deleteLater()
    qapp.processEvents()


@pytest.fixture
def hand(qtbot: QtBot, session: Session) -> Iterator[Hand]:
    """Return a hand over the window, at the start screen."""
    crashes: list[BaseException] = []
    session.jobs.crashed.connect(crashes.append)

    def rest() -> None:
        for _turn in range(3):
            qtbot.waitUntil(lambda: not session.jobs.live, timeout=30_000)
            QApplication.processEvents()
            QTest.qWait(5)
        if crashes:
            raise crashes[0]
        if QApplication.activeModalWidget() is None:
            window.activateWindow()  # a window manager gives the keys back when a dialog closes

    window = MainWindow(session)
    qtbot.addWidget(window)
    window.resize(1366, 820)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.home()
    yield Hand(window, rest)
    window.close()


@pytest.fixture(scope="session")
def drafted(tmp_path_factory: pytest.TempPathFactory, tools: pipeline.Tools) -> Path:
    """Return a drafted workspace; tests work on copies of it."""
    path = tmp_path_factory.mktemp("drafted") / "drafted.localizer"
    with create(path, person="tester") as store:
        with store.step("Import") as step:
            number = products.ensure_catalog(step, "shop", "zh-Hans")
            products.save_products(step, number, made_products())
            products.ensure_segments(step, products.product_ids(step))
        pipeline.create_launch(store, tools, "11.11", TARGETS, dt.date(2026, 11, 11))
        pipeline.draft(store, tools)
        pipeline.check(store, tools)
    return path
