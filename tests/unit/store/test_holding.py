"""A workspace is worked in by one window; the others look at it and say who has it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from localizer.errors import HeldWorkspaceError
from localizer.store import holding
from localizer.store.database import Store, open_store
from localizer.store.holding import SILENT_S, Hold, Holder, holding_file, take

HOLD = (
    "import sys; from pathlib import Path\n"
    "from localizer.store.database import open_store\n"
    "store = open_store(Path(sys.argv[1]), person='Nok'); store.hold(); print('held', flush=True)\n"
    "sys.stdin.read()\n"
)


@pytest.fixture
def path(new_store: Callable[[Path], Store], tmp_path: Path) -> Path:
    path = tmp_path / "w.localizer"
    new_store(path).close()
    return path


def start(path: Path) -> subprocess.Popen[str]:
    """Start another program that holds the workspace."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_another_program_may_only_look_and_says_who_has_it(path: Path) -> None:
    process = start(path)
    try:
        with open_store(path, person="Mei") as store:
            holder = store.hold()
            assert holder is not None
            assert (holder.person, holder.pid) == ("Nok", process.pid)
            for change in (store.undo, store.redo):
                with pytest.raises(HeldWorkspaceError, match="Nok"):
                    change()
            with pytest.raises(HeldWorkspaceError, match="Nok"), store.step("Edit"):
                pass
            with pytest.raises(HeldWorkspaceError), store.derive():
                pass
            assert store.read().value("SELECT count(*) FROM catalog") == 0
    finally:
        process.kill()
        process.communicate()


def test_what_a_killed_program_left_holds_nobody_up(path: Path) -> None:
    process = start(path)
    process.kill()
    process.communicate()
    assert holding_file(path).exists()
    with open_store(path, person="Mei") as store:
        assert store.hold() is None
        with store.step("Edit") as step:
            step.write("INSERT INTO catalog(name, locale, created_at) VALUES('a', 'en', '')")
    assert not holding_file(path).exists()


def test_it_is_let_go_when_the_workspace_is_closed(path: Path) -> None:
    with open_store(path) as store:
        assert store.hold() is None
        assert holding_file(path).exists()
    with open_store(path) as store:
        assert store.hold() is None


def _left_by(path: Path, host: str, seconds_ago: float) -> None:
    left = Holder("Nok", host, 1, "2026-11-24T08:00:00+00:00")
    holding_file(path).write_bytes(msgspec.json.encode(left))
    moment = time.time() - seconds_ago
    os.utime(holding_file(path), (moment, moment))


def test_another_computer_counts_by_its_signs_of_life(path: Path) -> None:
    _left_by(path, "elsewhere", 5)
    with open_store(path) as store:
        found = store.hold()
        assert found is not None
        assert found.host == "elsewhere"
    _left_by(path, "elsewhere", SILENT_S + 60)
    with open_store(path) as store:
        assert store.hold() is None


def test_an_open_window_gives_signs_of_life(path: Path) -> None:
    with open_store(path) as store:
        store.hold()
        os.utime(holding_file(path), (0, 0))
        store.beat()
        assert time.time() - holding_file(path).stat().st_mtime < 60


def test_a_folder_that_cannot_be_written_needs_no_lock(tmp_path: Path) -> None:
    assert take(tmp_path / "gone" / "w.localizer", "Mei") is None


def test_a_file_of_nonsense_is_taken_over(path: Path) -> None:
    holding_file(path).write_bytes(b"\xff\x00 nonsense")
    taken = take(path, "Mei")
    assert isinstance(taken, Hold)
    assert msgspec.json.decode(holding_file(path).read_bytes(), type=Holder).person == "Mei"
    taken.release()


def test_one_without_words_is_told_without_a_name(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "_lock", lambda _file: False)
    with open_store(path) as store:
        store.hold()
        with pytest.raises(HeldWorkspaceError, match="another window"), store.step("Edit"):
            pass
