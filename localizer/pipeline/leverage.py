"""How much of a launch is written already: what memory, facts and repeats give, before an engine is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from localizer.catalog import launches
from localizer.jobs import SILENT, Progress
from localizer.model.segment import Field, Origin, State
from localizer.model.word_count import count_words
from localizer.pipeline.matching import drafting_rules
from localizer.pipeline.run import prepare_texts
from localizer.pipeline.tools import Tools
from localizer.store.database import Store
from localizer.translate.matches import Matches, Wanted
from localizer.translate.stage import Proposal, proposals


class Band(StrEnum):
    """Where a text would come from, best first; the bands of scores are those translators are paid by."""

    DONE = "done"
    SAME_LANGUAGE = "same_language"
    CONTEXT = "context"
    EXACT = "100"
    COMPOSED = "composed"
    REPEAT = "repeat"
    LIKE_95 = "95-99"
    LIKE_85 = "85-94"
    LIKE_75 = "75-84"
    LIKE_50 = "50-74"
    NEW = "new"


#: The least score of each band below equal text.
_BANDS: Final = ((95, Band.LIKE_95), (85, Band.LIKE_85), (75, Band.LIKE_75), (50, Band.LIKE_50))
_LOWEST: Final = 50
_ORIGINS: Final = {
    Origin.MEMORY_CONTEXT: Band.CONTEXT,
    Origin.MEMORY: Band.EXACT,
    Origin.COMPOSED: Band.COMPOSED,
    Origin.SAME_LANGUAGE: Band.SAME_LANGUAGE,
}
#: Bands whose texts an engine would be asked for.
ASKED: Final = (Band.LIKE_50, Band.NEW)
#: One word like another says nothing; what is asked for is its term.
_WORDS: Final = frozenset({Field.OPTION_NAME, Field.OPTION_VALUE, Field.FACT})


@dataclass(frozen=True, slots=True)
class Amount:
    """So many texts with so many words and characters of their source."""

    texts: int = 0
    words: int = 0
    characters: int = 0

    def __add__(self, other: Amount) -> Amount:
        """Return both together."""
        return Amount(
            self.texts + other.texts,
            self.words + other.words,
            self.characters + other.characters,
        )


@dataclass(frozen=True, slots=True)
class Leverage:
    """Of a launch, by locale, how much falls into each band."""

    launch: str
    locales: Mapping[str, Mapping[Band, Amount]] = field(default_factory=dict)

    def asked(self) -> Mapping[str, Amount]:
        """Return what an engine would be asked for, by locale."""
        return {
            locale: sum((bands.get(band, Amount()) for band in ASKED), Amount())
            for locale, bands in self.locales.items()
        }


def leverage(
    store: Store,
    tools: Tools,
    *,
    launch: str | None = None,
    only: Sequence[int] | None = None,
    progress: Progress = SILENT,
) -> Leverage:
    """Return what a draft of a launch would take from where; no text is written and no engine asked."""
    found = launches.find(store.read(), launch)
    order = launches.launch_products(store.read(), found)
    wanted = order if only is None else tuple(only)
    prepare_texts(store, wanted)
    amounts: dict[str, dict[Band, Amount]] = {}
    seen: set[tuple[str, str]] = set()
    with drafting_rules(store.read(), tools) as rules:
        for at, number in enumerate(wanted):
            progress.step(at, len(wanted))
            for one in proposals(store.read(), rules, found.targets, [number]):
                locale = one.translation.locale
                band = _band(one, rules.matches, seen)
                bands = amounts.setdefault(locale, {})
                bands[band] = bands.get(band, Amount()) + _amount(one.segment.source)
    progress.step(len(wanted), len(wanted))
    return Leverage(found.name, amounts)


def _band(one: Proposal, matches: Matches | None, seen: set[tuple[str, str]]) -> Band:
    made = one.translation
    if one.kept or made.state is State.APPROVED or made.origin is Origin.ENGINE:
        return Band.DONE
    if made.origin in _ORIGINS:
        return _ORIGINS[made.origin]
    key = (made.locale, one.segment.source_hash)
    if key in seen:
        return Band.REPEAT
    seen.add(key)
    score = made.score
    if made.origin is not Origin.MEMORY_FUZZY:
        score = _low(one, matches)
    return next((band for least, band in _BANDS if score >= least), Band.NEW)


def _low(one: Proposal, matches: Matches | None) -> int:
    """Return the score of the best text that is too little like it to be drafted from."""
    segment = one.segment
    if matches is None or segment.field in _WORDS:
        return 0
    best = matches.best(
        Wanted(segment.source, one.source_locale, one.translation.locale, minimum=_LOWEST)
    )
    return best.score if best is not None else 0


def _amount(text: str) -> Amount:
    return Amount(1, count_words(text), len(text))
