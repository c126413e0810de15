"""What the fillers of all marketplaces have in common: rows into the sheet, what is missing into remarks."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import ClassVar, Final

from localizer.errors import InputError
from localizer.export.channels.upload import (
    NO_IMAGE,
    NOT_WEB,
    TOO_MANY_IMAGES,
    Upload,
    cell_texts,
    missing,
    own_limit,
    too_long,
)
from localizer.export.channels.words import is_web
from localizer.export.content import ProductContent
from localizer.export.gate import GateResult
from localizer.export.listing import ListingRow
from localizer.export.remarks import Kind
from localizer.export.templates.cells import MAX_TEXT, Cell, clean, units
from localizer.export.templates.filled import Rows
from localizer.export.templates.recognise import Column, Template
from localizer.export.templates.sheet import cut
from localizer.export.writer import Head, Part
from localizer.i18n import N_, _
from localizer.model.channel import FieldLimit
from localizer.model.money import quantize_selling

_RANGE: Final = re.compile(r"(?<![\d.,])(\d{1,6})\s*[-–~～]\s*(\d{1,6})(?![\d.,])")
_GRAMS: Final = 3
#: What the files are called behind their target.
KIND: Final = "workbook"
_BY_HAND: Final = N_("Fill it in by hand; it is not known here.")
_DECIMALS: Final = Kind(
    "left_out",
    "price",
    N_("Products with a price of more decimals than the channel takes, left out: {n}."),
    N_("Give the market a rule that rounds prices."),
    stops=True,
)
CONTROLS: Final = Kind(
    "note",
    "",
    N_("Products with control characters, which no cell holds and which were left out: {n}."),
)


def blank(column: Column | str) -> Kind:
    """Return the remark on products whose cell in ``column`` is left blank."""
    return missing(column if isinstance(column, str) else column.name, _BY_HAND)


class TemplateWriter(Upload):
    """Fills one template; subclasses know the columns of a marketplace."""

    KEEPS_CHANNEL: ClassVar[bool] = True
    #: Texts whose limits the template's rules may state, by the name of the column.
    RULED: ClassVar[Mapping[str, str]] = {}

    def __init__(self, head: Head, folder: Path, template: Template) -> None:
        """Cut the sheet and begin the first file."""
        super().__init__(head)
        self.template = template
        self.columns = {column.name: column.number for column in template.columns}
        self._folder = folder
        self._replace = self.given("rows") != "append"
        self._most = self._row_limit()
        self._cut = cut(template.archive, template.sheet, template.data_row, replace=self._replace)
        self._rows: Rows | None = Rows(self._cut, folder)
        self._done: list[Part] = []
        self.limits = {**self.limits, **self._ruled()}
        self._price_digits = self._decimals()

    @abstractmethod
    def cells(self, content: ProductContent) -> list[dict[int, Cell]]:
        """Return the cells of each row of the product, by column."""

    def texts(self, content: ProductContent) -> Iterable[tuple[str, str]]:
        """Yield what is written of the product."""
        yield "title", content.rows[0].texts.title
        yield "description", self.description(content)
        yield from cell_texts(content.rows)

    def own_problem(self, content: ProductContent) -> Kind | None:
        """Return that a price has more decimals than the channel takes."""
        digits = self._price_digits
        if digits is None:
            return None
        step = Decimal(1).scaleb(-digits)
        prices = (row.price for row in content.rows if row.price is not None)
        return _DECIMALS if any(price % step for price in prices) else None

    def write(self, content: ProductContent) -> bool:
        """Write the rows of one product, in the next file where this one is full."""
        made = [self._cleaned(cells, content.product.key) for cells in self.cells(content)]
        long = (v for cells in made for v in cells.values() if isinstance(v, str))
        if any(len(text) * 2 > MAX_TEXT and units(text) > MAX_TEXT for text in long):
            self.remarks.note(too_long("cell"), content.product.key)
            self.refused += 1
            return True
        if self._most is not None and len(made) > self._most:
            return False
        assert self._rows is not None  # noqa: S101 - for mypy
        if self._most is not None and self._rows.number + len(made) > self._most:
            self._finish()
            self._rows = Rows(self._cut, self._folder)
        for cells in made:
            self._rows.add(cells)
        return True

    def close(self, verdict: GateResult) -> tuple[Part, ...]:
        """Finish the files."""
        del verdict
        self._finish()
        if self._cut.dropped:
            for _number in range(self._cut.dropped):
                self.remarks.note(_DROPPED)
        first, *rest = self._done
        return (replace(first, remarks=self.remarks.all()), *rest)

    def abort(self) -> None:
        """Let go of the rows that wait."""
        if self._rows is not None:
            self._rows.close()
            self._rows = None

    def put(self, cells: dict[int, Cell], name: str, value: Cell | None) -> bool:
        """Set the cell of the column called ``name``; ``False`` where there is no column or no value."""
        column = self.columns.get(name)
        if column is None or value is None or value == "":
            return False
        cells[column] = value
        return True

    def need(self, cells: dict[int, Cell], name: str, value: Cell | None, key: str) -> None:
        """Set a cell, and tell where there is a column but no value."""
        if not self.put(cells, name, value) and name in self.columns:
            self.remarks.note(blank(name), key)

    def leave(self, names: Iterable[str], key: str) -> None:
        """Tell that the columns called so are left blank."""
        for name in names:
            if name in self.columns:
                self.remarks.note(blank(name), key)

    def price(self, row: ListingRow) -> Decimal | None:
        """Return the price in the digits the channel takes."""
        if row.price is None:
            return None
        if self._price_digits is None:
            return quantize_selling(row.price, row.currency)
        return row.price.quantize(Decimal(1).scaleb(-self._price_digits))

    def pictures(self, images: Iterable[str], key: str, most: int) -> list[str]:
        """Return the first pictures with a web address; what stays out is told."""
        found = list(images)
        web = [image for image in found if is_web(image)]
        if len(web) < len(found):
            self.remarks.note(NOT_WEB, key)
        if not web:
            self.remarks.note(NO_IMAGE, key)
        if len(web) > most:
            self.remarks.note(TOO_MANY_IMAGES, key)
        return web[:most]

    def _cleaned(self, cells: dict[int, Cell], key: str) -> dict[int, Cell]:
        for column, value in cells.items():
            if isinstance(value, str) and not value.isprintable():
                cells[column] = text = clean(value)
                if len(text) < len(value.replace("\r\n", "\n")):
                    self.remarks.note(CONTROLS, key)
        return cells

    def _finish(self) -> None:
        if self._rows is None:
            return
        number = len(self._done) + 1
        kind = KIND if number == 1 else f"{KIND}-{number}"
        suffix = self.template.archive.path.suffix.lower()
        path = self._folder / f"{kind}{suffix}"
        self._rows.finish(self.template.archive, self.template.sheet, path)
        self._done.append(Part(path, kind, suffix, self._rows.number))
        self._rows = None

    def _row_limit(self) -> int | None:
        given = self.given("rows_per_file")
        if not given:
            return None
        if not (given.isascii() and given.isdecimal()) or not 0 < int(given) <= 1_000_000:  # noqa: PLR2004 - rows of a sheet
            problem = _("{value} is no number of rows for a file.")
            raise InputError(problem.format(value=given))
        return int(given)

    def _ruled(self) -> dict[str, FieldLimit]:
        """Return the limits that the template's own rules state as a range of numbers."""
        found = {}
        for column in self.template.columns:
            field = self.RULED.get(column.name)
            ranges = _RANGE.findall(column.rule)
            if field and len(ranges) == 1 and int(ranges[0][0]) < int(ranges[0][1]):
                file = self.template.archive.path.name
                found[field] = own_limit(field, int(ranges[0][1]), file, "C")
        return found

    def _decimals(self) -> int | None:
        channel = self.head.channel
        limit = None if channel is None else channel.price_limit(self.head.target.market)
        return None if limit is None else limit.decimals


def kilograms(grams: Decimal | None) -> Decimal | None:
    """Return a weight in kilograms."""
    return None if grams is None else grams.scaleb(-_GRAMS).normalize()


_DROPPED: Final = Kind(
    "note", "", N_("Rows the template had, which were replaced: {n}."), N_("Keep the template.")
)
