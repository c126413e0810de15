from __future__ import annotations

import json
import random
import threading
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from localizer.jobs import Cancelled, Progress
from localizer.translate.fuzzy import on_disk
from localizer.translate.fuzzy.grams import new_writer, open_index
from localizer.translate.fuzzy.index import Candidates, Hit, InMemory
from localizer.translate.fuzzy.on_disk import OnDisk

WORDS = (
    "red", "blue", "large", "small", "cotton", "steel", "dress", "lamp", "cup", "with", "for", "men",
    "women", "kids", "220V", "110V", "soft",
)  # fmt: skip


def texts_of(count: int) -> dict[int, str]:
    random_ = random.Random(3)  # noqa: S311 - no secret
    return {number: " ".join(random_.choices(WORDS, k=8)) for number in range(1, count + 1)}


UNITS = texts_of(300)


def built(folder: Path, stamp: str = "s1") -> OnDisk:
    return OnDisk.build(folder, UNITS.items(), locale="en-US", stamp=stamp)


def reopened(folder: Path, stamp: str = "s1", locale: str = "en-US") -> OnDisk | None:
    return OnDisk.open(folder, locale=locale, stamp=stamp)


def test_it_finds_what_comparing_with_every_unit_finds(tmp_path: Path) -> None:
    disk: Candidates = built(tmp_path)
    memory: Candidates = InMemory(UNITS.items())
    for text in list(texts_of(330).values())[290:]:
        assert disk.find(text, 75, 5) == memory.find(text, 75, 5)


def test_texts_come_back_in_nfc_and_any_script(tmp_path: Path) -> None:
    texts = {1: unicodedata.normalize("NFD", "Áo dài đỏ"), 2: "หูฟังไร้สาย", 3: "👩‍👩‍👧 set", 4: ""}
    disk = OnDisk.build(tmp_path, texts.items(), locale="vi-VN", stamp="s")
    assert disk.find("Áo dài đỏ", 100, 5) == [Hit(1, 100)]
    assert disk.find("หูฟังไร้สา", 80, 5) == [Hit(2, 90)]
    assert disk.find("👩‍👩‍👧 set", 100, 5) == [Hit(3, 100)]
    assert disk.find("", 100, 5) == []


def test_an_index_of_nothing_is_an_index(tmp_path: Path) -> None:
    disk = OnDisk.build(tmp_path, [], locale="en", stamp="s")
    assert disk.find("abc", 0, 5) == []
    disk.add(1, "abc")
    assert disk.commit("s2")
    assert disk.find("abc", 100, 5) == [Hit(1, 100)]


def test_it_is_opened_only_for_the_same_content_and_language(tmp_path: Path) -> None:
    assert reopened(tmp_path) is None
    built(tmp_path)
    found = reopened(tmp_path)
    assert found is not None
    assert found.find(UNITS[7], 100, 1) == [Hit(7, 100)]
    assert reopened(tmp_path, stamp="s2") is None
    assert reopened(tmp_path, stamp="") is None
    assert reopened(tmp_path, locale="zh-Hans") is None
    assert reopened(tmp_path, locale="vi-VN") is not None  # cut the same


def test_another_version_of_the_library_builds_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(tmp_path)
    monkeypatch.setattr(on_disk, "made_by", lambda: "tantivy 99")
    assert reopened(tmp_path) is None


def test_another_format_builds_anew(tmp_path: Path) -> None:
    built(tmp_path)
    path = tmp_path / "current.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**said, "format": 0}), encoding="utf-8")
    assert reopened(tmp_path) is None


def put(path: Path, content: bytes) -> None:
    """Put another file in the place of ``path``: who cuts one short that is mapped ends who reads it."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(content)
    fresh.replace(path)


def files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield path


def test_every_damaged_file_is_seen_and_built_anew(tmp_path: Path) -> None:
    built(tmp_path)
    whole = {path: path.read_bytes() for path in files(tmp_path)}
    assert len(whole) >= 7
    for path, content in whole.items():
        if not content:
            continue
        middle = len(content) // 2
        put(path, content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
        seen = reopened(tmp_path)
        # A changed letter in the manifest's list of versions and sums is one of these, too.
        assert seen is None, path.name
        put(path, content)
    assert reopened(tmp_path) is not None
    (next(files(tmp_path / next(iter(whole)).parent))).unlink()
    asked: list[int] = []

    def units() -> Iterator[tuple[int, str]]:
        asked.append(1)
        yield from UNITS.items()

    disk = OnDisk.open_or_build(tmp_path, units, locale="en-US", stamp="s1", total=len(UNITS))
    assert disk.find(UNITS[9], 100, 1) == [Hit(9, 100)]
    OnDisk.open_or_build(tmp_path, units, locale="en-US", stamp="s1")
    assert asked == [1]
    assert len([one for one in tmp_path.iterdir() if one.is_dir()]) == 1


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]"])
def test_a_damaged_list_of_the_library_itself_does_no_harm(
    tmp_path: Path, content: bytes | None
) -> None:
    built(tmp_path)
    path = next(tmp_path.rglob(".managed.json"))
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    disk = OnDisk.open_or_build(tmp_path, UNITS.items, locale="en-US", stamp="s1")
    disk.add(1001, "a wholly new text about umbrellas")
    assert disk.commit("s2")
    assert disk.find(UNITS[9], 100, 1) == [Hit(9, 100)]


def test_a_change_counts_at_once_and_after_the_commit(tmp_path: Path) -> None:
    disk = built(tmp_path)
    disk.add(1001, "a wholly new text about umbrellas")
    disk.add(7, "now about umbrellas of another kind")
    disk.remove(8)
    disk.remove(4711)
    expected = {
        "a wholly new text about umbrellas": [Hit(1001, 100)],
        "now about umbrellas of another kind": [Hit(7, 100)],
        UNITS[7]: [],
        UNITS[8]: [],
        UNITS[9]: [Hit(9, 100)],
    }
    assert {text: disk.find(text, 100, 5) for text in expected} == expected
    assert disk.pending == 4
    assert disk.commit("s2")
    assert disk.pending == 0
    assert {text: disk.find(text, 100, 5) for text in expected} == expected
    assert reopened(tmp_path) is None
    again = reopened(tmp_path, stamp="s2")
    assert again is not None
    assert {text: again.find(text, 100, 5) for text in expected} == expected


def test_a_change_during_a_commit_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = built(tmp_path)
    disk.add(1001, "a wholly new text about umbrellas")
    disk.add(1002, "another new text about raincoats")
    store = disk._store

    def store_slowly(changed: Mapping[int, str | None]) -> None:
        store(changed)
        disk.add(1001, "now about rubber boots")
        disk.remove(1002)

    monkeypatch.setattr(disk, "_store", store_slowly)
    assert disk.commit("s2")
    assert disk.pending == 2
    assert disk.find("now about rubber boots", 100, 5) == [Hit(1001, 100)]
    assert disk.find("a wholly new text about umbrellas", 100, 5) == []
    assert disk.find("another new text about raincoats", 100, 5) == []


def test_without_a_stamp_it_is_built_anew_next_time(tmp_path: Path) -> None:
    disk = built(tmp_path)
    assert disk.commit()
    assert reopened(tmp_path) is None
    assert disk.commit("s3")
    assert reopened(tmp_path, stamp="s3") is not None


def test_many_changes_are_committed_by_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_disk, "MOST_PENDING", 10)
    disk = built(tmp_path)
    for number in range(25):
        disk.add(2000 + number, f"umbrella number {number} of the new season")
    assert disk.pending == 5
    assert disk.find("umbrella number 3 of the new season", 100, 1) == [Hit(2003, 100)]


def test_a_commit_that_fails_loses_nothing(tmp_path: Path) -> None:
    disk = built(tmp_path)
    (place,) = (one for one in tmp_path.iterdir() if one.is_dir())
    other = new_writer(open_index(place, 3))  # another program writes
    disk.add(1001, "a wholly new text about umbrellas")
    assert not disk.commit("s2")
    assert disk.pending == 1
    assert disk.find("a wholly new text about umbrellas", 100, 1) == [Hit(1001, 100)]
    other.wait_merging_threads()
    assert disk.commit("s2")
    assert disk.pending == 0
    again = reopened(tmp_path, stamp="s2")
    assert again is not None
    assert again.find("a wholly new text about umbrellas", 100, 5) == [Hit(1001, 100)]


def test_a_stopped_build_leaves_what_was_there(tmp_path: Path) -> None:
    built(tmp_path)
    progress = Progress()

    def units() -> Iterator[tuple[int, str]]:
        for number in range(5000):
            if number == 1500:
                progress.cancel()
            yield number, f"text {number}"

    with pytest.raises(Cancelled):
        OnDisk.build(tmp_path, units(), locale="en-US", stamp="s2", progress=progress)
    assert reopened(tmp_path) is not None
    assert len([one for one in tmp_path.iterdir() if one.is_dir()]) == 1


def test_an_index_goes_on_while_it_is_built_anew(tmp_path: Path) -> None:
    old = built(tmp_path)
    OnDisk.build(tmp_path, [(1, "something else")], locale="en-US", stamp="s2")
    assert old.find(UNITS[9], 100, 1) == [Hit(9, 100)]
    old.add(5000, "a wholly new text about umbrellas")
    assert not old.commit("s3")
    assert old.find("a wholly new text about umbrellas", 100, 1) == [Hit(5000, 100)]
    assert reopened(tmp_path, stamp="s2") is not None


def test_many_are_found_as_one_by_one(tmp_path: Path) -> None:
    disk = built(tmp_path)
    texts = [*list(texts_of(400).values())[250:], UNITS[9], UNITS[9], ""]
    steps: list[tuple[int, int]] = []
    progress = Progress(lambda done, total: steps.append((done, total)))
    assert disk.find_many(texts, 60, 3, progress) == [disk.find(one, 60, 3) for one in texts]
    assert steps[-1][0] == steps[-1][1] == len(set(texts))
    assert disk.find_many([], 60, 3) == []
    progress.cancel()
    with pytest.raises(Cancelled):
        disk.find_many(texts, 60, 3, progress)


def test_threads_find_while_another_adds_and_commits(tmp_path: Path) -> None:
    disk = built(tmp_path)
    wrong: list[str] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            for unit in (9, 90, 290):
                found = disk.find(UNITS[unit], 100, 99)
                if Hit(unit, 100) not in found:
                    wrong.append(UNITS[unit])

    threads = [threading.Thread(target=look) for _ in range(3)]
    for one in threads:
        one.start()
    for number in range(60):
        disk.add(3000 + number % 20, f"umbrella {number}")
        disk.add(90, UNITS[90])
        if number % 10 == 0:
            assert disk.commit("s")
    done.set()
    for one in threads:
        one.join()
    assert wrong == []
    assert disk.commit("s")
    for number in range(40, 60):
        assert disk.find(f"umbrella {number}", 100, 9) == [Hit(3000 + number % 20, 100)]
    assert disk.find("umbrella 5", 100, 9) == []
