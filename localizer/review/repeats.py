"""What a person approved once stands wherever the same source is waiting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from localizer.catalog import assignments, products, translations
from localizer.model.locale import language_script
from localizer.model.segment import SOURCE_CHANGED, Field, Origin, State, Translation
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
    locked = assignments.locked(step)
    for number in ids:
        pair = translations.pair(step, number)
        source = language_script(products.source_locale(step, pair.segment.product_id))
        if pair.segment.field is Field.OPTION_VALUE or pair.translation.origin in (
            Origin.COMPOSED,
            Origin.SAME_LANGUAGE,
        ):
            continue
        for other in translations.repeats(step, pair.segment.source_hash, pair.translation.locale):
            owner = other.segment.product_id
            written_in = language_script(products.source_locale(step, owner))
            if other.id not in {number, *locked} and _waits(other) and written_in == source:
                new = _like(pair.translation, other, pair.segment.field)
                if new != other.translation:
                    translations.save(step, (other.id, other.translation), new)
                    touched[owner] = None
    return tuple(touched)


def _waits(pair: translations.Pair) -> bool:
    translation = pair.translation
    return (
        translation.state in _WAITING
        and translation.origin not in _KEPT
        # What a person approved before its source changed is for a person to look at
        and translation.reason != SOURCE_CHANGED
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
