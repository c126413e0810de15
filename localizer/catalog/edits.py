"""Change one field of many products at once: count first, then as one step that undo takes back.

A field that was set by hand is noted with the product, so that an import leaves it alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from localizer.catalog import edit_segments
from localizer.catalog.edit_texts import edited_bullets, edited_description
from localizer.catalog.edit_values import (
    Edit,
    EditField,
    checked,
    edited_amount,
    edited_stock,
    edited_tags,
    edited_text,
)
from localizer.catalog.json_text import IDS, listed
from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.jobs import SILENT, Progress
from localizer.model.changes import Changes
from localizer.model.money import Money
from localizer.store.database import Reader, Step, Store

__all__ = ["Edit", "EditCount", "EditField", "apply_edit", "count_edit"]

CHUNK: Final = 2_000
#: Of texts that have segments so many products are written between two looks at a wish to stop.
TEXTS: Final = 200
TAGS: Final = "tags"
_LABELS: Final[dict[EditField, str]] = {
    "title": N_("Change titles ({n})"),
    "brand": N_("Change brands ({n})"),
    "category": N_("Change categories ({n})"),
    "hs_code": N_("Change HS codes ({n})"),
    "taxonomy": N_("Change Google categories ({n})"),
    "tags": N_("Change tags ({n})"),
    "bullets": N_("Change bullets ({n})"),
    "description_html": N_("Change descriptions ({n})"),
    "cost": N_("Change costs ({n})"),
    "list_price": N_("Change list prices ({n})"),
    "stock": N_("Change stock ({n})"),
    "gtin": N_("Change barcodes ({n})"),
}
#: Fields that become segments, which carry translations.
_SEGMENTED: Final[frozenset[EditField]] = frozenset({"title", "bullets", "description_html"})
#: Fields that scripts are written from: names and kinds of things, and what amounts are made of.
_SPOKEN: Final[frozenset[EditField]] = frozenset(
    {"title", "brand", "category", "cost", "list_price", "stock"}
)
_PRICED: Final[frozenset[EditField]] = frozenset({"cost", "list_price"})
#: New values by product: (values of the columns ..., row id) for every row that is to be written.
_Plan = dict[int, list[tuple[Any, ...]]]
_strings: Final = msgspec.json.Decoder(list[str])
_pairs: Final = msgspec.json.Decoder(list[tuple[str, str]])


@dataclass(frozen=True, slots=True)
class EditCount:
    """What an edit would do to ``products``: how many of them change and how many stay as they are.

    ``texts`` is the number of their source texts with translations that would be of an older source then,
    in ``languages`` languages, ``approved`` the number of approved translations among those. ``prices`` and
    ``scripts`` are those made from what changes.
    """

    products: int
    changed: int
    unchanged: int
    texts: int = 0
    approved: int = 0
    languages: int = 0
    prices: int = 0
    scripts: int = 0


@dataclass(slots=True)
class _Tally:
    """What follows from an edit, added up over chunks of products."""

    texts: int = 0
    approved: int = 0
    prices: int = 0
    scripts: int = 0
    locales: set[str] = field(default_factory=set)

    def add(self, reader: Reader, plan: _Plan, edit: Edit) -> None:
        """Add what follows for the products of ``plan``."""
        if not plan:
            return
        if edit.field in _SEGMENTED:
            outdated = edit_segments.outdated(reader, _texts(plan, edit.field))
            self.texts += outdated.texts
            self.approved += outdated.approved
            self.locales |= outdated.locales
        if edit.field in _PRICED:
            self.prices += _count_prices(reader, plan, edit.field)
        if edit.field in _SPOKEN:
            query = f"SELECT count(*) FROM script WHERE product_id {IDS}"  # noqa: S608
            self.scripts += reader.value(query, listed(list(plan)))


def count_edit(
    reader: Reader, ids: Sequence[int], edit: Edit, *, progress: Progress = SILENT
) -> EditCount:
    """Return what ``edit`` would change; nothing is written. Raises `InputError` for a wrong value."""
    edit = checked(edit)
    _refuse_shared(reader, ids, edit)
    changed, tally = 0, _Tally()
    for chunk in _chunks(ids, progress, CHUNK):
        plan = _plan(reader, chunk, edit)
        changed += len(plan)
        tally.add(reader, plan, edit)
    return EditCount(
        len(ids),
        changed,
        len(ids) - changed,
        tally.texts,
        tally.approved,
        len(tally.locales),
        tally.prices,
        tally.scripts,
    )


def apply_edit(
    store: Store, ids: Sequence[int], edit: Edit, *, progress: Progress = SILENT
) -> Changes:
    """Change the products ``ids`` as one step; return what changed.

    Raises `InputError` for a wrong value and `Cancelled`; then nothing is changed.
    """
    edit = checked(edit)
    _refuse_shared(store.read(), ids, edit)
    count = sum(len(_plan(store.read(), chunk, edit)) for chunk in _chunks(ids, SILENT, CHUNK))
    if not count:
        return Changes()
    with store.step(_LABELS[edit.field], n=str(count)) as step:
        for chunk in _chunks(ids, progress, TEXTS if edit.field in _SEGMENTED else CHUNK):
            plan = _plan(step, chunk, edit)
            # Rows alone, thirty times as quick as whole products.
            step.write_many(_UPDATES[edit.field], [row for rows in plan.values() for row in rows])
            _note_edited(step, list(plan), edit.field)
            if edit.field == "title":
                edit_segments.follow_titles(step, _texts(plan, "title"))
            elif edit.field in _SEGMENTED:
                edit_segments.follow(step, list(plan))
    return step.changes


def _refuse_shared(reader: Reader, ids: Sequence[int], edit: Edit) -> None:
    """Refuse to give one barcode to several variants: marketplaces take it for the same article."""
    if edit.field != "gtin" or edit.action != "set":
        return
    query = f"SELECT count(*) FROM variant WHERE product_id {IDS}"  # noqa: S608 - a constant
    if len(ids) > 1 or reader.value(query, listed(ids)) > 1:
        raise InputError(
            _("A barcode belongs to one variant. Choose one product that has a single variant.")
        )
    used = reader.value(
        "SELECT p.title FROM variant v JOIN product p ON p.id = v.product_id "  # noqa: S608
        f"WHERE v.gtin = :gtin AND v.product_id NOT {IDS} LIMIT 1",
        {**listed(ids), "gtin": edit.value},
    )
    if used is not None:
        raise InputError(_("“{title}” has this barcode already.").format(title=used))


def _texts(plan: _Plan, name: EditField) -> edit_segments.NewTexts:
    """Return the new texts of ``plan`` by product."""
    made = {number: rows[0][0] for number, rows in plan.items()}
    return edit_segments.NewTexts(name, made)


def _count_prices(reader: Reader, plan: _Plan, name: EditField) -> int:
    """Return how many prices rest on the amounts that change; a list price counts where cost lacks."""
    variants = [row[-1] for rows in plan.values() for row in rows]
    lacking = "" if name == "cost" else " AND v.cost IS NULL"
    query = (
        "SELECT count(*) FROM price p JOIN variant v ON v.id = p.variant_id "  # noqa: S608
        f"WHERE v.id {IDS}{lacking}"
    )
    return int(reader.value(query, listed(variants)))


def _chunks(ids: Sequence[int], progress: Progress, size: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), size):
        progress.step(start, len(ids))
        yield ids[start : start + size]
    progress.step(len(ids), len(ids))


def _plan(reader: Reader, ids: Sequence[int], edit: Edit) -> _Plan:
    """Return the rows ``edit`` changes, by product."""
    if edit.field in ("cost", "list_price"):
        return _plan_amounts(reader, ids, edit)
    if edit.field in _BODY_QUERIES:
        return _plan_body(reader, ids, edit)
    if edit.field in ("stock", "gtin"):
        return _plan_variants(reader, ids, edit)
    query = f"SELECT id, {edit.field} FROM product WHERE id {IDS}"  # noqa: S608 - our names
    plan: _Plan = {}
    for number, old in reader.rows(query, listed(ids)):
        new = edited_text(edit, old)
        if new != old:
            plan[number] = [(new, number)]
    return plan


def _plan_amounts(reader: Reader, ids: Sequence[int], edit: Edit) -> _Plan:
    """Return new amounts; a bare number takes the currency of the variant's own amounts."""
    found = reader.rows(
        "SELECT id, product_id, cost, cost_currency, list_price, list_currency FROM variant "  # noqa: S608
        f"WHERE product_id {IDS} ORDER BY product_id, position",
        listed(ids),
    )
    plan: _Plan = {}
    for number, owner, *amounts in found:
        cost, price = _money(*amounts[:2]), _money(*amounts[2:])
        old, other = (cost, price) if edit.field == "cost" else (price, cost)
        new = edited_amount(edit, old, other.currency if other else "")
        if new != old:
            values = (None, None) if new is None else (str(new.amount), new.currency)
            plan.setdefault(owner, []).append((*values, number))
    return plan


def _plan_variants(reader: Reader, ids: Sequence[int], edit: Edit) -> _Plan:
    """Return new stock or barcodes."""
    query = (
        f"SELECT id, product_id, {edit.field} FROM variant "  # noqa: S608 - our names
        f"WHERE product_id {IDS} ORDER BY product_id, position"
    )
    plan: _Plan = {}
    for number, owner, old in reader.rows(query, listed(ids)):
        new = edited_stock(edit, old) if edit.field == "stock" else edited_text(edit, old)
        if new != old:
            plan.setdefault(owner, []).append((new, number))
    return plan


_BODY_QUERIES: Final[dict[EditField, str]] = {
    "tags": f"SELECT id, extra FROM product_body WHERE id {IDS}",  # noqa: S608 - constants
    "bullets": f"SELECT id, bullets FROM product_body WHERE id {IDS}",  # noqa: S608
    "description_html": f"SELECT id, description_html FROM product_body WHERE id {IDS}",  # noqa: S608
}


def _plan_body(reader: Reader, ids: Sequence[int], edit: Edit) -> _Plan:
    """Return new long texts, as they stand in their column."""
    plan: _Plan = {}
    for number, old in reader.rows(_BODY_QUERIES[edit.field], listed(ids)):
        new = _new_body(edit, old)
        if new != old:
            plan[number] = [(new, number)]
    return plan


def _new_body(edit: Edit, old: str) -> str:
    if edit.field == "description_html":
        return edited_description(edit.action, edit.value, edit.find, old)
    if edit.field == "bullets":
        before = _strings.decode(old)
        after = edited_bullets(edit.action, edit.value, edit.find, before)
        return old if list(after) == before else msgspec.json.encode(after).decode()
    extra = _pairs.decode(old)
    tags = next((value for name, value in extra if name == TAGS), "")
    new = edited_tags(edit, tags)
    if new == tags:
        return old
    rest = [(name, value) for name, value in extra if name != TAGS]
    return msgspec.json.encode([(TAGS, new), *rest] if new else rest).decode()


_UPDATES: Final[dict[EditField, str]] = {
    "title": "UPDATE product SET title = ? WHERE id = ?",
    "brand": "UPDATE product SET brand = ? WHERE id = ?",
    "category": "UPDATE product SET category = ? WHERE id = ?",
    "hs_code": "UPDATE product SET hs_code = ? WHERE id = ?",
    "taxonomy": "UPDATE product SET taxonomy = ? WHERE id = ?",
    "tags": "UPDATE product_body SET extra = ? WHERE id = ?",
    "bullets": "UPDATE product_body SET bullets = ? WHERE id = ?",
    "description_html": "UPDATE product_body SET description_html = ? WHERE id = ?",
    "cost": "UPDATE variant SET cost = ?, cost_currency = ? WHERE id = ?",
    "list_price": "UPDATE variant SET list_price = ?, list_currency = ? WHERE id = ?",
    "stock": "UPDATE variant SET stock = ? WHERE id = ?",
    "gtin": "UPDATE variant SET gtin = ? WHERE id = ?",
}


def _note_edited(step: Step, ids: Sequence[int], name: str) -> None:
    """Note for each product that a person set the field ``name``."""
    query = f"SELECT id, edited FROM product_body WHERE id {IDS}"  # noqa: S608 - a constant
    noted = []
    for number, text in step.rows(query, listed(ids)):
        names = _strings.decode(text)
        if name not in names:
            noted.append((msgspec.json.encode(sorted([*names, name])).decode(), number))
    step.write_many("UPDATE product_body SET edited = ? WHERE id = ?", noted)


def _money(amount: str | None, currency: str | None) -> Money | None:
    return None if amount is None or currency is None else Money.of(amount, currency)
