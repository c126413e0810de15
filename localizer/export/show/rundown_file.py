"""The rundown of a show for a spreadsheet: one row an item, no cell that calculates."""

from __future__ import annotations

import csv
import io
from typing import Final

from localizer.export.csv_format import neutral
from localizer.export.show import names
from localizer.export.show.sheet import SheetCard, SheetHead, SheetItem, ShowSheet

HEADER: Final = (
    "n",
    "start_clock",
    "start_second",
    "seconds",
    "gap",
    "overlap",
    "hard_start",
    "product",
    "title",
    "style",
    "variant",
    "state",
    "price",
    "was",
    "save",
    "basket_number",
    "host",
    "note",
    "findings",
)
_NO_CARD: Final = SheetCard("", "", "", "")


def rundown_table(sheet: ShowSheet) -> str:
    """Return the rows with their heading; lines end as in RFC 4180."""
    stream = io.StringIO(newline="")
    rows = csv.writer(stream, lineterminator="\r\n")
    rows.writerow(HEADER)
    for item in sheet.items:
        rows.writerow([neutral(cell) for cell in _cells(sheet.head, item)])
    return stream.getvalue()


def _cells(head: SheetHead, item: SheetItem) -> tuple[str, ...]:
    card = item.card or _NO_CARD
    return (
        str(item.n),
        "" if item.start is None else names.clock(head, item.start),
        "" if item.start is None else _seconds(item.start),
        _seconds(item.seconds),
        _seconds(item.gap),
        _seconds(item.overlap),
        "" if item.hard_start is None else str(item.hard_start),
        item.product_key,
        item.title,
        item.style,
        item.variant,
        "" if item.state is None else item.state.value,
        card.price,
        card.was,
        card.save,
        card.n,
        head.host,
        item.note,
        str(item.findings),
    )


def _seconds(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
