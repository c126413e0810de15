"""Where something stands in a TOML text."""

from __future__ import annotations

import pytest

from localizer.packs.toml_place import Place, line_of, show_place

TEXT = '''# a comment
code = "TH"
words = [
  "a",
]
[tax]
value = "0.07"
[tax.reduced]
value = "0.05"
[[festivals]]
name = "11.11"
[[festivals]]
name = """
date = 1
"""
date = 2026-12-12
[[festivals.parts]]
x = 1
[limits."title@TW"]
maximum = 5
'''


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("code",), 2),
        (("words",), 3),
        (("words", 0), 3),
        (("tax",), 6),
        (("tax", "value"), 7),
        (("tax", "reduced", "value"), 9),
        (("tax", "missing"), 6),
        (("festivals", 0), 10),
        (("festivals", 1, "date"), 16),
        (("festivals", 1, "parts", 0, "x"), 18),
        (("limits", "title@TW", "maximum"), 20),
        (("nowhere",), None),
        ((), None),
    ],
)
def test_the_line_of_the_deepest_written_part(place: Place, line: int | None) -> None:
    assert line_of(TEXT, place) == line


def test_a_place_is_shown_counted_from_one() -> None:
    assert show_place(("fees", 0, "rules", 2, "pct")) == "fees #1 › rules #3 › pct"
