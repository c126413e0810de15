"""What the prices of products depend on, read for many products at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from localizer.catalog import price_bases
from localizer.catalog.json_text import IDS, decode, listed
from localizer.model.money import Money
from localizer.model.price_basis import PriceBasis
from localizer.store.database import Reader

#: How the import keeps a list price that a file states in a further currency: with currency and variant.
_STATED: Final = "list_price "


@dataclass(frozen=True, slots=True)
class VariantInputs:
    """One variant: its costs, what its seller states in other currencies, what people chose for it.

    ``fixed`` are prices by (market, channel), ``bases`` choices by market (`price_bases.EVERYWHERE` is
    all), nearest first looked up by `basis`.
    """

    id: int
    product_id: int
    catalog_id: int
    title: str
    category: str
    cost: Money | None
    list_price: Money | None
    weight_g: Decimal | None
    stated: Mapping[str, Money] = field(default_factory=dict)
    fixed: Mapping[tuple[str, str], Money] = field(default_factory=dict)
    bases: Mapping[str, PriceBasis] = field(default_factory=dict)
    catalog_bases: Mapping[str, PriceBasis] = field(default_factory=dict)

    def basis(self, market: str) -> PriceBasis | None:
        """Return the nearest choice of a basis in ``market``, ``None`` where nobody chose."""
        for bases in (self.bases, self.catalog_bases):
            for place in (market, price_bases.EVERYWHERE):
                if place in bases:
                    return bases[place]
        return None


def read(reader: Reader, product_ids: Sequence[int]) -> list[VariantInputs]:
    """Return the variants of ``product_ids`` in the products' order, each product's together."""
    own, whole = price_bases.of_products(reader, product_ids)
    stated, fixed = _stated(reader, product_ids), _fixed(reader, product_ids)
    found = reader.tuples(
        "SELECT v.id, v.product_id, p.catalog_id, p.title, p.category, v.cost, v.cost_currency, "  # noqa: S608
        "v.list_price, v.list_currency, v.weight_g, v.key "
        "FROM variant v JOIN product p ON p.id = v.product_id "
        f"WHERE v.product_id {IDS} ORDER BY v.product_id, v.position",
        listed(product_ids),
    )
    variants: dict[int, list[VariantInputs]] = defaultdict(list)
    for (
        number,
        product,
        catalog,
        title,
        category,
        cost,
        cost_in,
        price,
        price_in,
        weight,
        key,
    ) in found:
        variants[product].append(
            VariantInputs(
                number,
                product,
                catalog,
                title,
                category,
                _money(cost, cost_in),
                _money(price, price_in),
                None if weight is None else Decimal(weight),
                stated.get((product, key), {}),
                fixed.get(number, {}),
                own.get(number, {}),
                whole.get(catalog, {}),
            )
        )
    return [one for product in product_ids for one in variants.get(product, ())]


def _money(amount: str | None, currency: str | None) -> Money | None:
    return None if amount is None or currency is None else Money(Decimal(amount), currency)


def _stated(reader: Reader, ids: Sequence[int]) -> dict[tuple[int, str], dict[str, Money]]:
    """Return list prices in further currencies by product and variant key."""
    found = reader.tuples(
        f"SELECT id, extra FROM product_body WHERE id {IDS} AND instr(extra, '{_STATED}') > 0",  # noqa: S608
        listed(ids),
    )
    prices: dict[tuple[int, str], dict[str, Money]] = defaultdict(dict)
    for product, extra in found:
        for name, value in decode(extra):
            if name.startswith(_STATED):
                currency, _space, key = name.removeprefix(_STATED).partition(" ")
                prices[product, key][currency] = Money.of(value, currency)
    return prices


def _fixed(reader: Reader, ids: Sequence[int]) -> dict[int, dict[tuple[str, str], Money]]:
    found = reader.rows(
        "SELECT f.* FROM fixed_price f JOIN variant v ON v.id = f.variant_id "  # noqa: S608 - ours
        f"WHERE v.product_id {IDS}",
        listed(ids),
    )
    prices: dict[int, dict[tuple[str, str], Money]] = defaultdict(dict)
    for row in found:
        amount = Money.of(row["amount"], row["currency"])
        prices[row["variant_id"]][row["market"], row["channel"]] = amount
    return prices
