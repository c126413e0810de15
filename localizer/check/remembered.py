"""What is found in a text is looked for once: the same words come back in product after product.

Most checks look at nothing but the two texts, the target and what all products share. Which of them looked
at more is watched when a text is seen first; only those are asked again for another product.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final, Protocol, TypeVar

from localizer.catalog.translations import Pair
from localizer.check.context import TextCheck, TextContext
from localizer.check.promise_check import promised
from localizer.model.finding import Finding

#: What products differ in; other differences are part of what a text is known by.
WATCHED: Final = ("grounds", "speller")
#: Characters of source and text together: longer ones are a product's own and would only take memory.
_SHORT: Final = 600
#: Texts kept for one target: some megabytes.
_KEPT: Final = 4096


class Watched(TextContext):
    """A context that notes when a check looks at something of `WATCHED` that is there."""

    __slots__ = ("_looked",)
    _looked: bool

    def forget(self) -> None:
        """Begin to watch anew."""
        object.__setattr__(self, "_looked", False)

    def looked(self) -> bool:
        """Tell whether a check has looked since."""
        return self._looked


def _watching(name: str) -> property:
    slot: Any = vars(TextContext)[name]

    def look(self: Watched) -> object:
        value = slot.__get__(self)
        if value is not None:
            object.__setattr__(self, "_looked", True)
        return value

    return property(look, slot.__set__)  # written once, when the context is made


for _name in WATCHED:
    setattr(Watched, _name, _watching(_name))


_Context = TypeVar("_Context", bound=TextContext)


class Make(Protocol):
    """Gives the context of a text."""

    def __call__(self, pair: Pair, kind: type[_Context], /) -> _Context:
        """Return it as an object of ``kind``."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What was found, each with the place of its check, and the places of checks to be asked again."""

    found: tuple[tuple[int, Finding], ...]
    again: tuple[int, ...]
    #: Keeps what the key knows by its identity.
    shared: object


class Remembered:
    """Asks the checks of texts for one target; ``quiet`` are those of texts that promise nothing."""

    def __init__(self, every: Sequence[TextCheck], quiet: Sequence[TextCheck]) -> None:
        """Ask ``every`` check where something is promised."""
        self._every = tuple(every)
        self._quiet = tuple(quiet)
        self._known: dict[tuple[object, ...], _Known] = {}

    def findings(self, pair: Pair, make: Make) -> list[Finding]:
        """Return what is found in the text of ``pair``, of which ``make`` gives the context."""
        if len(pair.segment.source) + len(pair.translation.text) > _SHORT:
            context = make(pair, TextContext)
            checks = self._every if promised(context) else self._quiet
            return [finding for check in checks for finding in check.check(context)]
        context = make(pair, Watched)
        key = _key(context)
        known = self._known.get(key)
        if known is None:
            return self._first(key, context)
        if not known.again:
            return [finding for _place, finding in known.found]
        fresh = [
            (place, finding)
            for place in known.again
            for finding in self._quiet[place].check(context)
        ]
        if not fresh:
            return [finding for _place, finding in known.found]
        merged = sorted((*known.found, *fresh), key=itemgetter(0))
        return [finding for _place, finding in merged]

    def _first(self, key: tuple[object, ...], context: Watched) -> list[Finding]:
        """Ask every check about a new text; one with promises is not kept: they hang on the product."""
        context.forget()
        if promised(context) or context.looked():
            checks = self._every if promised(context) else self._quiet
            return [finding for check in checks for finding in check.check(context)]
        found: list[tuple[int, Finding]] = []
        again: list[int] = []
        for place, check in enumerate(self._quiet):
            context.forget()
            found += ((place, finding) for finding in check.check(context))
            if context.looked():
                again.append(place)
        if len(self._known) >= _KEPT:
            self._known.clear()
        own = frozenset(again)
        kept = tuple(one for one in found if one[0] not in own)
        self._known[key] = _Known(kept, tuple(again), context.glossary)
        return [finding for _place, finding in found]


def _key(context: TextContext) -> tuple[object, ...]:
    """Return all that checks may look at without being watched, but for what a target's texts share."""
    segment, translation = context.segment, context.translation
    return (
        segment.field,
        segment.name,
        segment.source,
        segment.source_hash,
        translation.text,
        translation.state,
        translation.origin,
        translation.score,
        translation.source_hash,
        translation.reason,
        translation.comment,
        context.source_locale,
        context.brand,
        context.elsewhere,
        context.twins,
        context.doubts,
        id(context.glossary),
    )
