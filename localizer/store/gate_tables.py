"""What the gate goes by: decisions bound to the words they were given for, severities chosen for a launch."""

from __future__ import annotations

from typing import Final

GATE_TABLES: Final = (
    # How severe a rule is in one launch, as a person chose it: a severity or ``off``. ``own`` is how severe
    # the rule was by itself then, '' where nobody knew.
    """CREATE TABLE launch_severity(
      id INTEGER PRIMARY KEY, launch_id INTEGER NOT NULL REFERENCES launch(id) ON DELETE CASCADE,
      rule TEXT NOT NULL, severity TEXT NOT NULL, own TEXT NOT NULL, reason TEXT NOT NULL,
      by TEXT NOT NULL, at TEXT NOT NULL, UNIQUE(launch_id, rule)) STRICT""",
    # The words a finding is about, and how severe it is by itself where the launch has it otherwise.
    "ALTER TABLE finding ADD COLUMN passage TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE finding ADD COLUMN own TEXT NOT NULL DEFAULT ''",
    # Of texts they are known already; of scripts, answers and listings with the next check.
    """UPDATE finding SET passage = coalesce((SELECT substr(b.text, "start" + 1, "end" - "start")
      FROM translation_body b WHERE b.id = subject_id), '')
      WHERE subject = 'translation' AND "end" > "start" """,
    # A decision holds for the words it was given for. Those of before hold for their rule wherever it is
    # found in the same thing: ``passage`` is NULL. The unique key takes it in, so the table is made anew.
    """CREATE TABLE overrule_new(
      id INTEGER PRIMARY KEY, subject TEXT NOT NULL, subject_id INTEGER NOT NULL,
      market TEXT NOT NULL, channel TEXT NOT NULL, rule TEXT NOT NULL, reason TEXT NOT NULL,
      by TEXT NOT NULL, at TEXT NOT NULL, passage TEXT,
      UNIQUE(subject, subject_id, market, channel, rule, passage)) STRICT""",
    """INSERT INTO overrule_new(id, subject, subject_id, market, channel, rule, reason, by, at)
      SELECT id, subject, subject_id, market, channel, rule, reason, by, at FROM overrule""",
    "DROP TABLE overrule",
    "ALTER TABLE overrule_new RENAME TO overrule",
    # Ids of rows that are gone may be given again: nothing may be let pass of the new thing for the old one.
    *(
        f"""CREATE TRIGGER overrule_of_{subject}_gone AFTER DELETE ON {table}
        BEGIN DELETE FROM overrule WHERE subject = '{subject}' AND subject_id = old.id; END"""  # noqa: S608
        for subject, table in (
            ("translation", "translation"),
            ("listing", "product"),
            ("price", "price"),
            ("script", "script"),
            ("answer", "answer"),
        )
    ),
)
