"""The PDF of a launch book: every product on its page, the table of contents right, stopped or refused."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QPixmap, QTextDocument

from localizer.errors import OutputError
from localizer.export.book.styles import PAPER
from localizer.export.book.values import PrintedBook
from localizer.jobs import Cancelled, Progress
from localizer.ui.printing import require_application
from localizer.ui.printing.books import print_book
from localizer.ui.printing.pages import ClosedDocument

PARTS = [(f"{n} · Mug", f"<h2>{n} · Mug 保温杯</h2><p>Keeps warm.</p>") for n in range(1, 4)]
#: A product of more than one page.
LONG = ("4 · Long", "<h2>4 · Long</h2>" + "<p>A line that fills the page.</p>" * 90)


def made(asked: list[Sequence[int]], *, letter: bool = False) -> PrintedBook:
    """Return a book of four products; ``asked`` gets the pages its cover is told."""

    def cover(pages: Sequence[int]) -> str:
        asked.append(list(pages))
        return f"<h1>Book</h1><p>{' '.join(map(str, pages))}</p>"

    return PrintedBook(
        "Book", "en-US", letter, "11.11 · US/amazon", "DRAFT", PAPER, cover, [*PARTS, LONG]
    )


@pytest.fixture(autouse=True)
def _printing() -> None:
    require_application()


def pages_in(path: Path) -> int:
    return len(re.findall(rb"/Type /Page\b", path.read_bytes()))


@pytest.mark.parametrize(("letter", "height"), [(False, 842), (True, 792)])
def test_every_product_begins_a_page_that_the_contents_tell(
    tmp_path: Path, *, letter: bool, height: int
) -> None:
    asked: list[Sequence[int]] = []
    path = tmp_path / "book.pdf"
    number = print_book(made(asked, letter=letter), path, Progress())
    assert path.read_bytes().startswith(b"%PDF-")
    assert number == pages_in(path) > 5
    assert asked[-1] == [2, 3, 4, 5]
    (box,) = set(re.findall(rb"/MediaBox \[([^\]]*)\]", path.read_bytes()))
    assert round(float(box.split()[3])) == height


def test_stopped_it_says_so(tmp_path: Path) -> None:
    class Stopping(Progress):
        def step(self, done: int, total: int) -> None:
            if done == total - 2:
                self.cancel()
            super().step(done, total)

    with pytest.raises(Cancelled):
        print_book(made([]), tmp_path / "book.pdf", Stopping())


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"book\.pdf cannot be written"):
        print_book(made([]), tmp_path / "none" / "book.pdf", Progress())


def test_a_full_disk_is_told() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no full device")
    with pytest.raises(OutputError, match="cannot be written"):
        print_book(made([]), full, Progress())


def test_a_book_without_products_is_its_cover(tmp_path: Path) -> None:
    asked: list[Sequence[int]] = []
    empty = replace(made(asked), sections=[])
    assert print_book(empty, tmp_path / "book.pdf", Progress()) == 1
    assert asked[-1] == []


def test_a_page_reads_no_picture_from_anywhere(tmp_path: Path) -> None:
    picture = QPixmap(3, 3)
    picture.fill(Qt.GlobalColor.red)
    file = tmp_path / "x.png"
    assert picture.save(str(file))
    inside = base64.b64encode(file.read_bytes()).decode()
    kind = QTextDocument.ResourceType.ImageResource.value
    document = ClosedDocument()
    document.setHtml(f'<img src="{file.as_uri()}"><img src="data:image/png;base64,{inside}">')
    for far in (QUrl.fromLocalFile(str(file)), QUrl("http://192.0.2.1/x.png"), QUrl(file.name)):
        assert document.resource(kind, far) is None
    assert document.resource(kind, QUrl(f"data:image/png;base64,{inside}")) is not None
