"""A sentence on a coloured ground inside a dialog: what must be said first, or what has just happened."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy

from localizer.ui.look.style_sheet import restyle
from localizer.ui.look.tokens import SPACE_2, SPACE_3
from localizer.ui.widgets.parts import label, row


class Banner(QFrame):
    """Hidden while it has nothing to say."""

    def __init__(self) -> None:
        """Begin hidden."""
        super().__init__()
        self.setProperty("role", "banner")
        self.sentence = label("", wrap=True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = row(self.sentence)
        layout.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    def say(self, sentence: str, state: str = "info") -> None:
        """Show ``sentence``, nothing if it is empty; ``state`` is ``info``, ``ok``, ``warn`` or ``block``."""
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        if self.property("state") != state:
            self.setProperty("state", state)
            restyle(self)
        self.setVisible(bool(sentence))
