"""What goods are called where their name depends on who wears them or what they are made of.

A leather jacket of polyurethane is none: the law of Italy (D.Lgs. 68/2020), France (decree 2010-29) and
Brazil (Lei 4.888/1965) keeps the word for leather. A German *Hemd* is a man's; a woman's is a *Bluse*.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from localizer.model.locale import language
from localizer.model.product import Fact
from localizer.model.term import Concept, TermBase


class _Turn(NamedTuple):
    """A kind of goods is called ``other`` where each value of ``fact`` is one of ``values``."""

    fact: str
    values: frozenset[str]
    other: str
    languages: frozenset[str] = frozenset()


_ARTIFICIAL: Final = frozenset({"pu_leather", "pvc_leather", "microfibre_leather"})
_WOMEN: Final = frozenset({"women", "young_women", "pregnant_women", "nursing_mothers"})
_TURNS: Final[Mapping[str, _Turn]] = {
    "leather_jacket": _Turn("material", _ARTIFICIAL, "faux_leather_jacket"),
    "shirt": _Turn("audience", _WOMEN, "blouse", frozenset({"de"})),
}
#: What the name says already of the material: nobody writes "genuine leather leather jacket".
_SAID: Final[Mapping[str, frozenset[str]]] = {
    "leather_jacket": frozenset({"genuine_leather"}),
    "faux_leather_jacket": _ARTIFICIAL,
}
_MATERIAL: Final = "material"


def called(
    kind: Concept, facts: Mapping[str, Fact], termbase: TermBase, locale: str
) -> tuple[Concept, Mapping[str, Fact]]:
    """Return what goods of a ``kind`` are called in ``locale``, and the ``facts`` that are still to say."""
    turn = _TURNS.get(kind.id)
    if turn is not None and (not turn.languages or language(locale) in turn.languages):
        other = termbase.concepts.get(turn.other)
        if other is not None and _all_of(facts.get(turn.fact), turn.values, termbase):
            kind = other
    said = _SAID.get(kind.id)
    if said is not None and _all_of(facts.get(_MATERIAL), said, termbase):
        facts = {name: fact for name, fact in facts.items() if name != _MATERIAL}
    return kind, facts


def _all_of(fact: Fact | None, values: frozenset[str], termbase: TermBase) -> bool:
    """Tell whether ``fact`` is known and says nothing but ``values``."""
    if fact is None:
        return False
    words = [word for word, _percent in fact.parts] or [fact.value]
    found = [termbase.find(word, (fact.name,), of=fact.name) for word in words]
    return all(concept is not None and concept.id in values for concept in found)
