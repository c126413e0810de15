"""How the channel shows the listing: on a phone, where titles are cut early, or on a large screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy

from localizer.i18n import _
from localizer.model.segment import Field
from localizer.ui.look.tokens import SPACE_1, SPACE_3
from localizer.ui.widgets.parts import (
    Card,
    button,
    chip,
    clear,
    column,
    label,
    paint_icon,
    row,
    speak,
)
from localizer.ui.widgets.parts import box as boxed

#: Characters of a title a phone shows. Source: marketplace research, 2026-11-21.
PHONE_TITLE: Final = 38
#: Side of the picture in pixels.
PICTURE: Final = 72
#: Bullets before one must press for more; an own estimate, November 2026.
PHONE_BULLETS: Final = 2


@dataclass(frozen=True, slots=True)
class Listing:
    """The texts of a listing as they stand; ``picture`` is the name of its first picture, empty for none."""

    title: str = ""
    bullets: tuple[str, ...] = ()
    text: str = ""
    picture: str = ""

    def typed(self, field: Field, place: int, text: str) -> Listing:
        """Return the listing with ``text`` as its title, its bullet at ``place``, or its text in hand."""
        if field is Field.TITLE:
            return replace(self, title=text)
        if field is Field.BULLET and 0 <= place < len(self.bullets):
            return replace(self, bullets=(*self.bullets[:place], text, *self.bullets[place + 1 :]))
        return replace(self, text=text)


class PreviewCard(Card):
    """Title, price, picture and bullets as they are shown, with what is cut told in words."""

    def __init__(self, find: Callable[[str], QPixmap | None], *, on_desk: bool) -> None:
        """``find`` gives a picture by name, ``None`` while it is read."""
        self._find = find
        self.on_desk = on_desk
        self._shown = ("", "", Listing())
        self.head = label("", "muted")
        self.turn = button("", self.switch, role="ghost", name=_("Preview: phone or desk"))
        self.picture = QLabel()
        self.picture.setFixedSize(PICTURE, PICTURE)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = label("", wrap=True)
        self.price = label("", "number")
        self.was = label("", "strike")
        self.save = chip("", "block")
        self.bullets = column(spacing=SPACE_1)
        self.text = label("", wrap=True)
        self.note = label("", "muted", wrap=True)
        beside = boxed(column(self.title, row(self.price, self.was, self.save, None)))
        line = row(self.picture, beside, spacing=SPACE_3)
        line.setStretch(1, 1)
        line.setAlignment(self.picture, Qt.AlignmentFlag.AlignTop)
        head = row(self.head, None, self.turn)
        super().__init__(head, line, self.bullets, self.text, self.note)
        for one in (self.title, self.text):
            one.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def switch(self) -> None:
        """Show the other screen."""
        self.on_desk = not self.on_desk
        self.show_preview(*self._shown)

    def show_preview(self, channel: str, locale: str, listing: Listing) -> None:
        """Show ``listing`` as ``channel`` would; a text that is no title or bullet stands below."""
        self._shown = (channel, locale, listing)
        where = (
            _("Preview · {channel} on a large screen")
            if self.on_desk
            else _("Preview · {channel} on a phone")
        )
        self.head.setText(where.format(channel=channel))
        self.turn.setToolTip(_("Show it on a phone") if self.on_desk else _("Show it on a desk"))
        paint_icon(self.turn, "phone" if self.on_desk else "desk")
        title = listing.title
        cut = not self.on_desk and len(title) > PHONE_TITLE
        self.title.setText(f"{title[:PHONE_TITLE].rstrip()}…" if cut else title)
        self._show_bullets(listing.bullets, locale)
        self.text.setText(listing.text)
        self.text.setVisible(bool(listing.text))
        speak(self.title, locale)
        speak(self.text, locale)
        self.note.setText(_("The title is cut at {n} characters on a phone.").format(n=PHONE_TITLE))
        self.note.setVisible(cut)
        self.show_picture()

    def _show_bullets(self, bullets: Sequence[str], locale: str) -> None:
        clear(self.bullets)
        bullets = [one for one in bullets if one]
        shown = bullets if self.on_desk else bullets[:PHONE_BULLETS]
        for one in shown:
            line = label(f"• {one}", "muted", wrap=True)
            speak(line, locale)
            self.bullets.addWidget(line)
        left = len(bullets) - len(shown)
        if left:
            self.bullets.addWidget(label(_("… {n} more below the fold").format(n=left), "muted"))

    def show_picture(self) -> None:
        """Paint the picture if it is there by now."""
        found = self._find(self._shown[2].picture)
        self.picture.setVisible(found is not None)
        if found is not None:
            self.picture.setPixmap(found)

    def show_price(self, values: Mapping[str, str]) -> None:
        """Show the price tokens of the product on this target."""
        price = values.get("price", "")
        self.price.setText(price or _("no price"))
        self.was.setText(values.get("was", ""))
        self.was.setVisible("was" in values)
        self.save.setText(f"−{values.get('save', '')}")
        self.save.setVisible("save" in values)
