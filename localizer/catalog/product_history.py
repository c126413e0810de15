"""What happened to one product: every step that touched its row or anything that hangs on it."""

from __future__ import annotations

from typing import Final

from localizer.catalog.json_text import decode
from localizer.catalog.views import HISTORY_REACH, Past
from localizer.i18n import _
from localizer.store.database import Reader

_OWNED: Final = ("variant", "evidence", "offer", "price_record", "segment", "script")
_SEGMENTS: Final = "SELECT id FROM segment WHERE product_id = :product"
_SCRIPTS: Final = "SELECT id FROM script WHERE product_id = :product"
_TRANSLATIONS: Final = (
    "SELECT t.id FROM translation t JOIN segment s ON s.id = t.segment_id "
    "WHERE s.product_id = :product"
)
_PRICES: Final = (
    "SELECT x.id FROM {} x JOIN variant v ON v.id = x.variant_id WHERE v.product_id = :product"
)
#: SQL that gives the ids of the rows of a table that belong to ``:product``.
_ROWS: Final = {
    "product": "SELECT :product",
    "product_body": "SELECT :product",
    **{table: f"SELECT id FROM {table} WHERE product_id = :product" for table in _OWNED},  # noqa: S608
    "segment_body": _SEGMENTS,
    "script_body": _SCRIPTS,
    "translation": _TRANSLATIONS,
    "translation_body": _TRANSLATIONS,
    "price": _PRICES.format("price"),
    "price_body": _PRICES.format("price"),
    "fixed_price": _PRICES.format("fixed_price"),
}
_ALL_ROWS: Final = " UNION ALL ".join(
    f"SELECT '{table}', * FROM ({query})"  # noqa: S608 - our own names
    for table, query in _ROWS.items()
)
_DELETABLE: Final = ", ".join(f"'{table}'" for table in _OWNED)
#: A change of one row, of a range of rows inserted in bulk, of a row that is gone.
_STEPS: Final = f"""
    SELECT step FROM change WHERE seq > :since AND (tbl, row) IN owned
    UNION SELECT c.step FROM change c WHERE c.op = 'R' AND EXISTS (
      SELECT 1 FROM owned o
      WHERE o.tbl = c.tbl AND o.row BETWEEN c.row AND json_extract(c.before, '$.last'))
    UNION SELECT step FROM change WHERE seq > :since AND op = 'D' AND tbl IN ({_DELETABLE})
      AND json_extract(before, '$.product_id') = :product"""  # noqa: S608 - our own names


def product_history(reader: Reader, product_id: int, limit: int = 50) -> tuple[Past, ...]:
    """Return the newest steps that touched a product, newest first, as far back as `HISTORY_REACH`."""
    newest = reader.value("SELECT max(seq) FROM change") or 0
    found = reader.rows(
        f"WITH owned(tbl, row) AS MATERIALIZED ({_ALL_ROWS}) "  # noqa: S608 - our own names
        f"SELECT s.* FROM step s WHERE s.id IN ({_STEPS}) ORDER BY s.id DESC LIMIT :limit",
        {"product": product_id, "since": newest - HISTORY_REACH, "limit": limit},
    )
    return tuple(
        Past(
            row["at"],
            row["by"],
            _(row["label"]).format(**decode(row["args"])),
            bool(row["undone"]),
        )
        for row in found
    )
