"""How each marketplace wants products in its rows; what is not known stays blank and is told.

Columns and rules: code that reads the real files and the open platforms' documents, as the fact sheet grades
them (looked up November 2026). Categories, brands by number, ways of sending and parcels are the shop's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import ClassVar, Final

from localizer.export.channels.shopee import MAX_TIERS
from localizer.export.channels.tiktok import MAX_STOCK
from localizer.export.channels.upload import too_many
from localizer.export.channels.words import Form, body, html_only, plain_body
from localizer.export.content import ProductContent
from localizer.export.listing import ListingRow
from localizer.export.remarks import Kind
from localizer.export.templates.cells import Cell
from localizer.export.templates.writer import TemplateWriter, blank, kilograms
from localizer.i18n import N_

_TIERS: Final = too_many("variation")
_STOCK: Final = Kind(
    "missing",
    "quantity",
    N_("Variants whose stock is not between 1 and 99,999, so that {field} is left blank: {n}."),
    N_("Correct the stock."),
    each=True,
)
_SOME_IMAGES: Final = Kind(
    "left_out",
    "et_title_image_per_variation",
    N_("Products with pictures for some options only, which were left out: {n}."),
    N_("Give every option of the first kind a picture with a web address, or none."),
)
_RULES_UNREAD: Final = Kind(
    "note",
    "ps_product_name",
    N_("The template states no limit for {field} that could be read; it was not checked."),
    N_("Look at the rules above the first row of data."),
)


def own_pictures(content: ProductContent) -> Mapping[str, str]:
    """Return the picture of each variant that has one of its own, by variant key."""
    return {one.key: one.image for one in content.product.variants if one.image}


class ShopeeSheet(TemplateWriter):
    """Shopee's mass upload: a row a variant; what all share stands in the first one."""

    FORM: ClassVar[Form] = plain_body
    RULED: ClassVar[Mapping[str, str]] = {
        "ps_product_name": "title",
        "ps_product_description": "description",
        "et_title_variation_1": "option_name",
        "et_title_option_for_variation_1": "option_value",
    }
    MAX_IMAGES: ClassVar[int] = 9

    def own_problem(self, content: ProductContent) -> Kind | None:
        """Return that there are more tiers of options than two."""
        if len(content.rows[0].options) > MAX_TIERS:
            return _TIERS
        return super().own_problem(content)

    def cells(self, content: ProductContent) -> list[dict[int, Cell]]:
        """Return a row for each variant."""
        pictures = self._tier_pictures(content)
        made = [self._variant(row, pictures) for row in content.rows]
        self._shared(made[0], content)
        return made

    def _shared(self, cells: dict[int, Cell], content: ProductContent) -> None:
        key, first = content.product.key, content.rows[0]
        own = [column.name for column in self.template.columns]
        self.leave(("ps_category", "ps_dangerous_goods", "ps_brand"), key)
        self.leave((name for name in own if name.startswith("channel_id.")), key)
        self.leave(("ps_length", "ps_width", "ps_height"), key)
        if "title" not in self.limits and not self.remarks.has(_RULES_UNREAD):
            self.remarks.note(_RULES_UNREAD)
        self.put(cells, "ps_product_name", first.texts.title)
        self.need(cells, "ps_product_description", self.description(content), key)
        weights = [row.weight_g for row in content.rows if row.weight_g is not None]
        self.need(cells, "ps_weight", kilograms(max(weights, default=None)), key)
        images = self.pictures(content.product.images or first.images, key, self.MAX_IMAGES)
        for place, image in enumerate(images):
            name = f"ps_item_image_{place}" if place else "ps_item_cover_image"
            self.put(cells, name, image)

    def _variant(self, row: ListingRow, pictures: Mapping[str, str]) -> dict[int, Cell]:
        cells: dict[int, Cell] = {}
        self.put(cells, "ps_sku_parent_short", row.product_key)
        if row.options:
            self.put(cells, "et_title_variation_integration_no", row.product_key)
            self.put(cells, "et_title_image_per_variation", pictures.get(row.options[0][1]))
        for number, (name, value) in enumerate(row.options, 1):
            self.put(cells, f"et_title_variation_{number}", name)
            self.put(cells, f"et_title_option_for_variation_{number}", value)
        self.put(cells, "ps_price", self.price(row))
        self.need(cells, "ps_stock", row.stock, row.product_key)
        self.put(cells, "ps_sku_short", row.sku)
        self.put(cells, "ps_gtin_code", row.gtin)
        return cells

    def _tier_pictures(self, content: ProductContent) -> Mapping[str, str]:
        """Return the picture of each option of the first kind: of all of them or of none."""
        own = own_pictures(content)
        found: dict[str, str] = {}
        wanted = set()
        for row in content.rows:
            if row.options:
                wanted.add(row.options[0][1])
                image = own.get(row.variant_key, "")
                if image.startswith(("https://", "http://")):
                    found.setdefault(row.options[0][1], image)
        if found and len(found) < len(wanted):
            self.remarks.note(_SOME_IMAGES, content.product.key)
            return {}
        return found


class LazadaSheet(TemplateWriter):
    """Lazada's category workbook: a row a variant, held together by its group number."""

    FORM: ClassVar[Form] = html_only
    MAX_IMAGES: ClassVar[int] = 8
    _HOSTED: ClassVar[str] = ".slatic.net/"

    def cells(self, content: ProductContent) -> list[dict[int, Cell]]:
        """Return a row for each variant."""
        return [self._variant(row, content) for row in content.rows]

    def column(self, plain: str) -> str:
        """Return the name of the column whose key reads ``plain`` in small letters, or nothing."""
        return next((one.name for one in self.template.columns if one.plain == plain), "")

    def _variant(self, row: ListingRow, content: ProductContent) -> dict[int, Cell]:
        cells: dict[int, Cell] = {}
        key = row.product_key
        title = "title." + self.head.target.locale.replace("-", "").casefold()
        self.put(cells, self.column("groupno"), key)
        if not self.put(cells, self.column(title) or self.column("title"), row.texts.title):
            self.remarks.note(blank("title"), key)
        self.put(cells, self.column("description"), self.description(content))
        self.put(cells, self.column("sku.sellersku"), row.sku or row.variant_key)
        self.put(cells, self.column("sku.price"), self.price(row))
        weight = self.column("sku.packageweight")
        self.need(cells, weight, kilograms(row.weight_g), key)
        sides = (self.column(f"sku.package{one}") for one in ("length", "width", "height"))
        known = ("catid", "packagecontent", "catproperty.p20000")
        self.leave((*sides, *(self.column(one) for one in known)), key)
        stocks = [
            one for one in self.template.columns if one.plain.startswith("sku.multiwarehouse")
        ]
        if len(stocks) == 1:
            self.need(cells, stocks[0].name, row.stock, key)
        else:
            self.leave((one.name for one in stocks), key)
        self._options(cells, row)
        self._images(cells, content, key)
        return cells

    def _options(self, cells: dict[int, Cell], row: ListingRow) -> None:
        """Write options where it is certain which column is theirs: the only one, or one so named."""
        columns = [one for one in self.template.columns if one.plain.startswith("saleprop.")]
        names = {one.label.strip().casefold(): one for one in columns}
        certain = len(columns) == 1 and len(row.options) == 1
        taken: set[str] = set()
        for name, value in row.options:
            column = columns[0] if certain else names.get(name.casefold())
            if column is None:
                self.remarks.note(blank("saleProp"), row.product_key)
            else:
                taken.add(column.name)
                self.put(cells, column.name, value)
        self.leave((one.name for one in columns if one.name not in taken), row.product_key)

    def _images(self, cells: dict[int, Cell], content: ProductContent, key: str) -> None:
        """Write the pictures Lazada has already; it refuses links to other places (4138)."""
        images = [one for one in content.product.images if self._HOSTED in one]
        if len(images) < len(content.product.images) or not images:
            self.leave((self.column("mainimage.0"),), key)
        for place, image in enumerate(images[: self.MAX_IMAGES]):
            self.put(cells, self.column(f"mainimage.{place}"), image)


class TikTokSheet(TemplateWriter):
    """TikTok Shop's batch upload: every row says everything of its variant."""

    FORM: ClassVar[Form] = body
    MAX_IMAGES: ClassVar[int] = 9
    #: Grams in the unit of weight, by what the label of the column says in brackets.
    UNITS: ClassVar[Mapping[str, Decimal]] = {
        "g": Decimal(1), "kg": Decimal(1000), "lb": Decimal("453.59237"),
    }  # fmt: skip
    #: The unit of a market whose sheets are known; the label must agree where it names one.
    BY_MARKET: ClassVar[Mapping[str, str]] = {"US": "lb", "TH": "g"}
    _STEP: ClassVar[Mapping[str, Decimal]] = {
        "g": Decimal(1), "kg": Decimal("0.001"), "lb": Decimal("0.01"),
    }  # fmt: skip

    def own_problem(self, content: ProductContent) -> Kind | None:
        """Return that the sheet has no columns for so many options."""
        number = len(content.rows[0].options)
        if any(f"property_name_{one}" not in self.columns for one in range(1, number + 1)):
            return _TIERS
        return super().own_problem(content)

    def cells(self, content: ProductContent) -> list[dict[int, Cell]]:
        """Return a row for each variant."""
        key, own = content.product.key, own_pictures(content)
        images = self.pictures(content.product.images, key, self.MAX_IMAGES)
        self.leave(("category", "brand", "delivery"), key)
        self.leave(("parcel_length", "parcel_width", "parcel_height"), key)
        if any(row.gtin for row in content.rows):
            self.leave(("gtin_type", "gtin_code"), key)
        made = []
        for row in content.rows:
            cells: dict[int, Cell] = {}
            self.put(cells, "product_name", row.texts.title)
            self.need(cells, "product_description", self.description(content), key)
            for place, image in enumerate(images, 1):
                self.put(cells, "main_image" if place == 1 else f"image_{place}", image)
            for number, (name, value) in enumerate(row.options, 1):
                self.put(cells, f"property_name_{number}", name)
                self.put(cells, f"property_value_{number}", value)
            picture = own.get(row.variant_key, "")
            if row.options and picture.startswith(("https://", "http://")):
                self.put(cells, "property_1_image", picture)
            self.need(cells, "parcel_weight", self.weight(row.weight_g), key)
            self.put(cells, "price", self.price(row))
            self._stock(cells, row)
            self.put(cells, "seller_sku", row.sku)
            made.append(cells)
        return made

    def weight(self, grams: Decimal | None) -> Decimal | None:
        """Return a weight in the unit of the sheet, nothing where that is not certain."""
        unit = self.unit
        if grams is None or not unit:
            return None
        return (grams / self.UNITS[unit]).quantize(self._STEP[unit], ROUND_HALF_UP)

    @property
    def unit(self) -> str:
        """Return the unit of weight: the label's, where the market does not say otherwise."""
        column = next((c for c in self.template.columns if c.name == "parcel_weight"), None)
        label = "" if column is None else column.label.casefold()
        said = [
            one for one in self.UNITS if f"({one})" in label.replace("（", "(").replace("）", ")")
        ]
        known = self.BY_MARKET.get(self.head.target.market, "")
        if len(said) != 1:
            return known
        return said[0] if known in ("", said[0]) else ""

    def _stock(self, cells: dict[int, Cell], row: ListingRow) -> None:
        named = [one for one in self.columns if one.startswith("warehouse_quantity/")]
        column = "quantity" if "quantity" in self.columns else ""
        if not column and len(named) == 1:
            column = named[0]
        if row.stock is None or not 1 <= row.stock <= MAX_STOCK:
            self.remarks.note(_STOCK, row.product_key)
        elif column:
            self.put(cells, column, row.stock)
        else:
            self.leave(named, row.product_key)
