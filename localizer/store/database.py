"""Open, create and close a workspace; the one write lane and the readers beside it."""

from __future__ import annotations

import datetime as dt
import json
import secrets
import sqlite3
import threading
import weakref
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from localizer.errors import HeldWorkspaceError, WorkspaceError
from localizer.i18n import _
from localizer.jobs import Progress, unbroken
from localizer.model.changes import Changes
from localizer.store import history, holding
from localizer.store.failures import told
from localizer.store.holding import Hold, Holder, holder_words
from localizer.store.opening import migrate, refuse_strangers
from localizer.store.readers import ReadConnections
from localizer.store.turns import Turns
from localizer.store.write_ahead import WriteAheadLog

if TYPE_CHECKING:
    from sqlite_utils import Database

MERGE_WITHIN: Final = dt.timedelta(seconds=2)
BUSY_MS: Final = 5_000
FETCHED_ROWS: Final = 100
#: Rows of one statement where many are inserted: two thirds of the time of one statement a row (SQLite 3.40,
#: November 2026), and still fewer values than any SQLite takes (999).
INSERTED_TOGETHER: Final = 50
#: Steps of SQLite's machine between two looks whether a query is still wanted: some milliseconds.
ASKED_EVERY: Final = 100_000
Row = sqlite3.Row
Values = Sequence[Any] | dict[str, Any]


class Reader:
    """Runs SELECT statements; SQL text itself lives in `store` and `catalog` only.

    Raises `WorkspaceError` for a damaged or unreachable file, `Cancelled` after the workspace closed.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        path: Path,
        lock: AbstractContextManager[Any] | None = None,
    ) -> None:
        """Read the file ``path`` through ``connection``, holding ``lock`` while SQLite works."""
        self.connection = connection
        self.path = path
        self._lock = lock or nullcontext()

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """Return all rows of a query."""
        with told(self.path), self._lock:
            return self.connection.execute(sql, values).fetchall()

    def tuples(self, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query as plain tuples: half the time of `rows` where there are very many."""
        with told(self.path), self._lock:
            cursor = self.connection.cursor()
            cursor.row_factory = None
            return cursor.execute(sql, values).fetchall()

    def each(self, sql: str, values: Values = ()) -> Iterator[Row]:
        """Yield the rows of a query one by one, for results too large to hold."""
        with told(self.path), self._lock:
            cursor = self.connection.execute(sql, values)
            some = cursor.fetchmany(FETCHED_ROWS)
        while some:
            yield from some
            with told(self.path), self._lock:
                some = cursor.fetchmany(FETCHED_ROWS)

    def one(self, sql: str, values: Values = ()) -> Row | None:
        """Return the first row, or ``None``."""
        with told(self.path), self._lock:
            row: Row | None = self.connection.execute(sql, values).fetchone()
        return row

    def value(self, sql: str, values: Values = ()) -> Any:  # noqa: ANN401 - SQLite decides
        """Return the first column of the first row, or ``None``."""
        row = self.one(sql, values)
        return None if row is None else row[0]

    @contextmanager
    def until(self, progress: Progress) -> Iterator[None]:
        """Let queries inside end in the midst, by `Cancelled`, when ``progress`` is asked to stop."""
        self.connection.set_progress_handler(lambda: progress.is_stopped, ASKED_EVERY)
        try:
            yield
        finally:
            self.connection.set_progress_handler(None, 0)

    def state(self) -> tuple[int, int]:
        """Return what is another as soon as anybody has written: what was read holds while it is the same."""
        with told(self.path), self._lock:
            version: int = self.connection.execute("PRAGMA data_version").fetchone()[0]
        return version, self.connection.total_changes


class Step(Reader):
    """One open transaction of the write lane; also reads what it has written so far."""

    def __init__(
        self, connection: sqlite3.Connection, number: int, moment: str, by: str, *, path: Path
    ) -> None:
        """Belong to the step ``number`` begun at ``moment`` (ISO 8601, UTC) by the person ``by``."""
        super().__init__(connection, path=path)
        self.number = number
        self.moment = moment
        self.by = by
        self.changes = Changes()

    def write(self, sql: str, values: Values = ()) -> int:
        """Run one INSERT, UPDATE or DELETE; return the new row's id for an INSERT."""
        with told(self.path):
            return self.connection.execute(sql, values).lastrowid or 0

    def write_many(self, sql: str, rows: Sequence[Values] | Iterator[Values]) -> None:
        """Run one statement for every row."""
        with told(self.path):
            self.connection.executemany(sql, rows)

    def has_changed(self) -> bool:
        """Tell whether anything was written in this step so far."""
        query = "SELECT 1 FROM change WHERE step = ? LIMIT 1"
        return self.value(query, (self.number,)) is not None

    def insert_many(
        self, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
    ) -> None:
        """Insert many rows at once; undo takes them back as quickly.

        The first column is ``id``; ids follow one another without a gap. A column of `bytes` is text in
        UTF-8. Names are ours, never from outside.
        """
        if not rows:
            return
        names = ", ".join(f'"{name}"' for name in columns)
        kinds = ("CAST(? AS TEXT)" if isinstance(cell, bytes) else "?" for cell in rows[0])
        marks = f"({', '.join(kinds)})"
        start = f'INSERT INTO "{table}"({names}) VALUES'
        together = start + ", ".join([marks] * INSERTED_TOGETHER)
        whole = len(rows) - len(rows) % INSERTED_TOGETHER
        with told(self.path):
            with history.ranges(self.connection):
                for at in range(0, whole, INSERTED_TOGETHER):
                    some = chain.from_iterable(rows[at : at + INSERTED_TOGETHER])
                    self.connection.execute(together, tuple(some))
                self.connection.executemany(start + marks, rows[whole:])
            history.log_range(self.connection, self.number, table, rows[0][0], rows[-1][0])


class Store:
    """An open workspace. Writes happen in `step`, reads anywhere by `read`; both are thread-safe."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, person: str = "") -> None:
        """Use `create` or `open_store` instead."""
        self.path = path
        self.person = person
        self._connection = connection
        self._lock = threading.RLock()
        self._local = threading.local()
        self._readers = ReadConnections(self._connect_reader)
        self._log = WriteAheadLog(path, connection)
        self._open_step: Step | None = None
        self._hold: Hold | None = None
        #: Who works in it elsewhere: then it can only be looked at here.
        self.held_by: Holder | None = None
        #: Lets what must be on the disk at once go before the next step.
        self.turns = Turns()

    @cached_property
    def database(self) -> Database:
        """The file as sqlite-utils shows it: for who looks at tables, not for the program's own work."""
        from sqlite_utils import Database  # noqa: PLC0415 - seldom asked for, and slow to import

        return Database(self._connection, execute_plugins=False)

    @contextmanager
    def step(
        self,
        label: str,
        *,
        merge_key: str = "",
        merge_within: dt.timedelta | None = MERGE_WITHIN,
        durable: bool = True,
        **args: str,
    ) -> Iterator[Step]:
        """Write inside one transaction that can be undone; the only way to write.

        ``label`` is a msgid filled from ``args`` when shown. A step that follows one with the same
        ``merge_key`` in less than ``merge_within`` (two seconds: typing; ``None``: whenever) becomes part
        of it.
        ``durable=False`` skips the fsync of bulk work: a power cut may lose the whole step, never half
        of it. Nested calls join the outer step; one that fails takes back its own part only. After the
        block ``step.changes`` tells what changed; a step that changed nothing leaves no trace.
        """
        self._must_be_ours()
        with self._lock, told(self.path), unbroken():
            if self._open_step is not None:
                with _part_of(self._connection):
                    yield self._open_step
                return
            connection = self._connection
            connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            if not durable:
                self._log.keep()
            self.turns.give_way()
            connection.execute("BEGIN IMMEDIATE")
            try:
                step = self._begin(label, merge_key, merge_within, args)
                first = connection.execute("SELECT max(seq) FROM change").fetchone()[0] or 0
                history.set_lane(connection, history.RECORDING, step.number)
                self._open_step = step
                yield step
                # An empty step is rolled back, so that work that finds nothing to do leaves the file alone.
                connection.execute("COMMIT" if self._finish(step, first) else "ROLLBACK")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            finally:
                self._open_step = None
                if not durable:
                    self._log.move_later()

    def _begin(
        self, label: str, merge_key: str, merge_within: dt.timedelta | None, args: dict[str, str]
    ) -> Step:
        now = dt.datetime.now(dt.UTC)
        moment = now.isoformat(timespec="milliseconds")
        if merge_key:
            last = self._connection.execute(
                "SELECT id, at, merge_key, undone FROM step ORDER BY id DESC LIMIT 1"
            ).fetchone()
            if last is not None and last[2] == merge_key and not last[3]:
                age = now - dt.datetime.fromisoformat(last[1])
                if merge_within is None or dt.timedelta(0) <= age <= merge_within:
                    return Step(self._connection, last[0], moment, self.person, path=self.path)
        number = self._connection.execute(
            "INSERT INTO step(at, label, args, by, merge_key) VALUES(?, ?, ?, ?, ?)",
            (moment, label, json.dumps(args, ensure_ascii=False), self.person, merge_key),
        ).lastrowid
        return Step(self._connection, number or 0, moment, self.person, path=self.path)

    def _finish(self, step: Step, first: int) -> bool:
        """Close the lane; tell whether the step changed anything."""
        history.set_lane(self._connection, history.CLOSED, None)
        step.changes = history.count_changes(self._connection, step.number, first)
        if not step.changes:
            return False
        self._connection.execute("UPDATE step SET at = ? WHERE id = ?", (step.moment, step.number))
        history.forget_undone(self._connection, step.number)
        history.trim(self._connection, step.number)
        return True

    def batch(self, label: str, **args: str) -> Batch:
        """Return a way to write long work in several transactions that are undone as one step."""
        return Batch(self, label, args)

    @contextmanager
    def derive(self) -> Iterator[Step]:
        """Rewrite derived tables in a transaction of its own; nothing is recorded for undo."""
        self._must_be_ours()
        with self._lock, told(self.path), unbroken():
            if self._open_step is not None:
                with _part_of(self._connection):
                    yield self._open_step
                return
            connection = self._connection
            self.turns.give_way()
            connection.execute("BEGIN IMMEDIATE")
            moment = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
            try:
                yield Step(connection, 0, moment, self.person, path=self.path)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def read(self) -> Reader:
        """Return this thread's reader. It sees every committed step and never waits for the writer.

        Raises `Cancelled` when the workspace is closed.
        """
        reader: Reader | None = getattr(self._local, "reader", None)
        if reader is None:
            with told(self.path):
                taken = self._readers.take()
            reader = Reader(taken.connection, path=self.path, lock=taken.lock)
            # The reader dies with its thread (or later, where somebody still holds it).
            weakref.finalize(reader, self._readers.give_back, taken).atexit = False
            self._local.reader = reader
        return reader

    def _connect_reader(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        return connection

    def undo(self) -> Step | None:
        """Take back the newest step that stands; return it, or ``None`` when there is none."""
        return self._replay("undone = 0 ORDER BY id DESC", history.undo_step)

    def redo(self) -> Step | None:
        """Make the step last taken back again; return it, or ``None`` when there is none."""
        return self._replay(f"undone = 1 AND {history.AFTER_LIVE} ORDER BY id", history.redo_step)

    def hold(self) -> Holder | None:
        """Take the workspace to work in; return who works in it elsewhere, ``None`` for nobody.

        Then steps, undo and redo raise `HeldWorkspaceError` here. It is let go by `close`.
        """
        taken = holding.take(self.path, self.person)
        if isinstance(taken, Hold):
            self._hold, taken = taken, None
        self.held_by = taken
        return taken

    def beat(self) -> None:
        """Tell windows on other computers that this one is still there."""
        if self._hold is not None:
            self._hold.beat()

    def _must_be_ours(self) -> None:
        if self.held_by is not None:
            raise HeldWorkspaceError(holder_words(self.path, self.held_by))

    def _replay(self, which: str, action: Any) -> Step | None:  # noqa: ANN401
        self._must_be_ours()
        with self._lock, told(self.path):
            connection = self._connection
            if self._connection.in_transaction:
                msg = "undo and redo are steps of their own: call them when no step is open"
                raise RuntimeError(msg)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("BEGIN IMMEDIATE")
            try:
                row = connection.execute(
                    f"SELECT id, at, by FROM step WHERE {which} LIMIT 1"  # noqa: S608 - ours
                ).fetchone()
                if row is None:
                    connection.execute("ROLLBACK")
                    return None
                connection.execute("PRAGMA defer_foreign_keys = ON")
                history.set_lane(connection, history.REPLAYING, None)
                action(connection, row[0])
                history.set_lane(connection, history.CLOSED, None)
                step = Step(connection, row[0], row[1], row[2], path=self.path)
                step.changes = history.count_changes(connection, row[0], 0)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            return step

    def close(self) -> None:
        """Close every connection; the workspace is one file again.

        Running queries of readers end with `Cancelled`; a step another thread has open is awaited.
        """
        self._readers.close()
        self._local = threading.local()
        with self._lock:
            self._log.wait()
            self._connection.close()
        if self._hold is not None:
            self._hold.release()
            self._hold = None

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, *_exc: object) -> None:
        """Close it."""
        self.close()


@contextmanager
def _part_of(connection: sqlite3.Connection) -> Iterator[None]:
    """Keep the writes of the block whole or not at all inside the open transaction."""
    connection.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled everything back already
            connection.execute("ROLLBACK TO part")
            connection.execute("RELEASE part")
        raise
    connection.execute("RELEASE part")


class Batch:
    """Long work in chunks: each commits on its own, undo takes them all back together.

    When somebody else writes between two chunks, those after it are a step of their own.
    """

    def __init__(self, store: Store, label: str, args: dict[str, str]) -> None:
        """Use `Store.batch` instead."""
        self._store = store
        self._label = label
        self._args = args
        self._key = f"batch:{secrets.token_hex(8)}"

    def step(self) -> AbstractContextManager[Step]:
        """Write one chunk; as `Store.step`, without fsync."""
        return self._store.step(
            self._label, merge_key=self._key, merge_within=None, durable=False, **self._args
        )

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Take back what was written when the block is stopped: half of such work would mislead.

        What somebody else wrote since stays, and with it what was before.
        """
        try:
            yield
        except BaseException:
            query = "SELECT merge_key FROM step WHERE undone = 0 ORDER BY id DESC LIMIT 1"
            if self._store.read().value(query) == self._key:
                self._store.undo()
                # Half of it must not come back by redo
                with self._store.derive() as step:
                    step.write("DELETE FROM step WHERE undone = 1 AND merge_key = ?", (self._key,))
            raise


def create(path: Path, *, person: str = "") -> Store:
    """Make a new workspace at ``path``. Raises `WorkspaceError` when a file is already there."""
    if path.exists():
        raise WorkspaceError(
            _("{file} already exists. Choose another name or open it.").format(file=path)
        )
    return _open(path, person=person)


def open_store(path: Path, *, person: str = "") -> Store:
    """Open the workspace at ``path``.

    Raises `WorkspaceError` when it is missing or no workspace, `NewerWorkspaceError` when a newer
    program made it, `BusyWorkspaceError` when another program holds it.
    """
    if path.is_dir():
        raise WorkspaceError(_("{file} is a folder, not a workspace.").format(file=path))
    if not path.exists():
        raise WorkspaceError(
            _(
                "There is no workspace {file}. Check the name, or import a file into it first."
            ).format(file=path)
        )
    return _open(path, person=person)


def open_or_create(path: Path, *, person: str = "") -> Store:
    """Open the workspace at ``path``, making it first where there is none."""
    return open_store(path, person=person) if path.exists() else create(path, person=person)


def _open(path: Path, *, person: str) -> Store:
    is_new = not path.exists()
    with told(path):
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        try:
            connection.row_factory = sqlite3.Row
            connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
            if not is_new:
                refuse_strangers(connection, path)
            migrate(connection, path)
            connection.execute("PRAGMA foreign_keys = ON")
            history.install(connection)
        except BaseException:
            connection.close()
            if is_new:
                path.unlink(missing_ok=True)
            raise
        return Store(path, connection, person=person)
