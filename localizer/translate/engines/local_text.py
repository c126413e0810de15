"""What a local model is given of a text: sentences, without the placeholders it would garble.

Models read some hundred words at once and have never seen ``⟦0⟧``. A text is cut at its line breaks, its
placeholders and the ends of its sentences; what stands between is translated and put together again. The
placeholders keep their order, so that a model cannot move a number to where the language would have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

#: A placeholder, or line breaks.
_FIXED: Final = re.compile(r"(⟦\s*\d{1,6}\s*⟧|[\r\n]+)")
#: Behind a full stop of Chinese or Thai writing, or behind a Latin one that white space follows.
_END: Final = re.compile(r"(?<=[。！？…])|(?<=[.!?])(?=\s)")
#: Where a sentence too long for a model may be cut once more.
_PAUSE: Final = re.compile(r"(?<=[，、；：])|(?<=[,;:])(?=\s)")
_EDGES: Final = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)
#: Written without spaces between words.
_UNSPACED: Final = frozenset({"zh", "ja", "th", "lo", "km", "my"})


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a text: ``before`` and ``after`` are its white space; ``words`` if it is to be translated."""

    before: str
    text: str
    after: str
    words: bool


def parts_of(text: str) -> tuple[Part, ...]:
    """Cut a text into what is translated and what stays as it is. Joined as they are, they are the text."""
    found: list[Part] = []
    for number, run in enumerate(_FIXED.split(text)):
        if number % 2:
            found.append(Part("", run, "", words=False))
        else:
            found += [_part(sentence) for sentence in _END.split(run) if sentence]
    return tuple(found)


def shorter(sentence: str) -> tuple[Part, ...]:
    """Cut a sentence at its pauses; one that has none is one part."""
    return tuple(_part(run) for run in _PAUSE.split(sentence) if run)


def joined(parts: Sequence[Part], translated: Iterable[str], target: str) -> str:
    """Put a text together: ``translated`` are the texts of the parts that have words, in order.

    Where the source needs no space between two parts and the ``target`` language does, there is one.
    """
    following = iter(translated)
    spaced = target.partition("-")[0].lower() not in _UNSPACED
    text = ""
    for part in parts:
        run = part.before + (next(following) if part.words else part.text) + part.after
        text += " " + run if spaced and _needs_space(text, run) else run
    return text


def _needs_space(text: str, run: str) -> bool:
    """Tell whether two runs would grow together: no white space between, and words or a sentence's end."""
    if not text or not run or text[-1].isspace() or run[0].isspace():
        return False
    begins = run[0].isalnum() or run[0] == "⟦"
    return begins and (text[-1].isalnum() or text[-1] in "⟧.!?,;:。！？…，、；：")


def _part(run: str) -> Part:
    """Return a run with its white space apart."""
    match = _EDGES.match(run)
    before, text, after = match.groups() if match else ("", run, "")
    return Part(before, text, after, words=any(char.isalpha() for char in text))
