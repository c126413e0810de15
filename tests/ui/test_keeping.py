"""The window keeps its workspace: held, copied daily, conflicts told; a backup is opened beside it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from localizer.settings import Settings
from localizer.store import holding
from localizer.store.backup import back_up_daily, backups
from localizer.store.database import Store, open_store
from localizer.store.holding import Holder, holding_file
from localizer.ui.actions.keeping import Keeper
from localizer.ui.actions.session import Session
from localizer.ui.dialogs.restoring import RestoreDialog, ask
from localizer.ui.jobs import Jobs


@pytest.fixture
def path(new_store: Callable[[Path], Store], tmp_path: Path) -> Path:
    path = tmp_path / "work.localizer"
    with new_store(path) as store, store.step("Add") as step:
        step.write("INSERT INTO catalog(name, locale, created_at) VALUES('a', 'en', '')")
    return path


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    del qtbot
    jobs = Jobs()
    made = Session(jobs, Settings())
    jobs.setParent(made)
    return made


def opened(session: Session, path: Path, qtbot: QtBot) -> list[str]:
    """Open ``path`` in ``session``; return what is said until nothing is left to do."""
    said: list[str] = []
    session.said.connect(lambda sentence, _role: said.append(sentence))
    keeper = Keeper(session)
    session.attach(store=open_store(path, person="Mei"))
    qtbot.waitUntil(lambda: not session.jobs.live, timeout=20_000)
    assert keeper.parent() is session
    return said


def test_a_workspace_is_held_and_copied(session: Session, path: Path, qtbot: QtBot) -> None:
    assert opened(session, path, qtbot) == []
    assert holding_file(path).exists()
    assert len(backups(path)) == 1
    session.close()
    assert not holding_file(path).exists()


def test_the_same_workspace_opened_again_is_still_ours(
    session: Session, path: Path, qtbot: QtBot
) -> None:
    said = opened(session, path, qtbot)
    session.attach(store=open_store(path, person="Mei"))
    qtbot.waitUntil(lambda: not session.jobs.live, timeout=20_000)
    assert said == []
    assert session.store.held_by is None
    session.close()


def test_who_has_it_elsewhere_is_told(
    session: Session, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Holder("Nok", "elsewhere", 1, "2026-11-24T08:00:00+00:00")
    monkeypatch.setattr(holding, "take", lambda _path, _person: other)
    said = opened(session, path, qtbot)
    assert len(said) == 1
    assert "Nok" in said[0]
    assert "elsewhere" in said[0]
    assert backups(path) == ()
    session.close()


def test_a_conflict_copy_is_explained(session: Session, path: Path, qtbot: QtBot) -> None:
    copy = path.with_name("work (conflicted copy 2026-11-24).localizer")
    shutil.copyfile(path, copy)
    said = opened(session, path, qtbot)
    assert len(said) == 1
    assert copy.name in said[0]
    session.close()


def test_a_copy_that_fails_is_told(
    session: Session, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("localizer.store.backup._sync", full)
    said = opened(session, path, qtbot)
    assert len(said) == 1
    assert "No space left" in said[0]
    session.close()


def test_a_backup_is_opened_as_a_file_of_its_own(path: Path, qtbot: QtBot) -> None:
    back_up_daily(path)
    made: list[Path] = []
    said: list[str] = []
    dialog = RestoreDialog((path,), made.append, lambda text, _role: said.append(text), None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.list.count() == 1
    dialog.go.click()
    assert said == []
    assert len(made) == 1
    assert made[0].parent == path.parent
    assert made[0] != path
    with open_store(made[0]) as store:
        assert store.read().value("SELECT name FROM catalog") == "a"
    assert not dialog.isVisible()


def test_a_backup_that_cannot_be_copied_is_told(
    path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up_daily(path)

    def refuse(*_paths: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("localizer.ui.dialogs.restoring.shutil.copyfile", refuse)
    made: list[Path] = []
    said: list[str] = []
    dialog = RestoreDialog((path,), made.append, lambda text, _role: said.append(text), None)
    qtbot.addWidget(dialog)
    dialog.go.click()
    assert made == []
    assert "Permission denied" in said[0]


def test_without_backups_nothing_is_offered(session: Session) -> None:
    assert ask(session, None) is None  # type: ignore[arg-type]
