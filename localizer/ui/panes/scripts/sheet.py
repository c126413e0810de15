"""One script on the screen: its beats in order, each with its time and its lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from localizer import pipeline
from localizer.catalog.findings import StoredFinding
from localizer.i18n import _
from localizer.model.script import BeatPlan, Lane, Script, ScriptLine
from localizer.pipeline.studio import line_of
from localizer.ui.actions.script_asks import ShownScript, rests_on
from localizer.ui.actions.words import LANES
from localizer.ui.look.tokens import SPACE_1, SPACE_2
from localizer.ui.panes.scripts.beat_card import BeatCard
from localizer.ui.panes.scripts.line_row import LineRow
from localizer.ui.widgets.finding_row import FindingRow
from localizer.ui.widgets.parts import Card, clear, column

#: So many new lines are shown at once: more than a screen holds.
AT_ONCE: Final = 8


class ScriptSheet(QWidget):
    """Built anew for each script; edits of the same script only refresh it."""

    saved = Signal(int, str)
    #: The place of a beat somebody wants written anew.
    anew = Signal(int)
    #: A line's number, and whether it is to stay when its beat is written anew.
    locked = Signal(int, bool)
    #: The number a new line shall have, its lane and its beat.
    added = Signal(int, object, object)
    removed = Signal(int)
    #: A line's number and the number it shall have.
    moved = Signal(int, int)
    #: A sentence that says what the line rests on that somebody is at.
    rests = Signal(str)

    def __init__(
        self,
        script_id: int,
        script: Script,
        fix: Callable[[StoredFinding], object],
        overrule: Callable[[StoredFinding], object],
    ) -> None:
        """Show ``script``; ``fix`` and ``overrule`` get the finding a person wants mended or let pass."""
        super().__init__()
        self.script_id = script_id
        self.script = script
        self._fix, self._overrule = fix, overrule
        self._shown: ShownScript | None = None
        self._settled = self._words_wanted = True
        self._places: tuple[tuple[ScriptLine, ...], ...] = ()
        #: The number of the first line of each beat.
        self._firsts: list[int] = []
        self._said: tuple[str, ...] = ()
        self._words: tuple[str, ...] = ()
        self._rests: list[str] = []
        self._found: dict[int, list[StoredFinding]] = {}
        #: Beats whose lines are still to be shown.
        self._waiting: list[int] = []
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._fill_next)
        self.findings = column(spacing=SPACE_1)
        self._general = Card(self.findings)
        self._plan = _beats(script.beats)
        self.cards = [
            BeatCard(place, part, script.locale, self.anew.emit)
            for place, part in enumerate(script.beats)
        ]
        self.setLayout(column(self._general, *self.cards, None, spacing=SPACE_2))
        for keys, act in (
            ("Alt+Up", lambda: self._step(-1)),
            ("Alt+Down", lambda: self._step(1)),
            ("Alt+Ins", self._add_below),
            ("Alt+Del", self._remove),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    @property
    def rows(self) -> list[LineRow]:
        """The rows of the lines in their order, but for those still to follow."""
        return [one for card in self.cards for one in card.rows]

    def same_plan(self, script: Script) -> bool:
        """Tell whether ``script`` has the beats shown here, whatever their lines."""
        return _beats(script.beats) == self._plan

    def show_script(self, shown: ShownScript, *, settled: bool) -> None:
        """Show lines, times and findings; ``settled`` tells that no edit is on its way.

        Lines that are shown for the first time follow one beat after another where they are many: a script
        of five minutes would keep the window waiting.
        """
        self.script = shown.stored.script
        self._shown, self._settled = shown, settled
        self._places = self.script.by_place()
        counts = [len(lines) for lines in self._places]
        self._firsts = [sum(counts[:place]) for place in range(len(counts))]
        self._said = pipeline.render_script(shown.stored, shown.values)
        self._words = pipeline.render_script(shown.stored, shown.spoken)
        self._rests = [rests_on(line, shown.sources, shown.values) for line in self.script.lines]
        self._show_findings(shown.found)
        self._waiting, made = [], 0
        for place, card in enumerate(self.cards):
            fits = card.fits(self._places[place])
            if not fits and made >= AT_ONCE:
                self._waiting.append(place)
                continue
            made += 0 if fits else counts[place]
            self._fill(place)
        self._look(-1)
        self._follow()

    def finish(self) -> None:
        """Show the lines at once that are still to follow."""
        while self._waiting:
            self._fill(self._waiting.pop(0))

    def _follow(self) -> None:
        if self._waiting and not self._later.isActive():
            self._later.start()

    def _fill_next(self) -> None:
        if self._waiting:
            self._fill(self._waiting.pop(0))
        self._follow()

    def _fill(self, place: int) -> None:
        """Show the lines of one beat."""
        shown, card, lines = self._shown, self.cards[place], self._places[place]
        if shown is None:
            return
        first = self._firsts[place]
        for made in card.take(first, lines):
            self._connect(made)
        planned = self.script.beats[place].seconds
        rests = self._rests[first : first + len(lines)]
        card.show_lines(first, lines, planned, rests, settled=self._settled)
        for made, line in zip(card.rows, lines, strict=True):
            text, spelt = self._said[made.number], self._words[made.number]
            made.editor.show_values(shown.values, shown.stale)
            made.show_said(text)
            made.show_words(spelt if line.lane is Lane.HOST else text, text)
            made.want_words(wanted=self._words_wanted)
            made.show_findings([self._row(one, place) for one in self._found.get(made.number, ())])

    def _connect(self, made: LineRow) -> None:
        made.saved.connect(self.saved)
        made.locked.connect(self.locked)
        made.looked.connect(self._look)
        made.menu_wanted.connect(self._show_menu)

    def want_words(self, *, wanted: bool) -> None:
        """Show or hide the lines with their prices in words."""
        self._words_wanted = wanted
        for made in self.rows:
            made.want_words(wanted=wanted)

    def _show_findings(self, found: Sequence[StoredFinding]) -> None:
        """Sort findings by the lines they stand beside; what concerns the whole script stands on top."""
        clear(self.findings)
        self._found = {}
        for one in found:
            at = line_of(self.script, one.finding)
            if at is None:
                self.findings.addWidget(self._row(one, None))
            else:
                self._found.setdefault(at[0], []).append(one)
        self._general.setVisible(bool(self.findings.count()))

    def _row(self, stored: StoredFinding, place: int | None) -> FindingRow:
        if place is None:
            place = self._place_named(dict(stored.finding.args).get("beat", ""))
        anew = None if place is None or stored.finding.fix else partial(self.anew.emit, place)
        return FindingRow(stored, fix=self._fix, overrule=self._overrule, anew=anew)

    def place_of(self, number: int) -> int:
        """Return the place of the plan that a line belongs to."""
        return bisect_right(self._firsts, number) - 1

    def _place_named(self, beat: str) -> int | None:
        return next(
            (place for place, card in enumerate(self.cards) if card.beat.value == beat), None
        )

    # -- what can be done with a line ----------------------------------------------------------------

    def current(self) -> LineRow | None:
        """Return the row that the keys go to."""
        at = QApplication.focusWidget()
        found = (one for one in self.rows if at is not None and one.isAncestorOf(at))
        return next(found, None)

    def focus_line(self, number: int, *, choose: bool) -> None:
        """Let the keys go to a line, the last one where there are fewer; ``choose`` selects its text."""
        self.finish()
        rows = self.rows
        if rows:
            editor = rows[min(number, len(rows) - 1)].editor
            editor.setFocus()
            if choose:
                editor.selectAll()

    def _show_menu(self, number: int) -> None:
        made = self.menu_of(number)
        opener = next(one.more for one in self.rows if one.number == number)
        made.popup(opener.mapToGlobal(QPoint(0, opener.height())))

    def menu_of(self, number: int) -> QMenu:
        """Return what can be done with a line, as a menu that goes when it is closed."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for lane in Lane:
            text = _("Add a line below: {lane}").format(lane=_(LANES[lane]))
            action = made.addAction(text, partial(self._add, number, lane))
            if lane is Lane.HOST:
                action.setShortcut(QKeySequence("Alt+Ins"))
        made.addSeparator()
        for text, keys, by in ((_("Move up"), "Alt+Up", -1), (_("Move down"), "Alt+Down", 1)):
            action = made.addAction(text, partial(self._move, number, by))
            action.setShortcut(QKeySequence(keys))
            action.setEnabled(self._can_move(number, by))
        made.addSeparator()
        made.addAction(_("Remove this line"), partial(self.removed.emit, number)).setShortcut(
            QKeySequence("Alt+Del")
        )
        return made

    def _add(self, number: int, lane: Lane) -> None:
        self.added.emit(number + 1, lane, self.script.lines[number].beat)

    def _add_below(self) -> None:
        row = self.current()
        if row is not None:
            self._add(row.number, Lane.HOST)

    def _remove(self) -> None:
        row = self.current()
        if row is not None:
            self.removed.emit(row.number)

    def _can_move(self, number: int, by: int) -> bool:
        to = number + by
        return 0 <= to < len(self.script.lines) and self.place_of(to) == self.place_of(number)

    def _step(self, by: int) -> None:
        row = self.current()
        if row is not None:
            self._move(row.number, by)

    def _move(self, number: int, by: int) -> None:
        if self._can_move(number, by):
            self.moved.emit(number, number + by)

    def _look(self, number: int) -> None:
        """Tell what the line rests on that is pointed at, else the one the keys go to."""
        if number < 0:
            row = self.current()
            number = -1 if row is None else row.number
        if not 0 <= number < len(self._rests):
            told = _("Point at a line or go into it to see which facts its words rest on.")
        elif self._rests[number]:
            told = _("Rests on: {facts}").format(facts=self._rests[number])
        else:
            told = _("This line names no fact of the product.")
        self.rests.emit(told)

    def flush(self) -> None:
        """Save what is being typed."""
        for made in self.rows:
            made.flush()

    def forget_sent(self) -> None:
        """What was sent could not be stored."""
        for made in self.rows:
            made.forget_sent()


def _beats(plan: Sequence[BeatPlan]) -> tuple[str, ...]:
    """Return the beats in their order: what the cards are built for."""
    return tuple(part.beat.value for part in plan)
