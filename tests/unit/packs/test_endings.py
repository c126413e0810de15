"""Tables of endings: those of no market, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from localizer.errors import PackError
from localizer.model.price import EndingBand
from localizer.packs.endings import load_endings

BAND = '[tables.X]\nsource = "s"\n[[tables.X.bands]]\nstart = "0"\nstep = "10"\nendings = ["9"]\n'


def test_the_tables_that_come_with_the_program() -> None:
    tables = load_endings()
    assert set(tables) == {"LUCKY8", "NONE0", "NONE2"}
    (lucky,) = tables["LUCKY8"]
    assert lucky == EndingBand(Decimal(0), None, Decimal(100), (Decimal(88),))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('source = "s"\n', ""),
        ('start = "0"', 'start = "5"'),
        ('step = "10"', 'step = "9"'),
        ('endings = ["9"]', "endings = []"),
        ('endings = ["9"]', 'endings = ["9"]\nend = "100"'),
    ],
)
def test_a_faulty_table_is_refused(tmp_path: Path, before: str, after: str) -> None:
    path = tmp_path / "endings.toml"
    path.write_text(BAND, "utf-8")
    assert set(load_endings(path)) == {"X"}
    path.write_text(BAND.replace(before, after), "utf-8")
    with pytest.raises(PackError):
        load_endings(path)
