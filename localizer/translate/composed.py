"""What the composer answers: a text with the pieces it is made of, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from localizer.i18n import N_, _
from localizer.model.segment import ASSUMED_REASON

_REASONS = {
    "no_patterns": N_("There are no patterns for this language."),
    "no_type": N_("The product type is not in the term list: {terms}"),
    "no_term": N_("Terms are missing: {terms}"),
    "unknown_fact": N_("This attribute is not known: {terms}"),
    "mixed": N_("The source has words that stay Chinese: {terms}"),
    "left_out": N_("The title does without words that have no term: {terms}"),
    "assumed": N_(
        "The body measures come from a general size table, not from the product: {terms}"
    ),
    "too_long": N_("The shortest possible title is longer than the channel allows: {terms}"),
}


class MissingReason(StrEnum):
    """Why nothing was composed, or not all; stored, so the values must not change."""

    NO_PATTERNS = "no_patterns"
    NO_TYPE = "no_type"
    NO_TERM = "no_term"
    UNKNOWN_FACT = "unknown_fact"
    MIXED = "mixed"
    TOO_LONG = "too_long"
    LEFT_OUT = "left_out"
    ASSUMED = ASSUMED_REASON


class Piece(NamedTuple):
    """One piece of a composed text.

    ``slot`` is the pattern's slot, empty for the pattern's own words; ``fact`` the fact and ``concept`` the
    term behind it, where there is one. A ``fixed`` piece keeps its case: brands, codes, numbers with units.
    """

    text: str
    slot: str = ""
    fact: str = ""
    concept: str = ""
    fixed: bool = True


@dataclass(frozen=True, slots=True)
class Composed:
    """A composed text; its pieces joined are the text.

    ``lacking`` are source words left out for want of a term, ``assumed`` those that general knowledge adds
    to. A text ``of_goods`` may read otherwise for other goods, so that no memory stands for it.
    """

    text: str
    pieces: tuple[Piece, ...]
    lacking: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    of_goods: bool = False

    @property
    def reason(self) -> str:
        """Return what is stored with a translation: nothing, the words left out or those assumed."""
        if self.lacking:
            return Missing(MissingReason.LEFT_OUT, self.lacking).code
        return Missing(MissingReason.ASSUMED, self.assumed).code if self.assumed else ""


@dataclass(frozen=True, slots=True)
class Missing:
    """Nothing was composed. ``terms`` are the words at fault as the seller wrote them.

    For goods of no known type that is the last step of their category, or the title where there is none.
    """

    reason: MissingReason
    terms: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """Return the reason as stored with a translation: ``no_term:词|词``."""
        return f"{self.reason}:{'|'.join(self.terms)}"


def explain(code: str) -> str:
    """Return the sentence for a stored `Missing.code`, in the language of the program."""
    reason, _colon, terms = code.partition(":")
    message = _REASONS.get(reason)
    return code if message is None else _(message).format(terms=terms.replace("|", ", "))
