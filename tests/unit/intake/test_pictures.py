"""Several pictures in one cell."""

from __future__ import annotations

import pytest

from localizer.intake.pictures import split_images


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
