"""Products from our own catalog file: a row is a variant, the first row of a product says the rest.

The rows of a product stand together. A cell that cannot be read is reported and lost, not its row; a row
without a key, of a product without a title or out of place is reported and not used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, TypeVar

from localizer.catalog import file_cells as fc
from localizer.i18n import _
from localizer.intake import own_cells as cells
from localizer.intake.headers import simplify
from localizer.intake.issues import CellError, IssueLog
from localizer.intake.layout import Built
from localizer.intake.table import Table, is_blank
from localizer.model.money import Money
from localizer.model.product import Product, Variant

T = TypeVar("T")

_CATALOG_COLUMNS: Final = ("locale", "catalog")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: its number, the key of its product, its other cells as written where they hold anything."""

    number: int
    key: str
    cells: dict[str, str]

    def variant_key(self) -> str:
        """Return the key of the row's variant; a person who adds one may write its SKU only."""
        own = fc.plain(self.cells.get(fc.VARIANT_KEY, "")).strip()
        return own or fc.plain(self.cells.get("sku", "")).strip()

    def is_variant(self) -> bool:
        """Tell whether the row says anything of a variant."""
        return not self.cells.keys().isdisjoint(fc.VARIANT_COLUMNS)


@dataclass(frozen=True, slots=True)
class _Report:
    """Where remarks go, and the headers as the file has them."""

    log: IssueLog
    headers: Mapping[str, str]

    def read(self, row: _Row, column: str, reader: Callable[[str], T]) -> T | None:
        """Return what ``reader`` makes of a cell; a cell it refuses is reported and lost."""
        text = row.cells.get(column, "")
        if not text or text.isspace():
            return None
        try:
            return reader(text)
        except CellError as error:
            self.repaired(row, column, str(error))
            return None

    def repaired(self, row: _Row, column: str, reason: str) -> None:
        """Say that one cell was left out."""
        self.log.repaired(row.number, reason, self.headers.get(column, column))

    def failed(self, rows: Sequence[_Row], column: str, reason: str) -> None:
        """Say that rows were not used."""
        for row in rows:
            self.log.failed(row.number, reason, self.headers.get(column, column))
            if row.key:
                self.log.unused[row.key] = None


def read_products(table: Table, log: IssueLog) -> Iterator[Built]:
    """Yield the products of our own catalog file in file order, each as soon as its rows end."""
    places = _places(table)
    report = _Report(log, {column: table.headers[place] for column, place in places.items()})
    seen: set[str] = set()
    stated: dict[str, str] = {}
    for key, found in groupby(_rows(table, places), key=lambda row: row.key):
        rows = list(found)
        if not key:
            report.failed(
                rows, fc.PRODUCT_KEY, _("The row has no product key, so it belongs to no product.")
            )
        elif key in seen:
            reason = _(
                "Product {product} has rows further up. Sort the file by “{column}”, so that the rows of "
                "a product stand together."
            )
            column = report.headers[fc.PRODUCT_KEY]
            report.failed(rows, fc.PRODUCT_KEY, reason.format(product=key, column=column))
        else:
            seen.add(key)
            built = _built(key, rows, report, stated)
            if built is not None:
                yield built


def _places(table: Table) -> dict[str, int]:
    """Return where each of our columns stands; of two with one name the first counts."""
    known = {simplify(column): column for column in fc.COLUMNS}
    found: dict[str, int] = {}
    for place, header in enumerate(table.headers):
        column = known.get(simplify(header))
        if column is not None:
            found.setdefault(column, place)
    return found


def _rows(table: Table, places: Mapping[str, int]) -> Iterator[_Row]:
    for number, raw in table.rows:
        if not is_blank(raw):
            found = {column: raw[place] for column, place in places.items() if place < len(raw)}
            key = fc.plain(fc.unquoted(found.pop(fc.PRODUCT_KEY, ""))).strip()
            yield _Row(number, key, {c: fc.unquoted(t) for c, t in found.items() if _says(c, t)})


def _says(column: str, text: str) -> bool:
    """Tell whether a cell says anything: white space may be a piece of a long text of the product."""
    return bool(text) and (column in fc.PRODUCT_COLUMNS or not text.isspace())


def _built(key: str, rows: Sequence[_Row], report: _Report, stated: dict[str, str]) -> Built | None:
    first = _product_row(key, rows, report)
    if not fc.plain(first.cells.get("title", "")).strip():
        report.failed(rows, "title", _("Product {product} has no title.").format(product=key))
        return None
    locale = report.read(first, "locale", cells.locale) or ""
    catalog = report.read(first, "catalog", fc.plain) or ""
    for column, text in zip(_CATALOG_COLUMNS, (locale, catalog), strict=True):
        if text and stated.setdefault(column, text) != text:
            reason = _(
                "The row belongs to another catalog ({found}); this file began with {first}. Import each "
                "catalog from a file of its own."
            )
            for row in rows:
                sentence = reason.format(found=text, first=stated[column])
                report.log.skipped(row.number, sentence, report.headers[column])
            return None
    product = _product(first, _variants(rows, report), report)
    return Built(product, tuple(row.number for row in rows), locale, catalog)


def _product_row(key: str, rows: Sequence[_Row], report: _Report) -> _Row:
    """Return what the rows say of the product, as one row with the number of the first of them.

    A row that is no variant continues the texts that were too long for one cell. A later variant may
    repeat a cell of the product, as people fill columns downwards, but not contradict it.
    """
    whole: dict[str, str] = {}
    continued: dict[str, list[str]] = {}
    for row in rows:
        is_variant = row.is_variant()
        for column, text in row.cells.items():
            if column in fc.VARIANT_COLUMNS:
                continue
            if not is_variant:
                continued.setdefault(column, []).append(text)
            elif text.strip() and whole.setdefault(column, text) != text:
                reason = _("Product {product} has another value above; the first one was kept.")
                report.repaired(row, column, reason.format(product=key))
    for column, texts in continued.items():
        whole[column] = "".join((whole.get(column, ""), *texts))
    return _Row(rows[0].number, key, whole)


def _product(row: _Row, variants: tuple[Variant, ...], report: _Report) -> Product:
    read = report.read
    return Product(
        key=row.key,
        title=read(row, "title", fc.plain) or "",
        variants=variants,
        description_html=read(row, "description_html", cells.html) or "",
        bullets=read(row, "bullets", cells.texts) or (),
        brand=read(row, "brand", fc.plain) or "",
        category=read(row, "category", fc.plain) or "",
        images=read(row, "images", cells.pictures) or (),
        facts=read(row, "facts", cells.facts) or (),
        evidence=read(row, "certificates", cells.evidence) or (),
        offers=read(row, "offers", cells.offers) or (),
        price_records=read(row, "price_history", cells.price_records) or (),
        hs_code=read(row, "hs_code", cells.hs_code) or "",
        taxonomy=read(row, "taxonomy", cells.taxonomy) or "",
        extra=read(row, "extra", cells.pairs) or (),
    )


def _variants(rows: Sequence[_Row], report: _Report) -> tuple[Variant, ...]:
    found: dict[str, Variant] = {}
    places: dict[str, int] = {}
    for row in rows:
        if not row.is_variant():
            continue
        key = row.variant_key()
        if not key:
            report.failed([row], fc.VARIANT_KEY, _("The variant has neither a key nor an SKU."))
        elif key in found:
            reason = _("{variant} already stands in row {row}; this row was not used.")
            sentence = reason.format(variant=key, row=places[key])
            report.failed([row], fc.VARIANT_KEY, sentence)
        else:
            found[key] = _variant(key, row, report)
            places[key] = row.number
    return tuple(found.values())


def _variant(key: str, row: _Row, report: _Report) -> Variant:
    read = report.read
    return Variant(
        key=key,
        sku=read(row, "sku", cells.code) or "",
        options=read(row, "options", cells.options) or (),
        gtin=read(row, "gtin", cells.gtin) or "",
        cost=read(row, "cost", _money_reader(row, "cost_currency")),
        list_price=read(row, "list_price", _money_reader(row, "list_price_currency")),
        stock=read(row, "stock", cells.stock),
        weight_g=read(row, "weight_g", cells.weight),
        image=read(row, "variant_image", cells.picture) or "",
    )


def _money_reader(row: _Row, column: str) -> Callable[[str], Money]:
    currency = fc.plain(row.cells.get(column, ""))
    return lambda text: cells.money(text, currency)
