"""The parts screens are made of: labels, chips, buttons, cards, rows; roles come from the style sheet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from localizer.ui.look.fonts import app_font
from localizer.ui.look.icons import icon
from localizer.ui.look.style_sheet import restyle
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import (
    BODY,
    DARK,
    LIGHT,
    SPACE_2,
    SPACE_3,
    SPACE_4,
    Palette,
)

#: `QPalette` lightness below which the window is dark.
_HALF = 128
Piece = QWidget | QLayout | None


def palette_of(widget: QWidget) -> Palette:
    """Return the colours in use, for who paints by hand."""
    ground = widget.palette().color(QPalette.ColorRole.Window)
    return DARK if ground.lightness() < _HALF else LIGHT


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label that shows ``text`` literally."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    made.setWordWrap(wrap)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


def chip(text: str = "", role: str = "chip") -> QLabel:
    """Return a small coloured label as wide as its words."""
    made = label(text, role)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def set_role(widget: QWidget, role: str) -> None:
    """Give ``widget`` another role."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        restyle(widget)
        # a frame asks the style for its padding only when it hears of a new style
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


class Elided(QLabel):
    """A one-line label that ends in … where the room ends; the whole text is its tooltip."""

    def __init__(self, text: str = "", role: str = "") -> None:
        """Show ``text``."""
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self._whole = " ".join(text.split())
        self.setToolTip(literal(text))
        self.setAccessibleName(text)
        self.updateGeometry()
        self._elide()

    def minimumSizeHint(self) -> QSize:
        """Ask for little: the rest is elided."""
        return QSize(24, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """Ask for the whole text's width."""
        width = self.fontMetrics().horizontalAdvance(self._whole) + 4
        return QSize(width, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text to the new width."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics = self.fontMetrics()
        room = self.width()
        self.setText(metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, room))


class ElidedButton(QPushButton):
    """A button whose words end in … where the room ends."""

    def __init__(self, text: str) -> None:
        """Show ``text``."""
        super().__init__()
        self._whole = text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.setToolTip(literal(text))

    def set_text(self, text: str) -> None:
        """Show other words."""
        self._whole = text
        self.setAccessibleName(text)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words to the new width."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = self.width() - 2 * SPACE_4
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))

    def sizeHint(self) -> QSize:
        """Ask for the height of one line."""
        return QSize(SPACE_4, max(super().sizeHint().height(), self.fontMetrics().height() + 18))


def button(
    text: str,
    action: Callable[[], object],
    *,
    role: str = "",
    picture: str = "",
    tip: str = "",
    name: str = "",
) -> QPushButton:
    """Return a button; ``picture`` is an icon's name, ``name`` what a screen reader says if not ``text``."""
    made = QPushButton(text)
    if role:
        made.setProperty("role", role)
    made.clicked.connect(lambda: action())  # noqa: PLW0108 - clicked carries a bool
    made.setToolTip(literal(tip))
    made.setAccessibleName(name or text)
    if picture:
        paint_icon(made, picture)
    return made


def paint_icon(made: QAbstractButton, picture: str, *, lit: bool = False) -> None:
    """Give a button the icon ``picture`` in the colours in use; `repaint_icons` does it in other ones.

    A ``lit`` one has the accent's colour.
    """
    made.setProperty("picture", picture)
    made.setProperty("lit", lit)
    inks = palette_of(made.window())  # a button that was shown has its own ground in its palette
    quiet = inks.accent if lit else inks.muted
    plain = inks.accent_ink if made.property("role") == "primary" else quiet
    made.setIcon(icon(picture, plain, on=inks.accent, disabled=inks.faint))


def repaint_icons(root: QWidget) -> None:
    """Paint the icons of all buttons in ``root`` in the colours in use."""
    for made in root.findChildren(QAbstractButton):
        if picture := made.property("picture"):
            paint_icon(made, str(picture), lit=bool(made.property("lit")))


class Choice(QComboBox):
    """A choice whose tooltip also tells what is chosen, where that is longer than there is room for."""

    def event(self, event: QEvent) -> bool:
        """Put what is chosen below the tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = dict.fromkeys(filter(None, (self.toolTip(), self.currentText())))
            QToolTip.showText(event.globalPos(), "\n".join(words), self)
            return True
        return super().event(event)


def combo(name: str, tip: str = "") -> QComboBox:
    """Return an empty choice list called ``name`` by screen readers."""
    made = Choice()
    made.setAccessibleName(name)
    made.setToolTip(literal(tip or name))
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return made


def hint(field: QLineEdit, words: str) -> None:
    """Tell in an empty field what belongs there, and in its tooltip where the field is short."""
    field.setPlaceholderText(words)
    field.setToolTip(literal(words))


class _NoWheel(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() == QEvent.Type.Wheel or super().eventFilter(watched, event)


def keep_wheel_off(*widgets: QWidget) -> None:
    """Keep the wheel from choosers that act at once: who scrolls past must change nothing."""
    for widget in widgets:
        widget.installEventFilter(_NoWheel(widget))


def row(*pieces: Piece, spacing: int = SPACE_2) -> QHBoxLayout:
    """Lay pieces out in a line; ``None`` is a gap that takes the room left."""
    made = QHBoxLayout()
    _fill(made, pieces, spacing)
    return made


def column(*pieces: Piece, spacing: int = SPACE_2) -> QVBoxLayout:
    """Lay pieces out from top to bottom; ``None`` is a gap that takes the room left."""
    made = QVBoxLayout()
    _fill(made, pieces, spacing)
    return made


def _fill(layout: QBoxLayout, pieces: tuple[Piece, ...], spacing: int) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for piece in pieces:
        if piece is None:
            layout.addStretch(1)
        elif isinstance(piece, QWidget):
            layout.addWidget(piece)
        else:
            layout.addLayout(piece)


def box(layout: QLayout) -> QWidget:
    """Return a bare widget around ``layout``."""
    made = QWidget()
    made.setLayout(layout)
    return made


class Card(QFrame):
    """A quiet surface with a heading line and pieces below."""

    def __init__(self, *pieces: Piece, spacing: int = SPACE_2) -> None:
        """Hold ``pieces`` from top to bottom."""
        super().__init__()
        self.setProperty("role", "card")
        self.body = column(*pieces, spacing=spacing)
        self.body.setContentsMargins(SPACE_4, SPACE_3, SPACE_4, SPACE_3)
        self.setLayout(self.body)


def clear(layout: QLayout) -> None:
    """Remove everything from ``layout`` and delete its widgets."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        inner = item.layout()
        if inner is not None:
            clear(inner)


def scroll(inside: QWidget) -> QScrollArea:
    """Return a frameless area that scrolls ``inside`` up and down."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inside.setObjectName("root")
    made.setWidget(inside)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


def speak(widget: QWidget, locale: str, *, pixels: int = BODY) -> None:
    """Let ``widget`` show text of ``locale`` in that language's letter forms."""
    widget.setFont(app_font(locale, pixels=pixels))


def bold(widget: QWidget) -> None:
    """Make a widget's letters bold."""
    font = QFont(widget.font())
    font.setBold(True)
    widget.setFont(font)
