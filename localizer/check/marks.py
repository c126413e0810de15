"""Checks of punctuation as a language writes it: width, spaces around marks, doubled marks, the last one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import ClassVar, Final

from localizer.check.context import TextContext
from localizer.check.spots import LOOKED_AT, MOST, most, prose, spot
from localizer.i18n import N_
from localizer.model.finding import Finding, Severity
from localizer.model.locale import HAN_LANGUAGES, language, region
from localizer.model.segment import Field

_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff"
#: Full-width letters, digits and marks; lenticular brackets are sellers' decoration and stay.
_WIDE: Final = re.compile("[\uff01-\uff5e\u3000-\u3002\uffe0-\uffe6]+")
_WIDE_MARKS: Final = str.maketrans({"。": ".", "、": ",", "\u3000": " ", "〃": '"'})
_SPACE_AFTER: Final = frozenset(",.;:!?")

_NARROW: Final = re.compile(
    rf"(?<=[{_HAN}])[ ]?([,;:?!])[ ]?(?=[{_HAN}])|(?<=[{_HAN}])([,;:?!.])$|(?<=[{_HAN}])(\.)(?=[{_HAN}]|\s)"
)
_NARROW_BRACKETS: Final = re.compile(
    rf"(?<=[{_HAN}])\(([{_HAN}][^()]{{0,60}}|[^()]{{0,60}}[{_HAN}])\)"
)
_TO_WIDE: Final = dict(zip(",;:?!.", "，；：？！。", strict=True))

#: Quick looks whether the patterns below can find anything.
_SPACED_MARK: Final = re.compile("[ \u00a0][,;:!?.]")
_TIGHT_MARK: Final = re.compile("[,;!?.][^\\W\\d_]")
_SPACE_BEFORE: Final = re.compile(r"(?<=[\w)\]”’%])[ \u00a0]{1,3}([,;:!?]|\.(?!\.|\w))(?=\s|$)")
_NO_SPACE_AFTER: Final = re.compile(
    r"(?<=[^\W\d_A-Z]{2})([,;!?])(?=[^\W\d_]{2})|(?<=[a-zß-ÿ]{3})(\.)(?=[A-ZÀ-Þ][a-zß-ÿ]{2})"
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_DOUBLED: Final = re.compile(
    r"(?<=\w)([,;])[ ]?\1+|(?<=\w)(:)[ ]?:(?=\s|$)|(?<![.\w])\.\.(?=\s|$)|(?<=\w)\.\.(?![./\w])"
    r"|(?<=\w),\.(?!\d)|([，、；：])\3+|。[。.]|([，、；])。"
)
#: What every doubled mark has in it: searched before the patterns are.
_PAIRS: Final = (
    *(
        ",,",
        ", ,",
        ";;",
        "; ;",
        "::",
        ": :",
        "..",
        ",.",
        "，，",
        "、、",
        "；；",
        "。。",
        "。.",
        "，。",
        "、。",
    ),
    *("；。", "!!!!", "????", "！！！！", "？？？？"),
)
_SHOUT: Final = re.compile(r"!{4,}|\?{4,}|！{4,}|？{4,}")

_FRENCH: Final = re.compile(
    r"(?<=[\w)\]»”’%€])(?:([ \u2009]?)([;!?»])(?![\w;!?/=])|([ \u2009]?)(:)(?=\s|$))|(?<=\d)([ \u2009]?)(%)"
    r"|(«)([ \u2009]?)(?=\w)"
)
_NARROW_SPACE: Final = "\u202f"
_YAMOK: Final = re.compile("(\u0e46)(?=[\u0e01-\u0e2e\u0e40-\u0e44])")
_YAMOK_BEFORE: Final = re.compile("(?<=[\u0e01-\u0e4e])\u0e46")
_YAMOK_APART: Final = re.compile("(?<=[\u0e01-\u0e4e]) \u0e46")
#: Languages without the marks that end sentences in ours.
_NO_FULL_STOP: Final = frozenset({"th", "lo", "km", "my"})
_OTHERWISE_SPACED: Final = HAN_LANGUAGES | _NO_FULL_STOP
_ENDS: Final = {
    **dict.fromkeys(".。．", "."),
    **dict.fromkeys("?？", "?"),
    **dict.fromkeys("!！", "!"),
    **dict.fromkeys(":：", ":"),
    "…": "…",
}
_CLOSERS: Final = "\"'”’“»」』)）】>*\t\r\n \u00a0\u202f"
_SENTENCES: Final = frozenset({Field.DESCRIPTION, Field.BULLET})


class WideMarks:
    """Full-width letters, digits and marks stand in a text that is not Chinese."""

    id: ClassVar[str] = "wide_marks"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a run, with the usual characters as the fix."""
        text = context.text
        if text.isascii() or language(context.target.locale) in HAN_LANGUAGES | {"ko"}:
            return []
        message = N_("Full-width characters of Chinese: {text}")
        return most(
            spot(self.id, message, match.span(), _usual(match, text), text=match.group()[:40])
            for match in _WIDE.finditer(text)
        )


def _usual(match: re.Match[str], text: str) -> str:
    """Return the usual characters for a run of wide ones, with a space after a mark before a word."""
    usual = unicodedata.normalize("NFKC", match.group().translate(_WIDE_MARKS))
    before, after = text[: match.start()][-1:], text[match.end() : match.end() + 1]
    begins = _LETTER.match(after) or (after.isdigit() and not before.isdigit())
    return f"{usual} " if usual[-1] in _SPACE_AFTER and begins else usual


class NarrowMarks:
    """Marks among Chinese characters are the full-width ones."""

    id: ClassVar[str] = "narrow_marks"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a mark or pair of brackets, with the fix."""
        if language(context.target.locale) != "zh" or context.text.isascii():
            return []
        words = prose(context.text)
        message = N_("Among Chinese characters this is written full-width: {right}")
        found = []
        for match in islice(_NARROW.finditer(words), MOST):
            right = _TO_WIDE[match[1] or match[2] or match[3]]
            found.append(spot(self.id, message, match.span(), right, right=right))
        for match in islice(_NARROW_BRACKETS.finditer(words), MOST):
            right = f"（{context.text[match.start() + 1 : match.end() - 1]}）"
            found.append(spot(self.id, message, match.span(), right, right="（ ）"))
        return most(found)


class SpaceAtMarks:
    """No space before a mark and one after it, in languages that write so."""

    id: ClassVar[str] = "space_at_marks"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a place, with the fix; what the source does too is left alone."""
        text = context.text
        if not (_SPACED_MARK.search(text) or _TIGHT_MARK.search(text)):
            return []
        spoken = language(context.target.locale)
        if spoken in _OTHERWISE_SPACED:
            return []
        return most(self._found(prose(context.text), context.segment.source, spoken))

    def _found(self, words: str, source: str, spoken: str) -> Iterator[Finding]:
        before = N_("There is a space before {mark}.")
        after = N_("The space after {mark} is missing.")
        if spoken != "fr" and _SPACED_MARK.search(words):
            for match in _SPACE_BEFORE.finditer(words):
                if match.group() not in source:
                    yield spot(self.id, before, match.span(), match[1], mark=match[1])
        if _TIGHT_MARK.search(words) and not _NO_SPACE_AFTER.search(source):
            for match in _NO_SPACE_AFTER.finditer(words):
                mark = match.group()
                yield spot(self.id, after, match.span(), f"{mark} ", mark=mark)


class DoubledMarks:
    """A mark stands twice, or two stand together that cannot."""

    id: ClassVar[str] = "doubled_marks"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a place, with the fix; what the source has too is left alone."""
        if not any(pair in context.text for pair in _PAIRS):
            return []
        source = context.segment.source
        message = N_("Too many marks: {text}")
        words = prose(context.text)
        return most(
            spot(self.id, message, match.span(), _once(match), text=match.group()[:20])
            for pattern in (_DOUBLED, _SHOUT)
            for match in pattern.finditer(words)
            if match.group() not in source
        )


def _once(match: re.Match[str]) -> str:
    marks = match.group()
    return marks[-1] if marks[0] in ",，、；" and marks[-1] in ".。" else marks[0]


class FrenchSpaces:
    """French sets a narrow no-break space before ; : ! ? » % and after «.

    Lexique des règles typographiques en usage à l'Imprimerie nationale; a no-break space of full width is
    taken as well. Canada and Switzerland write otherwise.
    """

    id: ClassVar[str] = "french_spaces"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a place, with the fix: a note where only a common space stands there."""
        locale = context.target.locale
        if language(locale) != "fr" or region(locale) in {"CA", "CH"}:
            return []
        return most(self._found(prose(context.text)))

    def _found(self, words: str) -> Iterator[Finding]:
        missing = N_("French writes a narrow no-break space at {mark}.")
        breaking = N_("The line may break at {mark}: French writes a narrow no-break space there.")
        for match in _FRENCH.finditer(words):
            mark = match[2] or match[4] or match[6] or match[7]
            space = match[1] or match[3] or match[5] or match[8] or ""
            fix = f"{mark}{_NARROW_SPACE}" if mark == "«" else f"{_NARROW_SPACE}{mark}"
            note = bool(space) or mark == "%"
            severity = Severity.INFO if note else Severity.WARNING
            message = breaking if space else missing
            yield spot(self.id, message, match.span(), fix, severity, mark=mark)


class Yamok:
    """Thai ๆ has a space after it, and within a text always or never one before it.

    The Royal Society of Thailand writes a space on both sides; texts without the first are common.
    """

    id: ClassVar[str] = "yamok"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a place, with the fix."""
        text = context.text
        if "\u0e46" not in text:
            return []
        after = N_("A space belongs after ๆ.")
        found = [
            spot(self.id, after, match.span(), "\u0e46 ")
            for match in islice(_YAMOK.finditer(text), MOST)
        ]
        if _YAMOK_APART.search(text):
            before = N_("Elsewhere in this text a space stands before ๆ.")
            known = {one.start for one in found}
            found += [
                spot(self.id, before, match.span(), " \u0e46")
                for match in islice(_YAMOK_BEFORE.finditer(text), MOST)
                if match.start() not in known
            ]
        return most(found)


class FinalMark:
    """The text ends as its source does: a question, a colon, a full stop after whole sentences."""

    id: ClassVar[str] = "final_mark"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding where both languages use the mark; titles and options end without one."""
        spoken = language(context.target.locale)
        from_ = language(context.source_locale)
        if context.field not in _SENTENCES or {spoken, from_} & _NO_FULL_STOP:
            return []
        source = context.segment.source[-LOOKED_AT:].rstrip(_CLOSERS)
        text = context.text.rstrip(_CLOSERS)
        if not source or not text or text[-1] == "_":
            return []
        wanted, there = _ENDS.get(source[-1], ""), _ENDS.get(text[-1], "")
        if "?" in {wanted, there} and wanted != there and "!" not in {wanted, there}:
            return [self._other(context, text, wanted)]
        if wanted == ":" and there != ":" and not text[-1].isdigit():
            return [self._other(context, text, wanted)]
        if wanted == "." and not there and text[-1].isalpha() and _sentences(source) > 1:
            return [self._other(context, text, wanted)]
        return []

    def _other(self, context: TextContext, text: str, wanted: str) -> Finding:
        wide = language(context.target.locale) in HAN_LANGUAGES
        mark = _TO_WIDE.get(wanted, wanted) if wide else wanted
        place = (len(text) - 1, len(text))
        if not wanted:
            message = N_("The source does not end with {mark}.")
            return spot(self.id, message, place, mark=text[-1])
        spaced = language(context.target.locale) == "fr" and mark in "?:"
        fix = f"{_NARROW_SPACE}{mark}" if spaced else mark
        message = N_("The source ends with {mark}, the text does not.")
        kept = text[-1] if text[-1] not in _ENDS else ""
        return spot(self.id, message, place, f"{kept}{fix}", mark=mark)


def _sentences(text: str) -> int:
    """Count the sentences of ``text`` by the marks that end them."""
    return len(re.findall(r"[^\W\d_]{3}[.!?](?:\s+[^\W\d_a-z]|$)|[。！？]", text))
