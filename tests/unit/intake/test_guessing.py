"""Guesses for a whole table: sure, likely, unsure, and what an import may use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from localizer.intake import guessing
from localizer.intake.guessing import ColumnGuess, Guesses, guess_columns
from localizer.intake.likeness import WITH_NOTE
from localizer.intake.mapping import column_keys, resolve_columns


def _guess(
    headers: Sequence[str],
    *rows: Sequence[str],
    fixed: Mapping[str, str] | None = None,
    chosen: Mapping[str, str] | None = None,
) -> Guesses:
    return guess_columns(headers, rows, fixed=fixed or {}, chosen=chosen or {})


def _told(guesses: Guesses) -> list[tuple[str, str]]:
    return [(guess.role, guess.confidence) for guess in guesses.all]


def test_known_names_are_sure() -> None:
    found = _guess(["商品标题", "售价(元)", "材质", "颜色", "备注"], ["裙", "1", "棉", "红", "x"])
    assert _told(found) == [
        ("title", "sure"),
        ("list_price", "sure"),
        ("fact", "sure"),
        ("option", "sure"),
        ("ignore", "sure"),
    ]


def test_a_name_with_a_remark_is_likely() -> None:
    (title, price) = _guess(["标题", "价格(含税)"], ["裙", "12"]).all
    assert (title.confidence, price.confidence, price.why) == ("sure", "likely", WITH_NOTE)


def test_likely_columns_are_used_and_unsure_ones_are_not() -> None:
    found = _guess(["Tittle", "x", "y"], ["Red dress", "0.3 kg", "<p>a</p>"])
    assert _told(found) == [("title", "likely"), ("weight", "unsure"), ("description", "likely")]
    assert "title" in found.columns
    assert "description" in found.columns
    assert "weight" not in found.columns


def test_cells_alone_never_make_a_title() -> None:
    found = _guess(["a", "b"], ["Floral summer dress", "1"], ["Cotton shirt for men", "2"])
    assert _told(found) == [("title", "unsure"), ("ignore", "unsure")]
    assert "title" not in found.columns


def test_a_header_whose_cells_disagree_is_not_taken() -> None:
    found = _guess(["title", "our price"], ["Dress", "deny"], ["Shirt", "deny"])
    assert _told(found)[1][0] == "ignore"


def test_two_headers_equally_near_are_both_unsure() -> None:
    found = _guess(["标题", "售价A", "售价B"], ["裙", "1", "2"])
    assert _told(found)[1:] == [("list_price", "unsure"), ("fact", "likely")]
    assert found.all[1].why == guessing.AMBIGUOUS
    assert "list_price" not in found.columns


def test_several_picture_columns_are_no_contradiction() -> None:
    found = _guess(["title", "x", "y"], ["Dress", "a.jpg", "b.jpg"])
    assert [guess.family for guess in found.all] == ["title", "image", "image"]
    assert len(found.columns.named("image")) == 2


def test_codes_beside_a_product_number_are_only_proposed() -> None:
    rows = [["P1", "Dress", "K-001"], ["P2", "Shirt", "K-002"], ["P3", "Shoe", "K-003"]]
    assert _told(_guess(["货号", "标题", "x"], *rows))[2] == ("sku", "unsure")
    assert _told(_guess(["brand", "标题", "x"], *rows))[2] == ("sku", "likely")


def test_a_header_of_the_record_makes_its_cells_unsure() -> None:
    rows = [["K-001", "裙"], ["K-002", "裤"], ["K-003", "鞋"]]
    assert _told(_guess(["编号", "标题"], *rows))[0] == ("sku", "unsure")


def test_a_layout_and_a_person_are_sure() -> None:
    found = _guess(
        ["a", "b", "Height of it", "c"],
        ["Dress", "x", "12", "<p>a</p>"],
        fixed={"a": "title", "b": "brand"},
        chosen={"b": "ignore"},
    )
    assert [(g.role, g.why) for g in found.all] == [
        ("title", guessing.FIXED),
        ("ignore", guessing.CHOSEN),
        ("ignore", guessing.UNUSED),
        ("ignore", guessing.UNUSED),
    ]


def test_a_second_column_of_one_meaning_is_told() -> None:
    assert _guess(["title", "name"]).all[1].why == guessing.TAKEN


def test_samples_are_eight_different_cells_cut_short() -> None:
    rows = [[f"dress {n % 10}"] for n in range(30)] + [[" "], ["y" * 500]]
    (guess,) = _guess(["title"], *rows).all
    assert guess.samples == tuple(f"dress {n}" for n in range(8))
    assert len(_guess(["title"], ["y" * 500]).all[0].samples[0]) == guessing.MAX_SAMPLE + 1


def test_short_rows_and_blank_headers_do_no_harm() -> None:
    found = _guess(["title", "", "price"], ["Dress"], [])
    assert [guess.role for guess in found.all] == ["title", "ignore", "list_price"]


def test_confirming_the_guesses_changes_nothing() -> None:
    headers = ["标题", "售价", "图1", "图2", "材质", "颜色", "规格名1", "规格值1", "x", "价格", "x"]
    rows = [["裙", "12", "a.jpg", "b.jpg", "棉", "红", "尺码", "S", "<p>a</p>", "3", "4"]]
    first = _guess(headers, *rows)
    keys = column_keys(headers)
    confirmed = {keys[guess.index]: guess.role for guess in first.all if _is_used(guess)}
    again = resolve_columns(headers, confirmed)
    places = {column.index: column.role for column in first.columns.by_role.values()}
    assert {column.index: column.role for column in again.by_role.values()} == places


def _is_used(guess: ColumnGuess) -> bool:
    return guess.confidence != "unsure"
