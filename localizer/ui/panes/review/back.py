"""What a text says, told back in the language of the source: only where an engine is on, only when asked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from localizer.i18n import _
from localizer.pipeline.engines import Trial
from localizer.ui.look.tokens import SPACE_2
from localizer.ui.widgets.parts import Card, button, label, row, speak


class BackCard(Card):
    """``wanted`` asks for the text in hand to be told back; nothing is sent before."""

    wanted = Signal()

    def __init__(self) -> None:
        """Begin without an engine."""
        self.told = label("", "muted", wrap=True)
        self.text = label("", wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.go = button("", lambda: self.wanted.emit())  # noqa: PLW0108 - not yet a QObject
        super().__init__(self.told, row(self.go, None), self.text, spacing=SPACE_2)
        self.show_engine("", "")

    def show_engine(self, name: str, language: str) -> None:
        """Say which engine there is, none with an empty ``name``; what was told before goes."""
        self.text.clear()
        self.text.hide()
        self.go.setVisible(bool(name))
        self.go.setEnabled(True)
        self.go.setText(_("Translate back"))
        sentence = (
            _("Sends this text to {engine} and shows it in {language}.").format(
                engine=name, language=language
            )
            if name
            else _("No engine that is turned on translates this way. Turn one on under Engines.")
        )
        self.told.setText(sentence)

    def show_busy(self) -> None:
        """Show that an answer is awaited."""
        self.go.setEnabled(False)
        self.text.hide()
        self.told.setText(_("Waiting for the answer …"))

    def show_trial(self, trial: Trial, locale: str) -> None:
        """Show what came back, or why nothing did."""
        self.go.setEnabled(True)
        self.told.setText(
            trial.problem or _("By a machine: it may be wrong where the text is right.")
        )
        speak(self.text, locale)
        self.text.setText(trial.text)
        self.text.setVisible(bool(trial.text))
