"""The quick way for the common row: one product, one variant, nothing packed into its cells.

It writes the same rows as `build_product` and `new_rows` do together (a test holds them side by side) at a
third of the time: what repeats in a column is read once, and no values are made that nobody keeps.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar

from localizer.catalog.product_rows import NewRows, encode, write_fact
from localizer.intake.assemble import EXTRA_ROLES, taxonomy_of
from localizer.intake.context import Context
from localizer.intake.description_facts import facts_from_description
from localizer.intake.gtin import is_ean13, parse_gtin
from localizer.intake.hs_code import parse_hs_code
from localizer.intake.markup import clean_html
from localizer.intake.pictures import split_each
from localizer.intake.rows import Group, Record
from localizer.intake.variants import ONLY_KEY, money_of, stock_of, weight_of
from localizer.model.segment import normalize

#: Cells remembered of a column; a column in which hardly any repeats is not worth more.
KEPT: Final = 50_000
#: Stands for the column a file does not have: the blank cell put behind every row.
_ABSENT: Final = -1

T = TypeVar("T")


class _Memory(Generic[T]):
    """What the cells of one column came to; those that could not be read are read (and told) again."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self.known: dict[str, T] = {}

    def keep(self, text: str, made: T) -> T:
        """Remember ``made`` and return it."""
        if len(self.known) >= KEPT:
            self.known.clear()
        self.known[text] = made
        return made


class PlainRows:
    """Makes rows of groups of one record, for files without options."""

    def __init__(self, context: Context) -> None:
        """Find the places of the columns."""
        columns = context.columns
        self._context = context
        self._applies = not (
            context.has_options
            or len(context.price_roles) > 1
            or any(role in columns for role in ("variant_options", "bullets", "currency"))
        )
        at = {role: column.index for role, column in columns.by_role.items()}
        self._title = at.get("title", _ABSENT)
        self._brand = at.get("brand", _ABSENT)
        self._category = at.get("category", _ABSENT)
        self._taxonomy = at.get("taxonomy", _ABSENT)
        self._description = at.get("description", _ABSENT)
        self._gtin = at.get("gtin", _ABSENT)
        self._hs_code = at.get("hs_code", _ABSENT)
        self._image = at.get("variant_image", _ABSENT)
        self._money = tuple((role, at.get(role, _ABSENT)) for role in ("cost", "list_price"))
        self._weight = at.get("weight", _ABSENT)
        self._extras = tuple((role, at[role]) for role in EXTRA_ROLES if role in at)
        self._has_weight_unit = "weight_unit" in columns
        self._facts = tuple((place, _Memory[str]()) for place in context.fact_places)
        self._amounts = (_Memory[tuple[str, str]](), _Memory[tuple[str, str]]())
        self._weights = _Memory[str]()
        self._words = _Memory[str]()
        self._categories = _Memory[tuple[str, str]]()

    def rows(self, group: Group) -> NewRows | None:
        """Return the rows of ``group``, ``None`` when it takes the long way."""
        if not self._applies or len(group.records) > 1:
            return None
        record = group.records[0]
        cells = [*record.cells, ""]
        description = cells[self._description]
        if description and facts_from_description(description, locale=self._context.locale):
            return None
        category, taxonomy = self._classified(cells[self._category], cells[self._taxonomy])
        product = (
            group.key,
            normalize(cells[self._title]),
            self._word(cells[self._brand]),
            category,
            self._read(record, "hs_code", parse_hs_code) if cells[self._hs_code] else "",
            taxonomy,
            group.digest,
        )
        body = (
            clean_html(description) if description else "",
            self._bullets(cells),
            self._images(cells),
            self._extra(cells),
            self._fact_text(cells),
        )
        return NewRows(product, body, [self._variant(record, cells)], None)

    def _read(self, record: Record, role: str, reader: Callable[[str], str]) -> str:
        return self._context.read(record, role, reader) or ""

    def _word(self, text: str) -> str:
        known = self._words.known.get(text)
        return self._words.keep(text, normalize(text)) if known is None else known

    def _classified(self, category: str, taxonomy: str) -> tuple[str, str]:
        text = f"{category}\n{taxonomy}" if taxonomy else category
        known = self._categories.known.get(text)
        if known is None:
            words = normalize(category or taxonomy)
            known = self._categories.keep(text, (words, taxonomy_of(taxonomy, words)))
        return known

    def _bullets(self, cells: list[str]) -> str:
        found = [normalize(cell) for place in self._context.bullet_places if (cell := cells[place])]
        return encode(list(dict.fromkeys(found))) if found else "[]"

    def _images(self, cells: list[str]) -> str:
        found = [cell for place in self._context.image_places if (cell := cells[place])]
        if not found:
            return "[]"
        return encode(list(dict.fromkeys(split_each(found))))

    def _extra(self, cells: list[str]) -> str:
        found = [(role, normalize(text)) for role, place in self._extras if (text := cells[place])]
        return encode(found) if found else "[]"

    def _fact_text(self, cells: list[str]) -> str:
        """Return the facts of a row as `product_rows.write_facts` writes them."""
        parts: list[str] = []
        for place, memory in self._facts:
            if text := cells[place]:
                part = memory.known.get(text)
                if part is None:
                    part = memory.keep(text, write_fact(self._context.fact(place, text)))
                parts.append(part)
        return f"[{','.join(parts)}]"

    def _variant(self, record: Record, cells: list[str]) -> tuple[Any, ...]:
        context = self._context
        sku = context.sku(record)
        return (
            sku or ONLY_KEY,
            sku,
            "[]",
            self._barcode(record, cells[self._gtin]),
            *self._amount(record, cells, 0),
            *self._amount(record, cells, 1),
            stock_of(record, context),
            self._grams(record, cells[self._weight]),
            cells[self._image],
        )

    def _barcode(self, record: Record, text: str) -> str:
        if not text or is_ean13(text):
            return text
        return self._read(record, "gtin", parse_gtin)

    def _amount(
        self, record: Record, cells: list[str], which: int
    ) -> tuple[str, str] | tuple[None, None]:
        role, place = self._money[which]
        text = cells[place]
        if not text:
            return (None, None)
        memory = self._amounts[which]
        known = memory.known.get(text)
        if known is not None:
            return known
        money = money_of(record, role, self._context)
        if money is None:
            return (None, None)
        return memory.keep(text, (str(money.amount), money.currency))

    def _grams(self, record: Record, text: str) -> str | None:
        if not text:
            return None
        known = None if self._has_weight_unit else self._weights.known.get(text)
        if known is not None:
            return known
        weight = weight_of(record, self._context)
        return None if weight is None else self._weights.keep(text, str(weight))
