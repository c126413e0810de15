"""Who does not see the screen, or does not use a mouse, reaches everything: names, roles, order, focus."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSplitterHandle,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from localizer.ui.look.motion import busy, still
from localizer.ui.look.theme import Scheme, Theme
from localizer.ui.look.tokens import DARK, LIGHT, contrast
from localizer.ui.main_window import MainWindow

Rest = Callable[[], None]
PANES = (
    *("start", "board", "catalog", "review", "prices", "scripts"),
    *("show", "terms", "memory", "engines", "people", "export"),
)
#: Roles a screen reader has no better word for than "thing".
_NOTHING = frozenset({QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window})
MOST_TABS = 400


def _reached(root: QWidget) -> Iterator[QWidget]:
    """Yield what the keys can go to."""
    for one in root.findChildren(QWidget):
        tabs = one.focusPolicy() & Qt.FocusPolicy.TabFocus
        if tabs and one.isVisible() and one.isEnabled() and not isinstance(one, QSplitterHandle):
            yield one


def _inner(one: QWidget) -> bool:
    """Tell whether Qt made the widget as a part of another, which has the name."""
    parent = one.parentWidget()
    return one.focusProxy() is not None or (
        isinstance(one, QLineEdit) and parent is not None and parent.inherits("QAbstractSpinBox")
    )


@pytest.mark.parametrize("code", PANES)
def test_all_that_keys_reach_has_a_name_and_a_role(
    window: MainWindow, rest: Rest, code: str
) -> None:
    window.show_pane(code)
    rest()
    nameless = []
    for one in _reached(window):
        face = QAccessible.queryAccessibleInterface(one)
        name = face.text(QAccessible.Text.Name)
        # A scroll area only moves its content, which has names of its own; Qt has no role to give to a
        # chart, which tells its bars in words.
        chart = one.inherits("WorkChart") or one.inherits("RateChart")
        if isinstance(one, QScrollArea | QTabBar) or _inner(one) or (chart and name):
            continue
        if not name.strip() or face.role() in _NOTHING:
            nameless.append((type(one).__name__, name, face.role().name))
    assert nameless == []


@pytest.mark.parametrize("code", PANES)
def test_tab_goes_to_everything_and_back(window: MainWindow, rest: Rest, code: str) -> None:
    window.show_pane(code)
    rest()
    pane = window.panes[code]
    wanted = {one for one in _reached(pane) if not _inner(one)}
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        first = QApplication.focusWidget()
        seen: list[QWidget | None] = []
        for _turn in range(MOST_TABS):
            at = QApplication.focusWidget()
            if at is None:
                break
            seen.append(at)
            QTest.keyClick(at, key)
            if QApplication.focusWidget() is first:
                break
        assert QApplication.focusWidget() is first, (code, key, "does not come back")
        left = {
            one
            for one in wanted - set(seen)
            if one.isVisible() and not isinstance(one, QScrollArea)
        }
        # Of buttons that exclude each other Tab reaches the chosen one; the arrows reach the others.
        left = {one for one in left if not getattr(one, "autoExclusive", lambda: False)()}
        left = {
            one for one in left if not (isinstance(one, QPushButton) and one.group() is not None)
        }
        assert left == set(), (code, key)


def test_rows_of_tables_are_told_in_words(window: MainWindow, rest: Rest) -> None:
    silent = []
    for code in PANES:
        window.show_pane(code)
        rest()
        for view in window.panes[code].findChildren(QAbstractItemView):
            model = view.model()
            if not view.isVisible() or not model.rowCount():
                continue
            index = model.index(0, 0)
            told = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data()
            if not str(told or "").strip():
                silent.append((code, type(view).__name__))
    assert silent == []


def _image(one: QWidget) -> QImage:
    QApplication.processEvents()
    return one.grab(QRect(0, 0, one.width(), one.height())).toImage()


def _ring_contrast(before: QImage, after: QImage) -> float:
    """Return the greatest contrast between a pixel before and after."""
    best = 1.0
    for y in range(0, before.height(), 1):
        for x in (0, 1, 2, before.width() // 2, before.width() - 2):
            old, new = before.pixelColor(x, y).name(), after.pixelColor(x, y).name()
            if old != new:
                best = max(best, contrast(old, new))
    for x in range(0, before.width(), 2):
        for y in (0, 1, 2, before.height() - 2):
            old, new = before.pixelColor(x, y).name(), after.pixelColor(x, y).name()
            if old != new:
                best = max(best, contrast(old, new))
    return best


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_focus_is_seen(
    qapp: QApplication, qtbot: QtBot, window: MainWindow, rest: Rest, scheme: Scheme
) -> None:
    Theme(qapp, scheme=scheme)
    kinds: dict[str, float] = {}
    for code in ("start", "board", "review", "prices", "export", "people"):
        window.show_pane(code)
        rest()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        for one in _reached(window.panes[code]):
            kind = f"{type(one).__name__}.{one.property('role') or ''}"
            if kind in kinds or isinstance(one, QScrollArea) or one.visibleRegion().isEmpty():
                continue
            window.setFocus()
            before = _image(one)
            one.setFocus(Qt.FocusReason.TabFocusReason)
            ratio = _ring_contrast(before, _image(one))
            kinds[kind] = ratio if not isinstance(one, QAbstractScrollArea) else max(ratio, 3.0)
    weak = {kind: round(ratio, 2) for kind, ratio in kinds.items() if ratio < 3}
    assert weak == {}, kinds
    assert contrast(LIGHT.accent, LIGHT.surface) >= 3 <= contrast(DARK.accent, DARK.surface)


def test_less_motion_stops_what_moves_by_itself(window: MainWindow, qapp: QApplication) -> None:
    bar = QProgressBar()
    busy(bar, less_motion=False)
    assert (bar.minimum(), bar.maximum()) == (0, 0)
    busy(bar, less_motion=True)
    assert (bar.maximum(), bar.value()) == (1, 0)
    usual = qapp.cursorFlashTime()
    try:
        window.session.choose_less_motion(on=True)
        assert qapp.cursorFlashTime() == 0
        assert window.session.settings.less_motion
        window.session.choose_less_motion(on=False)
        assert qapp.cursorFlashTime() == usual
    finally:
        still(on=False)
