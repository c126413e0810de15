"""What of a product is to be translated: its segments, kept stable over imports."""

from __future__ import annotations

from dataclasses import dataclass

from localizer.catalog import rows
from localizer.catalog.blocks import split_blocks
from localizer.model.locale import HAN_LANGUAGES, language
from localizer.model.product import Fact, Product
from localizer.model.segment import Field, Segment, normalize, text_hash
from localizer.store.database import Reader, Row, Step

_SELECT = (
    "SELECT s.id, s.product_id, s.field, s.position, s.name, b.source, s.source_hash "
    "FROM segment s JOIN segment_body b ON b.id = s.id"
)


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


def sync_segments(step: Step, product_id: int, product: Product, locale: str) -> None:
    """Bring the segments of a product up to its texts; a changed text keeps its old one as previous."""
    wanted = source_texts(product, locale)
    ids = rows.sync(
        step,
        "segment",
        ("product_id", product_id),
        ("field", "position"),
        [
            {
                "field": text.field.value,
                "position": text.position,
                "name": text.name,
                "source_hash": text_hash(text.source),
            }
            for text in wanted
        ],
    )
    bodies = {
        row["id"]: row
        for row in step.rows(
            "SELECT b.* FROM segment_body b JOIN segment s ON s.id = b.id WHERE s.product_id = ?",
            (product_id,),
        )
    }
    for text in wanted:
        number = ids[text.field.value, text.position]
        body = bodies.get(number)
        if body is None:
            rows.insert(step, "segment_body", {"id": number, "source": text.source, "previous": ""})
        elif body["source"] != text.source:
            rows.update(
                step,
                "segment_body",
                number,
                {"source": text.source, "previous": body["source"]},
            )


def of_product(reader: Reader, product_id: int) -> tuple[Segment, ...]:
    """Return the segments of one product in listing order."""
    found = reader.rows(f"{_SELECT} WHERE s.product_id = ? ORDER BY s.id", (product_id,))
    return tuple(_segment(row) for row in found)


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
