"""Shopify's product CSV as its template has it from 2024 on.

Header and order: Shopify's ``product_template.csv`` as sellers keep it in public repositories; market
columns, required columns and 15 MB: help.shopify.com, "Using CSV files to import and export products". Looked
up November 2026. A row is a variant; what belongs to the product stands on its first row; pictures go down
the rows, in rows of their own where there are more of them than variants.

The importer shows a protecting apostrophe in a text, so a product whose text begins like a formula is left
out.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, Final

from localizer.export.channels import money
from localizer.export.channels.numbered import Dialect, NumberedTable, Room
from localizer.export.channels.upload import NOT_WEB, Upload, cell_texts, missing, own_limit
from localizer.export.channels.words import is_web, shopify_handle
from localizer.export.content import ProductContent
from localizer.export.gate import GateResult
from localizer.export.listing import ListingRow
from localizer.export.remarks import Kind
from localizer.export.writer import Head, Part
from localizer.i18n import N_
from localizer.model.channel import FieldLimit
from localizer.model.segment import text_hash

HEADER: Final = (
    "Title", "URL handle", "Description", "Vendor", "Product category", "Type", "Tags",
    "Published on online store", "Status", "SKU", "Barcode", "Option1 name", "Option1 value",
    "Option1 Linked To", "Option2 name", "Option2 value", "Option2 Linked To", "Option3 name",
    "Option3 value", "Option3 Linked To", "Price", "Compare-at price", "Cost per item", "Charge tax",
    "Tax code", "Unit price total measure", "Unit price total measure unit", "Unit price base measure",
    "Unit price base measure unit", "Inventory tracker", "Inventory quantity",
    "Continue selling when out of stock", "Weight value (grams)", "Weight unit for display",
    "Requires shipping", "Fulfillment service", "Product image URL", "Image position", "Image alt text",
    "Variant image URL", "Gift card", "SEO title", "SEO description",
    "Color (product.metafields.shopify.color-pattern)", "Google Shopping / Google product category",
    "Google Shopping / Gender", "Google Shopping / Age group",
    "Google Shopping / Manufacturer part number (MPN)", "Google Shopping / Ad group name",
    "Google Shopping / Ads labels", "Google Shopping / Condition", "Google Shopping / Custom product",
    "Google Shopping / Custom label 0", "Google Shopping / Custom label 1",
    "Google Shopping / Custom label 2", "Google Shopping / Custom label 3",
    "Google Shopping / Custom label 4",
)  # fmt: skip
#: Shopify refuses larger files ("Using CSV files").
MAX_BYTES: Final = 15_000_000
#: What Shopify writes itself for a product without options.
NO_OPTION: Final = ("Title", "Default Title")
#: Characters of a digest that tell two handles apart.
_MARK: Final = 6
_AT: Final = {name: place for place, name in enumerate(HEADER)}
_SKU, _GTIN, _PRICE, _WAS = (_AT[n] for n in ("SKU", "Barcode", "Price", "Compare-at price"))
_OPTION: Final = (_AT["Option1 name"], _AT["Option2 name"], _AT["Option3 name"])
_TRACKER, _STOCK = _AT["Inventory tracker"], _AT["Inventory quantity"]
_WEIGHT, _WEIGHT_UNIT = _AT["Weight value (grams)"], _AT["Weight unit for display"]
_HANDLE: Final = _AT["URL handle"]
_IMAGE, _POSITION, _OWN_IMAGE = (
    _AT["Product image URL"], _AT["Image position"], _AT["Variant image URL"],
)  # fmt: skip
_NO_CATEGORY: Final = missing(
    "Product category",
    N_("Choose Shopify's category in the shop, or in the file before it goes up."),
)
_HANDLES: Final = Kind(
    "note",
    "URL handle",
    N_("Products whose key is no web address, so that a handle was made of it: {n}."),
    N_("Export them the same way each time, so that Shopify finds them again."),
)
_TYPE: Final = Kind(
    "left_out",
    "Type",
    N_("Products whose category is in the seller's language, so that {field} is blank: {n}."),
    N_("Type it in the language of the shop."),
)
_SALE: Final = Kind(
    "note",
    "Price",
    N_("Variants with the price of a running promotion, which Shopify's file cannot end: {n}."),
    N_("Export again when the promotion is over."),
    each=True,
)
_MARKET: Final = Kind(
    "missing",
    "Price",
    N_("Variants whose price was written for the market only, not for the shop itself: {n}."),
    N_("A new product needs a price in the currency of the shop as well."),
    each=True,
)


class ShopifyWriter(Upload):
    """Writes ``shopify.csv``: everything as a draft unless the setting ``publish`` says yes."""

    LIMITS: ClassVar[tuple[FieldLimit, ...]] = (
        own_limit("handle", 255, "shopify.dev, product.handle"),
    )
    KEEPS_CHANNEL: ClassVar[bool] = True
    GUARDS_CELLS: ClassVar[bool] = True

    def __init__(self, head: Head, folder: Path) -> None:
        """Begin the file; the setting ``shopify_market`` adds the columns of that market."""
        super().__init__(head)
        self._market = self.given("shopify_market")
        names = ("Included / ", "Price / ", "Compare-at price / ")
        markets = tuple(f"{name}{self._market}" for name in names) if self._market else ()
        self._width = len(HEADER) + len(markets)
        self._table = NumberedTable(
            folder,
            "shopify",
            ".csv",
            (*HEADER, *markets),
            dialect=Dialect(line_end="\n", bom=self.bom),
            room=Room(size=MAX_BYTES),
        )
        self._status = ("TRUE", "Active") if self.given("publish") == "yes" else ("FALSE", "Draft")
        self._handles: set[int] = set()

    def texts(self, content: ProductContent) -> Iterable[tuple[str, str]]:
        """Yield what is written of the product."""
        texts = content.rows[0].texts
        yield "title", texts.title
        yield "description", self.description(content)
        yield "brand", content.product.brand
        yield "category", self.category(content)
        yield from cell_texts(content.rows)

    def write(self, content: ProductContent) -> bool:
        """Write the rows of one product."""
        handle = self._handle(content.product.key)
        images, own = self._images(content)
        rows = [self._row(row) for row in content.rows]
        for row, image in zip(rows, own, strict=True):
            row[_OWN_IMAGE] = image
        self._first(rows[0], content)
        rows += [[""] * self._width for _more in images[len(rows) :]]
        for place, image in enumerate(images):
            rows[place][_IMAGE], rows[place][_POSITION] = image, str(place + 1)
        for row in rows:
            row[_HANDLE] = handle
        if not self._table.write(rows):
            return False
        self.remarks.note(_NO_CATEGORY, content.product.key)
        return True

    def close(self, verdict: GateResult) -> tuple[Part, ...]:
        """Finish the files."""
        del verdict
        return self._table.parts(self.remarks.all())

    def abort(self) -> None:
        """Close the file."""
        self._table.abort()

    def _first(self, row: list[str], content: ProductContent) -> None:
        """Fill what belongs to the product."""
        product, texts = content.product, content.rows[0].texts
        row[0] = texts.title
        row[2] = self.description(content)
        row[3] = product.brand
        if category := self.category(content):
            row[_AT["Type"]] = category
        elif product.category:
            self.remarks.note(_TYPE, product.key)
        row[_AT["Published on online store"]], row[_AT["Status"]] = self._status
        row[_AT["Google Shopping / Google product category"]] = product.taxonomy

    def _row(self, row: ListingRow) -> list[str]:
        cells = [""] * self._width
        for place, (name, value) in zip(_OPTION, row.options or (NO_OPTION,), strict=False):
            cells[place], cells[place + 1] = name, value
        cells[_SKU], cells[_GTIN] = row.sku, row.gtin
        self._price(cells, row)
        if row.stock is not None:
            cells[_TRACKER], cells[_STOCK] = "shopify", str(row.stock)
        if row.weight_g is not None:
            cells[_WEIGHT], cells[_WEIGHT_UNIT] = f"{row.weight_g:f}", "g"
        return cells

    def _price(self, cells: list[str], row: ListingRow) -> None:
        sale = money.sale_at(row, self.head.made_at)
        price = money.digits(row.price if sale is None else sale, row.currency)
        was = money.digits(row.asked.was, row.currency) if sale is not None else ""
        if sale is not None:
            self.remarks.note(_SALE, row.product_key)
        if self._market:
            cells[-3:] = ["TRUE", price, was]
            self.remarks.note(_MARKET, row.product_key)
        else:
            cells[_PRICE], cells[_WAS] = price, was

    def _images(self, content: ProductContent) -> tuple[list[str], list[str]]:
        """Return the pictures of the product and, for each variant, its own."""
        key = content.product.key
        gallery = [self._web(image, key) for image in content.product.images]
        variants = {one.key: one.image for one in content.product.variants}
        own = [self._web(variants.get(row.variant_key, ""), key) for row in content.rows]
        return list(filter(None, gallery)), own

    def _web(self, image: str, key: str) -> str:
        if not image or is_web(image):
            return image
        self.remarks.note(NOT_WEB, key)
        return ""

    def _handle(self, key: str) -> str:
        """Return the handle of a product: its key where that is one, else one made of it."""
        made = shopify_handle(key)
        if made != key.lower():
            made = "-".join(filter(None, (made, text_hash(key)[:_MARK])))
        if hash(made) in self._handles:
            made = f"{made}-{text_hash(key)[:_MARK]}"
        self._handles.add(hash(made))
        if made != key:
            self.remarks.note(_HANDLES, key)
        return made
