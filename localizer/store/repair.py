"""Look a workspace over, and save what can be read of a damaged one into a new file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from localizer.errors import WorkspaceError
from localizer.i18n import _
from localizer.jobs import SILENT, Progress
from localizer.store.application import APPLICATION_ID
from localizer.store.database import create
from localizer.store.failures import told
from localizer.store.schema import SCHEMA_VERSION

#: Problems of one kind that are told; more of them say nothing new.
MOST: Final = 100
#: Rows read at once; where that fails, half as many are tried, down to one.
_TOGETHER: Final = 1024
_BODILESS: Final = "SELECT id FROM {table} WHERE id NOT IN (SELECT id FROM {table}_body)"
#: The contents of virtual tables, and what SQLite keeps for itself.
_NOT_OURS: Final = ("sqlite_", "search_index", "search_part", "_sqlite_migrations")


@dataclass(frozen=True, slots=True)
class Health:
    """What was found: faults of the file, rows that refer to nothing, the format of the tables."""

    faults: tuple[str, ...]
    orphans: tuple[str, ...]
    version: int

    @property
    def sound(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.faults and not self.orphans


@dataclass(frozen=True, slots=True)
class Saved:
    """How many rows of a table were saved, and how many are lost as far as that can be told."""

    table: str
    rows: int
    lost: int


def examine(path: Path, progress: Progress = SILENT) -> Health:
    """Look over the workspace ``path``, which may be in use; nothing is changed.

    Raises `WorkspaceError` for a file that is missing or no workspace.
    """
    if not path.is_file():
        raise WorkspaceError(_("There is no workspace {file}.").format(file=path))
    progress.step(0, 2)
    with told(path), closing(_reading(path)) as connection:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise WorkspaceError(_("{file} is not a Localizer workspace.").format(file=path))
        try:
            found = connection.execute(f"PRAGMA integrity_check({MOST})").fetchall()
            faults = tuple(text for (text,) in found if text != "ok")
            progress.step(1, 2)
            orphans = tuple(_orphans(connection))
        except sqlite3.DatabaseError as error:  # too damaged to be looked over to the end
            return Health((str(error),), (), version)
    progress.step(2, 2)
    return Health(faults, orphans, version)


def _orphans(connection: sqlite3.Connection) -> Iterator[str]:
    found = connection.execute("PRAGMA foreign_key_check").fetchmany(MOST)
    yield from (f"{table} {row} → {parent}" for table, row, parent, _key in found)
    for table in _bodied(connection):
        for (row,) in connection.execute(_BODILESS.format(table=table)).fetchmany(MOST):
            yield f"{table} {row} → {table}_body"


def _bodied(connection: sqlite3.Connection) -> list[str]:
    """Return the tables whose long texts lie in one of their own."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '%\\_body' ESCAPE '\\'"
    )
    return [name.removesuffix("_body") for (name,) in connection.execute(query)]


def mend(path: Path) -> int:
    """Remove rows that refer to rows that are gone, or miss their texts; return how many.

    A product that lost its texts keeps its title. Nobody may have the workspace open.
    """
    with told(path), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        mended = sum(_mend(connection).values())
        connection.execute("COMMIT")
    return mended


def _mend(connection: sqlite3.Connection) -> dict[str, int]:
    """Make whole what is not; return how many rows of each table were removed, or emptied."""
    gone: dict[str, int] = {}
    for table in _bodied(connection):
        for (row,) in connection.execute(_BODILESS.format(table=table)).fetchall():
            if table == "product":
                _empty_body(connection, row)
            else:
                connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (row,))  # noqa: S608 - ours
            gone[table] = gone.get(table, 0) + 1
    while found := connection.execute("PRAGMA foreign_key_check").fetchall():
        for table, row, _parent, _key in found:
            connection.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (row,))  # noqa: S608 - ours
            gone[table] = gone.get(table, 0) + 1
    return gone


def _empty_body(connection: sqlite3.Connection, product: int) -> None:
    columns = [row[1] for row in connection.execute("PRAGMA table_info(product_body)")][1:]
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    empty = ["" if name == "description_html" else "[]" for name in columns]
    connection.execute(
        f"INSERT INTO product_body(id, {names}) VALUES(?, {marks})", (product, *empty)
    )


def rebuild(path: Path) -> None:
    """Empty what is made from other tables, so that the program makes it anew.

    The words of the search come back when a window is calm, what an index of the memory holds with its next
    use; findings are empty until somebody checks again. Nobody may have the workspace open.
    """
    with told(path), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for table in ("search_index", "search_part"):
            connection.execute(f"INSERT INTO {table}({table}) VALUES('delete-all')")
        for table in ("search_changed", "search_turn", "search_word", "finding"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
        connection.execute("UPDATE search_state SET indexed = 0, outdated = 0")
        connection.execute("UPDATE memory_state SET version = version + 1")
        connection.execute("COMMIT")
        connection.execute("REINDEX")


def salvage(path: Path, out: Path, progress: Progress = SILENT) -> tuple[Saved, ...]:
    """Save what can be read of the damaged workspace ``path`` into the new one ``out``, table by table.

    Rows that refer to lost ones or lost their texts are left out, and so is what is made anew from others.
    Raises `WorkspaceError` where ``out`` exists, or nothing of ``path`` can be read at all.
    """
    create(out).close()
    try:
        with (
            closing(sqlite3.connect(out, isolation_level=None)) as new,
            closing(_reading(path)) as old,
        ):
            new.execute("BEGIN IMMEDIATE")
            saved = _copied(old, new, path, progress)
            for table, gone in _mend(new).items():
                rows, lost = saved[table]
                saved[table] = (rows if table == "product" else rows - gone, lost + gone)
            new.execute("COMMIT")
    except BaseException:
        for end in ("", "-wal", "-shm"):
            with suppress(OSError):
                out.with_name(f"{out.name}{end}").unlink(missing_ok=True)
        raise
    return tuple(Saved(table, rows, lost) for table, (rows, lost) in saved.items())


def _copied(
    old: sqlite3.Connection, new: sqlite3.Connection, path: Path, progress: Progress
) -> dict[str, tuple[int, int]]:
    try:
        version = old.execute("PRAGMA user_version").fetchone()[0]
        there = {
            row[0] for row in old.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
    except sqlite3.DatabaseError as error:
        problem = _("Nothing of {file} can be read. Restore the newest backup.")
        raise WorkspaceError(problem.format(file=path)) from error
    if version != SCHEMA_VERSION:
        problem = _("{file} is of another version of the program. Restore the newest backup.")
        raise WorkspaceError(problem.format(file=path))
    found = new.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rootpage")
    tables = [name for (name,) in found if not name.startswith(_NOT_OURS)]
    saved = {}
    for at, table in enumerate(tables):
        progress.step(at, len(tables))
        saved[table] = _copy_table(old, new, table) if table in there else (0, 0)
    progress.step(len(tables), len(tables))
    return saved


def _copy_table(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> tuple[int, int]:
    """Copy what can be read of a table; return how many rows, and how many ids could not be read."""
    names = [row[1] for row in new.execute(f'PRAGMA table_info("{table}")')]
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    insert = f'INSERT OR REPLACE INTO "{table}"({columns}) VALUES({marks})'
    new.execute(f'DELETE FROM "{table}"')  # noqa: S608 - our own names
    rows = lost = 0
    for some, missed in _readable(old, table, columns):
        for row in some:
            try:
                new.execute(insert, row)
                rows += 1
            except sqlite3.IntegrityError:  # it is not what the table holds: damaged
                lost += 1
        lost += missed
    return rows, lost


def _readable(
    old: sqlite3.Connection, table: str, columns: str
) -> Iterator[tuple[list[tuple[Any, ...]], int]]:
    """Yield rows of a table part by part, with how many ids of a part cannot be read."""
    try:
        first, last = _ends(old, table)
    except sqlite3.DatabaseError:
        return
    if first is None or last is None:
        return
    query = f'SELECT {columns} FROM "{table}" WHERE rowid BETWEEN ? AND ?'  # noqa: S608 - our own
    waiting = [
        (start, min(start + _TOGETHER - 1, last)) for start in range(first, last + 1, _TOGETHER)
    ]
    waiting.reverse()
    while waiting:
        start, end = waiting.pop()
        try:
            yield old.execute(query, (start, end)).fetchall(), 0
        except sqlite3.DatabaseError:
            if start == end:
                yield [], 1
            else:
                middle = (start + end) // 2
                waiting += [(middle + 1, end), (start, middle)]


def _ends(old: sqlite3.Connection, table: str) -> tuple[int | None, int | None]:
    """Return the least and the greatest id of a table; each is looked for at its own end of it."""
    found: list[int | None] = []
    for order in ("ASC", "DESC"):
        query = f'SELECT rowid FROM "{table}" ORDER BY rowid {order} LIMIT 1'  # noqa: S608 - our own
        row = old.execute(query).fetchone()
        found.append(None if row is None else row[0])
    return found[0], found[1]


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
