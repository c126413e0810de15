"""Where a term holds: everywhere, for one brand, or in one market."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from localizer.i18n import N_, _
from localizer.model.own_term import EVERYWHERE, Scope, ScopeKind
from localizer.ui.actions.words import market_name
from localizer.ui.widgets.parts import combo, row

_KINDS = {
    ScopeKind.GLOBAL: N_("Everywhere"),
    ScopeKind.BRAND: N_("One brand"),
    ScopeKind.MARKET: N_("One market"),
}


class ScopeRow(QWidget):
    """``chosen`` carries the scope; a brand without a name is none yet."""

    chosen = Signal(object)

    def __init__(self) -> None:
        """Begin everywhere."""
        super().__init__()
        self.kind = combo(_("Where the term holds"))
        for kind, name in _KINDS.items():
            self.kind.addItem(_(name), kind.value)
        self.brand = combo(_("Brand"))
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Brand"))
        self.name.setPlaceholderText(_("Brand as in the catalog"))
        self.brand.setLineEdit(self.name)
        self.brand.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.market = combo(_("Market"))
        for one in (self.brand, self.market):
            one.setSizeAdjustPolicy(one.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        layout = row(self.kind, self.brand, self.market)
        layout.setStretch(1, 1)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.kind.activated.connect(self._changed)
        self.market.activated.connect(self._changed)
        self.brand.activated.connect(self._changed)
        self.name.editingFinished.connect(self._changed)
        self._told = EVERYWHERE
        self._show_fields()

    def offer(self, brands: Sequence[str], markets: Sequence[str]) -> None:
        """Offer brands and markets, the nearest first."""
        before = self._told
        with QSignalBlocker(self.brand), QSignalBlocker(self.market):
            self.brand.clear()
            self.brand.addItems(brands)
            self.market.clear()
            for code in markets:
                self.market.addItem(market_name(code), code)
        self.show_scope(before)

    def show_scope(self, scope: Scope) -> None:
        """Show ``scope``; nobody is told."""
        self._told = scope
        with QSignalBlocker(self.kind), QSignalBlocker(self.brand), QSignalBlocker(self.market):
            self.kind.setCurrentIndex(self.kind.findData(scope.kind.value))
            if scope.kind is ScopeKind.BRAND:
                self.brand.setEditText(scope.value)
            if scope.kind is ScopeKind.MARKET:
                self.market.setCurrentIndex(max(self.market.findData(scope.value), 0))
        self._show_fields()

    def _show_fields(self) -> None:
        kind = self.kind.currentData()
        self.brand.setVisible(kind == ScopeKind.BRAND)
        self.market.setVisible(kind == ScopeKind.MARKET)

    @property
    def scope(self) -> Scope:
        """The scope as it is chosen."""
        kind = ScopeKind(self.kind.currentData())
        if kind is ScopeKind.BRAND:
            return Scope(kind, " ".join(self.brand.currentText().split()))
        if kind is ScopeKind.MARKET:
            return Scope(kind, self.market.currentData() or "")
        return EVERYWHERE

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing is left to be said."""
        return self.scope == EVERYWHERE or bool(self.scope.value)

    def _changed(self) -> None:
        self._show_fields()
        if self.scope != self._told and self.is_whole:
            self._told = self.scope
            self.chosen.emit(self.scope)
