"""The texts of a language with all that is kept of each, in the order of the listings: what is sent away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from localizer.catalog import preferences
from localizer.catalog.json_text import IDS, listed
from localizer.catalog.notes import Note, note_of
from localizer.catalog.segments import LISTING_ORDER
from localizer.model.segment import Field, Origin, State
from localizer.store.database import Reader

#: Products whose texts are read at a time.
TOGETHER = 100


@dataclass(frozen=True, slots=True)
class SentText:
    """One text: its source, its translation, what people said of it.

    ``made_from`` is the hash of the source the translation was made from, ``previous`` what the source said
    before its last change. ``catalog`` is the name of the product's catalog.
    """

    product_key: str
    product: str
    image: str
    field: Field
    position: int
    name: str
    source: str
    source_hash: str
    previous: str
    text: str
    state: State
    origin: Origin
    reason: str
    made_from: str
    comment: str
    locked: bool
    notes: tuple[Note, ...]
    catalog: str = ""


def texts(reader: Reader, product_ids: Sequence[int], locale: str) -> Iterator[SentText]:
    """Yield the texts of products in ``locale``; one that was never drafted there is untranslated."""
    query = (
        "SELECT s.id AS segment, p.key, p.title, json_extract(pb.images, '$[0]') AS image, "  # noqa: S608 - ours
        "s.product_id, s.field, s.position, s.name, s.source_hash, sb.source, sb.previous, "
        "coalesce(b.text, '') AS text, coalesce(b.comment, '') AS comment, "
        f"coalesce(t.state, '{State.UNTRANSLATED}') AS state, coalesce(t.origin, '{Origin.NONE}') AS origin, "
        "coalesce(t.reason, '') AS reason, coalesce(t.source_hash, s.source_hash) AS made_from, "
        "coalesce(a.locked, 0) AS locked, c.name AS catalog "
        "FROM segment s JOIN segment_body sb ON sb.id = s.id JOIN product p ON p.id = s.product_id "
        "JOIN product_body pb ON pb.id = p.id JOIN catalog c ON c.id = p.catalog_id "
        "LEFT JOIN translation t ON t.segment_id = s.id AND t.locale = :locale "
        "LEFT JOIN translation_body b ON b.id = t.id LEFT JOIN assignment a ON a.id = t.id "
        f"WHERE s.product_id {IDS} ORDER BY {LISTING_ORDER}"
    )
    for start in range(0, len(product_ids), TOGETHER):
        some = product_ids[start : start + TOGETHER]
        values = {**listed(some), "locale": locale}
        by_product = defaultdict(list)
        said = _notes(reader, some, locale)
        for row in reader.rows(query, values):
            by_product[row["product_id"]].append(row)
        for number in some:
            for row in by_product[number]:
                yield SentText(
                    product_key=row["key"],
                    product=row["title"],
                    image=row["image"] or "",
                    field=Field(row["field"]),
                    position=row["position"],
                    name=row["name"],
                    source=row["source"],
                    source_hash=row["source_hash"],
                    previous=row["previous"],
                    text=row["text"],
                    state=State(row["state"]),
                    origin=Origin(row["origin"]),
                    reason=row["reason"],
                    made_from=row["made_from"],
                    comment=row["comment"],
                    locked=bool(row["locked"]),
                    notes=tuple(said.get(row["segment"], ())),
                    catalog=row["catalog"],
                )


#: The catalog of a package's workspace whose products are known by their keys; the preference's name.
PLAIN_CATALOG: Final = "package_catalog"


def told_catalogs(reader: Reader) -> frozenset[tuple[str, str]]:
    """Return keys of products, each with its catalog, that need the catalog told; usually there are none.

    They are those whose key another catalog has, here or in the workspace a package came from.
    """
    plain = preferences.read(reader, PLAIN_CATALOG)
    found = reader.tuples(
        "SELECT p.key, c.name FROM product p JOIN catalog c ON c.id = p.catalog_id "
        "WHERE (:plain <> '' AND c.name <> :plain) OR p.key IN "
        "(SELECT key FROM product GROUP BY key HAVING count(*) > 1)",
        {"plain": plain},
    )
    return frozenset((key, name) for key, name in found)


def catalog_names(reader: Reader) -> dict[int, str]:
    """Return the catalog of each product that needs it told, by product id."""
    told = told_catalogs(reader)
    if not told:
        return {}
    found = reader.tuples(
        "SELECT p.id, p.key, c.name FROM product p JOIN catalog c ON c.id = p.catalog_id"
    )
    return {number: name for number, key, name in found if (key, name) in told}


def _notes(reader: Reader, product_ids: Sequence[int], locale: str) -> dict[int, list[Note]]:
    found: dict[int, list[Note]] = defaultdict(list)
    query = (
        "SELECT n.* FROM note n JOIN segment s ON s.id = n.segment_id "  # noqa: S608 - ours
        f"WHERE s.product_id {IDS} AND n.locale IN ('', :locale) ORDER BY n.id"
    )
    for row in reader.rows(query, {**listed(product_ids), "locale": locale}):
        found[row["segment_id"]].append(note_of(row))
    return found
