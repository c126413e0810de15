"""The Engines pane: engines turned on, changed, ordered, tried and turned off; what left is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from localizer import settings
from localizer.settings import EngineSetting, Settings
from localizer.ui.dialogs.engine_form import EngineForm
from localizer.ui.dialogs.engine_order import OrderDialog
from localizer.ui.dialogs.engine_secrets import SecretsDialog
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.engines import EnginesPane, listing
from localizer.ui.panes.engines.pane import DRAFT, LIST, SENT
from tests.support.engine_server import EngineServer, Fault, engine_server
from tests.support.fake_engine import FakeEngine

Rest = Callable[[], None]
DEEPL = EngineSetting("deepl", "deepl")
GOOGLE = EngineSetting("google", "google")


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
def pane(window: MainWindow, rest: Rest) -> EnginesPane:
    """Return the pane in front, without any engine."""
    window.show_pane("engines")
    rest()
    found = window.panes["engines"]
    assert isinstance(found, EnginesPane)
    return found


def turn_on(pane: EnginesPane, rest: Rest, *engines: EngineSetting) -> None:
    pane.session.remember(Settings(engines=engines))
    pane.reload()
    rest()


def libre(server: EngineServer, **fields: str) -> EngineSetting:
    made = EngineSetting("libretranslate", "libretranslate", url=server.url)
    return msgspec.structs.replace(made, **fields)


def cells(pane: EnginesPane) -> list[list[str]]:
    model = pane.listing.model
    return [
        [model.index(line, place).data() for place in range(model.columnCount())]
        for line in range(model.rowCount())
    ]


def ids() -> list[str]:
    return [one.id for one in settings.load().engines]


def said(window: MainWindow) -> str:
    return window.messages.sentence.text()


def form_of(pane: EnginesPane) -> EngineForm:
    (found,) = pane.findChildren(EngineForm)
    return found


def test_at_first_nothing_leaves_this_machine(pane: EnginesPane) -> None:
    page = pane.listing
    assert page.pages.currentWidget() is page.none_on
    told = " ".join(one.text() for one in page.none_on.findChildren(type(pane.sent.told)))
    assert "nothing leaves this machine" in told
    assert "Texts go to Baidu in mainland China under your account." in told
    assert "Needs: App ID, App key." in told
    assert pane.first_focus() is page.none_on.go


def test_the_pane_works_without_a_launch(window: MainWindow, rest: Rest) -> None:
    window.session.launch = None
    window.opened()
    assert window.navigation.buttons["engines"].isEnabled()
    window.show_pane("engines")
    rest()
    pane = window.panes["engines"]
    assert isinstance(pane, EnginesPane)
    pane.tabs.setCurrentIndex(DRAFT)
    rest()
    assert not pane.draft.count.isEnabled()
    assert "Make one on the start screen" in pane.draft.told.text()


def test_an_engine_is_turned_on_with_its_privacy_said_first(
    pane: EnginesPane, window: MainWindow, rest: Rest, server: EngineServer
) -> None:
    pane.listing.none_on.go.click()
    form = form_of(pane)
    form.choose("libretranslate")
    privacy = form.pages.currentWidget().findChildren(type(form.told))  # type: ignore[union-attr]
    assert privacy[0].accessibleName() == "Texts go to the server whose address you give."
    form.form.name.setText("Ours")
    form.form.taken["url"].setText("http://example.com")
    form.go.click()
    assert "https" in form.told.sentence.text()
    assert ids() == []
    form.form.taken["url"].setText(server.url)
    form.form.price.setText("dear")
    form.go.click()
    assert form.told.sentence.text() == "“dear” is no price."
    form.form.price.setText("1.5")
    form.form.currency.setCurrentIndex(form.form.currency.findData("EUR"))
    form.go.click()
    rest()
    (one,) = settings.load().engines
    assert one == EngineSetting(
        "libretranslate:Ours",
        "libretranslate",
        label="Ours",
        url=server.url,
        price="1.5",
        currency="EUR",
    )
    assert said(window) == "Ours is turned on."
    host = server.url.removeprefix("http://")
    assert cells(pane) == [["Ours", "not needed", host, "€1.50", "LibreTranslate"]]
    assert server.requests == ()


def test_a_key_is_typed_unseen_and_without_a_keyring_kept_for_this_sitting(
    pane: EnginesPane, window: MainWindow, rest: Rest, tmp_path: Path
) -> None:
    pane.listing._add()
    form = form_of(pane)
    form.choose("deepl")
    field = form.form.secrets["key"]
    assert field.echoMode() is QLineEdit.EchoMode.Password
    assert "has no keyring" in form.form.told.text()
    field.setText("top-secret:fx")
    form.go.click()
    rest()
    assert cells(pane)[0][1] == "until the program ends"
    assert cells(pane)[0][2] == "api-free.deepl.com"
    assert "no keyring" in said(window)
    written = b"".join(one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())
    assert b"top-secret" not in written


def test_two_engines_cannot_have_one_name(pane: EnginesPane, rest: Rest) -> None:
    turn_on(pane, rest, DEEPL)
    pane.listing._add()
    form = form_of(pane)
    form.choose("deepl")
    form.go.click()
    assert "turned on already" in form.told.sentence.text()
    form.form.name.setText("Second")
    form.go.click()
    rest()
    assert ids() == ["deepl", "deepl:Second"]


def test_an_engine_is_changed_in_its_place(pane: EnginesPane, rest: Rest) -> None:
    turn_on(pane, rest, DEEPL, GOOGLE)
    pane.listing.view.setFocus()
    QTest.keyClick(pane.listing.view, Qt.Key.Key_Return)
    rest()
    form = form_of(pane)
    assert form.kinds.isHidden()
    form.form.name.setText("Work account")
    form.go.click()
    rest()
    assert ids() == ["deepl", "google"]
    assert cells(pane)[0][0] == "Work account"


def test_engines_are_moved_by_keys_and_buttons(pane: EnginesPane, rest: Rest) -> None:
    turn_on(pane, rest, DEEPL, GOOGLE)
    page = pane.listing
    assert not page.up.isEnabled()
    QTest.keyClick(page.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    rest()
    assert ids() == ["google", "deepl"]
    assert page.chosen == DEEPL
    assert not page.down.isEnabled()
    page.up.click()
    rest()
    assert ids() == ["deepl", "google"]
    assert page.chosen == DEEPL


def test_a_language_gets_an_order_of_its_own(pane: EnginesPane, rest: Rest) -> None:
    turn_on(pane, rest, DEEPL, GOOGLE)
    orders = pane.listing.orders
    shown = [orders.model.index(line, 1).data() for line in range(orders.model.rowCount())]
    assert shown == ["as in the list: DeepL → Google"] * 2
    orders.change.click()
    (dialog,) = pane.findChildren(OrderDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    dialog.down.click()
    assert [dialog.list.item(line).text() for line in range(2)] == ["Google", "DeepL"]
    dialog.go.click()
    rest()
    assert settings.load().engine_order == {"th-TH": ("google", "deepl")}
    assert orders.model.index(0, 1).data() == "Google → DeepL"
    QApplication.sendPostedEvents(None, 0)
    orders.change.click()
    pane.findChildren(OrderDialog)[-1].plain.click()
    rest()
    assert settings.load().engine_order == {}


def test_one_engine_needs_no_order(pane: EnginesPane, rest: Rest) -> None:
    turn_on(pane, rest, DEEPL)
    assert pane.listing.orders.isHidden()


def test_turning_off_asks_only_where_a_key_is_lost(
    pane: EnginesPane, window: MainWindow, rest: Rest
) -> None:
    turn_on(pane, rest, DEEPL, GOOGLE)
    pane.edits.keys.keep(DEEPL, {"key": "secret"})
    pane.reload()
    rest()
    QTest.keyClick(pane.listing.view, Qt.Key.Key_Delete)
    (asked,) = pane.findChildren(QMessageBox)
    assert "forgotten" in asked.text()
    assert ids() == ["deepl", "google"]
    asked.buttons()[0].click()
    rest()
    assert ids() == ["google"]
    assert pane.edits.keys.known(DEEPL) == {}
    pane.listing.remove.click()
    rest()
    assert ids() == []
    assert said(window) == "Google is turned off and its keys are forgotten."
    assert pane.listing.pages.currentWidget() is pane.listing.none_on


def test_an_engine_that_lacks_something_says_so(pane: EnginesPane, rest: Rest) -> None:
    turn_on(pane, rest, EngineSetting("chat", "chat"))
    assert cells(pane)[0][2] == "not set up"
    assert "address of the endpoint" in pane.listing.problem.text()
    assert not pane.listing.trial.go.isEnabled()


def test_one_sentence_is_tried_and_noted_as_sent(
    pane: EnginesPane, rest: Rest, server: EngineServer, qtbot: QtBot
) -> None:
    turn_on(pane, rest, libre(server, price="1000", currency="EUR"))
    trial = pane.listing.trial
    assert trial.languages() == ("zh-Hans", "th-TH")
    trial.go.click()
    # A quick answer may be there before anybody looks
    said = {"Waiting for the answer …", "It works."}
    qtbot.waitUntil(lambda: trial.told.sentence.text() in said)
    rest()
    assert trial.told.sentence.text() == "It works."
    assert "500 ml" in trial.answer.toPlainText()
    assert len(server.requests) == 1
    pane.tabs.setCurrentIndex(SENT)
    rest()
    model = pane.sent.model
    line = [model.index(0, place).data() for place in range(model.columnCount())]
    assert line[1] == "libretranslate"
    assert line[3:] == ["Chinese (Simplified) → Thai (TH)", "1", "25", "1", "0.025 EUR"]


def test_a_trial_that_fails_says_why(pane: EnginesPane, rest: Rest, server: EngineServer) -> None:
    turn_on(pane, rest, libre(server))
    server.fail(Fault.PAGE)
    pane.listing.trial.go.click()
    rest()
    assert "web page" in pane.listing.trial.told.sentence.text()
    assert pane.listing.trial.answer.isHidden()


def test_a_trial_can_be_stopped(
    pane: EnginesPane, rest: Rest, server: EngineServer, qtbot: QtBot
) -> None:
    turn_on(pane, rest, libre(server))
    server.behaviour.slow = 30
    server.fail(Fault.SLOW)
    trial = pane.listing.trial
    trial.go.click()
    qtbot.waitUntil(lambda: len(server.requests) == 1)
    trial.stop.click()
    assert trial.told.sentence.text() == "Stopped. The sentence may have reached the engine."
    assert trial.stop.isHidden()
    assert not trial.go.isEnabled(), "no second request before the first is over"
    server.closing.set()
    rest()
    assert trial.told.sentence.text().startswith("Stopped.")
    assert trial.go.isEnabled()


def test_a_missing_key_is_asked_for_before_the_trial(
    pane: EnginesPane, rest: Rest, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake, given = FakeEngine(), []

    def made(_setting: EngineSetting, known: dict[str, str]) -> FakeEngine:
        given.append(known)
        return fake

    turn_on(pane, rest, DEEPL)
    monkeypatch.setattr(listing, "make_engine", made)
    pane.listing.trial.go.click()
    rest()
    (asked,) = pane.findChildren(SecretsDialog)
    assert not asked.go.isEnabled()
    asked.reject()
    rest()
    assert pane.listing.trial.told.isHidden()
    assert fake.requests == []
    pane.listing.trial.go.click()
    rest()
    asked = pane.findChildren(SecretsDialog)[-1]
    asked.fields["key"].setText("secret")
    asked.go.click()
    rest()
    assert given == [{"key": "secret"}]
    assert len(fake.requests) == 1
    assert cells(pane)[0][1] == "until the program ends"


def test_nothing_was_sent_yet(pane: EnginesPane, rest: Rest) -> None:
    pane.tabs.setCurrentIndex(SENT)
    rest()
    assert pane.sent.pages.currentWidget() is pane.sent.empty
    assert pane.sent.told.isHidden()
    pane.tabs.setCurrentIndex(LIST)
    assert pane.pages.currentWidget() is pane.listing


def test_models_keep_the_rules_of_qt(pane: EnginesPane, rest: Rest) -> None:
    models = (pane.listing.model, pane.listing.orders.model, pane.sent.model, pane.draft.bands)
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(model, mode) for model in models]
    turn_on(pane, rest, DEEPL, GOOGLE)
    assert [one.model() for one in testers] == list(models)
    assert pane.listing.model.rowCount() == 2
