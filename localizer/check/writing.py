"""Checks of the script a text is written in: left-over letters, look-alikes, Simplified or Traditional."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import ClassVar, Final

from localizer.check.context import TextContext
from localizer.check.han_variants import TO_SIMPLIFIED, TO_TRADITIONAL
from localizer.check.spots import most, spot
from localizer.i18n import N_
from localizer.model.finding import Finding
from localizer.model.locale import language, language_script

#: Letters by script. Han has a check of its own; Latin is everybody's.
SCRIPTS: Final[dict[str, str]] = {
    "Thai": "\u0e01-\u0e3a\u0e40-\u0e4e",
    "Kana": "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff",
    "Hangul": "\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e",
    "Cyrillic": "\u0400-\u052f",
    "Greek": "\u0370-\u037d\u0386-\u03ff",
    "Arabic": "\u0620-\u064a\u0671-\u06d3\u0750-\u077f",
    "Hebrew": "\u05d0-\u05ea",
    "Devanagari": "\u0904-\u0939",
    "Lao": "\u0e81-\u0ebd",
    "Myanmar": "\u1000-\u102a",
    "Khmer": "\u1780-\u17b3",
}
#: The languages of the program's locales and which of these scripts they use. Others are not judged.
OWN_SCRIPTS: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(("en", "de", "fr", "es", "it", "pt", "id", "ms", "fil", "vi"), frozenset()),
    "th": frozenset({"Thai"}),
    "zh": frozenset(),
}
#: Shorter runs are units and formula signs (µ, Ω), or parts of smileys.
_LEAST: Final = {"Greek": 3}
_LIKE_LATIN: Final = str.maketrans(
    "аеорсухіјѕАВЕКМНОРСТХІЈЅυοιανΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsABEKMHOPCTXIJSuoiavABEZHIKMNOPTYX",
)
_MIXED: Final = re.compile(r"[A-Za-z]{1,40}[\u0370-\u052f]|[\u0370-\u052f][A-Za-z]")
_WORD: Final = re.compile(r"[A-Za-z\u0370-\u052f]+")
_TOO_MANY: Final = 6


@lru_cache(maxsize=32)
def _foreign(spoken: str) -> re.Pattern[str]:
    own = OWN_SCRIPTS[spoken]
    runs = [
        rf"[{letters}][{letters}\s]{{{_LEAST.get(name, 2) - 2},}}[{letters}]"
        for name, letters in SCRIPTS.items()
        if name not in own
    ]
    return re.compile("|".join(runs))


class LeftoverScript:
    """Letters of a script the text's language does not use are left in it, or hide among Latin ones."""

    id: ClassVar[str] = "leftover_script"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a run of letters; look-alikes inside a Latin word come with their fix."""
        text = context.text
        spoken = language(context.target.locale)
        if text.isascii() or spoken not in OWN_SCRIPTS:
            return []
        from_ = language(context.source_locale)
        # a name in letters that are foreign to the source too
        shown = "" if OWN_SCRIPTS.get(from_, {from_}) else context.segment.source
        return most([*self._hidden(text), *self._left(text, spoken, shown)])

    def _left(self, text: str, spoken: str, shown: str) -> Iterator[Finding]:
        message = N_("Letters of another script are left: {text}")
        for match in _foreign(spoken).finditer(text):
            inside = text[max(match.start() - 1, 0) : match.end() + 1]
            if match.group() not in shown and not _MIXED.search(inside):
                yield spot(self.id, message, match.span(), text=match.group()[:40])

    def _hidden(self, text: str) -> Iterator[Finding]:
        if not _MIXED.search(text):
            return
        message = N_("“{text}” is written with letters of another script that look alike.")
        for match in _WORD.finditer(text):
            word = match.group()
            plain = word.translate(_LIKE_LATIN)
            if plain != word and plain.isascii() and _MIXED.search(word):
                yield spot(self.id, message, match.span(), plain, text=word[:40])


class HanVariant:
    """A text in Simplified Chinese has Traditional characters, or the other way round."""

    id: ClassVar[str] = "han_variant"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a run of such characters, or one for the whole text when there are many.

        Where one character stands for several, the word decides and there is no fix.
        """
        wanted = language_script(context.target.locale)
        table = {"zh-Hans": TO_SIMPLIFIED, "zh-Hant": TO_TRADITIONAL}.get(wanted)
        if table is None or table.keys().isdisjoint(context.text):
            return []
        text = context.text
        places = [place for place, char in enumerate(text) if char in table]
        simplified = wanted == "zh-Hans"
        if len(places) > _TOO_MANY:
            span = (places[0], places[-1] + 1)
            return [self._finding(text, span, table, simplified=simplified)]
        runs: list[tuple[int, int]] = []
        for place in places:
            if runs and runs[-1][1] == place:
                runs[-1] = (runs[-1][0], place + 1)
            else:
                runs.append((place, place + 1))
        return [self._finding(text, run, table, simplified=simplified) for run in runs]

    def _finding(
        self, text: str, span: tuple[int, int], table: dict[str, str | None], *, simplified: bool
    ) -> Finding:
        wrong = text[span[0] : span[1]]
        mended = [table.get(char, char) for char in wrong]
        fix = None if None in mended else "".join(char or "" for char in mended)
        message = (
            N_("Traditional characters in a Simplified text: {text}")
            if simplified
            else N_("Simplified characters in a Traditional text: {text}")
        )
        return spot(self.id, message, span, fix, text=wrong[:40])
