"""One script on the screen: its beats in order, each with its time and its lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from localizer import pipeline
from localizer.catalog.findings import StoredFinding
from localizer.catalog.scripts import StoredScript
from localizer.i18n import _
from localizer.model.script import Beat, Lane, Script
from localizer.ui.actions.words import BEATS
from localizer.ui.look.tokens import SPACE_1, SPACE_2, SPACE_3
from localizer.ui.panes.scripts.line_row import LineRow
from localizer.ui.widgets.finding_row import FindingRow
from localizer.ui.widgets.parts import Card, button, clear, column, label, row
from localizer.ui.widgets.seconds_bar import SecondsBar


class ScriptSheet(QWidget):
    """Built anew for each script; edits of the same script only refresh it."""

    saved = Signal(int, str)
    #: The place of a beat somebody wants written anew.
    anew = Signal(int)
    #: A line's number, and whether it is to stay when its beat is written anew.
    locked = Signal(int, bool)

    def __init__(self, stored: StoredScript, overrule: Callable[[StoredFinding], object]) -> None:
        """Show ``stored``; ``overrule`` gets the finding a person wants to let pass."""
        super().__init__()
        self.script_id = stored.id
        self._overrule = overrule
        self.rows: list[LineRow] = []
        self._bars: list[tuple[int, SecondsBar, QLabel]] = []
        self.findings = column(spacing=SPACE_1)
        self._general = Card(self.findings)
        cards: list[QWidget] = [self._general]
        script = stored.script
        self._shape = _shape(script)
        number = 0
        for place, lines in enumerate(script.by_place()):
            rows = [LineRow(number + at, line, script.locale) for at, line in enumerate(lines)]
            number += len(rows)
            for one in rows:
                one.saved.connect(self.saved)
                one.locked.connect(self.locked)
            self.rows += rows
            cards.append(self._beat(place, script.beats[place].beat, rows))
        self.setLayout(column(*cards, None, spacing=SPACE_2))

    def _beat(self, place: int, beat: Beat, rows: Sequence[LineRow]) -> Card:
        bar, time = SecondsBar(0, 1), label("", "muted")
        bar.setFixedWidth(180)
        self._bars.append((place, bar, time))
        name = _(BEATS[beat])
        again = button(
            "",
            lambda: self.anew.emit(place),
            role="ghost",
            picture="refresh",
            tip=_("Write this beat anew; locked lines stay"),
            name=_("Write {beat} anew").format(beat=name),
        )
        head = row(label(name, "section"), None, time, bar, again, spacing=SPACE_3)
        return Card(head, *rows, spacing=SPACE_2)

    def same_shape(self, script: Script) -> bool:
        """Tell whether ``script`` has the lines shown here, whatever they say."""
        return _shape(script) == self._shape

    def show_script(
        self,
        values: Mapping[str, str],
        aloud: Mapping[str, str],
        stored: StoredScript,
        *,
        settled: bool,
    ) -> None:
        """Show lines, times and what is said today; ``settled`` tells that no edit is on its way.

        ``aloud`` are the ``values`` as the host says them.
        """
        script = stored.script
        said = pipeline.render_script(stored, values)
        words = pipeline.render_script(stored, aloud)
        for made, line, text, spelt in zip(self.rows, script.lines, said, words, strict=True):
            made.show_line(line, settled=settled)
            made.show_said(text)
            made.show_words(spelt if line.lane is Lane.HOST else text, text)
        places = script.by_place()
        for place, bar, time in self._bars:
            spoken = sum(line.seconds for line in places[place])
            planned = script.beats[place].seconds
            bar.show_time(spoken, planned)
            time.setText(
                _("{spoken} / {planned} s").format(spoken=round(spoken), planned=round(planned))
            )

    def want_words(self, *, wanted: bool) -> None:
        """Show or hide the lines with their prices in words."""
        for made in self.rows:
            made.want_words(wanted=wanted)

    def show_findings(self, found: Sequence[StoredFinding], script: Script) -> None:
        """Show findings beside their lines; what concerns the whole script stands on top."""
        clear(self.findings)
        by_line: dict[int, list[StoredFinding]] = {}
        for one in found:
            number = _line_of(one, script)
            if number is None:
                self.findings.addWidget(self._row(one))
            else:
                by_line.setdefault(number, []).append(one)
        self._general.setVisible(self.findings.count() > 0)
        for made in self.rows:
            made.show_findings([self._row(one) for one in by_line.get(made.number, [])])

    def _row(self, stored: StoredFinding) -> FindingRow:
        return FindingRow(stored, fix=None, overrule=self._overrule)

    def flush(self) -> None:
        """Save what is being typed."""
        for made in self.rows:
            made.flush()

    def forget_sent(self) -> None:
        """What was sent could not be stored."""
        for made in self.rows:
            made.forget_sent()


def _shape(script: Script) -> tuple[tuple[tuple[Beat, Lane], ...], ...]:
    """Return which beats have which kinds of lines: what the widgets are built for."""
    return tuple(tuple((line.beat, line.lane) for line in part) for part in script.by_place())


def _line_of(stored: StoredFinding, script: Script) -> int | None:
    """Return the line a finding's span lies in; spans count in the lines joined by line ends."""
    finding = stored.finding
    if not finding.end:
        return None
    offset = 0
    for number, line in enumerate(script.lines):
        if finding.start <= offset + len(line.text):
            return number
        offset += len(line.text) + 1
    return None
