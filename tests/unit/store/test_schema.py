"""A workspace of the first version, with work in it, opens and keeps what was done."""

from __future__ import annotations

import json
import sqlite3
from decimal import Decimal
from pathlib import Path

from sqlite_utils import Database

from localizer.catalog import products
from localizer.catalog.products import load
from localizer.model.product import Fact, FactKind
from localizer.store.application import APPLICATION_ID
from localizer.store.database import open_store
from localizer.store.migrations import migrations

_ROWS = (
    "INSERT INTO catalog VALUES(1, 'goods', 'zh-Hans', '')",
    "INSERT INTO product VALUES(1, 1, 'A', 0, '裙子', 'Lanju', '女装', 'hash')",
    "INSERT INTO product_body VALUES(1, '', '[]', '[]', '[]')",
    "INSERT INTO variant VALUES(1, 1, '1', 0, 'a1', '[]', '', NULL, NULL, NULL, NULL, 3, NULL, '')",
    (
        "INSERT INTO fact VALUES(1, 1, 'material', 0, 'blend', '棉95% 氨纶5%', NULL, NULL, NULL, "
        '\'[["棉","95"],["氨纶","5"]]\', 1, \'import\', \'材质\')'
    ),
    (
        "INSERT INTO fact VALUES(2, 1, '档次', 1, 'quantity', '5cm', '5', NULL, 'centimeter', '[]', 0, "
        "'import', '档次')"
    ),
    "INSERT INTO segment VALUES(1, 1, 'title', 0, '', 'h')",
    "INSERT INTO segment_body VALUES(1, '裙子', '')",
    "INSERT INTO translation VALUES(1, 1, 'th-TH', 'approved', 'person', 0, 'h', '', '', '')",
    "INSERT INTO translation_body VALUES(1, 'กระโปรง', '')",
)


def make_first_version(path: Path) -> None:
    """Make a file as the first version left it: an import, an edit of a text, an import, an edit."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    migrations.apply(Database(connection, execute_plugins=False), stop_before="m002_intake")
    for statement in _ROWS:
        connection.execute(statement)
    for number, (table, row) in enumerate(
        [("product", 1), ("translation_body", 99), ("fact", 1), ("translation_body", 1)], start=1
    ):
        connection.execute("INSERT INTO step VALUES(?, '', 'Edit', '{}', '', '', 0)", (number,))
        before = json.dumps({"id": row, "text": "เดรส", "comment": ""})
        connection.execute(
            "INSERT INTO change(step, tbl, row, op, before) VALUES(?, ?, ?, 'U', ?)",
            (number, table, row, before),
        )
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    connection.close()


def test_its_products_facts_and_texts_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "old.localizer"
    make_first_version(path)
    with open_store(path) as store:
        product = load(store.read(), 1)
        assert product.facts == (
            Fact(
                "material",
                FactKind.BLEND,
                "棉95% 氨纶5%",
                parts=(("棉", Decimal(95)), ("氨纶", Decimal(5))),
                label="材质",
            ),
            Fact(
                "档次",
                FactKind.QUANTITY,
                "5cm",
                Decimal(5),
                unit="centimeter",
                known=False,
                label="档次",
            ),
        )
        assert (product.title, product.variants[0].sku) == ("裙子", "a1")
        assert store.read().value("SELECT text FROM translation_body") == "กระโปรง"
        assert products.without_segments(store.read(), [1]) == ()


def test_what_can_still_be_undone_is_what_no_longer_refers_to_old_tables(tmp_path: Path) -> None:
    path = tmp_path / "old.localizer"
    make_first_version(path)
    with open_store(path) as store:
        assert store.undo() is not None  # the edit after the last import
        assert store.read().value("SELECT text FROM translation_body") == "เดรส"
        assert store.undo() is None
