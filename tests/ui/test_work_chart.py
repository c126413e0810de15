"""The chart of bars: keys and pointer read it off, a bar is chosen, patterns tell its parts apart."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from localizer import i18n
from localizer.ui.actions.work_bars import Bar, Bars
from localizer.ui.look.theme import Scheme, Theme
from localizer.ui.look.tokens import DARK, LIGHT, Palette
from localizer.ui.widgets.patterns import FILLINGS, fill
from localizer.ui.widgets.work_chart import WorkChart

FIRST = dt.date(2026, 11, 2)


def bars(*parts: tuple[int, int]) -> Bars:
    days = [FIRST + dt.timedelta(n) for n in range(len(parts))]
    shown = tuple(Bar(day, day, part) for day, part in zip(days, parts, strict=True))
    return Bars(("written", "approved"), shown)


@pytest.fixture
def chart(qtbot: QtBot, qapp: QApplication) -> WorkChart:
    """Return a shown chart of four days with the keys."""
    i18n.activate("en")
    Theme(qapp, scheme=Scheme.LIGHT)
    made = WorkChart()
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show_bars("Words", bars((4, 0), (0, 0), (3, 9), (5, 5)))
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_it_says_in_words_what_it_shows(chart: WorkChart) -> None:
    assert chart.accessibleName() == "Words"
    assert chart.accessibleDescription() == (
        "Nov 2, 2026 – Nov 5, 2026: 26 words (written 12, approved 14). Most on Nov 4, 2026: 12 words."
    )


@pytest.mark.parametrize(
    ("keys", "day"),
    [("L", 5), ("R", 5), ("LL", 4), ("H", 2), ("HL", 2), ("HRR", 4), ("E", 5), ("ER", 5)],
)
def test_keys_move_from_bar_to_bar(chart: WorkChart, keys: str, day: int) -> None:
    told: list[str] = []
    chart.read.connect(told.append)
    names = {"L": "Left", "R": "Right", "H": "Home", "E": "End"}
    for key in keys:
        QTest.keyClick(chart, getattr(Qt.Key, f"Key_{names[key]}"))
    assert chart.accessibleName() == f"Words: {told[-1]}"
    assert told[-1].startswith(f"Nov {day}, 2026: ")
    assert chart.held is None


def test_enter_chooses_a_bar_and_again_lets_it_go(chart: WorkChart) -> None:
    told: list[tuple[object, object]] = []
    chart.chosen.connect(lambda *days: told.append(days))
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert told == []
    QTest.keyClick(chart, Qt.Key.Key_End)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    last = FIRST + dt.timedelta(3)
    assert chart.held == (last, last)
    QTest.keyClick(chart, Qt.Key.Key_Space)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert told == [(last, last), (None, None)] * 2


def test_the_pointer_reads_a_bar_off_and_a_click_chooses_it(chart: WorkChart) -> None:
    told: list[str] = []
    chart.read.connect(told.append)
    none = Qt.MouseButton.NoButton
    at = QPointF(100, 150)
    move = QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(chart, move)
    QApplication.sendEvent(chart, QEvent(QEvent.Type.Leave))
    assert told == ["Nov 2, 2026: 4 words (written 4)", ""]
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(550, 150))
    assert chart.held == (FIRST + dt.timedelta(3), FIRST + dt.timedelta(3))
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(1, 150))
    assert chart.held is not None


def test_the_bar_in_hand_stays_when_other_numbers_come(chart: WorkChart) -> None:
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    chart.show_bars("Words", bars((7, 1), (0, 0)))
    assert chart.accessibleName() == "Words: Nov 2, 2026: 8 words (written 7, approved 1)"
    assert chart.held == (FIRST, FIRST)
    told: list[tuple[object, object]] = []
    chart.chosen.connect(lambda *days: told.append(days))
    chart.show_bars("Words", Bars())
    assert chart.accessibleName() == "Words"
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert told == [(None, None)]


def test_without_work_it_says_so_and_keys_do_nothing(chart: WorkChart) -> None:
    chart.show_bars("Words", Bars())
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.accessibleName() == "Words"
    assert chart.accessibleDescription().startswith("Nothing was written")
    assert not chart.grab().isNull()


def test_the_picture_is_sharp_and_without_the_ring(chart: WorkChart) -> None:
    with_keys = chart.picture().toImage()
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert chart.picture().toImage() == with_keys
    assert with_keys.width() == 2 * chart.width()
    assert chart.grab().toImage() != with_keys


@pytest.mark.parametrize("inks", [LIGHT, DARK], ids=["light", "dark"])
def test_fillings_differ_without_their_colours(qapp: QApplication, inks: Palette) -> None:
    assert qapp is not None
    seen = {bytes(gray(place, inks).constBits()) for place in range(FILLINGS)}
    assert len(seen) == FILLINGS
    assert gray(0, inks) == gray(FILLINGS, inks)


def gray(place: int, inks: Palette) -> QImage:
    """Return a filling in shades: which of its pixels are nearer to ink than to ground."""
    made = QImage(24, 24, QImage.Format.Format_ARGB32)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    fill(painter, QRectF(0, 0, 24, 24), place, inks)
    painter.end()
    return made.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
