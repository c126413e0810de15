"""One pair whole: its source, its translation to be mended, who wrote it, when and where."""

from __future__ import annotations

import unicodedata
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QStackedWidget, QWidget

from localizer.i18n import _, ngettext, pgettext
from localizer.model.segment import MemoryUnit
from localizer.ui.actions.columns import count
from localizer.ui.actions.memory_words import day_words, origin_words, place_words
from localizer.ui.actions.term_words import tongue
from localizer.ui.actions.words import day_and_time
from localizer.ui.look.tokens import EDIT, SPACE_1, SPACE_2
from localizer.ui.widgets.parts import Card, Elided, box, button, chip, column, label, row, speak

HINT, PAIR, SEVERAL = range(3)
#: The least height of a text, in pixels.
_LEAST: Final = 64


class TargetText(QPlainTextEdit):
    """Takes Undo and Redo for what is typed; where there is none, they are the window's."""

    def event(self, event: QEvent) -> bool:
        """Let the window undo what was saved."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            text, keys = self.document(), QKeySequence.StandardKey
            for key, is_there in (
                (keys.Undo, text.isUndoAvailable()),
                (keys.Redo, text.isRedoAvailable()),
            ):
                if event.matches(key):
                    event.setAccepted(is_there)
                    return True
        return super().event(event)


class PairCard(Card):
    """Says what is wanted; who saves and deletes is not known here."""

    save_wanted = Signal()
    delete_wanted = Signal()
    changed = Signal()

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.number: int | None = None
        self.unit: MemoryUnit | None = None
        self._is_open = True
        self._busy = False
        self._make_fields()
        self.hint = label(_("Choose a pair to see it whole."), "muted", wrap=True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages = QStackedWidget()
        for page in (self.hint, self._form(), self._of_several()):
            self.pages.addWidget(page)
        self.body.addWidget(self.pages)
        self.target.textChanged.connect(self._edited)

    def _make_fields(self) -> None:
        self.from_, self.into = label("", "section"), label("", "section")
        self.locked = chip(_("read only"), "info")
        self.source, self.target = QPlainTextEdit(), TargetText()
        self.source.setReadOnly(True)
        for one, name in ((self.source, _("Source")), (self.target, _("Translation"))):
            one.setAccessibleName(name)
            one.setTabChangesFocus(True)
            one.setMinimumHeight(_LEAST)
            one.setProperty("role", "edit")
        self.who, self.when, self.where = Elided(), Elided(), Elided()
        self.save = button(
            _("Save"), self.save_wanted.emit, role="primary", tip=_("Ctrl+S or Ctrl+Enter")
        )
        self.discard = button(
            _("Discard"), self.revert, role="ghost", tip=_("Forget what was typed")
        )
        self.delete = button(
            _("Delete"), self.delete_wanted.emit, role="ghost", tip=_("Delete this pair (Del)")
        )
        self.unsaved = chip(_("Not saved yet"), "warn")

    def _form(self) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_2)
        grid.setVerticalSpacing(SPACE_1)
        grid.setColumnStretch(1, 1)
        told = (
            (pgettext("memory", "Who"), self.who),
            (pgettext("memory", "When"), self.when),
            (pgettext("memory", "Where"), self.where),
        )
        for at, (name, field) in enumerate(told):
            grid.addWidget(label(name, "muted"), at, 0)
            grid.addWidget(field, at, 1)
        foot = row(self.save, self.discard, self.unsaved, None, self.delete)
        layout = column(
            self.from_, self.source, row(self.into, self.locked, None), self.target, grid, foot,
            spacing=SPACE_2,
        )  # fmt: skip
        layout.setStretch(1, 2)
        layout.setStretch(3, 3)
        return box(layout)

    def _of_several(self) -> QWidget:
        self.several = label("", "title", wrap=True)
        self.several.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.delete_all = button(_("Delete them"), self.delete_wanted.emit)
        return box(column(None, self.several, row(None, self.delete_all, None), None))

    # -- what is shown ---------------------------------------------------------------------------

    def show_pair(
        self, number: int, unit: MemoryUnit, draft: str | None = None, *, is_open: bool
    ) -> None:
        """Show a pair, with what was typed for it and not saved; only an open one can be changed."""
        self.number, self.unit, self._is_open = number, unit, is_open
        self.pages.setCurrentIndex(PAIR)
        self.from_.setText(tongue(unit.source_locale))
        self.into.setText(tongue(unit.target_locale))
        speak(self.source, unit.source_locale, pixels=EDIT)
        speak(self.target, unit.target_locale, pixels=EDIT)
        self.source.setPlainText(unit.source)
        shown = unit.target if draft is None else draft
        # What is typed stays as it stands, with its cursor and its own undo.
        if self.target.toPlainText() != shown:
            self.target.setPlainText(shown)
        if not self.is_changed:
            self.target.document().clearUndoRedoStacks()  # saved: from now on the window undoes it
        self.target.setReadOnly(not is_open)
        how = origin_words(unit)
        self.who.show_text(f"{unit.created_by} · {how}" if unit.created_by else how)
        self.when.show_text(_moment(unit))
        self.where.show_text(place_words(unit))
        self._show_state()

    def show_several(self, number: int, *, is_open: bool) -> None:
        """Show that ``number`` pairs are chosen."""
        self.number = self.unit = None
        self.pages.setCurrentIndex(SEVERAL)
        text = ngettext("{n} pair is chosen", "{n} pairs are chosen", number)
        self.several.setText(text.format(n=count(number)))
        self._is_open = is_open
        self._show_state()

    def show_nothing(self) -> None:
        """Show that a pair can be chosen."""
        self.number = self.unit = None
        self.pages.setCurrentIndex(HINT)

    def revert(self) -> None:
        """Forget what is typed."""
        if self.unit is not None:
            self.target.setPlainText(self.unit.target)
            self.target.setFocus()

    def set_busy(self, *, busy: bool) -> None:
        """Let nothing be saved or deleted while that is being done."""
        self._busy = busy
        self._show_state()

    # -- what is typed ---------------------------------------------------------------------------

    @property
    def typed(self) -> str:
        """The translation as it stands in the field."""
        return unicodedata.normalize("NFC", self.target.toPlainText()).strip()

    @property
    def is_changed(self) -> bool:
        """Tell whether something is typed that is not saved."""
        return self.unit is not None and self._is_open and self.typed != self.unit.target.strip()

    @property
    def can_save(self) -> bool:
        """Tell whether there is something to save that can be saved now."""
        return self.is_changed and bool(self.typed) and not self._busy

    def _edited(self) -> None:
        self._show_state()
        self.changed.emit()

    def _show_state(self) -> None:
        is_changed = self.is_changed
        self.save.setEnabled(self.can_save)
        self.discard.setVisible(is_changed)
        self.unsaved.setVisible(is_changed)
        for one in (self.save, self.delete, self.delete_all):
            one.setVisible(self._is_open)
        for one in (self.delete, self.delete_all):
            one.setEnabled(not self._busy)
        self.locked.setVisible(not self._is_open)


def _moment(unit: MemoryUnit) -> str:
    """Return the local date and time of a pair; what is no moment as it is written."""
    try:
        return day_and_time(unit.created_at)
    except (ValueError, OverflowError):
        return day_words(unit)
