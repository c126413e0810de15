"""Scripts as they leave the program: lines with today's values in place of the tokens."""

from __future__ import annotations

from dataclasses import dataclass

from localizer.catalog.scripts import StoredScript
from localizer.export.material import Material
from localizer.export.tokens import render
from localizer.model.script import Beat, Lane, ScriptLine
from localizer.model.segment import State


@dataclass(frozen=True, slots=True)
class PitchLine:
    """One line. ``text`` is what is said today, ``written`` keeps the tokens."""

    beat: Beat
    lane: Lane
    text: str
    written: str
    seconds: float
    facts: tuple[str, ...]
    tokens: tuple[str, ...]


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


def pitches(material: Material, title: str) -> tuple[Pitch, ...]:
    """Return the rendered scripts of one product; ``title`` heads them."""
    return tuple(_pitch(material, stored, title) for stored in material.scripts)


def _pitch(material: Material, stored: StoredScript, title: str) -> Pitch:
    return Pitch(
        product_key=material.product.key,
        title=title,
        style=stored.script.style,
        label=stored.label,
        state=stored.state,
        spoken_seconds=stored.spoken_seconds,
        planned_seconds=stored.planned_seconds,
        beats=tuple((plan.beat, plan.seconds) for plan in stored.script.beats),
        lines=tuple(_line(material, line) for line in stored.script.lines),
    )


def _line(material: Material, line: ScriptLine) -> PitchLine:
    return PitchLine(
        beat=line.beat,
        lane=line.lane,
        text=render(line.text, material.values),
        written=line.text,
        seconds=line.seconds,
        facts=line.facts,
        tokens=line.tokens,
    )
