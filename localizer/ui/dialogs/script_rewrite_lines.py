"""The lines of a reworded script: before, after, and the reasons against; what may be taken has a tick."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from localizer.i18n import _, ngettext
from localizer.pipeline.script_rewrite import RewrittenLine
from localizer.ui.actions.columns import count
from localizer.ui.actions.words import BEATS
from localizer.ui.look.tokens import SPACE_1, SPACE_2, SPACE_3
from localizer.ui.widgets.parts import Card, box, chip, clear, column, label, row, speak


class RewrittenRow(Card):
    """One line; ``ticked`` tells that the person decided."""

    ticked = Signal()

    def __init__(self, line: RewrittenLine, locale: str) -> None:
        """Show ``line`` of a script in ``locale``; what is not refused begins ticked."""
        super().__init__(spacing=SPACE_1)
        self.line = line
        beat = _(BEATS[line.before.beat])
        self.take = QCheckBox(_("Take it"))
        self.take.setEnabled(line.accepted)
        self.take.setChecked(line.accepted)
        self.take.setAccessibleName(_("Take line {n}, {beat}").format(n=line.index + 1, beat=beat))
        self.take.setAccessibleDescription(line.after)
        self.take.toggled.connect(lambda _on: self.ticked.emit())
        head = row(chip(beat), None, self.take)
        if not line.accepted:
            self.take.hide()
            head.addWidget(chip(_("stays as it was"), "warn"))
        self.body.addLayout(head)
        self.body.addWidget(_text(line.before.text, locale, "muted"))
        if line.after:
            self.body.addWidget(_text(line.after, locale, "" if line.accepted else "muted"))
        for one in line.refusals:
            self.body.addWidget(label(one.sentence, "info" if one.note else "warn", wrap=True))


def _text(text: str, locale: str, role: str) -> QWidget:
    made = label(text, role, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    speak(made, locale)
    return made


class RewrittenLines(QWidget):
    """The lines that came back in other words or not at all; those that came back the same are counted."""

    ticked = Signal()

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.rows: list[RewrittenRow] = []
        self._list = column(spacing=SPACE_2)
        self.same = label("", "muted", wrap=True)
        layout = column(box(self._list), self.same, None, spacing=SPACE_3)
        layout.setContentsMargins(0, 0, SPACE_2, 0)
        self.setLayout(layout)

    def show_lines(self, lines: Iterable[RewrittenLine], locale: str) -> None:
        """Show ``lines`` of a script in ``locale``."""
        clear(self._list)
        every = list(lines)
        self.rows = [RewrittenRow(line, locale) for line in every if not line.is_same]
        for one in self.rows:
            one.ticked.connect(self.ticked)
            self._list.addWidget(one)
        same = len(every) - len(self.rows)
        text = ngettext("{n} line came back as it was.", "{n} lines came back as they were.", same)
        self.same.setText(text.format(n=count(same)))
        self.same.setVisible(bool(same))

    def taken(self) -> tuple[RewrittenLine, ...]:
        """Return the lines that are ticked."""
        return tuple(one.line for one in self.rows if one.line.accepted and one.take.isChecked())
