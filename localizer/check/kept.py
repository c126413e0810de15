"""Checks of what stays as it is in every language: addresses, codes, brands, emoji."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import ClassVar, Final

from localizer.check.context import TextContext
from localizer.check.spots import MOST, most, spot
from localizer.i18n import N_
from localizer.model.finding import Finding, Severity
from localizer.model.segment import Field, Origin

_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'()\[\]{}\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]{3,2000}"
    r"|(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"
)
_LONG: Final = 200_000
#: Marks that end the sentence around an address, not the address.
_AFTER: Final = ".,;:!?/…»”’*"
#: A model code: capitals and digits, joined by a hyphen (QC35-II) or long enough (A2337) to be no size.
_CODE: Final = re.compile(
    r"(?<![\w&-])(?:(?=[A-Z-]*[0-9])[A-Z][A-Z0-9]{0,15}(?:-[A-Z0-9]{1,15}){1,4}|[A-Z]{1,6}[0-9]{3,8}[A-Z]{0,3})"
    r"(?![A-Za-z0-9%-])"
)
#: What looks like a code and is read as words: paper sizes aside, batteries, light bulbs, weeks.
_WORDY: Final = re.compile(r"COVID|[A-Z]-?\d{1,2}$|\d{4}-|F[0-9]|USB|PM[0-9]|TYPE-|Q\d")
#: The language within an address: a page may be replaced by its translation.
_PAGE_LANGUAGE: Final = re.compile(r"(?<=[/.])[a-z]{2}(?:[-_][A-Za-z]{2,4})?(?=[/.]|$)")
_LETTER_OR_DIGIT: Final = re.compile(r"[A-Za-z0-9]")
_PICTURE: Final = (
    "[\u231a\u231b\u23e9-\u23f3\u2600-\u2604\u260e\u2614\u2615\u2618\u261d\u2620\u2622\u2623\u2626\u262a"
    "\u262e\u2638-\u263a\u2648-\u2653\u2660-\u2668\u267b\u267f\u2692-\u2697\u26a0-\u26fd\u2702\u2705"
    "\u2708-\u270d\u270f\u2728\u2733\u2734\u274c\u274e\u2753-\u2757\u2763\u2764\u2795-\u2797\u2b1b\u2b1c"
    "\u2b50\u2b55\U0001f000-\U0001f0ff\U0001f1e6-\U0001f1ff\U0001f300-\U0001f3fa\U0001f400-\U0001faff]"
)
#: With what colours it, and with what is joined to it.
_EMOJI: Final = re.compile(
    rf"{_PICTURE}(?:[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]|\u200d{_PICTURE}){{0,12}}"
)


class Links:
    """Web and mail addresses of the source are in the text as they were, and no other ones."""

    id: ClassVar[str] = "links"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a finding for each address lost or added; one changed has the source's as its fix."""
        source, text = context.segment.source, context.text
        if not text or not any(
            sign in one for one in (source, text) for sign in ("://", "www.", "@")
        ):
            return []
        wanted = Counter(address for address, _place in _addresses(source))
        there = list(_addresses(text))
        lost = list((wanted - Counter(address for address, _place in there)).elements())
        found = []
        for address, place in there:
            if wanted[address] > 0:
                wanted[address] -= 1
            elif address in source:
                continue
            elif (page := _translated(address, lost)) is not None:
                lost.remove(page)
            elif len(lost) == 1:
                message = N_("The address is another one in the source: {address}")
                found.append(spot(self.id, message, place, lost[0], address=lost.pop()))
            else:
                message = N_("The address {address} is not in the source.")
                found.append(spot(self.id, message, place, address=address))
        message = N_("The address {address} of the source is missing.")
        missing = (one for one in lost if one not in text)
        return most([*found, *(spot(self.id, message, (0, 0), address=one) for one in missing)])


def _translated(address: str, lost: list[str]) -> str | None:
    """Return the page of ``lost`` that ``address`` is in another language."""
    plain = _PAGE_LANGUAGE.sub("", address)
    return next((one for one in lost if _PAGE_LANGUAGE.sub("", one) == plain), None)


def _addresses(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    for match in _ADDRESS.finditer(text):
        address = match.group().rstrip(_AFTER)
        yield address, (match.start(), match.start() + len(address))


class Codes:
    """Article numbers, model codes and the brand stand in the text letter for letter."""

    id: ClassVar[str] = "codes"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a finding for each that is missing; one in other letters has the right ones as its fix.

        A brand that the source writes in another script than the text needs is the translator's business.
        """
        source, text = context.segment.source, context.text
        if not text or context.translation.origin is Origin.COMPOSED:
            return []
        return most(
            finding
            for code in self._codes(context)
            if code not in text
            for finding in self._changed(context, code, source)
        )

    def _codes(self, context: TextContext) -> Iterable[str]:
        """Return what of the source must stay: what is known of the product, and what looks like a code."""
        source = context.segment.source
        found: dict[str, None] = {}
        grounds = context.grounds
        if grounds is not None:
            known = (grounds.brand, *grounds.skus)
            found = dict.fromkeys(one for one in known if len(one) > 1 and _stands(one, source))
        if any(char.isdigit() for char in source[:20_000]):
            matches = (match.group() for match in _CODE.finditer(source[:20_000]))
            found.update(dict.fromkeys(one for one in matches if not _WORDY.match(one)))
        return found

    def _changed(self, context: TextContext, code: str, source: str) -> Iterator[Finding]:
        text = context.text
        like = _like(code, text) if _LETTER_OR_DIGIT.search(code) else None
        if like is not None:
            if text[like[0] : like[1]] not in source:
                message = N_("{code} is written in another way here.")
                yield spot(self.id, message, like, code, code=code)
        elif _LETTER_OR_DIGIT.search(code) and _firm(context, code):
            message = N_("{code} of the source is missing.")
            yield spot(self.id, message, (0, 0), code=code)


def _firm(context: TextContext, code: str) -> bool:
    """Tell whether a missing ``code`` is surely missed: a brand may be left out of a bullet."""
    return code != context.brand or context.field is Field.TITLE


def _stands(code: str, text: str) -> bool:
    """Tell whether ``code`` stands in ``text`` as a word of its own."""
    place = text.find(code)
    if place < 0:
        return False
    around = text[max(place - 1, 0) : place] + text[place + len(code) : place + len(code) + 1]
    return not (around.isascii() and any(char.isalnum() for char in around))


def _like(code: str, text: str) -> tuple[int, int] | None:
    """Return where ``code`` stands in ``text`` in other cases or with other hyphens, if it does."""
    parts = [re.escape(part) for part in re.split(r"[-\s]+", code) if part]
    joined = r"[-\s\u2010-\u2015\u2212\u00a0]?".join(parts)
    match = re.search(rf"(?<![A-Za-z0-9]){joined}(?![A-Za-z0-9])", text, re.IGNORECASE)
    return None if match is None else match.span()


class Emoji:
    """The pictures of the source are in the text, and no other ones. A text as long as a book is not read."""

    id: ClassVar[str] = "emoji"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a note when emoji were lost, and a finding for each added one, whose fix is to go."""
        source, text = context.segment.source, context.text
        if not text or (source.isascii() and text.isascii()):
            return []
        if max(len(source), len(text)) > _LONG:
            return []
        wanted = set(_EMOJI.findall(source))
        added = N_("{emoji} is not in the source.")
        new = (match for match in _EMOJI.finditer(text) if match.group() not in wanted)
        found = [
            spot(self.id, added, _with_space(match, text), "", emoji=match.group())
            for match in islice(new, MOST)
        ]
        lost = [] if found else sorted(wanted.difference(_EMOJI.findall(text)))
        if lost:
            message = N_("The emoji {emoji} of the source is missing.")
            found = [spot(self.id, message, (0, 0), severity=Severity.INFO, emoji="".join(lost))]
        return found


def _with_space(match: re.Match[str], text: str) -> tuple[int, int]:
    """Return the place of an emoji with the space that would be left too many without it."""
    start, end = match.span()
    if text[start - 1 : start] == " " and text[end : end + 1] in {"", " "}:
        return start - 1, end
    return start, end + (start == 0 and text[end : end + 1] == " ")
