r"""WooCommerce's product CSV: a simple row, or a variable row with a variation row for each variant.

Header and form of values: github.com/woocommerce/woocommerce, `includes/export/`,
`class-wc-product-csv-exporter.php` and `abstract-wc-csv-exporter.php`, versions of 2026; looked up November
2026. English headers are taken by shops in every language. A line end in a text is written ``\n``, a comma in
a list ``\,``; what begins like a formula gets an apostrophe, which the importer takes away again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar, Final

from localizer.export.channels import money
from localizer.export.channels.numbered import Dialect, NumberedTable
from localizer.export.channels.upload import NOT_WEB, Upload, cell_texts
from localizer.export.channels.words import Form, bullet_list, html_only, is_web, would_calculate
from localizer.export.content import ProductContent
from localizer.export.gate import GateResult
from localizer.export.listing import ListingRow
from localizer.export.remarks import Kind
from localizer.export.writer import Head, Part
from localizer.i18n import N_

_BASE: Final = (
    "ID", "Type", "SKU", "GTIN, UPC, EAN, or ISBN", "Name", "Published", "Is featured?",
    "Visibility in catalog", "Short description", "Description", "Date sale price starts",
    "Date sale price ends", "Tax status", "Tax class", "In stock?", "Stock", "Low stock amount",
    "Backorders allowed?", "Sold individually?", "Weight (kg)", "Length (cm)", "Width (cm)",
    "Height (cm)", "Allow customer reviews?", "Purchase note", "Sale price", "Regular price",
    "Categories", "Tags", "Shipping class", "Images", "Download limit", "Download expiry days",
    "Parent", "Grouped products", "Upsells", "Cross-sells", "External URL", "Button text", "Position",
    "Brands",
)  # fmt: skip
#: Options that have columns; the importer takes any number.
ATTRIBUTES: Final = 4
HEADER: Final = (
    *_BASE,
    *(
        f"Attribute {number} {part}"
        for number in range(1, ATTRIBUTES + 1)
        for part in ("name", "value(s)", "visible", "global")
    ),
)
#: What the importer frees again of the apostrophe (``unescape_data``).
_FREED: Final = ("=", "+", "-", "@")
_AT: Final = {name: place for place, name in enumerate(HEADER)}
_FIRST: Final = _AT["Attribute 1 name"]
_PER: Final = 4
_GRAMS: Final = 3
_NO_SKU: Final = Kind(
    "left_out",
    "SKU",
    N_("Products with variants and no key, which variations need to find them, left out: {n}."),
    N_("Give the product a key or the variants an SKU."),
    stops=True,
)
_CATEGORY: Final = Kind(
    "left_out",
    "Categories",
    N_("Products whose category is in the seller's language, so that {field} is blank: {n}."),
    N_("Choose the category in the shop."),
)
_MANY: Final = Kind(
    "left_out",
    "Attribute",
    N_("Products with more options than the file has columns for, left out: {n}."),
    N_("Join options into one."),
    stops=True,
)
_MARK: Final = Kind(
    "left_out",
    "",
    N_("Products with a text that begins with a full-width formula sign, left out: {n}."),
    N_("Begin the text with another character."),
    stops=True,
)


class WooWriter(Upload):
    """Writes ``woocommerce.csv``: everything as a draft unless the setting ``publish`` says yes."""

    FORM: ClassVar[Form] = html_only

    def __init__(self, head: Head, folder: Path) -> None:
        """Begin the file."""
        super().__init__(head)
        self._table = NumberedTable(
            folder, "woocommerce", ".csv", HEADER, dialect=Dialect(line_end="\n", bom=self.bom)
        )
        self._published = "1" if self.given("publish") == "yes" else "-1"

    def texts(self, content: ProductContent) -> Iterable[tuple[str, str]]:
        """Yield what is written of the product."""
        yield "title", content.rows[0].texts.title
        yield "description", self.description(content)
        yield "brand", content.product.brand
        yield "category", self.category(content)
        yield from cell_texts(content.rows)

    def write(self, content: ProductContent) -> bool:
        """Write the rows of one product."""
        rows = content.rows
        if rows[0].options:
            parent = self._row(None, content)
            made = [parent, *(self._row(row, content) for row in rows)]
        else:
            made = [self._row(rows[0], content)]
        return self._table.write([[_cell(cell) if cell else "" for cell in row] for row in made])

    def own_problem(self, content: ProductContent) -> Kind | None:
        """Return what the importer could not read."""
        rows = content.rows
        if max(len(row.options) for row in rows) > ATTRIBUTES:
            return _MANY
        if rows[0].options and not content.product.key:
            return _NO_SKU
        unsafe = any(
            would_calculate(text) and not text.startswith(_FREED)
            for _field, text in self.texts(content)
        )
        return _MARK if unsafe else None

    def close(self, verdict: GateResult) -> tuple[Part, ...]:
        """Finish the files."""
        del verdict
        return self._table.parts(self.remarks.all())

    def abort(self) -> None:
        """Close the file."""
        self._table.abort()

    def _row(self, row: ListingRow | None, content: ProductContent) -> list[str]:
        """Return a row: of a variation or a simple product, or for no ``row`` the variable product."""
        cells = [""] * len(HEADER)
        is_variation = row is not None and bool(row.options)
        if not is_variation:
            self._product(cells, content)
        cells[_AT["Type"]] = "variation" if is_variation else "simple" if row else "variable"
        cells[_AT["Published"]] = self._published
        if row is not None:
            _variant(cells, row)
            self._pictures(cells, row, content)
        if is_variation:
            cells[_AT["Parent"]] = content.product.key
        elif row is None:
            cells[_AT["SKU"]] = content.product.key
        _attributes(cells, content.rows if row is None else (row,))
        return cells

    def _product(self, cells: list[str], content: ProductContent) -> None:
        product, texts = content.product, content.rows[0].texts
        cells[_AT["Name"]] = texts.title
        cells[_AT["Short description"]] = bullet_list(texts.bullets)
        cells[_AT["Description"]] = _flat(self.description(content))
        cells[_AT["Brands"]] = _listed([product.brand])
        cells[_AT["Visibility in catalog"]] = "visible"
        if category := self.category(content):
            cells[_AT["Categories"]] = _listed([category])
        elif product.category:
            self.remarks.note(_CATEGORY, product.key)
        self._pictures(cells, None, content)

    def _pictures(self, cells: list[str], row: ListingRow | None, content: ProductContent) -> None:
        images: Sequence[str] = content.product.images
        if row is not None:
            own = next(v.image for v in content.product.variants if v.key == row.variant_key)
            shared = () if row.options else images
            images = tuple(dict.fromkeys(filter(None, (own, *shared))))
        for image in images:
            if not is_web(image):
                self.remarks.note(NOT_WEB, content.product.key)
        cells[_AT["Images"]] = _listed([image for image in images if is_web(image)])


def _variant(cells: list[str], row: ListingRow) -> None:
    cells[_AT["SKU"]], cells[_AT["GTIN, UPC, EAN, or ISBN"]] = row.sku, row.gtin
    cells[_AT["Regular price"]] = money.digits(row.price, row.currency)
    cells[_AT["Sale price"]] = money.digits(row.asked.sale, row.currency)
    cells[_AT["Date sale price starts"]] = _day(row.asked.sale_starts_at)
    cells[_AT["Date sale price ends"]] = _day(row.asked.sale_ends_at)
    if row.stock is not None:
        cells[_AT["Stock"]] = str(row.stock)
        cells[_AT["In stock?"]] = str(int(row.stock > 0))
    if row.weight_g is not None:
        cells[_AT["Weight (kg)"]] = f"{row.weight_g.scaleb(-_GRAMS):f}"


def _attributes(cells: list[str], rows: Sequence[ListingRow]) -> None:
    """Write the options: of a variable product every value once, of a variation its own."""
    for number, (name, _value) in enumerate(rows[0].options):
        values = dict.fromkeys(row.options[number][1] for row in rows)
        place = _FIRST + number * _PER
        cells[place] = name
        cells[place + 1] = _listed(values)
        cells[place + 2], cells[place + 3] = "1", "0"


def _listed(values: Iterable[str]) -> str:
    return ", ".join(value.replace(",", "\\,") for value in values if value)


def _flat(text: str) -> str:
    return text.replace("\\n", "\\\\n").replace("\r\n", "\n").replace("\n", "\\n")


def _day(moment: dt.datetime | None) -> str:
    return "" if moment is None else moment.date().isoformat()


def _cell(text: str) -> str:
    return f"'{text}" if would_calculate(text) else text
