"""Which cells are made harmless, and which are left as they are."""

from __future__ import annotations

import pytest

from localizer.export.csv_format import neutral


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://x","y")',
        "+cmd|' /C calc'!A0",
        "-1+2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1+1",
        "＠x",
        "-",
        "+66 81 234 5678",
        "-1e5",
        "+１",
    ],
)
def test_formulas_get_an_apostrophe(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "-5", "+5", "-5.25", "12", "a=b", "'=1", " text", "ราคา", "5-6", "100%"]
)
def test_numbers_and_plain_texts_stay(text: str) -> None:
    assert neutral(text) == text
