"""One quiet line under the screen: what was done, or what went wrong and what to do."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QSizePolicy

from localizer.i18n import _
from localizer.ui.look.style_sheet import restyle
from localizer.ui.look.tokens import SPACE_2, SPACE_3
from localizer.ui.widgets.parts import button, label, row

#: News goes away by itself after this long; problems stay until they are closed.
SHOWN_MS: Final = 8_000
_PASSING: Final = frozenset({"info", "ok"})


class MessageBar(QFrame):
    """Shows one sentence at a time; the newest wins."""

    def __init__(self) -> None:
        """Begin hidden."""
        super().__init__()
        self.setProperty("role", "banner")
        self.sentence = label("", wrap=True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._close = button(
            "", self.hide, role="ghost", picture="close", name=_("Close the message")
        )
        layout = row(self.sentence, self._close)
        layout.setContentsMargins(SPACE_3, SPACE_2 // 2, SPACE_2, SPACE_2 // 2)
        self.setLayout(layout)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def show_message(self, sentence: str, role: str = "info") -> None:
        """Show ``sentence``, an empty one hides the last; ``role``: ``info``, ``ok``, ``warn``, ``block``."""
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.setProperty("state", role)
        restyle(self)
        self.setVisible(bool(sentence))
        if role in _PASSING:
            self._timer.start(SHOWN_MS)
        else:
            self._timer.stop()
