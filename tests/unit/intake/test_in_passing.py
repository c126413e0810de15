"""A large file is taken for UTF-8 by its ends; where its middle is not, it is read once more."""

from __future__ import annotations

from pathlib import Path

import pytest

from localizer.catalog.products import catalog_of_keys
from localizer.intake import encodings
from localizer.intake.reading import read_catalog
from localizer.intake.stage import import_file
from localizer.store.database import open_or_create


def file_of(path: Path, middle: bytes) -> Path:
    """Write a file whose ends say nothing about its encoding."""
    plain = b"".join(b"A%d,Cup %d,9.90\n" % (n, n) for n in range(400))
    last = b"".join(b"Z%d,Cup %d,9.90\n" % (n, n) for n in range(400))
    path.write_bytes(b"sku,title,price\n" + plain + middle + last)
    return path


@pytest.fixture(autouse=True)
def _small_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encodings, "END_BYTES", 2000)


def test_a_legacy_encoding_in_the_middle_is_found(tmp_path: Path) -> None:
    middle = "M1,不锈钢保温杯,59.00\n".encode("gb18030")
    path = file_of(tmp_path / "goods.csv", middle)
    found = read_catalog(path)
    assert next(one.title for one in found.products if one.key == "M1") == "不锈钢保温杯"
    assert len(found.products) == 801


def test_it_is_imported_once(tmp_path: Path) -> None:
    path = file_of(tmp_path / "goods.csv", "M1,不锈钢保温杯,59.00\n".encode("gb18030"))
    store = open_or_create(tmp_path / "w.localizer")
    report = import_file(store, path)
    assert (report.added, report.failed) == (801, 0)
    assert catalog_of_keys(store.read(), ("A1", "M1", "Z1"), report.locale) == "goods"
    store.close()


def test_ends_in_utf8_are_enough_where_all_of_it_is(tmp_path: Path) -> None:
    path = file_of(tmp_path / "goods.csv", "M1,不锈钢保温杯,59.00\n".encode())
    assert len(read_catalog(path).products) == 801


def test_a_character_cut_by_the_look_at_the_end_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"
    rows = "".join(f"A{n},不锈钢保温杯{'杯' * (n % 3)},9.9\n" for n in range(600))
    path.write_text("sku,title,price\n" + rows, encoding="utf-8")
    for cut in range(1998, 2004):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(encodings, "END_BYTES", cut)
            assert len(read_catalog(path).products) == 600
