"""What was ever set at a place for one kind of rule, newest first; nothing is lost when it is replaced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtWidgets import QDialog, QWidget

from localizer.i18n import N_, _
from localizer.model.price_rule import PriceRule, RuleKind
from localizer.ui.actions import price_words as words
from localizer.ui.actions.words import day_and_time
from localizer.ui.dialogs.price_rules.scope import Scope
from localizer.ui.look.tokens import SPACE_3, SPACE_4
from localizer.ui.models.listed import Listed
from localizer.ui.widgets.column_view import ListTable
from localizer.ui.widgets.parts import button, column, label, row

SIZE: Final = (900, 360)
COLUMNS: Final = (N_("Value"), N_("Holds"), N_("From whom"), N_("Set on"), N_("Replaced on"))
WIDTHS: Final = (300, 180, 180, 170)


class RuleHistory(QDialog):
    """A line for each value."""

    def __init__(
        self,
        scope: Scope,
        kind: RuleKind,
        rules: Sequence[PriceRule],
        withdraw: Callable[[PriceRule], object],
        parent: QWidget,
    ) -> None:
        """Show ``rules``; ``withdraw`` takes back one that still counts, or is to count one day."""
        super().__init__(parent)
        name = _(words.KINDS[kind])
        self.setWindowTitle(_("History: {name}").format(name=name))
        self.resize(*SIZE)
        self._scope = scope
        self.table: Listed[PriceRule] = Listed([_(one) for one in COLUMNS], self._cells)
        self.view = ListTable(_("Values of {name}").format(name=name))
        self.view.setModel(self.table)
        self.table.show(rules)
        self.view.fit(*WIDTHS)
        self._withdraw = withdraw
        self.back = button(_("Take back"), self._take_back)
        close = button(_("Close"), self.accept, role="primary")
        close.setDefault(True)
        layout = column(
            label(name, "title"),
            label(scope.where(scope.place), "muted"),
            self.view,
            row(self.back, None, close),
            spacing=SPACE_3,
        )
        layout.setStretch(2, 1)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        self.view.selectionModel().currentRowChanged.connect(self._enable)
        self.view.setCurrentIndex(self.table.index(0, 0))
        self._enable()
        self.view.setFocus()

    def _current(self) -> PriceRule | None:
        """Return the rule the person is at, if it was not replaced."""
        place = self.view.currentIndex().row()
        rule = self.table.rows[place] if 0 <= place < len(self.table.rows) else None
        return None if rule is None or rule.replaced_at else rule

    def _enable(self) -> None:
        self.back.setEnabled(self._current() is not None)

    def _take_back(self) -> None:
        rule = self._current()
        if rule is not None:
            self.accept()
            self._withdraw(rule)

    def _cells(self, rule: PriceRule) -> tuple[str, ...]:
        return (
            self._scope.line(rule),
            words.lasting(rule) or _("always"),
            _(rule.source) if rule.source else "",
            day_and_time(rule.set_at),
            day_and_time(rule.replaced_at) if rule.replaced_at else "",
        )
