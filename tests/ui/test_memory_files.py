"""Memories from and into files: what was taken, what was not and why, and what came out."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from localizer.catalog import memory
from localizer.model.segment import MemoryUnit
from localizer.pipeline.memory import MemoryImport
from localizer.ui.dialogs.memory_files import (
    choose_export,
    choose_import,
    choose_shelf,
    import_file,
)
from localizer.ui.dialogs.memory_import import MemoryImportDialog
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.memory import MemoryPane

Rest = Callable[[], None]
TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence"
 o-tmf="x" adminlang="en" srclang="zh-CN" datatype="plaintext"/><body>
<tu><tuv xml:lang="zh-CN"><seg>连衣裙</seg></tuv><tuv xml:lang="de-DE"><seg>Kleid</seg></tuv></tu>
<tu><tuv xml:lang="zh-CN"><seg>杯子</seg></tuv><tuv xml:lang="de-DE"><seg>Becher</seg></tuv></tu>
<tu><tuv xml:lang="zh-CN"><seg>外套</seg></tuv></tu>
</body></tmx>"""


@pytest.fixture
def pane(window: MainWindow, rest: Rest) -> MemoryPane:
    """Return the pane in front."""
    window.show_pane("memory")
    rest()
    found = window.panes["memory"]
    assert isinstance(found, MemoryPane)
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a memory of two pairs and a unit that is none."""
    path = tmp_path / "kunde.tmx"
    path.write_text(TMX, encoding="utf-8")
    return path


def report_of(window: MainWindow) -> MemoryImportDialog:
    found = window.findChild(MemoryImportDialog)
    assert isinstance(found, MemoryImportDialog)
    return found


def test_an_import_tells_what_was_not_taken_and_is_undone_whole(
    pane: MemoryPane, window: MainWindow, rest: Rest, file: Path
) -> None:
    import_file(window.session, pane, file)
    rest()
    dialog = report_of(window)
    assert (dialog.report.read, dialog.report.new) == (2, 2)
    assert dialog.heading.text() == "1 unit was not taken"
    cells = [dialog.model.index(0, place).data() for place in range(2)]
    assert cells[0] == "3"
    assert cells[1]
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == "\t".join(cells)
    dialog.accept()
    assert pane.model.rowCount() == 2
    assert pane.pair.source.toPlainText() in {"连衣裙", "杯子"}
    window.session.undo()
    rest()
    assert pane.model.rowCount() == 0
    assert memory.size(window.session.store.read()) == 0


def test_the_same_file_again_changes_nothing(
    pane: MemoryPane, window: MainWindow, rest: Rest, file: Path
) -> None:
    import_file(window.session, pane, file)
    rest()
    report_of(window).accept()
    rest()
    import_file(window.session, pane, file)
    rest()
    dialogs = [one for one in window.findChildren(MemoryImportDialog) if one.isVisible()]
    assert [one.report.known for one in dialogs] == [2]
    dialogs[0].accept()


@pytest.mark.parametrize(
    ("report", "heading"),
    [
        (MemoryImport(3, 3, 0, 0), "Everything was taken."),
        (MemoryImport(3, 1, 0, 0, ((4, "x"), (7, "y")), 2), "2 units were not taken"),
        (
            MemoryImport(3, 1, 0, 0, ((4, "x"), (7, "y")), 1700),
            "1,700 units were not taken; these are the first 2",
        ),
    ],
)
def test_the_report_counts_all_that_was_not_taken(
    report: MemoryImport, heading: str, pane: MemoryPane
) -> None:
    dialog = MemoryImportDialog("kunde.tmx", report, pane)
    assert dialog.heading.text() == heading
    assert dialog.view.isHidden() is not bool(report.skipped)
    assert dialog.copy.isHidden() is not bool(report.skipped)


def test_a_file_that_is_no_memory_is_told(
    pane: MemoryPane, window: MainWindow, rest: Rest, tmp_path: Path
) -> None:
    path = tmp_path / "words.tmx"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    import_file(window.session, pane, path)
    rest()
    assert "words.tmx" in window.messages.sentence.text()
    assert window.messages.property("state") == "block"


@pytest.mark.parametrize("number", [1, 2])
def test_what_is_shown_or_all_goes_out(
    number: int, pane: MemoryPane, window: MainWindow, rest: Rest, tmp_path: Path
) -> None:
    units = (
        MemoryUnit("连衣裙", "zh-Hans", "Kleid", "de-DE", "title"),
        MemoryUnit("杯子", "zh-Hans", "Becher", "de-DE", "title"),
    )
    with window.session.store.step("Remember") as step:
        memory.remember(step, units)
    pane.filters.search.setText("becher")
    pane.filters._ask()
    rest()
    out = tmp_path / "out.tmx"
    ids = pane.model.ids if number == 1 else None
    assert ids is None or ids == array("q", [2])
    dialog = choose_export(window.session, pane, ids)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.fileSelected.emit(str(out))
    dialog.reject()
    rest()
    written = out.read_text(encoding="utf-8")
    assert written.count("<tu ") + written.count("<tu>") == number
    assert "Becher" in written
    assert ("Kleid" in written) is (number > 1)
    words = "pair" if number == 1 else "pairs"
    assert window.messages.sentence.text() == f"{number} {words} written to {out}."


def test_the_file_dialogs_pass_on_what_is_chosen(
    pane: MemoryPane, window: MainWindow, rest: Rest, file: Path
) -> None:
    dialog = choose_import(window.session, pane)
    assert "(*.tmx)" in dialog.nameFilters()[0]
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    rest()
    report_of(window).accept()
    assert memory.size(window.session.store.read()) == 2
    chosen: list[Path] = []
    dialog = choose_shelf(pane, chosen.append)
    assert "(*.localizer)" in dialog.nameFilters()[0]
    dialog.fileSelected.emit("/a/b.localizer")
    dialog.reject()
    assert chosen == [Path("/a/b.localizer")]
