"""What a sheet costs in memory, and which sentence says that it is too much."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from localizer.errors import InputError
from localizer.intake.sheet_load import Load, plain_name, refuse_if_too_much
from localizer.intake.sniff import Probe

PROBE = Probe(Path("goods.xlsx"), 1, b"")


def test_the_used_area_counts_from_the_first_cell() -> None:
    load = Load(cells=2, text=100)
    load.extend(10, 2)
    load.extend(3, 7)
    assert (load.rows, load.columns) == (10, 7)
    assert (load.kept, load.memory) == (10 * 7 * 32 + 100, 10 * 7 * 32 + 100 + 2 * 80)


@pytest.mark.parametrize(
    ("load", "beside", "word"),
    [
        (Load(1_000_000, 26, 5, 0), 0, "1000000 rows and 26 columns"),
        (Load(10, 10, 100, 10**9), 0, "unpacks to more"),
        (Load(1000, 10, 10**7, 0), 0, "unpacks to more"),
        (Load(1, 1, 1, 0), 10**9, "unpacks to more"),
    ],
)
def test_too_much_is_told(load: Load, beside: int, word: str) -> None:
    with pytest.raises(InputError, match=rf"goods\.xlsx .*{word}"):
        refuse_if_too_much(PROBE, load, beside=beside)


def test_a_usual_sheet_passes() -> None:
    refuse_if_too_much(PROBE, Load(100_000, 25, 2_500_000, 150_000_000))


@pytest.mark.parametrize("name", ["xl/workbook.xml", "/xl/Workbook.XML", "xl\\workbook.xml"])
def test_names_of_parts_are_compared_alike(name: str) -> None:
    assert plain_name(zipfile.ZipInfo(name)) == "xl/workbook.xml"
