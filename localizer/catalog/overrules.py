"""A decision to let a finding pass holds for what was decided on, and falls when that changes."""

from __future__ import annotations

from collections.abc import Sequence

from localizer.catalog.json_text import IDS, listed
from localizer.model.finding import Subject
from localizer.store.database import Step


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
