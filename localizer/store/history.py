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
#: Like recording, but whoever inserts notes the range of the rows.
RANGES: Final = 3
#: The history keeps at most this many change rows; the oldest steps go first.
KEPT_ROWS: Final = 2_000_000


def install(connection: sqlite3.Connection) -> None:
    """Put the recording triggers on ``connection`` (they vanish with it)."""
    connection.execute("CREATE TEMP TABLE lane(mode INTEGER NOT NULL, step INTEGER)")
    connection.execute("INSERT INTO lane VALUES(?, NULL)", (CLOSED,))
    for table in RECORDED:
        columns = _columns(connection, table)
        _trigger(connection, table, "INSERT", "new.id", "NULL")
        _trigger(connection, table, "UPDATE", "new.id", _changed_json(columns))
        _trigger(connection, table, "DELETE", "old.id", _row_json("old", columns))


def _row_json(alias: str, columns: list[str]) -> str:
    pairs = ", ".join(f"'{column}', {alias}.\"{column}\"" for column in columns)
    return f"json_object({pairs})"


def _changed_json(columns: list[str]) -> str:
    """Return SQL of the old values of those columns that an update changes."""
    parts = " UNION ALL ".join(
        f'SELECT \'{column}\' AS n, old."{column}" AS v WHERE old."{column}" IS NOT new."{column}"'
        for column in columns
    )
    return f"(SELECT json_group_object(n, v) FROM ({parts}))"  # noqa: S608 - our names


def _trigger(connection: sqlite3.Connection, table: str, op: str, row: str, before: str) -> None:
    # The names come from our own schema, never from outside.
    unless = f"WHEN (SELECT mode FROM lane) <> {RANGES} " if op == "INSERT" else ""  # noqa: S608
    connection.execute(
        f'CREATE TEMP TRIGGER log_{op}_{table} AFTER {op} ON main."{table}" {unless}BEGIN '  # noqa: S608
        f"SELECT RAISE(ABORT, 'write outside a step') WHERE (SELECT mode FROM lane) = {CLOSED}; "
        f"INSERT INTO change(step, tbl, row, op, before) "
        f"SELECT step, '{table}', {row}, '{op[0]}', {before} FROM lane WHERE mode = {RECORDING}; "
        f"END"
    )


def set_lane(connection: sqlite3.Connection, mode: int, step: int | None) -> None:
    """Open or close the lane for writes; ``step`` is where changes are logged."""
    connection.execute("UPDATE lane SET mode = ?, step = ?", (mode, step))


@contextmanager
def ranges(connection: sqlite3.Connection) -> Iterator[None]:
    """Insert without a note for each row; who does so calls `log_range` after.

    The triggers look each time, which costs hardly anything in a statement that inserts many rows.
    """
    connection.execute("UPDATE lane SET mode = ?", (RANGES,))
    try:
        yield
    finally:
        # A full disk has rolled everything back, the mode of before included.
        if connection.in_transaction:
            connection.execute("UPDATE lane SET mode = ?", (RECORDING,))


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


#: SQL: steps behind the last one that was not undone. Those that were stand at the end: a long history is not
#: gone through from its beginning to find one.
AFTER_LIVE: Final = (
    "id > coalesce((SELECT id FROM step WHERE undone = 0 ORDER BY id DESC LIMIT 1), 0)"
)


def forget_undone(connection: sqlite3.Connection, before: int) -> None:
    """Drop the steps that were undone before step ``before`` began: they can no longer be redone."""
    # They are the newest ones: a long history is not gone through from its beginning.
    connection.execute(
        "DELETE FROM step WHERE undone = 1 AND id <> :before AND id > coalesce((SELECT id FROM step "
        "WHERE undone = 0 AND id < :before ORDER BY id DESC LIMIT 1), 0)",
        {"before": before},
    )


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
    tables = _updated_once(connection, step)
    for table, columns in tables.items():
        _swap_all(connection, step, table, columns, ("before", "after"))
    query = (
        "SELECT seq, tbl, row, op, before FROM change WHERE step = ? "
        "AND tbl NOT IN (SELECT value FROM json_each(?)) ORDER BY seq DESC"
    )
    rest = connection.execute(query, (step, json.dumps(list(tables)))).fetchall()
    for seq, table, row, op, before in rest:
        if op == "R":
            _spill(connection, seq, table, (row, json.loads(before)["last"]))
            continue
        old = {} if before is None else json.loads(before)
        if op != "D":
            now = _current(connection, table, row)
            after = json.dumps({n: now[n] for n in (now if op == "I" else old)}, ensure_ascii=False)
            connection.execute("UPDATE change SET after = ? WHERE seq = ?", (after, seq))
        if op == "I":
            connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (row,))  # noqa: S608
        else:
            _put(connection, table, row, old, new=op == "D")
    connection.execute("UPDATE step SET undone = 1 WHERE id = ?", (step,))


def _updated_once(connection: sqlite3.Connection, step: int) -> dict[str, tuple[str, ...]]:
    """Return the columns, by table, of tables whose rows were each only updated, and only once.

    They are taken back by one statement. Columns of unique indexes are not: on the way two rows may be equal.
    """
    found = connection.execute(
        "SELECT tbl FROM change WHERE step = ? GROUP BY tbl "
        "HAVING min(op) = 'U' AND max(op) = 'U' AND count(*) = count(DISTINCT row)",
        (step,),
    ).fetchall()
    tables = {}
    for (table,) in found:
        columns = connection.execute(
            "SELECT DISTINCT j.key FROM change c, json_each(c.before) j WHERE c.step = ? AND c.tbl = ?",
            (step, table),
        ).fetchall()
        names = tuple(name for (name,) in columns)
        if not _unique_columns(connection, table).intersection(names):
            tables[table] = names
    return tables


def _unique_columns(connection: sqlite3.Connection, table: str) -> set[str]:
    return {
        row[0]
        for row in connection.execute(
            'SELECT c.name FROM pragma_index_list(?) i, pragma_index_info(i.name) c WHERE i."unique"',
            (table,),
        )
    } | {"id"}


def _swap_all(
    connection: sqlite3.Connection,
    step: int,
    table: str,
    columns: tuple[str, ...],
    ways: tuple[str, str],
) -> None:
    """Put the values kept in ``ways[0]`` back into a table and keep those of now in ``ways[1]``."""
    if not columns:  # rows were written as they were
        return
    kept, other = ways
    now = ", ".join(f"'{name}', t.\"{name}\"" for name in columns)
    if len(columns) == 1:
        picked = f'(SELECT json_object({now}) FROM "{table}" t WHERE t.id = change.row)'  # noqa: S608
    else:  # only what this change is about
        parts = " UNION ALL ".join(
            f"SELECT '{name}' AS n, t.\"{name}\" AS v WHERE json_type(change.{kept}, '$.{name}') IS NOT NULL"
            for name in columns
        )
        chosen = f"(SELECT json_group_object(n, v) FROM ({parts}))"  # noqa: S608
        picked = f'(SELECT {chosen} FROM "{table}" t WHERE t.id = change.row)'  # noqa: S608
    connection.execute(
        f"UPDATE change SET {other} = {picked} WHERE step = ? AND tbl = ?",  # noqa: S608
        (step, table),
    )
    if len(columns) == 1:
        sets = f"\"{columns[0]}\" = json_extract(c.{kept}, '$.{columns[0]}')"
    else:
        sets = ", ".join(
            f'"{name}" = CASE WHEN json_type(c.{kept}, \'$.{name}\') IS NULL THEN "{table}"."{name}" '
            f"ELSE json_extract(c.{kept}, '$.{name}') END"
            for name in columns
        )
    connection.execute(
        f'UPDATE "{table}" SET {sets} FROM change c '  # noqa: S608
        f"WHERE c.step = ? AND c.tbl = ? AND c.{kept} <> '{{}}' AND \"{table}\".id = c.row",
        (step, table),
    )


def redo_step(connection: sqlite3.Connection, step: int) -> None:
    """Make every change of an undone ``step`` again, oldest first."""
    tables = _updated_once(connection, step)
    for table, columns in tables.items():
        _swap_all(connection, step, table, columns, ("after", "before"))
    query = (
        "SELECT seq, tbl, row, op, after FROM change WHERE step = ? "
        "AND tbl NOT IN (SELECT value FROM json_each(?)) ORDER BY seq"
    )
    rest = connection.execute(query, (step, json.dumps(list(tables)))).fetchall()
    for seq, table, row, op, after in rest:
        if op == "R":
            _unspill(connection, seq, table)
        elif op == "D":
            connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (row,))  # noqa: S608
        else:
            _put(connection, table, row, json.loads(after), new=op == "I")
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


def _put(
    connection: sqlite3.Connection, table: str, row: int, values: dict[str, Any], *, new: bool
) -> None:
    if new:
        marks = ", ".join("?" * len(values))
        names = ", ".join(f'"{name}"' for name in values)
        sql = f'INSERT INTO "{table}"({names}) VALUES({marks})'
        connection.execute(sql, tuple(values.values()))
        return
    if not values:
        return
    assignments = ", ".join(f'"{name}" = ?' for name in values)
    sql = f'UPDATE "{table}" SET {assignments} WHERE id = ?'  # noqa: S608
    connection.execute(sql, (*values.values(), row))
