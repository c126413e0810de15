"""The columns of listings and scripts, the same in every table format; names are for machines too."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final

from localizer.export.listing import OPTION_COLUMNS, ListingRow, option_cells
from localizer.export.pitch import Pitch
from localizer.model.money import quantize_selling

#: A cell: numbers stay numbers so that a format can write them as such.
Cell = str | int | Decimal | None

_OPTIONS: Final = tuple(
    f"option_{number}_{part}"
    for number in range(1, OPTION_COLUMNS + 1)
    for part in ("name", "value")
)
LISTING: Final = (
    "state",
    "product_key",
    "sku",
    "gtin",
    "title",
    "bullets",
    "description",
    *_OPTIONS,
    "other_options",
    "price",
    "currency",
    "price_text",
    "was_price",
    "sale_price",
    "sale_start",
    "sale_end",
    "unit_price",
    "unit_price_per",
    "sale_unit_price",
    "stock",
    "weight_g",
    "images",
)
SCRIPT: Final = (
    "state",
    "product_key",
    "title",
    "style",
    "label",
    "line",
    "beat",
    "lane",
    "text",
    "seconds",
    "facts",
)


def listing_cells(row: ListingRow) -> tuple[Cell, ...]:
    """Return one listing row in the order of `LISTING`; lists have one entry a line."""
    return (
        row.state.value,
        row.product_key,
        row.sku,
        row.gtin,
        row.texts.title,
        "\n".join(row.texts.bullets),
        row.texts.description,
        *option_cells(row.options),
        amount(row.price, row.currency),
        row.currency,
        row.price_text,
        amount(row.asked.was, row.currency),
        *_sale_cells(row),
        row.stock,
        row.weight_g,
        "\n".join(row.images),
    )


def _sale_cells(row: ListingRow) -> tuple[Cell, ...]:
    """Return the sale with its first and last moment (ISO 8601, with zone), then the prices per unit."""
    asked = row.asked
    unit, sale_unit = asked.unit_price, asked.sale_unit_price
    return (
        amount(asked.sale, row.currency),
        iso(asked.sale_starts_at),
        iso(asked.sale_ends_at),
        None if unit is None else unit.amount,
        "" if unit is None else unit.per,
        None if sale_unit is None else sale_unit.amount,
    )


def iso(moment: dt.datetime | None) -> str:
    """Return a zoned moment as ISO 8601, empty for none."""
    return "" if moment is None else moment.isoformat(timespec="seconds")


def script_cells(pitch: Pitch) -> list[tuple[Cell, ...]]:
    """Return the lines of one script in the order of `SCRIPT`; lines count from 1."""
    return [
        (
            pitch.state.value,
            pitch.product_key,
            pitch.title,
            pitch.style,
            pitch.label,
            number,
            line.beat.value,
            line.lane.value,
            line.text,
            Decimal(f"{line.seconds:.1f}"),
            ", ".join(line.facts),
        )
        for number, line in enumerate(pitch.lines, 1)
    ]


def amount(value: Decimal | None, currency: str) -> Decimal | None:
    """Return an amount in the digits its currency is sold with."""
    return None if value is None else quantize_selling(value, currency)
