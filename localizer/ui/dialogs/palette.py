"""Ctrl+K: one field that finds commands, products and texts, and goes there."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from localizer.catalog.quick_find import ProductHit, TextHit, find_products, find_texts
from localizer.i18n import _
from localizer.jobs import Progress
from localizer.ui.actions.command_list import COMMANDS, GROUPS, Command
from localizer.ui.actions.place import Place
from localizer.ui.actions.session import Session
from localizer.ui.actions.words import language_name
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import SMALL, SPACE_2, SPACE_3
from localizer.ui.widgets.parts import column, label, palette_of

SIZE: Final = (640, 440)
TYPING_MS: Final = 120
#: Commands shown for what was typed.
MOST: Final = 12
_HIT: Final = int(Qt.ItemDataRole.UserRole)
_TALL: Final = 34
_MOVES: Final = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


@dataclass(frozen=True, slots=True)
class Hit:
    """One line: what it is, what stands at its end, and what choosing it does."""

    words: str
    end: str
    act: Callable[[], object]


class _Delegate(QStyledItemDelegate):
    """Words left, keys or kind right and quiet."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the one height of all lines."""
        del index
        return QSize(200, max(_TALL, option.fontMetrics.height() + 14))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one line."""
        hit = index.data(_HIT)
        widget = option.widget
        if not isinstance(hit, Hit) or widget is None:
            return
        inks, room = palette_of(widget), option.rect.adjusted(10, 0, -10, 0)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(inks.tint))
            bar = QRect(option.rect.left(), option.rect.top(), 3, option.rect.height())
            painter.fillRect(bar, QColor(inks.accent))
        font = QFont(option.font)
        small = QFont(font)
        small.setPixelSize(SMALL)
        painter.setFont(small)
        painter.setPen(QColor(inks.muted))
        end = painter.fontMetrics().elidedText(
            hit.end, Qt.TextElideMode.ElideRight, room.width() // 2
        )
        taken = painter.fontMetrics().horizontalAdvance(end) + 16
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(room, middle | int(Qt.AlignmentFlag.AlignRight), end)
        painter.setFont(font)
        painter.setPen(QColor(inks.text))
        words = painter.fontMetrics().elidedText(
            hit.words, Qt.TextElideMode.ElideRight, room.width() - taken
        )
        painter.drawText(room, middle | int(Qt.AlignmentFlag.AlignLeft), words)
        painter.restore()


class Palette(QDialog):
    """``run`` carries a command out by its code; products and texts are gone to."""

    def __init__(
        self,
        session: Session,
        usable: Callable[[Command], bool],
        run: Callable[[str], object],
        parent: QWidget,
    ) -> None:
        """Offer the commands that are ``usable`` now."""
        super().__init__(parent)
        self.session, self._run = session, run
        self._commands = [one for one in COMMANDS if usable(one)]
        self._asked = 0
        self._rest: list[Hit] = []
        self.setWindowTitle(_("Find a command, product or text"))
        self.resize(*SIZE)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("A command, a product, words of a text"))
        self.field.setAccessibleName(_("Find a command, product or text"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Found"))
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(lambda _item: self.choose())
        self.none = label(_("Nothing is called so."), "muted")
        layout = column(self.field, self.list, self.none, spacing=SPACE_2)
        layout.setContentsMargins(SPACE_3, SPACE_3, SPACE_3, SPACE_3)
        self.setLayout(layout)
        self._timer = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._timer.timeout.connect(self._look)
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self.choose)
        self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows move in the list while one types."""
        if event.key() in _MOVES:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8}.get(
                Qt.Key(event.key()), 8
            )
            last = self.list.count() - 1
            self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), max(last, 0)))
            return
        super().keyPressEvent(event)

    def _typed(self) -> None:
        self._rest = []
        self._asked += 1
        self._fill()
        self._timer.start()

    def _fill(self) -> None:
        chosen = max(self.list.currentRow(), 0) if self._rest else 0
        self.list.clear()
        for hit in (*self._command_hits(), *self._rest):
            item = QListWidgetItem(hit.words)
            item.setData(_HIT, hit)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{hit.words}, {hit.end}")
            item.setToolTip(literal(hit.words))
            self.list.addItem(item)
        self.list.setCurrentRow(min(chosen, self.list.count() - 1))
        self.list.setVisible(self.list.count() > 0)
        self.none.setVisible(self.list.count() == 0)

    def _command_hits(self) -> list[Hit]:
        wanted = fold(self.field.text()).split()
        found = []
        for one in self._commands:
            group, name = _(GROUPS[one.group]), _(one.name)
            told = fold(f"{group} {name} {one.name}")
            if all(word in told for word in wanted):
                keys = self.session.commands.keys_text(one.code)
                found.append(Hit(f"{group}: {name}", keys, self._command(one.code)))
        return found[:MOST] if wanted else found

    def _command(self, code: str) -> Callable[[], object]:
        return lambda: self._run(code)

    # -- products and texts ----------------------------------------------------------------------

    def _look(self) -> None:
        text = self.field.text().strip()
        if not text or not self.session.is_open:
            return
        store, number = self.session.store, self._asked
        locales = list(dict.fromkeys(target.locale for target in self.session.targets))

        def read(_progress: Progress) -> tuple[Sequence[ProductHit], Sequence[TextHit]]:
            reader = store.read()
            return find_products(reader, text), find_texts(reader, text, locales)

        def show(found: tuple[Sequence[ProductHit], Sequence[TextHit]]) -> None:
            if number == self._asked and self.isVisible():
                self._rest = [*map(self._product, found[0]), *map(self._text, found[1])]
                self._fill()

        self.session.jobs.run(read, done=show)

    def _product(self, hit: ProductHit) -> Hit:
        go = self.session.go
        end = _("product {key}").format(key=hit.key)
        return Hit(hit.title, end, lambda: go("catalog", Place(product_id=hit.id)))

    def _text(self, hit: TextHit) -> Hit:
        target = next((one for one in self.session.targets if one.locale == hit.locale), None)
        place = Place(target=target, translation_id=hit.id)
        words = " ".join((hit.text or hit.source).split())
        return Hit(words, language_name(hit.locale), lambda: self.session.go("review", place))

    def choose(self) -> None:
        """Do what the line in hand says."""
        hit = self.list.currentIndex().data(_HIT)
        if isinstance(hit, Hit):
            self.accept()
            hit.act()


def fold(text: str) -> str:
    """Return ``text`` without case and accents, as what is typed is compared."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
