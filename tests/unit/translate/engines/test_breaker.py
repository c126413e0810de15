"""After several failures in a row an engine rests, and is then tried with one request."""

from __future__ import annotations

from localizer.translate.engines.breaker import Breaker


def broken(breaker: Breaker, times: int, now: float = 0.0) -> Breaker:
    for _ in range(times):
        breaker.failed(now)
    return breaker


def closed(breaker: Breaker) -> bool:
    return breaker.is_closed


def gave_up(breaker: Breaker) -> bool:
    return breaker.gave_up


def test_it_stays_closed_below_the_limit() -> None:
    breaker = broken(Breaker(failures=3), 2)
    assert breaker.is_closed
    assert breaker.wait(0.0) == 0


def test_only_failures_in_a_row_count() -> None:
    breaker = broken(Breaker(failures=3), 2)
    breaker.succeeded()
    assert broken(breaker, 2).is_closed


def test_it_opens_for_a_rest_and_lets_one_try() -> None:
    breaker = broken(Breaker(failures=3, rest=30), 3, now=100.0)
    assert not closed(breaker)
    assert breaker.wait(110.0) == 20
    assert breaker.wait(130.0) == 0
    assert not closed(breaker)  # half-open: the one that tries is alone
    breaker.succeeded()
    assert closed(breaker)
    assert closed(broken(breaker, 2, now=131.0))  # counted anew


def test_a_failed_try_is_another_rest() -> None:
    breaker = broken(Breaker(failures=3, rest=30), 3)
    breaker.failed(30.0)
    assert breaker.wait(30.0) == 30


def test_requests_that_were_under_way_make_no_rest_longer() -> None:
    breaker = broken(Breaker(failures=3, rest=30, rests=1), 3, now=0.0)
    broken(breaker, 5, now=10.0)
    assert breaker.wait(10.0) == 20
    assert not breaker.gave_up


def test_it_gives_up_after_so_many_rests_in_a_row() -> None:
    breaker = broken(Breaker(failures=1, rest=10, rests=2), 1)
    breaker.failed(10.0)
    assert not gave_up(breaker)
    breaker.failed(20.0)
    assert gave_up(breaker)


def test_an_answer_between_rests_starts_the_count_anew() -> None:
    breaker = broken(Breaker(failures=1, rest=10, rests=1), 1)
    breaker.succeeded()
    breaker.failed(11.0)
    assert not breaker.gave_up
