"""A decision to let a finding pass holds for what was decided on, and falls when that changes."""

from __future__ import annotations

from localizer.model.finding import Subject
from localizer.store.database import Step


def forget(step: Step, subject: Subject, subject_id: int) -> None:
    """Drop every decision about one thing, because the thing is another one now."""
    step.write(
        "DELETE FROM overrule WHERE subject = ? AND subject_id = ?", (subject.value, subject_id)
    )
