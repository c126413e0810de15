"""Meta's catalog (Facebook, Instagram): the main feed, and what overrides it in a country or a language.

Fields, values and limits: Meta's catalog reference and items_batch page; override feeds: "Localized Catalog
Setup" and "Supported Fields" (price, sale price, availability only in a country feed, texts in a language
feed). Looked up November 2026. Where pages differ the smaller limit is kept (title 100, description 5,000).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Final

from localizer.export.channels.feed import OTHER_OPTION, Feed, Item
from localizer.export.channels.numbered import Dialect, NumberedTable
from localizer.export.channels.upload import own_limit
from localizer.export.channels.words import joined
from localizer.export.content import ProductContent
from localizer.export.gate import GateResult
from localizer.export.listing import ListingRow
from localizer.export.remarks import Kind, Remark
from localizer.export.writer import Head, Part
from localizer.i18n import N_
from localizer.model.locale import language, region

_SPEC: Final = "developers.facebook.com, items_batch and catalog reference"
LIMITS: Final = (
    own_limit("id", 100, _SPEC),
    own_limit("title", 100, _SPEC),
    own_limit("description", 5_000, _SPEC),
    own_limit("brand", 100, _SPEC),
    own_limit("gtin", 70, _SPEC),
    own_limit("option_value", 100, _SPEC),
)
HEADER: Final = (
    "id", "title", "description", "availability", "condition", "price", "link", "image_link", "brand",
    "additional_image_link", "sale_price", "sale_price_effective_date", "item_group_id",
    "google_product_category", "gtin", "color", "size", "material", "pattern",
    "quantity_to_sell_on_facebook",
)  # fmt: skip
COUNTRY_HEADER: Final = (
    "id", "override", "price", "sale_price", "sale_price_effective_date", "availability", "link",
)  # fmt: skip
LANGUAGE_HEADER: Final = (
    "id", "override", "title", "description", "color", "size", "material", "pattern",
)  # fmt: skip
#: Language codes that Meta's page names; for the others its general ``ll_CC`` is written and told.
_LANGUAGES: Final = {"en": "en_XX", "es": "es_XX"}
_SCRIPTS: Final = {"Hans": "zh_CN", "Hant": "zh_TW"}
_CODE: Final = Kind(
    "note",
    "override",
    N_("Meta's code of this language is made by its general rule and could not be confirmed."),
    N_("Compare it with Meta's template, or fill in the code as a setting."),
)


class MetaFeed(Feed):
    """What the three feeds have in common."""

    LIMITS: ClassVar = LIMITS
    GUARDS_CELLS: ClassVar[bool] = True
    MAX_MORE_IMAGES: ClassVar[int] = 20
    IN_STOCK: ClassVar[str] = "in stock"
    OUT_OF_STOCK: ClassVar[str] = "out of stock"
    KIND: ClassVar[str]
    COLUMNS: ClassVar[tuple[str, ...]]

    def __init__(self, head: Head, folder: Path) -> None:
        """Begin the file."""
        super().__init__(head)
        dialect = Dialect(line_end="\n", bom=self.bom)
        self._table = NumberedTable(folder, self.KIND, ".csv", self.COLUMNS, dialect=dialect)

    def close(self, verdict: GateResult) -> tuple[Part, ...]:
        """Finish the file."""
        del verdict
        found = self.remarks.all()
        return self._table.parts(tuple(one for one in found if self._concerns(one)))

    def _concerns(self, remark: Remark) -> bool:
        """Tell whether a remark is about this feed: an override feed lacks nothing it has no column for."""
        told = remark.kind not in {"missing", OTHER_OPTION.kind} or remark.stops
        fields = remark.field.split(", ")
        return told or self.COLUMNS is HEADER or not set(fields).isdisjoint(self.COLUMNS)

    def abort(self) -> None:
        """Close the file."""
        self._table.abort()

    def write(self, content: ProductContent) -> bool:
        """Write an item for each variant."""
        items = self.items(content)
        rows = [self.cells(*pair) for pair in zip(items, content.rows, strict=True)]
        return self._table.write(rows)

    def cells(self, item: Item, row: ListingRow) -> Sequence[str]:
        """Return the cells of one item in the order of the columns."""
        raise NotImplementedError


class MetaWriter(MetaFeed):
    """Writes ``meta.csv``, the main feed of a catalog."""

    KIND: ClassVar[str] = "meta"
    COLUMNS: ClassVar[tuple[str, ...]] = HEADER

    def cells(self, item: Item, row: ListingRow) -> Sequence[str]:
        """Return the cells of one item."""
        options = dict(item.options)
        stock = "" if row.stock is None else str(row.stock)
        return (
            item.id, item.title, item.description, item.availability, item.condition, item.price,
            item.link, item.image, item.brand, joined(item.more_images), item.sale_price,
            item.sale_period, item.group, item.category, item.gtin, options.get("color", ""),
            options.get("size", ""), options.get("material", ""), options.get("pattern", ""), stock,
        )  # fmt: skip


class MetaCountryWriter(MetaFeed):
    """Writes ``meta-country.csv``: prices, stock and links for the market of the target."""

    KIND: ClassVar[str] = "meta-country"
    COLUMNS: ClassVar[tuple[str, ...]] = COUNTRY_HEADER
    NEEDS_OPTIONS: ClassVar[bool] = False

    def cells(self, item: Item, row: ListingRow) -> Sequence[str]:
        """Return the cells of one item."""
        del row
        market = self.head.target.market
        period = item.sale_period
        return (item.id, market, item.price, item.sale_price, period, item.availability, item.link)


class MetaLanguageWriter(MetaFeed):
    """Writes ``meta-language.csv``: the texts in the language of the target."""

    KIND: ClassVar[str] = "meta-language"
    COLUMNS: ClassVar[tuple[str, ...]] = LANGUAGE_HEADER
    NEEDS_PRICE: ClassVar[bool] = False

    def __init__(self, head: Head, folder: Path) -> None:
        """Begin the file."""
        super().__init__(head, folder)
        self._code = self.given("meta_language") or language_code(head.target.locale)
        if self._code not in _LANGUAGES.values() and not self.given("meta_language"):
            self.remarks.note(_CODE)

    def cells(self, item: Item, row: ListingRow) -> Sequence[str]:
        """Return the cells of one item."""
        del row
        options = dict(item.options)
        return (
            item.id, self._code, item.title, item.description, options.get("color", ""),
            options.get("size", ""), options.get("material", ""), options.get("pattern", ""),
        )  # fmt: skip


def language_code(locale: str) -> str:
    """Return Meta's code of a language: ``th_TH``, ``en_XX``, ``zh_TW``."""
    own = language(locale)
    for script, code in _SCRIPTS.items():
        if own == "zh" and script in locale.split("-"):
            return code
    return _LANGUAGES.get(own) or f"{own}_{region(locale) or 'XX'}"
