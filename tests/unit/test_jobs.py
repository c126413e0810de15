"""Progress reports, cancels and shares itself out."""

from __future__ import annotations

import pytest

from localizer.jobs import SILENT, Cancelled, Part, Progress


def test_the_last_step_is_always_reported() -> None:
    seen: list[tuple[int, int]] = []
    progress = Progress(lambda done, total: seen.append((done, total)))
    for done in range(1, 1001):
        progress.step(done, 1000)
    assert seen[-1] == (1000, 1000)
    assert len(seen) < 100


def test_a_cancelled_work_stops_at_its_next_step() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        progress.step(0, 1)


def test_a_part_reports_its_share_and_hears_the_whole() -> None:
    seen: list[tuple[int, int]] = []
    whole = Progress(lambda done, total: seen.append((done, total)))
    Part(whole, 0.5, 1).step(1, 1)
    assert seen == [(1000, 1000)]
    whole.cancel()
    with pytest.raises(Cancelled):
        Part(whole, 0, 0.5).step(0, 0)


def test_the_silent_one_cannot_be_cancelled_for_all() -> None:
    SILENT.cancel()
    SILENT.step(1, 1)
