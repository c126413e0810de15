"""A quotation mark that is never closed is told; long texts with line ends are none."""

from __future__ import annotations

import pytest

from localizer.errors import InputError
from localizer.intake.open_quotes import watched

HEADER = "SKU,Title,Description,Price,Currency"


def rows(first: int, last: int) -> list[str]:
    return [f"Q{n},Lamp {n},Bright,{n}.50,USD" for n in range(first, last)]


def read(lines: list[str]) -> list[list[str]]:
    text = [line + "\n" for line in "\n".join(lines).splitlines()]
    return [cells for _number, cells in watched(text, ",", "goods.csv")]


@pytest.mark.parametrize(
    "broken",
    [
        'Q10,"Lamp 10,Bright,10.50,USD',
        'Q10,Lamp 10,"Bright,10.50,USD',
        '"Q10,Lamp 10,Bright,10.50,USD',
    ],
)
@pytest.mark.parametrize("below", [1, 3, 700])
def test_the_row_of_a_quotation_mark_that_is_never_closed_is_named(broken: str, below: int) -> None:
    with pytest.raises(InputError, match="row 11 "):
        read([HEADER, *rows(1, 10), broken, *rows(11, 11 + below)])


def test_one_that_the_next_quoted_cell_closes_is_named() -> None:
    quoted = [f'Q{n},"Lamp {n}",Bright,{n}.50,USD' for n in range(11, 20)]
    with pytest.raises(InputError, match="row 11 "):
        read([HEADER, *rows(1, 10), 'Q10,"Lamp 10,Bright,10.50,USD', *quoted])


def test_a_cell_beyond_every_limit_is_told_with_its_row() -> None:
    with pytest.raises(InputError, match=r"row 301 .* never closed"):
        read([HEADER, *rows(1, 300), 'Q300,"Lamp 300,Bright,1.50,USD', *rows(301, 9000)])


@pytest.mark.parametrize(
    "text",
    [
        "Size, bust, waist\nS, 80, 60\nM, 84, 64\nL, 88, 68",
        "Size,bust,waist,hip,length\nS,80,60,90,100\nM,84,64,94,101\nL,88,68,98,102",
        "<p>One, two</p>\n<p>three, four</p>\n\n<p>five</p>",
        "first\nsecond",
        "S,80,60\nlast, 9.90, and so on",
    ],
)
def test_long_texts_with_line_ends_stay(text: str) -> None:
    found = read([HEADER, *rows(1, 5), f'Q5,Lamp 5,"{text}",5.50,USD', *rows(6, 300)])
    assert len(found) == 300
    assert found[5][2] == text
