"""Listings as Parquet, for data tools. Needs pyarrow (the extra ``parquet``), loaded when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from localizer.errors import InputError
from localizer.export.columns import LISTING, Cell, listing_cells
from localizer.export.content import ProductContent
from localizer.export.gate import GateResult
from localizer.export.writer import Head, Part
from localizer.i18n import _

#: Rows of one group; so many are held.
GROUP: Final = 2_000
#: Columns with exact numbers, and how many digits behind the point they keep.
AMOUNTS: Final = (
    "price", "was_price", "sale_price", "unit_price", "sale_unit_price", "weight_g",
)  # fmt: skip
SCALE: Final = 6
_DIGITS: Final = 38


class ParquetWriter:
    """Writes ``listings.parquet`` in groups of rows."""

    def __init__(self, head: Head, folder: Path) -> None:
        """Begin the file. Raises `InputError` where pyarrow is not installed."""
        del head
        arrow, parquet = _library()
        self._arrow = arrow
        self._path = folder / "listings.parquet"
        types = {
            **dict.fromkeys(LISTING, arrow.string()),
            **dict.fromkeys(AMOUNTS, arrow.decimal128(_DIGITS, SCALE)),
            "stock": arrow.int64(),
        }
        self._schema = arrow.schema([(name, types[name]) for name in LISTING])
        self._file = parquet.ParquetWriter(str(self._path), self._schema)
        self._rows: list[Sequence[Cell]] = []
        self._done = 0

    def add(self, content: ProductContent) -> None:
        """Write the rows of one product; a group goes to the disk when it is full."""
        self._rows += [listing_cells(row) for row in content.rows]
        if len(self._rows) >= GROUP:
            self._flush()

    def close(self, verdict: GateResult) -> tuple[Part, ...]:
        """Finish the file."""
        del verdict
        self._flush()
        self.abort()
        return (Part(self._path, "listings", ".parquet", self._done),)

    def abort(self) -> None:
        """Close the file."""
        self._file.close()

    def _flush(self) -> None:
        if not self._rows:
            return
        columns = zip(*self._rows, strict=True)
        arrays = [
            self._arrow.array([_value(cell, field) for cell in cells], type=field.type)
            for cells, field in zip(columns, self._schema, strict=True)
        ]
        self._file.write_table(self._arrow.Table.from_arrays(arrays, schema=self._schema))
        self._done += len(self._rows)
        self._rows = []


def _value(cell: Cell, field: Any) -> Cell:  # noqa: ANN401 - the library is loaded when asked for
    """Return a cell as its column has it: amounts with `SCALE` digits, nothing as null."""
    if cell is None or (cell == "" and field.name in AMOUNTS):
        return None
    if field.name in AMOUNTS and isinstance(cell, Decimal):
        return cell.quantize(Decimal(1).scaleb(-SCALE))
    return cell


def _library() -> tuple[Any, Any]:
    try:
        return importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    except ImportError as error:
        message = _(
            "Parquet needs the library pyarrow. Install it with: pip install 'localizer[parquet]'"
        )
        raise InputError(message) from error
