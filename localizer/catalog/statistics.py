"""How much of a launch is in which state: texts and words of their sources, by target or by language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from localizer.catalog.launch_changes import in_launch, launch_values
from localizer.catalog.target_counts import BLANK
from localizer.jobs import SILENT, Part, Progress
from localizer.model.launch import Launch, Target
from localizer.model.segment import State
from localizer.model.word_count import count_words
from localizer.store.database import Reader

#: Rows read at once: between two readings the work can be stopped.
CHUNK: Final = 20_000


@dataclass(frozen=True, slots=True)
class Count:
    """So many texts with so many words of their sources."""

    texts: int = 0
    words: int = 0

    def __add__(self, other: Count) -> Count:
        """Return both together."""
        return Count(self.texts + other.texts, self.words + other.words)


@dataclass(frozen=True, slots=True)
class StateCounts:
    """What one target has in each state, every state named. Without a launch it is a language: no target.

    Targets of one locale share their texts, so they have the same counts.
    """

    target: Target | None
    locale: str
    states: Mapping[State, Count]

    @property
    def total(self) -> Count:
        """All states together."""
        return sum(self.states.values(), Count())


def words_by_state(
    reader: Reader, launch: Launch | None = None, progress: Progress = SILENT
) -> tuple[StateCounts, ...]:
    """Return texts and words by state: of each target of ``launch``, or of each language of the workspace.

    A text without words is untranslated, whatever was stored. A launch counts all texts of its products; the
    whole workspace only those that were ever drafted in the language. Raises `Cancelled`.
    """
    if launch is None:
        found = reader.rows("SELECT DISTINCT locale FROM translation ORDER BY locale")
        locales = [str(row["locale"]) for row in found]
        values: dict[str, object] = {"launch": 0, "every": True}
    else:
        locales = list(dict.fromkeys(target.locale for target in launch.targets))
        values = launch_values(reader, launch)
    words = _words(reader, values, Part(progress, 0, 1 / (len(locales) + 1)))
    counts = {}
    for place, locale in enumerate(locales, 1):
        part = Part(progress, place / (len(locales) + 1), (place + 1) / (len(locales) + 1))
        given = {**values, "locale": locale, "blank": BLANK, "all": launch is not None}
        counts[locale] = _counts(reader, given, words, part)
    if launch is None:
        return tuple(StateCounts(None, locale, counts[locale]) for locale in locales)
    return tuple(StateCounts(one, one.locale, counts[one.locale]) for one in launch.targets)


_SOURCES: Final = (
    "SELECT s.id, b.source FROM segment s JOIN segment_body b ON b.id = s.id "  # noqa: S608 - ours
    f"WHERE s.id > :after AND {in_launch('s.product_id')} ORDER BY s.id LIMIT {CHUNK}"
)
_STATES: Final = f"""
SELECT s.id, CASE WHEN trim(coalesce(b.text, ''), :blank) = '' THEN 'untranslated' ELSE t.state END
FROM segment s LEFT JOIN translation t ON t.segment_id = s.id AND t.locale = :locale
LEFT JOIN translation_body b ON b.id = t.id
WHERE s.id > :after AND (:all OR t.id IS NOT NULL) AND {in_launch("s.product_id")}
ORDER BY s.id LIMIT {CHUNK}
"""  # noqa: S608 - our own


def _words(reader: Reader, values: dict[str, object], progress: Progress) -> dict[int, int]:
    """Return the number of words of each segment; equal sources are counted once."""
    known: dict[str, int] = {}
    words = {}
    for number, source in _each(reader, _SOURCES, values, progress):
        count = known.get(source)
        if count is None:
            count = known[source] = count_words(source)
        words[number] = count
    return words


def _counts(
    reader: Reader, values: dict[str, object], words: dict[int, int], progress: Progress
) -> dict[State, Count]:
    texts = dict.fromkeys((state.value for state in State), 0)
    sums = dict(texts)
    for number, state in _each(reader, _STATES, values, progress):
        texts[state] += 1
        sums[state] += words.get(number, 0)
    return {state: Count(texts[state.value], sums[state.value]) for state in State}


def _each(
    reader: Reader, query: str, values: dict[str, object], progress: Progress
) -> Iterator[tuple[Any, ...]]:
    """Yield all rows of ``query``, which begin with the segment's id, chunk by chunk."""
    last = reader.value("SELECT max(id) FROM segment") or 0
    after = 0
    while found := reader.tuples(query, {**values, "after": after}):
        yield from found
        after = found[-1][0]
        progress.step(after, last)
