"""What is done when a workspace is opened: strangers are refused, older tables are brought up to date."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from localizer.errors import NewerWorkspaceError, WorkspaceError
from localizer.i18n import _
from localizer.store.application import APPLICATION_ID
from localizer.store.backup import back_up
from localizer.store.schema import SCHEMA_VERSION, STEPS

#: Of a new file. A product's long texts come to 1 to 3 KB: on pages twice SQLite's usual size they take a
#: fifth less room, and 100,000 are written in seven eighths of the time (SQLite 3.40, November 2026).
PAGE_BYTES: Final = 8192


def refuse_strangers(connection: sqlite3.Connection, path: Path) -> None:
    """Raise `WorkspaceError` for a file that is no workspace, `NewerWorkspaceError` for a newer one."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    # Making a file may have been cut short before it was marked; then it is empty.
    if application != APPLICATION_ID and not (application == 0 and is_empty(connection)):
        raise WorkspaceError(_("{file} is not a Localizer workspace.").format(file=path))
    if version > SCHEMA_VERSION:
        raise NewerWorkspaceError(
            _(
                "{file} was made by a newer Localizer (format {found}; this one knows {known}). "
                "Update Localizer to open it."
            ).format(file=path, found=version, known=SCHEMA_VERSION)
        )


def is_empty(connection: sqlite3.Connection) -> bool:
    """Tell whether there is no table yet."""
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def _is_up_to_date(connection: sqlite3.Connection) -> bool:
    """Tell whether every migration is noted in the file as carried out."""
    if is_empty(connection):
        return False
    query = "SELECT count(*) FROM sqlite_master WHERE name = '_sqlite_migrations'"
    if not connection.execute(query).fetchone()[0]:
        return False
    done = {name for (name,) in connection.execute("SELECT name FROM _sqlite_migrations")}
    return done >= {step.__name__ for step in STEPS}


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the tables up to date, all or nothing; an older workspace is copied before."""
    if _is_up_to_date(connection):
        return
    from sqlite_utils import Database  # noqa: PLC0415 - takes longer to import than a file to open

    from localizer.store.migrations import migrations  # noqa: PLC0415 - the same

    database = Database(connection, execute_plugins=False)
    if is_empty(connection):
        connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        connection.execute("PRAGMA journal_mode = WAL")
    else:
        back_up(connection, path, f"before-{SCHEMA_VERSION}")
    # One transaction: tables and marks appear together, whenever the program may be stopped.
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(database)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
