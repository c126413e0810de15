"""Many reads that see one state of the workspace, whatever is written meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from localizer.jobs import Cancelled
from localizer.store.database import Reader, Store


@contextmanager
def snapshot(store: Store) -> Iterator[Reader]:
    """Give this thread's reader, which sees the workspace as it was when the block began.

    Nothing waits for it, but the log beside the file grows until it ends. A block inside another one sees
    what that sees.
    """
    reader = store.read()
    if reader.connection.in_transaction:
        yield reader
        return
    reader.rows("BEGIN")
    try:
        reader.value("SELECT count(*) FROM sqlite_master")  # the state is that of the first read
        yield reader
    finally:
        with suppress(Cancelled):  # the workspace was closed, and the state with it
            reader.rows("ROLLBACK")
