"""One line of a script: who it is for, the text with today's prices, its seconds, what is found of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QLabel, QWidget

from localizer.i18n import _
from localizer.model.script import Lane, ScriptLine
from localizer.ui.actions.words import LANES
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import SMALL, SPACE_1, SPACE_2
from localizer.ui.widgets.parts import (
    button,
    chip,
    clear,
    column,
    label,
    paint_icon,
    row,
    set_role,
    speak,
)
from localizer.ui.widgets.token_editor import TokenEditor

_LANES: Final = {Lane.HOST: "chip", Lane.CONTROL: "info", Lane.ACTION: "info"}
#: The least room for who a line is for, and what is around the words.
LANE_WIDTH, LANE_AROUND = 72, 20
TIME_WIDTH: Final = 48
LOCK_WIDTH, MORE_WIDTH = 36, 48
MOST_LINES: Final = 20


class LineRow(QWidget):
    """``saved`` carries the line's number and its new text, ``locked`` the number and whether it stays.

    ``looked`` tells that somebody points at the line (its number) or no longer does (-1), ``menu_wanted``
    that what can be done with it is to be shown.
    """

    saved = Signal(int, str)
    locked = Signal(int, bool)
    looked = Signal(int)
    menu_wanted = Signal(int)

    def __init__(self, number: int, line: ScriptLine, locale: str) -> None:
        """Show line ``number`` of a script in ``locale``."""
        super().__init__()
        self.number = number
        self._locale = locale
        self._stored = line.text
        self._sent: str | None = None
        self.lane = chip("", _LANES[line.lane])
        self.lane.setFixedWidth(_lane_width(self.lane))
        self.lane.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.editor = TokenEditor()
        self.editor.setProperty("role", "")
        self.editor.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        speak(self.editor, locale)
        self.time = label("", "muted")
        self.time.setFixedWidth(TIME_WIDTH)
        self.time.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.lock = button("", self._ask_lock, role="ghost")
        self.more = button(
            "⋯",
            lambda: self.menu_wanted.emit(self.number),
            role="ghost",
            tip=_("Add a line, move or remove this one"),
        )
        self.lock.setFixedWidth(LOCK_WIDTH)
        self.more.setFixedWidth(MORE_WIDTH)
        self._locked = False
        self._words: QLabel | None = None
        self._words_wanted = True
        self.findings = column(spacing=SPACE_1)
        self._middle = column(self.editor, self.findings, spacing=SPACE_1)
        layout = row(self.lane, self._middle, self.time, self.lock, self.more, spacing=SPACE_2)
        layout.setStretch(1, 1)
        for part in (self.lane, self.time, self.lock, self.more):
            layout.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        self.setLayout(layout)
        self.editor.load(line.text)
        self.editor.rested.connect(self._save)
        self.editor.textChanged.connect(self._fit)
        self.editor.rewrapped.connect(self._fit)
        self.editor.entered.connect(lambda: self.looked.emit(self.number))

    def show_line(self, number: int, line: ScriptLine, rests: str, *, settled: bool) -> None:
        """Show what is stored now, and what the line ``rests`` on.

        Text being typed stays, and text on its way until all is ``settled``.
        """
        self.number = number
        if settled:
            self._sent = None
        kept = self.editor.dirty or self._sent is not None
        if not kept and self.editor.text().strip() != line.text:
            self.editor.load(line.text)
        self._stored = line.text
        lane = _(LANES[line.lane])
        self.lane.setText(lane)
        set_role(self.lane, _LANES[line.lane])
        self.editor.setAccessibleName(_("Line {n}, {lane}").format(n=number + 1, lane=lane))
        self.more.setAccessibleName(_("What to do with line {n}").format(n=number + 1))
        self.time.setText(_("{n} s").format(n=round(line.seconds)) if line.seconds else "")
        self.editor.setToolTip(literal(rests))
        self.editor.mark([said for _name, said in line.values])
        self._show_lock(locked=line.locked)
        self._fit()

    def show_said(self, text: str) -> None:
        """Let screen readers say the line as it is said today, where that differs from what is written."""
        told = _("says today: {text}").format(text=text) if text != self._stored else ""
        self.editor.setAccessibleDescription(told)

    def show_words(self, text: str, said: str) -> None:
        """Give the line with its prices in words; ``said`` is what it says in digits."""
        if text == said and self._words is None:
            return  # most lines name no price
        self.words.setText("" if text == said else _("in words: {text}").format(text=text))
        self._fold()

    @property
    def words(self) -> QLabel:
        """The line with its prices in words; made when it is first wanted."""
        if self._words is None:
            self._words = label("", "muted", wrap=True)
            self._words.hide()
            speak(self._words, self._locale, pixels=SMALL)
            self._middle.insertWidget(1, self._words)
        return self._words

    def want_words(self, *, wanted: bool) -> None:
        """Show or hide prices in words."""
        self._words_wanted = wanted
        self._fold()

    def _fold(self) -> None:
        if self._words is not None:
            self._words.setVisible(self._words_wanted and bool(self._words.text()))

    def _show_lock(self, *, locked: bool) -> None:
        if self.lock.toolTip() and locked == self._locked:
            return
        self._locked = locked
        paint_icon(self.lock, "lock" if locked else "unlock")
        tip = _("Locked: stays when its beat is written anew") if locked else _("Lock this line")
        self.lock.setToolTip(literal(tip))
        self.lock.setAccessibleName(tip)

    def _ask_lock(self) -> None:
        self.locked.emit(self.number, not self._locked)

    def show_findings(self, rows: Sequence[QWidget]) -> None:
        """Show what checks say about this line."""
        clear(self.findings)
        for one in rows:
            self.findings.addWidget(one)

    def flush(self) -> None:
        """Save what is being typed."""
        self.editor.rest()

    def forget_sent(self) -> None:
        """What was sent could not be stored."""
        self._sent = None

    def _save(self) -> None:
        text = self.editor.text().strip()
        known = self._stored if self._sent is None else self._sent
        if text and text != known:
            self._sent = text
            self.saved.emit(self.number, text)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell that the pointer is here."""
        super().enterEvent(event)
        self.looked.emit(self.number)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the pointer has gone."""
        super().leaveEvent(event)
        self.looked.emit(-1)

    def _fit(self) -> None:
        """Keep the editor as high as its text."""
        self.editor.fit(1, MOST_LINES)


def _lane_width(lane: QLabel) -> int:
    """Return the width that holds each of the words a line can be for."""
    ink = lane.fontMetrics()
    widest = max(ink.horizontalAdvance(_(name)) for name in LANES.values())
    return max(LANE_WIDTH, widest + LANE_AROUND)
