"""The sample launch: its two files read alike, and its mistakes are found where its README says."""

from __future__ import annotations

from pathlib import Path

from localizer.intake.reading import read_catalog
from localizer.intake.side_tables import read_certificates, read_offers, read_price_history


def test_both_files_read_alike_with_the_documented_mistakes(sample: Path) -> None:
    text, book = read_catalog(sample / "catalog.csv"), read_catalog(sample / "catalog.xlsx")
    assert text.products == book.products
    assert repr(text.products) == repr(
        book.products
    )  # 42.50 and 42.5 are equal, but not stored alike
    assert text.issues == book.issues
    assert (book.read, len(book.products), book.variants, book.failed) == (148, 26, 146, 2)
    assert [(i.row, i.column, i.treatment) for i in book.issues] == [
        (17, "规格值2", "failed"),
        (30, "商品标题", "failed"),
        (36, "库存", "repaired"),
        (81, "条形码", "repaired"),
        (95, "成本价(元)", "repaired"),
    ]
    assert book.assumptions == ("Only sheet “商品” was read, not: 说明.",)
    assert (book.ignored_columns, book.locale) == ((), "zh-Hans")
    assert all(fact.known for product in book.products for fact in product.facts)


def test_the_lists_beside_it_name_its_products(sample: Path) -> None:
    keys = {product.key for product in read_catalog(sample / "catalog.csv").products}
    for table in (
        read_offers(sample / "offers.csv"),
        read_price_history(sample / "price_history.csv"),
        read_certificates(sample / "certificates.csv"),
    ):
        assert table.issues == ()
        assert table.items
        assert set(table.items) <= keys
