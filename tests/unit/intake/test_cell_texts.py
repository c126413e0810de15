"""Cells of workbooks read as a person would type them."""

from __future__ import annotations

import datetime as dt

import pytest

from localizer.intake.cell_texts import Cell, to_text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (28.0, "28"),
        (39.9, "39.9"),
        (0.1 + 0.2, "0.3"),
        (6901234567892.0, "6901234567892"),
        (1.23e15, "1.23E+15"),
        (6.901234567890124e18, "6.90123456789012E+18"),
        (123456789012345.0, "123456789012345"),
        (0.00001, "0.00001"),
        (-3.0, "-3"),
        (0.0, "0"),
        (100.0, "100"),
        (1.23e-7, "0.000000123"),
        (123456789012345678, "123456789012345678"),
        (dt.timedelta(hours=30), "1 day, 6:00:00"),
        (True, "TRUE"),
        ("007", "007"),
        ("", ""),
        (dt.date(2026, 11, 27), "2026-11-27"),
        (dt.datetime(2026, 11, 27), "2026-11-27"),  # noqa: DTZ001 - a cell has no zone
        (dt.datetime(2026, 11, 27, 20, 30), "2026-11-27 20:30"),  # noqa: DTZ001
        (dt.time(8, 5), "08:05:00"),
    ],
)
def test_cells_read_as_a_person_would_type_them(cell: Cell, text: str) -> None:
    assert to_text(cell) == text
