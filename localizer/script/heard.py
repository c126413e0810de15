"""What the scripts of a show have said already, so that the next one says it otherwise."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from localizer.model.script import Beat, Lane, Script, ScriptLine

#: How much each earlier use takes from the weight of a phrase: the second use is a quarter as welcome.
_WEAR: Final = 2.0


@dataclass(slots=True)
class Heard:
    """Phrases by how often they were said, and the texts of the hooks. Grows with `add`.

    It is for the scripts of one target in one voice and pace: ``lines`` are those of phrases that name
    nothing of a product, by their id, timed once for all of them.
    """

    phrases: Counter[str] = field(default_factory=Counter)
    hooks: set[str] = field(default_factory=set)
    lines: dict[str, ScriptLine] = field(default_factory=dict)

    def add(self, script: Script) -> None:
        """Take note of what ``script`` says."""
        said = [line for line in script.lines if line.lane is Lane.HOST]
        self.phrases.update(line.phrase for line in said if line.phrase)
        self.hooks |= {line.text for line in said if line.beat is Beat.HOOK}

    def freshness(self, phrase: str) -> float:
        """Return how welcome ``phrase`` still is: 1 when it was never said."""
        return math.pow(1.0 + self.phrases[phrase], -_WEAR)
