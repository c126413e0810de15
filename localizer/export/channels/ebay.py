"""eBay's Seller Hub files: drafts, and full listings with their variations.

Draft heading and its #INFO lines: eBay's draft templates of the US, UK and Germany (which has semicolons) as
sellers keep them in public code. Columns and relationship details of full listings: eBay's "Inventory
Onboarding Guide" as quoted there; heading and semicolons of Italy: code that writes them. Limits of title,
description, specifics and SKU: eBay's API models. Looked up November 2026. Where nobody's template could be
read, as for France and Spain, what is written is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar, Final

from localizer.export.channels import money
from localizer.export.channels.numbered import Dialect, NumberedTable, Room
from localizer.export.channels.upload import (
    NO_IMAGE,
    NOT_WEB,
    TOO_MANY_IMAGES,
    Upload,
    cell_texts,
    missing,
    own_limit,
)
from localizer.export.channels.words import is_web
from localizer.export.content import ProductContent
from localizer.export.gate import GateResult
from localizer.export.listing import ListingRow
from localizer.export.remarks import Kind
from localizer.export.writer import Head, Part
from localizer.i18n import N_

#: What the heading says of a site, by market.
SITES: Final = {
    "US": "SiteID=US|Country=US|Currency=USD",
    "GB": "SiteID=UK|Country=GB|Currency=GBP",
    "DE": "SiteID=Germany|Country=DE|Currency=EUR",
    "IT": "SiteID=Italy|Country=IT|Currency=EUR",
    "FR": "SiteID=France|Country=FR|Currency=EUR",
    "ES": "SiteID=Spain|Country=ES|Currency=EUR",
}
_SEMICOLON: Final = ("DE", "IT")
_VERSION: Final = "Version=1193|CC=UTF-8"
DRAFT_HEADER: Final = (
    "Custom label (SKU)", "Category ID", "Title", "UPC", "Price", "Quantity", "Item photo URL",
    "Condition ID", "Description", "Format",
)  # fmt: skip
FULL_HEADER: Final = (
    "Category ID", "Custom label (SKU)", "Title", "Relationship", "Relationship details", "P:UPC",
    "P:EAN", "Start price", "Quantity", "Item photo URL", "Condition ID", "Description", "Format",
    "Duration", "Location", "C:Brand",
)  # fmt: skip
#: eBay refuses larger files (secondary source, November 2026).
MAX_BYTES: Final = 15 * 1024 * 1024
MAX_PHOTOS: Final = 24
_MODEL: Final = "eBay Sell Inventory API models (ebay_rest 1.1.4); Trading API guide"
LIMITS: Final = (
    own_limit("title", 80, _MODEL),
    own_limit("description", 500_000, _MODEL),
    own_limit("option_name", 40, _MODEL),
    own_limit("option_value", 50, _MODEL),
    own_limit("brand", 65, _MODEL),
    own_limit("sku", 50, _MODEL),
)
_DRAFT_CONDITION: Final = {"new": "NEW", "used": "USED"}
_CONDITION: Final = {"new": "1000", "used": "3000"}
_UPC_DIGITS: Final = 12
_EAN_DIGITS: Final = (8, 13)
#: Signs that part the details of a variation.
_PARTING: Final = ("|", ";", "=")
_NO_CATEGORY: Final = missing(
    "Category ID", N_("Choose the category on eBay and fill in its number, or fill it in there.")
)
_NO_CONDITION: Final = missing("Condition ID", N_("Say whether the goods are new or used."))
_NO_PLACE: Final = missing("Location", N_("Fill in where the goods are."))
_OTHER_CODE: Final = Kind(
    "left_out",
    "UPC",
    N_("Variants whose bar code is no UPC, which drafts have no column for: {n}."),
    N_("Fill it in on eBay."),
    each=True,
)
_NO_SITE: Final = Kind(
    "note",
    "Action",
    N_("eBay's own template of this country could not be compared."),
    N_("Download eBay's template and compare its first lines before the file goes up."),
)
_PARTED: Final = Kind(
    "left_out",
    "Relationship details",
    N_("Products with an option that has one of the signs | ; = in it, left out: {n}."),
    N_("Write the option without these signs."),
    stops=True,
)


def _codes(gtin: str) -> tuple[str, str]:
    """Return a bar code as UPC or as EAN, by its length."""
    return (
        gtin if len(gtin) == _UPC_DIGITS else "",
        gtin if len(gtin) in _EAN_DIGITS else "",
    )


class EbayWriter(Upload):
    """What both files have in common: heading, pictures, and what eBay must be told beside."""

    LIMITS: ClassVar = LIMITS
    GUARDS_CELLS: ClassVar[bool] = True
    KIND: ClassVar[str]
    #: Markets whose template nobody showed in public.
    UNCONFIRMED: ClassVar[tuple[str, ...]] = ("FR", "ES")

    def __init__(self, head: Head, folder: Path, heading: Sequence[str], above: str) -> None:
        """Begin the file for the site of the market."""
        super().__init__(head)
        market = head.target.market
        if market in self.UNCONFIRMED:
            self.remarks.note(_NO_SITE)
        site = SITES.get(market, "")
        self._table = NumberedTable(
            folder,
            self.KIND,
            ".csv",
            (f"Action({site}|{_VERSION})", *heading),
            above=above,
            dialect=Dialect(delimiter=_delimiter(head), bom=self.bom),
            room=Room(size=MAX_BYTES),
        )
        self._category = self.given("ebay_category")

    def texts(self, content: ProductContent) -> Iterable[tuple[str, str]]:
        """Yield what is written of the product."""
        texts = content.rows[0].texts
        yield "title", texts.title
        yield "description", self._flat(content)
        yield "brand", content.product.brand
        yield "sku", content.product.key
        yield from cell_texts(content.rows)

    def close(self, verdict: GateResult) -> tuple[Part, ...]:
        """Finish the files."""
        del verdict
        return self._table.parts(self.remarks.all())

    def abort(self) -> None:
        """Close the file."""
        self._table.abort()

    def _flat(self, content: ProductContent) -> str:
        return self.description(content).replace("\n", "")

    def _note(self, content: ProductContent, condition: str) -> None:
        key = content.product.key
        if not self._category:
            self.remarks.note(_NO_CATEGORY, key)
        if not condition:
            self.remarks.note(_NO_CONDITION, key)

    def _photos(self, images: Iterable[str], key: str) -> str:
        found = tuple(images)
        web = [image for image in found if is_web(image) and "|" not in image]
        if len(web) < len(found):
            self.remarks.note(NOT_WEB, key)
        if not web:
            self.remarks.note(NO_IMAGE, key)
        if len(web) > MAX_PHOTOS:
            self.remarks.note(TOO_MANY_IMAGES, key)
        return "|".join(web[:MAX_PHOTOS])


class EbayDraftWriter(EbayWriter):
    """Writes ``ebay-draft.csv``: a draft for each variant, which the seller completes on eBay."""

    KIND: ClassVar[str] = "ebay-draft"
    UNCONFIRMED: ClassVar[tuple[str, ...]] = ("FR", "ES", "IT")
    NEEDS_OPTIONS: ClassVar[bool] = False

    def __init__(self, head: Head, folder: Path) -> None:
        """Begin the file with the lines eBay's template has above its heading."""
        super().__init__(head, folder, DRAFT_HEADER, _info(head))
        self._condition = _DRAFT_CONDITION.get(self.given("condition"), "")

    def write(self, content: ProductContent) -> bool:
        """Write a draft for each variant."""
        self._note(content, self._condition)
        return self._table.write([self._row(row, content) for row in content.rows])

    def _row(self, row: ListingRow, content: ProductContent) -> list[str]:
        upc, _ean = _codes(row.gtin)
        if row.gtin and not upc:
            self.remarks.note(_OTHER_CODE, row.product_key)
        return [
            "Draft",
            row.sku,
            self._category,
            row.texts.title,
            upc,
            money.digits(row.price, row.currency),
            "" if row.stock is None else str(row.stock),
            self._photos(row.images, row.product_key),
            self._condition,
            self._flat(content),
            "FixedPrice",
        ]


class EbayListingWriter(EbayWriter):
    """Writes ``ebay.csv``: listings that go live, each with its variations below it."""

    KIND: ClassVar[str] = "ebay"

    def __init__(self, head: Head, folder: Path) -> None:
        """Begin the file."""
        super().__init__(head, folder, FULL_HEADER, "")
        self._condition = _CONDITION.get(self.given("condition"), "")
        self._place = self.given("ebay_location")

    def own_problem(self, content: ProductContent) -> Kind | None:
        """Return what the details of variations have no way to say."""
        said = (text for row in content.rows for pair in row.options for text in pair)
        return _PARTED if any(sign in text for text in said for sign in _PARTING) else None

    def write(self, content: ProductContent) -> bool:
        """Write one listing."""
        key = content.product.key
        self._note(content, self._condition)
        if not self._place:
            self.remarks.note(_NO_PLACE, key)
        if not content.rows[0].options:
            return self._table.write([self._single(content)])
        return self._table.write([self._parent(content), *self._children(content)])

    def _single(self, content: ProductContent) -> list[str]:
        row = content.rows[0]
        cells = self._parent(content)
        cells[2] = row.sku or content.product.key
        cells[6], cells[7] = _codes(row.gtin)
        cells[8] = money.digits(row.price, row.currency)
        cells[9] = "" if row.stock is None else str(row.stock)
        return cells

    def _parent(self, content: ProductContent) -> list[str]:
        rows = content.rows
        details = "|".join(
            f"{name}={';'.join(dict.fromkeys(row.options[at][1] for row in rows))}"
            for at, (name, _value) in enumerate(rows[0].options)
        )
        images = content.product.images or rows[0].images
        return [
            "Add", self._category, content.product.key, rows[0].texts.title, "", details, "", "", "", "",
            self._photos(images, content.product.key), self._condition, self._flat(content),
            "FixedPrice", "GTC", self._place, content.product.brand,
        ]  # fmt: skip

    def _children(self, content: ProductContent) -> list[list[str]]:
        own = {one.key: one.image for one in content.product.variants}
        made = []
        for row in content.rows:
            cells = [""] * (len(FULL_HEADER) + 1)
            cells[0], cells[2], cells[4] = "Add", row.sku, "Variation"
            cells[5] = "|".join(f"{name}={value}" for name, value in row.options)
            cells[6], cells[7] = _codes(row.gtin)
            cells[8] = money.digits(row.price, row.currency)
            cells[9] = "" if row.stock is None else str(row.stock)
            image = own.get(row.variant_key, "")
            if is_web(image) and "|" not in image:
                cells[10] = f"{row.options[0][0]}={image}"
            made.append(cells)
        return made


def _info(head: Head) -> str:
    """Return the lines eBay's template has above the heading of drafts."""
    mark = _delimiter(head)
    fill = mark * len(DRAFT_HEADER)
    market = head.target.market
    template = f"Version=0.0.2{mark}Template= eBay-draft-listings-template_{market}"
    return (
        f"#INFO{mark}{template}{fill[:-2]}\r\n"
        f"#INFO Action and Category ID are required fields.{fill}\r\n"
        f"#INFO{fill}\r\n"
    )


def _delimiter(head: Head) -> str:
    return ";" if head.target.market in _SEMICOLON else ","
