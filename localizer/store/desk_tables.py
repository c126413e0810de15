"""What people say about texts and whose work they are."""

from __future__ import annotations

from typing import Final

DESK_TABLES: Final = (
    # What is said about a segment: of one locale's text, or with an empty ``locale`` to all who translate it.
    """CREATE TABLE note(
      id INTEGER PRIMARY KEY, segment_id INTEGER NOT NULL REFERENCES segment(id) ON DELETE CASCADE,
      locale TEXT NOT NULL, text TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL,
      resolved INTEGER NOT NULL DEFAULT 0) STRICT""",
    "CREATE INDEX note_segment ON note(segment_id)",
    # Who shall work on a text ('' for nobody), and whether it is locked; most texts have no row.
    """CREATE TABLE assignment(
      id INTEGER PRIMARY KEY REFERENCES translation(id) ON DELETE CASCADE,
      assignee TEXT NOT NULL, locked INTEGER NOT NULL) STRICT""",
    "CREATE INDEX assignment_assignee ON assignment(assignee)",
)
