"""Amazon's ``JSON_LISTINGS_FEED``, version 2.0: a header and at most 25,000 messages a file.

Form of the feed: listings-feed-schema-v2.json of amzn/selling-partner-api-models (Apache-2.0) and the feed
type values of the developer pages; marketplace numbers: the pages' list of marketplaces. Looked up
November 2026. A message updates only the attributes it has (``PARTIAL_UPDATE``) unless the setting
``amazon_operation`` says ``UPDATE``. Which attributes a product type wants beside is in Amazon's definition
of it; the options of a variant have no attribute here and are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import ClassVar, Final

from localizer.export.channels.numbered import NumberedFile, Room
from localizer.export.channels.payloads import ENCODER, Json
from localizer.export.channels.upload import NOT_WEB, Upload, cell_texts, missing, too_many
from localizer.export.channels.words import Form, is_web, plain
from localizer.export.content import ProductContent
from localizer.export.gate import GateResult
from localizer.export.listing import ListingRow
from localizer.export.remarks import Kind
from localizer.export.writer import Head, Part
from localizer.i18n import N_
from localizer.model.locale import language, region
from localizer.model.money import quantize_selling

MAX_MESSAGES: Final = 25_000
MAX_IMAGES: Final = 9
MARKETPLACES: Final = {
    "US": "ATVPDKIKX0DER", "GB": "A1F83G8C2ARO7P", "DE": "A1PA6795UKMFR9", "FR": "A13V1IB3VIYZZH",
    "ES": "A1RKKUPIHCS9HS", "IT": "APJ6JRA9NG5V4", "MX": "A1AM78C64UM0Y8", "BR": "A2Q3Y263D00KWC",
    "SG": "A19VAU5U5O7RUS",
}  # fmt: skip
OPERATIONS: Final = ("PARTIAL_UPDATE", "UPDATE")
_CODE_TYPES: Final = {8: "ean", 12: "upc", 13: "ean", 14: "gtin"}
_NO_SELLER: Final = missing("sellerId", N_("Fill in the number of the seller account."))
_NO_TYPE: Final = missing("productType", N_("Fill in Amazon's product type."))
_NO_SKU: Final = Kind(
    "left_out",
    "sku",
    N_("Products with a variant that has no SKU, left out: {n}."),
    N_("Give every variant an SKU."),
    stops=True,
)
_BULLETS: Final = too_many("bullet_point")
_OPTIONS: Final = Kind(
    "left_out",
    "variation_theme",
    N_(
        "Products whose variants were written one by one, without the attributes they differ in: {n}."
    ),
    N_("Add parentage and the attributes that Amazon's product type has for them."),
)


class AmazonWriter(Upload):
    """Writes ``amazon.json`` and, past 25,000 messages, ``amazon-2.json``."""

    KEEPS_CHANNEL: ClassVar[bool] = True
    FORM: ClassVar[Form] = plain

    def __init__(self, head: Head, folder: Path) -> None:
        """Begin the file."""
        super().__init__(head)
        locale = head.target.locale
        self._tag = "_".join(filter(None, (language(locale), region(locale))))
        self._market = MARKETPLACES.get(head.target.market, "")
        header: Json = {"version": "2.0", "issueLocale": "en_US"}
        if seller := self.given("amazon_seller"):
            header = {"sellerId": seller, **header}
        else:
            self.remarks.note(_NO_SELLER)
        wanted = self.given("amazon_operation").upper()
        self._operation = wanted if wanted in OPERATIONS else OPERATIONS[0]
        self._type = self.given("amazon_product_type")
        self._file = NumberedFile(
            folder,
            "amazon",
            ".json",
            head=b'{"header":' + ENCODER.encode(header) + b',"messages":[\n',
            between=b",\n",
            foot=b"\n]}\n",
            room=Room(records=MAX_MESSAGES),
        )
        self._messages = 0

    def texts(self, content: ProductContent) -> Iterable[tuple[str, str]]:
        """Yield what is written of the product."""
        texts = content.rows[0].texts
        yield "title", texts.title
        yield "description", self.description(content)
        yield "brand", content.product.brand
        yield from (("bullet", one) for one in texts.bullets)
        yield from (pair for pair in cell_texts(content.rows) if pair[0] == "sku")

    def own_problem(self, content: ProductContent) -> Kind | None:
        """Return what no message can say."""
        if not all(row.sku for row in content.rows):
            return _NO_SKU
        most = self.limits.get("bullet")
        if most is None or most.max_items is None:
            return None
        return _BULLETS if len(content.rows[0].texts.bullets) > most.max_items else None

    def write(self, content: ProductContent) -> bool:
        """Write a message for each variant."""
        key = content.product.key
        if len(content.rows) > 1:
            self.remarks.note(_OPTIONS, key)
        if not self._type:
            self.remarks.note(_NO_TYPE, key)
        for row in content.rows:
            self._message(row, content)
        return True

    def close(self, verdict: GateResult) -> tuple[Part, ...]:
        """Finish the files."""
        del verdict
        return self._file.parts(self.remarks.all())

    def abort(self) -> None:
        """Close the file."""
        self._file.abort()

    def _message(self, row: ListingRow, content: ProductContent) -> None:
        # Numbers are counted in each file anew.
        number = self._messages % MAX_MESSAGES + 1
        message: Json = {"messageId": number, "sku": row.sku, "operationType": self._operation}
        if self._type:
            message["productType"] = self._type
        if self._operation == "UPDATE":
            message["requirements"] = "LISTING"
        message["attributes"] = dict(self._attributes(row, content))
        self._file.write(ENCODER.encode(message), 1)
        self._messages += 1

    def _attributes(self, row: ListingRow, content: ProductContent) -> Iterator[tuple[str, object]]:
        here: Json = {"marketplace_id": self._market}
        yield "item_name", [self._said(row.texts.title)]
        if content.product.brand:
            yield "brand", [self._said(content.product.brand)]
        if row.texts.bullets:
            yield "bullet_point", [self._said(one) for one in row.texts.bullets]
        if description := self.description(content):
            yield "product_description", [self._said(description)]
        if len(row.gtin) in _CODE_TYPES:
            code = {"type": _CODE_TYPES[len(row.gtin)], "value": row.gtin, **here}
            yield "externally_assigned_product_identifier", [code]
        yield "purchasable_offer", [_offer(row, here)]
        if row.stock is not None:
            yield (
                "fulfillment_availability",
                [{"fulfillment_channel_code": "DEFAULT", "quantity": row.stock}],
            )
        if row.weight_g is not None:
            yield "item_package_weight", [{"value": row.weight_g, "unit": "grams", **here}]
        yield from self._images(row, here)

    def _said(self, text: str) -> Json:
        return {"value": text, "language_tag": self._tag, "marketplace_id": self._market}

    def _images(self, row: ListingRow, here: Json) -> Iterator[tuple[str, object]]:
        web = [image for image in row.images if is_web(image)]
        if len(web) < len(row.images):
            self.remarks.note(NOT_WEB, row.product_key)
        for place, image in enumerate(web[:MAX_IMAGES]):
            name = f"other_product_image_locator_{place}" if place else "main_product_image_locator"
            yield name, [{"media_location": image, **here}]


def _offer(row: ListingRow, here: Json) -> Json:
    """Return the price, and the reduced one with its time where both its ends are known."""
    offer: Json = {
        "currency": row.currency,
        "our_price": [{"schedule": [{"value_with_tax": _amount(row.price, row)}]}],
        **here,
    }
    asked = row.asked
    if asked.sale is not None and asked.sale_starts_at and asked.sale_ends_at:
        when = {
            "start_at": asked.sale_starts_at.isoformat(timespec="seconds"),
            "end_at": asked.sale_ends_at.isoformat(timespec="seconds"),
        }
        offer["discounted_price"] = [
            {"schedule": [{"value_with_tax": _amount(asked.sale, row), **when}]}
        ]
    return offer


def _amount(value: Decimal | None, row: ListingRow) -> Decimal | None:
    return None if value is None else quantize_selling(value, row.currency)
