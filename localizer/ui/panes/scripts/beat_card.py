"""One beat of a script: its name, its time against the plan, and its lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from localizer.i18n import _
from localizer.model.script import BeatPlan, Lane, ScriptLine
from localizer.ui.actions.words import BEATS
from localizer.ui.look.tokens import SPACE_2, SPACE_3
from localizer.ui.panes.scripts.line_row import LineRow
from localizer.ui.widgets.parts import Card, button, label, row
from localizer.ui.widgets.seconds_bar import SecondsBar


class BeatCard(Card):
    """The lines are built anew when there are others than before; edits only refresh them."""

    def __init__(
        self, place: int, plan: BeatPlan, locale: str, anew: Callable[[int], None]
    ) -> None:
        """Show the beat at ``place`` of the plan; ``anew`` gets the place to be written again."""
        self._bar, self._time = SecondsBar(0, 1), label("", "muted")
        self._bar.setFixedWidth(180)
        name = _(BEATS[plan.beat])
        again = button(
            "",
            lambda: anew(place),
            role="ghost",
            picture="refresh",
            tip=_("Write this beat anew; locked lines stay"),
            name=_("Write {beat} anew").format(beat=name),
        )
        head = row(label(name, "section"), None, self._time, self._bar, again, spacing=SPACE_3)
        super().__init__(head, spacing=SPACE_2)
        self.beat = plan.beat
        self._locale = locale
        self._lanes: tuple[Lane, ...] = ()
        self.rows: list[LineRow] = []

    def fits(self, lines: Sequence[ScriptLine]) -> bool:
        """Tell whether there is a row for each of ``lines`` already."""
        return tuple(line.lane for line in lines) == self._lanes

    def take(self, first: int, lines: Sequence[ScriptLine]) -> list[LineRow]:
        """Make room for ``lines``, the first of which has the number ``first``; return the rows made."""
        if self.fits(lines):
            return []
        self._lanes = tuple(line.lane for line in lines)
        for old in self.rows:
            old.hide()
            old.deleteLater()
        self.rows = [LineRow(first + at, line, self._locale) for at, line in enumerate(lines)]
        for one in self.rows:
            self.body.addWidget(one)
        return self.rows

    def show_lines(
        self,
        first: int,
        lines: Sequence[ScriptLine],
        planned: float,
        rests: Sequence[str],
        *,
        settled: bool,
    ) -> None:
        """Show the lines and how long they take; ``rests`` tells what each rests on."""
        for at, (made, line, on) in enumerate(zip(self.rows, lines, rests, strict=True)):
            made.show_line(first + at, line, on, settled=settled)
        spoken = sum(line.seconds for line in lines)
        self._bar.show_time(spoken, planned)
        told = _("{spoken} / {planned} s")
        self._time.setText(told.format(spoken=round(spoken), planned=round(planned)))
