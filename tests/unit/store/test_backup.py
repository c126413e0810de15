"""Copies of a workspace."""

from __future__ import annotations

import sqlite3

from localizer.store.backup import KEPT, back_up, backup_folder
from localizer.store.database import Store


def test_the_newest_seven_are_kept_and_each_is_whole(store: Store) -> None:
    for number in range(KEPT + 2):
        with store.step("Add") as step:
            step.write(
                "INSERT INTO catalog(name, locale, created_at) VALUES(?, 'en', '')", (str(number),)
            )
        back_up(store.database.conn, store.path, "test")
    copies = sorted(backup_folder(store.path).iterdir())
    assert len(copies) == KEPT
    counts = []
    for copy in copies:
        connection = sqlite3.connect(copy)
        counts.append(connection.execute("SELECT count(*) FROM catalog").fetchone()[0])
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
    assert counts == list(range(3, KEPT + 3))
