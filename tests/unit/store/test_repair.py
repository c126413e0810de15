"""A workspace is looked over, mended, and of a damaged one all that can be read is saved."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from localizer.catalog import products
from localizer.errors import WorkspaceError
from localizer.model.product import Product
from localizer.store.database import Store, open_store
from localizer.store.repair import examine, mend, rebuild, salvage

GOODS = 400


@pytest.fixture
def path(new_store: Callable[[Path], Store], tmp_path: Path) -> Path:
    """Return a workspace of many products."""
    path = tmp_path / "w.localizer"
    with new_store(path) as store, store.step("Import") as step:
        number = products.ensure_catalog(step, "goods", "zh-Hans")
        made = [Product(f"P{n}", f"保温杯 {n}", (), bullets=("冷热" * 200,)) for n in range(GOODS)]
        products.save_products(step, number, made)
        products.ensure_segments(step, products.product_ids(step))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def test_a_sound_workspace_is_sound_while_it_is_used(path: Path) -> None:
    with open_store(path):
        assert examine(path).sound


def test_what_is_no_workspace_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="no workspace"):
        examine(tmp_path / "gone.localizer")
    other = tmp_path / "other.localizer"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE a(b)")
    with pytest.raises(WorkspaceError, match="not a Localizer workspace"):
        examine(other)


def test_rows_without_owners_are_found_and_removed(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM product WHERE id = 7")
        connection.commit()
    found = examine(path)
    assert not found.sound
    assert not found.faults
    assert any("segment" in one for one in found.orphans)
    removed = mend(path)
    assert removed >= len(found.orphans)
    rebuild(path)
    assert examine(path).sound
    with open_store(path) as store:
        assert len(products.product_ids(store.read())) == GOODS - 1


def test_texts_that_are_gone_take_their_rows_but_for_products(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM product_body WHERE id = 3")
        connection.execute("DELETE FROM segment_body WHERE id = 1")
        connection.commit()
    assert set(examine(path).orphans) == {"product 3 → product_body", "segment 1 → segment_body"}
    assert mend(path) == 2
    assert examine(path).sound
    with open_store(path) as store:
        assert products.load(store.read(), 3).title == "保温杯 2"


def damage(path: Path, seed: int, pages: int) -> None:
    """Overwrite some pages behind the first ones, as a failing disk does."""
    data = bytearray(path.read_bytes())
    size = int.from_bytes(data[16:18])
    chance = random.Random(seed)  # noqa: S311 - the same damage each time
    for page in chance.sample(range(len(data) // size // 2, len(data) // size), pages):
        data[page * size : (page + 1) * size] = chance.randbytes(size)
    path.write_bytes(data)


@pytest.mark.parametrize("seed", range(6))
def test_what_can_be_read_of_a_damaged_file_is_saved(path: Path, tmp_path: Path, seed: int) -> None:
    damage(path, seed, 12)
    assert examine(path).faults
    out = tmp_path / "new.localizer"
    saved = {one.table: one for one in salvage(path, out)}
    assert saved["product"].rows > GOODS / 2
    assert examine(out).sound
    with open_store(out) as store:
        reader = store.read()
        ids = products.product_ids(reader)
        assert len(ids) == saved["product"].rows
        for number in ids[:20]:
            assert products.load(reader, number).title.startswith("保温杯")
        with store.step("Edit") as step:
            step.write("UPDATE product SET brand = 'x' WHERE id = ?", (ids[0],))
        assert store.undo() is not None


def test_nothing_is_lost_of_a_sound_one(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "new.localizer"
    saved = salvage(path, out)
    assert sum(one.lost for one in saved) == 0
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(out)) as new:
        for one in saved:
            query = f'SELECT * FROM "{one.table}"'  # noqa: S608 - our own names
            assert old.execute(query).fetchall() == new.execute(query).fetchall(), one.table


def test_a_file_of_nonsense_gives_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    bad = tmp_path / "bad.localizer"
    bad.write_bytes(random.Random(1).randbytes(50_000))  # noqa: S311 - any bytes
    out = tmp_path / "new.localizer"
    with pytest.raises(WorkspaceError, match="Nothing"):
        salvage(bad, out)
    assert [one.name for one in tmp_path.iterdir()] == ["bad.localizer"]


def test_nothing_is_saved_over_a_file_that_is_there(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "new.localizer"
    out.write_text("mine")
    with pytest.raises(WorkspaceError, match="already exists"):
        salvage(path, out)
    assert out.read_text() == "mine"
