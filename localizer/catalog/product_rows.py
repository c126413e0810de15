"""Product values to rows and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from localizer.catalog.json_text import IDS, decode, encode, listed
from localizer.catalog.new_rows import write_facts
from localizer.model.money import Money
from localizer.model.product import (
    Evidence,
    Fact,
    FactKind,
    Offer,
    PriceRecord,
    Product,
    Variant,
)
from localizer.store.database import Reader, Row

Record = dict[str, Any]


def product_record(product: Product) -> Record:
    """Return the narrow row of a product."""
    return {
        "key": product.key,
        "title": product.title,
        "brand": product.brand,
        "category": product.category,
        "hs_code": product.hs_code,
        "taxonomy": product.taxonomy,
    }


def body_record(product: Product) -> Record:
    """Return the long texts of a product."""
    return {
        "description_html": product.description_html,
        "bullets": encode(product.bullets),
        "images": encode(product.images),
        "extra": encode(product.extra),
        "facts": write_facts(product.facts),
    }


def variant_records(product: Product) -> list[Record]:
    """Return the rows of a product's variants."""
    return [
        {
            "key": variant.key,
            "position": position,
            "sku": variant.sku,
            "options": encode(variant.options),
            "gtin": variant.gtin,
            **_money("cost", variant.cost),
            **_money("list_price", variant.list_price, "list_currency"),
            "stock": variant.stock,
            "weight_g": _text(variant.weight_g),
            "image": variant.image,
        }
        for position, variant in enumerate(product.variants)
    ]


def evidence_records(product: Product) -> list[Record]:
    """Return the rows of a product's certificates and other documents; the later of two equal ones wins."""
    latest = {(item.kind, item.number): item for item in product.evidence}
    return [
        {
            "kind": item.kind,
            "number": item.number,
            "issued_on": _date(item.issued_on),
            "valid_to": _date(item.valid_to),
            "file": item.file,
        }
        for item in latest.values()
    ]


def offer_records(product: Product) -> list[Record]:
    """Return the rows of a product's offers."""
    return [
        {
            "position": position,
            "kind": offer.kind,
            "percent": _text(offer.percent),
            "quantity": offer.quantity,
            "starts_at": _moment(offer.starts_at),
            "ends_at": _moment(offer.ends_at),
            "markets": encode(offer.markets),
        }
        for position, offer in enumerate(product.offers)
    ]


def price_record_records(product: Product) -> list[Record]:
    """Return the rows of a product's price history; the later of two equal days wins."""
    latest = {(item.market, item.since): item for item in product.price_records}
    return [
        {
            "market": item.market,
            "since": item.since.isoformat(),
            "amount": str(item.amount.amount),
            "currency": item.amount.currency,
        }
        for item in latest.values()
    ]


def read_product(reader: Reader, row: Row) -> Product:
    """Return the whole product of a ``product`` row. Raises `LookupError` where it has no body."""
    (product,) = read_products(reader, [row]).values()
    return product


def read_products(reader: Reader, wanted: Sequence[Row]) -> dict[int, Product]:
    """Return the whole products of ``product`` rows, by id in their order."""
    ids = [row["id"] for row in wanted]
    query = f"SELECT * FROM product_body WHERE id {IDS}"  # noqa: S608 - ours
    bodies = {row["id"]: row for row in reader.rows(query, listed(ids))}
    tables = {
        table: _children(reader, table, ids, order)
        for table, order in (
            ("variant", "position"),
            ("evidence", "id"),
            ("offer", "position"),
            ("price_record", "id"),
        )
    }
    made = {}
    for row in wanted:
        number = row["id"]
        if number not in bodies:
            raise LookupError(f"product {number} has no body")
        children = {table: found.get(number, ()) for table, found in tables.items()}
        made[number] = _product(row, bodies[number], children)
    return made


def _product(row: Row, body: Row, children: Mapping[str, Sequence[Row]]) -> Product:
    return Product(
        key=row["key"],
        title=row["title"],
        brand=row["brand"],
        category=row["category"],
        hs_code=row["hs_code"],
        taxonomy=row["taxonomy"],
        description_html=body["description_html"],
        bullets=tuple(decode(body["bullets"])),
        images=tuple(decode(body["images"])),
        extra=tuple((name, value) for name, value in decode(body["extra"])),
        variants=tuple(map(variant, children["variant"])),
        facts=read_facts(body["facts"]),
        evidence=tuple(map(_evidence, children["evidence"])),
        offers=tuple(map(_offer, children["offer"])),
        price_records=tuple(map(_price_record, children["price_record"])),
    )


def edited(reader: Reader, number: int) -> frozenset[str]:
    """Return the names of the fields of a product that a person set by hand."""
    return frozenset(
        decode(reader.value("SELECT edited FROM product_body WHERE id = ?", (number,)))
    )


def _children(reader: Reader, table: str, ids: Sequence[int], order: str) -> dict[int, list[Row]]:
    """Return the rows of ``table`` that belong to each product."""
    made: dict[int, list[Row]] = {}
    query = f"SELECT * FROM {table} WHERE product_id {IDS} ORDER BY product_id, {order}"  # noqa: S608 - ours
    for row in reader.rows(query, listed(ids)):
        made.setdefault(row["product_id"], []).append(row)
    return made


def variant(row: Row) -> Variant:
    """Return the value of a ``variant`` row."""
    return Variant(
        key=row["key"],
        sku=row["sku"],
        options=tuple((name, value) for name, value in decode(row["options"])),
        gtin=row["gtin"],
        cost=_read_money(row["cost"], row["cost_currency"]),
        list_price=_read_money(row["list_price"], row["list_currency"]),
        stock=row["stock"],
        weight_g=_decimal(row["weight_g"]),
        image=row["image"],
    )


def read_facts(text: str) -> tuple[Fact, ...]:
    """Return the facts of a ``product_body`` row."""
    return tuple(_unpacked(*values) for values in decode(text))


def _unpacked(  # noqa: PLR0913, PLR0917 - the order in the file
    name: str,
    kind: str,
    value: str,
    label: str,
    origin: str,
    known: object,
    unit: str | None = None,
    number: str | None = None,
    number_to: str | None = None,
    parts: Sequence[tuple[str, str]] = (),
) -> Fact:
    return Fact(
        name=name,
        kind=FactKind(kind),
        value=value,
        number=_decimal(number),
        number_to=_decimal(number_to),
        unit=unit,
        parts=tuple((text, Decimal(share)) for text, share in parts),
        known=bool(known),
        origin=origin,
        label=label,
    )


def _evidence(row: Row) -> Evidence:
    return Evidence(
        kind=row["kind"],
        number=row["number"],
        issued_on=_read_date(row["issued_on"]),
        valid_to=_read_date(row["valid_to"]),
        file=row["file"],
    )


def _offer(row: Row) -> Offer:
    return Offer(
        kind=row["kind"],
        percent=_decimal(row["percent"]),
        quantity=row["quantity"],
        starts_at=_read_moment(row["starts_at"]),
        ends_at=_read_moment(row["ends_at"]),
        markets=tuple(decode(row["markets"])),
    )


def _price_record(row: Row) -> PriceRecord:
    amount = Money.of(row["amount"], row["currency"])
    return PriceRecord(row["market"], amount, dt.date.fromisoformat(row["since"]))


def _money(name: str, money: Money | None, currency_name: str = "") -> Record:
    currency = currency_name or f"{name}_currency"
    if money is None:
        return {name: None, currency: None}
    return {name: str(money.amount), currency: money.currency}


def _read_money(amount: str | None, currency: str | None) -> Money | None:
    return None if amount is None or currency is None else Money.of(amount, currency)


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _date(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _read_date(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def _moment(moment: dt.datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _read_moment(text: str | None) -> dt.datetime | None:
    return None if text is None else dt.datetime.fromisoformat(text)
