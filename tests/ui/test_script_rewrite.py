"""The dialog that rewords a script: what is sent, what came back, what is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from localizer.catalog import engine_log, scripts
from localizer.catalog.scripts import StoredScript
from localizer.model.launch import Target
from localizer.model.script import Lane
from localizer.pipeline import engine_wait, studio
from localizer.settings import EngineSetting, Settings
from localizer.ui.dialogs.engine_secrets import SecretsDialog
from localizer.ui.dialogs.script_rewrite import RewriteDialog, ask_rewrite
from localizer.ui.main_window import MainWindow
from tests.support.engine_server import EngineServer, Fault, engine_server

Rest = Callable[[], None]
Show = Callable[..., RewriteDialog]


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin without any engine, and wait for nothing."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(engine_wait, "backoff", lambda _failures: 0.01)


@pytest.fixture
def server() -> Iterator[EngineServer]:
    with engine_server() as running:
        yield running


@pytest.fixture
def said(window: MainWindow) -> list[str]:
    told: list[str] = []
    window.session.said.connect(lambda sentence, _role: told.append(sentence))
    return told


@pytest.fixture
def show(window: MainWindow, server: EngineServer, rest: Rest) -> Show:
    """Return what turns an endpoint on, unless told not to, and opens the dialog."""

    def opened(*, engine: bool = True, asks_key: bool = False) -> RewriteDialog:
        setting = EngineSetting(
            "chat:own", "chat", "Own model", f"{server.url}/v1", "m", asks_key=asks_key
        )
        window.session.remember(Settings(engines=(setting,) if engine else ()))
        ask_rewrite(window.session, window, stored(window).id)
        rest()
        (found,) = window.findChildren(RewriteDialog)
        return found

    return opened


def stored(window: MainWindow) -> StoredScript:
    reader = window.session.store.read()
    return scripts.of_target(reader, Target("DE", "amazon", "de-DE"))[0]


def host_lines(window: MainWindow) -> list[str]:
    return [line.text for line in stored(window).script.lines if line.lane is Lane.HOST]


def press(dialog: RewriteDialog, rest: Rest, name: str = "ask") -> None:
    QTest.mouseClick(getattr(dialog, name), Qt.MouseButton.LeftButton)
    rest()


def test_without_an_engine_it_says_how_to_turn_one_on(
    window: MainWindow, show: Show, server: EngineServer
) -> None:
    dialog = show(engine=False)
    assert "nothing leaves this machine" in dialog.sends.text()
    assert not dialog.ask.isVisible()
    QTest.mouseClick(dialog.lead, Qt.MouseButton.LeftButton)
    assert window.stack.currentWidget() is window.panes["engines"]
    assert server.requests == ()


def test_it_says_what_would_be_sent_before_anything_is(
    window: MainWindow, show: Show, server: EngineServer
) -> None:
    dialog = show()
    assert dialog.sends.text().startswith(f"{len(host_lines(window))} lines with the facts")
    assert "this machine" in dialog.sends.text()
    assert dialog.ask.isEnabled()
    assert not dialog.take.isVisible()
    assert server.requests == ()


def test_lines_are_shown_and_the_ticked_ones_taken_as_one_step(
    window: MainWindow, show: Show, server: EngineServer, rest: Rest, said: list[str]
) -> None:
    first, second, third = host_lines(window)[:3]
    server.behaviour.known[first] = f"Hallo! {first}"
    server.behaviour.known[second] = f"Also: {second}"
    server.behaviour.known[third] = f"{third} Nur heute: 50 % Rabatt."
    dialog = show()
    press(dialog, rest)
    assert host_lines(window)[0] == first
    assert [row.take.isChecked() for row in dialog.lines.rows] == [True, True, False]
    assert not dialog.lines.rows[2].take.isVisible()
    assert "came back as they were" in dialog.lines.same.text()
    assert dialog.take.text() == "Take 2 lines"
    dialog.lines.rows[1].take.setChecked(False)
    assert dialog.take.text() == "Take 1 line"
    press(dialog, rest, "take")
    assert host_lines(window)[:3] == [f"Hallo! {first}", second, third]
    assert said[-1] == "1 line was reworded. Ctrl+Z takes it back."
    window.session.undo()
    rest()
    assert host_lines(window)[0] == first


def test_what_changed_meanwhile_is_told(
    window: MainWindow, show: Show, server: EngineServer, rest: Rest, said: list[str]
) -> None:
    first = host_lines(window)[0]
    server.behaviour.known[first] = f"Hallo! {first}"
    dialog = show()
    press(dialog, rest)
    studio.lock_line(window.session.store, stored(window).id, 0, locked=True)
    press(dialog, rest, "take")
    assert host_lines(window)[0] == first
    assert said[-1] == "0 lines were reworded. The line was locked meanwhile."


def test_it_can_be_stopped_and_asked_again(
    window: MainWindow, show: Show, server: EngineServer, rest: Rest, qtbot: QtBot
) -> None:
    dialog = show()
    server.fail(Fault.SLOW)
    QTest.mouseClick(dialog.ask, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(server.requests))
    assert dialog.bar.isVisible()
    assert not dialog.ask.isVisible()
    press(dialog, rest, "stop")
    assert dialog.told.sentence.text() == "Stopped. Nothing was changed."
    assert dialog.ask.isVisible()
    press(dialog, rest)
    assert dialog.told.sentence.text() == "Every line came back as it was."
    assert [one.cause for one in engine_log.recent(window.session.store.read())] == ["", "stopped"]


def test_closing_waits_for_nothing(
    show: Show, server: EngineServer, rest: Rest, qtbot: QtBot
) -> None:
    dialog = show()
    server.fail(Fault.SLOW)
    QTest.mouseClick(dialog.ask, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(server.requests))
    QTest.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)
    rest()


def test_a_refused_key_is_asked_for_before_the_next_request(
    show: Show, server: EngineServer, rest: Rest
) -> None:
    server.behaviour.key = "sk-right"
    dialog = show()
    press(dialog, rest)
    assert "refused the key" in dialog.lines.rows[0].line.refusals[0].sentence
    press(dialog, rest)
    (secrets,) = dialog.findChildren(SecretsDialog)
    secrets.fields["key"].setText("sk-right")
    QTest.mouseClick(secrets.go, Qt.MouseButton.LeftButton)
    rest()
    assert dialog.told.sentence.text() == "Every line came back as it was."


def test_a_key_no_keyring_keeps_is_asked_for_first(
    show: Show, server: EngineServer, rest: Rest
) -> None:
    dialog = show(asks_key=True)
    press(dialog, rest)
    (secrets,) = dialog.findChildren(SecretsDialog)
    assert not server.requests
    secrets.fields["key"].setText("sk-typed")
    QTest.mouseClick(secrets.go, Qt.MouseButton.LeftButton)
    rest()
    assert server.requests[0].headers["Authorization"] == "Bearer sk-typed"


def test_a_script_that_is_gone_is_told(window: MainWindow, show: Show, rest: Rest) -> None:
    dialog = show()
    studio.remove_script(window.session.store, window.session.tools, stored(window).id)
    press(dialog, rest)
    assert dialog.told.sentence.text() == "The script is not there any more."
