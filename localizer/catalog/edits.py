"""Change one field of many products at once: count first, then as one step that undo takes back.

A field that was set by hand is noted with the product, so that an import leaves it alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import msgspec

from localizer.catalog import products
from localizer.catalog.edit_values import (
    Edit,
    EditField,
    checked,
    edited_amount,
    edited_stock,
    edited_tags,
    edited_text,
)
from localizer.i18n import N_
from localizer.jobs import SILENT, Progress
from localizer.model.changes import Changes
from localizer.model.money import Money
from localizer.store.database import Reader, Step, Store

__all__ = ["Edit", "EditCount", "EditField", "apply_edit", "count_edit"]

CHUNK: Final = 2_000
#: Titles are written one product after the other; so often a wish to stop is heard.
TITLES: Final = 50
TAGS: Final = "tags"
#: The product's field that an import must leave alone, where it is called otherwise.
_LABELS: Final[dict[EditField, str]] = {
    "title": N_("Change titles ({n})"),
    "brand": N_("Change brands ({n})"),
    "category": N_("Change categories ({n})"),
    "hs_code": N_("Change HS codes ({n})"),
    "taxonomy": N_("Change Google categories ({n})"),
    "tags": N_("Change tags ({n})"),
    "cost": N_("Change costs ({n})"),
    "list_price": N_("Change list prices ({n})"),
    "stock": N_("Change stock ({n})"),
}
#: New values by product: (values of the columns ..., row id) for every row that is to be written.
_Plan = dict[int, list[tuple[Any, ...]]]
_IDS: Final = "IN (SELECT value FROM json_each(:ids))"


@dataclass(frozen=True, slots=True)
class EditCount:
    """What an edit would do to ``products``: how many of them change and how many stay as they are.

    ``texts`` is the number of their source texts with translations that would be of an older source then,
    ``approved`` the number of approved translations among those.
    """

    products: int
    changed: int
    unchanged: int
    texts: int
    approved: int


def count_edit(
    reader: Reader, ids: Sequence[int], edit: Edit, *, progress: Progress = SILENT
) -> EditCount:
    """Return what ``edit`` would change; nothing is written. Raises `InputError` for a wrong value."""
    edit = checked(edit)
    changed = texts = approved = 0
    for chunk in _chunks(ids, progress, CHUNK):
        plan = _plan(reader, chunk, edit)
        changed += len(plan)
        if edit.field == "title":
            some_texts, some_approved = _downstream(reader, list(plan))
            texts, approved = texts + some_texts, approved + some_approved
    return EditCount(len(ids), changed, len(ids) - changed, texts, approved)


def apply_edit(
    store: Store, ids: Sequence[int], edit: Edit, *, progress: Progress = SILENT
) -> Changes:
    """Change the products ``ids`` as one step; return what changed.

    Raises `InputError` for a wrong value and `Cancelled`; then nothing is changed.
    """
    edit = checked(edit)
    count = sum(len(_plan(store.read(), chunk, edit)) for chunk in _chunks(ids, SILENT, CHUNK))
    if not count:
        return Changes()
    with store.step(_LABELS[edit.field], n=str(count)) as step:
        for chunk in _chunks(ids, progress, TITLES if edit.field == "title" else CHUNK):
            plan = _plan(step, chunk, edit)
            if edit.field == "title":
                plan = _write_segmented_titles(step, plan)
            _write_rows(step, plan, edit.field)
            _note_edited(step, list(plan), edit.field)
    return step.changes


def _chunks(ids: Sequence[int], progress: Progress, size: int = CHUNK) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), size):
        progress.step(start, len(ids))
        yield ids[start : start + size]
    progress.step(len(ids), len(ids))


def _plan(reader: Reader, ids: Sequence[int], edit: Edit) -> _Plan:
    """Return the rows ``edit`` changes, by product."""
    if edit.field in ("cost", "list_price"):
        return _plan_amounts(reader, ids, edit)
    if edit.field == "stock":
        return _plan_stock(reader, ids, edit)
    if edit.field == "tags":
        return _plan_tags(reader, ids, edit)
    query = f"SELECT id, {edit.field} FROM product WHERE id {_IDS}"  # noqa: S608 - our names
    plan: _Plan = {}
    for number, old in reader.rows(query, _listed(ids)):
        new = edited_text(edit, old)
        if new != old:
            plan[number] = [(new, number)]
    return plan


def _plan_amounts(reader: Reader, ids: Sequence[int], edit: Edit) -> _Plan:
    """Return new amounts; a bare number takes the currency of the variant's own amounts."""
    found = reader.rows(
        "SELECT id, product_id, cost, cost_currency, list_price, list_currency FROM variant "  # noqa: S608
        f"WHERE product_id {_IDS} ORDER BY product_id, position",
        _listed(ids),
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


def _plan_stock(reader: Reader, ids: Sequence[int], edit: Edit) -> _Plan:
    query = f"SELECT id, product_id, stock FROM variant WHERE product_id {_IDS}"  # noqa: S608
    plan: _Plan = {}
    for number, owner, old in reader.rows(query, _listed(ids)):
        new = edited_stock(edit, old)
        if new != old:
            plan.setdefault(owner, []).append((new, number))
    return plan


def _plan_tags(reader: Reader, ids: Sequence[int], edit: Edit) -> _Plan:
    query = f"SELECT id, extra FROM product_body WHERE id {_IDS}"  # noqa: S608 - a constant
    plan: _Plan = {}
    for number, text in reader.rows(query, _listed(ids)):
        extra = msgspec.json.decode(text, type=list[tuple[str, str]])
        old = next((value for name, value in extra if name == TAGS), "")
        new = edited_tags(edit, old)
        if new == old:
            continue
        rest = [(name, value) for name, value in extra if name != TAGS]
        both = [(TAGS, new), *rest] if new else rest
        plan[number] = [(msgspec.json.encode(both).decode(), number)]
    return plan


_UPDATES: Final[dict[EditField, str]] = {
    "title": "UPDATE product SET title = ? WHERE id = ?",
    "brand": "UPDATE product SET brand = ? WHERE id = ?",
    "category": "UPDATE product SET category = ? WHERE id = ?",
    "hs_code": "UPDATE product SET hs_code = ? WHERE id = ?",
    "taxonomy": "UPDATE product SET taxonomy = ? WHERE id = ?",
    "tags": "UPDATE product_body SET extra = ? WHERE id = ?",
    "cost": "UPDATE variant SET cost = ?, cost_currency = ? WHERE id = ?",
    "list_price": "UPDATE variant SET list_price = ?, list_currency = ? WHERE id = ?",
    "stock": "UPDATE variant SET stock = ? WHERE id = ?",
}


def _write_rows(step: Step, plan: _Plan, field: EditField) -> None:
    """Write a field no segment is made of: its rows alone, thirty times as quick as whole products."""
    step.write_many(_UPDATES[field], [row for rows in plan.values() for row in rows])


def _write_segmented_titles(step: Step, plan: _Plan) -> _Plan:
    """Write the titles of products that have segments, which follow; return the plan of the others."""
    query = f"SELECT id FROM product WHERE segmented <> 0 AND id {_IDS}"  # noqa: S608 - a constant
    segmented = {row["id"] for row in step.rows(query, _listed(list(plan)))}
    for number in segmented:
        product = replace(products.load(step, number), title=plan[number][0][0])
        products.change_product(step, number, product, edited=frozenset({"title"}))
    return {number: rows for number, rows in plan.items() if number not in segmented}


def _note_edited(step: Step, ids: Sequence[int], name: str) -> None:
    """Note for each product that a person set the field ``name``."""
    query = f"SELECT id, edited FROM product_body WHERE id {_IDS}"  # noqa: S608 - a constant
    noted = []
    for number, text in step.rows(query, _listed(ids)):
        names = msgspec.json.decode(text, type=list[str])
        if name not in names:
            noted.append((msgspec.json.encode(sorted([*names, name])).decode(), number))
    step.write_many("UPDATE product_body SET edited = ? WHERE id = ?", noted)


def _downstream(reader: Reader, ids: Sequence[int]) -> tuple[int, int]:
    """Return how many titles of ``ids`` have translations, and how many of those are approved."""
    row = reader.one(
        "SELECT count(DISTINCT t.segment_id), coalesce(sum(t.state = 'approved'), 0) "  # noqa: S608
        "FROM segment s JOIN translation t ON t.segment_id = s.id "
        f"WHERE s.product_id {_IDS} AND s.field = 'title' AND t.state <> 'untranslated'",
        _listed(ids),
    )
    return (0, 0) if row is None else (row[0], row[1])


def _money(amount: str | None, currency: str | None) -> Money | None:
    return None if amount is None or currency is None else Money.of(amount, currency)


def _listed(ids: Sequence[int]) -> dict[str, str]:
    return {"ids": msgspec.json.encode(list(ids)).decode()}
