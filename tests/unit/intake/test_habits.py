"""What the first rows tell of a file is the same for its preview and its import."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from localizer.intake.preview import preview
from localizer.intake.reading import Reading, read_catalog

GERMAN = "Artikelnummer;Bezeichnung;Preis (EUR);Bestand\n"


def _file(folder: Path, text: str, name: str = "goods.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _amounts(found: Reading) -> list[Decimal | None]:
    prices = (product.variants[0].list_price for product in found.products)
    return [None if price is None else price.amount for price in prices]


def test_both_marks_in_a_column_prove_the_comma(tmp_path: Path) -> None:
    rows = "X1;Gürtel;1.299;1.200\nX2;Schal;1.299,90;15\nX3;Hose;12.50;3\nX4;Hut;12.5;3\n"
    path = _file(tmp_path, GERMAN + rows)
    found = read_catalog(path)
    assert _amounts(found) == [Decimal(1299), Decimal("1299.9"), None, None]
    assert found.products[0].variants[0].stock == 1200
    assert [(issue.row, issue.column) for issue in found.issues] == [
        (4, "Preis (EUR)"),
        (5, "Preis (EUR)"),
    ]
    shown = [str(one) for one in preview(path).understood if one.header.startswith("Preis")]
    assert shown[0] == "1.299 → 1299 EUR"
    assert "1.299,90" in shown[2]


def test_both_marks_prove_the_point_as_well(tmp_path: Path) -> None:
    found = read_catalog(_file(tmp_path, 'sku,title,price USD\nA,Hat,"1,299.90"\nB,Cap,"12,50"\n'))
    assert _amounts(found) == [Decimal("1299.9"), None]
    assert found.assumptions == ()


@pytest.mark.parametrize(
    ("header", "amount", "told"),
    [
        (GERMAN, Decimal(1299), 1),
        ("Código de producto;Título;Precio (EUR);Existencias\n", Decimal(1299), 1),
        ("sku;title;price (EUR);stock\n", Decimal("1.299"), 0),
    ],
)
def test_headers_decide_where_nothing_else_does(
    tmp_path: Path, header: str, amount: Decimal, told: int
) -> None:
    found = read_catalog(_file(tmp_path, f"{header}X1;Hut;1.299;1\nX2;Hose;2.500;2\n"))
    assert _amounts(found)[0] == amount
    assert sum("1.299" in sentence and "1299" in sentence for sentence in found.assumptions) == told


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("货号,标题,价格\nA,棉衣服,59元\nB,棉裤子,39\n", ("CNY", False)),
        ("货号,标题,价格\nA,棉衣服,$59\nB,棉裤子,$39\n", ("USD", True)),
        ("货号,标题,价格,币种\nA,棉衣服,59,EUR\nB,棉裤子,39,EUR\n", ("EUR", True)),
    ],
)
def test_a_currency_is_stated_for_all_prices_or_assumed(
    tmp_path: Path, text: str, currency: tuple[str, bool]
) -> None:
    path = _file(tmp_path, text)
    shown = preview(path)
    assert (shown.currency, shown.currency_stated) == currency
    assert (
        any("CNY was assumed" in one for one in read_catalog(path).assumptions) is not currency[1]
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "goods.csv",
            "SKU,标题,描述\nA,灯,\"<div style='color:red'><p>ok</p><img src='a.jpg'></div>\"\n",
        ),
        ("goods.csv", "货号,标题,价格\n"),
        (
            "goods.json",
            '[{"title": "衣", "skus": [{"sku": "1", "price": 1}, {"sku": "2", "price": 2}]}]',
        ),
    ],
)
def test_language_and_rows_are_those_of_the_import(tmp_path: Path, name: str, text: str) -> None:
    path = _file(tmp_path, text, name)
    shown, found = preview(path), read_catalog(path)
    assert (shown.locale, shown.estimate, shown.counted) == (found.locale, found.read, True)


def test_a_google_preview_has_the_columns_of_the_file(tmp_path: Path) -> None:
    text = (
        "id\ttitle\tprice\tcolor\titem group id\timage link\n"
        "A\tHat\t9 USD\tred\tG\ta.jpg\nB\tHat\t9 USD\tblue\tG\ta.jpg\n"
    )
    shown = preview(_file(tmp_path, text, "feed.tsv"))
    assert len(shown.headers) > len(shown.own_guesses)
    headers = [guess.header for guess in shown.own_guesses]
    assert headers == ["id", "title", "price", "color", "item group id", "image link"]


def test_dates_and_long_digits_are_told_and_kept(tmp_path: Path) -> None:
    rows = "1-Mar,杯,5\n123456789012345000,碗,5\nMar-01,盘,5\nA-1,勺,5\n"
    found = read_catalog(_file(tmp_path, f"SKU,标题,价格(元)\n{rows}"))
    assert [product.key for product in found.products][:2] == ["1-Mar", "123456789012345000"]
    assert ["1-Mar" in found.assumptions[0], "123456789012345000" in found.assumptions[1]] == [
        True
    ] * 2
    assert len(found.assumptions) == 2
