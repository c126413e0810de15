from __future__ import annotations

import json
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from localizer.translate.fuzzy.cache_folder import (
    TEXTS,
    Manifest,
    Sum,
    discard_others,
    is_whole,
    new_generation,
    publish,
    read_manifest,
    sum_of,
)


@pytest.fixture
def published(tmp_path: Path) -> Manifest:
    place = new_generation(tmp_path)
    (place / "a.idx").write_bytes(b"index")
    (place / TEXTS).write_bytes(b"texts")
    (place / "meta.json").write_bytes(b"{}")
    (place / ".lock").write_bytes(b"")
    return publish(tmp_path, Manifest(place.name, "lib 1", 3, "s1"), known={})


def test_what_was_published_is_read_again(tmp_path: Path, published: Manifest) -> None:
    assert read_manifest(tmp_path) == published
    assert sorted(published.files) == ["a.idx", "meta.json", TEXTS]
    assert published.files["a.idx"] == Sum(5, zlib.crc32(b"index"))
    assert is_whole(tmp_path, published)
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".new"] == []


@pytest.mark.parametrize("name", ["a.idx", "meta.json", TEXTS])
def test_a_changed_byte_is_seen(tmp_path: Path, published: Manifest, name: str) -> None:
    path = tmp_path / published.generation / name
    path.write_bytes(b"X" + path.read_bytes()[1:])
    assert not is_whole(tmp_path, published)


@pytest.mark.parametrize("name", ["a.idx", "meta.json", TEXTS])
def test_a_lost_or_cut_file_is_seen(tmp_path: Path, published: Manifest, name: str) -> None:
    path = tmp_path / published.generation / name
    path.write_bytes(path.read_bytes()[:1])
    assert not is_whole(tmp_path, published)
    path.unlink()
    assert not is_whole(tmp_path, published)


def test_only_the_texts_may_have_grown(tmp_path: Path, published: Manifest) -> None:
    place = tmp_path / published.generation
    (place / TEXTS).write_bytes(b"texts and what a stopped commit left")
    assert is_whole(tmp_path, published)
    (place / "a.idx").write_bytes(b"index and more")
    assert not is_whole(tmp_path, published)


def test_no_files_are_not_whole(tmp_path: Path, published: Manifest) -> None:
    assert not is_whole(tmp_path, replace(published, files={}))


@pytest.mark.parametrize(
    "said",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"format": 1}',
        '{"format": 1, "generation": "../outside", "made_by": "", "grams": 3, "stamp": "", "files": {}}',
        '{"format": 1, "generation": 5, "made_by": "", "grams": 3, "stamp": "", "files": {}}',
    ],
)
def test_nonsense_is_no_manifest(tmp_path: Path, said: str) -> None:
    assert read_manifest(tmp_path) is None
    (tmp_path / "current.json").write_text(said, encoding="utf-8")
    assert read_manifest(tmp_path) is None


@pytest.mark.parametrize(
    ("key", "value"),
    [("format", 0), ("generation", "g1"), ("grams", None), ("files", []), ("files", {"a": [1]})],
)
def test_another_format_is_no_manifest(
    tmp_path: Path, published: Manifest, key: str, value: object
) -> None:
    path = tmp_path / "current.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    assert said["generation"] == published.generation
    path.write_text(json.dumps({**said, key: value}), encoding="utf-8")
    assert read_manifest(tmp_path) is None


def test_sums_of_finished_files_are_taken_over_and_texts_go_on(
    tmp_path: Path, published: Manifest
) -> None:
    place = tmp_path / published.generation
    (place / TEXTS).write_bytes(b"texts+more")
    (place / "meta.json").write_bytes(b"[]")
    (place / "b.idx").write_bytes(b"new")
    again = publish(tmp_path, replace(published, stamp="s2"), known=published.files)
    fresh = {name: sum_of(place / name, limit=99) for name in again.files}
    assert again.files == fresh
    assert is_whole(tmp_path, again)
    assert read_manifest(tmp_path) == again


def test_other_generations_are_deleted_and_nothing_else(
    tmp_path: Path, published: Manifest
) -> None:
    old = new_generation(tmp_path)
    (tmp_path / "notes").mkdir()
    discard_others(tmp_path, published.generation)
    assert not old.exists()
    assert (tmp_path / "notes").exists()
    assert is_whole(tmp_path, published)
