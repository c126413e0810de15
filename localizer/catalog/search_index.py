"""The upkeep of the search index: what is new or changed is written to it in short transactions.

`refresh` may be stopped anywhere, also by a kill; the next call goes on. Few products are done here. Many are
cut into words by another process (`search_entries`), so that the window never waits for this one: here they
are only written, a chunk in a few statements.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from localizer.catalog import search, search_entries, search_parts
from localizer.catalog.search_entries import Beside, Entries, Gone
from localizer.jobs import SILENT, Progress
from localizer.store.database import Step, Store

#: From so many products on another process helps, which takes half a second to start.
BESIDE_FROM: Final = 2_000
#: How long one transaction of the upkeep may hold the write lane, about, and the products in it.
LANE_S: Final = 0.1
FEWEST: Final = 50
MOST: Final = 1_000
#: Between two transactions others get the lane.
PAUSE_S: Final = 0.005
#: So many chunks are under way over there: one in work, one waiting to be.
AHEAD: Final = 2
#: So often what came from over there may be outdated before a chunk is made here, under the lock.
PATIENCE: Final = 3
#: The index is made anew when it carries more outdated entries than this, and than products.
OUTDATED: Final = 20_000


def refresh(store: Store, progress: Progress = SILENT) -> int:
    """Bring the index up to date; return how many products were indexed.

    Raises `Cancelled`; what was indexed until then stays. Also after a kill the next call goes on.
    """
    total = search.pending(store.read())
    if not total:
        return 0
    with store.derive() as step:
        _start_over_when_due(step)
    done = 0
    if total >= BESIDE_FROM:
        with search_entries.beside(store.path, progress) as other:
            done = _Shared(store, other, progress, total).run()
    while True:
        progress.step(done, max(done, total))
        with store.derive() as step:
            indexed = index_some(step, FEWEST)
        if not indexed:
            break
        done += indexed
        time.sleep(PAUSE_S)
    progress.step(done, done)
    return done


def index_some(step: Step, limit: int) -> int:
    """Index up to ``limit`` products, changed ones before new ones; return how many."""
    asked = _next(step, limit, _Asked())
    if asked.ids:
        _write(step, asked, search_entries.made(step, asked.ids))
    return len(asked.ids)


def _start_over_when_due(step: Step) -> None:
    """Empty an index that was cut into words otherwise, or is half outdated.

    Marks of products deleted from the middle stay: the index will be past their ids when they come back.
    """
    outdated, version = step.rows("SELECT outdated, words_version FROM search_state")[0]
    live = step.value("SELECT count(*) FROM product")
    last = step.value("SELECT coalesce(max(id), 0) FROM product")
    gone = step.value("SELECT count(*) FROM search_changed WHERE id > ?", (last,))
    if version == search.WORDS_VERSION and outdated + gone <= max(OUTDATED, live):
        return
    step.write("INSERT INTO search_index(search_index) VALUES('delete-all')")
    search_parts.start_over(step)
    step.write("DELETE FROM search_turn")
    step.write("DELETE FROM search_changed WHERE id > ? OR id IN (SELECT id FROM product)", (last,))
    step.write(
        "UPDATE search_state SET indexed = 0, outdated = 0, words_version = ?",
        (search.WORDS_VERSION,),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A chunk: products that are all changed ones or all new ones, and how far each kind was asked for."""

    ids: tuple[int, ...] = ()
    are_new: bool = False
    changed_to: int = 0
    new_to: int = 0


def _next(step: Step, limit: int, before: _Asked) -> _Asked:
    """Return the chunk after ``before``, without products where there is none."""
    changed = step.rows(
        "SELECT c.id FROM search_changed c CROSS JOIN product p ON p.id = c.id "
        "WHERE c.id <= (SELECT indexed FROM search_state) AND c.id > ? ORDER BY c.id LIMIT ?",
        (before.changed_to, limit),
    )
    if changed:
        ids = tuple(row["id"] for row in changed)
        return _Asked(ids, are_new=False, changed_to=ids[-1], new_to=before.new_to)
    fresh = step.rows(
        "SELECT id FROM product WHERE id > max((SELECT indexed FROM search_state), ?) "
        "ORDER BY id LIMIT ?",
        (before.new_to, limit),
    )
    ids = tuple(row["id"] for row in fresh)
    last = ids[-1] if ids else before.new_to
    return _Asked(ids, are_new=True, changed_to=before.changed_to, new_to=last)


def _write(step: Step, asked: _Asked, entries: Entries) -> None:
    """Write an entry for each product of a chunk and take it off the list of changes.

    Single statements over JSON: with one for each row every other thread would wait for this one.
    """
    listed = _json(asked.ids)
    if not asked.are_new:
        step.write(
            "INSERT INTO search_turn(id, turn) SELECT value, 1 FROM json_each(?) WHERE true "
            "ON CONFLICT(id) DO UPDATE SET turn = turn + 1",
            (listed,),
        )
    # In the order of rowids the index writes them at once.
    step.write(
        "INSERT INTO search_index(rowid, words) SELECT "  # noqa: S608 - a number
        f"(coalesce((SELECT t.turn FROM search_turn t WHERE t.id = e.key), 0) << {search.TURN_BITS}) "
        "+ e.key, e.value FROM json_each(?) e ORDER BY 1",
        (entries.words,),
    )
    search_parts.add_json(step, entries.long_words)
    step.write("DELETE FROM search_changed WHERE id IN (SELECT value FROM json_each(?))", (listed,))
    if asked.are_new:
        step.write("UPDATE search_state SET indexed = ?", (asked.ids[-1],))
    else:
        step.write("UPDATE search_state SET outdated = outdated + ?", (len(asked.ids),))


class _Shared:
    """Two processes index: over there texts become words, here these are written.

    What comes from over there counts only if nothing at all was written since it was asked for.
    """

    def __init__(self, store: Store, other: Beside, progress: Progress, total: int) -> None:
        self._store, self._other, self._progress = store, other, progress
        self._total = total
        self._done = 0
        self._size = FEWEST
        self._failures = 0
        self._moment: tuple[int, int] | None = None
        self._way: deque[_Asked] = deque()

    def run(self) -> int:
        """Index until nothing is left or the other process is gone; return how many products."""
        try:
            while self._turn():
                time.sleep(PAUSE_S)
        except Gone:
            pass  # what is left is done here
        return self._done

    def _turn(self) -> bool:
        """Write a chunk that has come, ask for the next ones; tell whether there is more to do."""
        self._progress.step(self._done, max(self._done, self._total))
        taken = self._take() if self._way else None
        started = time.monotonic()
        with self._store.derive() as step:
            if self._moment not in (None, _moment(step)):
                self._give_up(step)
            elif taken is not None:
                asked = self._way.popleft()
                _write(step, asked, taken)
                self._done += len(asked.ids)
                self._failures = 0
                self._adapt(len(asked.ids), time.monotonic() - started)
            fresh = self._choose(step)
            self._moment = _moment(step)
        for asked in fresh:
            self._other.ask(asked.ids)
        self._way += fresh
        return bool(self._way)

    def _take(self) -> Entries:
        return self._other.take(self._done, max(self._done, self._total))

    def _give_up(self, step: Step) -> None:
        """Somebody wrote: forget what is under way. Where that goes on and on, make a chunk here."""
        self._way.popleft()
        while self._way:
            self._take()
            self._way.popleft()
        self._failures += 1
        if self._failures > PATIENCE:
            self._done += index_some(step, FEWEST)

    def _adapt(self, count: int, took: float) -> None:
        wanted = round(count * LANE_S / max(took, 0.001))
        self._size = max(FEWEST, min(MOST, 2 * self._size, wanted))

    def _choose(self, step: Step) -> list[_Asked]:
        last = self._way[-1] if self._way else _Asked()
        chosen: list[_Asked] = []
        while len(self._way) + len(chosen) < AHEAD:
            last = _next(step, self._size, last)
            if not last.ids:
                break
            chosen.append(last)
        return chosen


def _moment(step: Step) -> tuple[int, int]:
    """Return what is otherwise after any write, by this connection or another."""
    return step.connection.total_changes, int(step.value("PRAGMA data_version"))


def _json(numbers: Sequence[int]) -> str:
    return msgspec.json.encode(numbers).decode()
