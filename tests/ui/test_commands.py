"""Commands: each has keys that can be changed, is found by its name, and works where it belongs."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from localizer.settings import load
from localizer.ui.actions.command_list import BY_CODE, COMMANDS, GROUPS
from localizer.ui.actions.commands import Commands, meets
from localizer.ui.dialogs.keys_sheet import KeysSheet
from localizer.ui.dialogs.palette import _HIT, Palette
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.screens import PANES

Rest = Callable[[], None]


def test_every_command_has_keys_that_mean_one_thing_where_it_works() -> None:
    assert all(one.keys for one in COMMANDS)
    assert {one.group for one in COMMANDS} == set(GROUPS)
    for one in COMMANDS:
        for keys in one.keys:
            assert not QKeySequence(keys).isEmpty(), one.code
    for one, other in combinations(COMMANDS, 2):
        if meets(one, other):
            assert not set(one.keys) & set(other.keys), (one.code, other.code)


def test_every_screen_has_a_command() -> None:
    assert {f"go.{pane.code}" for _name, pane in PANES} <= set(BY_CODE)


def test_keys_can_be_changed_and_given_back(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.show()
    owner.activateWindow()
    qtbot.waitUntil(owner.isActiveWindow)
    done: list[str] = []
    commands = Commands({"edit.undo": ("Ctrl+U",)})
    commands.bind(owner, {"edit.undo": lambda: done.append("undo")})
    QTest.keyClick(owner, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert done == []
    QTest.keyClick(owner, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    assert done == ["undo"]
    with qtbot.waitSignal(commands.changed):
        commands.choose("edit.undo", ["Ctrl+Z"])
    assert commands.chosen == {}
    QTest.keyClick(owner, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert done == ["undo", "undo"]
    commands.choose("edit.undo", [])
    assert commands.keys_text("edit.undo") == ""
    commands.choose_none()
    assert commands.keys("edit.undo") == ("Ctrl+Z",)
    commands.deleteLater()


def test_keys_that_mean_something_else_here_are_a_clash() -> None:
    commands = Commands({})
    found = commands.clash("review.lock", "Ctrl+Z")
    assert found is not None
    assert found.code == "edit.undo"
    assert commands.clash("review.lock", "Ctrl+N") is None  # another screen's
    assert commands.clash("edit.undo", "Ctrl+N") is not None  # everywhere
    assert commands.clash("review.lock", "Ctrl+L") is None  # its own


def test_a_command_nobody_knows_is_a_bug(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    commands = Commands({})
    with pytest.raises(LookupError):
        commands.bind(owner, {"review.dance": lambda: None})
    assert not commands.run("review.approve")


def shown(palette: Palette) -> list[str]:
    return [palette.list.item(line).text() for line in range(palette.list.count())]


def test_the_palette_finds_commands_products_and_texts(
    window: MainWindow, qtbot: QtBot, rest: Rest
) -> None:
    palette = window.find_anything()
    qtbot.waitUntil(palette.isActiveWindow)
    assert len(shown(palette)) > 20
    QTest.keyClicks(palette.field, "undo edit")
    assert shown(palette)[0] == "Edit: Undo"
    palette.field.setText("保温杯")
    qtbot.waitUntil(lambda: palette.list.count() > 1)
    ends = [palette.list.item(line).data(_HIT).end for line in range(palette.list.count())]
    assert "product CU-2" in ends
    assert "Thai" in ends or "German" in ends
    place = next(at for at, end in enumerate(ends) if end in {"Thai", "German"})
    for _step in range(place):
        QTest.keyClick(palette.field, Qt.Key.Key_Down)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    rest()
    assert window.current == "review"


def test_a_command_of_another_screen_goes_there(window: MainWindow, rest: Rest) -> None:
    assert window.current != "review"
    window.run_command("review.filters")
    rest()
    assert window.current == "review"
    assert window.session.settings.filters_open


def test_what_nothing_is_called_is_told(window: MainWindow, qtbot: QtBot, rest: Rest) -> None:
    palette = window.find_anything()
    palette.field.setText("xyzzy")
    qtbot.wait(1)
    rest()
    assert palette.none.isVisible()
    palette.choose()
    palette.reject()


def test_the_sheet_changes_keys_and_keeps_them(window: MainWindow, qtbot: QtBot) -> None:
    sheet = window.show_keys()
    assert isinstance(sheet, KeysSheet)
    sheet.search.setText("lock or")
    row = sheet._rows["review.lock"]
    assert not row.isHidden()
    assert sheet._rows["review.approve"].isHidden()
    sheet.tree.setCurrentItem(row)
    sheet.field.setKeySequence(QKeySequence("Ctrl+Z"))
    assert not sheet.change.isEnabled()
    assert "Undo" in sheet.told.text()
    sheet.field.setKeySequence(QKeySequence("Ctrl+Shift+K"))
    qtbot.waitUntil(sheet.change.isEnabled)
    sheet.change.click()
    assert row.text(1) == "Ctrl+Shift+K"
    assert load().keys == {"review.lock": ("Ctrl+Shift+K",)}
    sheet.all_usual.click()
    assert row.text(1) == "Ctrl+L"
    assert load().keys == {}
    sheet.close()


def test_the_menu_lists_every_group_with_its_keys(window: MainWindow) -> None:
    window.menu.fill()
    groups = [action.text() for action in window.menu.list.actions()]
    assert groups[:3] == ["Go to", "Edit", "Window"]
    assert "Review desk" in groups
    review = window.menu.list.actions()[groups.index("Review desk")].menu()
    assert isinstance(review, QMenu)
    assert "Lock or unlock\tCtrl+L" in [action.text() for action in review.actions()]
