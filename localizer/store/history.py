"""Steps and changes: every write inside a step, every step with its undo in the same transaction.

Temporary triggers of the writing connection log each changed row; a write outside a step is refused by
the same triggers. They cost about as much again as the write itself, and nothing can forget to log.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from localizer.model.changes import Changes
from localizer.store.schema import RECORDED

CLOSED: Final = 0
RECORDING: Final = 1
REPLAYING: Final = 2
#: The history keeps at most this many change rows; the oldest steps go first.
KEPT_ROWS: Final = 2_000_000


def install(connection: sqlite3.Connection) -> None:
    """Put the recording triggers on ``connection`` (they vanish with it)."""
    connection.execute("CREATE TEMP TABLE lane(mode INTEGER NOT NULL, step INTEGER)")
    connection.execute("INSERT INTO lane VALUES(?, NULL)", (CLOSED,))
    for table in RECORDED:
        columns = _columns(connection, table)
        _trigger(connection, table, "INSERT", "new.id", "NULL")
        _trigger(connection, table, "UPDATE", "new.id", _row_json("old", columns))
        _trigger(connection, table, "DELETE", "old.id", _row_json("old", columns))


def _row_json(alias: str, columns: list[str]) -> str:
    pairs = ", ".join(f"'{column}', {alias}.\"{column}\"" for column in columns)
    return f"json_object({pairs})"


def _trigger(connection: sqlite3.Connection, table: str, op: str, row: str, before: str) -> None:
    # The names come from our own schema, never from outside.
    connection.execute(
        f'CREATE TEMP TRIGGER log_{op}_{table} AFTER {op} ON main."{table}" BEGIN '  # noqa: S608
        f"SELECT RAISE(ABORT, 'write outside a step') WHERE (SELECT mode FROM lane) = {CLOSED}; "
        f"INSERT INTO change(step, tbl, row, op, before) "
        f"SELECT step, '{table}', {row}, '{op[0]}', {before} FROM lane WHERE mode = {RECORDING}; "
        f"END"
    )


def set_lane(connection: sqlite3.Connection, mode: int, step: int | None) -> None:
    """Open or close the lane for writes; ``step`` is where changes are logged."""
    connection.execute("UPDATE lane SET mode = ?, step = ?", (mode, step))


@contextmanager
def unlogged_inserts(connection: sqlite3.Connection, table: str) -> Iterator[None]:
    """Insert into ``table`` without a trigger for each row; who does so calls `log_range` after.

    A trigger that only looks whether it should do something costs a third of an insert.
    """
    name = f"log_INSERT_{table}"
    query = "SELECT sql FROM temp.sqlite_master WHERE name = ?"
    made = connection.execute(query, (name,)).fetchone()[0]
    connection.execute(f"DROP TRIGGER temp.{name}")
    try:
        yield
    finally:
        # Where a full disk has rolled everything back, the trigger is there again already.
        connection.execute(made.replace("CREATE TRIGGER", "CREATE TEMP TRIGGER IF NOT EXISTS", 1))


def log_range(connection: sqlite3.Connection, step: int, table: str, first: int, last: int) -> None:
    """Note that ``step`` inserted the rows ``first`` to ``last`` of ``table``, one after the other."""
    connection.execute(
        "INSERT INTO change(step, tbl, row, op, before) VALUES(?, ?, ?, 'R', json_object('last', ?))",
        (step, table, first, last),
    )


def count_changes(connection: sqlite3.Connection, step: int, after: int) -> Changes:
    """Return what ``step`` changed since the change numbered ``after``."""
    rows = connection.execute(
        "SELECT tbl, sum(iif(op = 'R', json_extract(before, '$.last') - row + 1, 1)) FROM change "
        "WHERE step = ? AND seq > ? GROUP BY tbl",
        (step, after),
    )
    counts = dict(rows.fetchall())
    return Changes(step if counts else None, counts)


def forget_undone(connection: sqlite3.Connection, before: int) -> None:
    """Drop the steps that were undone before step ``before`` began: they can no longer be redone."""
    connection.execute("DELETE FROM step WHERE undone = 1 AND id <> ?", (before,))


def trim(connection: sqlite3.Connection, writing: int) -> None:
    """Drop the oldest step while the history holds more than `KEPT_ROWS` rows.

    The step ``writing`` stays whole, whatever its size: half of a batch could not be undone.
    """
    newest = connection.execute("SELECT max(seq) FROM change").fetchone()[0] or 0
    connection.execute(
        "DELETE FROM step WHERE id <> ? AND id IN (SELECT step FROM change WHERE seq = "
        "(SELECT min(seq) FROM change) AND seq <= ?)",
        (writing, newest - KEPT_ROWS),
    )


def undo_step(connection: sqlite3.Connection, step: int) -> None:
    """Take back every change of ``step``, newest first, keeping what is needed to redo it."""
    query = "SELECT seq, tbl, row, op, before FROM change WHERE step = ? ORDER BY seq DESC"
    for seq, table, row, op, before in connection.execute(query, (step,)).fetchall():
        if op == "R":
            _spill(connection, seq, table, (row, json.loads(before)["last"]))
            continue
        if op != "D":
            after = json.dumps(_current(connection, table, row), ensure_ascii=False)
            connection.execute("UPDATE change SET after = ? WHERE seq = ?", (after, seq))
        if op == "I":
            connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (row,))  # noqa: S608
        else:
            _put(connection, table, json.loads(before), new=op == "D")
    connection.execute("UPDATE step SET undone = 1 WHERE id = ?", (step,))


def redo_step(connection: sqlite3.Connection, step: int) -> None:
    """Make every change of an undone ``step`` again, oldest first."""
    query = "SELECT seq, tbl, row, op, after FROM change WHERE step = ? ORDER BY seq"
    for seq, table, row, op, after in connection.execute(query, (step,)).fetchall():
        if op == "R":
            _unspill(connection, seq, table)
        elif op == "D":
            connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (row,))  # noqa: S608
        else:
            _put(connection, table, json.loads(after), new=op == "I")
    connection.execute("UPDATE step SET undone = 0 WHERE id = ?", (step,))


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]


def _spill(connection: sqlite3.Connection, seq: int, table: str, rows: tuple[int, int]) -> None:
    """Take a range of inserted rows away, keeping them beside the history for redo."""
    row = _row_json("t", _columns(connection, table))
    connection.execute(
        f"INSERT INTO undone_row(seq, row, data) SELECT ?, t.id, {row} "  # noqa: S608 - our names
        f'FROM "{table}" t WHERE t.id BETWEEN ? AND ?',
        (seq, *rows),
    )
    connection.execute(f'DELETE FROM "{table}" WHERE id BETWEEN ? AND ?', rows)  # noqa: S608


def _unspill(connection: sqlite3.Connection, seq: int, table: str) -> None:
    """Put the rows `_spill` took back in."""
    columns = _columns(connection, table)
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(f"json_extract(data, '$.{name}')" for name in columns)
    connection.execute(
        f'INSERT INTO "{table}"({names}) SELECT {values} '  # noqa: S608 - our names
        "FROM undone_row WHERE seq = ? ORDER BY row",
        (seq,),
    )
    connection.execute("DELETE FROM undone_row WHERE seq = ?", (seq,))


def _current(connection: sqlite3.Connection, table: str, row: int) -> dict[str, Any]:
    cursor = connection.execute(f'SELECT * FROM "{table}" WHERE id = ?', (row,))  # noqa: S608
    names = [column[0] for column in cursor.description]
    return dict(zip(names, cursor.fetchone(), strict=True))


def _put(connection: sqlite3.Connection, table: str, values: dict[str, Any], *, new: bool) -> None:
    if new:
        marks = ", ".join("?" * len(values))
        names = ", ".join(f'"{name}"' for name in values)
        sql = f'INSERT INTO "{table}"({names}) VALUES({marks})'
        connection.execute(sql, tuple(values.values()))
        return
    assignments = ", ".join(f'"{name}" = ?' for name in values)
    sql = f'UPDATE "{table}" SET {assignments} WHERE id = ?'  # noqa: S608
    connection.execute(sql, (*values.values(), values["id"]))
