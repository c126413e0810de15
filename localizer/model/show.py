"""Shows: an ordered rundown of scripts with planned times, who hosts it, and what happened on air."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from localizer.model.launch import Target


class ItemKind(StrEnum):
    """What stands in a rundown: a product's pitch, or anything else that takes time."""

    SCRIPT = "script"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class ShowItem:
    """One place of the rundown.

    A script is named by product, ``style`` and ``label``, so that it stays right when drafts are written
    anew. ``seconds`` is the time set by a person, ``None`` for what the script takes. ``hard_start`` is the
    second of the show it must begin at, ``None`` when it follows the one before. ``title`` is of a break.
    """

    id: int
    kind: ItemKind
    product_id: int | None = None
    style: str = ""
    label: str = ""
    title: str = ""
    seconds: float | None = None
    hard_start: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Frozen:
    """The values of tokens by product id as they were pinned for a show, and when.

    ``spoken`` are the same with money in words. ``rates`` are the days of the exchange rates the prices came
    from, by pair (``CNY/THB``); the oldest where products differ.
    """

    at: dt.datetime
    values: Mapping[int, Mapping[str, str]]
    spoken: Mapping[int, Mapping[str, str]]
    rates: Mapping[str, dt.date] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Show:
    """A rundown for one target. ``starts_at`` carries its zone; ``seconds`` is the time there is."""

    id: int
    name: str
    target: Target
    starts_at: dt.datetime
    seconds: int
    items: tuple[ShowItem, ...] = ()
    host_id: int | None = None
    frozen: Frozen | None = None


@dataclass(frozen=True, slots=True)
class Host:
    """A person who speaks in one locale: her voice of the phrase bank and her measured pace.

    ``per_minute`` counts the locale's unit; it is ``measured_units`` over ``measured_seconds`` of rehearsal,
    ``None`` until there was one.
    """

    id: int
    name: str
    locale: str
    voice: str = ""
    per_minute: int | None = None
    measured_units: int = 0
    measured_seconds: float = 0.0


class RunKind(StrEnum):
    """Whether anybody was watching."""

    REHEARSAL = "rehearsal"
    LIVE = "live"


class EventKind(StrEnum):
    """What the prompter notes."""

    BEGIN = "begin"
    END = "end"
    MARK = "mark"
    CARD = "card"
    INSERT = "insert"
    PAUSE = "pause"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class ShowEvent:
    """One thing that happened, ``after`` seconds from the start of the run by a monotonic clock.

    ``place`` is the beat's place in the plan of the item's script, ``beat`` its name. ``units`` are the
    units the host said in a beat that ends; 0 where nobody counted them.
    """

    after: float
    kind: EventKind
    item_id: int | None = None
    product_id: int | None = None
    place: int | None = None
    beat: str = ""
    note: str = ""
    units: int = 0


@dataclass(frozen=True, slots=True)
class ShowRun:
    """One rehearsal or show on air; ``ended_after`` is ``None`` while it runs or where it broke off.

    Name, target and host are kept as they were, because the log outlives the show.
    """

    id: int
    show_id: int
    kind: RunKind
    started_at: dt.datetime
    name: str
    target: Target
    host_id: int | None = None
    ended_after: float | None = None
    events: tuple[ShowEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class RundownLine:
    """Where an item lies in the show, in seconds from its start.

    ``gap`` is the time nothing happens before it, ``overlap`` what the one before runs into it. ``late`` is
    how long after its hard start it begins, where that lies before the start of the one before.
    """

    item: ShowItem
    start: float
    seconds: float
    gap: float = 0.0
    overlap: float = 0.0
    late: float = 0.0

    @property
    def end(self) -> float:
        """Return the second it ends at."""
        return self.start + self.seconds


@dataclass(frozen=True, slots=True)
class Rundown:
    """The whole show on the clock. ``over`` is the time beyond what there is, negative when some is left.

    ``durations`` are the spoken seconds by item, also where a person set others.
    """

    lines: tuple[RundownLine, ...]
    over: float
    durations: Mapping[int, float] = field(default_factory=lambda: MappingProxyType({}))
