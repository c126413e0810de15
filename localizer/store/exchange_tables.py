"""What comes back from translators and does not stand in the texts: suggestions and proposed terms."""

from __future__ import annotations

from typing import Final

EXCHANGE_TABLES: Final = (
    # A text somebody wrote elsewhere that does not stand, because ours became another meanwhile (``reason``
    # says why): both are kept. ``source_hash`` is of the source it was written for.
    """CREATE TABLE suggestion(
      id INTEGER PRIMARY KEY, segment_id INTEGER NOT NULL REFERENCES segment(id) ON DELETE CASCADE,
      locale TEXT NOT NULL, text TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL,
      reason TEXT NOT NULL, source_hash TEXT NOT NULL, package TEXT NOT NULL,
      UNIQUE(segment_id, locale, text)) STRICT""",
    # A term somebody proposes for the words ``source``; it binds nobody until a person sets it.
    """CREATE TABLE term_proposal(
      id INTEGER PRIMARY KEY, source TEXT NOT NULL, locale TEXT NOT NULL, target TEXT NOT NULL,
      note TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, package TEXT NOT NULL,
      UNIQUE(source, locale, target)) STRICT""",
)
#: What a person made of a proposed term, empty while nobody has decided.
DECIDED_TERMS: Final = ("ALTER TABLE term_proposal ADD COLUMN decision TEXT NOT NULL DEFAULT ''",)
