"""Products whose rows left something open are known products all the same, however many they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from localizer.intake import rows
from localizer.intake.stage import import_file
from localizer.store.database import Store


@pytest.mark.parametrize("gathered", [10, 100_000])
def test_a_blank_column_again_and_again(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gathered: int
) -> None:
    monkeypatch.setattr(rows, "GATHERED_ROWS", gathered)
    monkeypatch.setattr(rows, "SAMPLE_ROWS", 5)
    path = tmp_path / "goods.csv"
    head = "货号,商品标题,品牌\n"
    path.write_text(head + "".join(f"A{n},杯{n},牌\n" for n in range(60)), "utf-8")
    assert import_file(store, path).added == 60
    path.write_text(head + "".join(f"A{n},杯{n},\n" for n in range(60)), "utf-8")
    for _time in range(2):
        report = import_file(store, path)
        assert (report.added, report.products) == (0, 60)
        assert sum(report.kinds.values()) == 60
