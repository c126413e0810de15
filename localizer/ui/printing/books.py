"""PDF of a launch book: product by product, each laid out by itself, so that memory does not grow.

Every product is laid out twice: first to know on which page it begins, which the table of contents tells on
the first pages, then to be painted. Works in any thread and without a display (`require_application`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFile, QFileDevice, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from localizer.errors import OutputError
from localizer.export.book.values import PrintedBook
from localizer.i18n import _
from localizer.jobs import Progress
from localizer.ui.look.fonts import app_font
from localizer.ui.printing.pages import DPI, MARGIN_MM, Pages

#: Points of an inch; letters and room above and below the text, and the line between.
_INCH_PT: Final = 72
_EDGE_PT: Final = 8.5
_HEAD_ROOM_PT: Final = 26.0
_LINE_PT: Final = 0.5
_GREY: Final = 0x55
#: Share of the width that either text above a page may take.
_HALF: Final = 0.48
#: A number that is as wide as any page number, while they are not known.
_ANY_PAGE: Final = 9999


def print_book(book: PrintedBook, path: Path, progress: Progress) -> int:
    """Write ``book`` as the PDF ``path`` and return how many pages it has.

    Needs the application object with its fonts. Raises `OutputError` where the file cannot be written, and
    `Cancelled`; then what was written is of no use.
    """
    file = QFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise _refused(file, path)
    try:
        number = _Printing(book, file).run(progress)
    finally:
        file.close()
    if file.error() != QFileDevice.FileError.NoError:
        raise _refused(file, path)
    return number


def _refused(file: QFile, path: Path) -> OutputError:
    problem = _("{file} cannot be written ({reason}). Check the disk or network drive it is on.")
    return OutputError(problem.format(file=path.name, reason=file.errorString()))


class _Printing:
    """Prints one book."""

    def __init__(self, book: PrintedBook, file: QFile) -> None:
        self._book = book
        writer = self._writer = QPdfWriter(file)
        writer.setResolution(DPI)
        writer.setTitle(book.title)
        writer.setCreator("Localizer")
        paper = QPageSize.PageSizeId.Letter if book.letter else QPageSize.PageSizeId.A4
        writer.setPageSize(QPageSize(paper))
        margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
        writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
        self._font = app_font(book.locale)
        self._font.setPointSizeF(_EDGE_PT)
        self._head = _HEAD_ROOM_PT * DPI / _INCH_PT
        self._size = QSizeF(writer.width(), writer.height() - self._head)
        self._number = self._count = 0

    def run(self, progress: Progress) -> int:
        """Lay out, then paint; return the number of pages."""
        book, total = self._book, 2 * len(self._book.sections) + 1
        counts = []
        for place, (_above, text) in enumerate(book.sections):
            progress.step(place, total)
            counts.append(self._laid_out(text).count)
        cover = self._cover(counts)
        self._count = cover.count + sum(counts)
        painter = QPainter(self._writer)
        try:
            self._paint(painter, cover, "")
            for place, (above, text) in enumerate(book.sections, len(counts)):
                progress.step(place, total)
                self._paint(painter, self._laid_out(text), above)
        finally:
            painter.end()
        progress.step(total, total)
        return self._number

    def _cover(self, counts: Sequence[int]) -> Pages:
        """Return the first pages; how many they are tells where the others begin."""
        first = self._laid_out(self._book.cover([_ANY_PAGE] * len(counts))).count
        starts = accumulate(counts, initial=first + 1)
        return self._laid_out(self._book.cover(list(starts)[: len(counts)]))

    def _laid_out(self, text: str) -> Pages:
        html = f"<style>{self._book.style}</style>\n<body>{text}</body>"
        return Pages(html, self._book.locale, self._writer, self._size)

    def _paint(self, painter: QPainter, pages: Pages, above: str) -> None:
        for number in range(pages.count):
            if self._number:
                self._writer.newPage()
            self._number += 1
            painter.save()
            painter.translate(0, self._head)
            pages.paint_body(painter, number)
            painter.restore()
            self._paint_edges(painter, above)

    def _paint_edges(self, painter: QPainter, above: str) -> None:
        """Paint what stands above and below the text: target and product, the stamp, the page."""
        width, height = self._writer.width(), self._writer.height()
        painter.save()
        painter.setFont(QFont(self._font))
        painter.setPen(QPen(Qt.GlobalColor.black, _LINE_PT * DPI / _INCH_PT))
        metrics = QFontMetricsF(self._font, self._writer)
        top = QRectF(0, 0, width, metrics.height())
        texts = (
            (Qt.AlignmentFlag.AlignLeft, self._book.above),
            (Qt.AlignmentFlag.AlignRight, above),
        )
        for side, text in texts:
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width * _HALF)
            painter.drawText(top, side | Qt.AlignmentFlag.AlignTop, shown)
        painter.drawLine(0, round(top.bottom()), width, round(top.bottom()))
        foot = QRectF(0, height - metrics.height(), width, metrics.height())
        bottom = Qt.AlignmentFlag.AlignBottom
        painter.drawText(foot, bottom | Qt.AlignmentFlag.AlignLeft, self._book.stamp)
        page = f"{self._number} / {self._count}"
        painter.drawText(foot, bottom | Qt.AlignmentFlag.AlignRight, page)
        painter.restore()
