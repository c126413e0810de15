"""Tokens of a script line as chips: what stands in the text is one sign, what is painted is today's value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QWidget

from localizer.ui.look.tokens import RADIUS_SMALL
from localizer.ui.widgets.parts import palette_of

#: What is shown as a chip; braces around anything else are letters like others.
CHIP: Final = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*(?::[0-9]+)?)\}")
#: What else is kept whole where texts of listings are edited: tags, entities, marks of protected parts.
KEPT: Final = re.compile(
    CHIP.pattern + r"|(</?[A-Za-z][^<>]{0,200}>|&(?:#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,31});"
    r"|\u27e6\s*[0-9]{1,6}\s*\u27e7)"
)
#: What a kept part that is no token begins with.
_SIGNS: Final = "<&\u27e6"
#: The sign that stands for an object in a document.
OBJECT: Final = "\ufffc"
_KIND: Final = QTextFormat.ObjectTypes.UserObject.value + 1
_NAME: Final = QTextFormat.Property.UserProperty.value + 1
_PAD: Final = 5


def pieces(text: str, kept: re.Pattern[str] = CHIP) -> Iterator[tuple[str, bool]]:
    """Yield the parts of ``text`` in their order; with ``True`` names of tokens and what is kept."""
    at = 0
    for match in kept.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], False
        yield match[match.lastindex or 0], True
        at = match.end()
    if at < len(text):
        yield text[at:], False


def chip_format(name: str, around: QTextCharFormat) -> QTextCharFormat:
    """Return the format of the one sign that stands for the token ``name``."""
    made = QTextCharFormat(around)
    made.setObjectType(_KIND)
    made.setProperty(_NAME, name)
    return made


def name_of(look: QTextFormat) -> str:
    """Return the token a format stands for, empty for none."""
    return str(look.property(_NAME)) if look.objectType() == _KIND else ""


def spelled(name: str) -> str:
    """Return what a chip stands for in the stored text."""
    return name if name[:1] in _SIGNS else f"{{{name}}}"


def written(document: QTextDocument, start: int = 0, end: int | None = None) -> str:
    """Return what ``document`` says between two places, its chips as ``{token}``."""
    last = document.characterCount() - 1 if end is None else end
    block = document.findBlock(start)
    lines = []
    while block.isValid() and block.position() <= last:
        lines.append(_line(block, start, last))
        block = block.next()
    return "\n".join(lines)


def _line(block: QTextBlock, start: int, end: int) -> str:
    said = []
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        name, at = name_of(fragment.charFormat()), fragment.position()
        # places count in UTF-16, where an emoji takes two
        signs = fragment.text().encode("utf-16-le", "surrogatepass")
        cut = signs[max(start - at, 0) * 2 : max(end - at, 0) * 2]
        text = cut.decode("utf-16-le", "surrogatepass")
        said.append(text.replace(OBJECT, spelled(name)) if name else text)
        place += 1  # the next fragment, as Qt spells it
    return "".join(said)


class ChipPainter(QPyTextObject):
    """Measures and paints the chips of one editor, in the font and the colours that it has now."""

    def __init__(self, editor: QWidget, parent: QObject) -> None:
        """Begin without values: every token is one that has none."""
        super().__init__(parent)
        self._editor = editor
        self.values: Mapping[str, str] = {}
        self.stale: frozenset[str] = frozenset()

    def shown(self, name: str) -> str:
        """Return what stands on the chip of a token: its value, else its name."""
        return self.values.get(name) or spelled(name)

    def state(self, name: str) -> str:
        """Return how a token stands: ``ok``, ``warn`` when its amount is old, ``block`` without a value."""
        if spelled(name) == name:
            return "ok"
        if not self.values.get(name):
            return "block"
        return "warn" if name in self.stale else "ok"

    def intrinsicSize(self, doc: QTextDocument, place: int, look: QTextFormat) -> QSizeF:
        """Return the room of a chip: no higher than the letters, for lines must not grow."""
        del doc, place
        metrics = QFontMetricsF(self._editor.font())
        width = metrics.horizontalAdvance(self.shown(name_of(look))) + 2 * _PAD + 2
        return QSizeF(width, metrics.ascent())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        place: int,
        look: QTextFormat,
    ) -> None:
        """Paint a chip; its letters stand on the line's own base."""
        del doc, place
        name = name_of(look)
        state, inks = self.state(name), palette_of(self._editor)
        ground, ink = {
            "ok": (inks.tint, inks.accent),
            "warn": (inks.warn_ground, inks.warn),
            "block": (inks.block_ground, inks.block),
        }[state]
        metrics = QFontMetricsF(self._editor.font())
        rect = QRectF(rect)
        room = rect.adjusted(1, 0, -1, metrics.descent() - 1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen if state == "ok" else QColor(ink))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(room, RADIUS_SMALL, RADIUS_SMALL)
        painter.setFont(self._editor.font())
        painter.setPen(QColor(ink))
        painter.drawText(QPointF(room.left() + _PAD, rect.bottom()), self.shown(name))
        painter.restore()
