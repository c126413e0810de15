"""How two variants of a script differ: in the hook, the order of the beats, the style."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from localizer.model.script import Beat, Lane, Script
from localizer.script.likeness import overlap, runs
from localizer.script.opening import script_opening


class Difference(StrEnum):
    """What a comparison of variants is about."""

    HOOK = "hook"
    ORDER = "order"
    STYLE = "style"
    VOICE = "voice"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class Compared:
    """In what two scripts differ, each with what it is in the first and in the second.

    ``alike`` is the share of runs of four words they have in common, 0 to 1.
    """

    differences: tuple[tuple[Difference, str, str], ...]
    alike: float


def compare(first: Script, second: Script) -> Compared:
    """Return how ``second`` differs from ``first``."""
    pairs = (
        (Difference.HOOK, _hook(first), _hook(second)),
        (Difference.ORDER, _order(first), _order(second)),
        (Difference.STYLE, first.style, second.style),
        (Difference.VOICE, first.voice, second.voice),
        (Difference.LENGTH, f"{_planned(first):.0f}", f"{_planned(second):.0f}"),
    )
    differing = tuple(pair for pair in pairs if pair[1] != pair[2])
    return Compared(differing, overlap(runs(first), runs(second)))


def hook_text(script: Script) -> str:
    """Return what the host opens with."""
    lines = (one for one in script.lines if one.beat is Beat.HOOK and one.lane is Lane.HOST)
    return " ".join(line.text for line in lines)


def _hook(script: Script) -> str:
    """Return the kind of the opening; its text where two of one kind are told apart."""
    kind = script_opening(script)
    return f"{kind or ''}: {hook_text(script)}"


def _order(script: Script) -> str:
    """Return the beats in their order, each once."""
    return " ".join(dict.fromkeys(part.beat.value for part in script.beats))


def _planned(script: Script) -> float:
    return sum(part.seconds for part in script.beats)
