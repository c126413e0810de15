"""The script studio: lines with chips, prices in words, variants, choosers, what is done with lines."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from localizer.catalog import findings, scripts
from localizer.catalog.findings import Place as FoundPlace
from localizer.catalog.findings import StoredFinding
from localizer.catalog.scripts import StoredScript
from localizer.model.finding import Finding, Severity, Subject
from localizer.model.phrase import Style
from localizer.model.script import Beat, Lane
from localizer.pipeline import studio as pipeline_studio
from localizer.settings import EngineSetting, changed, load
from localizer.ui.actions.place import Place
from localizer.ui.dialogs.compare_scripts import CompareDialog
from localizer.ui.dialogs.pitch import PitchDialog
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
    studio.sheet.finish()
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
    assert studio.top.words.isChecked()
    assert priced(studio)
    shown = [row for row in rows(studio) if row.words.isVisible()]
    assert shown == priced(studio)
    for row in shown:
        assert "บาท" in row.words.text()
        assert not any(mark in row.words.text() for mark in "฿{}")
        assert "฿" in row.editor.accessibleDescription()


def test_words_are_switched_by_key_and_stay_so_for_the_next_script(
    studio: ScriptsPane, rest: Rest
) -> None:
    studio.top.words.setFocus()
    QTest.keyClick(studio.top.words, Qt.Key.Key_Space)
    assert not any(row.words.isVisible() for row in rows(studio))
    assert not load().prices_in_words
    number = studio.script.id if studio.script else 0
    studio.list.setCurrentIndex(studio.model.index(1))
    rest()
    assert studio.script is not None
    assert studio.script.id != number
    assert not any(row.words.isVisible() for row in rows(studio))
    QTest.keyClick(studio.top.words, Qt.Key.Key_Space)
    assert [row for row in rows(studio) if row.words.isVisible()] == priced(studio) != []
    assert load().prices_in_words


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
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
    assert [one.editor.text() for one in rows(studio)] == [one.text for one in script.lines]
    assert "of 1:00" in studio.top.time.text()


def test_a_line_tells_what_it_rests_on_and_what_that_said(studio: ScriptsPane) -> None:
    assert studio.script is not None
    number, line = next(
        (at, one) for at, one in enumerate(studio.script.script.lines) if one.values
    )
    tip = rows(studio)[number].editor.toolTip()
    assert line.facts
    assert all(said in tip for name, said in line.values if name in line.facts)
    assert "material" not in line.facts or "column 材质: 雪纺" in tip


def stored(studio: ScriptsPane) -> StoredScript:
    assert studio.script is not None
    return scripts.load(studio.session.store.read(), studio.script.id)


def texts(studio: ScriptsPane) -> list[str]:
    return [line.text for line in stored(studio).script.lines]


def host_beat(studio: ScriptsPane) -> int:
    """Return the first line of a beat that has two."""
    lines = stored(studio).script.lines
    return next(at for at in range(len(lines) - 1) if lines[at].beat is lines[at + 1].beat)


@pytest.fixture
def variants(studio: ScriptsPane, rest: Rest, qtbot: QtBot) -> ScriptsPane:
    """Return the studio with a playful second script of the product in front."""
    QTest.mouseClick(studio.top.add, Qt.MouseButton.LeftButton)
    dialog = studio.findChild(PitchDialog)
    assert dialog is not None
    dialog.form.style.setCurrentIndex(dialog.form.style.findData(Style.PLAYFUL))
    dialog.seconds.setValue(90)
    dialog.form.voice.setCurrentIndex(dialog.form.voice.findData("male"))
    dialog.go.click()
    rest()
    studio.window().activateWindow()
    qtbot.waitUntil(studio.window().isActiveWindow)
    return studio


def test_a_variant_is_a_tab_and_the_product_stands_once_in_the_list(
    variants: ScriptsPane, rest: Rest
) -> None:
    top = variants.top
    assert [top.tabs.tabText(at) for at in range(top.tabs.count())] == ["warm · A", "playful · B"]
    assert variants.model.rowCount() == 3
    assert "2 scripts" in variants.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    script = stored(variants).script
    assert (script.style, script.voice, top.tabs.currentIndex()) == ("playful", "male", 1)
    assert round(stored(variants).planned_seconds) == 90
    assert "ครับ" in top.form.voice.currentText()
    number = stored(variants).id
    variants.list.setFocus()
    QTest.keyClick(variants.list, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    rest()
    assert stored(variants).id != number
    assert top.tabs.currentIndex() == 0
    variants.open_at(Place(script_id=number))
    rest()
    assert (stored(variants).id, top.tabs.currentIndex()) == (number, 1)


def test_a_removed_variant_comes_back(variants: ScriptsPane, rest: Rest) -> None:
    number = stored(variants).id
    QTest.mouseClick(variants.top.remove, Qt.MouseButton.LeftButton)
    rest()
    assert variants.top.tabs.count() == 1
    assert stored(variants).id != number
    variants.session.undo()
    rest()
    assert variants.top.tabs.count() == 2


def test_two_variants_are_compared_in_words_and_line_by_line(
    variants: ScriptsPane, rest: Rest
) -> None:
    QTest.mouseClick(variants.top.compare, Qt.MouseButton.LeftButton)
    rest()
    dialog = variants.findChild(CompareDialog)
    assert dialog is not None
    told = " ".join(dialog.sentences())
    assert "Style: playful, the other warm." in told
    assert "Voice: man’s voice, the other woman’s voice." in told
    assert "Length: 1:30, the other 1:00." in told
    shown = [one.accessibleName() for one in dialog.findChildren(QLabel)]
    assert any(name.startswith("host, Only in this script: ") for name in shown)
    dialog.left.setCurrentIndex(dialog.right.currentIndex())
    assert dialog.sentences()[0] == "They differ in their lines only."
    dialog.accept()


def test_another_style_writes_the_script_again_in_one_step(studio: ScriptsPane, rest: Rest) -> None:
    before = stored(studio)
    form = studio.top.form
    form.style.setCurrentIndex(form.style.findData(Style.EXPERT))
    form.style.activated.emit(form.style.currentIndex())
    rest()
    assert stored(studio).script.style == "expert"
    assert studio.top.tabs.tabText(0) == "expert · A"
    studio.session.undo()
    rest()
    assert stored(studio).script == before.script
    assert form.style.currentData() == Style.WARM


def test_the_wheel_over_a_chooser_writes_nothing(studio: ScriptsPane, rest: Rest) -> None:
    before, made = texts(studio), studio.top.form.style
    made.setFocus()
    down = QPoint(0, -120)
    middle = QPointF(made.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(made.mapToGlobal(middle.toPoint())),
        QPoint(),
        down,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's signature
    )
    QApplication.sendEvent(made, event)
    rest()
    assert made.currentData() == Style.WARM
    assert texts(studio) == before


def test_a_length_of_ones_own_is_asked_for(studio: ScriptsPane, rest: Rest) -> None:
    form = studio.top.form
    form.length.setCurrentIndex(form.length.findData(0))
    form.length.activated.emit(form.length.currentIndex())
    dialog = studio.findChild(PitchDialog)
    assert dialog is not None
    assert form.length.currentText() == "1:00 min"
    dialog.seconds.setValue(45)
    dialog.go.click()
    rest()
    assert round(stored(studio).planned_seconds) == 45
    assert form.length.currentText() == "0:45 min"


@pytest.mark.parametrize("sure", [True, False])
def test_what_a_person_wrote_is_not_written_over_unasked(
    studio: ScriptsPane,
    rest: Rest,
    sure: bool,  # noqa: FBT001 - a parameter of the table
) -> None:
    rows(studio)[0].editor.replace_all("my own words")
    studio.flush()
    rest()
    form = studio.top.form
    form.style.setCurrentIndex(form.style.findData(Style.EXPERT))
    form.style.activated.emit(form.style.currentIndex())
    asked = studio.findChild(QMessageBox)
    assert asked is not None
    assert stored(studio).script.style == "warm"
    names = ("Write again", "Cancel")
    press = next(one for one in asked.buttons() if one.text() == names[not sure])
    press.click()
    rest()
    assert ("my own words" in texts(studio)) is not sure
    assert form.style.currentData() == (Style.EXPERT if sure else Style.WARM)


def test_a_line_is_added_moved_and_removed_by_keys(studio: ScriptsPane, rest: Rest) -> None:
    number, before = host_beat(studio), texts(studio)
    editor = rows(studio)[number].editor
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_Insert, Qt.KeyboardModifier.AltModifier)
    rest()
    added = rows(studio)[number + 1].editor
    assert texts(studio) == [*before[: number + 1], "…", *before[number + 1 :]]
    assert added.hasFocus()
    assert added.textCursor().selectedText() == "…"
    QTest.keyClick(added, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    rest()
    assert texts(studio) == [*before[:number], "…", *before[number:]]
    assert rows(studio)[number].editor.hasFocus()
    # a line stays in its beat: the first one of the first beat goes nowhere
    assert studio.sheet is not None
    up = {one.text(): one for one in studio.sheet.menu_of(0).actions()}
    assert not up["Move up"].isEnabled()
    assert up["Move down"].isEnabled()
    QTest.keyClick(rows(studio)[number].editor, Qt.Key.Key_Delete, Qt.KeyboardModifier.AltModifier)
    rest()
    assert texts(studio) == before
    assert rows(studio)[number].editor.hasFocus()
    for _step in range(3):
        studio.session.undo()
        rest()
    assert texts(studio) == before


def test_what_is_in_view_stays_when_a_beat_above_changes(
    studio: ScriptsPane, rest: Rest, qtbot: QtBot
) -> None:
    rows(studio)
    assert studio.sheet is not None
    qtbot.wait(60)  # lines that were just made get their heights
    bar = studio.area.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    top = bar.value()
    card = next(one for one in studio.sheet.cards if one.geometry().bottom() > top)
    offset = card.y() - top
    pipeline_studio.add_line(
        studio.session.store, studio.session.tools, stored(studio).id, 0, Lane.HOST, Beat.HOOK
    )
    studio.reload()
    rest()
    qtbot.waitUntil(lambda: studio._kept is None)
    assert bar.value() > top
    assert abs(card.y() - bar.value() - offset) <= 1


def found(studio: ScriptsPane, fix: str | None, start: int, end: int) -> StoredFinding:
    """Put a finding about the first word of a line into the workspace and return it."""
    one = stored(studio)
    target = one.target
    with studio.session.store.derive() as step:
        step.write("DELETE FROM finding WHERE subject = 'script' AND subject_id = ?", (one.id,))
        at = FoundPlace(
            Subject.SCRIPT, one.id, one.product_id, target.market, target.channel, target.locale
        )
        finding = Finding("claim:made", Severity.BLOCK, "Not so.", (), start, end, fix)
        findings.replace_for_product(step, one.product_id, [target], [(at, finding)])
    return findings.of_subject(studio.session.store.read(), Subject.SCRIPT, one.id)[0]


def test_a_fix_is_put_into_its_line_and_can_be_taken_back(studio: ScriptsPane, rest: Rest) -> None:
    before = texts(studio)
    start = len(before[0]) + 1 + len(before[1]) + 1
    found(studio, "★", start=start, end=start + 3)
    studio.reload()
    rest()
    press = next(
        one for one in rows(studio)[2].findChildren(QPushButton) if one.text() == "Apply fix"
    )
    press.click()
    rest()
    assert texts(studio) == [*before[:2], f"★{before[2][3:]}", *before[3:]]
    studio.session.undo()
    rest()
    assert texts(studio) == before


def test_a_finding_without_a_fix_offers_its_beat_anew(studio: ScriptsPane, rest: Rest) -> None:
    before = texts(studio)
    found(studio, None, start=0, end=3)
    studio.reload()
    rest()
    names = {one.text(): one for one in rows(studio)[0].findChildren(QPushButton)}
    assert "Apply fix" not in names
    names["Write this beat anew"].click()
    rest()
    assert texts(studio) != before


def test_facts_of_the_line_with_the_keys_are_told(studio: ScriptsPane) -> None:
    assert "Point at a line" in studio.rests.text()
    lines = stored(studio).script.lines
    number = next(at for at, line in enumerate(lines) if "product" in line.facts)
    rows(studio)[number].editor.setFocus()
    assert "name of the product" in studio.rests.text()
    assert "title: " in studio.rests.text()
    studio.list.setFocus()


def test_a_language_model_is_offered_where_one_is_turned_on(
    studio: ScriptsPane, rest: Rest, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not studio.top.model.isVisible()
    engine = EngineSetting("chat:x", "chat", url="http://localhost:1")
    studio.session.settings = changed(studio.session.settings, engines=(engine,))
    studio.reload()
    rest()
    asked: list[tuple[object, ...]] = []
    module = types.ModuleType("localizer.ui.dialogs.script_rewrite")
    module.__dict__["ask_rewrite"] = lambda *given: asked.append(given)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    QTest.mouseClick(studio.top.model, Qt.MouseButton.LeftButton)
    assert asked == [(studio.session, studio, stored(studio).id)]


def test_a_target_without_scripts_leads_to_the_board(
    studio: ScriptsPane, rest: Rest, window: MainWindow
) -> None:
    with studio.session.store.step("Clear") as step:
        step.write("DELETE FROM script")
    studio.reload()
    rest()
    assert "Prepare drafts" in studio.empty.sentence.text()
    assert not studio.top.isVisible()
    studio.empty.go.click()
    rest()
    assert window.panes["board"].isVisible()
