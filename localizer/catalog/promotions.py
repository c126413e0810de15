"""The promotions people planned: added, changed, removed, and found for a product."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from localizer.catalog import rows
from localizer.catalog.json_text import IDS, listed
from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.promotion import Promotion, Rounding, Scope
from localizer.store.database import Reader, Row, Step

_IN_ORDER: Final = "ORDER BY p.starts_at, p.ends_at, p.name"


def add(step: Step, promotion: Promotion) -> int:
    """Plan ``promotion`` and return its id. Raises `InputError` when its name is taken."""
    _refuse_taken(step, promotion)
    record = {**_record(promotion), "created_at": step.moment}
    number = rows.insert(step, "promotion", record)
    _list_products(step, number, promotion)
    return number


def change(step: Step, promotion: Promotion) -> bool:
    """Make the promotion with its id equal to ``promotion``; tell whether that changed it.

    Raises `InputError` when its name is taken or it is gone.
    """
    _refuse_taken(step, promotion)
    row = step.one("SELECT * FROM promotion WHERE id = ?", (promotion.id,))
    if row is None:
        raise InputError(_gone(promotion.name))
    changed = rows.update_if_different(step, "promotion", row, _record(promotion))
    if set(_products(step, promotion.id)) != set(promotion.product_ids):
        _list_products(step, promotion.id, promotion)
        changed = True
    return changed


def remove(step: Step, name: str) -> Promotion:
    """Remove the promotion ``name`` and return it. Raises `InputError` when there is none."""
    found = find(step, name)
    step.write("DELETE FROM promotion_product WHERE promotion_id = ?", (found.id,))
    step.write("DELETE FROM promotion WHERE id = ?", (found.id,))
    return found


def by_id(reader: Reader, number: int) -> Promotion | None:
    """Return the promotion with the id ``number``, ``None`` where it is gone."""
    row = reader.one("SELECT * FROM promotion WHERE id = ?", (number,))
    return None if row is None else _promotion(reader, row)


def find(reader: Reader, name: str) -> Promotion:
    """Return the promotion ``name``. Raises `InputError` when there is none."""
    row = reader.one("SELECT * FROM promotion WHERE name = ?", (name,))
    if row is None:
        raise InputError(_gone(name))
    return _promotion(reader, row)


def all_promotions(reader: Reader) -> tuple[Promotion, ...]:
    """Return every promotion, the one that starts first first."""
    found = reader.rows(f"SELECT p.* FROM promotion p {_IN_ORDER}")  # noqa: S608 - ours
    return tuple(_promotion(reader, row) for row in found)


def of_product(reader: Reader, product_id: int) -> tuple[Promotion, ...]:
    """Return the promotions a product is part of, the one that starts first first.

    Of those that list products, ``product_ids`` name this one alone. Products that are deleted leave the
    list; one that has become empty holds nowhere.
    """
    return of_products(reader, [product_id]).get(product_id, ())


def of_products(reader: Reader, product_ids: Sequence[int]) -> dict[int, tuple[Promotion, ...]]:
    """Return what `of_product` does for each product that is part of any promotion."""
    found = reader.rows(
        "SELECT p.*, l.product_id, x.id AS wanted FROM product x CROSS JOIN promotion p "  # noqa: S608
        "LEFT JOIN promotion_product l ON l.promotion_id = p.id AND l.product_id = x.id "
        f"WHERE x.id {IDS} AND (p.scope = :all OR (p.scope = :listed AND l.product_id IS NOT NULL) "
        f"OR (p.scope = :catalog AND p.catalog_id = x.catalog_id)) {_IN_ORDER}",
        {**listed(product_ids), **{one.value: one.value for one in Scope}},
    )
    made: dict[int, tuple[Promotion, ...]] = {}
    for row in found:
        alone = () if row["product_id"] is None else (row["product_id"],)
        made[row["wanted"]] = (*made.get(row["wanted"], ()), _of_row(row, alone))
    return made


def _refuse_taken(step: Step, promotion: Promotion) -> None:
    query = "SELECT 1 FROM promotion WHERE name = ? AND id <> ?"
    if step.one(query, (promotion.name, promotion.id)) is not None:
        problem = _("There is already a promotion named “{name}”. Choose another name.")
        raise InputError(problem.format(name=promotion.name))


def _gone(name: str) -> str:
    return _("There is no promotion named “{name}”.").format(name=name)


def _record(promotion: Promotion) -> dict[str, object]:
    return {
        "name": promotion.name,
        "percent": f"{promotion.percent:f}",
        "rounding": promotion.rounding.value,
        "below_floor": int(promotion.below_floor),
        "market": promotion.market,
        "channel": promotion.channel,
        "starts_at": promotion.starts.isoformat(timespec="minutes"),
        "ends_at": promotion.ends.isoformat(timespec="minutes"),
        "scope": promotion.scope.value,
        "catalog_id": promotion.catalog_id,
    }


def _list_products(step: Step, number: int, promotion: Promotion) -> None:
    step.write("DELETE FROM promotion_product WHERE promotion_id = ?", (number,))
    query = "INSERT INTO promotion_product(promotion_id, product_id) VALUES(?, ?)"
    step.write_many(query, [(number, one) for one in dict.fromkeys(promotion.product_ids)])


def _products(reader: Reader, number: int) -> tuple[int, ...]:
    query = "SELECT product_id FROM promotion_product WHERE promotion_id = ? ORDER BY id"
    return tuple(row["product_id"] for row in reader.rows(query, (number,)))


def _promotion(reader: Reader, row: Row) -> Promotion:
    return _of_row(row, _products(reader, row["id"]))


def _of_row(row: Row, product_ids: tuple[int, ...]) -> Promotion:
    return Promotion(
        name=row["name"],
        percent=Decimal(row["percent"]),
        starts=dt.datetime.fromisoformat(row["starts_at"]),
        ends=dt.datetime.fromisoformat(row["ends_at"]),
        rounding=Rounding(row["rounding"]),
        market=row["market"],
        channel=row["channel"],
        scope=Scope(row["scope"]),
        catalog_id=row["catalog_id"],
        product_ids=product_ids,
        below_floor=bool(row["below_floor"]),
        id=row["id"],
    )
