"""Launches: named sets of products × targets with a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import overload

from localizer.catalog import rows
from localizer.catalog.json_text import IDS, listed
from localizer.catalog.products import product_ids
from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.launch import Launch, Target
from localizer.store.database import Reader, Row, Step


def create(
    step: Step,
    name: str,
    targets: Sequence[Target],
    date: dt.date,
    products: Sequence[int] = (),
) -> int:
    """Make a launch of ``products`` (none listed = all) for ``targets``; return its id.

    Raises `InputError` when the name is taken.
    """
    if step.one("SELECT 1 FROM launch WHERE name = ?", (name,)) is not None:
        raise InputError(
            _("There is already a launch named “{name}”. Choose another name.").format(name=name)
        )
    record = {"name": name, "date": date.isoformat(), "created_at": step.moment}
    number = rows.insert(step, "launch", record)
    for position, target in enumerate(dict.fromkeys(targets)):
        rows.insert(
            step,
            "launch_target",
            {
                "launch_id": number,
                "position": position,
                "market": target.market,
                "channel": target.channel,
                "locale": target.locale,
            },
        )
    for product in products:
        rows.insert(step, "launch_product", {"launch_id": number, "product_id": product})
    return number


def all_launches(reader: Reader) -> tuple[Launch, ...]:
    """Return every launch, the newest first."""
    found = reader.rows("SELECT * FROM launch ORDER BY id DESC")
    return tuple(_launch(reader, row) for row in found)


def find(reader: Reader, name: str | None = None) -> Launch:
    """Return the launch ``name``, or the newest one. Raises `InputError` when there is none."""
    if name is None:
        row = reader.one("SELECT * FROM launch ORDER BY id DESC LIMIT 1")
    else:
        row = reader.one("SELECT * FROM launch WHERE name = ?", (name,))
    if row is None:
        raise InputError(
            _("There is no launch yet. Create one with: localizer launch create")
            if name is None
            else _("There is no launch named “{name}”.").format(name=name)
        )
    return _launch(reader, row)


def selling_on(reader: Reader, target: Target) -> Launch | None:
    """Return the first launch that has ``target``, ``None`` where there is none."""
    every = all_launches(reader)
    return next((launch for launch in every if target in launch.targets), None)


def launch_products(reader: Reader, launch: Launch) -> tuple[int, ...]:
    """Return the ids of the products of a launch; a launch that lists none has them all."""
    chosen = reader.tuples(
        "SELECT product_id FROM launch_product WHERE launch_id = ? ORDER BY id", (launch.id,)
    )
    return tuple(row[0] for row in chosen) or product_ids(reader)


def products_among(reader: Reader, launch: Launch, wanted: Iterable[int]) -> tuple[int, ...]:
    """Return those of ``wanted`` products that belong to a launch, in its order: few of very many."""
    values = {**listed(tuple(wanted)), "launch": launch.id}
    if reader.one("SELECT 1 FROM launch_product WHERE launch_id = ? LIMIT 1", (launch.id,)):
        query = (
            f"SELECT product_id FROM launch_product WHERE launch_id = :launch AND product_id {IDS} "  # noqa: S608 - ours
            "ORDER BY id"
        )
    else:
        query = f"SELECT id FROM product WHERE id {IDS} ORDER BY catalog_id, position"  # noqa: S608 - ours
    return tuple(row[0] for row in reader.tuples(query, values))


class ProductOrder(Sequence[int]):
    """The products of a launch in its order, read when they are first looked at."""

    def __init__(self, reader: Reader, launch: Launch) -> None:
        """Read nothing yet."""
        self._reader, self._launch = reader, launch

    @cached_property
    def _ids(self) -> tuple[int, ...]:
        return launch_products(self._reader, self._launch)

    @overload
    def __getitem__(self, place: int) -> int: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[int, ...]: ...

    def __getitem__(self, place: int | slice) -> int | tuple[int, ...]:
        """Return the product at a place."""
        return self._ids[place]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._ids)

    def number_of(self, product_id: int) -> int | None:
        """Return the place of a product, counted from 1, ``None`` where it is not in the launch.

        SQLite counts: nothing is held for a launch of a million products.
        """
        values = {"launch": self._launch.id, "id": product_id}
        if self._reader.one(
            "SELECT 1 FROM launch_product WHERE launch_id = :launch LIMIT 1", values
        ):
            query = (
                "SELECT (SELECT count(*) FROM launch_product o WHERE o.launch_id = l.launch_id "
                "AND o.id <= l.id) FROM launch_product l "
                "WHERE l.launch_id = :launch AND l.product_id = :id"
            )
        else:
            query = (
                "SELECT (SELECT count(*) FROM product o WHERE o.catalog_id < p.catalog_id) "
                "+ (SELECT count(*) FROM product o WHERE o.catalog_id = p.catalog_id "
                "AND o.position < p.position) "
                "+ (SELECT count(*) FROM product o WHERE o.catalog_id = p.catalog_id "
                "AND o.position = p.position AND o.id <= p.id) FROM product p WHERE p.id = :id"
            )
        found: int | None = self._reader.value(query, values)
        return found


def _launch(reader: Reader, row: Row) -> Launch:
    targets = reader.rows(
        "SELECT market, channel, locale FROM launch_target WHERE launch_id = ? ORDER BY position",
        (row["id"],),
    )
    return Launch(
        id=row["id"],
        name=row["name"],
        date=dt.date.fromisoformat(row["date"]),
        targets=tuple(Target(t["market"], t["channel"], t["locale"]) for t in targets),
    )
