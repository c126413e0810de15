"""What ``localizer import`` says and returns: names, places, and refusals that leave everything."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from localizer.cli.importing import import_

HEAD = "sku,title,price\n"


def _run(folder: Path, text: str, *options: str) -> Result:
    path = folder / "goods.csv"
    path.write_text(text, encoding="utf-8")
    arguments = [str(path), "--into", str(folder / "w.localizer"), *options]
    return CliRunner().invoke(import_, arguments, standalone_mode=False)


def _goods(numbers: range) -> str:
    return HEAD + "".join(f"K{n},Dress {n},{n + 1}\n" for n in numbers)


def test_a_header_alone_is_a_sentence_and_leaves_no_workspace(tmp_path: Path) -> None:
    result = _run(tmp_path, HEAD)
    assert result.return_value == 0
    assert "has a header and no rows below it" in result.stdout
    assert "rows read" not in result.stdout
    assert not (tmp_path / "w.localizer").exists()


def test_rows_that_make_no_product_want_a_person(tmp_path: Path) -> None:
    result = _run(tmp_path, HEAD + "K1,,5\n")
    assert result.return_value == 1
    assert "it makes no product" in result.stdout
    assert "row 2: The row has no title" in result.stdout


def test_what_is_gone_is_named_ten_at_a_time(tmp_path: Path) -> None:
    _run(tmp_path, _goods(range(30)))
    out = tmp_path / "report.csv"
    result = _run(tmp_path, _goods(range(12, 30)), "--report", str(out))
    assert "12 products are no longer in the file; 0 removed:" in result.stdout
    assert "    K0 · Dress 0\n" in result.stdout
    assert "    and 2 more\n" in result.stdout
    saved = out.read_text(encoding="utf-8-sig")
    assert saved.count("no longer in the file") == 12
    again = _run(tmp_path, _goods(range(12, 30)))
    assert "--report FILE" in again.stdout


def test_differences_are_named_with_before_and_after(tmp_path: Path) -> None:
    _run(tmp_path, _goods(range(3)))
    result = _run(tmp_path, _goods(range(3)).replace("Dress 1,2", "Dress 1,2.50"))
    assert "K1, price: 2 USD → 2.5" in result.stdout


def test_what_is_blank_now_is_told_as_kept_or_cleared(tmp_path: Path) -> None:
    head = "sku,title,brand\n"
    _run(tmp_path, head + "A,Hat,Sorv\nB,Cap,EP\n")
    kept = _run(tmp_path, head + "A,Hat,\nB,Cap,EP\n")
    assert "A, brand: kept: Sorv" in kept.stdout
    cleared = _run(tmp_path, head + "A,Hat,\nB,Cap,\n", "--blank", "clear")
    assert "B, brand: EP → (blank)" in cleared.stdout


def test_most_of_a_catalog_goes_only_when_it_is_named(tmp_path: Path) -> None:
    _run(tmp_path, _goods(range(10)))
    refused = _run(tmp_path, _goods(range(2)), "--gone", "remove")
    assert refused.return_value == 1
    assert "Only 2 of the 10 products of “goods” are in this file." in refused.stderr
    assert "--catalog goods" in refused.stderr
    named = _run(tmp_path, _goods(range(2)), "--gone", "remove", "--catalog", "goods")
    assert named.return_value == 0
    assert "8 products are no longer in the file; 8 removed:" in named.stdout
