"""Where the first of each kind of open work of a target stands, in catalog order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from localizer.catalog.findings import StoredFinding
from localizer.catalog.findings import load as load_finding
from localizer.catalog.json_text import IDS, listed
from localizer.catalog.overrules import ABOUT
from localizer.catalog.segments import LISTING_ORDER
from localizer.catalog.target_counts import BLANK
from localizer.model.launch import Target
from localizer.model.segment import State
from localizer.store.database import Reader, Row


@dataclass(frozen=True, slots=True)
class Spot:
    """A product, and the row of the text or script in question, ``None`` for the product itself."""

    product_id: int
    title: str
    row_id: int | None = None


@dataclass(frozen=True, slots=True)
class OpenFindings:
    """How many findings of one rule stop a target, the first of them, and the title of its product."""

    first: StoredFinding
    title: str
    number: int


_ORDER: Final = "ORDER BY p.catalog_id, p.position"
_WORDS: Final = "trim(coalesce(b.text, ''), :blank)"
_TEXT: Final = (
    "SELECT s.product_id, p.title, t.id FROM segment s JOIN product p ON p.id = s.product_id "  # noqa: S608
    "LEFT JOIN translation t ON t.segment_id = s.id AND t.locale = :locale "
    f"LEFT JOIN translation_body b ON b.id = t.id WHERE s.product_id {IDS} AND {{}} "
    f"{_ORDER}, {LISTING_ORDER} LIMIT 1"
)


def first_text(
    reader: Reader, target: Target, products: Sequence[int], state: State
) -> Spot | None:
    """Return the first text that is in ``state``; one without words is untranslated whatever was stored."""
    where = f"{_WORDS} = ''"
    if state is not State.UNTRANSLATED:
        where = f"{_WORDS} <> '' AND t.state = :state"
    values = {**_values(target, products), "blank": BLANK, "state": state.value}
    return _spot(reader.one(_TEXT.format(where), values))


def first_outdated(reader: Reader, target: Target, products: Sequence[int]) -> Spot | None:
    """Return the first text whose source changed after it was written."""
    where = f"{_WORDS} <> '' AND t.state <> 'untranslated' AND t.source_hash <> s.source_hash"
    return _spot(reader.one(_TEXT.format(where), {**_values(target, products), "blank": BLANK}))


def first_script(reader: Reader, target: Target, products: Sequence[int]) -> Spot | None:
    """Return the first script that is not approved."""
    query = (
        "SELECT c.product_id, p.title, c.id FROM script c JOIN product p ON p.id = c.product_id "  # noqa: S608
        "WHERE c.market = :market AND c.channel = :channel AND c.locale = :locale "
        f"AND c.state <> 'approved' AND c.product_id {IDS} {_ORDER}, c.id LIMIT 1"
    )
    return _spot(reader.one(query, _values(target, products)))


def first_unpriced(reader: Reader, target: Target, products: Sequence[int]) -> Spot | None:
    """Return the first product with a variant that has no price."""
    query = (
        "SELECT p.id, p.title, NULL FROM product p JOIN variant v ON v.product_id = p.id "  # noqa: S608
        "LEFT JOIN price x ON x.variant_id = v.id AND x.market = :market AND x.channel = :channel "
        f"WHERE p.id {IDS} AND x.amount IS NULL {_ORDER} LIMIT 1"
    )
    return _spot(reader.one(query, _values(target, products)))


def first_without_variant(reader: Reader, products: Sequence[int]) -> Spot | None:
    """Return the first product that has no variant."""
    query = (
        "SELECT p.id, p.title, NULL FROM product p WHERE NOT EXISTS "  # noqa: S608 - our own
        f"(SELECT 1 FROM variant v WHERE v.product_id = p.id) AND p.id {IDS} {_ORDER} LIMIT 1"
    )
    return _spot(reader.one(query, listed(products)))


def stopping_findings(
    reader: Reader, target: Target, products: Sequence[int]
) -> tuple[OpenFindings, ...]:
    """Return what stops ``target``: blocks by rule, and what lacks evidence by rule and what it asks for.

    Blocks come first, then those of which there are most.
    """
    query = (
        "SELECT f.id, p.title, count(*) AS n, min(p.catalog_id * 1000000000 + p.position) "  # noqa: S608
        "FROM finding f JOIN product p ON p.id = f.product_id "
        f"WHERE f.product_id {IDS} AND f.severity IN ('block', 'evidence') "
        f"AND NOT EXISTS (SELECT 1 FROM overrule o WHERE {ABOUT}) AND f.market IN (:market, '') "
        "AND f.channel IN (:channel, '') AND f.locale IN (:locale, '') "
        "GROUP BY f.rule, f.severity, iif(f.severity = 'evidence', "
        "(SELECT json_extract(a.value, '$[1]') FROM json_each(f.args) a "
        "WHERE json_extract(a.value, '$[0]') = 'evidence'), NULL) "
        "ORDER BY f.severity, n DESC, f.rule"
    )
    found = reader.rows(query, _values(target, products))
    return tuple(
        OpenFindings(load_finding(reader, row["id"]), row["title"], row["n"]) for row in found
    )


def _values(target: Target, products: Sequence[int]) -> dict[str, str]:
    return {
        "market": target.market,
        "channel": target.channel,
        "locale": target.locale,
        **listed(products),
    }


def _spot(row: Row | None) -> Spot | None:
    return None if row is None else Spot(*row)
