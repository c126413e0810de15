"""The steps that would make a target ready, as places to go to."""

from __future__ import annotations

from localizer.pipeline.readiness import ReadyKind, ReadyStep
from localizer.ui.actions.place import Place


def place_of(step: ReadyStep) -> Place:
    """Return what the pane of ``step`` shall show.

    The desk shows all texts of the step's state, at the first; other panes the product.
    """
    on_the_desk = step.pane == "review"
    return Place(
        product_id=None if on_the_desk else step.product_id,
        target=step.target,
        translation_id=step.translation_id,
        script_id=step.script_id,
        state=step.state,
        flagged=step.kind is ReadyKind.MEND and on_the_desk,
    )


def role_of(step: ReadyStep) -> str:
    """Return how pressing a step is: ``block`` or ``warn``."""
    return "block" if step.stops else "warn"
