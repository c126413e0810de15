"""Subtitles: what is heard, cut into cues of two rows that stand long enough to be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from localizer.export.show.sheet import Said, visible
from localizer.model.text_width import width

#: Columns of a row: 42 letters are usual; 18 Chinese characters or 36 letters of Thai are read in that time.
COLUMNS: Final = 42
COLUMNS_DENSE: Final = 36
ROWS: Final = 2
#: Nobody reads a cue that stands shorter than this, in seconds.
SHORTEST: Final = 0.7
_DENSE: Final = ("zh", "th")
_WORD: Final = re.compile(r"\S+\s*")
#: A Chinese character with the signs before it that may not end a row and after it that may not begin one.
_HAN: Final = re.compile(
    r"[「『（《〈“‘]*[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]"
    r"[，。！？；：、」』）》〉”’…—～·%％]*\s*"
)

#: Gives the parts of a word between which a row may end; joined they are the word.
Finer = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Cue:
    """One subtitle, in seconds from the start, with one or two rows."""

    start: float
    end: float
    rows: tuple[str, ...]


def whole(word: str) -> Sequence[str]:
    """Return a word as the one part it has in languages that write spaces."""
    return (word,)


def columns_of(locale: str) -> int:
    """Return how many columns a row may have in ``locale``."""
    return COLUMNS_DENSE if locale.startswith(_DENSE) else COLUMNS


def cut(said: Iterable[Said], columns: int, finer: Finer = whole) -> tuple[Cue, ...]:
    """Return the cues of ``said``.

    A line that needs more than two rows becomes several cues, which share its time by length. None stands
    shorter than `SHORTEST` or begins before the one before ends: where lines come too fast for that, the
    later ones are put off.
    """
    cues: list[Cue] = []
    for line in said:
        for start, end, rows in _shared(line, _grouped(balanced(line.text, columns, finer))):
            begin = max(start, cues[-1].end if cues else 0.0)
            cues.append(Cue(begin, max(end, begin + SHORTEST), rows))
    return tuple(cues)


def _grouped(rows: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(rows[at : at + ROWS]) for at in range(0, len(rows), ROWS)]


def _shared(
    line: Said, groups: Sequence[tuple[str, ...]]
) -> Iterator[tuple[float, float, tuple[str, ...]]]:
    """Yield the groups with their part of the line's time, by how much there is to read."""
    sizes = [max(sum(width(row) for row in rows), 1) for rows in groups]
    took, total, before = line.end - line.start, sum(sizes), 0
    for rows, size in zip(groups, sizes, strict=True):
        start = line.start + took * before / total
        before += size
        yield start, line.start + took * before / total, rows


def balanced(text: str, columns: int, finer: Finer = whole) -> tuple[str, ...]:
    """Return ``text`` in as few rows as it needs, none much shorter than the others."""
    rows = rows_of(text, columns, finer)
    if len(rows) > 1:
        even = -(-width(visible(text)) // len(rows))
        for narrower in range(even, columns):
            found = rows_of(text, narrower, finer)
            if len(found) == len(rows):
                return found
    return rows


def rows_of(text: str, columns: int, finer: Finer = whole) -> tuple[str, ...]:
    """Return ``text`` in rows of at most ``columns``, broken at a space where one is near enough."""
    rows: list[str] = []
    row: list[str] = []
    for piece in _pieces(visible(text), columns, finer):
        if row and width("".join(row) + piece.rstrip()) > columns:
            at = _break(row)
            rows.append("".join(row[:at]).strip())
            row = row[at:]
        row.append(piece)
    rows.append("".join(row).strip())
    return tuple(one for one in rows if one)


def _break(row: Sequence[str]) -> int:
    """Return after how many pieces a full row ends: at a space in its second half, else at its end."""
    total, length, found = len("".join(row)), 0, len(row)
    for number, piece in enumerate(row, 1):
        length += len(piece)
        if length * 2 > total and piece != piece.rstrip():
            found = number
    return found


def _pieces(text: str, columns: int, finer: Finer) -> Iterator[str]:
    for word in _WORD.findall(text):
        for part in _han(word):
            parts = finer(part) if not part.isascii() else (part,)
            for piece in parts:
                yield from _fitting(piece, columns)


def _han(word: str) -> Iterator[str]:
    """Yield Chinese characters one by one and what stands between them whole."""
    at = 0
    for found in _HAN.finditer(word):
        if found.start() > at:
            yield word[at : found.start()]
        yield found[0]
        at = found.end()
    if at < len(word):
        yield word[at:]


def _fitting(piece: str, columns: int) -> Iterator[str]:
    """Yield ``piece`` in parts that fit into a row, as a long address needs."""
    part = ""
    for char in piece:
        if width(part + char) > columns and char.strip():
            yield part
            part = ""
        part += char
    yield part
