"""The quick way for the common row: one product, one variant, nothing packed into its cells.

It makes the rows that `build_product` and `new_rows` make together (a test holds them side by side), but a
column at a time: a step is taken for all rows at once where it can be, what repeats in a column is read once,
and no values are made that nobody keeps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import chain, repeat
from typing import Any, Final, NamedTuple, TypeVar

from localizer.catalog.json_text import encode, encode_each
from localizer.catalog.markup import safe_html
from localizer.catalog.new_rows import NewColumns, write_fact, write_facts
from localizer.intake.assemble import (
    EXTRA_ROLES,
    category_of,
    split_bullets,
    taxonomy_of,
    with_described,
)
from localizer.intake.context import Context
from localizer.intake.description_facts import facts_from_description, state_nothing
from localizer.intake.gtin import is_ean13, parse_gtin
from localizer.intake.hs_code import parse_hs_code
from localizer.intake.issues import IssueLog
from localizer.intake.pictures import shows_pictures, split_each, with_shown_pictures
from localizer.intake.rows import BREAK, Batch, Record, tidy_columns
from localizer.intake.variants import (
    ONLY_KEY,
    key_of,
    money_of,
    options_of,
    stock_of,
    weight_of,
)

#: Cells remembered of a column; a column in which hardly any repeats is not worth more.
KEPT: Final = 50_000
#: Stands for the column a file does not have: the blank one behind all others.
_ABSENT: Final = -1
#: What no cell comes to.
_UNKNOWN: Final[Any] = object()
#: An amount that is written as it is read, whatever the decimal mark of the file.
_PLAIN_AMOUNT: Final = re.compile(r"[1-9][0-9]{0,8}(?:\.[0-9]?[1-9])?")
_NOTHING: Final = b"[]"
_NO_OPTIONS: Final = "[]"
_NO_AMOUNT: Final = (None, None)

T = TypeVar("T")


class _Rows(NamedTuple):
    """Rows in hand: their numbers and tidied columns, a blank column behind."""

    numbers: Sequence[int]
    columns: list[Sequence[str]]
    batch: Batch

    def record(self, at: int) -> Record:
        """Return one of the rows."""
        return _ColumnRecord(self, at)

    def each(self, columns: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
        """Return of each row what ``columns`` hold, each once and nothing blank."""
        if not columns:
            return [()] * len(self.numbers)
        rows = list(zip(*columns, strict=True))
        if all(map(all, columns)) and {*map(len, map(set, rows))} == {len(columns)}:
            return rows
        return [tuple(dict.fromkeys(filter(None, row))) for row in rows]


class _ColumnRecord(Record):
    """A record that looks its cells up where they are: most are asked for one or two."""

    __slots__ = ("_at", "_rows")

    def __init__(self, rows: _Rows, at: int) -> None:
        self.row = rows.numbers[at]
        self.places = rows.batch.places
        self.given_sku = ""
        self._rows = rows
        self._at = at

    @property
    def cells(self) -> list[str]:  # type: ignore[override]
        """The cells in column order."""
        return [column[self._at] for column in self._rows.columns[:-1]]

    def get(self, role: str) -> str:
        """Return the cell of ``role``, empty where it is blank or the file has no such column."""
        return self._rows.columns[self.places.get(role, _ABSENT)][self._at]


class _Memory(dict[str, Any]):
    """What the cells of one column came to; those of which something was told are read again each time."""

    def __init__(self, log: IssueLog, blank: object = "") -> None:
        """Know what a blank cell comes to."""
        super().__init__({"": blank})
        self._log = log
        self._blank = blank

    def all(self, cells: Sequence[str], read: Callable[[int], object]) -> list[Any]:
        """Return what ``cells`` come to; those not known yet are read by their place among them."""
        found = list(map(self.get, cells, repeat(_UNKNOWN)))
        if _UNKNOWN in found:
            for at, made in enumerate(found):
                if made is _UNKNOWN:
                    known = self.get(cells[at], _UNKNOWN)
                    found[at] = self._made(cells[at], at, read) if known is _UNKNOWN else known
        return found

    def _made(self, cell: str, at: int, read: Callable[[int], object]) -> object:
        told = self._log.told
        made = read(at)
        if made is None:
            return self._blank
        if self._log.told == told:
            if len(self) >= KEPT:
                self.clear()
                self[""] = self._blank
            self[cell] = made
        return made


class BulkRows:
    """Makes columns of new products of one row each."""

    def __init__(self, context: Context) -> None:
        """Find the places of the columns."""
        columns = context.columns
        self._context = context
        #: Whether this way can be taken.
        self.applies = not any(role in columns for role in ("variant_options", "sale_price"))
        log = context.log
        self._at = {role: column.index for role, column in columns.by_role.items()}
        self._options = _Memory(log, (ONLY_KEY, _NO_OPTIONS))
        self._facts = tuple((place, _Memory(log, b"")) for place in context.fact_places)
        priced = ("cost", *context.price_roles)
        self._amounts = {role: _Memory(log, _NO_AMOUNT) for role in priced}
        self._weights = _Memory(log, None)
        self._stocks = _Memory(log, None)
        self._hs_codes = _Memory(log)
        self._words = _Memory(log)
        self._categories = _Memory(log, ("", ""))

    def columns(self, batch: Batch) -> NewColumns:
        """Return new products of ``batch`` as columns."""
        cells = [*tidy_columns(batch.cells, batch.texts), ("",) * len(batch.keys)]
        rows = _Rows(batch.numbers, cells, batch)
        categories, taxonomies = self._classified(rows)
        variants = self._variants(rows)
        return NewColumns(
            (
                batch.keys,
                _folded(self._cells(rows, "title")),
                self._words.all(brands := self._cells(rows, "brand"), lambda at: _fold(brands[at])),
                categories,
                self._read(rows, "hs_code", self._hs_codes, parse_hs_code),
                taxonomies,
                batch.digests,
            ),
            (
                [text.encode() for text in _sanitized(self._cells(rows, "description"))],
                self._bullets(rows),
                self._images(rows),
                self._extra(rows, variants[0]),
                self._fact_texts(rows),
            ),
            variants,
        )

    def _cells(self, rows: _Rows, role: str) -> Sequence[str]:
        return rows.columns[self._at.get(role, _ABSENT)]

    def _read(
        self, rows: _Rows, role: str, memory: _Memory, reader: Callable[[str], str]
    ) -> list[str]:
        return memory.all(
            self._cells(rows, role), lambda at: self._context.read(rows.record(at), role, reader)
        )

    def _classified(self, rows: _Rows) -> tuple[Sequence[str], Sequence[str]]:
        categories, taxonomies = self._cells(rows, "category"), self._cells(rows, "taxonomy")
        cells = categories
        if "taxonomy" in self._at:
            pairs = zip(categories, taxonomies, strict=True)
            cells = [f"{words}{BREAK}{number}" if number else words for words, number in pairs]

        def read(at: int) -> tuple[str, str]:
            words = category_of(categories[at], taxonomies[at])
            return words, taxonomy_of(taxonomies[at], words, self._context)

        return _unzipped(self._categories.all(cells, read))

    def _bullets(self, rows: _Rows) -> list[bytes]:
        found = rows.each([_folded(rows.columns[at]) for at in self._context.bullet_places])
        if "bullets" in self._at:
            pairs = zip(found, self._cells(rows, "bullets"), strict=True)
            split = ([*one_each, *map(_fold, split_bullets(cell))] for one_each, cell in pairs)
            found = [tuple(dict.fromkeys(filter(None, cells))) for cells in split]
        return encode_each(found)

    def _images(self, rows: _Rows) -> list[bytes]:
        found = rows.each([rows.columns[at] for at in self._context.image_places])
        names = list(chain.from_iterable(found))
        if names and split_each(names) is not names:
            found = [tuple(dict.fromkeys(split_each(cells))) if cells else () for cells in found]
        texts = self._cells(rows, "description")
        if shows_pictures("\n".join(texts)):
            log = self._context.log
            pairs = zip(found, texts, strict=True)
            found = [with_shown_pictures(names, text, log) for names, text in pairs]
        return encode_each(found)

    def _extra(self, rows: _Rows, keys: Sequence[str]) -> Sequence[bytes]:
        roles = [role for role in EXTRA_ROLES if role in self._at]
        columns = [_named(role, _folded(self._cells(rows, role))) for role in roles]
        for role in self._context.price_roles[1:]:
            pairs = zip(self._amount(rows, role), keys, strict=True)
            columns.append([_price_of(price, key) for price, key in pairs])
        if not columns:
            return [_NOTHING] * len(rows.numbers)
        return encode_each([list(filter(None, row)) for row in zip(*columns, strict=True)])

    def _fact_texts(self, rows: _Rows) -> list[bytes]:
        """Return the facts of each row as `product_rows.write_facts` writes them."""
        parts = [self._parts(rows, place, memory) for place, memory in self._facts]
        if parts:
            texts = [b"[%b]" % b",".join(filter(None, row)) for row in zip(*parts, strict=True)]
        else:
            texts = [_NOTHING] * len(rows.numbers)
        descriptions = self._cells(rows, "description")
        if not state_nothing(descriptions):
            context = self._context
            for at, description in enumerate(descriptions):
                found = facts_from_description(description, locale=context.locale)
                if found:
                    record = rows.record(at)
                    stated = tuple(context.facts(record))
                    facts = with_described(stated, found, record, context)
                    texts[at] = write_facts(facts).encode()
        return texts

    def _parts(self, rows: _Rows, place: int, memory: _Memory) -> list[bytes]:
        cells = rows.columns[place]
        return memory.all(cells, lambda at: write_fact(self._context.fact(place, cells[at])))

    def _variants(self, rows: _Rows) -> tuple[Sequence[Any], ...]:
        skus = self._skus(rows)
        keys, options = self._told_apart(rows)
        return (
            skus if all(skus) else [sku or key for sku, key in zip(skus, keys, strict=True)],
            skus,
            options,
            self._barcodes(rows),
            *_unzipped(self._amount(rows, "cost")),
            *_unzipped(self._amount(rows, "list_price")),
            self._stocks.all(
                self._cells(rows, "stock"), lambda at: stock_of(rows.record(at), self._context)
            ),
            self._weights.all(
                self._with(rows, "weight", "weight_unit"), lambda at: self._grams(rows.record(at))
            ),
            self._cells(rows, "variant_image"),
        )

    def _told_apart(self, rows: _Rows) -> tuple[Sequence[str], Sequence[str]]:
        """Return what tells each variant apart where it has no SKU, and its options as JSON text."""
        size = len(rows.numbers)
        if not self._context.option_places:
            return [ONLY_KEY] * size, [_NO_OPTIONS] * size

        def read(at: int) -> tuple[str, str]:
            options = options_of(rows.record(at), self._context)
            return key_of("", options), encode(options) if options else _NO_OPTIONS

        columns = [rows.columns[place] for place in self._context.option_places]
        cells = list(map(BREAK.join, zip(*columns, strict=True)))
        return _unzipped(self._options.all(cells, read))

    def _with(self, rows: _Rows, role: str, unit: str) -> Sequence[str]:
        """Return the cells of ``role``, each with that of the column of its ``unit`` where there is one."""
        cells = self._cells(rows, role)
        if unit not in self._at:
            return cells
        pairs = zip(cells, self._cells(rows, unit), strict=True)
        return [f"{cell}{BREAK}{name}" if cell else "" for cell, name in pairs]

    def _skus(self, rows: _Rows) -> Sequence[str]:
        skus = self._cells(rows, "sku")
        for role in ("sku", "product"):
            if role in self._at:
                self._context.tell_damaged(role, rows.numbers, self._cells(rows, role))
        if not any("E" in sku or "e" in sku for sku in skus):
            return skus
        return [
            self._context.sku(rows.record(at)) if "e" in sku.lower() else sku
            for at, sku in enumerate(skus)
        ]

    def _barcodes(self, rows: _Rows) -> list[str]:
        return [
            text
            if not text or is_ean13(text)
            else self._context.read(rows.record(at), "gtin", parse_gtin) or ""
            for at, text in enumerate(self._cells(rows, "gtin"))
        ]

    def _amount(self, rows: _Rows, role: str) -> list[tuple[str, str] | tuple[None, None]]:
        cells = self._cells(rows, role)
        stated = None if role in self._context.proved else self._context.stated_currency(role)

        def read(at: int) -> tuple[str, str] | None:
            if stated and _PLAIN_AMOUNT.fullmatch(cells[at]):
                return cells[at], stated
            money = money_of(rows.record(at), role, self._context)
            return None if money is None else (str(money.amount), money.currency)

        keys = cells if stated else self._with(rows, role, "currency")
        return self._amounts[role].all(keys, read)

    def _grams(self, record: Record) -> str | None:
        weight = weight_of(record, self._context)
        return None if weight is None else str(weight)


def _named(role: str, cells: Sequence[str]) -> list[tuple[str, str] | None]:
    """Return each cell with its role, nothing for a blank one."""
    return [(role, cell) if cell else None for cell in cells]


def _price_of(price: tuple[str | None, str | None], key: str) -> tuple[str, str] | None:
    """Return a further price of a variant as `build_variants` does."""
    amount, currency = price
    return None if amount is None else (f"list_price {currency} {key}", amount)


def _fold(text: str) -> str:
    """Return ``text``, which is in NFC, as `normalize` does."""
    return " ".join(text.split())


def _folded(cells: Sequence[str]) -> Sequence[str]:
    """Return a column as `_fold` does each cell; most have nothing to fold."""
    return cells if len("".join(cells).split(None, 1)) == 1 else list(map(_fold, cells))


def _sanitized(cells: Sequence[str]) -> Sequence[str]:
    whole = "".join(cells)
    return list(map(safe_html, cells)) if any(sign in whole for sign in "<>&") else cells


def _unzipped(pairs: Sequence[tuple[Any, Any]]) -> tuple[list[Any], list[Any]]:
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]
