"""How the cells of a file are understood: those of one column, and money, weights and sizes of all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy

from localizer.i18n import _
from localizer.intake.preview import Preview
from localizer.intake.understanding import Understood
from localizer.ui.actions.words import language_name
from localizer.ui.look.tokens import SPACE_1, SPACE_2, SPACE_4
from localizer.ui.models.import_lists import by_column, understood_table
from localizer.ui.widgets.column_view import ListTable
from localizer.ui.widgets.parts import Card, Elided, box, chip, clear, column, label, scroll

#: Most pixels of the first column; what the cells are understood as takes the rest.
WIDTHS: Final = (180,)


class Samples(Card):
    """The cells of the column the person is at, each on its line, and why it is taken for what it is."""

    def __init__(self) -> None:
        """Begin empty."""
        self.head = Elided("", "section")
        self.why = label("", "muted", wrap=True)
        self._cells = column(spacing=SPACE_1)
        super().__init__(
            self.head, self.why, scroll(box(column(self._cells, None))), spacing=SPACE_1
        )
        self.body.setStretch(2, 1)

    def show_column(self, name: str, why: str, cells: Sequence[Understood]) -> None:
        """Show different cells of a column, and why one of them cannot be used."""
        self.head.show_text(_("First cells of “{column}”").format(column=name))
        self.why.setText(why)
        clear(self._cells)
        for cell in sorted(cells, key=lambda one: one.ok):  # what cannot be used is seen first
            self._cells.addWidget(Elided(cell.text))
            if not cell.ok:
                reason = _("row {row}: {reason}").format(row=cell.row, reason=cell.meaning)
                self._cells.addWidget(label(reason, "warn", wrap=True))
        if not cells:
            self._cells.addWidget(label(_("All its first cells are blank."), "muted"))


class Understanding(Card):
    """Language, currency and decimal mark, and cells with what they were understood as."""

    def __init__(self) -> None:
        """Begin empty."""
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_2)
        self._grid.setVerticalSpacing(SPACE_1)
        self._grid.setColumnMinimumWidth(3, SPACE_4)
        self._grid.setColumnStretch(6, 1)
        self.cells = understood_table()
        self.view = ListTable(_("How cells are understood"))
        self.view.setModel(self.cells)
        self.view.setMinimumHeight(90)
        self.none = label(_("No money, weights or sizes in the first rows."), "muted")
        super().__init__(
            label(_("How the file is understood"), "section"),
            self._grid,
            self.none,
            self.view,
            spacing=SPACE_2,
        )
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.body.setStretch(2, 1)  # one of the two is shown
        self.body.setStretch(3, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def show_preview(self, preview: Preview) -> None:
        """Show how the cells of ``preview`` are understood."""
        clear(self._grid)
        self._line(0, _("Language"), language_name(preview.locale), stated=preview.locale_stated)
        self._line(1, _("Currency"), preview.currency, stated=preview.currency_stated)
        comma = preview.mark == ","
        self._grid.addWidget(label(_("Decimal mark"), "muted"), 1, 4)
        self._grid.addWidget(label(_("comma (1,5)") if comma else _("point (1.5)")), 1, 5)
        self.cells.show(by_column(preview.understood))
        self.view.setVisible(bool(preview.understood))
        self.none.setVisible(not preview.understood)
        self.view.fit(*WIDTHS)

    def _line(self, line: int, name: str, value: str, *, stated: bool) -> None:
        words = _("stated in the file") if stated else _("assumed")
        self._grid.addWidget(label(name, "muted"), line, 0)
        self._grid.addWidget(label(value), line, 1)
        self._grid.addWidget(chip(words, "ok" if stated else "warn"), line, 2)
