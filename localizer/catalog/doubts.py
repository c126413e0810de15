"""What language models doubted in texts, by the text it was said of; another text is another matter."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from localizer.catalog import rows
from localizer.catalog.json_text import IDS, decode, encode, listed
from localizer.model.doubt import Doubt
from localizer.model.finding import Subject
from localizer.model.launch import Target
from localizer.store.database import Reader, Step


@dataclass(frozen=True, slots=True)
class Read:
    """What came of reading one text; no doubts means that there was nothing to say."""

    text_hash: str
    doubts: tuple[Doubt, ...]
    engine: str


def hash_of(text: str) -> str:
    """Return 16 hex digits that identify ``text`` exactly as it is."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def of_target(
    reader: Reader, subject: Subject, ids: Sequence[int], target: Target
) -> dict[int, Read]:
    """Return what was read of texts of one kind for the target's market and channel, by their ids."""
    found = reader.rows(
        "SELECT * FROM doubt WHERE subject = :subject AND market = :market "  # noqa: S608 - ours
        f"AND channel = :channel AND subject_id {IDS}",
        {
            "subject": subject.value,
            "market": target.market,
            "channel": target.channel,
            **listed(ids),
        },
    )
    return {
        row["subject_id"]: Read(
            row["text_hash"], tuple(Doubt(*pair) for pair in decode(row["doubts"])), row["engine"]
        )
        for row in found
    }


def are_any(reader: Reader) -> bool:
    """Tell whether a language model read anything at all."""
    return reader.one("SELECT 1 FROM doubt LIMIT 1") is not None


def holding(read: Read | None, text: str) -> tuple[Doubt, ...]:
    """Return the doubts that hold for ``text``: none once it is another."""
    return read.doubts if read is not None and read.text_hash == hash_of(text) else ()


def put(
    step: Step,
    subject: Subject,
    subject_id: int,
    target: Target,
    text: str,
    doubts: Iterable[Doubt],
    engine: str,
) -> bool:
    """Keep what ``engine`` said of ``text``; tell whether that changed anything."""
    key = {
        "subject": subject.value,
        "subject_id": subject_id,
        "market": target.market,
        "channel": target.channel,
    }
    record = {
        "text_hash": hash_of(text),
        "doubts": encode([(one.passage, one.why) for one in doubts]),
        "engine": engine,
        "at": step.moment,
    }
    return rows.put(step, "doubt", key, record)
