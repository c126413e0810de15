"""The script studio: under a line with a price stands how it is said, unless nobody wants that."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from localizer.model.script import Beat, Lane
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.scripts import ScriptsPane
from localizer.ui.panes.scripts.line_row import LineRow

Rest = Callable[[], None]


@pytest.fixture
def studio(window: MainWindow, rest: Rest) -> ScriptsPane:
    """Return the studio in front with the first script."""
    window.show_pane("scripts")
    rest()
    pane = window.panes["scripts"]
    assert isinstance(pane, ScriptsPane)
    return pane


def rows(studio: ScriptsPane) -> list[LineRow]:
    assert studio.sheet is not None
    return studio.sheet.rows


def priced(studio: ScriptsPane) -> list[LineRow]:
    """Return the rows a host says a price in."""
    assert studio.script is not None
    lines = studio.script.script.lines
    names = {"price", "was", "save"}
    return [
        rows(studio)[number]
        for number, line in enumerate(lines)
        if line.lane is Lane.HOST and names & set(line.tokens)
    ]


def test_prices_are_shown_in_words_under_their_lines(studio: ScriptsPane) -> None:
    assert studio.words.isChecked()
    assert priced(studio)
    shown = [row for row in rows(studio) if row.words.isVisible()]
    assert shown == priced(studio)
    for row in shown:
        assert "บาท" in row.words.text()
        assert not any(mark in row.words.text() for mark in "฿{}")
        assert "฿" in row.said.text()


def test_words_are_switched_by_key_and_stay_so_for_the_next_script(
    studio: ScriptsPane, rest: Rest
) -> None:
    studio.words.setFocus()
    QTest.keyClick(studio.words, Qt.Key.Key_Space)
    assert not any(row.words.isVisible() for row in rows(studio))
    assert all(row.said.isVisible() for row in priced(studio))
    number = studio.script.id if studio.script else 0
    studio.list.setCurrentIndex(studio.model.index(1))
    rest()
    assert studio.script is not None
    assert studio.script.id != number
    assert not any(row.words.isVisible() for row in rows(studio))
    QTest.keyClick(studio.words, Qt.Key.Key_Space)
    assert [row for row in rows(studio) if row.words.isVisible()] == priced(studio) != []


def test_words_follow_what_is_typed(studio: ScriptsPane, rest: Rest) -> None:
    assert studio.script is not None
    number = next(
        place
        for place, line in enumerate(studio.script.script.lines)
        if line.lane is Lane.HOST and "{" not in line.text
    )
    row = rows(studio)[number]
    assert not row.words.isVisible()
    row.editor.setFocus()
    QTest.keyClicks(row.editor, " {price}")
    studio.flush()
    rest()
    assert row.words.isVisible()
    assert "บาท" in row.words.text()


def test_a_beat_is_written_anew_and_a_locked_line_stays(studio: ScriptsPane, rest: Rest) -> None:
    assert studio.script is not None
    assert studio.sheet is not None
    stored = studio.script
    places = stored.script.by_place()
    place = next(at for at, part in enumerate(stored.script.beats) if part.beat is Beat.DEMO)
    first = sum(len(lines) for lines in places[:place])
    number = next(first + at for at, line in enumerate(places[place]) if line.lane is Lane.HOST)
    kept = stored.script.lines[number].text
    QTest.mouseClick(rows(studio)[number].lock, Qt.MouseButton.LeftButton)
    rest()
    assert rows(studio)[number].lock.accessibleName().startswith("Locked")
    again = studio.sheet.findChildren(
        QPushButton, options=Qt.FindChildOption.FindChildrenRecursively
    )
    press = next(one for one in again if one.accessibleName() == "Write Demo anew")
    QTest.mouseClick(press, Qt.MouseButton.LeftButton)
    rest()
    script = studio.script.script
    now = script.by_place()
    assert kept in [line.text for line in now[place]]
    assert [line.text for line in now[place]] != [line.text for line in places[place]]
    assert [one.editor.toPlainText() for one in rows(studio)] == [one.text for one in script.lines]
    assert "of 1:00" in studio.time.text()


def test_a_line_tells_what_it_rests_on_and_what_that_said(studio: ScriptsPane) -> None:
    assert studio.script is not None
    number, line = next(
        (at, one) for at, one in enumerate(studio.script.script.lines) if one.values
    )
    tip = rows(studio)[number].editor.toolTip()
    assert all(f"{name}: {said}" in tip for name, said in line.values if name in line.facts)
