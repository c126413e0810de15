"""Answers to viewers by product × target × question, reviewed like any text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import msgspec

from localizer.catalog import overrules, rows
from localizer.catalog.json_text import decode, encode
from localizer.catalog.scripts import StoredScript
from localizer.model.finding import Subject
from localizer.model.launch import Target
from localizer.model.phrase import Question
from localizer.model.script import Script, ScriptLine
from localizer.model.segment import State
from localizer.store.database import Reader, Row, Step

_ORDER: Final = {question: place for place, question in enumerate(Question)}


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """One card as stored. ``ask`` is how viewers put it; ``edited`` cards are never rewritten by a draft."""

    id: int
    product_id: int
    target: Target
    question: Question
    ask: str
    line: ScriptLine
    state: State = State.DRAFT
    edited: bool = False

    def as_script(self) -> StoredScript:
        """Return the answer as a script of one line, which checks of scripts can look at."""
        script = Script(self.target.locale, "", self.line.seconds, "", 0, (), (self.line,))
        return StoredScript(
            self.id, self.product_id, self.target, "", self.state, self.edited, "", script
        )


def of_product(reader: Reader, product_id: int, target: Target) -> tuple[StoredAnswer, ...]:
    """Return the cards of a product for a target, in the order of the questions."""
    found = reader.rows(
        "SELECT * FROM answer WHERE product_id = ? AND market = ? AND channel = ? AND locale = ?",
        (product_id, target.market, target.channel, target.locale),
    )
    return tuple(sorted(map(_answer, found), key=lambda one: _ORDER[one.question]))


def has_any(reader: Reader, product_id: int) -> bool:
    """Tell whether a product has cards for any target."""
    query = "SELECT 1 FROM answer WHERE product_id = ? LIMIT 1"
    return reader.one(query, (product_id,)) is not None


def find(reader: Reader, answer_id: int) -> StoredAnswer | None:
    """Return one answer, ``None`` where it is gone."""
    row = reader.one("SELECT * FROM answer WHERE id = ?", (answer_id,))
    return None if row is None else _answer(row)


def load(reader: Reader, answer_id: int) -> StoredAnswer:
    """Return one card. Raises `LookupError` when it is gone."""
    row = reader.one("SELECT * FROM answer WHERE id = ?", (answer_id,))
    if row is None:
        raise LookupError(f"no answer {answer_id}")
    return _answer(row)


def save(step: Step, stored: StoredAnswer) -> int:
    """Write ``stored`` as a new row (id 0) or over its row; return the row id.

    Another wording drops what was let pass of the old one.
    """
    record = {
        "product_id": stored.product_id,
        "market": stored.target.market,
        "channel": stored.target.channel,
        "locale": stored.target.locale,
        "question": stored.question.value,
        "ask": stored.ask,
        "line": encode(stored.line),
        "state": stored.state.value,
        "edited": int(stored.edited),
    }
    if not stored.id:
        return rows.insert(step, "answer", record)
    row = step.one("SELECT * FROM answer WHERE id = ?", (stored.id,))
    if row is None:
        raise LookupError(f"no answer {stored.id}")
    rows.update_if_different(step, "answer", row, record)
    if _answer(row).line.text != stored.line.text:
        overrules.forget(step, Subject.ANSWER, stored.id)
    return stored.id


def remove(step: Step, answer_id: int) -> None:
    """Remove a card and what was let pass of it."""
    overrules.forget(step, Subject.ANSWER, answer_id)
    step.write("DELETE FROM answer WHERE id = ?", (answer_id,))


def with_line(stored: StoredAnswer, line: ScriptLine) -> StoredAnswer:
    """Return ``stored`` saying what a person wrote."""
    return replace(stored, line=line, edited=True, state=State.TRANSLATED)


def _answer(row: Row) -> StoredAnswer:
    return StoredAnswer(
        id=row["id"],
        product_id=row["product_id"],
        target=Target(row["market"], row["channel"], row["locale"]),
        question=Question(row["question"]),
        ask=row["ask"],
        line=msgspec.convert(decode(row["line"]), ScriptLine),
        state=State(row["state"]),
        edited=bool(row["edited"]),
    )
