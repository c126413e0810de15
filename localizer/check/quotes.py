"""Checks of brackets and quotation marks: in pairs, and those of the language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Final

from localizer.check.context import TextContext
from localizer.check.spots import LOOKED_AT, most, prose, spot
from localizer.i18n import N_
from localizer.model.finding import Finding
from localizer.model.locale import language, language_script

_PAIRS: Final = dict(zip(")]}）】』」》〉］", "([{（【『「《〈［", strict=True))
_OPENING: Final = frozenset(_PAIRS.values())
_BRACKET: Final = re.compile(r"[()\[\]{}（）【】『』「」《》〈〉［］]")
#: Brackets that belong to no pair: a list's "a)" and "1)", smileys.
_SINGLE: Final = re.compile(
    r"(?:^|(?<=[\s;,]))[(]?(?:[A-Za-z]|\d{1,2}|[ivx]{1,4})\)|[:;=8xX]['’]?-?[()\[\]]|<[(]|\^[)]|[(]\^"
)
_HALF: Final = dict(zip("（）", "()", strict=True))
_FULL: Final = {half: full for full, half in _HALF.items()}
_HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")

_INNER: Final = '[^“”„‟«»「」『』"\n]{1,200}'
#: Pairs written in the way of another language, by the languages they are wrong in.
_ENGLISH: Final = re.compile(rf"(?<![^\s(\[（—–-])“(?=\S)({_INNER})(?<=\S)”")
_GERMAN: Final = re.compile(rf"„(?=\S)({_INNER})(?<=\S)[“”\"]")
_CORNER: Final = re.compile(rf"「({_INNER})」|『({_INNER})』")
_STRAIGHT: Final = re.compile(rf"(?<![\d\"])\"(?=\S)({_INNER})(?<=[^\s\d])\"(?!\")")
_CURLY: Final = re.compile(rf"“({_INNER})”")
_GERMAN_HALF: Final = re.compile(rf"„(?=\S)({_INNER})(?<=\S)[”\"]")

#: The language's own pair. French ones stand apart by a narrow no-break space.
OWN: Final[dict[str, tuple[str, str]]] = {
    **dict.fromkeys(("en", "es", "it", "pt", "id", "ms", "fil", "vi", "th", "zh-Hans"), ("“", "”")),
    "de": ("„", "“"),
    "fr": ("«\u202f", "\u202f»"),
    "zh-Hant": ("「", "」"),
}
#: What is wrong where. Straight marks are taken everywhere but among Chinese.
_WRONG: Final[dict[str, tuple[re.Pattern[str], ...]]] = {
    **dict.fromkeys(("en", "es", "it", "pt", "id", "ms", "fil", "vi", "th"), (_GERMAN, _CORNER)),
    "de": (_ENGLISH, _GERMAN_HALF, _CORNER),
    "fr": (_ENGLISH, _GERMAN, _CORNER),
    "zh-Hans": (_CORNER, _STRAIGHT),
    "zh-Hant": (_CURLY, _STRAIGHT),
}
_QUOTING: Final = re.compile('[“”„‟«»「」『』"]')


class Brackets:
    """Each bracket has its other half, of the same width."""

    id: ClassVar[str] = "brackets"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a bracket without its half, unless the source lacks one too.

        Halves of two widths are mended to those of the text's language.
        """
        text = context.text
        if not text or not _BRACKET.search(text) or _alone(context.segment.source):
            return []
        return most(self._found(context, text))

    def _found(self, context: TextContext, text: str) -> Iterator[Finding]:
        wide = language(context.target.locale) in {"zh", "ja"}
        for place, half in _alone(text):
            bracket = text[place]
            if half:
                fix = (_FULL if wide else _HALF).get(bracket)
                if fix is not None:
                    message = N_("The two halves of these brackets are of two kinds.")
                    yield spot(self.id, message, (place, place + 1), fix)
                continue
            message = N_("The other half of the bracket {bracket} is missing.")
            yield spot(self.id, message, (place, place + 1), bracket=bracket)


def _alone(text: str) -> list[tuple[int, bool]]:
    """Return the brackets of ``text`` without a half, and (true) those whose half is of another width."""
    spared = {place for match in _SINGLE.finditer(text) for place in range(*match.span())}
    stack: list[int] = []
    found: list[tuple[int, bool]] = []
    words = prose(text)
    for match in _BRACKET.finditer(words):
        place = match.start()
        bracket = match.group()
        if bracket in _OPENING:
            if place not in spared or words[place] == "(":
                stack.append(place)
            continue
        opening = text[stack[-1]] if stack else ""
        if opening and opening == _PAIRS[bracket]:
            stack.pop()
        elif opening and _HALF.get(opening, opening) == _HALF.get(_PAIRS[bracket], _PAIRS[bracket]):
            found += [(stack.pop(), True), (place, True)]
        elif place not in spared:
            found.append((place, False))
    return sorted(found + [(place, False) for place in stack if place not in spared])


class Quotes:
    """Quotation marks are those of the text's language, and in pairs."""

    id: ClassVar[str] = "quotes"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a pair of another language, with the fix; and one for a half without another."""
        text = context.text[:LOOKED_AT]
        if not _QUOTING.search(text):
            return []
        locale = context.target.locale
        spoken = language_script(locale) if language(locale) == "zh" else language(locale)
        own = OWN.get(spoken)
        if own is None:
            return []
        words = prose(text)
        found = [
            self._pair(match, own, text)
            for pattern in _WRONG[spoken]
            for match in pattern.finditer(words)
            if pattern is not _STRAIGHT or _HAN.search(match.group())
        ]
        return most(found or self._halves(context, words))

    def _pair(self, match: re.Match[str], own: tuple[str, str], text: str) -> Finding:
        message = N_("Here these quotation marks are usual: {marks}")
        inside = text[match.start() + 1 : match.end() - 1].strip("\u202f\u00a0 ")
        fix = f"{own[0]}{inside}{own[1]}"
        return spot(self.id, message, match.span(), fix, marks=f"{own[0]}…{own[1]}")

    def _halves(self, context: TextContext, words: str) -> Iterator[Finding]:
        """Yield the first guillemet, corner or low mark without its half, where the source has none such."""
        message = N_("The other half of the quotation mark {mark} is missing.")
        for opening, closing in (("«", "»"), ("「", "」"), ("『", "』")):
            more = words.count(opening) - words.count(closing)
            source = context.segment.source
            if more and source.count(opening) == source.count(closing):
                mark = opening if more > 0 else closing
                place = words.rfind(mark) if more > 0 else words.find(mark)
                yield spot(self.id, message, (place, place + 1), mark=mark)
