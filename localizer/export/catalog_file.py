"""The catalog itself as a file that can be imported again: CSV, a workbook or JSON lines.

A row is a variant; what belongs to the product stands on its first row. `localizer.catalog.file_cells`
says what the cells mean. Products are read and written one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Final

from localizer.catalog import file_cells as fc
from localizer.catalog import products
from localizer.catalog.products import CatalogInfo
from localizer.errors import InputError, OutputError
from localizer.export.catalog_sheets import SHEETS, Row
from localizer.export.files import Scratch, sync_folder, told
from localizer.i18n import _
from localizer.jobs import SILENT, Progress
from localizer.model.money import Money
from localizer.model.product import Product, Variant
from localizer.store.database import Reader


@dataclass(frozen=True, slots=True)
class CatalogExport:
    """A written catalog file.

    ``rows`` counts its rows without the heading; ``left_out`` counts cells that were too long for the
    format and were not written.
    """

    path: Path
    catalog: str
    products: int
    variants: int
    rows: int
    left_out: int
    size: int


@dataclass(slots=True)
class _Counts:
    """What went into the file."""

    variants: int = 0
    rows: int = 0
    left_out: int = 0


#: Endings of the file names that can be asked for.
FORMATS: Final = tuple(SHEETS)


def export_catalog(
    reader: Reader, path: Path, *, catalog: str | None = None, progress: Progress = SILENT
) -> CatalogExport:
    """Write the catalog named ``catalog`` (by default the only one) to ``path``, whole or not at all.

    The ending of ``path`` says the format. Raises `InputError` for an unknown catalog or ending,
    `OutputError` when the file cannot be written, `Cancelled` when asked to stop.
    """
    make = SHEETS.get(path.suffix.lower())
    if make is None:
        raise InputError(
            _("{file} has no ending this program writes a catalog in. Use one of: {known}.").format(
                file=path.name, known=", ".join(FORMATS)
            )
        )
    if path.is_dir():
        raise OutputError(_("{file} is a folder. Choose another name.").format(file=path))
    info = _chosen(reader, catalog)
    ids = products.product_ids(reader, info.id)
    counts = _Counts()
    with Scratch(path.absolute().parent) as scratch:
        waiting = scratch.path / f"catalog{path.suffix.lower()}"
        with told(path):
            sheet = make(waiting)
            try:
                for done, (_id, product) in enumerate(products.load_each(reader, ids)):
                    progress.step(done, len(ids))
                    for row in catalog_rows(product, info, counts, limit=sheet.limit):
                        sheet.write(row)
                sheet.close()
            except BaseException:
                sheet.abort()
                raise
        sealed = scratch.seal(waiting)
        progress.step(len(ids), len(ids))
        scratch.place(waiting, path.name)
    sync_folder(path.absolute().parent)
    return CatalogExport(
        path, info.name, len(ids), counts.variants, counts.rows, counts.left_out, sealed.size
    )


def _chosen(reader: Reader, name: str | None) -> CatalogInfo:
    known = products.catalogs(reader)
    found = [one for one in known if name is None or one.name == name]
    if len(found) == 1:
        return found[0]
    if not known:
        raise InputError(_("The workspace has no catalog yet. Import a file first."))
    names = ", ".join(one.name for one in known)
    if name is None:
        raise InputError(
            _("The workspace has several catalogs: {names}. Say which one.").format(names=names)
        )
    raise InputError(
        _("There is no catalog “{name}”. The workspace has: {names}.").format(
            name=name, names=names
        )
    )


def catalog_rows(
    product: Product, info: CatalogInfo, counts: _Counts, *, limit: int | None
) -> Iterator[Row]:
    """Yield the rows of one product; texts of the product longer than ``limit`` go on below them."""
    own = {name: text for name, text in product_cells(product, info).items() if text}
    rest: list[Row] = []
    if limit is not None:
        own, rest = _first_and_rest(own, limit)
    variants = [_within(variant_cells(one), limit, counts) for one in product.variants] or [{}]
    variants[0] = {**dict.fromkeys(fc.COLUMNS, ""), **own, **variants[0]}
    counts.variants += len(product.variants)
    for row in (*variants, *rest):
        counts.rows += 1
        yield {**row, fc.PRODUCT_KEY: fc.plain(product.key)}


def _first_and_rest(cells: Row, limit: int) -> tuple[Row, list[Row]]:
    """Spread texts over rows so that no cell is longer than ``limit``."""
    if all(len(text) <= limit for text in cells.values()):
        return cells, []
    cut = [[(name, piece) for piece in fc.pieces(text, limit)] for name, text in cells.items()]
    rows = [dict(pair for pair in row if pair is not None) for row in zip_longest(*cut)]
    return rows[0], rows[1:]


def _within(cells: Row, limit: int | None, counts: _Counts) -> Row:
    kept = {name: text for name, text in cells.items() if limit is None or len(text) <= limit}
    counts.left_out += len(cells) - len(kept)
    return kept


def product_cells(product: Product, info: CatalogInfo) -> Row:
    """Return what stands on the first row of a product."""
    return {
        "title": fc.plain(product.title),
        "brand": fc.plain(product.brand),
        "category": fc.plain(product.category),
        "taxonomy": fc.plain(product.taxonomy),
        "hs_code": fc.plain(product.hs_code),
        "bullets": fc.lines_cell(product.bullets),
        "description_html": fc.plain(product.description_html),
        "images": fc.lines_cell(product.images),
        "facts": fc.json_cell(product.facts),
        "certificates": fc.json_cell(product.evidence),
        "offers": fc.json_cell(product.offers),
        "price_history": fc.json_cell(product.price_records),
        "extra": fc.json_cell(product.extra),
        "catalog": fc.plain(info.name),
        "locale": info.locale,
    }


def variant_cells(variant: Variant) -> Row:
    """Return what stands on the row of a variant; numbers are written digit for digit."""
    return {
        fc.VARIANT_KEY: fc.plain(variant.key),
        "sku": fc.plain(variant.sku),
        "options": fc.options_cell(variant.options),
        "cost": _amount(variant.cost),
        "cost_currency": _currency(variant.cost),
        "list_price": _amount(variant.list_price),
        "list_price_currency": _currency(variant.list_price),
        "stock": "" if variant.stock is None else str(variant.stock),
        "weight_g": "" if variant.weight_g is None else str(variant.weight_g),
        "gtin": fc.plain(variant.gtin),
        "variant_image": fc.plain(variant.image),
    }


def _amount(money: Money | None) -> str:
    return "" if money is None else str(money.amount)


def _currency(money: Money | None) -> str:
    return "" if money is None else money.currency
