"""Edits of the memory: each is one step that undo takes back; what cannot be is told and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from localizer.catalog import memory, memory_browse, steps
from localizer.catalog.memory_browse import MemoryFilter
from localizer.errors import InputError, WorkspaceError
from localizer.jobs import Cancelled, Progress
from localizer.model.segment import FROM_PERSON, MemoryUnit
from localizer.pipeline.memory_edits import (
    MOST_PENALTY,
    PENALTY,
    attach,
    change_target,
    detach,
    forget,
    set_penalty,
)
from localizer.store.database import Store

NewStore = Callable[[Path], Store]


@pytest.fixture
def filled(store: Store) -> Store:
    """Return a workspace with 1,000 pairs, numbered from 1."""
    units = (
        MemoryUnit(f"杯 {n}", "zh-Hans", f"Becher {n}", "de-DE", "title", "Ana", "2025", "deepl")
        for n in range(1, 1001)
    )
    with store.step("Remember") as step:
        memory.remember(step, units)
    return store


@pytest.fixture
def other(new_store: NewStore, tmp_path: Path) -> Path:
    """Return the file of another workspace."""
    path = tmp_path / "other.localizer"
    new_store(path).close()
    return path


def unit(store: Store, number: int) -> MemoryUnit:
    return memory.by_ids(store.read(), [number])[number]


def newest(store: Store) -> str:
    return steps.recent(store.read(), 1)[0].label


def test_another_target_is_a_persons_and_one_step(filled: Store) -> None:
    before = unit(filled, 7)
    assert change_target(filled, 7, "  U\u0308berbecher\nzwei ").rows == {"memory": 1}
    after = unit(filled, 7)
    assert after.target == "Überbecher\nzwei"
    assert (after.origin, after.created_by) == (FROM_PERSON, "tester")
    assert newest(filled) == "Change a translation in the memory"
    filled.undo()
    assert unit(filled, 7) == before


def test_the_same_target_changes_nothing(filled: Store) -> None:
    assert not change_target(filled, 7, " Becher 7 ")
    assert unit(filled, 7).origin == "deepl"


@pytest.mark.parametrize(
    ("number", "text", "sentence"),
    [(7, " \n", "cannot be empty"), (5000, "Becher", "no longer in the memory")],
)
def test_targets_that_cannot_be(filled: Store, number: int, text: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        change_target(filled, number, text)
    assert newest(filled) == "Remember"


def test_pairs_are_deleted_together_and_come_back_together(filled: Store) -> None:
    before = memory.every(filled.read())
    seen: list[tuple[int, int]] = []
    gone = [*range(1, 901), 5, 5000]
    assert forget(filled, gone, progress=Progress(lambda *at: seen.append(at))).rows == {
        "memory": 900
    }
    assert seen[-1] == (901, 901)
    assert memory.size(filled.read()) == 100
    assert newest(filled) == "Delete 901 pairs from the memory"
    filled.undo()
    assert memory.every(filled.read()) == before


def test_one_pair_and_none(filled: Store) -> None:
    assert forget(filled, [3])
    assert newest(filled) == "Delete a pair from the memory"
    assert not forget(filled, [3])
    assert not forget(filled, [])
    assert memory.size(filled.read()) == 999


def test_a_stopped_deletion_keeps_all(filled: Store) -> None:
    progress = Progress(lambda _done, _total: progress.cancel())
    with pytest.raises(Cancelled):
        forget(filled, range(1, 1001), progress=progress)
    assert memory.size(filled.read()) == 1000


def test_another_memory_is_attached_weighed_and_detached(filled: Store, other: Path) -> None:
    assert attach(filled, other).rows == {"attached_memory": 1}
    (one,) = memory_browse.attached(filled.read())
    assert (one.path, one.penalty) == (other.resolve(), PENALTY)
    assert newest(filled) == "Attach the memory other.localizer"
    assert not attach(filled, other)
    assert set_penalty(filled, one.path, 9)
    assert set_penalty(filled, one.path, 99)
    assert memory_browse.attached(filled.read())[0].penalty == MOST_PENALTY
    filled.undo()  # one wheel turned is one step
    assert memory_browse.attached(filled.read())[0].penalty == PENALTY
    assert detach(filled, one.id)
    assert not detach(filled, one.id)
    assert newest(filled) == "Detach the memory other.localizer"
    assert other.exists()
    filled.undo()
    assert memory_browse.attached(filled.read()) == (one,)


def test_points_of_a_memory_that_is_not_attached(filled: Store, other: Path) -> None:
    assert not set_penalty(filled, other, 3)
    assert not memory_browse.attached(filled.read())


def test_a_memory_whose_file_is_gone_can_be_weighed_and_detached(
    filled: Store, other: Path
) -> None:
    attach(filled, other)
    (one,) = memory_browse.attached(filled.read())
    other.unlink()
    assert set_penalty(filled, one.path, 2)
    assert detach(filled, one.id)


def test_memories_that_cannot_be_attached(filled: Store, other: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="own memory"):
        attach(filled, filled.path)
    for points in (-1, MOST_PENALTY + 1):
        with pytest.raises(InputError, match=f"not {points}"):
            attach(filled, other, points)
    text = tmp_path / "text.localizer"
    text.write_text("hello " * 1000)
    with pytest.raises(WorkspaceError, match="not a Localizer workspace"):
        attach(filled, text)
    assert not memory_browse.attached(filled.read())


def test_what_was_changed_is_found_as_a_persons(filled: Store) -> None:
    change_target(filled, 7, "Tasse")
    found = memory_browse.ids(filled.read(), MemoryFilter(origin=FROM_PERSON))
    assert list(found) == [7]
