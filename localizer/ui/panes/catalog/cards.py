"""The cards of a product's page that are only read: facts, variants, certificates, offers, history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from localizer.catalog.blocks import split_blocks
from localizer.catalog.views import Past
from localizer.i18n import _, ngettext
from localizer.model.money import Money
from localizer.model.product import Evidence, Fact, Offer, PriceRecord, Product, Variant
from localizer.ui.actions.columns import count
from localizer.ui.actions.words import day, market_name, when
from localizer.ui.look.tokens import SPACE_1, SPACE_2, SPACE_3
from localizer.ui.widgets.parts import (
    Card,
    Elided,
    box,
    button,
    chip,
    clear,
    column,
    label,
    row,
    speak,
)

Write = Callable[[Money], str]
#: Rows of a table on the page at first, and when all are asked for; the list unfolds any number.
FIRST_ROWS: Final = 24
MOST_ROWS: Final = 400
#: Blocks of a description at first.
FIRST_BLOCKS: Final = 6
#: The column that takes the room gets at least so much of it.
_MAIN: Final = 84
_SOON: Final = dt.timedelta(days=30)


class TableCard(Card):
    """Rows of words under their names; long tables show their beginning until asked for more."""

    def __init__(
        self,
        title: str,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        stretch: int,
        locale: str = "",
        right: frozenset[int] = frozenset(),
    ) -> None:
        """Show ``rows``; columns without a word are left out, column ``stretch`` takes the room."""
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_3)
        self._grid.setVerticalSpacing(SPACE_1)
        super().__init__(label(title, "section"), box(self._grid), spacing=SPACE_1)
        self._rows, self._stretch, self._locale, self._right = rows, stretch, locale, right
        self._shown = [place for place in range(len(heads)) if any(cells[place] for cells in rows)]
        if len(self._shown) > 2:  # noqa: PLR2004 - a name and its value explain themselves
            self._line(0, [heads[place] for place in self._shown], heading=True)
        self._fill(0, FIRST_ROWS)
        if len(rows) > FIRST_ROWS:
            self._more = button(
                _("Show all {n}").format(n=count(len(rows))), self._show_all, role="ghost"
            )
            self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_all(self) -> None:
        self._more.hide()
        self._fill(FIRST_ROWS, MOST_ROWS)
        beyond = len(self._rows) - MOST_ROWS
        if beyond > 0:
            text = ngettext("and {n} more", "and {n} more", beyond).format(n=count(beyond))
            self.body.addWidget(label(text, "muted"))

    def _fill(self, start: int, end: int) -> None:
        for place, cells in enumerate(self._rows[start:end], start + 1):
            self._line(place, [cells[one] for one in self._shown], heading=False)

    def _line(self, number: int, cells: Sequence[str], *, heading: bool) -> None:
        for place, (name, text) in enumerate(zip(self._shown, cells, strict=True)):
            main = name == self._stretch
            side = Qt.AlignmentFlag.AlignLeft
            made: QWidget
            if main and not heading:
                made = self._main(text)
                # With a side it would only be as wide as its words; what wraps needs all the room.
                side = Qt.AlignmentFlag(0)
            elif name in self._right:
                made = label(text, "muted")
                side = Qt.AlignmentFlag.AlignRight
            else:
                made = Elided(text, "muted")
                made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
            self._grid.addWidget(made, number, place, Qt.AlignmentFlag.AlignTop | side)
            self._grid.setColumnStretch(place, 1 if main else 0)
            self._grid.setColumnMinimumWidth(place, _MAIN if main else 0)

    def _main(self, text: str) -> QWidget:
        """Return the words that take the room; a second line is a quiet note."""
        words, _mark, note = text.partition("\n")
        made = label(words, wrap=True)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if self._locale:
            speak(made, self._locale)
        return box(column(made, Elided(note, "muted"), spacing=0)) if note else made


def facts_card(facts: Sequence[Fact], locale: str) -> list[QWidget]:
    """Return the facts with where each came from."""
    rows = [(fact.label or fact.name, fact.value, origin_words(fact.origin)) for fact in facts]
    heads = (_("Fact"), _("Value"), _("From"))
    title = _("Facts ({n})").format(n=count(len(facts)))
    return [TableCard(title, heads, rows, stretch=1, locale=locale)] if rows else []


def origin_words(origin: str) -> str:
    """Return where a fact was read: a column of the file, or which item of the description."""
    place, _mark, number = origin.partition(":")
    if place == "import":
        return _("column")
    if place == "description":
        return _("description {n}").format(n=number) if number else _("description")
    return origin


def variants_card(
    variants: Sequence[Variant], locale: str, write: Write, *, wide: bool
) -> list[QWidget]:
    """Return the variants; barcode and weight where there is room for them."""
    both = wide or not any(variant.cost for variant in variants)
    rows = [
        (
            *_names(variant, wide=wide),
            write(variant.cost) if variant.cost else "",
            write(variant.list_price) if variant.list_price and both else "",
            "" if variant.stock is None else count(variant.stock),
            variant.gtin if wide else "",
            f"{variant.weight_g.normalize():f} g" if wide and variant.weight_g else "",
        )
        for variant in variants
    ]
    heads = (
        _("SKU"), _("Options"), _("Cost"), _("Price"), _("Stock"), _("Barcode"), _("Weight"),
    )  # fmt: skip
    title = _("Variants ({n})").format(n=count(len(variants)))
    # Where there is little room, cost comes before price, and barcode and weight are left out.
    stretch = 1 if any(cells[1] for cells in rows) else 0
    numbers = frozenset({2, 3, 4, 6})
    made = TableCard(title, heads, rows, stretch=stretch, locale=locale, right=numbers)
    return [made] if rows else []


def _names(variant: Variant, *, wide: bool) -> tuple[str, str]:
    """Return SKU and options of a variant; where there is little room both in the second."""
    sku, options = variant.sku or variant.key, " · ".join(value for _name, value in variant.options)
    return (sku, options) if wide or not options else ("", f"{options}\n{sku}")


def texts_card(title: str, texts: Sequence[str], locale: str) -> list[QWidget]:
    """Return paragraphs of the seller's, the first ones at first."""
    if not texts:
        return []
    inside = column(*(_paragraph(text, locale) for text in texts[:FIRST_BLOCKS]), spacing=SPACE_1)
    made = Card(label(title, "section"), inside, spacing=SPACE_1)
    if len(texts) > FIRST_BLOCKS:

        def show_all() -> None:
            more.hide()
            for text in texts[FIRST_BLOCKS:MOST_ROWS]:
                inside.addWidget(_paragraph(text, locale))

        more = button(_("Show all {n}").format(n=count(len(texts))), show_all, role="ghost")
        made.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
    return [made]


def text_cards(product: Product, locale: str, *, wide: bool) -> list[QWidget]:
    """Return the bullets, and in a wide page the description as plain text."""
    bullets = texts_card(_("Bullets"), [f"• {text}" for text in product.bullets], locale)
    if not wide:
        return bullets
    blocks = split_blocks(product.description_html)
    return [*bullets, *texts_card(_("Description"), blocks, locale)]


def _paragraph(text: str, locale: str) -> QLabel:
    made = label(text, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    speak(made, locale)
    return made


def evidence_card(evidence: Sequence[Evidence], today: dt.date) -> list[QWidget]:
    """Return the certificates; what is expired or soon will be is marked."""
    lines = [_certificate(one, today) for one in evidence]
    return [Card(label(_("Certificates"), "section"), *lines)] if lines else []


def _certificate(item: Evidence, today: dt.date) -> QWidget:
    name = label(" · ".join(part for part in (item.kind, item.number) if part), wrap=True)
    notes = []
    if item.issued_on:
        notes.append(_("issued {day}").format(day=day(item.issued_on)))
    if item.file:
        notes.append(item.file)
    lines = [name]
    if notes:
        lines.append(label(" · ".join(notes), "muted", wrap=True))
    words = column(*lines, spacing=0)
    return box(column(words, row(_validity(item.valid_to, today), None), spacing=SPACE_1))


def _validity(until: dt.date | None, today: dt.date) -> QWidget:
    if until is None:
        return label(_("no end of validity given"), "muted")
    if until < today:
        return chip(_("■ expired {day}").format(day=day(until)), "block")
    if until - today <= _SOON:
        return chip(_("● valid only to {day}").format(day=day(until)), "warn")
    return chip(_("✓ valid to {day}").format(day=day(until)), "ok")


def offers_card(offers: Sequence[Offer]) -> list[QWidget]:
    """Return the promotions, each in a line."""
    lines = [label(_offer(offer), wrap=True) for offer in offers]
    return [Card(label(_("Offers"), "section"), *lines)] if lines else []


_OFFERS: dict[str, Callable[[], str]] = {
    "discount": lambda: _("discount"),
    "bundle": lambda: _("bundle"),
    "voucher": lambda: _("voucher"),
    "free_shipping": lambda: _("free shipping"),
}


def _offer(offer: Offer) -> str:
    parts = [_OFFERS.get(offer.kind, lambda: offer.kind)()]
    if offer.percent is not None:
        parts.append(f"−{offer.percent * 100:.0f} %")
    if offer.quantity:
        parts.append(_("{n} pieces").format(n=offer.quantity))
    if offer.starts_at and offer.ends_at:
        start, end = when(offer.starts_at.isoformat()), when(offer.ends_at.isoformat())
        parts.append(_("{start} to {end}").format(start=start, end=end))
    parts.append(", ".join(map(market_name, offer.markets)) or _("every market"))
    return " · ".join(parts)


def prices_card(records: Sequence[PriceRecord], write: Write) -> list[QWidget]:
    """Return the prices that were really asked, the newest first."""
    newest = sorted(records, key=lambda record: record.since, reverse=True)
    rows = [
        (market_name(record.market), write(record.amount), _("since {day}").format(day=day(record.since)))
        for record in newest
    ]  # fmt: skip
    heads = (_("Market"), _("Price"), _("Since"))
    return [TableCard(_("Price history"), heads, rows, stretch=0)] if rows else []


class HistoryCard(Card):
    """Who changed what and when, newest first; what was taken back is struck through."""

    def __init__(self) -> None:
        """Begin empty and hidden."""
        self._lines = column(spacing=SPACE_2)
        super().__init__(label(_("History"), "section"), self._lines)
        self.hide()

    def show_steps(self, steps: Sequence[Past]) -> None:
        """Show ``steps``."""
        clear(self._lines)
        for step in steps:
            what = label(step.label, "strike" if step.undone else "", wrap=True)
            notes = [when(step.at), step.by, _("undone") if step.undone else ""]
            note = label(" · ".join(part for part in notes if part), "muted", wrap=True)
            self._lines.addWidget(box(column(what, note, spacing=0)))
        self.setVisible(bool(steps))
