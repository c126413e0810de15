"""The window as a whole: keys, undo labels, workspaces, imports, the crash report, starting and stopping."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from localizer import i18n, pipeline
from localizer.catalog import translations
from localizer.errors import EnvironmentProblem, PackError
from localizer.jobs import Progress
from localizer.settings import Settings
from localizer.store.database import open_store
from localizer.store.holding import Holder
from localizer.ui import app as desk_app
from localizer.ui.actions import machine
from localizer.ui.actions.session import Session
from localizer.ui.dialogs import crash, importing
from localizer.ui.jobs import Jobs
from localizer.ui.look.theme import Scheme
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.review import ReviewPane
from localizer.ui.panes.screens import PANES

Rest = Callable[[], None]


def focus_of(window: MainWindow) -> QWidget:
    """Return where keys go."""
    focused: QWidget | None = window.focusWidget()
    return window if focused is None else focused


def test_ctrl_digits_go_to_the_panes(window: MainWindow, rest: Rest) -> None:
    for _name, pane in PANES:
        (keys,) = window.session.commands.keys(f"go.{pane.code}")
        if not keys[-1].isdigit():
            continue
        key = Qt.Key(Qt.Key.Key_0.value + int(keys[-1]))
        if pane.code == "scripts":  # the desk's editor keeps digits for its suggestions
            window.navigation.buttons["prices"].setFocus()
        QTest.keyClick(focus_of(window), key, Qt.KeyboardModifier.ControlModifier)
        rest()
        assert window.current in (pane.code, "review")


def test_ctrl_page_keys_go_round(window: MainWindow, rest: Rest) -> None:
    seen = []
    for _name, _pane in PANES:
        seen.append(window.current)
        target = focus_of(window)
        QTest.keyClick(target, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        rest()
    assert sorted(seen) == sorted(pane.code for _name, pane in PANES)


def test_the_undo_button_names_its_step(window: MainWindow, session: Session) -> None:
    assert "Prepare drafts of 11.11" in session.step_labels()[0]
    assert "Prepare drafts of 11.11" in window.navigation._undo.toolTip()
    assert not window.navigation._redo.isEnabled()


@pytest.mark.usefixtures("qapp")
def test_panes_need_a_workspace(qtbot: QtBot) -> None:
    session = Session(Jobs(), Settings())
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    window.show_pane("review")
    assert window.current == "start"
    assert not window.navigation.buttons["review"].isEnabled()
    session.close()


def test_a_file_that_is_no_catalog_is_told(
    window: MainWindow, session: Session, rest: Rest, tmp_path: Path
) -> None:
    file = tmp_path / "empty.csv"
    file.write_text("", encoding="utf-8")
    importing.take_file(session, window, file)
    rest()
    assert window.messages.isVisible()
    assert window.messages.property("state") == "block"
    assert len(session.products) == 3


def test_a_name_in_use_gets_a_number(tmp_path: Path) -> None:
    (tmp_path / "shop.localizer").write_text("", encoding="utf-8")
    (tmp_path / "shop-2.localizer").write_text("", encoding="utf-8")
    assert importing.free_name(tmp_path / "shop.localizer").name == "shop-3.localizer"


def test_a_window_that_only_looks_says_so_all_the_time(window: MainWindow) -> None:
    assert not window.held.isVisible()
    window.session.store.held_by = Holder("Nok", "elsewhere", 1, "2026-11-24T08:00:00+00:00")
    window.session.opened.emit()
    assert window.held.isVisible()
    assert "Nok" in window.held.sentence.text()
    assert "only to look at" in window.windowTitle()
    window.session.store.held_by = None
    window.session.opened.emit()
    assert not window.held.isVisible()
    assert "only to look at" not in window.windowTitle()


def test_a_crash_is_written_and_shown(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(crash, "report_folder", lambda: tmp_path)
    window.session.jobs.run(lambda _progress: 1 / 0)
    qtbot.waitUntil(lambda: window.findChild(crash.CrashDialog) is not None)
    written = list(tmp_path.glob("crash-*.txt"))
    assert len(written) == 1
    assert "ZeroDivisionError" in written[0].read_text(encoding="utf-8")
    dialog = window.findChild(crash.CrashDialog)
    assert isinstance(dialog, crash.CrashDialog)
    dialog.accept()


def test_an_unwritable_report_folder_is_no_second_crash(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert crash.write_report(ValueError("x"), tmp_path / "file") is None


@pytest.mark.parametrize("language", sorted(i18n.LANGUAGES))
def test_the_window_is_built_in_every_language(
    language: str, qtbot: QtBot, session: Session, rest: Rest
) -> None:
    i18n.activate(language)
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    for _name, pane in PANES:
        window.show_pane(pane.code)
        rest()
    window.close()
    assert len(window.panes) == len(PANES)


def test_without_a_display_a_sentence_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(EnvironmentProblem, match="no display"):
        machine.require_display()


def test_a_missing_library_names_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":99")

    def missing(_file: str) -> None:
        raise OSError("libxcb-cursor.so.0: cannot open shared object file")

    monkeypatch.setattr("ctypes.CDLL", missing)
    with pytest.raises(EnvironmentProblem, match=r"libxcb-cursor\.so\.0.*apt install .*libegl1"):
        machine.require_display()


@pytest.mark.usefixtures("qapp")
def test_run_takes_a_picture_and_ends(workspace: Path, tmp_path: Path) -> None:
    picture = tmp_path / "board.png"
    assert desk_app.run(workspace, shot=picture, pane="board") == 0
    assert picture.stat().st_size > 10_000


@pytest.mark.usefixtures("qapp")
def test_an_unknown_pane_is_the_home_pane(workspace: Path, tmp_path: Path) -> None:
    picture = tmp_path / "home.png"
    assert desk_app.run(workspace, shot=picture, pane="bogus") == 0
    assert picture.exists()


@pytest.mark.parametrize("code", [pane.code for _name, pane in PANES])
def test_a_closed_pane_drops_answers_and_asks_nothing(
    code: str, window: MainWindow, session: Session, rest: Rest
) -> None:
    window.show_pane(code)
    rest()
    pane = window.panes[code]
    heard: list[object] = []
    gate = threading.Event()
    pane.ask("late", lambda: gate.wait(10), heard.append)
    window.close()
    gate.set()
    rest()
    pane.ask("later", lambda: 1, heard.append)
    assert not session.jobs.live
    assert heard == []


def test_typing_is_saved_where_it_was_typed_when_another_workspace_opens(
    window: MainWindow, session: Session, rest: Rest, drafted: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.localizer"
    other.write_bytes(drafted.read_bytes())
    window.show_pane("review")
    rest()
    pane = window.panes["review"]
    assert isinstance(pane, ReviewPane)
    assert pane.pair is not None
    number, old = pane.pair.id, session.path
    assert old is not None
    stored = pane.pair.translation.text
    pane.target.editor.replace_all("typed just now")
    session.attach(store=open_store(other))
    rest()
    assert translations.pair(session.store.read(), number).translation.text == stored
    with open_store(old) as again:
        assert translations.pair(again.read(), number).translation.text == "typed just now"


def test_a_text_taken_back_while_its_save_waits_is_stored_as_it_reads(
    window: MainWindow, session: Session, rest: Rest
) -> None:
    window.show_pane("review")
    rest()
    pane = window.panes["review"]
    assert isinstance(pane, ReviewPane)
    assert pane.pair is not None
    number, before = pane.pair.id, pane.target.text()
    gate = threading.Event()
    session.jobs.run(lambda _progress: gate.wait(10), writes=True)
    for text in (f"{before} more", before):
        pane.target.editor.replace_all(text)
        pane.flush()
    gate.set()
    rest()
    assert translations.pair(session.store.read(), number).translation.text == before
    assert pane.target.text() == before


@pytest.mark.usefixtures("qapp")
def test_run_ends_after_the_first_paint() -> None:
    assert desk_app.run(None, quit_when_ready=True) == 0


@pytest.mark.usefixtures("qapp")
def test_a_workspace_that_is_missing_is_told_and_the_code_says_so(tmp_path: Path) -> None:
    picture = tmp_path / "start.png"
    assert desk_app.run(tmp_path / "none.localizer", shot=picture) == 1
    assert picture.exists()


def test_another_language_builds_the_window_anew_at_the_same_place(
    qapp: QApplication, workspace: Path, tools: pipeline.Tools, qtbot: QtBot
) -> None:
    desk = desk_app.Desk(qapp, Settings(appearance="light"))
    desk.session.attach(tools=tools, store=open_store(workspace))
    desk.window.show()
    desk.window.show_pane("prices")
    before = desk.window
    desk.session.choose_language("zh_Hans")
    assert desk.window is not before
    assert desk.window.current == "prices"
    assert desk.session.settings.language == "zh_Hans"
    desk.session.choose_appearance("dark")
    assert desk.theme.palette.dark
    qtbot.waitUntil(lambda: not desk.jobs.live)
    desk.window.close()
    desk.session.close()
    desk.theme.set_scheme(Scheme.LIGHT)
    desk.deleteLater()


def test_long_work_shows_itself_and_can_be_stopped(
    window: MainWindow, session: Session, rest: Rest
) -> None:
    def slow(progress: Progress) -> None:
        for done in range(1000):
            progress.step(done, 1000)
            time.sleep(0.005)

    session.work("Counting", slow)
    assert window.navigation.jobs.isVisible()
    window.navigation.jobs.stop.click()
    rest()
    assert not window.navigation.jobs.isVisible()
    assert "Stopped" in window.messages.sentence.text()


@pytest.mark.usefixtures("qapp")
def test_tools_that_cannot_be_read_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> pipeline.Tools:
        raise PackError("TH.toml is malformed.")

    monkeypatch.setattr(pipeline, "load_tools", broken)
    assert desk_app.run(None, shot=tmp_path / "start.png") == 1
