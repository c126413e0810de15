"""Checks across texts: one source said in several ways, several sources said in one way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import ClassVar, Final

from localizer.catalog.translations import Pair
from localizer.check.context import TextContext
from localizer.i18n import N_
from localizer.model.finding import Finding, Severity
from localizer.model.segment import Field, Origin, normalize
from localizer.model.wording import Wording, preferred

_DIGITS: Final = re.compile(r"\d+")
_OPTIONS: Final = frozenset({Field.OPTION_NAME, Field.OPTION_VALUE})
#: Shorter blocks of a description are headings, and two headings may well be said in one word.
_SENTENCE: Final = 20


class Inconsistent:
    """A source text is translated as it is elsewhere in the workspace, in the same field."""

    id: ClassVar[str] = "inconsistent"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a finding when another wording is approved or more frequent; that one is the fix.

        What was composed follows the product's own facts (L is another chest in another cut): such wordings
        count only where they bring no number of their own, and never against another composed one.
        """
        own = normalize(context.text)
        composed = context.translation.origin is Origin.COMPOSED
        numbers = frozenset(_DIGITS.findall(context.segment.source))
        if not own or (composed and _brings_numbers(own, numbers)):
            return []
        others = tuple(one for one in context.elsewhere if one.text != own)
        best = preferred(
            one
            for one in others
            if not (_composed(one) and (composed or _brings_numbers(one.text, numbers)))
        )
        mine = next((one for one in context.elsewhere if one.text == own), Wording(own, 1))
        if (
            best is None
            or best.rank < mine.rank
            or (best.rank == mine.rank and _before(context, mine, best))
        ):
            return []
        args = (
            ("other", best.text),
            ("count", str(best.uses)),
            ("places", ", ".join(best.places)),
        )
        message = N_("The same source is “{other}” elsewhere: {places} (uses: {count}).")
        # Where both are as frequent nobody knows which one is right.
        fix = best.text if best.rank > mine.rank else None
        return [Finding(self.id, Severity.WARNING, message, args, 0, len(context.text), fix)]


def _composed(wording: Wording) -> bool:
    return wording.composed == wording.uses


def _brings_numbers(text: str, numbers: frozenset[str]) -> bool:
    return not numbers.issuperset(_DIGITS.findall(text))


def _before(context: TextContext, mine: Wording, best: Wording) -> bool:
    """Tell whether ``mine`` was there before ``best``: of two as frequent only the later is named."""
    order = [one.text for one in context.elsewhere]
    return mine.text in order and order.index(mine.text) < order.index(best.text)


class Reused:
    """Different source texts of a product are told apart in the translation too."""

    id: ClassVar[str] = "same_translation"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a finding when another text of the product's same field reads the same.

        Two options that become one are a block: buyers could not choose between them.
        """
        if not context.twins:
            return []
        span = (0, len(context.text))
        args = (("text", context.text), ("sources", ", ".join(context.twins)))
        if context.field in _OPTIONS:
            message = N_("Buyers cannot tell it from another option: {sources} is “{text}” too.")
            return [Finding(self.id, Severity.BLOCK, message, args, *span)]
        message = N_("Another source text has the same translation: {sources}")
        return [Finding(self.id, Severity.WARNING, message, args, *span)]


def twins(pairs: Iterable[Pair]) -> dict[int, tuple[str, ...]]:
    """Return, by segment, the other sources in its field of a product that are translated the same.

    Options are compared under one name, without case; of other texts only the later one is told, and only
    where the sources differ in more than punctuation and case.
    """
    alike: dict[tuple[str, str, str], list[Pair]] = {}
    for pair in pairs:
        text = normalize(pair.translation.text)
        field = pair.segment.field
        if text and not (field is Field.DESCRIPTION and len(text) < _SENTENCE):
            name = pair.segment.name if field is Field.OPTION_VALUE else ""
            alike.setdefault((field.value, name, text.casefold()), []).append(pair)
    found: dict[int, tuple[str, ...]] = {}
    for same in alike.values():
        for place, pair in enumerate(same):
            rivals = same if pair.segment.field in _OPTIONS else same[:place]
            sources = (one.segment.source for one in rivals if _differ(one, pair))
            found[pair.segment.id] = tuple(dict.fromkeys(sources))
    return {number: sources for number, sources in found.items() if sources}


def _differ(one: Pair, other: Pair) -> bool:
    return _letters(one.segment.source) != _letters(other.segment.source)


def _letters(text: str) -> str:
    """Return what tells sources apart: letters, marks, digits and signs such as + and %, without case."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(
        char for char in plain if unicodedata.category(char)[0] in "LMNS" or char in "%#&@"
    )
