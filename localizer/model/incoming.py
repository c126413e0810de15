"""What a new version of a catalog file changes, and what the person answered about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


@dataclass(frozen=True, slots=True)
class Answers:
    """What to do where a file leaves it open; asked once for the whole file.

    ``blank``: a cell that is blank now in a column the file has: keep what was there, or clear it.
    ``gone``: products and variants the file no longer has: keep or remove them.
    ``minor``: texts of which only punctuation, spaces, letter case or tokens changed: keep their approvals,
    or have them reviewed.
    """

    blank: Literal["keep", "clear"] = "keep"
    gone: Literal["keep", "remove"] = "keep"
    minor: Literal["keep", "review"] = "keep"


class DifferenceKind(StrEnum):
    """What a difference is about; the first three are what a person is asked."""

    BLANK = "blank"
    GONE = "gone"
    MINOR = "minor"
    TEXT = "text"
    FACT = "fact"
    PRICE = "price"
    VARIANT = "variant"
    OTHER = "other"
    #: The file says something else than what a person wrote by hand; the person's word stands.
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing of one product that the file says otherwise than the workspace.

    ``variant`` is the variant's key, empty for the product itself; ``field`` the English name of the field
    or fact; ``before`` and ``after`` are texts to show, empty for nothing.
    """

    product: str
    title: str
    kind: DifferenceKind
    field: str
    before: str
    after: str
    variant: str = ""


@dataclass(frozen=True, slots=True)
class Touched:
    """What changed products made out of date: translations, approved ones among them, prices, scripts."""

    texts: int = 0
    approved: int = 0
    prices: int = 0
    scripts: int = 0

    def __add__(self, other: Touched) -> Touched:
        """Return both together."""
        return Touched(
            self.texts + other.texts,
            self.approved + other.approved,
            self.prices + other.prices,
            self.scripts + other.scripts,
        )
