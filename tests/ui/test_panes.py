"""Every pane opens with its data, and every model keeps Qt's rules."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit

from localizer.ui import asked
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.board import BoardPane
from localizer.ui.panes.catalog import CatalogPane
from localizer.ui.panes.export import ExportPane
from localizer.ui.panes.prices import PricesPane
from localizer.ui.panes.review import ReviewPane
from localizer.ui.panes.screens import PANES
from localizer.ui.panes.scripts import ScriptsPane
from localizer.ui.panes.terms import TermsPane

Rest = Callable[[], None]


def test_screens_are_what_their_classes_say() -> None:
    for _name, screen in PANES:
        found = screen.load()
        assert (found.code, found.picture) == (screen.code, screen.picture)


def test_what_is_shown_when_asked_is_there() -> None:
    for name in asked.__all__:
        assert getattr(asked, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = asked.nothing


def test_the_window_is_there_before_what_only_other_screens_need(workspace: Path) -> None:
    code = (
        "import sys; from localizer.__main__ import main\n"
        f"sys.argv = ['localizer', 'gui', {str(workspace)!r}, '--pane', 'board', '--quit-when-ready']\n"
        "try:\n    main()\nfinally:\n    print(*sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "localizer.ui.panes.board" in loaded
    late = ("sqlite_utils", "numpy", "xlsxwriter", "lxml", "rapidfuzz", "localizer.intake.reading")
    screens = {f"localizer.ui.panes.{s.code}" for _name, s in PANES} - {
        "localizer.ui.panes.board", "localizer.ui.panes.start",
    }  # fmt: skip
    assert not loaded & {*late, *screens, "localizer.check.stage", "localizer.export.formats"}


def test_every_pane_opens(window: MainWindow, rest: Rest) -> None:
    for _name, pane in PANES:
        window.show_pane(pane.code)
        rest()
        assert window.current == pane.code
    assert not window.messages.isVisible()


def test_the_board_shows_products_and_targets(window: MainWindow, rest: Rest) -> None:
    window.show_pane("board")
    rest()
    pane = window.panes["board"]
    assert isinstance(pane, BoardPane)
    assert pane.model.rowCount() == 3
    assert pane.model.columnCount() == 2
    assert 1 <= pane.steps.count() <= 5


def test_a_cell_opens_the_desk_at_its_product_and_target(window: MainWindow, rest: Rest) -> None:
    window.show_pane("board")
    rest()
    board = window.panes["board"]
    assert isinstance(board, BoardPane)
    listing = board.table.visualRect(board.model.index(1, 1)).topLeft() + QPoint(18, 36)
    QTest.mouseClick(board.table.viewport(), Qt.MouseButton.LeftButton, pos=listing)
    rest()
    desk = window.panes["review"]
    assert isinstance(desk, ReviewPane)
    assert window.current == "review"
    assert desk.side.target is not None
    assert desk.side.target.market == "DE"
    rows = [desk.side.model.row_at(line) for line in range(desk.side.model.rowCount())]
    assert {row.product_key for row in rows if row is not None} == {"CU-2"}


def test_the_catalog_searches_in_the_workspace(window: MainWindow, rest: Rest) -> None:
    window.show_pane("catalog")
    rest()
    pane = window.panes["catalog"]
    assert isinstance(pane, CatalogPane)
    assert pane.model.rowCount() == 3
    pane.search.setText("DR-1-M")
    pane._timer.timeout.emit()
    rest()
    assert pane.model.rowCount() == 1


@pytest.mark.parametrize("code", ["board", "catalog", "review", "prices", "scripts", "terms"])
def test_models_keep_the_rules_of_qt(code: str, window: MainWindow, rest: Rest) -> None:
    window.show_pane(code)
    rest()
    pane = window.panes[code]
    assert isinstance(
        pane, BoardPane | CatalogPane | ReviewPane | PricesPane | ScriptsPane | TermsPane
    )
    holder = pane.side if isinstance(pane, ReviewPane) else pane
    model = (holder.search if isinstance(holder, TermsPane) else holder).model
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, mode)
    pane.reload()
    rest()
    assert tester.model() is model
    assert model.rowCount() > 0


def test_every_control_has_a_name_for_screen_readers(window: MainWindow, rest: Rest) -> None:
    nameless = []
    for _name, pane in PANES:
        window.show_pane(pane.code)
        rest()
        shown = window.panes[pane.code]
        for kind in (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit):
            for widget in shown.findChildren(kind):
                named = widget.accessibleName() or getattr(widget, "text", str)()
                inner = widget.parent() is not None and isinstance(
                    widget.parent(), QComboBox | QLineEdit
                )
                if widget.isVisible() and not named and not inner:
                    nameless.append((pane.code, type(widget).__name__, widget.objectName()))
    assert not [one for one in nameless if not one[2].startswith("qt_")]


def test_the_gate_answers_for_every_target(window: MainWindow, rest: Rest) -> None:
    window.show_pane("export")
    rest()
    pane = window.panes["export"]
    assert isinstance(pane, ExportPane)
    assert len(pane.targets.answers) == 2
    assert not pane.chosen()
    assert not pane.run.isEnabled()
    pane.how.draft.setChecked(True)
    assert pane.chosen() == ["TH/shopee", "DE/amazon"]
