"""Asks how much a run that stopped at its ceiling may cost in all, before it goes on."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from localizer.i18n import _
from localizer.ui.actions.engine_words import exact_money
from localizer.ui.dialogs.rates_numbers import editable, parse_number
from localizer.ui.look.tokens import SPACE_3, SPACE_4
from localizer.ui.widgets.parts import button, column, label, row

_WIDTH = 440


class CeilingDialog(QDialog):
    """The button works for an amount above what was spent."""

    def __init__(self, spent: Decimal, ceiling: Decimal, currency: str, parent: QWidget) -> None:
        """Say what was ``spent`` of the ``ceiling``, and offer twice that."""
        super().__init__(parent)
        self._spent = spent
        self.setWindowTitle(_("Go on with the run"))
        self.setMinimumWidth(_WIDTH)
        told = _("It has cost {spent} of the {ceiling} you allowed. What may it cost in all?")
        money = (exact_money(one, currency) for one in (spent, ceiling))
        sentence = label(told.format(spent=next(money), ceiling=next(money)), wrap=True)
        self.field = QLineEdit(editable((ceiling * 2).normalize()))
        self.field.setAccessibleName(_("May cost in all"))
        self.go = button(_("Go on"), self.accept, role="primary")
        self.go.setDefault(True)
        self.field.textChanged.connect(self._enable)
        layout = column(
            sentence,
            row(self.field, label(currency), None),
            row(None, button(_("Cancel"), self.reject), self.go),
            spacing=SPACE_3,
        )
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        self._enable()

    def _enable(self) -> None:
        found = parse_number(self.field.text())
        self.go.setEnabled(found is not None and found > self._spent)

    def amount(self) -> Decimal:
        """Return what it may cost in all."""
        return parse_number(self.field.text()) or self._spent


def ask_ceiling(
    spent: Decimal,
    ceiling: Decimal,
    currency: str,
    parent: QWidget,
    then: Callable[[Decimal], object],
) -> CeilingDialog:
    """Show the dialog without blocking; ``then`` gets the amount, nobody does after Cancel."""
    dialog = CeilingDialog(spent, ceiling, currency, parent)
    dialog.accepted.connect(lambda: then(dialog.amount()))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
