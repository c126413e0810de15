"""Choosing where prices come from, for a catalog or a SKU; what has a price already is priced anew."""

from __future__ import annotations

from collections.abc import Sequence

from localizer.catalog import price_bases, prices, products
from localizer.catalog.products import CatalogInfo
from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.jobs import SILENT, Progress
from localizer.model.changes import Changes
from localizer.model.price_basis import PriceBasis
from localizer.pipeline.recheck import recheck
from localizer.pipeline.repricing import reprice_again
from localizer.pipeline.tools import Tools
from localizer.store.database import Reader, Step, Store


def choose_basis(
    store: Store,
    tools: Tools,
    basis: PriceBasis,
    *,
    catalog: str = "",
    sku: str = "",
    variant: int | None = None,
    market: str = "",
    progress: Progress = SILENT,
) -> Changes:
    """Choose the basis of a ``catalog``'s prices, of a ``sku``'s or of one ``variant``'s by id.

    In one ``market`` or in all of them.

    Narrower choices that it covers give way. Prices that exist are made anew in the same step. Raises
    `InputError` for what there is none of.
    """
    if market and market not in tools.packs.markets:
        problem = _("There is no market {market}. There are: {known}.")
        raise InputError(problem.format(market=market, known=", ".join(tools.packs.markets)))
    batch = store.batch(N_("Choose where prices come from"))
    with batch.whole():
        with batch.step() as step:
            if variant is not None:
                found = [(variant, products.product_of_variant(step, variant))]
                owners = _choose_for_variants(step, found, market, basis)
            elif sku:
                owners = _choose_for_variants(step, _of_sku(step, sku, catalog), market, basis)
            else:
                owners = _choose_for_catalog(step, catalog, market, basis)
        changes = step.changes
        if changes:
            done = reprice_again(store, tools, batch, owners, market=market, progress=progress)
            changes = changes.merged(done)
    priced = prices.priced_products(store.read(), owners)
    return recheck(store, tools, changes, priced, market=market)


def _of_sku(reader: Reader, sku: str, catalog: str) -> Sequence[tuple[int, int]]:
    _catalogs(reader, catalog)
    found = price_bases.variants_of_sku(reader, sku, catalog)
    if not found:
        raise InputError(_("There is no SKU “{sku}” in this workspace.").format(sku=sku))
    return found


def _choose_for_variants(
    step: Step, variants: Sequence[tuple[int, int]], market: str, basis: PriceBasis
) -> Sequence[int]:
    for variant, product in variants:
        price_bases.choose_for_variant(step, product, variant, market, basis)
    return list(dict.fromkeys(product for _variant, product in variants))


def _choose_for_catalog(step: Step, name: str, market: str, basis: PriceBasis) -> Sequence[int]:
    chosen = _catalogs(step, name)
    for one in chosen:
        price_bases.choose_for_catalog(step, one.id, market, basis)
    return [number for one in chosen for number in products.product_ids(step, one.id)]


def _catalogs(reader: Reader, name: str) -> Sequence[CatalogInfo]:
    """Return the catalog called ``name``, all of them for no name. Raises `InputError` for none."""
    every = products.catalogs(reader)
    chosen = [one for one in every if name in ("", one.name)]
    if not chosen:
        problem = _("There is no catalog “{name}”. There are: {known}.")
        known = ", ".join(one.name for one in every)
        raise InputError(problem.format(name=name, known=known))
    return chosen
