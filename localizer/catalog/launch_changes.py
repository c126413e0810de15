"""Which changes of the history are about a launch: its products on its targets, its rules and its shows."""

from __future__ import annotations

from typing import Final

from localizer.catalog.json_text import encode
from localizer.model.launch import Launch
from localizer.store.database import Reader

_LOCALES: Final = "IN (SELECT value FROM json_each(:locales))"
_PLACES: Final = "IN (SELECT value FROM json_each(:places))"
_TARGETS: Final = "IN (SELECT value FROM json_each(:targets))"


def launch_values(reader: Reader, launch: Launch) -> dict[str, object]:
    """Return what the SQL of `OF_LAUNCH` is filled with."""
    query = "SELECT 1 FROM launch_product WHERE launch_id = ? LIMIT 1"
    return {
        "launch": launch.id,
        #: A launch that lists no products has them all.
        "every": reader.value(query, (launch.id,)) is None,
        "locales": encode(sorted({one.locale for one in launch.targets})),
        "places": encode(sorted({f"{one.market}/{one.channel}" for one in launch.targets})),
        "targets": encode([f"{one.market}/{one.channel}@{one.locale}" for one in launch.targets]),
    }


def in_launch(product: str) -> str:
    """Return SQL that tells whether the product with the id ``product`` (SQL) is of the launch."""
    listed = (
        "EXISTS (SELECT 1 FROM launch_product l "  # noqa: S608 - our own names
        f"WHERE l.launch_id = :launch AND l.product_id = {product})"
    )
    return f"(:every OR {listed})"


def _kept(table: str, column: str) -> str:
    """Return SQL of a changed row's ``column``; of one that is gone as the history has it."""
    return (
        f"coalesce((SELECT r.{column} FROM {table} r WHERE r.id = c.row), "  # noqa: S608 - ours
        f"json_extract(c.after, '$.{column}'), json_extract(c.before, '$.{column}'))"
    )


def _place(table: str) -> str:
    return f"{_kept(table, 'market')} || '/' || {_kept(table, 'channel')} {_PLACES}"


def _target(table: str, row: str = "c.row") -> str:
    """Return SQL that tells whether the row of ``table`` is of a target of the launch."""
    if row == "c.row":
        parts = [_kept(table, name) for name in ("market", "channel", "locale")]
        return f"{parts[0]} || '/' || {parts[1]} || '@' || {parts[2]} {_TARGETS}"
    return (
        f"EXISTS (SELECT 1 FROM {table} r WHERE r.id = {row} "  # noqa: S608 - our own names
        f"AND r.market || '/' || r.channel || '@' || r.locale {_TARGETS})"
    )


def _product(table: str) -> str:
    return in_launch(_kept(table, "product_id"))


def _variant(table: str) -> str:
    owner = f"(SELECT v.product_id FROM variant v WHERE v.id = {_kept(table, 'variant_id')})"  # noqa: S608
    return in_launch(owner)


def _translation(segment: str, locale: str) -> str:
    owner = f"(SELECT g.product_id FROM segment g WHERE g.id = {segment})"  # noqa: S608 - ours
    return f"{locale} {_LOCALES} AND {in_launch(owner)}"


def _note() -> str:
    """Return SQL for what is said to all who translate a segment, or about its text in one locale."""
    owner = f"(SELECT g.product_id FROM segment g WHERE g.id = {_kept('note', 'segment_id')})"  # noqa: S608
    locale = _kept("note", "locale")
    return f"({locale} = '' OR {locale} {_LOCALES}) AND {in_launch(owner)}"


def _of(table: str, column: str) -> str:
    """Return SQL of a column of the row whose body was changed."""
    return f"(SELECT r.{column} FROM {table} r WHERE r.id = c.row)"  # noqa: S608 - our own


#: What a decision is about leads to a product in one of these ways.
_SUBJECT: Final = """
CASE {subject} WHEN 'listing' THEN {number}
  WHEN 'translation' THEN (SELECT g.product_id FROM translation t JOIN segment g ON g.id = t.segment_id
    WHERE t.id = {number})
  WHEN 'price' THEN (SELECT v.product_id FROM price p JOIN variant v ON v.id = p.variant_id
    WHERE p.id = {number})
  WHEN 'script' THEN (SELECT product_id FROM script WHERE id = {number})
  WHEN 'answer' THEN (SELECT product_id FROM answer WHERE id = {number}) END"""


def _decision(table: str) -> str:
    product = _SUBJECT.format(subject=_kept(table, "subject"), number=_kept(table, "subject_id"))
    anywhere = f"{_kept(table, 'market')} = ''"
    return f"({anywhere} OR {_place(table)}) AND {in_launch(f'({product})')}"


def _range(table: str, owner: str, joins: str = "", where: str = "1") -> str:
    """Return SQL that tells whether a row inserted together with others is of the launch."""
    return (
        f"EXISTS (SELECT 1 FROM {table} r {joins} WHERE r.id BETWEEN c.row "  # noqa: S608 - ours
        f"AND json_extract(c.before, '$.last') AND {where} AND {in_launch(owner)})"
    )


_PRICED: Final = f"r.market || '/' || r.channel {_PLACES}"
_BY_VARIANT: Final = "JOIN variant v ON v.id = r.variant_id"
_OF_TARGET: Final = f"r.market || '/' || r.channel || '@' || r.locale {_TARGETS}"
#: By table, for rows that were inserted together.
_RANGES: Final = {
    "product": _range("product", "r.id"),
    "variant": _range("variant", "r.product_id"),
    "price": _range("price", "v.product_id", _BY_VARIANT, _PRICED),
    "fixed_price": _range("fixed_price", "v.product_id", _BY_VARIANT, _PRICED),
    "script": _range("script", "r.product_id", where=_OF_TARGET),
    "translation": _range(
        "translation",
        "g.product_id",
        "JOIN segment g ON g.id = r.segment_id",
        f"r.locale {_LOCALES}",
    ),
}
_PRICE_BODY: Final = (
    f"EXISTS (SELECT 1 FROM price r {_BY_VARIANT} WHERE r.id = c.row "  # noqa: S608 - our own
    f"AND {_PRICED} AND {in_launch('v.product_id')})"
)
#: By table, for single rows. Bodies come and go with their rows, which tell of it.
_ROWS: Final = {
    "product": in_launch("c.row"),
    "product_body": in_launch("c.row"),
    **{
        table: _product(table)
        for table in ("variant", "evidence", "offer", "segment", "promotion_product", "show_item")
    },
    "price_record": _product("price_record"),
    "segment_body": in_launch(_of("segment", "product_id")),
    "translation": _translation(_kept("translation", "segment_id"), _kept("translation", "locale")),
    "translation_body": _translation(_of("translation", "segment_id"), _of("translation", "locale")),
    "price": f"{_place('price')} AND {_variant('price')}",
    "price_body": _PRICE_BODY,
    "fixed_price": f"{_place('fixed_price')} AND {_variant('fixed_price')}",
    "variant_basis": _variant("variant_basis"),
    "script": f"{_target('script')} AND {_product('script')}",
    "script_body": f"{_target('script')} AND {in_launch(_of('script', 'product_id'))}",
    "answer": f"{_target('answer')} AND {_product('answer')}",
    "show": _target("show"),
    "assignment": _translation(_of("translation", "segment_id"), _of("translation", "locale")),
    "note": _note(),
    "suggestion": _translation(_kept("suggestion", "segment_id"), _kept("suggestion", "locale")),
    "overrule": _decision("overrule"),
    "doubt": _decision("doubt"),
    "launch": "c.row = :launch",
    **{
        table: f"{_kept(table, 'launch_id')} = :launch"
        for table in ("launch_target", "launch_product", "launch_severity")
    },
}  # fmt: skip


def _cases(found: dict[str, str]) -> str:
    return " ".join(f"WHEN '{table}' THEN {tells}" for table, tells in found.items())


#: SQL that tells whether the change ``c`` is about the launch.
OF_LAUNCH: Final = (
    f"CASE c.op WHEN 'R' THEN CASE c.tbl {_cases(_RANGES)} ELSE 0 END "
    f"ELSE CASE c.tbl {_cases(_ROWS)} ELSE 0 END END"
)
