"""The choosers of what kind of script is wanted: style, length, voice and pacing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QComboBox

from localizer.i18n import _
from localizer.model.market import Pacing
from localizer.model.phrase import Style
from localizer.script.stage import PitchOptions
from localizer.ui.actions.script_words import PACINGS, length_words, pacing_word, voice_words
from localizer.ui.actions.words import STYLES, style_word
from localizer.ui.widgets.parts import combo

#: The usual lengths of a script, and how short and long one can be (`docs/scripts.md`).
LENGTHS: Final = (60, 180, 240, 300)
SHORTEST, LONGEST = 30, 900


class PitchForm:
    """The four lists; whoever shows them lays them out."""

    def __init__(self) -> None:
        """Fill the lists that are the same for every language."""
        self.style = combo(_("Style"))
        for style in STYLES:
            self.style.addItem(style_word(style), style)
        self.length = combo(_("Length"))
        self.voice = combo(_("Voice"))
        self.pacing = combo(_("Pacing"))
        for pacing in PACINGS:
            self.pacing.addItem(pacing_word(pacing), pacing)
        self._options = PitchOptions()

    @property
    def lists(self) -> tuple[QComboBox, ...]:
        """The lists in their order."""
        return self.style, self.length, self.voice, self.pacing

    def show_options(
        self, options: PitchOptions, voices: Sequence[tuple[str, str]], *, other: bool
    ) -> None:
        """Choose what ``options`` say; with ``other`` the lengths end in one that a person can type."""
        self._options = options
        _choose(self.style, options.style)
        self.length.clear()
        for seconds in sorted({*LENGTHS, options.seconds}):
            self.length.addItem(length_words(seconds), seconds)
        if other:
            self.length.addItem(_("Other length …"), 0)
        _choose(self.length, options.seconds)
        self.voice.clear()
        for name, words in voices or (("", voice_words("")),):
            self.voice.addItem(words, name)
        _choose(self.voice, options.voice)
        _choose(self.pacing, options.pacing)
        self.voice.setEnabled(self.voice.count() > 1)

    def options(self) -> PitchOptions:
        """Return what is chosen; the length is 0 where a person wants to type one."""
        pacing, style = self.pacing.currentData(), self.style.currentData()
        return replace(
            self._options,
            style=Style(style),
            seconds=int(self.length.currentData()),
            voice=str(self.voice.currentData() or ""),
            pacing=Pacing(pacing) if pacing else None,
        )


def _choose(made: QComboBox, value: object) -> None:
    """Choose ``value``; the first one where there is none such."""
    made.setCurrentIndex(max(made.findData(value), 0))
