"""Notes in one cell or comment: each begins with who said it and when, so that they are known again.

``[2026-11-23T10:00:00+00:00 · Anna · ✓] text`` is a note of Anna's that is settled, ``★`` one to all who
translate the source. Lines that follow stand two spaces in. What somebody adds below without all that is a
note of whoever sends the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from localizer.model.exchange import UnitNote

TO_ALL: Final = "★"
RESOLVED: Final = "✓"
_BETWEEN: Final = " · "
_HEAD: Final = re.compile(r"\[([^\[\]·\n]*) · ([^\[\]·\n]*)((?: · [★✓])*)\] ?")
_NOT_IN_NAMES: Final = re.compile(r"[\[\]·\s]+")


def notes_text(notes: Iterable[UnitNote]) -> str:
    """Return notes as the text of one cell, the oldest first."""
    return "\n".join(map(_note, notes))


def _note(note: UnitNote) -> str:
    said = [_word(note.at), _word(note.by)]
    said += [TO_ALL] * note.to_all + [RESOLVED] * note.resolved
    text = "\n  ".join(note.text.split("\n"))
    return f"[{_BETWEEN.join(said)}] {text}"


def _word(text: str) -> str:
    return _NOT_IN_NAMES.sub(" ", text).strip()


def notes_from(text: str) -> tuple[UnitNote, ...]:
    """Return the notes of a cell, what was written there by hand among them."""
    found: list[tuple[re.Match[str] | None, list[str]]] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        head = _HEAD.match(line)
        if head is not None:
            found.append((head, [line[head.end() :]]))
        elif found and line.startswith("  "):
            found[-1][1].append(line[2:])
        elif found and (found[-1][0] is None or not line.strip()):
            found[-1][1].append(line)
        else:
            found.append((None, [line]))
    return tuple(_read(head, "\n".join(lines)) for head, lines in found if "".join(lines).strip())


def _read(head: re.Match[str] | None, text: str) -> UnitNote:
    if head is None:
        return UnitNote(text.strip())
    marks = head[3]
    return UnitNote(
        text.rstrip("\n"),
        by=head[2],
        at=head[1],
        to_all=TO_ALL in marks,
        resolved=RESOLVED in marks,
    )
