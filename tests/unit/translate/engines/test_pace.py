"""Requests keep their distance, and come back later after each failure."""

from __future__ import annotations

import pytest

from localizer.translate.engines.pace import LONGEST_DELAY, Pace, asked, backoff


def test_starts_keep_the_pause() -> None:
    pace = Pace(0.5)
    assert pace.wait(100.0) == 0
    pace.started(100.0)
    assert pace.wait(100.1) == pytest.approx(0.4)
    assert pace.wait(100.5) == 0


def test_without_a_pause_the_next_starts_at_once() -> None:
    pace = Pace(0)
    pace.started(7.0)
    assert pace.wait(7.0) == 0


def test_a_service_that_asked_to_wait_is_left_alone() -> None:
    pace = Pace(1.0)
    pace.hold(10.0, 30.0)
    pace.started(10.0)  # one that had been on its way
    assert pace.wait(11.0) == pytest.approx(29.0)
    pace.hold(12.0, 1.0)  # a shorter wish never shortens the longer
    assert pace.wait(12.0) == pytest.approx(28.0)


@pytest.mark.parametrize(
    ("failures", "whole"), [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (8, 60), (10_000, 60)]
)
def test_delays_double_up_to_a_minute_and_half_is_chance(failures: int, whole: float) -> None:
    assert backoff(failures, lambda: 1.0) == whole
    assert backoff(failures, lambda: 0.0) == whole / 2


def test_real_chance_stays_within_bounds() -> None:
    delays = {backoff(9) for _ in range(50)}
    assert len(delays) > 1
    assert all(LONGEST_DELAY / 2 <= delay <= LONGEST_DELAY for delay in delays)


@pytest.mark.parametrize(
    ("seconds", "wanted"),
    [(None, 0), (0.0, 0), (-5.0, 0), (float("nan"), 0), (12.5, 12.5), (7200.0, 7200)],
)
def test_what_a_service_asks_for(seconds: float | None, wanted: float) -> None:
    assert asked(seconds) == wanted
