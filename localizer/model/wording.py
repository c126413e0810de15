"""How one source text is said in one language, and how often."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """One translation of a source text among others.

    ``uses`` counts the texts that have it, ``approved`` those of them a person approved, ``composed`` those
    that were built from facts. ``places`` are the keys of the first products that use it.
    """

    text: str
    uses: int
    approved: int = 0
    composed: int = 0
    places: tuple[str, ...] = ()

    @property
    def rank(self) -> tuple[int, int]:
        """Return what decides which wording goes before the others: approval, then number."""
        return self.approved, self.uses


def preferred(wordings: Iterable[Wording]) -> Wording | None:
    """Return the wording that goes before the others, of equals the first; ``None`` where there is none."""
    return max(wordings, key=lambda one: one.rank, default=None)
