"""What was exported, and how people like to export.

The record of an export is no part of the history: files that went out are not taken back by undo. What has
changed since is told by triggers, which undo fires as well. A preset is a choice as any other and recorded.
"""

from __future__ import annotations

from typing import Final

#: Sets the mark of what was exported of a product, where ``place`` (SQL about ``p``, a place) holds.
_TOUCH: Final = (
    "UPDATE export_item SET touched = 1 WHERE touched = 0 AND product_id = {product} "
    "AND place_id IN (SELECT p.id FROM export_place p WHERE {place})"
)
#: Nothing was exported yet: bulk work pays for one look at an empty table.
_ANY: Final = "EXISTS (SELECT 1 FROM export_place)"
_EVERY: Final = "1"
_OWNER: Final = "(SELECT s.product_id FROM segment s WHERE s.id = {row}.segment_id)"
_SOLD: Final = "p.market = {row}.market AND p.channel = {row}.channel"
_TARGET: Final = f"{_SOLD} AND p.locale = {{row}}.locale"
_ANYWHERE: Final = (
    "{row}.market IN (p.market, '') AND {row}.channel IN (p.channel, '') "
    "AND {row}.locale IN (p.locale, '')"
)


def _differs(*columns: str) -> str:
    return " OR ".join(f'old."{name}" IS NOT new."{name}"' for name in columns)


def _trigger(
    table: str, event: str, product: str, place: str = _EVERY, *, of: tuple[str, ...] = ()
) -> str:
    """Return SQL of a trigger that marks a product when a row of ``table`` comes, goes or changes."""
    row = "old" if event == "DELETE" else "new"
    columns = f" OF {', '.join(of)}" if of else ""
    when = f"{_ANY} AND ({_differs(*of)})" if of else _ANY
    body = _TOUCH.format(product=product.format(row=row), place=place.format(row=row))
    return (
        f"CREATE TRIGGER export_{table}_{event.lower()} AFTER {event}{columns} ON {table} "
        f"WHEN {when} BEGIN {body}; END"
    )


def _all_events(table: str, product: str, place: str, of: tuple[str, ...]) -> tuple[str, ...]:
    return (
        _trigger(table, "INSERT", product, place),
        _trigger(table, "UPDATE", product, place, of=of),
        _trigger(table, "DELETE", product, place),
    )


#: A text's words are in its body; one that comes or goes does so with its row.
_TEXTS: Final = (
    *_all_events("translation", _OWNER, "p.locale = {row}.locale", ("state", "source_hash")),
    _trigger(
        "translation_body",
        "UPDATE",
        "(SELECT s.product_id FROM translation t JOIN segment s ON s.id = t.segment_id "
        "WHERE t.id = {row}.id)",
        "p.locale = (SELECT t.locale FROM translation t WHERE t.id = {row}.id)",
        of=("text",),
    ),
    *_all_events(
        "segment", "{row}.product_id", _EVERY, ("field", "position", "name", "source_hash")
    ),
)
_NUMBERS: Final = (
    *_all_events(
        "price",
        "(SELECT v.product_id FROM variant v WHERE v.id = {row}.variant_id)",
        _SOLD,
        ("amount", "currency"),
    ),
    *_all_events(
        "variant",
        "{row}.product_id",
        _EVERY,
        ("key", "position", "sku", "options", "gtin", "stock", "weight_g", "image"),
    ),
    *_all_events(
        "offer",
        "{row}.product_id",
        _EVERY,
        ("position", "kind", "percent", "quantity", "starts_at", "ends_at", "markets"),
    ),
)
_PRODUCTS: Final = (
    _trigger(
        "product",
        "UPDATE",
        "{row}.id",
        of=("key", "title", "brand", "category", "hs_code", "taxonomy"),
    ),
    _trigger(
        "product_body",
        "UPDATE",
        "{row}.id",
        of=("description_html", "bullets", "images", "extra", "facts"),
    ),
)
_SCRIPTS: Final = (
    *_all_events("script", "{row}.product_id", _TARGET, ("state", "style", "label")),
    _trigger(
        "script_body",
        "UPDATE",
        "(SELECT s.product_id FROM script s WHERE s.id = {row}.id)",
        "(p.market, p.channel, p.locale) = "
        "(SELECT s.market, s.channel, s.locale FROM script s WHERE s.id = {row}.id)",
        of=("beats", "lines"),
    ),
)


def _gate(table: str, event: str) -> str:
    """Return SQL of a trigger on what stops an export: it decides whether a product goes out as a draft."""
    row = "old" if event == "DELETE" else "new"
    if table == "finding":
        body = _TOUCH.format(product=f"{row}.product_id", place=_ANYWHERE.format(row=row))
        when = f"{_ANY} AND {row}.severity IN ('block', 'evidence')"
    else:
        body = (
            "UPDATE export_item SET touched = 1 WHERE touched = 0 AND product_id IN "  # noqa: S608
            f"(SELECT f.product_id FROM finding f WHERE f.subject = {row}.subject "
            f"AND f.subject_id = {row}.subject_id)"
        )
        when = _ANY
    return (
        f"CREATE TRIGGER export_{table}_{event.lower()} AFTER {event} ON {table} "
        f"WHEN {when} BEGIN {body}; END"
    )


def _promotion(event: str) -> str:
    """Return SQL of a trigger on promotions: whatever is sold where one holds may be asked for less."""
    row = "old" if event == "DELETE" else "new"
    return (
        f"CREATE TRIGGER export_promotion_{event.lower()} AFTER {event} ON promotion "  # noqa: S608
        f"WHEN {_ANY} BEGIN UPDATE export_item SET touched = 1 WHERE touched = 0 AND place_id IN "
        f"(SELECT p.id FROM export_place p WHERE {row}.market IN (p.market, '') "
        f"AND {row}.channel IN (p.channel, '')); END"
    )


EXPORT_TABLES: Final = (
    # A preset: targets, formats, folder and options as JSON.
    """CREATE TABLE export_preset(
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, content TEXT NOT NULL) STRICT""",
    # One export: ``manifest`` is the file's name, ``sha256`` its digest; ``targets`` tells as JSON what went
    # out for each. A launch that is gone leaves its exports, with its name.
    """CREATE TABLE export_run(
      id INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, launch_id INTEGER NOT NULL,
      launch TEXT NOT NULL, folder TEXT NOT NULL, formats TEXT NOT NULL, preset TEXT NOT NULL,
      only_changed INTEGER NOT NULL, manifest TEXT NOT NULL, sha256 TEXT NOT NULL,
      files INTEGER NOT NULL, rows INTEGER NOT NULL, targets TEXT NOT NULL) STRICT""",
    # Where a launch was exported to: each format of a target has what it last held.
    """CREATE TABLE export_place(
      id INTEGER PRIMARY KEY, launch_id INTEGER NOT NULL, market TEXT NOT NULL,
      channel TEXT NOT NULL, locale TEXT NOT NULL, format TEXT NOT NULL,
      UNIQUE(launch_id, market, channel, locale, format)) STRICT""",
    # What was last exported of a product there: 8 bytes of a hash of its content, a byte for each of its
    # parts, and whether it went out as a draft. ``touched`` is set when something it was made from changes.
    # ``product_id`` is negative for one that is gone, because its id may be given again.
    """CREATE TABLE export_item(
      place_id INTEGER NOT NULL REFERENCES export_place(id) ON DELETE CASCADE,
      product_id INTEGER NOT NULL, key TEXT NOT NULL, hash INTEGER NOT NULL,
      parts INTEGER NOT NULL, draft INTEGER NOT NULL, touched INTEGER NOT NULL DEFAULT 0,
      run_id INTEGER NOT NULL,
      PRIMARY KEY(place_id, product_id)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX export_item_product ON export_item(product_id)",
    "CREATE INDEX export_item_touched ON export_item(place_id, product_id) WHERE touched = 1",
    *_TEXTS,
    *_NUMBERS,
    *_PRODUCTS,
    *_SCRIPTS,
    *(_gate(table, event) for table in ("finding", "overrule") for event in ("INSERT", "DELETE")),
    *(_promotion(event) for event in ("INSERT", "UPDATE", "DELETE")),
    """CREATE TRIGGER export_product_gone AFTER DELETE ON product BEGIN
      UPDATE OR REPLACE export_item SET product_id = -old.id, touched = 1
      WHERE product_id = old.id; END""",
    # Undo brings a product back; another one with its id has another key.
    """CREATE TRIGGER export_product_back AFTER INSERT ON product
      WHEN EXISTS (SELECT 1 FROM export_item WHERE product_id = -new.id AND key = new.key) BEGIN
      UPDATE OR REPLACE export_item SET product_id = new.id
      WHERE product_id = -new.id AND key = new.key; END""",
    # The id of a launch that is gone may be given again, too.
    """CREATE TRIGGER export_launch_new AFTER INSERT ON launch
      WHEN EXISTS (SELECT 1 FROM export_run WHERE launch_id = new.id AND launch <> new.name) BEGIN
      DELETE FROM export_place WHERE launch_id = new.id; END""",
)
