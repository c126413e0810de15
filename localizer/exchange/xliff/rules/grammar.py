"""Which elements and attributes may stand where: tables in a short notation, and the check against them.

Attributes are written ``name=type``, ``name!=type`` where they are needed; contents are names in their order
with ``?``, ``*`` or ``+`` behind, ``|`` between those that take turns; ``other`` is any of another namespace,
``text`` tells that text may stand between them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any, Final, NamedTuple

from lxml import etree

from localizer.exchange.xliff.rules.findings import Findings
from localizer.exchange.xliff.rules.values import VALUES, Value
from localizer.i18n import _

Element = Any
OTHER: Final = "other"
TEXT: Final = "text"


class Others(Enum):
    """Which attributes of other namespaces an element takes."""

    NONE = "none"
    MODULES = "modules"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the content of an element: what may stand there and how often (0 for endless)."""

    names: frozenset[str]
    at_least: int
    at_most: int


@dataclass(frozen=True, slots=True)
class Kind:
    """What an element holds."""

    attributes: Mapping[str, Value]
    needed: tuple[str, ...]
    slots: tuple[Slot, ...]
    text: bool
    others: Others


@dataclass(frozen=True, slots=True)
class Grammar:
    """All kinds of elements by name; ``attributes`` are those of modules, ``modules`` their namespaces."""

    kinds: Mapping[str, Kind]
    attributes: Mapping[str, Value]
    modules: frozenset[str]


class Told(NamedTuple):
    """A kind in the notation of the tables."""

    attributes: str
    content: str = ""
    others: Others = Others.NONE


def kind(told: Told, spaces: Mapping[str, str]) -> Kind:
    """Return the kind a table tells; ``spaces`` are the namespaces of its prefixes."""
    values: dict[str, Value] = {}
    needed: list[str] = []
    for word in told.attributes.split():
        name, _sign, value = word.partition("=")
        key = _named(name.rstrip("!"), {**spaces, "": ""})
        values[key] = VALUES[value]
        if name.endswith("!"):
            needed.append(key)
    words = told.content.split()
    slots = tuple(_slot(word, spaces) for word in words if word != TEXT)
    return Kind(values, tuple(needed), slots, TEXT in words, told.others)


def _slot(word: str, spaces: Mapping[str, str]) -> Slot:
    bare = word.rstrip("?*+")
    sign = word[len(bare) :]
    names = frozenset(_named(name, spaces) for name in bare.split("|"))
    return Slot(names, int(sign in ("", "+")), int(sign in ("", "?")))


def _named(name: str, spaces: Mapping[str, str]) -> str:
    if name == OTHER:
        return OTHER
    prefix, sign, rest = name.rpartition(":")
    space = spaces[prefix] if sign else spaces[""]
    return f"{{{space}}}{rest}" if space else rest


def local(element: Element) -> str:
    """Return the name of an element without its namespace, empty for what is none."""
    tag = element.tag if element is not None else None
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def shown(element: Element) -> str:
    """Return the name of an element as the file has it."""
    return f"{element.prefix}:{local(element)}" if element.prefix else local(element)


@lru_cache(maxsize=4096)
def space_of(name: str) -> str:
    """Return the namespace in a name as lxml has it."""
    return name[1:].partition("}")[0] if name.startswith("{") else ""


class Sequence:
    """The children of one element as they come, against the slots of its kind."""

    def __init__(self, element: Element, of: Kind, tell: Findings) -> None:
        """Begin with none taken."""
        self._element, self._slots, self._tell = element, of.slots, tell
        self._space = space_of(element.tag)
        self._at = 0
        self._seen = [0] * len(of.slots)

    def take(self, child: Element) -> None:
        """Take the next child: it has its place now, or what is wrong is told."""
        for place in range(self._at, len(self._slots)):
            slot = self._slots[place]
            if self._fits(child, slot) and (not slot.at_most or self._seen[place] < slot.at_most):
                self._at = place
                self._seen[place] += 1
                return
        reason = _("“{child}” cannot stand here in “{element}”.")
        words = {"child": shown(child), "element": shown(self._element)}
        self._tell.error(child, "content", reason, **words)

    def _fits(self, child: Element, slot: Slot) -> bool:
        if child.tag in slot.names:
            return True
        return OTHER in slot.names and space_of(child.tag) != self._space

    def finish(self) -> None:
        """Tell what is lacking."""
        for slot, seen in zip(self._slots, self._seen, strict=True):
            if seen < slot.at_least:
                names = " | ".join(sorted(name.rpartition("}")[2] for name in slot.names))
                reason = _("“{element}” lacks “{child}”.")
                words = {"element": shown(self._element), "child": names}
                self._tell.error(self._element, "content", reason, **words)


def check_whole(element: Element, grammar: Grammar, tell: Findings) -> None:
    """Check ``element`` and all in it; what a stranger's namespace holds is its own affair."""
    of = grammar.kinds.get(element.tag)
    if of is None:
        if space_of(element.tag) in grammar.modules:
            reason = _("“{element}” is no element of its module.")
            tell.error(element, "content", reason, element=shown(element))
        return
    check_attributes(element, of, grammar, tell)
    if not of.text:
        check_text(element, element.text, of, tell)
    if not len(element) and not of.slots:
        return
    children = Sequence(element, of, tell)
    for child in element.iterchildren(etree.Element):
        children.take(child)
        check_text(element, child.tail, of, tell)
        check_whole(child, grammar, tell)
    children.finish()


def check_text(element: Element, text: str | None, of: Kind, tell: Findings) -> None:
    """Tell of ``text`` where only elements may stand."""
    if not of.text and text and not text.isspace():
        reason = _("“{element}” cannot hold text.")
        tell.error(element, "content", reason, element=shown(element))


def check_attributes(element: Element, of: Kind, grammar: Grammar, tell: Findings) -> None:
    """Check the attributes of one element."""
    for name in of.needed:
        if element.get(name) is None:
            reason = _("“{element}” lacks the attribute “{name}”.")
            words = {"element": shown(element), "name": name.rpartition("}")[2]}
            tell.error(element, "attribute-needed", reason, **words)
    for name, text in element.attrib.items():
        value = of.attributes.get(name)
        if value is None and _is_taken(name, of.others, grammar):
            value = grammar.attributes.get(name)
            if value is None:
                continue
        if value is None:
            reason = _("“{element}” has no attribute “{name}”.")
            words = {"element": shown(element), "name": name.rpartition("}")[2]}
            tell.error(element, "attribute-unknown", reason, **words)
        elif not value(text):
            reason = _("“{text}” is no value of “{name}”.")
            words = {"text": text, "name": name.rpartition("}")[2]}
            tell.error(element, "attribute-value", reason, **words)


def _is_taken(name: str, others: Others, grammar: Grammar) -> bool:
    space = space_of(name)
    if not space or others is Others.NONE:
        return False
    if space in grammar.modules:
        return name in grammar.attributes
    return others is Others.ANY
