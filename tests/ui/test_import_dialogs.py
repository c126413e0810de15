"""The report of an import and the sheet of differences: counts, lists, questions, files, languages."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from localizer import i18n, pipeline
from localizer.intake.issues import RowIssue
from localizer.intake.report import ImportReport, Named, Shared
from localizer.model.incoming import Difference, DifferenceKind, Touched
from localizer.pipeline import PastImport
from localizer.ui.actions.columns import apart
from localizer.ui.actions.session import Session
from localizer.ui.dialogs.column_map import Asked, MappingDialog
from localizer.ui.dialogs.import_changes import ChangesDialog
from localizer.ui.dialogs.import_history import ImportHistory
from localizer.ui.dialogs.import_report import ImportDialog, ReportView
from localizer.ui.look.tips import tip
from localizer.ui.main_window import MainWindow
from localizer.ui.widgets.column_view import ListTable

Rest = Callable[[], None]
UNKNOWN = "Code,Words,Amount\nB-1,Wool jumper,30\nB-2,Linen shirt,20\n"


def made_report(issues: tuple[RowIssue, ...] = (), **values: object) -> ImportReport:
    """Return a report of an import that did nothing but remark."""
    return ImportReport(
        file="货盘.csv",
        format="csv",
        catalog="shop",
        locale="zh-Hans",
        read=len(issues),
        skipped=0,
        failed=len(issues),
        added=0,
        changed=0,
        unchanged=0,
        products=0,
        variants=0,
        issues=issues,
        ignored_columns=("备注",),
        assumptions=("The currency is assumed.",),
        **values,  # type: ignore[arg-type]
    )


def test_a_hundred_thousand_remarks_are_shown_at_once_filtered_saved_and_copied(
    session: Session, rest: Rest, qtbot: QtBot, tmp_path: Path
) -> None:
    issues = tuple(
        RowIssue(n, "成本价", f"“{n}” 不是价格", "failed" if n % 2 else "repaired")
        for n in range(1, 100_001)
    )
    began = time.perf_counter()
    view = ReportView(made_report(issues), session.jobs)
    qtbot.addWidget(view)
    view.show()
    assert time.perf_counter() - began < 1
    assert view.remarks.rowCount() == 100_000
    view.filter.setCurrentIndex(view.filter.findData("repaired"))
    view.filter.activated.emit(view.filter.currentIndex())
    assert view.remarks.rowCount() == 50_000
    view.copy.click()
    lines = QApplication.clipboard().text().splitlines()
    assert (len(lines), lines[0]) == (50_000, "2\t成本价\tpartly used\t“2” 不是价格")
    view.save_to(tmp_path / "报告.csv")
    rest()
    saved = (tmp_path / "报告.csv").read_bytes()
    assert saved.startswith(b"\xef\xbb\xbf")
    assert saved.decode("utf-8-sig").count("成本价") == 100_000
    assert view.told.property("state") == "ok"
    view.save_to(tmp_path / "none" / "x.csv")
    rest()
    assert view.told.property("state") == "block"
    assert "cannot be written" in view.told.sentence.text()


def test_the_sheet_of_differences_tells_true_counts_and_all_three_questions(
    session: Session, qtbot: QtBot
) -> None:
    del session
    lines = tuple(
        Difference(f"P-{n}", "Dress", DifferenceKind.MINOR, "text", "a.", "a") for n in range(10)
    )
    report = made_report(
        differences=lines,
        kinds={DifferenceKind.MINOR: 83_120, DifferenceKind.BLANK: 1, DifferenceKind.GONE: 2},
        gone=(Named("X-1", "Hat"),),
        touched=Touched(texts=1200, approved=40, prices=1, scripts=0),
    )
    dialog = ChangesDialog(report, None)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    assert list(dialog.groups) == ["blank", "gone", "minor"]
    assert dialog.filter.itemText(0) == "83,124 differences"
    assert dialog.shown.text() == "the first 11 are listed; the others are counted"
    words = {one.text() for one in dialog.findChildren(type(dialog.shown))}
    assert {"1,200 texts, 40 of them approved", "1 price"} <= words
    dialog.groups["minor"].buttons()[1].click()
    assert dialog.answers().minor == "review"


def test_texts_that_differ_late_are_shown_from_there() -> None:
    before, after = apart("<p>" + "same words " * 9 + "red</p>", "same words " * 9 + "blue")
    assert before.startswith("…")
    assert (before[-3:], after[-4:]) == ("red", "blue")
    assert len(before) < 30


def test_what_a_seller_wrote_is_no_markup_in_a_tooltip() -> None:
    assert "<img" not in tip('<img src="file:///etc/passwd">')


@pytest.mark.parametrize("language", sorted(i18n.LANGUAGES))
def test_the_dialogs_are_built_in_every_language(
    language: str, session: Session, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "more.csv"
    file.write_text(UNKNOWN, encoding="utf-8")
    i18n.activate(language)
    found = pipeline.preview_file(file, store=session.store)
    report = made_report(
        (RowIssue(1, "", "x", "skipped"),),
        kinds={DifferenceKind.MINOR: 2, DifferenceKind.BLANK: 3},
        gone=(Named("X-1", "Hat"),),
        shared=Shared(0, 9),
        own_catalog="winter · 冬季新款连衣裙",
    )
    dialogs = (
        MappingDialog(Asked(found), lambda _map, _sheet: found, session.jobs, window),
        ChangesDialog(report, window),
        ImportDialog(report, session.jobs, window),
        ImportHistory(
            [PastImport(1, "2026-11-22T06:48:00.000+00:00", report)], session.jobs, window
        ),
    )
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        dialog.show()
        wanted = dialog.minimumSizeHint()
        assert wanted.width() <= 1080
        assert wanted.height() <= 620
        for view in dialog.findChildren(ListTable):
            header = view.horizontalHeader()
            for place in range(header.count() - 1):
                assert header.sectionSize(place) >= header.sectionSizeHint(place)
