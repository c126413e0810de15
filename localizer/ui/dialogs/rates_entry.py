"""The fields under the chart: a person's own rate and what is kept of a conversion."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton

from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.price import Rate
from localizer.pipeline.rates import RateLine, UnusualRateError, check_rate, check_spread
from localizer.ui.actions.session import Session
from localizer.ui.dialogs.rates_numbers import editable, parse_number
from localizer.ui.look.style_sheet import restyle
from localizer.ui.look.tokens import SPACE_2
from localizer.ui.widgets.parts import Card, button, label, row, set_role
from localizer.ui.widgets.rate_scale import in_digits

_NUMBER: Final = 130


class RateEntry(Card):
    """What is wrong with an entry is told below the fields; what is right is told to who listens."""

    entered = Signal(object)
    taken_back = Signal(str, str)
    spread_set = Signal(str, object)

    def __init__(self, session: Session) -> None:
        """Make the fields, empty."""
        self.rate, self.note, self.spread = QLineEdit(), QLineEdit(), QLineEdit()
        self.use = _button(_("Use this rate"), self._enter)
        self.back = _button(_("Take it back"), self._take_back)
        self.keep = _button(_("Set"), self._set_spread)
        self.pair, self.quote = label(), label()
        self.told = label("", "warn", wrap=True)
        self.hint = label("", "muted", wrap=True)
        own = row(self.pair, self.rate, self.quote, self.note)
        own.setStretch(3, 1)
        kept = row(label(_("Spread")), self.spread, label("%"), self.keep, self.hint)
        kept.setStretch(4, 1)
        acts = row(self.use, self.back, None)
        head = label(_("Your own rate"), "section")
        super().__init__(head, own, acts, kept, self.told, spacing=SPACE_2)
        self._session = session
        self._line: RateLine | None = None
        self._base = ""
        self._sure: Decimal | None = None
        self._name_fields()
        self.rate.returnPressed.connect(self._enter)
        self.note.returnPressed.connect(self._enter)
        self.spread.returnPressed.connect(self._set_spread)
        self.rate.textEdited.connect(self._typing)
        self.spread.textEdited.connect(self._typing)
        self.tell("")

    def _name_fields(self) -> None:
        self.rate.setAccessibleName(_("Your own rate"))
        self.rate.setMaximumWidth(_NUMBER)
        self.note.setPlaceholderText(_("where it comes from"))
        self.note.setAccessibleName(_("Where your rate comes from"))
        self.spread.setAccessibleName(_("Spread in per cent"))
        self.spread.setPlaceholderText("0")
        self.spread.setMaximumWidth(_NUMBER // 2)
        self.keep.setAccessibleName(_("Set the spread"))

    def show_line(self, base: str, line: RateLine | None) -> None:
        """Show what is entered for a currency; what is being typed stays while nothing changed."""
        if (base, line) == (self._base, self._line):
            return
        before, self._base, self._line = self._line, base, line
        self.setEnabled(line is not None)
        if line is None:
            return
        self.pair.setText(_("1 {base} =").format(base=base))
        self.quote.setText(line.currency)
        own = line.own
        self.rate.setText("" if own is None else editable(own.value))
        known = own or line.rate
        self.rate.setPlaceholderText("" if known is None else in_digits(known.value))
        self.note.setText("" if own is None else own.source)
        self.spread.setText(editable(line.spread.normalize()) if line.spread else "")
        self.back.setVisible(own is not None)
        self.hint.setText(
            _("what your bank or payout provider keeps, often about 1 %")
            if own is None
            else _("for published rates: your own rate is used as it is")
        )
        self._typing()
        if before is None or before.currency != line.currency:
            self.tell("")

    def tell(self, sentence: str, role: str = "warn", wrong: QLineEdit | None = None) -> None:
        """Show a sentence under the fields; ``wrong`` is the field it is about."""
        set_role(self.told, role)
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))
        for field in (self.rate, self.spread):
            field.setProperty("invalid", field is wrong)
            restyle(field)
        if wrong is not None:
            wrong.setFocus()

    def _typing(self, _text: str = "") -> None:
        """Forget a question that was asked about what stood here before."""
        self._sure = None
        self.use.setText(_("Use this rate"))
        if self.told.property("role") != "ok":
            self.tell("")

    def _enter(self) -> None:
        """Offer what is typed, or ask once more where it is far off."""
        line, text = self._line, self.rate.text()
        if line is None:
            return
        value = parse_number(text)
        if value is None:
            told = _("“{text}” is no rate. Write a number such as {example}.")
            example = "" if line.rate is None else in_digits(line.rate.value)
            self.tell(told.format(text=text, example=example or "2300.5"), "block", self.rate)
            return
        session = self._session
        note = self.note.text().strip() or _("entered by hand")
        rate = Rate(self._base, line.currency, value, session.tools.now().date(), note)
        try:
            check_rate(session.store.read(), session.tools, rate, sure=self._sure == value)
        except UnusualRateError as error:
            self.tell(str(error), "warn", self.rate)
            self._sure = value
            self.use.setText(_("Use it all the same"))
            return
        except InputError as error:
            self.tell(str(error), "block", self.rate)
            return
        self._typing()
        self.entered.emit(rate)

    def _take_back(self) -> None:
        if self._line is not None and self._line.own is not None:
            self.taken_back.emit(self._base, self._line.currency)

    def _set_spread(self) -> None:
        if self._line is None:
            return
        text = self.spread.text().strip().removesuffix("%").strip()
        percent = parse_number(text or "0")
        if percent is None:
            told = _("“{text}” is no percentage. Write a number such as 1.5.")
            self.tell(told.format(text=text), "block", self.spread)
            return
        session = self._session
        try:
            check_spread(session.store.read(), session.tools, self._line.currency, percent)
        except InputError as error:
            self.tell(str(error), "block", self.spread)
            return
        self.spread_set.emit(self._line.currency, percent)


def _button(text: str, action: Callable[[], object]) -> QPushButton:
    """Return a button that Enter in a field does not press."""
    made = button(text, action)
    made.setAutoDefault(False)
    return made
