"""Offers, earlier prices and certificates."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from localizer.errors import InputError
from localizer.intake.side_tables import (
    parse_date,
    parse_discount,
    read_certificates,
    read_offers,
    read_price_history,
)
from localizer.model.money import Money

OFFERS = "货号,优惠类型,折扣,件数,开始时间,结束时间,市场\n"
PRICES = "货号,SKU,市场,币种,价格,生效日期\n"
CERTIFICATES = "货号,证书类型,编号,发证日期,有效期至,文件\n"


def _file(folder: Path, text: str) -> Path:
    path = folder / "side.csv"
    path.write_text(text, encoding="utf-8-sig", newline="")
    return path


@pytest.mark.parametrize(
    ("text", "off"),
    [("10%", "0.1"), ("9折", "0.1"), ("8.5折", "0.15"), ("0.25", "0.25"), ("15", "0.15")],
)
def test_discounts(text: str, off: str) -> None:
    assert parse_discount(text) == Decimal(off)


def test_offers_by_product(tmp_path: Path) -> None:
    table = read_offers(
        _file(
            tmp_path,
            OFFERS + "A,折扣,15%,,2026-11-01T00:00:00+07:00,2026-11-12 00:00,TH;ID\nA,包邮,,,,,\n",
        )
    )
    discount, shipping = table.items["A"]
    assert (discount.kind, discount.percent, discount.markets) == (
        "discount",
        Decimal("0.15"),
        ("TH", "ID"),
    )
    assert discount.starts_at is not None
    assert discount.starts_at.utcoffset() == dt.timedelta(hours=7)
    assert discount.ends_at is not None
    assert discount.ends_at.utcoffset() == dt.timedelta(hours=8)
    assert (shipping.kind, shipping.markets, table.read, table.issues) == (
        "free_shipping",
        (),
        2,
        (),
    )


@pytest.mark.parametrize(
    "row",
    [
        "A,折扣,,,,,",
        "A,折扣,150%,,,,",
        "A,折扣,10%,,soon,,",
        "A,折扣,10%,,2026-11-12,2026-11-01,",
        "A,多件,10%,1,,,",
        "A,抽奖,,,,,",
        "A,包邮,,,,,Thailand",
        ",包邮,,,,,",
    ],
)
def test_a_bad_offer_is_left_out_with_its_row(tmp_path: Path, row: str) -> None:
    table = read_offers(_file(tmp_path, f"{OFFERS}{row}\nB,包邮,,,,,\n"))
    assert list(table.items) == ["B"]
    assert [(issue.row, issue.treatment) for issue in table.issues] == [(2, "failed")]


def test_the_lowest_price_of_a_day_stands_for_the_product(tmp_path: Path) -> None:
    rows = (
        "A,A-1,DE,EUR,29.99,2026-09-01\nA,A-2,DE,EUR,27.99,2026/9/1\nA,A-1,DE,EUR,24,2026-10-05\n"
    )
    records = read_price_history(_file(tmp_path, PRICES + rows)).items["A"]
    assert [(r.amount, r.since.isoformat()) for r in records] == [
        (Money.of("27.99", "EUR"), "2026-09-01"),
        (Money.of("24", "EUR"), "2026-10-05"),
    ]


@pytest.mark.parametrize(
    "row",
    ["A,,DE,XYZ,5,2026-09-01", "A,,,EUR,5,2026-09-01", "A,,DE,EUR,0,2026-09-01", "A,,DE,EUR,5,"],
)
def test_a_bad_price_is_left_out(tmp_path: Path, row: str) -> None:
    table = read_price_history(_file(tmp_path, f"{PRICES}{row}\n"))
    assert (table.items, len(table.issues), table.read) == ({}, 1, 1)


def test_certificates(tmp_path: Path) -> None:
    table = read_certificates(
        _file(tmp_path, CERTIFICATES + "A,CE,CE-1,2025-03-14,2030年3月13日,docs/ce.pdf\n")
    )
    (evidence,) = table.items["A"]
    assert (evidence.kind, evidence.number, evidence.file) == ("CE", "CE-1", "docs/ce.pdf")
    assert (evidence.issued_on, evidence.valid_to) == (dt.date(2025, 3, 14), dt.date(2030, 3, 13))


@pytest.mark.parametrize(
    "name", ["../../secret", "/etc/passwd", "C:\\x.pdf", "a\\..\\..\\b", "\\\\host\\x"]
)
def test_a_file_outside_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    table = read_certificates(_file(tmp_path, f"{CERTIFICATES}A,CE,1,,,{name}\n"))
    assert table.items == {}
    assert "outside" in table.issues[0].reason


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="生效日期"):
        read_price_history(_file(tmp_path, "货号,市场,价格\nA,DE,5\n"))


@pytest.mark.parametrize("text", ["2026-11-27", "2026/11/27", "2026.11.27", "2026年11月27日"])
def test_dates(text: str) -> None:
    assert parse_date(text) == dt.date(2026, 11, 27)


def test_an_offer_that_ends_on_a_day_holds_all_that_day(tmp_path: Path) -> None:
    file = tmp_path / "offers.csv"
    file.write_text(
        "货号,优惠类型,折扣,件数,开始时间,结束时间,市场\nA,折扣,10%,,2026-11-27,2026-11-27,\n",
        "utf-8",
    )
    table = read_offers(file)
    assert not table.issues
    (offer,) = table.items["A"]
    assert offer.starts_at is not None
    assert offer.ends_at is not None
    assert offer.ends_at - offer.starts_at == dt.timedelta(days=1)
