from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from localizer.errors import InputError
from localizer.exchange.tables import (
    Column,
    ReadTable,
    header_score,
    known_columns,
    read_table,
)
from localizer.exchange.tables_csv import restored_rows, write_csv
from localizer.exchange.tables_notes import notes_from, notes_text
from localizer.exchange.tables_xlsx import CELL_LIMIT, write_xlsx
from localizer.i18n import LANGUAGES
from localizer.intake.formats import open_table
from localizer.model.channel import LengthUnit
from localizer.model.exchange import SizeLimit, Unit, UnitNote
from localizer.model.formula import neutral, restored
from localizer.model.segment import State, text_hash
from tests.support.unit_sets import HEAD, NOTES, TEXTS, UNIT_LISTS, kept

UNIT = Unit(
    "P.title.x.0",
    "=杯",
    "=1+1",
    State.DRAFT,
    product_key="P",
    source_hash=text_hash("=杯"),
    base_hash=text_hash("=1+1"),
    limit=SizeLimit(3, LengthUnit.CHARS),
)


def _read(file: Path) -> ReadTable:
    table = open_table(file, header_score, plain=True)
    rows = restored_rows(table.rows) if file.suffix == ".csv" else table.rows
    return read_table(table.headers, rows)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(UNIT_LISTS.filter(bool), st.sampled_from(sorted(LANGUAGES)))
def test_a_workbook_comes_back(tmp_path: Path, units: tuple[Unit, ...], language: str) -> None:
    file = tmp_path / "t.xlsx"
    assert write_xlsx(file, HEAD, units, language=language).units == len(units)
    found = _read(file)
    assert not found.problems
    assert [kept(one) for one in found.units] == [kept(one) for one in units]
    assert found.head == replace(HEAD, launch="", made_at="", workspace_id="")


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(UNIT_LISTS.filter(bool), st.booleans())
def test_a_csv_file_comes_back(tmp_path: Path, units: tuple[Unit, ...], mark: bool) -> None:  # noqa: FBT001
    file = tmp_path / "t.csv"
    write_csv(file, HEAD, units, language="vi", mark=mark)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf") is mark
    found = _read(file)
    assert not found.problems
    assert [kept(one) for one in found.units] == [kept(one) for one in units]


def test_only_the_translators_cells_are_open(tmp_path: Path) -> None:
    file = tmp_path / "t.xlsx"
    write_xlsx(file, HEAD, [UNIT, replace(UNIT, id="L", locked=True)], language="en")
    sheet = load_workbook(file).active
    assert sheet is not None
    names = {str(cell.value): cell.column - 1 for cell in sheet[1] if cell.value}
    open_ = {name for name, place in names.items() if not sheet[2][place].protection.locked}
    assert open_ == {"Translation (th)", "State", "Comments"}
    assert all(cell.protection.locked for cell in sheet[3] if cell.value)
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert sheet.freeze_panes == "C2"
    assert sheet[2][names["Length"]].value == "=LEN(E2)"
    assert sheet[2][names["Translation (th)"]].value == "=1+1"
    assert sheet[2][names["Translation (th)"]].data_type == "s"
    (validation,) = sheet.data_validations.dataValidation
    assert "sent back" in str(validation.formula1)


def test_the_same_units_make_the_same_workbook(tmp_path: Path) -> None:
    one, other = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    for file in (one, other):
        write_xlsx(file, HEAD, [UNIT], language="en")
    assert one.read_bytes() == other.read_bytes()


def test_a_text_longer_than_a_cell_is_left_out_and_told(tmp_path: Path) -> None:
    file = tmp_path / "t.xlsx"
    long = replace(UNIT, id="LONG", source="😀" * (CELL_LIMIT // 2 + 1))
    written = write_xlsx(file, HEAD, [long, UNIT], language="en")
    assert (written.units, written.left_out) == (1, ("LONG",))
    assert [one.id for one in _read(file).units] == [UNIT.id]


@given(TEXTS | st.text("'=+-@1.a", max_size=6))
def test_formulas_are_made_harmless_and_come_back(text: str) -> None:
    assert restored(neutral(text)) == text
    assert not neutral(text).startswith(("=", "@", "＝", "\t"))


def test_no_cell_of_a_csv_file_calculates(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    write_csv(file, HEAD, [UNIT], language="en")
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


HEADERS = ["ID", "Source (zh-Hans)", "translation", "State"]


def test_columns_are_known_in_any_order_and_language() -> None:
    assert known_columns(["译文 (th)", "x", "Text number"]) != {}
    assert known_columns(HEADERS)[Column.TARGET] == 2
    assert header_score(["Source", "State"]) == 0


def test_what_is_wrong_is_told_where_it_is_and_the_rest_is_read() -> None:
    rows = [
        (2, ["A", "a", "b", "approved"]),
        (3, ["", "a", "b", ""]),
        (4, ["A", "a", "c", ""]),
        (5, ["", "", "  ", ""]),
        (6, ["B", "a", "b", "finished"]),
        (7, ["C"]),
        (8, ["D", "a", "x" * 100_001, ""]),
    ]
    found = read_table(HEADERS, rows)
    states = [(one.id, one.state) for one in found.units]
    assert states == [
        ("A", State.APPROVED),
        ("B", State.TRANSLATED),
        ("C", State.UNTRANSLATED),
    ]
    told = [(one.row, one.column) for one in found.problems]
    assert told == [(3, "ID"), (4, "ID"), (6, "State"), (8, "")]
    assert "row 2" in found.problems[1].sentence
    assert all(str(one.row) in one.sentence for one in found.problems)


def test_a_table_without_numbers_of_texts_is_refused() -> None:
    with pytest.raises(InputError, match="column"):
        read_table(["Source", "Translation"], [])


@pytest.mark.parametrize(
    ("before", "said", "target", "state"),
    [
        ("draft", "draft", "old", State.DRAFT),
        ("draft", "draft", "new", State.TRANSLATED),
        ("draft", "approved", "new", State.APPROVED),
        ("approved", "approved", "new", State.TRANSLATED),
        ("approved", "approved", "old", State.APPROVED),
        ("untranslated", "untranslated", "new", State.TRANSLATED),
        ("sent_back", "sent back", "", State.SENT_BACK),
        ("approved", "approved", "", State.UNTRANSLATED),
        ("draft", "", "old", State.TRANSLATED),
    ],
)
def test_a_text_written_anew_is_translated(
    before: str, said: str, target: str, state: State
) -> None:
    base = f"{text_hash('a')}:{text_hash('old')}:{before}"
    headers = ["id", "translation", "state", "base (p1)"]
    found = read_table(headers, [(2, ["A", target, said, base])])
    assert found.units[0].state is state
    assert found.head.package_id == "p1"


def test_a_base_changed_by_hand_is_told_and_not_used() -> None:
    found = read_table(["id", "translation", "base"], [(2, ["A", "x", "nonsense"])])
    assert (found.units[0].source_hash, len(found.problems)) == ("", 1)


@given(st.lists(NOTES, max_size=4))
def test_notes_come_back(notes: list[UnitNote]) -> None:
    assert notes_from(notes_text(notes)) == tuple(notes)


def test_a_line_added_by_hand_is_a_note_of_its_own() -> None:
    said = UnitNote("Which cup?\n\nThe big one?", by="Anna", at="2026-11-23T10:00:00+00:00")
    found = notes_from(f"{notes_text([said])}\nThe small one.\nAnd blue.")
    assert found == (said, UnitNote("The small one.\nAnd blue."))
