"""A cell of a workbook as text: what a person would type to get it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final

#: Significant digits a spreadsheet shows of the binary number it stores (ECMA-376, Excel: 15).
DIGITS: Final = 15
Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def to_text(cell: Cell) -> str:
    """Return a cell as a person would type it: ``28``, ``39.9``, ``6901234567892``, ``2026-11-27``."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return number_text(cell)
    if isinstance(cell, dt.datetime):
        is_day = cell.time() == dt.time()
        return cell.date().isoformat() if is_day else cell.isoformat(" ", "minutes")
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell)


def number_text(value: float) -> str:
    """Write the binary number the file stores with the digits its author saw, never as ``1.23E+12``."""
    if isinstance(value, int):
        return str(value)
    text = f"{value:.{DIGITS}g}"
    if "e" not in text:
        return text
    text = f"{Decimal(text):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
