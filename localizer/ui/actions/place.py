"""Where to go: a product, a target, one thing of it."""

from __future__ import annotations

from dataclasses import dataclass

from localizer.model.launch import Target
from localizer.model.segment import State


@dataclass(frozen=True, slots=True)
class Place:
    """What a pane shall show; what is not given stays as it is there.

    ``state`` narrows the desk to texts that are so far. ``again`` asks the export to write the same files as
    last time at once.
    """

    product_id: int | None = None
    target: Target | None = None
    translation_id: int | None = None
    script_id: int | None = None
    flagged: bool = False
    state: State | None = None
    again: bool = False
