"""The missing words go out as a sheet that comes back as terms."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from localizer.pipeline.missing_sheet import write_missing_sheet
from localizer.pipeline.missing_terms import missing_terms
from localizer.pipeline.term_exchange import import_terms
from localizer.pipeline.tools import Tools
from localizer.store.database import Store


@pytest.fixture(scope="module")
def goods() -> str:
    return "货号,商品标题,类目,材质\nA,旋风锅,厨具>旋风锅,=星尘布\nB,连衣裙,女装,星尘布\n"


def test_a_filled_sheet_comes_back_as_terms(drafted: Store, tools: Tools, tmp_path: Path) -> None:
    path = tmp_path / "missing.csv"
    found = missing_terms(drafted.read(), tools)
    assert write_missing_sheet(path, found, tools) == len(found)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        head, *rows = list(csv.reader(stream))
    assert head == ["source", "domain", "note", "de", "th"]
    assert [row[0].lstrip("'") for row in rows] == [one.word for one in found]
    assert not any(cell.startswith("=") for row in rows for cell in row)
    filled = [[*row[:3], f"Wort {at}", f"คำ {at}"] for at, row in enumerate(rows)]
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *filled])
    report = import_terms(drafted, tools, path)
    assert report.problems == ()
    assert report.new == len(found)
    assert missing_terms(drafted.read(), tools) == ()
