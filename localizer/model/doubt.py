"""What a language model doubts in a text: words a person should look at, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Doubt:
    """``passage`` stands in the text as it is; ``why`` is one sentence in the program's language."""

    passage: str
    why: str
