"""What Qt tears at the foot of a page: headings left alone, small tables, rows whose cells part.

Each is found and moved to the next page as a whole, the first of a document first: what comes later stands
elsewhere then, and the document is laid out anew before the next is looked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import (
    QGuiApplication,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextTable,
    QTextTableCell,
)

_BREAK: Final = QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore
#: What is left of a page so that no first line of a row can stand on it, as a share of the smallest line.
_REST: Final = 0.25
#: Tables up to this share of a page stay whole; rows that take up more than the other stay split.
_SMALL: Final = 0.34
_LARGE: Final = 0.5


def mend(document: QTextDocument, after: int = 0) -> int | None:
    """Move the first thing to the next page that is torn; return where it begins, ``None`` for none.

    It is looked for from the position ``after`` on, to which everything is whole.
    """
    found = blocks(document, after)
    alone = next((block for block in found if _is_alone(document, block)), None)
    torn = _first_torn(document, after)
    if torn is not None and (alone is None or torn.position < alone.position()):
        torn.move()
        return torn.position
    if alone is None:
        return None
    _break_before(alone)
    return alone.position()


def blocks(document: QTextDocument, after: int = 0) -> Iterator[QTextBlock]:
    """Yield every paragraph of ``document``, from that at the position ``after`` on."""
    block = document.findBlock(after)
    while block.isValid():
        yield block
        block = block.next()


def page_of(document: QTextDocument, block: QTextBlock) -> int:
    """Return the page on which the first line of ``block`` stands, counted from 0."""
    top = document.documentLayout().blockBoundingRect(block).top()
    layout = block.layout()
    line = layout.lineAt(0).y() if layout.lineCount() else 0.0
    return int((top + line) // document.pageSize().height())


def _is_alone(document: QTextDocument, block: QTextBlock) -> bool:
    """Tell whether a heading that was not moved yet ends a page."""
    if not _is_heading(block) or block.blockFormat().pageBreakPolicy() == _BREAK:
        return False
    after = block.next()
    return after.isValid() and page_of(document, block) != page_of(document, after)


def _is_heading(block: QTextBlock) -> bool:
    return block.isValid() and block.blockFormat().headingLevel() > 0


def _break_before(heading: QTextBlock) -> None:
    """Let a heading begin a page, together with those right above it."""
    first = _first_heading(heading)
    broken = first.blockFormat()
    broken.setPageBreakPolicy(_BREAK)
    QTextCursor(first).setBlockFormat(broken)


def _first_heading(heading: QTextBlock) -> QTextBlock:
    while _is_heading(heading.previous()):
        heading = heading.previous()
    return heading


@dataclass(frozen=True, slots=True)
class _Torn:
    """A row to be moved, with what comes after: its table, its number there, the room left before it.

    The room is in dots of the device.
    """

    table: QTextTable
    row: int
    room: float

    @property
    def position(self) -> int:
        return self.table.cellAt(self.row, 0).firstPosition()

    @property
    def was_moved(self) -> bool:
        if not _is_first(self.table, self.row):
            return (
                self.table.cellAt(self.row - 1, 0).format().toTableCellFormat().bottomPadding() > 0
            )
        above = self.table.firstCursorPosition().block().previous()
        if _is_heading(above):
            return _first_heading(above).blockFormat().pageBreakPolicy() == _BREAK
        return self.table.format().pageBreakPolicy() == _BREAK

    def move(self) -> None:
        """Leave the rest of the page empty; a table's first row takes the headings above along."""
        above = self.table.firstCursorPosition().block().previous()
        if not _is_first(self.table, self.row):
            for cell in _cells(self.table, self.row - 1):
                shape = cell.format().toTableCellFormat()
                shape.setBottomPadding(self.room / _dots(self.table))
                cell.setFormat(shape)
        elif _is_heading(above):
            _break_before(above)
        else:
            whole = self.table.format()
            whole.setPageBreakPolicy(_BREAK)
            self.table.setFormat(whole)


def _first_torn(document: QTextDocument, after: int) -> _Torn | None:
    """Return the first small table or row that is torn, would fit on a page, and was not moved before."""
    return next((torn for torn in _torn(document, after) if not torn.was_moved), None)


def _torn(document: QTextDocument, after: int) -> Iterator[_Torn]:
    height = document.pageSize().height()
    for table in _tables(document.rootFrame()):
        if table.lastPosition() < after:
            continue
        first = min(table.format().headerRowCount(), table.rows() - 1)
        whole = _Lines.of(document, table, 0, table.rows() - 1)
        if whole is None or not whole.is_torn(height):
            continue
        if whole.tall <= height * _SMALL:
            yield _Torn(table, first, whole.room(height))
        for row in range(first, table.rows()):
            # the first row stays with its headings
            lines = _Lines.of(document, table, 0 if row == first else row, row)
            if lines is not None and lines.is_torn(height) and lines.tall <= height * _LARGE:
                yield _Torn(table, row, lines.room(height))


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where the lines of some rows stand in the document: top of the first, top and bottom of the last."""

    top: float
    last_top: float
    bottom: float
    smallest: float

    @property
    def tall(self) -> float:
        return self.bottom - self.top

    def is_torn(self, height: float) -> bool:
        return self.top // height != self.last_top // height

    def room(self, height: float) -> float:
        """Return what is left of the page from the first line on, so much less that it cannot stand there."""
        return (self.top // height + 1) * height - self.top - _REST * self.smallest

    @classmethod
    def of(cls, document: QTextDocument, table: QTextTable, first: int, last: int) -> _Lines | None:
        """Return those of the rows ``first`` to ``last``; ``None`` where they hold none."""
        tops, bottoms, heights = [], [], []
        layout = document.documentLayout()
        for cell in (cell for row in range(first, last + 1) for cell in _cells(table, row)):
            for block in _inside(cell):
                above, own = layout.blockBoundingRect(block).top(), block.layout()
                for line in (own.lineAt(number) for number in range(own.lineCount())):
                    tops.append(above + line.y())
                    heights.append(line.height())
                    bottoms.append(tops[-1] + heights[-1])
        return cls(min(tops), max(tops), max(bottoms), min(heights)) if tops else None


def _tables(frame: QTextFrame) -> Iterator[QTextTable]:
    for inner in frame.childFrames():
        if isinstance(inner, QTextTable):
            yield inner
        yield from _tables(inner)


def _cells(table: QTextTable, row: int) -> list[QTextTableCell]:
    return [table.cellAt(row, place) for place in range(table.columns())]


def _inside(cell: QTextTableCell) -> Iterator[QTextBlock]:
    block, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().block()
    while block.isValid() and block.position() <= last.position():
        yield block
        block = block.next()


def _dots(table: QTextTable) -> float:
    """Return how many dots of the device Qt makes of one in a format: it takes those for the screen's."""
    device = table.document().documentLayout().paintDevice()
    screen = QGuiApplication.primaryScreen()
    return device.logicalDpiY() / round(screen.logicalDotsPerInchY())


def _is_first(table: QTextTable, row: int) -> bool:
    return row <= table.format().headerRowCount()
