"""The editor of one translation: the text with its counter, what checks say, and the decisions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from localizer.catalog.assignments import Assignment
from localizer.catalog.findings import StoredFinding
from localizer.catalog.translations import Pair
from localizer.i18n import _, ngettext
from localizer.model.channel import FieldLimit, LengthUnit
from localizer.model.segment import Origin, State
from localizer.pipeline.views import reason_text
from localizer.ui.actions.words import ORIGINS, STATES, language_name
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import EDIT, SPACE_1, SPACE_2
from localizer.ui.widgets.finding_row import FindingRow
from localizer.ui.widgets.flow import Flow
from localizer.ui.widgets.parts import (
    Card,
    Elided,
    button,
    chip,
    clear,
    column,
    label,
    row,
    set_role,
    speak,
)
from localizer.ui.widgets.token_editor import TextEditor

#: Share of a limit from which the counter warns.
_NEAR: Final = 0.9
LEAST_LINES: Final = 3
MOST_LINES: Final = 12
_STATE_ROLES: Final = {State.APPROVED: "ok", State.SENT_BACK: "warn", State.UNTRANSLATED: "block"}


class TargetCard(Card):
    """``typed`` comes with every key, ``rested`` when the text is to be saved."""

    typed = Signal(str)
    rested = Signal()

    def __init__(self, overrule: Callable[[StoredFinding], object]) -> None:
        """``overrule`` gets the finding a person wants to let pass."""
        self._overrule = overrule
        self._limit: FieldLimit | None = None
        self._stored = ""
        self.language = label("", "muted")
        self.target = chip()
        self.counter = chip("", "ok")
        self.state = chip("", "info")
        self.origin = Elided("", "muted")
        self.editor = TextEditor()
        self.editor.setAccessibleName(_("Translation"))
        self.comment = label("", "warn", wrap=True)
        self.locked = chip(_("locked"), "warn")
        self.assignee = chip()
        self.findings = column(spacing=SPACE_1)
        head = row(
            self.language, self.target, self.state, self.locked, self.assignee, None, self.counter
        )
        super().__init__(head, self.origin, self.editor, self.comment, self.findings)
        self.editor.textChanged.connect(self._on_text)
        self.editor.rewrapped.connect(self.fit)
        self.editor.rested.connect(self.rested)

    def add_buttons(
        self, actions: Sequence[tuple[str, Callable[[], object], str, str]], *more: QWidget
    ) -> None:
        """Add a line of buttons: words, action, role, tip, and ``more``; the editor is first in tab order."""
        made = [button(words, action, role=role, tip=tip) for words, action, role, tip in actions]
        self.body.addLayout(Flow(*made, *more, spacing=SPACE_2))

    def show_pair(
        self, pair: Pair, target: str, limit: FieldLimit | None, *, keep_text: bool
    ) -> None:
        """Show a translation; ``keep_text`` leaves what is in the editor alone."""
        translation = pair.translation
        self._limit = limit
        self._stored = translation.text
        self.language.setText(language_name(translation.locale))
        self.target.setText(target)
        if not keep_text:
            speak(self.editor, translation.locale, pixels=EDIT)
            self.editor.load(translation.text)
        self.state.setText(_(STATES[translation.state]))
        set_role(self.state, _STATE_ROLES.get(translation.state, "info"))
        origin = _origin(pair)
        self.origin.show_text(origin)
        self.origin.setVisible(bool(origin))
        self.comment.setText(_("Sent back: {comment}").format(comment=translation.comment))
        self.comment.setVisible(bool(translation.comment) and translation.state is State.SENT_BACK)
        self._count(self.editor.text())
        self.fit()

    def show_assignment(self, found: Assignment) -> None:
        """Show whose work the text is and whether it is locked, which keeps it from being edited."""
        self.assignee.setText(found.assignee)
        self.assignee.setVisible(bool(found.assignee))
        self.assignee.setToolTip(literal(_("The work of {person}").format(person=found.assignee)))
        self.locked.setVisible(found.locked)
        self.editor.setReadOnly(found.locked)

    def fit(self) -> None:
        """Give the editor the room its text needs."""
        self.editor.fit(LEAST_LINES, MOST_LINES)

    def show_findings(self, found: Sequence[StoredFinding]) -> None:
        """List what checks say, the worst first, and underline its places."""
        clear(self.findings)
        for stored in found:
            self.findings.addWidget(FindingRow(stored, fix=self._fix, overrule=self._overrule))
        if self.text() == self._stored:
            with QSignalBlocker(self.editor):
                self.editor.underline(one.finding for one in found if not one.overruled)

    def put(self, text: str) -> None:
        """Put ``text`` in place of what is in the editor, as if typed; a locked text stays."""
        if not self.editor.isReadOnly():
            self.editor.replace_all(text)
            self.editor.setFocus()

    def write(self, text: str) -> None:
        """Write ``text`` at the caret; a locked text stays."""
        if not self.editor.isReadOnly():
            self.editor.insertPlainText(text)
            self.editor.setFocus()

    def text(self) -> str:
        """Return what is in the editor, as it would be stored."""
        return self.editor.text().strip()

    def _fix(self, stored: StoredFinding) -> None:
        finding = stored.finding
        text = self._stored
        if finding.fix is None or self.text() != text:
            return
        start, end = (finding.start, finding.end) if finding.end else (0, len(text))
        self.editor.replace_all(text[:start] + finding.fix + text[end:])
        self.editor.rest()

    def _on_text(self) -> None:
        text = self.editor.text()
        self._count(text)
        self.fit()
        self.editor.setExtraSelections([])
        self.typed.emit(text)

    def _count(self, text: str) -> None:
        limit = self._limit
        if limit is None:
            number = len(text)
            words = ngettext("{n} character", "{n} characters", number).format(n=number)
            self.counter.setText(words)
            set_role(self.counter, "info")
            return
        length = limit.length(text)
        unit = _("bytes") if limit.unit is LengthUnit.UTF8_BYTES else _("characters")
        most = limit.maximum
        if most is None:
            self.counter.setText(f"{length} {unit}")
        else:
            self.counter.setText(_("{n} / {limit} {unit}").format(n=length, limit=most, unit=unit))
        set_role(self.counter, _counter_role(length, limit))
        self.counter.setToolTip(
            literal(
                _("{source}, checked {date}").format(source=limit.source, date=limit.checked_on)
            )
        )


def _counter_role(length: int, limit: FieldLimit) -> str:
    most, least = limit.maximum, limit.minimum
    over = most is not None and length > most
    under = least is not None and length < least
    if over or under:
        return "block" if limit.hard else "warn"
    return "warn" if most is not None and length > most * _NEAR else "ok"


def _origin(pair: Pair) -> str:
    translation = pair.translation
    if reason := reason_text(translation.reason):
        return reason
    words = _(ORIGINS[translation.origin]) if translation.origin is not Origin.NONE else ""
    return f"{words} {min(translation.score, 100)} %" if translation.score else words
