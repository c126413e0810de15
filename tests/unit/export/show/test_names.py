"""What files of shows say of drafts, times and prices."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from localizer.export.show import names
from localizer.export.show.sheet import SheetItem, ShowSheet
from localizer.model.segment import State
from tests.support.show_sheet import HEAD, ITEM, PAUSE


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (ITEM, ""),
        (PAUSE, ""),
        (replace(ITEM, state=None), "DRAFT: there is no script yet."),
        (replace(ITEM, state=State.DRAFT), "DRAFT: not approved yet."),
        (replace(ITEM, state=State.SENT_BACK), "DRAFT: sent back."),
        (replace(ITEM, findings=1), "1 finding is open."),
        (
            replace(ITEM, findings=3, stopping=1),
            "DRAFT: something must be mended first. 3 findings are open.",
        ),
        (
            replace(ITEM, missing=("was", "save")),
            "DRAFT: something must be mended first. No value for was, save.",
        ),
    ],
)
def test_why_an_item_is_a_draft(item: SheetItem, said: str) -> None:
    assert names.item_stamp(item) == said
    assert item.draft is said.startswith("DRAFT")


def test_findings_that_stop_nothing_make_no_draft() -> None:
    assert names.stamp(ShowSheet(HEAD, (replace(ITEM, findings=1),))) == "1 finding is open."
    assert names.stamp(ShowSheet(HEAD, (ITEM, PAUSE))) == ""


def test_from_when_the_prices_are() -> None:
    assert names.prices(HEAD) == "of 2026-11-02 09:00 +07:00, not frozen"
    frozen = replace(HEAD, frozen_at=HEAD.made_at, rates=(("CNY/THB", dt.date(2026, 11, 1)),))
    assert names.prices(frozen) == "frozen 2026-11-02 09:00 +07:00 (rate CNY/THB of 2026-11-01)"


def test_the_clock_goes_past_midnight_and_tells_what_was_not_said() -> None:
    assert names.clock(HEAD, 4 * 3600 + 5.4) == "00:00:05"
    assert names.clock(HEAD, None) == "–"
    assert names.beat_line(HEAD, "Hook", None, 4.0) == "Hook · not said"
    assert names.minutes(-65) == "-1:05"


def test_a_show_over_its_time() -> None:
    pairs = dict(names.about(ShowSheet(replace(HEAD, over=30.0, logged=True), ())))
    assert pairs["Length"] == "10:00 (0:30 over)"
    assert pairs["Times"] == "as logged"
