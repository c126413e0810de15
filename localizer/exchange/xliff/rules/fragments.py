"""Fragment identifiers: how one place of a file points at another (section 3 of 2.1)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from localizer.exchange.xliff.names import nmtoken

_LEVELS: Final = ("f", "g", "u")
#: Prefixes of the core's elements and of the modules; extensions have registered ones of their own.
_CORE: Final = frozenset("fgundt")
_MODULES: Final = frozenset(["mtc", "gls", "mda", "res", "slr", "val", "ctr", "its", "fs", "pgs"])


class BadFragmentError(ValueError):
    """The text is no fragment identifier."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """What a fragment identifier points at: the levels it names, and the last selector."""

    levels: dict[str, str]
    prefix: str = ""
    id: str = ""
    absolute: bool = False

    @property
    def known(self) -> bool:
        """Tell whether the last prefix is the core's or a module's."""
        return not self.prefix or self.prefix in _CORE or self.prefix in _MODULES


@dataclass(slots=True)
class Place:
    """Where a reference stands, and what is there to point at.

    ``spans`` are the ids of segments, ignorables and inline elements of sources, ``targets`` those of inline
    elements of targets; ``modules`` has those of modules by prefix.
    """

    file: str = ""
    unit: str = ""
    spans: Collection[str] = ()
    targets: Collection[str] = ()
    notes: Collection[str] = ()
    data: Collection[str] = ()
    file_notes: Collection[str] = ()
    modules: dict[str, set[str]] = field(default_factory=dict)


def read_fragment(text: str) -> Fragment:
    """Return what ``text`` after the ``#`` says. Raises `BadFragmentError`."""
    absolute = text.startswith("/")
    levels: dict[str, str] = {}
    prefix = number = ""
    parts = text.removeprefix("/").split("/")
    for place, part in enumerate(parts):
        before, sign, after = part.rpartition("=")
        if not nmtoken(after) or (sign and not nmtoken(before)):
            raise BadFragmentError(part)
        if before in _LEVELS:
            if any(_LEVELS.index(one) >= _LEVELS.index(before) for one in levels):
                raise BadFragmentError(part)
            levels[before] = after
        elif place != len(parts) - 1 or (len(before) == 1 and before not in _CORE):
            raise BadFragmentError(part)
        else:
            prefix, number = before, after
    return Fragment(levels, prefix, number, absolute)


def points_at(found: Fragment, place: Place) -> bool | None:
    """Tell whether there is something at ``found``, seen from ``place``.

    ``None`` where only a reader of the whole file could tell.
    """
    if found.levels.get("f", place.file) != place.file:
        return None
    if not found.levels or found.levels.get("u") == place.unit:
        return _in_unit(found, place)
    if "u" in found.levels or "g" in found.levels or not found.id:
        return None
    return _in_file(found, place)


def _in_unit(found: Fragment, place: Place) -> bool | None:
    if not found.id:
        return True
    ids = {
        "": place.spans,
        "t": place.targets,
        "n": place.notes,
        "d": place.data,
        **place.modules,
    }.get(found.prefix)
    return None if ids is None else found.id in ids


def _in_file(found: Fragment, place: Place) -> bool | None:
    return found.id in place.file_notes if found.prefix == "n" else None
