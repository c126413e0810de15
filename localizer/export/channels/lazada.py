"""Request bodies of Lazada's ``/product/create``, one a product.

Fields: "Create a product", "Custom sales attributes" and "JSON format demo" of Lazada's open platform, copies
in github.com/lazykern/ecommerce-api-docs@eba059e3, looked up November 2026. Pictures must be moved to Lazada
first (``/image/migrate``): outside addresses are refused (4138), so they are left out and told.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from localizer.export.channels import money
from localizer.export.channels.payloads import Json, PayloadWriter
from localizer.export.channels.upload import missing, too_many
from localizer.export.channels.words import Form, bullet_list, html_only
from localizer.export.content import ProductContent
from localizer.export.listing import ListingRow
from localizer.export.remarks import Kind
from localizer.i18n import N_

_GRAMS: Final = 3
_HOSTED: Final = ".slatic.net/"
#: "The Variations Size Exceeds Maximum Size Limit" (custom sales attributes).
MAX_VARIATIONS: Final = 2
_VARIATIONS: Final = too_many("variation")
_NO_CATEGORY: Final = missing("PrimaryCategory", N_("Fill in the number of a leaf category."))
_NO_BRAND: Final = missing("brand_id", N_("Look the brand up at Lazada and fill in its number."))
_NO_IMAGES: Final = missing(
    "Images",
    N_("Move the pictures to Lazada first and put the addresses it answers into the body."),
)
_NO_SIZE: Final = missing(
    "package_length, package_width, package_height",
    N_("Add the measures of the parcel in centimetres."),
)
_NO_WEIGHT: Final = missing("package_weight", N_("Give every variant a weight."))
_NO_STOCK: Final = missing("quantity", N_("Give every variant a stock."))


def _variation(rows: Sequence[ListingRow]) -> Json:
    """Return the options as attributes of the product's own, since their numbers at Lazada are not known."""
    return {
        f"Variation{number}": {
            "name": name,
            "hasImage": False,
            "customize": True,
            "options": {"option": list(dict.fromkeys(row.options[number - 1][1] for row in rows))},
        }
        for number, (name, _value) in enumerate(rows[0].options, 1)
    }


class LazadaWriter(PayloadWriter):
    """Writes ``lazada.jsonl``."""

    KIND: ClassVar[str] = "lazada"
    FORM: ClassVar[Form] = html_only

    def own_problem(self, content: ProductContent) -> Kind | None:
        """Return that there are more kinds of options than two."""
        return _VARIATIONS if len(content.rows[0].options) > MAX_VARIATIONS else None

    def body(self, content: ProductContent) -> Json:
        """Return the body of one product."""
        product, texts = content.product, content.rows[0].texts
        attributes: Json = {"name": texts.title, "description": self.description(content)}
        if texts.bullets:
            attributes["short_description"] = bullet_list(texts.bullets)
        if brand := self.given("lazada_brand"):
            attributes["brand_id"] = brand
        else:
            self.remarks.note(_NO_BRAND, product.key)
        made: Json = {"Attributes": attributes}
        if category := self.given("lazada_category"):
            made["PrimaryCategory"] = category
        else:
            self.remarks.note(_NO_CATEGORY, product.key)
        if images := self._hosted(product.images, product.key):
            made["Images"] = {"Image": images}
        if content.rows[0].options:
            made["variation"] = _variation(content.rows)
        made["Skus"] = {"Sku": [self._sku(row) for row in content.rows]}
        self.remarks.note(_NO_SIZE, product.key)
        return {"Request": {"Product": made}}

    def _sku(self, row: ListingRow) -> Json:
        made: Json = {
            "SellerSku": row.sku or row.variant_key,
            "price": money.digits(row.price, row.currency),
        }
        if row.options:
            made["saleProp"] = dict(row.options)
        if row.asked.sale is not None:
            made["special_price"] = money.digits(row.asked.sale, row.currency)
            for name, moment in (
                ("special_from_date", row.asked.sale_starts_at),
                ("special_to_date", row.asked.sale_ends_at),
            ):
                if moment is not None:
                    made[name] = moment.strftime("%Y-%m-%d %H:%M:%S")
        if row.stock is not None:
            made["quantity"] = str(row.stock)
        else:
            self.remarks.note(_NO_STOCK, row.product_key)
        if row.weight_g is not None:
            made["package_weight"] = f"{row.weight_g.scaleb(-_GRAMS).normalize():f}"
        else:
            self.remarks.note(_NO_WEIGHT, row.product_key)
        return made

    def _hosted(self, images: tuple[str, ...], key: str) -> list[str]:
        hosted = [image for image in images if image.startswith("https://") and _HOSTED in image]
        if len(hosted) < len(images) or not images:
            self.remarks.note(_NO_IMAGES, key)
        return hosted
