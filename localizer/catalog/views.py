"""What the window's tables and side panels show: ids in order, rows by page, small summaries. Reads only."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from localizer.catalog.filters import ProductFilter, product_ids
from localizer.catalog.findings import StoredFinding
from localizer.catalog.findings import load as load_finding
from localizer.catalog.json_text import decode, id_array
from localizer.catalog.overrules import ABOUT
from localizer.i18n import _
from localizer.model.launch import Target
from localizer.model.money import Money
from localizer.model.segment import State
from localizer.store.database import Reader, Row

#: How many of the newest changes are looked through for the history of one thing.
HISTORY_REACH = 200_000
_NOT_OVERRULED = f"NOT EXISTS (SELECT 1 FROM overrule o WHERE {ABOUT})"  # noqa: S608 - our own


@dataclass(frozen=True, slots=True)
class ProductLine:
    """One row of the product table. Money is the lowest and highest over the variants, or ``None``."""

    id: int
    key: str
    title: str
    brand: str
    category: str
    image: str
    variants: int
    facts: int
    stock: int | None
    cost: tuple[Money, Money] | None
    list_price: tuple[Money, Money] | None


@dataclass(frozen=True, slots=True)
class PriceCell:
    """One price of the price table; ``amount`` is ``None`` where ``code`` says why there is none.

    ``margin`` is the part of net revenue that is earned, ``None`` where no cost is known.
    """

    id: int
    amount: Decimal | None
    currency: str
    status: str
    code: str
    warnings: tuple[str, ...]
    fixed: bool
    margin: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PriceLine:
    """One variant of the price table with its prices by (market, channel)."""

    id: int
    product_id: int
    sku: str
    title: str
    options: str
    cells: dict[tuple[str, str], PriceCell]


@dataclass(frozen=True, slots=True)
class ScriptHead:
    """One script of a target as the list shows it; ``worst`` is a severity rank, 9 for no finding."""

    id: int
    product_id: int
    title: str
    style: str
    label: str
    state: State
    seconds: float
    planned: float
    worst: int


@dataclass(frozen=True, slots=True)
class Past:
    """One step of a thing's history; ``label`` is in the program's language."""

    at: str
    by: str
    label: str
    undone: bool


@dataclass(frozen=True, slots=True)
class Blocker:
    """A finding that stops an export, the product's title, and how many like it there are."""

    stored: StoredFinding
    title: str
    target: Target
    number: int


def _marks(ids: Sequence[int]) -> str:
    return ", ".join(str(int(number)) for number in ids)


def like(text: str) -> str:
    """Return the pattern of LIKE, with the backslash as its escape, for what holds ``text``."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def product_line_ids(reader: Reader, text: str = "") -> array[int]:
    """Return the ids of products in catalog order, of those that hold ``text`` in any field and language.

    `localizer.catalog.search` tells what is found by what; `filters.product_ids` can do more.
    """
    return product_ids(reader, ProductFilter(text))


def product_lines(reader: Reader, ids: Sequence[int]) -> dict[int, ProductLine]:
    """Return the rows of the product table for ``ids`` (one page), by id."""
    marks = _marks(ids)
    variants: dict[int, list[Row]] = defaultdict(list)
    for row in reader.rows(
        "SELECT product_id, cost, cost_currency, list_price, list_currency, stock "  # noqa: S608
        f"FROM variant WHERE product_id IN ({marks})"
    ):
        variants[row["product_id"]].append(row)
    found = reader.rows(
        "SELECT p.*, b.images, json_array_length(b.facts) AS facts "  # noqa: S608
        f"FROM product p JOIN product_body b ON b.id = p.id WHERE p.id IN ({marks})"
    )
    return {row["id"]: _product_line(row, variants[row["id"]]) for row in found}


def _product_line(row: Row, variants: list[Row]) -> ProductLine:
    images = decode(row["images"])
    stocks = [one["stock"] for one in variants if one["stock"] is not None]
    return ProductLine(
        id=row["id"],
        key=row["key"],
        title=row["title"],
        brand=row["brand"],
        category=row["category"],
        image=images[0] if images else "",
        variants=len(variants),
        facts=row["facts"],
        stock=sum(stocks) if stocks else None,
        cost=_span([(one["cost"], one["cost_currency"]) for one in variants]),
        list_price=_span([(one["list_price"], one["list_currency"]) for one in variants]),
    )


def _span(amounts: Sequence[tuple[str | None, str | None]]) -> tuple[Money, Money] | None:
    """Return lowest and highest of the amounts in the first one's currency."""
    known = [Money.of(amount, currency) for amount, currency in amounts if amount and currency]
    same = [money for money in known if money.currency == known[0].currency]
    if not same:
        return None
    ordered = sorted(same, key=lambda money: money.amount)
    return ordered[0], ordered[-1]


class PriceFilter(StrEnum):
    """Which lines of the price table are shown: those with such a price on some target."""

    ALL = "all"
    MISSING = "missing"
    WARNED = "warned"
    LOSS = "loss"
    FIXED = "fixed"


_WITH_PRICE: Final = "AND EXISTS (SELECT 1 FROM price x WHERE x.variant_id = v.id AND {}) "
_FILTERED: Final = {
    PriceFilter.ALL: "",
    PriceFilter.MISSING: (
        "AND (NOT EXISTS (SELECT 1 FROM price x WHERE x.variant_id = v.id) OR EXISTS "
        "(SELECT 1 FROM price x WHERE x.variant_id = v.id AND x.amount IS NULL)) "
    ),
    PriceFilter.WARNED: _WITH_PRICE.format("x.warnings != '[]'"),
    PriceFilter.LOSS: _WITH_PRICE.format("x.margin LIKE '-%'"),
    PriceFilter.FIXED: "AND EXISTS (SELECT 1 FROM fixed_price x WHERE x.variant_id = v.id) ",
}


def price_line_ids(
    reader: Reader, products: Sequence[int], text: str = "", only: PriceFilter = PriceFilter.ALL
) -> array[int]:
    """Return the variant ids of ``products`` in catalog order, of those whose SKU or title hold ``text``.

    And of them those that ``only`` lets pass.
    """
    query = (
        "SELECT json_group_array(id) FROM (SELECT v.id "  # noqa: S608 - integers
        "FROM variant v JOIN product p ON p.id = v.product_id "
        f"WHERE v.product_id IN ({_marks(products)}) {_FILTERED[only]}"
        "AND (:t = '%%' OR v.sku LIKE :t ESCAPE '\\' OR p.title LIKE :t ESCAPE '\\') "
        "ORDER BY p.catalog_id, p.position, v.position)"
    )
    return id_array(reader.value(query, {"t": like(text.strip())}))


def price_lines(reader: Reader, ids: Sequence[int]) -> dict[int, PriceLine]:
    """Return the rows of the price table for variant ``ids`` (one page), by id."""
    marks = _marks(ids)
    cells: dict[int, dict[tuple[str, str], PriceCell]] = defaultdict(dict)
    for row in reader.rows(
        "SELECT p.*, x.id AS fixed_id FROM price p LEFT JOIN fixed_price x "  # noqa: S608 - integers
        "ON x.variant_id = p.variant_id AND x.market = p.market AND x.channel = p.channel "
        f"WHERE p.variant_id IN ({marks})"
    ):
        cells[row["variant_id"]][row["market"], row["channel"]] = PriceCell(
            id=row["id"],
            amount=None if row["amount"] is None else Decimal(row["amount"]),
            currency=row["currency"],
            status=row["status"],
            code=row["code"],
            warnings=tuple(decode(row["warnings"])),
            fixed=row["fixed_id"] is not None,
            margin=None if row["margin"] is None else Decimal(row["margin"]),
        )
    found = reader.rows(
        "SELECT v.id, v.product_id, v.sku, v.key, v.options, p.title FROM variant v "  # noqa: S608
        f"JOIN product p ON p.id = v.product_id WHERE v.id IN ({marks})"
    )
    return {
        row["id"]: PriceLine(
            id=row["id"],
            product_id=row["product_id"],
            sku=row["sku"] or row["key"],
            title=row["title"],
            options=" · ".join(value for _name, value in decode(row["options"])),
            cells=cells[row["id"]],
        )
        for row in found
    }


def script_heads(reader: Reader, target: Target, products: Sequence[int]) -> tuple[ScriptHead, ...]:
    """Return the scripts of ``products`` for ``target`` in catalog order, without their lines."""
    query = (
        "SELECT s.*, p.title, coalesce((SELECT min(CASE f.severity WHEN 'block' THEN 0 "  # noqa: S608
        "WHEN 'evidence' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END) FROM finding f "
        f"WHERE f.subject = 'script' AND f.subject_id = s.id AND {_NOT_OVERRULED}), 9) AS worst "
        "FROM script s JOIN product p ON p.id = s.product_id "
        "WHERE s.market = ? AND s.channel = ? AND s.locale = ? "
        f"AND s.product_id IN ({_marks(products)}) ORDER BY p.catalog_id, p.position, s.id"
    )
    found = reader.rows(query, (target.market, target.channel, target.locale))
    return tuple(
        ScriptHead(
            id=row["id"],
            product_id=row["product_id"],
            title=row["title"],
            style=row["style"],
            label=row["label"],
            state=State(row["state"]),
            seconds=row["seconds"],
            planned=row["planned"],
            worst=row["worst"],
        )
        for row in found
    )


def titles(reader: Reader, products: Sequence[int]) -> dict[int, str]:
    """Return product titles by id, in catalog order."""
    found = reader.rows(
        f"SELECT id, title FROM product WHERE id IN ({_marks(products)}) "  # noqa: S608 - integers
        "ORDER BY catalog_id, position"
    )
    return {row["id"]: row["title"] for row in found}


def previous_source(reader: Reader, segment_id: int) -> str:
    """Return what the segment said before its last change, empty if it never changed."""
    return str(reader.value("SELECT previous FROM segment_body WHERE id = ?", (segment_id,)) or "")


def first_picture(reader: Reader, product_id: int) -> str:
    """Return the name of a product's first picture, empty where it has none."""
    query = "SELECT json_extract(images, '$[0]') FROM product_body WHERE id = ?"
    return str(reader.value(query, (product_id,)) or "")


def history_of(reader: Reader, table: str, row_id: int, limit: int = 12) -> tuple[Past, ...]:
    """Return the newest steps that changed one row, newest first, as far back as `HISTORY_REACH`.

    The step that brought it among many rows at once is one of them.
    """
    newest = reader.value("SELECT max(seq) FROM change") or 0
    found = reader.rows(
        "SELECT s.at, s.by, s.label, s.args, s.undone FROM step s WHERE s.id IN "
        "(SELECT step FROM change WHERE seq > :since AND tbl = :table AND row = :row UNION ALL "
        "SELECT step FROM change WHERE op = 'R' AND tbl = :table AND row <= :row "
        "AND json_extract(before, '$.last') >= :row) "
        "ORDER BY s.id DESC LIMIT :limit",
        {"since": newest - HISTORY_REACH, "table": table, "row": row_id, "limit": limit},
    )
    return tuple(
        Past(
            row["at"],
            row["by"],
            _(row["label"]).format(**decode(row["args"])),
            bool(row["undone"]),
        )
        for row in found
    )


def blockers(
    reader: Reader, target: Target, products: Sequence[int], limit: int = 5
) -> tuple[Blocker, ...]:
    """Return what stops ``target``, one finding for each product and rule, the worst first."""
    query = (
        "SELECT min(f.id) AS id, p.title, count(*) AS n FROM finding f "  # noqa: S608 - integers
        f"JOIN product p ON p.id = f.product_id WHERE f.product_id IN ({_marks(products)}) "
        f"AND f.severity IN ('block', 'evidence') AND {_NOT_OVERRULED} "
        "AND f.market IN (?, '') AND f.channel IN (?, '') AND f.locale IN (?, '') "
        "GROUP BY f.product_id, f.rule ORDER BY f.severity, n DESC, p.position LIMIT ?"
    )
    found = reader.rows(query, (target.market, target.channel, target.locale, limit))
    return tuple(
        Blocker(load_finding(reader, row["id"]), row["title"], target, row["n"]) for row in found
    )
