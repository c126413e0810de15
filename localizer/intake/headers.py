"""The headers sellers write, in Chinese and English, and the columns they mean.

Aliases are written as `simplify` returns them and stand in order of preference. Shopify's names (old and
from 2024 on), Spree's, Bagisto's and Medusa's are among them; they come from those systems' own templates.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

TITLE: Final = "title"

ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "product": (
        "货号", "商品货号", "款号", "商品编号", "产品编号", "商品编码", "产品编码", "spu", "spu编码",
        "商品id", "商品 id", "handle", "url handle", "product handle", "slug", "product key",
        "product code", "item number", "item no", "style number", "parent id", "url key", "product id",
    ),
    "parent_sku": ("parent sku", "父sku", "父级sku", "主sku", "父体sku"),
    "sku": (
        "sku编码", "sku", "sku码", "sku货号", "商家编码", "规格编码", "sku编号", "skuid", "sku id",
        "variant sku", "seller sku", "merchant sku", "sku code",
    ),
    "title": (
        "商品标题", "标题", "商品名称", "产品名称", "产品标题", "宝贝标题", "商品名", "产品名", "品名",
        "名称", "title", "product title", "product name", "name", "item name", "商品標題", "商品名稱",
        "產品名稱", "標題",
    ),
    "description": (
        "商品描述", "描述", "商品详情", "详情", "产品描述", "宝贝描述", "详细描述", "图文详情", "介绍",
        "body (html)", "body html", "body", "description", "product description", "long description",
        "description html", "short description", "product subtitle", "商品介紹", "商品詳情",
    ),
    "bullets": (
        "卖点", "商品卖点", "产品卖点", "核心卖点", "bullets", "bullet points", "key features",
        "features", "selling points", "賣點",
    ),
    "brand": ("品牌", "品牌名", "品牌名称", "brand", "vendor", "manufacturer", "brand name"),
    "category": (
        "类目", "商品类目", "分类", "商品分类", "产品分类", "品类", "所属类目", "category", "categories",
        "product category", "category 1", "category1", "category name", "product category 1",
        "product type", "type", "類目", "分類",
    ),
    "variant_image": (
        "sku图片", "规格图", "规格图片", "sku图", "variant image", "variant image url", "sku image",
    ),
    "locale": ("语言", "locale", "language", "lang"),
    "cost": (
        "成本价", "成本", "采购价", "进货价", "供货价", "进价", "出厂价", "cost", "cost per item",
        "cost price", "unit cost", "purchase price", "variant cost", "成本價", "進貨價",
    ),
    "list_price": (
        "售价", "销售价", "销售价格", "零售价", "一口价", "价格", "单价", "现价", "price",
        "variant price", "selling price", "list price", "retail price", "regular price", "售價", "價格",
    ),
    "currency": ("币种", "货币", "currency", "currency code", "price currency", "幣別"),
    "stock": (
        "库存", "库存数量", "可售库存", "总库存", "现货库存", "stock", "inventory", "quantity", "qty",
        "stock quantity", "inventory quantity", "variant inventory qty", "variant inventory quantity",
        "inventory count", "count on hand", "inventories", "庫存",
    ),
    "weight": (
        "重量", "包装重量", "毛重", "运费重量", "物流重量", "发货重量", "variant grams", "weight value",
        "weight", "shipping weight", "package weight", "variant weight", "gross weight",
        "product weight",
    ),
    "weight_unit": ("重量单位", "weight unit", "variant weight unit"),
    "gtin": (
        "条形码", "条码", "国际条码", "商品条码", "69码", "gtin", "barcode", "variant barcode", "ean",
        "upc", "ean13", "variant ean", "variant upc", "條碼",
    ),
    "variant_options": ("configurable variants",),
    "tags": ("标签", "tags", "product tags", "关键词", "search keywords"),
    "seo_title": ("seo title", "meta title"),
    "seo_description": ("seo description", "meta description"),
}  # fmt: skip

#: Columns that hold an option's value under the option's own name.
OPTION_HEADERS: Final = frozenset(
    ["颜色", "颜色分类", "尺码", "规格", "款式", "型号", "色号", "color", "colour", "size", "shade",
     "顏色", "尺寸規格"]
)  # fmt: skip

#: Chinese headers that describe the record, the shop or the price, not the product.
NO_FACT_HEADERS: Final = frozenset(
    ["序号", "编号", "备注", "状态", "商品状态", "上架状态", "上下架", "创建时间", "更新时间", "修改时间",
     "上架时间", "下架时间", "链接", "商品链接", "网址", "供应商", "供货商", "厂家", "店铺", "店铺名称",
     "销量", "月销量", "市场价", "划线价", "原价", "吊牌价", "促销价", "活动价", "利润", "税率", "运费",
     "运费模板", "发货地", "发货时间", "仓库", "视频", "视频链接", "二维码", "操作", "操作人", "评分",
     "最低价", "最高价", "佣金", "佣金比例", "单位", "计量单位"]
)  # fmt: skip

_IMAGE_NUMBERED: Final = (
    r"(?:(?:商品|附加|细节|产品)?图片?|主图|圖片|(?:product |additional )?image|picture|photo)"
    r" ?(\d{1,2})(?: ?(?:src|url|link|链接|地址))?"
)
_IMAGE_WORDS: Final = (
    "图片", "商品图片", "产品图片", "主图", "商品图", "图片链接", "图片地址", "主图链接", "主图地址", "圖片",
    "image", "images", "picture", "pictures", "photo", "photos", "image src", "image url", "image link",
    "main image", "product image", "product image url", "product thumbnail", "thumbnail",
)  # fmt: skip
_NUMBERED: Final = (
    (
        "option_name",
        r"(?:(?:variant )?option ?(\d) ?name|规格名(?:称)? ?(\d)|规格(\d)名(?:称)?|属性名 ?(\d))",
    ),
    (
        "option_value",
        r"(?:(?:variant )?option ?(\d) ?value|规格值 ?(\d)|规格(\d)(?:值)?|属性值 ?(\d))",
    ),
    ("bullet", r"(?:卖点|賣點|bullet|bullet ?point|key ?feature|feature|selling point) ?(\d{1,2})"),
    ("image", _IMAGE_NUMBERED),
    ("image", rf"(?:{'|'.join(_IMAGE_WORDS)})()"),
    ("option_name", r"(?:规格名(?:称)?|option name)()"),
    ("option_value", r"(?:规格值|option value)()"),
)
_NUMBERED_RES: Final = tuple((role, re.compile(pattern)) for role, pattern in _NUMBERED)
_UNIT: Final = re.compile(r"^(.*\S)\s*[(\[【]\s*([^()\[\]【】]{1,40})\s*[)\]】]$")
_SLASH_UNIT: Final = re.compile(r"^(.*[\u4e00-\u9fff])\s*/\s*(g|kg|克|千克|公斤|元|ml|cm)$")
_PRICE_CURRENCY: Final = re.compile(r"(?:variant )?price ?/? ?([a-z]{3})")


class Header(NamedTuple):
    """A simplified header: its words, and what stood in brackets after them (a unit, a currency)."""

    base: str
    unit: str


def simplify(header: str) -> str:
    """Return ``header`` in lower case, half-width, words apart by one space, without required marks."""
    text = unicodedata.normalize("NFKC", header).casefold().strip(" *:：\n\t")
    return re.sub(r"[\s_\-]+", " ", text).strip()


def parse_header(header: str) -> Header:
    """Split ``成本价(元)`` into ``成本价`` and ``元``; a header known as a whole stays whole."""
    whole = simplify(header)
    if whole in _RANKS:
        return Header(whole, "")
    match = _UNIT.match(whole) or _SLASH_UNIT.match(whole)
    return Header(match[1].strip(" *"), match[2].strip()) if match else Header(whole, "")


def spoken(header: str) -> str:
    """Return the words of ``header`` for people: as written, without required marks and unit."""
    text = unicodedata.normalize("NFKC", header).strip(" *:\n\t")
    match = _UNIT.match(text)
    return (match[1] if match and simplify(text) not in _RANKS else text).strip(" *")


def column_of(header: str) -> tuple[str, int] | None:
    """Return the canonical column of ``header`` and how far down its list of preferences it stands."""
    base, unit = parse_header(header)
    if (found := _RANKS.get(base)) is not None:
        column, rank = found
        return column, 2 * rank + (0 if unit else 1)
    if price := _PRICE_CURRENCY.fullmatch(base):
        return f"list_price:{price[1].upper()}", 0
    return _numbered(base)


def _numbered(base: str) -> tuple[str, int] | None:
    for role, pattern in _NUMBERED_RES:
        if match := pattern.fullmatch(base):
            digits = next((group for group in match.groups() if group), "1")
            return f"{role}:{int(digits)}", 0
    return None


_RANKS: Final[dict[str, tuple[str, int]]] = {
    alias: (column, rank)
    for column, aliases in ALIASES.items()
    for rank, alias in enumerate(aliases)
}
