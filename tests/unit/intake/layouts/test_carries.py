"""What `localizer formats` promises: every layout carries what it says, in every kind of file it names.

The rows are those of the small files beside these tests, written anew as each kind of file; what a system
writes only where the shop has filled it in (costs, customs codes) is added to them here.
"""

from __future__ import annotations

import csv
import json
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest

from localizer.catalog import file_cells as fc
from localizer.cli.formats import FILES as FILE_KINDS
from localizer.intake.formats import open_table
from localizer.intake.layout import Carried
from localizer.intake.layouts import layouts
from localizer.intake.reading import read_catalog
from localizer.model.money import Money
from localizer.model.product import Product, Variant

Rows = list[list[str]]
Cell = str | int | float | None

#: One thing of each kind a layout promises, as it must arrive.
EXPECTED: Mapping[str, Mapping[Carried, str]] = {
    "bagisto": {
        "titles": "Cap", "descriptions": "A warm cap.", "variants": "CAP-R CAP-G", "options": "color=Red",
        "prices": "14 USD", "costs": "5 USD", "stock": "15", "images": "cap.webp",
        "categories": "Men > Winter Wear",
    },
    "google": {
        "titles": "Linen Shirt - S", "descriptions": "Soft linen.", "variants": "SHIRT-S SHIRT-M",
        "options": "Size=S", "prices": "39.9 EUR", "costs": "12.5 EUR", "barcodes": "4006381333931",
        "images": "https://example.com/s3.jpg", "facts": "material=Linen", "weights": "250",
        "categories": "Men > Shirts", "brands": "Harbour", "offers": "0.25",
    },
    "localizer": {
        "titles": "Bottle", "descriptions": "Keeps tea hot.", "variants": "B-R B-B", "options": "Colour=Red",
        "prices": "9.50 EUR", "costs": "4 CNY", "stock": "7", "barcodes": "4006381333931",
        "images": "https://example.com/b.jpg", "facts": "material=Steel", "weights": "300",
        "categories": "Home > Bottles", "brands": "Harbour", "hs_codes": "961700",
    },
    "magento": {
        "titles": "Tee", "descriptions": "<p>A tee.</p>", "variants": "TEE-R-S TEE-B-M",
        "options": "Colour=Red",
        "prices": "19 USD", "costs": "7.5 USD", "stock": "10", "barcodes": "4006381333931",
        "images": "/t/e/back.jpg", "facts": "material=Cotton, Hemp",
        "categories": "Default Category > Men > Tops", "brands": "Harbour", "hs_codes": "610910",
    },
    "medusa": {
        "titles": "Sweater", "descriptions": "Warm.", "variants": "SW-L SW-S", "options": "size=L",
        "prices": "300 DKK", "stock": "10", "barcodes": "4006381333931", "images": "https://example.com/u.png",
        "facts": "material=Wool", "categories": "Lighting", "hs_codes": "611030",
    },
    "opencart": {
        "titles": "Shirt & tie", "descriptions": "<p>Soft linen.</p>", "variants": "SH-S SH-XL",
        "options": "Size=S", "prices": "39.9 USD", "stock": "10", "barcodes": "4006381333931",
        "images": "catalog/back.jpg", "facts": "material=Linen", "weights": "250", "brands": "Harbour",
    },
    "prestashop": {
        "titles": "Hummingbird T-shirt", "descriptions": "<p>A poster.</p>", "prices": "23.9 USD",
        "costs": "9.5 USD", "stock": "160", "barcodes": "4006381333931", "images": "https://example.com/2.jpg",
        "facts": "material=Cotton, Elastane", "categories": "Men", "brands": "Studio Design",
    },
    "saleor": {
        "titles": "Apple Juice", "descriptions": "<h3>Fresh <b>juice</b>.</h3><p>Squeezed daily.</p>",
        "variants": "43226647 80884671", "options": "Bottle size=500ml", "prices": "5 USD",
        "costs": "3.2 USD",
        "stock": "198", "images": "https://example.com/apple2.png", "facts": "flavor=Apple", "weights": "500",
        "categories": "juices", "brands": "Saleor",
    },
    "shopee": {
        "titles": "เสื้อลินิน", "descriptions": "ผ้านุ่ม", "variants": "SHIRT-W-S SHIRT-B-M", "options": "สี=ขาว",
        "prices": "299 THB", "stock": "5", "barcodes": "4006381333931", "images": "https://example.com/1.jpg",
        "weights": "250",
    },
    "shopify": {
        "titles": "Linen Shirt", "descriptions": "<p>Soft linen.</p>", "variants": "0012 LS-M",
        "options": "Size=S", "prices": "39.9 USD", "costs": "12.5 USD", "stock": "5",
        "barcodes": "4006381333931", "images": "https://cdn.example.com/b.jpg", "facts": "material=Linen",
        "weights": "250", "categories": "Shirts", "brands": "Harbour",
    },
    "spree": {
        "titles": "Kettle", "descriptions": "Boils water.", "variants": "KETTLE-BLACK KETTLE-WHITE",
        "options": "Color=Black", "prices": "39.99 USD", "stock": "50", "images": "https://example.com/k.png",
        "facts": "power=1400W", "weights": "907.18474", "categories": "Kitchen > Kettles",
    },
    "taobao": {
        "titles": "陶瓷马克杯", "descriptions": "<p>真丝面料，舒适透气。</p>", "variants": "QZ-W-S QZ-X-M",
        "options": "颜色分类=白色", "prices": "199 CNY", "stock": "10", "barcodes": "4006381333931",
        "images": "https://img.example.com/a1.jpg", "brands": "港湾",
    },
    "woocommerce": {
        "titles": "Hoodie", "descriptions": "<p>Warm hoodie.</p>\n<p>Machine wash.</p>",
        "variants": "HOODIE-B HOODIE-G", "options": "Color=Blue", "prices": "45 USD", "costs": "20 USD",
        "stock": "30", "barcodes": "4006381333931", "images": "https://example.com/h2.jpg",
        "facts": "material=Cotton, Polyester", "weights": "600", "categories": "Clothing > Hoodies",
        "brands": "Harbour",
    },
}  # fmt: skip
#: The files of each layout; together they show all it carries.
FILES = {
    "bagisto": ["bagisto.csv"], "google": ["google.tsv"], "magento": ["magento.csv"],
    "medusa": ["medusa_v1.csv", "medusa_v2.csv"], "prestashop": ["prestashop.csv"], "saleor": ["saleor.csv"],
    "shopify": ["shopify_old.csv", "shopify_new.csv"], "spree": ["spree.csv"], "taobao": ["taobao.csv"],
    "woocommerce": ["woocommerce.csv"],
}  # fmt: skip
#: Cells put into a file, by layout: the SKU (or number) of the row, the column, what is put behind its text.
ADDED = {
    "magento": [("TEE-R-S", "additional_attributes", ",gtin=4006381333931"),
                ("TEE", "additional_attributes", ",hs_code=610910")],
    "saleor": [("43226647", "default-channel (channel variant cost price)", "3.20")],
    "woocommerce": [("HOODIE-B", "Cost of goods", "20")],
}  # fmt: skip


def _rows(path: Path, layout: str) -> Rows:
    table = open_table(path, lambda _headers: 0, plain=True)
    rows = [list(table.headers), *(cells for _number, cells in table.rows)]
    for sku, column, text in ADDED.get(layout, ()):
        _put(rows, sku, column, text)
    return rows


def _put(rows: Rows, sku: str, column: str, text: str) -> None:
    if column not in rows[0]:
        rows[0].append(column)
    row = next(row for row in rows if sku in row)
    row.extend([""] * (len(rows[0]) - len(row)))
    row[rows[0].index(column)] += text


def _write_csv(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def _write_tsv(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-16", newline="") as file:
        csv.writer(file, delimiter="\t").writerows(rows)


def _write_xlsx(path: Path, rows: Rows) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)


def _write_ods(path: Path, sheets: Mapping[str, Rows]) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    tables = "".join(
        f'<table:table table:name="{name}">'
        + "".join(
            "<table:table-row>{}</table:table-row>".format(
                "".join(cell.format(escape(text)) for text in row)
            )
            for row in rows
        )
        + "</table:table>"
        for name, rows in sheets.items()
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<m:manifest xmlns:m='urn:m'/>")
        archive.writestr(
            "content.xml",
            '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x">'
            f"{tables}</office:document-content>",
        )


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _write_xls(path: Path, sheets: Mapping[str, Rows]) -> None:
    """Write BIFF records ([MS-XLS] 2.4) into a compound file ([MS-CFB]) of one stream."""
    end = _record(0x0A)
    begin = [_record(0x0809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 6)) for kind in (5, 0x10)]
    bodies = [
        begin[1]
        + b"".join(
            _record(0x0204, struct.pack("<HHHHB", r, c, 0, len(text), 1) + text.encode("utf-16-le"))
            for r, row in enumerate(rows)
            for c, text in enumerate(row)
            if text
        )
        + end
        for rows in sheets.values()
    ]
    names = [struct.pack("<BBBB", 0, 0, len(name), 0) + name.encode() for name in sheets]
    place = len(begin[0]) + sum(len(_record(0x85, bytes(4) + name)) for name in names) + len(end)
    bound = b""
    for name, body in zip(names, bodies, strict=True):
        bound += _record(0x85, struct.pack("<I", place) + name)
        place += len(body)
    content = begin[0] + bound + end + b"".join(bodies)
    content = content.ljust(max(4096, -(-len(content) // 512) * 512), b"\0")
    count = len(content) // 512
    tables = -(-(count + 2) // 128) + 1
    last, free = 0xFFFFFFFE, 0xFFFFFFFF
    fat = [0xFFFFFFFD] * tables + [last] + [tables + 2 + n for n in range(count - 1)] + [last]
    fat += [free] * (tables * 128 - len(fat))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<IIIIIIII", tables, tables, 0, 4096, last, 0, last, 0)
    head += struct.pack("<109I", *range(tables), *[free] * (109 - tables))
    folder = b""
    for text, kind, first, size in (
        ("Root Entry", 5, last, 0),
        ("Workbook", 2, tables + 1, len(content)),
    ):
        raw = (text + "\0").encode("utf-16-le")
        entry = raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, free, free, free)
        folder += entry.ljust(116, b"\0") + struct.pack("<IQ", first, size)
    fat_bytes = struct.pack(f"<{len(fat)}I", *fat)
    path.write_bytes(head + fat_bytes + folder.ljust(512, b"\0") + content)


def _write_json(path: Path, rows: Rows) -> None:
    header, *data = rows
    path.write_text(json.dumps([dict(zip(header, row, strict=True)) for row in data]), "utf-8")


def _write_jsonl(path: Path, rows: Rows) -> None:
    header, *data = rows
    lines = (json.dumps(dict(zip(header, row, strict=True))) for row in data)
    path.write_text("\n".join(lines), "utf-8")


def _write_xml(path: Path, rows: Rows) -> None:
    header, *data = rows
    items = (
        "".join(f"<{name}>{escape(text)}</{name}>" for name, text in zip(header, row, strict=True))
        for row in data
    )
    made = "".join(f"<item>{item}</item>" for item in items)
    path.write_text(f"<goods>{made}</goods>", "utf-8")


WRITERS: Mapping[str, Callable[[Path, Rows], None]] = {
    "csv": _write_csv,
    "tsv": _write_tsv,
    "xlsx": _write_xlsx,
    "xls": lambda path, rows: _write_xls(path, {"S": rows}),
    "ods": lambda path, rows: _write_ods(path, {"S": rows}),
}
GENERAL: Mapping[str, Callable[[Path, Rows], None]] = {
    **WRITERS, "json": _write_json, "jsonl": _write_jsonl, "xml": _write_xml
}  # fmt: skip
#: A table of nobody's: what any file carries under names a person would give its columns.
PLAIN: Rows = [
    ["商品标题", "款号", "SKU", "商品描述", "颜色", "售价", "成本价", "库存", "条形码", "图片1",
     "材质", "品牌", "类目", "HS编码"],
    ["亚麻衬衫", "S", "S-R", "柔软。", "红", "39.9", "12", "5", "4006381333931", "https://example.com/s.jpg",
     "亚麻", "港湾", "服装/衬衫", "610910"],
    ["亚麻衬衫", "S", "S-B", "柔软。", "蓝", "41.9", "12", "7", "", "https://example.com/t.jpg",
     "亚麻", "港湾", "服装/衬衫", "610910"],
]  # fmt: skip
ARRIVES: Mapping[Carried, str] = {
    "titles": "亚麻衬衫", "descriptions": "柔软。", "variants": "S-R S-B", "options": "颜色=红",
    "prices": "39.9 CNY", "costs": "12 CNY", "stock": "7", "barcodes": "4006381333931",
    "images": "https://example.com/t.jpg", "facts": "material=亚麻", "categories": "服装/衬衫",
    "brands": "港湾", "hs_codes": "610910",
}  # fmt: skip


def _money(price: Money | None) -> str:
    return "" if price is None else f"{price.amount:f} {price.currency}"


def _arrived(products: list[Product]) -> dict[Carried, set[str]]:
    variants: list[Variant] = [variant for product in products for variant in product.variants]
    return {
        "titles": {product.title for product in products},
        "descriptions": {product.description_html for product in products},
        "variants": {" ".join(v.sku for v in product.variants) for product in products},
        "options": {f"{name}={text}" for v in variants for name, text in v.options},
        "prices": {_money(variant.list_price) for variant in variants},
        "costs": {_money(variant.cost) for variant in variants},
        "stock": {str(variant.stock) for variant in variants},
        "barcodes": {variant.gtin for variant in variants},
        "images": {image for product in products for image in product.images},
        "facts": {f"{fact.name}={fact.value}" for product in products for fact in product.facts},
        "weights": {f"{v.weight_g:f}" for v in variants if v.weight_g is not None},
        "categories": {product.category for product in products},
        "brands": {product.brand for product in products},
        "hs_codes": {product.hs_code for product in products},
        "offers": {str(offer.percent) for product in products for offer in product.offers},
    }  # fmt: skip


def _check(layout: str, paths: list[Path]) -> None:
    products: list[Product] = []
    for path in paths:
        assert open_table(path, lambda _headers: 0).layout == layout
        products.extend(read_catalog(path).products)
    arrived = _arrived(products)
    missing = {
        what: sorted(arrived[what])
        for what, text in EXPECTED[layout].items()
        if not any(found == text or found.startswith(text + "<") for found in arrived[what])
    }
    assert missing == {}


def test_every_kind_of_file_is_listed() -> None:
    assert set(GENERAL) == set(FILE_KINDS) - {"xlsb"}  # of which test_xlsb_scan.py writes one


@pytest.mark.parametrize("kind", sorted(GENERAL))
def test_a_plain_table_says_the_same_in_every_kind_of_file(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"goods.{kind}"
    GENERAL[kind](path, PLAIN)
    assert open_table(path, lambda _headers: 0).layout == ""
    arrived = _arrived(list(read_catalog(path).products))
    assert {what: text for what, text in ARRIVES.items() if text not in arrived[what]} == {}


def test_every_promise_has_an_example() -> None:
    assert {one.name: set(one.carries) for one in layouts()} == {
        name: set(expected) for name, expected in EXPECTED.items()
    }


def _cases() -> Iterator[tuple[str, str]]:
    for layout in layouts():
        for container in layout.containers:
            if layout.name in FILES and container in WRITERS:
                yield layout.name, container


@pytest.mark.parametrize(("layout", "container"), list(_cases()))
def test_a_layout_carries_what_it_promises(
    tmp_path: Path, data: Path, layout: str, container: str
) -> None:
    paths = []
    for name in FILES[layout]:
        path = tmp_path / f"{Path(name).stem}.{container}"
        WRITERS[container](path, _rows(data / name, layout))
        paths.append(path)
    _check(layout, paths)


FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss xmlns:g="http://base.google.com/ns/1.0" version="2.0"><channel><title>Shop</title>{}</channel></rss>"""


def test_google_carries_the_same_in_xml(tmp_path: Path, data: Path) -> None:
    header, *rows = _rows(data / "google.tsv", "google")
    items = ""
    for row in rows:
        fields = zip(header, row, strict=True)
        items += "<item>{}</item>".format(
            "".join(f"<g:{name}>{escape(text)}</g:{name}>" for name, text in fields if text)
        )
    (tmp_path / "feed.xml").write_text(FEED.format(items), encoding="utf-8")
    _check("google", [tmp_path / "feed.xml"])


def test_shopee_carries_what_it_promises(
    write_book: Callable[[dict[str, list[list[Cell]]]], Path], shopee_rows: list[list[Cell]]
) -> None:
    _check("shopee", [write_book({"Template": shopee_rows})])


@pytest.mark.parametrize("container", ["xlsx", "xls", "ods"])
def test_opencart_carries_what_it_promises(
    tmp_path: Path,
    write_book: Callable[[dict[str, list[list[Cell]]]], Path],
    opencart_sheets: dict[str, list[list[Cell]]],
    container: str,
) -> None:
    if container == "xlsx":
        _check("opencart", [write_book(opencart_sheets)])
        return
    sheets = {
        name: [["" if cell is None else str(cell) for cell in row] for row in rows]
        for name, rows in opencart_sheets.items()
    }
    path = tmp_path / f"book.{container}"
    {"xls": _write_xls, "ods": _write_ods}[container](path, sheets)
    _check("opencart", [path])


@pytest.mark.parametrize("container", ["csv", "xlsx", "jsonl"])
def test_our_own_file_carries_what_it_promises(tmp_path: Path, container: str) -> None:
    first = {
        "product_key": "B", "title": "Bottle", "description_html": "Keeps tea hot.", "brand": "Harbour",
        "category": "Home > Bottles", "hs_code": "961700", "images": "https://example.com/b.jpg",
        "facts": '[{"name": "material", "kind": "term", "value": "Steel"}]',
        "variant_key": "B-R", "sku": "B-R", "options": '[["Colour", "Red"]]', "gtin": "4006381333931",
        "cost": "4", "cost_currency": "CNY", "list_price": "9.50", "list_price_currency": "EUR", "stock": "7",
        "weight_g": "300",
    }  # fmt: skip
    second = {"product_key": "B", "title": "Bottle", "variant_key": "B-B", "sku": "B-B"}
    assert {*first, *second} <= set(fc.COLUMNS)
    path = tmp_path / f"own.{container}"
    rows = [[row.get(column, "") for column in fc.COLUMNS] for row in (first, second)]
    if container == "jsonl":
        lines = (json.dumps(dict(zip(fc.COLUMNS, row, strict=True))) for row in rows)
        path.write_text("\n".join(lines), encoding="utf-8")
    else:
        WRITERS[container](path, [list(fc.COLUMNS), *rows])
    _check("localizer", [path])


def test_saleor_carries_the_same_from_a_dump(corpus: Path) -> None:
    path = corpus / "catalog" / "saleor_populatedb.json"
    assert open_table(path, lambda _headers: 0).layout == "saleor"
    arrived = _arrived(list(read_catalog(path).products))
    promised = set(EXPECTED["saleor"]) - {"costs", "brands"}  # the demonstration shop has neither
    assert {what for what in promised if any(arrived[what] - {"", "None"})} == promised


def test_every_kind_of_file_is_tried() -> None:
    tried = {*_cases(), ("google", "xml"), ("shopee", "xlsx"), ("saleor", "json")}
    tried |= {("opencart", kind) for kind in ("xlsx", "xls", "ods")}
    tried |= {("localizer", kind) for kind in ("csv", "xlsx", "jsonl")}
    assert tried == {(one.name, kind) for one in layouts() for kind in one.containers}
