"""Checks of what machines leave in a translation: their talk, Markdown, prompts, odd lengths, open ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Final

from localizer.check.context import TextContext
from localizer.check.spots import LOOKED_AT, apart, most, prose, spot
from localizer.i18n import N_
from localizer.model.finding import Finding
from localizer.model.segment import Field, State

#: A line in which a model speaks to whoever asked, in the languages models answer in.
_TALK: Final = re.compile(
    r"\b(?:here(?:['’]s| is| are) (?:the|your|a|an|my) [\w -]{0,40}?"
    r"(?:translat|version|rewrit|text)[\w -]{0,60}"
    r"|as an? (?:ai|large language|language) (?:language )?(?:model|assistant)"
    r"|i(?:['’]m| am) (?:sorry|unable|not able)[, ][\w ,'’]{0,40}(?:translat|assist|help|comply)\w*"
    r"|i (?:can(?:no|['’])t|cannot) (?:translate|assist|help|fulfil|comply)\w*"
    r"|(?:please )?translate (?:the following|this|it) (?:text |sentence |product )?(?:in)?to [a-z]+"
    r"|(?:note|translator['’]s note): (?:i|the|this) (?:have |has |is )?(?:translat|kept|preserv)\w*"
    r"|let me know if you(?:['’]d| would)? (?:like|need|want)"
    r"|hier ist (?:die|eine|ihre|deine) übersetz\w+|als (?:ki|sprachmodell)\b"
    r"|voici (?:la|une|votre|ta) traduction|en tant qu(?:['’]ia\b|e modèle|['’]assistant|['’]intelligence)"
    r"|aquí (?:está|tienes|tiene) (?:la|una|tu|su) traducción|como (?:una? )?(?:ia\b|modelo de lenguaje)"
    r"|ecco la (?:tua )?traduzione|in quanto (?:ia|modello|intelligenza)\b"
    r"|aqui está (?:a|uma|sua) tradução|como (?:um )?modelo de linguagem"
    r"|berikut (?:adalah |ini )?terjemahan\w*|sebagai (?:model bahasa|kecerdasan|ai)\b"
    r"|berikut ialah terjemahan"
    r"|narito ang (?:salin|pagsasalin)|dưới đây là bản dịch|đây là bản dịch|là một (?:mô hình ngôn ngữ|ai)\b)"
    r"|นี่คือ(?:คำ|การ|บท)แปล|ในฐานะ(?:โมเดลภาษา|ปัญญาประดิษฐ์)"
    r"|(?:以下|這|这|下面)是?(?:您?的?)?(?:翻译|翻譯|译文|譯文)(?:结果|結果|内容|內容|如下)?[：:]"
    r"|作为(?:一个|一名)?(?:AI|人工智能|语言模型)|作為(?:一個|一名)?(?:AI|人工智慧|語言模型)",
    re.IGNORECASE,
)
#: What every such line has in it, in small letters: searched before the pattern is.
_TALK_SIGNS: Final = (
    *(
        "translat",
        "language model",
        "as an ai",
        "comply",
        "let me know",
        "help",
        "assist",
        "fulfil",
        "unable",
    ),
    *(
        "sorry",
        "version",
        "rewrit",
        "text",
        "übersetz",
        "als ki",
        "sprachmodell",
        "traduc",
        "traduz",
        "traduç",
    ),
    *(
        "modèle",
        "modelo",
        "modello",
        " ia",
        "qu'ia",
        "qu’ia",
        "intelligen",
        "terjemah",
        "sebagai",
        "salin",
    ),
    *("bản dịch", "mô hình", "là một ai", "แปล", "ในฐานะ", "译", "譯", "翻", "作为", "作為"),
)
#: Labels some models put before their answer.
_LABEL: Final = re.compile(
    r"\A\s*(?:\*\*)?(?:translation|translated text|assistant|übersetzung|traduction"
    r"|traducción|traduzione|tradução|terjemahan|bản dịch|คำแปล|译文|譯文|翻译|翻譯)"
    r"(?:\s\([^()\n]{1,30}\))?(?:\*\*)?"
    r"\s?[:：](?:\*\*)?\s*",
    re.IGNORECASE,
)
_TURN: Final = re.compile(
    r"<\|[a-z_]{2,20}\|>|\[/?INST\]|<</?SYS>>|</?think>|^#{2,3} (?:Response|Instruction):?"
    r"|^(?:System|User|Assistant): ",
    re.MULTILINE,
)
_FENCE: Final = re.compile(r"^\s{0,3}(?:```|~~~)[a-z]{0,12}\s*$\n?|```", re.MULTILINE)
_BOLD: Final = re.compile(r"(?<![*\w])\*\*(?=\S)([^*\n]{1,200})(?<=\S)\*\*(?![*\w])")
_HEADING: Final = re.compile(r"^#{1,4} (?=\S)", re.MULTILINE)
_LINK: Final = re.compile(r"\[([^\[\]\n]{1,80})\]\(https?://[^()\s]{1,200}\)")

#: Letters a Chinese or Thai character stands for in the other languages; medians of 113 approved product
#: texts in 15 locales and of 4,000 program texts, measured 2026-11-23.
_LETTERS_OF: Final = (
    (re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]"), 2.8),
    (re.compile("[\u0e01-\u0e4e]"), 0.25),
)
#: On those texts the longest was 2.1 times, the shortest 0.3 times the usual length.
_TOO_LONG: Final = 2.8
_TOO_SHORT: Final = 0.25
_ENOUGH: Final = 60
_MUCH_MORE: Final = 60

_OPEN_END: Final = re.compile(r"(?:[,;，、；(（\[【«„]|(?<=\w)\s?[-–—]|(?<=[^.])\.\.\.|…)$")
_END_OF_SENTENCE: Final = re.compile(r"[.!?。！？)\]”»\w]$")


class MachineTalk:
    """A model's own words, its Markdown or its prompt stand in the text."""

    id: ClassVar[str] = "machine_talk"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a place; labels, fences and signs come with their fix."""
        text = context.text[:LOOKED_AT]
        source = context.segment.source[:LOOKED_AT]
        return apart(most(self._found(text, source))) if text else []

    def _found(self, text: str, source: str) -> Iterator[Finding]:
        talk = N_("A machine speaks of its translation: {text}")
        small = text.lower()
        if any(sign in small for sign in _TALK_SIGNS) and not _TALK.search(source):
            for match in _TALK.finditer(text):
                yield spot(self.id, talk, match.span(), text=match.group()[:80])
        label = _LABEL.match(text) if ":" in text or "：" in text else None
        if label is not None and text[label.end() :].strip() and not _LABEL.match(source):
            yield spot(self.id, talk, label.span(), "", text=label.group().strip())
        if any(sign in text for sign in "<[#:"):
            turn = N_("A sign of a model's dialogue is left: {text}")
            for match in _TURN.finditer(text):
                if match.group() not in source:
                    yield spot(self.id, turn, match.span(), "", text=match.group())
        yield from self._markdown(text, source)

    def _markdown(self, text: str, source: str) -> Iterator[Finding]:
        message = N_("Markdown that the source does not have: {text}")
        kinds = (
            ("```", _FENCE, ""),
            ("**", _BOLD, "\\1"),
            ("# ", _HEADING, ""),
            ("](", _LINK, "\\1"),
        )
        for sign, pattern, fix in kinds:
            if sign not in text or sign in source:
                continue
            for match in pattern.finditer(text):
                right = match.expand(fix)
                yield spot(self.id, message, match.span(), right, text=match.group().strip()[:40])


class UnusualLength:
    """The text is far longer or shorter than its source would be in its language."""

    id: ClassVar[str] = "unusual_length"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding; titles and drafts cut to a channel may be short, short sources anything."""
        source, text = context.segment.source, context.text
        if not text or len(source) < _ENOUGH / 4 or context.translation.state is State.UNTRANSLATED:
            return []
        usual, there = _letters(source), _letters(text)
        if usual < _ENOUGH:
            return []
        if there > _TOO_LONG * usual and there - usual > _MUCH_MORE:
            times = f"{there / usual:.1f}"
            return [
                spot(
                    self.id,
                    N_("{times} times as long as usual: is something added?"),
                    (0, 0),
                    times=times,
                )
            ]
        if there < _TOO_SHORT * usual and context.field is not Field.TITLE:
            percent = f"{100 * there / usual:.0f}"
            message = N_("Only {percent} % of the usual length: is something missing?")
            return [spot(self.id, message, (0, 0), percent=percent)]
        return []


def _letters(text: str) -> float:
    """Return the length of ``text`` as if it were English."""
    if text.isascii():
        return len(text)
    more = sum(extra * len(letters.findall(text)) for letters, extra in _LETTERS_OF)
    return len(text) + more


def _open_too(mark: str, source: str) -> bool:
    """Tell whether the source ends so as well; dots are dots in every writing."""
    dots = ("…", "...")
    return source.endswith(dots) if mark in dots else source.endswith(mark)


class CutOff:
    """The text stops in the middle of a sentence."""

    id: ClassVar[str] = "cut_off"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding when the end is open and the source's is not."""
        text, source = context.text.rstrip(), context.segment.source.rstrip()
        if not text or not source or not _END_OF_SENTENCE.search(source[-3:]):
            return []
        match = _OPEN_END.search(prose(text)[-6:])
        if match is None or _open_too(match.group().strip(), source):
            return []
        message = N_("The text stops in the middle: its last sign is {mark}")
        place = (len(text) - len(match.group()), len(text))
        return [spot(self.id, message, place, mark=match.group().strip())]
