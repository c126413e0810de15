"""Runs of before with texts that wait: each can be gone on with."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from localizer.i18n import _
from localizer.ui.actions.engine_asks import OpenRun
from localizer.ui.actions.engine_words import run_words
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import SPACE_2
from localizer.ui.widgets.parts import Card, Elided, box, button, clear, column, label, row

#: Older ones are found again once these are done.
_MOST = 5


class WaitingCard(Card):
    """``resumed`` carries an `OpenRun`."""

    resumed = Signal(object)

    def __init__(self) -> None:
        """Begin without any."""
        super().__init__(spacing=SPACE_2)
        self.buttons: list[QPushButton] = []
        self.list = column(spacing=SPACE_2)
        self.body.addWidget(label(_("Unfinished runs"), "section"))
        self.body.addLayout(self.list)
        self.hide()

    def show_runs(self, runs: Sequence[OpenRun], engines: Collection[str], *, busy: bool) -> None:
        """Show runs; one whose engine is not among ``engines`` cannot go on, none can beside another."""
        clear(self.list)
        self.buttons = []
        for one in runs[:_MOST]:
            self.list.addWidget(self._line(one, usable=one.run.engine in engines, busy=busy))
        self.setVisible(bool(runs))

    def _line(self, one: OpenRun, *, usable: bool, busy: bool) -> QWidget:
        name = one.run.engine
        go = button(
            _("Go on"), partial(self.resumed.emit, one), name=_("Go on with {engine}").format(engine=name)
        )  # fmt: skip
        go.setEnabled(usable and not busy)
        if not usable:
            go.setToolTip(literal(_("Turn {engine} on first.").format(engine=name)))
        self.buttons.append(go)
        head = row(Elided(name), go)
        head.setStretch(0, 1)
        return box(
            column(
                head, label(run_words(one.run, one.tally.waiting), "muted", wrap=True), spacing=0
            )
        )
