"""Where in a TOML text something stands, for sentences about malformed packs.

``tomllib`` keeps no positions, so the text is looked through again, only when there is something to complain
about. A place is a path of keys and positions: ``("festivals", 3, "date")``.
"""

from __future__ import annotations

import re

Place = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*("[^"]*"|'[^']*'|[A-Za-z0-9_-]+)\s*=""")
_PART = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^.\s]+))\s*\.?""")
_FENCES = ('"""', "'''")


def show_place(place: Place) -> str:
    """Return ``place`` for people: ``festivals #4 › date`` (counted from one)."""
    shown = ""
    for part in place:
        shown += f" #{part + 1}" if isinstance(part, int) else f"{' › ' if shown else ''}{part}"
    return shown


def line_of(text: str, place: Place) -> int | None:
    """Return the line (from one) of the deepest part of ``place`` that is written in ``text``."""
    lines = _lines_by_place(text)
    for length in range(len(place), 0, -1):
        if (line := lines.get(place[:length])) is not None:
            return line
    return None


def _lines_by_place(text: str) -> dict[Place, int]:
    """Return the first line of every table and key."""
    found: dict[Place, int] = {}
    counts: dict[Place, int] = {}
    table: Place = ()
    fence = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if fence:
            fence = "" if fence in line else fence
            continue
        if header := _HEADER.match(line):
            table = _table_place(header.group(2), counts, array=header.group(1) == "[[")
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            found.setdefault((*table, key.group(1).strip("\"'")), number)
        fence = next((mark for mark in _FENCES if line.count(mark) % 2), "")
    return found


def _table_place(name: str, counts: dict[Place, int], *, array: bool) -> Place:
    """Return the place of a table header, with the positions of the arrays it lies in."""
    parts = [next(part for part in match.groups() if part) for match in _PART.finditer(name)]
    place: Place = ()
    for part in parts[:-1]:
        place = (*place, part)
        if place in counts:
            place = (*place, counts[place])
    place = (*place, parts[-1])
    if array:
        counts[place] = counts.get(place, -1) + 1
        place = (*place, counts[place])
    return place
