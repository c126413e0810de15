"""What was told since the program began, and the long work that began and ended: a log one can save.

It holds what the person was shown and nothing else: sentences of the message bar and names of work. Texts
of a catalog are in it only as far as such a sentence quotes one, keys of engines never.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from localizer import __version__
from localizer.i18n import _, pgettext
from localizer.jobs import Outcome
from localizer.translate.files import replaced
from localizer.ui.actions.words import minutes

#: Newest lines of the log, and newest works that ended, that are kept.
LINES: Final = 5_000
ENDED: Final = 200
_BEGUN: Final = "begun"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log; ``kind`` is a role of the message bar, ``begun``, or how work ended."""

    at: dt.datetime
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Ended:
    """Long work that is over: its name, how it ended and when, how long it was at work, what was told."""

    work: str
    outcome: Outcome
    at: dt.datetime
    seconds: float
    told: str


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class News:
    """Keeps the newest lines and the newest ends. All moments are in UTC; they are shown in local time."""

    def __init__(self, now: Callable[[], dt.datetime] = _now) -> None:
        """Begin empty; ``now`` has a zone."""
        self._now = now
        self.lines: deque[Line] = deque(maxlen=LINES)
        self._ended: deque[Ended] = deque(maxlen=ENDED)

    @property
    def ended(self) -> tuple[Ended, ...]:
        """Return the works that ended, newest first."""
        return tuple(reversed(self._ended))

    def tell(self, sentence: str, role: str) -> None:
        """Note a sentence that was shown; ``role`` is ``info``, ``ok``, ``warn`` or ``block``."""
        self._note(role, sentence)

    def begin(self, work: str) -> None:
        """Note that ``work`` begins."""
        self._note(_BEGUN, work)

    def end(self, work: str, outcome: Outcome, seconds: float, told: str) -> None:
        """Note how ``work`` ended after ``seconds`` and the sentence that was told of it."""
        at = self._note(outcome, f"{work} · {minutes(seconds)}")
        self._ended.append(Ended(work, outcome, at, seconds, told))

    def _note(self, kind: str, text: str) -> dt.datetime:
        line = Line(self._now(), kind, " ".join(text.split()))
        self.lines.append(line)
        return line.at

    def text(self) -> str:
        """Return the log as a text, the oldest line first, each with the local date, time and zone."""
        head = _("Localizer {version}: what was told and done").format(version=__version__)
        return "\n".join(chain((head, ""), self._written())) + "\n"

    def _written(self) -> Iterator[str]:
        words = kind_words()
        for line in self.lines:
            moment = line.at.astimezone().isoformat(sep=" ", timespec="seconds")
            yield f"{moment}  {words.get(line.kind, line.kind)}  {line.text}"


def kind_words() -> dict[str, str]:
    """Return what each kind of line is called, in the language in use."""
    return {
        "info": pgettext("log", "note"),
        "ok": pgettext("log", "news"),
        "warn": pgettext("log", "warning"),
        "block": pgettext("log", "problem"),
        _BEGUN: pgettext("log", "begun"),
        **{one.value: word for one, word in outcome_words().items()},
    }


def outcome_words() -> dict[Outcome, str]:
    """Return how work ended in a word, in the language in use."""
    return {
        Outcome.DONE: pgettext("work", "done"),
        Outcome.STOPPED: pgettext("work", "stopped"),
        Outcome.FAILED: pgettext("work", "failed"),
        Outcome.CRASHED: pgettext("work", "broke off"),
    }


def write_log(path: Path, text: str) -> None:
    """Write the log in UTF-8, whole or not at all. Raises `OutputError`."""
    with replaced(path) as stream:
        stream.write(text)
