"""What the text checks share."""

from __future__ import annotations

import pytest

from localizer.check.spots import MOST, apart, most, prose, spot


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Becher, rot.", "Becher, rot."),
        ("<b>rot</b>", "___rot____"),
        ("nur {price}", "nur _______"),
        ("A &amp; B", "A _____ B"),
        ("%(name)s ist", "________ ist"),
        ("an a.b@shop.de!", "an ___________!"),
        ("www.a.example/x, y", "________________ y"),
        ("Kauf auf shop.com ein", "Kauf auf ________ ein"),
        ("5 < 6 > 3", "5 < 6 > 3"),
    ],
)
def test_prose(text: str, left: str) -> None:
    assert prose(text) == left
    assert len(prose(text)) == len(text)


def test_findings_are_few_and_apart() -> None:
    places = [(0, 2), (1, 3), (0, 4), (4, 5), (4, 4)]
    found = apart([spot("x", "m", place) for place in places])
    assert [(one.start, one.end) for one in found] == [(0, 4), (4, 5)]
    assert len(most(spot("x", "m", (n, n + 1)) for n in range(1000))) == MOST
