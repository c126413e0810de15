"""All fixes of a kind: first what each would do, then one step that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from localizer.i18n import _, ngettext, pgettext
from localizer.pipeline.fixing import Fix
from localizer.ui.actions.columns import count
from localizer.ui.look.tokens import SPACE_3, SPACE_4
from localizer.ui.models.fix_table import TICK, FixTable
from localizer.ui.widgets.column_view import ListTable
from localizer.ui.widgets.parts import button, column, label, row

SIZE: Final = (980, 560)
#: Lines shown; what is beyond is fixed with the others.
MOST: Final = 2_000
#: Most pixels of the columns up to the last, which takes the rest.
WIDTHS: Final = (44, 300, 290)


class _View(ListTable):
    """The lines; Space ticks the one the person is at."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick on Space, in whatever column the person is."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            tick = index.siblingAtColumn(TICK)
            on = Qt.CheckState(tick.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
            other = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
            self.model().setData(tick, other, Qt.ItemDataRole.CheckStateRole)
            return
        super().keyPressEvent(event)


class FixesDialog(QDialog):
    """Nothing is written before the button is pressed."""

    def __init__(
        self, fixes: Sequence[Fix], what: str, where: Callable[[Fix], str], parent: QWidget
    ) -> None:
        """Show ``fixes`` of the kind ``what``; ``where`` says where one is made."""
        super().__init__(parent)
        self.setWindowTitle(_("Fix all like this"))
        self.resize(*SIZE)
        # What cannot be fixed stands last: the person reads what will happen first
        self.fixes = sorted(fixes, key=lambda one: bool(one.problem))
        self.table = FixTable(where, self)
        self.view = _View(_("Fixes"))
        self.view.setModel(self.table)
        self.table.show(self.fixes[:MOST])
        self.view.fit(*WIDTHS)
        self.told = label("", wrap=True)
        self.all = button(
            pgettext("fixes of texts", "Take all"),
            lambda: self.table.take(self.fixes, on=True),
            role="ghost",
        )
        self.none = button(
            pgettext("fixes of texts", "Leave all"),
            lambda: self.table.take(self.fixes, on=False),
            role="ghost",
        )
        self.go = button("", self.accept, role="primary")
        self.go.setDefault(True)
        left = len(self.fixes) - MOST
        text = ngettext(
            "{n} more is not listed and is fixed with the others.",
            "{n} more are not listed and are fixed with the others.",
            max(left, 0),
        )
        beyond = label(text.format(n=count(max(left, 0))), "muted", wrap=True)
        head = row(self.told, self.all, self.none)
        head.setStretch(0, 1)
        layout = column(
            label(what, "title", wrap=True),
            head,
            self.view,
            beyond,
            row(None, button(_("Cancel"), self.reject), self.go),
            spacing=SPACE_3,
        )
        layout.setStretch(2, 1)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        beyond.setVisible(left > 0)
        self.table.ticked.connect(self._count)
        self._count()
        self.view.setFocus()
        if self.fixes:
            self.view.setCurrentIndex(self.table.index(0, 1))

    def chosen(self) -> list[int]:
        """Return the findings to be fixed."""
        return self.table.chosen(self.fixes)

    def _count(self) -> None:
        number = len(self.chosen())
        impossible = sum(bool(one.problem) for one in self.fixes)
        words = ngettext("Fix {n}", "Fix {n}", number).format(n=count(number))
        self.go.setText(words)
        self.go.setEnabled(number > 0)
        told = ngettext(
            "{n} text is changed and waits for its approval again.",
            "{n} texts are changed and wait for their approval again.",
            number,
        ).format(n=count(number))
        if impossible:
            rest = ngettext(
                "{n} cannot be fixed: the last column says why.",
                "{n} cannot be fixed: the last column says why.",
                impossible,
            )
            told += " " + rest.format(n=count(impossible))
        self.told.setText(told)
        self.setAccessibleDescription(told)


def ask_fixes(
    fixes: Sequence[Fix],
    what: str,
    where: Callable[[Fix], str],
    parent: QWidget,
    then: Callable[[list[int]], object],
) -> FixesDialog:
    """Show what would be done; ``then`` gets the findings to be fixed."""
    dialog = FixesDialog(fixes, what, where, parent)
    dialog.accepted.connect(lambda: then(dialog.chosen()))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
