"""Headers of real systems mean the columns they mean."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from localizer.intake.headers import (
    FAMILIES,
    ROLES,
    column_of,
    label_of,
    parse_header,
    simplify,
    spoken,
    words,
)
from localizer.intake.likeness import likely_column
from localizer.paths import resource

FILES = sorted(resource("headers").glob("*.toml"))
NUMBERED = {"image", "bullet", "option_name", "option_value"}
SETS = {"option", "no_fact", "note", "other"}


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("货号", "product"),
        ("*商品标题", "title"),
        ("商品標題", "title"),
        ("Title", "title"),
        ("Body (HTML)", "description"),
        ("Vendor", "brand"),
        ("Handle", "product"),
        ("URL handle", "product"),
        ("slug", "product"),
        ("url_key", "product"),
        ("parent_sku", "parent_sku"),
        ("Variant SKU", "sku"),
        ("SKU编码", "sku"),
        ("Variant Price", "list_price"),
        ("售价（元）", "list_price"),
        ("Variant Price EUR", "list_price:EUR"),
        ("Cost per item", "cost"),
        ("成本价(元)", "cost"),
        ("inventory_count", "stock"),
        ("Variant Grams", "weight"),
        ("Weight value (grams)", "weight"),
        ("重量(g)", "weight"),
        ("Variant Barcode", "gtin"),
        ("条形码", "gtin"),
        ("Option1 Name", "option_name:1"),
        ("Option2 value", "option_value:2"),
        ("option1_value", "option_value:1"),
        ("Variant Option 2 Value", "option_value:2"),
        ("规格名1", "option_name:1"),
        ("规格值2", "option_value:2"),
        ("卖点3", "bullet:3"),
        ("Image Src", "image:1"),
        ("image2_src", "image:2"),
        ("Product image URL", "image:1"),
        ("Variant Image", "variant_image"),
        ("configurable_variants", "variant_options"),
        ("商品名稱（必填）", "title"),
        ("庫存數量", "stock"),
        ("Nama Produk", "title"),
        ("Deskripsi Produk", "description"),
        ("SKU Induk", "parent_sku"),
        ("Harga Jual", "list_price"),
        ("Stok", "stock"),
        ("Opsi Variasi 2", "option_value:2"),
        ("Gambar Produk 3", "image:3"),
        ("Penerangan Produk", "description"),
        ("Kuantiti", "stock"),
        ("ชื่อสินค้า", "title"),
        ("น้ำหนัก(กก.)", "weight"),
        ("จำนวนสินค้า", "stock"),
        ("พิกัดศุลกากร", "hs_code"),
        ("Tên sản phẩm *", "title"),
        ("Mã HS", "hs_code"),
        ("Tên nhóm phân loại hàng 1", "option_name:1"),
        ("Tên phân loại hàng cho nhóm phân loại hàng 1", "option_value:1"),
        ("Pangalan ng produkto", "title"),
        ("Timbang (kg)", "weight"),
        ("HS Code", "hs_code"),
        ("海关编码", "hs_code"),
        ("Commodity code", "hs_code"),
        ("google_product_category", "taxonomy"),
        ("Google Shopping / Google Product Category", "taxonomy"),
        ("谷歌类目", "taxonomy"),
        ("USD price", "list_price:USD"),
        ("Artikelnummer", "product"),
        ("Bezeichnung", "title"),
        ("EK-Preis", "cost"),
        ("VK-Preis (EUR)", "list_price"),
        ("Bestand", "stock"),
        ("Gewicht (g)", "weight"),
        ("Bild 2", "image:2"),
        ("Attribut 1 Wert(e)", "option_value:1"),
        ("Zolltarifnummer", "hs_code"),
        ("Désignation", "title"),
        ("Prix d’achat HT", "cost"),
        ("Poids (kg)", "weight"),
        ("Code-barres", "gtin"),
        ("Nombre del producto", "title"),
        ("Existencias", "stock"),
        ("Código de barras", "gtin"),
        ("Nome prodotto", "title"),
        ("Giacenza", "stock"),
        ("Prezzo di vendita", "list_price"),
        ("Nome do produto", "title"),
        ("Preço de custo", "cost"),
        ("Estoque", "stock"),
        ("NCM", "hs_code"),
        ("/", None),
        ("Price max", None),
        ("Variant Price nonexistent [EUR]", None),
        ("Published", None),
        ("meta_keywords", None),
        ("材质", None),
        ("", None),
    ],
)
def test_a_header_has_its_column(header: str, column: str | None) -> None:
    found = column_of(header)
    assert (found[0] if found else None) == column


def test_a_header_with_a_unit_is_preferred() -> None:
    with_unit, bare = column_of("重量(g)"), column_of("重量")
    assert with_unit is not None
    assert bare is not None
    assert with_unit[1] < bare[1]


@pytest.mark.parametrize(
    ("header", "base", "unit"),
    [
        ("成本价(元)", "成本价", "元"),
        ("重量【kg】", "重量", "kg"),
        ("重量/g", "重量", "g"),
        ("Body (HTML)", "body (html)", ""),
        ("  Price  (USD) ", "price", "usd"),
        ("a(b)c", "a(b)c", ""),
        ("重量(g)(必填)", "重量", "g"),
        ("Price (required)", "price", ""),
    ],
)
def test_units_in_headers(header: str, base: str, unit: str) -> None:
    assert parse_header(header) == (base, unit)


@pytest.mark.parametrize(
    ("header", "words"), [("*容量(ml)", "容量"), ("Body (HTML)", "Body (HTML)"), ("材质：", "材质")]
)
def test_headers_for_people(header: str, words: str) -> None:
    assert spoken(header) == words


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_of_names_says_everything_and_nothing_else(path: Path) -> None:
    names = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(names) - set(ROLES) == NUMBERED | SETS
    assert {"title", "description", "sku", "list_price", "stock", "weight", "hs_code"} <= set(names)
    for role in NUMBERED:
        assert all(name.count("#") <= 1 for name in names[role])


def test_no_name_means_two_columns() -> None:
    meant: dict[str, set[str]] = {}
    for path in FILES:
        for role, names in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if role not in SETS:
                for name in names:
                    key = simplify(name)
                    meant.setdefault(key.replace(" ", "") if role in NUMBERED else key, set()).add(
                        role
                    )
    assert {name: roles for name, roles in meant.items() if len(roles) > 1} == {}


@pytest.mark.parametrize("role", [*ROLES, *FAMILIES])
def test_every_column_has_a_name_for_people(role: str) -> None:
    assert label_of(role)
    assert label_of(f"{role}:2") == label_of(role)


def test_what_is_not_used_is_called_so() -> None:
    assert label_of("ignore") == "not used"


def test_chinese_names_go_before_english_ones() -> None:
    ranks = words().ranks
    assert ranks["商品标题"][1] < ranks["商品標題"][1] < ranks["title"][1] < ranks["nama produk"][1]


@pytest.mark.parametrize(
    "header", ["Farbe", "Größe", "Couleur", "Talla", "Taglia", "Cor", "SKU属性"]
)
def test_options_under_their_own_names(header: str) -> None:
    assert parse_header(header).base in words().options


@pytest.mark.parametrize(
    "header",
    ["Kundenname", "Name des Kunden", "Nom du client", "Nombre del cliente", "Nome da mãe", "Alter Preis",
     "Ancien prix", "Precio anterior", "Prezzo scontato", "Preço promocional", "Bestellte Menge",
     "Nome fornitore", "Poste", "Rechnungsnummer"],
)  # fmt: skip
def test_what_only_sounds_like_a_column(header: str) -> None:
    assert column_of(header) is None
    assert likely_column(header) is None
