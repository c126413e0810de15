"""What a seller's title says about goods that no attribute says: their type, material, colour, cut.

Only what the title names once and plainly is taken; claims such as "waterproof" are not.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from localizer.model.product import Fact, FactKind, Product
from localizer.model.term import TYPES, Concept, Named, TermBase, fold

#: Where a fact read from a title comes from.
FROM_TITLE: Final = "title"
#: Facts a title may give.
_FACTS: Final = frozenset(
    {"material", "colour", "style", "season", "audience", "fit", "neckline", "sleeve", "pattern"}
)
_DOMAINS: Final = frozenset({"material", "colour", "style", "season", "audience", "value"})
_READ: Final = _DOMAINS | {TYPES}
#: One Chinese character says who goods are for; elsewhere it is more often part of another word.
_ONE_CHARACTER: Final = frozenset({"audience"})
#: What a title says of the goods themselves only directly before their name.
_BESIDE: Final = frozenset({"material", "colour", "pattern"})
_BETWEEN: Final = re.compile(r"[\s的,，、/·-]")
#: Before a word: it is not that, or only looks like it.
_NOT: Final = re.compile(
    r"(?:[非仿类類假防无無不]|\b(?:no|not|non|without|faux|fake|imitation|mock|free of)[\s-]*)$"
)
#: Before a type: the goods are for it.
_FOR: Final = re.compile(r"(?:\bfor(?:\s+(?:the|your|an?|[a-z]+))?\s+|适用于?|適用於?|专用于)$")
#: What denials, uses and pairs are written with: a title without it needs no closer look.
_SPECIAL: Final = re.compile(
    r"[非仿类類假防无無不适適专和与及配&+]|for|and|\b(?:no|faux|fake|imit|mock|free)"
)
#: Behind a type: the goods are a part of it or something to use on it.
_PART_OF: Final = re.compile(
    r"(?:专用|用)?(?:清洁|清洗|保养|护理|收纳|替换|维修|配件|[膏油剂刷贴膜蜡套罩壳])"
)
#: What joins two things that are sold together.
_AND: Final = re.compile(r"\s*(?:and|&|\+|和|与|及)\s*")
_AND_BEFORE: Final = re.compile(r"[^\W\d](?:\s+(?:and|&|\+)\s+|[和与及+])$")
_AND_BEHIND: Final = re.compile(r"(?:\s+(?:and|&|\+)\s+|[和与及+配])[^\W\d]")
#: English words that mean a colour or a material in a column of their own, but mostly not in a title.
_ORDINARY: Final = frozenset(
    {
        *(
            "butter",
            "brick",
            "clay",
            "coffee",
            "cream",
            "creme",
            "crystal",
            "down",
            "enamel",
            "flat",
        ),
        *(
            "foam",
            "iron",
            "lace",
            "lead",
            "multi",
            "natural",
            "olive",
            "orange",
            "paper",
            "pc",
            "pet",
        ),
        *("quartz", "sand", "scuba", "shell", "skin", "stone", "straw", "sweet", "teddy", "vinyl"),
        *("wine", "rose", "mint", "peach", "lemon", "chocolate", "sky", "ocean", "cord", "muslin"),
    }
)
#: Words of titles and kinds of concepts that are remembered.
_KEPT: Final = 4096
#: What parts the steps of a category path.
_STEPS: Final = (">", "/", "›", "»")


@dataclass(frozen=True, slots=True)
class Reading:
    """``kind`` is the type of the goods, ``facts`` what the title says of them, by name."""

    kind: Concept | None
    facts: Mapping[str, Fact]


class NamedType(NamedTuple):
    """The product type a category names, and the folded ``word`` it uses."""

    word: str
    concept: Concept


def read_category(category: str, termbase: TermBase) -> NamedType | None:
    """Return the longest product type that ``category`` names."""
    folded = fold(category)
    best = max(termbase.named_in(folded, (TYPES,)), key=_length, default=None)
    return None if best is None else NamedType(folded[best.start : best.end], best.concept)


def read_title(title: str, termbase: TermBase, *, within: NamedType | None = None) -> Reading:
    """Read the type and what else is named.

    The type is the longest one named in ``title``, else ``within``, the one its category names.
    """
    folded = fold(title)
    words = termbase.named_in(folded, _READ)
    types = [one for one in words if one.concept.domain == TYPES]
    special = _SPECIAL.search(folded) is not None
    if special:
        types = [one for one in types if not _FOR.search(folded[: one.start])]
    place = _core(max(types, key=_length, default=None), types)
    if place is not None and (
        _PART_OF.match(folded, place.end)
        or (special and _of_two(place, types, folded))
        or (special and _with_another(place, folded))
    ):
        return Reading(None, {})
    return Reading(_narrower(place, folded, within), _facts(words, place, folded, special=special))


def _facts(
    words: Sequence[Named], place: Named | None, folded: str, *, special: bool
) -> dict[str, Fact]:
    """Return what a title says of the type at ``place``; what it says in two ways it does not say.

    Only in a ``special`` title something may be denied.
    """
    named: dict[str, list[Named]] = {}
    end = 0
    for found in words:
        start, stop, concept = found
        if start < end or concept.domain == TYPES:
            continue
        end = stop
        if place is not None and start < place.end and stop > place.start:
            continue
        fact = _fact_of(concept.domain, concept.group)
        plain = stop - start > 1 or fact in _ONE_CHARACTER
        if fact not in _FACTS or not plain or folded[start:stop] in _ORDINARY:
            continue
        if special and _NOT.search(folded[:start]):
            continue
        if fact not in _BESIDE or _leads_to(found, place, words, folded):
            named.setdefault(fact, []).append(found)
    return {
        name: _from_title(name, folded[all_[0].start : all_[0].end])
        for name, all_ in named.items()
        if len(all_) == 1 or len({found.concept.id for found in all_}) == 1
    }


def _leads_to(found: Named, place: Named | None, words: Sequence[Named], folded: str) -> bool:
    """Tell whether nothing but other such words stands between a word and the type: not "glass lid pan"."""
    if place is None or found.end > place.start:
        return False
    at = found.end
    while at < place.start:
        if _BETWEEN.match(folded[at]):
            at += 1
            continue
        ends = [
            one.end
            for one in words
            if one.start == at and one.end <= place.start and one.concept.domain in _DOMAINS
        ]
        if not ends:
            return False
        at = max(ends)
    return True


def _of_two(place: Named, types: Iterable[Named], folded: str) -> bool:
    """Tell whether a title names two things together, "skirt and top": a word for one would be wrong."""
    return any(
        _AND.fullmatch(folded[min(place.end, one.end) : max(place.start, one.start)])
        for one in types
        if one.concept is not place.concept and (one.start >= place.end or one.end <= place.start)
    )


def _with_another(place: Named, folded: str) -> bool:
    """Tell whether something no word is known for stands beside the type: "裙子和上衣" is no skirt."""
    before, behind = folded[: place.start], folded[place.end :]
    return _AND_BEFORE.search(before) is not None or _AND_BEHIND.match(behind) is not None


def _narrower(place: Named | None, folded: str, best: NamedType | None) -> Concept | None:
    """Return the type: the category's where its word holds the title's, "shirt" in "T-shirts"."""
    if place is None:
        return None if best is None else best.concept
    word = folded[place.start : place.end]
    if best is not None and len(best.word) > len(word) and word in best.word:
        return best.concept
    return place.concept


def _core(place: Named | None, words: Iterable[Named]) -> Named | None:
    """Return the shortest word for the type where it stands: "jumper" of "wool jumper"."""
    if place is None:
        return None
    same = (one for one in words if one.concept is place.concept and one.end == place.end)
    return min(same, key=_length, default=place)


def _length(named: Named) -> int:
    return named.end - named.start


def named_type(title: str, category: str, termbase: TermBase) -> Concept | None:
    """Return the longest product type named in the title, else in the category, whatever is said of it."""
    return termbase.longest(title, TYPES) or termbase.longest(category, TYPES)


def unnamed(product: Product) -> str:
    """Return the word to ask for where no type is known: the end of the category, else the title."""
    path = product.category
    for mark in _STEPS:
        path = path.rpartition(mark)[2]
    return path.strip() or product.title


@functools.lru_cache(_KEPT)
def _from_title(name: str, value: str) -> Fact:
    return Fact(name, FactKind.TERM, value, origin=FROM_TITLE)


@functools.lru_cache(_KEPT)
def _fact_of(domain: str, group: str) -> str:
    """Return the fact a concept in a title is a value of; empty for none that matters."""
    return group.partition("|")[0] if domain == "value" or group else domain
