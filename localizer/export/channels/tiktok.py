"""Request bodies of TikTok Shop's "Create Product" (202309), one a product.

Fields: the API's documentation, copy in github.com/lazykern/ecommerce-api-docs@eba059e3, looked up November
2026. Category, brand, warehouse and picture numbers are the shop's own: they are left out and told, except
where a person filled them in. Pictures must be uploaded first; their web addresses cannot stand in a body.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import ClassVar, Final

from localizer.export.channels import money
from localizer.export.channels.payloads import Json, PayloadWriter
from localizer.export.channels.upload import missing
from localizer.export.content import ProductContent
from localizer.export.listing import ListingRow
from localizer.export.remarks import Kind
from localizer.i18n import N_

#: Quantities a warehouse may have (documentation of ``quantity``).
MAX_STOCK: Final = 99_999
_WEIGHT_STEP: Final = Decimal("0.001")
_CODE_TYPES: Final = {8: "EAN", 12: "UPC", 13: "EAN", 14: "GTIN"}
_NO_CATEGORY: Final = missing("category_id", N_("Fill in the number of a leaf category."))
_NO_BRAND: Final = missing("brand_id", N_("Look the brand up in the shop, or leave it out."))
_NO_IMAGES: Final = missing(
    "main_images", N_("Upload the pictures and put the addresses the shop answers into the body.")
)
_NO_WAREHOUSE: Final = missing("warehouse_id", N_("Fill in the number of the shop's warehouse."))
_NO_SIZE: Final = missing("package_dimensions", N_("Add length, width and height of the parcel."))
_NO_WEIGHT: Final = missing("package_weight", N_("Give every variant a weight."))
_STOCK: Final = Kind(
    "left_out",
    "quantity",
    N_("Variants whose stock is not between 1 and 99,999, so that {field} is left out: {n}."),
    N_("Correct the stock."),
    each=True,
)


class TikTokWriter(PayloadWriter):
    """Writes ``tiktok.jsonl``: products as drafts unless the setting ``publish`` says yes."""

    KIND: ClassVar[str] = "tiktok"

    def texts(self, content: ProductContent) -> Iterable[tuple[str, str]]:
        """Yield what is written of the product; the brand is a number here."""
        return (pair for pair in super().texts(content) if pair[0] != "brand")

    def body(self, content: ProductContent) -> Json:
        """Return the body of one product."""
        key = content.product.key
        for kind in (_NO_IMAGES, _NO_SIZE, *([_NO_BRAND] if content.product.brand else [])):
            self.remarks.note(kind, key)
        made: Json = {
            "save_mode": "LISTING" if self.given("publish") == "yes" else "AS_DRAFT",
            "title": content.rows[0].texts.title,
            "description": self.description(content),
            "external_product_id": key,
            "skus": [self._sku(row) for row in content.rows],
        }
        if category := self.given("tiktok_category"):
            made["category_id"] = category
        else:
            self.remarks.note(_NO_CATEGORY, key)
        weights = [row.weight_g for row in content.rows if row.weight_g is not None]
        if weights:
            heaviest = (max(weights) / 1000).quantize(_WEIGHT_STEP, ROUND_HALF_UP)
            made["package_weight"] = {"value": f"{heaviest.normalize():f}", "unit": "KILOGRAM"}
        else:
            self.remarks.note(_NO_WEIGHT, key)
        return made

    def _sku(self, row: ListingRow) -> Json:
        made: Json = {
            "price": {"amount": money.digits(row.price, row.currency), "currency": row.currency},
            "external_sku_id": row.variant_key,
        }
        if row.options:
            pairs = [{"name": name, "value_name": value} for name, value in row.options]
            made["sales_attributes"] = pairs
        if row.sku:
            made["seller_sku"] = row.sku
        if len(row.gtin) in _CODE_TYPES:
            made["identifier_code"] = {"code": row.gtin, "type": _CODE_TYPES[len(row.gtin)]}
        made["inventory"] = self._inventory(row)
        return made

    def _inventory(self, row: ListingRow) -> list[Json]:
        one: Json = {}
        if warehouse := self.given("tiktok_warehouse"):
            one["warehouse_id"] = warehouse
        else:
            self.remarks.note(_NO_WAREHOUSE, row.product_key)
        if row.stock is not None and 1 <= row.stock <= MAX_STOCK:
            one["quantity"] = row.stock
        else:
            self.remarks.note(_STOCK, row.product_key)
        return [one] if one else []
