"""Request bodies of Shopee's ``add_item`` and ``init_tier_variation`` (v2), one line a product.

Fields: Shopee's open platform, copies in github.com/lazykern/ecommerce-api-docs@eba059e3, looked up November
2026. A product with options takes two calls: its line has a body for each; the second one wants the number
the first one answers. For a seller across borders the same texts go as a global item.
"""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Final

from localizer.export.channels.payloads import Json, PayloadWriter
from localizer.export.channels.upload import missing, own_limit, too_many
from localizer.export.channels.words import Form, plain_body
from localizer.export.content import ProductContent
from localizer.export.listing import ListingRow
from localizer.export.remarks import Kind
from localizer.i18n import N_
from localizer.model.channel import FieldLimit
from localizer.model.money import quantize_selling

_GRAMS: Final = 3
#: Shopee has two tiers of options, no more (guide of variants).
MAX_TIERS: Final = 2
_NO_CATEGORY: Final = missing("category_id", N_("Fill in the number of a leaf category."))
_NO_IMAGES: Final = missing(
    "image", N_("Upload the pictures and put the numbers Shopee answers into the body.")
)
_NO_LOGISTICS: Final = missing(
    "logistic_info", N_("Fill in the numbers of the shop's ways of sending.")
)
_NO_WEIGHT: Final = missing("weight", N_("Give every variant a weight."))
_NO_STOCK: Final = missing("seller_stock", N_("Give every variant a stock."))
_NO_BRAND: Final = missing("brand_id", N_("Look the brand up at Shopee; 0 stands for no brand."))
_TIERS: Final = too_many("tier_variation")
_DYNAMIC: Final = Kind(
    "note",
    "item_name, description",
    N_("Shopee's limits differ by shop and category and were not checked for {field}."),
    N_("Ask get_item_limit before the bodies are sent."),
)


class ShopeeWriter(PayloadWriter):
    """Writes ``shopee.jsonl``: products unlisted unless the setting ``publish`` says yes."""

    KIND: ClassVar[str] = "shopee"
    FORM: ClassVar[Form] = plain_body
    NAME: ClassVar[str] = "item_name"
    SKU: ClassVar[str] = "item_sku"
    CALL: ClassVar[str] = "add_item"

    def own_problem(self, content: ProductContent) -> Kind | None:
        """Return that there are more tiers of options than two."""
        return _TIERS if len(content.rows[0].options) > MAX_TIERS else None

    def body(self, content: ProductContent) -> Json:
        """Return the bodies of the calls that make one product."""
        made: Json = {self.CALL: self._item(content)}
        if content.rows[0].options:
            made["init_tier_variation"] = self._tiers(content)
        return made

    def _item(self, content: ProductContent) -> Json:
        key, first = content.product.key, content.rows[0]
        for kind in (_NO_IMAGES, _NO_BRAND):
            self.remarks.note(kind, key)
        if not self.remarks.has(_DYNAMIC):
            self.remarks.note(_DYNAMIC)
        made: Json = {
            self.NAME: first.texts.title,
            "description": self.description(content),
            self.SKU: key,
            "original_price": _amount(first),
        }
        if self.CALL == "add_item":
            made["item_status"] = "NORMAL" if self.given("publish") == "yes" else "UNLIST"
        if (condition := self.given("condition")) in ("new", "used"):
            made["condition"] = condition.upper()
        if (category := self.given("shopee_category")).isdecimal():
            made["category_id"] = int(category)
        else:
            self.remarks.note(_NO_CATEGORY, key)
        weights = [row.weight_g for row in content.rows if row.weight_g is not None]
        if weights:
            made["weight"] = max(weights).scaleb(-_GRAMS)
        else:
            self.remarks.note(_NO_WEIGHT, key)
        if not first.options:
            made.update(self._stock(first))
        if self.CALL == "add_item":
            self.remarks.note(_NO_LOGISTICS, key)
        return made

    def _tiers(self, content: ProductContent) -> Json:
        rows = content.rows
        tiers = [
            (name, tuple(dict.fromkeys(row.options[at][1] for row in rows)))
            for at, (name, _value) in enumerate(rows[0].options)
        ]
        return {
            "standardise_tier_variation": [
                {
                    "variation_id": 0,
                    "variation_name": name,
                    "variation_option_list": [
                        {"variation_option_id": 0, "variation_option_name": value}
                        for value in values
                    ],
                }
                for name, values in tiers
            ],
            "model": [
                {
                    "tier_index": [
                        values.index(row.options[at][1]) for at, (_n, values) in enumerate(tiers)
                    ],
                    "model_sku": row.sku or row.variant_key,
                    "original_price": _amount(row),
                    **self._stock(row),
                }
                for row in rows
            ],
        }

    def _stock(self, row: ListingRow) -> Json:
        if row.stock is None:
            self.remarks.note(_NO_STOCK, row.product_key)
            return {}
        return {"seller_stock": [{"stock": row.stock}]}


class ShopeeGlobalWriter(ShopeeWriter):
    """Writes ``shopee-global.jsonl``, global items of sellers across borders."""

    KIND: ClassVar[str] = "shopee-global"
    NAME: ClassVar[str] = "global_item_name"
    SKU: ClassVar[str] = "global_item_sku"
    CALL: ClassVar[str] = "add_global_item"
    LIMITS: ClassVar[tuple[FieldLimit, ...]] = (
        own_limit("option_value", 20, "sample answer of get_item_limit", "U"),
    )


def _amount(row: ListingRow) -> Decimal | None:
    return None if row.price is None else quantize_selling(row.price, row.currency)
