"""``localizer catalog``: one sentence about what was written, or why nothing was; the imports."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from localizer.catalog import products
from localizer.cli.catalog import catalog
from localizer.cli.importing import import_
from localizer.errors import InputError
from localizer.export import catalog_sheets
from localizer.model.product import Product, Variant
from localizer.store.database import create


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "work.localizer"
    with create(path) as store, store.step("Import") as step:
        number = products.ensure_catalog(step, "summer", "en")
        product = Product("P", "Mat", (Variant("1", image="i" * 40),))
        products.save_products(step, number, [product])
    return path


def test_it_says_what_it_wrote(workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    result = CliRunner().invoke(catalog, ["export", str(workspace), "--out", str(out)])
    assert result.exit_code == 0
    assert result.stdout == f"Wrote 1 product with 1 variants of “summer” to {out}.\n"
    assert out.stat().st_size > 0


def test_json(workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    arguments = ["export", str(workspace), "--out", str(out), "--catalog", "summer", "--json"]
    result = CliRunner().invoke(catalog, arguments)
    made = msgspec.json.decode(result.stdout, type=dict[str, object])
    assert (made["products"], made["rows"], made["path"]) == (1, 1, str(out))


def test_cells_left_out_are_told(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalog_sheets.CsvSheet, "limit", 20)
    out = str(tmp_path / "out.csv")
    result = CliRunner().invoke(catalog, ["export", str(workspace), "--out", out])
    assert result.stderr.startswith("1 cell was too long for the format and was left out.")


def test_an_unknown_catalog_is_one_sentence(workspace: Path, tmp_path: Path) -> None:
    arguments = ["export", str(workspace), "--out", str(tmp_path / "o.csv"), "--catalog", "x"]
    result = CliRunner().invoke(catalog, arguments)
    assert isinstance(result.exception, InputError)
    assert "no catalog “x”" in str(result.exception)


def _imported(folder: Path) -> Path:
    work, file = folder / "w.localizer", folder / "goods.csv"
    for titles in ("AB", "AC"):
        text = "sku,title,price\n" + "".join(f"{one},Dress {one},x\n" for one in titles)
        file.write_text(text, encoding="utf-8")
        CliRunner().invoke(import_, [str(file), "--into", str(work)], standalone_mode=False)
    return work


def test_imports_are_listed_shown_and_saved(tmp_path: Path) -> None:
    work = str(_imported(tmp_path))
    listed = CliRunner().invoke(catalog, ["imports", work])
    lines = listed.stdout.splitlines()
    assert [line.split()[-1] for line in lines[2:]] == ["2", "1"]
    assert "goods.csv" in lines[2]
    out = tmp_path / "old.csv"
    shown = CliRunner().invoke(catalog, ["imports", work, "--show", "2", "--report", str(out)])
    assert "B · Dress B" in shown.stdout
    assert "row 3, price" in shown.stdout
    assert "C,Dress C" in out.read_text(encoding="utf-8-sig")
    told = CliRunner().invoke(catalog, ["imports", work, "--show", "1", "--json"])
    assert msgspec.json.decode(told.stdout)["added"] == 2


def test_imports_that_are_not_there(workspace: Path, tmp_path: Path) -> None:
    assert "Nothing" in CliRunner().invoke(catalog, ["imports", str(workspace)]).stdout
    missing = CliRunner().invoke(catalog, ["imports", str(workspace), "--show", "7"])
    assert "no import 7" in str(missing.exception)
    out = str(tmp_path / "x.csv")
    unsaid = CliRunner().invoke(catalog, ["imports", str(workspace), "--report", out])
    assert unsaid.exit_code == 2
