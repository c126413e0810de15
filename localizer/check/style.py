"""Checks of how a text is written for a channel: words repeated, capitals, markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Final

from localizer.catalog.markup import TAGS
from localizer.check.context import TextContext
from localizer.i18n import N_
from localizer.model.finding import Finding, Severity
from localizer.model.locale import HAN_LANGUAGES, language
from localizer.model.segment import Field

#: A word more often than this in one title is stuffing anywhere; channels may want less.
MOST_REPEATS: Final = 3
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_HAN_PAIR: Final = re.compile("(?=([\u4e00-\u9fff]{2}))")
#: Shorter words carry no meaning to search for: articles, prepositions, pronouns.
_SHORTEST: Final = 4
#: The longer words of that kind, in the languages written with spaces.
# fmt: off
_SMALL_WORDS: Final = frozenset([
    "with", "from", "into", "over", "your", "this", "that", "these", "those", "also", "than", "when",
    "eine", "einer", "einem", "einen", "ohne", "oder", "über", "auch", "nach", "beim", "zum", "zur",
    "para", "como", "desde", "entre", "hasta", "sobre", "este", "esta", "estos", "estas",
    "mais", "pela", "pelo",
    "avec", "pour", "dans", "sans", "plus", "votre", "cette", "sont",
    "della", "dello", "delle", "degli", "nella", "nelle", "dalla", "alla", "alle", "anche", "come",
    "senza", "sulla", "untuk", "dengan", "dari", "yang", "pada", "atau", "dalam", "juga", "bagi",
    "trong", "cùng", "dành", "được", "những", "người", "kahit", "lang", "nang",
])
# fmt: on


class Stuffing:
    """No word of a title is repeated over and over."""

    id: ClassVar[str] = "stuffing"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a finding for each word too often in the title, at its first place too many.

        Chinese words are told by pairs of characters; Thai has no word ends to tell them by.
        """
        if context.field is not Field.TITLE:
            return []
        limit = context.limit
        own = limit.max_repeats if limit is not None else None
        most = MOST_REPEATS if own is None else own
        places: dict[str, list[tuple[int, int]]] = {}
        for word, start, end in _content_words(context.text, language(context.target.locale)):
            places.setdefault(word, []).append((start, end))
        source = limit.source if limit is not None and own is not None else ""
        message = N_("“{word}” stands {count} times in the title; more than {limit} is too much.")
        found: list[Finding] = []
        for spans in places.values():
            if len(spans) > most:
                start, end = spans[most]
                args = (
                    ("word", context.text[start:end]),
                    ("count", str(len(spans))),
                    ("limit", str(most)),
                )
                found.append(
                    Finding(self.id, Severity.WARNING, message, args, start, end, None, source)
                )
        return found


def _content_words(text: str, spoken: str) -> Iterator[tuple[str, int, int]]:
    if spoken in HAN_LANGUAGES:
        end = 0
        for match in _HAN_PAIR.finditer(text):
            if match.start() >= end or match[1][0] != match[1][1]:  # 哈哈哈 is one laugh
                yield match[1], match.start(1), match.end(1)
                end = match.end(1)
        return
    if spoken == "th":
        return
    for match in _WORD.finditer(text):
        word = match.group().casefold()
        if len(word) >= _SHORTEST and word not in _SMALL_WORDS:
            yield word, match.start(), match.end()


class RepeatedItem:
    """A list inside a text names nothing twice: "cotton, soft, cotton"."""

    id: ClassVar[str] = "repeated_item"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a finding for each item that was named before in the same list; the fix takes it out."""
        text = context.text
        found: list[Finding] = []
        for line in _LINE.finditer(text):
            items = list(_items(text, line.start(), line.end()))
            if len(items) < _LIST:
                continue
            seen: set[str] = set()
            for before, start, end in items:
                word = text[start:end].casefold()
                if word in seen:
                    args = (("text", text[start:end]),)
                    message = N_("“{text}” is named twice in this list.")
                    found.append(Finding(self.id, Severity.WARNING, message, args, before, end, ""))
                seen.add(word)
        return found


#: Fewer pieces between separators are parts of a sentence and no list.
_LIST: Final = 3
#: A list does not go on after the end of a sentence.
_LINE: Final = re.compile(r"[^\n.。!！?？:：;；]+(?:\.(?=\d)[^\n.。!！?？:：;；]+)*")
_SEPARATOR: Final = re.compile(r"(?<!\d),|,(?!\d)|[，、|•／]|\s/\s")


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield where the separator before each item starts, and the item without space around it."""
    before = at = start
    for match in (*_SEPARATOR.finditer(text, start, end), None):
        stop = end if match is None else match.start()
        item = text[at:stop].strip()
        if any(char.isalpha() for char in item):
            first = at + len(text[at:stop]) - len(text[at:stop].lstrip())
            yield before, first, first + len(item)
        if match is not None:
            before, at = match.start(), match.end()


class Shouting:
    """A title, bullet or description is not written in capitals."""

    id: ClassVar[str] = "shouting"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a finding when nearly all long words are in capitals; the fix is in small letters.

        Codes, short words (LED), the brand and words the source has in capitals too are no shouting.
        """
        if context.field not in _PROSE:
            return []
        text = context.text
        kept = _kept_capitals(context)
        words = [
            match
            for match in _WORD.finditer(text)
            if len(match.group()) > _ACRONYM and match.group().casefold() not in kept
        ]
        cased = [word for word in words if word.group().upper() != word.group().lower()]
        loud = [word for word in cased if word.group().isupper()]
        if len(loud) < _LOUD_WORDS or len(loud) < len(cased) * _LOUD_SHARE:
            return []
        message = N_("The text is written in capitals.")
        start, end = loud[0].start(), loud[-1].end()
        fix = _quiet(text[start:end], kept)
        return [Finding(self.id, Severity.WARNING, message, (), start, end, fix)]


_PROSE: Final = frozenset({Field.TITLE, Field.BULLET, Field.DESCRIPTION})
_ACRONYM: Final = 4
_LOUD_WORDS: Final = 3
_LOUD_SHARE: Final = 0.8


def _kept_capitals(context: TextContext) -> frozenset[str]:
    brand = context.brand
    names = (*_WORD.findall(brand), *_WORD.findall(context.segment.source))
    return frozenset(name.casefold() for name in names)


def _quiet(text: str, kept: frozenset[str]) -> str:
    def small(match: re.Match[str]) -> str:
        word = match.group()
        keep = len(word) <= _ACRONYM or word.casefold() in kept or not word.isupper()
        return word if keep else word.capitalize()

    return _WORD.sub(small, text)


class Markup:
    """HTML in a text is what the channel takes in that field, and nothing active."""

    id: ClassVar[str] = "markup"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a finding for each tag that is not taken, with the text without it as the fix.

        Where a channel says nothing about a field, only what is active or remote is told.
        """
        text = context.text
        if "<" not in text:
            return []
        limit = context.limit
        found: list[Finding] = []
        reach = 0
        for match, end in _elements(text):
            name = match[2].lower()
            if match.start() < reach:  # inside a script
                continue
            reach = end
            if name in _ACTIVE:
                message = N_("This runs or restyles the page; no channel takes it: {tag}")
                tag, span = (("tag", f"<{name}>"),), (match.start(), end)
                found.append(Finding(self.id, Severity.BLOCK, message, tag, *span, ""))
            elif limit is None and match.group() in context.segment.source:
                continue  # as the source has it, and the channel says nothing
            elif name not in TAGS or (limit is not None and not limit.html):
                found.append(self._refused(context, match))
            elif match[3].strip(" /\n\t"):
                found.append(self._with_attributes(match, name))
        return found

    def _with_attributes(self, match: re.Match[str], name: str) -> Finding:
        message = N_("A tag should bear no attributes here: {tag}")
        args = (("tag", match.group()),)
        fix = f"<{match[1]}{name}>"
        return Finding(self.id, Severity.WARNING, message, args, match.start(), match.end(), fix)

    def _refused(self, context: TextContext, match: re.Match[str]) -> Finding:
        message = N_("{channel} does not take this tag here: {tag}")
        args = (("channel", context.channel.name), ("tag", match.group()))
        # What a block parts must not run together.
        inside = match.start() > 0 and match.end() < len(context.text)
        fix = " " if inside and match[2].lower() in _PARTING else ""
        span = (match.start(), match.end())
        return Finding(self.id, Severity.WARNING, message, args, *span, fix)


_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:\s[^<>]*)?/?)>")
_ACTIVE: Final = frozenset({"script", "style", "iframe", "object", "embed"})


def _elements(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Yield each tag and where it ends: an active element's opening tag with all that is in it."""
    lower = text.lower()
    endless: set[str] = set()
    reach = 0
    for match in _TAG.finditer(text):
        name, end = match[2].lower(), match.end()
        if name not in _ELEMENTS:
            continue
        opens = name in _ACTIVE and not match[1] and match.start() >= reach
        if opens and name not in endless and len(lower) == len(text):
            close = lower.find(f"</{name}", end)
            stop = -1 if close < 0 else lower.find(">", close)
            if stop < 0:
                endless.add(name)  # looked for once only
            else:
                end = reach = stop + 1
        yield match, end


#: What is told as a tag; anything else in angle brackets may be text, "<source>" and "<title>" too.
_ELEMENTS: Final = TAGS | _ACTIVE | frozenset(
    ["a", "article", "aside", "audio", "big", "body", "button", "canvas", "center", "colgroup", "figcaption",
     "figure", "font", "form", "html", "img", "input", "ins", "meta", "nav", "picture", "strike", "svg",
     "textarea", "tfoot", "tt", "video"]
)  # fmt: skip
_PARTING: Final = frozenset(
    [
        "p",
        "br",
        "li",
        "div",
        "tr",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "dt",
        "dd",
    ]
)


class BrandInTitle:
    """The title names the brand where the channel wants it there."""

    id: ClassVar[str] = "brand_in_title"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a finding when it does not; the fix puts the brand first."""
        brand = context.brand
        limit = context.limit
        if limit is None or not limit.brand or context.field is not Field.TITLE:
            return []
        if not brand or not context.text or brand.casefold() in context.text.casefold():
            return []
        args = (("channel", context.channel.name), ("brand", brand))
        message = N_("{channel} wants the brand in the title: {brand}")
        fix = f"{brand} {context.text}"
        end = len(context.text)
        return [Finding(self.id, Severity.WARNING, message, args, 0, end, fix, limit.source)]
