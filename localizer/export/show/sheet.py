"""A show as it is written into a file: plain values, amounts and words filled in, times told."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from localizer.model.phrase import Question
from localizer.model.script import Beat, Lane
from localizer.model.segment import State


class ShowFormat(StrEnum):
    """What a show can be written as; the value is the ending of the file."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    MD = "md"
    SRT = "srt"
    VTT = "vtt"
    CSV = "csv"
    TXT = "txt"


#: Formats of what is heard when, and of nothing else.
SUBTITLES: Final = frozenset({ShowFormat.SRT, ShowFormat.VTT})
#: Formats a host reads from: there prices may stand in words.
READ_ALOUD: Final = frozenset(
    {ShowFormat.DOCX, ShowFormat.PDF, ShowFormat.HTML, ShowFormat.MD, ShowFormat.TXT}
)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line, with prices in digits (``written``) and in words (``spoken``)."""

    lane: Lane
    written: str
    spoken: str
    seconds: float

    def text(self, *, words: bool) -> str:
        """Return the line with prices in ``words`` or in digits."""
        return self.spoken if words else self.written


@dataclass(frozen=True, slots=True)
class SheetBeat:
    """A beat with its lines. ``start`` is a second of the show, ``None`` for one that was not said."""

    beat: Beat
    start: float | None
    seconds: float
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True)
class SheetAnswer:
    """What is answered when viewers ask ``ask``."""

    question: Question
    ask: str
    written: str
    spoken: str
    state: State

    def text(self, *, words: bool) -> str:
        """Return the answer with prices in ``words`` or in digits."""
        return self.spoken if words else self.written


@dataclass(frozen=True, slots=True)
class SheetCard:
    """The price card; empty where there is no such amount. ``n`` is the number in the basket."""

    price: str
    was: str
    save: str
    n: str


@dataclass(frozen=True, slots=True)
class SheetItem:
    """One item. ``state`` is ``None`` where there is no script: a break, or nothing written yet.

    ``findings`` are open, ``stopping`` of them until they are mended; ``missing`` are the tokens without a
    value. ``start`` is ``None`` for an item that was not said in a logged run.
    """

    n: int
    title: str
    start: float | None
    seconds: float
    product_key: str = ""
    gap: float = 0.0
    overlap: float = 0.0
    hard_start: int | None = None
    note: str = ""
    card: SheetCard | None = None
    style: str = ""
    variant: str = ""
    state: State | None = None
    findings: int = 0
    stopping: int = 0
    missing: tuple[str, ...] = ()
    beats: tuple[SheetBeat, ...] = ()
    answers: tuple[SheetAnswer, ...] = ()

    @property
    def draft(self) -> bool:
        """Tell whether this is a pitch that may not be said as it is."""
        pitch = bool(self.product_key)
        return pitch and (
            self.state is not State.APPROVED or self.stopping > 0 or bool(self.missing)
        )


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the host on the clock of the show, in seconds."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class SheetHead:
    """What is told of the whole show. Moments carry the zone of the market.

    ``begins`` is when second 0 was or will be; ``logged`` tells whether the times are those of a run that was
    logged. ``over`` is the time beyond ``seconds``, negative when some is left. ``rates`` are the days of the
    exchange rates of frozen prices, by pair of currencies.
    """

    name: str
    target: str
    locale: str
    begins: dt.datetime
    seconds: int
    over: float
    made_at: dt.datetime
    host: str = ""
    frozen_at: dt.datetime | None = None
    rates: tuple[tuple[str, dt.date], ...] = ()
    logged: bool = False


@dataclass(frozen=True, slots=True)
class ShowSheet:
    """A show as it is written. ``said`` is what is heard, in the order of its time."""

    head: SheetHead
    items: tuple[SheetItem, ...]
    said: tuple[Said, ...] = ()

    @property
    def draft(self) -> bool:
        """Tell whether any pitch of it is a draft."""
        return any(item.draft for item in self.items)

    @property
    def findings(self) -> int:
        """Return how many findings are open."""
        return sum(item.findings for item in self.items)


def visible(text: str) -> str:
    """Return ``text`` as one line without what no document can hold: control characters, halves of pairs."""
    spaced = " ".join(text.split())
    return "".join(char for char in spaced if unicodedata.category(char) not in {"Cc", "Cs", "Cn"})
