"""Where the words of terms stand: texts that have them, and texts that could not be written without."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from localizer.catalog.json_text import IDS, decode, encode, listed
from localizer.catalog.segments import LISTING_ORDER
from localizer.model.segment import Field, State
from localizer.model.term import fold
from localizer.store.database import Reader

#: For so many words the file looks itself; more are looked for in one pass over all texts.
_FEW: Final = 8
_ESCAPES: Final = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})
#: ASCII as an input method for Chinese may write it.
_WIDE: Final = str.maketrans({char: char + 0xFEE0 for char in range(0x21, 0x7F)} | {0x20: 0x3000})
_DRAFTED: Final = "EXISTS(SELECT 1 FROM translation t WHERE t.segment_id = s.id)"
_ANY_DRAFTED: Final = f"EXISTS(SELECT 1 FROM segment s WHERE s.product_id = p.id AND {_DRAFTED})"  # noqa: S608


@dataclass(frozen=True, slots=True)
class DraftedText:
    """One text of a product in one locale, as it stands."""

    product_id: int
    product: str
    field: Field
    name: str
    locale: str
    source: str
    text: str
    state: State


@dataclass(frozen=True, slots=True)
class Blocked:
    """Texts of one field with one ``reason``; ``name`` is their fact or option.

    ``brand`` is that of the products where a title left something out.
    """

    reason: str
    locale: str
    field: Field
    name: str
    brand: str
    products: tuple[int, ...]


def products_with(reader: Reader, forms: Collection[str]) -> tuple[int, ...]:
    """Return the products with a drafted text or a category that has one of ``forms``, or lacks one.

    In the order of the catalogs.
    """
    sought = [form for form in dict.fromkeys(map(fold, forms)) if form]
    if not sought:
        return ()
    few = len(sought) <= _FEW
    found = set(_like(reader, sought) if few else _scanned(reader, sought)) | set(
        _lacking(reader, sought)
    )
    order = reader.rows(
        f"SELECT id FROM product WHERE id {IDS} ORDER BY catalog_id, position",  # noqa: S608 - ours
        listed(sorted(found)),
    )
    return tuple(row["id"] for row in order)


def texts(reader: Reader, ids: Sequence[int]) -> dict[tuple[int, str], DraftedText]:
    """Return the texts of products by (segment, locale), in the order of their listings."""
    query = (
        "SELECT t.segment_id, t.locale, t.state, b.text, s.product_id, s.field, s.name, "  # noqa: S608
        "sb.source, p.title FROM segment s JOIN product p ON p.id = s.product_id "
        "JOIN segment_body sb ON sb.id = s.id JOIN translation t ON t.segment_id = s.id "
        f"JOIN translation_body b ON b.id = t.id WHERE s.product_id {IDS} "
        f"ORDER BY p.catalog_id, p.position, {LISTING_ORDER}, t.locale"
    )
    return {
        (row["segment_id"], row["locale"]): DraftedText(
            row["product_id"],
            row["title"],
            Field(row["field"]),
            row["name"],
            row["locale"],
            row["source"],
            row["text"],
            State(row["state"]),
        )
        for row in reader.rows(query, listed(ids))
    }


def blocked(
    reader: Reader, reasons: Sequence[str], locales: Collection[str] = ()
) -> Iterator[Blocked]:
    """Yield the texts whose reason is of one of the kinds ``reasons``, in ``locales`` or in all."""
    starts = " OR ".join(f"t.reason LIKE ?{number + 2} || ':%'" for number in range(len(reasons)))
    query = (
        "SELECT t.reason, t.locale, s.field, s.name, "  # noqa: S608 - names are ours
        "CASE WHEN t.reason LIKE 'left_out:%' THEN p.brand ELSE '' END AS brand, "
        "json_group_array(DISTINCT s.product_id) AS products FROM translation t "
        "JOIN segment s ON s.id = t.segment_id JOIN product p ON p.id = s.product_id "
        f"WHERE t.reason <> '' AND ({starts}) "
        "AND (?1 = '[]' OR t.locale IN (SELECT value FROM json_each(?1))) "
        "GROUP BY t.reason, t.locale, s.field, s.name, brand"
    )
    wanted = encode(list(locales))
    for row in reader.rows(query, (wanted, *reasons)):
        yield Blocked(
            row["reason"],
            row["locale"],
            Field(row["field"]),
            row["name"],
            row["brand"],
            tuple(decode(row["products"])),
        )


def titles(reader: Reader, ids: Collection[int]) -> dict[int, str]:
    """Return the titles of products by id."""
    query = f"SELECT id, title FROM product WHERE id {IDS}"  # noqa: S608 - ours
    return {row["id"]: row["title"] for row in reader.rows(query, listed(sorted(ids)))}


def _like(reader: Reader, sought: Sequence[str]) -> Iterator[int]:
    """Yield the products whose texts have one of a few words, as the file compares them."""
    spelt = {
        one
        for form in sought
        for written in (form, form.upper(), form.title())
        for one in (written, written.translate(_WIDE))
    }
    marks = " OR ".join(rf"{{0}} LIKE ?{number + 1} ESCAPE '\'" for number in range(len(spelt)))
    query = (
        "SELECT s.product_id FROM segment s JOIN segment_body b ON b.id = s.id "  # noqa: S608 - ours
        f"WHERE ({marks.format('b.source')}) AND {_DRAFTED} UNION "
        f"SELECT p.id FROM product p WHERE ({marks.format('p.category')}) AND {_ANY_DRAFTED}"
    )
    values = tuple(f"%{one.translate(_ESCAPES)}%" for one in sorted(spelt))
    return (row["product_id"] for row in reader.rows(query, values))


def _scanned(reader: Reader, sought: Sequence[str]) -> Iterator[int]:
    """Yield the products whose texts have one of many words; each different text is read once."""
    starts: dict[str, list[str]] = {}
    for form in sought:
        starts.setdefault(form[0], []).append(form)
    query = (
        "SELECT s.product_id, s.source_hash, b.source FROM segment s "  # noqa: S608 - ours
        f"JOIN segment_body b ON b.id = s.id WHERE {_DRAFTED} UNION ALL "
        f"SELECT p.id, p.category, p.category FROM product p WHERE {_ANY_DRAFTED}"
    )
    known: dict[str, bool] = {}
    for row in reader.rows(query):
        mark = row["source_hash"]
        if mark not in known:
            known[mark] = _has(fold(row["source"]), starts)
        if known[mark]:
            yield row["product_id"]


def _has(text: str, starts: dict[str, list[str]]) -> bool:
    return any(
        text.startswith(form, at)
        for at, first in enumerate(text)
        if first in starts
        for form in starts[first]
    )


def _lacking(reader: Reader, sought: Collection[str]) -> Iterator[int]:
    """Yield the products with a text that says it lacks one of the words."""
    query = (
        "SELECT t.reason, json_group_array(DISTINCT s.product_id) AS products FROM translation t "
        "JOIN segment s ON s.id = t.segment_id WHERE t.reason LIKE '%_:_%' GROUP BY t.reason"
    )
    wanted = set(sought)
    for row in reader.rows(query):
        named = row["reason"].partition(":")[2]
        if wanted & {fold(word) for word in named.split("|")}:
            yield from decode(row["products"])
