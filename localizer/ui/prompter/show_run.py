"""The run both windows show: its clock, its text as it is now, what is over it, and its log."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from localizer.model.changes import Changes
from localizer.model.phrase import Question
from localizer.model.show import RunKind, ShowEvent
from localizer.pipeline.on_air import PRICE_CARD, OnAir
from localizer.pipeline.prompt import Placed, Prompt, PromptAnswer, inserted_line, prompt_of
from localizer.pipeline.run_log import RunLog
from localizer.pipeline.show_recorder import record
from localizer.script.reading import Spot
from localizer.settings import PrompterSetting
from localizer.ui.actions.session import Session
from localizer.ui.prompter.flow_lines import card_of_answer, card_of_price
from localizer.ui.prompter.reading_view import ReadingView, ViewCard

FRAME_MS: Final = 16
TOLD_MS: Final = 250
#: Shares of a line that differ less are one place.
_SAME: Final = 1e-6


class ShowRun(QObject):
    """One rehearsal or show. What the text does is decided here; windows only show and ask."""

    #: Each frame, when the text moved; four times a second; another text; another card or none.
    moved = Signal()
    told = Signal()
    text_changed = Signal()
    card_changed = Signal()

    def __init__(
        self, session: Session, prompt: Prompt, kind: RunKind, chosen: PrompterSetting
    ) -> None:
        """Show ``prompt`` and stand still."""
        super().__init__()
        self.session = session
        self.store = session.store
        self.kind = kind
        self.log: RunLog | None = None
        self.card: ViewCard | None = None
        self.carded: Question | str = ""
        #: The host's text, whose pixels must not move when another line is changed.
        self.view: ReadingView | None = None
        self._clock = QElapsedTimer()
        self._read = 0
        self.air = OnAir(
            prompt,
            self._seconds,
            self._note,
            speed=chosen.speed / 100,
            by_hand=chosen.by_hand,
        )
        self._frames = QTimer(self, interval=FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._frames.timeout.connect(self._frame)
        self._ticks = QTimer(self, interval=TOLD_MS)
        self._ticks.timeout.connect(self._tell)
        self._ticks.start()
        session.changed.connect(self._changed)

    @property
    def prompt(self) -> Prompt:
        """Return the text as it is now."""
        return self.air.prompt

    def _seconds(self) -> float:
        """Return the seconds since the run began, by a clock that never goes back."""
        return self._clock.nsecsElapsed() / 1e9 if self._clock.isValid() else 0.0

    def _note(self, event: ShowEvent) -> None:
        if self.log is not None:
            self.log.note(event)

    def start(self) -> None:
        """Let the text move; the run begins with the first time."""
        if self.air.running or self.air.over or not self.air.lines:
            return
        if not self._clock.isValid():
            store, number, kind = self.store, self.prompt.show_id, self.kind
            started = self.session.tools.now()
            self.log = RunLog(lambda: record(store, number, kind, started))
            self._clock.start()
        self.air.start()
        self._steer()

    def pause(self) -> None:
        """Let the text stand."""
        self.air.pause()
        self._steer()

    def toggle(self) -> None:
        """Start, or pause."""
        if self.air.running:
            self.pause()
        else:
            self.start()

    def next_beat(self) -> None:
        """Go on with the next beat."""
        self.air.next_beat()
        self._show()

    def back_beat(self) -> None:
        """Go back one beat."""
        self.air.back_beat()
        self._show()

    def next_line(self, by: int) -> None:
        """Go some lines on or back."""
        self.air.next_line(by)
        self._show()

    def jump(self, line: int) -> None:
        """Go on from a line."""
        self.air.jump(line)
        self._show()

    def move_to(self, spot: Spot) -> None:
        """Move the text by hand."""
        self.air.move_to(self.air.timeline.second(spot))
        self._show()

    def set_pace(self, chosen: PrompterSetting) -> None:
        """Go at the speed the person chose."""
        self.air.set_speed(chosen.speed / 100)
        self.air.set_by_hand(by_hand=chosen.by_hand)
        self._steer()

    def _steer(self) -> None:
        if self.air.running and not self.air.by_hand:
            self._frames.start()
        else:
            self._frames.stop()
        self._show()

    def _show(self) -> None:
        self.moved.emit()
        self._tell()

    def _frame(self) -> None:
        self.air.tick()
        self.moved.emit()

    def _tell(self) -> None:
        self.air.tick()
        self.told.emit()

    def insert(self, text: str) -> None:
        """Put a line in after the running one."""
        if text and not self.air.over and self.air.lines:
            line = inserted_line(self.session.tools, self.prompt, text)
            self._keeping_still(lambda: self.air.insert(line))

    def mark(self, note: str = "") -> None:
        """Mark this moment."""
        self.air.mark(note)

    def show_answer(self, answer: PromptAnswer, *, in_words: bool) -> None:
        """Lay an answer over the host's text."""
        self.air.show_card(answer.question)
        self._lay(card_of_answer(answer, in_words=in_words), answer.question)

    def show_price(self) -> None:
        """Lay the price card of the running product over the host's text."""
        item = self.air.item
        card = None if item is None else card_of_price(item)
        if card is not None:
            self.air.show_card(None)
            self._lay(card, PRICE_CARD)

    def take_card_away(self) -> None:
        """Show the text alone."""
        self._lay(None, "")

    def _lay(self, card: ViewCard | None, what: Question | str) -> None:
        self.card, self.carded = card, what
        self.card_changed.emit()

    def line(self, number: int) -> Placed:
        """Return a line of the text."""
        return self.air.lines[number]

    def _changed(self, changes: Changes) -> None:
        """Read the text anew: a line, a price, the show itself may be another."""
        del changes
        if self.air.over or not isValid(self) or not self.session.is_open:
            return
        self._read += 1
        number, store, tools, show = self._read, self.store, self.session.tools, self.prompt.show_id

        def read() -> Prompt | None:
            try:
                return prompt_of(store.read(), tools, show)
            except LookupError:
                return None  # taken out while it runs: it is read to its end as it was

        def receive(found: Prompt | None) -> None:
            if number == self._read and found is not None and isValid(self) and not self.air.over:
                self._take(found)

        self.session.jobs.run(lambda _progress: read(), done=receive)

    def _take(self, found: Prompt) -> None:
        self._keeping_still(lambda: self.air.take(found))

    def _keeping_still(self, change: Callable[[], object]) -> None:
        """Change the text; the top of the line that is being read stays where it is on the host's screen."""
        view, before = self.view, self.air.spot
        flow = None if view is None else view.flow
        offset = flow.offset(before) if flow is not None and flow.lines else 0
        change()
        self.text_changed.emit()
        now = self.air.spot
        if flow is not None and flow.lines and abs(now.share - before.share) < _SAME:
            self.air.hold(flow.share(now.line, offset))
        self._show()

    def end(self) -> float | None:
        """End the run; return the seconds it took, ``None`` where it never began."""
        self._frames.stop()
        self._ticks.stop()
        if self.air.over:
            return None
        took = self.air.end()
        return took if self._clock.isValid() else None
