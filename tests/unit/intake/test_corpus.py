"""Real files: every one ends in a reading or a sentence, and the counts are right."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from localizer.errors import InputError
from localizer.intake.reading import read_catalog
from tests.support.children import search_path

REPOSITORY = Path(__file__).resolve().parents[3]


#: Offers every file of a folder to import and prints what came of it, then the most memory ever taken.
OFFER_ALL = """
import json, sys, time
from pathlib import Path
from localizer.errors import ColumnsUnknownError, InputError
from localizer.intake.reading import read_catalog
from tests.support.peak import peak_bytes

root = Path(sys.argv[1])
for path in sorted(root.rglob("*")):
    if not path.is_file():
        continue
    began = time.perf_counter()
    told, asks, counts = "", False, []
    try:
        reading = read_catalog(path)
        counts = [reading.read, reading.skipped, reading.failed]
    except InputError as error:
        told, asks = str(error), isinstance(error, ColumnsUnknownError)
    name = path.relative_to(root).as_posix()
    print(json.dumps([name, time.perf_counter() - began, told, asks, counts]))
print(json.dumps(peak_bytes()))
"""
FILES = 412
MOST_SECONDS = 20
MOST_BYTES = 1024**3


@dataclass(frozen=True)
class Outcome:
    """What came of offering one file: the counts, or the sentence of a refusal or a question."""

    name: str
    seconds: float
    told: str
    asks: bool
    counts: list[int]


@pytest.fixture(scope="module")
def offered(corpus: Path) -> tuple[list[Outcome], int]:
    """Return what came of each file, and the bytes the process took at most; 0 where unknown."""
    done = subprocess.run(
        [sys.executable, "-c", OFFER_ALL, str(corpus)],
        capture_output=True, text=True, encoding="utf-8", timeout=300, check=False,
        env={**os.environ, "PYTHONPATH": search_path(REPOSITORY), "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]  # nothing but an InputError was raised
    *lines, memory = map(json.loads, done.stdout.splitlines())
    return [Outcome(*line) for line in lines], memory


def test_every_file_ends_in_a_reading_or_a_sentence(offered: tuple[list[Outcome], int]) -> None:
    outcomes, memory = offered
    assert len(outcomes) >= FILES
    assert [one for one in outcomes if one.seconds > MOST_SECONDS] == []
    assert memory < MOST_BYTES
    for one in outcomes:
        if one.counts:
            read, skipped, failed = one.counts
            assert read >= skipped + failed
        else:
            assert one.told.endswith("."), one


def test_a_refusal_names_its_file(offered: tuple[list[Outcome], int]) -> None:
    """A question what the columns mean shows them instead."""
    refused = [one for one in offered[0] if one.told and not one.asks]
    assert len(refused) > FILES * 3 // 4
    assert [one for one in refused if one.name.rpartition("/")[2] not in one.told] == []


@pytest.mark.parametrize(
    ("folder", "ending", "word"),
    [
        ("xliff", "", "a translation file (XLIFF)"),
        ("tmx", "", "a translation memory (TMX)"),
        ("xml_attack", ".xlf", "a translation file (XLIFF)"),
        ("po_polib", ".po", "a translation file (PO)"),
        ("po_csv", ".po", "a translation file (PO)"),
        ("subs", ".vtt", "a subtitle file"),
        ("subs", ".srt", "a subtitle file"),
    ],
)
def test_what_is_no_table_is_called_what_it_is(
    offered: tuple[list[Outcome], int], folder: str, ending: str, word: str
) -> None:
    found = [
        one
        for one in offered[0]
        if one.name.startswith(f"{folder}/")
        and one.name.endswith(ending)
        and "invalid_format" not in one.name  # a few words without any time code
        and "is empty" not in one.told
    ]
    assert found
    assert [one for one in found if word not in one.told] == []


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
    "name",
    [
        "shopify_apparel.csv",
        "shopify_home-and-garden.csv",
        "shopify_jewelery.csv",
        "shopify_packt_Product-data.csv",
    ],
)
def test_shopify_handles_and_variants(corpus: Path, name: str) -> None:
    expected = json.loads((corpus / "expected.json").read_text(encoding="utf-8"))[f"catalog/{name}"]
    shop = expected["shopify"]
    reading = read_catalog(corpus / "catalog" / name)
    assert len(reading.products) == shop["unique_handles"]
    assert reading.variants == shop["variant_rows"]
    several = [p for p in reading.products if len(p.variants) > 1]
    assert len(several) == shop["products_with_2plus_variants"]
    assert max(len(p.variants) for p in reading.products) == shop["max_variants"]


def test_saleors_fixture_has_its_products(corpus: Path) -> None:
    path = corpus / "catalog" / "saleor_populatedb.json"
    models = [one["model"] for one in json.loads(path.read_text(encoding="utf-8"))]
    reading = read_catalog(path)
    assert (reading.format, reading.failed) == ("json", 0)
    assert len(reading.products) == models.count("product.product")
    assert reading.variants == models.count("product.productvariant")


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
