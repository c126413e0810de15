"""A language nobody speaks, to find what does not fit and what nobody can translate; and what finds it.

The words of the pseudo-locale ``en-XA`` have accents, are a third longer and stand in brackets, as CLDR's do.
Placeholders stay what they are.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTabBar,
    QTableView,
    QTreeView,
    QWidget,
)

from localizer import i18n
from localizer.ui.actions.script_words import fact_names
from localizer.ui.widgets.parts import Choice, Elided, ElidedButton

_KEPT: Final = re.compile(r"(\{[^{}]*\}|&\w+;|https?://\S+)")
_ACCENTED: Final = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀćđéƒǵĥíĵķļmńóƥɋŕšţúvŵxýžÁƁĆĐÉƑǴĤÍĴĶĻMŃÓƤɊŔŠŢÚVŴXÝŽ",
)
#: How much longer the words of other languages are than the English ones.
LONGER: Final = 0.35
#: Of a choice that is longer than its room so much is to be seen, in pixels.
_SEEN: Final = 100
#: A pixel of rounding is no cut.
_SLACK: Final = 1


def pseudo(text: str) -> str:
    """Return ``text`` in the language nobody speaks."""
    if not text.strip():
        return text
    parts = _KEPT.split(text)
    parts[::2] = [part.translate(_ACCENTED) for part in parts[::2]]
    letters = sum(len(part) for part in parts[::2])
    return f"[{''.join(parts)}{'·' * round(letters * LONGER)}]"


class Pseudo(gettext.NullTranslations):
    """Answers every message in the pseudo-locale."""

    def gettext(self, message: str) -> str:
        """Return the message."""
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the one that English would take."""
        return pseudo(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """Return the message, whatever the context."""
        del context
        return pseudo(message)


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """Let the program speak ``language``, or ``en_XA``, for a while."""
    kept = i18n._catalog.active, i18n._catalog.language
    if language == "en_XA":
        i18n._catalog.active, i18n._catalog.language = Pseudo(), "en"
    else:
        i18n.activate(language)
    fact_names.cache_clear()  # kept by the language's name, and en-XA has none of its own
    try:
        yield
    finally:
        i18n._catalog.active, i18n._catalog.language = kept
        fact_names.cache_clear()


def cut(root: QWidget) -> list[str]:
    """Return where a text in ``root`` does not fit, in words; what is elided on purpose has a tooltip."""
    shown = (one for one in (root, *root.findChildren(QWidget)) if one.isVisible())
    problems = ((one, _problem(one)) for one in shown)
    return [f"{_path(one, root)}: {problem}" for one, problem in problems if problem]


def _problem(widget: QWidget) -> str:
    found = (look(widget) for kind, look in _LOOKS if isinstance(widget, kind))
    return next(found, "")


def _elided(widget: Elided | ElidedButton) -> str:
    short = widget.text().endswith("…") and not widget.toolTip()
    return "is elided and has no tooltip" if short else ""


def _label(widget: QLabel) -> str:
    text = widget.text()
    if not text or widget.width() <= 1 or _beyond(widget):
        return _outside(widget) if text else ""
    if widget.wordWrap():
        wanted = widget.heightForWidth(widget.width())
        return f"{text!r} needs {wanted} of {widget.height()} px height" * (
            wanted > widget.height() + _SLACK
        )
    plain = type(widget) is QLabel  # others want more room than their words need
    wanted = widget.sizeHint().width() if plain else widget.fontMetrics().horizontalAdvance(text)
    if wanted > widget.width() + _SLACK:
        return f"{text!r} needs {wanted} of {widget.width()} px"
    tall = widget.fontMetrics().height() * (text.count("\n") + 1)
    if tall > widget.height() + 2 * _SLACK:
        return f"{text!r} needs {tall} of {widget.height()} px height"
    return _outside(widget)


def _button(widget: QAbstractButton) -> str:
    if not widget.text() or isinstance(widget.parent(), QTabBar):
        return ""
    if widget.hasHeightForWidth():
        return _outside(widget)  # its words take as many lines as they need
    wanted = widget.sizeHint().width()
    if wanted > widget.width() + _SLACK:
        return f"{widget.text()!r} needs {wanted} of {widget.width()} px"
    return _outside(widget)


def _combo(widget: QComboBox) -> str:
    option = QStyleOptionComboBox()
    widget.initStyleOption(option)
    room = widget.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox,
        option,
        QStyle.SubControl.SC_ComboBoxEditField,
        widget,
    )
    wanted = widget.fontMetrics().horizontalAdvance(widget.currentText())
    if not widget.isEditable() and wanted > room.width() + _SLACK:
        # What a person may name is as long as they like: it is told in the tooltip, and begins to be seen.
        told = isinstance(widget, Choice) and room.width() >= _SEEN
        return "" if told else f"{widget.currentText()!r} needs {wanted} of {room.width()} px"
    return _outside(widget)


def _placeholder(widget: QLineEdit) -> str:
    if widget.text() or not widget.placeholderText() or isinstance(widget.parent(), QComboBox):
        return ""
    option = QStyleOptionFrame()
    widget.initStyleOption(option)
    room = (
        widget.style()
        .subElementRect(QStyle.SubElement.SE_LineEditContents, option, widget)
        .adjusted(2, 0, -2, 0)
    )
    wanted = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
    if wanted <= room.width() + _SLACK or widget.placeholderText() in widget.toolTip():
        return ""
    return f"placeholder {widget.placeholderText()!r} needs {wanted} of {room.width()} px"


def _heads(widget: QHeaderView) -> str:
    model = widget.model()
    if widget.orientation() is Qt.Orientation.Vertical:
        return ""
    ink, role = widget.fontMetrics(), Qt.ItemDataRole.DisplayRole
    short = []
    for place in range(widget.count()):
        text = str(model.headerData(place, widget.orientation(), role) or "")
        size = widget.sectionSize(place)
        tip = model.headerData(place, widget.orientation(), Qt.ItemDataRole.ToolTipRole)
        wanted = max((ink.horizontalAdvance(line) for line in text.split("\n")), default=0)
        if not widget.isSectionHidden(place) and size and wanted > size and not tip:
            short.append(f"{text!r} needs {wanted} of {size} px")
    return "; ".join(short)


def _tabs(widget: QTabBar) -> str:
    ink = widget.fontMetrics()
    for place in range(widget.count()):
        if widget.isTabVisible(place):
            wanted = ink.horizontalAdvance(widget.tabText(place))
            if wanted > widget.tabRect(place).width():
                return f"tab {widget.tabText(place)!r} needs {wanted} px"
    return ""


def _too_wide(area: QScrollArea) -> str:
    inside = area.widget()
    never = area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if inside is None or not never or inside.width() <= area.viewport().width() + _SLACK:
        return ""
    wide = [
        f"{type(one).__name__} {one.minimumSizeHint().width()}"
        for one in inside.children()
        if isinstance(one, QWidget) and one.minimumSizeHint().width() > area.viewport().width()
    ]
    return f"{inside.width()} px do not fit into {area.viewport().width()}: {wide}"


def _outside(widget: QWidget) -> str:
    """Tell whether the widget sticks out of what holds it."""
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or isinstance(parent, QScrollBar | QMenu):
        return ""
    room = QRect(0, 0, parent.width() + _SLACK, parent.height() + _SLACK)
    if room.contains(widget.geometry()) or widget.geometry().isEmpty() or _beyond(widget):
        return ""
    return f"{_words(widget)!r} sticks out of its {type(parent).__name__}"


def _beyond(widget: QWidget) -> bool:
    """Tell whether the widget is one of a view's own, which scroll."""
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        if isinstance(parent, QTableView | QTreeView | QHeaderView):
            return True
        parent = parent.parentWidget()
    return False


def _words(widget: QWidget) -> str:
    read = getattr(widget, "text", None)
    return str(read()) if callable(read) else ""


def _path(widget: QWidget, root: QWidget) -> str:
    names = [type(widget).__name__]
    parent = widget.parentWidget()
    while parent is not None and parent is not root:
        if type(parent) is not QWidget:
            names.append(type(parent).__name__)
        parent = parent.parentWidget()
    return "/".join(reversed(names[:5]))


#: How each kind of widget is looked at; the first kind that fits counts.
_LOOKS: Final[tuple[tuple[type[QWidget], Callable[[Any], str]], ...]] = (
    (QScrollArea, _too_wide),
    (Elided, _elided),
    (ElidedButton, _elided),
    (QLabel, _label),
    (QComboBox, _combo),
    (QAbstractButton, _button),
    (QLineEdit, _placeholder),
    (QHeaderView, _heads),
    (QTabBar, _tabs),
)
