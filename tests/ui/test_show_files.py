"""Shows into files from the desk: what is offered, what is written, what the bar says."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QFileDialog

from localizer.catalog import launches, show_log, shows
from localizer.export.show.html_file import print_page
from localizer.export.show.sheet import ShowFormat
from localizer.model.show import RunKind
from localizer.pipeline.shows import new_show
from localizer.ui import printing
from localizer.ui.dialogs.show_files import (
    FORMATS,
    ShowChoice,
    ShowFileDialog,
    ask_show_file,
    write_file,
)
from localizer.ui.main_window import MainWindow
from localizer.ui.printing import torn
from tests.support.show_sheet import SHEET

Rest = Callable[[], None]


@pytest.fixture
def show_id(window: MainWindow) -> int:
    """Return a show for Thailand with a rehearsal."""
    session = window.session
    launch = launches.find(session.store.read(), None)
    starts = dt.datetime(2026, 11, 11, 20)  # noqa: DTZ001 - the time of the market
    target = launch.targets[0]
    number = new_show(session.store, session.tools, launch, target, "Abend", starts, 600)
    found = shows.load(session.store.read(), number)
    began = dt.datetime(2026, 11, 10, 13, tzinfo=dt.UTC)
    with show_log.begin(session.store, found, RunKind.REHEARSAL, began) as log:
        log.end(10.0)
    return number


@pytest.fixture
def dialog(window: MainWindow, rest: Rest, show_id: int) -> ShowFileDialog:
    """Return the dialog, open."""
    ask_show_file(window.session, window, show_id)
    rest()
    found = window.findChild(ShowFileDialog)
    assert isinstance(found, ShowFileDialog)
    return found


def choose(dialog: ShowFileDialog, kind: ShowFormat) -> None:
    dialog.formats.setCurrentRow(list(FORMATS).index(kind))


def test_every_format_says_for_whom_it_is(dialog: ShowFileDialog) -> None:
    assert set(FORMATS) == set(ShowFormat)
    said = set()
    for kind in ShowFormat:
        choose(dialog, kind)
        assert dialog.choice().kind is kind
        said.add(dialog.whom.text())
    assert len(said) == len(ShowFormat)


def test_words_are_for_who_reads_aloud_and_runs_can_be_chosen(dialog: ShowFileDialog) -> None:
    dialog.words.setChecked(True)
    assert dialog.choice() == ShowChoice(ShowFormat.DOCX, None, words=True)
    choose(dialog, ShowFormat.SRT)
    assert not dialog.words.isEnabled()
    assert dialog.note.text()
    assert dialog.times.itemText(1).startswith("Rehearsal of ")
    dialog.times.setCurrentIndex(1)
    assert dialog.choice() == ShowChoice(ShowFormat.SRT, 1, words=False)


def test_the_chosen_file_is_written_and_the_bar_says_where(
    dialog: ShowFileDialog, window: MainWindow, rest: Rest, tmp_path: Path
) -> None:
    said: list[tuple[str, str]] = []
    window.session.said.connect(lambda *given: said.append(given))
    choose(dialog, ShowFormat.TXT)
    dialog.go.click()
    files = window.findChild(QFileDialog)
    assert isinstance(files, QFileDialog)
    assert files.selectedFiles()[0].endswith("/Abend.txt")
    path = tmp_path / "out.txt"
    files.fileSelected.emit(str(path))
    files.close()
    rest()
    assert path.read_text("utf-8").startswith("[Abend · TH/shopee]")
    text, role = said[-1]
    assert str(path) in text
    assert "draft" in text
    assert role == "warn"


def test_pdf_is_printed_beside_the_window(
    window: MainWindow, rest: Rest, show_id: int, tmp_path: Path
) -> None:
    path = tmp_path / "show.pdf"
    write_file(window.session, show_id, ShowChoice(ShowFormat.PDF, None, words=False), path)
    rest()
    content = path.read_bytes()
    assert len(re.findall(rb"/Type /Page\b", content)) >= 4
    assert content.count(b"/FontFile2") >= 2  # Latin and Thai


def test_a_failure_is_told(window: MainWindow, rest: Rest, show_id: int, tmp_path: Path) -> None:
    said: list[str] = []
    window.session.jobs.problem.connect(lambda error: said.append(str(error)))
    choice = ShowChoice(ShowFormat.TXT, None, words=False)
    write_file(window.session, show_id, choice, tmp_path / "away" / "show.txt")
    rest()
    assert said
    assert "There is no folder" in said[0]


@pytest.mark.usefixtures("qapp")
def test_every_page_is_painted_with_its_number() -> None:
    printing.require_application()
    image = QImage(600, 800, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    pages = printing.Pages(print_page(SHEET), "th-TH", image, QSizeF(600, 800))
    assert pages.count == 3  # the order, and a page an item
    painter = QPainter(image)
    pages.paint(painter, 1)
    painter.end()
    dark = [
        image.pixelColor(x, y).lightness() < 128 for y in range(780, 800) for x in range(250, 350)
    ]
    assert any(dark)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("height", range(300, 400, 12))
def test_no_heading_ends_a_page_and_items_begin_one(height: int) -> None:
    printing.require_application()
    lines = "<h3>beat</h3><p>one</p><p>two</p><p>three</p>" * 10
    html = f"<style>h2{{page-break-before:always}}</style>{f'<h2>item</h2>{lines}' * 6}"
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    pages = printing.Pages(html, "de-DE", image, QSizeF(400, height))
    blocks = list(torn.blocks(pages.document))
    headings = [
        (one, after)
        for one, after in itertools.pairwise(blocks)
        if one.blockFormat().headingLevel()
    ]
    assert len(headings) == 66
    page = partial(torn.page_of, pages.document)
    assert all(page(one) == page(after) for one, after in headings)
    first = [page(one) for one, _after in headings if one.text() == "item"]
    before = [page(one) for one, after in itertools.pairwise(blocks) if after.text() == "item"]
    assert all(begins > last for begins, last in zip(first[1:], before, strict=True))
