from __future__ import annotations

import pytest

from localizer.model.segment import Origin
from localizer.translate.fuzzy.penalty import penalised


@pytest.mark.parametrize(
    ("origin", "same_market", "age_days", "attached", "expected"),
    [
        (Origin.PERSON, True, 0, 0, 90),
        (Origin.ENGINE, True, 0, 0, 85),
        ("engine", True, 0, 0, 85),
        (Origin.PERSON, False, 0, 0, 85),
        (Origin.PERSON, True, 3 * 365 - 1, 0, 90),
        (Origin.PERSON, True, 3 * 365, 0, 89),
        (Origin.PERSON, True, 5 * 365, 0, 87),
        (Origin.PERSON, True, 40 * 365, 0, 85),
        (Origin.PERSON, True, -400, 0, 90),
        (Origin.PERSON, True, 0, 12, 78),
        (Origin.PERSON, True, 0, -12, 90),
        (Origin.PERSON, True, 0, 1000, 0),
        (Origin.ENGINE, False, 40 * 365, 20, 55),
    ],
)
def test_points_are_taken_off(
    origin: str,
    same_market: bool,  # noqa: FBT001 - a table
    age_days: int,
    attached: int,
    expected: int,
) -> None:
    points = penalised(
        90,
        origin=origin,
        same_market=same_market,
        age_days=age_days,
        attached_penalty=attached,
    )
    assert points == expected


@pytest.mark.parametrize("score", [-5, 0, 1, 70, 99, 100, 140])
@pytest.mark.parametrize("attached", [-50, 0, 3])
def test_a_score_is_never_lifted(score: int, attached: int) -> None:
    points = penalised(
        score, origin=Origin.PERSON, same_market=True, age_days=0, attached_penalty=attached
    )
    assert 0 <= points <= 100
    assert points <= max(0, score)
