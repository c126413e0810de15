"""Fields for the values of price rules: each tells what is typed as stored text, or what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLineEdit, QScrollArea, QWidget

from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.price_rule import RuleKind, Shipping
from localizer.price.rule_values import read_value, write_value
from localizer.ui.actions import price_words as words
from localizer.ui.dialogs.price_rules.scope import Editing
from localizer.ui.dialogs.rates_numbers import editable, parse_number
from localizer.ui.look.style_sheet import restyle
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import SPACE_2
from localizer.ui.widgets.parts import combo, label, row

NARROW: Final = 92
#: Pixels beyond which a value scrolls.
TALL: Final = 420
#: Margins may be below zero, for what is sold off.
_SIGNED: Final = frozenset({RuleKind.MARGIN, RuleKind.FLOOR})
_MINUS: Final = ("-", "\u2212")
#: Decimals of a percentage as offered for editing; one left as it is keeps all its own.
_DIGITS: Final = 6
_CURRENCIES: Final = ("CNY", "USD", "EUR", "HKD")


class WrongFieldError(InputError):
    """What is typed cannot be read; ``field`` is where, ``None`` where nothing is typed yet."""

    def __init__(self, sentence: str, field: QWidget | None = None) -> None:
        """Keep the field beside the sentence."""
        super().__init__(sentence)
        self.field = field


class Fitted(QScrollArea):
    """An area as large as what is in it, which scrolls up and down only where that is very tall."""

    def __init__(self, inside: QWidget) -> None:
        """Hold ``inside``."""
        super().__init__()
        self._inside = inside
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside.setObjectName("root")
        inside.installEventFilter(self)
        self.setWidget(inside)

    def sizeHint(self) -> QSize:
        """Ask for all of it, up to a limit."""
        wanted = self._inside.sizeHint()
        bar = 0 if wanted.height() <= TALL else self.verticalScrollBar().sizeHint().width()
        return QSize(wanted.width() + bar, min(wanted.height(), TALL))

    def minimumSizeHint(self) -> QSize:
        """Never show less."""
        return self.sizeHint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another size when what is inside does."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class ValueField(QWidget):
    """``changed`` tells that something was typed."""

    changed = Signal()

    def text(self) -> str:
        """Return the value as it is stored. Raises `InputError` for what is none."""
        raise NotImplementedError

    def first(self) -> QWidget:
        """Return where typing begins."""
        raise NotImplementedError


def line_edit(name: str, text: str = "", *, hint: str = "", width: int = 0) -> QLineEdit:
    """Return a field called ``name`` by screen readers."""
    made = QLineEdit(text)
    made.setAccessibleName(name)
    made.setToolTip(literal(name))
    made.setPlaceholderText(hint)
    if width:
        made.setFixedWidth(width)
    return made


def mark(field: QWidget, *, wrong: bool) -> None:
    """Show a field as wrong, or as right again."""
    if field.property("invalid") != wrong:
        field.setProperty("invalid", wrong)
        restyle(field)


def read_percent(field: QLineEdit, *, signed: bool = False) -> Decimal:
    """Return the fraction of a percentage typed into ``field``. Raises `WrongFieldError`."""
    typed = field.text().strip().removesuffix("%").strip()
    if not typed:
        raise WrongFieldError(_("Write a number such as {n}.").format(n=editable(Decimal("8.5"))))
    minus = signed and typed.startswith(_MINUS)
    number = parse_number(typed[1:] if minus else typed)
    if number is None:
        problem = _("“{text}” is no percentage. Write a number such as {example}.")
        example = editable(Decimal("8.5"))
        raise WrongFieldError(problem.format(text=field.text(), example=example), field)
    return (-number if minus else number) / 100


def read_amount(field: QLineEdit) -> Decimal:
    """Return the amount typed into ``field``. Raises `WrongFieldError`."""
    if not field.text().strip():
        raise WrongFieldError(_("Write a number such as {n}.").format(n=editable(Decimal("12.5"))))
    number = parse_number(field.text())
    if number is None:
        problem = _("“{text}” is no amount. Write a number such as {example}.")
        example = editable(Decimal("12.50"))
        raise WrongFieldError(problem.format(text=field.text(), example=example), field)
    return number


def shown_percent(share: Decimal) -> str:
    """Return a fraction as a percentage to be edited."""
    return editable(round(words.hundredfold(share), _DIGITS).normalize() + 0)


class NumberField(ValueField):
    """A percentage or an amount in the market's currency, its unit beside it."""

    def __init__(self, editing: Editing) -> None:
        """Show the value that counts."""
        super().__init__()
        self._kind = editing.kind
        self._is_amount = editing.kind in (RuleKind.CAP, RuleKind.LOCAL_COST)
        self._before = ""
        rule = editing.line.rule
        if rule is not None:
            self._before = rule.value
        self.field = line_edit(_(words.KINDS[editing.kind]), self._offered(editing), width=160)
        self._offer = self.field.text()
        unit = editing.scope.currency if self._is_amount else "%"
        self.setLayout(row(self.field, label(unit, "muted"), None))
        self.field.textChanged.connect(self.changed)

    def _offered(self, editing: Editing) -> str:
        if not self._before:
            return ""
        value = read_value(self._kind, self._before, editing.scope.tools.endings)
        if not isinstance(value, Decimal):
            return ""
        return editable(value) if self._is_amount else shown_percent(value)

    def text(self) -> str:
        """Return what is typed; what was left as it was keeps all its digits."""
        if self._before and self.field.text() == self._offer:
            return self._before
        if self._is_amount:
            return write_value(read_amount(self.field))
        share = read_percent(self.field, signed=self._kind in _SIGNED)
        return write_value(share)

    def first(self) -> QWidget:
        """Return the field."""
        return self.field


class ChoiceField(ValueField):
    """One of a few words."""

    def __init__(self, editing: Editing, choices: Mapping[str, str]) -> None:
        """Offer ``choices``: stored text and what it means."""
        super().__init__()
        self.choice = combo(_(words.KINDS[editing.kind]))
        for value, name in choices.items():
            self.choice.addItem(name, value)
        rule = editing.line.rule
        if rule is not None:
            self.choice.setCurrentIndex(max(self.choice.findData(rule.value), 0))
        self.setLayout(row(self.choice, None))
        self.choice.currentIndexChanged.connect(self.changed)

    def text(self) -> str:
        """Return the choice."""
        return str(self.choice.currentData())

    def first(self) -> QWidget:
        """Return the list."""
        return self.choice


class ShippingField(ValueField):
    """An amount a piece and an amount a kilogram, in one currency."""

    def __init__(self, editing: Editing) -> None:
        """Show the value that counts."""
        super().__init__()
        rule = editing.line.rule
        before = None
        if rule is not None:
            before = read_value(RuleKind.SHIPPING, rule.value, editing.scope.tools.endings)
        self.currency = QComboBox()
        self.currency.setEditable(True)
        self.currency.setAccessibleName(_("Currency"))
        codes = (*_CURRENCIES, editing.scope.currency)
        self.currency.addItems([code for code in dict.fromkeys(codes) if code])
        piece = kg = ""
        if isinstance(before, Shipping):
            piece, kg = editable(before.piece), editable(before.kg)
            self.currency.setCurrentText(before.currency)
        self.piece = line_edit(_("Shipping of a piece"), piece, hint="0", width=120)
        self.kg = line_edit(_("Shipping of a kilogram"), kg, hint="0", width=120)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE_2)
        names = (_("A piece"), _("A kilogram"), _("Currency"))
        for line, (name, field) in enumerate(
            zip(names, (self.piece, self.kg, self.currency), strict=True)
        ):
            grid.addWidget(label(name, "muted"), line, 0)
            grid.addWidget(field, line, 1)
        grid.setColumnStretch(2, 1)
        self.setLayout(grid)
        self.piece.textChanged.connect(self.changed)
        self.kg.textChanged.connect(self.changed)
        self.currency.currentTextChanged.connect(self.changed)

    def text(self) -> str:
        """Return both amounts and their currency."""
        parts = {"currency": self.currency.currentText().strip().upper()}
        for name, field in (("piece", self.piece), ("kg", self.kg)):
            parts[name] = f"{read_amount(field):f}" if field.text().strip() else "0"
        return json.dumps(parts)

    def first(self) -> QWidget:
        """Return the amount of a piece."""
        return self.piece
