"""Save and find products. Identity is (catalog, key); an import writes only what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from localizer.catalog import product_rows as pr
from localizer.catalog import rows
from localizer.catalog.json_text import IDS, decode, encode, listed
from localizer.catalog.merging import merge
from localizer.catalog.segments import sync_segments
from localizer.jobs import SILENT, Progress
from localizer.model.locale import same_language
from localizer.model.product import Evidence, Offer, PriceRecord, Product
from localizer.model.segment import text_hash
from localizer.store.database import Reader, Row, Step


@dataclass(frozen=True, slots=True)
class Saved:
    """Keys of the products an import added, changed and found unchanged, in file order."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CatalogInfo:
    """One catalog of the workspace and the locale its texts are written in."""

    id: int
    name: str
    locale: str


def ensure_catalog(step: Step, name: str, locale: str) -> int:
    """Return the id of the catalog ``name``, making it with the source ``locale`` where it is new."""
    found = step.one("SELECT id FROM catalog WHERE name = ?", (name,))
    if found is not None:
        return int(found["id"])
    record = {"name": name, "locale": locale, "created_at": step.moment}
    return rows.insert(step, "catalog", record)


def catalogs(reader: Reader) -> tuple[CatalogInfo, ...]:
    """Return the catalogs of the workspace."""
    found = reader.rows("SELECT id, name, locale FROM catalog ORDER BY id")
    return tuple(CatalogInfo(row["id"], row["name"], row["locale"]) for row in found)


def beginning(reader: Reader) -> str:
    """Return 16 hex digits that stand for how a workspace began; empty while it has no catalog."""
    row = reader.one("SELECT name, created_at FROM catalog ORDER BY id LIMIT 1")
    return "" if row is None else text_hash(f"{row['created_at']} {row['name']}")


def catalog_of(reader: Reader, product_id: int) -> CatalogInfo:
    """Return the catalog of a product. Raises `LookupError` when the product is gone."""
    query = (
        "SELECT c.id, c.name, c.locale FROM catalog c JOIN product p ON p.catalog_id = c.id "
        "WHERE p.id = ?"
    )
    row = reader.one(query, (product_id,))
    if row is None:
        raise LookupError(f"no product {product_id}")
    return CatalogInfo(row["id"], row["name"], row["locale"])


def catalog_of_keys(
    reader: Reader, keys: Sequence[str], locale: str, skus: Sequence[str] = ()
) -> str | None:
    """Return the name of the catalog in ``locale``'s language that has at least half of ``keys``, if any has.

    Where none has, half of ``skus`` tell it: keys may be titles, and titles are edited.
    The same products in another language are another catalog: they would take the place of its texts.
    """
    by_key = "SELECT 1 FROM product WHERE catalog_id = ? AND key = ?"
    by_sku = (
        "SELECT 1 FROM product p JOIN variant v ON v.product_id = p.id "
        "WHERE p.catalog_id = ? AND v.sku = ? LIMIT 1"
    )
    for query, codes in ((by_key, keys), (by_sku, skus)):
        best: tuple[int, str] = (0, "")
        for info in catalogs(reader):
            if same_language(info.locale, locale):
                found = sum(reader.value(query, (info.id, code)) is not None for code in codes)
                best = max(best, (found, info.name), key=lambda item: item[0])
        if best[0] and best[0] * 2 >= len(codes):
            return best[1]
    return None


def save_products(
    step: Step,
    catalog_id: int,
    products: Sequence[Product],
    *,
    progress: Progress = SILENT,
) -> Saved:
    """Add new products, change known ones, leave equal ones alone.

    What a product lacks (an empty text, a fact or variant not in the file) is kept from before: an absent
    column never deletes.
    """
    known = {
        row["key"]: row
        for row in step.rows("SELECT * FROM product WHERE catalog_id = ?", (catalog_id,))
    }
    added: list[str] = []
    changed: list[str] = []
    unchanged: list[str] = []
    for done, product in enumerate(products):
        progress.step(done, len(products))
        row = known.get(product.key)
        if row is None:
            _insert(step, catalog_id, len(known) + len(added), product)
            added.append(product.key)
        elif _update(step, row, product):
            changed.append(product.key)
        else:
            unchanged.append(product.key)
    progress.step(len(products), len(products))
    return Saved(tuple(added), tuple(changed), tuple(unchanged))


def _insert(step: Step, catalog_id: int, position: int, product: Product) -> None:
    record = {
        "catalog_id": catalog_id,
        "position": position,
        **pr.product_record(product),
    }
    number = rows.insert(step, "product", record)
    rows.insert(step, "product_body", {"id": number, **pr.body_record(product)})
    _sync_children(step, number, product)


def _update(step: Step, row: Row, product: Product) -> bool:
    old = pr.read_product(step, row)
    merged = merge(old, product, by_hand=pr.edited(step, row["id"]))
    if merged == old:
        return False
    write(step, row, merged)
    return True


def change_product(
    step: Step, product_id: int, product: Product, *, edited: frozenset[str] = frozenset()
) -> bool:
    """Make the product ``product_id`` equal to ``product``; tell whether that changed it.

    ``edited`` names the fields a person set by hand: an import leaves them alone from then on. Segments
    follow where the product has any. Raises `LookupError` when there is no such product.
    """
    row = step.one("SELECT * FROM product WHERE id = ?", (product_id,))
    if row is None:
        raise LookupError(f"no product {product_id}")
    if pr.read_product(step, row) == product:
        return False
    write(step, row, product, edited=edited)
    return True


def write(
    step: Step,
    row: Row,
    product: Product,
    *,
    edited: frozenset[str] = frozenset(),
    keep_minor: bool = True,
) -> None:
    """Write ``product`` over the ``product`` row; segments follow where it has any.

    With ``keep_minor`` texts of which only punctuation, spaces, case or tokens changed keep their approvals.
    """
    number = row["id"]
    rows.update_if_different(step, "product", row, pr.product_record(product))
    body = step.one("SELECT * FROM product_body WHERE id = ?", (number,))
    if body is not None:
        record = pr.body_record(product)
        if edited:
            record["edited"] = encode(sorted({*decode(body["edited"]), *edited}))
        rows.update_if_different(step, "product_body", body, record)
    _sync_children(step, number, product)
    if row["segmented"]:
        sync_segments(step, number, product, source_locale(step, number), keep_minor=keep_minor)


def ensure_segments(step: Step, ids: Iterable[int]) -> None:
    """Make the segments of the products that have none yet: they come with the first draft or check."""
    for number in ids:
        row = step.one("SELECT * FROM product WHERE id = ? AND segmented = 0", (number,))
        if row is not None:
            product = pr.read_product(step, row)
            sync_segments(step, number, product, source_locale(step, number))
            step.write("UPDATE product SET segmented = 1 WHERE id = ?", (number,))


def without_segments(reader: Reader, ids: Iterable[int]) -> tuple[int, ...]:
    """Return the products among ``ids`` whose segments are still to be made."""
    bare = {row["id"] for row in reader.rows("SELECT id FROM product WHERE segmented = 0")}
    return tuple(number for number in ids if number in bare) if bare else ()


def _sync_children(step: Step, number: int, product: Product) -> None:
    owner = ("product_id", number)
    rows.sync(step, "variant", owner, ("key",), pr.variant_records(product))
    write_records(step, number, product)


def write_records(step: Step, number: int, product: Product) -> None:
    """Bring the certificates, offers and price history of a product up to date."""
    owner = ("product_id", number)
    rows.sync(step, "evidence", owner, ("kind", "number"), pr.evidence_records(product))
    rows.sync(step, "offer", owner, ("position",), pr.offer_records(product))
    rows.sync(step, "price_record", owner, ("market", "since"), pr.price_record_records(product))


def out_of_date(reader: Reader, product_id: int) -> tuple[int, int]:
    """Return how many texts of a product were made from an older source, and how many are approved."""
    row = reader.one(
        "SELECT count(*), coalesce(sum(t.state = 'approved'), 0) FROM translation t "
        "JOIN segment s ON s.id = t.segment_id "
        "WHERE s.product_id = ? AND t.source_hash <> s.source_hash",
        (product_id,),
    )
    return (0, 0) if row is None else (row[0], row[1])


def prices_touched(reader: Reader, product_id: int, old: Product, new: Product) -> int:
    """Return how many prices rest on variants whose cost, list price or weight differ."""
    before = {variant.key: variant for variant in old.variants}
    keys = [
        variant.key
        for variant in new.variants
        if (was := before.get(variant.key)) is not None
        and (was.cost, was.list_price, was.weight_g)
        != (variant.cost, variant.list_price, variant.weight_g)
    ]
    query = (
        "SELECT count(*) FROM price p JOIN variant v ON v.id = p.variant_id "
        "WHERE v.product_id = ? AND v.key = ?"
    )
    return sum(int(reader.value(query, (product_id, key))) for key in keys)


def script_count(reader: Reader, product_id: int) -> int:
    """Return how many scripts a product has."""
    return int(reader.value("SELECT count(*) FROM script WHERE product_id = ?", (product_id,)))


def attach(
    step: Step,
    product_id: int,
    *,
    evidence: tuple[Evidence, ...] = (),
    offers: tuple[Offer, ...] = (),
    price_records: tuple[PriceRecord, ...] = (),
) -> bool:
    """Give a product its certificates, offers and price history; tell whether that changed it."""
    row = step.one("SELECT * FROM product WHERE id = ?", (product_id,))
    if row is None:
        return False
    old = pr.read_product(step, row)
    new = replace(
        old,
        evidence=evidence or old.evidence,
        offers=offers or old.offers,
        price_records=price_records or old.price_records,
    )
    if new == old:
        return False
    rows.update_if_different(step, "product", row, pr.product_record(new))
    _sync_children(step, product_id, new)
    return True


def product_ids(reader: Reader, catalog_id: int | None = None) -> tuple[int, ...]:
    """Return the ids of all products, in catalog and file order."""
    # One answer instead of a row for each: the window asks this at every refresh.
    found = reader.value(
        "SELECT json_group_array(id) FROM (SELECT id FROM product "
        "WHERE ?1 IS NULL OR catalog_id = ?1 ORDER BY catalog_id, position)",
        (catalog_id,),
    )
    return tuple(decode(found))


def find_by_key(reader: Reader, catalog_id: int, key: str) -> int | None:
    """Return the id of the product ``key``, or ``None``."""
    found = reader.value(
        "SELECT id FROM product WHERE catalog_id = ? AND key = ?", (catalog_id, key)
    )
    return None if found is None else int(found)


def find_by_sku(reader: Reader, sku: str) -> int | None:
    """Return the id of the first product with a variant ``sku``, or whose key it is; ``None`` for none."""
    found = reader.value(
        "SELECT id FROM (SELECT product_id AS id FROM variant WHERE sku = :sku "
        "UNION ALL SELECT id FROM product WHERE key = :sku) LIMIT 1",
        {"sku": sku},
    )
    return None if found is None else int(found)


def load(reader: Reader, product_id: int) -> Product:
    """Return one product. Raises `LookupError` when there is none with this id."""
    row = reader.one("SELECT * FROM product WHERE id = ?", (product_id,))
    if row is None:
        raise LookupError(f"no product {product_id}")
    return pr.read_product(reader, row)


def load_many(reader: Reader, ids: Sequence[int]) -> dict[int, Product]:
    """Return those products of ``ids`` that exist, by id; held all at once, so give some at a time."""
    found = reader.rows(f"SELECT * FROM product WHERE id {IDS}", listed(ids))  # noqa: S608 - ours
    return pr.read_products(reader, found)


def load_each(reader: Reader, ids: Iterable[int]) -> Iterator[tuple[int, Product]]:
    """Yield products one by one, so that a large catalog is never held whole."""
    for number in ids:
        yield number, load(reader, number)


def key_of(reader: Reader, product_id: int) -> str:
    """Return the key of a product, empty where it is gone."""
    found = reader.value("SELECT key FROM product WHERE id = ?", (product_id,))
    return "" if found is None else str(found)


def source_locale(reader: Reader, product_id: int) -> str:
    """Return the locale a product's texts are written in."""
    return str(
        reader.value(
            "SELECT c.locale FROM product p JOIN catalog c ON c.id = p.catalog_id WHERE p.id = ?",
            (product_id,),
        )
    )


def variant_ids(reader: Reader, product_id: int) -> dict[str, int]:
    """Return variant ids by variant key, in the seller's order."""
    found = reader.rows(
        "SELECT key, id FROM variant WHERE product_id = ? ORDER BY position", (product_id,)
    )
    return {row["key"]: row["id"] for row in found}


def product_of_variant(reader: Reader, variant_id: int) -> int:
    """Return the product a variant belongs to. Raises `LookupError` when there is no such variant."""
    found = reader.value("SELECT product_id FROM variant WHERE id = ?", (variant_id,))
    if found is None:
        raise LookupError(f"no variant {variant_id}")
    return int(found)
