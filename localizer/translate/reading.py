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
_BETWEEN: Final = frozenset(" 的,，、/·-")
#: Before a word: it is not that, or only looks like it.
_NOT: Final = re.compile(
    r"(?:[非仿类類假防无無不]|\b(?:no|not|non|without|faux|fake|imitation|mock|free of)[\s-]*)$"
)
_DENIALS: Final = (
    *"非仿类類假防无無不",
    *("no", "not", "non", "without", "faux", "fake", "imitation", "mock", "free of"),
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
_JOINING: Final = ("and", *"&+和与及")
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
    types: list[Named] = []
    others: list[Named] = []
    for one in termbase.named_in(folded, _READ):
        (types if one.concept.domain == TYPES else others).append(one)
    special = _SPECIAL.search(folded) is not None
    if special and ("for" in folded or "用" in folded):
        types = [one for one in types if not _FOR.search(folded[: one.start])]
    place = _core(types)
    if place is not None and (
        _PART_OF.match(folded, place.end)
        or (special and _of_two(place, types, folded))
        or (special and _with_another(place, folded))
    ):
        return Reading(None, {})
    return Reading(_narrower(place, folded, within), _facts(others, place, folded, special=special))


def _facts(
    words: Sequence[Named], place: Named | None, folded: str, *, special: bool
) -> dict[str, Fact]:
    """Return what ``words`` say of the type at ``place``; what is said in two ways is not said.

    Only in a ``special`` title something may be denied.
    """
    named: dict[str, Named | None] = {}
    end = 0
    first, last = (0, 0) if place is None else (place.start, place.end)
    ends: dict[int, int] | None = None
    for found in words:
        start, stop, concept = found
        if start < end:
            continue
        end = stop
        fact = "" if start < last and stop > first else _told(found, folded, special=special)
        if fact in _BESIDE:
            if ends is None:
                ends = _next_ends(words, first)
            if not _leads_to(first, stop, ends, folded):
                continue
        before = named.setdefault(fact, found)
        if before is not None and before.concept.id != concept.id:
            named[fact] = None
    return {
        name: _from_title(name, folded[one.start : one.end])
        for name, one in named.items()
        if name and one is not None
    }


def _told(found: Named, folded: str, *, special: bool) -> str:
    """Return the fact a word in a title is a value of; empty for none that matters, or one denied."""
    start, stop, concept = found
    fact = _fact_of(concept.domain, concept.group)
    if fact not in _FACTS or (stop - start == 1 and fact not in _ONE_CHARACTER):
        return ""
    if folded[start:stop] in _ORDINARY or (special and _denied(folded[:start])):
        return ""
    return fact


def _next_ends(words: Iterable[Named], goal: int) -> dict[int, int]:
    """Return where the longest of ``words`` ends that begins at a place, none of them beyond ``goal``."""
    ends: dict[int, int] = {}
    for start, end, _concept in words:
        if end <= goal:
            ends.setdefault(start, end)
    return ends


def _leads_to(goal: int, at: int, ends: Mapping[int, int], folded: str) -> bool:
    """Tell whether nothing but such words stands from ``at`` to ``goal``: not "glass lid pan"."""
    while at < goal:
        end = at + 1 if folded[at] in _BETWEEN else ends.get(at)
        if end is None:
            return False
        at = end
    return at == goal


def _denied(before: str) -> bool:
    """Tell whether what stands ``before`` a word says that it is not that.

    Most often the end alone shows that it does not; the search would look at every letter.
    """
    return before.rstrip(" -").endswith(_DENIALS) and _NOT.search(before) is not None


def _of_two(place: Named, types: Iterable[Named], folded: str) -> bool:
    """Tell whether a title names two things together, "skirt and top": a word for one would be wrong."""
    return any(
        _AND.fullmatch(folded[min(place.end, one.end) : max(place.start, one.start)])
        for one in types
        if one.concept is not place.concept and (one.start >= place.end or one.end <= place.start)
    )


def _with_another(place: Named, folded: str) -> bool:
    """Tell whether something no word is known for stands beside the type: "裙子和上衣" is no skirt."""
    before = folded[: place.start]
    # The search looks at every letter, so the end is asked first
    if before.rstrip().endswith(_JOINING) and _AND_BEFORE.search(before):
        return True
    return _AND_BEHIND.match(folded[place.end :]) is not None


def _narrower(place: Named | None, folded: str, best: NamedType | None) -> Concept | None:
    """Return the type: the category's where its word holds the title's, "shirt" in "T-shirts"."""
    if place is None:
        return None if best is None else best.concept
    word = folded[place.start : place.end]
    if best is not None and len(best.word) > len(word) and word in best.word:
        return best.concept
    return place.concept


def _core(types: Sequence[Named]) -> Named | None:
    """Return the shortest word for the longest type where it stands: "jumper" of "wool jumper"."""
    if not types:
        return None
    longest = max(types, key=_length)
    # Of words that end at one place the later ones are the shorter ones
    return next(
        one for one in reversed(types) if one.end == longest.end and one.concept is longest.concept
    )


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
