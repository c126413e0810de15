"""PDF of an HTML page, in the program's own letters, with the pages numbered.

It works in any thread and, as a command does, without a window or a display.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
    QTextFormat,
)

from localizer.ui.look.fonts import app_font, install_fonts
from localizer.ui.printing.torn import mend

DPI: Final = 300
MARGIN_MM: Final = 16.0
_BODY_PT: Final = 11.0
_FOOT_PT: Final = 9.0
#: Points of an inch, and the room at the foot of a page for its number.
_INCH_PT: Final = 72
_FOOT_ROOM_PT: Final = 24.0
_BREAK: Final = QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore


def require_application() -> QGuiApplication:
    """Return the application object; make one without a display where there is none, for commands."""
    found = QGuiApplication.instance()
    made = found if isinstance(found, QGuiApplication) else None
    if made is None:
        made = QGuiApplication(["localizer", "-platform", "offscreen"])
    install_fonts()
    return made


def pdf_of(html: str, title: str, locale: str) -> bytes:
    """Return ``html`` on A4 as PDF; ``locale`` chooses the forms of letters.

    Needs the application object with its fonts (`require_application`).
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setTitle(title)
    writer.setCreator("Localizer")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    pages = Pages(html, locale, writer, QSizeF(writer.width(), writer.height()))
    painter = QPainter(writer)
    for number in range(pages.count):
        if number:
            writer.newPage()
        pages.paint(painter, number)
    painter.end()
    return bytes(buffer.data().data())


class ClosedDocument(QTextDocument):
    """A document that reads nothing from anywhere: pictures are those that stand in its text."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return a picture written into the text, nothing for any other."""
        if QUrl(name).scheme() == "data":
            return super().loadResource(kind, name)
        return None


class Pages:
    """An HTML page laid out on sheets of paper of ``size``, to be painted one by one."""

    def __init__(self, html: str, locale: str, device: QPaintDevice, size: QSizeF) -> None:
        """Lay ``html`` out as ``device`` will paint it."""
        self._font = app_font(locale)
        self._font.setPointSizeF(_BODY_PT)
        self._size = size
        self._room = _FOOT_ROOM_PT * device.logicalDpiY() / _INCH_PT
        self.document = ClosedDocument()
        self.document.setUndoRedoEnabled(False)
        self.document.setDefaultFont(self._font)
        self.document.setDocumentMargin(0)
        self.document.documentLayout().setPaintDevice(device)
        self.document.setHtml(html)
        self._lay_out()
        place = mend(self.document)
        while place is not None:
            self._lay_out()
            place = mend(self.document, place)

    def _lay_out(self) -> None:
        """Lay everything out: after a change Qt by itself forgets the page breaks further on."""
        self.document.setPageSize(QSizeF())
        self.document.setPageSize(QSizeF(self._size.width(), self._size.height() - self._room))

    @property
    def count(self) -> int:
        """Return how many pages there are."""
        return self.document.pageCount()

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint the page ``number``, counted from 0, and its number below it."""
        self.paint_body(painter, number)
        height = self._size.height() - self._room
        font = QFont(self._font)
        font.setPointSizeF(_FOOT_PT)
        painter.setFont(font)
        foot = QRectF(0, height, self._size.width(), self._room)
        corner = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        painter.drawText(foot, corner, f"{number + 1} / {self.count}")

    def paint_body(self, painter: QPainter, number: int) -> None:
        """Paint what stands on the page ``number``, counted from 0."""
        height = self._size.height() - self._room
        painter.save()
        painter.translate(0, -number * height)
        context = QAbstractTextDocumentLayout.PaintContext()
        # black on paper, whatever the colours of the window are
        context.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
        context.clip = QRectF(0, number * height, self._size.width(), height)
        painter.setClipRect(context.clip)
        self.document.documentLayout().draw(painter, context)
        painter.restore()
