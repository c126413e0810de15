"""Drafting the rest by an engine: counted, weighed, started, paused, gone on with, cancelled."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from localizer import pipeline
from localizer.catalog import engine_log, engine_runs, preferences, translations
from localizer.catalog.engine_runs import RunState
from localizer.jobs import Progress
from localizer.model.segment import Origin
from localizer.pipeline import engine_run
from localizer.pipeline.engine_queue import plan
from localizer.pipeline.engine_run import Control, start
from localizer.pipeline.engines import make_engine, with_engine
from localizer.settings import EngineSetting, Settings, load, save
from localizer.store.database import Store, open_store
from localizer.translate.engines.base import Cause, EngineError, Limits, Price
from localizer.ui.actions import engine_asks, engine_work
from localizer.ui.actions.engine_work import engine_runner
from localizer.ui.dialogs.engine_ceiling import CeilingDialog
from localizer.ui.dialogs.engine_secrets import SecretsDialog
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.engines import EnginesPane, draft
from localizer.ui.panes.engines.draft import DraftPage
from localizer.ui.panes.engines.pane import DRAFT, LIST, SENT
from tests.support.engine_server import EngineServer, engine_server
from tests.support.fake_engine import FakeEngine

Rest = Callable[[], None]
DEEPL = EngineSetting("deepl", "deepl")
ONE = Limits(texts=1, text_chars=500, request_chars=2000)


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin without any engine."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def server() -> Iterator[EngineServer]:
    """Run a translation service on this machine."""
    with engine_server() as running:
        yield running


@pytest.fixture
def page(window: MainWindow, rest: Rest) -> DraftPage:
    """Return the page in front, without any engine."""
    window.show_pane("engines")
    found = window.panes["engines"]
    assert isinstance(found, EnginesPane)
    found.tabs.setCurrentIndex(DRAFT)
    rest()
    return found.draft


@pytest.fixture
def fake(page: DraftPage, monkeypatch: pytest.MonkeyPatch, rest: Rest) -> FakeEngine:
    """Return an engine that answers in Thai, one text at a time, turned on in place of DeepL."""
    made = FakeEngine(limits=ONE, price=Price(Decimal(1000), "EUR"), id="deepl")
    made.knows = lambda locale: locale == "th-TH"
    monkeypatch.setattr(draft, "make_engine", lambda _setting, _known: made)
    monkeypatch.setattr(engine_asks, "make_engine", lambda _setting, _known: made)
    page.keys.keep(DEEPL, {"key": "secret"})
    turn_on(page, rest, DEEPL)
    return made


def turn_on(page: DraftPage, rest: Rest, *engines: EngineSetting) -> None:
    page.session.remember(Settings(engines=engines))
    page.reload()
    rest()


def count(page: DraftPage, rest: Rest) -> None:
    page.count.click()
    rest()


def by_engine(store: Store) -> int:
    """Return how many texts an engine has drafted in both languages."""
    return sum(
        pair.translation.origin is Origin.ENGINE
        for number in (1, 2, 3)
        for locale in ("th-TH", "de-DE")
        for pair in translations.pairs(store.read(), number, locale)
    )


def wait(gate: threading.Event, seconds: float = 20) -> None:
    gate.wait(seconds)


def waiting(page: DraftPage) -> int:
    store, tools = page.session.store, page.session.tools
    return plan(store, tools, page.session.targets, FakeEngine().info).texts


def told(page: DraftPage) -> str:
    return page.run.told.sentence.text()


def test_counting_shows_what_is_there_and_sends_nothing(
    page: DraftPage, rest: Rest, server: EngineServer
) -> None:
    assert page.pages.currentIndex() == 0
    libre = EngineSetting(
        "libretranslate", "libretranslate", url=server.url, price="1000", currency="EUR"
    )
    turn_on(page, rest, libre, EngineSetting("google", "google"))
    count(page, rest)
    names = [page.bands.headerData(at, Qt.Orientation.Horizontal) for at in range(10)]
    assert names == [
        "Language", "New", "50–74", "75–84", "85–94", "95–99", "100", "Context", "Composed",
        "Repeats",
    ]  # fmt: skip
    lines = [page.bands.index(line, 0).data() for line in range(page.bands.rowCount())]
    assert lines == ["Thai (TH)", "German (DE)", "All languages"]
    new = [page.bands.index(line, 1).data() for line in range(3)]
    asked = waiting(page)
    assert int(new[0]) + int(new[1]) == int(new[2]) == asked > 0
    assert page.told.text().startswith(f"Left for an engine: {asked} texts, ")
    offers = [
        [page.offers.index(line, at).data() for at in range(page.offers.columnCount())]
        for line in range(2)
    ]
    assert [one[0] for one in offers] == ["LibreTranslate", "Google"]
    characters = int(offers[0][4])
    cost = (Decimal(characters) / 1000).quantize(Decimal("0.01"), "ROUND_UP")
    assert offers[0][1] == f"€{cost}"
    assert (offers[0][2], offers[1][1]) == (str(asked), "nothing")
    assert server.requests == ()
    assert page.start.isEnabled()


def test_without_an_engine_one_is_offered(page: DraftPage, window: MainWindow, rest: Rest) -> None:
    count(page, rest)
    assert not page.start.isEnabled()
    assert not page.no_engine.isHidden()
    page.no_engine.click()
    pane = window.panes["engines"]
    assert isinstance(pane, EnginesPane)
    assert pane.tabs.currentIndex() == LIST


def test_a_ceiling_must_be_an_amount(page: DraftPage, fake: FakeEngine, rest: Rest) -> None:
    count(page, rest)
    page.ceiling.setText("much")
    assert not page.start.isEnabled()
    assert page.ceiling.property("invalid")
    page.ceiling.setText("12.5")
    assert page.start.isEnabled()
    assert page.currency.text() == "EUR"
    assert fake.requests == []


def test_the_rest_is_drafted_and_told(
    page: DraftPage, window: MainWindow, rest: Rest, server: EngineServer
) -> None:
    libre = EngineSetting("libretranslate", "libretranslate", url=server.url, price="10")
    turn_on(page, rest, libre)
    count(page, rest)
    asked = waiting(page)
    QTest.keyClick(page.offer_view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    rest()
    report = page.runner.report
    assert report is not None
    assert report.state is RunState.DONE
    assert report.answered + sum(report.failed.values()) == asked
    assert page.run.answered.text() == str(report.answered)
    assert told(page).startswith("All texts were asked for. ")
    assert report.drafted == by_engine(page.session.store) > 0
    assert f"{report.drafted} drafts written. Ctrl+Z" in said(window)
    assert page.run.spent.text().endswith("USD spent.")
    assert page.run.resume.isHidden()
    pane = window.panes["engines"]
    assert isinstance(pane, EnginesPane)
    pane.tabs.setCurrentIndex(SENT)
    rest()
    assert pane.sent.model.rowCount() == len(server.requests)
    window.session.undo()
    rest()
    assert by_engine(page.session.store) == 0


def test_the_others_are_asked_for_what_is_left(
    page: DraftPage, monkeypatch: pytest.MonkeyPatch, rest: Rest
) -> None:
    thai, german = (FakeEngine(id=name) for name in ("one", "two"))
    thai.knows = lambda locale: locale == "th-TH"
    german.knows = lambda locale: locale == "de-DE"
    made = {"one": thai, "two": german}
    for module in (draft, engine_asks):
        monkeypatch.setattr(module, "make_engine", lambda setting, _known: made[setting.id])
    turn_on(page, rest, EngineSetting("one", "google"), EngineSetting("two", "mymemory"))
    count(page, rest)
    assert not page.others.isHidden()
    page.ceiling.setText("1")
    assert not page.others.isEnabled()
    page.ceiling.clear()
    page.others.setChecked(True)
    page.start.click()
    rest()
    sent = engine_log.recent(page.session.store.read())
    assert {(one.engine, one.target_locale) for one in sent} == {
        ("one", "th-TH"), ("two", "de-DE"),
    }  # fmt: skip
    assert not page.runner.is_busy


class Nothing:
    """A plan without texts."""

    texts = 0


def said(window: MainWindow) -> str:
    return window.messages.sentence.text()


def test_failures_are_sentences_by_cause(page: DraftPage, fake: FakeEngine, rest: Rest) -> None:
    fake.limits = Limits(texts=100, text_chars=5000, request_chars=50_000)
    fake.faults.append(EngineError(Cause.KEY))
    count(page, rest)
    page.start.click()
    rest()
    assert told(page).startswith("Stopped. The engine refused the key. Enter it again.")
    assert page.run.told.property("state") == "block"
    page.run.resume.click()
    rest()
    (asked,) = page.findChildren(SecretsDialog)
    asked.fields["key"].setText("better")
    fake.bad = dict.fromkeys(list(fake.asked)[:1], Cause.EMPTY)
    asked.go.click()
    rest()
    assert page.keys.known(DEEPL) == {"key": "better"}
    reasons = [one.text() for one in page.run.reasons_shown()]
    assert reasons[-1] == "1 text: The engine answered with nothing."
    assert reasons[0].endswith("The engine does not translate between these languages.")
    assert told(page).startswith("All texts were asked for.")
    assert int(page.run.failed.text()) == sum(int(one.split()[0]) for one in reasons)


def test_the_window_works_while_an_engine_is_asked_and_the_run_pauses(
    page: DraftPage, window: MainWindow, rest: Rest, fake: FakeEngine, qtbot: QtBot
) -> None:
    gate, asking = threading.Event(), threading.Event()

    def before() -> None:
        asking.set()
        gate.wait(20)

    fake.before = before
    count(page, rest)
    page.start.click()
    qtbot.waitUntil(asking.is_set)
    runner, store = page.runner, page.session.store
    assert runner.is_asking
    assert not page.start.isEnabled()
    assert not page.count.isEnabled()
    # A hand edit is written while the engine lets itself be waited for.
    saved: list[object] = []

    def edit() -> object:
        with store.step("Edit") as step:
            preferences.write(step, "test", "kept")
        return step.changes

    window.session.edit(edit, saved.append)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: bool(saved))
    assert preferences.read(store.read(), "test") == "kept"
    assert not gate.is_set()
    qtbot.waitUntil(lambda: page.run.waiting.text() not in ("", "0"))
    page.run.pause.click()
    assert told(page).startswith("Pausing:")
    assert not page.run.pause.isEnabled()
    gate.set()
    rest()
    assert told(page).startswith("Paused. ")
    report = runner.report
    assert report is not None
    assert (report.state, report.answered) == (RunState.PAUSED, 1)
    asked = len(fake.requests)
    page.run.resume.click()
    rest()
    assert runner.report is not None
    assert runner.report.run_id == report.run_id
    assert runner.report.state is RunState.DONE
    assert max(fake.asked.values()) == 1
    assert len(fake.requests) > asked


def test_a_run_can_be_cancelled_and_what_was_answered_is_kept(
    page: DraftPage, rest: Rest, fake: FakeEngine, qtbot: QtBot
) -> None:
    gate = threading.Event()
    fake.before = lambda: wait(gate)
    count(page, rest)
    page.start.click()
    qtbot.waitUntil(lambda: len(fake.requests) == 1)
    page.run.cancel.click()
    assert told(page).startswith("Cancelling:")
    gate.set()
    rest()
    assert told(page).startswith("Cancelled. ")
    assert len(fake.requests) == 1
    assert by_engine(page.session.store) >= 1
    assert page.run.resume.isVisible()


@pytest.mark.parametrize(("deed", "words"), [("pause", "Paused. "), ("cancel", "Cancelled. ")])
def test_a_run_that_stands_still_as_a_job_hears_how_it_is_to_end(
    page: DraftPage, rest: Rest, fake: FakeEngine, qtbot: QtBot, deed: str, words: str
) -> None:
    gate = threading.Event()
    fake.before = lambda: wait(gate)
    count(page, rest)
    page.start.click()
    qtbot.waitUntil(lambda: len(fake.requests) == 1)
    jobs = page.session.jobs
    (job,) = [one for one in jobs.live if one.label.startswith("Asking")]
    assert jobs.pause(job)
    qtbot.waitUntil(lambda: job.control.is_waiting)
    getattr(page.run, deed).click()
    gate.set()
    rest()
    assert told(page).startswith(words)
    assert len(fake.requests) == 1


def test_cancelling_while_drafts_are_prepared_asks_nothing(
    page: DraftPage, rest: Rest, fake: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafting, go = threading.Event(), threading.Event()

    def slow(_store: Store, _tools: object, *, launch: str, progress: Progress) -> object:
        drafting.set()
        go.wait(20)
        progress.step(0, 1)  # raises when stopped
        return launch

    count(page, rest)
    monkeypatch.setattr(pipeline, "draft", slow)
    page.start.click()
    while not page.runner.is_drafting:
        QTest.qWait(5)
    assert told(page).startswith("First from memory and facts")
    page.run.cancel.click()
    go.set()
    rest()
    assert not page.runner.is_busy
    assert fake.requests == []


def test_the_ceiling_stops_the_run_and_a_higher_one_lets_it_go_on(
    page: DraftPage, rest: Rest, fake: FakeEngine
) -> None:
    fake.price = Price(Decimal(1_000_000), "EUR")
    count(page, rest)
    page.ceiling.setText("8")
    page.start.click()
    rest()
    assert told(page).startswith("Stopped: more would have cost more than you allowed.")
    report = page.runner.report
    assert report is not None
    assert 0 < report.cost <= 8
    page.run.resume.click()
    rest()
    (asked,) = page.findChildren(CeilingDialog)
    assert asked.field.text() == "16"
    asked.field.setText("1")
    assert not asked.go.isEnabled()
    asked.field.setText("100000")
    asked.go.click()
    rest()
    assert page.runner.report is not None
    assert page.runner.report.state is RunState.DONE
    assert page.runner.report.waiting == 0


def test_an_unfinished_run_of_before_is_offered(
    page: DraftPage, rest: Rest, fake: FakeEngine
) -> None:
    store, tools = page.session.store, page.session.tools
    control = engine_run.Control()
    control.pause()
    asked = plan(store, tools, page.session.targets, fake.info)
    begun = engine_run.start(store, tools, fake, asked, control=control)
    assert begun.waiting == asked.texts
    page.reload()
    rest()
    (go,) = page.waiting.buttons
    assert go.accessibleName() == "Go on with deepl"
    assert not page.waiting.isHidden()
    turn_on(page, rest)
    assert not page.waiting.buttons[0].isEnabled()
    turn_on(page, rest, DEEPL)
    page.waiting.buttons[0].click()
    rest()
    assert engine_runs.unfinished(store.read()) == ()
    report = page.runner.report
    assert report is not None
    assert (report.run_id, report.state) == (begun.run_id, RunState.DONE)
    assert page.waiting.isHidden()


def test_where_nothing_is_left_nothing_is_asked(
    page: DraftPage, rest: Rest, fake: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_work, "plan", lambda *_args, **_named: Nothing())
    count(page, rest)
    page.start.click()
    rest()
    assert page.runner.nothing_left
    assert told(page) == "Nothing is left to ask for: memory and facts gave all."
    assert fake.requests == []
    assert engine_runs.unfinished(page.session.store.read()) == ()


def test_a_window_built_anew_shows_the_run(
    page: DraftPage, window: MainWindow, rest: Rest, fake: FakeEngine, qtbot: QtBot
) -> None:
    gate = threading.Event()
    fake.before = lambda: wait(gate)
    count(page, rest)
    page.start.click()
    qtbot.waitUntil(lambda: len(fake.requests) == 1)
    window.close()
    second = MainWindow(window.session)
    qtbot.addWidget(second)
    second.show()
    second.show_pane("engines")
    pane = second.panes["engines"]
    assert isinstance(pane, EnginesPane)
    assert pane.draft.runner is engine_runner(window.session) is page.runner
    assert not pane.draft.run.cancel.isHidden()
    gate.set()
    rest()
    assert told(pane.draft).startswith("All texts were asked for.")
    second.close()


def test_closing_while_an_engine_is_asked_leaves_a_run_to_go_on_with(
    page: DraftPage, rest: Rest, fake: FakeEngine, qtbot: QtBot
) -> None:
    gate = threading.Event()
    fake.before = lambda: wait(gate, 1)
    count(page, rest)
    page.start.click()
    qtbot.waitUntil(lambda: len(fake.requests) == 1)
    assert page.session.jobs.shutdown()
    (left,) = engine_runs.unfinished(page.session.store.read())
    assert left.state is RunState.CANCELLED
    gate.set()
    rest()


def test_another_workspace_knows_nothing_of_the_run(
    page: DraftPage,
    window: MainWindow,
    rest: Rest,
    fake: FakeEngine,
    qtbot: QtBot,
    drafted: Path,
    tmp_path: Path,
) -> None:
    gate = threading.Event()
    fake.before = lambda: wait(gate, 1)
    count(page, rest)
    page.start.click()
    qtbot.waitUntil(lambda: len(fake.requests) == 1)
    other = tmp_path / "other.localizer"
    other.write_bytes(drafted.read_bytes())
    session, runner = window.session, page.runner
    session.attach(store=open_store(other, person="tester"))
    rest()
    assert not runner.is_busy
    assert (runner.order, runner.report) == (None, None)
    window.show_pane("engines")
    rest()
    pane = window.panes["engines"]
    assert isinstance(pane, EnginesPane)
    assert pane.draft.run.isHidden()
    assert pane.draft.estimate is None
    assert engine_runs.unfinished(session.store.read()) == ()
    assert by_engine(session.store) == 0


def test_counting_can_be_stopped(
    page: DraftPage, window: MainWindow, rest: Rest, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    counting = threading.Event()

    def slow(_store: Store, _tools: object, _launch: str, progress: Progress) -> None:
        counting.set()
        while True:
            progress.step(0, 1)  # raises when stopped

    monkeypatch.setattr(engine_asks, "estimate", slow)
    page.count.click()
    qtbot.waitUntil(counting.is_set)
    assert not page.count.isEnabled()
    window.navigation.jobs.stop.click()
    rest()
    assert said(window) == "Stopped. Nothing was counted."
    assert page.estimate is None
    assert page.count.isEnabled()


def test_an_endpoint_with_a_name_of_its_own_goes_on_by_itself(
    page: DraftPage, rest: Rest, server: EngineServer
) -> None:
    ours, theirs = (
        EngineSetting(f"chat:{name}", "chat", label=name, url=f"{server.url}/v1", model="m")
        for name in ("ours", "theirs")
    )
    turn_on(page, rest, ours)
    store, tools = page.session.store, page.session.tools
    engine = make_engine(ours)
    asked = plan(store, tools, page.session.targets, engine.info)
    control = Control()
    control.pause()
    start(store, tools, engine, asked, control=control)
    turn_on(page, rest, theirs)
    assert [one.isEnabled() for one in page.waiting.buttons] == [False]
    turn_on(page, rest, theirs, ours)
    (go,) = page.waiting.buttons
    assert go.isEnabled()
    go.click()
    rest()
    assert page.runner.order is not None
    assert page.runner.order.setting == ours


def test_an_engine_a_command_turned_on_meanwhile_stays(page: DraftPage, rest: Rest) -> None:
    turn_on(page, rest, DEEPL)
    libre = EngineSetting("libretranslate", "libretranslate", url="http://127.0.0.1:9")
    save(with_engine(load(), libre))
    page.session.remember_geometry("")
    assert load().engines == (DEEPL, libre)
    assert page.session.settings.engines == (DEEPL, libre)
