"""What the rows of the catalog table say: the words of products and variants, shown and read out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from localizer.catalog.views import ProductLine
from localizer.i18n import N_, _, ngettext
from localizer.model.money import Money
from localizer.model.product import Variant
from localizer.ui.actions.columns import count
from localizer.ui.look.tips import literal

Write = Callable[[Money], str]
COLUMNS: Final = (
    N_("Product"),
    N_("Category"),
    N_("Variants"),
    N_("Cost"),
    N_("List price"),
    N_("Stock"),
)
TITLE, CATEGORY, VARIANTS, COST, LIST_PRICE, STOCK = range(6)
NUMBERS: Final = frozenset({VARIANTS, COST, LIST_PRICE, STOCK})


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product as painted; ``cells`` are the words by column, ``below`` what stands under the title."""

    line: ProductLine
    cells: tuple[str, ...]
    below: str
    is_open: bool

    @property
    def can_unfold(self) -> bool:
        """Tell whether there is more to show than the row itself does."""
        return self.line.variants > 1


@dataclass(frozen=True, slots=True)
class VariantRow:
    """A variant of an unfolded product as it is painted."""

    product_id: int
    variant: Variant
    cells: tuple[str, ...]
    below: str


def product_row(line: ProductLine, write: Write, *, is_open: bool = False) -> ProductRow:
    """Return the words of a product; ``write`` makes an amount readable."""
    cells = (
        line.title,
        line.category,
        count(line.variants),
        _span(line.cost, write),
        _span(line.list_price, write),
        "" if line.stock is None else count(line.stock),
    )
    return ProductRow(line, cells, _joined(line.key, line.brand), is_open)


def variant_row(product_id: int, variant: Variant, write: Write) -> VariantRow:
    """Return the words of a variant; ``write`` makes an amount readable."""
    options = _joined(*(value for _name, value in variant.options))
    name = variant.sku or variant.key
    cells = (
        options or name,
        "",
        "",
        write(variant.cost) if variant.cost else "",
        write(variant.list_price) if variant.list_price else "",
        "" if variant.stock is None else count(variant.stock),
    )
    return VariantRow(product_id, variant, cells, _joined(name if options else "", variant.gtin))


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _span(span: tuple[Money, Money] | None, write: Write) -> str:
    if span is None:
        return ""
    low, high = span
    if low == high:
        return write(low)
    return _("{low} – {high}").format(low=write(low), high=write(high))


def tip(shown: ProductRow | VariantRow, column: int) -> str:
    """Return what is told when the pointer rests on a cell: all of the row for the product's name."""
    if column != TITLE:
        return literal(shown.cells[column])
    names = zip(COLUMNS[1:], shown.cells[1:], strict=True)
    facts = [f"{_(name)}: {words}" for name, words in names if words]
    return literal("\n".join(part for part in (shown.cells[TITLE], shown.below, *facts) if part))


def spoken(shown: ProductRow | VariantRow, column: int) -> str:
    """Return a cell as a screen reader says it."""
    words, name = shown.cells[column] or _("none"), _(COLUMNS[column])
    if column != TITLE:
        return f"{name}: {words}"
    parts = [words, shown.below]
    if isinstance(shown, ProductRow) and shown.can_unfold:
        number = shown.line.variants
        parts.append(ngettext("{n} variant", "{n} variants", number).format(n=number))
        parts.append(_("unfolded") if shown.is_open else _("folded"))
    return ", ".join(part for part in parts if part)
