"""In which order engines are asked for one language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from localizer.i18n import _
from localizer.settings import Settings
from localizer.ui.actions.engine_words import engine_name
from localizer.ui.actions.term_words import tongue
from localizer.ui.look.tokens import SPACE_3, SPACE_4
from localizer.ui.widgets.parts import button, column, label, row

SIZE: Final = (420, 320)
_ID: Final = int(Qt.ItemDataRole.UserRole)


class OrderDialog(QDialog):
    """The engines in a list to be moved in; ``None`` as the order means that of the list of engines."""

    def __init__(self, chosen: Settings, locale: str, parent: QWidget) -> None:
        """Show the order for ``locale``."""
        super().__init__(parent)
        self.setWindowTitle(_("Engines for {language}").format(language=tongue(locale)))
        self.resize(*SIZE)
        self.order: tuple[str, ...] | None = None
        self.list = QListWidget()
        self.list.setAccessibleName(self.windowTitle())
        for one in chosen.engines_for(locale):
            item = QListWidgetItem(engine_name(one))
            item.setData(_ID, one.id)
            self.list.addItem(item)
        self.up = button(_("Up"), lambda: self._move(-1), tip=_("Alt+Up"))
        self.down = button(_("Down"), lambda: self._move(1), tip=_("Alt+Down"))
        self.plain = button(_("As in the list"), self._reset, role="ghost")
        self.go = button(_("Save"), self._take, role="primary")
        self.go.setDefault(True)
        for one_button in (self.up, self.down, self.plain):
            one_button.setAutoDefault(False)
        layout = column(
            label(_("Asked from the first to the last."), "muted", wrap=True),
            self.list,
            row(self.up, self.down, None, self.plain),
            row(None, button(_("Cancel"), self.reject), self.go),
            spacing=SPACE_3,
        )
        layout.setStretch(1, 1)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        self.list.currentRowChanged.connect(self._enable)
        self.list.setCurrentRow(0)
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda by=by: self._move(by))

    def _enable(self, line: int) -> None:
        self.up.setEnabled(line > 0)
        self.down.setEnabled(0 <= line < self.list.count() - 1)

    def _move(self, by: int) -> None:
        line = self.list.currentRow()
        if 0 <= line + by < self.list.count() and line >= 0:
            self.list.insertItem(line + by, self.list.takeItem(line))
            self.list.setCurrentRow(line + by)

    def _take(self) -> None:
        found = (self.list.item(line).data(_ID) for line in range(self.list.count()))
        self.order = tuple(str(one) for one in found)
        self.accept()

    def _reset(self) -> None:
        self.order = None
        self.accept()


def open_order(
    chosen: Settings,
    locale: str,
    parent: QWidget,
    then: Callable[[tuple[str, ...] | None], object],
) -> OrderDialog:
    """Show the dialog without blocking; ``then`` gets the order of ids, ``None`` for that of the list."""
    dialog = OrderDialog(chosen, locale, parent)
    dialog.accepted.connect(lambda: then(dialog.order))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
