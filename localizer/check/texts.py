"""Checks of the words themselves: there, translated, in the right script, neatly spaced."""

from __future__ import annotations

import re
from typing import ClassVar, Final

from localizer.check.context import TextContext
from localizer.check.spots import LOOKED_AT, most, prose
from localizer.i18n import N_
from localizer.model.finding import Finding, Severity
from localizer.model.locale import HAN_LANGUAGES, language, same_language
from localizer.model.segment import Field, Origin, State, normalize

_HAN: Final = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_CASED: Final = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_SPACES: Final = re.compile(r"\s{2,}|^\s+|\s+$|[\u200b\u2060\ufeff]+")
#: Languages whose lines break at a zero-width space between words.
_WITHOUT_SPACES: Final = frozenset({"th", "lo", "km", "my"})
_EMPTY_LINE: Final = re.compile(r"\n\s|\s\n")
_DOUBLED: Final = re.compile(r"\b([^\W\d_]{2,})\s+\1\b", re.IGNORECASE)
#: Languages that double a word to make a plural or to stress it; there a doubled word is no slip.
_REDUPLICATING: Final = frozenset({"id", "ms", "th", "vi", "fil", "zh"})
#: Pronouns that rightly stand twice in a row: "si vous vous lavez", "müssen Sie sie".
_RIGHTLY_DOUBLED: Final = {"fr": frozenset({"vous", "nous"}), "de": frozenset({"sie"})}
#: German articles that begin a clause after their like: "Gläser, die die Wärme halten".
_CLAUSE: Final = frozenset({"die", "der", "das", "den", "dem"})
#: Fields whose texts are often the same in two languages: sizes, model names, codes.
_OFTEN_EQUAL: Final = frozenset({Field.OPTION_VALUE, Field.OPTION_NAME, Field.FACT})


class Untranslated:
    """A text a shopper would see has no translation yet."""

    id: ClassVar[str] = "untranslated"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a finding with the reason the draft gave; a missing title blocks."""
        if context.translation.state is not State.UNTRANSLATED:
            return []
        severity = Severity.BLOCK if context.field is Field.TITLE else Severity.WARNING
        return [Finding(self.id, severity, N_("Not translated yet."))]


class SentBack:
    """A person sent the text back."""

    id: ClassVar[str] = "sent_back"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a finding with the comment."""
        if context.translation.state is not State.SENT_BACK:
            return []
        args = (("comment", context.translation.comment),)
        return [Finding(self.id, Severity.WARNING, N_("Sent back: {comment}"), args)]


class SourceChanged:
    """The source is not the one that was translated."""

    id: ClassVar[str] = "source_changed"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a finding when the hashes differ."""
        if not context.text or context.translation.source_hash == context.segment.source_hash:
            return []
        return [
            Finding(
                self.id, Severity.WARNING, N_("The source text changed after this was written.")
            )
        ]


class SameAsSource:
    """The translation repeats its source although the languages differ."""

    id: ClassVar[str] = "same_as_source"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a finding for equal texts of more than one word: names of places are the same everywhere."""
        if (
            not _may_equal(context.text, context.segment.source)
            or same_language(context.source_locale, context.target.locale)
            or context.field in _OFTEN_EQUAL
            or normalize(context.text) != normalize(context.segment.source)
            or not _has_words(context.text)
        ):
            return []
        return [Finding(self.id, Severity.WARNING, N_("The text is the same as its source."))]


def _may_equal(text: str, source: str) -> bool:
    """Tell whether two texts can be equal once spaces are made one: their letters begin and end alike."""
    one, other = text.strip(), source.strip()
    return one[:1] == other[:1] and one[-1:] == other[-1:]


def _has_words(text: str) -> bool:
    """Tell whether ``text`` is more than a name: two words, a later one small, or words without cases."""
    words = _WORD.findall(prose(text[:LOOKED_AT]))
    return any(word[0].islower() for word in words[1:]) or any(
        not _CASED.match(word) for word in words
    )


class LeftoverHan:
    """Chinese characters stand in a text for readers who do not read Chinese.

    What a source in another language shows in Chinese may stay, where the channel takes it.
    """

    id: ClassVar[str] = "leftover_han"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a run; a channel that rejects such files makes it a block."""
        if language(context.target.locale) in HAN_LANGUAGES:
            return []
        refused = context.channel.refuses_han(context.target.locale)
        severity = Severity.BLOCK if refused else Severity.WARNING
        foreign = not refused and language(context.source_locale) not in HAN_LANGUAGES
        shown = context.segment.source if foreign else ""
        return most(
            Finding(
                self.id,
                severity,
                N_("Chinese characters are left: {text}"),
                (("text", match.group()),),
                match.start(),
                match.end(),
            )
            for match in _HAN.finditer(context.text)
            if match.group() not in shown
        )


class Spaces:
    """Double, leading, trailing or invisible spaces."""

    id: ClassVar[str] = "spaces"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a place, each with its fix; spaces and lines of the source may be kept."""
        if not _SPACES.search(context.text):
            return []
        source = context.segment.source
        breaks = language(context.target.locale) in _WITHOUT_SPACES
        return most(
            Finding(
                self.id,
                Severity.WARNING,
                N_("There is a space too many here."),
                (),
                match.start(),
                match.end(),
                _without_spaces(match, context.text),
            )
            for match in _SPACES.finditer(context.text)
            if not _as_source(match, source) and not (breaks and match.group() == "\u200b")
        )


def _as_source(match: re.Match[str], source: str) -> bool:
    """Tell whether the source has spaces or an empty line in such a place too."""
    if not match.group().isspace():
        return False
    if match.start() == 0:
        return source[:1].isspace()
    if match.end() == len(match.string):
        return source[-1:].isspace()
    return "\n" in match.group() and _EMPTY_LINE.search(source.strip()) is not None


def _without_spaces(match: re.Match[str], text: str) -> str:
    """Return what stands in the place: one space between words, nothing for what cannot be seen."""
    inside = match.start() > 0 and match.end() < len(text)
    return " " if inside and match.group().isspace() else ""


class DoubledWord:
    """The same word twice in a row."""

    id: ClassVar[str] = "doubled_word"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a place, in languages that do not double words on purpose."""
        spoken = language(context.target.locale)
        if spoken in _REDUPLICATING:
            return []
        allowed = _RIGHTLY_DOUBLED.get(spoken, frozenset())
        return most(
            Finding(
                self.id,
                Severity.WARNING,
                N_("“{word}” stands here twice."),
                (("word", match.group(1)),),
                match.start(),
                match.end(),
                match.group(1),
            )
            for match in _DOUBLED.finditer(context.text)
            if match.group(1).lower() not in allowed and not _begins_clause(match, spoken)
        )


def _begins_clause(match: re.Match[str], spoken: str) -> bool:
    before = match.string[: match.start()].rstrip()
    return spoken == "de" and match.group(1) in _CLAUSE and before.endswith(",")


class MachineGuess:
    """A memory match from another context deserves a look."""

    id: ClassVar[str] = "other_context"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a note when the text was approved for another field."""
        translation = context.translation
        if translation.state is not State.DRAFT or translation.origin is not Origin.MEMORY:
            return []
        return [Finding(self.id, Severity.INFO, N_("Approved before, but in another place."))]
