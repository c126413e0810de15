"""How the show stands: the clock, the time since the start and what is left, the running beat, the log."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QLabel

from localizer.i18n import _, ngettext, pgettext
from localizer.model.show import RunKind
from localizer.ui.actions.words import minutes
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import SPACE_3
from localizer.ui.prompter.flow_lines import beat_word
from localizer.ui.prompter.show_run import ShowRun
from localizer.ui.widgets.parts import Card, Elided, chip, label, row, set_role


class Status:
    """``head`` is the line above everything, ``now`` the card with the running beat."""

    def __init__(self, name: str, kind: RunKind) -> None:
        """Make the labels of a show called ``name``."""
        words = _("Rehearsal") if kind is RunKind.REHEARSAL else _("On air")
        kind_chip = chip(words, "info" if kind is RunKind.REHEARSAL else "block")
        self.clock = label("", "number")
        self.since, self.left = label("", "number"), label("", "number")
        self.over_chip, self.log_chip = chip(), chip("", "info")
        self.head = row(
            Elided(name, "title"),
            kind_chip,
            self.over_chip,
            self.log_chip,
            *_named(pgettext("prompter", "Clock"), self.clock),
            *_named(_("Since the start"), self.since),
            *_named(pgettext("prompter", "Left"), self.left),
            spacing=SPACE_3,
        )
        self.head.setStretch(0, 1)
        self.beat, self.next = Elided("", "title"), Elided("", "muted")
        self.now = Card(self.beat, self.next)

    def show_run(self, run: ShowRun) -> None:
        """Show how ``run`` stands now."""
        air = run.air
        now = dt.datetime.now().astimezone()
        self.clock.setText(f"{now:%H:%M:%S}")
        self.since.setText(minutes(air.elapsed()))
        self.left.setText(minutes(air.left()))
        self._tell_over(air.elapsed() + air.left() - run.prompt.seconds)
        self._tell_beat(run)
        self._tell_log(run)

    def _tell_over(self, over: float) -> None:
        words = _("{n} over") if over > 0 else _("{n} under")
        self.over_chip.setText(words.format(n=minutes(abs(over))))
        set_role(self.over_chip, "warn" if round(over) > 0 else "ok")

    def _tell_beat(self, run: ShowRun) -> None:
        air, here = run.air, run.air.here
        if here is None or air.item is None:
            self.beat.show_text(_("There is nothing to read in this show."))
            return
        read, whole = air.beat_seconds()
        self.beat.show_text(
            _("{product} · {beat} · {read} of {whole}").format(
                product=air.item.title,
                beat=beat_word(air.beat_at(here)),
                read=minutes(read),
                whole=minutes(whole),
            )
        )
        told = _("Next: {beat}").format(beat=_next_words(run, here[0]))
        if air.item.note:
            note = _("Note: {text}").format(text=air.item.note)
            told = f"{told}   {note}"
        self.next.show_text(told)

    def _tell_log(self, run: ShowRun) -> None:
        log = run.log
        if log is None:
            self.log_chip.setText(_("Log: not begun"))
            set_role(self.log_chip, "info")
        elif log.problem:
            self.log_chip.setText(_("Log: not written"))
            self.log_chip.setToolTip(literal(log.problem))
            set_role(self.log_chip, "block")
        elif log.waiting:
            waiting = ngettext("Log: {n} waits", "Log: {n} wait", log.waiting)
            self.log_chip.setText(waiting.format(n=log.waiting))
            set_role(self.log_chip, "warn")
        else:
            self.log_chip.setText(_("Log: written"))
            self.log_chip.setToolTip("")
            set_role(self.log_chip, "ok")


def _next_words(run: ShowRun, item: int) -> str:
    """Return what comes after the running beat; of another item with its title."""
    after = run.air.next_beat_at()
    if after is None:
        return _("the end")
    words = beat_word(run.air.beat_at(after))
    return words if after[0] == item else f"{run.prompt.items[after[0]].title} · {words}"


def _named(name: str, value: QLabel) -> tuple[QLabel, QLabel]:
    """Return a label and the value beside it."""
    value.setAccessibleName(name)
    return label(name, "muted"), value
