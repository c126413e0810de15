"""Urgent writes go before the next step, and a step does not wait for them without end."""

from __future__ import annotations

import threading
import time

from localizer.catalog import preferences
from localizer.store.database import Store
from localizer.store.event_lane import EventLane
from localizer.store.turns import PATIENCE, Turns


def test_a_step_waits_for_an_urgent_write() -> None:
    turns = Turns()
    order: list[str] = []
    begun, done = threading.Event(), threading.Event()

    def urgent() -> None:
        with turns.urgent():
            begun.set()
            done.wait(10)
            order.append("urgent")

    other = threading.Thread(target=urgent)
    other.start()
    assert begun.wait(10)
    threading.Timer(PATIENCE / 10, done.set).start()
    turns.give_way()
    order.append("step")
    other.join()
    assert order == ["urgent", "step"]


def test_a_step_goes_on_when_the_urgent_write_is_held_up() -> None:
    turns = Turns()
    with turns.urgent():
        start = time.monotonic()
        turns.give_way()
    assert time.monotonic() - start < 20 * PATIENCE
    turns.give_way()


def test_the_log_of_a_show_gets_through_while_steps_follow_one_another(store: Store) -> None:
    stop = threading.Event()

    def edit() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            with store.step("Edit") as step:
                preferences.write(step, "counter", str(number))

    editing = threading.Thread(target=edit)
    editing.start()
    waits = []
    with EventLane(store.path, store.turns) as lane:
        for number in range(20):
            start = time.monotonic()
            lane.write("INSERT INTO preference(key, value) VALUES(?, ?)", (f"mark{number}", "1"))
            waits.append(time.monotonic() - start)
    stop.set()
    editing.join()
    assert len(waits) == 20
    assert int(preferences.read(store.read(), "counter")) > 0
    assert preferences.read(store.read(), "mark19") == "1"
