"""Small tables beside a catalog: offers, earlier prices, certificates, each by product."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final, Generic, TypeVar
from zoneinfo import ZoneInfo

from localizer.errors import InputError
from localizer.i18n import _
from localizer.intake.currency import currency_code
from localizer.intake.formats import open_table
from localizer.intake.headers import parse_header
from localizer.intake.issues import CellError, IssueLog, RowIssue
from localizer.intake.mapping import shown
from localizer.intake.numbers import parse_decimal, parse_money, parse_stock
from localizer.intake.table import clean, is_blank
from localizer.model.product import Evidence, Offer, PriceRecord

T = TypeVar("T", Offer, PriceRecord, Evidence)
Cells = dict[str, str]

#: Times without a zone are the seller's own. China keeps one time, UTC+8, all year.
SELLERS_ZONE: Final = ZoneInfo("Asia/Shanghai")
#: Canonical column: headers that mean it. All three tables share these words.
_HEADERS: Final = {
    "product": ("货号", "商品货号", "款号", "product", "handle", "url handle", "product key"),
    "sku": ("sku", "sku编码"),
    "kind": (
        "优惠类型",
        "类型",
        "offer type",
        "offer",
        "证书类型",
        "certificate type",
        "type",
        "kind",
    ),
    "percent": ("折扣", "discount", "percent"),
    "quantity": ("件数", "quantity", "pieces"),
    "start": ("开始时间", "starts at", "start", "from"),
    "end": ("结束时间", "ends at", "end", "until"),
    "markets": ("市场", "market", "markets"),
    "currency": ("币种", "货币", "currency"),
    "price": ("价格", "售价", "price"),
    "since": ("生效日期", "since", "effective date", "effective from"),
    "number": ("编号", "证书编号", "number", "certificate number"),
    "issued": ("发证日期", "issued on", "issued"),
    "valid_to": ("有效期至", "valid to", "expires", "expires on"),
    "file": ("文件", "file"),
}
_COLUMN_OF: Final = {alias: name for name, aliases in _HEADERS.items() for alias in aliases}
_KINDS: Final = {
    "折扣": "discount", "打折": "discount", "discount": "discount",
    "多件": "bundle", "多件优惠": "bundle", "bundle": "bundle",
    "优惠券": "voucher", "voucher": "voucher", "coupon": "voucher",
    "包邮": "free_shipping", "免运费": "free_shipping", "free shipping": "free_shipping",
    "free_shipping": "free_shipping",
}  # fmt: skip
_FOLD: Final = re.compile(r"([0-9](?:\.[0-9]{1,2})?)\s*折")
_DATE: Final = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")


@dataclass(frozen=True, slots=True)
class SideTable(Generic[T]):
    """What a side table holds, by product key; ``read`` counts its data rows."""

    items: dict[str, tuple[T, ...]]
    read: int
    issues: tuple[RowIssue, ...]


def read_offers(path: Path, *, zone: ZoneInfo = SELLERS_ZONE) -> SideTable[Offer]:
    """Return the offers in ``path``; times without a zone are in ``zone``. Raises `InputError`."""
    return _read(path, ("product", "kind"), lambda cells: _offer(cells, zone))


def read_price_history(path: Path) -> SideTable[PriceRecord]:
    """Return the prices once asked, one for a product, market and day: the lowest of its SKUs.

    The lowest, because a strike-through price must have been asked for every variant that shows it.
    Raises `InputError`.
    """
    table = _read(path, ("product", "markets", "price", "since"), _price_record)
    items = {product: _lowest(records) for product, records in table.items.items()}
    return replace(table, items=items)


def read_certificates(path: Path) -> SideTable[Evidence]:
    """Return the certificates in ``path``. Raises `InputError`."""
    return _read(path, ("product", "kind"), _evidence)


def _lowest(records: tuple[PriceRecord, ...]) -> tuple[PriceRecord, ...]:
    found: dict[tuple[str, dt.date], PriceRecord] = {}
    for record in records:
        place = (record.market, record.since)
        if place not in found or record.amount.amount < found[place].amount.amount:
            found[place] = record
    return tuple(found.values())


def _read(path: Path, needed: tuple[str, ...], make: Callable[[Cells], T]) -> SideTable[T]:
    table = open_table(
        path, lambda headers: sum(_column(header) is not None for header in headers), plain=True
    )
    roles = [_column(header) for header in table.headers]
    missing = [_HEADERS[role][0] for role in needed if role not in roles]
    if missing:
        raise InputError(
            _("{file} lacks the column {columns}. It has: {headers}.").format(
                file=path.name, columns=", ".join(missing), headers=shown(table.headers)
            )
        )
    log = IssueLog()
    found: dict[str, list[T]] = {}
    read = 0
    for row, raw in table.rows:
        if is_blank(raw):
            continue
        read += 1
        cells = {role: clean(c) for role, c in zip(roles, raw, strict=False) if role and clean(c)}
        try:
            product, value = _needed(cells, "product"), make(cells)
        except CellError as error:
            log.failed(row, str(error))
        else:
            found.setdefault(product, []).append(value)
    items = {product: tuple(values) for product, values in found.items()}
    return SideTable(items, read, log.issues)


def _column(header: str) -> str | None:
    return _COLUMN_OF.get(parse_header(header).base)


def _needed(cells: Cells, role: str) -> str:
    if role not in cells:
        raise CellError(_("“{column}” is blank.").format(column=_HEADERS[role][0]))
    return cells[role]


def _offer(cells: Cells, zone: ZoneInfo) -> Offer:
    kind = _KINDS.get(_needed(cells, "kind").casefold())
    if kind is None:
        raise CellError(
            _("“{text}” is no kind of offer. Known are: {known}.").format(
                text=cells["kind"], known="折扣, 多件, 优惠券, 包邮"
            )
        )
    percent = parse_discount(cells["percent"]) if "percent" in cells else None
    quantity = parse_stock(cells["quantity"]) if "quantity" in cells else None
    if kind == "discount" and percent is None:
        raise CellError(_("A discount needs the column “{column}”.").format(column="折扣"))
    if kind == "bundle" and (quantity is None or quantity < 2):  # noqa: PLR2004 - one is no bundle
        raise CellError(
            _("A bundle needs at least two pieces in “{column}”.").format(column="件数")
        )
    starts, ends = (
        _moment(cells.get("start"), zone),
        _moment(cells.get("end"), zone, whole_day=True),
    )
    if starts is not None and ends is not None and ends <= starts:
        raise CellError(_("The offer ends before it starts."))
    return Offer(kind, percent, quantity, starts, ends, _markets(cells.get("markets", "")))


def parse_discount(text: str) -> Decimal:
    """Return the fraction taken off: ``10%`` and ``9折`` and ``0.1`` are all ``0.1``.

    Raises `CellError` for what is not between 0 and 1.
    """
    if fold := _FOLD.fullmatch(text):
        off = 1 - Decimal(fold[1]) / 10
    elif text.endswith(("%", "％")):
        off = parse_decimal(text[:-1].lstrip("-")) / 100
    else:
        off = parse_decimal(text)
        off = off / 100 if off >= 1 else off
    if not 0 < off < 1:
        raise CellError(_("“{text}” is no discount between 0 and 100 %.").format(text=text[:20]))
    return off.normalize()


def _markets(text: str) -> tuple[str, ...]:
    codes = [code.upper() for code in re.split(r"[\s,，、;；|/]+", text) if code]
    wrong = next((code for code in codes if not re.fullmatch("[A-Z]{2}", code)), None)
    if wrong is not None:
        raise CellError(
            _("“{text}” is no market. Write two letters, such as TH.").format(text=wrong[:20])
        )
    return tuple(dict.fromkeys(codes))


def _moment(text: str | None, zone: ZoneInfo, *, whole_day: bool = False) -> dt.datetime | None:
    """Return a moment; with ``whole_day`` a date without a time means the end of that day."""
    if text is None:
        return None
    try:
        moment = dt.datetime.fromisoformat(_iso(text))
    except ValueError as error:
        raise _no_date(text) from error
    if whole_day and ":" not in text:
        moment += dt.timedelta(days=1)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)


def parse_date(text: str) -> dt.date:
    """Return the day in ``2026-11-27``, ``2026/11/27`` or ``2026年11月27日``. Raises `CellError`."""
    try:
        return dt.datetime.fromisoformat(_iso(text)).date()
    except ValueError as error:
        raise _no_date(text) from error


def _iso(text: str) -> str:
    match = _DATE.match(text)
    if match is None:
        return text
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}{text[match.end() :]}"


def _no_date(text: str) -> CellError:
    return CellError(
        _("“{text}” is no date. Write it as {example}.").format(
            text=text[:30], example="2026-11-27"
        )
    )


def _price_record(cells: Cells) -> PriceRecord:
    markets = _markets(_needed(cells, "markets"))
    if len(markets) != 1:
        raise CellError(_("A price needs exactly one market."))
    price = _needed(cells, "price")
    currency = currency_code(cells.get("currency", ""))
    if currency is None:
        raise CellError(_("“{text}” is no currency.").format(text=cells.get("currency", "")[:20]))
    return PriceRecord(
        markets[0], parse_money(price, currency=currency), parse_date(_needed(cells, "since"))
    )


def _evidence(cells: Cells) -> Evidence:
    issued = parse_date(cells["issued"]) if "issued" in cells else None
    valid_to = parse_date(cells["valid_to"]) if "valid_to" in cells else None
    return Evidence(
        kind=_needed(cells, "kind"),
        number=cells.get("number", ""),
        issued_on=issued,
        valid_to=valid_to,
        file=_inside(cells.get("file", "")),
    )


def _inside(name: str) -> str:
    """Return a file name relative to the catalog's folder; one that leads out of it is refused."""
    windows, posix = PureWindowsPath(name), PurePosixPath(name)
    if windows.drive or windows.root or posix.root or ".." in windows.parts:
        raise CellError(
            _("The file name “{text}” leads outside the folder of the catalog.").format(
                text=name[:60]
            )
        )
    return name
