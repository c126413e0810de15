"""Fragment identifiers are read as section 3 of the specification has them."""

from __future__ import annotations

import pytest

from localizer.exchange.xliff.rules.fragments import (
    BadFragmentError,
    Fragment,
    Place,
    points_at,
    read_fragment,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("f=f1/u=u1/1", Fragment({"f": "f1", "u": "u1"}, "", "1")),
        (
            "/f=f1/g=g1/u=u1/t=1",
            Fragment({"f": "f1", "g": "g1", "u": "u1"}, "t", "1", absolute=True),
        ),
        ("n=n1", Fragment({}, "n", "n1")),
        ("u=u1", Fragment({"u": "u1"})),
    ],
)
def test_what_is_named(text: str, found: Fragment) -> None:
    assert read_fragment(text) == found


@pytest.mark.parametrize(
    "text",
    ["", "u=1/f=1", "u=1/u=2", "n/n1", "c1/c2", "r$d=1", "z=1", "d=1/u=1", "n=", "/", "f=1//n=1"],
)
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadFragmentError):
        read_fragment(text)


def test_references_are_seen_from_where_they_stand() -> None:
    place = Place("f", "u", spans={"s"}, targets={"t"}, notes={"n"}, file_notes={"m"})
    there = {"s": True, "t=s": False, "t=t": True, "n=n": True, "n=m": False, "f=f/n=m": True}
    for text, expected in there.items():
        assert points_at(read_fragment(text), place) is expected, text
    for text in ("f=other/n=n", "u=other/s", "my=1"):
        assert points_at(read_fragment(text), place) is None, text
