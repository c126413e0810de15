"""What a person approved once stands wherever the same source is waiting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from localizer.catalog import translations
from localizer.model.segment import Field, Origin, State, Translation
from localizer.store.database import Step

_CONTEXT: Final = 101
_EXACT: Final = 100
_WAITING: Final = frozenset({State.UNTRANSLATED, State.DRAFT})
#: What a person wrote, or what was written for these goods, stays.
_KEPT: Final = frozenset({Origin.PERSON, Origin.COMPOSED, Origin.SAME_LANGUAGE})


def spread(step: Step, ids: Sequence[int]) -> tuple[int, ...]:
    """Draft every waiting text that has the source of an approved one like it; return their products.

    A size is left alone: the same letter is another size for other goods. ``ids`` are translations.
    """
    touched: dict[int, None] = {}
    for number in ids:
        pair = translations.pair(step, number)
        if pair.segment.field is Field.OPTION_VALUE or pair.translation.origin in (
            Origin.COMPOSED,
            Origin.SAME_LANGUAGE,
        ):
            continue
        for other in translations.repeats(step, pair.segment.source_hash, pair.translation.locale):
            if other.id != number and _waits(other):
                new = _like(pair.translation, other, pair.segment.field)
                if new != other.translation:
                    translations.save(step, (other.id, other.translation), new)
                    touched[other.segment.product_id] = None
    return tuple(touched)


def _waits(pair: translations.Pair) -> bool:
    translation = pair.translation
    return (
        translation.state in _WAITING
        and translation.origin not in _KEPT
        and pair.segment.field is not Field.OPTION_VALUE
    )


def _like(approved: Translation, other: translations.Pair, field: Field) -> Translation:
    in_place = other.segment.field is field
    return replace(
        other.translation,
        text=approved.text,
        state=State.DRAFT,
        origin=Origin.MEMORY_CONTEXT if in_place else Origin.MEMORY,
        score=_CONTEXT if in_place else _EXACT,
        reason="",
        source_hash=other.segment.source_hash,
    )
