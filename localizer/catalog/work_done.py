"""Who wrote, approved and sent back how much on which day, read from the history.

The history notes what a row said before each change. What it said after is what the next change found, or
what it says now; so the history is walked from its newest change back to the first one wanted.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

import msgspec

from localizer.catalog.activity import as_stored, first_moment, midnight
from localizer.catalog.json_text import IDS, listed
from localizer.catalog.launches import launch_products
from localizer.catalog.statistics import Count
from localizer.jobs import SILENT, Progress
from localizer.model.launch import Launch
from localizer.model.segment import Origin, State
from localizer.model.word_count import count_words
from localizer.store.database import Reader

#: Changes read at once, and ids one query is asked about.
CHUNK: Final = 20_000


class Deed(StrEnum):
    """What a person did with a text."""

    WRITTEN = "written"
    APPROVED = "approved"
    SENT_BACK = "sent_back"


Deeds = Mapping[Deed, Count]


@dataclass(frozen=True, slots=True)
class Done:
    """What ``person`` did on ``day``: each text once, however often it was done; words of its source then."""

    person: str
    day: dt.date
    deed: Deed
    count: Count


@dataclass(frozen=True, slots=True)
class WorkDone:
    """What was done, by day, person and deed.

    ``since`` is the first day the history knows, ``None`` where there is none. Of the days before, each text
    tells only who touched it last: ``earlier`` says whether any of those are among ``cells``.
    """

    cells: tuple[Done, ...]
    since: dt.date | None = None
    earlier: bool = False

    def by_person(self) -> dict[str, dict[Deed, Count]]:
        """Return what each person did, who did most first."""
        found = _summed((one.person, one) for one in self.cells)
        return dict(sorted(found.items(), key=lambda item: (-_words(item[1]), item[0])))

    def by_day(self) -> dict[dt.date, dict[Deed, Count]]:
        """Return what was done on each day that has something, the oldest first."""
        return dict(sorted(_summed((one.day, one) for one in self.cells).items()))

    def total(self) -> dict[Deed, Count]:
        """Return all of it by deed, every deed named."""
        return _summed((0, one) for one in self.cells).get(0, _nothing())


def _nothing() -> dict[Deed, Count]:
    return dict.fromkeys(Deed, Count())


def _words(deeds: Deeds) -> int:
    return sum(count.words for count in deeds.values())


def _summed(cells: Iterable[tuple[Any, Done]]) -> dict[Any, dict[Deed, Count]]:
    sums: dict[Any, dict[Deed, Count]] = defaultdict(_nothing)
    for key, one in cells:
        sums[key][one.deed] += one.count
    return dict(sums)


def work_done(
    reader: Reader,
    launch: Launch | None = None,
    *,
    first: dt.date | None = None,
    last: dt.date | None = None,
    zone: dt.tzinfo | None = None,
    progress: Progress = SILENT,
) -> WorkDone:
    """Return what people did with the texts of ``launch``, or of the workspace, from ``first`` to ``last``.

    Days are those of ``zone``, of this machine without one. Steps that are undone do not count, nor what the
    program drafted by itself. Raises `Cancelled`.
    """
    moment = first_moment(reader)
    if moment is None:
        return WorkDone(())
    since = dt.datetime.fromisoformat(moment).astimezone(zone).date()
    walk = _Walk(reader, _first_step(reader, first, zone), zone)
    walk.back(progress)
    events = walk.events
    earlier: list[_Event] = []
    if first is None or first <= since:
        earlier = list(walk.before_history(moment))
    events += earlier
    known = _Sources(reader, launch, walk.sources, walk.owners)
    known.load(events)
    kept = {
        one.key: known.words(one)
        for one in reversed(events)  # of a text done twice on a day the last source counts
        if (first is None or one.day >= first) and (last is None or one.day <= last) and known.has(one)
    }  # fmt: skip
    sums: dict[tuple[str, dt.date, Deed], Count] = defaultdict(Count)
    for (person, day, deed, _row), words in kept.items():
        sums[person, day, Deed(deed)] += Count(1, words)
    ordered = sorted(sums.items(), key=lambda item: (item[0][1], item[0][0], item[0][2]))
    cells = tuple(Done(*key, count) for key, count in ordered)
    return WorkDone(cells, since, any(one.key in kept for one in earlier))


def _first_step(reader: Reader, first: dt.date | None, zone: dt.tzinfo | None) -> int:
    """Return the oldest step of ``first`` or a later day; 0 for all of them."""
    if first is None:
        return 0
    query = "SELECT min(id) FROM step WHERE at >= ?"
    found = reader.value(query, (as_stored(midnight(first, zone)),))
    if found is None:
        found = (reader.value("SELECT max(id) FROM step") or 0) + 1
    return int(found)


# Of the following there are hundreds of thousands. None is part of a ring of values that hold one another, so
# Python need not search them for such: it would hold up the window for a quarter of a second each time.


class _Event(msgspec.Struct, frozen=True, gc=False):
    """A deed on the translation ``row`` in the step ``step`` (0: before the history)."""

    person: str
    day: dt.date
    deed: Deed
    row: int
    step: int
    segment: int
    locale: str

    @property
    def key(self) -> tuple[str, dt.date, str, int]:
        """What counts once. Of plain values only: rings are not searched for in such tuples."""
        return self.person, self.day, self.deed.value, self.row


class _Before(msgspec.Struct, gc=False):
    """What a change noted of a row, as far as it is of use here; ``None`` for what it left alone."""

    segment_id: int | None = None
    locale: str | None = None
    state: str | None = None
    origin: str | None = None
    updated_at: str | None = None
    updated_by: str | None = None
    text: str | None = None
    source: str | None = None
    product_id: int | None = None


class _Row(msgspec.Struct, gc=False):
    """A translation as it was at some moment."""

    segment: int
    locale: str
    state: str
    origin: str
    at: str
    by: str

    def take(self, old: _Before) -> _Row:
        """Return the row as it was before a change."""
        return _Row(
            self.segment if old.segment_id is None else old.segment_id,
            self.locale if old.locale is None else old.locale,
            self.state if old.state is None else old.state,
            self.origin if old.origin is None else old.origin,
            self.at if old.updated_at is None else old.updated_at,
            self.by if old.updated_by is None else old.updated_by,
        )


_decode: Final = msgspec.json.Decoder(_Before).decode
#: The walk: what a translation is now stands beside its change. Rows that come tell of their bodies too.
_CHANGES: Final = f"""
SELECT c.seq, c.step, c.tbl, c.row, c.op, c.before,
  t.segment_id, t.locale, t.state, t.origin, t.updated_at, t.updated_by
FROM change c LEFT JOIN translation t ON t.id = c.row AND c.tbl IN ('translation', 'translation_body')
WHERE c.seq < :below AND c.seq >= :first AND (
  c.tbl = 'translation' AND c.op <> 'R' OR c.tbl = 'translation_body' AND c.op = 'U'
  OR c.tbl = 'segment' AND c.op = 'D' OR c.tbl = 'segment_body' AND c.op IN ('U', 'D'))
ORDER BY c.seq DESC LIMIT {CHUNK}
"""  # noqa: S608 - our own
_DONE_STATES: Final = {
    State.APPROVED.value: Deed.APPROVED,
    State.SENT_BACK.value: Deed.SENT_BACK,
}
#: Texts whose last change is older than the history.
_OLDER: Final = """
SELECT id, segment_id, locale, state, origin, updated_at, updated_by FROM translation
WHERE updated_at < :since AND (state IN ('approved', 'sent_back')
  OR state = 'translated' AND origin = 'person')
"""


@dataclass(slots=True)
class _Open:
    """The step being walked: its rows as they were after it, and those whose text it changed."""

    step: int = 0
    after: dict[int, _Row | None] = field(default_factory=dict)
    written: set[int] = field(default_factory=set)


class _Walk:
    """Goes through the history backwards and notes each deed."""

    def __init__(self, reader: Reader, first_step: int, zone: dt.tzinfo | None) -> None:
        self._reader = reader
        self._first_step = first_step
        self._zone = zone
        self._rows: dict[int, _Row | None] = {}
        #: Rows that came with a step and were never changed later.
        self._fresh: set[int] = set()
        self._open = _Open()
        query = "SELECT id, at, by FROM step WHERE undone = 0 AND id >= ?"
        self._steps = {
            number: (by, at) for number, at, by in reader.tuples(query, (first_step,))
        }  # fmt: skip
        self._days: dict[str, dt.date] = {}
        self.events: list[_Event] = []
        #: By segment, the newest first: the steps that changed its source, and what it was before.
        self.sources: dict[int, list[tuple[int, str]]] = defaultdict(list)
        #: The products of segments that are gone.
        self.owners: dict[int, int] = {}
        self._take: dict[str, Callable[[tuple[Any, ...]], None]] = {
            "translation": self._take_row,
            "translation_body": self._take_body,
            "segment": self._take_segment,
            "segment_body": self._take_source,
        }

    def back(self, progress: Progress) -> None:
        """Walk from the newest change to the first of the steps wanted."""
        newest = (self._reader.value("SELECT max(seq) FROM change") or 0) + 1
        query = "SELECT seq FROM change WHERE step >= ? ORDER BY step, seq LIMIT 1"
        first = self._reader.value(query, (self._first_step,)) or newest
        below = newest
        while found := self._reader.tuples(_CHANGES, {"below": below, "first": first}):
            for change in found:
                self._pass(change)
            below = found[-1][0]
            progress.step(newest - below, max(newest - first, 1))
        self._finish()

    def _pass(self, change: tuple[Any, ...]) -> None:
        step = change[1]
        if step not in self._steps:
            return
        if step != self._open.step:
            self._finish()
            self._open = _Open(step)
        self._take[change[2]](change)

    def _take_row(self, change: tuple[Any, ...]) -> None:
        row, op = change[3], change[4]
        known = row in self._rows
        if op == "I" and not known and not _is_deed(change[8], change[9]):
            self._fresh.add(row)  # a draft nobody has touched since
            return
        now = self._now(change) if op != "D" else None
        self._open.after.setdefault(row, now)
        if op == "I":
            if now is not None and now.origin == Origin.PERSON.value:
                self._open.written.add(row)
            self._rows[row] = None
        elif op == "U":
            self._rows[row] = None if now is None else now.take(_decode(change[5]))
        else:
            self._rows[row] = _of(_decode(change[5]))

    def _take_body(self, change: tuple[Any, ...]) -> None:
        if _decode(change[5]).text is not None:
            row = change[3]
            self._open.after.setdefault(row, self._now(change))
            self._open.written.add(row)

    def _take_segment(self, change: tuple[Any, ...]) -> None:
        product = _decode(change[5]).product_id
        if product is not None:
            self.owners[change[3]] = product

    def _take_source(self, change: tuple[Any, ...]) -> None:
        source = _decode(change[5]).source
        if source is not None:
            self.sources[change[3]].append((change[1], source))

    def _now(self, change: tuple[Any, ...]) -> _Row | None:
        """Return the row as the walk has it; at its first change as it is today."""
        row = change[3]
        if row not in self._rows:
            self._rows[row] = None if change[6] is None else _Row(*change[6:12])
        return self._rows[row]

    def _finish(self) -> None:
        """Note what the step did, by what its rows were before and after it."""
        for row, after in self._open.after.items():
            if after is None:
                continue
            before = self._rows.get(row)
            deed = _DONE_STATES.get(after.state)
            if deed is not None and (before is None or before.state != after.state):
                self._note(deed, row, after)
            if row in self._open.written and _is_own(after):
                self._note(Deed.WRITTEN, row, after)
        self._open = _Open()

    def _note(self, deed: Deed, row: int, after: _Row) -> None:
        by, at = self._steps[self._open.step]
        if deed is Deed.WRITTEN and after.at == at and after.by:
            by = after.by  # words a translator sent back are hers, whoever brought them in
        event = _Event(
            by, self._day(at), deed, row, self._open.step, after.segment, after.locale
        )  # fmt: skip
        self.events.append(event)

    def _day(self, moment: str) -> dt.date:
        found = self._days.get(moment)
        if found is None:
            found = dt.datetime.fromisoformat(moment).astimezone(self._zone).date()
            self._days[moment] = found
        return found

    def before_history(self, since: str) -> Iterable[_Event]:
        """Yield the last deed on each text that was touched before the history begins."""
        for number, *values in self._reader.tuples(_OLDER, {"since": since}):
            if number not in self._rows and number not in self._fresh:
                yield from self._last_deed(number, _Row(*values))
        for number, row in self._rows.items():
            if row is not None and row.at < since:
                yield from self._last_deed(number, row)

    def _last_deed(self, number: int, row: _Row) -> Iterable[_Event]:
        deed = _DONE_STATES.get(row.state)
        if deed is None and row.state == State.TRANSLATED.value and _is_own(row):
            deed = Deed.WRITTEN
        if deed is not None:
            yield _Event(row.by, self._day(row.at), deed, number, 0, row.segment, row.locale)


def _of(old: _Before) -> _Row:
    """Return a row that is gone, as the history keeps it whole."""
    return _Row(
        old.segment_id or 0,
        old.locale or "",
        old.state or "",
        old.origin or "",
        old.updated_at or "",
        old.updated_by or "",
    )


def _is_own(row: _Row) -> bool:
    return row.origin == Origin.PERSON.value and row.state != State.UNTRANSLATED.value


def _is_deed(state: str | None, origin: str | None) -> bool:
    """Tell whether a row of today may have come by a deed."""
    return state in _DONE_STATES or origin == Origin.PERSON.value


class _Sources:
    """What the sources of texts were when something was done, and whether a launch has them."""

    def __init__(
        self,
        reader: Reader,
        launch: Launch | None,
        changed: Mapping[int, list[tuple[int, str]]],
        owners: Mapping[int, int],
    ) -> None:
        self._reader = reader
        self._locales = None if launch is None else {one.locale for one in launch.targets}
        self._products = None if launch is None else set(launch_products(reader, launch))
        self._changed = changed
        self._owners = dict(owners)
        self._sources: dict[int, str] = {}
        self._counted: dict[str, int] = {}

    def load(self, events: Iterable[_Event]) -> None:
        """Read the sources of today."""
        wanted = sorted({one.segment for one in events})
        query = (
            "SELECT s.id, s.product_id, b.source FROM segment s "  # noqa: S608 - our own names
            f"JOIN segment_body b ON b.id = s.id WHERE s.id {IDS}"
        )
        for at in range(0, len(wanted), CHUNK):
            found = self._reader.tuples(query, listed(wanted[at : at + CHUNK]))
            for number, product, source in found:
                self._owners[number] = product
                self._sources[number] = source

    def has(self, event: _Event) -> bool:
        """Tell whether the text is of the launch; without one every text is."""
        if self._locales is None or self._products is None:
            return True
        owner = self._owners.get(event.segment)
        return event.locale in self._locales and owner in self._products

    def words(self, event: _Event) -> int:
        """Return the words of the source as it was in the step of ``event``."""
        source = self._sources.get(event.segment, "")
        for step, before in self._changed.get(event.segment, ()):  # the newest first
            if step <= event.step:
                break
            source = before
        count = self._counted.get(source)
        if count is None:
            count = self._counted[source] = count_words(source)
        return count
