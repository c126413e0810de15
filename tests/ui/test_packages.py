"""Packages in the window: sent to a translator, opened by one, returned."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from localizer import pipeline
from localizer.catalog import launches, queue, translations
from localizer.catalog.queue import QueueFilter
from localizer.exchange.package_reading import read_package
from localizer.model.segment import State
from localizer.pipeline.packages import make_package, return_package
from localizer.pipeline.packages_opening import open_package
from localizer.review import decisions
from localizer.review.merge import Verdict
from localizer.store.database import open_store
from localizer.ui import app as desk_app
from localizer.ui.actions.session import Session
from localizer.ui.dialogs import importing, package_open, package_send
from localizer.ui.dialogs.package_send import SendChoice, SentDialog
from localizer.ui.dialogs.package_take import TakenDialog, comes_home
from localizer.ui.dialogs.package_words import STATES, What
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.review import ReviewPane
from localizer.ui.panes.start import StartPane
from localizer.ui.printing.pictures import smaller

Rest = Callable[[], None]


@pytest.fixture(scope="module")
def sent(drafted: Path, tools: pipeline.Tools, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a package of the drafted workspace's Thai texts."""
    folder = tmp_path_factory.mktemp("sent")
    copy, out = folder / "w.localizer", folder / "thai.localizer-pkg"
    copy.write_bytes(drafted.read_bytes())
    with open_store(copy, person="Mei") as store:
        make_package(store, tools, "th-TH", out)
    return out


@pytest.fixture
def package(sent: Path, tmp_path: Path) -> Path:
    """Return a copy of the package, in a folder of its own."""
    folder = tmp_path / "hers"
    folder.mkdir()
    copy = folder / sent.name
    copy.write_bytes(sent.read_bytes())
    return copy


def test_a_package_opens_at_the_first_flagged_text_of_its_one_language(
    window: MainWindow, session: Session, rest: Rest, package: Path
) -> None:
    package_open.open_file(session, package)
    rest()
    assert window.current == "review"
    assert {target.locale for target in session.targets} == {"th-TH"}
    pane = window.panes["review"]
    assert isinstance(pane, ReviewPane)
    wanted = QueueFilter(session.targets[0])
    first = queue.queue_ids(session.store.read(), wanted)[0]
    assert pane.here().translation_id == first
    assert pane.target.editor.hasFocus()
    assert session.store.path.parent == package.parent
    number = read_package(package).manifest.units
    assert str(number) in window.messages.sentence.text()


def test_opened_again_it_is_the_same_workspace(
    window: MainWindow, session: Session, rest: Rest, package: Path
) -> None:
    importing.take_file(session, window, package)
    rest()
    first = session.store.path
    number = queue.queue_ids(session.store.read(), QueueFilter(session.targets[0]))[0]
    decisions.edit_text(session.store, number, "กระติก")
    importing.take_file(session, window, package)
    rest()
    assert session.store.path == first
    assert "before" in window.messages.sentence.text()
    text = session.store.read().value("SELECT text FROM translation_body WHERE id = ?", (number,))
    assert text == "กระติก"


def test_a_package_can_be_dropped(package: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(package))])
    assert importing.usable(mime)


def test_a_broken_package_is_told_and_the_open_workspace_stays(
    window: MainWindow, session: Session, rest: Rest, tmp_path: Path
) -> None:
    broken, before = tmp_path / "broken.localizer-pkg", session.store.path
    broken.write_bytes(b"hello")
    package_open.open_file(session, broken)
    rest()
    assert session.store.path == before
    assert "broken.localizer-pkg" in window.messages.sentence.text()


def test_the_third_door_asks_for_a_package(window: MainWindow) -> None:
    pane = window.panes["start"]
    assert isinstance(pane, StartPane)
    assert pane.package[1].isEnabled()
    pane.package[1].click()
    (dialog,) = pane.findChildren(QFileDialog)
    assert "*.localizer-pkg" in dialog.nameFilters()[0]
    dialog.close()


@pytest.mark.usefixtures("qapp")
def test_a_package_is_opened_at_the_start(package: Path, tmp_path: Path) -> None:
    picture = tmp_path / "desk.png"
    assert desk_app.run(package, shot=picture) == 0
    assert picture.exists()
    assert list(package.parent.glob("*.localizer"))


def test_texts_are_sent(window: MainWindow, session: Session, rest: Rest, tmp_path: Path) -> None:
    assert session.commands.run("translators.send")
    (dialog,) = window.findChildren(package_send.SendDialog)
    offered = [dialog.locales.itemData(n) for n in range(dialog.locales.count())]
    assert "th-TH" in offered
    assert dialog.choice() == SendChoice(offered[0], What.EVERYTHING, with_prices=False)
    dialog.reject()
    out = tmp_path / "out.localizer-pkg"
    choice = SendChoice("th-TH", What.OPEN, with_prices=True)
    name = launches.find(session.store.read()).name
    package_send.send(session, window, name, choice, out)
    rest()
    (told,) = window.findChildren(SentDialog)
    assert told.isVisible()
    assert told.report.units == read_package(out).manifest.units > 0
    told.close()


def test_only_what_is_wanted_is_sent() -> None:
    every = {what: STATES[what] or frozenset(State) for what in What}
    assert every[What.EVERYTHING] == set(State)
    assert every[What.OPEN] == set(State) - {State.APPROVED}
    assert every[What.MISSING] == {State.UNTRANSLATED, State.SENT_BACK}


def test_the_work_is_returned(
    window: MainWindow, session: Session, rest: Rest, package: Path, tmp_path: Path
) -> None:
    session.commands.run("translators.return")
    assert "not made from" in window.messages.sentence.text()
    package_open.open_file(session, package)
    rest()
    dialog = package_open.ask_return(session, window)
    assert dialog is not None
    assert dialog.nameFilters()[0] == "Packages (*.localizer-pkg)"
    dialog.close()
    back = tmp_path / "back.localizer-pkg"
    package_open.give_back(session, back)
    rest()
    assert read_package(back).manifest.returned
    assert "back.localizer-pkg" in window.messages.waiting[-1]


@pytest.mark.usefixtures("qapp")
def test_large_pictures_are_made_smaller(tmp_path: Path) -> None:
    file = tmp_path / "large.png"
    image = QImage(2000, 1000, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    assert image.save(str(file))
    made = smaller(file)
    assert made is not None
    assert made.startswith(b"\xff\xd8\xff")
    found = QImage.fromData(made)
    assert (found.width(), found.height()) == (640, 320)
    file.write_bytes(b"\x89PNG\r\n\x1a\nbroken")
    assert smaller(file) is None


def test_what_comes_back_is_merged_and_told(
    window: MainWindow, session: Session, rest: Rest, tools: pipeline.Tools, tmp_path: Path
) -> None:
    """The whole circle: sent, opened, worked on, returned, dropped on the sender's window."""
    out, back = tmp_path / "out.localizer-pkg", tmp_path / "back.localizer-pkg"
    make_package(session.store, tools, "th-TH", out)
    theirs = open_package(out, tmp_path / "hers", tools, person="Somchai").workspace
    target = next(one for one in session.targets if one.locale == "th-TH")
    with open_store(theirs, person="Somchai") as hers:
        ids = queue.queue_ids(hers.read(), QueueFilter(target))
        keys = [translations.pair(hers.read(), number).segment.source for number in ids]
        decisions.edit_text(hers, ids[0], "ข้อความแรก")
        decisions.edit_text(hers, ids[1], "ข้อความที่สอง")
        return_package(hers, tools, back)
    reader = session.store.read()
    mine = {
        translations.pair(reader, number).segment.source: number
        for number in queue.queue_ids(reader, QueueFilter(target))
    }
    decisions.edit_text(session.store, mine[keys[1]], "ของฉัน")
    importing.take_file(session, window, back)
    rest()
    (dialog,) = window.findChildren(TakenDialog)
    assert dialog.isVisible()
    assert dialog.report.count(Verdict.APPLIED) == 1
    assert [one.verdict for one in dialog.model.rows] == [Verdict.CLASH]
    assert dialog.model.rows[0].line.text == "ข้อความที่สอง"
    dialog.copy.click()
    assert "ข้อความที่สอง" in QGuiApplication.clipboard().text()
    dialog.close()
    texts = [translations.pair(reader, mine[key]).translation.text for key in keys[:2]]
    assert texts == ["ข้อความแรก", "ของฉัน"]
    session.undo()
    rest()
    assert translations.pair(reader, mine[keys[0]]).translation.text != "ข้อความแรก"


def test_a_strangers_package_opens_and_ones_own_comes_home(
    session: Session, package: Path, tools: pipeline.Tools, tmp_path: Path
) -> None:
    out = tmp_path / "out.localizer-pkg"
    make_package(session.store, tools, "th-TH", out)
    assert not comes_home(out, session.store.read())
    assert not comes_home(package, session.store.read())


def test_taking_in_asks_for_the_file(window: MainWindow, session: Session) -> None:
    session.commands.run("translators.take")
    (dialog,) = window.findChildren(QFileDialog)
    assert "*.localizer-pkg" in dialog.nameFilters()[0]
    assert "*.xlsx" in dialog.nameFilters()[0]
    dialog.close()
