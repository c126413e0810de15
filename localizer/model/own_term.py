"""Terms of the user's own: they go before the program's, everywhere, for one brand or in one market."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from localizer.model.locale import region
from localizer.model.term import Concept, OwnTerms, Term, fold


class ScopeKind(StrEnum):
    """Where a term of one's own goes before the others; stored, so the values must not change."""

    GLOBAL = "global"
    BRAND = "brand"
    MARKET = "market"


@dataclass(frozen=True, slots=True)
class Scope:
    """``value`` is the brand as the seller writes it or the market's code; empty for everywhere."""

    kind: ScopeKind = ScopeKind.GLOBAL
    value: str = ""

    @property
    def key(self) -> str:
        """Return the value as scopes are told apart: a brand without its case and spacing."""
        return fold(self.value) if self.kind is ScopeKind.BRAND else self.value

    def holds(self, locale: str, brand: str) -> bool:
        """Tell whether a text in ``locale`` of goods of ``brand`` lies in this scope."""
        if self.kind is ScopeKind.BRAND:
            return fold(self.value) == fold(brand)
        return self.kind is ScopeKind.GLOBAL or self.value == region(locale)


EVERYWHERE: Final = Scope()


@dataclass(frozen=True, slots=True)
class OwnConcept:
    """A concept of the user's own, or source forms added to the program's concept of the same ``id``.

    ``group`` is the title pattern of a product type or the property a value belongs to.
    """

    id: str
    domain: str
    forms: tuple[str, ...]
    group: str = ""
    note: str = ""

    @property
    def concept(self) -> Concept:
        """Return it as a term base takes it."""
        return Concept(self.id, self.domain, self.forms, self.group, self.note)


@dataclass(frozen=True, slots=True)
class OwnTerm:
    """A term a person chose. ``changed_at`` is a moment in ISO 8601, empty before it is kept."""

    term: Term
    scope: Scope = EVERYWHERE
    changed_by: str = ""
    changed_at: str = ""


def terms_for(terms: Iterable[OwnTerm], locale: str, brand: str) -> OwnTerms:
    """Return the terms that hold for goods of ``brand`` in ``locale``.

    A brand's term goes before a market's and that before one for everywhere.
    """
    found: dict[ScopeKind, dict[tuple[str, str], Term]] = {kind: {} for kind in ScopeKind}
    for own in terms:
        if own.scope.holds(locale, brand):
            found[own.scope.kind][own.term.locale, own.term.concept] = own.term
    narrow = (found[ScopeKind.BRAND], found[ScopeKind.MARKET])
    return OwnTerms(narrow, found[ScopeKind.GLOBAL])
