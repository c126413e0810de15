"""Both windows of the prompter over a small show: keys, cards, edits that move nothing, the log."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from localizer import pipeline, settings
from localizer.catalog import answers, hosts, launches, show_log, shows
from localizer.model.launch import Target
from localizer.model.script import Lane
from localizer.model.show import EventKind, Host, RunKind, ShowRun
from localizer.pipeline.answers import approve_answers, write_answers
from localizer.pipeline.prompt import prompt_of
from localizer.pipeline.show_edits import remove_show, save_host, set_item, set_show_host
from localizer.pipeline.shows import new_show
from localizer.script.reading import Spot
from localizer.settings import PrompterSetting
from localizer.ui.actions.session import Session
from localizer.ui.look.tokens import STAGES, contrast
from localizer.ui.main_window import MainWindow
from localizer.ui.prompter import open_prompter
from localizer.ui.prompter.answer_side import QUESTIONS
from localizer.ui.prompter.awake import Awake
from localizer.ui.prompter.host_window import HostWindow, host_screen
from localizer.ui.prompter.keys import TABLE, Do, key_words, obey
from localizer.ui.prompter.operator_window import OperatorWindow
from localizer.ui.prompter.reading_view import ReadingView, ViewCard
from localizer.ui.prompter.show_run import ShowRun as Run
from localizer.ui.prompter.text_flow import FlowLine, FlowLook, TextFlow
from localizer.ui.widgets.qt_words import install_translator

Rest = Callable[[], None]
THAI = Target("TH", "shopee", "th-TH")
STARTS = dt.datetime(2026, 11, 26, 20)  # noqa: DTZ001 - the time of the market
LINE = "ขอบคุณค่ะ"


@pytest.fixture
def show(session: Session) -> int:
    """Return a show of the three products in Thai; the first one's answers are approved but the last."""
    store, tools = session.store, session.tools
    launch = launches.find(store.read())
    number = new_show(store, tools, launch, THAI, "Evening", STARTS, 300)
    first = launches.launch_products(store.read(), launch)[0]
    write_answers(store, tools, launch, [THAI], only=[first])
    drafted = answers.of_product(store.read(), first, THAI)
    approve_answers(store, tools, [one.id for one in drafted[:-1]])
    return number


class Clock:
    """Stands for the clock of a run."""

    def __init__(self) -> None:
        self.now = 0.0

    def isValid(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def nsecsElapsed(self) -> int:  # noqa: N802 - Qt's name
        return round(self.now * 1e9)


@pytest.fixture
def opened(
    qtbot: QtBot, session: Session, show: int, rest: Rest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., OperatorWindow]]:
    """Return what opens the prompter and waits for its text."""
    monkeypatch.setattr(gc, "unfreeze", lambda: None)  # what the other tests have frozen stays so
    windows: list[OperatorWindow] = []

    def opens(
        kind: RunKind = RunKind.REHEARSAL, parent: MainWindow | None = None
    ) -> OperatorWindow:
        made = open_prompter(session, show, kind, parent)
        windows.append(made)
        rest()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        return made

    yield opens
    for one in windows:
        if isValid(one):
            one.finish()
            one.close()
    rest()


@pytest.fixture
def desk(opened: Callable[..., OperatorWindow]) -> OperatorWindow:
    """Return the operator's window of a rehearsal."""
    return opened()


def run_of(desk: OperatorWindow) -> Run:
    assert desk.run is not None
    return desk.run


def host_of(desk: OperatorWindow) -> HostWindow:
    assert desk.host is not None
    return desk.host


def slow(desk: OperatorWindow) -> Clock:
    """Let the run's clock go only when a test says so."""
    clock = Clock()
    run_of(desk)._clock = clock  # type: ignore[assignment] # stands for it
    return clock


def started(desk: OperatorWindow) -> Clock:
    """Start the run, its clock in the test's hands."""
    QTest.keyClick(desk, Qt.Key.Key_Space)
    run_of(desk)._frames.stop()
    return slow(desk)


def runs(desk: OperatorWindow) -> bool:
    return run_of(desk).air.running


def shown_card(desk: OperatorWindow) -> tuple[str, str] | None:
    card = host_of(desk).view.card
    return None if card is None else (card.heading, card.text)


def lines_of(desk: OperatorWindow, lane: Lane) -> list[int]:
    return [n for n, one in enumerate(run_of(desk).air.lines) if one.line.lane is lane]


def logged(session: Session, show: int) -> ShowRun:
    reader = session.store.read()
    return show_log.load(reader, show_log.of_show(reader, show)[0].id)


def close(desk: OperatorWindow, rest: Rest) -> None:
    desk.close()
    rest()


def test_both_windows_show_the_text_and_the_host_sees_no_control_lines(
    desk: OperatorWindow, show: int
) -> None:
    prompt = prompt_of(desk.session.store.read(), desk.session.tools, show)
    assert run_of(desk).prompt == prompt
    host, small = host_of(desk).view.flow, desk.text.flow
    assert len(host.lines) == len(small.lines) == len(run_of(desk).air.lines)
    control, said = lines_of(desk, Lane.CONTROL), lines_of(desk, Lane.HOST)
    assert control
    assert said
    assert not any(host.lines[at].shown for at in control)
    assert all(small.lines[at].shown for at in control)
    assert host.height(control[0]) == 0
    assert all(host.lines[at].shown and "{" not in host.lines[at].text for at in said)
    names = [row.name.strip() for row in desk.rundown.table.rows if row.beat is None]
    assert names == [item.title for item in prompt.items]


def test_remote_keys_steer_from_both_windows(desk: OperatorWindow, qtbot: QtBot) -> None:
    air = run_of(desk).air
    for window in (desk, host_of(desk)):
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        QTest.keyClick(window, Qt.Key.Key_F5)
        assert runs(desk)
        QTest.keyClick(window, Qt.Key.Key_Period)
        assert not runs(desk)
        QTest.keyClick(window, Qt.Key.Key_B)
        assert runs(desk)
        QTest.keyClick(window, Qt.Key.Key_Escape)
        assert not runs(desk)
        at, after = air.here, air.next_beat_at()
        QTest.keyClick(window, Qt.Key.Key_PageDown)
        assert air.here == after != at
        QTest.keyClick(window, Qt.Key.Key_PageUp)
        assert air.here == at
        line = air.spot.line
        QTest.keyClick(window, Qt.Key.Key_Down)
        assert air.spot.line > line
        QTest.keyClick(window, Qt.Key.Key_Up)
        assert air.spot.line == line


def test_every_key_of_the_table_does_something_and_f1_lists_them(
    desk: OperatorWindow, qtbot: QtBot
) -> None:
    assert {row.do for row in TABLE} == set(Do)
    pressed: list[tuple[Do, int]] = []
    dialog = QDialog()
    qtbot.addWidget(dialog)

    def action(do: Do) -> Callable[[int], object]:
        return lambda key: pressed.append((do, key))

    obey(dialog, {do: action(do) for do in Do})
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_0)
    QTest.keyClick(dialog, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [(Do.ANSWER, 9), (Do.LARGER, 0)]
    dialog.close()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    QTest.keyClick(desk, Qt.Key.Key_F1)
    shown = desk.findChild(QDialog)
    assert isinstance(shown, QDialog)
    assert len(shown.findChildren(QLabel)) == 2 * len(TABLE)
    shown.close()


def test_an_edited_line_elsewhere_moves_nothing_on_the_hosts_screen(
    desk: OperatorWindow, rest: Rest
) -> None:
    clock = started(desk)
    run, view = run_of(desk), host_of(desk).view
    said = lines_of(desk, Lane.HOST)
    run.jump(said[4])
    clock.now += run.air.lines[said[4]].line.seconds / 3
    run._frame()
    before, top = run.air.spot, view.top_of(said[4])
    line = run.line(said[3]).line
    desk.edit_line(said[3])
    assert desk.writing.wording.hasFocus()
    assert desk.writing.wording.toPlainText() == line.stored
    desk.writing.wording.setPlainText("บรรทัดใหม่ที่ยาวกว่าเดิมมาก " * 12)
    QTest.keyClick(desk.writing.wording, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    rest()
    assert run.line(said[3]).line.text.startswith("บรรทัดใหม่")
    assert "บรรทัดใหม่" in view.flow.lines[said[3]].text
    assert run.air.spot.line == before.line
    assert view.top_of(said[4]) == top
    desk.session.undo()
    rest()
    assert run.line(said[3]).line.stored == line.stored
    assert view.top_of(said[4]) == top


def test_an_edit_of_the_running_line_keeps_its_top_where_it_is(
    desk: OperatorWindow, rest: Rest
) -> None:
    clock = started(desk)
    run, view = run_of(desk), host_of(desk).view
    at = lines_of(desk, Lane.HOST)[2]
    run.jump(at)
    clock.now += run.air.lines[at].line.seconds / 2
    run._frame()
    top = view.top_of(at)
    line = run.line(at).line
    assert line.script_id is not None
    assert line.index is not None
    script, index, store, tools = line.script_id, line.index, run.store, desk.session.tools
    longer = line.stored * 6
    desk.session.edit(lambda: pipeline.edit_script_line(store, tools, script, index, longer))
    rest()
    assert run.air.spot.line == at
    assert run.air.spot.share < 0.4, "less of the longer line was read"
    assert view.top_of(at) == top


def test_a_line_put_in_comes_after_the_running_one_and_moves_nothing(
    desk: OperatorWindow, rest: Rest, show: int
) -> None:
    clock = started(desk)
    run, view = run_of(desk), host_of(desk).view
    clock.now = 1.0
    run._frame()
    line, top = run.air.spot.line, view.top_of(run.air.spot.line)
    QTest.keyClick(desk, Qt.Key.Key_I)
    assert desk.writing.line.hasFocus()
    QTest.keyClicks(desk.writing.line, "5 m.")
    assert not run.carded
    desk.writing.line.setText(LINE)
    QTest.keyClick(desk.writing.line, Qt.Key.Key_Return)
    assert desk.text.hasFocus()
    assert run.line(line + 1).line.text == LINE
    assert view.flow.lines[line + 1].text == LINE
    assert (run.air.spot.line, view.top_of(line)) == (line, top)
    close(desk, rest)
    events = logged(desk.session, show).events
    assert [one.note for one in events if one.kind is EventKind.INSERT] == [LINE]


def test_an_approved_answer_is_one_key_away_and_a_draft_is_asked_about(
    desk: OperatorWindow,
) -> None:
    started(desk)
    item = run_of(desk).air.item
    assert item is not None
    approved = next(one for one in item.answers if one.approved)
    key = Qt.Key(Qt.Key.Key_1 + QUESTIONS.index(approved.question))
    QTest.keyClick(desk, key)
    assert shown_card(desk) == (approved.ask, approved.text)
    assert "on screen" in desk.answers.buttons[approved.question].accessibleName()
    QTest.keyClick(desk, key)
    assert shown_card(desk) is None
    draft = next(one for one in item.answers if not one.approved)
    desk.show_answer(draft.question)
    assert shown_card(desk) is None
    asked = desk.findChild(QMessageBox)
    assert isinstance(asked, QMessageBox)
    assert draft.text in asked.informativeText()
    asked.buttons()[0].click()
    assert shown_card(desk) == (draft.ask, draft.text)
    QTest.keyClick(desk, Qt.Key.Key_Escape)
    assert shown_card(desk) is None
    assert runs(desk)
    QTest.keyClick(desk, Qt.Key.Key_C)
    assert "฿" in (shown_card(desk) or ("", ""))[1]
    QTest.keyClick(desk, Qt.Key.Key_C)
    assert shown_card(desk) is None


def test_a_rehearsal_is_logged_and_teaches_the_hosts_pace(
    session: Session, show: int, opened: Callable[..., OperatorWindow], rest: Rest
) -> None:
    number = save_host(session.store, Host(0, "Noi", "th-TH"))
    set_show_host(session.store, show, number)
    told: list[str] = []
    session.said.connect(lambda sentence, _role: told.append(sentence))
    desk = opened()
    clock, run = started(desk), run_of(desk)
    run.set_pace(PrompterSetting(speed=80))
    run._frames.stop()
    desk.writing.note.setText("clap")
    QTest.keyClick(desk, Qt.Key.Key_M)
    assert desk.writing.note.text() == ""
    while run.air.here and run.air.here[0] == 0:
        clock.now += 0.1
        run._frame()
    clock.now += 1
    close(desk, rest)
    assert not isValid(desk)
    assert session.companions == []
    found = logged(session, show)
    assert found.kind is RunKind.REHEARSAL
    assert found.ended_after == pytest.approx(clock.now)
    assert [one.note for one in found.events if one.kind is EventKind.MARK] == ["clap"]
    begun = [one for one in found.events if one.kind is EventKind.BEGIN]
    assert len(begun) == len(run_beats(session, show)) + 1
    host = hosts.find(session.store.read(), number)
    assert host is not None
    rate = session.tools.packs.speech_rate("th-TH")
    assert rate is not None
    assert host.per_minute == pytest.approx(rate.default * 0.8, rel=0.05)
    assert any(str(host.per_minute) in sentence for sentence in told)


def run_beats(session: Session, show: int) -> tuple[object, ...]:
    return prompt_of(session.store.read(), session.tools, show).items[0].beats


def test_nothing_is_logged_of_a_prompter_that_was_never_started(
    desk: OperatorWindow, session: Session, show: int, rest: Rest
) -> None:
    close(desk, rest)
    assert show_log.of_show(session.store.read(), show) == ()


def test_on_air_closing_asks_and_so_does_the_main_window(
    opened: Callable[..., OperatorWindow],
    window: MainWindow,
    session: Session,
    show: int,
    rest: Rest,
) -> None:
    desk = opened(RunKind.LIVE, window)
    assert not session.companions[0].busy
    QTest.keyClick(desk, Qt.Key.Key_Space)
    assert session.busy_companion is desk
    host_of(desk).close()
    assert desk.isVisible()
    window.close()
    asked = [one for one in desk.findChildren(QMessageBox) if one.isVisible()]
    assert len(asked) == 1, "the newer question took the place of the older"
    asked[0].buttons()[0].click()
    rest()
    assert not window.isVisible()
    assert logged(session, show).ended_after is not None


def test_a_session_that_closes_ends_the_run(
    opened: Callable[..., OperatorWindow], session: Session, show: int
) -> None:
    desk = opened(RunKind.LIVE)
    QTest.keyClick(desk, Qt.Key.Key_Space)
    store = session.store
    session._finish_companions()
    reader = store.read()
    run = show_log.load(reader, show_log.of_show(reader, show)[0].id)
    assert run.ended_after is not None
    assert run.events[-1].kind in (EventKind.BEGIN, EventKind.END)
    assert not desk.isVisible()
    assert session.busy_companion is None


def test_the_text_is_read_to_its_end_when_the_show_is_taken_out(
    desk: OperatorWindow, session: Session, show: int, rest: Rest
) -> None:
    started(desk)
    prompt, store = run_of(desk).prompt, session.store
    session.work("", lambda _progress: remove_show(store, show))
    rest()
    assert run_of(desk).prompt == prompt
    close(desk, rest)
    assert show_log.of_show(session.store.read(), show)[0].ended_after is not None


def test_what_is_chosen_works_at_once_and_is_kept(desk: OperatorWindow, rest: Rest) -> None:
    look, view = desk.look, host_of(desk).view
    size = view.flow.look.size
    QTest.keyClick(desk, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.flow.look.size > size
    look.checks["dyslexic"].click()
    look.checks["in_words"].click()
    look.checks["control"].click()
    look.colours.setCurrentIndex(look.colours.findData("yellow_on_black"))
    look.colours.activated.emit(look.colours.currentIndex())
    QTest.keyClick(desk, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(desk, Qt.Key.Key_Minus)
    assert view.flow.look.stage is STAGES["yellow_on_black"]
    assert view.flow.look.dyslexic
    assert view.flow.look.mirrored
    assert not desk.text.flow.look.mirrored
    assert all(line.shown for line in view.flow.lines)
    assert any("บาท" in line.text for line in view.flow.lines)
    assert run_of(desk).air.speed == 0.95
    close(desk, rest)
    kept = settings.load().prompter
    assert (kept.colours, kept.mirrored, kept.speed, kept.size) == ("yellow_on_black", True, 95, 76)


def test_keys_stay_with_what_a_person_went_to_by_tab(desk: OperatorWindow) -> None:
    run, look = run_of(desk), desk.look
    desk.rundown.setFocus()
    desk.rundown.selectRow(0)
    line = run.air.spot.line
    QTest.keyClick(desk.rundown, Qt.Key.Key_Down)
    QTest.keyClick(desk.rundown, Qt.Key.Key_Down)
    assert run.air.spot.line == line
    QTest.keyClick(desk.rundown, Qt.Key.Key_Return)
    row = desk.rundown.table.rows[2]
    assert run.air.here == (row.item, row.beat)
    QTest.keyClick(desk.rundown, Qt.Key.Key_PageDown)
    assert run.air.here == (row.item, (row.beat or 0) + 1)
    look.checks["by_hand"].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(look.checks["by_hand"], Qt.Key.Key_Space)
    assert run.air.by_hand
    assert not run.air.running
    look.letters.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(look.letters, Qt.Key.Key_Right)
    assert look.chosen.size == 76
    QTest.mouseClick(look.checks["by_hand"], Qt.MouseButton.LeftButton)
    assert not look.checks["by_hand"].hasFocus()


def test_the_operator_reads_the_beat_the_next_one_and_the_items_note(
    session: Session, show: int, opened: Callable[..., OperatorWindow]
) -> None:
    first = shows.load(session.store.read(), show).items[0]
    set_item(session.store, replace(first, note="red one first"))
    desk = opened()
    air, told = run_of(desk).air, desk.status
    item = air.prompt.items[0]
    assert item.title in told.beat.toolTip()
    assert "Hook" in told.beat.toolTip()
    assert "red one first" in told.next.toolTip()
    run_of(desk).jump(air.first_line((0, len(item.beats) - 1)))
    assert air.prompt.items[1].title in told.next.toolTip()
    last = len(air.prompt.items) - 1
    run_of(desk).jump(air.first_line((last, len(air.prompt.items[last].beats) - 1)))
    assert told.next.toolTip() == "Next: the end"


def test_settings_out_of_all_bounds_are_brought_back(
    session: Session, opened: Callable[..., OperatorWindow]
) -> None:
    wild = PrompterSetting(size=0, colours="none", read_line=900, speed=0, screen="gone")
    session.settings = settings.changed(session.settings, prompter=wild)
    desk = opened()
    view = host_of(desk).view
    assert view.flow.look.size >= 16
    assert 0 < view.read_y < view.height()
    assert run_of(desk).air.speed == 0.25
    assert not view.grab().isNull()


def test_a_show_that_is_open_comes_to_the_front(desk: OperatorWindow, show: int) -> None:
    assert open_prompter(desk.session, show, RunKind.LIVE) is desk
    desk.finish()
    other = open_prompter(desk.session, show, RunKind.REHEARSAL)
    assert other is not desk
    other.close()


def test_keys_keep_their_names_in_languages_qt_has_no_words_of(qapp: QApplication) -> None:
    install_translator(qapp, "vi")
    try:
        assert key_words(Do.TOGGLE) == "Space"
    finally:
        install_translator(qapp, "en")


@pytest.mark.usefixtures("light")
def test_a_card_lies_away_from_the_read_line() -> None:
    look = FlowLook("th-TH", 30, 400, STAGES["white_on_black"])
    mark = STAGES["white_on_black"].mark
    for read_at, bottom in ((0.3, True), (0.7, False)):
        view = ReadingView(look, read_at=read_at)
        view.resize(400, 400)
        view.show_card(ViewCard("how much?", "฿409"))
        image = view.grab().toImage()
        found = [y for y in range(400) if image.pixelColor(200, y).name().upper() == mark]
        assert found
        assert (min(found) > 200) is bottom
        assert (max(found) < 200) is not bottom
        view.deleteLater()


def test_a_show_that_is_gone_is_told(session: Session, qtbot: QtBot, rest: Rest) -> None:
    desk = open_prompter(session, 4711, RunKind.REHEARSAL)
    rest()
    assert desk.run is None
    assert any("not there any more" in one.text() for one in desk.findChildren(QLabel))
    desk.close()
    qtbot.waitUntil(lambda: session.companions == [])


def test_a_click_jumps_and_the_wheel_moves_by_hand(desk: OperatorWindow) -> None:
    started(desk)
    run = run_of(desk)
    row = next(n for n, one in enumerate(desk.rundown.table.rows) if (one.item, one.beat) == (1, 2))
    desk.rundown.opened.emit(desk.rundown.table.index(row, 0))
    assert run.air.here == (1, 2)
    view = host_of(desk).view
    spot = run.air.spot
    turn(view, -120)
    assert run.air.timeline.second(run.air.spot) > run.air.timeline.second(spot)
    turn(view, 120)
    assert run.air.spot.line == spot.line
    middle, spot = desk.text.rect().center(), run.air.spot
    QTest.mouseClick(desk.text, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseDClick(desk.text, Qt.MouseButton.LeftButton, pos=middle)
    assert run.air.spot.line == spot.line, "who edits a line does not move the host"
    QTest.keyClick(desk.writing.wording, Qt.Key.Key_Escape)
    under = desk.text.line_at(middle.y())
    assert under is not None
    control = Qt.KeyboardModifier.ControlModifier
    QTest.mouseClick(desk.text, Qt.MouseButton.LeftButton, control, middle)
    assert run.air.spot == run.air.timeline.at(run.air.timeline.start(under))


def turn(view: ReadingView, angle: int) -> None:
    middle = QPointF(view.rect().center())
    event = QWheelEvent(
        middle, view.mapToGlobal(middle), QPoint(), QPoint(0, angle), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt takes no name here
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def test_the_pointer_hides_and_comes_back(desk: OperatorWindow, qtbot: QtBot) -> None:
    host = host_of(desk)
    host._pointer.setInterval(10)
    move_over(host.view)
    qtbot.waitUntil(lambda: host.view.cursor().shape() == Qt.CursorShape.BlankCursor)
    host._pointer.setInterval(60_000)
    move_over(host.view)
    assert host.view.cursor().shape() != Qt.CursorShape.BlankCursor


def move_over(view: ReadingView) -> None:
    middle = QPointF(view.rect().center())
    none = Qt.MouseButton.NoButton
    plain = Qt.KeyboardModifier.NoModifier
    moved = QMouseEvent(
        QEvent.Type.MouseMove, middle, view.mapToGlobal(middle), none, none, plain
    )  # fmt: skip
    QApplication.sendEvent(view, moved)


def test_one_screen_leaves_the_host_a_window(desk: OperatorWindow) -> None:
    assert host_screen("") is None
    assert host_screen("nowhere") is None
    assert not host_of(desk).isFullScreen()
    QTest.keyClick(desk, Qt.Key.Key_F11)
    assert host_of(desk).isFullScreen()


def test_a_machine_that_may_sleep_is_told_and_never_raises(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/nowhere")
    for system in ("win32", "darwin", "linux"):
        awake = Awake(system)
        assert "stay on" in awake.hold()
        awake.let_go()


def test_colours_can_be_read() -> None:
    for stage in STAGES.values():
        for ink in (stage.text, stage.cue, stage.mark):
            assert contrast(ink, stage.ground) >= 7


@pytest.mark.usefixtures("light")
def test_mirrored_text_is_the_picture_turned_over() -> None:
    look = FlowLook("th-TH", 40, 400, STAGES["white_on_black"])
    lines = [FlowLine("สวัสดี", heading="one"), FlowLine("hello")]

    def painted(look: FlowLook) -> QImage:
        view = ReadingView(look, read_at=0.3)
        view.resize(400, 300)
        view.set_look(look, 0.3)
        view.show_lines(lines)
        image = QImage(400, 300, QImage.Format.Format_RGB32)
        view.render(image)
        view.deleteLater()
        return image

    plain = painted(look).flipped(Qt.Orientation.Horizontal)
    turned = painted(replace(look, mirrored=True))
    text = (30, 0, 340, 300)  # the mark is drawn anew, with other edges
    assert plain.copy(*text) == turned.copy(*text)
    over = painted(replace(look, upside_down=True)).copy(*text)
    assert over.flipped(Qt.Orientation.Vertical) == painted(look).copy(*text)


@pytest.mark.usefixtures("light")
def test_a_flow_measures_only_what_is_seen() -> None:
    flow = TextFlow(FlowLook("th-TH", 40, 400, STAGES["white_on_black"]))
    flow.show_lines([FlowLine(f"line {n}") for n in range(5000)])
    seen = list(flow.visible(Spot(2500, 0.5), 200, 600))
    assert 5 < len(seen) < 20
    assert sum(height is not None for height in flow._heights) < 40
    down = flow.moved(Spot(2500, 0.5), 10_000)
    back = flow.moved(down, -10_000)
    assert down.line > 2600
    assert (back.line, round(back.share, 2)) == (2500, 0.5)
    assert flow.moved(Spot(3), -9999) == Spot(0)
    assert flow.moved(Spot(4990), 99_999) == Spot(4999, 1.0)
