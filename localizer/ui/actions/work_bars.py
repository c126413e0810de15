"""What people did, cut into bars of days, weeks or months, and said in words; nothing is painted here."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from localizer.catalog.activity import Kind
from localizer.catalog.statistics import Count
from localizer.catalog.work_done import Deed, Done, WorkDone
from localizer.i18n import N_, _, ngettext, sentences
from localizer.ui.actions.columns import count
from localizer.ui.actions.words import day, in_a_row

#: More bars than this stand too close to be told apart: then a bar is a week, or a month.
MOST_BARS: Final = 92
_WEEK: Final = 7
#: So many people have a pattern of their own; the others share one.
MOST_PEOPLE: Final = 5
DEEDS: Final[Mapping[Deed, str]] = {
    Deed.WRITTEN: N_("written"),
    Deed.APPROVED: N_("approved"),
    Deed.SENT_BACK: N_("sent back"),
}
KINDS: Final[Mapping[Kind, str]] = {
    Kind.TEXTS: N_("texts"),
    Kind.PRICES: N_("prices"),
    Kind.SCRIPTS: N_("scripts and answers"),
    Kind.SHOWS: N_("shows"),
    Kind.PRODUCTS: N_("products"),
    Kind.TERMS: N_("terms and memory"),
    Kind.DECISIONS: N_("findings let pass"),
    Kind.LAUNCHES: N_("launches"),
}


class Stack(StrEnum):
    """What the parts of a bar are."""

    DEED = "deed"
    PERSON = "person"


class Measure(StrEnum):
    """What is counted."""

    WORDS = "words"
    TEXTS = "texts"

    def of(self, number: Count) -> int:
        """Return the words or the texts of ``number``."""
        return number.words if self is Measure.WORDS else number.texts

    def said(self, number: int) -> str:
        """Return a number with its noun: 1,200 words."""
        text = (
            ngettext("{n} word", "{n} words", number)
            if self is Measure.WORDS
            else ngettext("{n} text", "{n} texts", number)
        )
        return text.format(n=count(number))


@dataclass(frozen=True, slots=True)
class Bar:
    """What was done from ``first`` to ``last``, one number for each name."""

    first: dt.date
    last: dt.date
    parts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All parts together."""
        return sum(self.parts)

    @property
    def days(self) -> str:
        """The day, or the first and the last one, in words."""
        if self.first == self.last:
            return day(self.first)
        return _("{first} – {last}").format(first=day(self.first), last=day(self.last))


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart: ``names`` of the parts in the order they are stacked, the oldest bar first."""

    names: tuple[str, ...] = ()
    bars: tuple[Bar, ...] = ()
    measure: Measure = Measure.WORDS

    @property
    def total(self) -> int:
        """All bars together."""
        return sum(bar.total for bar in self.bars)

    def words(self, place: int) -> str:
        """Return one bar in words: its days, its sum and the parts that are not nothing."""
        bar = self.bars[place]
        return _("{days}: {sum}").format(days=bar.days, sum=self._sum(bar.parts))

    @property
    def summary(self) -> str:
        """The whole chart in words: its days, its sum by part, and its highest bar."""
        if not self.total:
            return _("Nothing was written, approved or sent back in these days.")
        parts = tuple(sum(column) for column in zip(*(bar.parts for bar in self.bars), strict=True))
        span = Bar(self.bars[0].first, self.bars[-1].last, ())
        highest = max(self.bars, key=lambda bar: bar.total)
        said = _("{days}: {sum}.").format(days=span.days, sum=self._sum(parts))
        most = _("Most on {days}: {number}.").format(
            days=highest.days, number=self.measure.said(highest.total)
        )
        return sentences(said, most)

    def _sum(self, parts: Iterable[int]) -> str:
        found = [(name, number) for name, number in zip(self.names, parts, strict=True) if number]
        whole = self.measure.said(sum(number for _name, number in found))
        if not found:
            return whole
        each = in_a_row(
            _("{name} {number}").format(name=name, number=count(number)) for name, number in found
        )
        return _("{number} ({parts})").format(number=whole, parts=each)


def person_words(person: str) -> str:
    """Return how a person is called in lists."""
    return person or _("(no name)")


def bars_of(
    done: WorkDone,
    first: dt.date | None,
    last: dt.date,
    *,
    stack: Stack = Stack.DEED,
    measure: Measure = Measure.WORDS,
) -> Bars:
    """Return the work from ``first`` (from the first day there is any, without one) to ``last`` as bars."""
    if not done.cells:
        return Bars(measure=measure)
    start = first or min(one.day for one in done.cells)
    end = max(last, *(one.day for one in done.cells))
    names, place = _by_deed() if stack is Stack.DEED else _by_person(done)
    begin = _cut((end - start).days + 1)
    sums: dict[dt.date, list[int]] = defaultdict(lambda: [0] * len(names))
    for one in done.cells:
        sums[begin(one.day)][place(one)] += measure.of(one.count)
    starts = sorted({begin(start + dt.timedelta(n)) for n in range((end - start).days + 1)})
    ends = [following - dt.timedelta(1) for following in starts[1:]] + [end]
    bars = tuple(
        Bar(max(one, start), until, tuple(sums[one]))
        for one, until in zip(starts, ends, strict=True)
    )
    return Bars(names, bars, measure)


def _cut(days: int) -> Callable[[dt.date], dt.date]:
    """Return what gives the first day of the bar a day belongs to, where there are so many days."""
    if days <= MOST_BARS:
        return lambda one: one
    if days <= MOST_BARS * _WEEK:
        return lambda one: one - dt.timedelta(one.weekday())
    return lambda one: one.replace(day=1)


Place = Callable[[Done], int]


def _by_deed() -> tuple[tuple[str, ...], Place]:
    order = list(Deed)
    return tuple(_(DEEDS[deed]) for deed in order), lambda one: order.index(one.deed)


def _by_person(done: WorkDone) -> tuple[tuple[str, ...], Place]:
    """Return the names of those who did most, and one for all others together."""
    people = list(done.by_person())
    own = people if len(people) <= MOST_PEOPLE + 1 else people[:MOST_PEOPLE]
    names = [person_words(one) for one in own]
    if rest := len(people) - len(own):
        names.append(ngettext("{n} other person", "{n} other people", rest).format(n=rest))
    places = {person: min(place, len(own)) for place, person in enumerate(people)}
    return tuple(names), lambda one: places[one.person]
