"""A model reads the texts of a target from the checks dock: told before, asked after, shown as warnings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from localizer.catalog import translations
from localizer.model.launch import Target
from localizer.pipeline import engine_wait
from localizer.review import decisions
from localizer.settings import EngineSetting, Settings
from localizer.ui.dialogs.claim_reader import ClaimReaderDialog, ask_claim_reader
from localizer.ui.main_window import MainWindow
from tests.support.engine_server import EngineServer, engine_server

Rest = Callable[[], None]
THAI = Target("TH", "shopee", "th-TH")


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Begin without any engine, and wait for nothing."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(engine_wait, "backoff", lambda _failures: 0.01)


@pytest.fixture
def server() -> Iterator[EngineServer]:
    with engine_server() as running:
        yield running


def show(window: MainWindow, server: EngineServer | None, rest: Rest) -> ClaimReaderDialog:
    url = "" if server is None else f"{server.url}/v1"
    setting = EngineSetting("chat:own", "chat", "Own model", url, "m")
    window.session.remember(Settings(engines=(setting,) if server is not None else ()))
    dialog = ask_claim_reader(window.session, window)
    assert dialog is not None
    rest()
    return dialog


def sent(server: EngineServer) -> int:
    return len(server.requests)


def test_without_an_engine_nothing_is_sent(window: MainWindow, rest: Rest) -> None:
    dialog = show(window, None, rest)
    assert "nothing is sent" in dialog.sends.text()
    assert not dialog.ask.isVisible()
    dialog.lead.click()
    rest()
    assert window.current == "engines"


def test_it_tells_what_is_sent_and_shows_what_is_doubted(
    window: MainWindow, server: EngineServer, rest: Rest
) -> None:
    store = window.session.store
    title = translations.pairs(store.read(), 2, "th-TH")[0].id
    decisions.edit_text(store, title, "กระติกที่ทุกคนต้องตะลึง")
    server.behaviour.known["ทุกคนต้องตะลึง"] = "Promises an effect."
    dialog = show(window, server, rest)
    dialog.targets.setCurrentIndex(window.session.targets.index(THAI))
    rest()
    assert "go to this machine." in dialog.sends.text()
    assert sent(server) == 0
    dialog.ask.click()
    for _turn in range(3):
        rest()
    assert sent(server) > 0
    assert "1 passage is doubted." in window.messages.sentence.text()
    rows = store.read().rows("SELECT subject_id FROM finding WHERE rule = 'model_doubt'")
    assert [row["subject_id"] for row in rows] == [title]
    window.session.undo()
    rest()
    assert store.read().value("SELECT count(*) FROM finding WHERE rule = 'model_doubt'") == 0


def test_cancel_sends_nothing(window: MainWindow, server: EngineServer, rest: Rest) -> None:
    dialog = show(window, server, rest)
    dialog.reject()
    rest()
    assert sent(server) == 0
