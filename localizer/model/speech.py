"""How fast a language is spoken in a live room, in the unit that language is counted in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SpeechUnit(StrEnum):
    """What is counted: ``syllable`` is a space-separated piece in Vietnamese, a spoken one in Thai."""

    WORD = "word"
    SYLLABLE = "syllable"
    CHARACTER = "character"


@dataclass(frozen=True, slots=True)
class SpeechRate:
    """Units per minute of one language (``en``, ``zh-Hant``, ``pt-BR``); breathing pauses are inside.

    ``sources`` are ids of `localizer.model.rule.Source`.
    """

    language: str
    unit: SpeechUnit
    slow: int
    default: int
    fast: int
    confidence: str
    sources: tuple[str, ...]
    note: str = ""
