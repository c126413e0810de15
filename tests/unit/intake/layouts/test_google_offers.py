"""A sale price in a Google feed is an offer of the product."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from localizer.intake.reading import read_catalog

HEADERS = (
    "id\ttitle\tdescription\tlink\tprice\tsale_price\tsale_price_effective_date\t"
    "google_product_category"
)


def feed(path: Path, *rows: str) -> Path:
    path.write_text("\n".join((HEADERS, *rows)) + "\n", encoding="utf-8")
    return path


def test_a_sale_price_is_an_offer_for_its_time(tmp_path: Path) -> None:
    path = feed(
        tmp_path / "feed.txt",
        "A1\tCup\tA cup\thttps://x.cn/1\t20.00 EUR\t15.00 EUR\t"
        "2026-11-24T13:00+0100/2026-11-29T15:30+0100\t649",
        "A2\tMug\tA mug\thttps://x.cn/2\t20.00 EUR\t\t\t649",
    )
    found = {product.key: product for product in read_catalog(path).products}
    (offer,) = found["A1"].offers
    assert (offer.kind, offer.percent) == ("discount", Decimal("0.25"))
    assert offer.starts_at is not None
    assert offer.starts_at.isoformat() == "2026-11-24T13:00:00+01:00"
    assert {"DE", "FR"} <= set(offer.markets)
    assert found["A2"].offers == ()


def test_a_sale_price_above_the_price_is_told(tmp_path: Path) -> None:
    path = feed(
        tmp_path / "feed.txt", "A1\tCup\tA cup\thttps://x.cn/1\t20.00 EUR\t25.00 EUR\t\t649"
    )
    read = read_catalog(path)
    assert read.products[0].offers == ()
    assert any(issue.column == "sale_price" for issue in read.issues)


def test_an_unknown_category_number_is_kept_and_told(tmp_path: Path) -> None:
    path = feed(tmp_path / "feed.txt", "A1\tCup\tA cup\thttps://x.cn/1\t20.00 EUR\t\t\t99999999")
    read = read_catalog(path)
    assert read.products[0].taxonomy == "99999999"
    assert read.products[0].category == ""
    assert any("99999999" in sentence for sentence in read.assumptions)
