"""The CSV of Taobao's assistant (淘宝助理): tabs, UTF-16, three lines above the data.

Keys and packing (``skuProps`` as ``price:number:code:pid:vid;pid:vid;``, ``propAlias`` and
``input_custom_cpv`` as ``pid:vid:name;``, ``picture`` as ``file:kind:place:pid:vid|address;``): public
programs that read and write the file (the Java, C# and Perl sources on GitHub that hold the line
``title<tab>cid<tab>seller_cids``). The lines are the version, English keys and Chinese labels.
Numbers of colours and sizes: the same. Looked up November 2026.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from localizer.intake.layout import Layout
from localizer.intake.reshape import Places, option_cells, option_headers, reshaped
from localizer.intake.table import Table

_NEEDED: Final = frozenset({"title", "cid", "seller cids"})
#: The label over the first column in the line below the keys.
_LABEL: Final = "宝贝名称"
_OPTIONS: Final = 4
_SKU_PARTS: Final = 5
_BRAND: Final = "20000"
_MAIN_PICTURE: Final = "1"
_OPTION_PICTURE: Final = "2"
_PICTURE: Final = re.compile(r"([^:|]{1,200}):(\d):\d{0,3}:([^|]{0,100})\|?(.*)")
#: The address may hold a colon and commas, but ends before the next picture's name.
_NEXT_PICTURE: Final = re.compile(r";(?=[^:|;]{1,200}:\d:|$)")
#: Sales properties by number; every category has its own, these are the common ones.
_NAMES: Final = {
    "1627207": "颜色分类", "20509": "尺码", "20549": "尺码", "20503": "尺码", "20518": "尺码",
}  # fmt: skip
#: What Taobao's own colours and sizes are called where the seller has not renamed them.
_VALUES: Final = {
    "28320": "白色", "28321": "乳白色", "4266701": "米白色", "28332": "浅灰色", "3232478": "深灰色",
    "28334": "灰色", "28330": "银色", "28341": "黑色", "4950473": "桔红色", "3594022": "玫红色",
    "3232480": "粉红色", "28326": "红色", "4464174": "藕色", "3743025": "西瓜红", "28327": "酒红色",
    "28331": "卡其色", "15409374": "姜黄色", "20412615": "明黄色", "30155": "杏色", "132476": "柠檬黄",
    "90554": "桔色", "60092": "浅黄色", "6134424": "荧光黄", "28328": "金色", "130166": "香槟色",
    "28324": "黄色", "3232483": "军绿色", "80557": "墨绿色", "30156": "浅绿色", "28335": "绿色",
    "8588036": "翠绿色", "6535235": "荧光绿", "3455405": "青色", "3232484": "天蓝色",
    "5138330": "孔雀蓝", "3707775": "宝蓝色", "28337": "浅蓝色", "28340": "深蓝色", "5483105": "湖蓝色",
    "28338": "蓝色", "28866": "藏青色", "4104877": "浅紫色", "3232479": "深紫色", "5167321": "紫红色",
    "80882": "紫罗兰", "28329": "紫色", "129819": "咖啡色", "3232481": "巧克力色", "6071353": "栗色",
    "30158": "浅棕色", "6588790": "深棕色", "132069": "褐色", "3224419": "驼色", "130164": "花色",
    "107121": "透明", "28314": "S", "28315": "M", "28316": "L", "28317": "XL", "28318": "XXL",
    "6145171": "2XL", "28383": "均码",
}  # fmt: skip
PRODUCT: Final = "product key"
VARIANT_IMAGE: Final = "variant image"
BRAND: Final = "brand name"


@dataclass(frozen=True, slots=True)
class Sku:
    """One of an item's SKUs: price, pieces and the seller's code as written, and its sales properties."""

    price: str
    stock: str
    code: str
    properties: tuple[tuple[str, str], ...]


def recognises(cells: Sequence[str]) -> bool:
    """Tell whether the cells are the line of English keys."""
    return frozenset(cells) >= _NEEDED


def parse_skus(packed: str) -> list[Sku]:
    """Return the SKUs of ``price:number:code:pid:vid;pid:vid;``; parts that fit nowhere are passed over."""
    found: list[Sku] = []
    for part in packed.split(";"):
        fields = part.strip().split(":")
        pid, vid = fields[-2:] if len(fields) > 1 else ("", "")
        if len(fields) >= _SKU_PARTS:
            code = ":".join(fields[2:-2]).strip()
            found.append(Sku(fields[0].strip(), fields[1].strip(), code, ((pid, vid),)))
        elif len(fields) == 2 and found:  # noqa: PLR2004 - pid:vid of the SKU before it
            last = found[-1]
            found[-1] = Sku(last.price, last.stock, last.code, (*last.properties, (pid, vid)))
    return found


def parse_names(packed: str) -> dict[str, str]:
    """Return the seller's names by ``pid:vid`` from ``pid:vid:name;``."""
    parts = (part.strip().split(":", 2) for part in packed.split(";"))
    return {f"{p[0]}:{p[1]}": p[2].strip() for p in parts if len(p) == 3 and p[2].strip()}  # noqa: PLR2004


def parse_pictures(packed: str) -> tuple[list[str], dict[str, str]]:
    """Return the main pictures, and those of sales properties by ``pid:vid``.

    A picture has an address, or lies beside the file under its name and ``.tbi``.
    """
    main: list[str] = []
    options: dict[str, str] = {}
    for part in _NEXT_PICTURE.split(packed):
        match = _PICTURE.fullmatch(part.strip())
        if match is None:
            continue
        name = match[4].strip() or f"{match[1].strip()}.tbi"
        if match[2] == _MAIN_PICTURE:
            main.append(name)
        elif match[2] == _OPTION_PICTURE:
            options.setdefault(match[3].strip(), name)
    return main, options


def adapt(table: Table) -> Table:
    """Leave the labels out and give every SKU of an item a row."""
    places = Places.of(table.headers)
    width = len(table.headers)

    def rewrite(cells: list[str]) -> Iterator[list[str]]:
        if places.get(cells, "title") == _LABEL:
            return
        own = [*cells[:width], *[""] * (width - len(cells))]
        for made, new in _rows(places, own):
            yield [*made, *new]

    extra = (PRODUCT, BRAND, VARIANT_IMAGE, *option_headers(_OPTIONS))
    return reshaped(table, rewrite, headers=(*table.headers, *extra))


def _rows(places: Places, item: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the rows of one item: its own cells and the new ones, all of the item on the first row."""
    main, pictures = parse_pictures(places.get(item, "picture"))
    if main:
        places.put(item, "picture", "|".join(main))
    key, brand = _key(places, item), _brand(places, item)
    skus = parse_skus(places.get(item, "skuprops"))
    if not skus:
        yield item, [key, brand, "", *option_cells((), _OPTIONS)]
        return
    names = parse_names(places.get(item, "propalias"))
    names |= parse_names(places.get(item, "input custom cpv"))
    places.put(item, "barcode", "")
    codes = Counter(sku.code for sku in skus)
    for index, sku in enumerate(skus):
        row = item if index == 0 else [""] * len(item)
        places.put(row, "price", sku.price)
        places.put(row, "num", sku.stock)
        # A code several SKUs of an item share is the item's, not the SKU's.
        places.put(row, "outer id", sku.code if codes[sku.code] == 1 else "")
        image = next((i for p in sku.properties if (i := pictures.get(":".join(p)))), "")
        options = option_cells(_options(sku, names), _OPTIONS)
        yield row, [key, brand if index == 0 else "", image, *options]


def _key(places: Places, cells: Sequence[str]) -> str:
    """Return what stays the same from file to file: Taobao's number, the seller's code, or the title."""
    number = places.get(cells, "num id")
    return number if number.strip("0") else places.first(cells, "outer id", "title")


def _brand(places: Places, cells: Sequence[str]) -> str:
    """Return the brand typed in by the seller: property 20000 among the typed ones."""
    pids = places.get(cells, "inputpids").split(",")
    values = places.get(cells, "inputvalues").split(",")
    typed = dict(zip(pids, values, strict=False))
    return typed.get(_BRAND, "").partition(";")[0].strip()


def _options(sku: Sku, names: Mapping[str, str]) -> list[tuple[str, str]]:
    options: dict[str, str] = {}
    for pid, vid in sku.properties:
        name = _NAMES.get(pid, "规格")
        if name in options:
            name = f"{name}{len(options) + 1}"
        options[name] = names.get(f"{pid}:{vid}") or _VALUES.get(vid, vid)
    return list(options.items())


LAYOUT: Final = Layout(
    name="taobao",
    label="淘宝助理 (Taobao)",
    containers=("tsv", "csv", "xlsx", "xls"),
    carries=(
        "titles", "descriptions", "variants", "options", "prices", "stock", "barcodes", "images", "brands",
    ),
    recognises=recognises,
    roles={
        "title": "title",
        "cid": "ignore",
        "description": "description",
        "subtitle": "bullets",
        "price": "list_price",
        "num": "stock",
        "outer id": "sku",
        "barcode": "gtin",
        "picture": "image",
        "video": "ignore",
        "item weight": "ignore",
        "num id": "ignore",
        "features": "ignore",
        PRODUCT: "product",
        BRAND: "brand",
        VARIANT_IMAGE: "variant_image",
    },
    adapt=adapt,
)  # fmt: skip
