"""JSON with everything: texts, the price with its breakdown, the facts behind each script line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Final

import msgspec

from localizer.catalog.prices import StoredPrice
from localizer.export.columns import amount, iso
from localizer.export.content import ProductContent
from localizer.export.gate import GateResult, in_words
from localizer.export.listing import ListingRow
from localizer.export.pitch import Pitch
from localizer.export.writer import Head, Part
from localizer.model.price import UnitPrice
from localizer.model.product import Product

#: The layout of the file; a reader refuses a number it does not know.
VERSION: Final = 1
Json = dict[str, object]


class JsonWriter:
    """Writes one object with a product a line."""

    def __init__(self, head: Head, folder: Path) -> None:
        """Begin the file in ``folder``."""
        self._path = folder / "target.json"
        self._products = 0
        self._stream = self._path.open("wb")
        opening = {
            "format": "localizer.target",
            "version": VERSION,
            "target": head.label,
            "market": head.target.market,
            "channel": head.target.channel,
            "locale": head.target.locale,
            "launch": head.launch,
            "made_at": head.made_at.isoformat(timespec="seconds"),
        }
        self._stream.write(msgspec.json.encode(opening)[:-1] + b',"products":[')

    def add(self, content: ProductContent) -> None:
        """Write one product."""
        self._stream.write(b",\n" if self._products else b"\n")
        self._stream.write(msgspec.json.encode(product_object(content)))
        self._products += 1

    def close(self, verdict: GateResult) -> tuple[Part, ...]:
        """Finish the file with what the gate says."""
        closing = {"state": verdict.state.value, "reasons": in_words(verdict)}
        self._stream.write(b"\n]," + msgspec.json.encode(closing)[1:] + b"\n")
        self._stream.close()
        return (Part(self._path, "", ".json", self._products),)

    def abort(self) -> None:
        """Close the file."""
        self._stream.close()


def product_object(content: ProductContent) -> Json:
    """Return one product; amounts and other exact numbers are strings."""
    product = content.product
    texts = content.rows[0].texts if content.rows else None
    return {
        "key": product.key,
        "state": content.state.value,
        "brand": product.brand,
        "category": product.category,
        "source_locale": content.source_locale,
        "source_title": product.title,
        "title": texts.title if texts else "",
        "bullets": texts.bullets if texts else (),
        "description": texts.description if texts else "",
        "images": product.images,
        "left_out": content.counts.untranslated,
        "facts": _facts(product),
        "variants": [_variant(row, content.prices.get(row.variant_key)) for row in content.rows],
        "scripts": [_script(pitch) for pitch in content.pitches],
    }


def _facts(product: Product) -> list[Json]:
    return [
        {"name": fact.name, "label": fact.label, "value": fact.value, "origin": fact.origin}
        for fact in product.facts
    ]


def _variant(row: ListingRow, stored: StoredPrice | None) -> Json:
    return {
        "key": row.variant_key,
        "sku": row.sku,
        "gtin": row.gtin,
        "options": [{"name": name, "value": value} for name, value in row.options],
        "price": None if stored is None else _price(row, stored),
        "was": _number(amount(row.asked.was, row.currency)),
        "sale": _sale(row),
        "unit_price": _unit_price(row.asked.unit_price),
        "stock": row.stock,
        "weight_g": None if row.weight_g is None else f"{row.weight_g:f}",
        "images": row.images,
    }


def _sale(row: ListingRow) -> Json | None:
    asked = row.asked
    if asked.sale is None:
        return None
    return {
        "amount": _number(amount(asked.sale, row.currency)),
        "currency": row.currency,
        "start": iso(asked.sale_starts_at) or None,
        "end": iso(asked.sale_ends_at) or None,
        "unit_price": _unit_price(asked.sale_unit_price),
    }


def _unit_price(found: UnitPrice | None) -> Json | None:
    return None if found is None else {"amount": _number(found.amount), "per": found.per}


def _price(row: ListingRow, stored: StoredPrice) -> Json:
    return {
        "amount": _number(stored.amount),
        "currency": stored.currency,
        "text": row.price_text,
        "status": stored.status,
        "code": stored.code,
        "basis": stored.basis,
        "margin": _number(stored.margin),
        "warnings": stored.warnings,
        "request": stored.request,
        "answer": stored.answer,
    }


def _script(pitch: Pitch) -> Json:
    return {
        "style": pitch.style,
        "label": pitch.label,
        "state": pitch.state.value,
        "spoken_seconds": round(pitch.spoken_seconds, 1),
        "planned_seconds": round(pitch.planned_seconds, 1),
        "beats": [
            {"beat": beat.value, "seconds": round(seconds, 1)} for beat, seconds in pitch.beats
        ],
        "lines": [
            {
                "beat": line.beat.value,
                "lane": line.lane.value,
                "text": line.text,
                "written": line.written,
                "seconds": round(line.seconds, 1),
                "facts": line.facts,
                "tokens": line.tokens,
            }
            for line in pitch.lines
        ],
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
