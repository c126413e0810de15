"""A show as a file: the sheet of it, by the plan or by a logged run, and the file in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from localizer.catalog import answers, findings, show_log, shows
from localizer.catalog.answers import StoredAnswer
from localizer.errors import InputError
from localizer.export.gate import STOPPING
from localizer.export.show.cues import Cue, columns_of, cut, whole
from localizer.export.show.html_file import print_page
from localizer.export.show.sheet import (
    READ_ALOUD,
    SUBTITLES,
    Said,
    SheetAnswer,
    SheetBeat,
    SheetCard,
    SheetHead,
    SheetItem,
    SheetLine,
    ShowFormat,
    ShowSheet,
)
from localizer.export.show.writing import document_bytes, put, subtitle_bytes
from localizer.i18n import _
from localizer.model.finding import Subject
from localizer.model.locale import language
from localizer.model.script import BeatPlan, Lane, ScriptLine
from localizer.model.show import RundownLine, Show, ShowRun
from localizer.pipeline.show_times import (
    BeatTimes,
    Span,
    line_seconds,
    lines_in,
    logged_times,
    planned_times,
)
from localizer.pipeline.shows import ItemView, ShowView, in_zone, show_view
from localizer.pipeline.tools import Tools
from localizer.script.render import missing_in, render_line
from localizer.script.thai import breaks
from localizer.store.database import Reader

#: Prints HTML in the letters of a locale and returns the PDF; the second and third are its title and locale.
Printer = Callable[[str, str, str], bytes]


@dataclass(frozen=True, slots=True)
class WrittenShow:
    """A file that was written. ``cues`` is ``None`` for what is no subtitle; ``draft``: some pitch is."""

    file: Path
    kind: ShowFormat
    items: int
    draft: bool
    cues: int | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """An item with its number, its line of the rundown, the host's pace, and when its beats are said."""

    n: int
    view: ItemView
    line: RundownLine
    pace: int | None
    times: BeatTimes
    logged: bool

    @property
    def span(self) -> Span | None:
        """Return when it is on, ``None`` where it never was."""
        if not self.logged:
            return Span(self.line.start, self.line.end)
        spans = [span for found in self.times.values() for span in found]
        if not spans:
            return None
        return Span(min(one.start for one in spans), max(one.end for one in spans))

    def beats(self) -> Iterator[tuple[BeatPlan, tuple[ScriptLine, ...], Sequence[Span]]]:
        """Yield the planned beats with their lines and the times they are said at."""
        if self.view.script is not None:
            script = self.view.script.script
            pairs = zip(script.beats, script.by_place(), strict=True)
            for place, (plan, lines) in enumerate(pairs):
                yield plan, lines, self.times.get(place, ())


def show_sheet(
    reader: Reader, tools: Tools, show_id: int, *, run_id: int | None = None
) -> ShowSheet:
    """Return a show as it is written: by its plan, or with the times of a logged run.

    Raises `InputError` for a run of another show, and when the show is gone.
    """
    if all(one.id != show_id for one in shows.all_shows(reader)):
        raise InputError(_("This show is not there any more."))
    view = show_view(reader, tools, show_id)
    run = None if run_id is None else _run(reader, show_id, run_id)
    frozen, target = view.show.frozen, view.show.target
    head = SheetHead(
        name=view.show.name,
        target=tools.packs.label(target),
        locale=target.locale,
        begins=in_zone(tools, target, view.show.starts_at if run is None else run.started_at),
        seconds=view.show.seconds,
        over=view.rundown.over,
        made_at=in_zone(tools, target, tools.now()),
        host="" if view.host is None else view.host.name,
        frozen_at=None if frozen is None else in_zone(tools, target, frozen.at),
        rates=() if frozen is None else tuple(sorted(frozen.rates.items())),
        logged=run is not None,
    )
    places = _places(view, run)
    seen: set[int] = set()
    items = tuple(_item(reader, view.show, place, seen) for place in places)
    said = sorted((one for place in places for one in _said(place)), key=lambda one: one.start)
    return ShowSheet(head, items, tuple(said))


def _run(reader: Reader, show_id: int, run_id: int) -> ShowRun:
    if all(one.id != run_id for one in show_log.of_show(reader, show_id)):
        problem = _("This show has no run {n}. “localizer show log --json” lists its runs.")
        raise InputError(problem.format(n=run_id))
    return show_log.load(reader, run_id)


def _places(view: ShowView, run: ShowRun | None) -> list[_Place]:
    pace = None if view.host is None else view.host.per_minute
    lines = view.rundown.lines
    times: Mapping[int, BeatTimes]
    if run is not None:
        times = logged_times(run)
    else:
        ends = [*(line.start for line in lines[1:]), float("inf")][: len(lines)]
        times = {
            one.item.id: planned_times(one, line, end, pace)
            for one, line, end in zip(view.items, lines, ends, strict=True)
        }
    return [
        _Place(n, one, line, pace, times.get(one.item.id, {}), run is not None)
        for n, (one, line) in enumerate(zip(view.items, lines, strict=True), 1)
    ]


def _item(reader: Reader, show: Show, place: _Place, seen: set[int]) -> SheetItem:
    """Return an item as it is written; the answers stand with the first item of a product, ``seen``."""
    one, item, span = place.view, place.view.item, place.span
    script, card = one.script, one.card
    beats = tuple(_beats(place))
    product = item.product_id
    cards = (
        ()
        if product is None or product in seen
        else answers.of_product(reader, product, show.target)
    )
    if product is not None:
        seen.add(product)
    replies = tuple(_answer(one, reply) for reply in cards)
    written = [line.written for beat in beats for line in beat.lines]
    return SheetItem(
        n=place.n,
        title=one.title,
        start=None if span is None else span.start,
        seconds=0.0 if span is None else span.end - span.start,
        product_key=one.product_key,
        gap=0.0 if place.logged else place.line.gap,
        overlap=0.0 if place.logged else place.line.overlap,
        hard_start=item.hard_start,
        note=item.note,
        card=None if card is None else SheetCard(card.price, card.was, card.save, card.n),
        style=item.style,
        variant=item.label,
        state=None if script is None else script.state,
        findings=one.findings,
        stopping=0 if script is None else _stopping(reader, script.id),
        missing=tuple(dict.fromkeys(name for text in written for name in missing_in(text))),
        beats=beats,
        answers=replies,
    )


def _beats(place: _Place) -> Iterator[SheetBeat]:
    for plan, lines, spans in place.beats():
        if not lines:
            continue
        first = next(iter(spans), None)
        yield SheetBeat(
            beat=plan.beat,
            start=None if first is None else first.start,
            seconds=plan.seconds if first is None else first.end - first.start,
            lines=tuple(
                SheetLine(
                    line.lane,
                    render_line(line.text, place.view.tokens),
                    render_line(line.text, place.view.spoken),
                    line_seconds(line, place.pace),
                )
                for line in lines
            ),
        )


def _answer(view: ItemView, stored: StoredAnswer) -> SheetAnswer:
    text = stored.line.text
    return SheetAnswer(
        stored.question,
        stored.ask,
        render_line(text, view.tokens),
        render_line(text, view.spoken),
        stored.state,
    )


def _stopping(reader: Reader, script_id: int) -> int:
    found = findings.of_subject(reader, Subject.SCRIPT, script_id)
    return sum(one.finding.severity in STOPPING and not one.overruled for one in found)


def _said(place: _Place) -> Iterator[Said]:
    """Yield what the host says of an item, each time she says it."""
    for _plan, lines, spans in place.beats():
        for span in spans:
            for line, part in lines_in(span, lines, place.pace):
                if line.lane is Lane.HOST:
                    text = render_line(line.text, place.view.tokens)
                    yield Said(part.start, part.end, text)


def write_show(
    reader: Reader,
    tools: Tools,
    show_id: int,
    kind: ShowFormat,
    out: Path,
    *,
    run_id: int | None = None,
    words: bool = False,
    printer: Printer | None = None,
) -> WrittenShow:
    """Write a show as ``kind`` to the file ``out``, over an older one.

    ``run_id`` takes the times of a logged run, ``words`` says prices in words where a host reads. PDF needs
    a ``printer``. Raises `InputError` and `OutputError`.
    """
    sheet = show_sheet(reader, tools, show_id, run_id=run_id)
    words = words and kind in READ_ALOUD
    cues: tuple[Cue, ...] | None = None
    if kind in SUBTITLES:
        locale = sheet.head.locale
        cues = cut(sheet.said, columns_of(locale), breaks if language(locale) == "th" else whole)
        content = subtitle_bytes(cues, kind)
    elif kind is ShowFormat.PDF:
        if printer is None:
            raise ValueError("PDF without a printer")
        content = printer(print_page(sheet, words=words), sheet.head.name, sheet.head.locale)
    else:
        content = document_bytes(sheet, kind, words=words)
    file = put(out, content)
    count = None if cues is None else len(cues)
    return WrittenShow(file, kind, len(sheet.items), sheet.draft, count)
