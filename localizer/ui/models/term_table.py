"""The Terms pane's lists: missing words, terms found, texts that would change; nothing is made unpainted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont

from localizer.i18n import _
from localizer.model.own_term import EVERYWHERE
from localizer.model.term import TermBase
from localizer.pipeline.missing_terms import MissingTerm
from localizer.pipeline.terms import TouchedText
from localizer.ui.actions.columns import apart
from localizer.ui.actions.term_asks import TermRow
from localizer.ui.actions.term_words import (
    domain_name,
    kind_words,
    listings_words,
    place_name,
    scope_name,
    text_name,
    tongue,
)
from localizer.ui.actions.words import in_a_row, language_name
from localizer.ui.look.fonts import app_font
from localizer.ui.look.tips import literal
from localizer.ui.models.listed import Index, Listed
from localizer.ui.models.paged import ROW_ROLE

SOURCE_LOCALE: Final = "zh-Hans"
#: Columns of the terms found: which of them are in a language of their own.
SOURCE, DOMAIN, TERM, WHOSE = range(4)
#: Columns of the texts that would change.
PLACE, BEFORE, AFTER = range(3)


class MissingList(Listed[MissingTerm]):
    """One column; a delegate paints the whole row."""

    def __init__(self, base: TermBase, parent: QObject | None = None) -> None:
        """Begin empty; ``base`` knows what attributes are called."""
        super().__init__([_("Missing words")], lambda one: (one.word,), parent=parent)
        self._base = base

    def kind(self, one: MissingTerm) -> str:
        """Return what a missing word is."""
        return kind_words(one, place_name(self._base, one.place))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return the row for the delegate, and all of it in words for screen readers."""
        if not index.isValid():
            return None
        one = self.rows[index.row()]
        if role == ROW_ROLE:
            return one
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return in_a_row((one.word, *self._said(one), one.product))
        if role == Qt.ItemDataRole.ToolTipRole:
            return literal("\n".join((one.word, in_a_row(self._said(one)), one.product)))
        return super().data(index, role)

    def _said(self, one: MissingTerm) -> tuple[str, ...]:
        languages = in_a_row(dict.fromkeys(language_name(locale) for locale in one.locales))
        lacks = _("lacks {languages}").format(languages=languages)
        return self.kind(one), lacks, listings_words(one.listings)

    def line_of(self, word: MissingTerm | None) -> int:
        """Return the line of a word, -1 where it is missing no longer."""
        if word is None:
            return -1
        wanted = (word.word, word.kind)
        found = (line for line, one in enumerate(self.rows) if (one.word, one.kind) == wanted)
        return next(found, -1)


class TermTable(Listed[TermRow]):
    """Source words, domain, the term in the language chosen, and whose it is."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty, in English."""
        heads = (_("Source"), _("Domain"), "", _("Whose"))
        super().__init__(heads, _cells, tips=_tips, parent=parent)
        self.tag = "en"
        self._fonts: dict[str, QFont] = {}

    def show_in(self, rows: Sequence[TermRow], tag: str) -> None:
        """Show ``rows`` with the terms of the language ``tag``."""
        self.beginResetModel()
        self.tag, self._rows = tag, rows
        self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a cell, in the letter forms of its language."""
        if role == Qt.ItemDataRole.FontRole and index.column() in (SOURCE, TERM):
            return self._font(self.tag if index.column() == TERM else SOURCE_LOCALE)
        if role == ROW_ROLE and index.isValid():
            return self.rows[index.row()]
        return super().data(index, role)

    def _font(self, tag: str) -> QFont:
        found = self._fonts.get(tag)
        if found is None:
            found = self._fonts[tag] = app_font(tag)
        return found

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Name the column of terms by its language."""
        is_term = section == TERM and orientation is Qt.Orientation.Horizontal
        if is_term and role == Qt.ItemDataRole.DisplayRole:
            return tongue(self.tag)
        return super().headerData(section, orientation, role)

    def line_of(self, concept: str) -> int:
        """Return the line of a concept, -1 where it is not shown."""
        found = (line for line, one in enumerate(self.rows) if one.concept.id == concept)
        return next(found, -1)


def _cells(one: TermRow) -> tuple[str, ...]:
    term = one.term.text if one.term is not None else "–"
    source = " | ".join(one.concept.forms)
    return source, domain_name(one.concept.domain), term, _whose(one)


def _whose(one: TermRow) -> str:
    """Return whose the term is, and where one's own holds."""
    narrow = dict.fromkeys(scope_name(scope) for scope in one.scopes if scope != EVERYWHERE)
    if narrow:
        return _("yours: {places}").format(places=in_a_row(narrow))
    if one.scopes or (one.own and one.term is None):
        return _("yours")
    return _("program") if one.term is not None else _("missing")


def _tips(one: TermRow) -> tuple[str, ...]:
    note = one.term.note if one.term is not None else ""
    source, domain, term, whose = _cells(one)
    about = "\n".join(part for part in (source, one.concept.note) if part)
    return about, domain, "\n".join(part for part in (term, note) if part), whose


class PreviewTable(Listed[TouchedText]):
    """Texts before and after; both from shortly before the place where they differ."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        heads = (_("Text"), _("Before"), _("After"))
        super().__init__(heads, _touched_cells, tips=_touched_tips, parent=parent)
        self._fonts: dict[str, QFont] = {}

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a cell, texts in the letter forms of their language."""
        if role == Qt.ItemDataRole.FontRole and index.isValid():
            is_text = index.column() in (BEFORE, AFTER)
            locale = self.rows[index.row()].locale if is_text else SOURCE_LOCALE
            found = self._fonts.get(locale)
            if found is None:
                found = self._fonts[locale] = app_font(locale)
            return found
        if role == Qt.ItemDataRole.AccessibleTextRole and index.isValid():
            one = self.rows[index.row()]
            return f"{self._tips(one)[index.column()]}\n{one.product}"
        return super().data(index, role)


def _touched_cells(one: TouchedText) -> tuple[str, ...]:
    place = f"{language_name(one.locale)} · {text_name(one)}"
    before, after = apart(one.before, one.after)
    return place, before or "–", after or "–"


def _touched_tips(one: TouchedText) -> tuple[str, ...]:
    place = _touched_cells(one)[PLACE]
    return f"{place}\n{one.product}", one.before, one.after
