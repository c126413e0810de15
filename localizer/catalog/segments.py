"""What of a product is to be translated: its segments, kept stable over imports."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from localizer.catalog import rows
from localizer.catalog.blocks import split_blocks
from localizer.catalog.json_text import IDS, listed
from localizer.model.locale import HAN_LANGUAGES, language
from localizer.model.product import Fact, Product
from localizer.model.segment import Field, Segment, normalize, text_hash
from localizer.model.token import TOKEN
from localizer.store.database import Reader, Row, Step

_SELECT = (
    "SELECT s.id, s.product_id, s.field, s.position, s.name, b.source, s.source_hash "
    "FROM segment s JOIN segment_body b ON b.id = s.id"
)
_PLACES = " ".join(f"WHEN '{field.value}' THEN {place}" for place, field in enumerate(Field))
#: SQL that orders segments ``s`` of one product as its listing does; ids do not, as texts move.
LISTING_ORDER: Final = f"CASE s.field {_PLACES} END, s.position"


#: A place in a text that the price engine fills: changing which one changes no word.
_NUMBERS: Final = re.compile(r"[-−+]?[0-9]+(?:[.,:/×x*~–-][0-9]+)*")
#: Letters, combining marks (Thai vowels), numbers, currency and mathematical signs.
_MEANT: Final = frozenset(["Ll", "Lu", "Lt", "Lm", "Lo", "Mn", "Mc", "Nd", "Nl", "No", "Sc", "Sm"])
_MEANT_MARKS: Final = "%°#&@"


@dataclass(frozen=True, slots=True)
class SourceText:
    """One source text of a product before it has an id."""

    field: Field
    position: int
    name: str
    source: str


def source_texts(product: Product, locale: str) -> tuple[SourceText, ...]:
    """Return every text of ``product`` that a listing shows, written in ``locale``."""
    texts = [SourceText(Field.TITLE, 0, "", product.title)]
    texts += [SourceText(Field.BULLET, i, "", text) for i, text in enumerate(product.bullets)]
    texts += [
        SourceText(Field.FACT, i, fact.name, fact_source(fact, locale))
        for i, fact in enumerate(product.facts)
    ]
    blocks = split_blocks(product.description_html)
    texts += [SourceText(Field.DESCRIPTION, i, "", text) for i, text in enumerate(blocks)]
    texts += _option_texts(product)
    return tuple(text for text in texts if normalize(text.source))


def fact_source(fact: Fact, locale: str) -> str:
    """Return a fact as its seller would write it: 材质:棉 or Material: cotton."""
    label = fact.label or fact.name.replace("_", " ").capitalize()
    colon = ":" if language(locale) in HAN_LANGUAGES else ": "
    return f"{label}{colon}{fact.value}"


def _option_texts(product: Product) -> list[SourceText]:
    options = [option for variant in product.variants for option in variant.options]
    names = dict.fromkeys(name for name, _ in options)
    pairs = dict.fromkeys(options)
    return [
        *(SourceText(Field.OPTION_NAME, i, name, name) for i, name in enumerate(names)),
        *(SourceText(Field.OPTION_VALUE, i, name, value) for i, (name, value) in enumerate(pairs)),
    ]


def sync_segments(
    step: Step, product_id: int, product: Product, locale: str, *, keep_minor: bool = True
) -> None:
    """Bring the segments of a product up to its texts.

    A text that only moved takes its segment, and so its translations, along; a changed text stays where it
    was and keeps its old one as previous. Nothing is written where nothing changed. With ``keep_minor`` the
    translations of a text whose meaning cannot have changed (`is_minor`) are those of the new text, approval
    and all.
    """
    wanted = source_texts(product, locale)
    existing = step.rows(
        "SELECT s.*, b.source FROM segment s JOIN segment_body b ON b.id = s.id "
        "WHERE s.product_id = ? ORDER BY s.field, s.position",
        (product_id,),
    )
    matched = _match(wanted, existing)
    kept = {row["id"] for row in matched.values()}
    gone = [(row["id"],) for row in existing if row["id"] not in kept]
    step.write_many("DELETE FROM segment WHERE id = ?", gone)
    moved = [row for text, row in matched.items() if row["position"] != text.position]
    # A place is taken once only, so whatever moves first makes way.
    parked = [(-1 - row["position"], row["id"]) for row in moved]
    step.write_many("UPDATE segment SET position = ? WHERE id = ?", parked)
    for text in wanted:
        row = matched.get(text)
        _write(step, product_id, text, row)
        if keep_minor and row is not None and is_minor(row["source"], text.source):
            step.write(
                "UPDATE translation SET source_hash = ? WHERE segment_id = ? AND source_hash = ?",
                (text_hash(text.source), row["id"], row["source_hash"]),
            )


def is_minor(before: str, after: str) -> bool:
    """Tell whether two texts that differ do so in punctuation, spaces, letter case or tokens only.

    Numbers are compared as written, with their signs and separators: 3-6 and 36 are two meanings.
    """
    if text_hash(before) == text_hash(after):
        return False
    one, other = _plain(before), _plain(after)
    return _skeleton(one) == _skeleton(other) and _NUMBERS.findall(one) == _NUMBERS.findall(other)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", TOKEN.sub("", text)).casefold()


def _skeleton(text: str) -> str:
    """Return letters, digits and the signs that carry meaning (currency, mathematics, %)."""
    return "".join(
        char for char in text if unicodedata.category(char) in _MEANT or char in _MEANT_MARKS
    )


def _match(wanted: Sequence[SourceText], existing: Sequence[Row]) -> dict[SourceText, Row]:
    """Give each text the segment with the same source; to the rest the unclaimed one at their place."""
    same: dict[tuple[str, str, str], deque[Row]] = defaultdict(deque)
    for row in existing:
        same[row["field"], row["name"], row["source_hash"]].append(row)
    matched: dict[SourceText, Row] = {}
    for text in wanted:
        rows_of_text = same[text.field.value, text.name, text_hash(text.source)]
        if rows_of_text:
            matched[text] = rows_of_text.popleft()
    unclaimed = {
        (row["field"], row["position"]): row for waiting in same.values() for row in waiting
    }
    for text in wanted:
        row_there = unclaimed.get((text.field.value, text.position))
        if text not in matched and row_there is not None:
            matched[text] = row_there
    return matched


def _write(step: Step, product_id: int, text: SourceText, row: Row | None) -> None:
    """Insert the segment of ``text``, or write what differs in its row."""
    record = {
        "field": text.field.value,
        "position": text.position,
        "name": text.name,
        "source_hash": text_hash(text.source),
    }
    if row is None:
        number = rows.insert(step, "segment", {"product_id": product_id, **record})
        rows.insert(step, "segment_body", {"id": number, "source": text.source, "previous": ""})
        return
    rows.update_if_different(step, "segment", row, record)
    if row["source"] != text.source:
        body = {"source": text.source, "previous": row["source"]}
        rows.update(step, "segment_body", row["id"], body)


def set_previous(step: Step, segment_id: int, previous: str) -> None:
    """Keep what a segment said before, where another workspace knows it."""
    rows.update(step, "segment_body", segment_id, {"previous": previous})


def of_product(reader: Reader, product_id: int) -> tuple[Segment, ...]:
    """Return the segments of one product in listing order."""
    found = reader.rows(f"{_SELECT} WHERE s.product_id = ? ORDER BY {LISTING_ORDER}", (product_id,))
    return tuple(_segment(row) for row in found)


def of_products(reader: Reader, product_ids: Sequence[int]) -> dict[int, list[Segment]]:
    """Return the segments of some products, each in listing order; products without any are left out."""
    query = f"{_SELECT} WHERE s.product_id {IDS} ORDER BY s.product_id, {LISTING_ORDER}"
    made: dict[int, list[Segment]] = {}
    for row in reader.rows(query, listed(product_ids)):
        made.setdefault(row["product_id"], []).append(_segment(row))
    return made


def _segment(row: Row) -> Segment:
    return Segment(
        id=row["id"],
        product_id=row["product_id"],
        field=Field(row["field"]),
        position=row["position"],
        name=row["name"],
        source=row["source"],
        source_hash=row["source_hash"],
    )
