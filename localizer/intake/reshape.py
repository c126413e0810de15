"""Tools for layouts: a table's columns by name, rows rewritten into others, columns put beside them.

Knows nothing of any shop system, nor what a column will mean.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from localizer.intake.headers import simplify
from localizer.intake.table import RawRow, Table, clean, is_blank

#: Packed cells may name attributes without end; those after so many different ones are left packed.
MAX_NAMES: Final = 300
NAME_CHARS: Final = 60
#: A file has few names of attributes and repeats them on every row.
CACHED_NAMES: Final = 1024
#: Turns the cells of one row into the cells of none, one or several.
Rewrite = Callable[[list[str]], Iterable[list[str]]]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the columns of a table stand, by simplified header; of two alike the first one."""

    at: Mapping[str, int]

    @classmethod
    def of(cls, headers: Sequence[str]) -> Places:
        """Return the places of ``headers``."""
        found: dict[str, int] = {}
        for index, header in enumerate(headers):
            found.setdefault(simplify(header), index)
        return cls(found)

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a column ``name``."""
        return name in self.at

    def get(self, cells: Sequence[str], name: str) -> str:
        """Return the cell under ``name`` without the space around it, empty where there is none."""
        index = self.at.get(name)
        return cells[index].strip() if index is not None and index < len(cells) else ""

    def put(self, cells: list[str], name: str, text: str) -> None:
        """Write a cell under ``name``; does nothing where there is no such column."""
        index = self.at.get(name)
        if index is not None:
            cells.extend([""] * (index + 1 - len(cells)))
            cells[index] = text

    def first(self, cells: Sequence[str], *names: str) -> str:
        """Return the first cell under ``names`` that is not blank."""
        return next((text for name in names if (text := self.get(cells, name))), "")

    def numbered(self, pattern: str) -> tuple[tuple[int, str], ...]:
        """Return (number, name) of the columns that match ``pattern``, whose group 1 is a number."""
        found = ((re.fullmatch(pattern, name), name) for name in self.at)
        return tuple(sorted((int(match[1]), name) for match, name in found if match))


def reshaped(
    table: Table,
    rewrite: Rewrite,
    *,
    headers: Sequence[str] | None = None,
    roles: Mapping[str, str] | None = None,
) -> Table:
    """Return ``table`` with every row that is not blank rewritten.

    Rows made of one keep its number. ``headers`` replaces the headers, ``roles`` adds to the roles.
    """

    def read() -> Iterator[RawRow]:
        for number, cells in table.read():
            if is_blank(cells):
                yield number, cells
                continue
            for row in rewrite(cells):
                yield number, row

    return replace(
        table,
        headers=table.headers if headers is None else tuple(headers),
        read=read,
        roles={**table.roles, **(roles or {})},
    )


def widened(
    table: Table,
    extra: Sequence[str],
    rewrite: Callable[[list[str]], tuple[list[str], Sequence[str]] | None],
    *,
    roles: Mapping[str, str] | None = None,
) -> Table:
    """Return ``table`` with the columns ``extra`` after its own.

    ``rewrite`` is given a copy of a row's cells and returns them, changed or not, with the cells of the new
    columns, or ``None`` to drop the row. Cells beyond the header stay beyond it, to be reported.
    """
    width = len(table.headers)

    def row(cells: list[str]) -> Iterator[list[str]]:
        made = rewrite(list(cells))
        if made is not None:
            own, new = made
            padding = [""] * (width - len(own))
            rest = [""] * (len(extra) - len(new))
            yield [*own[:width], *padding, *new, *rest, *own[width:]]

    return reshaped(table, row, headers=(*table.headers, *extra), roles=roles)


def names_in(table: Table, names_of: Callable[[list[str]], Iterable[str]]) -> tuple[str, ...]:
    """Return the different names ``names_of`` finds in the rows, in order; capitals make no difference."""
    found: dict[str, str] = {}
    for _number, cells in table.read():
        for name in names_of(cells):
            found.setdefault(name_key(name), tidy_name(name))
            if len(found) >= MAX_NAMES:
                return tuple(found.values())
    return tuple(found.values())


def tidy_name(name: str) -> str:
    """Return a name as it can stand in a header: on one line, not too long."""
    return " ".join(clean(name).split())[:NAME_CHARS].strip()


@lru_cache(maxsize=CACHED_NAMES)
def name_key(name: str) -> str:
    """Return what makes two names one: their words, whatever their capitals."""
    return simplify(tidy_name(name))


def fact_header(name: str) -> str:
    """Return a header that `localizer.intake.mapping` reads as the fact ``name``."""
    return f"attribute: {tidy_name(name)}"


def option_headers(count: int) -> tuple[str, ...]:
    """Return the headers of ``count`` options: name and value of each, in turn."""
    return tuple(
        header for n in range(1, count + 1) for header in (f"option{n} name", f"option{n} value")
    )


def option_cells(options: Sequence[tuple[str, str]], count: int) -> list[str]:
    """Return the cells under `option_headers` for the options (name, value) of a row."""
    cells = [text for option in options[:count] for text in option]
    return cells + [""] * (2 * count - len(cells))


def deepest(paths: Iterable[str], *, mark: str) -> str:
    """Return the path with most steps, the first of several; ``mark`` stands between steps."""
    return max((p.strip() for p in paths), key=lambda path: path.count(mark), default="")
