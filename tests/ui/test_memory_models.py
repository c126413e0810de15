"""The table of pairs and what is said of them: every column, Qt's rules, and a million lines at once."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from localizer.model.segment import FROM_IMPORT, MemoryUnit
from localizer.ui.actions import memory_words as words
from localizer.ui.look.fonts import app_font
from localizer.ui.models.memory_table import LANGUAGE, PLACE, SOURCE, TARGET, WHEN, WHO, MemoryTable
from localizer.ui.models.paged import PAGE
from localizer.ui.panes.memory.view import MemoryView

UNIT = MemoryUnit(
    "真无线\n蓝牙耳机", "zh-Hans", "หูฟัง", "th-TH", "title", "Mei", "2026-11-06T10:00:00+00:00"
)
MILLION = 1_000_000


class Counted(MemoryTable):
    """Counts how often Qt asks how many columns there are."""

    asked = 0

    def columns(self) -> int:
        type(self).asked += 1
        return super().columns()


def fetch(ids: Sequence[int]) -> Mapping[int, MemoryUnit]:
    return {number: replace(UNIT, place=f"P-{number}") for number in ids if number != 13}


@pytest.fixture
def model(qapp: QApplication) -> MemoryTable:
    """Return a table of forty lines, the thirteenth of which is gone."""
    made = MemoryTable(fetch, qapp)
    made.swap(array("q", range(40, 0, -1)))
    return made


def test_every_column(model: MemoryTable) -> None:
    index = [model.index(0, place) for place in range(model.columnCount())]
    assert [one.data() for one in index] == [
        "真无线 蓝牙耳机", "หูฟัง", "Thai (TH)", "Title · P-40", "Mei", "Nov 6, 2026",
    ]  # fmt: skip
    heads = [model.headerData(place, Qt.Orientation.Horizontal) for place in range(6)]
    assert heads == ["Source", "Translation", "Language", "Where", "Who", "When"]
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    tip = Qt.ItemDataRole.ToolTipRole
    assert "真无线\n蓝牙耳机" in index[SOURCE].data(tip)
    assert "หูฟัง" in index[TARGET].data(tip)
    assert "Chinese (Simplified) → Thai (TH)" in index[LANGUAGE].data(tip)
    assert "approved by a person" in index[WHO].data(tip)
    assert "Title · P-40" in index[PLACE].data(tip)
    assert "Nov 6, 2026" in index[WHEN].data(tip)
    font = Qt.ItemDataRole.FontRole
    taiwanese = model.cell(replace(UNIT, target_locale="zh-Hant-TW"), TARGET, font)
    assert taiwanese.families() == app_font("zh-Hant-TW").families()
    assert taiwanese.families() != index[SOURCE].data(font).families()
    assert index[WHO].data(font) is None


def test_a_line_that_is_gone_is_blank(model: MemoryTable) -> None:
    line = model.line_of(13)
    assert model.index(line, SOURCE).data() is None
    assert model.row_at(line) is None
    assert model.line_of(99) == -1


def test_ids_of_chosen_lines(model: MemoryTable) -> None:
    assert model.ids_between([(0, 1), (38, 39)]) == array("q", [40, 39, 2, 1])
    assert model.ids_between([]) == array("q")


def test_the_model_keeps_the_rules_of_qt(model: MemoryTable) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.swap(array("q", [3, 2]))
    model.swap(array("q", [3, 2]))
    model.swap(array("q"))
    assert tester.model() is model
    assert model.rowCount() == 0


def test_a_million_lines_are_scrolled_and_chosen_at_once(qtbot: QtBot) -> None:
    fetched: list[int] = []

    def noted(ids: Sequence[int]) -> Mapping[int, MemoryUnit]:
        fetched.append(len(ids))
        return fetch(ids)

    model = Counted(noted)
    view = MemoryView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.fit_columns()
    view.resize(700, 500)
    view.show()
    model.swap(array("q", range(MILLION, 0, -1)))
    view.scrollToBottom()
    QApplication.processEvents()
    Counted.asked = 0
    view.selectAll()
    QApplication.processEvents()
    view.grab()
    assert view.ranges() == [(0, MILLION - 1)]
    # Qt's header would ask for each line and column.
    assert Counted.asked < 10_000
    assert max(fetched) <= PAGE
    assert sum(fetched) <= 4 * PAGE


@pytest.mark.parametrize(
    ("origin", "by", "how", "who"),
    [
        ("person", "Mei", "approved by a person", "Mei"),
        ("person", "", "approved by a person", "–"),
        (FROM_IMPORT, "Ana", "imported", "Ana, imported"),
        (FROM_IMPORT, "", "imported", "imported"),
        ("deepl", "Mei", "by the engine deepl", "deepl"),
    ],
)
def test_whose_a_target_is(origin: str, by: str, how: str, who: str) -> None:
    unit = replace(UNIT, origin=origin, created_by=by)
    assert (words.origin_words(unit), words.who_words(unit)) == (how, who)


@pytest.mark.parametrize(
    ("context", "place", "told"),
    [
        ("title", "", "Title"),
        ("option_value", "DR-1", "Option value · DR-1"),
        ("seo_title", "DR-1", "seo_title · DR-1"),
        ("", "DR-1", "DR-1"),
        ("", "", "–"),
    ],
)
def test_where_a_pair_was_approved(context: str, place: str, told: str) -> None:
    assert words.place_words(replace(UNIT, context=context, place=place)) == told


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("2026-11-06T10:00:00.000+00:00", "Nov 6, 2026"),
        ("2025", "2025"),
        ("", "–"),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+14:00"),
    ],
)
def test_when_a_pair_was_written(moment: str, told: str) -> None:
    assert words.day_words(replace(UNIT, created_at=moment)) == told


def test_days_back() -> None:
    now = dt.datetime(2026, 11, 22, 1, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    assert words.since(0, now) == ""
    assert words.since(7, now) == "2026-11-14T17:00:00+00:00"


def test_numbers_of_pairs() -> None:
    assert words.found_words(1, 1) == "1 pair"
    assert words.found_words(0, 1200) == "0 of 1,200 pairs"
    assert words.deleted_words(0) == "They were gone already."
    assert words.deleted_words(1200) == "1,200 pairs deleted. Ctrl+Z takes it back."
