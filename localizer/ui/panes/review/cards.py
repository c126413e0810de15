"""The source of the text in hand, with its terms underlined and what it said before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import Qt

from localizer.catalog.translations import Pair
from localizer.i18n import _
from localizer.model.segment import Field
from localizer.model.term import fold
from localizer.translate.fuzzy.diff import Change, Part, word_diff
from localizer.ui.actions.asks import FoundTerm
from localizer.ui.actions.words import field_name
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import EDIT, SMALL
from localizer.ui.widgets.parts import Card, Elided, button, chip, label, palette_of, row, speak


class SourceCard(Card):
    """What the seller wrote; after a change the new words are bold and what went stands struck out below."""

    def __init__(self, copy: Callable[[], object], write: Callable[[int], object]) -> None:
        """``copy`` puts the source into the editor, ``write`` a term, by its number."""
        self._write = write
        self.written_in = chip()
        self.place = Elided("", "muted")
        self.text = label("", wrap=True)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self.text.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.text.linkActivated.connect(self._follow)
        self.before = label("", "muted", wrap=True)
        self.before.setTextFormat(Qt.TextFormat.RichText)
        self.copy = button(
            _("Copy source"), copy, role="ghost", tip=_("Copy the source into the editor (Ctrl+D)")
        )
        head = row(label(_("Source"), "muted"), self.written_in, self.place, self.copy)
        head.setStretch(2, 1)
        super().__init__(head, self.text, self.before)

    def _follow(self, link: str) -> None:
        self._write(int(link))

    def show_source(
        self, pair: Pair, locale: str, title: str, before: str, terms: Sequence[FoundTerm] = ()
    ) -> None:
        """Show the segment of ``pair``; ``before`` is its earlier text or empty."""
        segment = pair.segment
        self.written_in.setText(locale)
        place = field_name(segment.field, segment.position, segment.name)
        self.place.show_text(place if segment.field is Field.TITLE else f"{place} · {title}")
        speak(self.text, locale, pixels=EDIT)
        speak(self.before, locale, pixels=SMALL)
        changed = bool(before) and pair.translation.source_hash != segment.source_hash
        self.before.setVisible(changed)
        ink = palette_of(self).text
        if changed:
            parts = word_diff(before, segment.source, locale)
            self.before.setText(_("was {text}").format(text=_struck(parts)))
            self.text.setText(emphasized(parts))
        else:
            self.text.setText(underlined(segment.source, terms, ink))
        self.text.setAccessibleName(_("Source: {text}").format(text=segment.source))
        self.text.setToolTip(
            literal(
                "\n".join(f"{one.source} → {one.target}" for one in terms) if not changed else ""
            )
        )


def emphasized(parts: Sequence[Part]) -> str:
    """Return the new text as HTML with what was added in bold."""
    tags = {Change.KEPT: "{}", Change.REMOVED: "", Change.ADDED: "<b>{}</b>"}
    return "".join(tags[part.change].format(escape(part.text)) for part in parts)


def _struck(parts: Sequence[Part]) -> str:
    """Return the old text as HTML with what went struck out."""
    tags = {Change.KEPT: "{}", Change.REMOVED: "<s>{}</s>", Change.ADDED: ""}
    return "".join(tags[part.change].format(escape(part.text)) for part in parts)


def underlined(text: str, terms: Sequence[FoundTerm], ink: str) -> str:
    """Return ``text`` as HTML with each term underlined; a press on one gives its number."""
    folded = fold(text)
    if len(folded) != len(text):  # offsets would not fit
        return escape(text)
    spots: list[tuple[int, int, int]] = []
    for number, term in enumerate(terms):
        at = folded.find(term.source)
        end = at + len(term.source)
        if at >= 0 and all(end <= start or at >= stop for start, stop, _n in spots):
            spots.append((at, end, number))
    made, at = [], 0
    for start, end, number in sorted(spots):
        made.append(escape(text[at:start]))
        word = escape(text[start:end])
        made.append(f'<a href="{number}" style="color: {ink}">{word}</a>')
        at = end
    return "".join([*made, escape(text[at:])])
