"""A show that is being read: where its host is, what she said, and what goes into the log.

Knows no screen. The clock counts seconds from the start of the run and never goes back; whoever shows the
text calls `OnAir.tick` as often as it paints.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from localizer.model.phrase import Question
from localizer.model.show import EventKind, ShowEvent
from localizer.pipeline.prompt import (
    Placed,
    Prompt,
    PromptBeat,
    PromptItem,
    PromptLine,
    follow,
    merged,
    placed,
    with_line_after,
)
from localizer.script.reading import Motion, Spot, Timeline

#: What the log holds of a price card that was shown; answers are logged by their question.
PRICE_CARD: Final = "price_card"
SLOWEST, FASTEST = 0.25, 3.0


class OnAir:
    """The state of one run. ``note`` is called with each event as it happens, once the run has begun."""

    def __init__(
        self,
        prompt: Prompt,
        clock: Callable[[], float],
        note: Callable[[ShowEvent], object],
        *,
        speed: float = 1.0,
        by_hand: bool = False,
    ) -> None:
        """Stand at the first line of ``prompt``."""
        self._clock = clock
        self._note = note
        self.speed = speed
        self.by_hand = by_hand
        self.begun = False
        self.running = False
        self.over = False
        self.spent: dict[int, float] = defaultdict(float)
        self._counted = 0.0
        self._motion = Motion()
        #: The beat that is being said, and the second of the text at which it was entered.
        self._beat: tuple[int, int] | None = None
        self._entered = 0.0
        self._lay_out(prompt)

    def _lay_out(self, prompt: Prompt) -> None:
        self.prompt = prompt
        self.lines: tuple[Placed, ...] = placed(prompt)
        self.timeline = Timeline([one.line.seconds for one in self.lines])
        rows: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, one in enumerate(self.lines):
            rows[one.item, one.beat].append(number)
        self._rows = dict(rows)
        self.beats = tuple(rows)

    @property
    def spot(self) -> Spot:
        """Return where the host is."""
        return self.timeline.at(self._second())

    @property
    def line(self) -> Placed | None:
        """Return the line the host is at, ``None`` in a show without any."""
        return self.lines[self.spot.line] if self.lines else None

    @property
    def item(self) -> PromptItem | None:
        """Return the running item."""
        line = self.line
        return None if line is None else self.prompt.items[line.item]

    @property
    def here(self) -> tuple[int, int] | None:
        """Return the numbers of the running item and beat."""
        line = self.line
        return None if line is None else (line.item, line.beat)

    def beat_at(self, here: tuple[int, int]) -> PromptBeat:
        """Return the beat with these numbers of item and beat."""
        return self.prompt.items[here[0]].beats[here[1]]

    def next_beat_at(self) -> tuple[int, int] | None:
        """Return the numbers of the beat that comes next."""
        return self._neighbour(1)

    def first_line(self, here: tuple[int, int]) -> int:
        """Return the number of the first line of a beat."""
        return self._rows[here][0]

    def beat_seconds(self) -> tuple[float, float]:
        """Return how many seconds of the running beat's text were read, and how many it has."""
        here = self.here
        if here is None:
            return 0.0, 0.0
        begin, end = self._span(here)
        return self._second() - begin, end - begin

    def left(self) -> float:
        """Return how long the rest of the show takes at the speed of now."""
        return max(self.timeline.total - self._second(), 0.0) / self.speed

    def elapsed(self) -> float:
        """Return the seconds since the run began."""
        return self._clock() if self.begun else 0.0

    def _second(self) -> float:
        return min(self._motion.at(self._clock()), self.timeline.total)

    def _span(self, here: tuple[int, int]) -> tuple[float, float]:
        row = self._rows[here]
        return self.timeline.start(row[0]), self.timeline.start(row[-1] + 1)

    def start(self) -> None:
        """Let the text move; the first time the run begins with it."""
        if self.running or self.over or not self.lines:
            return
        now = self._clock()
        again, self.begun, self.running = self.begun, True, True
        self._counted = now
        self._steer(now)
        if again:
            self._put(EventKind.RESUME, now)
        else:
            self._enter(self.here, now, self._second())

    def pause(self) -> None:
        """Let the text stand."""
        if not self.running:
            return
        now = self._clock()
        self.tick()
        self.running = False
        self._steer(now)
        self._put(EventKind.PAUSE, now)

    def toggle(self) -> None:
        """Start, or pause."""
        if self.running:
            self.pause()
        else:
            self.start()

    def set_speed(self, speed: float) -> None:
        """Move at ``speed`` seconds of text a second, within what can be read."""
        self.tick()
        self.speed = min(max(speed, SLOWEST), FASTEST)
        self._steer(self._clock())

    def set_by_hand(self, *, by_hand: bool) -> None:
        """Let the operator move the text, or let it move by itself."""
        self.tick()
        self.by_hand = by_hand
        self._steer(self._clock())

    def _steer(self, now: float) -> None:
        moves = self.running and not self.by_hand
        self._motion = self._motion.going(now, self.speed if moves else 0.0)
        self._motion = self._motion.put(now, min(self._motion.second, self.timeline.total))

    def tick(self) -> Spot:
        """Note the beats that were passed since the last time; return where the host is."""
        now = self._clock()
        self._count(now)
        self._pass_beats(now)
        return self.spot

    def _count(self, now: float) -> None:
        """Add the time that went by to the item it was spent in."""
        item = self.item
        if self.running and item is not None:
            self.spent[item.item_id] += max(now - self._counted, 0.0)
        self._counted = now

    def _pass_beats(self, now: float) -> None:
        """Log the end of each beat that was left by reading on, and the beginning of the next."""
        current = self.here
        if self._beat is None and self.begun and self._second() < self.timeline.total:
            self._enter(current, now, self._second())
        while self._beat is not None and current is not None and self._beat != current:
            order = self.beats.index(self._beat)
            if self.beats.index(current) < order:
                self._leave(now, self._second())
                self._enter(current, now, self._second())
                return
            end = self._span(self._beat)[1]
            crossed = self._crossed(end, now)
            self._leave(crossed, end)
            self._enter(self.beats[order + 1], crossed, end)
        if self._beat is not None and self._second() >= self.timeline.total:
            end = self.timeline.total
            self._leave(self._crossed(end, now), end)

    def _crossed(self, second: float, now: float) -> float:
        """Return when the text came to ``second``: now, if it was moved there by hand."""
        return min(max(self._motion.when(second), 0.0), now) if self._motion.speed else now

    def _enter(self, beat: tuple[int, int] | None, now: float, second: float) -> None:
        self._beat, self._entered = beat, second
        if beat is not None and self.begun:
            self._put(EventKind.BEGIN, now)
            if not self.running:
                self._put(EventKind.PAUSE, now)  # begun while the text stands: that is no speech

    def _leave(self, now: float, second: float) -> None:
        """Log that the beat being said ends, with the units said of it; of one not begun to be said nothing.

        An end without units would be measured as if all had been said.
        """
        if self._beat is None or not self.begun:
            return
        units = self._said(self._beat, self._entered, second)
        if units or not any(self.lines[at].line.units for at in self._rows[self._beat]):
            self._put(EventKind.END, now, units=units)
        self._beat = None

    def _said(self, beat: tuple[int, int], since: float, until: float) -> int:
        """Return the units of ``beat`` that lie between two seconds of the text."""
        units = 0.0
        for number in self._rows[beat]:
            line = self.lines[number].line
            begin = self.timeline.start(number)
            if line.units and line.seconds > 0:
                read = min(until, begin + line.seconds) - max(since, begin)
                units += line.units * min(max(read / line.seconds, 0.0), 1.0)
        return round(units)

    def jump(self, line: int) -> None:
        """Go on from the beginning of a line; what was read of the beat before is logged."""
        if not 0 <= line < len(self.lines) or self.over:
            return
        self.tick()
        now, before = self._clock(), self._second()
        self._leave(now, before)
        self._motion = self._motion.put(now, self.timeline.start(line))
        self._enter(self.here, now, self._second())

    def next_beat(self) -> None:
        """Go on with the next beat. A text that is moved by hand was read to the end of its beat."""
        here, to = self.here, self._neighbour(1)
        if here is None or to is None or self.over:
            return
        if self.by_hand:
            self.move_to(self._span(here)[1])
        else:
            self.jump(self._rows[to][0])

    def back_beat(self) -> None:
        """Go back to the beginning of the beat before."""
        to = self._neighbour(-1) or self.here
        if to is not None:
            self.jump(self._rows[to][0])

    def next_line(self, by: int) -> None:
        """Go ``by`` lines on or back, as lines that take time go."""
        at = self.spot.line + by
        while 0 <= at < len(self.lines) and not self.lines[at].line.seconds:
            at += 1 if by > 0 else -1
        if 0 <= at < len(self.lines):
            self.move_to(self.timeline.start(at))

    def move_to(self, second: float) -> None:
        """Move the text by hand to a second of it; beats that are passed were read."""
        if self.over:
            return
        self.tick()
        now = self._clock()
        bounded = min(max(second, 0.0), self.timeline.total)
        self._motion = self._motion.put(now, bounded)
        moving, self._motion = self._motion, replace(self._motion, speed=0.0)
        self._pass_beats(now)
        self._motion = moving

    def _neighbour(self, by: int) -> tuple[int, int] | None:
        """Return the beat before or after the running one; those without anything to say are passed."""
        here = self.here
        if here is None:
            return None
        at = self.beats.index(here) + by
        while 0 <= at < len(self.beats):
            begin, end = self._span(self.beats[at])
            if end > begin:
                return self.beats[at]
            at += by
        return None

    def insert(self, line: PromptLine) -> None:
        """Put ``line`` after the running one; the host goes on where she is."""
        spot = self.spot
        self.tick()
        self._put(EventKind.INSERT, self._clock(), note=line.text)
        self._change(with_line_after(self.prompt, spot.line, line), spot)

    def hold(self, share: float) -> None:
        """Stay in the running line, of which another share was read: it is longer or shorter now."""
        spot = Spot(self.spot.line, min(max(share, 0.0), 1.0))
        self._motion = self._motion.put(self._clock(), self.timeline.second(spot))

    def take(self, prompt: Prompt) -> None:
        """Go on in a text that was read anew; lines that were put in stay."""
        self.tick()
        old, spot = self.prompt, self.spot
        new = merged(old, prompt)
        after = placed(new)
        if not self.lines or not after:
            self._change(new, Spot(0))
            return
        number = follow(old, new, spot.line)
        same = after[number].line.seconds > 0
        self._change(new, Spot(number, spot.share if same else 0.0))

    def _change(self, prompt: Prompt, spot: Spot) -> None:
        """Show another text with the host at ``spot``; the beat goes on if it is still the same one."""
        now, was = self._clock(), self._beat
        known = None if was is None else self._identity(was)
        read = self._second() - self._entered
        ended = None if was is None else self._said(was, self._entered, self._second())
        left = None if was is None else (self.prompt.items[was[0]], self.beat_at(was))
        self._lay_out(prompt)
        second = self.timeline.second(spot) if self.lines else 0.0
        self._motion = self._motion.put(now, second)
        here = self.here
        if was is None:
            return
        if here is not None and self._identity(here) == known:
            self._beat, self._entered = here, max(second - max(read, 0.0), self._span(here)[0])
            return
        self._beat = None
        if ended and left is not None and self.begun:
            self._write(EventKind.END, now, *left, units=ended)
        self._enter(here, now, second)

    def _identity(self, here: tuple[int, int]) -> tuple[int, int | None]:
        return self.prompt.items[here[0]].item_id, self.beat_at(here).place

    def mark(self, note: str = "") -> None:
        """Mark this moment."""
        self._put(EventKind.MARK, self._clock(), note=note)

    def show_card(self, what: Question | None) -> None:
        """Note that the answer to a question is shown, or with ``None`` the price card."""
        note = PRICE_CARD if what is None else what.value
        self._put(EventKind.CARD, self._clock(), note=note)

    def end(self) -> float:
        """The run is over: log the end of the running beat; return the seconds it took."""
        self.tick()
        now = self._clock()
        self._leave(now, self._second())
        self.running, self.over = False, True
        self._steer(now)
        return now

    def _put(self, kind: EventKind, now: float, *, note: str = "", units: int = 0) -> None:
        here = self._beat or self.here
        if not self.begun or here is None or self.over:
            return
        item, beat = self.prompt.items[here[0]], self.beat_at(here)
        self._write(kind, now, item, beat, note=note, units=units)

    def _write(
        self,
        kind: EventKind,
        now: float,
        item: PromptItem,
        beat: PromptBeat,
        *,
        note: str = "",
        units: int = 0,
    ) -> None:
        self._note(
            ShowEvent(
                after=round(now, 3),
                kind=kind,
                item_id=item.item_id,
                product_id=item.product_id,
                place=beat.place,
                beat=beat.beat,
                note=note,
                units=units,
            )
        )
