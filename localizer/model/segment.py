"""Segments and translations: the smallest texts people approve."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Field(StrEnum):
    """The listing field a segment belongs to."""

    TITLE = "title"
    BULLET = "bullet"
    FACT = "fact"
    DESCRIPTION = "description"
    OPTION_NAME = "option_name"
    OPTION_VALUE = "option_value"


class State(StrEnum):
    """How far a translation is. XLIFF 2: initial, initial, translated, reviewed; sent back = initial."""

    UNTRANSLATED = "untranslated"
    DRAFT = "draft"
    TRANSLATED = "translated"
    APPROVED = "approved"
    SENT_BACK = "sent_back"


class Origin(StrEnum):
    """Where a translation's text comes from."""

    NONE = "none"
    MEMORY_CONTEXT = "memory_context"
    MEMORY = "memory"
    MEMORY_FUZZY = "memory_fuzzy"
    ENGINE = "engine"
    COMPOSED = "composed"
    SAME_LANGUAGE = "same_language"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Segment:
    """One translatable source text, identified by (product, field, position).

    ``name`` is the fact's or option's name for fact and option segments, else empty.
    """

    id: int
    product_id: int
    field: Field
    position: int
    name: str
    source: str
    source_hash: str


#: What the reason of a text begins with to which general knowledge added something.
ASSUMED_REASON: Final = "assumed"
#: The reason of a text whose source changed after a person wrote or approved it.
SOURCE_CHANGED: Final = "source_changed:"
#: What the reason of a text begins with that an engine drafted; its id follows. With an untranslated text
#: the cause of the failure follows.
ENGINE_REASON: Final = "engine:"


@dataclass(frozen=True, slots=True)
class Translation:
    """A segment's text in one locale. ``score`` is 0-100 for memory origins; ``reason`` says why none."""

    segment_id: int
    locale: str
    text: str
    state: State
    origin: Origin
    source_hash: str
    score: int = 0
    reason: str = ""
    comment: str = ""


#: Origins of pairs of the memory; anything else is the id of an engine.
FROM_PERSON: Final = "person"
FROM_IMPORT: Final = "import"


@dataclass(frozen=True, slots=True)
class MemoryUnit:
    """One pair of the translation memory; ``context`` is the field it was approved in.

    ``origin`` says who wrote the target: `FROM_PERSON`, `FROM_IMPORT` or the id of an engine. ``place`` is
    the product it was approved for, by its key.
    """

    source: str
    source_locale: str
    target: str
    target_locale: str
    context: str = ""
    created_by: str = ""
    created_at: str = ""
    origin: str = "person"
    place: str = ""


def normalize(text: str) -> str:
    """Return ``text`` in NFC with runs of white space folded to one space, as memory compares it."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def text_hash(text: str) -> str:
    """Return 16 hex digits that identify the normalized ``text``."""
    return hashlib.blake2b(normalize(text).encode(), digest_size=8).hexdigest()
