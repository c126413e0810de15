"""Undoing everything gives the first state, whatever was done; redoing it the last."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from localizer.store.database import Store, open_store

ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["add", "edit", "delete", "undo", "redo", "reopen"]),
        st.integers(0, 5),
        # files are read without control characters; SQLite's JSON would end a text at a NUL
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8),
    ),
    max_size=25,
)


def snapshot(store: Store) -> list[tuple[Any, ...]]:
    return [
        tuple(row) for row in store.read().rows("SELECT key, value FROM preference ORDER BY key")
    ]


def act(store: Store, action: str, key: int, value: str) -> None:
    with store.step(action) as step:
        if action == "add":
            step.write(
                "INSERT INTO preference(key, value) VALUES(?, ?) ON CONFLICT(key) DO NOTHING",
                (str(key), value),
            )
        elif action == "edit":
            step.write("UPDATE preference SET value = ? WHERE key = ?", (value, str(key)))
        else:
            step.write("DELETE FROM preference WHERE key = ?", (str(key),))


@given(actions=ACTIONS)
def test_undo_all_is_the_first_state_and_redo_all_the_last(
    new_store: Callable[[Path], Store], actions: list[tuple[str, int, str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "w.localizer"
        store = new_store(path)
        for action, key, value in actions:
            if action == "undo":
                store.undo()
            elif action == "redo":
                store.redo()
            elif action == "reopen":
                store.close()
                store = open_store(path)
            else:
                act(store, action, key, value)
        while store.redo() is not None:
            pass
        last = snapshot(store)
        while store.undo() is not None:
            pass
        assert snapshot(store) == []
        while store.redo() is not None:
            pass
        assert snapshot(store) == last
        store.close()
