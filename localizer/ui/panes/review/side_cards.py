"""The right side of the desk: suggestions, terms, history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from localizer.catalog.versions import Version
from localizer.catalog.views import Past
from localizer.i18n import _
from localizer.model.segment import Origin
from localizer.pipeline.views import Suggestion
from localizer.translate.fuzzy.diff import Change, Part, word_diff
from localizer.ui.actions.asks import FoundTerm
from localizer.ui.actions.words import when
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import SPACE_1, SPACE_2
from localizer.ui.widgets.parts import Card, Elided, button, chip, clear, column, label, row, speak

_PERFECT = 100


class SuggestionsCard(Card):
    """What translators, memory and composer offer; a press or Ctrl+digit takes one."""

    def __init__(self, take: Callable[[str], object]) -> None:
        """``take`` gets the text."""
        self._take = take
        self._list = column(spacing=SPACE_1)
        self.found: tuple[Suggestion, ...] = ()
        super().__init__(label(_("Suggestions"), "muted"), self._list)

    def show_suggestions(self, found: Sequence[Suggestion], locale: str) -> None:
        """Show ``found``, texts of ``locale``."""
        self.found = tuple(found)
        clear(self._list)
        if not found:
            self._list.addWidget(
                label(_("Memory and composer have nothing here."), "muted", wrap=True)
            )
        for number, one in enumerate(found, 1):
            self._list.addWidget(self._one(number, one, locale))

    def _one(self, number: int, one: Suggestion, locale: str) -> QWidget:
        key = chip(str(number))
        key.setToolTip(literal(_("Ctrl+{n}").format(n=number)))
        take = button(
            _("Insert"),
            lambda: self._take(one.text),
            role="ghost",
            tip=_("Insert (Ctrl+{n})").format(n=number),
            name=_("Insert suggestion {n}: {text}").format(n=number, text=one.text),
        )
        text = label(one.text, wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        speak(text, locale)
        head = row(key, Elided(_origin(one), "muted"), take)
        head.setStretch(1, 1)
        made = QWidget()
        made.setLayout(column(head, text, *_likeness(one), spacing=SPACE_1))
        return made

    def take(self, number: int) -> None:
        """Take the suggestion ``number``, counted from 0."""
        if 0 <= number < len(self.found):
            self._take(self.found[number].text)


def _origin(one: Suggestion) -> str:
    if one.origin in (Origin.COMPOSED, Origin.PERSON):
        return one.note
    names = {Origin.MEMORY_CONTEXT: _("memory, same place"), Origin.MEMORY_FUZZY: _("like it")}
    name = names.get(one.origin, _("memory"))
    parts = [f"{min(one.score, _PERFECT)} % {name}", one.note]
    return " · ".join(part for part in parts if part)


def _likeness(one: Suggestion) -> list[QLabel]:
    """Return what says how a text of the memory differs: its source, and its numbers before all."""
    made = []
    if one.parts:
        made.append(label(_marked(one.parts), "muted", wrap=True))
        made[0].setTextFormat(Qt.TextFormat.RichText)
    for sentence, pairs in (
        (_("Put right: {pairs}"), one.repairs),
        (_("Not the same: {pairs}"), one.differences),
    ):
        if pairs:
            told = ", ".join(f"{pair.old or '–'} → {pair.new or '–'}" for pair in pairs)
            made.append(label(sentence.format(pairs=told), "warn", wrap=True))
    return made


def _marked(parts: Sequence[Part]) -> str:
    """Return how the source of a match became this one: struck out what went, underlined what came."""
    tags = {Change.KEPT: "{}", Change.REMOVED: "<s>{}</s>", Change.ADDED: "<u>{}</u>"}
    return "".join(tags[part.change].format(escape(part.text)) for part in parts)


class TermsCard(Card):
    """The terms of the source; a press or Alt+digit writes one at the cursor."""

    def __init__(self, write: Callable[[str], object]) -> None:
        """``write`` gets the term."""
        self._write = write
        self._list = column(spacing=SPACE_1)
        self.found: tuple[FoundTerm, ...] = ()
        super().__init__(label(_("Terms"), "muted"), self._list)

    def show_terms(self, found: Sequence[FoundTerm], locale: str) -> None:
        """Show ``found``; without any the card is hidden."""
        self.found = tuple(found)
        clear(self._list)
        for number, one in enumerate(found, 1):
            self._list.addWidget(self._one(number, one, locale))
        self.setVisible(bool(found))

    def _one(self, number: int, one: FoundTerm, locale: str) -> QPushButton:
        made = button(
            f"{one.source}  →  {one.target}",
            lambda: self._write(one.target),
            role="nav",
            tip=_("{note}\nWrite it (Alt+{n})").format(note=one.note, n=number).strip(),
        )
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        speak(made, locale)
        return made

    def write(self, number: int) -> None:
        """Write the term ``number``, counted from 0."""
        if 0 <= number < len(self.found):
            self._write(self.found[number].target)


class HistoryCard(Card):
    """What a text said before, each version to be put back; and what else was done to it."""

    def __init__(self, restore: Callable[[str], object]) -> None:
        """``restore`` gets the text to put back."""
        self._restore = restore
        self._list: QVBoxLayout = column(spacing=SPACE_2)
        super().__init__(self._list)

    def show_history(
        self, past: Sequence[Past], versions: Sequence[Version], locale: str, now: str
    ) -> None:
        """Show ``versions``, the newest first, then the other steps of ``past``."""
        clear(self._list)
        if not past and not versions:
            self._list.addWidget(label(_("Nothing was changed yet."), "muted", wrap=True))
        told = set()
        for one in versions:
            told.add((one.at, one.label))
            self._list.addWidget(self._version(one, locale, now))
        for step in past:
            if (step.at, step.label) in told:
                continue
            words = " · ".join(part for part in (when(step.at), step.label, step.by) if part)
            if step.undone:
                words = _("{step} (undone)").format(step=words)
            self._list.addWidget(Elided(words, "muted"))

    def _version(self, one: Version, locale: str, now: str) -> QWidget:
        words = " · ".join(
            part for part in (when(one.at) if one.at else "", one.label, one.by) if part
        )
        head = row(Elided(words or _("before that"), "muted"))
        head.setStretch(0, 1)
        if one.text and one.text != now:
            back = button(
                _("Restore"),
                lambda: self._restore(one.text),
                role="ghost",
                name=_("Restore the text: {text}").format(text=one.text),
            )
            head.addWidget(back)
        text = label("", wrap=True)
        text.setTextFormat(Qt.TextFormat.RichText)
        text.setText(
            _marked(word_diff(one.text, now, locale))
            if one.text != now
            else escape(one.text) or "–"
        )
        speak(text, locale)
        made = QWidget()
        made.setLayout(column(head, text, spacing=SPACE_1))
        return made
