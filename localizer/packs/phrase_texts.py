"""The texts of phrases: what may stand in one, which conditions its slots bring, where it comes in a beat."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from localizer.errors import PackError
from localizer.i18n import _
from localizer.model.phrase import CONDITIONS, SLOT, Phrase, slot_condition
from localizer.model.script import Beat
from localizer.packs.toml_source import Table

#: A host's phrase longer than this is no phrase.
MAX_PHRASE_CHARS: Final = 400
_NO_BREAK_SPACES: Final = "\u00a0\u202f"
_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def known_id(table: Table) -> str:
    """Return the id of a phrase. Raises `PackError` when it is malformed."""
    name = table.text("id")
    if not _ID.fullmatch(name):
        raise wrong(table, name, "id", _("An id is lower case with hyphens."))
    return name


def checked(table: Table, text: str, words: frozenset[str], name: str, *, key: str = "text") -> str:
    """Return ``text`` when a host can say it as it stands. Raises `PackError`.

    ``words`` are the slots of the bank's voices.
    """
    if len(text) > MAX_PHRASE_CHARS or not _one_line(text) or text != text.strip():
        problem = _("A text has one line, no space at its ends and at most {limit} characters.")
        raise wrong(table, name, key, problem.format(limit=MAX_PHRASE_CHARS))
    if re.search(r"[{}]", SLOT.sub("", text)):
        raise wrong(table, name, key, _("Braces hold the name of a slot and nothing else."))
    for slot in SLOT.findall(text):
        if slot not in words and slot_condition(slot) is None:
            raise wrong(table, name, key, _("There is no slot {slot}.").format(slot=slot))
    return text


def slot_needs(text: str) -> frozenset[str]:
    """Return the conditions the slots of a checked ``text`` bring."""
    return frozenset(one for slot in SLOT.findall(text) if (one := slot_condition(slot)))


def needs_of(table: Table, text: str, words: frozenset[str], name: str) -> frozenset[str]:
    """Return the conditions written and those of the slots; all must be known. Raises `PackError`."""
    needs = frozenset(table.texts("needs")) - words
    if unknown := sorted(needs - CONDITIONS):
        problem = _("There is no condition {names}.").format(names=", ".join(unknown))
        raise wrong(table, name, "needs", problem)
    return needs | slot_needs(text)


def forms_of(table: Table, words: frozenset[str], name: str) -> Mapping[str, str]:
    """Return the texts in other voices, by voice. Raises `PackError`."""
    forms = table.named_texts("as")
    return {voice: checked(table, text, words, name, key="as") for voice, text in forms.items()}


def ranked(phrases: Mapping[str, Phrase]) -> dict[str, Phrase]:
    """Return the phrases of one list with their places inside their beats, from 0 to 1."""
    total = Counter(phrase.beat for phrase in phrases.values())
    seen: Counter[Beat] = Counter()
    placed: dict[str, Phrase] = {}
    for name, phrase in phrases.items():
        rank = (seen[phrase.beat] + 0.5) / total[phrase.beat]
        seen[phrase.beat] += 1
        placed[name] = replace(phrase, rank=rank)
    return placed


def wrong(table: Table, name: str, key: str, problem: str) -> PackError:
    """Make the error about the phrase ``name``."""
    sentence = _("phrase {name}: {problem}").format(name=name, problem=problem)
    return table.error(key, sentence)


def _one_line(text: str) -> bool:
    """Tell whether ``text`` has only letters and spaces; French needs its no-break ones."""
    return all(char.isprintable() or char in _NO_BREAK_SPACES for char in text)
