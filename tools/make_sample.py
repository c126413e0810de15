"""Write the sample launch: catalog, offers, prices, certificates and pictures.

The sources are in ``tools/sample/``: ``catalog.json`` (the products), three CSV lists and one SVG drawing
per product. What is written into ``resources/sample/`` is what a seller's system hands over: wide tables
with Chinese headers, product cells in a product's first row only, and five mistakes (``BAD_ROWS``).
Equal sources give equal files, byte for byte, as long as XlsxWriter and Qt stay the same.

Run it from anywhere: ``python tools/make_sample.py``.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from stdnum import ean
from xlsxwriter import Workbook  # type: ignore[import-untyped]

ROOT: Final = Path(__file__).resolve().parent.parent
SOURCE: Final = ROOT / "tools" / "sample"
TARGET: Final = ROOT / "resources" / "sample"
LISTS: Final = ("offers.csv", "price_history.csv", "certificates.csv")

KEY, TITLE, CATEGORY, BRAND = "货号", "商品标题", "类目", "品牌"
BULLETS: Final = ("卖点1", "卖点2", "卖点3", "卖点4")
DESCRIPTION, IMAGE = "商品描述", "图片"
SKU, COST, STOCK, WEIGHT, GTIN = "SKU编码", "成本价(元)", "库存", "重量(g)", "条形码"
OPTIONS: Final = (("规格名1", "规格值1"), ("规格名2", "规格值2"))
#: Fact columns in the order a seller's template has them.
FACTS: Final = (
    *("材质", "填充物", "版型", "领型", "袖长", "图案", "风格", "适用季节", "适用人群"),
    *("适用年龄", "适用肤质", "香味", "净含量", "容量", "尺寸", "重量", "功率", "电压"),
    *("电池容量", "续航", "接口", "蓝牙版本", "防水等级", "承重", "保温时长", "燃烧时长"),
    *("洗涤方式", "包装清单", "产地", "保质期", "认证"),
)
HEADERS: Final = (
    *(KEY, TITLE, CATEGORY, BRAND, *BULLETS, DESCRIPTION, IMAGE),
    *(SKU, *OPTIONS[0], *OPTIONS[1], COST, STOCK, WEIGHT, GTIN),
    *FACTS,
)
NUMBERS: Final = frozenset({COST, STOCK, WEIGHT})
WIDTHS: Final = {TITLE: 48, DESCRIPTION: 60, "包装清单": 36} | dict.fromkeys(BULLETS, 32)
#: Written into the workbook in place of the clock, so that the file does not change by itself.
CREATED: Final = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)
PICTURE_SIDE: Final = 600
PICTURE_COLOURS: Final = 64
PICTURE_BYTES: Final = 12_000

NOTES: Final = (
    ("项目", "说明"),
    ("数据来源", "示例数据，品牌、证书编号和条形码均为虚构，不对应任何真实企业。"),
    ("行", "一行一个SKU；商品信息只填在该货号的首行，其余行留空。"),
    (COST, "人民币，不含国际运费。"),
    (WEIGHT, "含包装的发货重量；“重量”一列为商品净重。"),
    (GTIN, "13位店内码，按文本保存，请勿转换为数值。"),
    (IMAGE, "相对于本文件所在文件夹的路径。"),
)

Row = dict[str, str]


class SourceError(Exception):
    """The files in ``tools/sample`` contradict each other or this program."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A mistake made on purpose in the row of ``sku``, or in a row ``added`` behind it.

    ``changes`` replace the row's cells; an added row starts as a copy without the product's cells.
    """

    sku: str
    column: str
    changes: Row
    problem: str
    treatment: str
    added: bool = False


BAD_ROWS: Final = (
    BadRow(
        sku="SW-0334-GY-L",
        column=SKU,
        changes={"规格值2": "XL", STOCK: "36", GTIN: ""},
        problem="The SKU of the row above again, with size XL: a row copied and not finished",
        treatment="The row is left out and reported; the first row with the SKU counts",
        added=True,
    ),
    BadRow(
        sku="DJ-0458-AG-XXL",
        column=TITLE,
        changes={KEY: "FW-0888", SKU: "FW-0888-BK-38", "规格值1": "黑色", "规格值2": "38"}
        | {COST: "39.00", STOCK: "24", WEIGHT: "650", GTIN: ""},
        problem="No title, and a 货号 that no other row has",
        treatment="The row is left out and reported",
        added=True,
    ),
    BadRow(
        sku="TS-0512-BK-M",
        column=STOCK,
        changes={STOCK: "-3"},
        problem="A negative stock (-3)",
        treatment="The variant comes in with an unknown stock; the cell is reported",
    ),
    BadRow(
        sku="SB-2038-BE-L",
        column=GTIN,
        changes={GTIN: "2020380028868"},
        problem="A GTIN with a wrong check digit",
        treatment="The variant comes in without a GTIN; the cell is reported",
    ),
    BadRow(
        sku="HM-3037-MG",
        column=COST,
        changes={COST: "待定"},
        problem="A cost that is no number (待定, to be decided)",
        treatment="The variant comes in without a cost, so it gets no price; the cell is reported",
    ),
)


@dataclass(frozen=True, slots=True)
class Variant:
    """One SKU of the source: option values in the product's order, cost in yuan."""

    sku: str
    options: tuple[str, ...]
    gtin: str
    cost: str
    stock: int
    weight_g: int


@dataclass(frozen=True, slots=True)
class Product:
    """One product of the source; ``options`` are the option names in order."""

    key: str
    title: str
    category: str
    brand: str
    bullets: tuple[str, ...]
    description: str
    facts: Row
    options: tuple[str, ...]
    variants: tuple[Variant, ...]

    def own_cells(self) -> Row:
        """Return the cells that stand in the product's first row only."""
        return {
            TITLE: self.title,
            CATEGORY: self.category,
            BRAND: self.brand,
            **dict(zip(BULLETS, self.bullets, strict=False)),
            DESCRIPTION: self.description,
            IMAGE: f"images/{self.key}.png",
            **self.facts,
        }

    def variant_cells(self, variant: Variant) -> Row:
        """Return the cells of one variant, which stand in its own row."""
        row = {
            KEY: self.key,
            SKU: variant.sku,
            COST: variant.cost,
            STOCK: str(variant.stock),
            WEIGHT: str(variant.weight_g),
            GTIN: variant.gtin,
        }
        values = zip(self.options, variant.options, strict=True)
        for headers, cells in zip(OPTIONS, values, strict=False):
            row |= dict(zip(headers, cells, strict=True))
        return row


def read_products() -> list[Product]:
    """Read ``catalog.json``; raise :class:`SourceError` for a fact that has no column."""
    products = []
    for entry in json.loads((SOURCE / "catalog.json").read_text(encoding="utf-8")):
        if unknown := set(entry["facts"]) - set(FACTS):
            raise SourceError(f"{entry['key']}: no column for {sorted(unknown)}")
        variants = tuple(
            Variant(
                sku=item["sku"],
                options=tuple(item["options"]),
                gtin=item["gtin"],
                cost=item["cost"],
                stock=item["stock"],
                weight_g=item["weight_g"],
            )
            for item in entry["variants"]
        )
        product = Product(
            key=entry["key"],
            title=entry["title"],
            category=entry["category"],
            brand=entry["brand"],
            bullets=tuple(entry["bullets"]),
            description=entry["description"],
            facts=entry["facts"],
            options=tuple(option["name"] for option in entry["options"]),
            variants=variants,
        )
        products.append(product)
    return products


def make_rows(products: list[Product]) -> list[Row]:
    """Return one row per variant, the product's own cells in its first row."""
    return [
        product.variant_cells(variant) | (product.own_cells() if index == 0 else {})
        for product in products
        for index, variant in enumerate(product.variants)
    ]


def add_mistakes(rows: list[Row]) -> list[tuple[int, BadRow]]:
    """Put the mistakes into ``rows``; return them with their row numbers in the sheet (header = 1)."""
    marked: list[tuple[Row, BadRow]] = []
    for bad in BAD_ROWS:
        index = next(i for i, row in enumerate(rows) if row[SKU] == bad.sku)
        if bad.added:
            index += 1
            rows.insert(index, dict(rows[index - 1]))
        rows[index] |= bad.changes
        marked.append((rows[index], bad))
    numbers = {id(row): number for number, row in enumerate(rows, start=2)}
    return [(numbers[id(row)], bad) for row, bad in marked]


def check_lists(products: list[Product]) -> None:
    """Raise :class:`SourceError` where a list names a product or SKU that does not exist."""
    skus = {variant.sku: product.key for product in products for variant in product.variants}
    for name in LISTS:
        with (SOURCE / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                known = (
                    row[KEY] in skus.values() and skus.get(row.get("SKU", ""), row[KEY]) == row[KEY]
                )
                if not known or row.get("SKU", next(iter(skus))) not in skus:
                    raise SourceError(f"{name}: unknown {row}")


def check_gtins(rows: list[Row]) -> None:
    """Raise :class:`SourceError` unless exactly one GTIN is wrong: the one that is meant to be."""
    wrong = [row[SKU] for row in rows if row[GTIN] and not ean.is_valid(row[GTIN])]
    meant = [bad.sku for bad in BAD_ROWS if bad.column == GTIN]
    if wrong != meant:
        raise SourceError(f"wrong check digits: {wrong}, meant: {meant}")


def as_number(text: str) -> Decimal | None:
    """Return ``text`` as a number, or ``None`` where it is none."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def write_workbook(rows: list[Row], path: Path) -> None:
    """Write the catalog sheet (numbers as numbers, all else as text) and the sheet of notes."""
    with Workbook(str(path), {"strings_to_numbers": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": "示例商品", "created": CREATED.replace(tzinfo=None)})
        bold = book.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1})
        formats = {
            COST: book.add_format({"num_format": "0.00"}),
            GTIN: book.add_format({"num_format": "@"}),
        }
        sheet = book.add_worksheet("商品")
        sheet.freeze_panes(1, 1)
        for column, header in enumerate(HEADERS):
            sheet.set_column(column, column, WIDTHS.get(header, 14))
            sheet.write_string(0, column, header, bold)
            for line, row in enumerate(rows, start=1):
                text = row.get(header, "")
                number = as_number(text) if header in NUMBERS else None
                if number is not None:
                    sheet.write_number(line, column, number, formats.get(header))
                elif text:
                    sheet.write_string(line, column, text, formats.get(header))
        notes = book.add_worksheet("说明")
        notes.set_column(0, 0, 14)
        notes.set_column(1, 1, 80)
        for line, (name, note) in enumerate(NOTES):
            notes.write_row(line, 0, (name, note), bold if line == 0 else None)


def write_csv(rows: list[Row], path: Path) -> None:
    """Write the catalog as a Chinese spreadsheet program exports it: GB18030, commas, CRLF."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, HEADERS, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode("gb18030"))


def write_list(name: str) -> None:
    """Copy a source list as UTF-8 with a byte order mark and CRLF, as spreadsheet programs save it."""
    text = (SOURCE / name).read_text(encoding="utf-8")
    (TARGET / name).write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))


def shrink(image: QImage) -> QImage:
    """Return ``image`` with its most frequent colours only: flat drawings lose nothing one can see."""
    pixels = memoryview(image.constBits()).cast("B").cast("I")
    table = [colour for colour, _ in Counter(pixels).most_common(PICTURE_COLOURS)]
    return image.convertToFormat(
        QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.AvoidDither
    )


def draw_picture(key: str, folder: Path) -> None:
    """Render the product's drawing as PNG; raise :class:`SourceError` if it is missing or too heavy."""
    drawing = SOURCE / "pictures" / f"{key}.svg"
    renderer = QSvgRenderer(str(drawing))
    if not renderer.isValid():
        raise SourceError(f"{drawing.name} is missing or no SVG")
    image = QImage(PICTURE_SIDE, PICTURE_SIDE, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    path = folder / f"{key}.png"
    # Quality 0 is the strongest compression; PNG loses nothing by it.
    if not shrink(image).save(str(path), quality=0):
        raise SourceError(f"{path.name} cannot be written")
    if (size := path.stat().st_size) > PICTURE_BYTES:
        raise SourceError(f"{path.name} has {size} bytes, more than {PICTURE_BYTES}")


README: Final = """\
# The sample launch

{products} invented products with {variants} variants. Brands, certificate numbers and GTINs (in-store
prefix 20) belong to no real company. Everything here is written by `tools/make_sample.py` from
`tools/sample/`; do not edit it by hand.

| file | what it is |
| --- | --- |
| `catalog.xlsx` | sheet 商品: {rows} rows below the header, one per SKU; sheet 说明: notes for people |
| `catalog.csv` | the same rows in GB18030, commas, CRLF |
| `offers.csv` | promotions per 货号; an empty 市场 means every market, several are joined by `;` |
| `price_history.csv` | prices really asked, per SKU and market, each from its day on |
| `certificates.csv` | documents per 货号; the files they name are not part of the sample |
| `images/` | one drawing per product |

The three lists are UTF-8 with a byte order mark, CRLF. Product cells (title, bullets,
description, facts) stand in a product's first row only; the rows after it repeat the 货号.

## Mistakes made on purpose

Row numbers count the header as row 1; `catalog.xlsx` and `catalog.csv` have the same ones. With the treatment
below, {products} products with {variants} variants come in.

| row | column | SKU | what is wrong | expected treatment |
| --- | --- | --- | --- | --- |
{mistakes}

## Claims made on purpose

Two selling points cannot stand as they are, so that the checks have something to find: `PB-3022` 卖点3
(全网最低价, a lowest-price claim) and `RP-4012` 卖点3 (国家级认证, a state certification nobody can show).
In `offers.csv` the first offer is over; in `certificates.csv` the OEKO-TEX certificate has expired.
"""


def write_readme(
    rows: list[Row], products: list[Product], marked: list[tuple[int, BadRow]]
) -> None:
    """Write the README with the row numbers as they came out."""
    lines = [
        f"| {number} | {bad.column} | {rows[number - 2][SKU]} | {bad.problem} | {bad.treatment} |"
        for number, bad in sorted(marked, key=lambda pair: pair[0])
    ]
    text = README.format(
        products=len(products),
        variants=sum(len(product.variants) for product in products),
        rows=len(rows),
        mistakes="\n".join(lines),
    )
    (TARGET / "README.md").write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Write every file of the sample and say how much it is."""
    products = read_products()
    check_lists(products)
    rows = make_rows(products)
    marked = add_mistakes(rows)
    check_gtins(rows)
    images = TARGET / "images"
    images.mkdir(parents=True, exist_ok=True)
    write_workbook(rows, TARGET / "catalog.xlsx")
    write_csv(rows, TARGET / "catalog.csv")
    for name in LISTS:
        write_list(name)
    for product in products:
        draw_picture(product.key, images)
    write_readme(rows, products, marked)
    size = sum(path.stat().st_size for path in TARGET.rglob("*") if path.is_file())
    print(f"{len(products)} products, {len(rows)} rows, {size:,} bytes in {TARGET}")


if __name__ == "__main__":
    main()
