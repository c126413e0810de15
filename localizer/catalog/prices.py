"""Prices by variant × market × channel: the narrow row lists show, and the body that explains it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from localizer.catalog import overrules, rows
from localizer.catalog.json_text import IDS, decode, encode, listed
from localizer.model.finding import Subject
from localizer.model.money import Money
from localizer.store.database import Reader, Row, Step

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class StoredPrice:
    """One price as stored. ``request`` and ``answer`` are the solver's JSON forms, strings for numbers.

    ``amount`` is ``None`` and ``code`` says why when there is no price.
    """

    variant_id: int
    market: str
    channel: str
    status: str
    code: str
    basis: str
    amount: Decimal | None
    currency: str
    margin: Decimal | None
    warnings: tuple[str, ...]
    input_hash: str
    request: Json
    answer: Json
    id: int = 0


def save(step: Step, price: StoredPrice) -> bool:
    """Write ``price`` unless the same inputs are stored already; tell whether it was written."""
    record = {
        "variant_id": price.variant_id,
        "market": price.market,
        "channel": price.channel,
        "status": price.status,
        "code": price.code,
        "basis": price.basis,
        "amount": None if price.amount is None else str(price.amount),
        "currency": price.currency,
        "margin": None if price.margin is None else str(price.margin),
        "warnings": encode(price.warnings),
        "input_hash": price.input_hash,
    }
    body = {"request": encode(price.request), "answer": encode(price.answer)}
    row = step.one(
        "SELECT * FROM price WHERE variant_id = ? AND market = ? AND channel = ?",
        (price.variant_id, price.market, price.channel),
    )
    if row is None:
        number = rows.insert(step, "price", record)
        rows.insert(step, "price_body", {"id": number, **body})
        return True
    if row["input_hash"] == price.input_hash:
        return False
    rows.update_if_different(step, "price", row, record)
    rows.update(step, "price_body", row["id"], body)
    overrules.forget(step, Subject.PRICE, row["id"])
    return True


def of_product(
    reader: Reader, product_id: int, market: str, channel: str
) -> dict[int, StoredPrice]:
    """Return the prices of a product's variants for one target, by variant id."""
    found = reader.rows(
        "SELECT p.*, b.request, b.answer FROM price p JOIN price_body b ON b.id = p.id "
        "JOIN variant v ON v.id = p.variant_id "
        "WHERE v.product_id = ? AND p.market = ? AND p.channel = ? ORDER BY v.position",
        (product_id, market, channel),
    )
    return {row["variant_id"]: _price(row) for row in found}


def load(reader: Reader, price_id: int) -> StoredPrice:
    """Return one price. Raises `LookupError` when it is gone."""
    row = reader.one(
        "SELECT p.*, b.request, b.answer FROM price p JOIN price_body b ON b.id = p.id "
        "WHERE p.id = ?",
        (price_id,),
    )
    if row is None:
        raise LookupError(f"no price {price_id}")
    return _price(row)


def input_hashes(reader: Reader, product_id: int, market: str, channel: str) -> dict[int, str]:
    """Return the stored input hash by variant id, to see what needs a new price."""
    found = reader.rows(
        "SELECT p.variant_id, p.input_hash FROM price p JOIN variant v ON v.id = p.variant_id "
        "WHERE v.product_id = ? AND p.market = ? AND p.channel = ?",
        (product_id, market, channel),
    )
    return {row["variant_id"]: row["input_hash"] for row in found}


def priced_products(reader: Reader, wanted: Sequence[int]) -> tuple[int, ...]:
    """Return those of the ``wanted`` products that have a price on some target."""
    query = (
        "SELECT DISTINCT v.product_id FROM price p JOIN variant v ON v.id = p.variant_id "  # noqa: S608 - ours
        f"WHERE v.product_id {IDS}"
    )
    found = reader.rows(query, listed(wanted))
    priced = {row["product_id"] for row in found}
    return tuple(number for number in wanted if number in priced)


def fixed_prices(reader: Reader, product_id: int, market: str, channel: str) -> dict[int, Money]:
    """Return the prices a person fixed for one target, by variant id."""
    found = reader.rows(
        "SELECT f.* FROM fixed_price f JOIN variant v ON v.id = f.variant_id "
        "WHERE v.product_id = ? AND f.market = ? AND f.channel = ?",
        (product_id, market, channel),
    )
    return {row["variant_id"]: Money.of(row["amount"], row["currency"]) for row in found}


def fix_price(step: Step, variant_id: int, market: str, channel: str, amount: Money | None) -> None:
    """Fix a variant's price for a target, or with ``None`` let the rules decide again."""
    key = {"variant_id": variant_id, "market": market, "channel": channel}
    if amount is None:
        rows.remove(step, "fixed_price", key)
    else:
        record = {"amount": str(amount.amount), "currency": amount.currency}
        rows.put(step, "fixed_price", key, record)


def _price(row: Row) -> StoredPrice:
    return StoredPrice(
        id=row["id"],
        variant_id=row["variant_id"],
        market=row["market"],
        channel=row["channel"],
        status=row["status"],
        code=row["code"],
        basis=row["basis"],
        amount=None if row["amount"] is None else Decimal(row["amount"]),
        currency=row["currency"],
        margin=None if row["margin"] is None else Decimal(row["margin"]),
        warnings=tuple(decode(row["warnings"])),
        input_hash=row["input_hash"],
        request=decode(row["request"]),
        answer=decode(row["answer"]),
    )
