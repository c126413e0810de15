"""One line of a script: who it is for, the text, how long it takes, and what it says with today's prices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from localizer.i18n import _
from localizer.model.script import Lane, ScriptLine
from localizer.ui.actions.words import LANES
from localizer.ui.look.tokens import SMALL, SPACE_1, SPACE_2
from localizer.ui.widgets.editor import Editor
from localizer.ui.widgets.parts import button, chip, clear, column, label, paint_icon, row, speak

_LANES: Final = {Lane.HOST: "chip", Lane.CONTROL: "info", Lane.ACTION: "info"}
LANE_WIDTH: Final = 72
TIME_WIDTH: Final = 48
MOST_LINES: Final = 20


class LineRow(QWidget):
    """``saved`` carries the line's number and its new text, ``locked`` the number and whether it stays."""

    saved = Signal(int, str)
    locked = Signal(int, bool)

    def __init__(self, number: int, line: ScriptLine, locale: str) -> None:
        """Show line ``number`` of a script in ``locale``."""
        super().__init__()
        self.number = number
        self._stored = line.text
        self._sent: str | None = None
        self.lane = chip(_(LANES[line.lane]), _LANES[line.lane])
        self.lane.setFixedWidth(LANE_WIDTH)
        self.lane.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.editor = Editor()
        self.editor.setProperty("role", "")
        self.editor.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.editor.setAccessibleName(
            _("Line {n}, {lane}").format(n=number + 1, lane=_(LANES[line.lane]))
        )
        speak(self.editor, locale)
        self.time = label("", "muted")
        self.time.setFixedWidth(TIME_WIDTH)
        self.time.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.lock = button("", self._ask_lock, role="ghost", picture="unlock")
        self._locked = False
        self.said = label("", "muted", wrap=True)
        speak(self.said, locale, pixels=SMALL)
        self.words = label("", "muted", wrap=True)
        speak(self.words, locale, pixels=SMALL)
        self._words_wanted = True
        self.findings = column(spacing=SPACE_1)
        middle = column(self.editor, self.said, self.words, self.findings, spacing=SPACE_1)
        layout = row(self.lane, middle, self.time, self.lock, spacing=SPACE_2)
        layout.setStretch(1, 1)
        layout.setAlignment(self.lane, Qt.AlignmentFlag.AlignTop)
        layout.setAlignment(self.time, Qt.AlignmentFlag.AlignTop)
        layout.setAlignment(self.lock, Qt.AlignmentFlag.AlignTop)
        self.setLayout(layout)
        self.editor.load(line.text)
        self.editor.rested.connect(self._save)
        self.editor.textChanged.connect(self._fit)
        self.show_line(line, settled=True)

    def show_line(self, line: ScriptLine, *, settled: bool) -> None:
        """Show what is stored now; text being typed stays, and text on its way until all is ``settled``."""
        if settled:
            self._sent = None
        kept = self.editor.dirty or self._sent is not None
        if not kept and self.editor.toPlainText().strip() != line.text:
            self.editor.load(line.text)
        self._stored = line.text
        self.time.setText(_("{n} s").format(n=round(line.seconds)) if line.seconds else "")
        self.editor.setToolTip(_rests_on(line))
        self._show_lock(locked=line.locked)
        self._fit()

    def show_said(self, text: str) -> None:
        """Show the line as it is said today, where that differs from what is written."""
        self.said.setText(_("says today: {text}").format(text=text))
        self.said.setVisible(text != self._stored)

    def show_words(self, text: str, said: str) -> None:
        """Give the line with its prices in words; ``said`` is what it says in digits."""
        self.words.setText("" if text == said else _("in words: {text}").format(text=text))
        self._fold()

    def want_words(self, *, wanted: bool) -> None:
        """Show or hide prices in words."""
        self._words_wanted = wanted
        self._fold()

    def _show_lock(self, *, locked: bool) -> None:
        self._locked = locked
        paint_icon(self.lock, "lock" if locked else "unlock")
        tip = _("Locked: stays when its beat is written anew") if locked else _("Lock this line")
        self.lock.setToolTip(tip)
        self.lock.setAccessibleName(tip)

    def _ask_lock(self) -> None:
        self.locked.emit(self.number, not self._locked)

    def _fold(self) -> None:
        self.words.setVisible(self._words_wanted and bool(self.words.text()))

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
        text = self.editor.toPlainText().strip()
        known = self._stored if self._sent is None else self._sent
        if text and text != known:
            self._sent = text
            self.saved.emit(self.number, text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the editor as high as its text."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.editor.fit(1, MOST_LINES)


def _rests_on(line: ScriptLine) -> str:
    """Return what a line rests on, each fact with what it says."""
    said = dict(line.values)
    facts = [f"{name}: {said[name]}" if name in said else name for name in line.facts]
    return _("Rests on: {facts}").format(facts=", ".join(facts)) if facts else ""
