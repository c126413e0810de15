"""Texts of files are shown as they are written: no tooltip and no label takes them for HTML.

Qt reads a picture that HTML names from wherever it is said to be, on Windows from other machines too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView, QTreeView, QWidget

from localizer.ui.look.tips import literal
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.screens import PANES
from localizer.ui.widgets.parts import Elided, button, label

Rest = Callable[[], None]
#: Begins the text of a line of a script.
TEXT = '"text":"'
TRAP = '<img src="//192.0.2.1/x.png"> '
#: Columns with words of a seller, a translator or a person.
TEXTS = {
    "catalog": ("name",), "product": ("title", "category", "brand"), "translation_body": ("text",),
    "segment_body": ("source",), "launch": ("name",), "variant": ("sku",),
}  # fmt: skip


@pytest.fixture
def workspace(drafted: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "work.localizer"
    copy.write_bytes(drafted.read_bytes())
    with closing(sqlite3.connect(copy)) as connection:
        for table, names in TEXTS.items():
            for name in names:
                command = f"UPDATE {table} SET {name} = ? || {name}"  # noqa: S608 - ours
                connection.execute(command, (TRAP,))
        connection.execute(
            "UPDATE script_body SET lines = replace(lines, ?, ? || ?)",
            (TEXT, TEXT, TRAP.replace('"', "'")),
        )
        connection.commit()
    return copy


def shown(root: QWidget) -> Iterator[tuple[str, str]]:
    for one in root.findChildren(QWidget):
        yield type(one).__name__, one.toolTip()
        if isinstance(one, QLabel) and one.textFormat() is Qt.TextFormat.AutoText:
            yield type(one).__name__, one.text()
        if isinstance(one, QAbstractItemView) and not isinstance(one, QHeaderView):
            yield from _cells(one)


def _cells(view: QAbstractItemView) -> Iterator[tuple[str, str]]:
    model: QAbstractItemModel | None = view.model()
    if model is None:
        return
    name = f"{type(view).__name__} of {type(model).__name__}"
    roles = (Qt.ItemDataRole.ToolTipRole,)
    top = QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(top)
    for column in range(columns):
        for line in range(min(model.rowCount(top), 20)):
            index = model.index(line, column)
            for role in roles:
                yield f"{name} {column}", str(index.data(role) or "")
            for below in range(min(model.rowCount(index), 5)):
                yield (
                    f"{name} {column}",
                    str(model.index(below, column, index).data(roles[0]) or ""),
                )
        if isinstance(view, QTableView | QTreeView):
            head = model.headerData(column, Qt.Orientation.Horizontal, roles[0])
            yield f"{name} head", str(head or "")


@pytest.mark.parametrize("pane", [pane.code for _name, pane in PANES])
def test_no_screen_takes_a_text_for_html(window: MainWindow, rest: Rest, pane: str) -> None:
    window.show_pane(pane)
    rest()
    found = {place for place, text in shown(window) if TRAP.strip() in text}
    assert not found


def test_what_looks_like_html_is_written_out() -> None:
    assert literal("A < B & C") == "A < B & C"
    assert "&lt;img" in literal(TRAP)
    for made in (button("x", lambda: None, tip=TRAP), Elided(TRAP)):
        assert "<img" not in made.toolTip()
    assert label(TRAP).textFormat() is Qt.TextFormat.PlainText
