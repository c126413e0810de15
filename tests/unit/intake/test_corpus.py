"""Real files: every one ends in a reading or a sentence, and the counts are right."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from localizer.errors import InputError
from localizer.intake.reading import read_catalog


def test_every_file_ends_in_a_reading_or_a_sentence(corpus: Path) -> None:
    files = [path for path in corpus.rglob("*") if path.is_file()]
    assert len(files) >= 412
    for path in files:
        began = time.process_time()
        try:
            reading = read_catalog(path)
        except InputError as error:
            assert str(error).endswith(".")  # noqa: PT017 - either end is right
        else:
            assert reading.read >= reading.failed + reading.skipped
        assert time.process_time() - began < 20, path


@pytest.mark.parametrize(
    ("name", "products", "variants"),
    [
        ("shopify_apparel.csv", 20, 22),
        ("shopify_home-and-garden.csv", 20, 21),
        ("shopify_jewelery.csv", 20, 23),
        ("shopify_packt_Product-data.csv", 20, 21),
        ("spree_products.csv", 37, 87),
        ("bagisto_products.csv", 22, 25),
        ("medusa_exported-products-semicolon.csv", 2, 3),
        ("medusa_v1-template.csv", 3, 5),
    ],
)
def test_counts(corpus: Path, name: str, products: int, variants: int) -> None:
    reading = read_catalog(corpus / "catalog" / name)
    expected = json.loads((corpus / "expected.json").read_text(encoding="utf-8"))[f"catalog/{name}"]
    assert reading.read == expected["data_records"]
    assert (len(reading.products), reading.variants, reading.failed) == (products, variants, 0)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("bagisto_products.csv", "bagisto_products.xlsx"),
        ("medusa_exported-products-comma.csv", "medusa_exported-products-semicolon.csv"),
    ],
)
def test_twins_read_alike(corpus: Path, first: str, second: str) -> None:
    one, two = (read_catalog(corpus / "catalog" / name) for name in (first, second))
    assert one.products == two.products
    assert (one.read, one.issues, one.ignored_columns) == (
        two.read,
        two.issues,
        two.ignored_columns,
    )


def test_spree_repeats_an_sku_to_give_its_price_in_euro(corpus: Path) -> None:
    reading = read_catalog(corpus / "catalog" / "spree_products.csv")
    assert [issue.treatment for issue in reading.issues] == ["repaired"] * 87
    prices = [v.list_price for p in reading.products for v in p.variants]
    assert {money.currency for money in prices if money is not None} == {"USD"}
    extra = [name for p in reading.products for name, _amount in p.extra]
    assert sum(name.startswith("list_price EUR ") for name in extra) == 87


@pytest.mark.parametrize("name", ["poi_poc-xmlbomb.xlsx", "poi_poc-xmlbomb-empty.xlsx"])
def test_bombs_are_refused(corpus: Path, name: str) -> None:
    with pytest.raises(InputError, match="bomb"):
        read_catalog(corpus / "xlsx" / name)


def test_fuzzed_workbooks_are_refused(corpus: Path) -> None:
    files = list((corpus / "xlsx" / "poi_fuzz").iterdir())
    assert len(files) == 14
    for path in files:
        with pytest.raises(InputError):
            read_catalog(path)
