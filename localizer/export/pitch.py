"""Scripts as they leave the program: lines with today's values in place of the tokens.

A host's line with a price is there twice: with digits for the eye, and as it is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from localizer.catalog.scripts import StoredScript
from localizer.export.material import Material
from localizer.export.tokens import render
from localizer.model.script import Beat, Lane, ScriptLine
from localizer.model.segment import State

NO_WORDS: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PitchLine:
    """One line. ``text`` is what is said today, ``written`` keeps the tokens.

    ``spoken`` is ``text`` with its prices in words, empty where there is nothing to be said otherwise.
    """

    beat: Beat
    lane: Lane
    text: str
    written: str
    seconds: float
    facts: tuple[str, ...]
    tokens: tuple[str, ...]
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Pitch:
    """One script of a product. Seconds of the whole are at the script's own rate."""

    product_key: str
    title: str
    style: str
    label: str
    state: State
    spoken_seconds: float
    planned_seconds: float
    beats: tuple[tuple[Beat, float], ...]
    lines: tuple[PitchLine, ...]


def pitches(
    material: Material, title: str, spoken: Mapping[str, str] = NO_WORDS
) -> tuple[Pitch, ...]:
    """Return the rendered scripts of one product; ``title`` heads them.

    ``spoken`` has the values of tokens as a host says them, prices in words.
    """
    return tuple(_pitch(material, stored, title, spoken) for stored in material.scripts)


def _pitch(
    material: Material, stored: StoredScript, title: str, spoken: Mapping[str, str]
) -> Pitch:
    return Pitch(
        product_key=material.product.key,
        title=title,
        style=stored.script.style,
        label=stored.label,
        state=stored.state,
        spoken_seconds=stored.spoken_seconds,
        planned_seconds=stored.planned_seconds,
        beats=tuple((plan.beat, plan.seconds) for plan in stored.script.beats),
        lines=tuple(_line(material, line, spoken) for line in stored.script.lines),
    )


def _line(material: Material, line: ScriptLine, spoken: Mapping[str, str]) -> PitchLine:
    text = render(line.text, material.values)
    # A token without a value today has none in words either.
    words = {name: said for name, said in spoken.items() if material.values.get(name)}
    said = render(line.text, words) if line.lane is Lane.HOST and words else text
    return PitchLine(
        beat=line.beat,
        lane=line.lane,
        text=text,
        written=line.text,
        seconds=line.seconds,
        facts=line.facts,
        tokens=line.tokens,
        spoken=said if said != text else "",
    )
