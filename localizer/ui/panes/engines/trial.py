"""Try an engine with one sentence: what it makes of it, or why it makes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from localizer.i18n import _
from localizer.pipeline.engines import Trial
from localizer.ui.actions.term_words import tongue
from localizer.ui.look.tokens import EDIT, SPACE_2
from localizer.ui.widgets.banner import Banner
from localizer.ui.widgets.parts import Card, button, combo, label, row, speak

#: A line as sellers write them, with numbers, units and a size that must come through.
SAMPLE: Final = "轻便保温杯，容量 500 ml，适合办公室和旅行。"
_TEXT: Final = 72


class TrialCard(Card):
    """``wanted`` and ``stopped`` say what the buttons ask for; who asks the engine is not known here."""

    wanted = Signal()
    stopped = Signal()

    def __init__(self) -> None:
        """Offer a sample sentence."""
        super().__init__(spacing=SPACE_2)
        self.sentence = QPlainTextEdit(SAMPLE)
        self.answer = QPlainTextEdit()
        self.answer.setReadOnly(True)
        for field, name in ((self.sentence, _("Sentence")), (self.answer, _("Translation"))):
            field.setAccessibleName(name)
            field.setTabChangesFocus(True)
            field.setMinimumHeight(_TEXT)
            field.setMaximumHeight(2 * _TEXT)
        self.source, self.target = combo(_("From the language")), combo(_("Into the language"))
        self.go = button(_("Test"), self.wanted.emit, tip=_("Send this sentence (Ctrl+Enter)"))
        self.stop = button(_("Stop"), self.stopped.emit, role="ghost")
        self.told = Banner()
        self.heading = label(_("Try it with one sentence"), "section")
        self.body.addWidget(self.heading)
        self.body.addWidget(self.sentence)
        self.body.addWidget(self.source)
        self.body.addLayout(row(label("→", "muted"), self.target, None))
        self.body.addLayout(row(self.go, self.stop, None))
        self.body.addWidget(self.told)
        self.body.addWidget(self.answer)
        self.sentence.textChanged.connect(self._enable)
        self.source.currentIndexChanged.connect(self._speak)
        self.target.currentIndexChanged.connect(self._speak)
        self._name, self._busy, self._can, self._blocked = "", False, False, False
        self.show_idle()

    def offer(self, sources: Iterable[str], targets: Iterable[str]) -> None:
        """Offer languages; what was chosen stays."""
        for field, tags in ((self.source, sources), (self.target, targets)):
            _offer(field, list(dict.fromkeys(tags)))
        self._speak()

    def _speak(self) -> None:
        source, target = self.languages()
        speak(self.sentence, source or "zh-Hans", pixels=EDIT)
        speak(self.answer, target or "en", pixels=EDIT)

    def languages(self) -> tuple[str, str]:
        """Return source and target."""
        return str(self.source.currentData() or ""), str(self.target.currentData() or "")

    def text(self) -> str:
        """Return the sentence."""
        return self.sentence.toPlainText().strip()

    def set_engine(self, name: str, *, usable: bool) -> None:
        """Say which engine is tried."""
        if name != self._name:
            self.show_idle()
        self._name, self._can = name, usable
        self.heading.setText(
            _("Try {engine} with one sentence").format(engine=name)
            if name
            else _("Try it with one sentence")
        )
        self._enable()

    def _enable(self) -> None:
        is_free = not self._busy and not self._blocked
        self.go.setEnabled(self._can and is_free and bool(self.text()))
        self.stop.setVisible(self._busy)

    def set_blocked(self, *, blocked: bool) -> None:
        """While a request given up is still under way, no other is sent."""
        self._blocked = blocked
        self._enable()

    def show_idle(self) -> None:
        """Show nothing yet."""
        self._busy = False
        self.told.say("")
        self.answer.clear()
        self.answer.hide()
        self._enable()

    def show_busy(self) -> None:
        """Show that an answer is awaited."""
        self.show_idle()
        self._busy = True
        self.told.say(_("Waiting for the answer …"))
        self._enable()
        self.stop.setFocus()

    def show_trial(self, trial: Trial) -> None:
        """Show the text, or the reason why there is none."""
        self.show_idle()
        if trial.text:
            self.told.say(_("It works."), "ok")
            self.answer.setPlainText(trial.text)
            self.answer.show()
        else:
            self.told.say(trial.problem, "block")

    def show_stopped(self) -> None:
        """Show that the answer is awaited no longer."""
        self.show_idle()
        self.told.say(_("Stopped. The sentence may have reached the engine."), "warn")


def _offer(field: QComboBox, tags: list[str]) -> None:
    chosen = field.currentData()
    if [field.itemData(place) for place in range(field.count())] == tags:
        return
    field.blockSignals(True)
    field.clear()
    for tag in tags:
        field.addItem(tongue(tag), tag)
        field.setItemData(field.count() - 1, tag, Qt.ItemDataRole.ToolTipRole)
    field.setCurrentIndex(max(field.findData(chosen), 0))
    field.blockSignals(False)
