"""What a bulk edit of texts does to segments: which translations it makes outdated, and how they follow.

An edit knows the one field it changes, so nothing else of a product is read or compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from localizer.catalog import products
from localizer.catalog.blocks import split_blocks
from localizer.catalog.edit_values import EditField
from localizer.catalog.json_text import IDS, listed
from localizer.catalog.segments import is_minor, sync_segments
from localizer.model.segment import Field, text_hash
from localizer.store.database import Reader, Row, Step

_FIELDS: Final[Mapping[EditField, Field]] = {
    "title": Field.TITLE,
    "bullets": Field.BULLET,
    "description_html": Field.DESCRIPTION,
}
_strings: Final = msgspec.json.Decoder(list[str])


@dataclass(frozen=True, slots=True)
class NewTexts:
    """The values a column gets, by product: a title, bullets as JSON, a description."""

    field: EditField
    values: Mapping[int, str]

    def sources(self, number: int) -> Sequence[str]:
        """Return the texts to be translated that a product has of the field then."""
        value = self.values[number]
        if self.field == "title":
            return [value]
        return _strings.decode(value) if self.field == "bullets" else split_blocks(value)


@dataclass(frozen=True, slots=True)
class Outdated:
    """Texts whose translations would be of an older source, approved ones among these, their locales."""

    texts: int
    approved: int
    locales: frozenset[str]


def outdated(reader: Reader, new: NewTexts) -> Outdated:
    """Return what ``new`` would make outdated or take away with a text that goes.

    Texts of which only punctuation, spaces, case or tokens change keep their translations.
    """
    found = reader.rows(
        "SELECT s.product_id, s.id, s.position, s.source_hash, b.source, "  # noqa: S608 - ours
        "group_concat(DISTINCT t.locale) AS locales, sum(t.state = 'approved') AS approved "
        "FROM segment s JOIN segment_body b ON b.id = s.id JOIN translation t ON t.segment_id = s.id "
        f"WHERE s.product_id {IDS} AND s.field = :field AND t.state <> 'untranslated' "
        "AND t.source_hash = s.source_hash GROUP BY s.id",
        {**listed(list(new.values)), "field": _FIELDS[new.field].value},
    )
    touched = _touched(found, new)
    locales = (locale for row in touched for locale in row["locales"].split(","))
    return Outdated(len(touched), sum(row["approved"] for row in touched), frozenset(locales))


def _touched(found: Sequence[Row], new: NewTexts) -> list[Row]:
    """Return the segments whose text is another one after the edit, and in more than its form."""
    by_product: dict[int, list[Row]] = defaultdict(list)
    for row in found:
        by_product[row["product_id"]].append(row)
    touched = []
    for number, rows in by_product.items():
        sources = new.sources(number)
        hashes = {text_hash(source) for source in sources}
        for row in rows:
            at = row["position"]
            after = sources[at] if at < len(sources) else ""
            if row["source_hash"] not in hashes and not is_minor(row["source"], after):
                touched.append(row)
    return touched


def follow(step: Step, ids: Sequence[int]) -> None:
    """Bring the segments of the products ``ids`` up to their texts, of those that have any."""
    for number in _segmented(step, ids):
        product = products.load(step, number)
        sync_segments(step, number, product, products.source_locale(step, number))


def follow_titles(step: Step, new: NewTexts) -> None:
    """Bring the segments of changed titles up to them, all at once: a product has one, in one place."""
    segmented = _segmented(step, list(new.values))
    rows = step.rows(
        "SELECT s.id, s.product_id, s.source_hash, b.source FROM segment s "  # noqa: S608 - ours
        f"JOIN segment_body b ON b.id = s.id WHERE s.product_id {IDS} AND s.field = :field",
        {**listed(segmented), "field": Field.TITLE.value},
    )
    titles = [(row, new.values[row["product_id"]]) for row in rows]
    step.write_many(
        "UPDATE segment_body SET source = ?, previous = ? WHERE id = ?",
        [(title, row["source"], row["id"]) for row, title in titles],
    )
    hashes = [(text_hash(title), row["id"], row["source_hash"]) for row, title in titles]
    changed = [one for one in hashes if one[0] != one[2]]
    step.write_many("UPDATE segment SET source_hash = ? WHERE id = ?", [one[:2] for one in changed])
    minor = {row["id"] for row, title in titles if is_minor(row["source"], title)}
    step.write_many(
        "UPDATE translation SET source_hash = ? WHERE segment_id = ? AND source_hash = ?",
        [one for one in changed if one[1] in minor],
    )
    lacking = set(segmented) - {row["product_id"] for row in rows}
    follow(step, sorted(lacking))  # a title of nothing but spaces had none


def _segmented(reader: Reader, ids: Sequence[int]) -> list[int]:
    query = f"SELECT id FROM product WHERE segmented <> 0 AND id {IDS} ORDER BY id"  # noqa: S608
    return [row["id"] for row in reader.rows(query, listed(ids))]
