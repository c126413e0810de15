"""The targets of a launch with the gate's answer to each: a choice, the reasons, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from localizer.i18n import _
from localizer.model.launch import Target
from localizer.pipeline.readiness import ReadyStep, step_text
from localizer.ui.actions.asks import GateAnswer
from localizer.ui.actions.ready_words import role_of
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import SPACE_2, SPACE_3
from localizer.ui.widgets.finding_row import SHAPES
from localizer.ui.widgets.parts import Card, Elided, button, chip, clear, label
from localizer.ui.widgets.ready_list import ReadyLine, ReadyList


class TargetsCard(Card):
    """``changed`` tells that another choice was made; ``go`` is called with a step that was clicked."""

    changed = Signal()

    def __init__(self, named: Callable[[Target], str], go: Callable[[ReadyStep], object]) -> None:
        """Begin empty; ``named`` gives the written form of a target."""
        grid = QGridLayout()
        super().__init__(label(_("Targets"), "section"), grid)
        self.grid = grid
        self._named, self._go = named, go
        self.answers: tuple[GateAnswer, ...] = ()
        self.boxes: list[QCheckBox] = []
        self.lists: dict[Target, ReadyList] = {}
        self._open: set[Target] = set()
        #: Written forms of the targets that are not wanted.
        self.unchosen: set[str] = set()
        self.grid.setHorizontalSpacing(SPACE_3)
        self.grid.setVerticalSpacing(SPACE_2)
        self.grid.setColumnStretch(2, 1)

    def show_answers(self, answers: Sequence[GateAnswer]) -> None:
        """Show what the gate says now; what was chosen and opened stays so."""
        self.answers = tuple(answers)
        self.boxes = []
        clear(self.grid)
        self.lists = {}
        for line, answer in enumerate(answers):
            for place, made in enumerate(self._line(answer)):
                self.grid.addWidget(made, 2 * line, place)
            if answer.steps:
                self.grid.addWidget(self.lists[answer.target], 2 * line + 1, 0, 1, -1)

    def choose(self, wanted: Sequence[str]) -> None:
        """Choose the targets written ``wanted``, all where there are none."""
        names = {self._named(one.target) for one in self.answers}
        self.unchosen = names - set(wanted) if wanted else set()
        for made in self.boxes:
            made.setChecked(made.text() not in self.unchosen)

    def _line(self, answer: GateAnswer) -> Sequence[QWidget]:
        name = self._named(answer.target)
        choice = QCheckBox(name)
        choice.setChecked(name not in self.unchosen)
        choice.toggled.connect(partial(self._toggled, name))
        self.boxes.append(choice)
        role = "ok" if answer.approved else "block"
        words = _("ready") if answer.approved else _("not ready")
        state = chip(f"{SHAPES[role]} {words}", role)
        reasons = Elided(" ".join(answer.reasons), "muted")
        reasons.setToolTip(literal("\n".join(answer.reasons)))
        return choice, state, reasons, self._to_do(answer, name)

    def _toggled(self, name: str, checked: bool) -> None:  # noqa: FBT001 - Qt's signal
        (self.unchosen.discard if checked else self.unchosen.add)(name)
        self.changed.emit()

    def _to_do(self, answer: GateAnswer, name: str) -> QWidget:
        """Return the button that opens the list of what to do, and make that list."""
        show = button(
            _("To do ({n})").format(n=len(answer.steps)),
            lambda: self.toggle(answer.target),
            role="ghost",
            tip=_("Show what would make this target ready, step by step"),
            name=_("Show what would make {target} ready").format(target=name),
        )
        show.setCheckable(True)
        show.setChecked(answer.target in self._open)
        if not answer.steps:
            show.hide()
        steps = ReadyList(_("What would make {target} ready").format(target=name))
        steps.show_lines(
            [
                ReadyLine(step_text(one), role_of(one), partial(self._go, one))
                for one in answer.steps
            ]
        )
        if answer.target not in self._open:
            steps.hide()
        self.lists[answer.target] = steps
        return show

    def toggle(self, target: Target) -> None:
        """Open or close the list of what to do."""
        self._open ^= {target}
        self.lists[target].setVisible(target in self._open)

    def open(self, target: Target) -> None:
        """Open the list of what to do, where there is any."""
        if target in self.lists and target not in self._open:
            self.toggle(target)

    def chosen(self, *, drafts: bool) -> list[str]:
        """Return the written forms of the targets to be written: the ready ones, with ``drafts`` all."""
        return [
            self._named(answer.target)
            for answer, choice in zip(self.answers, self.boxes, strict=True)
            if choice.isChecked() and (answer.approved or drafts)
        ]
