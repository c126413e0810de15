"""Copies that synchronising programs leave are known by their names and by what they are."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from localizer.store.conflicts import conflict_copies, conflict_words
from localizer.store.database import Store


@pytest.mark.parametrize(
    "name",
    [
        "work (Mei's conflicted copy 2026-11-24).localizer",
        "work (conflicted copy 2026-11-24 101010).localizer",
        "work.sync-conflict-20261124-101010-ABCDEFG.localizer",
        "work-DESKTOP-7QK3F.localizer",
        "work-LAPTOP-1.localizer",
        "work[Conflict].localizer",
        "work.Conflict.localizer",
    ],
)
def test_a_copy_of_a_workspace_is_told(store: Store, name: str) -> None:
    copy = store.path.with_name(name)
    shutil.copyfile(store.path, copy)
    assert conflict_copies(store.path) == (copy,)
    assert name in conflict_words(store.path, copy)


@pytest.mark.parametrize(
    "name",
    [
        "work 2.localizer",
        "work-DE.localizer",
        "workshop (conflicted copy).localizer",
        "other (conflicted copy).localizer",
        "work (copy).localizer",
    ],
)
def test_other_workspaces_are_left_alone(store: Store, name: str) -> None:
    shutil.copyfile(store.path, store.path.with_name(name))
    assert conflict_copies(store.path) == ()


def test_what_is_no_workspace_is_passed_over(store: Store, tmp_path: Path) -> None:
    store.path.with_name("work (conflicted copy).localizer").write_bytes(b"text")
    assert conflict_copies(store.path) == ()
    assert conflict_copies(tmp_path / "gone" / "work.localizer") == ()


def test_signs_in_a_name_mean_themselves(store: Store, tmp_path: Path) -> None:
    odd = tmp_path / "a[1]*.localizer"
    shutil.copyfile(store.path, odd)
    copy = tmp_path / "a[1]* (conflicted copy 1).localizer"
    shutil.copyfile(store.path, copy)
    assert conflict_copies(odd) == (copy,)
