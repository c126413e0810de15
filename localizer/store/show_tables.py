"""The tables of shows: the rundown, answers to viewers, hosts, and what happened on air."""

from __future__ import annotations

from typing import Final

SHOW_TABLES: Final = (
    # The voice and the pace preset a script was written with, '' in those of before there was a choice.
    "ALTER TABLE script_body ADD COLUMN voice TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE script_body ADD COLUMN pacing TEXT NOT NULL DEFAULT ''",
    # ``starts_at`` with its zone; ``frozen`` are the values of tokens by product when they were pinned, ''
    # when they follow the prices.
    """CREATE TABLE show(
      id INTEGER PRIMARY KEY, name TEXT NOT NULL, market TEXT NOT NULL, channel TEXT NOT NULL,
      locale TEXT NOT NULL, starts_at TEXT NOT NULL, seconds INTEGER NOT NULL, host_id INTEGER,
      frozen TEXT NOT NULL DEFAULT '', frozen_at TEXT NOT NULL DEFAULT '', UNIQUE(name)) STRICT""",
    # ``hard_start`` is the second of the show at which the item must begin, NULL when it follows the one
    # before.
    """CREATE TABLE show_item(
      id INTEGER PRIMARY KEY, show_id INTEGER NOT NULL REFERENCES show(id) ON DELETE CASCADE,
      position INTEGER NOT NULL, kind TEXT NOT NULL,
      product_id INTEGER REFERENCES product(id) ON DELETE CASCADE,
      style TEXT NOT NULL, label TEXT NOT NULL, title TEXT NOT NULL, seconds REAL,
      hard_start INTEGER, note TEXT NOT NULL) STRICT""",
    "CREATE INDEX show_item_show ON show_item(show_id, position)",
    "CREATE INDEX show_item_product ON show_item(product_id)",
    # Answers to what viewers ask, of a product for a target; reviewed like any text.
    """CREATE TABLE answer(
      id INTEGER PRIMARY KEY, product_id INTEGER NOT NULL REFERENCES product(id) ON DELETE CASCADE,
      market TEXT NOT NULL, channel TEXT NOT NULL, locale TEXT NOT NULL, question TEXT NOT NULL,
      ask TEXT NOT NULL, line TEXT NOT NULL, state TEXT NOT NULL, edited INTEGER NOT NULL,
      UNIQUE(product_id, market, channel, locale, question)) STRICT""",
    # Who speaks: the voice and the measured pace of a person in one locale, in its units a minute.
    """CREATE TABLE host(
      id INTEGER PRIMARY KEY, name TEXT NOT NULL, locale TEXT NOT NULL, voice TEXT NOT NULL,
      per_minute INTEGER, measured_units INTEGER NOT NULL DEFAULT 0,
      measured_seconds REAL NOT NULL DEFAULT 0, UNIQUE(name, locale)) STRICT""",
    # A rehearsal or a show on air, and what happened in it. Times are seconds since its start by a clock
    # that never goes back. Written as it happens, no part of the history: nobody undoes what was said, and
    # a show that is deleted leaves its log, with its name, target and host.
    """CREATE TABLE show_run(
      id INTEGER PRIMARY KEY, show_id INTEGER NOT NULL, show_name TEXT NOT NULL, market TEXT NOT NULL,
      channel TEXT NOT NULL, locale TEXT NOT NULL, host_id INTEGER, kind TEXT NOT NULL,
      started_at TEXT NOT NULL, ended_after REAL) STRICT""",
    "CREATE INDEX show_run_show ON show_run(show_id)",
    """CREATE TABLE show_event(
      id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES show_run(id) ON DELETE CASCADE,
      after REAL NOT NULL, kind TEXT NOT NULL, item_id INTEGER, product_id INTEGER,
      place INTEGER, beat TEXT NOT NULL, note TEXT NOT NULL, units INTEGER NOT NULL) STRICT""",
    "CREATE INDEX show_event_run ON show_event(run_id, after)",
)
