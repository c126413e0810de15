"""Statistics as rows: every figure stands in its column, and sums stay what they were."""

from __future__ import annotations

import datetime as dt

from localizer.catalog.statistics import Count, StateCounts
from localizer.catalog.work_done import Deed, Done, WorkDone
from localizer.model.launch import Target
from localizer.model.segment import State
from localizer.pipeline.statistics_sheet import (
    HEADS,
    By,
    csv_text,
    day_rows,
    person_rows,
    state_rows,
)

MONDAY, TUESDAY = dt.date(2026, 11, 2), dt.date(2026, 11, 3)
DONE = WorkDone(
    (
        Done("Mei", MONDAY, Deed.APPROVED, Count(2, 9)),
        Done("Nok", MONDAY, Deed.WRITTEN, Count(1, 4)),
        Done("Mei", TUESDAY, Deed.APPROVED, Count(1, 3)),
        Done("Mei", TUESDAY, Deed.SENT_BACK, Count(1, 4)),
    )
)


def test_a_row_for_each_person() -> None:
    assert person_rows(DONE) == (("Mei", 0, 0, 3, 12, 1, 4), ("Nok", 1, 4, 0, 0, 0, 0))


def test_a_row_for_each_day_and_person() -> None:
    assert day_rows(DONE) == (
        ("2026-11-02", "Mei", 0, 0, 2, 9, 0, 0),
        ("2026-11-02", "Nok", 1, 4, 0, 0, 0, 0),
        ("2026-11-03", "Mei", 0, 0, 1, 3, 1, 4),
    )


def test_a_row_for_each_target_and_state() -> None:
    states = {State.DRAFT: Count(1, 2), State.APPROVED: Count(3, 4)}
    found = [
        StateCounts(Target("TH", "shopee", "th-TH"), "th-TH", states),
        StateCounts(None, "de-DE", states),
    ]
    assert state_rows(found, lambda target: target.market) == (
        ("TH", "th-TH", "draft", 1, 2), ("TH", "th-TH", "approved", 3, 4),
        ("", "de-DE", "draft", 1, 2), ("", "de-DE", "approved", 3, 4),
    )  # fmt: skip


def test_every_row_is_as_long_as_its_heads() -> None:
    assert {len(row) for row in person_rows(DONE)} == {len(HEADS[By.PERSON])}
    assert {len(row) for row in day_rows(DONE)} == {len(HEADS[By.DAY])}


def test_a_name_that_would_calculate_is_made_harmless() -> None:
    text = csv_text(By.PERSON, [("@SUM(A1)", 0, 0, 0, 0, 0, 0), ('a"b,c', 1, 2, 3, 4, 5, 6)])
    assert text.splitlines()[1:] == ["'@SUM(A1),0,0,0,0,0,0", '"a""b,c",1,2,3,4,5,6']
