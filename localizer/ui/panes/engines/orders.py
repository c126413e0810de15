"""Which engine is asked first in which language: the order of the list, or one of the language's own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Signal

from localizer.i18n import _
from localizer.settings import Settings
from localizer.ui.actions.engine_words import engine_name
from localizer.ui.look.tokens import SPACE_2
from localizer.ui.models.engine_tables import OrderLine, order_table
from localizer.ui.panes.engines.view import Lines
from localizer.ui.widgets.parts import Card, button, label, row

_WIDTHS: Final = (260,)
_LEAST: Final = 120


class OrdersCard(Card):
    """``wanted`` carries the locale whose order is to be changed."""

    wanted = Signal(str)

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(spacing=SPACE_2)
        self.view = Lines(_("Order of engines by language"))
        self.model = order_table(self)
        self.view.setModel(self.model)
        self.view.setMinimumHeight(_LEAST)
        self.change = button(_("Change …"), self._change, name=_("Change the order of a language"))
        self.body.addLayout(row(label(_("Order by language"), "section"), None, self.change))
        self.body.addWidget(self.view, 1)
        self.view.entered.connect(self._change)
        self.view.chosen.connect(lambda line: self.change.setEnabled(line >= 0))

    def show_orders(self, chosen: Settings, locales: Iterable[str]) -> None:
        """Show the order of engines for each of ``locales``."""
        line = self.view.currentIndex().row()
        self.model.show(
            [
                OrderLine(
                    locale,
                    tuple(engine_name(one) for one in chosen.engines_for(locale)),
                    locale in chosen.engine_order,
                )
                for locale in locales
            ]
        )
        self.view.fit(*_WIDTHS)
        self.view.choose(line)
        self.change.setEnabled(bool(self.model.rows))

    def _change(self) -> None:
        line = self.view.currentIndex().row()
        if 0 <= line < len(self.model.rows):
            self.wanted.emit(self.model.rows[line].locale)
