"""Phrase banks: what a host can say, with the slots, tokens and conditions a phrase may use."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Final

from localizer.model.script import Beat, Lane


class Group(StrEnum):
    """The groups of categories a phrase can be written for; those of the title patterns."""

    APPAREL = "apparel"
    BEAUTY = "beauty"
    HOME = "home"
    ELECTRONICS = "electronics"
    BABY = "baby"
    OUTDOOR = "outdoor"


class Style(StrEnum):
    """The voices a script can have."""

    WARM = "warm"
    EXPERT = "expert"
    PLAYFUL = "playful"
    PREMIUM = "premium"
    PLAIN = "plain"


class Question(StrEnum):
    """What viewers ask of every product: the ten kinds a host has an answer ready for."""

    PRICE = "price"
    QUALITY = "quality"
    SIZE = "size"
    RETURNS = "returns"
    DELIVERY = "delivery"
    DOCUMENTS = "documents"
    PACKAGING = "packaging"
    SAFETY = "safety"
    VERSIONS = "versions"
    STOCK = "stock"


#: Facts a phrase can name: those the patterns write as lines, but the certificate, which is said only where
#: its document is on file (the condition ``certificate``).
FACT_SLOTS: Final = frozenset(
    {
        "material",
        "filling",
        "fit",
        "neckline",
        "sleeve",
        "pattern",
        "style",
        "season",
        "audience",
        "age_range",
        "skin_type",
        "scent",
        "net_content",
        "capacity",
        "dimensions",
        "weight",
        "power",
        "voltage",
        "battery",
        "runtime",
        "connector",
        "bluetooth",
        "waterproof",
        "load",
        "heat_retention",
        "burn_time",
        "care",
        "package",
        "origin",
        "shelf_life",
    }
)
#: Other texts the writer puts in, with the condition each brings; the product's name is always there.
VALUE_SLOTS: Final[dict[str, str]] = {
    "product": "",
    "brand": "brand",
    "colours": "colours",
    "sizes": "sizes",
    "certificate": "certificate",
    "bundle_quantity": "bundle",
}
#: Slots that stay tokens in the stored line, with the condition each brings.
TOKENS: Final[dict[str, str]] = {
    "price": "",
    "n": "",
    "was": "price_record",
    "save": "price_record",
    "bundle": "bundle",
    "stock": "stock_low",
    "offer_end": "offer_end",
    "next": "next",
}
#: Tokens of money: who approved a line saw what it asked for.
MONEY_TOKENS: Final = frozenset({"price", "was", "save", "bundle"})
#: The slot of a season's name, in phrases that are said in that season only.
FESTIVAL_SLOT: Final = "festival"
#: The festivals whose name is a date: 11.11, 12.12, 雙11.
DOUBLE_DAY: Final = "double-day"
#: Conditions that hold because a value exists.
VALUE_CONDITIONS: Final = frozenset({"brand", "colours", "sizes", "next"})
#: Conditions somebody has to establish: an offer that runs, a stock that is low, a document on file.
CLAIM_CONDITIONS: Final = frozenset(
    {
        "offer",
        "offer_end",
        "stock_low",
        "free_shipping",
        "voucher",
        "bundle",
        "price_record",
        "certificate",
        "commission",
        "own_shop",
        "ai_voice",
    }
)
CONDITIONS: Final = FACT_SLOTS | VALUE_CONDITIONS | CLAIM_CONDITIONS

SLOT: Final = re.compile(r"\{([a-z_]+)\}")


def slot_condition(slot: str) -> str | None:
    """Return the condition ``slot`` brings, empty for none, or ``None`` where there is no such slot."""
    if slot in FACT_SLOTS:
        return slot
    if slot == FESTIVAL_SLOT:
        return ""
    return VALUE_SLOTS.get(slot, TOKENS.get(slot))


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a bank. ``needs`` holds the conditions of its slots too; ``None`` or empty means any.

    ``opens`` marks a scene that can open the beat pain for every product; scenes of a group always can.
    ``rank`` is the place inside its beat, 0 first and 1 last. ``festivals`` are the seasons it is for.
    ``forms`` gives the text in voices that need another one than ``text``. Phrases of one ``topic`` say the
    same: a beat takes one of them.
    """

    id: str
    beat: Beat
    text: str
    lane: Lane = Lane.HOST
    needs: frozenset[str] = frozenset()
    group: Group | None = None
    styles: frozenset[Style] = frozenset()
    opens: bool = False
    rank: float = 0.5
    festivals: frozenset[str] = frozenset()
    forms: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    topic: str = ""
    #: The names in braces in the order of the text, each once.
    slots: tuple[str, ...] = field(init=False, repr=False, compare=False)
    #: What makes phrases alternatives: topic, the same slots, else the same claim, else nothing.
    alternative: str = field(init=False, repr=False, compare=False)
    #: The facts it says: slots that are neither tokens nor the product's name.
    tells: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Read the text once: a writer asks for what is in it with every product."""
        slots = tuple(dict.fromkeys(SLOT.findall(self.text)))
        claims = self.needs & CLAIM_CONDITIONS
        alike = self.topic or " ".join(sorted(slots)) or " ".join(sorted(claims)) or self.id
        object.__setattr__(self, "slots", slots)
        object.__setattr__(self, "alternative", alike)
        object.__setattr__(self, "tells", frozenset(slots) - TOKENS.keys() - {"product"})

    def in_voice(self, voice: Voice) -> Phrase:
        """Return the phrase as ``voice`` says it: its own text, and the voice's words in their slots."""
        text = self.forms.get(voice.id, self.text)
        for name, word in voice.words.items():
            text = text.replace(f"{{{name}}}", word)
        return self if text == self.text else replace(self, text=text)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks and how the room is addressed: the words that differ, and those never said so."""

    id: str
    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    never: tuple[str, ...] = ()


#: The voice of a bank that names none.
ONLY_VOICE: Final = Voice("")


#: Most languages write what somebody else said so.
READ_ALOUD: Final = "“{ask}” {answer}"


@dataclass(frozen=True, slots=True)
class AnswerText:
    """How a question is answered where the phrase's conditions hold; ``ask`` is how viewers put it.

    ``aloud`` is how a host who reads the question out goes on to the answer: ``“{ask}” {answer}``.
    """

    question: Question
    ask: str
    phrase: Phrase
    aloud: str = READ_ALOUD

    def read_aloud(self) -> Phrase:
        """Return what a host says who takes the question from the chat herself."""
        said = self.aloud.replace("{ask}", self.ask)
        return replace(
            self.phrase,
            id=f"asked-{self.phrase.id}",
            text=said.replace("{answer}", self.phrase.text),
            forms={
                name: said.replace("{answer}", text) for name, text in self.phrase.forms.items()
            },
            topic=self.question.value,
        )

    def in_voice(self, voice: Voice) -> AnswerText:
        """Return the answer as ``voice`` says it."""
        return replace(self, phrase=self.phrase.in_voice(voice))


@dataclass(frozen=True)
class PhraseBank:
    """The phrases of a locale in the order in which they are said inside a beat; answers best first."""

    locale: str
    phrases: tuple[Phrase, ...]
    voices: tuple[Voice, ...] = ()
    answers: tuple[AnswerText, ...] = ()

    def of(self, beat: Beat) -> tuple[Phrase, ...]:
        """Return the phrases of ``beat`` in the bank's order."""
        return tuple(phrase for phrase in self.phrases if phrase.beat is beat)

    def voice(self, name: str) -> Voice:
        """Return the voice ``name``, the first one where there is none of that name."""
        default = self.voices[0] if self.voices else ONLY_VOICE
        return next((one for one in self.voices if one.id == name), default)

    def in_voice(self, name: str) -> PhraseBank:
        """Return the bank with every text as the voice ``name`` says it."""
        voice = self.voice(name)
        return PhraseBank(
            self.locale,
            tuple(phrase.in_voice(voice) for phrase in self.phrases),
            (voice,) if self.voices else (),
            tuple(one.in_voice(voice) for one in self.answers),
        )

    @cached_property
    def digest(self) -> str:
        """Return what identifies the wording: texts and conditions of all phrases."""
        parts = "\x1e".join(
            f"{one.id}\x1f{one.text}\x1f{sorted(one.needs)}" for one in self.phrases
        )
        return hashlib.blake2b(parts.encode(), digest_size=8).hexdigest()
