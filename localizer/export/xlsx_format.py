"""A workbook for people: listings, prices with their breakdown, scripts. No cell calculates or links."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.exceptions import (  # type: ignore[import-untyped]
    FileCreateError,
    XlsxWriterException,
)

from localizer.catalog.prices import StoredPrice
from localizer.export.columns import LISTING, SCRIPT, Cell, amount, listing_cells, script_cells
from localizer.export.content import ProductContent
from localizer.export.gate import GateResult, stamp
from localizer.export.writer import Head, Part
from localizer.i18n import _
from localizer.model.money import selling_digits

#: A worksheet holds text as is up to here, then it must be cut (Microsoft, "Excel specifications and
#: limits", checked 2026-11-21).
CELL_LIMIT: Final = 32_767
#: Digits a worksheet keeps of a number; longer ones are written as text.
_EXACT_DIGITS: Final = 15
#: XML has no place for these, in any form.
_NOT_XML: Final = re.compile("[\ufffe\uffff]")
_WIDTHS: Final = {
    "title": 44, "bullets": 44, "description": 44, "text": 70, "images": 28, "sale_start": 26,
    "sale_end": 26,
}  # fmt: skip
_WIDTH: Final = 14
_TOO_LONG: Final = -2

_PRICE_FIRST: Final = (
    "product_key",
    "sku",
    "price",
    "currency",
    "basis",
    "status",
    "code",
    "warnings",
    "margin_on_net",
    "rate",
    "rate_date",
    "rate_source",
)
#: Lines of a breakdown that every price has, in the order of the sum; fees stand after the tax.
_BEFORE_FEES: Final = ("tax_inside",)
_AFTER_FEES: Final = ("cost", "shipping", "fx_buffer", "local_cost", "profit")
_BESIDE: Final = ("price", "margin_on_net")


class XlsxWriter:
    """Writes one workbook of a target; rows go to the disk as they come."""

    def __init__(self, head: Head, folder: Path) -> None:
        """Begin the workbook in ``folder``."""
        self._path = folder / "target.xlsx"
        options = {
            "constant_memory": True,
            "tmpdir": str(folder),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book = xlsxwriter.Workbook(str(self._path), options)
        made_at = head.made_at.astimezone(dt.UTC)
        self._properties = {"title": f"{head.launch}: {head.label}", "created": made_at}
        self._book.set_properties(self._properties)
        styles = _Styles(self._book)
        self._listings = _Sheet(self._book, styles, "Listings", LISTING)
        self._prices = _Sheet(self._book, styles, "Prices", ())
        self._scripts = _Sheet(self._book, styles, "Scripts", SCRIPT)
        self._priced: list[tuple[str, str, StoredPrice]] = []

    def add(self, content: ProductContent) -> None:
        """Write the rows of one product; prices wait until all their columns are known."""
        for row in content.rows:
            self._listings.write(listing_cells(row), row.currency)
            stored = content.prices.get(row.variant_key)
            if stored is not None:
                self._priced.append((row.product_key, row.sku or row.variant_key, stored))
        for pitch in content.pitches:
            for cells in script_cells(pitch):
                self._scripts.write(cells)

    def close(self, verdict: GateResult) -> tuple[Part, ...]:
        """Finish the workbook, stamped where it is a draft. Raises `OSError` when it cannot be written."""
        if not verdict.approved:
            self._stamp(verdict)
        self._write_prices()
        try:
            self._book.close()
        except FileCreateError as error:
            cause = error.args[0] if error.args else None
            raise cause if isinstance(cause, OSError) else OSError(str(error)) from error
        cut = self._listings.cut + self._prices.cut + self._scripts.cut
        return (Part(self._path, "", ".xlsx", self._listings.rows, cut),)

    def _stamp(self, verdict: GateResult) -> None:
        """Say that it is a draft in the properties, and on each page where it is printed."""
        said = {"status": verdict.state.value, "comments": stamp(verdict)}
        self._book.set_properties({**self._properties, **said})
        for sheet in self._book.worksheets():
            sheet.set_header(f"&C{_('DRAFT')}")

    def abort(self) -> None:
        """Close the temporary files of the workbook."""
        with contextlib.suppress(OSError, XlsxWriterException):
            self._book.close()

    def _write_prices(self) -> None:
        named = breakdown_columns([stored for _key, _sku, stored in self._priced])
        self._prices.head((*_PRICE_FIRST, *named))
        for key, sku, stored in self._priced:
            parts = _breakdown(stored)
            first = _price_cells(key, sku, stored)
            self._prices.write(
                (*first, *(_decimal(parts.get(name)) for name in named)), stored.currency
            )


def breakdown_columns(prices: Sequence[StoredPrice]) -> tuple[str, ...]:
    """Return the names of every line of the prices' breakdowns, in the order of the sum."""
    seen = dict.fromkeys(name for price in prices for name in _breakdown(price))
    fees = [name for name in seen if name.startswith("fee_")]
    known = {*_BEFORE_FEES, *_AFTER_FEES, *fees, *_BESIDE}
    others = [name for name in seen if name not in known]
    ordered = (*_BEFORE_FEES, *fees, *_AFTER_FEES, *others)
    return tuple(name for name in ordered if name in seen)


def _breakdown(price: StoredPrice) -> dict[str, object]:
    found = price.answer.get("breakdown")
    return dict(found) if isinstance(found, dict) else {}


def _price_cells(key: str, sku: str, price: StoredPrice) -> tuple[Cell, ...]:
    found = price.request.get("fx")
    rate = found if isinstance(found, dict) else {}
    return (
        key,
        sku,
        amount(price.amount, price.currency),
        price.currency,
        price.basis,
        price.status,
        price.code,
        ", ".join(price.warnings),
        "" if price.margin is None else f"{price.margin:f}",
        str(rate.get("rate", "")),
        str(rate.get("date", "")),
        str(rate.get("source", "")),
    )


def _decimal(value: object) -> Decimal | None:
    return Decimal(value) if isinstance(value, str) else None


class _Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - the library is untyped
        self._book = book
        self.heading = book.add_format({"bold": True})
        self._money: dict[int, Any] = {}

    def money(self, currency: str) -> Any:  # noqa: ANN401 - the library is untyped
        digits = selling_digits(currency)
        if digits not in self._money:
            pattern = "#,##0" + (f".{'0' * digits}" if digits else "")
            self._money[digits] = self._book.add_format({"num_format": pattern})
        return self._money[digits]


class _Sheet:
    """One worksheet with a frozen heading."""

    def __init__(self, book: Any, styles: _Styles, name: str, heading: Sequence[str]) -> None:  # noqa: ANN401
        self._sheet = book.add_worksheet(name)
        self._styles = styles
        self._money: frozenset[int] = frozenset()
        self.rows = 0
        self.cut = 0
        if heading:
            self.head(heading)

    def head(self, heading: Sequence[str]) -> None:
        self._money = frozenset(
            place for place, name in enumerate(heading) if name not in {"stock", "weight_g", "line"}
        )
        for place, name in enumerate(heading):
            self._sheet.write_string(0, place, name, self._styles.heading)
            self._sheet.set_column(place, place, _WIDTHS.get(name, _WIDTH))
        self._sheet.freeze_panes(1, 0)

    def write(self, cells: Sequence[Cell], currency: str = "") -> None:
        self.rows += 1
        for place, cell in enumerate(cells):
            if cell is None or cell == "":
                continue
            if isinstance(cell, str) or _digits(cell) > _EXACT_DIGITS:
                self._write_text(place, str(cell))
            elif currency and place in self._money:
                self._sheet.write_number(self.rows, place, cell, self._styles.money(currency))
            else:
                self._sheet.write_number(self.rows, place, cell)

    def _write_text(self, place: int, text: str) -> None:
        clean = _NOT_XML.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
        if self._sheet.write_string(self.rows, place, clean) == _TOO_LONG:
            self.cut += 1


def _digits(number: int | Decimal) -> int:
    return len(Decimal(number).as_tuple().digits)
