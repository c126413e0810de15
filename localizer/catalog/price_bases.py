"""The bases of prices that people chose: for a catalog or a variant, in one market or in all.

The nearest choice holds: that for a variant in the market, for the variant, for its catalog in the market,
for the catalog. Where nobody chose, a price comes from the cost where one is known, else from the list price.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from localizer.catalog import rows
from localizer.model.price import Basis
from localizer.model.price_basis import PriceBasis
from localizer.store.database import Reader, Row, Step

#: Stands for all markets.
EVERYWHERE: Final = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """One choice as lists show it; ``sku`` is empty for that of a whole catalog."""

    catalog: str
    sku: str
    market: str
    basis: PriceBasis


@dataclass(frozen=True, slots=True)
class Bases:
    """The choices that concern the variants of one product, by (variant, market) and by market."""

    variants: Mapping[tuple[int, str], PriceBasis]
    catalog: Mapping[str, PriceBasis]

    def of(self, variant_id: int, market: str) -> PriceBasis | None:
        """Return the nearest choice, ``None`` where nobody chose."""
        for place in (market, EVERYWHERE):
            if (variant_id, place) in self.variants:
                return self.variants[variant_id, place]
        return self.catalog.get(market) or self.catalog.get(EVERYWHERE)


def of_product(reader: Reader, product_id: int) -> Bases:
    """Return the choices that concern a product."""
    own = reader.rows(
        "SELECT b.* FROM variant_basis b JOIN variant v ON v.id = b.variant_id WHERE v.product_id = ?",
        (product_id,),
    )
    whole = reader.rows(
        "SELECT b.* FROM catalog_basis b JOIN product p ON p.catalog_id = b.catalog_id WHERE p.id = ?",
        (product_id,),
    )
    return Bases(
        {(row["variant_id"], row["market"]): _basis(row) for row in own},
        {row["market"]: _basis(row) for row in whole},
    )


def listed(reader: Reader) -> tuple[Chosen, ...]:
    """Return every choice: catalogs first, then variants."""
    catalogs = reader.rows(
        "SELECT c.name, '' AS sku, b.* FROM catalog_basis b JOIN catalog c ON c.id = b.catalog_id "
        "ORDER BY c.name, b.market"
    )
    variants = reader.rows(
        "SELECT c.name, CASE v.sku WHEN '' THEN p.key ELSE v.sku END AS sku, b.* "
        "FROM variant_basis b JOIN variant v ON v.id = b.variant_id "
        "JOIN product p ON p.id = v.product_id JOIN catalog c ON c.id = p.catalog_id "
        "ORDER BY c.name, sku, b.market"
    )
    return tuple(
        Chosen(row["name"], row["sku"], row["market"], _basis(row))
        for row in (*catalogs, *variants)
    )


def choose_for_catalog(step: Step, catalog_id: int, market: str, basis: PriceBasis | None) -> bool:
    """Choose for a catalog, or with ``None`` take the choice back; tell whether that changed anything."""
    return _choose(step, "catalog", catalog_id, market, basis)


def choose_for_variant(step: Step, variant_id: int, market: str, basis: PriceBasis | None) -> bool:
    """Choose for a variant, or with ``None`` take the choice back; tell whether that changed anything."""
    return _choose(step, "variant", variant_id, market, basis)


def variants_of_sku(reader: Reader, sku: str) -> tuple[tuple[int, int], ...]:
    """Return (variant, product) of every variant with the SKU; there may be one in each catalog.

    The number of a product stands for those of its variants that have no SKU.
    """
    query = (
        "SELECT v.id, v.product_id FROM variant v JOIN product p ON p.id = v.product_id "
        "WHERE v.sku = ?1 OR (v.sku = '' AND p.key = ?1) ORDER BY v.id"
    )
    found = reader.rows(query, (sku,))
    return tuple((row["id"], row["product_id"]) for row in found)


def _choose(step: Step, kind: str, owner: int, market: str, basis: PriceBasis | None) -> bool:
    table, column = f"{kind}_basis", f"{kind}_id"
    query = f"SELECT * FROM {table} WHERE {column} = ? AND market = ?"  # noqa: S608 - our own names
    row = step.one(query, (owner, market))
    if basis is None:
        if row is not None:
            step.write(f"DELETE FROM {table} WHERE id = ?", (row["id"],))  # noqa: S608 - our own names
        return row is not None
    record = {"basis": basis.basis.value, "adjust": f"{basis.adjust:f}"}
    if row is None:
        rows.insert(step, table, {column: owner, "market": market, **record})
        return True
    return rows.update_if_different(step, table, row, record)


def _basis(row: Row) -> PriceBasis:
    return PriceBasis(Basis(row["basis"]), Decimal(row["adjust"]))
