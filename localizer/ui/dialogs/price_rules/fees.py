"""The editor of fees: a line for each, its tiers below it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Final

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPushButton, QWidget

from localizer.i18n import _
from localizer.model.price import FeeRule, Tier
from localizer.model.price_rule import RuleKind
from localizer.price.rule_values import read_value, write_value
from localizer.ui.actions import price_words as words
from localizer.ui.dialogs.price_rules.fields import (
    NARROW,
    ValueField,
    WrongFieldError,
    line_edit,
    read_amount,
    read_percent,
    shown_percent,
)
from localizer.ui.dialogs.price_rules.scope import Editing
from localizer.ui.dialogs.rates_numbers import editable
from localizer.ui.look.tokens import SPACE_2
from localizer.ui.widgets.parts import button, column, combo, label, row

_FLAT: Final = "flat"
_NAME: Final = 160
_CROSS: Final = 40


def _optional(value: Decimal | None) -> str:
    return "" if not value else editable(value)


class TierLine:
    """One tier: from which price on, its rate and its fixed amount."""

    def __init__(self, fees: FeesField, tier: Tier | None = None) -> None:
        """Show ``tier``."""
        start = "" if tier is None else editable(tier.start)
        self.start = line_edit(_("Tier from"), start, hint="0", width=NARROW)
        self.pct = line_edit(
            _("Tier: per cent"), "" if tier is None else shown_percent(tier.pct), width=NARROW
        )
        fixed = "" if tier is None else _optional(tier.fixed)
        self.fixed = line_edit(_("Tier: fixed amount"), fixed, hint="0", width=NARROW)
        self.remove = _cross(_("Remove the tier"), lambda: fees.remove_tier(self))
        for field in (self.start, self.pct, self.fixed):
            field.textChanged.connect(fees.changed)

    def widgets(self) -> tuple[QWidget, ...]:
        """Return the fields in order."""
        return (
            label(_("from"), "muted"),
            self.start,
            self.pct,
            label("%", "muted"),
            label("+", "muted"),
            self.fixed,
            self.remove,
        )


class FeeLine:
    """One fee: name, rate, amounts, what it is taken of, and how its tiers are meant."""

    def __init__(self, fees: FeesField, fee: FeeRule | None = None) -> None:
        """Show ``fee``; without one an empty line."""
        name = "" if fee is None else words.fee_name(fee.name)
        self.name = QComboBox()
        self.name.setEditable(True)
        self.name.setAccessibleName(_("Name of the fee"))
        self.name.addItems([_(one) for one in words.FEES.values()])
        self.name.setCurrentText(name)
        self.name.setFixedWidth(_NAME)
        pct = "" if fee is None or not fee.pct else shown_percent(fee.pct)
        self.pct = line_edit(_("Per cent"), pct, hint="0", width=NARROW)
        amounts = ("", "", "")
        if fee is not None:
            amounts = (_optional(fee.fixed), _optional(fee.minimum), _optional(fee.cap))
        self.fixed = line_edit(_("Fixed amount"), amounts[0], hint="0", width=NARROW)
        self.minimum = line_edit(_("At least"), amounts[1], hint="–", width=NARROW)
        self.cap = line_edit(_("At most"), amounts[2], hint="–", width=NARROW)
        self.basis = _choice(_("Of the price"), words.FEE_BASES, fee.basis if fee else "gross")
        self.mode = _choice(_("Rates"), words.FEE_MODES, fee.mode if fee else _FLAT)
        self.remove = _cross(_("Remove the fee"), lambda: fees.remove_fee(self))
        self.more = button(_("Add a tier"), lambda: fees.add_tier(self), role="ghost")
        self.tiers = [TierLine(fees, tier) for tier in fee.tiers] if fee else []
        self.name.currentTextChanged.connect(fees.changed)
        for field in (self.pct, self.fixed, self.minimum, self.cap):
            field.textChanged.connect(fees.changed)
        self.basis.currentIndexChanged.connect(fees.changed)
        self.mode.currentIndexChanged.connect(lambda: fees.mode_chosen(self))

    @property
    def has_tiers(self) -> bool:
        """Tell whether the rate depends on the price."""
        return str(self.mode.currentData()) != _FLAT

    def widgets(self) -> tuple[QWidget, ...]:
        """Return the fields in order."""
        return (
            self.name, self.pct, self.fixed, self.minimum, self.cap, self.basis, self.mode, self.remove,
        )  # fmt: skip

    def read(self) -> dict[str, object]:
        """Return the fee as requests write it. Raises `WrongFieldError`."""
        name = words.fee_code(self.name.currentText())
        if not name:
            raise WrongFieldError(_("Give the fee a name, such as commission."), self.name)
        data: dict[str, object] = {
            "name": name,
            "pct": "0" if self.has_tiers else _share(self.pct),
            "fixed": _amount(self.fixed) or "0",
            "min": _amount(self.minimum),
            "cap": _amount(self.cap),
            "basis": self.basis.currentData(),
            "mode": self.mode.currentData(),
        }
        if self.has_tiers:
            data["tiers"] = list(self._read_tiers())
        return data

    def _read_tiers(self) -> Iterator[list[object]]:
        starts = [
            read_amount(one.start) if one.start.text().strip() else Decimal(0) for one in self.tiers
        ]
        for place, (one, start) in enumerate(zip(self.tiers, starts, strict=True)):
            last = place + 1 == len(starts)
            end = None if last else starts[place + 1]
            if (place == 0 and start) or (end is not None and end <= start):
                wrong = one.start if place == 0 and start else self.tiers[place + 1].start
                problem = _("The first tier begins at 0, each other one above the one before.")
                raise WrongFieldError(problem, wrong)
            written = None if end is None else f"{end:f}"
            yield [f"{start:f}", written, _share(one.pct), _amount(one.fixed) or "0"]


class FeesField(ValueField):
    """All fees of a place; an empty list says that there are none."""

    def __init__(self, editing: Editing) -> None:
        """Show the fees that count."""
        super().__init__()
        self._currency = editing.scope.currency
        rule = editing.line.rule
        found: tuple[object, ...] = ()
        if rule is not None:
            value = read_value(RuleKind.FEES, rule.value, editing.scope.tools.endings)
            found = value if isinstance(value, tuple) else ()
        self.fees = [FeeLine(self, one) for one in found if isinstance(one, FeeRule)]
        self.add = button(_("Add a fee"), self.add_fee)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_2)
        self._grid.setVerticalSpacing(SPACE_2)
        self._heads: list[QWidget] = []
        self._around: list[QWidget] = []
        self.setLayout(column(self._grid, row(self.add, None)))
        self._lay_out()

    def _lay_out(self) -> None:
        """Put every line where it belongs."""
        while self._grid.takeAt(0) is not None:
            pass
        for one in self._around:
            one.deleteLater()
        self._around = [label(name, "muted") for name in self._names()] if self.fees else []
        for place, head in enumerate(self._around):
            self._grid.addWidget(head, 0, place)
        line = 1
        for fee in self.fees:
            for place, widget in enumerate(fee.widgets()):
                self._grid.addWidget(widget, line, place)
            fee.pct.setEnabled(not fee.has_tiers)
            line += 1
            for tier in fee.tiers if fee.has_tiers else ():
                pieces = tier.widgets()
                self._around += [piece for piece in pieces if piece.property("role") == "muted"]
                self._grid.addLayout(row(*pieces, None), line, 1, 1, 7)
                line += 1
            if fee.has_tiers:
                self._grid.addWidget(fee.more, line, 1, 1, 2)
                line += 1
            for one in (fee.more, *(one for tier in fee.tiers for one in _fields(tier))):
                one.setVisible(fee.has_tiers)
        self._grid.setColumnStretch(8, 1)
        self._tab_order()

    def _names(self) -> tuple[str, ...]:
        money = self._currency
        return (
            _("Fee"),
            _("Per cent"),
            _("Fixed ({currency})").format(currency=money),
            _("At least"),
            _("At most"),
            _("Of the price"),
            _("Rates"),
        )

    def _tab_order(self) -> None:
        fields: list[QWidget] = []
        for fee in self.fees:
            fields += fee.widgets()
            for tier in fee.tiers if fee.has_tiers else ():
                fields += [tier.start, tier.pct, tier.fixed, tier.remove]
            fields += [fee.more] if fee.has_tiers else []
        fields.append(self.add)
        for before, after in pairwise(fields):
            QWidget.setTabOrder(before, after)

    def add_fee(self) -> None:
        """Begin another fee."""
        fee = FeeLine(self)
        self.fees.append(fee)
        self._lay_out()
        fee.name.setFocus()
        self.changed.emit()

    def remove_fee(self, fee: FeeLine) -> None:
        """Take a fee away."""
        self.fees.remove(fee)
        tiers = list(fee.tiers)
        fee.tiers = []
        self._drop(*fee.widgets(), fee.more, *(one for tier in tiers for one in _fields(tier)))

    def add_tier(self, fee: FeeLine) -> None:
        """Begin another tier of a fee."""
        tier = TierLine(self)
        fee.tiers.append(tier)
        self._lay_out()
        (tier.start if len(fee.tiers) > 1 else tier.pct).setFocus()
        self.changed.emit()

    def remove_tier(self, tier: TierLine) -> None:
        """Take a tier away."""
        for fee in self.fees:
            if tier in fee.tiers:
                fee.tiers.remove(tier)
        self._drop(*_fields(tier))

    def mode_chosen(self, fee: FeeLine) -> None:
        """Show tiers where the rate depends on the price."""
        if fee.has_tiers and not fee.tiers:
            first = TierLine(self)
            first.start.setText("0")
            first.pct.setText(fee.pct.text())
            fee.tiers.append(first)
        self._lay_out()
        self.changed.emit()

    def _drop(self, *widgets: QWidget) -> None:
        for one in widgets:
            one.hide()
            one.deleteLater()
        self._lay_out()
        self.add.setFocus()
        self.changed.emit()

    def text(self) -> str:
        """Return the fees as they are stored."""
        return json.dumps([fee.read() for fee in self.fees], ensure_ascii=False)

    def first(self) -> QWidget:
        """Return the first rate."""
        if not self.fees:
            return self.add
        first = self.fees[0]
        return first.pct if not first.has_tiers else first.tiers[0].pct


def _fields(tier: TierLine) -> tuple[QWidget, ...]:
    return (tier.start, tier.pct, tier.fixed, tier.remove)


def _share(field: QLineEdit) -> str:
    return write_value(read_percent(field)) if field.text().strip() else "0"


def _amount(field: QLineEdit) -> str | None:
    return f"{read_amount(field):f}" if field.text().strip() else None


def _choice(name: str, choices: Mapping[str, str], chosen: str) -> QComboBox:
    made = combo(name)

    for value, text in choices.items():
        made.addItem(_(text), value)
    made.setCurrentIndex(made.findData(chosen))
    return made


def _cross(name: str, action: Callable[[], object]) -> QPushButton:
    made = button("", action, role="ghost", picture="close", tip=name, name=name)
    made.setFixedWidth(_CROSS)
    return made
