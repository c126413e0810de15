"""A report names what it counts, and comes back whole from where it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from localizer.catalog import import_runs
from localizer.intake.report import Shared, from_kept, kept_json
from localizer.intake.stage import ImportOptions, import_file
from localizer.store.database import Store

HEAD = "货号,商品标题,售价(元),裙型\n"


def _file(folder: Path, text: str) -> Path:
    path = folder / "goods.csv"
    path.write_text(HEAD + text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("shared", "little", "words"),
    [
        (Shared(3, 120), True, "Only 3 of the 120 products of “x” are in this file."),
        (Shared(1, 120), True, "Only 1 of the 120 products of “x” is in this file."),
        (Shared(0, 2), True, "None of the 2 products of “x” is in this file."),
        (Shared(60, 120), False, ""),
        (Shared(0, 0), False, ""),
    ],
)
def test_how_much_is_shared(shared: Shared, little: bool, words: str) -> None:  # noqa: FBT001
    assert shared.is_little is little
    if words:
        assert shared.sentence("x") == words


def test_what_is_kept_comes_back(store: Store, tmp_path: Path) -> None:
    import_file(store, _file(tmp_path, "A,裙子,1,A字\nB,裤子,2,\nC,鞋,3,\n"))
    report = import_file(store, _file(tmp_path, ",,,\nA,裙子,5,鱼尾\nB,裤子,面议,\nD,帽子,3,\n"))
    (kept, _first) = import_runs.recent(store.read())
    again = from_kept(kept)
    assert again.new == report.new == (("D", "帽子"),)
    assert again.gone == report.gone == (("C", "鞋"),)
    assert again.issues == report.issues
    assert again.differences == report.differences
    assert again.labels == {"裙型": "裙型"}
    assert again.to_json() == report.to_json()


def test_a_report_of_an_earlier_version_is_read(store: Store, tmp_path: Path) -> None:
    kept = kept_json(import_file(store, _file(tmp_path, "A,裙子,面议,\n")))
    for name in ("told", "labels", "new", "shared", "gone_titles", "failed_rows"):
        del kept[name]
    again = from_kept({**kept, "gone": ["X"], "gone_count": 3})
    assert (again.gone, again.gone_count) == ((("X", ""),), 3)
    assert (again.added, again.failed, len(again.issues)) == (1, 0, 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "has a header and no rows below it"),
        (",,5,\n", "has 1 row, and it makes no product."),
        ("A,裙子,1,\n", ""),
    ],
)
def test_a_file_without_a_product_is_told(
    store: Store, tmp_path: Path, text: str, words: str
) -> None:
    report = import_file(store, _file(tmp_path, text), ImportOptions(trial=True))
    assert words in report.nothing
    assert bool(report.nothing) is bool(words)
