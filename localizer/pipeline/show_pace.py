"""A host's own pace, learned from the log of what she rehearsed and said on air."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from localizer.catalog import hosts, scripts, show_log, shows
from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.model.script import Lane, ScriptLine
from localizer.model.show import EventKind, Host, ShowEvent, ShowRun
from localizer.model.speech import SpeechRate
from localizer.pipeline.tools import Tools
from localizer.script.pace import ENOUGH_SECONDS, Measured, learned, plausible
from localizer.store.database import Reader, Store

#: People get used to a script and to the camera: older runs than these say little of today.
RUNS: Final = 5
_NO_UNITS: Final[Mapping[tuple[int, int], int]] = MappingProxyType({})
_NO_CUES: Final[Mapping[tuple[int, int], float]] = MappingProxyType({})


def learn_pace(store: Store, tools: Tools, run_id: int) -> Host:
    """Learn the pace of the host of a run from it and from her runs before; return her with it.

    Each run counts once, however often this is asked; one undoable step. With too little speech to tell she
    stays as she is. Raises `InputError` when nobody is known to have hosted it.
    """
    reader = store.read()
    run = show_log.load(reader, run_id)
    host = _host_of(reader, run)
    rate = tools.packs.speech_rate(host.locale)
    if rate is None:
        problem = _("How fast {locale} is spoken is not known.")
        raise InputError(problem.format(locale=host.locale))
    known = {one.id: one for one in (run, *show_log.of_host(reader, host.id, RUNS))}
    spoken = [
        beat
        for one in sorted(known.values(), key=lambda one: -one.id)[:RUNS]
        if one.target.locale == host.locale
        for beat in measured(one.events, *_planned(reader, one))
    ]
    paced = _paced(host, spoken, rate)
    if paced != host:
        with store.step(N_("Learn the pace of {name}"), name=host.name) as step:
            hosts.save(step, paced)
    return paced


def _paced(host: Host, spoken: Iterable[Measured], rate: SpeechRate) -> Host:
    """Return ``host`` with the pace of ``spoken``, as she is where that is too little."""
    kept = [beat for beat in spoken if plausible(beat, rate.default)]
    took = sum(beat.seconds for beat in kept)
    if took < ENOUGH_SECONDS:
        return host
    return replace(
        host,
        per_minute=learned(kept, rate.default, rate.slow, rate.fast),
        measured_units=sum(beat.units for beat in kept),
        measured_seconds=round(took, 2),
    )


def _host_of(reader: Reader, run: ShowRun) -> Host:
    """Return who hosted ``run``: who was set then, else who is set for the show now."""
    host = hosts.find(reader, run.host_id)
    if host is None:
        listed = (one for one in shows.all_shows(reader) if one.id == run.show_id)
        show = next(listed, None)
        host = None if show is None else hosts.find(reader, shows.load(reader, show.id).host_id)
    if host is None:
        raise InputError(_("Say first who hosts this show: a pace is a person's."))
    return host


def _planned(
    reader: Reader, run: ShowRun
) -> tuple[dict[tuple[int, int], int], dict[tuple[int, int], float]]:
    """Return the units of each beat of the show's scripts of now, and the seconds of what hands do in it."""
    units: dict[tuple[int, int], int] = {}
    cues: dict[tuple[int, int], float] = {}
    if all(one.id != run.show_id for one in shows.all_shows(reader)):
        return units, cues
    show = shows.load(reader, run.show_id)
    for item in show.items:
        if item.product_id is None:
            continue
        stored = scripts.find(reader, item.product_id, show.target, item.style, item.label)
        for place, lines in enumerate(() if stored is None else stored.script.by_place()):
            units[item.id, place] = _said(lines)
            cues[item.id, place] = sum(one.seconds for one in lines if one.lane is Lane.ACTION)
    return units, cues


def _said(lines: Iterable[ScriptLine]) -> int:
    return sum(line.units for line in lines if line.lane is Lane.HOST)


def measured(
    events: Iterable[ShowEvent],
    units: Mapping[tuple[int, int], int] = _NO_UNITS,
    cues: Mapping[tuple[int, int], float] = _NO_CUES,
) -> Iterator[Measured]:
    """Yield what was said in each beat that began and ended, without the pauses in it.

    Units that were logged go before ``units``, which are by item and place. ``cues`` are the seconds hands
    took, which are no speech; of a beat of which a part was said, they count by that part. A beat that was
    left before its end, or into which a line was put, is not measured.
    """
    begun: ShowEvent | None = None
    paused: float | None = None
    idle = 0.0
    for event in events:
        if event.kind is EventKind.BEGIN:
            begun, paused, idle = event, None, 0.0
        elif event.kind is EventKind.PAUSE and paused is None:
            paused = event.after
        elif event.kind is EventKind.RESUME and paused is not None:
            idle, paused = idle + event.after - paused, None
        elif event.kind is EventKind.INSERT:
            begun = None
        elif event.kind is EventKind.END and begun is not None:
            if _place(event) == _place(begun):
                still = 0.0 if paused is None else event.after - paused
                took = event.after - begun.after - idle - still
                whole = units.get(_place(event), 0)
                said = event.units or whole
                silent = cues.get(_place(event), 0.0) * min(said / whole, 1.0) if whole else 0.0
                yield Measured(said, max(took - silent, 0.0))
            begun = None


def _place(event: ShowEvent) -> tuple[int, int]:
    return (event.item_id or 0, -1 if event.place is None else event.place)
