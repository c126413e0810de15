"""The cards around the editor: the source with what it said before, and how the listing looks on a phone."""

from __future__ import annotations

import difflib
import html
from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy

from localizer.catalog.translations import Pair
from localizer.i18n import _
from localizer.model.segment import Field
from localizer.ui.actions.words import field_name
from localizer.ui.look.tokens import EDIT, SMALL
from localizer.ui.widgets.parts import Card, Elided, button, chip, label, row, speak

#: Characters of a title a phone shows. Source: marketplace research, 2026-11-21.
PHONE_TITLE = 38


class SourceCard(Card):
    """What the seller wrote; after a change the new words are bold and the old text stands below."""

    def __init__(self, copy: Callable[[], object]) -> None:
        """``copy`` puts the source into the editor."""
        self.written_in = chip()
        self.place = Elided("", "muted")
        self.text = label("", wrap=True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.before = label("", "muted", wrap=True)
        self.copy = button(
            _("Copy source"), copy, role="ghost", tip=_("Copy the source into the editor (Ctrl+D)")
        )
        head = row(label(_("Source"), "muted"), self.written_in, self.place, self.copy)
        head.setStretch(2, 1)
        super().__init__(head, self.text, self.before)

    def show_source(self, pair: Pair, locale: str, title: str, before: str) -> None:
        """Show the segment of ``pair``; ``before`` is its earlier text or empty."""
        segment = pair.segment
        self.written_in.setText(locale)
        place = field_name(segment.field, segment.position, segment.name)
        self.place.show_text(place if segment.field is Field.TITLE else f"{place} · {title}")
        speak(self.text, locale, pixels=EDIT)
        speak(self.before, locale, pixels=SMALL)
        changed = bool(before) and pair.translation.source_hash != segment.source_hash
        self.before.setVisible(changed)
        self.before.setText(_("was {text}").format(text=before))
        if changed:
            self.text.setTextFormat(Qt.TextFormat.RichText)
            self.text.setText(emphasized(before, segment.source))
        else:
            self.text.setTextFormat(Qt.TextFormat.PlainText)
            self.text.setText(segment.source)
        self.text.setAccessibleName(_("Source: {text}").format(text=segment.source))


def emphasized(old: str, new: str) -> str:
    """Return ``new`` as HTML with what is not in ``old`` in bold."""
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    parts = []
    for kind, _start, _end, start, end in matcher.get_opcodes():
        text = html.escape(new[start:end])
        parts.append(text if kind == "equal" else f"<b>{text}</b>" if text else "")
    return "".join(parts)


class PreviewCard(Card):
    """The title as a phone cuts it, and the price as the engine makes it today."""

    def __init__(self) -> None:
        """Begin empty."""
        self.head = label("", "muted")
        self.title = label("", wrap=True)
        self.text = label("", wrap=True)
        self.price = label("", "number")
        self.was = label("", "strike")
        self.save = chip("", "block")
        self.note = label("", "muted", wrap=True)
        super().__init__(
            self.head, self.title, row(self.price, self.was, self.save, None), self.text, self.note
        )
        for one in (self.title, self.text):
            one.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_preview(self, channel: str, locale: str, title: str, text: str) -> None:
        """Show the listing's ``title`` and, where another field is edited, its ``text``."""
        self.head.setText(_("Preview · {channel} on a phone").format(channel=channel))
        speak(self.title, locale)
        speak(self.text, locale)
        cut = len(title) > PHONE_TITLE
        self.title.setText(f"{title[:PHONE_TITLE].rstrip()}…" if cut else title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.note.setText(_("The title is cut at {n} characters on a phone.").format(n=PHONE_TITLE))
        self.note.setVisible(cut)

    def show_price(self, values: Mapping[str, str]) -> None:
        """Show the price tokens of the product on this target."""
        price = values.get("price", "")
        self.price.setText(price or _("no price"))
        self.was.setText(values.get("was", ""))
        self.was.setVisible("was" in values)
        self.save.setText(f"−{values.get('save', '')}")
        self.save.setVisible("save" in values)
