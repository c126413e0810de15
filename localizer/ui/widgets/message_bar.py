"""One quiet line under the screen: what was done, or what went wrong and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QFrame, QSizePolicy

from localizer.i18n import _
from localizer.ui.actions.news import kind_words
from localizer.ui.look.style_sheet import restyle
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import SPACE_2, SPACE_3
from localizer.ui.widgets.finding_row import SHAPES
from localizer.ui.widgets.parts import button, label, row

#: News goes away by itself after this long; problems stay until they are closed.
SHOWN_MS: Final = 8_000
#: A problem that stood this long before the person's eyes counts as read.
READ_MS: Final = 6_000
#: More problems than this are not kept; the log has them all.
MOST: Final = 50
_PASSING: Final = frozenset({"info", "ok"})
#: What a window passes on to what is visible in it.
_ACTIVATIONS: Final = frozenset({QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate})


@dataclass(frozen=True, slots=True)
class _Message:
    sentence: str
    role: str

    @property
    def passes(self) -> bool:
        return self.role in _PASSING


class MessageBar(QFrame):
    """Shows one sentence at a time, and how many wait.

    News (``info``, ``ok``) takes the place of older news and goes by itself. A problem (``warn``, ``block``)
    stays until it is closed, before all news; nothing comes in front of one that was not read yet. Once it
    is read, what comes next is shown at once and the problem waits behind it. No time runs while the
    window is not active: who was away finds what was said.
    """

    def __init__(self) -> None:
        """Begin hidden."""
        super().__init__()
        self.setProperty("role", "banner")
        self._problems: list[_Message] = []
        self._news: _Message | None = None
        self._front: _Message | None = None
        #: Problems that stood before the person's eyes long enough.
        self._read: set[_Message] = set()
        self._shape = label("")
        self.sentence = label("", wrap=True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.count = label("", "muted")
        self.next = button(_("Next"), self.show_next, role="ghost", name=_("Show the next message"))
        self.shut = button(
            "", self.close_message, role="ghost", picture="close", name=_("Close the message")
        )
        layout = row(self._shape, self.sentence, self.count, self.next, self.shut)
        layout.setContentsMargins(SPACE_3, SPACE_2 // 2, SPACE_2, SPACE_2 // 2)
        self.setLayout(layout)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._time_is_up)
        self.hide()

    @property
    def waiting(self) -> tuple[str, ...]:
        """Return every sentence that is kept, in the order they are stepped through."""
        return tuple(one.sentence for one in self._all())

    def show_message(self, sentence: str, role: str = "info") -> None:
        """Show ``sentence``, an empty one hides the last; ``role``: ``info``, ``ok``, ``warn``, ``block``."""
        if not sentence:
            self.close_message()
            return
        made = _Message(sentence, role)
        if made.passes:
            self._news = made
        elif made not in self._problems:
            self._problems = [*self._problems, made][-MOST:]
        front = self._front
        if front is None or front not in self._all() or front.passes or front in self._read:
            front = made
        self._read.discard(made)
        self._put(front)

    def show_next(self) -> None:
        """Bring the next message to the front, after the last one the first."""
        messages = self._all()
        if self._front in messages:
            self._put(messages[(messages.index(self._front) + 1) % len(messages)])

    def close_message(self) -> None:
        """Drop the message in front; the next one comes to the front."""
        messages = self._all()
        place = messages.index(self._front) if self._front in messages else 0
        self._problems = [one for one in self._problems if one != self._front]
        self._read &= set(self._problems)
        if self._news == self._front:
            self._news = None
        left = self._all()
        self._put(left[place % len(left)] if left else None)

    def event(self, event: QEvent) -> bool:
        """Count the time only while somebody can read."""
        if event.type() in _ACTIVATIONS:
            self._count_time()
        return super().event(event)

    def _all(self) -> list[_Message]:
        return [*self._problems, *([self._news] if self._news is not None else [])]

    def _put(self, message: _Message | None) -> None:
        if message != self._front or (message is not None and message.passes):
            self._timer.stop()  # what is in front already goes on being read
        self._front = message
        messages = self._all()
        several = len(messages) > 1
        if message is not None:
            self.sentence.setText(message.sentence)
            self.setAccessibleName(message.sentence)
            self._shape.setText(SHAPES[message.role])
            self._shape.setAccessibleName(kind_words()[message.role])
            self._shape.setToolTip(literal(kind_words()[message.role]))
            self.setProperty("state", message.role)
            restyle(self)
            self.count.setText(
                _("{n} of {total}").format(n=messages.index(message) + 1, total=len(messages))
            )
        else:
            self.sentence.clear()
        self.count.setVisible(several)
        self.next.setVisible(several)
        self.setVisible(message is not None)
        self._count_time()

    def _count_time(self) -> None:
        front = self._front
        if front is None or front in self._read or not self.isActiveWindow():
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start(SHOWN_MS if front.passes else READ_MS)

    def _time_is_up(self) -> None:
        if self._front is None:
            return
        if self._front.passes:
            self.close_message()
        else:
            self._read.add(self._front)
