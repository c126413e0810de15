"""An import is one step: counted, repeatable, undoable."""

from __future__ import annotations

from pathlib import Path

import pytest

from localizer.errors import InputError
from localizer.intake.stage import ImportOptions, import_file
from localizer.store.database import Store

FIRST = "货号,标题,SKU,库存\n,,9,\nA1,裙子,1,3\nA1,,2,待定\nB1,裤子,3,4\n"


def _file(folder: Path, text: str) -> Path:
    path = folder / "goods.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_import_is_counted_and_a_second_one_changes_nothing(
    tmp_path: Path, store: Store
) -> None:
    report = import_file(store, _file(tmp_path, FIRST))
    plain = report.to_json()
    assert {name: plain[name] for name in ("read", "added", "changed", "unchanged", "skipped")} == {
        "read": 4,
        "added": 2,
        "changed": 0,
        "unchanged": 0,
        "skipped": 0,
    }
    assert [place["row"] for place in plain["failed"]] == [2]
    assert [(place["row"], place["column"]) for place in plain["repaired"]] == [(4, "库存")]
    assert (plain["products"], plain["variants"], plain["catalog"]) == (2, 3, "goods")
    again = import_file(store, tmp_path / "goods.csv")
    assert (again.added, again.changed, again.unchanged) == (0, 0, 2)


def test_only_what_changed_is_written_and_it_can_be_undone(tmp_path: Path, store: Store) -> None:
    import_file(store, _file(tmp_path, FIRST), ImportOptions(catalog="summer"))
    changed = import_file(
        store, _file(tmp_path, FIRST.replace("裤子", "长裤")), ImportOptions(catalog="summer")
    )
    assert (changed.added, changed.changed, changed.unchanged) == (0, 1, 1)
    store.undo()
    titles = [row["title"] for row in store.read().rows("SELECT title FROM product ORDER BY id")]
    assert titles == ["裙子", "裤子"]
    store.undo()
    assert store.read().value("SELECT count(*) FROM product") == 0


def test_a_file_that_cannot_be_read_leaves_no_trace(tmp_path: Path, store: Store) -> None:
    with pytest.raises(InputError):
        import_file(store, _file(tmp_path, "a,b\n1,2\n"))
    assert store.read().value("SELECT count(*) FROM step") == 0
    assert store.read().value("SELECT count(*) FROM catalog") == 0


def test_the_same_catalog_as_text_and_as_workbook_changes_nothing(
    sample: Path, store: Store
) -> None:
    first = import_file(store, sample / "catalog.xlsx", ImportOptions(catalog="sample"))
    second = import_file(store, sample / "catalog.csv", ImportOptions(catalog="sample"))
    assert (first.added, second.added, second.changed, second.unchanged) == (26, 0, 0, 26)
