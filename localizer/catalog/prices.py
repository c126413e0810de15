"""Prices by variant × market × channel: the narrow row lists show, and the body that explains it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from localizer.catalog import overrules, rows
from localizer.catalog.json_text import IDS, decode, encode, encode_bytes, listed
from localizer.model.finding import Subject
from localizer.model.money import Money
from localizer.store.database import Reader, Row, Step

Json = dict[str, object]
#: Who keeps a price: the dead band of exchange rates, or a person.
KEPT_BY_BAND: Final = "band"
KEPT_BY_PERSON: Final = "person"


@dataclass(frozen=True, slots=True)
class StoredPrice:
    """One price as stored. ``request`` and ``answer`` are the solver's JSON forms, strings for numbers.

    ``amount`` is ``None`` and ``code`` says why when there is no price. ``steady`` is the hash of all that it
    depends on but exchange rates. Where an amount is kept although the rules give another, ``kept`` says by
    whom (`KEPT_BY_BAND`, `KEPT_BY_PERSON`) and ``rules`` what they give.
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
    steady: str = ""
    kept: str = ""
    rules: Decimal | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Stored:
    """The narrow row of a stored price, to tell what is out of date and by how much.

    ``said`` is what a decision about the price rested on: status, code, amount and warnings.
    """

    id: int
    input_hash: str
    amount: Decimal | None
    basis: str
    steady: str
    kept: str
    rules: Decimal | None
    said: tuple[str | None, ...]


def save(step: Step, price: StoredPrice) -> bool:
    """Write ``price`` unless the same inputs are stored already; tell whether it was written."""
    return save_many(step, [price]) > 0


def save_many(step: Step, wanted: Sequence[StoredPrice]) -> int:
    """Write those prices whose inputs are not stored already; return how many.

    What a person decided about a price falls when the price or what is warned of becomes another.
    """
    places = dict.fromkeys((price.market, price.channel) for price in wanted)
    known = stored(step, [price.variant_id for price in wanted], list(places))
    olds = [known.get((one.variant_id, one.market, one.channel)) for one in wanted]
    fresh = [one for one, old in zip(wanted, olds, strict=True) if old is None]
    changed = [
        (old, one)
        for one, old in zip(wanted, olds, strict=True)
        if old is not None and (old.input_hash, old.kept) != (one.input_hash, one.kept)
    ]
    terms = _Terms(step)
    bodies = {id(one): terms.body(one) for one in (*fresh, *(one for _old, one in changed))}
    terms.write()
    _insert(step, fresh, bodies)
    _update(step, changed, bodies)
    return len(fresh) + len(changed)


def _insert(
    step: Step, fresh: Sequence[StoredPrice], bodies: Mapping[int, tuple[int, bytes, bytes]]
) -> None:
    first = 1 + int(step.value("SELECT max(id) FROM price") or 0)
    narrow = [(number, *_place(one), *_narrow(one)) for number, one in enumerate(fresh, first)]
    step.insert_many("price", ("id", *_PLACE, *_NARROW), narrow)
    wide = [(number, *bodies[id(one)]) for number, one in enumerate(fresh, first)]
    step.insert_many("price_body", ("id", *_BODY), wide)


def _update(
    step: Step,
    changed: Sequence[tuple[Stored, StoredPrice]],
    bodies: Mapping[int, tuple[int, bytes, bytes]],
) -> None:
    if not changed:
        return
    sets = ", ".join(f"{name} = ?" for name in _NARROW)
    step.write_many(
        f"UPDATE price SET {sets} WHERE id = ?",  # noqa: S608 - our names
        [(*_narrow(one), old.id) for old, one in changed],
    )
    step.write_many(
        "UPDATE price_body SET terms_id = ?, request = CAST(? AS TEXT), answer = CAST(? AS TEXT) "
        "WHERE id = ?",
        [(*bodies[id(one)], old.id) for old, one in changed],
    )
    others = [old.id for old, one in changed if old.said != _said(one)]
    overrules.forget_many(step, Subject.PRICE, others)


#: What each price asks for itself; the rest of a request it shares with many.
_OWN: Final = frozenset({"cost", "shipping", "list", "fixed_price"})
_PLACE: Final = ("variant_id", "market", "channel")
_NARROW: Final = (
    "status", "code", "basis", "amount", "currency", "margin", "warnings", "input_hash", "steady",
    "kept", "rules",
)  # fmt: skip
_BODY: Final = ("terms_id", "request", "answer")


def _place(price: StoredPrice) -> tuple[int, str, str]:
    return price.variant_id, price.market, price.channel


def _narrow(price: StoredPrice) -> tuple[str | None, ...]:
    return (
        price.status,
        price.code,
        price.basis,
        None if price.amount is None else str(price.amount),
        price.currency,
        None if price.margin is None else str(price.margin),
        encode(price.warnings) if price.warnings else "[]",
        price.input_hash,
        price.steady,
        price.kept,
        None if price.rules is None else str(price.rules),
    )


def _said(price: StoredPrice) -> tuple[str | None, ...]:
    status, code, _basis, amount, _currency, _margin, warnings, *_rest = _narrow(price)
    return status, code, amount, warnings


class _Terms:
    """The shared parts of requests, each written once; those of one transaction by their text."""

    def __init__(self, step: Step) -> None:
        self._step = step
        self._known: dict[bytes, int] = {}
        self._new: list[tuple[int, str, bytes]] = []
        self._next = 1 + int(step.value("SELECT max(id) FROM price_terms") or 0)

    def body(self, price: StoredPrice) -> tuple[int, bytes, bytes]:
        """Return the cells of the body of ``price``: its terms, its own part, its answer."""
        shared = {name: value for name, value in price.request.items() if name not in _OWN}
        own = {name: value for name, value in price.request.items() if name in _OWN}
        return self._id(encode_bytes(shared)), encode_bytes(own), encode_bytes(price.answer)

    def write(self) -> None:
        """Write the parts nobody shared before."""
        self._step.insert_many("price_terms", ("id", "hash", "request"), self._new)

    def _id(self, text: bytes) -> int:
        number = self._known.get(text)
        if number is None:
            digest = _hash(text)
            found = self._step.value("SELECT id FROM price_terms WHERE hash = ?", (digest,))
            number = self._known[text] = self._add(text, digest) if found is None else found
        return number

    def _add(self, text: bytes, digest: str) -> int:
        number, self._next = self._next, self._next + 1
        self._new.append((number, digest, text))
        return number


def _hash(text: bytes) -> str:
    return hashlib.blake2b(text, digest_size=12).hexdigest()


def stored(
    reader: Reader, variant_ids: Sequence[int], places: Sequence[tuple[str, str]]
) -> dict[tuple[int, str, str], Stored]:
    """Return the narrow rows of variants' prices on ``places``, by (variant, market, channel)."""
    wanted = [f"{market}/{channel}" for market, channel in places]
    found = reader.tuples(
        "SELECT variant_id, market, channel, id, input_hash, amount, basis, steady, kept, rules, "  # noqa: S608
        f"status, code, warnings FROM price WHERE variant_id {IDS} "
        "AND market || '/' || channel IN (SELECT value FROM json_each(:places))",
        {**listed(variant_ids), "places": encode(wanted)},
    )
    return {cells[:3]: _stored(*cells[3:]) for cells in found}


def _stored(
    number: int,
    digest: str,
    amount: str | None,
    basis: str,
    steady: str,
    kept: str,
    rules: str | None,
    *said: str | None,
) -> Stored:
    status, code, warnings = said
    parts = (status, code, amount, warnings)
    return Stored(number, digest, _decimal(amount), basis, steady, kept, _decimal(rules), parts)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


_PARTS: Final = (
    "b.request, t.request FROM price_body b LEFT JOIN price_terms t ON t.id = b.terms_id"
)
_WHOLE: Final = (
    "b.request, b.answer, t.request AS terms FROM price p JOIN price_body b ON b.id = p.id "
    "LEFT JOIN price_terms t ON t.id = b.terms_id"
)


def of_product(
    reader: Reader, product_id: int, market: str, channel: str
) -> dict[int, StoredPrice]:
    """Return the prices of a product's variants for one target, by variant id."""
    return of_products(reader, [product_id], market, channel).get(product_id, {})


def of_products(
    reader: Reader, product_ids: Sequence[int], market: str, channel: str
) -> dict[int, dict[int, StoredPrice]]:
    """Return the prices of each product's variants for one target; what all were asked with is read once."""
    found = reader.rows(
        f"SELECT p.*, v.product_id, {_WHOLE} "
        "JOIN variant v ON v.id = p.variant_id "
        f"WHERE v.product_id {IDS} AND p.market = :market AND p.channel = :channel "
        "ORDER BY v.product_id, v.position",
        {**listed(product_ids), "market": market, "channel": channel},
    )
    shared: dict[str | None, Json] = {None: {}}
    made: dict[int, dict[int, StoredPrice]] = {}
    for row in found:
        terms = row["terms"]
        if terms not in shared:
            shared[terms] = decode(terms)
        made.setdefault(row["product_id"], {})[row["variant_id"]] = _price(row, shared[terms])
    return made


def requests(reader: Reader, price_ids: Sequence[int]) -> dict[int, Json]:
    """Return what prices were asked with, by id; equal parts are decoded once."""
    shared: dict[str | None, Json] = {None: {}}
    found: dict[int, Json] = {}
    query = f"SELECT b.id, {_PARTS} WHERE b.id {IDS}"
    for number, own, terms in reader.tuples(query, listed(price_ids)):
        if terms not in shared:
            shared[terms] = decode(terms)
        found[number] = {**shared[terms], **decode(own)}
    return found


def load(reader: Reader, price_id: int) -> StoredPrice:
    """Return one price. Raises `LookupError` when it is gone."""
    row = reader.one(
        f"SELECT p.*, {_WHOLE} WHERE p.id = ?",
        (price_id,),
    )
    if row is None:
        raise LookupError(f"no price {price_id}")
    return _price(row, decode(row["terms"] or "{}"))


def without_price(reader: Reader) -> int:
    """Return how many variants on how many targets have no price although one was to be made."""
    return int(reader.value("SELECT count(*) FROM price WHERE amount IS NULL"))


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


def _price(row: Row, terms: Json) -> StoredPrice:
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
        request={**terms, **decode(row["request"])},
        answer=decode(row["answer"]),
        steady=row["steady"],
        kept=row["kept"],
        rules=_decimal(row["rules"]),
    )
