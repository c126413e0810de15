"""Several pictures in one cell."""

from __future__ import annotations

import pytest

from localizer.intake.issues import IssueLog
from localizer.intake.pictures import pictures_in, shows_pictures, split_images, with_shown_pictures


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("images/a.png", ("images/a.png",)),
        ("9.webp,10.webp", ("9.webp", "10.webp")),
        ("a.png; b.png\nc.png|a.png", ("a.png", "b.png", "c.png")),
        ("https://x.example/a,b.png", ("https://x.example/a,b.png",)),
        ("https://x.example/a.png,https://x.example/b.png",
         ("https://x.example/a.png", "https://x.example/b.png")),
        ("", ()),
        ("x" * 3000, ()),
    ],
)  # fmt: skip
def test_pictures(cell: str, names: tuple[str, ...]) -> None:
    assert split_images(cell) == names


@pytest.mark.parametrize(
    ("text", "names", "lost"),
    [
        ('<p>a<img src="https://x.example/1.jpg"></p>', ("https://x.example/1.jpg",), 0),
        ("<IMG alt='x' src='2.png'/><img src=3.png>", ("2.png", "3.png"), 0),
        ('<img src="//img.example/a.jpg?b=1&amp;c=2">', ("https://img.example/a.jpg?b=1&c=2",), 0),
        ('<img data-src="a.jpg" src="data:image/gif;base64,AA">', ("a.jpg",), 0),
        ('<img src="a.jpg"><img src="a.jpg">', ("a.jpg",), 0),
        ('<img src="data:image/png;base64,AA"><img alt="x"><img src="javascript:x()">', (), 3),
        ("<imgx src='a.jpg'> no picture", (), 0),
    ],
)  # fmt: skip
def test_pictures_in_descriptions(text: str, names: tuple[str, ...], lost: int) -> None:
    assert pictures_in(text) == (names, lost)


def test_pictures_of_columns_go_before_those_of_descriptions() -> None:
    log = IssueLog()
    description = '<img src="b.jpg"><img src="a.jpg"><img src="data:image/png;base64,AA">'
    for _time in range(2):
        assert with_shown_pictures(("a.jpg",), description, log) == ("a.jpg", "b.jpg")
    assert len(log.assumptions) == 2


def test_a_description_without_pictures_adds_none() -> None:
    log = IssueLog()
    assert not shows_pictures("<p>plain</p>")
    assert with_shown_pictures(("a.jpg",), "<p>plain</p>", log) == ("a.jpg",)
    assert log.assumptions == ()
