"""What a target has, in numbers, over any number of products: SQLite counts while the window lives on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from localizer.catalog.json_text import IDS, listed
from localizer.catalog.overrules import ABOUT
from localizer.model.launch import Target
from localizer.store.database import Reader

#: Products are given as one JSON list: a launch has more of them than a query takes parameters.
#: What stands for no word at all: white space as Python strips it.
BLANK: Final = " \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    chr(code) for code in range(0x2000, 0x200B)
)
_TEXTS: Final = f"""
SELECT CASE WHEN trim(coalesce(b.text, ''), :blank) = '' THEN 'untranslated' ELSE t.state END AS kind,
  count(*), sum(trim(coalesce(b.text, ''), :blank) <> '' AND t.state <> 'untranslated'
    AND t.source_hash <> s.source_hash)
FROM segment s
LEFT JOIN translation t ON t.segment_id = s.id AND t.locale = :locale
LEFT JOIN translation_body b ON b.id = t.id
WHERE s.product_id {IDS} GROUP BY kind
"""  # noqa: S608 - our own
_VARIANTS: Final = f"""
SELECT count(*), coalesce(sum(p.amount IS NULL), 0) FROM variant v LEFT JOIN price p
  ON p.variant_id = v.id AND p.market = :market AND p.channel = :channel
WHERE v.product_id {IDS}
"""  # noqa: S608 - our own
_SCRIPTS: Final = f"""
SELECT count(*), coalesce(sum(state <> 'approved'), 0) FROM script
WHERE market = :market AND channel = :channel AND locale = :locale AND product_id {IDS}
"""  # noqa: S608 - our own
_PRODUCTS: Final = f"""
SELECT count(*), coalesce(sum(NOT EXISTS (SELECT 1 FROM variant v WHERE v.product_id = p.id)), 0)
FROM product p WHERE p.id {IDS}
"""  # noqa: S608 - our own
_FINDINGS: Final = f"""
SELECT CASE WHEN coalesce(o.reason, '') <> '' THEN 'overruled' ELSE f.severity END AS kind, count(*) AS number
FROM finding f LEFT JOIN overrule o ON {ABOUT}
WHERE f.product_id {IDS} AND f.market IN (:market, '') AND f.channel IN (:channel, '')
  AND f.locale IN (:locale, '')
GROUP BY kind
"""  # noqa: S608 - our own


def target_counts(reader: Reader, target: Target, products: Sequence[int]) -> dict[str, int]:
    """Return how many products, texts, variants, scripts and findings ``target`` has of each kind.

    Texts are counted by their state, findings by their severity or as ``overruled``; a kind there is none
    of may be missing.
    """
    values = {
        "market": target.market,
        "channel": target.channel,
        "locale": target.locale,
        **listed(products),
        "blank": BLANK,
    }
    counts = {"outdated": 0}
    for state, number, outdated in reader.rows(_TEXTS, values):
        counts[state] = number
        counts["outdated"] += outdated
    counts |= {row["kind"]: row["number"] for row in reader.rows(_FINDINGS, values)}
    for names, query in (
        (("products", "without_variant"), _PRODUCTS),
        (("variants", "unpriced"), _VARIANTS),
        (("scripts", "scripts_open"), _SCRIPTS),
    ):
        (found,) = reader.rows(query, values)
        counts.update(zip(names, found, strict=True))
    return counts
