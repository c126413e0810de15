from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.model.bullets import BulletStyle, arranged, joined
from localizer.model.channel import FieldLimit, LengthUnit

LINES = (
    ("origin", "Made in China"),
    ("material", "Material: cotton"),
    ("care", "Care: hand wash"),
    ("lining", "Lining: silk"),
    ("package", "In the box: 1 × belt"),
    ("fit", "Fit: slim"),
)
ORDER = ("fit", "material", "care", "package", "origin")


def limit(maximum: int) -> FieldLimit:
    return FieldLimit(
        "bullet", True, maximum, LengthUnit.CHARS, True, "test", "2026-11-21", "O"  # noqa: FBT003
    )  # fmt: skip


def texts(style: BulletStyle, *, taken: int = 0) -> list[str]:
    return [joined(one, LINES, style) for one in arranged(LINES, style, taken=taken)]


def test_facts_stand_in_the_order_of_the_market_and_unknown_ones_before_the_box() -> None:
    assert texts(BulletStyle(ORDER)) == [
        "Fit: slim",
        "Material: cotton",
        "Care: hand wash",
        "Lining: silk",
        "In the box: 1 × belt",
        "Made in China",
    ]


def test_facts_of_a_family_share_a_bullet_where_there_are_too_many() -> None:
    assert texts(BulletStyle(ORDER, most=5)) == [
        "Fit: slim",
        "Material: cotton; Care: hand wash",
        "Lining: silk",
        "In the box: 1 × belt",
        "Made in China",
    ]


def test_then_neighbours_share_and_what_the_seller_wrote_takes_its_place() -> None:
    assert texts(BulletStyle(ORDER, most=5), taken=2) == [
        "Fit: slim",
        "Material: cotton; Care: hand wash",
        "Lining: silk; In the box: 1 × belt; Made in China",
    ]


def test_a_bullet_never_outgrows_its_limit() -> None:
    assert len(texts(BulletStyle(ORDER, most=1, limit=limit(20)))) == len(LINES)


NAMES = st.sampled_from([*ORDER, "x", "y"])


@given(
    st.lists(st.tuples(NAMES, st.text(max_size=9)), max_size=20),
    st.integers(1, 12),
    st.integers(0, 12),
    st.none() | st.integers(1, 30),
)
def test_no_line_is_lost_or_said_twice(
    lines: list[tuple[str, str]], most: int, taken: int, longest: int | None
) -> None:
    style = BulletStyle(ORDER, most=most, limit=None if longest is None else limit(longest))
    found = arranged(lines, style, taken=taken)
    assert sorted(at for one in found for at in one) == list(range(len(lines)))
    if longest is None:
        assert len(found) <= max(1, most - taken)
    else:
        assert all(len(joined(one, lines, style)) <= longest for one in found if len(one) > 1)


@pytest.mark.parametrize("most", [1, 3, 5, 10])
def test_without_an_order_the_seller_s_stands(most: int) -> None:
    found = arranged(LINES, BulletStyle(most=most))
    assert [at for one in found for at in one] == list(range(len(LINES)))
