"""Terms from and into files: what was taken, what was not and where, and what came out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from localizer.catalog import own_terms
from localizer.ui.dialogs.term_files import (
    choose_export,
    choose_import,
    choose_missing_export,
    export_file,
    import_file,
)
from localizer.ui.dialogs.term_import import TermImportDialog
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.terms import TermsPane

Rest = Callable[[], None]
SHEET = "zh-CN,de,th\n玲珑布,Linglong-Stoff,ผ้าหลิงหลง\n,Stoff,ผ้า\n云母纱,Glimmergarn,\n"


@pytest.fixture
def pane(window: MainWindow, rest: Rest) -> TermsPane:
    """Return the pane in front."""
    window.show_pane("terms")
    rest()
    found = window.panes["terms"]
    assert isinstance(found, TermsPane)
    return found


def report_of(window: MainWindow) -> TermImportDialog:
    found = window.findChild(TermImportDialog)
    assert isinstance(found, TermImportDialog)
    return found


def test_an_import_tells_what_was_not_taken_and_where(
    pane: TermsPane, window: MainWindow, rest: Rest, tmp_path: Path
) -> None:
    file = tmp_path / "words.csv"
    file.write_text(SHEET, encoding="utf-8")
    import_file(window.session, pane, file)
    rest()
    dialog = report_of(window)
    assert dialog.report.written.terms == 3
    assert dialog.heading.text() == "1 line was not taken"
    cells = [dialog.model.index(0, place).data() for place in range(3)]
    assert cells == ["3", "zh-CN", "There is no source word."]
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == "\t".join(cells)
    dialog.accept()
    pane.tabs.setCurrentIndex(1)
    pane.search.own.setChecked(True)
    rest()
    assert pane.search.model.rowCount() == 2
    window.session.undo()
    rest()
    assert not own_terms.terms(window.session.store.read())
    assert pane.search.model.rowCount() == 0


def test_a_file_without_faults(
    pane: TermsPane, window: MainWindow, rest: Rest, tmp_path: Path
) -> None:
    file = tmp_path / "words.csv"
    file.write_text("zh-CN,de\n连衣裙,Robe\n", encoding="utf-8")
    import_file(window.session, pane, file)
    rest()
    dialog = report_of(window)
    assert dialog.heading.text() == "Everything was taken."
    assert dialog.view.isHidden()
    assert dialog.report.written.texts > 0
    dialog.accept()


def test_a_file_that_is_none_of_terms_is_told(
    pane: TermsPane, window: MainWindow, rest: Rest, tmp_path: Path
) -> None:
    file = tmp_path / "words.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    import_file(window.session, pane, file)
    rest()
    assert "no columns of terms" in window.messages.sentence.text()
    assert window.messages.property("state") == "block"


@pytest.mark.parametrize("ending", [".tbx", ".csv"])
def test_terms_go_out_and_come_in_again(
    ending: str, pane: TermsPane, window: MainWindow, rest: Rest, tmp_path: Path
) -> None:
    session = window.session
    file = tmp_path / "words.csv"
    file.write_text(SHEET, encoding="utf-8")
    import_file(session, pane, file)
    rest()
    report_of(window).accept()
    before = [(own.term, own.scope) for own in own_terms.terms(session.store.read())]
    out = tmp_path / f"out{ending}"
    export_file(session, out, everything=False)
    rest()
    assert window.messages.sentence.text() == f"2 concepts written to {out}."
    session.undo()
    rest()
    assert not own_terms.terms(session.store.read())
    import_file(session, pane, out)
    rest()
    after = [(own.term, own.scope) for own in own_terms.terms(session.store.read())]
    assert {term.text for term, _scope in after} == {term.text for term, _scope in before}


def test_everything_goes_out(
    pane: TermsPane, window: MainWindow, rest: Rest, tmp_path: Path
) -> None:
    out = tmp_path / "all.csv"
    export_file(window.session, out, everything=True)
    rest()
    assert pane.isVisible()
    assert out.stat().st_size > 100_000


def test_files_are_chosen_in_the_usual_dialogs(
    pane: TermsPane, window: MainWindow, rest: Rest, tmp_path: Path
) -> None:
    file = tmp_path / "words.csv"
    file.write_text(SHEET, encoding="utf-8")
    opening = choose_import(window.session, pane)
    assert any(".tbx" in name for name in opening.nameFilters())
    opening.fileSelected.emit(str(file))
    opening.reject()
    rest()
    report_of(window).accept()
    saving = choose_export(window.session, pane, everything=False)
    assert saving.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert saving.defaultSuffix() == "tbx"
    saving.filterSelected.emit(saving.nameFilters()[1])
    assert saving.defaultSuffix() == "csv"
    out = tmp_path / "out.csv"
    saving.fileSelected.emit(str(out))
    saving.reject()
    rest()
    assert "玲珑布" in out.read_text(encoding="utf-8-sig")


def test_missing_words_go_out_to_be_filled_in(
    pane: TermsPane, window: MainWindow, rest: Rest, tmp_path: Path
) -> None:
    out = tmp_path / "missing.csv"
    saving = choose_missing_export(window.session, pane)
    assert saving.defaultSuffix() == "csv"
    saving.fileSelected.emit(str(out))
    saving.reject()
    rest()
    head, *rows = out.read_text(encoding="utf-8-sig").splitlines()
    assert head.startswith("source,domain,note")
    assert window.messages.sentence.text().endswith(f" written to {out}.")
    assert window.messages.sentence.text().startswith(str(len(rows)))
