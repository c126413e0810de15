"""Looking through a memory: every filter, words in any case, stopping, and the files of other workspaces."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest

from localizer.catalog import memory, memory_browse
from localizer.catalog.memory_browse import FROM_ENGINE, Attached, MemoryFilter
from localizer.errors import NewerWorkspaceError, WorkspaceError
from localizer.jobs import Cancelled, Progress
from localizer.model.segment import FROM_IMPORT, FROM_PERSON, MemoryUnit
from localizer.store.database import Store
from localizer.store.schema import SCHEMA_VERSION

NewStore = Callable[[Path], Store]
UNITS = (
    MemoryUnit("保温杯 500毫升", "zh-Hans", "Isolierbecher 500 ml", "de-DE", "title", "Mei",
               "2026-01-10T10:00:00.000+00:00"),
    MemoryUnit("保温杯", "zh-Hans", "แก้วเก็บความร้อน", "th-TH", "title", "Somchai",
               "2026-03-10T10:00:00.000+00:00"),
    MemoryUnit("连衣裙", "zh-Hans", "Übergroßes Kleid", "de-DE", "title", "Mei",
               "2026-05-10T10:00:00.000+00:00", FROM_IMPORT),
    MemoryUnit("Dress 100% silk_touch", "en-US", "Kleid", "de-DE", "bullet", "",
               "2026-07-10T10:00:00.000+00:00", "deepl", "DR-1"),
)  # fmt: skip


@pytest.fixture
def filled(store: Store) -> Store:
    """Return a workspace that remembers `UNITS`, with ids from 1."""
    with store.step("Remember") as step:
        memory.remember(step, UNITS)
    return store


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (MemoryFilter(), [4, 3, 2, 1]),
        (MemoryFilter(source_locale="en-US"), [4]),
        (MemoryFilter(target_locale="de-DE"), [4, 3, 1]),
        (MemoryFilter(source_locale="zh-Hans", target_locale="de-DE"), [3, 1]),
        (MemoryFilter(origin=FROM_PERSON), [2, 1]),
        (MemoryFilter(origin=FROM_IMPORT), [3]),
        (MemoryFilter(origin=FROM_ENGINE), [4]),
        (MemoryFilter(origin="deepl"), [4]),
        (MemoryFilter(created_by="Mei"), [3, 1]),
        (MemoryFilter(since="2026-04-01T00:00:00+00:00"), [4, 3]),
        (MemoryFilter("保温", created_by="Mei"), [1]),
    ],
)
def test_each_filter_narrows(filled: Store, wanted: MemoryFilter, numbers: list[int]) -> None:
    assert memory_browse.ids(filled.read(), wanted) == array("q", numbers)
    assert wanted.narrows is (wanted != MemoryFilter())


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("保温杯", [2, 1]),
        ("ความร้อน", [2]),
        ("KLEID", [4, 3]),
        ("übergroß", [3]),
        ("ÜBERG", [3]),
        ("Überg", [3]),
        ("500 保温", [1]),
        ('"保温杯 500"', [1]),
        ("“500 保温”", []),
        ('"500', [1]),
        ("100%", [4]),
        ("silk_t", [4]),
        ("silk%touch", []),
        ("sil__touch", []),
        ("\\", []),
        ("Kleid Dress", [4]),
        ("kleid zelt", []),
        ("  ", [4, 3, 2, 1]),
        ('""', [4, 3, 2, 1]),
    ],
)
def test_words_are_found_in_source_and_translation(
    filled: Store, text: str, numbers: list[int]
) -> None:
    assert list(memory_browse.ids(filled.read(), MemoryFilter(text))) == numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a  b a", ("a", "b")),
        ('a "b  c" d', ("a", "b c", "d")),
        ("„eins zwei“ drei", ("eins zwei", "drei")),
        ('"a b" "c', ("a b", "c")),
        ("u\u0308ber", ("über",)),
        (" ".join("abcdefghijkl"), tuple("abcdefgh")),
    ],
)
def test_what_is_looked_for(text: str, found: tuple[str, ...]) -> None:
    assert memory_browse.words(text) == found


def test_ranges_of_ids_make_no_difference(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with filled.step("Gap") as step:
        memory_browse.drop(step, [2])
    monkeypatch.setattr(memory_browse, "SPAN", 1)
    assert list(memory_browse.ids(filled.read(), MemoryFilter())) == [4, 3, 1]


def test_a_search_stops_between_two_ranges(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_browse, "SPAN", 2)
    seen: list[tuple[int, int]] = []

    def look(done: int, total: int) -> None:
        seen.append((done, total))
        progress.cancel()

    progress = Progress(look)
    with pytest.raises(Cancelled):
        memory_browse.ids(filled.read(), MemoryFilter(), progress)
    assert seen == [(0, 4)]


def test_an_empty_memory(store: Store) -> None:
    assert memory_browse.ids(store.read(), MemoryFilter("x")) == array("q")
    assert memory_browse.locales(store.read()) == ()
    assert memory_browse.people(store.read()) == ()


def test_what_there_is_to_filter_by(filled: Store) -> None:
    assert memory_browse.locales(filled.read()) == (
        ("en-US", "de-DE"), ("zh-Hans", "de-DE"), ("zh-Hans", "th-TH"),
    )  # fmt: skip
    assert memory_browse.people(filled.read()) == ("Mei", "Somchai")


def test_two_languages_are_found_by_their_index(filled: Store) -> None:
    wanted = MemoryFilter(source_locale="zh-Hans", target_locale="de-DE")
    condition = memory_browse._condition(wanted)
    plan = filled.read().rows(
        f"EXPLAIN QUERY PLAN SELECT id FROM memory WHERE id > 0 AND id <= 9 AND {condition.sql}",  # noqa: S608
        condition.values,
    )
    assert "memory_pair (source_locale=? AND target_locale=? AND id>? AND id<?)" in plan[0][3]


def test_another_target_is_the_persons_who_wrote_it(filled: Store) -> None:
    with filled.step("Change") as step:
        memory_browse.put_target(step, 4, "Seidenkleid")
        moment = step.moment
    unit = memory.by_ids(filled.read(), [4])[4]
    assert (unit.target, unit.origin, unit.created_by) == ("Seidenkleid", FROM_PERSON, "tester")
    assert (unit.created_at, unit.place) == (moment, "DR-1")


def test_attached_memories(store: Store, tmp_path: Path) -> None:
    one, other = tmp_path / "a.localizer", tmp_path / "b.localizer"
    with store.step("Attach") as step:
        assert memory_browse.put_attached(step, one, 9)
        assert memory_browse.put_attached(step, other, 3)
        assert not memory_browse.put_attached(step, other, 3)
    assert memory_browse.attached(store.read()) == (Attached(2, other, 3), Attached(1, one, 9))
    with store.step("Detach") as step:
        assert memory_browse.drop_attached(step, 1)
        assert not memory_browse.drop_attached(step, 1)
    assert memory_browse.attached(store.read()) == (Attached(2, other, 3),)


def test_another_workspace_is_read_and_left_as_it_is(new_store: NewStore, tmp_path: Path) -> None:
    path = tmp_path / "other.localizer"
    with new_store(path) as other, other.step("Remember") as step:
        memory.remember(step, UNITS)
    before = path.read_bytes()
    with memory_browse.opened(path) as reader:
        assert list(memory_browse.ids(reader, MemoryFilter("保温"))) == [2, 1]
        assert memory.by_ids(reader, [4])[4] == UNITS[3]
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            reader.connection.execute("DELETE FROM memory")
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["other.localizer"]


def test_another_workspace_can_be_open_meanwhile(new_store: NewStore, tmp_path: Path) -> None:
    path = tmp_path / "other.localizer"
    with new_store(path) as other, memory_browse.opened(path) as reader:
        assert memory.size(reader) == 0
        with other.step("Remember") as step:
            memory.remember(step, UNITS)
        assert memory.size(reader) == len(UNITS)


@pytest.mark.parametrize(
    ("change", "error", "sentence"),
    [
        ("PRAGMA application_id = 1", WorkspaceError, "is not a Localizer workspace"),
        (f"PRAGMA user_version = {SCHEMA_VERSION + 1}", NewerWorkspaceError, "newer Localizer"),
        ("PRAGMA user_version = 7", WorkspaceError, "Open it once in this one"),
    ],
)
def test_files_whose_memory_cannot_be_read(
    change: str, error: type[Exception], sentence: str, new_store: NewStore, tmp_path: Path
) -> None:
    path = tmp_path / "other.localizer"
    new_store(path).close()
    changed = sqlite3.connect(path)
    changed.execute(change)
    changed.commit()
    changed.close()
    with pytest.raises(error, match=sentence), memory_browse.opened(path):
        pass


def test_a_file_that_is_gone_or_none_of_ours(tmp_path: Path) -> None:
    with (
        pytest.raises(WorkspaceError, match=r"no workspace .* any more"),
        memory_browse.opened(tmp_path / "gone.localizer"),
    ):
        pass
    text = tmp_path / "text.localizer"
    text.write_text("hello " * 1000)
    with (
        pytest.raises(WorkspaceError, match="not a Localizer workspace"),
        memory_browse.opened(text),
    ):
        pass
