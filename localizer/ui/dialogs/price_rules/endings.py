"""The editor of price endings: a named table or bands of one's own, and what prices become by them."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Final

from PySide6.QtWidgets import QGridLayout, QWidget

from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.price import EndingBand
from localizer.model.price_rule import RuleKind
from localizer.price.rule_values import read_value
from localizer.ui.actions import price_words as words
from localizer.ui.actions.ending_words import examples
from localizer.ui.actions.words import market_name
from localizer.ui.dialogs.price_rules.fields import (
    ValueField,
    WrongFieldError,
    line_edit,
    read_amount,
)
from localizer.ui.dialogs.price_rules.scope import Editing
from localizer.ui.dialogs.rates_numbers import editable, parse_number
from localizer.ui.look.tokens import SPACE_2, SPACE_3
from localizer.ui.widgets.parts import box, button, column, combo, label, row

WIDTH: Final = 120
_OWN: Final = ""
_BESIDE: Final = 5
#: What is between two endings; a comma may be the decimal mark.
_BETWEEN: Final = ";"
_WIDE: Final = "；"


class BandLine:
    """One band: from which price to below which, its step and its endings."""

    def __init__(self, field: EndingsField, band: EndingBand | None = None) -> None:
        """Show ``band``."""
        texts = ("", "", "", "")
        if band is not None:
            end = "" if band.end is None else editable(band.end)
            endings = f"{_BETWEEN} ".join(map(editable, band.endings))
            texts = (editable(band.start), end, editable(band.step), endings)
        self.start = line_edit(_("Prices from"), texts[0], hint="0", width=WIDTH)
        self.end = line_edit(_("Prices below"), texts[1], hint=_("no end"), width=WIDTH)
        self.step = line_edit(_("Every"), texts[2], width=WIDTH)
        self.endings = line_edit(_("Endings"), texts[3])
        self.remove = button(
            "", lambda: field.remove_band(self), role="ghost", picture="close",
            tip=_("Remove the band"), name=_("Remove the band"),
        )  # fmt: skip
        for one in (self.start, self.end, self.step, self.endings):
            one.textChanged.connect(field.changed)

    def widgets(self) -> tuple[QWidget, ...]:
        """Return the fields in order."""
        return self.start, self.end, self.step, self.endings, self.remove

    def read(self) -> list[object]:
        """Return the band as requests write it. Raises `WrongFieldError`."""
        endings = []
        for part in self.endings.text().replace(_WIDE, _BETWEEN).split(_BETWEEN):
            number = parse_number(part)
            if number is None:
                problem = _("“{text}” is no ending. Write what prices end in, such as 9 or 90; 99.")
                raise WrongFieldError(problem.format(text=part.strip()), self.endings)
            endings.append(f"{number:f}")
        start = f"{read_amount(self.start):f}" if self.start.text().strip() else "0"
        end = f"{read_amount(self.end):f}" if self.end.text().strip() else None
        return [start, end, f"{read_amount(self.step):f}", endings]


class EndingsField(ValueField):
    """A list of tables; the bands can be changed once they are one's own."""

    def __init__(self, editing: Editing) -> None:
        """Show the endings that count."""
        super().__init__()
        self._editing = editing
        self._tables = editing.scope.tools.endings
        self.table = combo(_("Table of endings"))
        self.table.addItem(_("Own bands"), _OWN)
        for code in self._tables:
            self.table.addItem(self._title(code), code)
        self.bands: list[BandLine] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_2)
        self._grid.setVerticalSpacing(SPACE_2)
        heads = (_("Prices from"), _("below"), _("every"), _("Endings (9; 99)"))
        for place, head in enumerate(heads):
            self._grid.addWidget(label(head, "muted"), 0, place)
        self.add = button(_("Add a band"), self.add_band)
        self.own = box(column(self._grid, row(self.add, None)))
        self._samples = QGridLayout()
        self._samples.setContentsMargins(0, 0, 0, 0)
        self._samples.setHorizontalSpacing(SPACE_3)
        self.samples = [label("") for _one in range(2 * _BESIDE)]
        for place, one in enumerate(self.samples):
            self._samples.addWidget(one, place // _BESIDE, place % _BESIDE)
        self.setLayout(
            column(
                row(self.table, None),
                self.own,
                label(_("What prices become"), "section"),
                self._samples,
                spacing=SPACE_3,
            )
        )
        self._begin()
        self.table.currentIndexChanged.connect(self._chosen)
        self.changed.connect(self._preview)
        self._preview()

    def _title(self, code: str) -> str:
        packs = self._editing.scope.tools.packs
        if code in packs.markets:
            return _("As {market}").format(market=market_name(code))
        found = self._editing.scope.words(RuleKind.ENDINGS, code)
        return _("{name}: {text}").format(name=code, text=found[-1][1])

    def _begin(self) -> None:
        rule = self._editing.line.rule
        text = "" if rule is None else rule.value
        market = self._editing.scope.place.market
        if rule is not None and not rule.id and text not in self._tables and market:
            text = market
        if text in self._tables:
            self.table.setCurrentIndex(self.table.findData(text))
        self._fill(text)
        self.own.setVisible(self.table.currentData() == _OWN)

    def _fill(self, text: str) -> None:
        """Offer the bands of a value for editing."""
        value = read_value(RuleKind.ENDINGS, text, self._tables) if text else ()
        for line in list(self.bands):
            self._drop(line)
        found = value if isinstance(value, tuple) else ()
        self.bands = [BandLine(self, one) for one in found if isinstance(one, EndingBand)]
        self._lay_out()

    def _lay_out(self) -> None:
        for line, band in enumerate(self.bands, 1):
            for place, widget in enumerate(band.widgets()):
                self._grid.addWidget(widget, line, place)

    def _chosen(self) -> None:
        code = self.table.currentData()
        if code != _OWN:
            self._fill(code)
        self.own.setVisible(code == _OWN)
        self.changed.emit()

    def add_band(self) -> None:
        """Begin another band where the last one ends."""
        line = BandLine(self)
        if self.bands:
            line.start.setText(self.bands[-1].end.text())
        self.bands.append(line)
        self._lay_out()
        (line.step if line.start.text() else line.start).setFocus()
        self.changed.emit()

    def remove_band(self, line: BandLine) -> None:
        """Take a band away."""
        self._drop(line)
        self._lay_out()
        self.add.setFocus()
        self.changed.emit()

    def _drop(self, line: BandLine) -> None:
        self.bands.remove(line)
        for one in line.widgets():
            self._grid.removeWidget(one)
            one.hide()
            one.deleteLater()

    def _preview(self) -> None:
        """Show what ten prices become by what is typed, nothing while that cannot be read."""
        try:
            value = read_value(RuleKind.ENDINGS, self.text(), self._tables)
        except InputError:
            for one in self.samples:
                one.setText("")
            return
        bands = (
            [one for one in value if isinstance(one, EndingBand)]
            if isinstance(value, tuple)
            else []
        )
        scope = self._editing.scope
        market = scope.tools.packs.markets[scope.place.market]
        found = examples(bands, self._editing.ending_mode, self._scale(market.currency))
        for one, (exact, ended) in zip(self.samples, found, strict=True):
            after = "–"
            if ended is not None:
                after = words.amount(ended, market.currency, market.default_locale)
            one.setText(_("{before} → {after}").format(before=words.number(exact), after=after))

    def _scale(self, currency: str) -> Decimal:
        rate = self._editing.scope.tools.rates.rate("CNY", currency)
        return Decimal(1) if rate is None else Decimal(10) ** rate.value.adjusted()

    def text(self) -> str:
        """Return the name of the table, or the bands as they are stored."""
        code = str(self.table.currentData())
        return code or json.dumps([one.read() for one in self.bands])

    def first(self) -> QWidget:
        """Return the list of tables."""
        return self.table
