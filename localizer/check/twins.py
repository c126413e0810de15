"""Two checks that say one thing of the same words: the more exact one is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from localizer.model.finding import Finding
from localizer.model.rule import ClaimRule

_CLAIM: Final = "claim:"
_PROMISE: Final = "promise:"
#: Categories of phrase rules whose words the checks of promises hold against the facts themselves.
_LESS_EXACT: Final = frozenset({"urgency", "reference_price"})
#: Promises of which a phrase rule of the market tells more: what its law and its platforms say.
_TOLD_BY_RULES: Final = frozenset({"promise:lowest_price"})


def without_twins(found: Iterable[Finding], claims: Sequence[ClaimRule]) -> list[Finding]:
    """Return ``found`` of one text without those findings that another one tells better."""
    every = list(found)
    promises = [one for one in every if one.rule.startswith(_PROMISE)]
    if not promises:
        return every
    categories = {f"{_CLAIM}{rule.id}": rule.category for rule in claims}
    phrases = [one for one in every if one.rule in categories]
    return [
        one
        for one in every
        if not (
            (categories.get(one.rule) in _LESS_EXACT and _overlaps(one, promises))
            or (one.rule in _TOLD_BY_RULES and _overlaps(one, phrases))
        )
    ]


def _overlaps(one: Finding, others: Iterable[Finding]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)
