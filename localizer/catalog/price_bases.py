"""The bases of prices that people chose: for a catalog or a variant, in one market or in all.

The nearest choice holds: that for a variant in the market, for the variant, for its catalog in the market,
for the catalog. Where nobody chose, a price comes from the cost where one is known, else from the list price.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from localizer.catalog import rows
from localizer.catalog.json_text import IDS
from localizer.catalog.json_text import listed as json_listed
from localizer.model.price import Basis
from localizer.model.price_basis import PriceBasis
from localizer.store.database import Reader, Row, Step

#: Stands for all markets.
EVERYWHERE: Final = ""
_AUTOMATIC: Final = "automatic"


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


def of_products(
    reader: Reader, product_ids: Sequence[int]
) -> tuple[dict[int, dict[str, PriceBasis]], dict[int, dict[str, PriceBasis]]]:
    """Return the choices that concern products: by variant and market, by catalog and market."""
    own: dict[int, dict[str, PriceBasis]] = {}
    for row in reader.rows(
        "SELECT b.* FROM variant_basis b JOIN variant v ON v.id = b.variant_id "  # noqa: S608 - ours
        f"WHERE v.product_id {IDS}",
        json_listed(product_ids),
    ):
        own.setdefault(row["variant_id"], {})[row["market"]] = _basis(row)
    whole: dict[int, dict[str, PriceBasis]] = {}
    for row in reader.rows("SELECT * FROM catalog_basis"):
        whole.setdefault(row["catalog_id"], {})[row["market"]] = _basis(row)
    return own, whole


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


def choose_for_catalog(step: Step, catalog_id: int, market: str, basis: PriceBasis) -> None:
    """Choose for a catalog; what was chosen for its variants there, or for its markets, gives way."""
    for table, owner in _COVERED.items():
        query = f"DELETE FROM {table} WHERE {owner} AND :market IN ('', market)"  # noqa: S608 - ours
        step.write(query, {"catalog": catalog_id, "market": market})
    wider = step.one(
        "SELECT * FROM catalog_basis WHERE catalog_id = ? AND market = ''", (catalog_id,)
    )
    _add(step, "catalog", catalog_id, market, basis, None if wider is None else _basis(wider))


def choose_for_variant(
    step: Step, product_id: int, variant_id: int, market: str, basis: PriceBasis
) -> None:
    """Choose for a variant of a product; for all markets what was chosen for single ones gives way."""
    step.write(
        "DELETE FROM variant_basis WHERE variant_id = :id AND :market IN ('', market)",
        {"id": variant_id, "market": market},
    )
    bases = of_product(step, product_id)
    wider = bases.of(variant_id, market)
    if wider is None and market == EVERYWHERE:
        # “Automatic” everywhere stands against a choice for any market.
        wider = next(iter(bases.catalog.values()), None)
    _add(step, "variant", variant_id, market, basis, wider)


#: Choices that one for a whole catalog covers.
_COVERED: Final = {
    "catalog_basis": "catalog_id = :catalog",
    "variant_basis": (
        "variant_id IN (SELECT v.id FROM variant v JOIN product p ON p.id = v.product_id "
        "WHERE p.catalog_id = :catalog)"
    ),
}


def variants_of_sku(reader: Reader, sku: str, catalog: str = "") -> tuple[tuple[int, int], ...]:
    """Return (variant, product) of every variant with the SKU, of one ``catalog`` where it is named.

    There may be one in each catalog. The number of a product stands for those of its variants that have
    no SKU.
    """
    query = (
        "SELECT v.id, v.product_id FROM variant v JOIN product p ON p.id = v.product_id "
        "JOIN catalog c ON c.id = p.catalog_id WHERE ?2 IN ('', c.name) "
        "AND (v.sku = ?1 OR (v.sku = '' AND p.key = ?1)) ORDER BY v.id"
    )
    found = reader.rows(query, (sku, catalog))
    return tuple((row["id"], row["product_id"]) for row in found)


def _add(
    step: Step, kind: str, owner: int, market: str, basis: PriceBasis, wider: PriceBasis | None
) -> None:
    """Write a choice; “automatic” is one only where something else holds more widely."""
    if basis.basis is None and (wider is None or wider.basis is None):
        return
    record = {"basis": basis.basis or _AUTOMATIC, "adjust": f"{basis.adjust:f}"}
    rows.insert(step, f"{kind}_basis", {f"{kind}_id": owner, "market": market, **record})


def _basis(row: Row) -> PriceBasis:
    basis = None if row["basis"] == _AUTOMATIC else Basis(row["basis"])
    return PriceBasis(basis, Decimal(row["adjust"]))
