"""Finding the units of a memory whose source is like a text: what such a finder offers, and the simplest one.

`InMemory` compares with every unit and misses nothing; for more than `IN_MEMORY_MOST` units use
`localizer.translate.fuzzy.on_disk.OnDisk`. All methods of both may be called from any thread.
"""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from localizer.jobs import SILENT, Progress
from localizer.translate.fuzzy.score import percent

#: Up to so many units of a language pair comparing with each is quick enough: about 15 ms on two busy cores,
#: in which the interpreter runs nothing else. With more of them a window would be seen to stutter.
IN_MEMORY_MOST: Final = 20_000
#: The library compares fractions, and leaves out some that are just as high as asked for (four edits of five
#: characters at 0.2). It is asked for a little less; the whole per cents then decide.
_ROUNDING: Final = 0.001


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit that is like the text asked for, with its score in whole per cent."""

    id: int
    score: int


class Candidates(Protocol):
    """Finds units by their source text. Texts are compared in NFC; ids are the caller's."""

    def add(self, unit: int, text: str) -> None:
        """Add a unit, or give the unit of this id another text."""

    def remove(self, unit: int) -> None:
        """Forget a unit; one that is not known is no error."""

    def find(self, text: str, minimum: int, limit: int) -> list[Hit]:
        """Return at most ``limit`` units of score ``minimum`` or more, best first, of equals the newest."""

    def find_many(
        self, texts: Sequence[str], minimum: int, limit: int, progress: Progress = SILENT
    ) -> list[list[Hit]]:
        """Return what `find` gives for each of ``texts``, in order. Raises `Cancelled` when asked to stop."""


class InMemory:
    """Compares with every unit. A look-up holds the interpreter for its whole time: not for many units."""

    def __init__(self, units: Iterable[tuple[int, str]] = ()) -> None:
        """Take over ``units`` (id, text)."""
        self._lock = threading.Lock()
        self._texts = {unit: nfc(text) for unit, text in units}

    def __len__(self) -> int:
        """Return the number of units."""
        return len(self._texts)

    def add(self, unit: int, text: str) -> None:
        """See `Candidates.add`."""
        with self._lock:
            self._texts[unit] = nfc(text)

    def remove(self, unit: int) -> None:
        """See `Candidates.remove`."""
        with self._lock:
            self._texts.pop(unit, None)

    def find(self, text: str, minimum: int, limit: int) -> list[Hit]:
        """See `Candidates.find`."""
        with self._lock:
            return ranked(scored(nfc(text), self._texts, minimum), limit)

    def find_many(
        self, texts: Sequence[str], minimum: int, limit: int, progress: Progress = SILENT
    ) -> list[list[Hit]]:
        """See `Candidates.find_many`; a text that repeats is compared once."""
        found: dict[str, list[Hit]] = {}
        for done, text in enumerate(texts):
            progress.step(done, len(texts))
            if text not in found:
                found[text] = self.find(text, minimum, limit)
        progress.step(len(texts), len(texts))
        return [found[text] for text in texts]


def nfc(text: str) -> str:
    """Return ``text`` as it is compared."""
    return unicodedata.normalize("NFC", text)


def scored(text: str, units: Mapping[int, str], minimum: int) -> list[Hit]:
    """Return the ``units`` of score ``minimum`` or more, unordered. All texts are in NFC.

    The library leaves out by itself what is too short or too long for ``minimum``, and stops counting edits
    where a text is out of reach.
    """
    from rapidfuzz import process  # noqa: PLC0415 - late: see the package
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - late: see the package

    near = process.extract(
        text,
        units,
        scorer=Levenshtein.normalized_similarity,
        processor=None,
        score_cutoff=min(1.0, max(0.0, minimum / 100 - _ROUNDING)),
        limit=None,
    )
    hits: list[Hit] = []
    for other, share, unit in near:
        length = max(len(text), len(other))
        score = percent(round((1 - share) * length), length)
        if score >= minimum:
            hits.append(Hit(unit, score))
    return hits


def ranked(hits: Iterable[Hit], limit: int) -> list[Hit]:
    """Return the best ``limit`` hits, of equal scores the newest ids (the greatest) first."""
    return sorted(hits, key=lambda hit: (-hit.score, -hit.id))[:limit]
