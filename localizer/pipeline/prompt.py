"""A show as its host reads it: items, beats and lines with today's or pinned amounts, answers, price cards.

Read anew whenever something changed; `follow` says which line of the new text a reader of the old one is at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from localizer.catalog import answers
from localizer.catalog.answers import StoredAnswer
from localizer.model.launch import Target
from localizer.model.phrase import Question
from localizer.model.script import Lane, ScriptLine
from localizer.model.segment import State
from localizer.model.show import RundownLine
from localizer.pipeline.shows import ItemView, PriceCard, ShowView, show_view
from localizer.pipeline.tools import Tools
from localizer.script.pace import remaining
from localizer.script.render import render_line
from localizer.script.timing import measure
from localizer.store.database import Reader


@dataclass(frozen=True, slots=True)
class PromptLine:
    """One line as it is read: ``text`` with prices in digits, ``spoken`` with prices in words.

    ``stored`` is what a person edits, with its tokens. ``index`` counts the lines of the script; lines that
    are in no script (a break, one put in on air) have none.
    """

    lane: Lane
    text: str
    spoken: str
    seconds: float
    units: int = 0
    stored: str = ""
    script_id: int | None = None
    index: int | None = None
    inserted: bool = False


@dataclass(frozen=True, slots=True)
class PromptBeat:
    """One beat: its place in the plan of the item's script, ``None`` for what has no plan."""

    place: int | None
    beat: str
    planned: float
    lines: tuple[PromptLine, ...]


@dataclass(frozen=True, slots=True)
class PromptAnswer:
    """What is answered to a question, as it would be said now; an answer nobody approved is told."""

    question: Question
    ask: str
    text: str
    spoken: str
    approved: bool


@dataclass(frozen=True, slots=True)
class PromptItem:
    """One item of the rundown. ``start`` and ``seconds`` are the plan's; ``answers`` approved ones first."""

    item_id: int
    title: str
    start: float
    seconds: float
    product_id: int | None = None
    note: str = ""
    beats: tuple[PromptBeat, ...] = ()
    answers: tuple[PromptAnswer, ...] = ()
    card: PriceCard | None = None

    def answer(self, question: Question) -> PromptAnswer | None:
        """Return the answer to ``question``, ``None`` where there is none."""
        return next((one for one in self.answers if one.question is question), None)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A whole show to be read. ``per_minute`` is the pace of its host, ``None`` for the scripts' own."""

    show_id: int
    name: str
    target: Target
    seconds: int
    items: tuple[PromptItem, ...]
    host: str = ""
    host_id: int | None = None
    per_minute: int | None = None
    frozen: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with where it stands: the numbers of its item and its beat there."""

    item: int
    beat: int
    line: PromptLine


def prompt_of(reader: Reader, tools: Tools, show_id: int) -> Prompt:
    """Return a show to be read, with the amounts of now or those it was frozen with.

    Raises `LookupError` when it is gone.
    """
    view = show_view(reader, tools, show_id)
    show, host = view.show, view.host
    pace = None if host is None else host.per_minute
    cards = _answers(reader, view)
    return Prompt(
        show_id=show.id,
        name=show.name,
        target=show.target,
        seconds=show.seconds,
        items=tuple(
            _item(one, line, pace, cards)
            for one, line in zip(view.items, view.rundown.lines, strict=True)
        ),
        host="" if host is None else host.name,
        host_id=None if host is None else host.id,
        per_minute=pace,
        frozen=show.frozen is not None,
    )


def _answers(reader: Reader, view: ShowView) -> dict[int, tuple[StoredAnswer, ...]]:
    """Return the answers of the products of a show, approved ones first."""
    numbers = {one.item.product_id for one in view.items if one.item.product_id is not None}
    found = {number: answers.of_product(reader, number, view.show.target) for number in numbers}
    return {
        number: tuple(sorted(cards, key=lambda one: one.state is not State.APPROVED))
        for number, cards in found.items()
    }


def _item(
    view: ItemView,
    planned: RundownLine,
    pace: int | None,
    cards: Mapping[int, Sequence[StoredAnswer]],
) -> PromptItem:
    item = view.item
    return PromptItem(
        item_id=item.id,
        title=view.title,
        start=planned.start,
        seconds=planned.seconds,
        product_id=item.product_id,
        note=item.note,
        beats=tuple(_beats(view, pace)) or (_nothing_written(view, planned.seconds),),
        answers=tuple(_answer(view, one) for one in cards.get(item.product_id or 0, ())),
        card=view.card,
    )


def _nothing_written(view: ItemView, seconds: float) -> PromptBeat:
    """Return the beat of a break, or of a product nobody wrote a script for: its title, for its time."""
    line = PromptLine(Lane.ACTION, view.title, view.title, seconds)
    return PromptBeat(None, "", seconds, (line,))


def _beats(view: ItemView, pace: int | None) -> Iterator[PromptBeat]:
    """Yield the beats that have lines, each with its place in the plan."""
    if view.script is None:
        return
    script, first = view.script.script, 0
    for place, lines in enumerate(script.by_place()):
        if lines:
            plan = script.beats[place]
            read = tuple(_line(view, line, first + at, pace) for at, line in enumerate(lines))
            yield PromptBeat(place, plan.beat.value, plan.seconds, read)
        first += len(lines)


def _line(view: ItemView, line: ScriptLine, index: int, pace: int | None) -> PromptLine:
    seconds = line.seconds if line.lane is not Lane.CONTROL else 0.0
    if pace:
        seconds = remaining((line,), pace)
    return PromptLine(
        lane=line.lane,
        text=render_line(line.text, view.tokens),
        spoken=render_line(line.text, view.spoken),
        seconds=seconds,
        units=line.units if line.lane is Lane.HOST else 0,
        stored=line.text,
        script_id=None if view.script is None else view.script.id,
        index=index,
    )


def _answer(view: ItemView, stored: StoredAnswer) -> PromptAnswer:
    return PromptAnswer(
        question=stored.question,
        ask=stored.ask,
        text=render_line(stored.line.text, view.tokens),
        spoken=render_line(stored.line.text, view.spoken),
        approved=stored.state is State.APPROVED,
    )


def inserted_line(tools: Tools, prompt: Prompt, text: str) -> PromptLine:
    """Return a line that is put in on air, with the time it takes to say."""
    locale = prompt.target.locale
    rate = tools.packs.speech_rate(locale)
    units, seconds = 0, 0.0
    if rate is not None:
        _names, units, seconds = measure(text, Lane.HOST, rate, locale, {}, prompt.per_minute)
    return PromptLine(Lane.HOST, text, text, seconds, units, text, inserted=True)


def placed(prompt: Prompt) -> tuple[Placed, ...]:
    """Return all lines of a show in the order in which they are read."""
    return tuple(
        Placed(number, at, line)
        for number, item in enumerate(prompt.items)
        for at, beat in enumerate(item.beats)
        for line in beat.lines
    )


def with_line_after(prompt: Prompt, where: int, line: PromptLine) -> Prompt:
    """Return ``prompt`` with ``line`` after the line number ``where``, in the same beat."""
    spot = placed(prompt)[where]
    item = prompt.items[spot.item]
    first = sum(
        1 for one in placed(prompt)[:where] if (one.item, one.beat) == (spot.item, spot.beat)
    )
    lines = list(item.beats[spot.beat].lines)
    lines.insert(first + 1, line)
    beats = list(item.beats)
    beats[spot.beat] = replace(beats[spot.beat], lines=tuple(lines))
    items = list(prompt.items)
    items[spot.item] = replace(item, beats=tuple(beats))
    return replace(prompt, items=tuple(items))


def merged(old: Prompt, new: Prompt) -> Prompt:
    """Return ``new`` with the lines that were put into ``old`` on air, each after the line it followed."""
    lines = placed(old)
    if not any(one.line.inserted for one in lines):
        return new
    result, before = new, None
    for number, one in enumerate(lines):
        if not one.line.inserted:
            before = number
            continue
        if before is not None and placed(result):
            where = follow(old, result, before)
            # several in a row stay in their order
            after = placed(result)
            while where + 1 < len(after) and after[where + 1].line.inserted:
                where += 1
            result = with_line_after(result, where, one.line)
    return result


def follow(old: Prompt, new: Prompt, number: int) -> int:
    """Return which line of ``new`` the line ``number`` of ``old`` is now.

    The same place of the same item, if its script has as many lines as before; else the nearest line that
    says the same, the beat at the same place, the item itself; of an item that is gone, the next one there.
    """
    before, after = placed(old), placed(new)
    spot = before[number]
    ids = {item.item_id: at for at, item in enumerate(new.items)}
    item = ids.get(old.items[spot.item].item_id)
    if item is None:
        return _first_of_next(old, new, spot.item)
    whole = [at for at, one in enumerate(after) if one.item == item]
    kind = spot.line.inserted
    here = [
        at for at, one in enumerate(before) if (one.item, one.line.inserted) == (spot.item, kind)
    ]
    there = [at for at in whole if after[at].line.inserted is kind]
    inside = here.index(number)
    if len(here) == len(there):
        return there[inside]
    said = [at for at in there if _same(after[at].line, spot.line)]
    if said:
        return min(said, key=lambda at: abs(there.index(at) - inside))
    place = old.items[spot.item].beats[spot.beat].place
    beats = new.items[item].beats
    return next((at for at in whole if beats[after[at].beat].place == place), whole[0])


def _same(one: PromptLine, other: PromptLine) -> bool:
    """Tell whether two lines are the same: unchanged in its place, or with the same words."""
    return (one.stored or one.text, one.lane) == (other.stored or other.text, other.lane)


def _first_of_next(old: Prompt, new: Prompt, item: int) -> int:
    """Return the first line of the next item of ``old`` that ``new`` still has, else the last line."""
    ids = [one.item_id for one in new.items]
    kept = [ids.index(one.item_id) for one in old.items[item:] if one.item_id in ids]
    after = placed(new)
    firsts = [at for at, one in enumerate(after) if kept and one.item == kept[0]]
    return firsts[0] if firsts else max(len(after) - 1, 0)
