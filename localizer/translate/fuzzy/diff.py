"""What differs between a text and the one it is like, cut so that a person can read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from localizer.model.locale import HAN_LANGUAGES, language
from localizer.translate.fuzzy.clusters import clusters

#: Languages written without spaces between words: they are compared by character.
UNSPACED: Final = HAN_LANGUAGES | {"th", "lo", "km", "my"}
#: First code points of letters that are words by themselves there: Thai, Lao, Myanmar, Khmer, Han, kana.
_UNSPACED_LETTERS: Final = (
    *((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x31FF), (0x3400, 0x9FFF)),
    *((0xF900, 0xFAFF), (0x20000, 0x3FFFF)),
)


class Change(StrEnum):
    """What became of a part of the text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text that was kept, removed or added."""

    change: Change
    text: str


def word_diff(old: str, new: str, locale: str) -> tuple[Part, ...]:
    """Return the parts that lead from ``old`` to ``new``, both texts of ``locale``.

    Kept and removed parts joined are ``old``, kept and added ones ``new``, to the character. Words are
    compared whole; in languages without spaces it is characters with their marks, but numbers and words in
    Latin letters whole. What is removed stands before what is added in its place.
    """
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - late: see the package

    unspaced = language(locale) in UNSPACED
    before, after = _pieces(old, unspaced=unspaced), _pieces(new, unspaced=unspaced)
    # Numbers in place of texts: a comparison must not rest on hashes.
    numbers: dict[str, int] = {}
    first, second = (
        [numbers.setdefault(one, len(numbers)) for one in pieces] for pieces in (before, after)
    )
    steps = [
        (
            edit.tag == "equal",
            "".join(before[edit.src_start : edit.src_end]),
            "".join(after[edit.dest_start : edit.dest_end]),
        )
        for edit in Indel.opcodes(first, second)
    ]
    return _parts(steps, spaced=not unspaced)


def _pieces(text: str, *, unspaced: bool) -> list[str]:
    """Cut ``text`` into words, runs of spaces and single other characters."""
    found: list[str] = []
    kind_before = ""
    cut = clusters(text)
    for cluster, before, after in zip(cut, ["", *cut], [*cut[1:], ""], strict=False):
        # A separator inside a number belongs to it.
        inside = cluster in {".", ","} and before.isdecimal() and after.isdecimal()
        kind = "word" if inside else _kind(cluster, unspaced=unspaced)
        if kind and kind == kind_before:
            found[-1] += cluster
        else:
            found.append(cluster)
        kind_before = kind
    return found


def _kind(cluster: str, *, unspaced: bool) -> str:
    """Return what runs together with its like: ``word`` or ``space``; empty for what stands alone."""
    letter = cluster[0]
    if letter.isspace():
        return "space"
    if not letter.isalnum() or (unspaced and _stands_alone(letter)):
        return ""
    return "word"


def _stands_alone(letter: str) -> bool:
    return any(first <= ord(letter) <= last for first, last in _UNSPACED_LETTERS)


def _parts(steps: Sequence[tuple[bool, str, str]], *, spaced: bool) -> tuple[Part, ...]:
    """Join neighbouring changes; with ``spaced`` a space kept between two changed words is part of them."""
    found: list[Part] = []
    removed = added = ""
    for at, (same, before, after) in enumerate(steps):
        between = spaced and before.isspace() and 0 < at < len(steps) - 1
        if same and not between:
            found += _change(removed, added)
            found.append(Part(Change.KEPT, before))
            removed = added = ""
        else:
            removed += before
            added += after
    return (*found, *_change(removed, added))


def _change(removed: str, added: str) -> list[Part]:
    pairs = ((Change.REMOVED, removed), (Change.ADDED, added))
    return [Part(change, text) for change, text in pairs if text]
