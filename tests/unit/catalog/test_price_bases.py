"""The nearest choice of a basis holds."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from localizer.catalog import price_bases, products
from localizer.model.price import Basis
from localizer.model.price_basis import AUTOMATIC, PriceBasis
from localizer.model.product import Product
from localizer.store.database import Store

COST = PriceBasis(Basis.COST_PLUS)
LIST = PriceBasis(Basis.CONVERTED, Decimal("1.05"))
PLAIN = PriceBasis(Basis.CONVERTED)


@pytest.fixture
def variants(store: Store, dress: Callable[..., Product]) -> tuple[int, int, int]:
    """Return the ids of a product and of its two variants."""
    with store.step("Import") as step:
        catalog = products.ensure_catalog(step, "goods", "zh-Hans")
        products.save_products(step, catalog, [dress()])
    (number,) = products.product_ids(store.read())
    small, medium = products.variant_ids(store.read(), number).values()
    return number, small, medium


def test_the_nearest_choice_holds(store: Store, variants: tuple[int, int, int]) -> None:
    product, small, medium = variants
    read = store.read
    assert price_bases.of_product(read(), product).of(small, "TH") is None
    with store.step("Choose") as step:
        (catalog,) = products.catalogs(step)
        price_bases.choose_for_catalog(step, catalog.id, "", LIST)
        price_bases.choose_for_catalog(step, catalog.id, "TH", COST)
        price_bases.choose_for_variant(step, product, small, "", PLAIN)
        price_bases.choose_for_variant(step, product, small, "DE", LIST)
    bases = price_bases.of_product(read(), product)
    assert [bases.of(small, market) for market in ("TH", "DE", "US")] == [PLAIN, LIST, PLAIN]
    assert [bases.of(medium, market) for market in ("TH", "DE", "US")] == [COST, LIST, LIST]
    assert [(one.sku, one.market) for one in price_bases.listed(read())] == [
        ("", ""), ("", "TH"), ("DR-1-S", ""), ("DR-1-S", "DE"),
    ]  # fmt: skip
    store.undo()
    assert price_bases.listed(read()) == ()


def test_automatic_is_a_choice_only_against_another(
    store: Store, variants: tuple[int, int, int]
) -> None:
    product, small, medium = variants
    with store.step("Choose") as step:
        (catalog,) = products.catalogs(step)
        price_bases.choose_for_variant(step, product, small, "TH", LIST)
        price_bases.choose_for_variant(step, product, small, "TH", AUTOMATIC)
    assert price_bases.listed(store.read()) == (), "nothing wider holds"
    with store.step("Choose") as step:
        price_bases.choose_for_catalog(step, catalog.id, "TH", LIST)
        price_bases.choose_for_variant(step, product, small, "", AUTOMATIC)
    bases = price_bases.of_product(store.read(), product)
    assert [bases.of(small, "TH"), bases.of(medium, "TH")] == [AUTOMATIC, LIST]


def test_a_wider_choice_covers_narrower_ones(store: Store, variants: tuple[int, int, int]) -> None:
    product, small, medium = variants

    def of(variant: int, market: str) -> PriceBasis | None:
        return price_bases.of_product(store.read(), product).of(variant, market)

    with store.step("Choose") as step:
        (catalog,) = products.catalogs(step)
        for market in ("TH", "DE"):
            price_bases.choose_for_variant(step, product, small, market, LIST)
            price_bases.choose_for_variant(step, product, medium, market, LIST)
        price_bases.choose_for_variant(step, product, small, "", COST)
    assert [of(small, "TH"), of(medium, "TH")] == [COST, LIST]
    with store.step("Choose") as step:
        price_bases.choose_for_catalog(step, catalog.id, "TH", PLAIN)
    assert [of(medium, "TH"), of(medium, "DE")] == [PLAIN, LIST]
    with store.step("Choose") as step:
        price_bases.choose_for_catalog(step, catalog.id, "", LIST)
    assert len(price_bases.listed(store.read())) == 1
    assert {of(one, market) for one in (small, medium) for market in ("TH", "DE")} == {LIST}
    with store.step("Choose") as step:
        price_bases.choose_for_catalog(step, catalog.id, "", AUTOMATIC)
    assert price_bases.listed(store.read()) == ()


def test_a_choice_goes_with_its_variant(store: Store, variants: tuple[int, int, int]) -> None:
    product, small, _medium = variants
    with store.step("Choose") as step:
        price_bases.choose_for_variant(step, product, small, "", LIST)
    with store.step("Remove") as step:
        step.write("DELETE FROM product WHERE id = ?", (product,))
    assert price_bases.listed(store.read()) == ()
    store.undo()
    assert len(price_bases.listed(store.read())) == 1


@pytest.mark.parametrize("adjust", ["0", "-1", "101", "NaN", "Infinity"])
def test_a_factor_that_makes_no_price_is_refused(adjust: str) -> None:
    with pytest.raises(ValueError, match="factor"):
        PriceBasis(Basis.CONVERTED, Decimal(adjust))


def test_a_fixed_price_is_no_choice() -> None:
    with pytest.raises(ValueError, match="chosen"):
        PriceBasis(Basis.FIXED)
