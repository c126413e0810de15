"""Which words of the index hold what was typed inside them: each word once, found by its trigrams.

The search index finds words by their beginning. What stands in the middle of a word (``rmos`` of Thermos, six
digits of a barcode) is looked up here first, and the whole words are then asked of the index. A word is kept
once however many products say it, so the table stays small. Words no product has any more do no harm: the
index knows nothing of them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec

from localizer.catalog.search_words import INNER_FROM, Phrase
from localizer.store.database import Reader, Step

#: So many whole words are asked of the index for one part typed; with 1,000 it needs 30 ms, with ten times as
#: many twenty times as long (SQLite 3.40, November 2026). More than these are hardly anything but codes.
WORDS: Final = 1_000
#: So many trigrams narrow the words down; the whole part is compared anyway.
TRIGRAMS: Final = 12


@dataclass(frozen=True, slots=True)
class Inside:
    """Whole words by the phrase that may begin in them; ``wide`` is a phrase that has more than `WORDS`."""

    words: dict[Phrase, tuple[str, ...]] = field(default_factory=dict)
    wide: Phrase | None = None


def start_over(step: Step) -> None:
    """Forget all words."""
    step.write("INSERT INTO search_part(search_part) VALUES('delete-all')")
    step.write("DELETE FROM search_word")


def add(step: Step, words: Collection[str]) -> None:
    """Remember ``words``; those that are known cost next to nothing."""
    add_json(step, msgspec.json.encode(sorted(words)).decode())


def add_json(step: Step, words: str) -> None:
    """Remember the words of a JSON list: two statements, so that no other thread waits for this one."""
    last = step.value("SELECT coalesce(max(id), 0) FROM search_word")
    step.write(
        "INSERT INTO search_word(word) SELECT value FROM json_each(?) WHERE true "
        "ON CONFLICT DO NOTHING",
        (words,),
    )
    step.write(
        "INSERT INTO search_part(rowid, word) SELECT id, word FROM search_word WHERE id > ?",
        (last,),
    )


def inside(reader: Reader, phrases: Sequence[Phrase]) -> Inside:
    """Return the words that ``phrases`` begin in the middle of."""
    found: dict[Phrase, tuple[str, ...]] = {}
    wide = None
    for phrase in phrases:
        if phrase.is_inner:
            words = _words(reader, phrase)
            if len(words) > WORDS:
                wide = phrase
            found[phrase] = words[:WORDS]
    return Inside(found, wide)


def _words(reader: Reader, phrase: Phrase) -> tuple[str, ...]:
    """Return words with the phrase's first word behind their beginning, `WORDS` and one at most.

    Where more follows in the phrase, the words end with it.
    """
    head = phrase.head
    place = "instr(substr(w.word, 2), :head)"
    if phrase.tail:
        place = "length(w.word) > length(:head) AND substr(w.word, -length(:head)) = :head"
    starts = range(min(len(head) - INNER_FROM + 1, TRIGRAMS))
    trigrams = " AND ".join(f'"{head[at : at + INNER_FROM]}"' for at in starts)
    found = reader.rows(
        "SELECT w.word FROM search_part p CROSS JOIN search_word w ON w.id = p.rowid "  # noqa: S608
        f"WHERE p.search_part MATCH :trigrams AND {place} LIMIT {WORDS + 1}",
        {"trigrams": trigrams, "head": head},
    )
    return tuple(row["word"] for row in found)
