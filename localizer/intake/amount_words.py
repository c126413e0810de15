"""What people write round a figure: ``约300``, ``1.5万``, ``59.90/件``, ``99,-``, ``半斤``, ``有货``.

Each reading that is not in the figure itself is told: its msgid has ``{column}`` and ``{word}``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from localizer.i18n import N_

#: Takes a msgid with ``{column}`` and ``{word}``, and the word: what a cell was taken to mean.
Tell = Callable[[str, str], None]

MAX_CHARS: Final = 48
HALF: Final = Decimal("0.5")
PER_PIECE: Final = N_(
    "Amounts in column “{column}” are for one {word}; that was taken for one piece of the product."
)
TIMES: Final = N_("Large numbers in column “{column}” were read so: {word}.")
EXACT: Final = N_("Figures in column “{column}” with “{word}” were taken as if they were exact.")
NO_COUNT: Final = N_(
    "Column “{column}” says “{word}” and no number of pieces; that stock is left open."
)
NO_STOCK: Final = N_("In column “{column}”, “{word}” was read as 0 pieces.")

#: Units that are one piece of what is sold. A box, bag, dozen or kilogram may be many.
_PIECES: Final = frozenset(
    {"件", "个", "個", "只", "隻", "套", "条", "條", "双", "雙", "支", "枝", "台", "臺", "本", "张",
     "張", "把", "顶", "頂", "枚", "部", "辆", "輛", "副", "根", "瓶", "罐", "幅", "块", "塊", "片",
     "颗", "顆", "朵", "款", "pc", "pcs", "pc.", "pcs.", "pce", "piece", "pieces", "each", "ea", "ea.",
     "item", "items", "unit", "units", "set", "sets", "pair", "pairs", "buah", "biji", "helai",
     "keping", "pasang", "satuan", "potong", "lembar", "ชิ้น", "อัน", "ตัว", "คู่", "ใบ", "เครื่อง",
     "เล่ม", "ชุด", "ด้าม", "คัน", "cái", "chiếc", "bộ", "đôi", "cuốn", "quyển", "piraso", "stück",
     "stk", "stk.", "st.", "st", "pièce", "pièces", "unité", "unités", "pieza", "piezas", "unidad",
     "unidades", "ud", "ud.", "uds", "uds.", "pezzo", "pezzi", "pz", "pz.", "peça", "peças", "unidade",
     "un", "un.", "und", "und."}
)  # fmt: skip
#: Words for large numbers; exact by definition. ``w`` is wan (万), ``rb`` is ribu, ``jt`` juta (Indonesian).
_TIMES: Final = {
    "万": 10_000, "萬": 10_000, "w": 10_000, "千": 1000, "k": 1000, "rb": 1000, "ribu": 1000,
    "jt": 1_000_000, "juta": 1_000_000,
}  # fmt: skip
_TIMES_AFTER: Final = re.compile(r"(?<=[0-9])\s*(万|萬|w|千|k|rb|ribu|jt|juta)\.?$", re.IGNORECASE)
_ABOUT_BEFORE: Final = re.compile(
    r"^(大约|大約|约|約|大概|近|about|approx\.?|approximately|around|ca\.|ca(?=\s)|circa|env\.|environ|"
    r"aprox\.?|kira-kira|sekitar|lebih kurang|ประมาณ|khoảng|≈|~|±|≥|>=|>)\s*"
    r"(?=[0-9半零一二两三四五六七八九十百千])",
    re.IGNORECASE,
)
_ABOUT_AFTER: Final = re.compile(r"\s*(左右|上下|以上|\+|多)$")
#: ``99,-``, ``99.–`` and ``59.000,-``: no hundredths.
_DASH: Final = re.compile(r"(?<=[0-9])\s*([.,])\s*[-\u2012-\u2015]{1,2}(?![0-9])")
_PER: Final = re.compile(
    r"\s*(?:/|每一?|一(?=[^\W\d_]{1,2}$)|(?:\bper|\bje|\bpro|\bpar|\bpor|\bal|\ba|\bkada)\s)\s*"
    r"(?P<unit>[^\s/0-9][^/0-9]{0,15}|[0-9]{1,4}\s*[^\W\d_]{1,12})$",
    re.IGNORECASE,
)
_EACH: Final = re.compile(r"(?<=[0-9€$¥£฿₫])\s*(?P<unit>each|ea\.?)$", re.IGNORECASE)
_PER_BEFORE: Final = re.compile(
    r"^(?:每一?|per\s+)(?P<unit>件|个|個|只|套|piece|item)\s*", re.IGNORECASE
)
_COUNTED: Final = re.compile(r"(?<=[0-9+万萬千])\s*(?P<unit>[^\s0-9.,+万萬千]{1,10}\.?)$")
_DIGITS: Final = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_PLACES: Final = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "萬": 10_000}
_HAN: Final = re.compile("[零〇一二两兩三四五六七八九十百千万萬]{1,9}")
#: What a shop says of its stock without a number.
_IN_STOCK: Final = frozenset(
    {"有货", "有貨", "有", "现货", "現貨", "有现货", "充足", "库存充足", "庫存充足", "大量", "大量现货",
     "in stock", "instock", "in_stock", "available", "yes", "tersedia", "ada", "ada stok", "ready",
     "ready stock", "พร้อมส่ง", "มีสินค้า", "มีของ", "còn hàng", "sẵn hàng", "có sẵn", "may stock",
     "auf lager", "lieferbar", "vorrätig", "en stock", "disponible", "disponibile", "disponível",
     "em estoque"}
)  # fmt: skip
_OUT_OF_STOCK: Final = frozenset(
    {"缺货", "缺貨", "无货", "無貨", "售罄", "已售罄", "卖完", "无", "断货", "斷貨", "out of stock",
     "out_of_stock", "outofstock", "sold out", "none", "habis", "stok habis", "kosong", "หมด",
     "สินค้าหมด", "hết hàng", "ubos na", "nicht vorrätig", "ausverkauft", "rupture", "rupture de stock",
     "épuisé", "agotado", "sin stock", "esaurito", "esgotado", "sem estoque"}
)  # fmt: skip


class Bare(NamedTuple):
    """A figure and what was taken off it.

    ``text`` is what is left. ``told`` are msgids with their words. ``mark`` is the decimal mark
    that stood before a dash (``59,-``), empty for none. ``per`` is the unit of an amount that is not for one
    piece, empty for none.
    """

    text: str
    told: tuple[tuple[str, str], ...]
    mark: str
    per: str


def folded(text: str) -> str:
    """Return ``text`` half-width and without the space around it."""
    return unicodedata.normalize("NFKC", text).strip()


@lru_cache(maxsize=4096)
def bare(text: str, *, about: bool) -> Bare:
    """Take off ``text`` what is no figure and no currency; ``about`` takes off ``约`` and ``+`` too."""
    rest = folded(text)
    if len(rest) > MAX_CHARS:
        return Bare(text, (), mark="", per="")
    told: list[tuple[str, str]] = []
    rest, unit = _off_unit(rest)
    per = unit if unit and not is_piece(unit) else ""
    if unit and not per:
        told.append((PER_PIECE, unit))
    if about:
        for pattern in (_ABOUT_BEFORE, _ABOUT_AFTER):
            if match := pattern.search(rest):
                told.append((EXACT, match[1]))
                rest = (rest[: match.start()] + rest[match.end() :]).strip()
    dash = _DASH.search(rest)
    if dash is not None:
        rest = (rest[: dash.start()] + rest[dash.end() :]).strip()
    return Bare(rest, tuple(told), mark=dash[1] if dash is not None else "", per=per)


def _off_unit(text: str) -> tuple[str, str]:
    """Return ``text`` without the unit it is for, and that unit."""
    for pattern in (_PER, _EACH, _PER_BEFORE):
        match = pattern.search(text)
        if match is not None and any(map(str.isdigit, text[: match.start()] + text[match.end() :])):
            return (text[: match.start()] + text[match.end() :]).strip(), match["unit"].strip()
    return text, ""


def is_piece(unit: str) -> bool:
    """Tell whether ``unit`` is one piece of what is sold."""
    return unit.casefold().strip() in _PIECES


def off_times(text: str) -> tuple[str, int, str]:
    """Return ``text`` without a word for a large number at its end, that number (1 for none) and the word."""
    match = _TIMES_AFTER.search(text)
    if match is None:
        return text, 1, ""
    times = _TIMES[match[1].casefold()]
    return text[: match.start()], times, f"{match[1]} = {times:,}"


def off_count(text: str) -> tuple[str, str]:
    """Return a number of pieces without its unit, and the unit: ``10件`` as ``10`` and ``件``."""
    match = _COUNTED.search(text)
    return (text, "") if match is None else (text[: match.start()], match["unit"])


def in_stock(text: str) -> bool:
    """Tell whether ``text`` says that there is some stock, and not how much."""
    return folded(text).casefold() in _IN_STOCK


def out_of_stock(text: str) -> bool:
    """Tell whether ``text`` says in words that there is no stock."""
    return folded(text).casefold() in _OUT_OF_STOCK


def han_number(text: str) -> Decimal | None:
    """Return a number in Chinese words (``半``, ``三百``, ``两千五百``), ``None`` for what is none."""
    if text == "半":
        return HALF
    if not _HAN.fullmatch(text):
        return None
    total = section = digit = 0
    last = 0
    for char in text:
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
            continue
        place = _PLACES[char]
        if place == _PLACES["万"]:
            total, section = (total + section + digit) * place, 0
        elif last and last <= place and section:
            return None
        else:
            section += (digit or 1) * place
        digit, last = 0, place
    # 三百五 is 350 in speech and 305 nowhere; which of the two is meant is not guessed.
    if digit and last > _PLACES["十"] and "零" not in text and "〇" not in text:
        return None
    return Decimal(total + section + digit)
