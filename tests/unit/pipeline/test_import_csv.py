"""The report as one table: everything by name, in the program's language, and nothing a spreadsheet runs."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from localizer import i18n, pipeline
from localizer.model.incoming import Answers
from localizer.pipeline.import_csv import report_csv
from localizer.store.database import Store

HEAD = "货号,SKU,商品标题,颜色,售价(元),裙型\n"
FIRST = f"{HEAD}A,a1,裙子,红,10,A字\nA,a2,,蓝,11,\nB,b1,裤子,,12,\nC,c1,鞋,,5,\n"
SECOND = f"{HEAD}D,d1,=帽子,,9,\nB,b1,裤子,,面议,\nA,a1,裙子,红,10,鱼尾\nA,a2,,蓝,13,\n"


def _lines(store: Store, folder: Path, answers: Answers | None = None) -> list[dict[str, str]]:
    path = folder / "goods.csv"
    path.write_text(FIRST, encoding="utf-8")
    pipeline.import_catalog(store, path)
    path.write_text(SECOND, encoding="utf-8")
    report = pipeline.import_catalog(store, path, answers=answers)
    return list(csv.DictReader(io.StringIO(report_csv(report))))


def test_everything_is_one_table(store: Store, tmp_path: Path) -> None:
    lines = _lines(store, tmp_path)
    assert [tuple(line.values())[:8] for line in lines] == [
        ("partly used", "3", "B", "", "", "售价(元)", "", ""),
        ("fact", "4", "A", "裙子", "", "裙型", "A字", "鱼尾"),
        ("price", "5", "A", "裙子", "a2", "price", "11 CNY", "13 CNY"),
        ("new product", "2", "D", "'=帽子", "", "", "", ""),
        ("no longer in the file", "", "C", "鞋", "", "", "", ""),
        ("assumed", "", "", "", "", "", "", ""),
    ]
    assert "面议" in lines[0]["Reason"]


def test_it_speaks_the_programs_language(store: Store, tmp_path: Path) -> None:
    i18n.activate("zh_Hans")
    try:
        lines = _lines(store, tmp_path)
    finally:
        i18n.activate("en")
    assert "Field" not in lines[0]
    (price,) = [line for line in lines if "13 CNY" in line.values()]
    assert "价格" in price.values()


def test_a_file_that_is_gone_leaves_the_rows_blank(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"
    path.write_text(FIRST, encoding="utf-8")
    pipeline.import_catalog(store, path)
    path.write_text(SECOND, encoding="utf-8")
    report = pipeline.import_catalog(store, path)
    path.write_text("title,price\nother,1\n", encoding="utf-8")
    rows = [line["Row"] for line in csv.DictReader(io.StringIO(report_csv(report)))]
    assert rows == ["3", "", "", "", "", ""]


def test_a_kept_report_says_what_it_counts_only(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"
    path.write_text("货号,商品标题\n" + "".join(f"K{n},裙子{n}\n" for n in range(1200)), "utf-8")
    pipeline.import_catalog(store, path)
    path.write_text("货号,商品标题\n" + "".join(f"K{n},裤子{n}\n" for n in range(600)), "utf-8")
    pipeline.import_catalog(store, path)
    newest = pipeline.past_imports(store)[0].report
    lines = list(csv.DictReader(io.StringIO(report_csv(newest))))
    assert [line["Reason"] for line in lines if line["Reason"]] == [
        "100 more were counted and are not listed.",
        "100 more were counted and are not listed.",
    ]
    assert (newest.gone_count, newest.changed, len(newest.differences)) == (600, 600, 500)


def test_columns_not_used_are_listed(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"
    path.write_text("货号,商品标题,售价(元),更新日期\nA,裙子,面议,x\n", encoding="utf-8")
    lines = list(csv.DictReader(io.StringIO(report_csv(pipeline.import_catalog(store, path)))))
    assert [(line["Kind"], line["Row"], line["Product"], line["Field"]) for line in lines] == [
        ("partly used", "2", "A", "售价(元)"),
        ("not used", "", "", "更新日期"),
    ]
