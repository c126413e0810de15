"""What the Show pane shows, read in the background as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from localizer.catalog import answers, findings, hosts, scripts, shows, views
from localizer.catalog.answers import StoredAnswer
from localizer.catalog.findings import StoredFinding
from localizer.catalog.scripts import StoredScript
from localizer.catalog.shows import ShowInfo
from localizer.model.finding import Subject
from localizer.model.launch import Target
from localizer.model.show import Host
from localizer.pipeline.shows import ItemView, Moved, ShowView, after, in_zone, moved, show_view
from localizer.pipeline.tools import Tools
from localizer.store.database import Reader
from localizer.ui.models.rundown_table import RundownRow

_NONE: Final[Mapping[int, Any]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Card:
    """An answer to viewers with what checks have against it, and how it is said today."""

    stored: StoredAnswer
    found: tuple[StoredFinding, ...]


@dataclass(frozen=True, slots=True)
class ShowNow:
    """All shows, and the one in hand with its rows, its hosts and what a person chooses from.

    ``pitches`` are the scripts of each product, ``found`` what checks have against the script of an item,
    ``titles`` the products of the launch.
    """

    infos: tuple[ShowInfo, ...]
    view: ShowView | None = None
    rows: tuple[RundownRow, ...] = ()
    moved: tuple[Moved, ...] = ()
    hosts: tuple[Host, ...] = ()
    pitches: Mapping[int, tuple[StoredScript, ...]] = field(default_factory=lambda: _NONE)
    found: Mapping[int, tuple[StoredFinding, ...]] = field(default_factory=lambda: _NONE)
    cards: Mapping[int, tuple[Card, ...]] = field(default_factory=lambda: _NONE)
    titles: Mapping[int, str] = field(default_factory=lambda: _NONE)


def read_show(
    reader: Reader,
    tools: Tools,
    show_id: int | None,
    products: tuple[int, ...],
    target: Target | None = None,
) -> ShowNow:
    """Return what is shown of ``show_id``; where that is gone, or not for ``target``, of the newest show."""
    infos = shows.all_shows(reader)
    fitting = [one for one in infos if target in (None, one.target)] or list(infos)
    kept = (one.id for one in fitting if one.id == show_id)
    number = next(kept, next((one.id for one in fitting), None))
    if number is None:
        return ShowNow(infos)
    try:
        return _of_show(reader, tools, infos, number, products)
    except LookupError:  # removed since the list was read
        return ShowNow(shows.all_shows(reader))


def _of_show(
    reader: Reader,
    tools: Tools,
    infos: tuple[ShowInfo, ...],
    number: int,
    products: tuple[int, ...],
) -> ShowNow:
    view = show_view(reader, tools, number)
    start = in_zone(tools, view.show.target, view.show.starts_at)
    rows = tuple(
        RundownRow(one, line, after(start, line.start))
        for one, line in zip(view.items, view.rundown.lines, strict=True)
    )
    sold = dict.fromkeys(one.item.product_id for one in view.items if one.item.product_id)
    return ShowNow(
        infos,
        view,
        rows,
        moved(reader, tools, number),
        hosts.all_hosts(reader),
        {one: scripts.of_product(reader, one, view.show.target) for one in sold},
        {one.item.id: _found(reader, one) for one in view.items},
        {one: _cards(reader, one, view) for one in sold},
        views.titles(reader, products),
    )


def _found(reader: Reader, one: ItemView) -> tuple[StoredFinding, ...]:
    if one.script is None:
        return ()
    return findings.of_subject(reader, Subject.SCRIPT, one.script.id)


def _cards(reader: Reader, product_id: int, view: ShowView) -> tuple[Card, ...]:
    stored = answers.of_product(reader, product_id, view.show.target)
    return tuple(Card(one, findings.of_subject(reader, Subject.ANSWER, one.id)) for one in stored)
