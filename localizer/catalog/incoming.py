"""The receiving end of an import: new products in bulk, known ones compared, each once.

One import holds one `Incoming` inside its step. It tells what is new and what is unchanged by what the rows
of the file said last time, so that an unchanged file is read but nothing of it is made or written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from typing import Final

from localizer.catalog import new_rows as nr
from localizer.catalog import product_rows as pr
from localizer.catalog import products
from localizer.catalog.merging import VARIANTS, Rules, aligned, differences, merge
from localizer.catalog.segments import is_minor
from localizer.jobs import SILENT, Progress
from localizer.model.incoming import Difference, DifferenceKind, Touched
from localizer.model.product import Product
from localizer.store.database import Row, Step

#: Differences told one by one; beyond that they are counted only.
DIFFERENCES_TOLD: Final = 5000
#: What is asked about: until it is answered otherwise, the same rows are looked at again.
_LEFT_OPEN: Final = frozenset({DifferenceKind.BLANK, DifferenceKind.GONE})
#: New products held back to be written together: each writing has a cost of its own.
WRITTEN_AT_ONCE: Final = 2000


@dataclass(frozen=True, slots=True)
class Received:
    """What an import did to a catalog; the numbers are products.

    ``gone`` are the keys of products the file no longer has, ``removed`` how many of them were removed.
    ``kinds`` counts all differences, ``differences`` lists the first of them.
    """

    added: int
    changed: int
    unchanged: int
    variants: int
    gone: tuple[str, ...]
    removed: int
    differences: tuple[Difference, ...]
    kinds: dict[DifferenceKind, int]
    touched: Touched


def _weighed(one: Difference) -> Difference:
    """Return a difference of texts as minor where their meaning cannot have changed."""
    if one.kind is DifferenceKind.TEXT and is_minor(one.before, one.after):
        return replace(one, kind=DifferenceKind.MINOR)
    return one


class Incoming:
    """Takes the products of one file into one catalog."""

    def __init__(self, step: Step, catalog_id: int, rules: Rules) -> None:
        """Learn what the catalog holds."""
        self._step = step
        self._catalog = catalog_id
        self._rules = rules
        query = "SELECT key, id, source_digest FROM product WHERE catalog_id = ?"
        self._known: dict[str, tuple[int, str]] = {
            key: (number, digest) for key, number, digest in step.tuples(query, (catalog_id,))
        }
        self._unseen = dict.fromkeys(self._known)
        #: Products whose rows were read and not used.
        self._spared: dict[str, None] = {}
        #: Variants of the file's products that the catalog kept though the file lacks them.
        self._kept = 0
        last = "SELECT coalesce(max(position), -1) FROM product WHERE catalog_id = ?"
        self._position = 1 + int(step.value(last, (catalog_id,)))
        self._counts = dict.fromkeys(("added", "changed", "unchanged"), 0)
        self._differences: list[Difference] = []
        self._kinds: dict[DifferenceKind, int] = {}
        self._touched = Touched()
        self._waiting: list[nr.NewRows] = []

    def digests(self) -> dict[str, str]:
        """Return what the rows of each product said last time, by key; empty where nobody knows."""
        return {key: digest for key, (_number, digest) in self._known.items()}

    def keep(self, keys: Iterable[str]) -> None:
        """Note products whose rows say what they said last time."""
        for key in keys:
            self._unseen.pop(key, None)
            self._spared.pop(key, None)
            self._counts["unchanged"] += 1

    def spare(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Note products by number, title or an SKU whose rows were not used: they are not gone.

        Return the keys of those that would have been.
        """
        if not self._unseen:
            return ()
        found: dict[str, None] = {}
        owner = (
            "SELECT p.key FROM variant v JOIN product p ON p.id = v.product_id "
            "WHERE v.sku = ? AND p.catalog_id = ?"
        )
        for code in codes:
            if code in self._known:
                keys = [code]
            else:
                keys = [row[0] for row in self._step.each(owner, (code, self._catalog))]
            found.update(dict.fromkeys(key for key in keys if key in self._unseen))
        for key in found:
            del self._unseen[key]
            self._spared[key] = None
        return tuple(found)

    def owners(self) -> dict[str, str]:
        """Return the key of the product each SKU belongs to, where it belongs to one only."""
        found: dict[str, str] = {}
        query = (
            "SELECT v.sku, p.key FROM variant v JOIN product p ON p.id = v.product_id "
            "WHERE p.catalog_id = ? AND v.sku != ''"
        )
        for sku, key in self._step.each(query, (self._catalog,)):
            found[sku] = key if found.get(sku, key) == key else ""
        return {sku: key for sku, key in found.items() if key}

    def insert(self, new: Sequence[nr.NewRows] | nr.NewColumns) -> None:
        """Add products the catalog does not have yet."""
        if isinstance(new, nr.NewColumns):
            self._counts["added"] += new.size
            self._insert_columns(new)
            return
        self._counts["added"] += len(new)
        self._waiting += new
        if len(self._waiting) >= WRITTEN_AT_ONCE:
            self._insert_waiting()

    def _next(self, table: str) -> int:
        """Return the next id: asked anew each time, a known product may have got a variant in between."""
        return 1 + int(self._step.value(f"SELECT max(id) FROM {table}") or 0)  # noqa: S608 - our names

    def _insert_columns(self, new: nr.NewColumns) -> None:
        self._insert_waiting()
        step = self._step
        ids = range(first := self._next("product"), first + new.size)
        places = range(self._position, self._position + new.size)
        product = zip(ids, repeat(self._catalog), places, *new.product)
        step.insert_many("product", nr.PRODUCT_COLUMNS, list(product))
        step.insert_many("product_body", nr.BODY_COLUMNS, list(zip(ids, *new.body, strict=True)))
        variants = range(only := self._next("variant"), only + new.size)
        variant = zip(variants, ids, repeat(0), *new.variant)
        step.insert_many("variant", nr.VARIANT_COLUMNS, list(variant))
        self._position += new.size

    def _insert_waiting(self) -> None:
        new, self._waiting = self._waiting, []
        if not new:
            return
        step, catalog, place = self._step, self._catalog, self._position
        first, first_variant = self._next("product"), self._next("variant")
        step.insert_many(
            "product",
            nr.PRODUCT_COLUMNS,
            [(first + n, catalog, place + n, *rows.product) for n, rows in enumerate(new)],
        )
        bodies = [(first + n, *rows.body) for n, rows in enumerate(new)]
        step.insert_many("product_body", nr.BODY_COLUMNS, bodies)
        variants = [
            (first + n, position, *variant)
            for n, rows in enumerate(new)
            for position, variant in enumerate(rows.variants)
        ]
        numbered = [(first_variant + n, *variant) for n, variant in enumerate(variants)]
        step.insert_many("variant", nr.VARIANT_COLUMNS, numbered)
        for n, rows in enumerate(new):
            if rows.rest is not None:
                products.write_records(step, first + n, rows.rest)
        self._position += len(new)

    def change(self, product: Product, digest: str, unread: frozenset[str] = frozenset()) -> None:
        """Bring a product the catalog has up to ``product``.

        ``unread`` are the fields whose cells could not be read: they say nothing, and are not blank either.
        """
        number, _digest = self._known[product.key]
        self._unseen.pop(product.key, None)
        self._spared.pop(product.key, None)
        row = self._step.one("SELECT * FROM product WHERE id = ?", (number,))
        if row is None:
            raise LookupError(f"no product {number}")
        old, by_hand = pr.read_product(self._step, row), pr.edited(self._step, number)
        rules = (
            replace(self._rules, present=self._rules.present - unread) if unread else self._rules
        )
        if VARIANTS in unread:
            rules = replace(rules, answers=replace(rules.answers, gone="keep"))
        product = aligned(old, product)
        merged = merge(old, product, rules, by_hand=by_hand)
        found = [
            _weighed(one) if row["segmented"] else one
            for one in differences(old, product, merged, rules, by_hand=by_hand)
        ]
        if VARIANTS in unread:
            found = [one for one in found if one.kind is not DifferenceKind.GONE]
        self._kept += len(merged.variants) - len(product.variants)
        self._tell(found)
        if any(one.kind in _LEFT_OPEN for one in found):
            digest = ""  # looked at again next time: the answer may be another then
        if merged == old:
            self._counts["unchanged"] += 1
            said = digest or ("" if found else row["source_digest"])
        else:
            self._touched += self._write(row, old, merged)
            self._counts["changed"] += 1
            said = digest
        if said != row["source_digest"]:
            self._step.write("UPDATE product SET source_digest = ? WHERE id = ?", (said, number))

    def _write(self, row: Row, old: Product, merged: Product) -> Touched:
        number = row["id"]
        before = products.out_of_date(self._step, number)
        keeps = self._rules.answers.minor == "keep"
        products.write(self._step, row, merged, keep_minor=keeps)
        after = products.out_of_date(self._step, number)
        return Touched(
            after[0] - before[0],
            after[1] - before[1],
            products.prices_touched(self._step, number, old, merged),
            products.script_count(self._step, number),
        )

    def _tell(self, found: Iterable[Difference]) -> None:
        for difference in found:
            self._kinds[difference.kind] = self._kinds.get(difference.kind, 0) + 1
            if len(self._differences) < DIFFERENCES_TOLD:
                self._differences.append(difference)

    def _variants(self) -> int:
        """Return how many variants the products have in the file."""
        query = "SELECT count(*) FROM variant v JOIN product p ON p.id = v.product_id WHERE p.catalog_id = ?"
        total = int(self._step.value(query, (self._catalog,)))
        counted = "SELECT count(*) FROM variant WHERE product_id = ?"
        others = (*self._unseen, *self._spared)
        return (
            total
            - self._kept
            - sum(int(self._step.value(counted, (self._known[key][0],))) for key in others)
        )

    def finish(self, progress: Progress = SILENT) -> Received:
        """Write what waits, remove what is gone, if that was the answer, and return what was done.

        Raises `Cancelled` when asked to stop.
        """
        self._insert_waiting()
        gone = tuple(self._unseen)
        removed = 0
        if gone and self._rules.answers.gone == "remove":
            for key in gone:
                progress.step(removed, len(gone) + 1)
                number = self._known[key][0]
                self._step.write("DELETE FROM product WHERE id = ?", (number,))
                removed += 1
        return Received(
            **self._counts,
            variants=self._variants(),
            gone=gone,
            removed=removed,
            differences=tuple(self._differences),
            kinds=self._kinds,
            touched=self._touched,
        )
