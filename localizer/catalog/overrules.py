"""A decision to let a finding pass holds for what was decided on, and falls when that changes.

It is bound to the words that were found (see `localizer.catalog.passages`): another hit of the same rule in
the same text needs a decision of its own. Decisions of before words were kept hold for their rule (NULL).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from localizer.catalog.json_text import IDS, listed
from localizer.model.finding import Subject
from localizer.store.database import Step

#: SQL for “the decision ``o`` is about the finding ``f``”.
ABOUT: Final = (
    "o.subject = f.subject AND o.subject_id = f.subject_id AND o.market = f.market "
    "AND o.channel = f.channel AND o.rule = f.rule AND coalesce(o.passage, f.passage) = f.passage"
)


def forget(step: Step, subject: Subject, subject_id: int) -> None:
    """Drop every decision about one thing, because the thing is another one now."""
    step.write(
        "DELETE FROM overrule WHERE subject = ? AND subject_id = ?", (subject.value, subject_id)
    )


def forget_many(step: Step, subject: Subject, subject_ids: Sequence[int]) -> None:
    """Drop every decision about many things of one kind."""
    step.write(
        f"DELETE FROM overrule WHERE subject = :subject AND subject_id {IDS}",  # noqa: S608 - ours
        {"subject": subject.value, **listed(subject_ids)},
    )


def take_back(step: Step, finding_id: int) -> None:
    """Drop the decision about one finding, and with it about others of the same words and rule."""
    step.write(
        "DELETE FROM overrule WHERE id IN (SELECT o.id FROM overrule o JOIN finding f "  # noqa: S608
        f"ON {ABOUT} WHERE f.id = ?)",
        (finding_id,),
    )
