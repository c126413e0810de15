"""Where a price is used: the lines of scripts and the texts of listings that name it by a token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from localizer.catalog.json_text import decode
from localizer.model.launch import Target
from localizer.store.database import Reader

#: How tokens begin that show an amount; ``{bundle:2}`` names its quantity.
TOKENS: Final = ("{price}", "{was}", "{save}", "{bundle:")


@dataclass(frozen=True, slots=True)
class PriceUses:
    """How many script lines and listing texts name the price of a product on a target."""

    lines: int
    texts: int

    @property
    def total(self) -> int:
        """How many places there are."""
        return self.lines + self.texts


def uses_of(reader: Reader, product_id: int, target: Target) -> PriceUses:
    """Return where the price of a product on ``target`` is used."""
    place = (product_id, target.market, target.channel)
    scripts = reader.rows(
        "SELECT b.lines FROM script s JOIN script_body b ON b.id = s.id "
        "WHERE s.product_id = ? AND s.market = ? AND s.channel = ?",
        place,
    )
    lines = sum(_names_price(line["text"]) for row in scripts for line in decode(row["lines"]))
    found = reader.rows(
        "SELECT b.text FROM translation t JOIN translation_body b ON b.id = t.id "
        "JOIN segment g ON g.id = t.segment_id WHERE g.product_id = ? AND t.locale = ?",
        (product_id, target.locale),
    )
    return PriceUses(lines, sum(_names_price(row["text"]) for row in found))


def _names_price(text: str) -> bool:
    return any(token in text for token in TOKENS)
