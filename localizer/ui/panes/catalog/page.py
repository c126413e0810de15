"""One product in full, in one column or two; what a person may change is changed in its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from localizer.catalog.edit_values import Edit, EditField, checked
from localizer.catalog.views import Past
from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.intake.taxonomy import google_category
from localizer.model.money import Money
from localizer.model.product import Product
from localizer.ui.look.icons import pixmap
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import RADIUS, RING, SPACE_1, SPACE_2, SPACE_3, TITLE
from localizer.ui.models.thumbnails import Thumbnails
from localizer.ui.panes.catalog.cards import (
    HistoryCard,
    evidence_card,
    facts_card,
    offers_card,
    prices_card,
    text_cards,
    variants_card,
)
from localizer.ui.widgets.field_text import FieldText
from localizer.ui.widgets.flow import Flow
from localizer.ui.widgets.parts import Card, box, column, label, palette_of, row

PICTURE: Final = 132
SMALL_PICTURE: Final = 40
#: So many further pictures are shown small.
PICTURES: Final = 8
#: From these widths on more is shown of each thing, and the cards stand in two columns.
WIDE: Final = 560
DOUBLE: Final = 1_080
_FIELDS: Final[dict[EditField, str]] = {
    "brand": N_("Brand"),
    "category": N_("Category"),
    "taxonomy": N_("Google category"),
    "hs_code": N_("HS code"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows: a product, the locale of its texts, and today's date for what expires."""

    id: int
    product: Product
    locale: str
    today: dt.date


class Picture(QAbstractButton):
    """A picture in a square, or a calm place where it would be."""

    def __init__(self, side: int) -> None:
        """Begin without a picture."""
        super().__init__()
        self._picture: QPixmap | None = None
        self._side = side
        self.setFixedSize(side, side)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_picture(self, picture: QPixmap | None) -> None:
        """Show ``picture``."""
        self._picture = picture
        self.update()

    def sizeHint(self) -> QSize:
        """Be a square."""
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture with rounded corners, or a glyph on a quiet ground."""
        del event
        inks = palette_of(self)
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.setClipPath(frame)
        painter.fillRect(self.rect(), QColor(inks.hover))
        if self._picture is None:
            side = max(16, self._side // 5)
            glyph = pixmap("image", inks.faint, side=side, ratio=self.devicePixelRatioF())
            painter.drawPixmap((self._side - side) // 2, (self._side - side) // 2, glyph)
        else:
            size = self._picture.deviceIndependentSize().toSize()
            size.scale(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect((self._side - size.width()) // 2, (self._side - size.height()) // 2, 0, 0)
            place.setSize(size)
            painter.drawPixmap(place, self._picture)
        if self.isChecked():
            painter.setClipping(False)
            painter.setPen(QPen(QColor(inks.accent), RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.end()


class ProductPage(QWidget):
    """Built anew for each product. ``edited`` carries an `Edit`, ``refused`` why a text cannot be taken.

    ``at_rest`` comes when a field is no longer being changed.
    """

    edited = Signal(object)
    refused = Signal(str)
    at_rest = Signal()

    def __init__(
        self, shown: Shown, pictures: Thumbnails, write: Callable[[Money], str], *, width: int
    ) -> None:
        """Show as much of a product as fits into ``width`` pixels; ``write`` makes money readable."""
        super().__init__()
        self.shown, self.form = shown, form_of(width)
        wide = width >= WIDE
        self._pictures = pictures
        self.fields: dict[EditField, FieldText] = {}
        self.steps: tuple[Past, ...] = ()
        self.history = HistoryCard()
        product, locale = shown.product, shown.locale
        self.names = _pictures_of(product)
        self.picture = Picture(PICTURE)
        self.picture.setAccessibleName(_("Picture of the product"))
        self.small = [self._small(name) for name in self.names[:PICTURES]]
        self._chosen = 0
        variants = variants_card(product.variants, locale, write, wide=wide)
        first = [
            self._head(wide=wide),
            *(variants if width < DOUBLE else []),
            *text_cards(product, locale, wide=wide),
            *facts_card(product.facts, locale),
        ]
        second = [
            *(variants if width >= DOUBLE else []),
            *evidence_card(product.evidence, shown.today),
            *offers_card(product.offers),
            *prices_card(product.price_records, write),
            self.history,
        ]
        if width >= DOUBLE:
            sides = row(
                box(column(*first, None, spacing=SPACE_3)),
                box(column(*second, None, spacing=SPACE_3)),
                spacing=SPACE_3,
            )
            sides.setStretch(0, 1)
            sides.setStretch(1, 1)
            self.setLayout(column(sides, spacing=0))
        else:
            self.setLayout(column(*first, *second, None, spacing=SPACE_3))
        self.show_pictures()

    def minimumSizeHint(self) -> QSize:
        """Need as much height as the width asks for; lines that wrap would say that of a narrow page."""
        return QSize(super().minimumSizeHint().width(), 0)

    # -- pictures --------------------------------------------------------------------------------

    def _small(self, name: str) -> Picture:
        made = Picture(SMALL_PICTURE)
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setToolTip(literal(name))
        number = self.names.index(name)
        made.setAccessibleName(_("Picture {n}").format(n=number + 1))
        made.clicked.connect(lambda: self._choose(number))
        return made

    def _choose(self, number: int) -> None:
        self._chosen = number
        self.show_pictures()

    def show_pictures(self) -> None:
        """Show the pictures that are read by now."""
        name = self.names[self._chosen] if self.names else ""
        self.picture.show_picture(self._pictures.find(name))
        self.picture.setToolTip(literal(name or _("This product has no picture.")))
        for place, made in enumerate(self.small):
            made.setChecked(place == self._chosen)
            made.show_picture(self._pictures.find(self.names[place]))

    # -- the head and its fields -----------------------------------------------------------------

    def _head(self, *, wide: bool) -> Card:
        product = self.shown.product
        title = self._field("title", product.title, pixels=TITLE, bold=True)
        key = label(product.key, "muted", wrap=True)
        key.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        pictures: list[QWidget] = [self.picture]
        if len(self.names) > 1:
            small = box(Flow(*self.small))
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            policy.setHeightForWidth(True)
            small.setSizePolicy(policy)
            if wide:
                small.setFixedWidth(PICTURE)
            pictures.append(small)
        images = row(*pictures, *((None,) if len(pictures) == 1 else ()), spacing=SPACE_2)
        images.setAlignment(self.picture, Qt.AlignmentFlag.AlignTop)
        # As far in as the words of a field, which has room for its ring.
        images.setContentsMargins(SPACE_1, 0, 0, 0)
        key.setContentsMargins(SPACE_1, 0, 0, 0)
        if not wide:
            return Card(images, title, key, self._grid(), spacing=SPACE_2)
        small_above = column(self.picture, *pictures[1:], None, spacing=SPACE_2)
        words = column(title, key, self._grid(), None, spacing=SPACE_2)
        both = row(small_above, words, spacing=SPACE_3)
        both.setStretch(1, 1)
        return Card(both)

    def _grid(self) -> QWidget:
        product = self.shown.product
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_2)
        grid.setVerticalSpacing(0)
        for place, (field, name) in enumerate(_FIELDS.items()):
            text = str(getattr(product, field))
            note = label(_(name), "muted")
            note.setContentsMargins(SPACE_1, SPACE_1 + 1, 0, 0)
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(note, place, 0, top)
            grid.addWidget(self._field(field, text), place, 1, top)
        grid.setColumnStretch(1, 1)
        return box(grid)

    def _field(
        self, field: EditField, text: str, *, pixels: int | None = None, bold: bool = False
    ) -> FieldText:
        sizes = {} if pixels is None else {"pixels": pixels}
        made = FieldText(
            _(_FIELDS.get(field, N_("Title"))),
            text,
            check=lambda new: problem_of(edit_to(field, new)),
            locale=self.shown.locale,
            bold=bold,
            shown=category_words(text) if field == "taxonomy" else "",
            **sizes,
        )
        made.committed.connect(lambda new: self.edited.emit(edit_to(field, new)))
        made.refused.connect(self.refused)
        made.reading.installEventFilter(self)
        self.fields[field] = made
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when a text is shown again instead of being changed."""
        if event.type() == QEvent.Type.ShowToParent:
            QTimer.singleShot(0, self, self._tell_rest)
        return super().eventFilter(watched, event)

    def _tell_rest(self) -> None:
        if not self.editing:
            self.at_rest.emit()

    @property
    def editing(self) -> bool:
        """Tell whether a field is being changed."""
        return any(made.editing for made in self.fields.values())

    @property
    def focused(self) -> EditField | None:
        """The field that has the keys."""
        found = (name for name, made in self.fields.items() if made.reading.hasFocus())
        return next(found, None)

    def flush(self) -> None:
        """Save what is being typed; what cannot be saved is left."""
        for made in self.fields.values():
            made.commit()
            made.cancel()

    def cancel(self) -> None:
        """Leave every field as it was."""
        for made in self.fields.values():
            made.cancel()

    def show_history(self, steps: tuple[Past, ...]) -> None:
        """Show who changed the product."""
        self.steps = steps
        self.history.show_steps(steps)


def form_of(width: int) -> int:
    """Return how a page of ``width`` pixels is laid out: 0 narrow, 1 wide, 2 in two columns."""
    return (width >= WIDE) + (width >= DOUBLE)


def edit_to(field: EditField, text: str) -> Edit:
    """Return the edit that makes a field read ``text``; a title is never cleared, so that is refused."""
    return Edit(field, "clear" if not text and field != "title" else "set", text)


def problem_of(edit: Edit) -> str:
    """Return in words why an edit cannot be made, empty where it can."""
    try:
        checked(edit)
    except InputError as problem:
        return str(problem)
    return ""


def category_words(number: str) -> str:
    """Return Google's category with its path where we know it."""
    found = google_category(number)
    return f"{found.id} · {found.path}" if found is not None else number


def _pictures_of(product: Product) -> tuple[str, ...]:
    """Return the names of all pictures, each once, the product's own before its variants'."""
    names = [*product.images, *(variant.image for variant in product.variants)]
    return tuple(dict.fromkeys(name for name in names if name))
