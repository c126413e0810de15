"""One product in full: picture, bullets, facts, variants, certificates, offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QWidget

from localizer.i18n import _
from localizer.model.money import Money
from localizer.model.product import Offer, Product, Variant
from localizer.ui.actions.words import day, when
from localizer.ui.look.tokens import SPACE_1, SPACE_3, TITLE
from localizer.ui.widgets.parts import Card, box, column, label, speak

PICTURE = 140


class DetailPanel(QWidget):
    """Shows one product; built anew for each."""

    def __init__(self, product: Product, locale: str, write: Callable[[Money], str]) -> None:
        """Show ``product``, whose texts are in ``locale``; ``write`` makes money readable."""
        super().__init__()
        self._locale = locale
        self._write = write
        self.picture = label()
        self.picture.setAccessibleName(_("Picture of the product"))
        self.picture.hide()
        title = self._words(product.title, pixels=TITLE)
        title.setProperty("role", "title")
        notes = (product.key, product.brand, product.category)
        head = Card(
            self.picture,
            title,
            label(" · ".join(note for note in notes if note), "muted", wrap=True),
        )
        cards: list[QWidget] = [head]
        cards += self._section(_("Bullets"), [self._words(f"• {text}") for text in product.bullets])
        cards += self._section(_("Facts"), [self._facts(product)] if product.facts else [])
        cards += self._section(
            _("Variants ({n})").format(n=len(product.variants)), [self._variants(product.variants)]
        )
        cards += self._section(_("Certificates"), self._certificates(product))
        cards += self._section(_("Offers"), [self._offer(offer) for offer in product.offers])
        self.setLayout(column(*cards, None, spacing=SPACE_3))

    def show_picture(self, picture: QPixmap | None) -> None:
        """Show the first image once it is read."""
        if picture is not None:
            self.picture.setPixmap(picture)
            self.picture.show()

    def _section(self, name: str, parts: Sequence[QWidget]) -> list[QWidget]:
        return [Card(label(name, "section"), *parts, spacing=SPACE_1)] if parts else []

    def _words(self, text: str, *, pixels: int | None = None) -> QWidget:
        made = label(text, wrap=True)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if pixels is None:
            speak(made, self._locale)
        else:
            speak(made, self._locale, pixels=pixels)
        return made

    def _grid(self, rows: Sequence[Sequence[str]], stretch: int) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_3)
        grid.setVerticalSpacing(SPACE_1)
        for line, cells in enumerate(rows):
            for place, text in enumerate(cells):
                made = label(text, "" if place == stretch else "muted", wrap=place == stretch)
                grid.addWidget(made, line, place, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(stretch, 1)
        return box(grid)

    def _facts(self, product: Product) -> QWidget:
        return self._grid([(fact.label or fact.name, fact.value) for fact in product.facts], 1)

    def _variants(self, variants: Sequence[Variant]) -> QWidget:
        return self._grid(
            [
                (
                    variant.sku or variant.key,
                    " · ".join(value for _name, value in variant.options),
                    self._write(variant.cost) if variant.cost else "",
                    "" if variant.stock is None else str(variant.stock),
                )
                for variant in variants
            ],
            1,
        )

    def _certificates(self, product: Product) -> list[QWidget]:
        texts = []
        for item in product.evidence:
            until = _("valid to {day}").format(day=day(item.valid_to)) if item.valid_to else ""
            parts = (item.kind, item.number, until, item.file)
            texts.append(" · ".join(part for part in parts if part))
        return [label(text, wrap=True) for text in texts]

    def _offer(self, offer: Offer) -> QWidget:
        parts = [_OFFERS.get(offer.kind, lambda: offer.kind)()]
        if offer.percent is not None:
            parts.append(f"−{offer.percent * 100:.0f} %")
        if offer.quantity:
            parts.append(_("{n} pieces").format(n=offer.quantity))
        if offer.starts_at and offer.ends_at:
            start, end = when(offer.starts_at.isoformat()), when(offer.ends_at.isoformat())
            parts.append(_("{start} to {end}").format(start=start, end=end))
        parts.append(", ".join(offer.markets) or _("every market"))
        return label(" · ".join(parts), wrap=True)


_OFFERS: dict[str, Callable[[], str]] = {
    "discount": lambda: _("discount"),
    "bundle": lambda: _("bundle"),
    "voucher": lambda: _("voucher"),
    "free_shipping": lambda: _("free shipping"),
}
