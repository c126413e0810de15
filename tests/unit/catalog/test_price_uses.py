"""Places that name a price are counted: script lines and listing texts of that product and target."""

from __future__ import annotations

from collections.abc import Callable

from localizer.catalog import products
from localizer.catalog.json_text import encode
from localizer.catalog.price_uses import uses_of
from localizer.model.launch import Target
from localizer.model.product import Product
from localizer.store.database import Step, Store

THAI = Target("TH", "shopee", "th-TH")
LINES = (
    "only {price} today",
    "it was {was}",
    "two for {bundle:2} or {price} each",
    "soft and warm",
    "item {n}",
)


def add_script(step: Step, product: int, market: str, lines: tuple[str, ...]) -> None:
    number = step.write(
        "INSERT INTO script(product_id, market, channel, locale, style, label, state, seconds, planned, "
        "edited, input_hash) VALUES(?, ?, 'shopee', 'th-TH', 's', ?, 'draft', 1, 1, 0, '')",
        (product, market, str(len(lines))),
    )
    body = encode([{"text": line} for line in lines])
    query = (
        "INSERT INTO script_body(id, unit, rate_per_min, beats, lines) VALUES(?, 'w', 1, '[]', ?)"
    )
    step.write(query, (number, body))


def test_lines_and_texts_are_counted(store: Store, dress: Callable[..., Product]) -> None:
    with store.step("Import") as step:
        catalog = products.ensure_catalog(step, "goods", "zh-Hans")
        products.save_products(step, catalog, [dress()])
    (number,) = products.product_ids(store.read())
    assert uses_of(store.read(), number, THAI).total == 0
    with store.step("Write") as step:
        add_script(step, number, "TH", LINES)
        add_script(step, number, "TH", LINES[:1])
        add_script(step, number, "DE", LINES)
        for position, text in enumerate(("ราคา {price}", "นุ่ม")):
            segment = step.write(
                "INSERT INTO segment(product_id, field, position, name, source_hash) "
                "VALUES(?, 'bullet', ?, '', '')",
                (number, 90 + position),
            )
            translation = step.write(
                "INSERT INTO translation(segment_id, locale, state, origin, score, source_hash, reason, "
                "updated_at, updated_by) VALUES(?, 'th-TH', 'draft', '', 0, '', '', '', '')",
                (segment,),
            )
            step.write(
                "INSERT INTO translation_body(id, text, comment) VALUES(?, ?, '')",
                (translation, text),
            )
    found = uses_of(store.read(), number, THAI)
    assert (found.lines, found.texts, found.total) == (4, 1, 5)
