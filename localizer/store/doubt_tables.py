"""What language models doubted in texts: kept with the text it was said of, beside what checks find."""

from __future__ import annotations

from typing import Final

DOUBT_TABLES: Final = (
    # One row for each text a model has read for a target. ``doubts`` are its passages with the reasons, JSON;
    # they hold only while the text has the same ``text_hash``.
    """CREATE TABLE doubt(
      id INTEGER PRIMARY KEY, subject TEXT NOT NULL, subject_id INTEGER NOT NULL, market TEXT NOT NULL,
      channel TEXT NOT NULL, text_hash TEXT NOT NULL, doubts TEXT NOT NULL, engine TEXT NOT NULL,
      at TEXT NOT NULL, UNIQUE(subject, subject_id, market, channel)) STRICT""",
    *(
        f"""CREATE TRIGGER doubt_of_{subject}_gone AFTER DELETE ON {subject}
        BEGIN DELETE FROM doubt WHERE subject = '{subject}' AND subject_id = old.id; END"""  # noqa: S608
        for subject in ("translation", "script", "answer")
    ),
)
