"""The Show pane: an evening planned, moved about, frozen, answered, and opened on its ways on air."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import (
    QDate,
    QDateTime,
    QMimeData,
    QModelIndex,
    QPoint,
    QPointF,
    Qt,
    QTime,
    QTimeZone,
)
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from localizer import pipeline
from localizer.catalog import answers, findings, hosts, products, scripts, show_log, shows
from localizer.model.finding import Subject
from localizer.model.launch import Target
from localizer.model.money import Money
from localizer.model.segment import State
from localizer.model.show import EventKind, Host, ItemKind, RunKind, Show, ShowEvent
from localizer.pipeline import show_edits, studio
from localizer.pipeline.shows import after, new_show
from localizer.script.stage import PitchOptions
from localizer.ui.actions.place import Place
from localizer.ui.actions.session import Session
from localizer.ui.dialogs.new_show import NewShowDialog
from localizer.ui.dialogs.one_name import NameDialog
from localizer.ui.dialogs.show_files import ask_show_file
from localizer.ui.dialogs.show_host import HostDialog
from localizer.ui.dialogs.show_log import ShowLogDialog
from localizer.ui.main_window import MainWindow
from localizer.ui.models.rundown_table import MARKS, MIME, PITCH
from localizer.ui.panes.show import ShowPane

Rest = Callable[[], None]
THAI = Target("TH", "shopee", "th-TH")
STARTS = dt.datetime(2026, 11, 26, 20)  # noqa: DTZ001 - the time of the market


def opened(window: MainWindow, rest: Rest) -> ShowPane:
    window.show_pane("show")
    rest()
    pane = window.panes["show"]
    assert isinstance(pane, ShowPane)
    return pane


@pytest.fixture
def pane(window: MainWindow, session: Session, rest: Rest) -> ShowPane:
    """Return the pane in front with a show of the launch, ten minutes long."""
    assert session.launch is not None
    new_show(session.store, session.tools, session.launch, THAI, "Thursday", STARTS, 600)
    return opened(window, rest)


def the_show(session: Session) -> Show:
    return shows.find(session.store.read(), "Thursday")


def keys(session: Session, show: Show) -> list[str]:
    reader = session.store.read()
    return [
        products.key_of(reader, one.product_id) if one.product_id else one.title
        for one in show.items
    ]


def dialog(kind: type[QDialog]) -> QDialog:
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]
    return found


def test_without_a_show_one_is_offered_and_made(
    window: MainWindow, session: Session, rest: Rest
) -> None:
    pane = opened(window, rest)
    assert pane.empty.isVisible()
    assert not pane.body.isVisible()
    assert not pane.head.go.isVisible()
    pane.empty.go.click()
    asked = dialog(NewShowDialog)
    assert isinstance(asked, NewShowDialog)
    asked.name.setText("Thursday")
    asked.starts.setDateTime(QDateTime(QDate(2026, 11, 26), QTime(21, 30), QTimeZone.utc()))
    asked.minutes.setValue(45)
    asked.go.click()
    rest()
    made = the_show(session)
    assert made.starts_at.isoformat() == "2026-11-26T21:30:00+07:00"
    assert made.seconds == 45 * 60
    assert pane.body.isVisible()
    assert pane.model.rowCount() == len(made.items) == 3
    session.undo()
    rest()
    assert pane.empty.isVisible()


def test_rows_are_moved_by_keys_and_by_dropping(
    pane: ShowPane, session: Session, rest: Rest
) -> None:
    before = keys(session, the_show(session))
    pane.table.setFocus()
    QTest.keyClick(pane.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    rest()
    assert keys(session, the_show(session)) == [before[1], before[0], before[2]]
    assert pane.table.currentIndex().row() == 1
    carried = pane.model.mimeData([pane.model.index(2, 0)])
    assert carried.hasFormat(MIME)
    kept = pane.model.dropMimeData(carried, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert not kept  # the row itself stays until the move was saved
    rest()
    assert keys(session, the_show(session)) == [before[2], before[1], before[0]]
    assert pane.table.currentIndex().row() == 0
    session.undo()
    session.undo()
    rest()
    assert keys(session, the_show(session)) == before
    assert not pane.model.dropMimeData(QMimeData(), Qt.DropAction.MoveAction, 0, 0, QModelIndex())


def test_a_break_and_a_product_are_put_in_and_taken_out(
    pane: ShowPane, session: Session, rest: Rest
) -> None:
    before = keys(session, the_show(session))
    pane.break_.click()
    rest()
    assert keys(session, the_show(session)) == [before[0], "Break", *before[1:]]
    assert the_show(session).items[1].kind is ItemKind.BREAK
    assert pane.item.name.isVisible()
    assert not pane.item.card.isVisible()
    pane.item.name.setText("Music")
    pane.item.name.setModified(True)
    pane.item.name.editingFinished.emit()
    rest()
    assert keys(session, the_show(session))[1] == "Music"
    pane.add.completer().activated[QModelIndex].emit(pane.products.index(2, 0))  # type: ignore[index]
    rest()
    assert pane.add.text() == ""
    assert keys(session, the_show(session)) == [before[0], "Music", before[2], *before[1:]]
    QTest.keyClick(pane.table, Qt.Key.Key_Delete)
    rest()
    assert keys(session, the_show(session)) == [before[0], "Music", *before[1:]]


def test_times_are_set_and_the_clock_says_what_does_not_fit(
    pane: ShowPane, session: Session, rest: Rest
) -> None:
    pane.item.own.click()
    rest()
    pane.item.time.setTime(QTime(0, 4, 0))
    pane.item.time.editingFinished.emit()
    rest()
    assert the_show(session).items[0].seconds == 240
    pane.table.selectRow(1)
    pane.item.hard.click()
    rest()
    pane.item.at.setTime(QTime(20, 3, 0))
    pane.item.at.editingFinished.emit()
    rest()
    assert the_show(session).items[1].hard_start == 180
    assert "1:00 overlap" in pane.model.words(1, MARKS)
    assert pane.model.rows[1].role == "block"
    pane.item.at.setTime(QTime(20, 5, 0))
    pane.item.at.editingFinished.emit()
    rest()
    assert "1:00 gap" in pane.model.words(1, MARKS)
    pane.item.hard.click()
    rest()
    assert the_show(session).items[1].hard_start is None
    pane.head.length.setValue(2)
    pane.head.length.editingFinished.emit()
    rest()
    assert the_show(session).seconds == 120
    assert "over" in pane.head.total.text()


def test_two_styles_of_a_product_stand_side_by_side(
    pane: ShowPane, session: Session, rest: Rest
) -> None:
    first = pane.model.rows[0].view
    assert first.script is not None
    options = PitchOptions(60)
    studio.add_variant(session.store, session.tools, first.script.id, options)
    pane.reload()
    rest()
    assert pane.now is not None
    line = list(pane.now.titles).index(first.item.product_id or 0)
    pane.add.completer().activated[QModelIndex].emit(pane.products.index(line, 0))  # type: ignore[index]
    rest()
    assert pane.item.pitch.count() == 2
    pane.item.pitch.activated.emit(1)
    rest()
    labels = [pane.model.words(place, PITCH) for place in (0, 1)]
    assert labels == ["warm · A", "warm · B"]


def test_a_frozen_show_tells_what_moved(pane: ShowPane, session: Session, rest: Rest) -> None:
    pane.head.freeze.click()
    rest()
    assert the_show(session).frozen is not None
    assert "frozen" in pane.banner.sentence.text()
    number = next(
        one.item.product_id
        for one in (row.view for row in pane.model.rows)
        if one.card is not None and one.card.price
    )
    reader = session.store.read()
    for variant in products.variant_ids(reader, number or 0).values():
        pipeline.fix_price(
            session.store, session.tools, variant, "TH", "shopee", Money(Decimal(99), "THB")
        )
    session.refresh()
    rest()
    assert "฿99" in pane.banner.sentence.text()
    assert pane.again.isVisible()
    pane.again.click()
    rest()
    assert not pane.again.isVisible()
    pane.head.freeze.click()
    rest()
    assert the_show(session).frozen is None
    assert not pane.moves.isVisible()


def test_answers_are_drafted_mended_and_approved(
    pane: ShowPane, session: Session, rest: Rest
) -> None:
    pane.tabs.setCurrentIndex(1)
    assert pane.answers.nothing.isVisible()
    pane.answers.draft.click()
    rest()
    cards = list(pane.answers.cards.values())
    assert cards
    number = cards[0].number
    cards[0].editor.setPlainText("ผ้า 777 เมตร")
    cards[0].editor.rest()
    rest()
    stored = answers.load(session.store.read(), number)
    assert (stored.line.text, stored.state) == ("ผ้า 777 เมตร", State.TRANSLATED)
    assert findings.of_subject(session.store.read(), Subject.ANSWER, number)
    assert pane.answers.cards[number].findings.count() == 1
    pane.answers.all.click()
    rest()
    states = {
        one.id: one.state
        for one in answers.of_product(session.store.read(), stored.product_id, THAI)
    }
    assert states.pop(number) is State.TRANSLATED
    assert set(states.values()) == {State.APPROVED}
    pane.answers.cards[number].go.click()
    rest()
    assert answers.load(session.store.read(), number).state is State.APPROVED


def test_a_host_is_made_and_her_pace_learned_from_the_log(
    pane: ShowPane, session: Session, rest: Rest
) -> None:
    pane.head.new_host.click()
    asked = dialog(HostDialog)
    assert isinstance(asked, HostDialog)
    asked.name.setText("Mali")
    asked.voice.setCurrentIndex(1)
    asked.go.click()
    rest()
    (host,) = hosts.all_hosts(session.store.read())
    assert (host.name, host.locale) == ("Mali", "th-TH")
    assert the_show(session).host_id == host.id
    item = the_show(session).items[0]
    script = scripts.find(session.store.read(), item.product_id or 0, THAI, item.style, item.label)
    assert script is not None
    log = show_log.begin(
        session.store, the_show(session), RunKind.REHEARSAL, dt.datetime.now(dt.UTC)
    )
    with log:
        log.append(ShowEvent(0.0, EventKind.BEGIN, item.id, item.product_id, 0, "hook"))
        log.append(ShowEvent(60.0, EventKind.END, item.id, item.product_id, 0, "hook", units=200))
        log.end(60.0)
    pane.head.logged.emit()
    rest()
    shown = dialog(ShowLogDialog)
    assert isinstance(shown, ShowLogDialog)
    assert shown.tree.topLevelItemCount() == 1
    shown.learn.click()
    rest()
    shown.close()
    (host,) = hosts.all_hosts(session.store.read())
    assert host.per_minute is not None
    pane.head.edit_host.click()
    asked = dialog(HostDialog)
    assert isinstance(asked, HostDialog)
    assert "a minute" in asked.pace.text()
    asked.reject()


def test_a_show_is_copied_renamed_and_removed(pane: ShowPane, session: Session, rest: Rest) -> None:
    pane.head.copied.emit()
    asked = dialog(NameDialog)
    assert isinstance(asked, NameDialog)
    asked.name.setText("Friday")
    asked.go.click()
    rest()
    assert [one.name for one in shows.all_shows(session.store.read())] == ["Friday", "Thursday"]
    assert pane.head.shows.currentText() == "Friday"
    pane.head.renamed.emit()
    asked = dialog(NameDialog)
    assert isinstance(asked, NameDialog)
    asked.name.setText("Saturday")
    asked.go.click()
    rest()
    assert pane.head.shows.currentText() == "Saturday"
    pane.head.removed.emit()
    rest()
    assert pane.head.shows.currentText() == "Thursday"
    session.undo()
    rest()
    assert [one.name for one in shows.all_shows(session.store.read())] == ["Saturday", "Thursday"]


def test_a_blocking_answer_leads_here(
    window: MainWindow, pane: ShowPane, session: Session, rest: Rest
) -> None:
    number = pane.model.rows[1].view.item.product_id
    window.show_pane("board")
    session.go("show", Place(product_id=number, target=THAI))
    rest()
    assert window.current == "show"
    assert pane.table.currentIndex().row() == 1
    assert pane.tabs.currentIndex() == 1


def test_what_opens_from_here(
    pane: ShowPane, session: Session, rest: Rest, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr("localizer.ui.prompter.open_prompter", lambda *args: asked.append(args))
    monkeypatch.setattr(
        "localizer.ui.panes.show.pane.ask_show_file", lambda *args: asked.append(args)
    )
    number = the_show(session).id
    pane.head.rehearse.click()
    pane.head.go.click()
    pane.head.file.click()
    assert asked == [
        (session, number, RunKind.REHEARSAL, pane),
        (session, number, RunKind.LIVE, pane),
        (session, pane, number),
    ]
    assert ask_show_file is not None
    went: list[tuple[str, object]] = []
    session.went.connect(lambda code, place: went.append((code, place)))
    pane.item.open.click()
    rest()
    assert [code for code, _place in went] == ["scripts"]


def test_hosts_of_another_language_lose_their_pace(
    pane: ShowPane, session: Session, rest: Rest
) -> None:
    with session.store.step("Host") as step:
        hosts.save(step, Host(0, "Anna", "de-DE", per_minute=150, measured_seconds=60.0))
    pane.reload()
    rest()
    (host,) = hosts.all_hosts(session.store.read())
    made = HostDialog(session, host, pane)
    assert "150 words" in made.pace.text()
    made.speaks.setCurrentIndex(made.speaks.findData("fr-FR"))
    assert made.choice().per_minute is None
    made.deleteLater()


def test_letters_typed_while_the_pane_reads_stay(
    pane: ShowPane, session: Session, rest: Rest
) -> None:
    pane.tabs.setCurrentIndex(1)
    pane.answers.draft.click()
    rest()
    card = next(iter(pane.answers.cards.values()))
    card.editor.setFocus()
    card.editor.setPlainText("")
    for n in range(40):
        QTest.keyClicks(card.editor, "ab cdef"[n % 7])
        if n % 5 == 0:
            pane.reload()
            QApplication.processEvents()
    card.editor.rest()
    rest()
    wanted = "".join("ab cdef"[n % 7] for n in range(40)).strip()
    assert card.editor.toPlainText().strip() == wanted
    assert answers.load(session.store.read(), card.number).line.text == wanted
    session.undo()
    rest()
    assert card.editor.toPlainText() == answers.load(session.store.read(), card.number).line.text


def test_an_answer_that_is_not_clean_any_more_is_not_approved(
    pane: ShowPane, session: Session, rest: Rest
) -> None:
    pane.tabs.setCurrentIndex(1)
    pane.answers.draft.click()
    rest()
    card = next(iter(pane.answers.cards.values()))
    card.editor.setFocus()
    card.editor.setPlainText("ผ้า 777 เมตร")
    pane.answers.all.click()
    rest()
    stored = answers.load(session.store.read(), card.number)
    assert (stored.line.text, stored.state) == ("ผ้า 777 เมตร", State.TRANSLATED)


def test_a_field_changes_its_item_and_nothing_else(
    pane: ShowPane, session: Session, rest: Rest
) -> None:
    first = the_show(session).items[0]
    show_edits.change_item(session.store, first.id, {"seconds": 240.0})  # the pane has not read it
    pane.item.note.setText("note of A")
    pane.item.note.setModified(True)
    pane.strip.chosen.emit(the_show(session).items[1].id)
    rest()
    kept = [(one.seconds, one.note) for one in the_show(session).items]
    assert kept == [(240.0, "note of A"), (None, ""), (None, "")]
    assert pane.item.note.text() == ""
    before = the_show(session)
    for field in (pane.item.time, pane.item.at, pane.head.when, pane.head.length):
        field.editingFinished.emit()
    rest()
    assert the_show(session) == before


def test_a_blocker_of_another_target_opens_its_show(
    pane: ShowPane, session: Session, rest: Rest
) -> None:
    german = Target("DE", "amazon", "de-DE")
    assert session.launch is not None
    new_show(session.store, session.tools, session.launch, german, "Berlin", STARTS, 600)
    pane.reload()
    rest()
    assert pane.head.shows.currentText() == "Thursday"
    session.go("show", Place(product_id=pane.model.rows[1].view.item.product_id, target=german))
    rest()
    assert pane.head.shows.currentText() == "Berlin"


def test_the_wheel_changes_nothing_and_quick_steps_all_count(
    pane: ShowPane, session: Session, rest: Rest
) -> None:
    before = keys(session, the_show(session))
    down = QPoint(0, -120)
    for chooser in (pane.head.host, pane.item.pitch):
        where = QPointF(4, 4)
        turned = QWheelEvent(
            where, QPointF(chooser.mapToGlobal(QPoint(4, 4))), QPoint(), down,
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt
        )  # fmt: skip
        QApplication.sendEvent(chooser, turned)
    rest()
    assert (keys(session, the_show(session)), the_show(session).host_id) == (before, None)
    pane.table.setFocus()
    for _ in range(2):
        QTest.keyClick(pane.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    rest()
    assert keys(session, the_show(session)) == [before[1], before[2], before[0]]


def test_hard_starts_lie_on_the_evening_and_not_before_it(
    pane: ShowPane, session: Session, rest: Rest
) -> None:
    problems: list[Exception] = []
    session.jobs.problem.connect(problems.append)
    pane.item.hard.click()
    pane.item.at.setTime(QTime(19, 55, 0))
    pane.item.at.editingFinished.emit()
    rest()
    assert len(problems) == 1
    assert the_show(session).items[0].hard_start == 0


def test_the_clock_of_a_night_that_changes_it() -> None:
    start = dt.datetime(2027, 3, 28, 1, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    assert f"{after(start, 3600):%H:%M %z}" == "03:30 +0200"
