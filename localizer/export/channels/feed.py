"""What shopping feeds say of an item; Google's and Meta's share their names for it.

Names and values: support.google.com/merchants, answer 7052112 and the page of each attribute; Meta's catalog
reference. Looked up November 2026.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Final

from localizer.export.channels import money
from localizer.export.channels.upload import (
    NO_IMAGE,
    NOT_WEB,
    TOO_MANY_IMAGES,
    Upload,
    cell_texts,
    missing,
)
from localizer.export.channels.words import Form, filled, is_web, plain
from localizer.export.content import ProductContent
from localizer.export.listing import ListingRow
from localizer.export.remarks import Kind
from localizer.i18n import N_
from localizer.model.product import Product

#: The attributes in which the items of a group may differ, by what sellers call the option.
VARYING: Final = {
    "color": ("颜色", "颜色分类", "主要颜色", "色", "顏色", "color", "colour", "farbe", "couleur"),
    "size": (
        "尺码",
        "尺寸",
        "大小",
        "鞋码",
        "规格尺寸",
        "尺碼",
        "size",
        "größe",
        "taille",
        "talla",
    ),
    "material": ("材质", "材料", "面料", "材質", "material"),
    "pattern": ("图案", "花纹", "花型", "圖案", "pattern"),
}
_NAMES: Final = {word: name for name, words in VARYING.items() for word in words}
CONDITIONS: Final = ("new", "used", "refurbished")
#: Measures of `localizer.model.price.UnitPrice` as feeds write their base.
BASE_MEASURES: Final = {"kg": "1 kg", "l": "1 l", "m": "1 m", "m2": "1 sqm", "piece": "1 ct"}
_MEASURES: Final = {
    "gram": "g", "kilogram": "kg", "milligram": "mg", "milliliter": "ml", "liter": "l",
    "centiliter": "cl", "meter": "m", "centimeter": "cm", "piece": "ct",
}  # fmt: skip

NO_LINK: Final = missing(
    "link",
    N_("Fill in the shop's address with {key} or {sku} in it, or add the column in the feed tool."),
)
NO_STOCK: Final = missing("availability", N_("Give the variants a stock."))
NO_CONDITION: Final = missing("condition", N_("Say whether the goods are new or used."))
NO_BRAND: Final = missing("brand", N_("Fill in the brand of the product."))
NO_CATEGORY: Final = missing(
    "google_product_category",
    N_("Choose the category in the catalog; the channel guesses it otherwise."),
)
OTHER_OPTION: Final = Kind(
    "left_out",
    "color, size, material, pattern",
    N_("Products with an option that is none of {field}, which is left out: {n}."),
    N_("Name the option so, or tell the variants apart in the title."),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a feed. Texts that are not known are empty."""

    id: str
    group: str
    title: str
    description: str
    link: str
    image: str
    more_images: tuple[str, ...]
    availability: str
    price: str
    sale_price: str
    sale_period: str
    brand: str
    gtin: str
    condition: str
    category: str
    options: tuple[tuple[str, str], ...]
    measure: str
    base_measure: str
    weight: str


class Feed(Upload):
    """Makes the items of a product, and notes what they lack."""

    FORM: ClassVar[Form] = plain
    MAX_MORE_IMAGES: ClassVar[int]
    IN_STOCK: ClassVar[str] = "in_stock"
    OUT_OF_STOCK: ClassVar[str] = "out_of_stock"

    def texts(self, content: ProductContent) -> Iterable[tuple[str, str]]:
        """Yield what is written of the product."""
        yield "title", content.rows[0].texts.title
        yield "description", self.description(content)
        yield "brand", content.product.brand
        yield "item_group_id", content.product.key
        yield from cell_texts(content.rows)
        for row in content.rows:
            yield "id", item_id(row)

    def items(self, content: ProductContent) -> list[Item]:
        """Return an item for each variant."""
        product = content.product
        description = self.description(content)
        if not product.brand:
            self.remarks.note(NO_BRAND, product.key)
        if not product.taxonomy:
            self.remarks.note(NO_CATEGORY, product.key)
        group = product.key if len(content.rows) > 1 else ""
        measure = _measure(product)
        return [self._item(row, content, description, group, measure) for row in content.rows]

    def _item(
        self, row: ListingRow, content: ProductContent, description: str, group: str, measure: str
    ) -> Item:
        product = content.product
        images = self._images(row)
        unit = row.asked.unit_price
        return Item(
            id=item_id(row),
            group=group,
            title=row.texts.title,
            description=description,
            link=self._link(row),
            image=images[0] if images else "",
            more_images=images[1 : self.MAX_MORE_IMAGES + 1],
            availability=self._availability(row),
            price=money.with_currency(row.price, row.currency),
            sale_price=money.with_currency(row.asked.sale, row.currency),
            sale_period=money.sale_period(row),
            brand=product.brand,
            gtin=row.gtin,
            condition=self._condition(row),
            category=product.taxonomy,
            options=self._options(row, content),
            measure=measure if unit is not None else "",
            base_measure=BASE_MEASURES.get(unit.per, "") if unit is not None and measure else "",
            weight="" if row.weight_g is None else f"{row.weight_g:f} g",
        )

    def _link(self, row: ListingRow) -> str:
        link = filled(self.given("link"), row.product_key, row.sku)
        if not link:
            self.remarks.note(NO_LINK, row.product_key)
        return link

    def _condition(self, row: ListingRow) -> str:
        condition = self.given("condition")
        if condition in CONDITIONS:
            return condition
        self.remarks.note(NO_CONDITION, row.product_key)
        return ""

    def _availability(self, row: ListingRow) -> str:
        if row.stock is None:
            self.remarks.note(NO_STOCK, row.product_key)
            return ""
        return self.IN_STOCK if row.stock > 0 else self.OUT_OF_STOCK

    def _images(self, row: ListingRow) -> tuple[str, ...]:
        web = tuple(image for image in row.images if is_web(image))
        if len(web) < len(row.images):
            self.remarks.note(NOT_WEB, row.product_key)
        if not web:
            self.remarks.note(NO_IMAGE, row.product_key)
        if len(web) > self.MAX_MORE_IMAGES + 1:
            self.remarks.note(TOO_MANY_IMAGES, row.product_key)
        return web

    def _options(self, row: ListingRow, content: ProductContent) -> tuple[tuple[str, str], ...]:
        """Return what the channel has an attribute for, by the seller's own name of the option."""
        own = next(v.options for v in content.product.variants if v.key == row.variant_key)
        found: dict[str, str] = {}
        for (name, _source), (_shown, value) in zip(own, row.options, strict=False):
            attribute = _NAMES.get(name.strip().casefold(), "")
            if attribute and attribute not in found:
                found[attribute] = value
            else:
                self.remarks.note(OTHER_OPTION, row.product_key)
        return tuple(found.items())


def item_id(row: ListingRow) -> str:
    """Return the number of an item: its SKU, else the keys of product and variant."""
    return row.sku or f"{row.product_key}-{row.variant_key}"


def _measure(product: Product) -> str:
    """Return what is in a pack, as ``750 ml``, empty where it is not known in a unit feeds take."""
    for fact in product.facts:
        unit = _MEASURES.get(fact.unit or "", "")
        if fact.name == "net_content" and fact.number is not None and unit:
            return f"{fact.number.normalize():f} {unit}"
    return ""
