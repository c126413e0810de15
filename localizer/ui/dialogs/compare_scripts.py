"""Two scripts of a product side by side, beat by beat; lines that only one of them has are marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QWidget

from localizer import pipeline
from localizer.catalog.scripts import StoredScript
from localizer.i18n import _
from localizer.model.script import Beat, Lane, Script
from localizer.script.difference import compare
from localizer.ui.actions.script_words import difference_words, variant_words
from localizer.ui.actions.words import BEATS, LANES, minutes
from localizer.ui.look.tokens import SPACE_1, SPACE_2, SPACE_3, SPACE_4
from localizer.ui.widgets.parts import (
    Card,
    box,
    button,
    chip,
    clear,
    column,
    combo,
    label,
    row,
    scroll,
    speak,
)

_TOP = Qt.AlignmentFlag.AlignTop


class CompareDialog(QDialog):
    """Any two of a product's scripts; the words above say in what they differ."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        variants: Sequence[StoredScript],
        values: Mapping[str, str],
        first: int,
    ) -> None:
        """Begin with the script ``first`` and the next other one; ``values`` are those of the tokens."""
        super().__init__(parent)
        self.setWindowTitle(_("Compare scripts"))
        self.resize(1080, 720)
        self._variants = {one.id: one for one in variants}
        self._values = values
        self.left, self.right = combo(_("Left script")), combo(_("Right script"))
        other = next(one.id for one in variants if one.id != first)
        for made, number in ((self.left, first), (self.right, other)):
            for one in variants:
                made.addItem(variant_words(one.script.style, one.label), one.id)
            made.setCurrentIndex(made.findData(number))
            made.currentIndexChanged.connect(self._show)
        self._told = Card()
        self._area = scroll(label(""))
        swap = button(_("Swap"), self._swap)
        close = button(_("Close"), self.accept, role="primary")
        layout = column(
            label(title, "title", wrap=True),
            row(self.left, self.right, swap, None),
            self._told,
            self._area,
            row(None, close),
            spacing=SPACE_3,
        )
        layout.setStretch(3, 1)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        self._show()

    def _chosen(self, made: QComboBox) -> StoredScript:
        return self._variants[made.currentData()]

    def _swap(self) -> None:
        left, right = self.left.currentIndex(), self.right.currentIndex()
        with QSignalBlocker(self.left), QSignalBlocker(self.right):
            self.left.setCurrentIndex(right)
            self.right.setCurrentIndex(left)
        self._show()

    def sentences(self) -> list[str]:
        """Return in what the two differ."""
        found = compare(self._chosen(self.left).script, self._chosen(self.right).script)
        told = [difference_words(*one) for one in found.differences]
        alike = _("{n} % of what is said is the same.").format(n=round(found.alike * 100))
        return [*told, alike] if told else [_("They differ in their lines only."), alike]

    def _show(self) -> None:
        clear(self._told.body)
        for sentence in self.sentences():
            self._told.body.addWidget(label(sentence, wrap=True))
        inside = self._beats()
        inside.setObjectName("root")
        self._area.setWidget(inside)

    def _beats(self) -> QWidget:
        sides = self._chosen(self.left), self._chosen(self.right)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_3)
        grid.setVerticalSpacing(SPACE_2)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        beats = dict.fromkeys(part.beat for one in sides for part in one.script.beats)
        for line, beat in enumerate(beats):
            for side, (mine, other) in enumerate((sides, sides[::-1])):
                grid.addWidget(self._beat(beat, mine, other), line, side, _TOP)
        grid.setRowStretch(len(beats), 1)
        return box(grid)

    def _beat(self, beat: Beat, mine: StoredScript, other: StoredScript) -> Card:
        """Return the card of one beat of ``mine``, its lines that ``other`` has not marked."""
        known = {line.text for line in other.script.lines}
        said = pipeline.render_script(mine, self._values)
        lines = [
            self._line(mine.script.locale, line.lane, text, own=line.text not in known)
            for line, text in zip(mine.script.lines, said, strict=True)
            if line.beat is beat
        ]
        seconds, planned = _seconds(mine.script, beat), _planned(mine.script, beat)
        time = _("{spoken} of {planned}").format(spoken=minutes(seconds), planned=minutes(planned))
        head = row(label(_(BEATS[beat]), "section"), None, label(time, "muted"))
        return Card(head, *(lines or [label(_("Not in this script."), "muted")]), spacing=SPACE_1)

    def _line(self, locale: str, lane: Lane, text: str, *, own: bool) -> QWidget:
        words = label(text, "" if own else "muted", wrap=True)
        words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        if own:
            speak(words, locale)
        # the sign says it without the colour
        mark = chip("≠", "warn") if own else chip("=", "info")
        mark.setToolTip(_("Only in this script") if own else _("In both scripts"))
        words.setAccessibleName(f"{_(LANES[lane])}, {mark.toolTip()}: {text}")
        made = row(mark, words, spacing=SPACE_2)
        made.setStretch(1, 1)
        made.setAlignment(mark, _TOP)
        return box(made)


def _seconds(script: Script, beat: Beat) -> float:
    return sum(line.seconds for line in script.lines if line.beat is beat)


def _planned(script: Script, beat: Beat) -> float:
    return sum(part.seconds for part in script.beats if part.beat is beat)
