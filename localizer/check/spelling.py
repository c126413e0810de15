"""A check of spelling by a dictionary of the person's own or of the system."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Final

from rapidfuzz.distance import OSA

from localizer.check.context import Speller, TextContext
from localizer.check.word_forms import is_made_up
from localizer.i18n import N_
from localizer.model.finding import Finding, Severity
from localizer.model.locale import language
from localizer.model.token import TOKEN

#: Languages without spaces between words, or whose words Hunspell cannot tell.
_NOT_SPELT: Final = frozenset({"zh", "ja", "yue", "ko", "th", "lo", "km", "my"})
#: Shorter words are one letter from many others.
_SHORTEST: Final = 5
#: A word near more than so many others is more often one the dictionary lacks.
_MOST: Final = 3
#: With more unknown words the text is in another language than the dictionary.
_MOST_ASKED: Final = 40
#: Words in capitals up to this length are abbreviations.
_ACRONYM: Final = 5
#: What holds no words: addresses, tags, hashtags, and words with a digit or an underscore in them.
_CODES: Final = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|<[^<>]*>|[#@]\w+|&\w+;")
_RUN: Final = re.compile(r"\w+(?:['’\-‑]\w+)*")
_LETTERS: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class Spelling:
    """Words are spelt as the dictionary spells them."""

    id: ClassVar[str] = "spelling"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a finding for each word that is one slip away from a word of the dictionary.

        Where it is the only one it is the fix. What differs in more, or could be many words, is a name or a
        word the dictionary lacks: far more often than a slip. Words of the source, the brand, SKUs, tokens
        and codes are never told.
        """
        speller = context.speller
        spoken = language(context.target.locale)
        if speller is None or not context.text or spoken in _NOT_SPELT:
            return []
        kept = _kept(context)
        found: list[Finding] = []
        asked = 0
        for start, end in _words(context.text):
            word = context.text[start:end]
            if word.casefold() in kept or _is_right(word, speller):
                continue
            # guesses take a hundred times as long as look-ups
            if is_made_up(word, spoken, speller.knows):
                continue
            asked += 1
            if asked > _MOST_ASKED:
                break
            meant = _meant(word, speller)
            if meant:
                args = (("word", word), ("meant", ", ".join(meant)))
                message = N_("“{word}” is not in the dictionary. Perhaps: {meant}")
                fix = meant[0] if len(meant) == 1 else None
                found.append(Finding(self.id, Severity.WARNING, message, args, start, end, fix))
        return found


def _kept(context: TextContext) -> frozenset[str]:
    """Return the words that are right because the product has them."""
    texts = [context.segment.source, context.segment.name]
    if context.grounds is not None:
        texts += [context.grounds.brand, *context.grounds.skus]
    return frozenset(word.casefold() for text in texts for word in _LETTERS.findall(text))


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of the words of ``text`` that a dictionary may know."""
    plain = TOKEN.sub(_blank, _CODES.sub(_blank, text))
    for run in _RUN.finditer(plain):
        whole = run.group()
        if any(char.isdigit() or char == "_" for char in whole):
            continue
        for word in _LETTERS.finditer(whole):
            written = word.group()
            shouted = written.isupper() and len(written) <= _ACRONYM
            # iPhone, McX: a name that somebody wrote so on purpose
            mixed = not written.isupper() and any(char.isupper() for char in written[1:])
            if len(written) >= _SHORTEST and not shouted and not mixed:
                yield run.start() + word.start(), run.start() + word.end()


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _is_right(word: str, speller: Speller) -> bool:
    return speller.knows(word) or speller.knows(word.casefold())


def _meant(word: str, speller: Speller) -> tuple[str, ...]:
    """Return the words that ``word`` is one slip away from, none where too many may be meant.

    The first letter is seldom the wrong one.
    """
    folded = word.casefold().replace("’", "'")
    near = {
        one.casefold(): one
        for one in speller.suggest(word)
        if OSA.distance(folded, one.casefold(), score_cutoff=1) == 1
    }
    if len(near) > _MOST:
        return ()
    return tuple(
        meant
        for plain, meant in near.items()
        if plain[0] == folded[0] and not {" ", "-"} & set(meant)
    )
