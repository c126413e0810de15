"""A snapshot sees one state of the workspace, whatever is written meanwhile."""

from __future__ import annotations

import pytest

from localizer.catalog import preferences
from localizer.jobs import Cancelled
from localizer.store.database import Store
from localizer.store.snapshot import snapshot


def _write(store: Store, value: str) -> None:
    with store.step("Choose") as step:
        preferences.write(step, "colour", value)


def test_it_sees_the_state_of_its_beginning_and_the_reader_after_it_sees_all(store: Store) -> None:
    _write(store, "red")
    with snapshot(store) as reader:
        _write(store, "blue")
        assert preferences.read(reader, "colour") == "red"
        assert preferences.read(store.read(), "colour") == "red"
        with snapshot(store) as inner:
            assert preferences.read(inner, "colour") == "red"
        _write(store, "green")
        assert preferences.read(reader, "colour") == "red"
    assert preferences.read(store.read(), "colour") == "green"


def test_a_failure_inside_lets_the_state_go(store: Store) -> None:
    _write(store, "red")
    with pytest.raises(KeyError), snapshot(store):
        raise KeyError
    _write(store, "blue")
    assert preferences.read(store.read(), "colour") == "blue"


def test_a_workspace_closed_inside_cancels_what_reads_on(store: Store) -> None:
    with pytest.raises(Cancelled), snapshot(store) as reader:
        store.close()
        reader.value("SELECT 1")
