"""Where the products of a file stand in it: looked for when a list of differences is saved, not before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from localizer.catalog.file_cells import PRODUCT_KEY, VARIANT_KEY
from localizer.intake.beside import Request
from localizer.intake.headers import TITLE, simplify
from localizer.intake.opening import KnownTable, known_table
from localizer.intake.table import clean
from localizer.model.segment import normalize

#: Row numbers by the keys of product and variant; the variant is empty for the first row of the product.
Places = Mapping[tuple[str, str], int]
_SKU: Final = "sku"
#: The columns a new product begins with, in the order they are asked for its key; then the SKU is.
_KEYS: Final = ("parent_sku", "product", "title")
_OWN_KEYS: Final = (simplify(PRODUCT_KEY),)
_OWN_VARIANTS: Final = (simplify(VARIANT_KEY), "sku")


def row_places(request: Request, keys: Collection[str]) -> Places:
    """Return where the products with ``keys``, and their variants with an SKU, stand in a file.

    Rows are numbered as a spreadsheet shows them. What is not found is left out. Raises `InputError` when the
    file cannot be read any more.
    """
    opened = known_table(
        request.path,
        column_map=request.column_map,
        sheet=request.sheet,
        recall=request.recalled.get,
    )
    at = _Columns(opened)
    wanted, current = frozenset(keys), ""
    found: dict[tuple[str, str], int] = {}
    for number, cells in opened.table.rows:
        current = at.product(cells, wanted, current)
        if not current:
            continue
        found.setdefault((current, ""), number)
        if sku := at.variant(cells):
            found.setdefault((current, sku), number)
    return found


def products_at(request: Request, rows: Collection[int]) -> Mapping[int, str]:
    """Return the keys of the products that the rows with these numbers are of, as far as they say it.

    Raises `InputError` when the file cannot be read any more.
    """
    opened = known_table(
        request.path,
        column_map=request.column_map,
        sheet=request.sheet,
        recall=request.recalled.get,
    )
    at = _Columns(opened)
    last, current = max(rows, default=0), ""
    found: dict[int, str] = {}
    for number, cells in opened.table.rows:
        if number > last:
            break
        current = at.key(cells) or current
        if number in rows:
            found.setdefault(number, current)
    return found


class _Columns:
    """The columns of a file that hold keys of products and of variants."""

    def __init__(self, opened: KnownTable) -> None:
        headers = [simplify(header) for header in opened.table.headers]
        roles = {role: column.index for role, column in opened.columns.by_role.items()}
        if opened.makes_products:
            roles = {header: place for place, header in reversed(list(enumerate(headers)))}
        names = _OWN_KEYS if opened.makes_products else _KEYS
        self._numbers = [roles[name] for name in names if name in roles and name != TITLE]
        self._title = roles.get(TITLE)
        self._begins = [roles[name] for name in names if name in roles]
        variants = _OWN_VARIANTS if opened.makes_products else (_SKU,)
        self._variants = [roles[name] for name in variants if name in roles]

    def product(self, cells: Sequence[str], wanted: Collection[str], current: str) -> str:
        """Return the wanted product a row belongs to, ``current`` where it goes on with that, or nothing."""
        if not any(_cell(cells, place) for place in self._begins):
            return current
        places = (*self._begins, *self._variants)
        return next((text for place in places if (text := _cell(cells, place)) in wanted), "")

    def key(self, cells: Sequence[str]) -> str:
        """Return the key of the product a row begins or names, nothing where it goes on with another."""
        number = next((text for place in self._numbers if (text := _cell(cells, place))), "")
        title = "" if self._title is None else _cell(cells, self._title)
        return number or ((self.variant(cells) or title) if title else "")

    def variant(self, cells: Sequence[str]) -> str:
        """Return the key of a row's variant, as far as a cell says it."""
        return next((text for place in self._variants if (text := _cell(cells, place))), "")


def _cell(cells: Sequence[str], place: int) -> str:
    return normalize(clean(cells[place])) if place < len(cells) else ""
