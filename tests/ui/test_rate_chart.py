"""The chart of a rate: what it shows in words, how its line is moved, where its marks stand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from localizer import i18n
from localizer.ui.look.theme import Scheme, Theme
from localizer.ui.widgets.rate_chart import RateChart
from localizer.ui.widgets.rate_scale import Point, day_marks, in_digits, nearest, value_marks

D = Decimal
FIRST = dt.date(2026, 10, 1)


def points(*values: str, step: int = 1) -> list[Point]:
    return [(FIRST + dt.timedelta(n * step), D(value)) for n, value in enumerate(values)]


@pytest.fixture
def chart(qtbot: QtBot, qapp: QApplication) -> RateChart:
    """Return a shown chart of five days."""
    Theme(qapp, scheme=Scheme.LIGHT)
    made = RateChart()
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show_history("1 CNY in THB", points("5", "4.9", "5.2", "5.1", "5.15"))
    made.show()
    return made


def test_it_says_in_words_what_it_shows(chart: RateChart) -> None:
    assert chart.accessibleName() == "1 CNY in THB"
    assert chart.accessibleDescription() == (
        "From 5.00000 on Oct 1, 2026 to 5.15000 on Oct 5, 2026. Lowest 4.90000 on Oct 2, 2026, "
        "highest 5.20000 on Oct 3, 2026."
    )


@pytest.mark.parametrize(
    ("keys", "day"),
    [("L", 5), ("R", 5), ("LL", 4), ("H", 1), ("HL", 1), ("HR", 2), ("E", 5), ("ER", 5), ("HRRL", 2)],
)  # fmt: skip
def test_keys_move_the_line(chart: RateChart, keys: str, day: int) -> None:
    names = {"L": "Left", "R": "Right", "H": "Home", "E": "End"}
    for key in keys:
        QTest.keyClick(chart, getattr(Qt.Key, f"Key_{names[key]}"))
    assert chart.day == dt.date(2026, 10, day)
    assert chart.accessibleName().startswith(f"1 CNY in THB: Oct {day}, 2026: ")


def test_a_click_puts_the_line_on_a_day_and_the_pointer_only_shows_one(
    chart: RateChart,
) -> None:
    told: list[object] = []
    chart.chosen.connect(told.append)
    before = image(chart)
    none = Qt.MouseButton.NoButton
    at = QPointF(300, 150)
    move = QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(chart, move)
    assert image(chart) != before
    QApplication.sendEvent(chart, QEvent(QEvent.Type.Leave))
    assert image(chart) == before
    assert told == []
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(300, 150))
    assert told == [dt.date(2026, 10, 3)] == [chart.day]
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(1, 150))
    assert chart.day == FIRST


def image(chart: RateChart) -> QImage:
    return chart.grab().toImage()


@pytest.mark.parametrize(
    ("key", "days", "day"),
    [("End", 2, 5), ("Home", 2, None), ("Left", 5, 5), ("End", 1, 5), ("Home", 1, None)],
)
def test_a_shorter_time_keeps_the_day_where_it_is_shown(
    chart: RateChart, key: str, days: int, day: int | None
) -> None:
    QTest.keyClick(chart, getattr(Qt.Key, f"Key_{key}"))
    chart.show_days(days)
    assert len(chart.points) == days
    assert chart.day == (None if day is None else dt.date(2026, 10, day))
    assert bool(chart.summary) == (days > 1)


def test_an_own_rate_and_a_frozen_day_are_drawn(chart: RateChart) -> None:
    plain = image(chart)
    every = list(chart.points)
    chart.show_history("1 CNY in THB", every, own=D("5.4"))
    own = image(chart)
    chart.show_history("1 CNY in THB", every, frozen=FIRST + dt.timedelta(2))
    frozen = image(chart)
    chart.show_history("1 CNY in THB", every, frozen=FIRST + dt.timedelta(30))
    assert len({bytes(one.constBits()) for one in (plain, own, frozen, image(chart))}) == 4


def test_another_pair_is_read_from_its_beginning(chart: RateChart) -> None:
    QTest.keyClick(chart, Qt.Key.Key_End)
    chart.show_history("1 CNY in USD", points("1", "2"))
    assert chart.day is None


@pytest.mark.parametrize("values", [(), ("5",)])
def test_with_too_few_days_there_is_nothing_to_move_in(
    chart: RateChart, values: tuple[str, ...]
) -> None:
    chart.show_history("1 CNY in VND", points(*values))
    QTest.keyClick(chart, Qt.Key.Key_Left)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(300, 150))
    assert chart.day is None
    assert not image(chart).isNull()


def test_days_nobody_knows_are_dotted_and_those_after_the_frozen_one_unused(
    chart: RateChart,
) -> None:
    every = [
        *points("5", "5.1"),
        (FIRST + dt.timedelta(20), D(5)),
        (FIRST + dt.timedelta(21), D(6)),
    ]
    chart.show_history("x", every, frozen=FIRST + dt.timedelta(20))
    runs = [(len(run), known, used) for run, known, used in chart._runs()]
    assert runs == [(2, True, True), (2, False, True), (2, True, False)]


def test_one_value_all_the_time_is_a_line_too(chart: RateChart) -> None:
    chart.show_history("x", points("5", "5", "5"))
    assert not image(chart).isNull()


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("4.35", "5.15", ["4.4", "4.6", "4.8", "5.0"]),
        ("0.1490", "0.1512", ["0.1490", "0.1495", "0.1500", "0.1505", "0.1510"]),
        ("2600", "2790", ["2,600", "2,650", "2,700", "2,750"]),
        ("5", "5", ["5.00000"]),
    ],
)
def test_values_are_marked_round(low: str, high: str, words: list[str]) -> None:
    assert [text for _value, text in value_marks(D(low), D(high), 5)] == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (4, ["Oct 1", "Oct 2", "Oct 3", "Oct 4", "Oct 5"]),
        (29, ["Oct 6", "Oct 12", "Oct 18", "Oct 24", "Oct 30"]),
        (399, ["Oct 2026", "Jan 2027", "Apr 2027", "Jul 2027", "Oct 2027"]),
    ],
)
def test_days_are_marked_evenly(days: int, words: list[str]) -> None:
    found = day_marks(FIRST, FIRST + dt.timedelta(days), 5)
    assert [text for _day, text in found] == words
    assert all(FIRST <= day <= FIRST + dt.timedelta(days) for day, _text in found)


@pytest.mark.parametrize("most", range(1, 12))
@pytest.mark.parametrize("days", [1, 7, 30, 90, 101, 400])
def test_there_are_never_more_marks_than_room(days: int, most: int) -> None:
    last = FIRST + dt.timedelta(days)
    for first in (FIRST, FIRST + dt.timedelta(1)):
        found = day_marks(first, last, most)
        assert len(found) <= most
        assert all(first <= day <= last for day, _words in found)
    assert len(value_marks(D("4.3"), D("5.2"), most)) <= most + 1


@pytest.mark.parametrize(("share", "place"), [(-1, 0), (0.1, 0), (0.6, 1), (0.9, 2), (2, 2)])
def test_the_nearest_day_is_found(share: float, place: int) -> None:
    assert nearest(points("1", "2", "3"), share) == place


@pytest.mark.parametrize(
    ("language", "text"), [("en", "3,868.31"), ("id", "3.868,31"), ("th", "3,868.31")]
)
def test_rates_are_written_as_the_language_does(language: str, text: str) -> None:
    i18n.activate(language)
    assert in_digits(D("3868.30730981")) == text


@pytest.mark.parametrize(
    ("value", "text"), [("0.150310793", "0.150311"), ("12345678", "12,345,678"), ("5", "5.00000")]
)
def test_six_digits_are_shown(value: str, text: str) -> None:
    assert in_digits(D(value)) == text
