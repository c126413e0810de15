"""One price explained: the drawn sum, the rate with its date and source, warnings in words, fixing it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtWidgets import QLineEdit

from localizer import pipeline
from localizer.catalog.price_uses import PriceUses
from localizer.catalog.prices import StoredPrice
from localizer.i18n import N_, _, ngettext
from localizer.model.launch import Target
from localizer.model.price import Basis
from localizer.pipeline.asked import Explained
from localizer.ui.actions.amounts import write_amount
from localizer.ui.actions.asks import (
    PriceSum,
    margin_text,
    part_name,
    price_sentences,
    price_sum,
)
from localizer.ui.actions.promotion_words import told
from localizer.ui.actions.words import day, in_a_row
from localizer.ui.look.tokens import SPACE_2
from localizer.ui.widgets.parts import (
    Card,
    Elided,
    button,
    chip,
    clear,
    column,
    hint,
    label,
    row,
    set_role,
)
from localizer.ui.widgets.waterfall import Waterfall

_BASES = {
    "cost-plus": N_("from cost"),
    "converted-list": N_("from the list price"),
    "fixed": N_("fixed by hand"),
}


class BreakdownCard(Card):
    """``fix`` gets the text of the amount field; empty lets the rules decide.

    ``rebase`` asks what the price is to come from.
    """

    def __init__(self, fix: Callable[[str], object], rebase: Callable[[], object]) -> None:
        """Begin empty."""
        self._fix = fix
        self.place = Elided("", "title")
        self.name = Elided("", "muted")
        self.price = label("", "number")
        self.basis = chip("", "info")
        self.margin = chip("", "ok")
        self.bars = Waterfall()
        self.note = label("", "muted", wrap=True)
        self.rate = label("", "muted", wrap=True)
        self.used = label("", "muted", wrap=True)
        self.warnings = column(spacing=4)
        self.asked = column(spacing=4)
        self.amount = QLineEdit()
        self.amount.setAccessibleName(_("Fixed price"))
        hint(self.amount, _("Let the rules decide"))
        self.amount.returnPressed.connect(self._set)
        self.set = button(_("Fix price"), self._set)
        self.clear = button(_("Let the rules decide"), lambda: fix(""), role="ghost")
        self.rebase = button(_("Where it comes from…"), rebase, role="ghost")
        super().__init__(
            self.place,
            self.name,
            row(self.price, self.basis, self.margin, None),
            self.bars,
            self.note,
            self.warnings,
            self.asked,
            self.rate,
            self.used,
            row(self.amount, self.set),
            row(self.rebase, self.clear, None),
            spacing=SPACE_2,
        )

    def _set(self) -> None:
        self._fix(self.amount.text())

    def show_uses(self, uses: PriceUses) -> None:
        """Say where the price is used: what a change of it touches."""
        self.used.setVisible(uses.total > 0)
        text = ngettext("Used in {n} place", "Used in {n} places", uses.total)
        parts = [
            ngettext("{n} script line", "{n} script lines", uses.lines).format(n=uses.lines),
            ngettext("{n} listing text", "{n} listing texts", uses.texts).format(n=uses.texts),
        ]
        shown = [
            part for part, number in zip(parts, (uses.lines, uses.texts), strict=True) if number
        ]
        self.used.setText(f"{text.format(n=uses.total)}: {in_a_row(shown)}")

    def show_price(self, stored: StoredPrice, target: Target, label_: str, name: str) -> None:
        """Show one stored price."""
        found = price_sum(stored)

        def write(amount: Decimal) -> str:
            return pipeline.format_price(amount, stored.currency, target.locale)

        self.place.show_text(label_)
        self.name.show_text(name)
        self.price.setText(_("no price") if found.price is None else write(found.price))
        self.basis.setText(_(_BASES.get(stored.basis, stored.basis)))
        self.margin.setVisible(found.margin is not None)
        if found.margin is not None:
            self.margin.setText(margin_text(found.margin))
            set_role(self.margin, "ok" if found.margin > 0 else "block")
        steps = [(part_name(n), a, write(a), _role(n, negative=a < 0)) for n, a in found.parts]
        if steps and found.price is not None:
            steps.append((_("list price"), found.price, write(found.price), "accent"))
        self.bars.show_parts(steps)
        notes = _notes(stored, found, write)
        self.note.setText(" · ".join(notes))
        self.note.setVisible(bool(notes))
        self._show_rate(
            found.rate, "" if found.rate_day is None else day(found.rate_day), found.rate_source
        )
        self._show_warnings(
            price_sentences(stored.code, stored.warnings), blocked=stored.amount is None
        )
        fixed = stored.basis == "fixed"
        self.amount.clear()
        if fixed and stored.amount is not None:
            self.amount.setText(write_amount(stored.amount, stored.currency, target.locale))
        self.clear.setVisible(fixed)

    def _show_rate(self, rate: str, published: str, source: str) -> None:
        text = _("{rate} · {day} · {source}").format(rate=rate, day=published, source=source)
        self.rate.setText(text if rate else "")
        self.rate.setVisible(bool(rate))

    def show_asked(self, found: Explained | None, currency: str, locale: str) -> None:
        """Tell what else is asked: the price per unit, a sale with its window, what may be struck through."""
        clear(self.asked)
        for sentence, role in () if found is None else told(found, currency, locale):
            self.asked.addWidget(label(sentence, role, wrap=True))

    def _show_warnings(self, sentences: tuple[str, ...], *, blocked: bool) -> None:
        clear(self.warnings)
        for sentence in sentences:
            self.warnings.addWidget(label(sentence, "block" if blocked else "warn", wrap=True))


def _notes(stored: StoredPrice, found: PriceSum, write: Callable[[Decimal], str]) -> list[str]:
    """Return what there is to know about the sum."""
    notes = []
    if found.exact is not None:
        notes.append(_("{amount} before the ending").format(amount=write(found.exact)))
    if found.suggested is not None:
        if stored.basis != Basis.FIXED:
            notes.append(_("kept as it was"))
        notes.append(_("the rules would give {amount}").format(amount=write(found.suggested)))
    if found.added_tax is not None:
        notes.append(_("{amount} tax is added at checkout").format(amount=write(found.added_tax)))
    if found.parts and "shipping" not in stored.request:
        notes.append(_("no freight in it"))
    if found.parts and not stored.request.get("fees"):
        notes.append(_("no marketplace fee in it"))
    return notes


def _role(name: str, *, negative: bool) -> str:
    if negative:
        return "block"
    return "ok" if name == "profit" else "edge" if name in ("cost", "shipping") else "muted"
