"""Asks what prices come from: the cost or the list price, for a SKU or its catalog, in a market or in all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QWidget

from localizer.i18n import _
from localizer.model.price import Basis
from localizer.model.price_basis import MAX_ADJUST, PriceBasis
from localizer.ui.actions.words import market_name
from localizer.ui.look.tokens import SPACE_2, SPACE_3, SPACE_4
from localizer.ui.widgets.parts import Card, box, button, column, combo, label, row

WIDTH: Final = 480
_PERCENT: Final = re.compile(r"[+\-−]?[0-9]{1,4}(?:[.,][0-9]{1,6})?")
_HUNDRED: Final = Decimal(100)
_WHOLE: Final = Decimal(1)


@dataclass(frozen=True, slots=True)
class BasisAnswer:
    """What was chosen; ``market`` is empty for all of them."""

    basis: PriceBasis
    whole_catalog: bool
    market: str


class PriceBasisDialog(QDialog):
    """Three choices and, for a list price, by how much it is raised or lowered."""

    def __init__(self, sku: str, market: str, now: PriceBasis | None, parent: QWidget) -> None:
        """Ask about ``sku`` in ``market``, where ``now`` is in force; ``None`` is “automatic”."""
        super().__init__(parent)
        self.setWindowTitle(_("Where the price comes from"))
        self.setMinimumWidth(WIDTH)
        self.source, self.scope, self.place = (
            combo(_("Where the price comes from")),
            combo(_("Which products")),
            combo(_("Which markets")),
        )
        self.source.addItem(_("Automatic: the cost, else the list price"), None)
        self.source.addItem(_("The cost, with fees, tax and margin"), Basis.COST_PLUS.value)
        self.source.addItem(_("The list price, converted"), Basis.CONVERTED.value)
        self.scope.addItem(sku, False)
        self.scope.addItem(_("The whole catalog"), True)
        self.place.addItem(market_name(market), market)
        self.place.addItem(_("All markets"), "")
        self.percent = QLineEdit()
        self.percent.setAccessibleName(_("Change by per cent"))
        self.percent.setPlaceholderText("+5")
        self.told = label("", "warn", wrap=True)
        self.go = button(_("Apply"), self.accept, role="primary")
        self.go.setDefault(True)
        self._build()
        self._show(now)
        self.source.currentIndexChanged.connect(self._enable)
        self.percent.textChanged.connect(self._enable)
        self._enable()

    def _build(self) -> None:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(SPACE_3)
        form.setVerticalSpacing(SPACE_2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._percent_name = label(_("Change by per cent"), "muted")
        form.addRow(label(_("Price from"), "muted"), self.source)
        form.addRow(self._percent_name, self.percent)
        form.addRow(label(_("Products"), "muted"), self.scope)
        form.addRow(label(_("Markets"), "muted"), self.place)
        layout = column(
            label(_("Where the price comes from"), "title"),
            Card(box(form)),
            self.told,
            None,
            row(None, button(_("Cancel"), self.reject), self.go),
            spacing=SPACE_3,
        )
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)

    def _show(self, now: PriceBasis | None) -> None:
        if now is None or now.basis is None:
            return
        self.source.setCurrentIndex(self.source.findData(now.basis.value))
        percent = (now.adjust - _WHOLE) * _HUNDRED
        if percent:
            self.percent.setText(f"{percent.normalize():+f}")

    def _enable(self) -> None:
        is_list = self._basis() is Basis.CONVERTED
        self.percent.setEnabled(is_list)
        self._percent_name.setEnabled(is_list)
        wrong = is_list and self._adjust() is None
        self.told.setText(
            _("“{text}” is no percentage. Write a number such as +5 or -10.").format(
                text=self.percent.text()
            )
            if wrong
            else ""
        )
        self.go.setEnabled(not wrong)

    def _basis(self) -> Basis | None:
        data = self.source.currentData()
        return None if data is None else Basis(data)

    def _adjust(self) -> Decimal | None:
        """Return the factor on the list price, ``None`` for what is none."""
        text = self.percent.text().strip().removesuffix("%").strip()
        if not text:
            return _WHOLE
        if _PERCENT.fullmatch(text) is None:
            return None
        factor = _WHOLE + Decimal(text.replace(",", ".").replace("−", "-")) / _HUNDRED
        return factor if 0 < factor <= MAX_ADJUST else None

    def answer(self) -> BasisAnswer:
        """Return what is chosen."""
        basis = self._basis()
        factor = self._adjust() if basis is Basis.CONVERTED else _WHOLE
        return BasisAnswer(
            PriceBasis(basis, factor or _WHOLE),
            self.scope.currentData(),
            self.place.currentData(),
        )


def ask_basis(
    parent: QWidget,
    sku: str,
    market: str,
    now: PriceBasis | None,
    then: Callable[[BasisAnswer], object],
) -> PriceBasisDialog:
    """Show the dialog without blocking; ``then`` gets the answer."""
    dialog = PriceBasisDialog(sku, market, now, parent)
    dialog.accepted.connect(lambda: then(dialog.answer()))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
