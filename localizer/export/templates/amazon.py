"""Amazon's category workbook: the layout with bracketed names, and the old one with plain names.

A product with options is a parent and its children. Which theme a product type has, and which attributes
hold what variants differ in, is Amazon's own: the theme may be filled in, the attributes are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar, Final

from localizer.errors import InputError
from localizer.export.channels.amazon import MARKETPLACES, MAX_IMAGES
from localizer.export.channels.upload import too_many
from localizer.export.channels.words import Form, plain
from localizer.export.content import ProductContent
from localizer.export.listing import ListingRow
from localizer.export.remarks import Kind
from localizer.export.templates.cells import Cell
from localizer.export.templates.recognise import Template
from localizer.export.templates.writer import TemplateWriter, blank
from localizer.export.writer import Head
from localizer.i18n import N_, _
from localizer.model.locale import language, region

_CODE_TYPES: Final = {8: "EAN", 12: "UPC", 13: "EAN", 14: "GTIN"}
_BULLETS: Final = too_many("bullet_point")
_NO_SKU: Final = Kind(
    "left_out",
    "sku",
    N_("Products with a variant that has no SKU, left out: {n}."),
    N_("Give every variant an SKU."),
    stops=True,
)
_PARENT_SKU: Final = Kind(
    "left_out",
    "parent_sku",
    N_("Products whose own key is the SKU of a variant, so that no parent can be named: {n}."),
    N_("Give the variants SKUs of their own."),
    stops=True,
)
_OPTIONS: Final = Kind(
    "missing",
    "variation_theme",
    N_("Products whose variants lack the attributes they differ in: {n}."),
    N_("Fill in the attributes of the theme, such as color or size."),
)
#: Names of the same thing in both layouts: bracketed without its brackets, and plain.
_NAMES: Final = {
    "sku": ("contribution_sku#1.value", "item_sku"),
    "type": ("product_type#1.value", "feed_product_type"),
    "title": ("item_name#1.value", "item_name"),
    "description": ("product_description#1.value", "product_description"),
    "brand": ("brand#1.value", "brand_name"),
    "price": ("purchasable_offer#1.our_price#1.schedule#1.value_with_tax", "standard_price"),
    "stock": ("fulfillment_availability#1.quantity", "quantity"),
    "code_type": ("amzn1.volt.ca.product_id_type", "external_product_id_type"),
    "code": ("amzn1.volt.ca.product_id_value", "external_product_id"),
    "level": ("parentage_level#1.value", "parent_child"),
    "parent": ("child_parent_sku_relationship#1.parent_sku", "parent_sku"),
    "theme": ("variation_theme#1.name", "variation_theme"),
    "relation": ("", "relationship_type"),
}


class AmazonSheet(TemplateWriter):
    """Fills both layouts; columns of other marketplaces and languages stay blank."""

    FORM: ClassVar[Form] = plain

    def __init__(self, head: Head, folder: Path, template: Template) -> None:
        """Begin without having looked for any column."""
        super().__init__(head, folder, template)
        self._found: dict[str, str] = {}

    def own_problem(self, content: ProductContent) -> Kind | None:
        """Return what the sheet cannot say."""
        if not all(row.sku for row in content.rows):
            return _NO_SKU
        if len(content.rows[0].texts.bullets) > self._bullets():
            return _BULLETS
        if self._has_parent(content) and content.product.key in {r.sku for r in content.rows}:
            return _PARENT_SKU
        return super().own_problem(content)

    def texts(self, content: ProductContent) -> Iterable[tuple[str, str]]:
        """Yield what is written of the product."""
        yield "title", content.rows[0].texts.title
        yield "description", self.description(content)
        yield "brand", content.product.brand
        yield from (("bullet", one) for one in content.rows[0].texts.bullets)
        yield from (("sku", row.sku) for row in content.rows)

    def cells(self, content: ProductContent) -> list[dict[int, Cell]]:
        """Return a row for the parent where there is one, and a row for each variant."""
        key = content.product.key
        parted = self._has_parent(content)
        made = []
        if parted:
            self.remarks.note(_OPTIONS, key)
            made.append(self._family(self._told(content, content.rows[0]), key, parent=True))
        for row in content.rows:
            cells = self._told(content, row)
            if parted:
                self._family(cells, key, parent=False)
            self.write_as(cells, "sku", row.sku)
            self.write_as(cells, "price", self.price(row))
            if not self.write_as(cells, "stock", row.stock):
                self.remarks.note(blank("quantity"), key)
            if len(row.gtin) in _CODE_TYPES:
                self.write_as(cells, "code_type", _CODE_TYPES[len(row.gtin)])
                self.write_as(cells, "code", row.gtin)
            else:
                self.remarks.note(blank("product_id"), key)
            made.append(cells)
        return made

    def write_as(self, cells: dict[int, Cell], what: str, value: Cell | None) -> bool:
        """Set a cell by what it is; ``False`` where the sheet has no such column for the target."""
        return self.put(cells, self._name(_NAMES[what]), value)

    def _told(self, content: ProductContent, row: ListingRow) -> dict[int, Cell]:
        """Return what parents and children say alike."""
        cells: dict[int, Cell] = {}
        key, texts = content.product.key, row.texts
        if not self.write_as(cells, "type", self.given("amazon_product_type")):
            self.remarks.note(blank("product_type"), key)
        if not self.write_as(cells, "title", texts.title):
            self.remarks.note(blank("item_name"), key)
        self.write_as(cells, "description", self.description(content))
        if not self.write_as(cells, "brand", content.product.brand):
            self.remarks.note(blank("brand"), key)
        for number, bullet in enumerate(texts.bullets, 1):
            self.put(cells, self._bullet(number), bullet)
        for place, image in enumerate(self.pictures(row.images, key, MAX_IMAGES)):
            new = f"other_product_image_locator_{place}" if place else "main_product_image_locator"
            old = f"other_image_url{place}" if place else "main_image_url"
            self.put(cells, self._name((f"{new}#1.media_location", old)), image)
        return cells

    def _family(self, cells: dict[int, Cell], key: str, *, parent: bool) -> dict[int, Cell]:
        """Set what makes a row a parent or a child. Values of lists are known in English only."""
        if self._old:
            self.write_as(cells, "level", "parent" if parent else "child")
        elif not self._english:
            self.remarks.note(blank("parentage_level"), key)
        else:
            self.write_as(cells, "level", "Parent" if parent else "Child")
        if parent:
            self.write_as(cells, "sku", key)
        else:
            self.write_as(cells, "parent", key)
            self.write_as(cells, "relation", "variation")
        if not self.write_as(cells, "theme", self.given("amazon_theme")):
            self.remarks.note(blank("variation_theme"), key)
        return cells

    def _has_parent(self, content: ProductContent) -> bool:
        """Tell whether the product has options and the sheet a column for the parent."""
        return bool(content.rows[0].options) and self._name(_NAMES["parent"]) != ""

    @property
    def _old(self) -> bool:
        return self.template.layout == "amazon-old"

    @property
    def _english(self) -> bool:
        return self.template.settings.get("contentLanguageTag", "en").casefold().startswith("en")

    def _bullets(self) -> int:
        number = 0
        while self._bullet(number + 1):
            number += 1
        return number

    def _bullet(self, number: int) -> str:
        return self._name((f"bullet_point#{number}.value", f"bullet_point{number}"))

    def _name(self, names: tuple[str, str]) -> str:
        """Return the name of the column for this target, empty for none; looked up once."""
        wanted = names[1] if self._old else names[0]
        if wanted not in self._found:
            self._found[wanted] = next(
                (
                    column.name
                    for column in self.template.columns
                    if column.base == wanted and self._is_ours(column.brackets)
                ),
                "",
            )
        return self._found[wanted]

    def _is_ours(self, given: Mapping[str, str]) -> bool:
        locale = self.head.target.locale
        tag = "_".join(filter(None, (language(locale), region(locale))))
        ours = MARKETPLACES.get(self.head.target.market, "")
        return (
            given.get("marketplace_id", ours) == ours
            and given.get("language_tag", tag).replace("-", "_") == tag
            and given.get("audience", "ALL") == "ALL"
        )


def refuse_other_market(template_name: str, stated: str, market: str) -> None:
    """Raise `InputError` where a workbook states another marketplace than that of ``market``."""
    number = stated.rpartition(".")[2]
    ours = MARKETPLACES.get(market, "")
    if number and number != ours:
        names = {one: code for code, one in MARKETPLACES.items()}
        problem = _("{file} is a template for {other}, not for {market}.")
        other = names.get(number, number)
        raise InputError(problem.format(file=template_name, other=other, market=market))
