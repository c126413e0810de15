"""What the scripts of a show have said already, so that the next one says it otherwise."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from localizer.model.phrase import Phrase
from localizer.model.script import Beat, Lane, Script, ScriptLine

#: How much each earlier use takes from the weight of a phrase: the second use is a quarter as welcome.
_WEAR: Final = 2.0


@dataclass(slots=True)
class Heard:
    """Phrases by how often they were said, and the texts of the hooks. Grows with `add`.

    It is for the scripts of one target in one voice and pace: ``lines`` are those of phrases that name
    nothing of a product, by their id, timed once for all of them; ``told`` those that name facts many
    products share, by phrase and what stands in its slots; ``sayable`` the phrases, by beat, for products of
    which the same is known.
    """

    phrases: Counter[str] = field(default_factory=Counter)
    hooks: set[str] = field(default_factory=set)
    lines: dict[str, ScriptLine] = field(default_factory=dict)
    told: dict[tuple[str, tuple[str, ...]], ScriptLine] = field(default_factory=dict)
    sayable: dict[tuple[object, ...], Mapping[Beat, Sequence[Phrase]]] = field(default_factory=dict)

    def add(self, script: Script) -> None:
        """Take note of what ``script`` says."""
        said = [line for line in script.lines if line.lane is Lane.HOST]
        self.phrases.update(line.phrase for line in said if line.phrase)
        self.hooks |= {line.text for line in said if line.beat is Beat.HOOK}

    def freshness(self, phrase: str) -> float:
        """Return how welcome ``phrase`` still is: 1 when it was never said."""
        times = self.phrases.get(phrase, 0)
        return math.pow(1.0 + times, -_WEAR) if times else 1.0
