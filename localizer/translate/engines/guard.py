"""What an engine answered is looked at before anything is kept: a bad text becomes a failure with its cause.

Nothing is repaired here but the form of Unicode and the space around a text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from localizer.errors import InputError
from localizer.model.locale import language
from localizer.model.segment import normalize
from localizer.translate.engines.base import Ask, Cause, Reply
from localizer.translate.engines.glossary import Pair, enforced
from localizer.translate.engines.language_check import (
    foreign_script,
    latin_written,
    own_letters,
    speaks,
    wrong_form,
)
from localizer.translate.placeholders import SpanKind, protected_spans, restore

_PLACEHOLDER: Final = re.compile(r"⟦\s*\d{1,6}\s*⟧")
_MARKUP_OF_PAGE: Final = re.compile(
    r"<!doctype|</?(?:html|head|body|script|style|title|meta|iframe|form)\b", re.IGNORECASE
)
#: What services, proxies and web servers say instead of a translation; matched without regard to case.
_SAID_BY_SERVERS: Final = re.compile(
    r"too many requests|rate limit exceeded|quota (?:has been )?exceeded|unusual traffic"
    r"|access denied|bad gateway|service (?:temporarily )?unavailable|gateway time-?out"
    r"|internal server error|invalid api key|mymemory warning|query length limit exce"
    r"|invalid (?:source|target) language|invalid language pair|please select two distinct languages"
    r"|are you a robot|enable javascript|(?:error|http)[ :]{0,2}[45]\d\d\b"
    r"|^\s*[45]\d\d (?:bad|unauthorized|payment|forbidden|not found|method|request|too many|internal"
    r"|not implemented|service|gateway)\b|^\s*\{\s*\"(?:error|message|detail)\"",
    re.IGNORECASE,
)
#: What a model says beside or instead of a translation.
_SAID_BY_MODELS: Final = re.compile(
    r"```|</?think>|<\|[a-z_]{2,20}\|>|\bas an ai\b|\bai language model\b"
    r"|\bi(?:'|’)?m sorry, (?:but )?i can|\bi can(?:not|(?:'|’)t) (?:assist|help|translate)\b"
    r"|\bhere(?:'s| is|’s) (?:the|your|a) (?:\w+ )?translation\b"
    r"|^\s*(?:translation|translated text|translated)\s*[:：]|以下是.{0,12}翻译",
    re.IGNORECASE,
)
#: How much a Han or kana character weighs against a letter: German says 短袖 with ten letters.
_HEAVY: Final = re.compile(r"[\u3041-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
_HEAVY_WEIGHT: Final = 3
#: A translation this many times as long as its source, or as short, is none; short texts get ``_SLACK``.
_ABSURD: Final = 5
_SLACK: Final = 30
#: Languages close enough to share whole texts.
_CLOSE: Final = (frozenset({"id", "ms"}), frozenset({"fil", "tl"}))
#: From so many words on, a text is no name that stays as it is.
_WORDS: Final = 4
_WORDS_WITH_LOWER: Final = 3
_LETTERS: Final = re.compile(r"[^\W\d_]{2,}")

_Look = Callable[[Ask, str, str, str], "Reply | None"]


def checked(
    ask: Ask,
    reply: Reply,
    source_locale: str,
    target_locale: str,
    terms: Sequence[Pair] = (),
) -> Reply:
    """Return ``reply`` with its text in NFC and stripped, or a failure with the cause and no text.

    ``ask`` and ``reply`` are as the engine saw them, with ``⟦n⟧``. ``terms`` are the pairs whose wanted word
    must be in the answer. The detail of a failure never holds the text.
    """
    if reply.cause is not None:
        return Reply(cause=reply.cause, detail=reply.detail)
    text = unicodedata.normalize("NFC", reply.text).strip()
    for look in _LOOKS:
        bad = look(ask, text, source_locale, target_locale)
        if bad is not None:
            return bad
    return enforced(ask, Reply(text), target_locale, musts=terms)


def _empty(_ask: Ask, text: str, _source: str, _target: str) -> Reply | None:
    """Fail what has nothing in it, though it may have invisible characters."""
    visible = any(unicodedata.category(letter)[0] not in "CZ" for letter in text)
    return None if visible else Reply(cause=Cause.EMPTY)


def _page(ask: Ask, text: str, _source: str, _target: str) -> Reply | None:
    """Fail a web page or the sentence of a server."""
    if _new(_MARKUP_OF_PAGE, text, ask.text):
        return Reply(cause=Cause.PAGE, detail="markup of a page")
    if _new(_SAID_BY_SERVERS, text, ask.text):
        return Reply(cause=Cause.PAGE, detail="words of a server")
    return None


def _garbled(ask: Ask, text: str, _source: str, _target: str) -> Reply | None:
    """Fail what cannot be stored or shown: surrogates, replacement and control characters, new markup."""
    for letter in text:
        broken = letter == "\ufffd" or unicodedata.category(letter) in {"Cc", "Cs"}
        if broken and letter not in "\t\n\r" and letter not in ask.text:
            return Reply(cause=Cause.MALFORMED, detail=f"U+{ord(letter):04X}")
    if _new(_SAID_BY_MODELS, text, ask.text):
        return Reply(cause=Cause.MALFORMED, detail="words of a model")
    if "\n" in text and "\n" not in ask.text:
        return Reply(cause=Cause.MALFORMED, detail="more lines than the source")
    if _tags(text) - _tags(ask.text):
        return Reply(cause=Cause.MALFORMED, detail="markup that was not in the source")
    return None


def _placeholders(ask: Ask, text: str, _source: str, _target: str) -> Reply | None:
    """Fail a text that lost, doubled or invented a placeholder."""
    count = len(_PLACEHOLDER.findall(ask.text))
    try:
        left = restore(text, ("",) * count)
    except InputError:
        return Reply(cause=Cause.PLACEHOLDER, detail=f"{count} asked for")
    if "⟦" in left or "⟧" in left:
        return Reply(cause=Cause.PLACEHOLDER, detail="half of one")
    return None


def _unchanged(ask: Ask, text: str, source: str, target: str) -> Reply | None:
    """Fail the source given back; a name, a code or a close language may stay as it is."""
    pair = {language(source), language(target)}
    if len(pair) == 1 or any(pair <= close for close in _CLOSE):
        return None
    if normalize(ask.text).casefold() != normalize(text).casefold():
        return None
    bare = _PLACEHOLDER.sub(" ", text)
    words = _LETTERS.findall(bare)
    foreign = own_letters(bare, source) and foreign_script(bare, target) != ""
    lower = any(word.islower() for word in words)
    enough = _WORDS_WITH_LOWER if lower else _WORDS
    return Reply(cause=Cause.UNCHANGED) if foreign or len(words) >= enough else None


def _length(ask: Ask, text: str, _source: str, _target: str) -> Reply | None:
    """Fail what is far too long or far too short to say the same."""
    asked, answered = _weight(ask.text), _weight(text)
    if answered > asked * _ABSURD + _SLACK or asked > answered * _ABSURD + _SLACK:
        return Reply(cause=Cause.MALFORMED, detail=f"length {answered} for {asked}")
    return None


def _language(ask: Ask, text: str, source: str, target: str) -> Reply | None:
    """Fail a text in another script, in the other form of Chinese or in another language."""
    bare = _without_wanted(ask, text, target)
    if script := foreign_script(bare, target, ask.text):
        return Reply(cause=Cause.LANGUAGE, detail=f"{script} in {target}")
    if wrong_form(bare, target):
        return Reply(cause=Cause.LANGUAGE, detail=f"other form of characters in {target}")
    if not latin_written(source):
        # Latin words of a Chinese text are names: they say nothing of the language they were taken into.
        names = frozenset(_LETTERS.findall(ask.text))
        bare = _LETTERS.sub(lambda match: " " if match[0] in names else match[0], bare)
    if speaks(bare, target) is False:
        return Reply(cause=Cause.LANGUAGE, detail=f"not {target}")
    return None


#: The order matters: a page would also fail as a lost placeholder, and the person should read "a page".
#: What is far too long is told before anything that takes its time with it.
_LOOKS: Final[tuple[_Look, ...]] = (
    _empty,
    _page,
    _length,
    _garbled,
    _unchanged,
    _placeholders,
    _language,
)


def _new(pattern: re.Pattern[str], text: str, source: str) -> bool:
    """Tell whether ``pattern`` finds something in ``text`` that ``source`` does not have."""
    have = source.casefold()
    return any(match[0].casefold() not in have for match in pattern.finditer(text))


def _tags(text: str) -> Counter[str]:
    """Return the tags and entities of ``text``."""
    return Counter(
        text[span.start : span.end] for span in protected_spans(text) if span.kind is SpanKind.TAG
    )


def _without_wanted(ask: Ask, text: str, target: str) -> str:
    """Return ``text`` without what was asked for though it is foreign, such as a brand in its own script."""
    for _source, wanted in ask.terms:
        if foreign_script(wanted, target) or wrong_form(wanted, target):
            text = text.replace(unicodedata.normalize("NFC", wanted.strip()), " ")
    return text


def _weight(text: str) -> int:
    """Return the length of ``text`` in letters, with ideographs counted as the words they are."""
    bare = _PLACEHOLDER.sub(" ", text)
    return len(bare) + (_HEAVY_WEIGHT - 1) * len(_HEAVY.findall(bare))
